//! 32–34, 36, 46. The front door: set-up, foreign headers, cookies of others, other sites, other addresses.

use reqwest::{Client, header, redirect};
use vigie::{
    domain::vocabulary::Role,
    store::find,
    web::routes::{Access, TABLE},
};

use crate::{
    on_both,
    support::{Desk, Engine, PASSWORD, Site, Visitor},
};

const OUT: &Visitor = &Visitor::Nobody;

fn browser() -> Client {
    Client::builder().redirect(redirect::Policy::none()).build().expect("a client")
}

/// An address with something in its holes that never was.
fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{id}" | "{offer}" | "{task}" | "{entry}" => "0198c5a0-0000-7000-8000-000000000001",
        "{month}" => "2026-10",
        hole if hole.starts_with('{') => "0000-0000",
        plain => plain,
    });
    parts.collect::<Vec<_>>().join("/")
}

on_both! {
    async fn attack_32_there_is_no_set_up_page_and_no_account_that_nobody_made(site: Site) {
        assert!(find::users(site.desk.app.store.reader()).await.expect("a read").is_empty());
        for path in ["/setup", "/install", "/init", "/register", "/sign-up", "/admin"] {
            let reply = site.get(OUT, path).await;
            assert!(reply.status == 404 || reply.location.starts_with("/sign-in"), "{path}: {}", reply.status);
            assert!(site.post(OUT, path, &[("password", "x")]).await.status >= 400 || path.starts_with("/users"));
        }
        for (login, password) in [("admin", "admin"), ("admin@localhost", "password"), ("vigie", "vigie"), ("", "")] {
            let reply = site.post(OUT, "/sign-in", &[("login", login), ("password", password)]).await;
            assert_eq!(reply.status, 422, "{login}");
            assert!(reply.session.is_none());
        }
        assert!(find::users(site.desk.app.store.reader()).await.expect("a read").is_empty());
    }

    async fn attack_33_no_header_says_who_somebody_is(site: Site) {
        let email = site.account(Role::Administrator).await;
        for name in [
            "x-remote-user", "remote-user", "x-forwarded-user", "x-forwarded-email", "x-auth-request-email", "x-user",
            "x-webauth-user", "x-authentik-email", "x-goog-authenticated-user-email", "from", "authorization",
        ] {
            let request = browser().get(format!("{}/users", site.url())).header(name, &email);
            let answer = request.send().await.expect("an answer");
            assert_eq!(answer.status().as_u16(), 303, "{name}");
        }
        let basic = browser().get(format!("{}/users", site.url())).basic_auth(&email, Some(PASSWORD));
        assert_eq!(basic.send().await.expect("an answer").status().as_u16(), 303);
    }

    async fn attack_34_no_other_site_sends_a_form_in_somebodys_name(site: Site) {
        let mut taken = Vec::new();
        let staff = Visitor::Staff(Role::Supervisor, String::new());
        let Visitor::Staff(role, _) = staff else { panic!("staff") };
        let Visitor::Staff(_, session) = site.staff(role).await else { panic!("a session") };
        for route in TABLE.iter().filter(|route| route.method != "get" && !matches!(route.access, Access::Token(_))) {
            for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example"), ("origin", "null")] {
                let method = route.method.to_uppercase().parse().expect("a method");
                let request = browser().request(method, format!("{}{}", site.url(), filled(route.path)));
                let request = request.header(header::COOKIE, format!("vigie={session}")).header(name, value).form(&[("x", "y")]);
                let status = request.send().await.expect("an answer").status().as_u16();
                if status != 403 {
                    taken.push(format!("{} {} with {name}: {value} → {status}", route.method, route.path));
                }
            }
        }
        assert!(taken.is_empty(), "{}", taken.join("\n"));
        let bare = browser().post(format!("{}/calls", site.url())).header(header::COOKIE, format!("vigie={session}"));
        assert_eq!(bare.send().await.expect("an answer").status().as_u16(), 403, "a session without any of these headers");
        let still = Visitor::Staff(Role::Supervisor, session);
        assert_eq!(site.get(&still, "/queue").await.status, 200, "nobody was signed out by another site");
    }

    async fn attack_34_a_session_that_somebody_else_chose_is_never_hers(site: Site) {
        let email = site.account(Role::Operator).await;
        let chosen = Visitor::Staff(Role::Operator, "choisi-par-l-attaquant".into());
        let entered = site.post(&chosen, "/sign-in", &[("login", &email), ("password", PASSWORD)]).await;
        let session = entered.session.expect("a session of her own");
        assert_ne!(session, "choisi-par-l-attaquant");
        assert_eq!(site.get(&chosen, "/queue").await.status, 303, "the cookie that was planted opens nothing");
        let planted = Visitor::Staff(Role::Operator, site.sign_in(&email).await);
        let again = site.post(&planted, "/sign-in", &[("login", &email), ("password", PASSWORD)]).await;
        let Visitor::Staff(_, before) = &planted else { panic!("a session") };
        assert_ne!(again.session.as_ref(), Some(before), "every sign-in begins a session of its own");
    }

    async fn attack_36_an_address_that_somebody_claims_is_not_believed(site: Site) {
        let email = site.account(Role::Operator).await;
        let mut last = 0;
        for number in 0..6 {
            let request = browser().post(format!("{}/sign-in", site.url()));
            let claimed = format!("203.0.113.{number}");
            let request = request.header("x-forwarded-for", &claimed).header("x-real-ip", &claimed);
            let request = request.header("forwarded", format!("for={claimed}")).header("cf-connecting-ip", &claimed);
            let form = [("login", email.as_str()), ("password", "au hasard")];
            last = request.form(&form).send().await.expect("an answer").status().as_u16();
        }
        assert_eq!(last, 429, "five tries are those of one client, whatever it calls itself");
    }

    async fn attack_46_sign_in_leads_to_this_site_alone(site: Site) {
        let email = site.account(Role::Operator).await;
        for next in ["//evil.example", "https://evil.example", "/\\evil.example", "/%09/evil.example/..", "javascript:alert(1)", "/\t/evil.example"] {
            let shown = site.get(OUT, &format!("/sign-in?next={}", next.replace('\t', "%09").replace('\\', "%5C"))).await;
            assert!(!shown.body.contains("value=\"//") && !shown.body.contains("value=\"https://evil"), "{next}");
        }
        for next in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            let form = [("login", email.as_str()), ("password", PASSWORD), ("next", next)];
            let entered = site.post(OUT, "/sign-in", &form).await;
            assert_eq!((entered.status, entered.location.as_str()), (303, "/queue"), "{next}");
        }
        for path in ["//evil.example", "//evil.example/%2e%2e", "/https://evil.example/"] {
            let reply = site.get(OUT, path).await;
            assert!(!reply.location.contains("//evil"), "{path} leads to {}", reply.location);
        }
    }
}

