//! What to do: the lists of the primary and secondary categories merged by one rule, texts in the caller's language.
//!
//! People and machines, money, stop the spread, evidence, law, repair; the same action once; a condition on a fact
//! that nobody gave keeps an action only where it says so. What helps people in distress leads where its own category leads.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::classification::Classification;
use super::document::{Choice, Group, Playbook, Question, Text, Who};
use super::facts::{FactValue, Facts, Holds};
use super::set::PlaybookSet;
use crate::vocabulary::{Lang, OfferMode, Severity, Skill, Verdict};

/// The most actions that are shown before « voir la suite ».
pub const SHOWN_FIRST: usize = 5;

/// Everything that a page, a mail or an operator says after a classification.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Advice {
    /// The categories that it is drawn from, the primary first.
    pub categories: Vec<String>,
    /// First actions, in order.
    pub actions: Vec<AdvisedAction>,
    /// What must not be done.
    pub never: Vec<Line>,
    /// What to keep.
    pub evidence: Vec<Line>,
    /// Legal clocks that may apply.
    pub deadlines: Vec<ProposedDeadline>,
    /// The next questions with their words.
    pub questions: Vec<AskedQuestion>,
    /// What a provider must know, and at which level.
    pub skills_must: BTreeMap<Skill, u8>,
    /// What counts in a provider's score.
    pub skills_should: BTreeMap<Skill, u8>,
    /// Labels that a provider needs at this severity.
    pub labels: Vec<String>,
    /// How offers go out.
    pub offer_mode: OfferMode,
    /// How many providers are asked at once.
    pub at_once: u8,
    /// Ready words of the variant, if one was recognised.
    pub variant: Option<VariantWords>,
}

/// One action to say and to tick off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdvisedAction {
    /// Id, the same in all playbooks that have it.
    pub id: String,
    /// Whose list it comes from.
    pub playbook: String,
    /// Where it stands in the order.
    pub group: Group,
    /// What to say.
    pub say: String,
    /// Why.
    pub why: String,
    /// Who does it.
    pub who: Who,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Id, the same in all playbooks that have it.
    pub id: String,
    /// What to say.
    pub say: String,
}

/// A legal clock that the category may bring.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProposedDeadline {
    /// Id in `_deadlines`.
    pub id: String,
    /// Whether its condition is met; `unknown` when it hangs on a fact that nobody gave.
    pub applies: Holds,
    /// The fact that decides, when it is not known.
    pub decided_by: Option<String>,
}

/// A question as it is said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AskedQuestion {
    /// The fact that it sets.
    pub fact: String,
    /// Kind of answer: `yes_no`, `choice`, `number`, `date`.
    pub kind: super::document::AnswerKind,
    /// The words.
    pub ask: String,
    /// Value and label of each choice.
    pub choices: Vec<(String, String)>,
}

/// Ready words for a kind of the category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantWords {
    /// Id of the variant.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What to say, and where to turn.
    pub say: String,
}

impl Text {
    /// The words in one language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

impl PlaybookSet {
    /// The advice for a classification with what is known by now, answers and words together.
    ///
    /// While the verdict is `unsure`, or the category `not_incident`, only what harms in no category is advised.
    #[must_use]
    pub fn advise(&self, found: &Classification, answers: &Facts, lang: Lang) -> Advice {
        let known = answers.or(&found.heard_facts());
        let playbooks = self.drawn_from(found);
        let merge = Merge { playbooks: &playbooks, known: &known, lang };
        let primary = playbooks.first();
        Advice {
            categories: playbooks.iter().map(|playbook| playbook.id.clone()).collect(),
            actions: self.actions(found, &merge),
            never: merge.never(),
            evidence: merge.evidence(),
            deadlines: merge.deadlines(),
            questions: self.asked(&found.questions, lang),
            skills_must: merge.must(),
            skills_should: merge.should(),
            labels: primary.map(|playbook| labels(playbook, found.assessment.severity)).unwrap_or_default(),
            offer_mode: primary.map_or(OfferMode::Shortlist, |playbook| playbook.offer.mode),
            at_once: primary.map_or(3, |playbook| playbook.offer.at_once),
            variant: found.variant.as_ref().and_then(|id| variant(primary?, id, lang)),
        }
    }

    fn drawn_from(&self, found: &Classification) -> Vec<&Playbook> {
        let secondary = found.secondary.iter().map(|candidate| candidate.category.as_str());
        std::iter::once(found.category.as_str()).chain(secondary).filter_map(|id| self.playbook(id)).collect()
    }

    fn actions(&self, found: &Classification, merge: &Merge<'_>) -> Vec<AdvisedAction> {
        let careful = found.verdict == Verdict::Unsure || found.category == "not_incident";
        if !careful {
            return merge.actions(|_| true);
        }
        let likely: Vec<&Playbook> =
            found.candidates.iter().take(3).filter_map(|candidate| self.playbook(&candidate.category)).collect();
        Merge { playbooks: &likely, ..*merge }.actions(|action| action.safe_always)
    }

    /// The words of questions, wherever they are asked.
    fn asked(&self, facts: &[String], lang: Lang) -> Vec<AskedQuestion> {
        let find = |fact: &String| self.question(fact).map(|question| asked(question, lang));
        facts.iter().filter_map(find).collect()
    }

