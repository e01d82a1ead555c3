//! Cases leave in the formats that others read: as far as their marking allows, and without the victim.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;
use vigie::{
    desk::{
        self, By, DeskError, Ending, Judgement, NewUser, Staff,
        export_cases::{ExportError, Exported, Format, Notes, Wanted, dossier, export_cases},
    },
    domain::{
        audit::{VerifierKey, verify_receipt},
        ids::UserId,
        observable::ObservableKind,
        vocabulary::{Lang, Role, Tlp},
    },
    log_key::is_signature,
    store::find,
};

use crate::{
    on_both,
    support::{Desk, Engine, Letter, PASSWORD, reply_to},
};

/// What may be in no document that is shared.
const HERS: [&str; 6] = ["Quatrebarbes", "Xylophage", "xylophage", "zephirine", "565779911", "hippocampe"];
const ATTACKER: &str = "203.0.113.77";
const LURE: &str = "https://mauvais.example/facture?a=1&b=2";

fn told() -> Value {
    json!({
        "organisation": {"name": "Boulangerie Xylophage"},
        "contact": {"name": "Zéphirine Quatrebarbes", "phone": "05 65 77 99 11", "email": "zephirine@xylophage.example"},
        "description": format!("Un hippocampe chiffre tout, depuis {ATTACKER}, après {LURE}. Écrivez à zephirine@xylophage.example."),
    })
}

/// A case whose category a person confirmed.
async fn confirmed(desk: &Desk) -> (Uuid, String) {
    let case = desk.call(&told()).await;
    desk.lift(case).await;
    desk::classify_incident(&desk.app, &desk.ana, case, Judgement::Confirm).await.expect("confirmed");
    (case, desk.case(case).await.reference)
}

fn named(reference: &str) -> Wanted {
    Wanted {
        references: vec![reference.to_owned()],
        since: None,
        until: None,
        up_to: Tlp::AmberStrict,
        attackers: Vec::new(),
        account: None,
    }
}

fn everything() -> Wanted {
    Wanted { references: Vec::new(), ..named("") }
}

async fn export(desk: &Desk, format: Format, wanted: &Wanted) -> Result<Exported, ExportError> {
    export_cases(&desk.app, &By::Command, format, wanted).await
}

fn text(exported: &Exported) -> String {
    String::from_utf8(exported.document.clone()).expect("UTF-8")
}

