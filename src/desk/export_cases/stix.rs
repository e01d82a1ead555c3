//! A STIX 2.1 bundle: the desk, the markings of TLP 2.0, each case as an incident with the Incident Core extension, and
//! what was called the attacker's. No victim: there is no object for one.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};
use vigie_domain::{
    observable::{Observable, ObservableKind},
    vocabulary::{IncidentState, Severity, Tlp},
};

use super::shared::{Sender, SharedCase};

/// TLP 2.0 for STIX (OASIS common objects).
const TLP_EXTENSION: &str = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";
/// Incident Core (OASIS common objects, draft of 10 October 2023).
const INCIDENT_EXTENSION: &str = "extension-definition--ef765651-680c-498d-9894-99799f2fa126";

/// The document.
pub(super) fn document(desk: &Sender, cases: &[SharedCase], made_at: Timestamp) -> Vec<u8> {
    let mut objects = vec![organisation(desk)];
    let markings: BTreeSet<Tlp> = cases.iter().map(|case| case.tlp).collect();
    objects.extend(markings.into_iter().map(marking));
    for case in cases {
        objects.push(incident(desk, case));
        for one in &case.indicators {
            objects.extend(of_indicator(desk, case, one));
        }
    }
    let id = format!("bundle--{}", desk.id("bundle", &made_at.to_string()));
    let bundle = json!({"type": "bundle", "id": id, "objects": objects});
    format!("{bundle:#}\n").into_bytes()
}

/// Milliseconds, as STIX writes them at least.
fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

fn desk_id(desk: &Sender) -> String {
    format!("identity--{}", desk.id("organisation", ""))
}

fn organisation(desk: &Sender) -> Value {
    // The desk's own card doesn't change with each export.
    let since = time(Timestamp::UNIX_EPOCH);
    json!({"type": "identity", "spec_version": "2.1", "id": desk_id(desk), "created": since, "modified": since,
        "name": desk.name, "identity_class": "organization"})
}

fn marking_id(tlp: Tlp) -> &'static str {
    match tlp {
        Tlp::Clear => "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
        Tlp::Green => "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        Tlp::Amber => "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        Tlp::AmberStrict => "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
        Tlp::Red => "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
    }
}

fn marking(tlp: Tlp) -> Value {
    json!({"type": "marking-definition", "spec_version": "2.1", "id": marking_id(tlp),
        "created": "2022-10-01T00:00:00.000Z", "name": format!("TLP:{}", tlp.as_str().to_uppercase()),
        "extensions": {TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": tlp}}})
}

/// An object of a case, with what every object has.
fn object(desk: &Sender, case: &SharedCase, kind: &str, what: &str, more: Value) -> Value {
    let mut object = json!({
        "type": kind,
        "spec_version": "2.1",
        "id": format!("{kind}--{}", desk.id(kind, &format!("{}\0{what}", case.row))),
        "created_by_ref": desk_id(desk),
        "created": time(case.received_at),
        "modified": time(case.updated_at.max(case.received_at)),
        "object_marking_refs": [marking_id(case.tlp)],
    });
    if let (Some(object), Value::Object(more)) = (object.as_object_mut(), more) {
        object.extend(more);
    }
    object
}

fn incident(desk: &Sender, case: &SharedCase) -> Value {
    let labels: Vec<String> = [format!("pap:{}", case.pap)].into_iter().chain(case.rsit.iter().cloned()).collect();
    let determination = match case.state {
        IncidentState::Closed | IncidentState::Following | IncidentState::Assigned => "successful-attempt",
        _ => "suspected",
    };
    let core = json!({
        "extension_type": "property-extension",
        "determination": determination,
        "investigation_status": if case.is_over() { "closed" } else { "open" },
        "criticality": criticality(case.severity),
    });
    object(
        desk,
        case,
        "incident",
        "",
        json!({
            "name": case.headline(),
            "labels": labels,
            "external_references": [{"source_name": desk.name, "external_id": case.reference}],
            "extensions": {INCIDENT_EXTENSION: core},
        }),
    )
}

/// From 0 to 100.
fn criticality(severity: Severity) -> u8 {
    match severity {
        Severity::Critical => 95,
        Severity::High => 75,
        Severity::Medium => 50,
        Severity::Low => 20,
    }
}

/// What was called the attacker's, and its relation to the case.
fn of_indicator(desk: &Sender, case: &SharedCase, one: &Observable) -> [Value; 2] {
    let what = format!("{}\0{}", one.kind.as_str(), one.value);
    let incident = format!("incident--{}", desk.id("incident", &format!("{}\0", case.row)));
    let (kind, told) = told(case, one, &incident);
    let found = object(desk, case, kind, &what, told);
    let relation = json!({"relationship_type": "related-to", "source_ref": found["id"], "target_ref": incident});
    let relation = object(desk, case, "relationship", &what, relation);
    [found, relation]
}

/// The kind of object for an observable, and what it says.
fn told(case: &SharedCase, one: &Observable, incident: &str) -> (&'static str, Value) {
    let value = &one.value;
    match (one.kind, pattern(one)) {
        (ObservableKind::Cve, _) => {
            let reference = json!({"source_name": "cve", "external_id": value});
            ("vulnerability", json!({"name": value, "external_references": [reference]}))
        }
        (ObservableKind::RansomwareFamily, _) => {
            ("malware", json!({"name": value, "is_family": true, "malware_types": ["ransomware"]}))
        }
        (kind, Some(pattern)) => {
            let (name, since) = (format!("{} {value}", kind.as_str()), time(case.received_at));
            let told = json!({"name": name, "indicator_types": ["malicious-activity"], "pattern": pattern,
                "pattern_type": "stix", "valid_from": since});
            ("indicator", told)
        }
        // Accounts, wallets and telephone numbers have no pattern in the standard.
        (kind, None) => ("note", json!({"abstract": kind.as_str(), "content": value, "object_refs": [incident]})),
    }
}

/// The pattern of STIX, where it has one.
fn pattern(one: &Observable) -> Option<String> {
    let value = one.value.replace('\\', "\\\\").replace('\'', "\\'");
    let path = match one.kind {
        ObservableKind::Ip if one.value.contains(':') => "ipv6-addr:value",
        ObservableKind::Ip => "ipv4-addr:value",
        ObservableKind::Domain => "domain-name:value",
        ObservableKind::Url => "url:value",
        ObservableKind::Email => "email-addr:value",
        ObservableKind::Hash => match one.value.len() {
            32 => "file:hashes.MD5",
            40 => "file:hashes.'SHA-1'",
            64 => "file:hashes.'SHA-256'",
            _ => "file:hashes.'SHA-512'",
        },
        ObservableKind::FileExtension => {
            let ending = value.trim_start_matches('.').replace(['%', '_'], "?");
            return Some(format!("[file:name LIKE '%.{ending}']"));
        }
        _ => return None,
    };
    Some(format!("[{path} = '{value}']"))
}
