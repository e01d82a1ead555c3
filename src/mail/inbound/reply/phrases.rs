//! The words of a provider's mail that count, in French and in English: short on purpose, and written down in docs/mail.md.
//! Folded: small letters, no accents, one space for every other sign. What isn't here isn't understood.

use jiff::civil::Weekday;
use vigie_domain::offer::DeclineReason;

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing: a greeting, thanks, a word that joins two others.
    Courtesy,
    /// What the mail says.
    Verb(Verb),
    /// Why; some reasons say no by themselves.
    Why(DeclineReason),
    /// From when, as `Terms::from_when` has it.
    When(&'static str),
    /// A day of the week.
    On(Weekday),
}

/// What a mail says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Accept,
    Available,
    Decline,
    InHand,
    Reached,
    Unreachable,
    GiveBack,
    Finished,
}

use DeclineReason::{Capacity, Closed, Conflict, Distance, Skill};
use Meaning::{Courtesy, On, Verb as Says, When, Why};
use Verb::{Accept, Available, Decline, Finished, GiveBack, InHand, Reached, Unreachable};

/// Phrases by what they mean, with commas between; of two that fit the longer one counts.
pub(super) const PHRASES: &[(Meaning, &str)] = &[
    (
        Says(Accept),
        "je prends, nous prenons, on prend, je la prends, nous la prenons, j accepte, nous acceptons, \
         on accepte, i accept, we accept, i take it, we take it, i ll take it, we ll take it, \
         i will take it, we will take it, i can take it, we can take it",
    ),
    (
        Says(Available),
        "disponible, disponibles, dispo, je suis disponible, je suis dispo, nous sommes disponibles, \
         nous sommes disponible, nous sommes dispo, on est disponible, on est disponibles, on est dispo, \
         available, i am available, i m available, we are available, we re available",
    ),
    (
        Says(Decline),
        "pas disponible, pas disponibles, pas dispo, je ne suis pas disponible, je ne suis pas dispo, \
         nous ne sommes pas disponibles, nous ne sommes pas disponible, indisponible, indisponibles, \
         je suis indisponible, nous sommes indisponibles, je decline, nous declinons, on decline, \
         je refuse, nous refusons, je ne prends pas, nous ne prenons pas, je ne peux pas, \
         nous ne pouvons pas, non merci, not available, i am not available, i m not available, \
         we are not available, we re not available, we aren t available, unavailable, i am unavailable, \
         we are unavailable, i decline, we decline, i can t take it, we can t take it, i cannot take it, \
         we cannot take it, no thank you, no thanks",
    ),
    (
        Says(InHand),
        "pris en charge, prise en charge, c est pris en charge, je prends en charge, \
         nous prenons en charge, in hand, we are on it, i am on it",
    ),
    (
        Says(Reached),
        "victime jointe, premier contact fait, premier contact etabli, j ai joint la victime, \
         nous avons joint la victime, j ai parle avec la victime, nous avons parle avec la victime, \
         victim reached, first contact made, i have reached the victim, we have reached the victim",
    ),
    (
        Says(Unreachable),
        "injoignable, victime injoignable, la victime est injoignable, unreachable, victim unreachable, \
         the victim is unreachable",
    ),
    (
        Says(GiveBack),
        "je rends la mission, nous rendons la mission, i give the case back, we give the case back, \
         i hand the case back, we hand the case back",
    ),
    (
        Says(Finished),
        "termine, c est termine, mission terminee, la mission est terminee, finished, mission finished, \
         the mission is finished, the work is finished",
    ),
    (
        Why(Capacity),
        "complet, complets, je suis complet, nous sommes complets, on est complet, on est complets, \
         planning complet, pas le temps, je n ai pas le temps, nous n avons pas le temps, fully booked, \
         i am fully booked, we are fully booked, no capacity, no time",
    ),
    (
        Why(Closed),
        "ferme, fermes, je suis ferme, nous sommes fermes, en conges, je suis en conges, \
         nous sommes en conges, closed, we are closed, on leave, i am on leave",
    ),
    (
        Why(Skill),
        "pas notre metier, pas mon metier, ce n est pas notre metier, ce n est pas mon metier, \
         not our trade, not our field, it is not our field",
    ),
    (Why(Distance), "trop loin, c est trop loin, too far, it is too far, it s too far"),
    (Why(Conflict), "conflit d interets, conflit d interet, conflict of interest"),
    (When("now"), "tout de suite, de suite, immediatement, maintenant, now, right now, right away, immediately"),
    (
        When("two_hours"),
        "dans l heure, dans une heure, dans 1 h, dans 1h, dans deux heures, dans les deux heures, \
         dans 2 heures, dans 2 h, dans 2h, d ici une heure, d ici deux heures, d ici 2 heures, \
         d ici 2 h, d ici 2h, within the hour, within an hour, within two hours, within 2 hours, \
         in an hour, in two hours, in 2 hours",
    ),
    (
        When("today"),
        "aujourd hui, ce matin, ce midi, cet apres midi, ce soir, dans la journee, today, this morning, \
         this afternoon, this evening, tonight",
    ),
    (When("tomorrow"), "demain, tomorrow"),
    (When("later"), "apres demain, la semaine prochaine, semaine prochaine, the day after tomorrow, next week"),
    (On(Weekday::Monday), "lundi, monday"),
    (On(Weekday::Tuesday), "mardi, tuesday"),
    (On(Weekday::Wednesday), "mercredi, wednesday"),
    (On(Weekday::Thursday), "jeudi, thursday"),
    (On(Weekday::Friday), "vendredi, friday"),
    (On(Weekday::Saturday), "samedi, saturday"),
    (On(Weekday::Sunday), "dimanche, sunday"),
    (
        Courtesy,
        "bonjour, bonsoir, salut, madame, monsieur, hello, hi, good morning, good afternoon, \
         good evening, oui, yes, ok, d accord, merci, merci beaucoup, thank you, thanks, desole, \
         desolee, desoles, sorry, malheureusement, unfortunately, car, because, nous, pour nous, \
         pour moi, for us, for me, la mission, cette mission, pour la mission, pour cette mission, \
         la proposition, cette proposition, votre proposition, the mission, this mission, the case, \
         this case, matin, midi, apres midi, soir, au matin, en fin de matinee, morning, afternoon, \
         evening, noon, a partir de, a partir du, a partir d, des, vers, a, le, at, from, around, on",
    ),
];

