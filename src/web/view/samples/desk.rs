//! Examples of the rest of the console: directory, audit, accounts, playbooks, figures, alarms.

use super::{
    Example,
    console::{classification, words},
    example,
    public::advice,
    staff,
};
use crate::{
    domain::vocabulary::{Role, Skill, VettingState},
    web::view::{
        console::{
            AlarmRow, Alarms, Audit, AuditRow, AuditVerdict, Bar, Chart, ChartMap, Correction, Dashboard, Entry,
            FilterList, ImportOutcome, ImportPage, ImportProblem, LabelLine, MapTile, PlaybookPage, PlaybookRow,
            Playbooks, Plot, ProviderPage, ProviderRow, Providers, Published, Reason, Secret, Standing, Stat,
            TableFilter, UserRow, Users,
        },
        field::{Choice, Filled},
        page::{Page, Section},
    },
};

pub(super) fn all(page: &Page) -> Result<Vec<Example>, askama::Error> {
    let no_alarm = Alarms { alarms: Vec::new(), ..alarms(page) };
    Ok(vec![
        example("providers", &providers(page))?,
        example("provider", &provider(page))?,
        example("import", &import(page))?,
        example("audit", &audit(page))?,
        example("users", &users(page))?,
        example("playbooks", &playbooks(page))?,
        example("playbook", &playbook(page))?,
        example("dashboard", &dashboard(page))?,
        example("alarms", &alarms(page))?,
        example("alarms-none", &no_alarm)?,
    ])
}

pub(super) fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn label(name: &str, until: &str, standing: Standing) -> LabelLine {
    LabelLine { name: name.into(), until: until.into(), standing, detail: String::new() }
}

pub(super) fn choices(page: &Page, vocabulary: &str, words: impl IntoIterator<Item = &'static str>) -> Vec<Choice> {
    words.into_iter().map(|word| Choice::new(word, &page.label(vocabulary, word))).collect()
}

fn providers(page: &Page) -> Providers {
    let row = |company: &str, place: &str, skills: &str, load: &str| ProviderRow {
        link: "/providers/prv_1".into(),
        company: company.into(),
        place: place.into(),
        skills: skills.into(),
        vetting_state: VettingState::Vetted,
        vetting: Standing::Valid,
        paused: None,
        labels: vec![label("ExpertCyber", "31/01/2028", Standing::Valid)],
        load: load.into(),
    };
    let skills = choices(page, "skill", Skill::ALL.iter().map(|skill| skill.as_str()));
    let states = choices(page, "vetting", VettingState::ALL.iter().map(|state| state.as_str()));
    Providers {
        staff: staff(page, Section::Providers),
        filters: Filled::default(),
        lists: vec![
            FilterList { name: "skill", label: "providers-filter-skill", choices: skills },
            FilterList { name: "vetting", label: "providers-filter-vetting", choices: states },
        ],
        rows: vec![
            row("Rodez Infogérance", "Rodez (12)", "reprise après rançongiciel, sauvegardes", "2 / 3"),
            ProviderRow {
                paused: Some("en pause jusqu’au 2 décembre".into()),
                labels: vec![
                    label("ExpertCyber", "12/12/2026", Standing::Soon),
                    label("PASSI", "31/10/2026", Standing::Over),
                ],
                ..row("Causse Numérique", "Millau (12)", "investigation, messagerie et nuage", "0 / 2")
            },
            ProviderRow {
                vetting_state: VettingState::Applicant,
                vetting: Standing::Soon,
                labels: Vec::new(),
                ..row("Lévézou Sécurité", "Pont-de-Salars (12)", "site web", "0 / 1")
            },
        ],
        total: 60,
        more: Some("/providers?after=3".into()),
        may_import: true,
        page: page.clone(),
    }
}

fn provider(page: &Page) -> ProviderPage {
    ProviderPage {
        staff: staff(page, Section::Providers),
        form: Filled::default(),
        id: "prv_1".into(),
        company: "Rodez Infogérance".into(),
        vetting_state: VettingState::Vetted,
        standing: Standing::Valid,
        vetting_sentence: "à revoir le 03/03/2027".into(),
        paused: None,
        tied: false,
        may_vet: true,
        second_person: Some(
            "Denis demande une suspension le 20 novembre ; une seconde personne doit confirmer.".into(),
        ),
        states: choices(page, "vetting", VettingState::ALL.iter().map(|state| state.as_str())),
        lines: vec![
            pair("SIRET", "123 456 789 00012"),
            pair("Lieu", "Rodez (12)"),
            pair("Territoire", "Aveyron, Lozère ; 80 km autour de Rodez"),
            pair("Heures", "lundi au vendredi, 9 h – 12 h 30 et 14 h – 18 h ; astreinte critique"),
            pair("Capacité", "3 missions à la fois"),
        ],
        labels: vec![
            label("ExpertCyber", "31/01/2028", Standing::Valid),
            label("Assurance", "30/12/2026", Standing::Soon),
            label("Charte régionale", "version 2", Standing::Valid),
        ],
        missions: vec![("/incidents/P3WX-71TB".into(), "P3WX-71TB · rançongiciel, depuis 10 h 24".into())],
        figures: vec![pair("Propositions sur 12 mois", "31"), pair("Réponses", "27"), pair("Missions", "9")],
        history: vec![Entry {
            note: None,
            when: "3 mars".into(),
            machine: "2026-03-03T10:00:00Z".into(),
            who: "Denis".into(),
            text: "Vérification terminée : identité, assurance, deux références appelées.".into(),
            by_person: true,
            careful: None,
            entered: None,
        }],
        conditions: Vec::new(),
        evidence: vec![pair("label · Denis · 3 mars", "Certificat ExpertCyber vu, numéro 2026-114.")],
        evidence_kinds: choices(page, "evidence", ["label", "insurance"]),
        listed: true,
        page: page.clone(),
    }
}

