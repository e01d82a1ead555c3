//! Every kind of mail, once, as the tests of this room look at them.

use jiff::tz::TimeZone;
use uuid::Uuid;
use vigie_domain::{
    offer::{Answer, ChoiceTime, Chooser, DeclineReason, Terms},
    personal::Personal,
    vocabulary::{Kind, OfferMode, Severity, Size, Skill},
};

use super::*;
use crate::mail::inbound::Said;

pub(super) fn desk() -> DeskIdentity {
    DeskIdentity {
        name: "Centre d’essai".into(),
        phone: "04 00 00 00 00".into(),
        mail_from: "centre@desk.example".into(),
        public_url: "https://desk.example".into(),
        time_zone: TimeZone::get("Europe/Paris").unwrap(),
    }
}

/// Friday, 18:40 in Paris.
pub(super) fn now() -> Timestamp {
    "2026-11-20T17:40:00Z".parse().unwrap()
}

pub(super) fn tonight() -> Timestamp {
    "2026-11-20T18:40:00Z".parse().unwrap()
}

pub(super) fn link(n: u128) -> LinkId {
    LinkId(Uuid::from_u128(n))
}

pub(super) fn word(text: &str) -> DeskWord {
    DeskWord(text.into())
}

pub(super) fn reference() -> DeskWord {
    word("K7M4-92QX")
}

pub(super) fn offer(mode: OfferMode) -> Offer {
    Offer {
        reference: reference(),
        category: word("Rançongiciel"),
        severity: Severity::Critical,
        size: Some(Size::Micro),
        kind: Some(Kind::Firm),
        department: word("Aveyron"),
        travel: Travel::within(22),
        skills: vec![Skill::RansomwareRecovery, Skill::BackupNas],
        constraints: vec![Constraint::OnSite, Constraint::InsurerFirst],
        until: tonight(),
        asked: 3,
        mode,
        chooser: Chooser::Victim,
        choice: ChoiceTime::Minutes(15),
        answer_by: AnswerBy::PageOrMail,
        link: link(1),
    }
}

pub(super) fn recognition() -> Option<Recognition> {
    Some(Recognition("châtaigne".into(), "boussole".into()))
}

pub(super) fn assignment() -> Assignment {
    Assignment {
        reference: reference(),
        category: word("Rançongiciel"),
        organisation: Personal("Boulangerie <Martin> & fils".into()),
        place: Personal("12000 Rodez".into()),
        contact_name: Personal("Jeanne Martin".into()),
        contact_role: Personal(String::new()),
        contact_phone: Personal("05 65 00 00 00".into()),
        contact_email: None,
        never_use: vec![Personal("compta@martin.example".into())],
        brief: Personal(
            "Tous les fichiers sont illisibles.\nDemande de rançon <b>affichée</b> {{ 7*7 }} {link:lnk_1}".into(),
        ),
        recognition: recognition(),
        contact_by: tonight(),
        link: link(2),
    }
}

pub(super) fn acknowledgement() -> Acknowledgement {
    Acknowledgement {
        reference: reference(),
        recognition: recognition(),
        actions: vec![word("N’éteignez pas l’ordinateur."), word("Débranchez le câble réseau.")],
        read_by: Some(tonight()),
        tracking: link(3),
        not_me: Some(link(4)),
    }
}

/// Every kind of mail in a language.
pub(super) fn in_language(lang: Lang) -> Vec<Rendered> {
    every_mail(&Setting { desk: &desk(), words: Words(lang), now: now() })
}

/// Every kind of mail, once; offers in all their modes.
fn every_mail(setting: &Setting<'_>) -> Vec<Rendered> {
    [to_victims(setting), to_providers(setting), answers_by_mail(setting), to_the_staff(setting)].concat()
}

fn to_victims(setting: &Setting<'_>) -> Vec<Rendered> {
    let assigned = ProviderAssigned {
        reference: reference(),
        company: "Atelier Réseau".into(),
        phone: "05 00 00 00 00".into(),
        contact_by: tonight(),
        recognition: recognition(),
        tracking: link(3),
    };
    let message = Message {
        reference: reference(),
        from: "l’équipe du centre".into(),
        body: Personal("Bonjour,\nAvez-vous une sauvegarde ?".into()),
        link: link(7),
    };
    vec![
        acknowledgement().render(setting),
        Choice { reference: reference(), available: 2, until: tonight(), tracking: link(3) }.render(setting),
        assigned.render(setting),
        message.render(setting),
        ClosingSurvey { reference: reference(), link: link(9) }.render(setting),
    ]
}

