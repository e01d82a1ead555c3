//! The pages of agreement and choice: what is asked, what is read to the victim, what she sees of each provider.

use serde_json::json;
use uuid::Uuid;
use vigie::{
    desk::{self, Agreement, By, Delegated, Insurer, OwnSupplier},
    domain::{
        matching::Shortlist,
        offer::{Answer, FirstHelp, Terms, WorkPlace},
        provider::Vetting,
        vocabulary::{IncidentState, Role, VettingState},
    },
    store::{entity::offer, find},
};

use crate::{
    on_both,
    support::{Desk, Engine, Site, Visitor, provider},
};

const STORY: &str = "Tous nos fichiers sont chiffrés, on nous réclame une rançon.";
/// The warning that is read to a victim, and that she reads herself.
const HAND_NOTHING_OVER: &str = "Ne lui remettez rien avant une vérification";
const TIED: &str = "Vous avez déclaré un lien avec cette entreprise";

/// A desk whose providers have a label with its scope; its last is closed until two o'clock and not vetted.
struct Agency(Site);

impl Agency {
    async fn open(engine: Engine) -> Self {
        let mut providers: Vec<_> = (0..5).map(provider).collect();
        for one in &mut providers {
            one.labels[0].scope = Some("assistance et remise en état".into());
        }
        providers[4].vetting = Vetting::imported(VettingState::Applicant, None);
        providers[4].hours = "mo-fr 14:00-18:00".parse().expect("hours");
        Self(Site::of(Desk::with_providers(engine, providers).await))
    }

    async fn close(self) {
        self.0.close().await;
    }
}

async fn reference(site: &Site, id: Uuid) -> String {
    site.desk.case(id).await.reference
}

async fn lifted(site: &Site) -> Uuid {
    let id = site.desk.call(&json!({})).await;
    site.desk.lift(id).await;
    id
}

async fn agreed(site: &Site, own_supplier: OwnSupplier, insurer: Insurer) -> Uuid {
    let id = lifted(site).await;
    let (wording, said_by) = ("D’accord.".into(), "Jeanne Miquel".into());
    let agreement =
        Agreement { wording, channel: "phone".into(), said_by, delegated: Delegated::No, own_supplier, insurer };
    desk::record_agreement(&site.desk.app, &site.desk.ana, id, agreement).await.expect("recorded");
    id
}

/// All who were asked are available at a price, and answered in the opposite order to the one that was drawn.
async fn all_available(site: &Site, id: Uuid) -> Vec<offer::Model> {
    site.desk.ask(id).await.expect("offers leave");
    let mut offers = site.desk.offers(id).await;
    offers.sort_by_key(|offer| offer.draw);
    for offer in offers.iter().rev() {
        let terms = Terms {
            from_when: "now".into(),
            place: WorkPlace::Both,
            first_help_free: FirstHelp::Charged,
            call_out_cents: Some(8_100),
            hourly_cents: Some(9_700),
        };
        let by = By::Provider(offer.provider_id.into());
        let answer = Answer::Available(terms);
        desk::answer_offer(&site.desk.app, &by, offer.id, answer, "Sam".into()).await.expect("it counts");
    }
    offers
}

fn is_in_order(page: &str, wanted: &[String]) -> bool {
    let places: Vec<usize> = wanted.iter().map(|one| page.find(one.as_str()).expect("it is on the page")).collect();
    places.is_sorted()
}

/// The page of a case as this member of the staff sees it.
async fn case_page(site: &Site, who: &Visitor, id: Uuid) -> String {
    let page = site.get(who, &format!("/incidents/{}", reference(site, id).await)).await;
    assert_eq!(page.status, 200);
    page.body
}

