//! 27–31, 35. Who may touch what: by another way, by more fields, by a stronger role.

use serde_json::{Value, json};
use uuid::Uuid;
use vigie::{
    desk::{self, By, DeskError},
    domain::vocabulary::{OfferState, Role},
    store::find,
};

use crate::{
    on_both,
    support::{PASSWORD, Site, Visitor, in_rodez},
};

const OUT: &Visitor = &Visitor::Nobody;

async fn reference(site: &Site, id: Uuid) -> String {
    site.desk.case(id).await.reference
}

async fn role_of(site: &Site, email: &str) -> String {
    let found = find::user_by_email(site.desk.app.store.reader(), email).await.expect("a read");
    found.expect("an account").role
}

on_both! {
    async fn attack_27_what_hangs_on_another_case_is_not_reached_through_this_one(site: Site) {
        let (mine, hers) = (site.desk.offered_call().await, site.desk.offered_call().await);
        let operator = site.staff(Role::Operator).await;
        let here = format!("/incidents/{}", reference(site, mine).await);
        let offer = site.desk.offers(hers).await.remove(0);
        let before = site.desk.trail(hers).await;
        for answer in ["available", "declined", "withdraw"] {
            let form = [("answer", answer), ("said_by", "Sam"), ("reason", "other")];
            let reply = site.post(&operator, &format!("{here}/offers/{}", offer.id), &form).await;
            assert_eq!(reply.status, 422, "an offer of another case: {answer}");
        }
        let file = desk::read::case_file(&site.desk.app, hers).await.expect("the case");
        let clock = file.deadlines.first().expect("a clock").id.to_string();
        for intent in ["confirm", "met", "discard"] {
            let form = [("deadline", clock.as_str()), ("intent", intent), ("proof", "accusé")];
            let reply = site.post(&operator, &format!("{here}/deadlines"), &form).await;
            assert!(reply.status >= 400, "a clock of another case: {}", reply.status);
        }
        desk::add_task(&site.desk.app, &site.desk.ana, hers, "Rappeler".into()).await.expect("a task");
        let tasks = site.desk.tasks().await;
        let task = tasks.iter().find(|task| task.incident_id == hers).expect("her task").id;
        let reply = site.post(&operator, &format!("{here}/tasks/{task}"), &[]).await;
        assert!(reply.status >= 400, "a task of another case: {}", reply.status);
        desk::add_note(&site.desk.app, &site.desk.ana, hers, "À elle.".into(), None).await.expect("a note");
        let file = desk::read::case_file(&site.desk.app, hers).await.expect("the case");
        let note = file.entries.iter().find(|entry| entry.kind == "note").expect("her note").id;
        let to = [("to", here.rsplit('/').next().expect("a reference"))];
        let reply = site.post(&operator, &format!("{here}/notes/{note}/move"), &to).await;
        assert!(reply.status >= 400, "a note of another case: {}", reply.status);
        let tracking = site.tracking(mine).await;
        site.desk.accept(&offer).await.expect("available");
        // The page answers as to any click that came too late; what counts is that nothing happens.
        site.post(OUT, &format!("{tracking}/choice"), &[("offer", &offer.id.to_string())]).await;
        assert_eq!(site.desk.offers_that_are(hers, OfferState::Chosen).await.len(), 0);
        let after = site.desk.trail(hers).await;
        let new: Vec<_> = after[before.len()..].iter().map(String::as_str).collect();
        let own = ["task.added", "note.added", "offer.available", "choice.asked", "mail.queued"];
        assert_eq!(new, own, "only what its own people did");
    }

    async fn attack_28_a_refuted_report_is_shown_to_nobody_who_calls_with_its_number(site: Site) {
        let operator = site.staff(Role::Operator).await;
        let fake = site.desk.call(&json!({})).await;
        let ending = desk::Ending::NotIncident { disposition: "refuted".into(), note: "Faux.".into() };
        desk::end_incident(&site.desk.app, &site.desk.ana, fake, ending).await.expect("refuted");
        let started = site.post(&operator, "/calls", &[("phone", "0565000001")]).await;
        let page = site.get(&operator, &started.location).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains(&reference(site, fake).await), "somebody else may have written it");
    }

    async fn attack_30_fields_that_nobody_asked_for_change_nothing(site: Site) {
        let owner = Uuid::now_v7().to_string();
        let more = [
            ("state", "closed"), ("priority", "1"), ("severity", "low"), ("verified_at", "1"), ("agreed_at", "1"),
            ("owner", owner.as_str()), ("reference", "AAAA-AAAA"), ("id", owner.as_str()), ("exercise", "true"),
            ("channel", "phone"), ("received_at", "1"), ("words", "a b"),
        ];
        let form = [
            ("description", "Tous nos fichiers sont chiffrés."), ("contact_name", "Jeanne"), ("phone", "05 65 00 00 01"),
            ("postal_code", "12000"),
        ];
        assert_eq!(site.post(OUT, "/report", &[form.as_slice(), &more].concat()).await.status, 303);
        let partner = site.partner(&["report"]).await;
        let told = in_rodez(&json!({}));
        let mut body = told.as_object().expect("an object").clone();
        body.extend(more.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))));
        let reply = site.send(&partner, "post", "/api/v1/incidents", &Value::Object(body)).await;
        // Taken without them, or refused with a reason.
        assert!([201, 400, 422].contains(&reply.status), "{}", reply.body);
        let cases = find::queue(site.desk.app.store.reader(), &find::QueueFilter::default(), 9).await.expect("a read");
        assert!(!cases.is_empty());
        for line in cases {
            let case = site.desk.case(line.id).await;
            assert_eq!(case.state, "unverified");
            assert_ne!(case.channel, "phone");
            assert!(case.owner.is_none() && case.verified_at.is_none() && case.agreed_at.is_none() && !case.exercise);
            assert_ne!(case.reference, "AAAA-AAAA");
            assert_eq!(case.received_at, site.desk.app.clock.now().as_microsecond());
        }
    }

    async fn attack_31_nobody_locks_the_administrators_out(site: Site) {
        let (first, second) = (site.account(Role::Administrator).await, site.account(Role::Administrator).await);
        let app = &site.desk.app;
        desk::disable_user(app, &By::Command, &second).await.expect("one is left");
        let last = desk::disable_user(app, &By::Command, &first).await;
        assert!(matches!(last, Err(DeskError::LastAdministrator)), "{last:?}");
        let last = desk::change_role(app, &By::Command, &first, Role::Operator).await;
        assert!(matches!(last, Err(DeskError::LastAdministrator)), "{last:?}");
        desk::enable_user(app, &By::Command, &second).await.expect("open again");
        let (one, other) =
            tokio::join!(desk::disable_user(app, &By::Command, &first), desk::disable_user(app, &By::Command, &second));
        assert!(one.is_ok() != other.is_ok(), "two at once leave one: {one:?} {other:?}");
        let chief = if one.is_ok() { &second } else { &first };
        let her = Visitor::Staff(Role::Administrator, site.sign_in(chief).await);
        assert_eq!(site.get(&her, "/users").await.status, 200);
    }

    async fn attack_31_who_writes_does_not_delete(site: Site) {
        let id = site.desk.call(&json!({})).await;
        for role in [Role::Operator, Role::Supervisor, Role::Auditor, Role::Dpo, Role::Administrator] {
            let who = site.staff(role).await;
            let path = format!("/incidents/{}", reference(site, id).await);
            for method in ["delete", "put", "patch"] {
                let reply = site.send(&who, method, &path, &json!({})).await;
                assert_eq!(reply.status, 405, "{method} as {role}");
            }
        }
        assert_eq!(site.desk.case(id).await.id, id);
    }

    async fn attack_35_nobody_promotes_herself(site: Site) {
        let email = site.account(Role::Operator).await;
        let her = Visitor::Staff(Role::Operator, site.sign_in(&email).await);
        let id = find::user_by_email(site.desk.app.store.reader(), &email).await.expect("a read").expect("her account").id;
        let promote = [("intent", "role"), ("role", "administrator")];
        assert_eq!(site.post(&her, &format!("/users/{id}"), &promote).await.status, 403);
        let new = [("login", "moi@desk.example"), ("name", "Moi"), ("role", "administrator")];
        assert_eq!(site.post(&her, "/users", &new).await.status, 403);
        let more = [("current_password", PASSWORD), ("new_password", "quatre mots pris au hasard"), ("role", "administrator")];
        let changed = site.post(&her, "/account/password", &more).await;
        assert_eq!(changed.status, 303);
        assert_eq!(role_of(site, &email).await, "operator");
        let partner = site.partner(&["report", "read"]).await;
        for path in ["/users", "/audit", "/queue"] {
            assert!(site.get(&partner, path).await.status != 200, "a token opens {path}");
        }
        let chief = site.account(Role::Administrator).await;
        site.account(Role::Administrator).await;
        let session = Visitor::Staff(Role::Administrator, site.sign_in(&chief).await);
        let own = find::user_by_email(site.desk.app.store.reader(), &chief).await.expect("a read").expect("her account").id;
        for intent in ["role", "disable", "reset", "factor"] {
            let form = [("intent", intent), ("role", "supervisor")];
            assert_eq!(site.post(&session, &format!("/users/{own}"), &form).await.status, 403, "{intent} of one’s own");
        }
        assert_eq!(role_of(site, &chief).await, "administrator");
    }
}
