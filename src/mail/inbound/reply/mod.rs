//! What a provider's mail says, if it says one clear thing: the vocabulary of docs/mail.md, on its first lines, and nothing
//! that speaks against it below. Everything else is a person's to read: nothing is guessed.

mod phrases;

use jiff::{Zoned, civil::Weekday};
use vigie_domain::{intake::fold::fold, offer::DeclineReason};

use phrases::{AGAINST_NO, AGAINST_YES, CLOSINGS, GREETINGS, Meaning, PHRASES, Verb};

/// Lines that are looked at, and characters of a line: an answer is short.
const MOST_LINES: usize = 200;
const LONGEST_LINE: usize = 300;
/// Words of a line that may be nothing but a name.
const LONGEST_NAME: usize = 5;

/// From when, as `Terms::from_when` has it; empty when it isn't said.
pub type FromWhen = &'static str;

/// What a mail says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// « Je prends », « J’accepte ».
    Accepts(FromWhen),
    /// « Disponible demain ».
    Available(FromWhen),
    /// « Pas disponible, trop loin ».
    Declines(DeclineReason),
    /// « Pris en charge ».
    InHand,
    /// « Victime jointe ».
    Reached,
    /// « Victime injoignable ».
    Unreachable,
    /// « Je rends la mission ».
    GivesBack,
    /// « Terminé »: the closing report is written on the page.
    Finished,
}

/// A mail that was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply {
    /// What it says.
    pub said: Said,
    /// More stands below the answer: a person reads it.
    pub beside: bool,
}

/// What the writer's own words say; none when they don't say one clear thing. `now` is the desk's local time: « lundi »
/// and « à 14 h » are said from there.
#[must_use]
pub fn understand(own_words: &str, now: &Zoned) -> Option<Reply> {
    if own_words.lines().count() > MOST_LINES {
        return None;
    }
    let mut lines = own_words.lines().map(str::trim).peekable();
    while lines.next_if(|line| line.is_empty() || is_greeting(line)).is_some() {}
    let mut heard = Heard::default();
    while let Some(line) = lines.next_if(|line| !line.is_empty() && !ends(line)) {
        match meanings(line) {
            Some(found) => heard.add(&found, now)?,
            None if heard.says_something() && is_name(line) => break,
            None => return None,
        }
    }
    let said = heard.said()?;
    let rest: Vec<&str> = lines.take_while(|line| !ends(line)).collect();
    if rest.iter().any(|line| speaks_against(line, said)) {
        return None;
    }
    let beside =
        rest.iter().any(|line| !line.is_empty() && !is_name(line) && meanings(line).is_none_or(|all| says(&all)));
    Some(Reply { said, beside })
}

/// A line that is nothing but known phrases; none if anything else stands in it, or if it asks.
fn meanings(line: &str) -> Option<Vec<Found>> {
    if line.contains(['?', '>', '«', '"']) || line.chars().count() > LONGEST_LINE {
        return None;
    }
    let folded = fold(line);
    let mut rest: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (meaning, length) = longest(&rest).or_else(|| hour(&rest))?;
        found.push(meaning);
        rest.drain(..length);
    }
    Some(found)
}

/// What a phrase, or an hour, contributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Phrase(Meaning),
    /// An hour of the day.
    Hour(i8),
}

/// The phrases of a list.
fn each(list: &str) -> impl Iterator<Item = &str> {
    list.split(", ")
}

fn longest(words: &[&str]) -> Option<(Found, usize)> {
    let all = PHRASES.iter().flat_map(|(meaning, phrases)| each(phrases).map(move |phrase| (*meaning, phrase)));
    let fitting = all.filter_map(|(meaning, phrase)| {
        let length = phrase.split(' ').count();
        let fits = words.get(..length)?.iter().copied().eq(phrase.split(' '));
        fits.then_some((meaning, length))
    });
    fitting.max_by_key(|(_, length)| *length).map(|(meaning, length)| (Found::Phrase(meaning), length))
}

/// « 9h », « 9 h 30 », « 14 heures », "9 am", "2:30 pm".
fn hour(words: &[&str]) -> Option<(Found, usize)> {
    let number = |text: &str, below: i8| text.parse::<i8>().ok().filter(|n| (0..below).contains(n) && text.len() <= 2);
    let first = words.first()?;
    if let Some((hours, minutes)) = first.split_once('h') {
        let whole = minutes.is_empty() || number(minutes, 60).is_some();
        return number(hours, 24).filter(|_| whole).map(|hour| (Found::Hour(hour), 1));
    }
    if let Some((hours, half)) = ["am", "pm"].iter().find_map(|half| Some((first.strip_suffix(half)?, *half))) {
        return of_half(number(hours, 13)?, half).map(|hour| (Found::Hour(hour), 1));
    }
    let hours = number(first, 24)?;
    let minutes = words.get(1).and_then(|word| number(word, 60));
    let at = if minutes.is_some() { 2 } else { 1 };
    match *words.get(at)? {
        half @ ("am" | "pm") => of_half(hours, half).map(|hour| (Found::Hour(hour), at + 1)),
        "h" | "heure" | "heures" if minutes.is_none() => {
            let more = usize::from(words.get(2).and_then(|word| number(word, 60)).is_some());
            Some((Found::Hour(hours), 2 + more))
        }
        _ => None,
    }
}

fn of_half(hour: i8, half: &str) -> Option<i8> {
    match (hour, half) {
        (12, "am") => Some(0),
        (12, _) => Some(12),
        (1..=11, "am") => Some(hour),
        (1..=11, _) => Some(hour + 12),
        _ => None,
    }
}