/// Words that open a greeting, with a name behind them.
pub(super) const GREETINGS: &str = "bonjour, bonsoir, salut, madame, monsieur, hello, hi, dear, cher, chere, chers";

/// What opens the lines of a signature, or of the mail that is answered: nothing behind it is looked at.
pub(super) const CLOSINGS: &str = "cordialement, bien cordialement, tres cordialement, bien a vous, bonne journee, bonne soiree, \
         bonne reception, salutations, sinceres salutations, a bientot, best regards, kind regards, \
         regards, best, sincerely, envoye de mon, envoye depuis, sent from my, telecharger outlook, \
         get outlook";

/// Words that, beside a yes, may take it back or bind it.
pub(super) const AGAINST_YES: &str = "mais, sauf, si, sinon, seulement, uniquement, condition, conditions, reserve, pas, plus, non, \
         ne, n, aucun, aucune, impossible, annule, annulons, finalement, plutot, attente, but, if, \
         unless, except, only, provided, not, no, cannot, t, never, however, instead, wait, waiting";

/// Words that, beside a no, may offer something all the same.
pub(super) const AGAINST_NO: &str = "mais, sauf, sinon, disponible, disponibles, dispo, demain, peux, pouvons, possible, avant, \
         partir, des, plutot, finalement, but, unless, except, available, tomorrow, can, could, before, \
         until, instead, however";
