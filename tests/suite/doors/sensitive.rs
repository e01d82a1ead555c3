//! Sensitive cases: named people alone, and the glass.

use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;
use vigie::{
    desk::{self, By, Staff},
    domain::vocabulary::{Channel, Role},
    store::find,
};

use crate::{
    on_both,
    support::{Letter, Site, Visitor, in_rodez, report},
};

const WHY: &str = "La victime rappelle et Claire est absente.";

/// Somebody of this role: her account's id, and her session.
async fn somebody(site: &Site, role: Role) -> (Uuid, Visitor) {
    let email = site.account(role).await;
    let found = find::user_by_email(site.desk.app.store.reader(), &email).await.expect("a read").expect("an account");
    (found.id, Visitor::Staff(role, site.sign_in(&email).await))
}

/// A sensitive case, the page of it, and who made it so.
async fn sensitive(site: &Site) -> (Uuid, String, Visitor) {
    let id = site.desk.call(&json!({})).await;
    let path = format!("/incidents/{}", site.desk.case(id).await.reference);
    let (_, claire) = somebody(site, Role::Operator).await;
    let made = site.post(&claire, &format!("{path}/sensitive"), &[("intent", "mark")]).await;
    assert_eq!(made.status, 303, "{}", made.body);
    (id, path, claire)
}

/// The lines of the trail's page, without what may be asked for beside them.
fn rows(page: &str) -> String {
    page.split_once("<tbody>").map_or_else(String::new, |(_, rest)| rest.to_owned())
}

