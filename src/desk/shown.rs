//! What a page showed when somebody filled its form in: two people on one case never overwrite each other unseen.

use super::DeskError;

/// What the page showed of the thing that is about to be changed; nothing when the caller saw no page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown(Option<String>);

impl Shown {
    /// A form's word for it; a form without the field saw nothing.
    #[must_use]
    pub fn of(word: Option<&str>) -> Self {
        Self(word.map(str::to_owned))
    }

    /// What was shown, if the caller saw it.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// Refuses when it is another now: the person sees both and chooses.
    ///
    /// # Errors
    /// [`DeskError::Changed`].
    pub fn must_still_be(&self, what: &'static str, now: &str) -> Result<(), DeskError> {
        match &self.0 {
            Some(shown) if shown != now => Err(DeskError::Changed { what, now: now.to_owned() }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_as_it_was_shown_may_be_changed_and_who_saw_no_page_decides_as_before() {
        assert!(Shown::of(Some("phishing")).must_still_be("category", "phishing").is_ok());
        assert!(Shown::of(None).must_still_be("category", "phishing").is_ok());
        let refused = Shown::of(Some("phishing")).must_still_be("category", "ransomware");
        assert!(matches!(refused, Err(DeskError::Changed { what: "category", now }) if now == "ransomware"));
    }
}
