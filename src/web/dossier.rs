//! The dossier of a case as one page that stands for itself: no picture, no style and no script from elsewhere. For
//! paper, for the police, for an insurer.

use askama::Template;
use vigie_domain::{
    observable::{Observable, ObservableRole},
    vocabulary::{Lang, Severity},
};

use super::{
    frame::Times,
    present,
    view::dossier::{DossierPage, Lines, Part},
};
use crate::{
    app::App,
    desk::{self, export_cases::Dossier},
    i18n::Words,
    store::entity::incident,
};

/// The page.
///
/// # Errors
/// The template.
pub fn page(app: &App, dossier: &Dossier, lang: Lang) -> Result<String, askama::Error> {
    let times = Times { now: app.clock.now(), zone: desk::outgoing::zone(&app.config), lang };
    let told = Telling { app, dossier, times: &times, words: Words(lang), case: &dossier.file.incident };
    let page = DossierPage {
        lang: lang.as_str(),
        words: told.words,
        desk: app.config.desk.name.clone(),
        reference: told.case.reference.clone(),
        tlp: told.case.tlp.to_uppercase(),
        made_at: told.exact(times.now.as_microsecond()),
        parts: vec![
            told.parties(),
            told.what_happened(),
            told.answers(),
            told.judgement(),
            told.clocks(),
            told.chronology(),
            told.first_actions(),
            told.observables(),
            told.exhibits(),
            told.proof(),
        ],
    };
    page.render()
}

struct Telling<'d> {
    app: &'d App,
    dossier: &'d Dossier,
    times: &'d Times,
    words: Words,
    case: &'d incident::Model,
}

