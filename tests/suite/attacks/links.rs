//! 20–26. Links: scanned, replayed, forged, leaked, enumerated.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::json;
use uuid::Uuid;
use vigie::{
    app::{App, Demo, StartError},
    desk::{self, By},
    domain::vocabulary::{OfferState, Role},
    store::find,
    web::routes::{Access, TABLE},
};

use crate::{
    on_both,
    support::{Desk, PASSWORD, Site, Visitor},
};

const OUT: &Visitor = &Visitor::Nobody;

/// The victim's page, an offer's, a firm's own, a deletion's.
async fn all_links(site: &Site) -> (Uuid, Vec<String>) {
    let (gone, offer) = site.desk.assigned_call().await;
    desk::take_back(&site.desk.app, &site.desk.ana, gone, String::new()).await.expect("taken back");
    let deletion = site.deletion_page(gone, offer.id).await;
    let id = site.desk.offered_call().await;
    let sent = site.desk.offers(id).await.remove(0);
    site.post(OUT, "/prestataires/espace", &[("email", "contact3@atelier.example")]).await;
    let own = site.own_page("contact3@atelier.example").await;
    (id, vec![site.tracking(id).await, site.offer_page(id, sent.id).await, own, deletion])
}

/// Everything of the case that could have changed.
async fn standing(site: &Site, id: Uuid) -> String {
    let case = site.desk.case(id).await;
    format!("{case:?} {:?} {:?}", site.desk.offers(id).await, site.desk.tasks().await)
}

