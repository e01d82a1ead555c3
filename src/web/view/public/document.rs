//! What the desk says of itself: recognising its calls, privacy, accessibility, method; and the guides.

use askama::Template;

use crate::web::view::{advice::Advice, page::Page};

/// A page of text, built by the constructors below from texts and figures.
#[derive(Debug, Clone, Template)]
#[template(path = "public/document.html")]
pub struct Document {
    /// The frame.
    pub page: Page,
    /// Heading.
    pub title: String,
    /// One sentence under it; may be empty.
    pub lead: String,
    /// Sections.
    pub sections: Vec<Section>,
}

/// A section of a document.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// `id` of the heading.
    pub anchor: String,
    /// Heading.
    pub title: String,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
    /// A list.
    pub items: Vec<String>,
    /// Names and values.
    pub rows: Vec<(String, String)>,
    /// A link and its words.
    pub link: Option<(String, String)>,
}

impl Section {
    /// A section from texts `{key}-title` and `{key}-1`, `{key}-2` … up to `paragraphs`.
    #[must_use]
    pub fn of_texts(page: &Page, key: &str, paragraphs: usize) -> Self {
        let title = page.say(&format!("{key}-title"));
        let paragraphs =
            (1..=paragraphs).map(|number| page.with(&format!("{key}-{number}"), "desk", &page.desk.name)).collect();
        Self { anchor: key.to_owned(), title, paragraphs, ..Self::default() }
    }
}

/// What the privacy notice says of this desk.
#[derive(Debug, Clone, Default)]
pub struct PrivacyFacts {
    /// Who answers for the data.
    pub controller: String,
    /// How to reach the data-protection officer.
    pub officer: String,
    /// Kind of data and how long it is kept.
    pub retention: Vec<(String, String)>,
}

/// What the desk says of the keys and the head of its log.
#[derive(Debug, Clone, Default)]
pub struct ProofFacts {
    /// The key that signs now, `NAME+ID+KEY`.
    pub key: String,
    /// How often it was replaced.
    pub replaced: usize,
    /// The published head: number of events, when it was signed, root.
    pub head: Option<(String, String, String)>,
}

impl Document {
    fn new(page: Page, key: &str, sections: Vec<Section>) -> Self {
        let (title, lead) = (page.say(&format!("{key}-title")), page.say(&format!("{key}-lead")));
        Self { page, title, lead, sections }
    }

    /// `/nous-reconnaitre`: how to tell the desk's calls and mails from an impostor's.
    #[must_use]
    pub fn recognise(page: Page) -> Self {
        let sections = vec![
            Section::of_texts(&page, "recognise-call", 2),
            Section::of_texts(&page, "recognise-mail", 2),
            Section::of_texts(&page, "recognise-never", 2),
            Section::of_texts(&page, "recognise-provider", 1),
            Section::of_texts(&page, "recognise-doubt", 1),
        ];
        Self::new(page, "recognise", sections)
    }

    /// `/confidentialite`.
    #[must_use]
    pub fn privacy(page: Page, facts: PrivacyFacts) -> Self {
        let mut who = Section::of_texts(&page, "privacy-who", 0);
        who.rows =
            vec![(page.say("privacy-controller"), facts.controller), (page.say("privacy-officer"), facts.officer)];
        let mut kept = Section::of_texts(&page, "privacy-kept", 1);
        kept.rows = facts.retention;
        let mut rights = Section::of_texts(&page, "privacy-rights", 2);
        rights.link = Some(("https://www.cnil.fr/".to_owned(), "cnil.fr".to_owned()));
        let sections = vec![
            who,
            Section::of_texts(&page, "privacy-why", 2),
            Section::of_texts(&page, "privacy-readers", 3),
            kept,
            Section::of_texts(&page, "privacy-proof", 1),
            rights,
        ];
        Self::new(page, "privacy", sections)
    }