on_both! {
    async fn attack_27_the_trail_tells_of_a_sensitive_case_that_something_happened_and_its_hash(site: Site) {
        let (id, path, _) = sensitive(site).await;
        let reference = path.trim_start_matches("/incidents/");
        let (auditor, reader) = somebody(site, Role::Auditor).await;
        let trail = format!("/audit?subject=inc_{}", id.simple());
        let sealed = rows(&site.get(&reader, &trail).await.body);
        assert!(sealed.matches("scellé").count() > 3, "each event is there: {sealed}");
        for word in ["ransomware", "critical", "Une operator", "playbook_set", "report.received", "Signalement reçu", reference] {
            assert!(!sealed.contains(word), "{word}");
        }
        let chain = id.simple().to_string();
        for asked in ["action=sensitive.marked", "actor=Une+operator", "actor=Vigie", &format!("subject={reference}")] {
            let found = rows(&site.get(&reader, &format!("/audit?{asked}")).await.body);
            assert!(!found.contains(&chain), "what is asked for by {asked} would tell what it is");
        }
        assert_eq!(site.get(&reader, "/audit/export").await.status, 403, "whole, or not at all");
        desk::let_open(&site.desk.app, &site.desk.ana, id, auditor, 1).await.expect("named");
        assert!(site.get(&reader, &trail).await.body.contains("playbook_set"), "who may open the case reads its trail");
        assert_eq!(site.get(&reader, "/audit/export").await.status, 200);
    }

    async fn attack_27_a_sensitive_case_is_shut_by_every_way(site: Site) {
        let (id, path, claire) = sensitive(site).await;
        let case = site.desk.case(id).await;
        assert_eq!(site.get(&claire, &path).await.status, 200, "who made it so may open it");
        for role in [Role::Operator, Role::Supervisor, Role::Auditor, Role::Dpo] {
            let (_, other) = somebody(site, role).await;
            let shut = site.get(&other, &path).await;
            assert_eq!((shut.status, shut.location), (303, format!("{path}/sealed")), "as {role}");
            let sealed = site.get(&other, &format!("{path}/sealed")).await.body;
            assert!(sealed.contains(&case.reference) && sealed.contains("Empreinte"), "that it exists, and its hash");
            let mut seen = vec![sealed];
            for list in ["/queue", "/queue?q=boulangerie", "/queue?q=chiffrés", "/find?q=boulangerie&part=list", "/calls", "/board", "/live?since=0", "/mail", "/mail?show=all", "/mail/in"] {
                seen.push(site.get(&other, list).await.body);
            }
            for page in &seen {
                for word in ["Jeanne Miquel", "Boulangerie Miquel", "0565000001", "05 65 00 00 01", "jeanne@boulangerie", "Rodez"] {
                    assert!(!page.contains(word), "as {role}: {word} in {page}");
                }
            }
            assert!(!seen[2].contains(&case.reference), "words find it for nobody else");
        }
        let (_, other) = somebody(site, Role::Operator).await;
        for act in ["notes", "owner", "classification", "close", "messages", "grants", "sensitive", "tasks"] {
            let before = site.desk.trail(id).await.len();
            let refused = site.post(&other, &format!("{path}/{act}"), &[("text", "x"), ("intent", "unmark")]).await;
            assert_eq!((refused.status, refused.location), (303, format!("{path}/sealed")), "{act}");
            assert_eq!(site.desk.trail(id).await.len(), before, "{act}");
        }
        let partner = site.partner(&["read"]).await;
        assert_eq!(site.get(&partner, &format!("/api/v1{path}")).await.status, 404);
        assert!(!site.get(&partner, "/api/v1/incidents").await.body.contains(&case.reference));
        site.desk.assert_sound().await;
    }

    async fn attack_27_a_sensitive_case_is_named_by_no_other_door(site: Site) {
        let (id, path, _) = sensitive(site).await;
        let reference = path.trim_start_matches("/incidents/").to_owned();
        let (_, other) = somebody(site, Role::Operator).await;
        let before = site.desk.trail(id).await.len();

        let own = site.desk.case(site.desk.call(&json!({})).await).await;
        let told = site.post(&other, &format!("/incidents/{}/duplicate", own.reference), &[("of", &reference)]).await;
        assert_ne!(told.status, 303, "it isn’t there, as any reference that nobody was given");
        assert_eq!(site.desk.case(own.id).await.duplicate_of, None);

        let here = site.post(&other, "/presence", &[("subject", &id.simple().to_string())]).await;
        assert_eq!(here.status, 404);

        let first = "Notre site affiche un drapeau de pirates. Menuiserie Roux, 12000 Rodez.";
        site.desk.receive(&Letter::new("paul@menuiserie.example", "desk@desk.example", first)).await;
        let again = Letter::new("paul@menuiserie.example", "desk@desk.example", "Vous m’avez lu ?");
        let mail = site.desk.receive(&again).await.row;
        assert_eq!(mail.outcome, "aside");
        let form = [("intent", "attach"), ("reference", reference.as_str())];
        let placed = site.post(&other, &format!("/mail/in/{}", mail.id.simple()), &form).await;
        assert_eq!(placed.status, 422, "{}", placed.body);

        assert_eq!(site.desk.trail(id).await.len(), before, "nothing came to it");
    }

    async fn attack_27_a_provider_s_page_names_no_sensitive_mission(site: Site) {
        let (id, offer) = site.desk.assigned_call().await;
        let path = format!("/incidents/{}", site.desk.case(id).await.reference);
        let (_, claire) = somebody(site, Role::Operator).await;
        let (_, denis) = somebody(site, Role::Operator).await;
        let page = format!("/providers/{}", offer.provider_id.simple());
        let reference = path.trim_start_matches("/incidents/");
        assert!(site.get(&denis, &page).await.body.contains(reference));
        assert_eq!(site.post(&claire, &format!("{path}/sensitive"), &[("intent", "mark")]).await.status, 303);
        assert!(!site.get(&denis, &page).await.body.contains(reference));
        assert!(site.get(&claire, &page).await.body.contains(reference), "who may open it goes on seeing it");
    }

    async fn attack_28_who_calls_again_is_not_told_of_a_sensitive_case(site: Site) {
        let (id, _, _) = sensitive(site).await;
        let (_, other) = somebody(site, Role::Operator).await;
        let started = site.post(&other, "/calls", &[("phone", "0565000001")]).await;
        for page in [site.get(&other, &started.location).await, site.get(&other, "/calls/new?phone=0565000001").await] {
            assert!(!page.body.contains(&site.desk.case(id).await.reference) && !page.body.contains("Miquel"));
        }
        let new = report(Channel::Phone, &in_rodez(&json!({})));
        let again = desk::report_incident(&site.desk.app, &site.desk.ana, new).await.expect("taken").incident;
        let page = site.get(&other, &format!("/incidents/{}", again.reference)).await;
        assert!(!page.body.contains(&site.desk.case(id).await.reference), "nor as an earlier case");
    }

    async fn a_named_person_is_let_in_for_a_time(site: Site) {
        let (_, path, claire) = sensitive(site).await;
        let (denis, session) = somebody(site, Role::Operator).await;
        let form = [("user", denis.to_string()), ("days", "1".to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(site.post(&claire, &format!("{path}/grants"), &form).await.status, 303);
        assert_eq!(site.get(&session, &path).await.status, 200);
        site.desk.app.clock.advance(SignedDuration::from_hours(7));
        assert_eq!(site.get(&session, &path).await.status, 200);
        let grants = desk::sensitive_since(&site.desk.app, find::sensitive_cases(site.desk.app.store.reader()).await.expect("a read")[0]);
        let (_, grants) = grants.await.expect("a read").expect("sensitive");
        let his = grants.iter().find(|grant| grant.user_id == denis).expect("his grant");
        assert_eq!(his.ends_at - his.opened_at, 24 * 3_600_000_000);
        let end = site.post(&claire, &format!("{path}/grants"), &[("end", &his.id.to_string())]).await;
        assert_eq!(end.status, 303);
        assert_eq!(site.get(&session, &path).await.status, 303, "taken back");
        assert_eq!(site.acts("grant.ended").await, 1);
    }

    async fn broken_glass_is_told_at_once_and_closes_by_itself(site: Site) {
        let (id, path, claire) = sensitive(site).await;
        let boss = site.account(Role::Supervisor).await;
        let officer = site.account(Role::Dpo).await;
        let (_, other) = somebody(site, Role::Operator).await;
        for short in ["", "urgent", "   vite   "] {
            let refused = site.post(&other, &format!("{path}/glass"), &[("reason", short)]).await;
            assert_eq!(refused.status, 422, "{short:?}");
        }
        assert_eq!(site.get(&other, &path).await.status, 303);
        assert_eq!(site.post(&other, &format!("{path}/glass"), &[("reason", WHY)]).await.status, 303);
        let page = site.get(&other, &path).await;
        assert!(page.status == 200 && page.body.contains(WHY));
        assert!(site.get(&claire, &path).await.body.contains("bris de glace"), "those who may open it see who did");
        assert!(site.desk.trail(id).await.contains(&"glass.broken".to_owned()));
        site.desk.work().await;
        for address in [&boss, &officer] {
            let mails = site.desk.mail_to(address);
            assert_eq!(mails.len(), 1, "{address}");
            assert!(mails[0].text.contains("sans y être nommé"), "{}", mails[0].text);
            assert!(!mails[0].text.contains("Miquel"), "the mail tells nothing of the case");
        }
        site.desk.app.clock.advance(SignedDuration::from_mins(61));
        assert_eq!(site.get(&other, &path).await.status, 303, "after an hour it is shut again");
        site.desk.assert_sound().await;
    }

    async fn who_may_open_it_anyway_breaks_nothing(site: Site) {
        let id = site.desk.call(&json!({})).await;
        let (user, _) = somebody(site, Role::Operator).await;
        let staff = Staff { id: user.into(), name: "Claire".into(), role: Role::Operator };
        desk::make_sensitive(&site.desk.app, &By::Staff(staff.clone()), id).await.expect("sensitive");
        let broken = desk::break_glass(&site.desk.app, &staff, id, WHY.into()).await;
        assert!(broken.is_err(), "{broken:?}");
        assert_eq!(site.acts("glass.broken").await, 0);
        desk::make_ordinary(&site.desk.app, &By::Staff(staff), id).await.expect("ordinary again");
        let (_, other) = somebody(site, Role::Auditor).await;
        let path = format!("/incidents/{}", site.desk.case(id).await.reference);
        assert_eq!(site.get(&other, &path).await.status, 200);
    }
}
