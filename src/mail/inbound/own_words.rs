//! The words of an answer without the mail that it answers. Nothing is lost: the whole mail is kept.

/// What opens the mail that is answered, in the programs that people use.
const OPENINGS: [&str; 6] = [
    "-----message d'origine-----",
    "-----message d’origine-----",
    "-----original message-----",
    "________________________________",
    "---------- forwarded message",
    "-------- message original --------",
];

/// What the writer added. A mail that is nothing but a quotation stays whole.
#[must_use]
pub fn own_words(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let end = (0..lines.len()).find(|at| opens_quotation(&lines, *at)).unwrap_or(lines.len());
    let said = lines[..end].iter().filter(|line| !line.trim_start().starts_with('>')).copied();
    let said = said.collect::<Vec<_>>().join("\n").trim().to_owned();
    if said.is_empty() { text.trim().to_owned() } else { said }
}

fn opens_quotation(lines: &[&str], at: usize) -> bool {
    let line = lines[at].trim().to_lowercase();
    if OPENINGS.iter().any(|opening| line.starts_with(opening)) {
        return true;
    }
    let quoted_next = lines[at + 1..].iter().find(|line| !line.trim().is_empty());
    let quoted_next = quoted_next.is_some_and(|line| line.trim_start().starts_with('>'));
    let says_who_wrote = line.ends_with("a écrit :")
        || line.ends_with("a écrit\u{a0}:")
        || line.ends_with("wrote:")
        || line.ends_with("a écrit:");
    // « De : … Envoyé : … »: the header of the answered mail, without any quotation mark.
    let header = |word: &str, of: &str| of.trim().to_lowercase().replace('\u{a0}', " ").starts_with(word);
    let is_header = (header("de :", lines[at]) || header("from:", lines[at]))
        && lines
            .get(at + 1)
            .is_some_and(|next| header("envoyé", next) || header("sent:", next) || header("date", next));
    is_header || (says_who_wrote && quoted_next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_apart_from_what_it_answers() {
        let gmail = "Oui, appelez-moi.\n\nLe lun. 23 nov. 2026 à 10:02, Centre <c@d.example> a écrit :\n> Bonjour\n> Votre dossier";
        assert_eq!(own_words(gmail), "Oui, appelez-moi.");
        let outlook = "D’accord.\n\nDe : Centre <c@d.example>\nEnvoyé : lundi\nÀ : moi\n\nBonjour";
        assert_eq!(own_words(outlook), "D’accord.");
        let between = "> Qui ?\nMoi.\n> Quand ?\nHier.";
        assert_eq!(own_words(between), "Moi.\nHier.");
    }

    #[test]
    fn a_mail_that_only_quotes_and_one_that_tells_stay_whole() {
        assert_eq!(own_words("> tout est cité"), "> tout est cité");
        let story = "De : là, tout est parti.\nMon chef m'a écrit :\nil a payé.";
        assert_eq!(own_words(story), story);
    }
}
