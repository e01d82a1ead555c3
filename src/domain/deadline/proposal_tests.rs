//! Tests of proposals, on the deadlines that ship.

use jiff::civil;

use super::*;
use crate::deadline::DeadlineSet;

fn shipped() -> DeadlineSet {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../playbooks/_deadlines");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap())
    });
    DeadlineSet::compile(&files.collect::<Vec<_>>()).unwrap()
}

/// A moment of Paris's clock.
fn at(text: &str) -> Timestamp {
    let zone = TimeZone::get("Europe/Paris").unwrap();
    text.parse::<civil::DateTime>().unwrap().to_zoned(zone).unwrap().timestamp()
}

/// What is proposed for `id`, known since Friday evening, when these facts were told.
fn proposed(id: &str, facts: &[(&str, &str)], kind: Option<Kind>) -> Option<Proposal> {
    let facts = facts.iter().fold(Facts::new(), |facts, (fact, word)| facts.with(*fact, FactValue::from_word(word)));
    let met = BTreeMap::from([("nis2_notification".to_owned(), at("2026-11-22T10:00"))]);
    let zone = TimeZone::get("Europe/Paris").unwrap();
    let awareness = awareness(None, Some(EventTime::exact(at("2026-11-20T18:00"))), at("2026-11-22T09:00"));
    let situation = Situation {
        facts: &facts,
        kind,
        awareness,
        happened: None,
        met: &met,
        zone: &zone,
        holidays: HolidaySet::France,
    };
    propose(shipped().get(id).unwrap(), &situation)
}

fn state(id: &str, facts: &[(&str, &str)], kind: Option<Kind>) -> Option<(Holds, Option<String>)> {
    proposed(id, facts, kind).map(|proposal| (proposal.applies, proposal.decided_by))
}

#[test]
fn a_leak_of_personal_data_counts_from_the_earliest_awareness() {
    let proposal = proposed("rgpd33", &[("personal_data", "yes"), ("risk_unlikely", "no")], None).unwrap();
    assert_eq!((proposal.applies, proposal.decided_by), (Holds::Yes, None));
    assert_eq!(proposal.clock.due_at, Some(at("2026-11-23T18:00")));
    assert_eq!(proposal.clock.due_at_latest, Some(at("2026-11-25T09:00")));
}

#[test]
fn an_answer_rules_out_and_an_open_question_decides() {
    let asks = |fact: &str| Some((Holds::Unknown, Some(fact.to_owned())));
    assert_eq!(state("rgpd33", &[("personal_data", "no")], None), None);
    assert_eq!(state("rgpd33", &[("personal_data", "yes"), ("risk_unlikely", "yes")], None), None);
    assert_eq!(state("rgpd33", &[], None), asks("personal_data"));
    assert_eq!(state("rgpd33", &[("personal_data", "unknown"), ("risk_unlikely", "no")], None), asks("personal_data"));
    assert_eq!(state("telecom", &[], None), asks("telecom_operator"));
    assert_eq!(state("telecom", &[("telecom_operator", "no")], None), None);
    assert_eq!(state("bank_unauthorised", &[("money_moved", "yes"), ("payment_authorised", "yes")], None), None);
}

#[test]
fn a_health_duty_is_for_health_alone() {
    let yes = [("health_establishment", "yes")];
    assert_eq!(state("sante", &yes, Some(Kind::Firm)), None);
    assert_eq!(state("sante", &yes, Some(Kind::Health)), Some((Holds::Yes, None)));
    assert_eq!(state("sante", &yes, None), Some((Holds::Unknown, None)), "the kind itself is to be asked");
}

#[test]
fn a_time_that_was_told_starts_a_clock_and_one_that_was_not_waits() {
    let recall =
        proposed("bank_recall", &[("money_moved", "yes"), ("transfer_executed_at", "2026-11-20 16:30")], None).unwrap();
    assert_eq!((recall.applies, recall.clock.start_earliest), (Holds::Yes, at("2026-11-20T16:30")));
    let waiting = proposed("dora", &[("financial_entity", "yes"), ("classified_major", "yes")], None).unwrap();
    assert_eq!(waiting.clock.due_at, None);
    let after = proposed("nis2_final", &[("nis2_entity", "yes")], None).unwrap();
    assert_eq!(after.clock.due_at, Some(at("2026-12-22T23:59:59")));
}

#[test]
fn what_was_discovered_before_the_call_counts_from_the_discovery() {
    let (discovered, received) = (EventTime::exact(at("2026-11-21T08:00")), at("2026-11-22T09:00"));
    assert_eq!(awareness(Some(discovered), Some(EventTime::exact(at("2026-11-01T08:00"))), received), discovered);
    assert_eq!(awareness(None, None, received), EventTime::exact(received));
    let later = awareness(Some(EventTime::exact(at("2026-11-22T09:05"))), None, received);
    assert_eq!(later.from, received, "nobody knew later than she called");
}
