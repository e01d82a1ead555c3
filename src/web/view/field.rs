//! What was typed into a form and what was refused, so that nothing typed is ever lost.

use std::collections::BTreeMap;

/// A form as it was sent: every value by its field's name, and what is wrong with it.
///
/// A handler keeps all pairs with [`Filled::from_pairs`], adds what it refuses with [`Filled::refuse`], and renders the
/// page again: every field shows what was typed, and the summary on top leads to each field at fault.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    values: BTreeMap<String, Vec<String>>,
    refused: Vec<Refusal>,
    clash: Option<(&'static str, String)>,
}

/// What is wrong with one field, in a sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Name of the field, which is also the `id` that the summary links to.
    pub name: String,
    /// « Indiquez un numéro à dix chiffres, comme 05 65 00 00 00. »
    pub text: String,
}

impl Filled {
    /// Keeps every pair as it came.
    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut filled = Self::default();
        for (name, value) in pairs {
            filled.values.entry(name.into()).or_default().push(value.into());
        }
        filled
    }

    /// Sets one value.
    pub fn set(&mut self, name: &str, value: &str) {
        self.values.insert(name.to_owned(), vec![value.to_owned()]);
    }

    /// Says what is wrong with a field.
    pub fn refuse(&mut self, name: &str, text: String) {
        self.refused.push(Refusal { name: name.to_owned(), text });
    }

    /// Says that somebody changed `what` while this form was filled in, and where the form was sent.
    pub fn clash(&mut self, what: &'static str, action: &str) {
        self.clash = Some((what, action.to_owned()));
    }

    /// What somebody changed meanwhile, and where the form was sent.
    #[must_use]
    pub fn clashes(&self) -> Option<(&'static str, &str)> {
        self.clash.as_ref().map(|(what, action)| (*what, action.as_str()))
    }

    /// Whether anything was refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        !self.refused.is_empty()
    }

    /// What was typed, or nothing.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).and_then(|all| all.first()).map_or("", String::as_str)
    }

    /// Whether `value` was chosen (also among several ticks of one name).
    #[must_use]
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.values.get(name).is_some_and(|all| all.iter().any(|one| one == value))
    }

    /// Why the field was refused.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&str> {
        self.refused.iter().find(|refusal| refusal.name == name).map(|refusal| refusal.text.as_str())
    }

    /// All refusals, in the order of the page.
    #[must_use]
    pub fn refusals(&self) -> &[Refusal] {
        &self.refused
    }

    /// All pairs, for a page that keeps what was typed without knowing the form.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.values
            .iter()
            .flat_map(|(name, all)| all.iter().map(move |value| (name.as_str(), value.as_str())))
            .collect()
    }
}

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    #[must_use]
    pub fn new(value: &str, label: &str) -> Self {
        Self { value: value.to_owned(), label: label.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_typed_is_kept_beside_what_is_refused() {
        let mut filled =
            Filled::from_pairs([("phone", "12"), ("skill", "a"), ("skill", "b"), ("unknown_field", "kept")]);
        filled.refuse("phone", "Trop court.".into());
        assert_eq!(filled.value("phone"), "12");
        assert!(filled.is("skill", "b") && !filled.is("skill", "c"));
        assert_eq!(filled.error("phone"), Some("Trop court."));
        assert_eq!(filled.pairs().len(), 4);
    }
}
