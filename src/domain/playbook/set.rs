//! A set of playbooks that passed its checks: immutable, shared by all, named by its hash.

use std::collections::BTreeMap;

use super::classification::{Classification, Input};
use super::document::{Outcome, Playbook, When};
use super::fitted::Fitted;
use super::guards::CompiledGuard;
use super::hits::AtomId;
use super::language::Profiles;
use super::language_document::{GuardExample, Scoring};
use super::load::{LoadError, SourceFile};
use super::matcher::Matcher;
use super::reach::Patterns;
use super::{classify, compile};

/// Playbooks, lexicon, guards and scoring, compiled together.
#[derive(Debug)]
pub struct PlaybookSet {
    pub(super) hash: String,
    pub(super) playbooks: Vec<CompiledPlaybook>,
    pub(super) facts: Vec<CompiledFact>,
    pub(super) guards: Vec<CompiledGuard>,
    pub(super) scoring: Scoring,
    pub(super) profiles: Profiles,
    pub(super) fitted: Fitted,
    pub(super) matcher: Matcher,
    pub(super) first_cue: AtomId,
    pub(super) concepts: BTreeMap<String, AtomId>,
    pub(super) guard_tests: Vec<(String, GuardExample)>,
}

#[derive(Debug)]
pub(super) struct CompiledPlaybook {
    pub document: Playbook,
    pub log_prior: f64,
    pub signals: Vec<CompiledSignal>,
    pub rules: Vec<CompiledRule>,
}

#[derive(Debug)]
pub(super) struct CompiledSignal {
    pub patterns: Patterns,
    pub facts: When,
}

#[derive(Debug)]
pub(super) struct CompiledRule {
    pub if_all: Vec<usize>,
    pub not_if: Vec<usize>,
    pub facts: When,
    pub then: Outcome,
}

#[derive(Debug)]
pub(super) struct CompiledFact {
    pub patterns: Patterns,
    pub fact: String,
    pub value: String,
    pub negated: Option<String>,
}

impl PlaybookSet {
    /// Compiles a set from its files.
    ///
    /// # Errors
    /// Everything that is wrong, at once, sorted by file and place.
    pub fn compile(files: &[SourceFile]) -> Result<Self, Vec<LoadError>> {
        compile::compile(files)
    }

    /// `sha256:…` over the names and contents of the files: two sets that are called the same read the same.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The playbook of a category.
    #[must_use]
    pub fn playbook(&self, id: &str) -> Option<&Playbook> {
        self.playbooks().find(|playbook| playbook.id == id)
    }

    /// All playbooks, by id.
    pub fn playbooks(&self) -> impl Iterator<Item = &Playbook> {
        self.playbooks.iter().map(|compiled| &compiled.document)
    }

    /// How evidence becomes a verdict.
    #[must_use]
    pub fn scoring(&self) -> &Scoring {
        &self.scoring
    }

    /// The names of the lexicon's concepts.
    pub fn concepts(&self) -> impl Iterator<Item = &str> {
        self.concepts.keys().map(String::as_str)
    }

    /// Classifies what a caller said and answered. Never fails; the same input gives the same result.
    #[must_use]
    pub fn classify(&self, input: &Input<'_>) -> Classification {
        classify::classify(self, input)
    }
}
