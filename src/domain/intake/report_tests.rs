//! Tests of the report: what is required, what is explained, what is never lost.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{intake::text::DESCRIPTION_MAX, vocabulary::EmailSafe};

const NOW: &str = "2026-11-22T08:00:00Z";

fn read(json: &Value) -> Result<IncidentReport, Vec<(String, &'static str)>> {
    let read = IncidentReport::from_json(json, NOW.parse().unwrap());
    read.map_err(|errors| errors.into_iter().map(|error| (error.field, error.code)).collect())
}

fn minimal() -> Value {
    json!({"organisation": {"postal_code": "12400"}, "contact": {"name": "Anne Roux", "phone": "05 36 49 12 34"}, "description": "plus rien ne s'ouvre"})
}

#[test]
fn four_things_are_enough() {
    let report = read(&minimal()).unwrap();
    assert_eq!(report.organisation.department, "12");
    assert_eq!(report.contact.phone.unwrap().0.e164(), "+33536491234");
    assert_eq!(report.contact.email_safe, EmailSafe::Unknown);
    assert_eq!(report.remarks, [Remark::RemarkSeveralCommunes]);
}

#[test]
fn an_empty_report_names_exactly_the_four() {
    let expected = [
        ("description", "field-description-missing"),
        ("organisation.postal_code", "field-postal-code-missing"),
        ("contact.name", "field-name-missing"),
        ("contact.phone", "field-way-back-missing"),
    ];
    let expected: Vec<_> = expected.map(|(field, code)| (field.to_owned(), code)).into();
    assert_eq!(read(&json!({})), Err(expected.clone()));
    assert_eq!(
        read(
            &json!({"description": " \u{0}\n", "organisation": null, "contact": {"name": "", "phone": " ", "email": ""}})
        ),
        Err(expected)
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let report = json!({
        "organisation": {"name": "x".repeat(201), "kind": "bakery", "siret": "73282932000075", "size": "big", "sector": "Z", "postal_code": "00100"},
        "contact": {"name": "Anne", "phone": "0536", "email": "anne@", "email_safe": "maybe"},
        "description": "a", "lang": "français", "discovered_at": "hier", "occurred_at": "2026-11-23T08:00", "facts": {"Amount": 1},
    });
    let codes: Vec<_> = read(&report).unwrap_err().into_iter().map(|(_, code)| code).collect();
    assert_eq!(
        codes,
        [
            "field-too-long",
            "field-kind",
            "field-siret-checksum",
            "field-size",
            "field-sector",
            "field-postal-code-unknown",
            "field-phone-short",
            "field-email",
            "field-email-safe",
            "field-time-shape",
            "field-time-future",
            "field-lang",
            "field-fact-id"
        ]
    );
}

#[test]
fn unknown_fields_and_wrong_types_are_refused_by_name() {
    let mut report = minimal();
    report["state"] = json!("closed");
    report["organisation"]["department"] = json!("31");
    report["contact"]["name"] = json!(7);
    report["consent_to_share"] = json!("yes");
    let errors = read(&report).unwrap_err();
    let expected = [
        ("consent_to_share", "field-type-boolean"),
        ("state", "field-unknown"),
        ("organisation.department", "field-unknown"),
        ("contact.name", "field-type-text"),
    ];
    assert_eq!(errors, expected.map(|(field, code)| (field.to_owned(), code)));
    assert_eq!(read(&json!([1])).unwrap_err()[0].1, "field-type-object");
}

#[test]
fn a_hundred_kilobytes_emoji_and_right_to_left_words_are_kept() {
    let mut report = minimal();
    report["description"] = json!(format!("\u{0}🙂 שלום {}", "a".repeat(102_400)));
    let read = read(&report).unwrap();
    assert!(read.description.0.starts_with("🙂 שלום aaa"));
    assert!(read.remarks.contains(&Remark::RemarkControlsLeftOut));
    report["description"] = json!("é".repeat(DESCRIPTION_MAX + 1));
    assert_eq!(super::tests::read(&report).unwrap_err()[0].1, "field-description-too-long");
}

#[test]
fn a_cedex_code_asks_and_the_commune_answers() {
    let mut report = minimal();
    report["organisation"]["postal_code"] = json!("31099 Toulouse Cedex 9");
    let cedex = read(&report).unwrap();
    assert_eq!((cedex.organisation.department.as_str(), cedex.remarks), ("31", vec![Remark::RemarkCedex]));
    report["organisation"]["commune"] = json!("toulouse");
    assert_eq!(read(&report).unwrap().organisation.commune.as_deref(), Some("31555"));
    report["organisation"]["commune"] = json!("Lyon");
    assert_eq!(read(&report).unwrap_err(), [("organisation.commune".to_owned(), "field-commune")]);
}

#[test]
fn civil_times_are_those_of_the_department() {
    let mut report = minimal();
    report["discovered_at"] = json!("2026-11-21T14:00");
    assert_eq!(read(&report).unwrap().discovered_at.unwrap().from.to_string(), "2026-11-21T13:00:00Z");
    report["organisation"]["postal_code"] = json!("97400");
    assert_eq!(read(&report).unwrap().discovered_at.unwrap().from.to_string(), "2026-11-21T10:00:00Z");
}

#[test]
fn a_report_reads_back_and_its_debug_names_nobody() {
    let mut report = minimal();
    report["facts"] = json!({"amount_eur": 32000, "ongoing": "yes"});
    let report = read(&report).unwrap();
    let stored = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<IncidentReport>(&stored).unwrap(), report);
    let debug = format!("{report:?}");
    assert!(!debug.contains("Roux") && !debug.contains("36491234") && !debug.contains("ouvre"));
}

proptest! {
    #[test]
    fn no_text_panics_and_no_error_is_silent(text in any::<String>(), code in "[0-9]{5}") {
        let json = json!({"organisation": {"postal_code": code, "siret": text, "name": text}, "contact": {"name": text, "phone": text, "email": text}, "description": text, "occurred_at": text});
        if let Err(errors) = read(&json) {
            prop_assert!(!errors.is_empty());
        }
    }
}
