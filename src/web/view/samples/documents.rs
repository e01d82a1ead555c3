//! Examples of what the desk says of itself, and of the guides.

use super::{Example, example, public::advice};
use crate::web::view::{
    page::Page,
    public::{Document, Guide, GuideLine, Guides, PrivacyFacts, ProofFacts},
};

pub(super) fn all(page: &Page) -> Result<Vec<Example>, askama::Error> {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let facts = PrivacyFacts {
        controller: "Groupement Cyber d’Exemple, 1 place de la République, 00000 Exemple".into(),
        officer: "dpo@cyber.exemple".into(),
        retention: vec![pair("Dossier clos", "2 ans"), pair("Coordonnées", "1 an"), pair("Brouillons", "7 jours")],
    };
    let conditions = vec!["label expiré".into(), "ne dessert pas le lieu".into(), "déjà complet".into()];
    let weights = vec![pair("compétences", "30 %"), pair("proximité", "20 %"), pair("rotation", "20 %")];
    Ok(vec![
        example("recognise", &Document::recognise(page.clone()))?,
        example("privacy", &Document::privacy(page.clone(), facts))?,
        example("accessibility", &Document::accessibility(page.clone(), Vec::new()))?,
        example("method", &Document::method(page.clone(), conditions, weights, vec!["Cas critique : 20 min.".into()]))?,
        example("verify", &Document::proof(page.clone(), proof()))?,
        example("guides", &guides(page))?,
        example("guide", &guide(page))?,
    ])
}

fn proof() -> ProofFacts {
    ProofFacts {
        key: "cyber.exemple/log+bf780f7b+AepKY5ZXhMzf6VVuI6lnGSGZwKRLE5qOEKyYwYdNv0mi".into(),
        replaced: 1,
        head: Some(("12 408".into(), "ce matin, vendredi 10 h".into(), "5891b5b522d5df086d0ff0b110fbd9d2".repeat(2))),
    }
}

fn guides(page: &Page) -> Guides {
    let line = |id: &str, title: &str, summary: &str| GuideLine {
        link: format!("/guides/{id}"),
        title: title.into(),
        summary: summary.into(),
    };
    Guides {
        guides: vec![
            line("ransomware", "Rançongiciel", "Vos fichiers ne s’ouvrent plus et l’on vous réclame de l’argent."),
            line(
                "bec_wire_fraud",
                "Virement détourné",
                "Un faux fournisseur ou un faux dirigeant a fait changer un IBAN.",
            ),
            line("account_compromise", "Compte piraté", "Quelqu’un lit ou écrit à votre place."),
        ],
        page: page.clone(),
    }
}

fn guide(page: &Page) -> Guide {
    Guide {
        title: "Virement détourné".into(),
        summary: "Un faux fournisseur ou un faux dirigeant a fait changer un IBAN. Chaque minute compte.".into(),
        advice: advice(),
        version: "4be1c07a".into(),
        page: page.clone(),
    }
}