    /// `/verifier`: how anybody checks the proof of a case, without trusting the desk; to print.
    #[must_use]
    pub fn proof(page: Page, facts: ProofFacts) -> Self {
        let mut key = Section::of_texts(&page, "verify-key", 1);
        key.rows = vec![(page.say("verify-key-now"), facts.key)];
        if facts.replaced > 0 {
            key.rows.push((page.say("verify-key-replaced"), facts.replaced.to_string()));
        }
        key.link = Some(("/log/keys".to_owned(), page.say("verify-key-all")));
        let mut head = Section::of_texts(&page, "verify-head", 1);
        if let Some((size, when, root)) = facts.head {
            let names = ["verify-head-size", "verify-head-when", "verify-head-root"];
            head.rows = names.iter().map(|name| page.say(name)).zip([size, when, root]).collect();
            head.link = Some(("/log/checkpoint".to_owned(), page.say("verify-head-get")));
        }
        let mut how = Section::of_texts(&page, "verify-how", 1);
        how.items = (1..=4).map(|number| page.say(&format!("verify-how-step-{number}"))).collect();
        let mut words = Section::of_texts(&page, "verify-words", 1);
        words.rows = ["hash", "log", "head", "proof"]
            .iter()
            .map(|word| (page.label("verify-word", word), page.label("verify-word-is", word)))
            .collect();
        let sections = vec![
            Section::of_texts(&page, "verify-what", 2),
            how,
            key,
            head,
            Section::of_texts(&page, "verify-says", 2),
            Section::of_texts(&page, "verify-erased", 1),
            words,
        ];
        Self::new(page, "verify", sections)
    }

    /// `/accessibilite`: state of conformity, what is not there yet, whom to tell.
    #[must_use]
    pub fn accessibility(page: Page, known_gaps: Vec<String>) -> Self {
        let mut gaps = Section::of_texts(&page, "accessibility-gaps", usize::from(known_gaps.is_empty()));
        gaps.items = known_gaps;
        let mut tell = Section::of_texts(&page, "accessibility-tell", 2);
        tell.rows = vec![(page.say("report-email"), page.desk.email.clone())];
        tell.link = Some(("https://formulaire.defenseurdesdroits.fr/".to_owned(), page.say("accessibility-defender")));
        let sections = vec![Section::of_texts(&page, "accessibility-state", 2), gaps, tell];
        Self::new(page, "accessibility", sections)
    }

    /// `/methode`: how providers are vetted, ranked and asked; `conditions`, `weights` and `times` come from the code that applies
    /// them.
    #[must_use]
    pub fn method(page: Page, conditions: Vec<String>, weights: Vec<(String, String)>, times: Vec<String>) -> Self {
        let mut hard = Section::of_texts(&page, "method-hard", 1);
        hard.items = conditions;
        let mut score = Section::of_texts(&page, "method-score", 2);
        score.rows = weights;
        let mut waiting = Section::of_texts(&page, "method-times", 1);
        waiting.items = times;
        let sections = vec![
            Section::of_texts(&page, "method-vetting", 2),
            hard,
            score,
            Section::of_texts(&page, "method-offer", 3),
            waiting,
            Section::of_texts(&page, "method-choice", 2),
        ];
        Self::new(page, "method", sections)
    }
}

/// `/guides`: one line for each kind of incident.
#[derive(Debug, Clone, Template)]
#[template(path = "public/guides.html")]
pub struct Guides {
    /// The frame.
    pub page: Page,
    /// The guides.
    pub guides: Vec<GuideLine>,
}

/// One guide of the list.
#[derive(Debug, Clone)]
pub struct GuideLine {
    /// `/guides/ransomware`.
    pub link: String,
    /// Title of the playbook.
    pub title: String,
    /// Its summary.
    pub summary: String,
}

/// `/guides/{category}`: a playbook as the public reads it.
#[derive(Debug, Clone, Template)]
#[template(path = "public/guide.html")]
pub struct Guide {
    /// The frame.
    pub page: Page,
    /// Title of the playbook.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// Actions, never, evidence, deadlines.
    pub advice: Advice,
    /// Short hash of the playbook set.
    pub version: String,
}
