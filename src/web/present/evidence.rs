//! Pieces, in the reader's words.

use crate::{
    desk::ARCHIVE_PASSWORD,
    store::entity::attachment,
    web::{
        frame::Times,
        view::{
            console::{EvidenceCard, PieceRow},
            format,
            page::Page,
            public::HandedFile,
        },
    },
};

/// Signs of a hash that a person compares.
const SHORT: usize = 12;

/// The card of a case's pieces; `company` names the provider of an id.
#[must_use]
pub fn evidence_card(
    page: &Page,
    pieces: &[attachment::Model],
    most: u64,
    company: impl Fn(uuid::Uuid) -> Option<String>,
    times: &Times,
) -> EvidenceCard {
    let (counting, aside): (Vec<_>, Vec<_>) = pieces.iter().partition(|piece| piece.set_aside_at.is_none());
    EvidenceCard {
        pieces: counting.into_iter().chain(aside).map(|piece| row(page, piece, &company, times)).collect(),
        most: page.with("file-most", "size", &format::octets(most, times.lang)),
        password: ARCHIVE_PASSWORD,
        has_provider: false,
        damaged: pieces.iter().any(|piece| piece.damaged_at.is_some()),
    }
}

fn row(
    page: &Page,
    piece: &attachment::Model,
    company: &impl Fn(uuid::Uuid) -> Option<String>,
    times: &Times,
) -> PieceRow {
    let by = |key: &str, who: &str, at: i64| {
        page.words.with(key, &[("who", who.to_owned().into()), ("when", times.short(at).into())])
    };
    PieceRow {
        id: piece.id.simple().to_string(),
        name: piece.name.clone(),
        given: piece.given_name.clone(),
        what: what(page, piece, times),
        who: who(page, piece, company),
        when: times.short(piece.received_at),
        note: piece.note.clone(),
        mail: piece.mail_id.map(|id| format!("/mail/in/{}", id.simple())).unwrap_or_default(),
        sha256: piece.sha256.clone(),
        short: piece.sha256.chars().take(SHORT).collect(),
        warning: worded(page, "file-warning", &piece.warning),
        found: (piece.scan == "found").then(|| page.with("file-found", "name", &piece.finding)),
        scan: match piece.scan.as_str() {
            "clean" => page.with("file-clean", "when", &times.short(piece.scanned_at.unwrap_or_default())),
            "failed" => page.with("file-not-scanned", "why", &piece.finding),
            _ => String::new(),
        },
        damaged: piece.damaged_at.map(|at| page.with("file-damaged-since", "when", &times.short(at))),
        checked: piece.checked_at.map(|at| page.with("file-checked", "when", &times.short(at))).unwrap_or_default(),
        shared: piece.shared_at.map(|at| by("file-shared", &piece.shared_by, at)),
        aside: piece
            .set_aside_at
            .map(|at| format!("{} {}", by("file-aside", &piece.set_aside_by, at), piece.set_aside_why)),
    }
}

fn worded(page: &Page, list: &str, word: &str) -> String {
    if word.is_empty() { String::new() } else { page.say(&format!("{list}-{word}")) }
}

/// « programme, 1,2 Mo », with what it was said to be where the bytes tell nothing.
fn what(page: &Page, piece: &attachment::Model, times: &Times) -> String {
    let size = format::octets(u64::try_from(piece.size).unwrap_or(0), times.lang);
    let kind = page.say(&format!("file-kind-{}", piece.kind));
    let mime = if piece.sniffed_type.is_empty() { &piece.declared_type } else { &piece.sniffed_type };
    if mime.is_empty() { format!("{kind}, {size}") } else { format!("{kind} ({mime}), {size}") }
}

fn who(page: &Page, piece: &attachment::Model, company: &impl Fn(uuid::Uuid) -> Option<String>) -> String {
    let named = match piece.provider_id.and_then(company) {
        Some(company) => company,
        None if piece.author.is_empty() => page.say(&format!("file-party-{}", piece.party)),
        None => piece.author.clone(),
    };
    if piece.mail_id.is_some() { page.with("file-by-mail", "who", &named) } else { named }
}

/// A piece as a victim or a provider sees it: `link` where it may be taken.
#[must_use]
pub fn handed_file(page: &Page, piece: &attachment::Model, link: Option<String>, times: &Times) -> HandedFile {
    HandedFile {
        name: piece.name.clone(),
        what: format!(
            "{}, {}",
            page.say(&format!("file-kind-{}", piece.kind)),
            format::octets(u64::try_from(piece.size).unwrap_or(0), times.lang)
        ),
        when: times.short(piece.received_at),
        note: piece.note.clone(),
        sha256: piece.sha256.clone(),
        warning: worded(page, "file-warning", &piece.warning),
        found: (piece.scan == "found").then(|| page.with("file-found", "name", &piece.finding)),
        link: link.unwrap_or_default(),
    }
}
