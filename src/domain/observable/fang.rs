//! Defanging: an address written so that no program makes a link of it, and back.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::ObservableKind;

/// A dot as people and tools defang it.
pub(super) const DOT: &str = r"(?:\.|\[\.\]|\(\.\)|\{\.\}|\s?\[(?:dot|point)\]\s?|\s?\((?:dot|point)\)\s?)";
/// An at sign, likewise.
pub(super) const AT: &str = r"(?:@|\[@\]|\(@\)|\s?\[(?:at|arobase)\]\s?|\s?\((?:at|arobase)\)\s?)";

static FANGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let parts = [
        r"(?P<scheme>\bhxxp(?P<s>s?)\b)",
        r"(?P<dot>\s?(?:\[\.\]|\(\.\)|\{\.\}|\[(?:dot|point)\]|\((?:dot|point)\))\s?)",
        r"(?P<at>\s?(?:\[@\]|\(@\)|\[(?:at|arobase)\]|\((?:at|arobase)\))\s?)",
        r"(?P<slashes>\[://\])",
        r"(?P<colon>\[:\])",
    ];
    Regex::new(&format!("(?i){}", parts.join("|"))).ok()
});

/// Writes a value so that nobody clicks it by mistake: `hxxps://exemple[.]fr/x`, `a[@]exemple[.]fr`.
#[must_use]
pub fn defang(kind: ObservableKind, value: &str) -> String {
    match kind {
        ObservableKind::Ip => value.replace('.', "[.]").replace(':', "[:]"),
        ObservableKind::Domain => value.replace('.', "[.]"),
        ObservableKind::Email => value.replace('@', "[@]").replace('.', "[.]"),
        ObservableKind::Url => {
            let (scheme, rest) = value.split_once("://").unwrap_or(("", value));
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            let colon = if scheme.is_empty() { "" } else { "://" };
            format!("{}{colon}{}{path}", scheme.replacen("http", "hxxp", 1), host.replace('.', "[.]"))
        }
        _ => value.to_owned(),
    }
}

/// Takes the fangs' covers off a text: the way back from [`defang`] and from what other tools write.
#[must_use]
pub fn refang(text: &str) -> String {
    let Some(fangs) = FANGS.as_ref() else { return text.to_owned() };
    let bare = fangs.replace_all(text, |hit: &Captures<'_>| {
        let named = |name| hit.name(name).is_some();
        match () {
            () if named("scheme") => format!("http{}", hit.name("s").map_or("", |s| s.as_str()).to_lowercase()),
            () if named("dot") => ".".to_owned(),
            () if named("at") => "@".to_owned(),
            () if named("slashes") => "://".to_owned(),
            () => ":".to_owned(),
        }
    });
    bare.into_owned()
}
