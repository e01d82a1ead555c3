use super::*;
use crate::audit::sample;
use proptest::prelude::*;

fn verify(receipt: &[u8]) -> Result<Proved, Bad> {
    verify_receipt(receipt, &sample::key(), sample::check)
}

#[test]
fn a_receipt_stands_with_the_key_alone() {
    let proved = verify(&sample::receipt()).unwrap();
    assert_eq!((proved.checkpoint.size, proved.entries, proved.shown), (58, 10, 7));
}

#[test]
fn a_receipt_of_another_desk_is_refused() {
    let other = VerifierKey { key: [9; 32], ..sample::key() };
    let bad = verify_receipt(&sample::receipt(), &other, sample::check).unwrap_err();
    assert_eq!((bad.place, bad.reason), (2, Reason::Signature));
}

#[test]
fn an_event_that_holds_the_frame_of_a_receipt_is_cut_out_whole() {
    let entry = ReceiptEntry {
        canonical: Some(br#"{"payload":{"a":1,"leaf":2},"text":",\"leaf\":"}"#.to_vec()),
        leaf: 3,
        leaf_hash: Digest::of(&[b"x"]),
        proof: vec![Digest::ZERO],
    };
    assert_eq!(read_entry(&entry.to_bytes()), Some(entry));
}

proptest! {
    #[test]
    fn any_damaged_byte_is_found(at in any::<prop::sample::Index>(), flip in 1_u8..=255) {
        let mut receipt = sample::receipt();
        let at = at.index(receipt.len());
        receipt[at] ^= flip;
        prop_assert!(verify(&receipt).is_err());
    }

    #[test]
    fn what_is_no_receipt_is_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(verify(&bytes).is_err());
        let framed = [sample::receipt(), bytes, b"\n".to_vec()].concat();
        prop_assert!(verify(&framed).is_err());
    }
}
