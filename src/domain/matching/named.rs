//! Is a firm named in what a caller said?

use crate::intake::fold::fold;

/// Legal forms, which callers leave out.
const FORMS: [&str; 9] = ["sarl", "sas", "sasu", "eurl", "sa", "sci", "scop", "snc", "ei"];
/// A shorter name is a word like any other.
const SHORTEST: usize = 4;

/// Words of a caller, ready to be asked for names.
#[derive(Debug, Clone)]
pub struct Named(String);

impl Named {
    /// What the caller said.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self(format!(" {} ", fold(words)))
    }

    /// This company is named: all words of its name in their order, without its legal form; accents and case don't count.
    #[must_use]
    pub fn name(&self, company: &str) -> bool {
        let folded = fold(company);
        let name: Vec<&str> = folded.split(' ').filter(|word| !FORMS.contains(word)).collect();
        let name = name.join(" ");
        name.len() >= SHORTEST && self.0.contains(&format!(" {name} "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_firm_is_named_by_all_its_words_without_its_legal_form() {
        let words = Named::new("Notre infogérant, Réseaux d\u{2019}Oc, s'est fait pirater : tout passe par eux.");
        assert!(words.name("Réseaux d'Oc SARL") && words.name("SAS RESEAUX D'OC"));
        assert!(!words.name("Réseaux du Lot") && !words.name("Réseaux d'Occitanie"));
    }

    #[test]
    fn a_name_that_is_a_short_word_names_nobody() {
        assert!(!Named::new("on a tout fait par sas").name("SAS") && !Named::new("l'axa du mal").name("Axa"));
    }
}