    /// The question that sets a fact, from the first playbook that asks it.
    #[must_use]
    pub fn question(&self, fact: &str) -> Option<&Question> {
        self.playbooks().flat_map(|playbook| &playbook.questions).find(|question| question.fact == fact)
    }
}

fn asked(question: &Question, lang: Lang) -> AskedQuestion {
    let choice = |choice: &Choice| (choice.value.clone(), choice.label.in_lang(lang).to_owned());
    AskedQuestion {
        fact: question.fact.clone(),
        kind: question.kind,
        ask: question.ask.in_lang(lang).to_owned(),
        choices: question.choices.iter().map(choice).collect(),
    }
}

fn labels(playbook: &Playbook, severity: Severity) -> Vec<String> {
    let asked = playbook.skills.labels.iter().filter(|(from, _)| severity <= **from);
    let labels: BTreeSet<&String> = asked.flat_map(|(_, labels)| labels).collect();
    labels.into_iter().cloned().collect()
}

fn variant(playbook: &Playbook, id: &str, lang: Lang) -> Option<VariantWords> {
    let variant = playbook.variants.iter().find(|variant| variant.id == id)?;
    let (title, say) = (variant.title.in_lang(lang).to_owned(), variant.say.in_lang(lang).to_owned());
    Some(VariantWords { id: variant.id.clone(), title, say })
}

#[derive(Clone, Copy)]
struct Merge<'m> {
    playbooks: &'m [&'m Playbook],
    known: &'m Facts,
    lang: Lang,
}

impl Merge<'_> {
    fn actions(&self, wanted: impl Fn(&super::document::Action) -> bool) -> Vec<AdvisedAction> {
        let mut seen = BTreeSet::new();
        let mut actions = Vec::new();
        for (place, playbook) in self.playbooks.iter().enumerate() {
            for action in playbook.actions.iter().filter(|action| wanted(action) && self.known.hold(&action.when)) {
                if seen.insert(&action.id) {
                    actions.push((self.rank(place, action), self.advised(playbook, action)));
                }
            }
        }
        actions.sort_by_key(|(rank, _)| *rank);
        actions.into_iter().map(|(_, action)| action).collect()
    }

    /// Where an action comes. Help for people in danger leads when its own category leads, or when a fact says that it is
    /// needed; beside another category, which only may be there, it doesn't keep the bank waiting.
    fn rank(&self, place: usize, action: &super::document::Action) -> Group {
        let is_known = |fact: &String| self.known.get(fact).is_some_and(|value| *value != FactValue::Unknown);
        let is_asked_for = action.when.keys().any(is_known);
        let only_perhaps = place > 0 && action.group == Group::People && !is_asked_for;
        if only_perhaps { Group::Evidence } else { action.group }
    }

    fn advised(&self, playbook: &Playbook, action: &super::document::Action) -> AdvisedAction {
        AdvisedAction {
            id: action.id.clone(),
            playbook: playbook.id.clone(),
            group: action.group,
            say: action.say.in_lang(self.lang).to_owned(),
            why: action.why.in_lang(self.lang).to_owned(),
            who: action.who,
        }
    }

    fn never(&self) -> Vec<Line> {
        let lists = self.playbooks.iter().flat_map(|playbook| &playbook.never);
        self.lines(lists.filter(|never| self.known.hold(&never.when)).map(|never| (&never.id, &never.say)))
    }

    fn evidence(&self) -> Vec<Line> {
        let lists = self.playbooks.iter().flat_map(|playbook| &playbook.evidence);
        self.lines(lists.map(|evidence| (&evidence.id, &evidence.say)))
    }

    fn lines<'t>(&self, items: impl Iterator<Item = (&'t String, &'t Text)>) -> Vec<Line> {
        let mut seen = BTreeSet::new();
        let once = items.filter(|(id, _)| seen.insert(*id));
        once.map(|(id, say)| Line { id: id.clone(), say: say.in_lang(self.lang).to_owned() }).collect()
    }

    fn deadlines(&self) -> Vec<ProposedDeadline> {
        let mut proposed: Vec<ProposedDeadline> = Vec::new();
        for deadline in self.playbooks.iter().flat_map(|playbook| &playbook.deadlines) {
            let applies = self.known.check(&deadline.when);
            let open = |fact: &&String| self.known.get(fact).is_none_or(|value| *value == FactValue::Unknown);
            let decided_by = deadline.when.keys().find(open).filter(|_| applies == Holds::Unknown).cloned();
            match proposed.iter_mut().find(|known| known.id == deadline.id) {
                Some(known) if known.applies < applies => (known.applies, known.decided_by) = (applies, decided_by),
                Some(_) => {}
                None => proposed.push(ProposedDeadline { id: deadline.id.clone(), applies, decided_by }),
            }
        }
        proposed.retain(|deadline| deadline.applies != Holds::No);
        proposed
    }

    /// Only the primary category sets hard conditions: a second one must not leave nobody able to come.
    fn must(&self) -> BTreeMap<Skill, u8> {
        self.playbooks.first().map(|playbook| playbook.skills.must.clone()).unwrap_or_default()
    }

    fn should(&self) -> BTreeMap<Skill, u8> {
        let must = self.must();
        let mut should = BTreeMap::new();
        for (place, playbook) in self.playbooks.iter().enumerate() {
            let also = playbook.skills.must.iter().filter(|_| place > 0);
            for (skill, level) in
                playbook.skills.should.iter().chain(also).filter(|(skill, _)| !must.contains_key(skill))
            {
                let entry = should.entry(*skill).or_insert(*level);
                *entry = (*entry).max(*level);
            }
        }
        should
    }
}
