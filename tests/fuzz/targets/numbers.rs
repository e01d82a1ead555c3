//! Postal codes, telephone numbers, SIRENs, SIRETs, e-mail addresses and prices as people type them: what was read and is
//! written again is read as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_domain::{
    intake::{EmailAddress, Phone, PostalCode, Siren, Siret},
    offer::{PriceOf, cents_of},
};

fuzz_target!(|typed: &str| {
    if let Ok(code) = typed.parse::<PostalCode>() {
        assert_eq!(code.to_string().parse(), Ok(code.clone()));
        assert!(code.place().department().is_some() || code.place().is_ambiguous(), "{code}");
        let _ = (code.place().commune(typed), code.place().point(), code.place().most_populous());
    }
    for department in [None, Some("31"), Some("974"), Some("988")] {
        if let Ok(phone) = Phone::parse(typed, department) {
            assert!(phone.e164().starts_with('+') && phone.e164()[1..].bytes().all(|sign| sign.is_ascii_digit()));
            assert_eq!(Phone::parse(phone.e164(), department).as_ref(), Ok(&phone), "{}", phone.e164());
            assert_eq!(phone.last_four().len(), 4);
        }
    }
    if let Ok(siren) = typed.parse::<Siren>() {
        assert_eq!(siren.to_string().parse(), Ok(siren));
    }
    if let Ok(siret) = typed.parse::<Siret>() {
        assert_eq!(siret.to_string().parse(), Ok(siret.clone()));
        assert_eq!(siret.siren().as_str(), &siret.as_str()[..9]);
    }
    if let Ok(address) = typed.parse::<EmailAddress>() {
        assert_eq!(address.to_string().parse(), Ok(address.clone()));
        assert_eq!(format!("{}@{}", address.local_part(), address.domain()), address.as_str());
        assert!(!address.as_str().contains(char::is_control), "{address:?}");
    }
    for what in [PriceOf::CallOut, PriceOf::Hour] {
        if let Ok(Some(cents)) = cents_of(typed, what) {
            assert_eq!(cents_of(&format!("{},{:02}", cents / 100, cents % 100), what), Ok(Some(cents)));
        }
    }
});