/// Behind a proxy that the settings name, in the ways that proxies tell an address: what stands before theirs is the client's own.
#[tokio::test]
async fn attack_36_of_two_lines_the_proxys_own_is_the_last() {
    let desk =
        Desk::with(Engine::Sqlite, Vec::new(), |settings| settings.trusted_proxies = vec!["127.0.0.1".into()]).await;
    let site = Site::of(desk);
    for seen in ["203.0.113.10", "203.0.113.11:4433", "10.9.9.9, 203.0.113.12", "[2001:db8::1]:443"] {
        let mut last = 0;
        for number in 0..9 {
            let request = browser().post(format!("{}/suivi", site.url()));
            let request = request.header("x-forwarded-for", format!("10.1.2.{number}")).header("x-forwarded-for", seen);
            let form = [("code", "7QK2-M4XA-9TZB"), ("postal_code", "31000")];
            last = request.form(&form).send().await.expect("an answer").status().as_u16();
        }
        assert_eq!(last, 429, "nine tries by {seen} are those of one client");
    }
    let another = browser().post(format!("{}/suivi", site.url())).header("x-forwarded-for", "203.0.113.99:1");
    let form = [("code", "7QK2-M4XA-9TZB"), ("postal_code", "31000")];
    assert_eq!(
        another.form(&form).send().await.expect("an answer").status().as_u16(),
        422,
        "another client isn't kept waiting"
    );
    site.close().await;
}
