//! Password and code.

use vigie::{
    config::SecondFactor,
    desk::{self, By, Client, DeskError, SignedIn},
    domain::vocabulary::Role,
    store::{entity::second_factor, find, row},
};

use crate::{
    on_both,
    support::{Guarded, PASSWORD, Site, Visitor, between},
};

const OUT: &Visitor = &Visitor::Nobody;

on_both! {
    async fn a_code_follows_the_password_and_opens_once(site: Site) {
        let claire = site.enrolled(Role::Operator).await;
        let used = claire.code(site);
        let early = site.with_code(&claire.email, &used).await;
        assert!(matches!(early, Err(DeskError::SignIn)), "the code that set it opens nothing: {early:?}");
        site.next_code();
        let code = claire.code(site);
        let opened = site.with_code(&claire.email, &code).await.expect("in");
        let her = Visitor::Staff(Role::Operator, opened.token);
        assert_eq!(site.get(&her, "/queue").await.status, 200);
        let again = site.with_code(&claire.email, &code).await;
        assert!(matches!(again, Err(DeskError::SignIn)), "a code opens once: {again:?}");
        assert_eq!(site.acts("user.second_factor_set").await, 1);
    }

    async fn the_pages_lead_from_password_to_code_to_the_queue(site: Site) {
        let claire = site.enrolled(Role::Operator).await;
        site.next_code();
        let form = [("login", claire.email.as_str()), ("password", PASSWORD), ("next", "/calls")];
        let asked = site.post(OUT, "/sign-in", &form).await;
        assert_eq!((asked.status, asked.location.as_str()), (303, "/sign-in/code?next=/calls"));
        let half = Visitor::Staff(Role::Operator, asked.session.expect("a cookie"));
        assert_eq!(site.get(&half, "/queue").await.status, 303, "the password alone opens nothing");
        assert_eq!(site.get(&half, "/account").await.status, 303);
        let wrong = site.post(&half, "/sign-in/code", &[("code", "000000"), ("next", "/calls")]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(between(&wrong.body, "name=\"next\" value=\"", "\""), "/calls");
        let code = claire.code(site);
        let entered = site.post(&half, "/sign-in/code", &[("code", &code), ("next", "/calls")]).await;
        assert_eq!((entered.status, entered.location.as_str()), (303, "/calls"), "{}", entered.body);
        let session = entered.session.expect("a session");
        let Visitor::Staff(_, before) = &half else { panic!("she has a cookie") };
        assert_ne!(&session, before, "the session is a new one");
        assert_eq!(site.get(&Visitor::Staff(Role::Operator, session), "/calls").await.status, 200);
        assert_eq!(site.get(&half, "/calls").await.status, 303, "what came before the code is over");
    }

    async fn a_recovery_code_opens_once(site: Site) {
        let claire = site.enrolled(Role::Operator).await;
        assert_eq!(claire.codes.len(), 10);
        let typed = claire.codes[0].to_lowercase().replace('-', " ");
        site.with_code(&claire.email, &typed).await.expect("in");
        let again = site.with_code(&claire.email, &claire.codes[0]).await;
        assert!(matches!(again, Err(DeskError::SignIn)), "{again:?}");
        site.with_code(&claire.email, &claire.codes[1]).await.expect("the next one opens");
        let page = site.get(&claire.visitor, "/account").await.body;
        assert!(page.contains("Il vous reste 8 codes de secours"), "{page}");
    }

    async fn new_recovery_codes_end_the_old_ones(site: Site) {
        let claire = site.enrolled(Role::Operator).await;
        site.next_code();
        let form = [("renew_password", PASSWORD), ("renew_code", &claire.code(site))];
        let renewed = site.post(&claire.visitor, "/account/recovery-codes", &form).await;
        let codes = crate::support::codes_on(&renewed.body);
        assert_eq!(codes.len(), 10);
        assert!(site.with_code(&claire.email, &claire.codes[0]).await.is_err());
        site.with_code(&claire.email, &codes[9]).await.expect("in");
    }

    async fn five_wrong_codes_and_the_password_is_asked_again(site: Site) {
        let claire = site.enrolled(Role::Operator).await;
        let token = site.asked_for_code(&claire.email).await;
        let enter = async |code: &str| desk::enter_code(&site.desk.app, &token, code, &Client::default()).await;
        for _ in 0..5 {
            assert!(matches!(enter("000001").await, Err(DeskError::SignIn)));
        }
        site.next_code();
        assert!(matches!(enter(&claire.code(site)).await, Err(DeskError::NotFound(_))), "even the right one");
        assert_eq!(site.acts("user.sign_in_refused").await, 5);
    }

    async fn a_code_comes_within_ten_minutes_of_the_password(site: Site) {
        let claire = site.enrolled(Role::Operator).await;
        let token = site.asked_for_code(&claire.email).await;
        site.desk.later(10).await;
        let late = desk::enter_code(&site.desk.app, &token, &claire.code(site), &Client::default()).await;
        assert!(matches!(late, Err(DeskError::NotFound(_))), "{late:?}");
    }

    async fn two_at_once_with_one_code_are_one_session(site: Site) {
        let claire = site.enrolled(Role::Operator).await;
        site.next_code();
        let code = claire.code(site);
        let (one, other) = tokio::join!(site.with_code(&claire.email, &code), site.with_code(&claire.email, &code));
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1, "{one:?} {other:?}");
        let paper = &claire.codes[0];
        let (one, other) = tokio::join!(site.with_code(&claire.email, paper), site.with_code(&claire.email, paper));
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1, "{one:?} {other:?}");
    }

    async fn what_is_stored_shows_neither_seed_nor_codes(site: Site) {
        let claire = site.enrolled(Role::Operator).await;
        let users = find::users(site.desk.app.store.reader()).await.expect("a read");
        let id = users.iter().find(|user| user.email == claire.email).expect("her account").id;
        let row = row::get::<second_factor::Entity>(site.desk.app.store.reader(), id, "second factor").await.expect("a row");
        let seed = totp_rs::Secret::try_from_base32(claire.seed.as_typed().replace(' ', "")).expect("base 32");
        assert!(!row.sealed_seed.windows(8).any(|part| part == &seed.as_ref()[..8]), "the seed stands there");
        let codes = find::recovery_codes_of(site.desk.app.store.reader(), id).await.expect("a read");
        let plain: Vec<String> = claire.codes.iter().map(|code| code.replace('-', "")).collect();
        assert!(codes.iter().all(|row| !plain.contains(&row.code_hash)));
        let hashes = plain.iter().map(|code| vigie::keys::token_hash(code)).collect::<Vec<_>>();
        assert!(codes.iter().all(|row| !hashes.contains(&row.code_hash)), "a hash without a key can be guessed");
    }

    async fn who_needs_it_is_led_to_it_before_any_door(guarded: Guarded) {
        let site = &guarded.0;
        let boss = site.staff(Role::Supervisor).await;
        for path in ["/queue", "/dashboard", "/providers", "/preferences"] {
            let led = site.get(&boss, path).await;
            assert_eq!((led.status, led.location.as_str()), (303, "/account/second-factor"), "{path}");
        }
        let page = site.get(&boss, "/account/second-factor").await.body;
        assert!(page.contains("Votre rôle demande un second facteur") && page.contains("<svg class=\"qr\""));
        let (_, set) = site.set_factor(&boss).await;
        let boss = Visitor::Staff(Role::Supervisor, set.session.expect("a new session"));
        assert_eq!(site.get(&boss, "/dashboard").await.status, 200);
        let removed = site.post(&boss, "/account/second-factor/remove", &[("remove_password", PASSWORD)]).await;
        assert_eq!(removed.status, 422, "the role needs it");
        let operator = site.staff(Role::Operator).await;
        assert_eq!(site.get(&operator, "/queue").await.status, 200, "an operator may do without");
    }

    async fn setting_it_ends_other_sessions_and_gives_a_new_one(site: Site) {
        let email = site.account(Role::Operator).await;
        let (mine, elsewhere) = (site.sign_in(&email).await, site.sign_in(&email).await);
        let [mine, elsewhere] = [mine, elsewhere].map(|token| Visitor::Staff(Role::Operator, token));
        let (_, set) = site.set_factor(&mine).await;
        let new = Visitor::Staff(Role::Operator, set.session.expect("a new session"));
        assert_eq!(site.get(&new, "/queue").await.status, 200);
        assert_eq!(site.get(&mine, "/queue").await.status, 303);
        assert_eq!(site.get(&elsewhere, "/queue").await.status, 303);
    }

    async fn a_wrong_code_or_password_sets_nothing_and_shows_the_same_picture(site: Site) {
        let who = site.staff(Role::Operator).await;
        let page = site.get(&who, "/account/second-factor").await.body;
        let sealed = between(&page, "name=\"sealed\" value=\"", "\"");
        let seed = between(&page, "id=\"seed\">", "<");
        for (code, password) in [("000000", PASSWORD), ("", PASSWORD), ("000000", "un autre mot de passe")] {
            let form = [("sealed", sealed), ("factor_code", code), ("factor_password", password)];
            let refused = site.post(&who, "/account/second-factor", &form).await;
            assert_eq!(refused.status, 422);
            assert_eq!(between(&refused.body, "id=\"seed\">", "<"), seed);
            assert!(!refused.body.contains(PASSWORD), "a password is never shown again");
        }
        let others = site.staff(Role::Operator).await;
        let form = [("sealed", sealed), ("factor_code", "000000"), ("factor_password", PASSWORD)];
        let foreign = site.post(&others, "/account/second-factor", &form).await;
        assert_ne!(between(&foreign.body, "id=\"seed\">", "<"), seed, "a sealed seed is of one account alone");
        assert_eq!(site.acts("user.second_factor_set").await, 0);
    }

    async fn an_administrator_takes_it_away_and_its_sessions_end(site: Site) {
        let claire = site.enrolled(Role::Operator).await;
        let chief = site.staff(Role::Administrator).await;
        let users = find::users(site.desk.app.store.reader()).await.expect("a read");
        let id = users.iter().find(|user| user.email == claire.email).expect("her account").id.to_string();
        let done = site.post(&chief, &format!("/users/{id}"), &[("intent", "factor")]).await;
        assert_eq!(done.status, 200, "{}", done.body);
        assert_eq!(site.acts("user.second_factor_removed").await, 1);
        assert_eq!(site.get(&claire.visitor, "/queue").await.status, 303);
        let token = site.sign_in(&claire.email).await;
        assert_eq!(site.get(&Visitor::Staff(Role::Operator, token), "/queue").await.status, 200);
        let again = desk::reset_second_factor(&site.desk.app, &By::Command, &claire.email).await;
        assert!(matches!(again, Err(DeskError::Already(_))));
        site.desk.assert_sound().await;
    }

    async fn where_it_is_off_nobody_is_asked(site: Site) {
        let claire = site.enrolled(Role::Operator).await;
        let mut config = site.desk.app.config.clone();
        config.security.second_factor = Some(SecondFactor::Off);
        let app = vigie::app::App::open(config, site.desk.app.clock.clone(), vigie::app::Demo::No).await.expect("open");
        let entered = desk::sign_in(&app, &claire.email, PASSWORD.into(), &Client::default()).await;
        assert!(matches!(entered, Ok(SignedIn::Open(_))), "{entered:?}");
        app.store.close().await;
    }
}