on_both! {
    async fn no_shared_document_holds_the_victim(desk: Desk) {
        let (case, reference) = confirmed(desk).await;
        let wanted = Wanted { attackers: vec![ATTACKER.into(), LURE.into()], ..named(&reference) };
        for format in [Format::Misp, Format::Stix, Format::Iodef, Format::Csv] {
            let document = text(&export(desk, format, &wanted).await.expect("given out"));
            for hers in HERS {
                assert!(!document.contains(hers), "{format:?} holds {hers}:\n{document}");
            }
            assert!(document.contains(&reference) || format == Format::Misp, "{format:?}");
            assert_eq!(document.contains(ATTACKER), format != Format::Csv, "{format:?}");
        }
        let trail = desk.trail(case).await;
        assert_eq!(trail.iter().filter(|action| *action == "read.export").count(), 4, "each is an act of the case");
        desk.assert_sound().await;
    }

    async fn what_nobody_called_the_attackers_stays(desk: Desk) {
        let (_, reference) = confirmed(desk).await;
        let exported = export(desk, Format::Misp, &named(&reference)).await.expect("given out");
        assert!(!text(&exported).contains(ATTACKER));
        let seen: Vec<&str> = exported.candidates.iter().map(|one| one.value.as_str()).collect();
        assert!(seen.contains(&ATTACKER) && !seen.iter().any(|one| one.contains("xylophage")), "{seen:?}");
        let elsewhere = Wanted { attackers: vec!["198.51.100.1".into()], ..named(&reference) };
        assert!(matches!(export(desk, Format::Misp, &elsewhere).await, Err(ExportError::NotSeen(_))));
    }

    async fn a_marking_above_the_recipients_keeps_a_case_in(desk: Desk) {
        let (_, reference) = confirmed(desk).await;
        let green = Wanted { up_to: Tlp::Green, ..named(&reference) };
        assert!(matches!(export(desk, Format::Stix, &green).await, Err(ExportError::Marking { .. })));
        let all = export(desk, Format::Stix, &Wanted { up_to: Tlp::Green, ..everything() }).await.expect("a document");
        assert_eq!((all.cases.len(), all.left_out.marking), (0, 1));
    }

    async fn what_nobody_confirmed_is_shared_with_nobody(desk: Desk) {
        let case = desk.call(&told()).await;
        let reference = desk.case(case).await.reference;
        assert!(matches!(export(desk, Format::Iodef, &named(&reference)).await, Err(ExportError::Unconfirmed(_))));
        let all = export(desk, Format::Iodef, &everything()).await.expect("a document");
        assert_eq!((all.cases.len(), all.left_out.unconfirmed), (0, 1));
        let rows = text(&export(desk, Format::Csv, &everything()).await.expect("rows"));
        assert_eq!(rows.lines().count(), 2, "a row says that it isn't confirmed: {rows}");
        assert!(rows.contains(";no;"), "{rows}");
    }

    async fn a_sensitive_case_leaves_for_somebody_to_whom_it_is_open(desk: Desk) {
        let (case, reference) = confirmed(desk).await;
        let ana = account(desk, "ana@desk.example", Role::Operator).await;
        account(desk, "admin@desk.example", Role::Administrator).await;
        account(desk, "bea@desk.example", Role::Operator).await;
        desk::make_sensitive(&desk.app, &ana, case).await.expect("sensitive");
        assert!(matches!(export(desk, Format::Misp, &named(&reference)).await, Err(ExportError::Sensitive(_))));
        assert_eq!(export(desk, Format::Csv, &everything()).await.expect("rows").left_out.sensitive, 1);
        for (address, opens) in [("bea@desk.example", false), ("ana@desk.example", true)] {
            let wanted = Wanted { account: Some(address.into()), ..named(&reference) };
            assert_eq!(export(desk, Format::Misp, &wanted).await.is_ok(), opens, "{address}");
            assert_eq!(dossier(&desk.app, &By::Command, &reference, &wanted, Notes::LeftOut).await.is_ok(), opens, "{address}");
        }
        for address in ["admin@desk.example", "nobody@desk.example"] {
            let wanted = Wanted { account: Some(address.into()), ..named(&reference) };
            assert!(matches!(export(desk, Format::Misp, &wanted).await, Err(ExportError::Account(_))), "{address}");
        }
    }

    async fn a_misp_event_has_what_the_format_asks_for(desk: Desk) {
        let (_, reference) = confirmed(desk).await;
        let wanted = Wanted { attackers: vec![ATTACKER.into(), LURE.into()], ..named(&reference) };
        let document: Value = serde_json::from_slice(&export(desk, Format::Misp, &wanted).await.expect("an event").document).expect("JSON");
        let event = &document["Event"];
        let tags: Vec<&str> = event["Tag"].as_array().expect("tags").iter().filter_map(|tag| tag["name"].as_str()).collect();
        assert!(tags.contains(&"tlp:amber+strict") && tags.contains(&"PAP:AMBER"), "{tags:?}");
        assert!(tags.iter().any(|tag| tag.starts_with("rsit:information-content-security=\"")), "{tags:?}");
        let attributes = event["Attribute"].as_array().expect("attributes");
        let kinds: Vec<&str> = attributes.iter().filter_map(|one| one["type"].as_str()).collect();
        assert!(kinds.contains(&"ip-dst") && kinds.contains(&"url"), "{kinds:?}");
        let again: Value = serde_json::from_slice(&export(desk, Format::Misp, &wanted).await.expect("an event").document).expect("JSON");
        assert_eq!(event["uuid"], again["Event"]["uuid"], "the same case is the same event");
        assert_eq!(event["Attribute"][0]["uuid"], again["Event"]["Attribute"][0]["uuid"]);
    }

    async fn every_object_of_a_stix_bundle_is_marked_and_leads_to_one_that_is_there(desk: Desk) {
        let (_, reference) = confirmed(desk).await;
        let wanted = Wanted { attackers: vec![ATTACKER.into(), LURE.into()], ..named(&reference) };
        let bundle: Value = serde_json::from_slice(&export(desk, Format::Stix, &wanted).await.expect("a bundle").document).expect("JSON");
        let objects = bundle["objects"].as_array().expect("objects");
        let ids: Vec<&str> = objects.iter().filter_map(|one| one["id"].as_str()).collect();
        for object in objects {
            let (kind, id) = (object["type"].as_str().expect("a type"), object["id"].as_str().expect("an id"));
            let uuid: Uuid = id.strip_prefix(&format!("{kind}--")).expect("an id of its type").parse().expect("a UUID");
            assert!((1..=5).contains(&uuid.get_version_num()), "{id}");
            assert_eq!(object["spec_version"], "2.1");
            if !matches!(kind, "identity" | "marking-definition") {
                assert_eq!(object["object_marking_refs"][0], "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003");
            }
            for name in ["created_by_ref", "source_ref", "target_ref"] {
                if let Some(to) = object[name].as_str() {
                    assert!(ids.contains(&to), "{name} of {id} leads nowhere");
                }
            }
        }
        let patterns: Vec<&str> = objects.iter().filter_map(|one| one["pattern"].as_str()).collect();
        assert!(patterns.contains(&"[ipv4-addr:value = '203.0.113.77']"), "{patterns:?}");
    }

    async fn the_documents_of_a_case_with_every_kind_of_observable_are_there_for_a_second_reader(desk: Desk) {
        let (case, reference) = confirmed(desk).await;
        let (words, attackers) = every_kind();
        desk::add_note(&desk.app, &desk.ana, case, words, None).await.expect("a note");
        let wanted = Wanted { attackers, ..named(&reference) };
        // `tests/run interop` names a folder and reads what is put there with the validators of others.
        let own = tempfile::tempdir().expect("a folder");
        let folder = std::env::var_os("VIGIE_TEST_EXPORTS").map_or_else(|| own.path().to_owned(), Into::into);
        for (format, name) in [(Format::Misp, "misp.json"), (Format::Stix, "stix.json"), (Format::Iodef, "iodef.xml")] {
            let exported = export(desk, format, &wanted).await.expect("given out");
            let kinds: BTreeSet<ObservableKind> = exported.cases[0].indicators.iter().map(|one| one.kind).collect();
            assert_eq!(kinds, BTreeSet::from(ObservableKind::ALL));
            std::fs::write(folder.join(name), exported.document).expect("written");
        }
    }

    async fn an_iodef_document_keeps_the_order_of_its_schema(desk: Desk) {
        let (_, reference) = confirmed(desk).await;
        let wanted = Wanted { attackers: vec![LURE.into()], ..named(&reference) };
        let document = text(&export(desk, Format::Iodef, &wanted).await.expect("a document"));
        assert!(document.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<IODEF-Document version=\"2.00\""));
        assert!(document.contains("restriction=\"ext-value\" ext-restriction=\"amber+strict\""), "{document}");
        assert!(document.contains("<BulkObservableList>https://mauvais.example/facture?a=1&amp;b=2</BulkObservableList>"));
        let order = ["<IncidentID", "<ReportTime", "<GenerationTime", "<Description", "<Assessment", "<Contact ",
            "<IndicatorData", "<AdditionalData"];
        let places: Vec<usize> = order.iter().map(|name| document.find(name).unwrap_or_else(|| panic!("{name}"))).collect();
        assert!(places.is_sorted(), "{document}");
    }

    async fn a_dossier_tells_everything_in_order_and_proves_it(desk: Desk) {
        let (case, reference) = confirmed(desk).await;
        desk.agree(case).await;
        desk.ask(case).await.expect("offers leave");
        let address = reply_to(desk.mail_to("zephirine@xylophage.example").first().expect("a mail to her"));
        let note = "Entre nous : un ornithorynque.".to_owned();
        desk::add_note(&desk.app, &desk.ana, case, note, None).await.expect("a note");
        let words = "Voici <script>alert(1)</script> la rançon.";
        desk.receive(&Letter::new("zephirine@xylophage.example", &address, words)).await;
        let made = dossier(&desk.app, &By::Command, &reference, &everything(), Notes::LeftOut).await.expect("a dossier");
        assert!(!vigie::web::dossier::page(&desk.app, &made, Lang::Fr).expect("a page").contains("ornithorynque"));
        let all = dossier(&desk.app, &By::Command, &reference, &everything(), Notes::Included).await.expect("a dossier");
        assert!(vigie::web::dossier::page(&desk.app, &all, Lang::Fr).expect("a page").contains("ornithorynque"));
        let page = vigie::web::dossier::page(&desk.app, &made, Lang::Fr).expect("a page");
        for told in ["Quatrebarbes", "Boulangerie Xylophage", "hippocampe", "TLP:AMBER+STRICT", "piece-01.eml", "203[.]0[.]113[.]77"] {
            assert!(page.contains(told), "the dossier doesn't tell {told}");
        }
        assert!(!page.contains("<script>") && !page.contains("src=") && !page.contains("href="), "something active or foreign");
        assert!(!page.contains('‹'), "a text is missing: {}", page.split('‹').nth(1).unwrap_or_default().chars().take(60).collect::<String>());
        let english = vigie::web::dossier::page(&desk.app, &made, Lang::En).expect("a page");
        assert!(!english.contains('‹'));
        let key: VerifierKey = made.key.parse().expect("a key");
        let proved = verify_receipt(&made.receipt.lines, &key, is_signature).expect("the receipt stands");
        assert_eq!(proved.entries, made.receipt.events as u64);
        let mails = find::inbound_of(desk.app.store.reader(), [case]).await.expect("a read");
        assert_eq!(made.exhibits[0].sha256, mails[0].hash);
        let unknown = dossier(&desk.app, &By::Command, "AAAA-AAAA", &everything(), Notes::LeftOut).await;
        assert!(matches!(unknown, Err(ExportError::Unknown(_) | ExportError::Desk(DeskError::NotFound(_)))));
    }
}

