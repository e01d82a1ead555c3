//! Every address that a page names is served: a link or a form that leads nowhere is found here, not by a person.

use vigie::web::routes::TABLE;

use super::source::files;

/// An address of a template, with what is filled in later as `{}`.
struct Address {
    method: &'static str,
    path: String,
    place: String,
}

fn addresses() -> Vec<Address> {
    let mut found = Vec::new();
    for (place, text) in files("src/web/templates", "html") {
        for (at, _) in text.match_indices("href=\"") {
            found.extend(address("get", &text[at + "href=\"".len()..], &place));
        }
        for form in text.split("<form").skip(1) {
            let tag = form.split("action=\"").nth(1).filter(|_| form.find("action=\"") < form.find("</form"));
            let is_post = form.split('>').next().is_some_and(|tag| tag.contains("method=\"post\""));
            found.extend(tag.and_then(|rest| address(if is_post { "post" } else { "get" }, rest, &place)));
        }
    }
    assert!(found.len() > 30, "only {} addresses found: the check would check little", found.len());
    found
}

/// The address that an attribute holds, if it is one of ours.
fn address(method: &'static str, rest: &str, place: &str) -> Option<Address> {
    let mut path = String::new();
    let mut rest = rest;
    loop {
        let (plain, more) = rest.split_at(rest.find(['"', '{', '?', '#'])?);
        path.push_str(plain);
        match more.strip_prefix("{{") {
            Some(hole) => {
                path.push_str("{}");
                rest = hole.split_once("}}")?.1;
            }
            None => break,
        }
    }
    (path.starts_with('/') || path.starts_with("{}/")).then(|| Address { method, path, place: place.to_owned() })
}

fn serves(route: &str, path: &str) -> bool {
    // A page that stands behind a link writes its own address first: any beginning will do.
    if let Some(end) = path.strip_prefix("{}/") {
        return route.ends_with(&format!("/{end}")) || (end == "{}" && route.ends_with('}'));
    }
    let (mut known, mut asked) = (route.split('/'), path.split('/'));
    loop {
        match (known.next(), asked.next()) {
            (None, None) => return true,
            (Some(place), Some(part)) if place.starts_with('{') || place == part || part == "{}" => {}
            _ => return false,
        }
    }
}

#[test]
fn every_address_that_a_page_names_is_served() {
    let lost: Vec<String> = addresses()
        .into_iter()
        .filter(|asked| !TABLE.iter().any(|route| route.method == asked.method && serves(route.path, &asked.path)))
        .map(|asked| format!("{}: {} {}", asked.place, asked.method, asked.path))
        .collect();
    assert!(lost.is_empty(), "addresses that lead nowhere:\n{}", lost.join("\n"));
}

#[test]
fn an_address_that_leads_nowhere_is_seen() {
    assert!(serves("/incidents/{reference}/notes", "/incidents/{}/notes"));
    assert!(serves("/o/{token}/answer", "{}/answer"));
    assert!(!serves("/incidents/{reference}/notes", "/incidents/{}/remarks"));
    assert!(!serves("/queue", "/queues"));
    let found = address("get", "/guides/{{ one.id }}?lang=fr\" class", "here").expect("an address");
    assert_eq!(found.path, "/guides/{}");
    assert!(address("get", "https://example.org/\"", "here").is_none());
}
