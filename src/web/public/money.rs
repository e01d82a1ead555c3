//! What the form asks of money that left: told with the victim's words, so that the operator reads it and the account that
//! received it is found among the observables.

use crate::{desk::TypedReport, i18n::Words};

/// Fields of the form with the keys of their questions.
const ASKED: [(&str, &str); 5] = [
    ("money_when", "report-money-when"),
    ("money_bank", "report-money-bank"),
    ("money_iban", "report-money-iban"),
    ("money_instant", "report-money-instant"),
    ("bank_called", "report-bank-called"),
];

/// The victim's words, followed by each question of the form that was answered.
#[must_use]
pub fn told(given: &TypedReport, words: Words) -> String {
    let said = given.field("description").to_owned();
    if said.trim().is_empty() {
        return said;
    }
    let answered = ASKED.iter().filter(|(name, _)| !given.field(name).trim().is_empty());
    let lines = answered.map(|(name, question)| line(&words.say(question), &answer(given.field(name), words)));
    std::iter::once(said).chain(lines).collect::<Vec<_>>().join("\n")
}

fn line(question: &str, answer: &str) -> String {
    if question.ends_with('?') { format!("{question} {answer}") } else { format!("{question} : {answer}") }
}

/// A choice in words; what was typed as it stands.
fn answer(value: &str, words: Words) -> String {
    match value {
        "yes" | "no" | "unknown" => words.say(&format!("answer-{value}")),
        typed => typed.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::vocabulary::Lang;

    #[test]
    fn what_was_answered_about_money_stands_below_the_words() {
        let mut given = TypedReport::default();
        given.set("description", "Nous avons payé un faux RIB.");
        assert_eq!(told(&given, Words(Lang::Fr)), "Nous avons payé un faux RIB.");
        given.set("money_when", " vendredi vers 16 h ");
        given.set("money_iban", "FR76 3000 6000 0112 3456 7890 189");
        given.set("bank_called", "no");
        let told = told(&given, Words(Lang::Fr));
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines.len(), 4, "{told}");
        assert!(lines[1].ends_with("? vendredi vers 16 h") && lines[2].ends_with("7890 189"), "{told}");
        assert!(lines[3].ends_with("? Non"), "{told}");
    }

    #[test]
    fn answers_alone_are_no_report() {
        let mut given = TypedReport::default();
        given.set("money_bank", "Banque du Rouergue");
        assert_eq!(told(&given, Words(Lang::Fr)), "", "the form asks for words still");
    }
}
