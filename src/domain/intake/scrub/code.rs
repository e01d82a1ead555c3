//! One-time codes and PINs: digits that a text calls a code of that kind.
//!
//! « Code » alone isn't enough: code postal, code client, code erreur, code NAF are no secrets.

use std::sync::LazyLock;

use regex::Regex;

use super::{Found, Secret};

static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let kind = concat!(
        r"(?:code\s+(?:pin|sms|otp|2fa|secret|confidentiel|unique|personnel|3d\s*secure",
        r"|(?:de\s+)?(?:validation|confirmation|v[ée]rification|s[ée]curit[ée]|connexion)",
        r"|d['’](?:authentification|acc[eè]s|activation)|[àa]\s+usage\s+unique|[àa]\s+(?:4|6|8)\s+chiffres",
        r"|(?:re[çc]u|envoy[ée])\s+(?:par|sur)\s+(?:sms|mail|t[ée]l[ée]phone|mon\s+t[ée]l[ée]phone|whatsapp))",
        r"|otp|(?:verification|security|one[- ]time|login|confirmation)\s+code|pin\s+code)",
    );
    let filler = r"(?:[\s,:=«\x22]+|est|était|etait|c['’]est|c['’]était|is|was|par\s+sms|par\s+mail|re[çc]u|de\s+la\s+banque|le|un)*";
    Regex::new(&format!(r"(?i)\b{kind}{filler}[\s:=«\x22]+(\d{{4,8}}|\d{{3}}[ \-]\d{{3}})\b")).ok()
});

/// What a number is counted in: then it is no code.
static COUNTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^[\s\u{a0}]*(?:€|eur|k€|%|[.,/:\-]\d|h\b|fois|personnes|clients|comptes|chiffres|caract|postes|mails|sms|salari|minutes|heures|jours)").ok()
});

pub(super) fn find(text: &str) -> Vec<Found> {
    let hits = CODE.iter().flat_map(|pattern| pattern.captures_iter(text)).filter_map(|hit| hit.get(1));
    let codes = hits.filter(|digits| !COUNTED.as_ref().is_some_and(|counted| counted.is_match(&text[digits.end()..])));
    codes.map(|digits| Found { secret: Secret::Code, bytes: digits.range() }).collect()
}
