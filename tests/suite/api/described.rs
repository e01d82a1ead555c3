//! The description and the table of routes say the same.

use std::collections::BTreeSet;

use serde_json::Value;
use vigie::{
    domain::vocabulary::{
        Channel, Condition, EmailSafe, IncidentState, Kind, Lang, OfferState, Pap, Profile, Sector, Severity, Size,
        Skill, Tlp, Verdict, VettingState,
    },
    web::routes::{Access, TABLE},
};

use crate::{
    on_both,
    support::{Site, Visitor, openapi},
};

/// `get /api/v1/incidents read`: a route with its scope.
fn of_the_table() -> BTreeSet<String> {
    let routes = TABLE.iter().filter(|route| route.path.starts_with("/api/"));
    let named = routes.map(|route| {
        let scope = match route.access {
            Access::Token(scope) => scope,
            _ => "",
        };
        format!("{} {} {scope}", route.method, route.path)
    });
    named.collect()
}

fn of_the_description() -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    for (path, item) in openapi::description()["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let scope = operation["security"][0]["token"][0].as_str().unwrap_or_default();
            routes.insert(format!("{method} {path} {scope}"));
        }
    }
    routes
}

#[test]
fn every_route_is_described_and_every_description_has_its_route() {
    assert_eq!(of_the_table(), of_the_description());
}

#[test]
fn words_of_the_description_are_those_of_the_desk() {
    let words = |name: &str| -> Vec<String> {
        let schema = &openapi::description()["components"]["schemas"][name]["enum"];
        serde_json::from_value(schema.clone()).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    macro_rules! same {
        ($($name:ident),+) => {
            $(assert_eq!(words(stringify!($name)), $name::ALL.iter().map(ToString::to_string).collect::<Vec<_>>());)+
        };
    }
    same!(Channel, Condition, EmailSafe, IncidentState, Kind, Lang, OfferState, Pap, Profile, Sector, Severity, Size);
    same!(Skill, Tlp, Verdict, VettingState);
}

/// Every `$ref` of a value.
fn references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("$ref").and_then(Value::as_str));
            object.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn every_part_of_the_description_is_there_and_used() {
    let mut found = Vec::new();
    references(openapi::description(), &mut found);
    for place in &found {
        let pointer = place.strip_prefix('#').expect("a place of the document");
        assert!(openapi::description().pointer(pointer).is_some(), "{place} leads nowhere");
    }
    for (kind, parts) in openapi::description()["components"].as_object().expect("components") {
        for name in parts.as_object().expect("parts").keys().filter(|_| kind != "securitySchemes") {
            let place = format!("#/components/{kind}/{name}");
            assert!(found.iter().any(|used| *used == place), "nothing uses {place}");
        }
    }
}

#[test]
fn an_answer_that_is_not_as_described_is_seen() {
    let problem = r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"x"}"#;
    let of = |status, kind, body| openapi::compare("GET", "/api/v1/incidents/K7M4-92QX", (status, kind), body);
    assert_eq!(of(404, "application/problem+json", problem), Ok(()));
    assert!(of(404, "text/html", problem).is_err(), "another kind");
    assert!(of(500, "application/problem+json", problem).is_err(), "a status that is not described");
    assert!(of(404, "application/problem+json", "{\"status\":404}").is_err(), "something is missing");
    let more = r#"{"type":"about:blank","title":"Not Found","status":"404","detail":"x"}"#;
    assert!(of(404, "application/problem+json", more).is_err(), "another type");
    let page = r#"{"items":[],"next_cursor":null,"total":3}"#;
    let listed = openapi::compare("GET", "/api/v1/incidents", (200, "application/json"), page);
    assert!(listed.is_err_and(|wrong| wrong.contains("total")), "a field that is not described");
}

on_both! {
    async fn the_description_is_served_without_a_token(site: Site) {
        let reply = site.get(&Visitor::Nobody, "/api/v1/openapi.json").await;
        assert_eq!(reply.status, 200);
        assert_eq!(&reply.json(), openapi::description());
    }
}
