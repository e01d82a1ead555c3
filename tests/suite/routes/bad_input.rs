//! Bad input gets a clear answer at its place and loses nothing: not what was typed, not what was stored.

use serde_json::{Value, json};
use vigie::{domain::vocabulary::Channel, store::find};

use crate::{
    on_both,
    support::{Engine, Reply, Site, Visitor, in_rodez},
};

const OUT: &Visitor = &Visitor::Nobody;

/// The form as somebody fills it in; `more` comes last and wins.
async fn sent(site: &Site, more: &[(&str, &str)]) -> Reply {
    let mut form = vec![
        ("description", "Tous nos fichiers sont chiffrés, on réclame une rançon."),
        ("contact_name", "Jeanne Miquel"),
        ("phone", "05 65 00 00 01"),
        ("postal_code", "12000"),
    ];
    form.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    form.extend_from_slice(more);
    site.post(OUT, "/report", &form).await
}

async fn how_many(site: &Site) -> usize {
    find::queue(site.desk.app.store.reader(), &find::QueueFilter::default(), 100).await.expect("a read").len()
}

/// The field is marked as refused, and what was typed is in it still.
fn is_explained(reply: &Reply, field: &str, typed: &str) {
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains(&format!("id=\"{field}-refusal\"")), "no word beside {field}");
    assert!(reply.body.contains(typed), "{typed} is lost");
    assert!(reply.body.contains("Tous nos fichiers sont chiffrés"), "the description is lost");
}

on_both! {
    async fn a_wrong_number_is_explained_at_its_field_and_nothing_typed_is_lost(site: Site) {
        is_explained(&sent(site, &[("siret", "732 829 320 00075")]).await, "siret", "732 829 320 00075");
        is_explained(&sent(site, &[("postal_code", "99999")]).await, "postal_code", "99999");
        is_explained(&sent(site, &[("phone", "05 65 00")]).await, "phone", "05 65 00");
        is_explained(&sent(site, &[("email", "jeanne arobase"), ("phone", "")]).await, "email", "jeanne arobase");
        assert_eq!(how_many(site).await, 0);
    }

    async fn a_cedex_code_falls_back_to_its_department(site: Site) {
        let reply = sent(site, &[("postal_code", "31013")]).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        let cases = find::queue(site.desk.app.store.reader(), &find::QueueFilter::default(), 10).await.expect("a read");
        assert_eq!((cases[0].department.as_str(), cases[0].commune.as_deref()), ("31", None));
    }

    async fn strange_texts_are_stored_as_they_are_or_refused_with_a_reason(site: Site) {
        let long = "Tous nos fichiers sont chiffrés. ".repeat(3_200);
        for words in [
            "🔥💥 tout est chiffré 👨‍👩‍👧‍👦",
            "\u{202e}ملفاتنا مشفرة ويطلبون فدية\u{202c}",
            "avant\u{0}après, tous les fichiers sont chiffrés",
            "a\u{301}\u{323}\u{300} \u{feff}\u{200b} <script>alert(1)</script> ' OR 1=1 --",
            &long,
        ] {
            let reply = sent(site, &[("description", words)]).await;
            assert!([303, 422].contains(&reply.status), "{} for {:.30}", reply.status, words);
        }
        assert!(how_many(site).await >= 4, "what can be stored is stored");
        let endless = "x".repeat(600 * 1024);
        let reply = sent(site, &[("description", &endless)]).await;
        assert!([400, 413].contains(&reply.status), "{}", reply.status);
        assert!(reply.body.contains("<h1"), "a page says why");
    }

    async fn the_same_form_sent_twice_is_one_case(site: Site) {
        let key = ("submit_id", "0198c5a0-0000-7000-8000-00000000000f");
        let first = sent(site, &[key]).await;
        let second = sent(site, &[key]).await;
        assert_eq!((first.status, &first.location), (303, &second.location));
        assert_eq!(how_many(site).await, 1);
    }

    async fn the_interface_names_the_field_that_is_wrong(site: Site) {
        let partner = site.partner(&["report"]).await;
        let told = in_rodez(&json!({"organisation": {"siret": "73282932000075"}}));
        let reply = site.send(&partner, "post", "/api/v1/incidents", &told).await;
        let problem: Value = serde_json::from_str(&reply.body).expect("a problem document");
        assert_eq!(reply.status, 422);
        assert!(reply.body.contains("/organisation/siret"), "{problem}");
        let nothing = site.send(&partner, "post", "/api/v1/incidents", &json!([])).await;
        assert!([400, 422].contains(&nothing.status), "{}", nothing.status);
    }
}

/// The server takes no more connections to this desk's database, and ends those that are open.
async fn take_the_database_away(site: &Site) {
    let name = site.desk.place.opening.url.rsplit('/').next().expect("its name").to_owned();
    site.desk.place.on_server(&format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")).await;
    let end = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    site.desk.place.on_server(&end).await;
}

async fn bring_it_back(site: &Site) {
    let name = site.desk.place.opening.url.rsplit('/').next().expect("its name").to_owned();
    site.desk.place.on_server(&format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")).await;
}

#[tokio::test]
async fn a_database_that_is_gone_loses_nothing_typed_and_the_desk_heals() {
    let site = Site::open(Engine::Postgres).await;
    take_the_database_away(&site).await;
    let reply = sent(&site, &[("contact_name", "Jeanne Miquel-Roux")]).await;
    assert_eq!(reply.status, 503);
    assert!(reply.body.contains("Jeanne Miquel-Roux") && reply.body.contains("Tous nos fichiers sont chiffrés"));
    assert_eq!(site.get(OUT, "/readyz").await.status, 503);
    assert_eq!(site.get(OUT, "/healthz").await.status, 200, "the process itself is well");
    bring_it_back(&site).await;
    assert_eq!(site.get(OUT, "/readyz").await.status, 200, "without a restart");
    assert_eq!(sent(&site, &[]).await.status, 303);
    assert_eq!(how_many(&site).await, 1);
    assert_eq!(site.desk.case(first_case(&site).await).await.channel, Channel::Web.as_str());
    site.close().await;
}

async fn first_case(site: &Site) -> uuid::Uuid {
    let cases = find::queue(site.desk.app.store.reader(), &find::QueueFilter::default(), 1).await.expect("a read");
    cases.first().expect("a case").id
}
