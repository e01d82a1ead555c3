//! The description of the interface, and whether an answer is as it says. Every answer that a test gets from `/api/v1` is
//! compared: what isn't described can't be answered.

use std::sync::LazyLock;

use serde_json::Value;

static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../src/web/api/openapi.json")).expect("the description is JSON")
});

/// The description as the repository has it.
pub fn description() -> &'static Value {
    &DESCRIPTION
}

/// What an answer says that its description doesn't allow; nothing of an address that isn't the interface's.
pub fn compare(method: &str, path: &str, (status, kind): (u16, &str), body: &str) -> Result<(), String> {
    if method.eq_ignore_ascii_case("head") {
        // It is its GET without the body, and described with it (RFC 9110, section 9.3.2).
        return Ok(());
    }
    let path = path.split('?').next().unwrap_or_default();
    let Some((route, item)) = item_of(path) else { return Ok(()) };
    let Some(operation) = item.get(method.to_lowercase()) else {
        return if status == 405 { Ok(()) } else { Err(format!("{method} {route} is answered by {status}")) };
    };
    let place = format!("{method} {route} → {status}");
    let answer = operation["responses"].get(status.to_string()).ok_or(format!("{place} is not described"))?;
    let Some(content) = resolved(answer).get("content") else {
        return if body.is_empty() { Ok(()) } else { Err(format!("{place} has a body")) };
    };
    let kind = kind.split(';').next().unwrap_or_default();
    let schema = content.get(kind).ok_or(format!("{place} is {kind:?}"))?;
    let body: Value = serde_json::from_str(body).map_err(|error| format!("{place}: {error}"))?;
    check(&schema["schema"], &body, "").map_err(|wrong| format!("{place}: {wrong}\n{body}"))
}

fn item_of(path: &str) -> Option<(&'static String, &'static Value)> {
    let paths = DESCRIPTION["paths"].as_object()?;
    // What is written out wins over what is filled in.
    let plain = paths.iter().find(|(route, _)| *route == path);
    plain.or_else(|| paths.iter().find(|(route, _)| serves(route, path)))
}

fn serves(route: &str, path: &str) -> bool {
    let (route, path): (Vec<&str>, Vec<&str>) = (route.split('/').collect(), path.split('/').collect());
    route.len() == path.len() && route.iter().zip(path).all(|(known, part)| known.starts_with('{') || *known == part)
}

fn resolved(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str().and_then(|place| place.strip_prefix('#')) {
        Some(pointer) => DESCRIPTION.pointer(pointer).unwrap_or_else(|| panic!("{pointer} leads nowhere")),
        None => value,
    }
}

/// Keywords that say nothing of the value.
const WORDS: [&str; 6] = ["description", "examples", "example", "default", "$ref", "format"];

/// Is the value as the schema says? Of JSON Schema what the description uses; another keyword fails, so that no part of it
/// goes unread.
pub fn check(schema: &'static Value, value: &Value, at: &str) -> Result<(), String> {
    let schema = resolved(schema);
    for (keyword, rule) in schema.as_object().ok_or("a schema is an object")? {
        let holds = match keyword.as_str() {
            word if WORDS.contains(&word) => true,
            "type" => match rule {
                Value::Array(types) => types.iter().any(|one| is_a(one, value)),
                one => is_a(one, value),
            },
            "enum" => rule.as_array().is_some_and(|words| words.contains(value)),
            "minimum" => value.as_f64().zip(rule.as_f64()).is_none_or(|(value, least)| value >= least),
            "maximum" => value.as_f64().zip(rule.as_f64()).is_none_or(|(value, most)| value <= most),
            "required" => match value.as_object() {
                Some(object) => rule.as_array().is_some_and(|names| {
                    names.iter().all(|name| name.as_str().is_some_and(|name| object.contains_key(name)))
                }),
                None => true,
            },
            "pattern" => is_like(rule.as_str().unwrap_or_default(), value)?,
            "properties" | "additionalProperties" | "items" | "propertyNames" => {
                return_first(keyword, rule, schema, value, at)?;
                true
            }
            "anyOf" => rule.as_array().is_some_and(|any| any.iter().any(|one| check(one, value, at).is_ok())),
            other => return Err(format!("the keyword {other} is not read by this test")),
        };
        if !holds {
            return Err(format!("{at}: {value} against {keyword} {rule}"));
        }
    }
    Ok(())
}

fn return_first(
    keyword: &str,
    rule: &'static Value,
    schema: &'static Value,
    value: &Value,
    at: &str,
) -> Result<(), String> {
    match (keyword, value) {
        ("properties", Value::Object(object)) => object
            .iter()
            .filter_map(|(name, value)| Some((rule.get(name)?, name, value)))
            .try_for_each(|(rule, name, value)| check(rule, value, &format!("{at}/{name}"))),
        ("additionalProperties", Value::Object(object)) => {
            let known = schema.get("properties");
            let mut more = object.iter().filter(|(name, _)| known.and_then(|known| known.get(name.as_str())).is_none());
            match rule {
                Value::Bool(true) => Ok(()),
                Value::Bool(false) => {
                    more.next().map_or(Ok(()), |(name, _)| Err(format!("{at}: {name} is not described")))
                }
                rule => more.try_for_each(|(name, value)| check(rule, value, &format!("{at}/{name}"))),
            }
        }
        ("propertyNames", Value::Object(object)) => {
            object.keys().try_for_each(|name| check(rule, &Value::String(name.clone()), at))
        }
        ("items", Value::Array(items)) => {
            items.iter().enumerate().try_for_each(|(place, item)| check(rule, item, &format!("{at}/{place}")))
        }
        _ => Ok(()),
    }
}

fn is_a(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap_or_default() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

/// The few patterns of answers, by hand: no engine of expressions for three of them.
fn is_like(pattern: &str, value: &Value) -> Result<bool, String> {
    let Some(text) = value.as_str() else { return Ok(true) };
    match pattern {
        "^[0-9a-f]{64}$" => Ok(text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))),
        "^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$" => {
            Ok(text.parse::<vigie::domain::reference::Reference>().is_ok_and(|reference| reference.as_str() == text))
        }
        "^[a-z][a-z0-9_]{0,63}$" => Ok(vigie::domain::intake::facts::is_fact_id(text)),
        other => Err(format!("the pattern {other} is not read by this test")),
    }
}