fn says(found: &[Found]) -> bool {
    found.iter().any(|one| *one != Found::Phrase(Meaning::Courtesy))
}

/// « Bonjour Madame Roux, »: a greeting with a name, and nothing else.
fn is_greeting(line: &str) -> bool {
    if meanings(line).is_some_and(|found| !says(&found)) {
        return true;
    }
    let folded = fold(line);
    let mut words = folded.split(' ');
    let greets = words.next().is_some_and(|word| each(GREETINGS).any(|known| known == word));
    let inner = line.trim_end_matches([',', '!', '.', ' ', '\u{a0}']);
    let name = inner.split_whitespace().skip(1).all(|word| {
        word.starts_with(char::is_uppercase)
            || matches!(
                fold(word).as_str(),
                "madame" | "monsieur" | "a" | "tous" | "toute" | "l equipe" | "le" | "all" | ""
            )
    });
    greets && name && !inner.contains([',', '.', '?']) && words.count() <= LONGEST_NAME
}

/// A name under the answer, on a line of its own: short, each word with a capital letter.
fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || !word.chars().any(char::is_alphanumeric);
    !line.contains('?')
        && (1..=LONGEST_NAME).contains(&words.len())
        && words.iter().all(capital)
        && !has_one_of(line, AGAINST_YES)
}

/// Does the signature, or the mail that is answered, begin here?
fn ends(line: &str) -> bool {
    let folded = fold(line);
    let closes =
        |closing: &str| folded.strip_prefix(closing).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    line == "--"
        || line.starts_with("---")
        || line.starts_with("___")
        || folded.ends_with(" a ecrit")
        || folded.ends_with(" wrote")
        || each(CLOSINGS).any(closes)
}

/// A question, or a word that may take the answer back or bind it.
fn speaks_against(line: &str, said: Said) -> bool {
    let against =
        if matches!(said, Said::Declines(_) | Said::Unreachable | Said::GivesBack) { AGAINST_NO } else { AGAINST_YES };
    line.contains('?') || has_one_of(line, against)
}

fn has_one_of(line: &str, words: &str) -> bool {
    fold(line).split(' ').any(|word| each(words).any(|known| known == word))
}

/// What was heard so far.
#[derive(Debug, Default)]
struct Heard {
    verb: Option<Verb>,
    why: Option<DeclineReason>,
    when: Option<FromWhen>,
    hour: Option<i8>,
    hour_is_over: bool,
}

impl Heard {
    /// Adds a line; none when two things contradict each other.
    fn add(&mut self, found: &[Found], now: &Zoned) -> Option<()> {
        for one in found {
            match *one {
                Found::Phrase(Meaning::Courtesy) => {}
                Found::Phrase(Meaning::Verb(verb)) => self.verb = Some(joined(self.verb, verb)?),
                Found::Phrase(Meaning::Why(why)) => once(&mut self.why, why)?,
                Found::Phrase(Meaning::When(when)) => once(&mut self.when, when)?,
                Found::Phrase(Meaning::On(day)) => once(&mut self.when, until(day, now)?)?,
                Found::Hour(hour) => {
                    once(&mut self.hour, hour)?;
                    self.hour_is_over = hour <= now.hour();
                }
            }
        }
        Some(())
    }

    const fn says_something(&self) -> bool {
        self.verb.is_some() || self.why.is_some()
    }

    fn said(&self) -> Option<Said> {
        let timed = self.when.is_some() || self.hour.is_some();
        // A reason that a machine on holiday gives, too, is none by itself.
        let verb = self.verb.or_else(|| self.why.filter(|why| *why != DeclineReason::Closed).map(|_| Verb::Decline))?;
        match verb {
            Verb::Accept | Verb::Available if self.why.is_some() => None,
            Verb::Accept => Some(Said::Accepts(self.start()?)),
            Verb::Available => Some(Said::Available(self.start()?)),
            // « Pas disponible demain » may mean « ce soir ».
            _ if timed => None,
            Verb::Decline => Some(Said::Declines(self.why.unwrap_or(DeclineReason::Other))),
            _ if self.why.is_some() => None,
            Verb::InHand => Some(Said::InHand),
            Verb::Reached => Some(Said::Reached),
            Verb::Unreachable => Some(Said::Unreachable),
            Verb::GiveBack => Some(Said::GivesBack),
            Verb::Finished => Some(Said::Finished),
        }
    }

    /// An hour without a day is today's, while it is still to come.
    fn start(&self) -> Option<FromWhen> {
        match (self.when, self.hour) {
            (None, None) => Some(""),
            (Some("now" | "two_hours"), Some(_)) => None,
            (Some("today") | None, Some(_)) if self.hour_is_over => None,
            (None, Some(_)) => Some("today"),
            (Some(when), _) => Some(when),
        }
    }
}

/// « Disponible, je prends » accepts; any two others contradict each other.
fn joined(known: Option<Verb>, verb: Verb) -> Option<Verb> {
    match (known, verb) {
        (None, verb) => Some(verb),
        (Some(known), verb) if known == verb => Some(verb),
        (Some(Verb::Accept), Verb::Available) | (Some(Verb::Available), Verb::Accept) => Some(Verb::Accept),
        _ => None,
    }
}

fn once<T: PartialEq>(known: &mut Option<T>, value: T) -> Option<()> {
    match known {
        Some(known) if *known != value => None,
        _ => {
            *known = Some(value);
            Some(())
        }
    }
}

/// The next such day; the same day of the week may be today's or next week's.
fn until(day: Weekday, now: &Zoned) -> Option<FromWhen> {
    match now.weekday().until(day) {
        0 => None,
        1 => Some("tomorrow"),
        _ => Some("later"),
    }
}

#[cfg(test)]
mod tests;
