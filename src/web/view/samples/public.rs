//! Examples of the pages for everybody.

use super::{Example, example};
use crate::web::view::{
    advice::{Action, Advice, Deadline, DeadlineState},
    field::{Choice, Filled},
    page::Page,
    public::{
        Answer, ByCode, ErrorPage, FormKept, MailNote, Need, NextStep, OpenIdWay, ReportForm, Retry, SignIn, SignInCode,
    },
};

pub(super) fn all(page: &Page) -> Result<Vec<Example>, askama::Error> {
    let form = |need| ReportForm::new(page.clone(), need, "0199".into(), "1".into());
    Ok(vec![
        example("report", &form(None))?,
        example("report-closed", &ReportForm { page: closed(page), ..form(None) })?,
        example("report-money", &form(Some(Need::Money)))?,
        example("report-screen", &form(Some(Need::Screen)))?,
        example("report-danger", &form(Some(Need::Danger)))?,
        example("report-other", &form(Some(Need::Other)))?,
        example("report-refused", &refused(page))?,
        example("answer", &answer(page))?,
        example("answer-undecided", &Answer { undecided: true, mail: MailNote::None, ..answer(page) })?,
        example("error-404", &ErrorPage::of(page.clone(), 404))?,
        example("error-503", &lost_database(page))?,
        example("sign-in", &sign_in(page))?,
        example("sign-in-openid", &by_openid(page))?,
        example("sign-in-code", &SignInCode { page: page.clone(), next: String::new(), trouble: None })?,
        example("by-code", &by_code(page))?,
        example("form-kept", &form_kept(page))?,
    ])
}

fn by_code(page: &Page) -> ByCode {
    let mut form = Filled::from_pairs([("code", "7QK2 M4XA 9TZC"), ("postal_code", "12000")]);
    form.refuse("code", page.say("code-wrong"));
    ByCode { page: page.clone(), action: "/suivi", title: "code-title", lead: "code-lead", form }
}

fn form_kept(page: &Page) -> FormKept {
    FormKept { page: page.clone(), code: "7QK2-M4XA-9TZB".into(), postal_code: "12000".into(), days: 7 }
}

/// The same desk on a Friday evening.
fn closed(page: &Page) -> Page {
    let mut page = page.clone();
    page.desk.closed_until = Some("lundi 23\u{a0}novembre, 8\u{a0}h\u{a0}30".into());
    page
}

/// The baker's report, with two things to mend.
fn refused(page: &Page) -> ReportForm {
    let mut form = Filled::from_pairs([
        (
            "description",
            "Quelqu’un lit nos courriels. Vendredi on a payé une facture de farine, l’IBAN avait changé, 32 000 € sont partis.",
        ),
        ("since", "yesterday"),
        ("fact_amount_eur", "32000"),
        ("money_instant", "unknown"),
        ("organisation_name", "Boulangerie Vidal"),
        ("postal_code", "1200"),
        ("contact_name", "Jeanne Vidal"),
        ("phone", "06 39 98 1"),
        ("email_read", "yes"),
        ("consent_to_share", "yes"),
    ]);
    form.refuse("postal_code", page.say("refused-postal-code"));
    form.refuse("phone", page.say("refused-phone"));
    let communes = vec![Choice::new("12202", "Rodez"), Choice::new("12176", "Onet-le-Château")];
    let need = Some(Need::Money);
    ReportForm { form, communes, ..ReportForm::new(page.clone(), need, "0199".into(), "1".into()) }
}

/// What the baker reads a minute and a half later.
fn answer(page: &Page) -> Answer {
    Answer {
        page: page.clone(),
        reference: "K7M4-92QX".into(),
        recognition: "lavande · pont".into(),
        next: NextStep {
            step: "Une personne du centre vous appelle au 06\u{a0}39\u{a0}98\u{a0}12\u{a0}34.".into(),
            when: Some("au plus tard aujourd’hui, vendredi 10\u{a0}h\u{a0}12".into()),
            more: Some("D’ici là, faites les premières actions ci-dessous, depuis un autre appareil.".into()),
        },
        mail: MailNote::Unsafe,
        tracking: "/t/exemple".into(),
        undecided: false,
        advice: advice(),
        code: "7QK2-M4XA-9TZB".into(),
        calendar: Some("/t/exemple/echeances.ics".into()),
        tell_teams: "Notre messagerie est lue par quelqu’un d’extérieur. N’ouvrez aucun lien reçu aujourd’hui, ne payez aucune facture, \
                     ne changez aucun IBAN. Pour toute question, appelez Jeanne, n’écrivez pas."
            .into(),
    }
}

