//! Every door that changes something leaves its act in the trail, in the same transaction: walked as one long day.

use std::{collections::BTreeSet, sync::Mutex};

use serde_json::json;
use uuid::Uuid;
use vigie::{
    desk::Ending,
    domain::vocabulary::{OfferState, Role},
    store::{entity::offer, find},
    web::routes::TABLE,
};

use crate::{
    on_both,
    support::{Letter, PASSWORD, Reply, Site, Visitor, in_rodez},
};

/// Doors that change nothing that the trail is about, each with its reason.
const EXEMPT: [(&str, &str); 13] = [
    ("post /report/save", "a half-filled form isn't a report yet"),
    ("post /report/resume", "reads: the form as it was left"),
    ("post /suivi", "reads: the page of a case, by its code"),
    ("post /providers/import/preview", "reads: what a file would change"),
    ("post /calls", "a draft isn't a case yet; its end is an act"),
    ("post /presence", "who looks at what is forgotten within a minute"),
    ("post /preferences", "a person's own keys"),
    ("post /views", "a person's own views"),
    ("put /calls/{id}/draft", "a draft isn't a case yet; its end is an act"),
    ("post /calls/{id}/classification", "reads: what the words would give"),
    ("post /playbooks/try", "reads: what a sentence would give"),
    ("post /audit/verify", "reads: computes the hashes again"),
    ("post /api/v1/classify", "reads: the same for partners"),
];

/// A day at the desk: who acts, and which doors were used.
struct Day<'s> {
    site: &'s Site,
    operator: Visitor,
    supervisor: Visitor,
    colleague: Visitor,
    used: Mutex<BTreeSet<String>>,
}

impl Day<'_> {
    /// Sends a form to the door and looks for the act that it must leave.
    async fn act(&self, who: &Visitor, door: (&str, &[&str]), form: &[(&str, &str)], action: &str) -> Reply {
        let before = self.site.acts(action).await;
        let reply = self.site.post(who, &filled(door), form).await;
        self.must_have_left(door.0, action, before, &reply).await;
        reply
    }

    async fn must_have_left(&self, route: &str, action: &str, before: usize, reply: &Reply) {
        let after = self.site.acts(action).await;
        assert!(after > before, "post {route} answered {} and left no {action}\n{}", reply.status, errors(&reply.body));
        self.used.lock().expect("no panic").insert(format!("post {route}"));
    }

    async fn reference(&self, id: Uuid) -> String {
        self.site.desk.case(id).await.reference
    }

    async fn offers(&self, id: Uuid, state: OfferState) -> Vec<offer::Model> {
        self.site.desk.offers_that_are(id, state).await
    }
}

