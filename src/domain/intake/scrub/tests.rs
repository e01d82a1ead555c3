//! Tests of scrubbing: what must go, what the marker leaves, what a person keeps. Near-misses have a file of their own.

use proptest::prelude::*;

use super::*;

fn marker(secret: Secret) -> String {
    format!("[{secret:?}]")
}

fn scrubbed(text: &str) -> String {
    scrub(text, &[], marker).text
}

#[test]
fn card_numbers_go_in_every_notation() {
    for (text, expected) in [
        ("j'ai donné ma carte 4970 1012 3456 7893 par téléphone", "j'ai donné ma carte [Card] par téléphone"),
        ("CB 4970101234567893, expire 12/27", "CB [Card], expire 12/27"),
        ("4970-1012-3456-7893", "[Card]"),
        ("5555.5555.5555.4444", "[Card]"),
        ("2223 0000 4841 0010", "[Card]"),
        ("amex 3782 822463 10005", "amex [Card]"),
        ("carte Diners 30569309025904", "carte Diners [Card]"),
        ("à 31000 4970 1012 3456 7893 merci", "à 31000 [Card] merci"),
        ("la facture est payée, ma carte est 4970101234567893", "la facture est payée, ma carte est [Card]"),
        ("carte 4970 1012 3456 7893 cryptogramme 123", "carte [Card] cryptogramme [Card]"),
        ("cvv : 4321", "cvv : [Card]"),
        ("cartes 4970 1012 3456 7893 5555 5555 5555 4444", "cartes [Card] [Card]"),
    ] {
        assert_eq!(scrubbed(text), expected);
    }
}

#[test]
fn passwords_go_where_they_look_like_one() {
    for (text, expected) in [
        ("le mot de passe est Toulouse31!", "le mot de passe est [Password]"),
        ("mdp: azerty", "mdp: [Password]"),
        ("MDP=Compta2024, voilà", "MDP=[Password], voilà"),
        ("mon mot de passe c'est « P@ssword » je crois", "mon mot de passe c'est « [Password] » je crois"),
        ("mot de passe : 123456", "mot de passe : [Password]"),
        ("mdp P@ssw0rd1 changé", "mdp [Password] changé"),
        ("password is Summer2026", "password is [Password]"),
        ("clé wifi : 9F3A7C21BB", "clé wifi : [Password]"),
    ] {
        assert_eq!(scrubbed(text), expected);
    }
}

#[test]
fn one_time_codes_and_social_security_numbers_go() {
    for (text, expected) in [
        ("je lui ai lu le code reçu par SMS 482913", "je lui ai lu le code reçu par SMS [Code]"),
        ("code de validation : 4821", "code de validation : [Code]"),
        ("le code à 6 chiffres était 482 913", "le code à 6 chiffres était [Code]"),
        ("OTP 482913", "OTP [Code]"),
        ("code PIN 1234", "code PIN [Code]"),
        ("verification code is 482913", "verification code is [Code]"),
        ("numéro de sécu 2 69 05 49 588 157 80", "numéro de sécu [SocialSecurity]"),
        ("269054958815780", "[SocialSecurity]"),
        (
            "NIR 1 85 05 2A 123 456 15",
            &format!("NIR {}", if nir_key_fits() { "[SocialSecurity]" } else { "1 85 05 2A 123 456 15" }),
        ),
        ("ma sécu : 2690549588157", "ma sécu : [SocialSecurity]"),
    ] {
        assert_eq!(scrubbed(text), expected);
    }
}

/// 97 less 1850519123456 modulo 97 is the key of the Corsican number above.
fn nir_key_fits() -> bool {
    97 - 1_850_519_123_456_u64 % 97 == 15
}

#[test]
fn a_person_may_say_that_something_is_no_secret() {
    let text = "réf 4970101234567893 puis carte 5555555555554444 et 4111111111111111";
    let kept = scrub(text, &["5555555555554444".to_owned()], marker);
    assert_eq!(kept.text, "réf 4970101234567893 puis carte 5555555555554444 et [Card]");
    assert_eq!(kept.removed.len(), 1);
    assert_eq!(&text[kept.removed[0].bytes.clone()], "4111111111111111");
}

#[test]
fn a_card_in_unusual_groups_goes_beside_another_one() {
    for (text, expected) in [
        ("cartes 4970 1012 3456 7893 555555 55 5555 4444", "cartes [Card] [Card]"),
        ("cartes 555555 55 5555 4444 4970 1012 3456 7893", "cartes [Card] [Card]"),
        ("carte 555555 55 5555 4444 puis 12 34", "carte [Card] puis 12 34"),
    ] {
        assert_eq!(scrubbed(text), expected);
    }
}

#[test]
fn a_marker_names_no_number_when_a_text_is_scrubbed_again() {
    for text in [
        "[numéro de carte masqué] ; 30569309025904",
        "[numéro de sécurité sociale masqué] puis 2690549588157",
        "numéro à trouver dans l’annuaire : [numéro de sécurité sociale masqué] puis 2690549588157",
    ] {
        assert_eq!(scrubbed(text), text);
    }
    assert_eq!(scrubbed("carte [la bleue] 30569309025904"), "carte [la bleue] [Card]");
}

#[test]
fn the_letters_of_a_marker_make_no_password() {
    assert_eq!(scrubbed("mdp : 12,[numéro de carte masqué]"), "mdp : 12,[numéro de carte masqué]");
    assert_eq!(scrubbed("mdp : ab[1cd]e?f à bientôt"), "mdp : [Password] à bientôt");
}

#[test]
fn of_two_secrets_that_overlap_nothing_stays() {
    // A social-security number with its key, whose last ten digits begin a card's number.
    assert_eq!(scrubbed("12412 3782 822463 10005 voilà"), "[SocialSecurity] voilà");
}

proptest! {
    #[test]
    fn nothing_panics_and_scrubbing_twice_changes_nothing(text in "(mdp|mot de passe|code sms|carte|cb|:|=| |[0-9]{1,9}|[a-zA-Zé!@]{1,9}|\\PC){0,30}") {
        let once = scrubbed(&text);
        prop_assert_eq!(scrubbed(&once), once.clone());
    }

    #[test]
    fn every_card_number_goes(body in "4[0-9]{14}", separator in "[ -]?") {
        let check = (0..10).find(|digit| super::super::siret::luhn_sum(&format!("{body}{digit}")).is_multiple_of(10)).unwrap();
        let digits = format!("{body}{check}");
        let groups: Vec<&str> = (0..4).map(|group| &digits[group * 4..group * 4 + 4]).collect();
        let text = format!("ma carte : {} voilà", groups.join(&separator));
        prop_assert_eq!(scrubbed(&text), "ma carte : [Card] voilà");
    }
}
