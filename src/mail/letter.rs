//! The one design of all mails: blocks in, subject, text and HTML out.
//!
//! Text and HTML say the same. No remote image, no tracking; readable at 360 pixels and in the dark. Every mail
//! ends with what the desk never asks for, and how to check that it was the desk.

use std::fmt::Write as _;

use askama::Template;
use vigie_domain::ids::LinkId;

use super::links::{Placeholder, plain};
use crate::i18n::Words;

use super::message::{MailKind, Rendered, Setting};

/// A part of a mail, in reading order.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// The sentence that matters most.
    Lead(String),
    /// A paragraph.
    Text(String),
    /// A heading over what follows.
    Heading(String),
    /// Labelled values, one a line.
    Facts(Vec<(String, String)>),
    /// What to do, in order.
    Steps(Vec<String>),
    /// Somebody's words, as they were typed, line by line.
    Quote(Vec<String>),
    /// What must not be overlooked.
    Warning(String),
    /// The one thing to press.
    Button { label: String, place: Placeholder },
    /// A link beside the button.
    Link { label: String, place: Placeholder },
}

/// A mail before it is laid out.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    subject: String,
    blocks: Vec<Block>,
    links: Vec<LinkId>,
}

impl Letter {
    /// A mail of this subject, still empty.
    pub(super) fn about(subject: &str) -> Self {
        Self { subject: plain(subject).replace('\n', " "), blocks: Vec::new(), links: Vec::new() }
    }

    pub(super) fn lead(self, text: &str) -> Self {
        self.with(Block::Lead(plain(text)))
    }

    pub(super) fn text(self, text: &str) -> Self {
        self.with(Block::Text(plain(text)))
    }

    pub(super) fn heading(self, text: &str) -> Self {
        self.with(Block::Heading(plain(text)))
    }

    pub(super) fn warning(self, text: &str) -> Self {
        self.with(Block::Warning(plain(text)))
    }

    /// Values that are empty are left out with their label.
    pub(super) fn facts(self, facts: impl IntoIterator<Item = (String, String)>) -> Self {
        let kept = facts.into_iter().filter(|(_, value)| !value.trim().is_empty());
        self.with(Block::Facts(kept.map(|(label, value)| (plain(&label), one_line(&value))).collect()))
    }

    pub(super) fn steps(self, steps: &[String]) -> Self {
        self.with(Block::Steps(steps.iter().map(|step| one_line(step)).collect()))
    }

    pub(super) fn quote(self, typed: &str) -> Self {
        self.with(Block::Quote(plain(typed).lines().map(str::to_owned).collect()))
    }

    pub(super) fn button(mut self, label: &str, link: LinkId) -> Self {
        self.links.push(link);
        self.with(Block::Button { label: plain(label), place: Placeholder(link) })
    }

    pub(super) fn link(mut self, label: &str, link: LinkId) -> Self {
        self.links.push(link);
        self.with(Block::Link { label: plain(label), place: Placeholder(link) })
    }

    fn with(mut self, block: Block) -> Self {
        let empty = match &block {
            Block::Facts(facts) => facts.is_empty(),
            Block::Steps(lines) | Block::Quote(lines) => lines.is_empty(),
            _ => false,
        };
        if !empty {
            self.blocks.push(block);
        }
        self
    }

    /// Lays the mail out in text and HTML.
    pub(super) fn render(self, kind: MailKind, setting: &Setting<'_>) -> Rendered {
        let page = Page::new(&self, setting);
        // Writing to memory doesn't fail; if it did, the mail would leave as text alone.
        let html = page.render().unwrap_or_default();
        let text = page.text();
        Rendered { kind, lang: setting.words.0, subject: self.subject, text, html, links: self.links }
    }
}

fn one_line(text: &str) -> String {
    plain(text).replace('\n', " ")
}

fn fact_line(words: Words, label: &str, value: &str) -> String {
    words.with("mail-fact-line", &[("label", label.to_owned().into()), ("value", value.to_owned().into())])
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Page<'a> {
    words: Words,
    desk: &'a str,
    subject: &'a str,
    preview: &'a str,
    blocks: &'a [Block],
    never: String,
    check: String,
    recognise: String,
    recognise_url: String,
}

impl<'a> Page<'a> {
    fn new(letter: &'a Letter, setting: &Setting<'a>) -> Self {
        let (words, desk) = (setting.words, setting.desk);
        let check = if desk.phone.is_empty() {
            words.say("mail-check-page")
        } else {
            // A number is read, and dialled, in one piece.
            words.with_text("mail-check-phone", "phone", &desk.phone.replace(' ', "\u{a0}"))
        };
        Self {
            words,
            desk: &desk.name,
            subject: &letter.subject,
            preview: letter.blocks.iter().find_map(Block::said).unwrap_or(&letter.subject),
            blocks: &letter.blocks,
            never: words.say("mail-never"),
            check,
            recognise: words.say("mail-recognise"),
            recognise_url: desk.recognise_url(),
        }
    }

    fn text(&self) -> String {
        let mut out = String::new();
        for block in self.blocks {
            block.write_text(self.words, &mut out);
        }
        let Self { desk, never, check, .. } = self;
        let recognise = fact_line(self.words, &self.recognise, &self.recognise_url);
        // Not « -- » and a space: that opens a signature (RFC 3676, section 4.3), which readers fold away.
        let _ = write!(out, "--\n{desk}\n{never}\n{check}\n{recognise}\n");
        out
    }
}

impl Block {
    /// The words of a paragraph, for the preview line of a mailbox.
    fn said(&self) -> Option<&str> {
        match self {
            Self::Lead(text) | Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn write_text(&self, words: Words, out: &mut String) {
        // Writing to a String can't fail.
        let _ = match self {
            Self::Lead(text) | Self::Text(text) => writeln!(out, "{text}"),
            Self::Heading(text) => writeln!(out, "{text}\n{}", "-".repeat(text.chars().count().min(72))),
            Self::Warning(text) => writeln!(out, "! {text}"),
            Self::Facts(facts) => {
                facts.iter().try_for_each(|(label, value)| writeln!(out, "{}", fact_line(words, label, value)))
            }
            Self::Steps(steps) => {
                steps.iter().enumerate().try_for_each(|(index, step)| writeln!(out, "{}. {step}", index + 1))
            }
            Self::Quote(lines) => lines.iter().try_for_each(|line| writeln!(out, "> {line}")),
            Self::Button { label, place } | Self::Link { label, place } => writeln!(out, "{label}\n{place}"),
        };
        out.push('\n');
    }
}