on_both! {
    async fn attack_20_a_scanner_that_fetches_every_link_changes_nothing(site: Site) {
        let (id, links) = all_links(site).await;
        let before = standing(site, id).await;
        let acts = site.desk.trail(id).await;
        for link in &links {
            for _ in 0..3 {
                assert_eq!(site.get(OUT, link).await.status, 200, "{link}");
            }
            // Addresses that only a form sends to.
            for route in TABLE.iter().filter(|route| route.method == "post" && route.access == Access::Link) {
                let token = link.rsplit('/').next().expect("a token");
                let path = route.path.replace("{token}", token);
                let reply = site.get(OUT, &path).await;
                assert!(reply.status == 405 || reply.status == 404, "GET {path}: {}", reply.status);
            }
        }
        assert_eq!(standing(site, id).await, before);
        assert_eq!(site.desk.trail(id).await, acts, "looking leaves no act of the case");
    }

    async fn attack_21_a_link_is_worth_nothing_after_its_time(site: Site) {
        let id = site.desk.offered_call().await;
        let offers = site.desk.offers(id).await;
        let (first, second) = (&offers[0], &offers[1]);
        let (one, other) = (site.offer_page(id, first.id).await, site.offer_page(id, second.id).await);
        let yes = [("answer", "available"), ("said_by", "Sam"), ("from", "now"), ("place", "both")];
        assert_eq!(site.post(OUT, &format!("{one}/answer"), &yes).await.status, 303);
        site.desk.accept(second).await.expect("available");
        desk::choose_provider(&site.desk.app, &By::Victim, id, first.id).await.expect("chosen");
        let news = [("stage", "in_hand"), ("text", "Je regarde.")];
        let not_chosen = site.post(OUT, &format!("{other}/updates"), &news).await;
        assert!(not_chosen.status >= 400, "who wasn’t chosen has no mission: {}", not_chosen.status);
        desk::take_back(&site.desk.app, &site.desk.ana, id, String::new()).await.expect("taken back");
        assert_eq!(site.get(OUT, &one).await.status, 410, "the case went to somebody else");
        assert_eq!(site.post(OUT, &format!("{one}/updates"), &news).await.status, 410);
        let tracking = site.tracking(id).await;
        site.desk.app.clock.advance(jiff::SignedDuration::from_hours(24 * 366));
        assert_eq!(site.get(OUT, &tracking).await.status, 410, "after a year");
        assert_eq!(site.post(OUT, &format!("{tracking}/messages"), &[("text", "?")]).await.status, 410);
    }

    async fn attack_22_no_forged_link_opens_anything(site: Site) {
        let (_, links) = all_links(site).await;
        for link in &links {
            let (start, token) = link.rsplit_once('/').expect("a token");
            for forged in ["%20", "%00", "null", "undefined", "0"] {
                assert_eq!(site.get(OUT, &format!("{start}/{forged}")).await.status, 404, "{start}/{forged}");
            }
            let mut forgeries = vec![
                token.to_lowercase(),
                token.to_uppercase(),
                token[1..].to_owned(),
                token[..token.len() - 1].to_owned(),
                format!("{token}A"),
                format!("{token}%20"),
            ];
            let bytes = URL_SAFE_NO_PAD.decode(token).expect("base 64");
            for at in 0..bytes.len() {
                let mut off = bytes.clone();
                off[at] ^= 1 << (at % 8);
                forgeries.push(URL_SAFE_NO_PAD.encode(off));
            }
            for forged in forgeries {
                let reply = site.get(OUT, &format!("{start}/{forged}")).await;
                assert_eq!(reply.status, 404, "{start}/{forged} for {link}");
            }
        }
        // A good token opens nothing but what it was made for.
        let token = links[0].rsplit('/').next().expect("a token");
        for start in ["/o", "/d", "/p"] {
            assert_eq!(site.get(OUT, &format!("{start}/{token}")).await.status, 404, "{start}");
        }
    }

    async fn attack_23_without_its_keys_the_desk_refuses_to_start(desk: Desk) {
        let (config, clock) = (desk.app.config.clone(), desk.app.clock.clone());
        for name in vigie::keys::PURPOSES {
            let file = config.data_dir.join("keys").join(format!("{name}.key"));
            let key = std::fs::read(&file).expect("a key");
            std::fs::remove_file(&file).expect("gone");
            let started = App::open(config.clone(), clock.clone(), Demo::No).await;
            assert!(matches!(started, Err(StartError::Keys(_))), "without {name}");
            std::fs::write(&file, "00".repeat(32)).expect("another key");
            let started = App::open(config.clone(), clock.clone(), Demo::No).await;
            assert!(matches!(started, Err(StartError::Keys(_))), "with another {name}");
            std::fs::write(&file, key).expect("put back");
        }
        App::open(config, clock, Demo::No).await.expect("with its own keys it starts").store.close().await;
    }

    async fn attack_24_no_token_in_a_referrer_a_foreign_request_or_an_error(site: Site) {
        let (_, links) = all_links(site).await;
        for link in &links {
            let token = link.rsplit('/').next().expect("a token");
            let page = site.get(OUT, link).await;
            assert!(page.body.contains("<meta name=\"referrer\" content=\"no-referrer\">"), "{link}");
            for start in ["src=\"http", "src=\"//", "<link rel=\"stylesheet\" href=\"http", "<iframe", "<base"] {
                assert!(!page.body.contains(start), "{link} asks elsewhere: {start}");
            }
            let wrong = site.post(OUT, &format!("{link}/no-such-act"), &[]).await;
            assert_eq!(wrong.status, 404);
            assert!(!wrong.body.contains(token), "an error repeats the token");
        }
        site.desk.app.clock.advance(jiff::SignedDuration::from_hours(24 * 366));
        for link in &links {
            let dead = site.get(OUT, link).await;
            assert_eq!(dead.status, 410, "{link}");
            assert!(!dead.body.contains(link.rsplit('/').next().expect("a token")), "{link}");
        }
    }

    async fn attack_25_what_exists_cannot_be_told_from_what_does_not(site: Site) {
        let claire = site.account(Role::Operator).await;
        let closed = site.account(Role::Operator).await;
        desk::disable_user(&site.desk.app, &By::Command, &closed).await.expect("closed");
        let mut answers = Vec::new();
        for (login, password) in [(claire.as_str(), "faux"), ("personne@desk.example", "faux"), (closed.as_str(), PASSWORD)] {
            let reply = site.post(OUT, "/sign-in", &[("login", login), ("password", password)]).await;
            answers.push((reply.status, reply.body.replace(login, "")));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "sign-in tells who has an account");
        let firm = async |email: &str| site.post(OUT, "/prestataires/espace", &[("email", email)]).await;
        let (known, unknown) = (firm("contact3@atelier.example").await, firm("personne@atelier.example").await);
        assert_eq!((known.status, known.body), (unknown.status, unknown.body), "the door of firms tells who is listed");
        let code = desk::tracking_code(&site.desk.app, site.desk.call(&json!({})).await);
        let ask = async |code: &str, place: &str| site.post(OUT, "/suivi", &[("code", code), ("postal_code", place)]).await;
        let plain = |page: &str| page.lines().filter(|line| !line.contains("value=")).collect::<Vec<_>>().join("\n");
        let (other_place, no_code) = (ask(code.as_str(), "31000").await, ask("7QK2-M4XA-9TZB", "31000").await);
        assert_eq!((other_place.status, plain(&other_place.body)), (no_code.status, plain(&no_code.body)));
    }

    async fn attack_26_two_accept_in_the_same_moment_and_one_has_it(site: Site) {
        let id = site.desk.offered_call().await;
        let offers = site.desk.offers(id).await;
        for offer in &offers[..2] {
            site.desk.accept(offer).await.expect("available");
        }
        let choose = |offer: Uuid| desk::choose_provider(&site.desk.app, &By::Victim, id, offer);
        let (one, other) = tokio::join!(choose(offers[0].id), choose(offers[1].id));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        assert_eq!(site.desk.offers_that_are(id, OfferState::Chosen).await.len(), 1);
        let open = find::open_assignment(site.desk.app.store.reader(), id).await.expect("a read");
        assert!(open.is_some());
    }
}