impl Telling<'_> {
    /// Day, hour and zone: who reads it elsewhere or in years knows when it was.
    fn exact(&self, micros: i64) -> String {
        let local = crate::clock::instant(micros).to_zoned(self.times.zone.clone());
        local.strftime("%Y-%m-%d %H:%M (%:z)").to_string()
    }

    fn part(&self, key: &str) -> Part {
        Part { title: self.words.say(&format!("dossier-{key}")), ..Part::default() }
    }

    fn row(&self, key: &str, value: impl Into<String>) -> (String, String) {
        (self.words.say(&format!("dossier-{key}")), value.into())
    }

    fn parties(&self) -> Part {
        let case = self.case;
        let told = |name: &str| case.report["organisation"][name].as_str().unwrap_or_default();
        let labelled =
            |list: &str, word: &str| if word.is_empty() { String::new() } else { self.words.label(list, word) };
        let place = present::place(case.commune.as_deref(), &case.department);
        let rows = vec![
            self.row("organisation", case.organisation.clone()),
            self.row("siret", case.siret.clone().unwrap_or_default()),
            self.row("kind", labelled("kind", told("kind"))),
            self.row("size", labelled("size", told("size"))),
            self.row("place", format!("{} {place}", case.postal_code)),
            self.row("contact", case.contact_name.clone()),
            self.row("phone", case.phone.clone().unwrap_or_default()),
            self.row("email", case.email.clone().unwrap_or_default()),
            self.row("provider", self.dossier.provider.clone().unwrap_or_default()),
        ];
        Part { rows: filled(rows), ..self.part("parties") }
    }

    fn what_happened(&self) -> Part {
        let case = self.case;
        let when = |at: Option<i64>| at.map(|at| self.exact(at)).unwrap_or_default();
        let rows = vec![
            self.row("from", when(case.event_from)),
            self.row("until", when(case.event_until)),
            self.row("received", self.exact(case.received_at)),
            self.row("entered", self.exact(case.entered_at)),
            self.row("channel", self.words.label("channel", &case.channel)),
        ];
        let story = case.report["description"].as_str().unwrap_or_default();
        let paragraphs = story.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
        Part { note: self.words.say("dossier-story-note"), rows: filled(rows), paragraphs, ..self.part("story") }
    }

    /// Questions in the words of the playbook, answers in ours.
    fn answers(&self) -> Part {
        let set = self.app.playbooks.live();
        let asked = |fact: &str| {
            let questions = set.playbooks().flat_map(|playbook| &playbook.questions);
            let known = questions.into_iter().find(|question| question.fact == fact);
            known.map_or_else(|| fact.to_owned(), |question| question.ask.in_lang(self.times.lang).to_owned())
        };
        let said = |answer: &str| match answer {
            "yes" | "no" | "unknown" => self.words.say(&format!("answer-{answer}")),
            other => other.to_owned(),
        };
        let rows = self.dossier.facts.iter().map(|(fact, answer)| (asked(fact), said(answer))).collect();
        Part { rows, ..self.part("answers") }
    }

    /// What a person said counts; what the machine proposed is told as that.
    fn judgement(&self) -> Part {
        let case = self.case;
        let title = present::category_title(&self.app.playbooks.live(), &case.category, self.times);
        let severity = case
            .severity
            .parse::<Severity>()
            .map_or_else(|_| case.severity.clone(), |known| self.words.label("severity", known.as_str()));
        let category = if case.category_confirmed { "confirmed" } else { "proposed" };
        let checked = match (case.verified_at, &case.verified_how) {
            (Some(at), Some(how)) => {
                format!("{}, {}", self.exact(at), self.words.say(&format!("doubt-{}", how.replace('_', "-"))))
            }
            _ => self.words.say("dossier-unverified"),
        };
        let rows = vec![
            self.row(category, title),
            self.row("severity", severity),
            self.row("verified", checked),
            self.row("agreed", case.agreed_at.map(|at| self.exact(at)).unwrap_or_default()),
            self.row("closed", case.closed_at.map(|at| self.exact(at)).unwrap_or_default()),
        ];
        Part { rows: filled(rows), ..self.part("judgement") }
    }

    fn clocks(&self) -> Part {
        let lines = self.dossier.file.deadlines.iter().map(|clock| {
            let law = self.app.law.get(&clock.clock);
            let title = law.map_or_else(|| clock.clock.clone(), |law| law.title.in_lang(self.times.lang).to_owned());
            let due = clock.due_at.map(|at| self.exact(at)).unwrap_or_else(|| self.words.say("dossier-without-delay"));
            let state = self.words.say(&format!("clock-state-{}", clock.state));
            let stopped = clock.stopped_at.map(|at| self.exact(at)).unwrap_or_default();
            vec![title, due, state, stopped, clock.proof.clone().unwrap_or_default()]
        });
        self.table("clocks", &["clock", "due", "state", "done", "evidence"], lines.collect())
    }

    /// Oldest first. What happened and when it was typed in are told apart.
    fn chronology(&self) -> Part {
        let lines = self.dossier.file.entries.iter().rev().map(|line| {
            let text = present::line_for_desk(self.app, line, self.times);
            let party = self.words.say(&format!("party-{}", line.party));
            let who = if line.author.is_empty() { party } else { format!("{} ({party})", line.author) };
            let later = line.entered_at - line.happened_at > 60_000_000;
            let entered = if later { self.exact(line.entered_at) } else { String::new() };
            vec![self.exact(line.happened_at), entered, who, text]
        });
        self.table("chronology", &["when", "entered", "who", "what"], lines.collect())
    }

    fn first_actions(&self) -> Part {
        let lines = self.dossier.file.ticks.iter().map(|tick| {
            let state = self.words.say(&format!("dossier-action-{}", tick.state));
            vec![self.exact(tick.at), tick.by_name.clone(), state, tick.words.clone()]
        });
        self.table("actions", &["when", "who", "state", "what"], lines.collect())
    }

    fn observables(&self) -> Part {
        let line = |(one, role): &(Observable, ObservableRole)| {
            let whose =
                if *role == ObservableRole::Victim { "dossier-of-the-victim" } else { "dossier-of-nobody-known" };
            vec![
                self.words.say(&format!("observable-{}", one.kind.as_str().replace('_', "-"))),
                one.defanged(),
                self.words.say(whose),
            ]
        };
        let lines = self.dossier.observables.iter().map(line).collect();
        Part {
            note: self.words.say("dossier-observables-note"),
            ..self.table("observables", &["what", "value", "whose"], lines)
        }
    }

    fn exhibits(&self) -> Part {
        let line = |one: &desk::export_cases::Exhibit| {
            vec![
                one.name.clone(),
                self.exact(one.mail.received_at),
                one.mail.sender.clone(),
                one.mail.subject.clone(),
                one.sha256.clone(),
            ]
        };
        let lines = self.dossier.exhibits.iter().map(line).collect();
        Part {
            note: self.words.say("dossier-exhibits-note"),
            ..self.table("exhibits", &["file", "when", "who", "subject", "hash"], lines)
        }
    }

    fn proof(&self) -> Part {
        let events = self.words.with_count("dossier-proof-events", "count", &self.dossier.receipt.events);
        let how = self.words.with_text("dossier-proof-how", "key", &self.dossier.key);
        Part { paragraphs: vec![events, how, self.words.say("dossier-proof-sums")], ..self.part("proof") }
    }

    fn table(&self, key: &str, columns: &[&str], lines: Vec<Vec<String>>) -> Part {
        let columns = columns.iter().map(|name| self.words.say(&format!("dossier-{name}"))).collect();
        Part { table: Some(Lines { columns, lines }), ..self.part(key) }
    }
}

fn filled(rows: Vec<(String, String)>) -> Vec<(String, String)> {
    rows.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect()
}
