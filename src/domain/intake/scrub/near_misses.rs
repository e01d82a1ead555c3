//! What looks like a secret and isn't: the desk needs it, so it stays. More than 200 of them.

use super::{super::siret::luhn_sum, find};

/// Sentences as callers and operators write them.
const SENTENCES: &[&str] = &[
    "mot de passe changé hier",
    "mot de passe oublié",
    "le mot de passe est compromis",
    "mot de passe : oublié",
    "mot de passe : à changer",
    "le mot de passe était le même partout",
    "mot de passe Office365 volé",
    "mot de passe Microsoft365 demandé",
    "mdp changé le 12/11/2026",
    "mdp changé à 14h30",
    "mdp: 12/11/2026",
    "mdp : 14h30",
    "le mot de passe est trop court, 8 caractères",
    "mot de passe est 12 caractères minimum",
    "mot de passe : jean.martin@exemple.fr l'a demandé",
    "mot de passe : https://faux-site.example/login",
    "mot de passe : voir fichier",
    "mot de passe = même que la boîte mail",
    "le mot de passe, c'est mon mari qui l'a",
    "mot de passe wifi inconnu",
    "mots de passe volés : 4 comptes",
    "mots de passe de 350 clients",
    "password reset e-mail received",
    "password was stolen",
    "my password is compromised",
    "the password is unknown",
    "password manager 1Password",
    "mdp admin inconnu",
    "mdp réinit par presta",
    "mdp Windows10 perdu",
    "il a demandé mon mot de passe à 10h",
    "mot de passe : CVE-2026-12345 d'après le prestataire",
    "mot de passe : rapport.pdf",
    "mot de passe : 2026",
    "les mots de passe sont en base64",
    "mot de passe : rien",
    "mot de passe d'Hélène modifié",
    "mot de passe : aujourd'hui",
    "mot de passe est peut-être volé",
    "mot de passe : mi-temps",
    "code postal 31000",
    "code postal : 12400",
    "code client 482913",
    "code client : 4829134",
    "code erreur 0x80070005",
    "code d'erreur 500",
    "code erreur : 404404",
    "code NAF 6201Z",
    "code APE 1071C",
    "code INSEE 12202",
    "code 3018 pour les mineurs",
    "code article 482913",
    "code source volé, 12000 lignes",
    "code guichet 00500",
    "code banque 30006",
    "code du travail article 4624",
    "code pénal 323-1",
    "code de la route 2026",
    "le code de validation n'est jamais arrivé, 3 fois",
    "code de sécurité reçu 15 fois",
    "code de sécurité 12000 €",
    "code de validation, 4500 euros sont partis",
    "code reçu par SMS, puis 32000 € débités",
    "code QR scanné par 1200 personnes",
    "qr code 482913",
    "code barre 3760001234567",
    "otp demandé à 1430h",
    "code pin bloqué 3 fois",
    "code sms à 10:45",
    "téléphone 05 36 49 12 34",
    "rappeler au 0536491234",
    "+33 5 36 49 12 34",
    "+33 6 39 98 12 34 ou 05 36 49 12 34",
    "appel du 00 44 20 7946 0123",
    "IBAN FR76 3000 6000 0112 3456 7890 189",
    "FR7630006000011234567890189",
    "IBAN DE89 3704 0044 0532 0130 00",
    "IBAN ES91 2100 0418 4502 0005 1332",
    "RIB 30006 00001 12345678901 89",
    "facture 4970101234567893",
    "facture n° 4970 1012 3456 7893",
    "n° de facture : 5555555555554444",
    "commande 4111111111111111",
    "numéro de série 4970101234567893",
    "série 5555 5555 5555 4444",
    "S/N 4111111111111111",
    "serial number 4111 1111 1111 1111",
    "IMEI 378282246310005",
    "SIRET 36252187900034",
    "siret : 30569309025904",
    "SIREN 362 521 879, TVA FR 36 362521879",
    "TVA FR36362521879",
    "dossier 4970101234567893",
    "ticket 4111111111111111 chez l'hébergeur",
    "référence 4970101234567893",
    "réf. 5555555555554444 du virement",
    "numéro client 4970101234567893",
    "colis 4111111111111111 jamais arrivé",
    "suivi colis 4970 1012 3456 7893",
    "contrat 4970101234567893 chez l'assureur",
    "police 5555555555554444",
    "transaction 4111111111111111",
    "ICCID 8933150319000000007",
    "carte SIM 8933150319000000007",
    "EAN 3760001234567",
    "3760001234567",
    "4006381333931",
    "wallet bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    "hash d41d8cd98f00b204e9800998ecf8427e",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "550e8400-e29b-41d4-a716-446655440000",
    "192.168.1.254 et 10.0.0.1",
    "le 22/11/2026 à 14:00:00",
    "2026-11-22T14:00:00Z",
    "20261122140000",
    "journal_20261122140000.txt",
    "4970101234567890",
    "4970 1012 3456 7890",
    "1234 5678 9012 3456",
    "0000 0000 0000 0000",
    "9999999999999999",
    "32 000 € puis 12 500 € puis 4 970 €",
    "1 200 000 euros de chiffre d'affaires en 2025",
    "de 2019 2020 2021 2022 2023 2024",
    "postes 4970 4971 4972 4973 du standard",
    "ports 4444 5555 6666 7777 ouverts",
    "carte perdue hier à 14h, 3 débits de 120,50",
    "carte bleue expirée 12/27",
    "carte bancaire débitée de 1 234,56 € le 12 11 2026",
    "carte vitale demandée par SMS",
    "sécurité sociale : faux mail reçu le 12/11/2026",
    "ma sécu m'a appelée au 3646",
    "crypto-monnaie 500 euros",
    "cryptolocker 300 postes",
    "crypto 50000 € demandés",
    "http://exemple.fr/?id=4970101234567893",
    "id_4970101234567893",
    "#4970101234567893",
    "v2.4111111111111111x",
];