on_both! {
    async fn the_agreement_is_refused_at_its_field_when_nobody_asked_about_the_supplier(agency: Agency) {
        let Agency(site) = agency;
        let (id, who) = (lifted(site).await, site.staff(Role::Operator).await);
        let door = format!("/incidents/{}/agreement", reference(site, id).await);
        let form = [("consent_to_share", "yes"), ("insured", "not_told"), ("wording", "D’accord."), ("said_how", "email"), ("said_by", "Paule Roux")];
        let refused = site.post(&who, &door, &form).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("id=\"own_supplier-refusal\"") && refused.body.contains("href=\"#own_supplier\""));
        for kept in ["value=\"Paule Roux\"", "name=\"insured\" value=\"not_told\" checked", "value=\"email\" selected"] {
            assert!(refused.body.contains(kept), "{kept} is lost");
        }
        assert!(site.desk.case(id).await.agreed_at.is_none());
        let answered: Vec<_> = form.into_iter().chain([("own_supplier", "unable")]).collect();
        assert_eq!(site.post(&who, &door, &answered).await.status, 303);
        let given = desk::agreement_of(&site.desk.case(id).await).expect("recorded");
        assert_eq!((given.own_supplier, given.insurer), (OwnSupplier::Unable, Insurer::NotTold));
        let page = case_page(site, &who, id).await;
        assert!(page.contains("Le prestataire habituel ne peut pas ou ne veut pas") && page.contains("l’assureur n’est pas encore prévenu"));
    }

    async fn a_call_with_an_agreement_ends_once_the_question_was_asked(agency: Agency) {
        let Agency(site) = agency;
        let who = site.staff(Role::Operator).await;
        let call = site.post(&who, "/calls", &[("phone", "0565000001")]).await.location;
        let mut form = vec![
            ("description", STORY), ("contact_name", "Jeanne Miquel"), ("phone", "05 65 00 00 01"), ("postal_code", "12000"),
            ("consent_to_share", "yes"), ("doubt_lifted", "yes"), ("insured", "no"), ("intent", "finish"),
        ];
        let refused = site.post(&who, &call, &form).await;
        assert_eq!((refused.status, site.acts("report.received").await), (422, 0));
        assert!(refused.body.contains("id=\"own_supplier-refusal\"") && refused.body.contains(STORY));
        form.retain(|(name, _)| *name != "intent");
        form.push(("intent", "information"));
        assert_eq!(site.post(&who, &call, &form).await.status, 422, "a report isn't thrown away for that answer");
        form.retain(|(name, _)| *name != "intent");
        form.extend([("own_supplier", "way_in"), ("intent", "finish")]);
        let ended = site.post(&who, &call, &form).await;
        assert_eq!((ended.status, site.acts("consent.recorded").await), (303, 1));
        let page = site.get(&who, ended.location.split('?').next().expect("a path")).await.body;
        assert!(page.contains("id=\"way-in\""), "the warning is shown where the call ends");
    }

    async fn a_supplier_that_may_be_the_way_in_is_warned_of_on_every_page(agency: Agency) {
        let Agency(site) = agency;
        let who = site.staff(Role::Operator).await;
        let id = agreed(site, OwnSupplier::MayBeTheWayIn, Insurer::None).await;
        let page = case_page(site, &who, id).await;
        let warning = page.split("id=\"way-in\"").nth(1).and_then(|rest| rest.split("</p>").next()).expect("the warning");
        assert!(warning.contains(HAND_NOTHING_OVER), "{warning}");
        let tracking = site.tracking(id).await;
        assert!(site.get(&Visitor::Nobody, &tracking).await.body.contains(HAND_NOTHING_OVER));
        let other = agreed(site, OwnSupplier::Unable, Insurer::None).await;
        assert!(!case_page(site, &who, other).await.contains("id=\"way-in\""));
        let tracking = site.tracking(other).await;
        assert!(!site.get(&Visitor::Nobody, &tracking).await.body.contains(HAND_NOTHING_OVER));
    }

    async fn who_is_insured_is_told_to_call_the_insurer_where_she_chooses(agency: Agency) {
        let Agency(site) = agency;
        for (insurer, told) in [(Insurer::NotTold, true), (Insurer::Unknown, true), (Insurer::None, false)] {
            let id = agreed(site, OwnSupplier::None, insurer).await;
            all_available(site, id).await;
            let page = site.get(&Visitor::Nobody, &site.tracking(id).await).await.body;
            assert_eq!(page.to_lowercase().contains("appelez d’abord votre assureur"), told, "{insurer:?}");
        }
    }

    async fn she_sees_each_in_the_order_that_was_drawn_with_prices_and_labels_scope_and_all(agency: Agency) {
        let Agency(site) = agency;
        let id = agreed(site, OwnSupplier::None, Insurer::None).await;
        let offers = all_available(site, id).await;
        assert_eq!(offers.len(), 3);
        let page = site.get(&Visitor::Nobody, &site.tracking(id).await).await.body;
        let ids: Vec<String> = offers.iter().map(|offer| format!("value=\"{}\"", offer.id.simple())).collect();
        assert!(is_in_order(&page, &ids), "the order of the page isn't the one in the rows");
        let kept = find::last_shortlist(site.desk.app.store.reader(), id).await.expect("a read").expect("the list");
        let list: Shortlist = serde_json::from_value(kept.list).expect("a list");
        let mut drawn = offers.clone();
        drawn.sort_by_key(|offer| {
            let bytes = list.context.tie_key.draw(offer.provider_id.into());
            u32::from_be_bytes([bytes[28] & 0x7f, bytes[29], bytes[30], bytes[31]])
        });
        let ids = |offers: &[offer::Model]| offers.iter().map(|offer| offer.id).collect::<Vec<_>>();
        assert_eq!(ids(&drawn), ids(&offers), "it can be drawn again with the key that the list keeps");
        assert_eq!(page.matches("ExpertCyber : assistance et remise en état").count(), 3);
        let page = page.replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(page.matches("81 €").count(), 3, "call-out");
        assert_eq!(page.matches("97 €").count(), 3, "by the hour");
    }

    async fn she_may_leave_the_choice_to_the_desk_and_still_choose_herself(agency: Agency) {
        let Agency(site) = agency;
        let id = agreed(site, OwnSupplier::None, Insurer::None).await;
        let offers = all_available(site, id).await;
        let tracking = site.tracking(id).await;
        let choice = format!("{tracking}/choice");
        assert!(site.get(&Visitor::Nobody, &tracking).await.body.contains("name=\"offer\" value=\"desk\""));
        assert_eq!(site.post(&Visitor::Nobody, &choice, &[("offer", "desk")]).await.status, 303);
        assert_eq!(site.acts("choice.delegated").await, 1);
        let page = site.get(&Visitor::Nobody, &tracking).await.body;
        assert!(page.contains("Nous choisissons pour vous") && !page.contains("name=\"offer\" value=\"desk\""));
        let who = site.staff(Role::Operator).await;
        assert!(case_page(site, &who, id).await.contains("<option value=\"operator\" selected>"));
        let first = offers[0].id.to_string();
        assert_eq!(site.post(&Visitor::Nobody, &choice, &[("offer", &first)]).await.status, 303);
        assert_eq!(site.desk.state(id).await, IncidentState::Assigned);
    }

    async fn the_operator_says_who_chose(agency: Agency) {
        let Agency(site) = agency;
        let id = agreed(site, OwnSupplier::None, Insurer::None).await;
        let offer = all_available(site, id).await[0].id.to_string();
        let who = site.staff(Role::Operator).await;
        let door = format!("/incidents/{}/choice", reference(site, id).await);
        assert_eq!(site.post(&who, &door, &[("offer", &offer), ("chosen_by", "operator")]).await.status, 303);
        let filter = find::TrailFilter { action: Some("offer.chosen".into()), ..find::TrailFilter::default() };
        let events = find::trail(site.desk.app.store.reader(), &filter, 10).await.expect("a read");
        assert!(events[0].canonical.contains(r#""chosen_by":"desk_by_delegation""#), "{}", events[0].canonical);
    }

    async fn a_tie_hides_the_firms_choice_and_its_spoken_answer_and_says_why(agency: Agency) {
        let Agency(site) = agency;
        let (tied, free) = (site.staff(Role::Supervisor).await, site.staff(Role::Supervisor).await);
        let id = agreed(site, OwnSupplier::None, Insurer::None).await;
        let list = desk::propose_providers(&site.desk.app, &site.desk.ana, id).await.expect("a list");
        let first = list.ranking.candidates[0].provider.0;
        let declared = [("why", "Mon frère"), ("intent", "declare")];
        assert_eq!(site.post(&tied, &format!("/providers/{}/tie", first.simple()), &declared).await.status, 303);
        let box_of = format!("name=\"provider\" value=\"{}\"", first.simple());
        let (hers, theirs) = (case_page(site, &tied, id).await, case_page(site, &free, id).await);
        assert!(!hers.contains(&box_of) && hers.contains(TIED), "she may not ask it by name");
        assert!(theirs.contains(&box_of) && !theirs.contains(TIED), "a colleague may");
        let offers = all_available(site, id).await;
        let offer = offers.iter().find(|offer| offer.provider_id == first).expect("it was asked").id;
        let controls = [format!("name=\"offer\" value=\"{}\"", offer.simple()), format!("/offers/{}\"", offer.simple())];
        let (hers, theirs) = (case_page(site, &tied, id).await, case_page(site, &free, id).await);
        for control in &controls {
            assert!(!hers.contains(control) && theirs.contains(control), "{control}");
        }
        assert!(hers.contains(TIED));
        let case = reference(site, id).await;
        let chosen = site.post(&tied, &format!("/incidents/{case}/choice"), &[("offer", &offer.to_string())]).await;
        let spoken = site.post(&tied, &format!("/incidents/{case}/offers/{offer}"), &[("answer", "declined"), ("said_by", "Sam")]).await;
        assert_eq!((chosen.status, spoken.status), (403, 403));
        assert_eq!(site.desk.state(id).await, IncidentState::Offering);
    }

    async fn who_is_left_out_and_closed_shows_when_it_opens(agency: Agency) {
        let Agency(site) = agency;
        let id = agreed(site, OwnSupplier::None, Insurer::None).await;
        let who = site.staff(Role::Operator).await;
        let page = case_page(site, &who, id).await;
        let page = page.replace(['\u{a0}', '\u{202f}'], " ");
        let excluded = page.split("id=\"excluded-caption\"").nth(1).and_then(|rest| rest.split("</table>").next()).expect("those left out");
        assert!(excluded.contains("Atelier 4") && excluded.contains("pas encore vérifié"), "{excluded}");
        assert!(excluded.contains("fermé, ouvre") && excluded.contains("14 h"), "{excluded}");
    }

    async fn where_her_own_supplier_takes_it_the_page_sends_nothing_and_says_why(agency: Agency) {
        let Agency(site) = agency;
        let id = agreed(site, OwnSupplier::TakesIt, Insurer::None).await;
        desk::classify_incident(&site.desk.app, &site.desk.ana, id, desk::Judgement::Confirm).await.expect("confirmed");
        let who = site.staff(Role::Operator).await;
        let page = case_page(site, &who, id).await;
        assert!(page.contains("Son prestataire habituel s’en charge : aucune proposition ne part."));
        assert!(page.contains("href=\"#timeline\" data-next-act"), "what comes next is to follow the case");
    }
}
