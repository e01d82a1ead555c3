//! How often somebody may be wrong, and who has to wait for it.

use jiff::SignedDuration;
use vigie::{
    desk::{self, Client, DeskError, SignedIn},
    domain::vocabulary::Role,
};

use crate::{
    on_both,
    support::{PASSWORD, Site, Visitor},
};

fn network(name: &str) -> Client {
    Client { network: name.into(), ..Client::default() }
}

/// One try; the answer in a word.
async fn try_with(site: &Site, email: &str, password: &str, from: &Client) -> &'static str {
    match desk::sign_in(&site.desk.app, email, password.into(), from).await {
        Ok(_) => "in",
        Err(DeskError::SignIn) => "wrong",
        Err(DeskError::Wait { .. }) => "wait",
        Err(other) => panic!("{other:?}"),
    }
}

async fn five_wrong(site: &Site, email: &str, from: &Client) {
    for _ in 0..5 {
        assert_eq!(try_with(site, email, "ce n’est pas lui", from).await, "wrong");
    }
}

on_both! {
    async fn a_shift_behind_one_address_signs_in_at_once(site: Site) {
        let mut answers = Vec::new();
        for number in 0..60 {
            let login = format!("agent{number}@centre.example");
            let form = [("login", login.as_str()), ("password", "au hasard")];
            answers.push(site.post(&Visitor::Nobody, "/sign-in", &form).await.status);
        }
        assert!(answers.iter().all(|status| *status == 422), "thirty people with their codes: {answers:?}");
    }

    async fn who_is_wrong_too_often_waits_and_nobody_else_does(site: Site) {
        let (claire, denis) = (site.account(Role::Operator).await, site.account(Role::Operator).await);
        let (there, here) = (network("192.0.2.7"), network("192.0.2.8"));
        five_wrong(site, &claire, &there).await;
        assert_eq!(try_with(site, &claire, PASSWORD, &there).await, "wait", "even with the right one");
        assert_eq!(try_with(site, &claire, PASSWORD, &here).await, "in", "the owner from elsewhere");
        assert_eq!(try_with(site, &denis, PASSWORD, &there).await, "in", "somebody else from there");
        site.desk.app.clock.advance(SignedDuration::from_secs(31));
        assert_eq!(try_with(site, &claire, PASSWORD, &there).await, "in", "the first wait is short");
    }

    async fn the_wait_grows_with_each_try_that_is_looked_at(site: Site) {
        let (claire, there) = (site.account(Role::Operator).await, network("192.0.2.7"));
        five_wrong(site, &claire, &there).await;
        for seconds in [30, 60, 120] {
            site.desk.app.clock.advance(SignedDuration::from_secs(seconds - 1));
            assert_eq!(try_with(site, &claire, "toujours pas", &there).await, "wait", "{seconds} s");
            site.desk.app.clock.advance(SignedDuration::from_secs(1));
            assert_eq!(try_with(site, &claire, "toujours pas", &there).await, "wrong", "{seconds} s");
        }
        site.desk.app.clock.advance(SignedDuration::from_hours(25));
        five_wrong(site, &claire, &there).await;
    }

    async fn the_owner_gets_in_by_a_browser_she_has_used_before(site: Site) {
        let (claire, office) = (site.account(Role::Operator).await, network("192.0.2.7"));
        let first = desk::sign_in(&site.desk.app, &claire, PASSWORD.into(), &office).await;
        let Ok(SignedIn::Open(opened)) = first else { panic!("no session: {first:?}") };
        // Somebody behind the same address as she.
        five_wrong(site, &claire, &office).await;
        assert_eq!(try_with(site, &claire, PASSWORD, &office).await, "wait");
        let hers = Client { device: Some(opened.device), ..office.clone() };
        assert_eq!(try_with(site, &claire, PASSWORD, &hers).await, "in");
        let invented = Client { device: Some("inventé".into()), ..office };
        assert_eq!(try_with(site, &claire, PASSWORD, &invented).await, "wait", "a made-up browser is none");
    }

    async fn many_tries_at_once_gain_nothing(site: Site) {
        let (claire, there) = (site.account(Role::Operator).await, network("192.0.2.7"));
        let tries = (0..20).map(|_| try_with(site, &claire, "au hasard", &there));
        let answers = futures_util::future::join_all(tries).await;
        assert_eq!(answers.iter().filter(|answer| **answer == "wrong").count(), 5, "{answers:?}");
    }

    async fn wrong_codes_from_everywhere_make_strangers_wait_and_not_the_owner(site: Site) {
        let claire = site.enrolled(Role::Operator).await;
        site.next_code();
        let opened = site.with_code(&claire.email, &claire.code(site)).await.expect("in");
        let mut waits = 0;
        for machine in 0..24 {
            let from = network(&format!("198.51.100.{machine}"));
            let asked = desk::sign_in(&site.desk.app, &claire.email, PASSWORD.into(), &from).await.expect("right");
            let SignedIn::CodeAsked { token } = asked else { panic!("no code is asked for") };
            let entered = desk::enter_code(&site.desk.app, &token, "000002", &from).await;
            waits += usize::from(matches!(entered, Err(DeskError::Wait { .. })));
        }
        assert_eq!(waits, 4, "twenty are looked at");
        site.next_code();
        let hers = Client { device: Some(opened.device), ..network("203.0.113.1") };
        let asked = desk::sign_in(&site.desk.app, &claire.email, PASSWORD.into(), &hers).await.expect("right");
        let SignedIn::CodeAsked { token } = asked else { panic!("no code is asked for") };
        desk::enter_code(&site.desk.app, &token, &claire.code(site), &hers).await.expect("she is in");
    }
}