/// The words beside what was refused, for the failure's message.
fn errors(page: &str) -> String {
    let lines = page.lines().filter(|line| {
        line.contains("role=\"alert\"") || line.contains("href=\"#") || line.contains("class=\"error\"")
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn filled((route, holes): (&str, &[&str])) -> String {
    let mut holes = holes.iter();
    let parts = route.split('/').map(|part| if part.starts_with('{') { *holes.next().expect("a value") } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// A token out of `/t/…` or `/o/…`.
fn token(path: &str) -> &str {
    path.rsplit('/').next().expect("a token")
}

async fn a_call(day: &Day<'_>) -> String {
    let started = day.site.post(&day.operator, "/calls", &[("phone", "0565000001")]).await;
    let call = token(&started.location).to_owned();
    let form = [
        ("description", "Tous nos fichiers sont chiffrés, on nous réclame une rançon."),
        ("contact_name", "Jeanne Miquel"),
        ("phone", "05 65 00 00 01"),
        ("postal_code", "12000"),
        ("intent", "finish"),
    ];
    let ended = day.act(&day.operator, ("/calls/{id}", &[&call]), &form, "report.received").await;
    ended.location.split(['/', '?']).nth(2).expect("a reference").to_owned()
}

/// From the doubt to the offers.
async fn up_to_the_offers(day: &Day<'_>, reference: &str, id: Uuid) {
    let op = &day.operator;
    let r = [reference];
    // Who has it already changes nothing by taking it: a colleague does.
    day.act(&day.colleague, ("/incidents/{reference}/owner", &r), &[], "owner.changed").await;
    day.act(op, ("/incidents/{reference}/doubt", &r), &[("outcome", "incident"), ("how", "call_back")], "doubt.lifted")
        .await;
    day.act(op, ("/incidents/{reference}/classification", &r), &[], "classification.confirmed").await;
    day.act(op, ("/incidents/{reference}/facts", &r), &[("fact_encrypted", "yes")], "facts.answered").await;
    let file = vigie::desk::read::case_file(&day.site.desk.app, id).await.expect("the case");
    let first = file.advice.fr.actions.first().expect("an action").id.clone();
    day.act(op, ("/incidents/{reference}/actions", &r), &[("action", &first)], "action.ticked").await;
    let clock = file.deadlines.first().expect("a clock").id.to_string();
    let start = [("deadline", clock.as_str()), ("intent", "confirm")];
    day.act(op, ("/incidents/{reference}/deadlines", &r), &start, "deadline.started").await;
    let yes = [
        ("consent_to_share", "yes"),
        ("own_supplier", "no"),
        ("wording", "Je suis d’accord."),
        ("said_how", "phone"),
        ("said_by", "Jeanne"),
    ];
    day.act(op, ("/incidents/{reference}/agreement", &r), &yes, "consent.recorded").await;
    day.act(op, ("/incidents/{reference}/offers", &r), &[], "offer.sent").await;
}

/// Answers, undone and spoken; the choice; what the provider says.
async fn up_to_the_end(day: &Day<'_>, reference: &str, id: Uuid) {
    let sent = day.offers(id, OfferState::Sent).await;
    let page = day.site.offer_page(id, sent[0].id).await;
    let link = token(&page);
    let yes = [("answer", "available"), ("said_by", "Sam"), ("from", "now"), ("place", "both")];
    let out = &Visitor::Nobody;
    day.act(out, ("/o/{token}/answer", &[link]), &yes, "offer.available").await;
    day.act(out, ("/o/{token}/undo", &[link]), &[], "offer.undone").await;
    let spoken = sent[0].id.to_string();
    let door = ("/incidents/{reference}/offers/{offer}", [reference, spoken.as_str()]);
    day.act(&day.operator, (door.0, &door.1), &[("answer", "available"), ("said_by", "Sam")], "offer.available").await;
    let choice = [("offer", spoken.as_str())];
    day.act(&day.operator, ("/incidents/{reference}/choice", &[reference]), &choice, "assignment.made").await;
    day.act(out, ("/o/{token}/first-contact", &[link]), &[], "first_contact.confirmed").await;
    day.act(
        out,
        ("/o/{token}/updates", &[link]),
        &[("stage", "in_hand"), ("text", "Je regarde.")],
        "provider.reported",
    )
    .await;
    let told = [("found", "Un poste"), ("done", "Réinstallé"), ("hours", "6")];
    day.act(out, ("/o/{token}/report", &[link]), &told, "provider.reported").await;
}

async fn notes_and_the_end(day: &Day<'_>, reference: &str, id: Uuid) {
    let op = &day.operator;
    let r = [reference];
    day.act(op, ("/incidents/{reference}/notes", &r), &[("text", "Elle rappelle demain.")], "note.added").await;
    let file = vigie::desk::read::case_file(&day.site.desk.app, id).await.expect("the case");
    let note = file.entries.iter().find(|entry| entry.kind == "note").expect("her note").id.to_string();
    let other = day.reference(day.site.desk.call(&json!({})).await).await;
    let door = ("/incidents/{reference}/notes/{entry}/move", [reference, note.as_str()]);
    day.act(op, (door.0, &door.1), &[("to", &other)], "note.moved").await;
    day.act(op, ("/incidents/{reference}/messages", &r), &[("text", "Bon courage.")], "message.sent").await;
    day.act(op, ("/incidents/{reference}/tasks", &r), &[("title", "Rappeler l’assureur")], "task.added").await;
    let tasks = find::open_tasks(day.site.desk.app.store.reader()).await.expect("a read");
    let task = tasks.iter().find(|task| task.incident_id == id).expect("her task").id.to_string();
    day.act(op, ("/incidents/{reference}/tasks/{task}", &[reference, &task]), &[], "task.done").await;
    let closed = [("disposition", "resolved"), ("note", "Tout est revenu.")];
    day.act(op, ("/incidents/{reference}/close", &r), &closed, "incident.closed").await;
    let tracking = day.site.tracking(id).await;
    let said = [("helped", "yes"), ("working_again", "no"), ("survey_text", "Merci.")];
    day.act(&Visitor::Nobody, ("/t/{token}/survey", &[token(&tracking)]), &said, "survey.answered").await;
    day.act(op, ("/incidents/{reference}/reopen", &r), &[("reason", "Cela recommence.")], "incident.reopened").await;
}

async fn what_is_decided_about_mail(day: &Day<'_>) {
    let hers = day.reference(day.site.desk.call(&json!({})).await).await;
    let read = [("email_safe", "no")];
    day.act(&day.operator, ("/incidents/{reference}/mailbox", &[&hers]), &read, "contact.changed").await;
    let waiting = find::messages_in(day.site.desk.app.store.reader(), &["queued"], i64::MAX, 1).await.expect("a read");
    let id = waiting.first().expect("a message waits").id.to_string();
    let hold = [("intent", "hold"), ("reason", "Adresse à vérifier")];
    day.act(&day.operator, ("/mail/{id}", &[&id]), &hold, "mail.held").await;
    day.act(&day.operator, ("/mail/{id}", &[&id]), &[("intent", "release")], "mail.released").await;
    let lost = Letter::new("", "desk@desk.example", "Sans expéditeur.");
    let id = day.site.desk.receive(&lost).await.row.id.to_string();
    day.act(&day.operator, ("/mail/in/{id}", &[&id]), &[("intent", "seen")], "mail.decided").await;
}

async fn what_is_told_to_several(day: &Day<'_>) {
    let id = day.site.desk.call(&json!({})).await;
    let category = day.site.desk.case(id).await.category;
    let form =
        |intent: &'static str| [("intent", intent), ("category", &category), ("fr", "Changez vos mots de passe.")];
    let page = day.site.post(&day.supervisor, "/mail/bulletin", &form("preview")).await.body;
    let hidden = |name: &str| {
        let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("what was seen");
        rest.split('"').next().expect("a value").to_owned()
    };
    let (bulletin, seen) = (hidden("bulletin"), hidden("seen"));
    let mut form = form("send").to_vec();
    form.extend([("bulletin", bulletin.as_str()), ("seen", seen.as_str())]);
    day.act(&day.supervisor, ("/mail/bulletin", &[]), &form, "bulletin.sent").await;
}

/// A case that is assigned, by the use cases.
async fn assigned(day: &Day<'_>) -> (Uuid, String) {
    let (id, _) = day.site.desk.assigned_call().await;
    (id, day.reference(id).await)
}

async fn what_the_victim_does(day: &Day<'_>) {
    let out = &Visitor::Nobody;
    let form = [
        ("description", "Notre site affiche un drapeau de pirates."),
        ("contact_name", "Paul"),
        ("phone", "05 65 00 00 02"),
        ("postal_code", "12000"),
    ];
    day.act(out, ("/report", &[]), &form, "report.received").await;
    let id = day.site.desk.offered_call().await;
    let offer = day.site.desk.offers(id).await.remove(0);
    day.site.desk.accept(&offer).await.expect("available");
    let tracking = day.site.tracking(id).await;
    let link = [token(&tracking)];
    let choice = offer.id.to_string();
    day.act(out, ("/t/{token}/choice", &link), &[("offer", &choice)], "offer.chosen").await;
    day.act(out, ("/t/{token}/not-called", &link), &[], "first_contact.missed").await;
    day.act(out, ("/t/{token}/messages", &link), &[("text", "Bonjour ?")], "message.received").await;
    day.act(out, ("/t/{token}/withdraw", &link), &[], "consent.withdrawn").await;
}

async fn cases_that_end_otherwise(day: &Day<'_>) {
    let op = &day.operator;
    let (id, reference) = assigned(day).await;
    day.act(op, ("/incidents/{reference}/first-contact", &[&reference]), &[], "first_contact.confirmed").await;
    let why = [("reason", "no_contact")];
    day.act(op, ("/incidents/{reference}/assignment/end", &[&reference]), &why, "assignment.ended").await;
    let other = day.site.desk.call(&json!({"contact": {"phone": "05 65 00 00 03"}})).await;
    let twin = day.reference(other).await;
    day.act(op, ("/incidents/{reference}/duplicate", &[&twin]), &[("of", &reference)], "duplicate.confirmed").await;
    let away = day.site.desk.call(&json!({"contact": {"phone": "05 65 00 00 04"}})).await;
    let away = day.reference(away).await;
    let to = [("to", "national"), ("reason", "un particulier")];
    day.act(op, ("/incidents/{reference}/transfer", &[&away]), &to, "incident.transferred").await;
    assert_ne!(day.site.desk.case(id).await.round, 1);
}

async fn what_supervisors_do(day: &Day<'_>) {
    let providers = find::providers(day.site.desk.app.store.reader()).await.expect("a read");
    let id = providers[0].id.to_string();
    let boss = &day.supervisor;
    day.act(boss, ("/dashboard/{month}/publish", &["2026-10"]), &[], "figures.published").await;
    let why = ("reason", "Vu avec lui");
    day.act(boss, ("/providers/{id}/pause", &[&id]), &[("intent", "pause"), why], "provider.paused").await;
    day.act(boss, ("/providers/{id}/vetting", &[&id]), &[("state", "suspend"), why], "provider.suspension_asked").await;
    day.act(&day.colleague, ("/providers/{id}/vetting", &[&id]), &[("state", "suspend"), why], "provider.suspended")
        .await;
    day.act(boss, ("/providers/{id}/evidence", &[&id]), &[("body", "Attestation vue.")], "provider.evidence_added")
        .await;
    day.act(boss, ("/providers/{id}/tie", &[&id]), &[("why", "Mon frère y travaille.")], "tie.declared").await;
    let other = vigie::desk::provider_of(&providers[1]).expect("a provider");
    let mut card: Vec<(String, String)> = vec![("version".into(), providers[1].version.to_string())];
    for (name, values) in vigie::domain::provider::card::card_fields(&other) {
        card.extend(values.into_iter().map(|value| (name.clone(), value)));
    }
    card.retain(|(name, _)| name != "capacity");
    card.push(("capacity".into(), "7".into()));
    let card: Vec<(&str, &str)> = card.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    day.act(boss, ("/providers/{id}/edit", &[&other.id.0.to_string()]), &card, "provider.changed").await;
    let csv = day.site.get(boss, "/providers/export").await.body;
    let before = day.site.acts("provider.changed").await;
    let reply = day.site.upload(boss, "/providers/import", "file", &csv.replace("Atelier", "Maison")).await;
    day.must_have_left("/providers/import", "provider.changed", before, &reply).await;
    // The form's report of this morning: nobody has called Paul back.
    day.site.desk.later(120).await;
    let alarm = day.site.desk.alarms().await.first().expect("an alarm").id.to_string();
    day.act(&day.operator, ("/alarms/{id}/acknowledge", &[&alarm]), &[], "alarm.acknowledged").await;
}

/// Weights are proposed by one and approved by another; a second proposal is taken back.
async fn what_is_decided_about_weights(day: &Day<'_>) {
    let [even, refusal] = [("rotation", "50"), ("refusal", "Pas maintenant.")];
    let form = [
        ("skills", "10"),
        ("nearness", "10"),
        ("responsiveness", "10"),
        ("outcome", "10"),
        ("capacity", "10"),
        even,
        ("reason", "Des chances plus égales"),
        ("intent", "propose"),
    ];
    let waiting = async || {
        let found = find::waiting_weights(day.site.desk.app.store.reader()).await.expect("a read");
        found.expect("it waits").id.to_string()
    };
    day.act(&day.supervisor, ("/weights", &[]), &form, "weights.proposed").await;
    let id = waiting().await;
    day.act(&day.colleague, ("/weights/{id}", &[&id]), &[("intent", "approve")], "weights.changed").await;
    let mut form = form.to_vec();
    form[0] = ("skills", "20");
    day.act(&day.supervisor, ("/weights", &[]), &form, "weights.proposed").await;
    let id = waiting().await;
    day.act(&day.colleague, ("/weights/{id}", &[&id]), &[("intent", "refuse"), refusal], "weights.refused").await;
}

async fn what_firms_do(day: &Day<'_>) {
    let out = &Visitor::Nobody;
    let form = [
        ("company", "Atelier du Lot"),
        ("siret", "732 829 320 00074"),
        ("email", "contact@lot.example"),
        ("phone", "05 65 00 00 01"),
        ("postal_code", "12000"),
        ("skill_forensics", "3"),
        ("departments", "12"),
        ("charter", "yes"),
    ];
    day.act(out, ("/prestataires/candidature", &[]), &form, "provider.applied").await;
    let waiting = find::waiting_applications(day.site.desk.app.store.reader()).await.expect("a read");
    let id = waiting.first().expect("it waits").id.to_string();
    let accept = [("intent", "accept")];
    day.act(&day.supervisor, ("/providers/applications/{id}", &[&id]), &accept, "provider.added").await;
    let address = [("email", "contact3@atelier.example")];
    day.act(out, ("/prestataires/espace", &[]), &address, "link.issued").await;
    let link = day.site.own_page("contact3@atelier.example").await;
    let link = [token(&link)];
    let away = [("intent", "away"), ("until", "2026-12-24")];
    day.act(out, ("/p/{token}/leave", &link), &away, "provider.paused").await;
    day.act(out, ("/p/{token}/listing", &link), &[("listed", "yes")], "provider.listed").await;
    let (case, offer) = day.site.desk.assigned_call().await;
    vigie::desk::take_back(&day.site.desk.app, &day.site.desk.ana, case, String::new()).await.expect("taken back");
    let link = day.site.deletion_page(case, offer.id).await;
    day.act(out, ("/d/{token}/deleted", &[token(&link)]), &[], "deletion.confirmed").await;
}

async fn accounts_and_doors(day: &Day<'_>) {
    let chief = day.site.staff(Role::Administrator).await;
    let new = [("login", "nina@desk.example"), ("name", "Nina"), ("role", "operator")];
    day.act(&chief, ("/users", &[]), &new, "user.added").await;
    let users = find::users(day.site.desk.app.store.reader()).await.expect("a read");
    let nina = users.iter().find(|user| user.name == "Nina").expect("her account").id.to_string();
    day.act(&chief, ("/users/{id}", &[&nina]), &[("intent", "disable")], "user.disabled").await;
    let sign_in = [("login", "nobody@desk.example"), ("password", "pas le bon")];
    day.act(&Visitor::Nobody, ("/sign-in", &[]), &sign_in, "user.sign_in_refused").await;
    webhooks(day, &chief).await;
    the_own_account(day).await;
    files_come_and_go(day).await;
    a_sensitive_case(day).await;
    let partner = day.site.partner(&["report"]).await;
    let before = day.site.acts("report.received").await;
    let reply = day.site.send(&partner, "post", "/api/v1/incidents", &in_rodez(&json!({}))).await;
    day.must_have_left("/api/v1/incidents", "report.received", before, &reply).await;
    let body: serde_json::Value = serde_json::from_str(&reply.body).expect("JSON");
    by_the_interface(day, body["reference"].as_str().expect("a reference")).await;
    let claim = token(body["tracking_url"].as_str().expect("a link")).to_owned();
    day.act(&Visitor::Nobody, ("/t/{token}/claim", &[&claim]), &[("proof", "0001")], "tracking.opened").await;
    day.act(&chief, ("/sign-out", &[]), &[], "user.signed_out").await;
}

/// Who is told of what happens.
async fn webhooks(day: &Day<'_>, chief: &Visitor) {
    let db = day.site.desk.app.store.reader();
    let new = [("name", "Portail"), ("url", "https://portail.example/vigie")];
    day.act(chief, ("/webhooks", &[]), &new, "webhook.added").await;
    let id = find::webhooks(db).await.expect("a read").first().expect("the webhook").id;
    day.act(chief, ("/webhooks/{id}", &[&id.to_string()]), &[("intent", "test")], "webhook.changed").await;
    let message = find::deliveries_of(db, id, &[], 1).await.expect("a read").first().expect("the test").id.to_string();
    day.act(chief, ("/webhooks/deliveries/{id}", &[&message]), &[], "webhook.changed").await;
}

/// What a partner's system does on a case and on the directory.
async fn by_the_interface(day: &Day<'_>, reference: &str) {
    let site = day.site;
    let partner = site.partner(&["read", "write", "directory"]).await;
    let act = async |method: &str, route: &str, body: serde_json::Value, action: &str| {
        let before = site.acts(action).await;
        let path = route.replace("{reference}", reference);
        let reply = site.change(&partner, (method, &path), "*", &body).await;
        let after = site.acts(action).await;
        assert!(after > before, "{method} {route} answered {} and left no {action}\n{}", reply.status, reply.body);
        day.used.lock().expect("no panic").insert(format!("{method} {route}"));
        reply
    };
    let case = "/api/v1/incidents/{reference}";
    act("patch", case, json!({"tlp": "red"}), "marking.changed").await;
    act("post", &format!("{case}/classification"), json!({}), "classification.confirmed").await;
    act("post", &format!("{case}/facts"), json!({"facts": {"encrypted": "yes"}}), "facts.answered").await;
    act("post", &format!("{case}/notes"), json!({"text": "Vu."}), "note.added").await;
    let found = find::incident_by_reference(site.desk.app.store.reader(), reference).await.expect("a read");
    let id = found.expect("the case").id;
    site.desk.lift(id).await;
    site.desk.agree(id).await;
    act("post", &format!("{case}/offers"), json!({}), "offer.sent").await;
    act("post", &format!("{case}/close"), json!({"disposition": "confirmed"}), "incident.closed").await;
    vigie::desk::reopen(&site.desk.app, &site.desk.ana, id, "Cela recommence.".into()).await.expect("open again");
    act("post", &format!("{case}/transfer"), json!({"to": "other"}), "incident.transferred").await;
    vigie::desk::reopen(&site.desk.app, &site.desk.ana, id, "Finalement non.".into()).await.expect("open again");
    let phone = site.partner(&["cti"]).await;
    let before = site.acts("call.received").await;
    let rings = json!({"call": "5f2a", "event": "ringing", "number": "0565000044"});
    let reply = site.send(&phone, "post", "/api/v1/cti", &rings).await;
    day.must_have_left("/api/v1/cti", "call.received", before, &reply).await;
    let firm = json!({"id": "P-900", "company": "Atelier du Gers", "skills": ["forensics:2"], "departments": ["32"]});
    let added = act("post", "/api/v1/providers", firm, "provider.added").await;
    let before = site.acts("provider.changed").await;
    let door = ("patch", added.location.as_str());
    let reply = site.change(&partner, door, &added.etag, &json!({"capacity": 2})).await;
    assert!(site.acts("provider.changed").await > before, "{}", reply.body);
    day.used.lock().expect("no panic").insert("patch /api/v1/providers/{id}".into());
}

/// A case that named people alone may open, and somebody who breaks the glass.
async fn a_sensitive_case(day: &Day<'_>) {
    let reference = day.reference(day.site.desk.call(&json!({"contact": {"phone": "05 65 00 00 09"}})).await).await;
    let r = [reference.as_str()];
    let door = ("/incidents/{reference}/sensitive", r.as_slice());
    day.act(&day.operator, door, &[("intent", "mark")], "grant.opened").await;
    let users = find::users(day.site.desk.app.store.reader()).await.expect("a read");
    let someone = users.iter().find(|user| user.disabled_at.is_none() && user.role == "operator").expect("staff");
    let (user, days) = (someone.id.to_string(), "7");
    let form = [("user", user.as_str()), ("days", days)];
    day.act(&day.operator, ("/incidents/{reference}/grants", &r), &form, "grant.opened").await;
    let why = [("reason", "La victime rappelle, personne d’autre n’est là.")];
    day.act(&day.colleague, ("/incidents/{reference}/glass", &r), &why, "glass.broken").await;
}

/// A file from each party, and what is decided about one.
async fn files_come_and_go(day: &Day<'_>) {
    let site = day.site;
    let (case, offer) = site.desk.assigned_call().await;
    let reference = day.reference(case).await;
    let (tracking, mission) = (site.tracking(case).await, site.offer_page(case, offer.id).await);
    let senders = [
        (&day.operator, "/incidents/{reference}/files", format!("/incidents/{reference}/files")),
        (&Visitor::Nobody, "/t/{token}/files", format!("{tracking}/files")),
        (&Visitor::Nobody, "/o/{token}/files", format!("{mission}/files")),
    ];
    for (who, route, path) in senders {
        let before = site.acts("file.added").await;
        let reply = site.send_files(who, &path, "", &[("note.txt", route.as_bytes())]).await;
        day.must_have_left(route, "file.added", before, &reply).await;
    }
    let pieces = find::pieces_of(site.desk.app.store.reader(), case).await.expect("a read");
    let file = pieces.first().expect("a piece").id.to_string();
    let door = ("/incidents/{reference}/files/{file}", [reference.as_str(), file.as_str()]);
    for (intent, action) in [
        ("check", "file.checked"),
        ("share", "file.shared"),
        ("unshare", "file.unshared"),
        ("set_aside", "file.set_aside"),
        ("bring_back", "file.brought_back"),
    ] {
        day.act(&day.operator, (door.0, &door.1), &[("intent", intent), ("reason", "Doublon")], action).await;
    }
    let before = site.acts("file.read").await;
    assert_eq!(site.bytes(&day.supervisor, &filled((door.0, &door.1))).await.status, 200);
    assert_eq!(site.acts("file.read").await, before + 1, "taking a piece is an act, too");
}

async fn the_own_account(day: &Day<'_>) {
    let site = day.site;
    let email = site.account(Role::Operator).await;
    let her = Visitor::Staff(Role::Operator, site.sign_in(&email).await);
    day.act(&her, ("/account/sessions", &[]), &[], "session.revoked").await;
    let change = [("current_password", PASSWORD), ("new_password", "quatre mots pris au hasard")];
    day.act(&her, ("/account/password", &[]), &change, "user.password_changed").await;
    let before = site.acts("user.second_factor_set").await;
    let someone = site.staff(Role::Operator).await;
    let (_, reply) = site.set_factor(&someone).await;
    day.must_have_left("/account/second-factor", "user.second_factor_set", before, &reply).await;
    let claire = site.enrolled(Role::Operator).await;
    let half = Visitor::Staff(Role::Operator, site.asked_for_code(&claire.email).await);
    day.act(&half, ("/sign-in/code", &[]), &[("code", "000000")], "user.sign_in_refused").await;
    let code = &claire.codes[0];
    let renew = [("renew_password", PASSWORD), ("renew_code", code)];
    let door = ("/account/recovery-codes", [].as_slice());
    let renewed = day.act(&claire.visitor, door, &renew, "user.recovery_codes_renewed").await;
    let again = Visitor::Staff(Role::Operator, renewed.session.expect("a new session"));
    let code = crate::support::codes_on(&renewed.body).remove(0);
    let remove = [("remove_password", PASSWORD), ("remove_code", &code)];
    day.act(&again, ("/account/second-factor/remove", &[]), &remove, "user.second_factor_removed").await;
}

/// Last: it happens a month later, when every session is over.
async fn what_the_officer_does(day: &Day<'_>) {
    let case = day.site.desk.call(&json!({"contact": {"phone": "05 65 00 00 05"}})).await;
    let over = Ending::Information { note: String::new() };
    vigie::desk::end_incident(&day.site.desk.app, &day.site.desk.ana, case, over).await.expect("over");
    day.site.post(&day.operator, "/calls", &[("phone", "0565000006")]).await;
    let reference = day.reference(case).await;
    let officer = day.site.staff(Role::Dpo).await;
    let why = [("hold_reference", reference.as_str()), ("hold_reason", "Réquisition")];
    day.act(&officer, ("/protection/holds", &[]), &why, "hold.set").await;
    let holds = find::holds_in_force(day.site.desk.app.store.reader()).await.expect("a read");
    let hold = holds.first().expect("the hold").id.to_string();
    day.act(&officer, ("/protection/holds/{id}/lift", &[&hold]), &[("lift_reason", "Close")], "hold.lifted").await;
    let asked = [("access_reference", reference.as_str()), ("intent", "read")];
    day.act(&officer, ("/protection/access", &[]), &asked, "subject_access.exported").await;
    let twice = [("reference", reference.as_str()), ("again", &reference), ("why", "request")];
    day.act(&officer, ("/protection/erase", &[]), &twice, "erased").await;
    day.site.desk.app.clock.advance(jiff::SignedDuration::from_hours(24 * 32));
    let officer = day.site.staff(Role::Dpo).await;
    day.act(&officer, ("/protection/run", &[]), &[("sure", "yes")], "retention.run").await;
}

on_both! {
    async fn every_door_that_changes_something_leaves_its_act(site: Site) {
        let day = Day {
            site,
            operator: site.staff(Role::Operator).await,
            supervisor: site.staff(Role::Supervisor).await,
            colleague: site.staff(Role::Supervisor).await,
            used: Mutex::default(),
        };
        let reference = a_call(&day).await;
        let id = find::incident_by_reference(site.desk.app.store.reader(), &reference).await.expect("a read");
        let id = id.expect("the case").id;
        up_to_the_offers(&day, &reference, id).await;
        up_to_the_end(&day, &reference, id).await;
        notes_and_the_end(&day, &reference, id).await;
        what_is_decided_about_mail(&day).await;
        what_is_told_to_several(&day).await;
        what_the_victim_does(&day).await;
        cases_that_end_otherwise(&day).await;
        what_firms_do(&day).await;
        what_supervisors_do(&day).await;
        what_is_decided_about_weights(&day).await;
        accounts_and_doors(&day).await;
        what_the_officer_does(&day).await;
        let used = day.used.into_inner().expect("no panic");
        let doors = TABLE.iter().filter(|route| route.method != "get");
        let doors = doors.map(|route| format!("{} {}", route.method, route.path));
        let without: Vec<String> =
            doors.filter(|door| !used.contains(door) && !EXEMPT.iter().any(|(free, _)| free == door)).collect();
        assert!(without.is_empty(), "no act was looked for behind:\n{}", without.join("\n"));
        site.desk.assert_sound().await;
    }
}