fn import(page: &Page) -> ImportPage {
    let problem =
        |line, column: &str, reason: &str| ImportProblem { line, column: column.into(), reason: reason.into() };
    ImportPage {
        staff: staff(page, Section::Providers),
        outcome: Some(ImportOutcome {
            imported: false,
            sentence: "Rien n’a été importé : deux lignes sont à corriger.".into(),
            problems: vec![
                problem(14, "siret", "« 12345678900013 » ne tombe pas juste : vérifiez les quatorze chiffres."),
                problem(31, "hours", "« lun-ven 9h » n’est pas compris ; écrivez « mo-fr 09:00-18:00 »."),
            ],
        }),
        preview: None,
        page: page.clone(),
    }
}

fn audit(page: &Page) -> Audit {
    let row = |when: &str, actor: &str, action: &str, seq| AuditRow {
        when: when.into(),
        machine: "2026-11-20T09:06:00Z".into(),
        actor: actor.into(),
        action: action.into(),
        word: "offer.sent".into(),
        detail: String::new(),
        subject: "P3WX-71TB".into(),
        chain: "inc_01a0d292530075ba95da112284d5dfd3".into(),
        seq,
        hash: "9f2c41d07be3".into(),
    };
    Audit {
        staff: staff(page, Section::Audit),
        filters: Filled::from_pairs([("subject", "P3WX-71TB")]),
        actions: vec![Choice::new("offer.sent", "Proposition envoyée")],
        rows: vec![
            AuditRow { detail: "rodez-infogerance".into(), ..row("10 h 24", "Claire", "mission confiée", 24) },
            row("10 h 09", "Rodez Infogérance", "disponible", 23),
            row("10 h 02", "Vigie", "propositions envoyées", 22),
        ],
        more: Some("/audit?before=22".into()),
        verdict: Some(AuditVerdict::Sound("1 204 actes vérifiés en 0,3 s : aucun n’a été changé.".into())),
        checkpoint: vec![pair("Actes", "1 204"), pair("Racine", "b1c94d…77e0"), pair("Scellé", "10 h 00")],
        page: page.clone(),
    }
}

fn users(page: &Page) -> Users {
    let user = |id: &str, name: &str, login: &str, role: &str, second_factor| UserRow {
        id: id.into(),
        is_own: false,
        name: name.into(),
        login: login.into(),
        role: page.label("role", role),
        role_word: role.into(),
        second_factor,
        last_seen: "ce matin, vendredi 8 h 31".into(),
        disabled: false,
    };
    Users {
        staff: staff(page, Section::Users),
        form: Filled::default(),
        users: vec![
            user("usr_1", "Claire Martin", "claire", "operator", true),
            user("usr_2", "Denis Roux", "denis", "supervisor", true),
            UserRow {
                disabled: true,
                last_seen: String::new(),
                ..user("usr_3", "Ancien compte", "ancien", "operator", false)
            },
        ],
        roles: choices(page, "role", Role::ALL.iter().map(|role| role.as_str())),
        secret: Some(Secret {
            sentence: "Mot de passe provisoire de Claire Martin".into(),
            value: "corail-tuile-marche-neuf".into(),
        }),
        page: page.clone(),
    }
}

fn playbooks(page: &Page) -> Playbooks {
    let row = |id: &str, title: &str, summary: &str| PlaybookRow {
        id: id.into(),
        title: title.into(),
        summary: summary.into(),
        signals: 14,
        examples: 36,
    };
    Playbooks {
        staff: staff(page, Section::Playbooks),
        set: "4be1c07a".into(),
        rows: vec![
            row("ransomware", "Rançongiciel", "Vos fichiers ne s’ouvrent plus et l’on vous réclame de l’argent."),
            row("bec_wire_fraud", "Virement détourné", "Un faux fournisseur a fait changer un IBAN."),
        ],
        sentence: "secrétaire mairie, les fichiers ne s’ouvrent plus, page rouge qui demande 2 bitcoins".into(),
        words: words(),
        words_lang: "fr".into(),
        tried: Some(classification()),
        page: page.clone(),
    }
}