fn to_providers(setting: &Setting<'_>) -> Vec<Rendered> {
    let vetting = VettingExpiry {
        company: Personal("Atelier Réseau".into()),
        what: word("ExpertCyber"),
        ends: "2027-01-31".parse().unwrap(),
        days_left: 30,
        link: link(5),
    };
    vec![
        offer(OfferMode::Shortlist).render(setting),
        offer(OfferMode::FirstAccept).render(setting),
        offer(OfferMode::Cascade).render(setting),
        Reminder(offer(OfferMode::Shortlist)).render(setting),
        Reminder(Offer { answer_by: AnswerBy::Page, ..offer(OfferMode::Shortlist) }).render(setting),
        Offer {
            asked: 1,
            chooser: Chooser::Desk,
            choice: ChoiceTime::OpenMinutes(240),
            answer_by: AnswerBy::Page,
            ..offer(OfferMode::Shortlist)
        }
        .render(setting),
        TooLate { reference: reference() }.render(setting),
        assignment().render(setting),
        NotChosen { reference: reference() }.render(setting),
        Withdrawn { reference: reference(), confirm_deletion: None }.render(setting),
        Withdrawn { reference: reference(), confirm_deletion: Some(link(8)) }.render(setting),
        vetting.render(setting),
        ProviderPageLink { link: link(10) }.render(setting),
    ]
}

fn answers_by_mail(setting: &Setting<'_>) -> Vec<Rendered> {
    let available = Answer::Available(Terms { from_when: "tomorrow".into(), ..Terms::default() });
    let declined = Answer::Declined { reason: DeclineReason::Capacity, words: "Planning plein <b>".into() };
    let answers =
        [available, Answer::Available(Terms::default()), declined].map(|answer| Understood::of_answer(&answer));
    let news = [Said::InHand, Said::Reached, Said::Unreachable].map(|said| Understood::of_mission(said).unwrap());
    let noted = answers
        .into_iter()
        .chain(news)
        .map(|understood| AnswerNoted { reference: reference(), understood, link: link(1) }.render(setting));
    let unclear = Unclear::ALL
        .iter()
        .map(|why| AnswerUnclear { reference: reference(), why: *why, link: link(1) }.render(setting));
    noted.chain(unclear).collect()
}

fn to_the_staff(setting: &Setting<'_>) -> Vec<Rendered> {
    let deadline = DeadlineWarning {
        reference: reference(),
        what: word("Notification à l’autorité de protection des données"),
        who: word("l’entité, responsable du traitement"),
        article: word("RGPD, article 33"),
        due: tonight(),
        page_url: "https://desk.example/incidents/K7M4-92QX".into(),
    };
    let veiled = DeadlineWarning {
        what: word(&setting.words.say("mail-deadline-veiled")),
        who: word(""),
        article: word(""),
        ..deadline.clone()
    };
    let alarm = Alarm {
        reference: Some(reference()),
        what: word("Plus aucun prestataire à solliciter"),
        since: now(),
        next_at: Some(tonight()),
        page_url: "https://desk.example/alarmes".into(),
    };
    let digest = Digest {
        reports: 7,
        open: 4,
        unassigned: 1,
        uncontacted: 1,
        alarms: 2,
        undelivered: 1,
        unread: 3,
        deadlines: vec![(reference(), tonight()), (word("K7M4-8P3A"), "2026-11-21T07:00:00Z".parse().unwrap())],
        page_url: "https://desk.example/tableau".into(),
    };
    vec![
        deadline.render(setting),
        veiled.render(setting),
        alarm.render(setting),
        Alarm { reference: None, next_at: None, ..alarm }.render(setting),
        digest.render(setting),
        Digest { unassigned: 0, uncontacted: 0, alarms: 0, undelivered: 0, unread: 0, deadlines: Vec::new(), ..digest }
            .render(setting),
        Renewals {
            lines: vec![
                ("Atelier Réseau".into(), "ExpertCyber".into(), "2027-01-31".parse().unwrap()),
                ("Sud Sauvegarde".into(), "assurance".into(), "2026-12-01".parse().unwrap()),
            ],
            page_url: "https://desk.example/renouvellements".into(),
        }
        .render(setting),
    ]
}
