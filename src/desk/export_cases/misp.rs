//! MISP events (misp-core-format): one a case, tagged, without the victim. More than one: as MISP's own API lists them.

use serde_json::{Value, json};
use vigie_domain::{
    observable::{Observable, ObservableKind},
    vocabulary::Severity,
};

use super::shared::{Sender, SharedCase};

/// The document.
pub(super) fn document(desk: &Sender, cases: &[SharedCase]) -> Vec<u8> {
    let mut events: Vec<Value> = cases.iter().map(|case| json!({"Event": event(desk, case)})).collect();
    let document = if events.len() == 1 { events.remove(0) } else { json!({"response": events}) };
    format!("{document:#}\n").into_bytes()
}

fn event(desk: &Sender, case: &SharedCase) -> Value {
    let uuid = desk.id("event", &case.row.to_string());
    let attributes: Vec<Value> = case.indicators.iter().map(|one| attribute(desk, case, one)).collect();
    json!({
        "uuid": uuid,
        "info": case.headline(),
        "date": case.received_at.strftime("%Y-%m-%d").to_string(),
        "timestamp": case.updated_at.as_second().to_string(),
        "published": false,
        "analysis": if case.is_over() { "2" } else { "1" },
        "threat_level_id": threat_level(case.severity),
        // Who gets it is decided by whoever imports it, within its marking.
        "distribution": "0",
        "Orgc": {"name": desk.name, "uuid": desk.id("organisation", "")},
        "Tag": tags(case),
        "Attribute": attributes,
    })
}

fn threat_level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "1",
        Severity::Medium => "2",
        Severity::Low => "3",
    }
}

fn tags(case: &SharedCase) -> Vec<Value> {
    let markings = [format!("tlp:{}", case.tlp), format!("PAP:{}", case.pap.as_str().to_uppercase())];
    let review = "workflow:todo=\"review-for-privacy\"".to_owned();
    let names = markings.into_iter().chain(case.rsit.iter().cloned()).chain([review]);
    names.map(|name| json!({"name": name})).collect()
}

fn attribute(desk: &Sender, case: &SharedCase, one: &Observable) -> Value {
    let (kind, category, to_ids) = kind_of(one);
    json!({
        "uuid": desk.id("attribute", &format!("{}\0{}\0{}", case.row, one.kind.as_str(), one.value)),
        "type": kind,
        "category": category,
        "value": one.value,
        "to_ids": to_ids,
        "disable_correlation": false,
        "distribution": "5",
        "comment": "",
        "timestamp": case.updated_at.as_second().to_string(),
    })
}

/// MISP's type and category of an observable, and whether a detection system may look for it.
fn kind_of(one: &Observable) -> (&'static str, &'static str, bool) {
    match one.kind {
        ObservableKind::Ip => ("ip-dst", "Network activity", true),
        ObservableKind::Domain => ("domain", "Network activity", true),
        ObservableKind::Url => ("url", "Network activity", true),
        ObservableKind::Email => ("email-src", "Payload delivery", true),
        ObservableKind::Hash => (hash_kind(&one.value), "Payload delivery", true),
        ObservableKind::Wallet if is_bitcoin(&one.value) => ("btc", "Financial fraud", false),
        ObservableKind::Wallet => ("text", "Financial fraud", false),
        ObservableKind::Iban => ("iban", "Financial fraud", false),
        ObservableKind::Phone => ("phone-number", "Financial fraud", false),
        ObservableKind::Cve => ("vulnerability", "External analysis", false),
        ObservableKind::FileExtension => ("text", "Artifacts dropped", false),
        ObservableKind::RansomwareFamily => ("text", "Attribution", false),
    }
}

/// By its length in hexadecimal digits.
fn hash_kind(value: &str) -> &'static str {
    match value.len() {
        32 => "md5",
        40 => "sha1",
        64 => "sha256",
        _ => "sha512",
    }
}

fn is_bitcoin(value: &str) -> bool {
    value.starts_with("bc1") || value.starts_with(['1', '3'])
}