fn playbook(page: &Page) -> PlaybookPage {
    let reason = |words: &str, why: &str, weight: &str, against| Reason {
        words: words.into(),
        why: why.into(),
        weight: weight.into(),
        against,
    };
    PlaybookPage {
        staff: staff(page, Section::Playbooks),
        id: "ransomware".into(),
        title: "Rançongiciel".into(),
        summary: "Vos fichiers ne s’ouvrent plus et l’on vous réclame de l’argent.".into(),
        rsit: "malicious-code=\"ransomware\"".into(),
        signals: vec![
            reason("@files @unreadable", "des fichiers illisibles", "+3,2", false),
            reason("@printer", "une panne banale", "−0,8", true),
        ],
        questions: vec!["Les sauvegardes sont-elles branchées au réseau ?".into()],
        severity: vec!["Impact 2, urgence 3 ; plus haut si le chiffrement continue.".into()],
        advice: advice(),
        skills: vec!["reprise après rançongiciel : niveau 2, exigé".into()],
        matching: vec!["tous nos fichiers ont une extension bizarre".into()],
        other: vec!["l’imprimante ne marche plus".into()],
        page: page.clone(),
    }
}

fn dashboard(page: &Page) -> Dashboard {
    let stat =
        |label: &str, value: &str, note: &str| Stat { label: label.into(), value: value.into(), note: note.into() };
    let bar = |label: &str, value: &str, percent| Bar {
        label: label.into(),
        value: value.into(),
        outside: value.into(),
        percent,
    };
    Dashboard {
        staff: staff(page, Section::Dashboard),
        period: "octobre 2026".into(),
        month: "2026-10".into(),
        filter: TableFilter {
            action: "/dashboard".into(),
            name: "month",
            label: page.say("dashboard-period"),
            choices: vec![Choice::new("2026-10", "octobre 2026")],
            filled: Filled::default(),
        },
        published: Some(Published {
            sentence: Some("Chiffres arrêtés par Claire, le 3 novembre à 9 h 12.".into()),
            lines: vec![Correction {
                label: "Incidents".into(),
                given: "23".into(),
                now: "24".into(),
                corrected: true,
            }],
        }),
        counts: vec![stat("Signalements", "9", "comportement anormal, vérifié")],
        stats: vec![
            stat("Incidents", "23", "et 9 signalements, 14 informations"),
            stat("Premier conseil", "6 min", "médiane ; neuf fois sur dix en moins de 11 min"),
            stat("Prestataire confié", "1 h 12", "médiane"),
            stat("Propositions acceptées", "71 %", "27 réponses sur 38"),
        ],
        charts: vec![Chart {
            name: "category",
            plot: Plot::Columns,
            anchor: "by-category".into(),
            title: "Incidents par catégorie".into(),
            column: "Catégorie".into(),
            bars: vec![
                bar("Compte piraté", "9", 100),
                bar("Hameçonnage", "7", 78),
                bar("Rançongiciel", "moins de 5", 30),
            ],
            map: Some(small_map()),
        }],
        page: page.clone(),
    }
}

fn small_map() -> ChartMap {
    let tile = |code: &str, class, path: &str, x| MapTile {
        code: code.into(),
        title: format!("{code} : 7"),
        class,
        path: path.into(),
        outline: path.into(),
        label_at: (x, 30),
    };
    ChartMap {
        tiles: vec![tile("12", "heat-4", "M0 0h60v60h-60z", 30), tile("48", "heat-1", "M60 0h60v60h-60z", 90)],
        view_box: "0 0 120 60".into(),
        key: vec![("heat-1", "moins de 5".into()), ("heat-4", "7".into())],
    }
}

fn alarms(page: &Page) -> Alarms {
    let alarm = |id: &str, title: &str, what: &str, reference: &str| AlarmRow {
        id: id.into(),
        title: title.into(),
        what: what.into(),
        subject: Some((format!("/incidents/{reference}"), reference.into())),
        since: "depuis 10 h 35".into(),
        told: "Claire prévenue ; Denis le sera à 10 h 45".into(),
        acknowledged: None,
    };
    Alarms {
        staff: staff(page, Section::Alarms),
        alarms: vec![
            alarm(
                "alm_1",
                "Personne n’est disponible",
                "Les trois sollicités ont décliné. Élargissez ou appelez.",
                "P3WX-71TB",
            ),
            AlarmRow {
                acknowledged: Some("Prise en charge par Denis, 10 h 38.".into()),
                ..alarm("alm_2", "Personne n’a appelé la victime", "Rappelez-la, puis relancez.", "H2RD-55LK")
            },
        ],
        page: page.clone(),
    }
}
