//! IODEF 2 (RFC 7970): one Incident a case, in the order of elements that its schema asks for, without the victim.

use jiff::Timestamp;
use vigie_domain::{
    observable::{Observable, ObservableKind},
    vocabulary::{Severity, Tlp},
};

use super::{
    shared::{Sender, SharedCase},
    xml::Xml,
};

/// The document.
pub(super) fn document(desk: &Sender, cases: &[SharedCase], made_at: Timestamp) -> Vec<u8> {
    let mut xml = Xml::new();
    let names = [("version", "2.00"), ("xml:lang", "fr"), ("xmlns", "urn:ietf:params:xml:ns:iodef-2.0")];
    xml.open("IODEF-Document", &names);
    for case in cases {
        incident(&mut xml, desk, case, made_at);
    }
    xml.finish()
}

/// Seconds, with the zone, as RFC 7970 section 2.8 asks.
fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn incident(xml: &mut Xml, desk: &Sender, case: &SharedCase, made_at: Timestamp) {
    let status = if case.is_over() { "resolved" } else { "in-progress" };
    let mut attributes = vec![("purpose", "reporting"), ("status", status)];
    attributes.extend(restriction(case.tlp));
    xml.open("Incident", &attributes);
    xml.element("IncidentID", &[("name", &desk.origin)], &case.reference);
    let (from, until) = case.happened;
    if let Some(from) = from {
        xml.element("StartTime", &[], &time(from));
    }
    if let Some(until) = until {
        xml.element("EndTime", &[], &time(until));
    }
    xml.element("ReportTime", &[], &time(case.received_at));
    xml.element("GenerationTime", &[], &time(made_at));
    xml.element("Description", &[], &case.headline());
    assessment(xml, case);
    contact(xml, desk);
    indicators(xml, desk, case);
    xml.element("AdditionalData", &[("dtype", "string"), ("meaning", "PAP")], case.pap.as_str());
    xml.close();
}

/// The levels of TLP that RFC 7970 knows by name; the others as an extension of the list.
fn restriction(tlp: Tlp) -> Vec<(&'static str, &'static str)> {
    match tlp {
        Tlp::Red => vec![("restriction", "red")],
        Tlp::Amber => vec![("restriction", "amber")],
        Tlp::Green => vec![("restriction", "green")],
        // WHITE is CLEAR's name in TLP 1.
        Tlp::Clear => vec![("restriction", "white")],
        Tlp::AmberStrict => vec![("restriction", "ext-value"), ("ext-restriction", "amber+strict")],
    }
}

fn assessment(xml: &mut Xml, case: &SharedCase) {
    let severity = match case.severity {
        Severity::Critical | Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
    };
    xml.open("Assessment", &[("occurrence", "actual")]);
    for tag in &case.rsit {
        xml.element("IncidentCategory", &[], tag);
    }
    xml.empty("BusinessImpact", &[("severity", severity), ("type", "unknown")]);
    xml.close();
}

fn contact(xml: &mut Xml, desk: &Sender) {
    xml.open("Contact", &[("role", "creator"), ("type", "organization")]);
    xml.element("ContactName", &[], &desk.name);
    if !desk.email.is_empty() {
        xml.open("Email", &[]);
        xml.element("EmailTo", &[], &desk.email);
        xml.close();
    }
    if !desk.phone.is_empty() {
        xml.open("Telephone", &[]);
        xml.element("TelephoneNumber", &[], &desk.phone);
        xml.close();
    }
    xml.close();
}

fn indicators(xml: &mut Xml, desk: &Sender, case: &SharedCase) {
    if case.indicators.is_empty() {
        return;
    }
    xml.open("IndicatorData", &[]);
    for one in &case.indicators {
        let id = desk.id("indicator", &format!("{}\0{}\0{}", case.row, one.kind.as_str(), one.value)).to_string();
        xml.open("Indicator", &[]);
        xml.element("IndicatorID", &[("name", &desk.origin), ("version", "1")], &id);
        xml.open("Observable", &[]);
        xml.open("BulkObservable", &kind_of(one));
        xml.element("BulkObservableList", &[], &one.value);
        xml.close();
        xml.close();
        xml.close();
    }
    xml.close();
}

/// A type of the registry « iodef2, bulkobservable-type », or our own word as an extension of it.
fn kind_of(one: &Observable) -> Vec<(&'static str, &'static str)> {
    let known = match one.kind {
        ObservableKind::Ip if one.value.contains(':') => "ipv6-addr",
        ObservableKind::Ip => "ipv4-addr",
        ObservableKind::Domain => "domain-name",
        ObservableKind::Url => "site-uri",
        ObservableKind::Email => "e-mail",
        ObservableKind::Hash => "file-hash",
        other => return vec![("type", "ext-value"), ("ext-type", other.as_str())],
    };
    vec![("type", known)]
}
