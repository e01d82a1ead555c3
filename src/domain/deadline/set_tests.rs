//! Tests of the set: a good file is read, a bad one says where.

use jiff::civil::date;

use super::*;

const GOOD: &str = r"deadlines:
  - id: rgpd33
    title: {fr: Notifier la violation, en: Notify the breach}
    who: {fr: le responsable du traitement, en: the controller}
    addressee: {fr: la CNIL, en: the CNIL}
    start: awareness
    duration: {hours: 72}
    when: {personal_data: [yes, unknown]}
    questions:
      - fact: personal_data
        ask: {fr: Des données personnelles ?, en: Personal data?}
    text: {fr: D'après ce que vous nous avez dit, en: From what you told us}
    passed: {fr: Notifiez quand même, en: Notify all the same}
    article: RGPD, art. 33(1)
    link: https://eur-lex.europa.eu/eli/reg/2016/679/oj
    checked_on: 2026-11-20
  - id: nis2_final
    title: {fr: Rapport final, en: Final report}
    who: {fr: l'entité, en: the entity}
    addressee: {fr: l'ANSSI, en: ANSSI}
    start: {after: rgpd33}
    duration: {months: 1}
    kinds: [municipality, health]
    text: {fr: Texte, en: Text}
    passed: {fr: Texte, en: Text}
    enabled: false
    note: until the national law is in force
";

fn compile(text: &str) -> Result<DeadlineSet, Vec<String>> {
    let files = [("_deadlines/law.yaml".to_owned(), text.to_owned())];
    DeadlineSet::compile(&files).map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

#[test]
fn a_good_file_is_read() {
    let set = compile(GOOD).unwrap();
    let rgpd = set.get("rgpd33").unwrap();
    assert_eq!(rgpd.duration, Span::Hours(72));
    assert_eq!(rgpd.checked_on, Some(date(2026, 11, 20)));
    assert_eq!(set.get("nis2_final").unwrap().start, Start::After("rgpd33".into()));
    assert!(set.in_force("rgpd33", date(2026, 11, 22)).is_some());
}

#[test]
fn an_entry_that_nobody_checked_is_off_and_said_to_be() {
    for (line, why) in [
        ("    article: RGPD, art. 33(1)\n", "no article is given"),
        ("    link: https://eur-lex.europa.eu/eli/reg/2016/679/oj\n", "no official link is given"),
        ("    checked_on: 2026-11-20\n", "no date of check is given"),
    ] {
        let set = compile(&GOOD.replace(line, "")).unwrap();
        assert_eq!(set.in_force("rgpd33", date(2026, 11, 22)).map(|deadline| &deadline.id), None);
        assert_eq!(set.notices()[1].why, "no article is given".replace("no article is given", why));
    }
    assert_eq!(compile(GOOD).unwrap().notices(), [Notice { id: "nis2_final".into(), why: "switched off in its file" }]);
}

#[test]
fn a_law_begins_and_ends_on_its_days() {
    let dated = GOOD.replace(
        "    checked_on: 2026-11-20\n",
        "    checked_on: 2026-11-20\n    effective_from: 2026-12-01\n    effective_until: 2027-12-01\n",
    );
    let set = compile(&dated).unwrap();
    let holds = |day| set.in_force("rgpd33", day).is_some();
    assert!(
        !holds(date(2026, 11, 30))
            && holds(date(2026, 12, 1))
            && holds(date(2027, 11, 30))
            && !holds(date(2027, 12, 1))
    );
    let configured = compile(GOOD).unwrap().with_effective_from("nis2_final", date(2027, 1, 1));
    assert_eq!(
        configured.get("nis2_final").unwrap().why_off(),
        Some("no article is given"),
        "a date alone doesn't replace the check"
    );
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let bad = GOOD
        .replace("{hours: 72}", "{hours: 0}")
        .replace("https://eur-lex", "http://eur-lex")
        .replace("{after: rgpd33}", "{after: rgpd3}")
        .replace("{fr: la CNIL, en: the CNIL}", "{fr: la CNIL, en: ''}");
    assert_eq!(
        compile(&bad).unwrap_err(),
        [
            "_deadlines/law.yaml:5:5: addressee: a text is empty (write it in French and in English)",
            "_deadlines/law.yaml:7:5: a duration of nothing (write `without_delay`)",
            "_deadlines/law.yaml:15:5: the link isn't an https address (link to the official text)",
            "_deadlines/law.yaml:21:13: starts after \"rgpd3\", which is no other deadline (name the id of a deadline of this set)",
        ]
    );
}

#[test]
fn a_wrong_key_a_wrong_date_and_a_double_id_are_found() {
    let place = |text: String| compile(&text).unwrap_err()[0].split(' ').next().unwrap().to_owned();
    assert_eq!(place(GOOD.replace("    addressee:", "    adressee:")), "_deadlines/law.yaml:5:5:");
    assert_eq!(place(GOOD.replace("2026-11-20", "2026-13-20")), "_deadlines/law.yaml:16:17:");
    assert_eq!(place(GOOD.replace("id: nis2_final", "id: rgpd33")), "_deadlines/law.yaml:17:5:");
    assert_eq!(place(GOOD.replace("start: awareness", "start: yesterday")), "_deadlines/law.yaml:6:12:");
    assert_eq!(place("deadlines: 7".into()), "_deadlines/law.yaml:1:12:");
}

#[test]
fn the_deadlines_that_ship_are_right() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../playbooks/_deadlines");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap())
    });
    let files: Vec<_> = files.collect();
    let set = DeadlineSet::compile(&files).unwrap_or_else(|errors| panic!("{errors:#?}"));
    for id in ["rgpd33", "rgpd34", "lopmi", "bank_recall"] {
        assert!(set.in_force(id, date(2026, 11, 22)).is_some(), "{id}");
    }
}