fn with_check(body: &str) -> String {
    let check = (0..10).find(|digit| luhn_sum(&format!("{body}{digit}")).is_multiple_of(10)).unwrap();
    format!("{body}{check}")
}

/// SIRETs that begin like cards of fourteen digits, bare and grouped.
fn sirets() -> Vec<String> {
    let sirens = [
        "3000000", "3010011", "3021234", "3033210", "3045678", "3059999", "3601234", "3621111", "3640507", "3681818",
        "3801234", "3824242", "3850011", "3877777", "3901234", "3934567", "3999999", "4409999", "5201234", "8521234",
    ];
    let sirets = sirens.iter().map(|body| with_check(&format!("{}0003", with_check(&format!("{body}1")))));
    sirets
        .flat_map(|siret| {
            [
                format!("notre numéro est {siret}"),
                format!("{} {} {} {}", &siret[..3], &siret[3..6], &siret[6..9], &siret[9..]),
            ]
        })
        .collect()
}

/// IMEIs, which fit Luhn, too.
fn imeis() -> Vec<String> {
    let bodies = (0..20).map(|number| {
        format!("{}{:012}", ["35", "86", "01", "99"][number % 4], 123_456_789_012_u64 - 7_654_321 * number as u64)
    });
    bodies
        .map(|body| with_check(&body))
        .flat_map(|imei| {
            [
                format!("portable volé {imei}"),
                format!("IMEI : {} {} {} {}", &imei[..2], &imei[2..8], &imei[8..14], &imei[14..]),
            ]
        })
        .collect()
}

#[test]
fn none_of_two_hundred_near_misses_is_scrubbed() {
    let mut all: Vec<String> = SENTENCES.iter().map(|sentence| (*sentence).to_owned()).collect();
    all.extend(sirets());
    all.extend(imeis());
    assert!(all.len() > 200, "{}", all.len());
    let scrubbed: Vec<_> = all.iter().filter(|text| !find(text).is_empty()).map(|text| (text, find(text))).collect();
    assert!(scrubbed.is_empty(), "{scrubbed:#?}");
}