#[tokio::test]
async fn attack_43_no_cell_of_an_export_is_a_formula() {
    let desk = Desk::open(Engine::Sqlite).await;
    for to in ["=HYPERLINK(\"https://evil.example\")", "@SUM(1)", "+33", "-2+3", "\t=1"] {
        let case = desk.call(&json!({})).await;
        let over = Ending::Transferred { to: to.into(), note: String::new() };
        desk::end_incident(&desk.app, &desk.ana, case, over).await.expect("passed on");
    }
    let rows = text(&export(&desk, Format::Csv, &everything()).await.expect("rows"));
    assert_eq!(rows.lines().count(), 6);
    for cell in rows.lines().skip(1).flat_map(|line| line.split(';')) {
        let shown = cell.trim_start_matches('"');
        assert!(!shown.starts_with(['=', '+', '-', '@', '\t']), "{cell:?} is a formula");
    }
    assert!(rows.contains("'=HYPERLINK"), "{rows}");
    desk.close().await;
}

/// Words in which every kind of observable stands, and each as a person names it.
fn every_kind() -> (String, Vec<String>) {
    let named = [
        "203.0.113.7",
        "2001:db8::7",
        "mauvais-site.example",
        "https://mauvais-site.example/x?y=1&z=2",
        "pirate@mauvais-site.example",
        "d41d8cd98f00b204e9800998ecf8427e",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "FR7630006000011234567890189",
        "06 12 34 56 78",
        "CVE-2024-21762",
    ];
    let told = format!("Vu : {} ; fichiers en .lockbit, famille Akira.", named.join(" ; "));
    (told, named.into_iter().chain([".lockbit", "akira"]).map(str::to_owned).collect())
}

/// An account, as somebody who acts.
async fn account(desk: &Desk, address: &str, role: Role) -> By {
    let name = address.split('@').next().unwrap_or_default().to_owned();
    let email = address.parse().expect("an address");
    let user = NewUser { name: name.clone(), email, role, password: PASSWORD.into() };
    desk::add_user(&desk.app, &By::Command, user).await.expect("an account");
    let row = find::user_by_email(desk.app.store.reader(), address).await.expect("a read").expect("the account");
    By::Staff(Staff { id: UserId(row.id), name, role })
}
