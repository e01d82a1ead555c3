use ed25519_dalek::{Signer as _, SigningKey};

use super::*;
use crate::audit::{NoteSignature, sample};

fn signing(secret: u8) -> SigningKey {
    SigningKey::from_bytes(&[secret; 32])
}

fn key(secret: u8) -> VerifierKey {
    VerifierKey { name: "desk.example/log".into(), key: signing(secret).verifying_key().to_bytes() }
}

/// `text`, signed by these keys.
fn signed(text: &str, secrets: &[u8]) -> SignedNote {
    let sign = |secret: &u8| NoteSignature {
        name: key(*secret).name,
        key_id: key(*secret).id(),
        signature: signing(*secret).sign(text.as_bytes()).to_bytes().to_vec(),
    };
    SignedNote { text: text.to_owned(), signatures: secrets.iter().map(sign).collect() }
}

fn rotation(size: u64, old: u8, new: u8) -> SignedNote {
    signed(&Rotation { size, old: key(old), new: key(new) }.to_string(), &[old, new])
}

/// Key 1 up to 10 leaves, key 2 up to 20, then key 3.
fn ring(trusted: u8) -> KeyRing {
    let mut ring = KeyRing::trusting(key(trusted), sample::check);
    assert!(ring.follow(&rotation(10, 1, 2)));
    assert!(ring.follow(&rotation(20, 2, 3)));
    ring
}

#[test]
fn whoever_trusts_one_key_follows_all_and_each_signs_its_own_time() {
    for trusted in 1..=3 {
        let ring = ring(trusted);
        for (size, signer) in [(1, 1), (10, 1), (11, 2), (20, 2), (21, 3), (99, 3)] {
            for secret in 1..=3 {
                let is_right = ring.signed(&signed("head\n", &[secret]), size);
                assert_eq!(is_right, secret == signer, "{size} leaves, key {secret}, trusting {trusted}");
            }
        }
    }
}

#[test]
fn a_chain_of_strangers_counts_for_nothing() {
    let ring = ring(9);
    assert!(!ring.holds_the_trusted_key());
    assert!(!ring.signed(&signed("head\n", &[1]), 5));
}

#[test]
fn a_rotation_needs_both_signatures_and_its_place() {
    let text = Rotation { size: 30, old: key(3), new: key(4) }.to_string();
    for lacking in [signed(&text, &[3]), signed(&text, &[4]), signed(&text, &[])] {
        assert!(!ring(1).follow(&lacking));
    }
    assert!(!ring(1).follow(&rotation(30, 2, 4)), "it doesn't follow the last key");
    assert!(!ring(1).follow(&rotation(20, 3, 4)), "it isn't later");
    assert!(ring(1).follow(&rotation(30, 3, 4)));
}

#[test]
fn a_rotation_has_one_spelling() {
    let text = Rotation { size: 30, old: key(3), new: key(4) }.to_string();
    assert!(text.parse::<Rotation>().is_ok());
    let same = Rotation { size: 30, old: key(3), new: key(3) }.to_string();
    for wrong in [same, text.replace("\n30\n", "\n030\n"), format!("{text}more\n"), text.replace("v1", "v2")] {
        assert!(wrong.parse::<Rotation>().is_err(), "{wrong:?}");
    }
}
