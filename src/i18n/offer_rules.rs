//! What a provider is told of how an offer becomes a mission: how many were asked, who chooses, and how long that takes. The
//! same words in the mail and on the page.

use vigie_domain::{
    offer::{ChoiceTime, Chooser},
    vocabulary::OfferMode,
};

use super::Words;

/// How an offer becomes a mission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRules {
    /// How many are asked, this one too.
    pub asked: u32,
    /// How the answers become an assignment.
    pub mode: OfferMode,
    /// Who chooses among those available.
    pub chooser: Chooser,
    /// How long the choice may take.
    pub choice: ChoiceTime,
    /// « ce soir, vendredi 19 h 55 », once the time to choose runs.
    pub choice_until: Option<String>,
}

impl OfferRules {
    /// In sentences.
    #[must_use]
    pub fn said(&self, words: Words) -> String {
        let asked = words.with("offer-asked", &[("count", self.asked.max(1).into())]);
        match self.mode {
            OfferMode::Shortlist => format!("{asked} {} {}", self.choosing(words), words.say("offer-told")),
            OfferMode::FirstAccept => format!("{asked} {}", words.say("offer-first-accepts")),
            OfferMode::Cascade => format!("{asked} {}", words.say("offer-then-the-next")),
        }
    }

    fn choosing(&self, words: Words) -> String {
        let (key, running) = match self.chooser {
            Chooser::Victim => ("offer-chooses-victim", "chooser-victim"),
            Chooser::Desk => ("offer-chooses-desk", "chooser-desk"),
        };
        match &self.choice_until {
            Some(until) => words.with_text(running, "when", until),
            None => words.with_text(key, "time", &time(self.choice, words)),
        }
    }
}

/// « 15 minutes », « une heure », « 4 heures d’ouverture ».
fn time(choice: ChoiceTime, words: Words) -> String {
    let (minutes, hours, count) = match choice {
        ChoiceTime::Minutes(count) => ("offer-choice-minutes", "offer-choice-hours", count),
        ChoiceTime::OpenMinutes(count) => ("offer-choice-open-minutes", "offer-choice-open-hours", count),
    };
    let is_whole = count >= 60 && count.is_multiple_of(60);
    let (key, count) = if is_whole { (hours, count / 60) } else { (minutes, count) };
    words.with(key, &[("count", count.into())])
}

#[cfg(test)]
mod tests {
    use vigie_domain::vocabulary::Lang;

    use super::*;

    fn rules(asked: u32, chooser: Chooser, choice: ChoiceTime) -> String {
        let rules = OfferRules { asked, mode: OfferMode::Shortlist, chooser, choice, choice_until: None };
        rules.said(Words(Lang::Fr))
    }

    #[test]
    fn how_many_who_and_how_long_are_said() {
        let several = rules(3, Chooser::Victim, ChoiceTime::Minutes(15));
        for word in ["3 prestataires sont sollicités", "La victime choisit", "15 minutes"] {
            assert!(several.contains(word), "{several}");
        }
        let alone = rules(1, Chooser::Desk, ChoiceTime::OpenMinutes(240));
        for word in ["Vous êtes seul sollicité pour l’instant", "le centre choisit", "4 heures d’ouverture"] {
            assert!(alone.contains(word), "{alone}");
        }
        assert!(rules(2, Chooser::Victim, ChoiceTime::Minutes(60)).contains("une heure"));
    }

    #[test]
    fn once_the_choice_runs_its_end_is_said() {
        let rules = OfferRules {
            asked: 2,
            mode: OfferMode::Shortlist,
            chooser: Chooser::Victim,
            choice: ChoiceTime::Minutes(15),
            choice_until: Some("ce soir, 19 h 55".into()),
        };
        assert!(rules.said(Words(Lang::Fr)).contains("au plus tard ce soir, 19 h 55"));
    }
}
