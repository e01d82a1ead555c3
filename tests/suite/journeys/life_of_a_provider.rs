//! From an application to a renewal: what a firm does, what the desk decides, what runs out by itself.

use std::collections::BTreeMap;

use jiff::civil::date;
use uuid::Uuid;
use vigie::{
    desk::{self, Applied, By, DeskError, Listed, Staff, Verdict, VettingChange},
    domain::{
        ids::UserId,
        provider::{Label, Provider, application::FormFields},
        vocabulary::{Condition, OfferState, Role, VettingState},
    },
    store::find,
};

use crate::{
    on_both,
    support::{Desk, provider},
};

/// Who decides on applications.
pub(super) fn supervisor() -> By {
    By::Staff(Staff { id: UserId(Uuid::now_v7()), name: "Denis".into(), role: Role::Supervisor })
}

/// The form of an application, with more fields or others.
pub(super) fn application(more: &[(&str, &str)]) -> FormFields {
    let usual = [
        ("company", "Atelier du Lot"),
        ("siret", "732 829 320 00074"),
        ("email", "contact@lot.example"),
        ("phone", "05 65 00 00 01"),
        ("postal_code", "12000"),
        ("skill_forensics", "3"),
        ("departments", "12"),
        ("charter", "yes"),
        ("insurance_until", "2027-12-31"),
    ];
    let all: BTreeMap<&str, &str> = usual.into_iter().chain(more.iter().copied()).collect();
    all.into_iter().map(|(name, value)| (name.to_owned(), vec![value.to_owned()])).collect()
}

async fn waiting(desk: &Desk, fields: FormFields) -> Uuid {
    match desk::apply_to_directory(&desk.app, fields).await.expect("taken") {
        Applied::Waits(id) => id,
        other => panic!("{other:?}"),
    }
}

async fn failed(desk: &Desk, provider: Uuid) -> Vec<Condition> {
    let id = desk.agreed_call().await;
    let list = desk::propose_providers(&desk.app, &desk.ana, id).await.expect("a list");
    let found = list.ranking.excluded.iter().find(|one| one.provider.0 == provider);
    found.map(|one| one.failed.iter().collect()).unwrap_or_default()
}

/// The first provider again, as a file says it.
fn again(change: impl FnOnce(&mut Provider)) -> Provider {
    let mut given = provider(0);
    change(&mut given);
    given
}

