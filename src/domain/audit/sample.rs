//! A log of sixty events in six chains, always the same: the tests' own, and the file that other verifiers read.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::LazyLock;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Action, Actor, ChainHead, Checkpoint, Commitment, Digest, EventDraft, Frontier, HEADER_LINE, Payload,
    RECEIPT_HEADER_LINE, ReceiptEntry, Salt, SealedEvent, SignedNote, Subject, Subtree, SubtreeSource, VerifierKey,
    checkpoint_line, event_line, inclusion_proof, leaf_hash, seal,
};
use crate::ids::{EventId, IncidentId, ProviderId, UserId};

static EVENTS: LazyLock<Vec<SealedEvent>> = LazyLock::new(sealed);
static EXPORT: LazyLock<Vec<u8>> = LazyLock::new(exported);
static RECEIPT: LazyLock<Vec<u8>> = LazyLock::new(received);

/// The sample's events, in the order of the log.
pub fn events() -> Vec<SealedEvent> {
    EVENTS.clone()
}

/// The sample as an export, with checkpoints after 20, 40 and 58 events.
pub fn export() -> Vec<u8> {
    EXPORT.clone()
}

/// The receipt of the sample's first incident; its last events by their leaf hashes alone.
pub fn receipt() -> Vec<u8> {
    RECEIPT.clone()
}

fn sealed() -> Vec<SealedEvent> {
    let mut heads: HashMap<Subject, ChainHead> = HashMap::new();
    (0..60_u8)
        .map(|n| {
            let event = event(n, heads.get(&subject(n)));
            heads.insert(event.subject, event.head());
            event
        })
        .collect()
}

/// The desk's key in the sample.
pub fn key() -> VerifierKey {
    VerifierKey { name: "desk.example/log".into(), key: signing_key().verifying_key().to_bytes() }
}

/// Whether a signature is the key's, by a library for Ed25519.
pub fn check(key: &[u8; 32], text: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_bytes(key), Signature::from_slice(signature)) else {
        return false;
    };
    key.verify_strict(text, &signature).is_ok()
}

/// The signed head of the log of the sample's first `size` events.
pub fn note(size: usize) -> SignedNote {
    let mut log = Frontier::new();
    events().iter().take(size).for_each(|event| log.push(leaf_hash(&event.canonical)));
    let text = Checkpoint { origin: key().name, size: log.size(), root: log.root() }.to_string();
    SignedNote::new(&text, &key(), &signing_key().sign(text.as_bytes()).to_bytes())
}

fn exported() -> Vec<u8> {
    let mut lines = vec![HEADER_LINE.as_bytes().to_vec()];
    for (n, event) in (1_usize..).zip(events()) {
        lines.push(event_line(&event));
        if [20, 40, 58].contains(&n) {
            lines.push(checkpoint_line(&note(n).to_string()));
        }
    }
    lines.push(Vec::new());
    lines.join(&b'\n')
}

fn received() -> Vec<u8> {
    let note = note(58);
    let mut lines = vec![RECEIPT_HEADER_LINE.as_bytes().to_vec(), checkpoint_line(&note.to_string())];
    let own = (0_u64..).zip(events()).take(58).filter(|(_, event)| event.subject == subject(3));
    lines.extend(own.map(|(leaf, event)| {
        let Ok(proof) = inclusion_proof(leaf, 58, &mut Leaves);
        let leaf_hash = leaf_hash(&event.canonical);
        ReceiptEntry { canonical: (leaf < 45).then_some(event.canonical), leaf, leaf_hash, proof }.to_bytes()
    }));
    lines.push(Vec::new());
    lines.join(&b'\n')
}

/// Counts every subtree anew: slow, and right by definition.
struct Leaves;

impl SubtreeSource for Leaves {
    type Error = Infallible;
    fn subtree(&mut self, Subtree { level, index }: Subtree) -> Result<Digest, Infallible> {
        let (count, from) = (1_usize << level, usize::try_from(index << level).unwrap());
        let mut log = Frontier::new();
        events().iter().skip(from).take(count).for_each(|event| log.push(leaf_hash(&event.canonical)));
        Ok(log.root())
    }
}

fn signing_key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn subject(n: u8) -> Subject {
    let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(n % 6));
    match n % 6 {
        0 => Subject::Desk,
        1 => Subject::Provider(ProviderId(id)),
        2 => Subject::User(UserId(id)),
        _ => Subject::Incident(IncidentId(id)),
    }
}

fn event(n: u8, head: Option<&ChainHead>) -> SealedEvent {
    let number = usize::from(n);
    let actors = [Actor::Desk, Actor::Victim, Actor::Token(Uuid::from_u128(9)), Actor::Visitor];
    let actions = [Action::ReportReceived, Action::OfferSent, Action::ReadExport];
    let payload = Payload::new()
        .integer("n", n)
        .flag("even", n.is_multiple_of(2))
        .list("skills", ["forensics", "backup_nas"])
        .text("words", "« été » \u{1F600} \u{FB33} \"quoted\" \\ \u{7F}\u{1}\n\t€")
        .commitment("name", &Commitment::to(&Salt([n; 16]), b"Boulangerie Martin"))
        .nested("\u{FB33}", Payload::new().text("\u{1F600}", ""))
        .nested("\u{1F600}", Payload::new());
    let draft = EventDraft {
        subject: subject(n),
        actor: actors[number % actors.len()],
        action: actions[number % actions.len()],
        payload,
    };
    // Every seventh time the clock jumps back an hour.
    let jump = if n.is_multiple_of(7) { 3_600_000_000 } else { 0 };
    let now = Timestamp::from_microsecond(1_767_225_600_000_000 + i64::from(n) * 1_500_001 - jump).unwrap();
    seal(
        draft,
        head,
        EventId(Uuid::from_u128(0x0190_0000_0000_7000_9000_0000_0000_0000 + u128::from(n))),
        &Salt([n ^ 0x5A; 16]),
        now,
    )
}
