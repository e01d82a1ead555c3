//! Tests of observables: what is found in messy words, what is left, whose it is.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn found(text: &str) -> Vec<String> {
    extract(text)
        .iter()
        .map(|sighting| format!("{}:{}", sighting.observable.kind.as_str(), sighting.observable.value))
        .collect()
}

#[test]
fn addresses_are_found_plain_and_defanged() {
    for (text, expected) in [
        (
            "un lien hxxps://colis-suivi[.]top/x?a=1.",
            vec!["domain:colis-suivi.top", "url:https://colis-suivi.top/x?a=1"],
        ),
        ("cliqué sur (http://Exemple.FR/Chemin)", vec!["domain:exemple.fr", "url:http://exemple.fr/Chemin"]),
        (
            "écrit de compta@societe-martin.fr et de Faux[at]exemple[.]com",
            vec!["email:compta@societe-martin.fr", "email:faux@exemple.com"],
        ),
        (
            "connexions depuis 185.220.101.4, 10[.]0[.]0[.]5 et 2001:db8::1",
            vec!["ip:185.220.101.4", "ip:10.0.0.5", "ip:2001:db8::1"],
        ),
        ("le site boulangerie-durand.fr et www.exemple.be", vec!["domain:boulangerie-durand.fr", "domain:exemple.be"]),
        ("notre domaine mairie.re est usurpé", vec!["domain:mairie.re"]),
        ("http://185.220.101.4/panel", vec!["ip:185.220.101.4", "url:http://185.220.101.4/panel"]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn money_and_numbers_are_checked() {
    for (text, expected) in [
        ("nouveau RIB FR76 3000 6000 0112 3456 7890 189 à Paris", vec!["iban:FR7630006000011234567890189"]),
        ("iban de89370400440532013000 merci", vec!["iban:DE89370400440532013000"]),
        ("FR76 3000 6000 0112 3456 7890 188 (faux)", vec![]),
        (
            "payer en BTC bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
            vec!["wallet:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"],
        ),
        ("ou 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", vec!["wallet:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"]),
        ("ou 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", vec![]),
        ("eth 0xDe0B295669a9FD93d5F28D9Ec85E40f4cb697BAe", vec!["wallet:0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae"]),
        ("appelé par le 05 36 49 12 34 puis +44 20 7946 0123", vec!["phone:+33536491234", "phone:+442079460123"]),
        ("SIRET 732 829 320 00074, code 31000, le 22/11/2026", vec![]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn files_and_programs_are_found() {
    for (text, expected) in [
        ("tous les fichiers finissent par .akira", vec!["file_extension:.akira"]),
        ("facture.pdf.lockbit partout, extension bizarre sur tout", vec!["file_extension:.lockbit"]),
        ("une extension .qh7k2 et une note LockBit 3.0", vec!["file_extension:.qh7k2", "ransomware_family:lockbit"]),
        ("le groupe Play réclame une rançon", vec!["ransomware_family:play"]),
        ("on joue à Play, la reine royal et un cactus", vec![]),
        ("md5 D41D8CD98F00B204E9800998ECF8427E", vec!["hash:d41d8cd98f00b204e9800998ecf8427e"]),
        ("faille cve-2024-3400 du pare-feu", vec!["cve:CVE-2024-3400"]),
        ("facture.pdf, photo.jpg et compta.xlsx perdus", vec![]),
        ("une adresse en .shop et le site des impots.gouv", vec![]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn ordinary_sentences_hold_nothing() {
    for text in [
        "C'est fini.la caisse est bloquée",
        "M.Martin a dit non.il revient",
        "à 14:30:00 hier",
        "version 1.2.3",
        "etc.et puis",
        "12.500,00 euros",
        "vers 9.30",
        "j'ai tout perdu...rien ne marche",
        "ref 2026.11.22.7",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn defanging_goes_both_ways() {
    for (kind, value, shown) in [
        (ObservableKind::Url, "https://exemple.fr/a.php?b=c.d", "hxxps://exemple[.]fr/a.php?b=c.d"),
        (ObservableKind::Email, "a.b@exemple.fr", "a[.]b[@]exemple[.]fr"),
        (ObservableKind::Ip, "185.220.101.4", "185[.]220[.]101[.]4"),
        (ObservableKind::Domain, "exemple.fr", "exemple[.]fr"),
        (ObservableKind::Iban, "FR7630006000011234567890189", "FR7630006000011234567890189"),
    ] {
        assert_eq!(defang(kind, value), shown);
        assert_eq!(refang(shown), value);
    }
    assert_eq!(refang("HXXPS[:]//exemple (point) fr"), "https://exemple.fr");
}

#[test]
fn no_control_character_is_part_of_a_link() {
    assert_eq!(found("vu sur https://exemple.fr/a\u{1}b"), ["domain:exemple.fr", "url:https://exemple.fr/a"]);
}

#[test]
fn what_the_desk_shows_is_found_again() {
    for (text, expected) in [
        ("écrit par a[.]b[.]c[@]exemple[.]fr hier", "email:a.b.c@exemple.fr"),
        ("vu depuis 2001[:]db8[:][:]1[:]2 hier", "ip:2001:db8::1:2"),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn the_case_s_own_parties_are_victims_and_nobody_else_by_itself() {
    let report = json!({"organisation": {"postal_code": "12000"}, "contact": {"name": "Anne", "phone": "0536491234", "email": "anne@mairie-exemple.fr"}, "description": "x"});
    let report = IncidentReport::from_json(&report, "2026-11-22T08:00:00Z".parse().unwrap()).unwrap();
    let own = OwnParties::of(&report);
    let roles: Vec<_> = extract(
        "rappel 05 36 49 12 34, accueil@mairie-exemple.fr, https://www.mairie-exemple.fr/x, faux@mairie-exempIe.com",
    )
    .iter()
    .map(|sighting| own.role_of(&sighting.observable).as_str())
    .collect();
    assert_eq!(roles, ["victim", "victim", "victim", "victim", "unknown"]);
}

#[test]
fn what_is_everybodys_links_nobody() {
    let key = |kind, value: &str| Observable { kind, value: value.into() }.correlation_key();
    assert_eq!(key(ObservableKind::Ip, "192.168.1.1"), None);
    assert_eq!(key(ObservableKind::Domain, "gmail.com"), None);
    assert_eq!(key(ObservableKind::Domain, "login.microsoftonline.com"), None);
    assert_eq!(key(ObservableKind::Url, "https://google.com/"), None);
    assert_eq!(key(ObservableKind::Email, "faux@gmail.com"), Some("email:faux@gmail.com".into()));
    assert_eq!(key(ObservableKind::Domain, "notgmail.com"), Some("domain:notgmail.com".into()));
    assert!(!format!("{:?}", extract("faux@gmail.com")).contains("faux"));
}

#[test]
fn each_observable_counts_once() {
    let text = "faux@exemple.com, encore FAUX@exemple.com, et 185.220.101.4";
    assert_eq!(distinct(&extract(text)).len(), 2);
}

proptest! {
    #[test]
    fn digits_and_letters_of_other_scripts_do_no_harm(text in "([0-9]|[٠-٩]|ſ|K|FR|[.@:/ -]|bc1|0x){0,60}") {
        let _ = extract(&text);
        let _ = crate::intake::scrub::find(&text);
    }

    #[test]
    fn every_place_is_in_the_text_and_values_are_found_again(text in "(https?://|hxxp://|[a-z]{1,8}|\\.|\\[\\.\\]|@|FR76|[0-9]{1,4}| |\\PC){0,40}") {
        for sighting in extract(&text) {
            prop_assert!(text.get(sighting.bytes.clone()).is_some());
            prop_assert!(!sighting.observable.value.is_empty());
        }
    }

    #[test]
    fn refanging_twice_changes_nothing(text in "(hxxps?://|\\[\\.\\]|\\[at\\]|[a-z. ]{1,8}){0,12}") {
        let once = refang(&text);
        prop_assert_eq!(refang(&once), once.clone());
    }
}