on_both! {
    async fn an_application_waits_for_a_person_and_is_vetted_like_any_other(desk: Desk) {
        let id = waiting(desk, application(&[])).await;
        assert_eq!(desk.app.directory.snapshot().providers().len(), 6, "nothing that is typed is in the directory");
        let by = supervisor();
        let provider = desk::decide_application(&desk.app, &by, id, Verdict::Accept, String::new()).await;
        let provider = provider.expect("decided").expect("an applicant");
        let found = desk.app.directory.snapshot().get(provider.into()).expect("in the directory").clone();
        assert_eq!(found.vetting.state, VettingState::Applicant);
        assert!(failed(desk, provider).await.contains(&Condition::NotVetted), "an applicant is asked nothing");
        desk::add_evidence(&desk.app, &by, provider, "insurance", "Attestation 2027 vue.").await.expect("noted");
        desk::decide_vetting(&desk.app, &by, provider, VettingChange::Accept, "Dossier complet.".into()).await.expect("vetted");
        assert!(!failed(desk, provider).await.contains(&Condition::NotVetted));
        let again = desk::decide_application(&desk.app, &by, id, Verdict::Accept, String::new()).await;
        assert!(matches!(again, Err(DeskError::Already(_))), "{again:?}");
        assert_eq!(find::evidence_of(desk.app.store.reader(), provider).await.expect("a read").len(), 1);
        desk.assert_sound().await;
    }

    async fn a_bad_application_names_its_fields_and_a_known_siret_is_refused(desk: Desk) {
        let refused = desk::apply_to_directory(&desk.app, application(&[("siret", "1"), ("company", "")])).await;
        let Ok(Applied::Refused(refused)) = refused else { panic!("{refused:?}") };
        let fields: Vec<&str> = refused.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["company", "siret"]);
        let (one, other) = (waiting(desk, application(&[])).await, waiting(desk, application(&[])).await);
        let by = supervisor();
        desk::decide_application(&desk.app, &by, other, Verdict::Refuse, " ".into()).await.expect_err("says why");
        desk::decide_application(&desk.app, &by, one, Verdict::Accept, String::new()).await.expect("the first");
        let second = desk::decide_application(&desk.app, &by, other, Verdict::Accept, String::new()).await;
        assert!(matches!(second, Err(DeskError::Already(_))), "one firm, one row: {second:?}");
        desk::decide_application(&desk.app, &by, other, Verdict::Refuse, "Doublon.".into()).await.expect("refused");
        assert!(find::waiting_applications(desk.app.store.reader()).await.expect("a read").is_empty());
        desk.later(91 * 24 * 60).await;
        let decided = find::decided_applications(desk.app.store.reader()).await.expect("a read");
        let refused = decided.iter().find(|row| row.id == other).expect("the decision stays");
        assert_eq!((refused.state.as_str(), refused.document.to_string().as_str()), ("erased", "{}"));
    }

    async fn a_label_runs_out_by_itself_and_a_renewal_brings_its_holder_back(desk: Desk) {
        let one = again(|one| one.labels = vec![Label::new("PRIS", date(2025, 1, 1), date(2026, 11, 25)).expect("a period")]);
        desk::import_providers(&desk.app, &By::Command, vec![one]).await.expect("taken");
        let id = provider(0).id.0;
        assert_eq!(failed(desk, id).await, []);
        desk.later(2 * 24 * 60).await;
        assert_eq!(failed(desk, id).await, [Condition::LabelExpired], "nobody had to act");
        let renewed = again(|one| one.labels = vec![Label::new("PRIS", date(2026, 11, 26), date(2028, 11, 25)).expect("a period")]);
        desk::import_providers(&desk.app, &By::Command, vec![renewed]).await.expect("taken");
        assert_eq!(failed(desk, id).await, []);
    }

    async fn each_warning_is_given_once_to_the_firm_and_to_the_supervisors(desk: Desk) {
        let new = desk::NewUser {
            name: "Denis".into(),
            email: "denis@desk.example".parse().expect("an address"),
            role: Role::Supervisor,
            password: "assez long pour un essai".into(),
        };
        desk::add_user(&desk.app, &By::Command, new).await.expect("an account");
        let ends = date(2027, 1, 23);
        let one = again(|one| one.labels = vec![Label::new("PRIS", date(2025, 1, 1), ends).expect("a period")]);
        desk::import_providers(&desk.app, &By::Command, vec![one]).await.expect("taken");
        let mut told = Vec::new();
        // 60 days before, then day after day until it has been over for a week.
        for _ in 0..68 {
            desk.work().await;
            told.push(desk.mail_to("contact0@atelier.example").len());
            desk.later(24 * 60).await;
        }
        assert_eq!(told[0], 1, "60 days before");
        assert_eq!(*told.last().expect("days"), 4, "60, 30 and 7 days before, and when it is over: {told:?}");
        assert_eq!(desk.mail_to("denis@desk.example").len(), 4, "the supervisor as often");
        let given = find::warnings_given(desk.app.store.reader()).await.expect("a read");
        let mut days: Vec<i32> = given.iter().map(|row| row.days).collect();
        days.sort_unstable();
        assert_eq!(days, [0, 7, 30, 60]);
        desk.assert_sound().await;
    }

    async fn a_file_changes_nothing_that_two_people_decide_and_twice_is_once(desk: Desk) {
        let id = provider(0).id.0;
        let (one, two) = (supervisor(), supervisor());
        for by in [&one, &two] {
            desk::decide_vetting(&desk.app, by, id, VettingChange::Suspend, "Doute.".into()).await.expect("step by step");
        }
        let file: Vec<Provider> = (0..6).map(provider).collect();
        let done = desk::import_providers(&desk.app, &By::Command, file.clone()).await.expect("taken");
        assert_eq!((done.added, done.changed, done.same), (0, 0, 6), "the same file changes nothing");
        let state = desk.app.directory.snapshot().get(id.into()).expect("there").vetting.state;
        assert_eq!(state, VettingState::Suspended, "a file reinstates nobody");
        let changed = vec![again(|one| one.capacity = 4), provider(7)];
        let look = desk::preview_import(&desk.app, &changed).await.expect("a look");
        assert_eq!(look.changed, [(changed[0].company.clone(), vec!["capacity".to_owned()])]);
        assert_eq!(look.added.len(), 1);
        assert_eq!(desk.app.directory.snapshot().providers().len(), 6, "a look changes nothing");
    }

    async fn a_siret_of_another_firm_is_named_and_nothing_is_imported(desk: Desk) {
        let mut thief = provider(8);
        thief.siret = provider(0).siret;
        assert!(thief.siret.is_some());
        let look = desk::preview_import(&desk.app, &[thief.clone()]).await.expect("a look");
        assert_eq!((look.clashes.len(), look.clashes[0].holder.as_str()), (1, "Atelier 0"));
        let refused = desk::import_providers(&desk.app, &By::Command, vec![provider(9), thief]).await;
        assert!(matches!(refused, Err(DeskError::Already(_))), "{refused:?}");
        assert_eq!(desk.app.directory.snapshot().providers().len(), 6, "not even the good row");
    }

    async fn a_firm_opens_its_own_page_by_a_link_mailed_to_its_known_address(desk: Desk) {
        desk::mail_own_page(&desk.app, "attacker@elsewhere.example").await.expect("says the same");
        desk.work().await;
        assert!(desk.mail().is_empty(), "an unknown address gets nothing");
        for _ in 0..3 {
            desk::mail_own_page(&desk.app, "Contact0@atelier.example").await.expect("asked");
        }
        desk.work().await;
        let mails = desk.mail_to("contact0@atelier.example");
        assert_eq!(mails.len(), 1, "no second one within ten minutes");
        let token = mails[0].text.split("/p/").nth(1).expect("a link").split_whitespace().next().expect("a token");
        let own = desk::open_own_page(&desk.app, token).await.expect("it opens");
        assert_eq!(own.link.provider_id, provider(0).id.0);
        desk.later(24 * 60 + 1).await;
        let dead = desk::open_own_page(&desk.app, token).await;
        assert!(matches!(dead, Err(DeskError::DeadLink)), "{dead:?}");
        let forged = desk::open_own_page(&desk.app, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
        assert!(matches!(forged, Err(DeskError::NotFound(_))), "{forged:?}");
    }

    async fn a_firm_that_goes_on_leave_is_asked_nothing_and_what_waited_goes_to_the_next(desk: Desk) {
        let id = desk.offered_call().await;
        let mine = desk.offers(id).await.remove(0);
        let by = By::Provider(mine.provider_id.into());
        let past = desk::announce_leave(&desk.app, &by, mine.provider_id, date(2026, 11, 1)).await;
        assert!(matches!(past, Err(DeskError::Needs(_))), "{past:?}");
        desk::announce_leave(&desk.app, &by, mine.provider_id, date(2026, 11, 30)).await.expect("away");
        desk.work().await;
        let withdrawn = desk.offers_that_are(id, OfferState::Withdrawn).await;
        assert_eq!(withdrawn.iter().map(|offer| offer.id).collect::<Vec<_>>(), [mine.id]);
        assert_eq!(desk.offers_that_are(id, OfferState::Sent).await.len(), 3, "the next was asked");
        assert_eq!(failed(desk, mine.provider_id).await, [Condition::Paused]);
        desk::end_leave(&desk.app, &by, mine.provider_id).await.expect("back");
        assert_eq!(failed(desk, mine.provider_id).await, []);
        desk::set_listed(&desk.app, &by, mine.provider_id, Listed::Yes).await.expect("listed");
        let listed = find::listed_providers(desk.app.store.reader()).await.expect("a read");
        assert_eq!(listed, [mine.provider_id]);
        desk.assert_sound().await;
    }
}
