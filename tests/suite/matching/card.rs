//! A supervisor corrects a provider's card: what is wrong is told at its field, what is right counts at once and is kept in
//! the history.

use vigie::{
    domain::{provider::card::card_fields, vocabulary::Role},
    store::{entity::provider, find},
};

use crate::{
    on_both,
    support::{Reply, Site, Visitor},
};

async fn first(site: &Site) -> provider::Model {
    find::providers(site.desk.app.store.reader()).await.expect("a read").remove(0)
}

/// The form as the page gives it, with some fields typed otherwise.
async fn typed(site: &Site, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let row = first(site).await;
    let known = vigie::desk::provider_of(&row).expect("a provider");
    let mut fields = card_fields(&known);
    fields.insert("version".into(), vec![row.version.to_string()]);
    for (name, value) in more {
        fields.insert((*name).to_owned(), vec![(*value).to_owned()]);
    }
    fields.into_iter().flat_map(|(name, all)| all.into_iter().map(move |value| (name.clone(), value))).collect()
}

async fn send(site: &Site, who: &Visitor, form: &[(String, String)]) -> Reply {
    let path = format!("/providers/{}/edit", first(site).await.id.simple());
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    site.post(who, &path, &form).await
}

async fn sent(site: &Site, who: &Visitor, more: &[(&str, &str)]) -> Reply {
    send(site, who, &typed(site, more).await).await
}

on_both! {
    async fn a_label_and_the_capacity_are_corrected_and_kept_in_the_history(site: Site) {
        let who = site.staff(Role::Supervisor).await;
        let path = format!("/providers/{}", first(site).await.id.simple());
        let form = site.get(&who, &format!("{path}/edit")).await;
        assert!(form.status == 200 && form.body.contains("name=\"label_1_until\" value=\"2030-12-31\""), "{}", form.body);
        let changes = [("capacity", "4"), ("label_1_number", "EC-12"), ("label_1_issuer", "AFNOR"), ("label_1_scope", "sites web")];
        let reply = sent(site, &who, &changes).await;
        assert_eq!((reply.status, reply.location), (303, format!("{path}?done=provider-card")));
        let shown = site.get(&who, &path).await.body;
        assert!(shown.contains("AFNOR · n° EC-12 · sites web"), "{shown}");
        assert!(shown.contains("capacité") && shown.contains("labels"), "the history names what changed");
        let live = site.desk.app.directory.snapshot();
        let live = live.get(first(site).await.id.into()).expect("there").clone();
        assert_eq!((live.capacity, live.labels[0].number.as_deref()), (4, Some("EC-12")));
        assert_eq!(site.acts("provider.changed").await, 1);
        assert_eq!(sent(site, &who, &[]).await.status, 303, "the same again");
        assert_eq!(site.acts("provider.changed").await, 1, "and changes nothing");
    }

    async fn what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(site: Site) {
        let who = site.staff(Role::Supervisor).await;
        for (field, value) in [
            ("label_1_until", "2025-12-31"),
            ("label_1_from", "hier"),
            ("capacity", "-1"),
            ("siret", "732 829 320 00075"),
            ("hours", "toujours"),
            ("departments", "12, 99"),
            ("insurance_until", "bientôt"),
        ] {
            let reply = sent(site, &who, &[(field, value), ("company", "Atelier de l’Aubrac")]).await;
            assert_eq!(reply.status, 422, "{field}");
            assert!(reply.body.contains(&format!("id=\"{field}-refusal\"")), "no word beside {field}");
            assert!(reply.body.contains(value) && reply.body.contains("Atelier de l’Aubrac"), "{value} is lost");
        }
        let magic = sent(site, &who, &[("skill_magic", "2")]).await;
        assert!(magic.status == 422 && magic.body.contains("id=\"skills-refusal\""));
        let lost = sent(site, &who, &[("radius_km", "30"), ("postal_code", ""), ("commune", "")]).await;
        assert!(lost.status == 422 && lost.body.contains("id=\"radius_km-refusal\""), "{}", lost.status);
        let all = find::providers(site.desk.app.store.reader()).await.expect("a read");
        let (one, other) = (&all[0], all.iter().find(|row| row.siret.is_some() && row.id != all[0].id));
        if let Some(taken) = other.and_then(|row| row.siret.clone()) {
            let reply = sent(site, &who, &[("siret", &taken)]).await;
            assert!(reply.status == 422 && reply.body.contains("id=\"siret-refusal\""), "{}", reply.status);
        }
        assert_eq!(first(site).await.version, one.version, "nothing was changed");
        assert_eq!(site.acts("provider.changed").await, 0);
    }

    async fn of_two_who_correct_one_card_the_second_is_told_and_may_go_on(site: Site) {
        let (anne, bob) = (site.staff(Role::Supervisor).await, site.staff(Role::Supervisor).await);
        let (hers, his) = (typed(site, &[("capacity", "3")]).await, typed(site, &[("capacity", "5")]).await);
        assert_eq!(send(site, &anne, &hers).await.status, 303);
        let late = send(site, &bob, &his).await;
        assert!(late.status == 409 && late.body.contains("value=\"5\""), "{}", late.status);
        assert!(late.body.contains(&format!("name=\"version\" value=\"{}\"", first(site).await.version)));
        assert_eq!(sent(site, &bob, &[("capacity", "5")]).await.status, 303);
    }

    async fn who_has_a_tie_with_the_firm_does_not_correct_its_card(site: Site) {
        let who = site.staff(Role::Supervisor).await;
        let path = format!("/providers/{}", first(site).await.id.simple());
        assert_eq!(site.post(&who, &format!("{path}/tie"), &[("why", "Mon frère"), ("intent", "declare")]).await.status, 303);
        assert_eq!(site.get(&who, &format!("{path}/edit")).await.status, 403);
        assert_eq!(sent(site, &who, &[("capacity", "5")]).await.status, 403);
    }
}