/// Advice for a diverted transfer.
pub(super) fn advice() -> Advice {
    let action = |say: &str, why: &str| Action { say: say.into(), why: why.into() };
    Advice {
        safety: None,
        actions: vec![
            action(
                "Rappelez votre banque si personne n’a confirmé le blocage.",
                "Un virement se rappelle mieux dans les premières heures.",
            ),
            action(
                "Changez le mot de passe de la messagerie depuis un autre appareil.",
                "L’attaquant lit vos échanges tant qu’il est connecté.",
            ),
            action(
                "Cherchez les règles de transfert dans la messagerie.",
                "Elles lui envoient vos courriels même après le changement.",
            ),
            action("Appelez votre fournisseur à un numéro que vous connaissez.", "Il est peut-être touché, lui aussi."),
            action("Portez plainte.", "La banque et l’assurance la demanderont."),
            action("Prévenez vos clients s’ils ont reçu un faux IBAN.", "Ils peuvent encore arrêter un paiement."),
        ],
        never: vec![
            "Ne répondez pas au courriel qui donne le nouvel IBAN.".into(),
            "Ne supprimez pas les messages de l’attaquant : ce sont des preuves.".into(),
        ],
        evidence: vec![
            "L’ordre de virement et la facture reçue.".into(),
            "Le courriel d’origine, avec ses en-têtes si possible.".into(),
        ],
        deadlines: vec![
            Deadline {
                id: "insurance_complaint".into(),
                title: "Plainte, condition du remboursement par l’assurance cyber".into(),
                state: DeadlineState::Proposed,
                due: Some("avant lundi 23\u{a0}novembre, 9\u{a0}h\u{a0}40".into()),
                left: Some("il reste 2\u{a0}jours".into()),
                who: "vous, ou la personne qui dirige l’entreprise.".into(),
                condition: Some("Si vous êtes assuré contre ce risque.".into()),
                still: None,
                article: "Article L.\u{a0}12-10-1 du code des assurances".into(),
                link: Some("https://www.legifrance.gouv.fr/".into()),
            },
            Deadline {
                id: "cnil_72h".into(),
                title: "Notification à la CNIL".into(),
                state: DeadlineState::Running,
                due: Some("avant lundi 23\u{a0}novembre, 9\u{a0}h\u{a0}40".into()),
                left: Some("il reste 2\u{a0}jours".into()),
                who: "vous, en ligne.".into(),
                condition: Some("Si des données de clients ou de salariés ont pu être lues dans la messagerie.".into()),
                still: None,
                article: "Article 33 du RGPD".into(),
                link: Some("https://www.cnil.fr/fr/notifier-une-violation-de-donnees-personnelles".into()),
            },
        ],
    }
}

fn lost_database(page: &Page) -> ErrorPage {
    let retry = Retry {
        action: "/report".into(),
        filled: Filled::from_pairs([
            ("description", "Nos fichiers ne s’ouvrent plus."),
            ("contact_name", "Paul Bonnet"),
        ]),
        readable: vec![
            (page.say("report-description"), "Nos fichiers ne s’ouvrent plus.".into()),
            (page.say("report-name"), "Paul Bonnet".into()),
        ],
    };
    ErrorPage { retry: Some(retry), request: "7f3a91".into(), ..ErrorPage::of(page.clone(), 503) }
}

fn by_openid(page: &Page) -> SignIn {
    let way = OpenIdWay { link: "/sign-in/openid?next=/queue".into(), name: "Annuaire".into(), was_left: true };
    SignIn { trouble: Some(page.label("openid", "unverified")), openid: Some(way), ..sign_in(page) }
}

fn sign_in(page: &Page) -> SignIn {
    SignIn {
        page: page.clone(),
        next: "/queue".into(),
        login: "claire".into(),
        trouble: Some(page.say("sign-in-wrong")),
        openid: None,
        accounts: vec![
            ("claire".into(), page.label("role", "operator")),
            ("denis".into(), page.label("role", "supervisor")),
        ],
    }
}
