//! Opens the archive in which a piece leaves the desk, from what its format says: written apart from what seals it.

use aes::{
    Aes256,
    cipher::{Array, BlockCipherEncrypt},
};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

fn number(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |sum, octet| sum << 8 | usize::from(*octet))
}

fn keyed(key: &[u8]) -> Hmac<Sha1> {
    <Hmac<Sha1> as KeyInit>::new_from_slice(key).expect("any key will do")
}

fn derived(password: &[u8], salt: &[u8]) -> Vec<u8> {
    (1_u32..=4)
        .flat_map(|block| {
            let mut last = keyed(password).chain_update(salt).chain_update(block.to_be_bytes()).finalize().into_bytes();
            let mut sum = last;
            for _ in 1..1000 {
                last = keyed(password).chain_update(last).finalize().into_bytes();
                sum.iter_mut().zip(last).for_each(|(octet, other)| *octet ^= other);
            }
            sum.to_vec()
        })
        .collect()
}

/// Name and bytes of the one file in an archive that this password opens.
///
/// # Panics
/// It is no such archive, the password is another one, or somebody changed it.
pub fn opened(archive: &[u8], password: &str) -> (String, Vec<u8>) {
    assert_eq!(&archive[..4], b"PK\x03\x04", "a zip begins with its first file");
    assert_eq!((number(&archive[6..8]) & 1, number(&archive[8..10])), (1, 99), "encrypted by AES");
    let (sealed, size) = (number(&archive[18..22]), number(&archive[22..26]));
    let (name_length, extra_length) = (number(&archive[26..28]), number(&archive[28..30]));
    let extra = &archive[30 + name_length..30 + name_length + extra_length];
    assert_eq!(extra, [0x01, 0x99, 7, 0, 2, 0, b'A', b'E', 3, 0, 0], "256 bits, stored");
    let name = String::from_utf8(archive[30..30 + name_length].to_vec()).expect("UTF-8");
    let body = &archive[30 + name_length + extra_length..][..sealed];
    let (salt, rest) = body.split_at(16);
    let (check, rest) = rest.split_at(2);
    let (text, tag) = rest.split_at(size);
    let keys = derived(password.as_bytes(), salt);
    assert_eq!(check, &keys[64..66], "the password is another one");
    let own = keyed(&keys[32..64]).chain_update(text).finalize().into_bytes();
    assert_eq!(tag, &own[..10], "somebody changed it");
    let cipher = Aes256::new(&Array::try_from(&keys[..32]).expect("32 octets"));
    let mut plain = text.to_vec();
    for (at, block) in plain.chunks_mut(16).enumerate() {
        let mut mask = Array::from((at as u128 + 1).to_le_bytes());
        cipher.encrypt_block(&mut mask);
        block.iter_mut().zip(mask).for_each(|(octet, key)| *octet ^= key);
    }
    let end = &archive[archive.len() - 22..];
    assert_eq!((&end[..4], number(&end[10..12])), (&b"PK\x05\x06"[..], 1), "one file");
    (name, plain)
}
