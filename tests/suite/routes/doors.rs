//! Every door lets in whom the table names, and nobody else.

use vigie::{
    domain::vocabulary::Role,
    web::routes::{Access, Route, TABLE},
};

use crate::{
    on_both,
    support::{Reply, Site, Visitor},
};

/// Scopes of the partners that come by, one each.
const SCOPES: [&str; 6] = vigie::desk::SCOPES;

/// What stands in a door's way.
#[derive(Debug, PartialEq, Eq)]
enum Door {
    /// The handler answered, whatever it said of the thing that isn't there.
    Opens,
    /// Sign in first.
    AsksWho,
    /// Not for this role or scope.
    Refuses,
}

fn should(route: &Route, who: &Visitor) -> Door {
    match (route.access, who) {
        (Access::Open | Access::Link, _) | (Access::Own, Visitor::Staff(..)) => Door::Opens,
        (Access::Staff(roles), Visitor::Staff(role, _)) if roles.contains(role) => Door::Opens,
        (Access::Staff(_), Visitor::Staff(..)) => Door::Refuses,
        (Access::Token(scope), Visitor::Partner(scopes, _)) if scopes.contains(&scope) => Door::Opens,
        (Access::Token(_), Visitor::Partner(..)) => Door::Refuses,
        // A token is no session, and a session is no token.
        (Access::Own | Access::Staff(_) | Access::Token(_), _) => Door::AsksWho,
    }
}

fn does(reply: &Reply) -> Door {
    match reply.status {
        401 => Door::AsksWho,
        303 if reply.location.starts_with("/sign-in?next=") => Door::AsksWho,
        403 => Door::Refuses,
        _ => Door::Opens,
    }
}

/// A path with something in its holes that never was.
fn path_of(route: &Route) -> String {
    let parts = route.path.split('/').map(|part| match part {
        "{id}" | "{offer}" | "{task}" | "{entry}" | "{file}" => "0198c5a0-0000-7000-8000-000000000001",
        "{reference}" => "0000-0000",
        "{month}" => "2026-10",
        hole if hole.starts_with('{') => "nothing-of-this-name",
        plain => plain,
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn knock(site: &Site, route: &Route, who: &Visitor) -> Reply {
    let path = path_of(route);
    match route.method {
        "get" => site.get(who, &path).await,
        "post" if !route.path.starts_with("/api/") => site.post(who, &path, &[]).await,
        other => site.send(who, other, &path, &serde_json::json!({})).await,
    }
}

async fn visitors(site: &Site) -> Vec<Visitor> {
    let mut all = vec![Visitor::Nobody];
    for role in Role::ALL {
        all.push(site.staff(*role).await);
    }
    for scope in SCOPES {
        all.push(site.partner(&[scope]).await);
    }
    all
}

on_both! {
    async fn every_door_lets_in_whom_the_table_names_and_nobody_else(site: Site) {
        let visitors = visitors(site).await;
        let mut wrong = Vec::new();
        // Who signs out is out: that door comes last.
        let (last, doors): (Vec<_>, Vec<_>) = TABLE.iter().partition(|route| route.path == "/sign-out");
        assert_eq!(last.len(), 1);
        for route in doors.into_iter().chain(last) {
            for who in &visitors {
                let reply = knock(site, route, who).await;
                let (should, does) = (should(route, who), does(&reply));
                if should != does || reply.status >= 500 {
                    wrong.push(format!("{} {} for {who:?}: {should:?}, but {}", route.method, route.path, reply.status));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    async fn a_forged_link_looks_like_one_that_never_was(site: Site) {
        for route in TABLE.iter().filter(|route| route.access == Access::Link) {
            let reply = knock(site, route, &Visitor::Nobody).await;
            assert_eq!(reply.status, 404, "{} {}", route.method, route.path);
        }
    }

    async fn an_operator_whose_account_is_closed_is_out_at_once(site: Site) {
        let operator = site.staff(Role::Operator).await;
        assert_eq!(site.get(&operator, "/queue").await.status, 200);
        let users = vigie::store::find::users(site.desk.app.store.reader()).await.expect("a read");
        let account = users.into_iter().find(|user| user.role == "operator").expect("her account");
        vigie::desk::disable_user(&site.desk.app, &vigie::desk::By::Command, &account.email).await.expect("closed");
        assert_eq!(does(&site.get(&operator, "/queue").await), Door::AsksWho);
    }
}
