//! 42, 44. What is asked for by an address, and what becomes a document.

use serde_json::json;
use vigie::{
    desk::{
        By,
        export_cases::{Notes, Wanted, dossier},
    },
    domain::vocabulary::{Lang, Role, Tlp},
    web::{
        dossier::page,
        routes::{Access, TABLE},
    },
};

use crate::{
    on_both,
    support::{Site, Visitor},
};

/// Every parameter that a page or the interface reads from its address.
const PARAMETERS: [&str; 26] = [
    "q",
    "sort",
    "state",
    "category",
    "severity",
    "department",
    "owner",
    "channel",
    "mine",
    "before",
    "after",
    "cursor",
    "limit",
    "skill",
    "vetting",
    "vetting_state",
    "subject",
    "action",
    "from",
    "to",
    "month",
    "months",
    "since",
    "part",
    "lang",
    "done",
];

/// Ends of a text, of a statement, of a pattern and of a full-text search, on both databases.
const INJECTIONS: [&str; 5] = [
    "' OR '1'='1' --",
    "x'); DROP TABLE incident; --",
    "created_at DESC, (SELECT password_hash FROM user_account)",
    "\" OR NEAR(a b) AND NOT * :* & | ! ( \\",
    "%' UNION SELECT 1,2,3 FROM session WHERE '%'='",
];

/// Addresses that lead to lists of the database.
const LISTS: [&str; 6] = ["/queue", "/find", "/audit", "/providers", "/api/v1/incidents", "/api/v1/audit/events"];

fn encoded(text: &str) -> String {
    text.bytes().map(|octet| format!("%{octet:02X}")).collect()
}

/// Addresses that may be asked for, with a visitor whom the table lets in.
async fn asked(site: &Site) -> Vec<(Visitor, &'static str)> {
    let mut found = Vec::new();
    for route in TABLE.iter().filter(|route| route.method == "get" && !route.path.contains('{')) {
        let visitor = match route.access {
            Access::Open => Visitor::Nobody,
            Access::Own => site.staff(Role::Operator).await,
            Access::Staff(roles) => site.staff(roles[0]).await,
            Access::Token(scope) => site.partner(&[scope]).await,
            Access::Link => continue,
        };
        // A stream of events has no end.
        if route.path != "/events" {
            found.push((visitor, route.path));
        }
    }
    found
}

on_both! {
    async fn attack_42_no_parameter_reaches_the_database_as_a_statement(site: Site) {
        let case = site.desk.case(site.desk.agreed_call().await).await;
        let doors = asked(site).await;
        assert!(doors.len() > 40, "only {} doors", doors.len());
        for (visitor, path) in &doors {
            for injection in INJECTIONS {
                let value = encoded(injection);
                let all = PARAMETERS.map(|parameter| format!("{parameter}={value}")).join("&");
                let each = PARAMETERS.map(|parameter| format!("{parameter}={value}"));
                // Each by itself where lists are read: what is refused first could hide what comes after.
                let by_themselves = if LISTS.contains(path) { &each[..] } else { &[] };
                for query in by_themselves.iter().chain([&all]) {
                    let reply = site.get(visitor, &format!("{path}?{query}")).await;
                    assert!(reply.status < 500, "{path}?{query}: {}", reply.status);
                }
            }
        }
        let operator = site.staff(Role::Operator).await;
        for injection in INJECTIONS {
            let value = encoded(injection);
            for path in ["/queue?q=", "/find?q="] {
                let page = site.get(&operator, &format!("{path}{value}")).await.body;
                assert!(!page.contains(&case.reference), "{path}{injection} finds a case that it doesn't name");
            }
        }
        assert!(site.get(&operator, "/queue").await.body.contains(&case.reference), "the case is there");
        site.desk.assert_sound().await;
    }

    async fn attack_44_a_document_reads_no_file_and_no_address(site: Site) {
        let words = "<img src=\"file:///etc/passwd\"><iframe src=\"http://169.254.169.254/\"></iframe><link rel=attachment \
                     href=\"file:///etc/passwd\"> @import url(http://evil.example/a.css); \\input{/etc/passwd} \
                     {{ config }} ![](http://evil.example/b.png)";
        let id = site.desk.agreed(&json!({"description": words, "organisation": {"name": "<img src=file:///etc/passwd>"}})).await;
        let reference = site.desk.case(id).await.reference;
        let operator = site.staff(Role::Operator).await;
        let case = site.get(&operator, &format!("/incidents/{reference}")).await.body;
        let (references, attackers) = (Vec::new(), Vec::new());
        let all = Wanted { references, since: None, until: None, up_to: Tlp::AmberStrict, attackers, account: None };
        let made = dossier(&site.desk.app, &By::Command, &reference, &all, Notes::Included).await.expect("a dossier");
        let made = page(&site.desk.app, &made, Lang::Fr).expect("a page");
        for (what, document) in [("case", case), ("dossier", made)] {
            assert!(document.contains("/etc/passwd"), "what was said stands in {what}, as text");
            assert!(!document.contains("root:x:0:0") && !document.contains("root:*:"), "{what} has a file of the machine in it");
            for active in ["<img src=\"file", "<iframe", "<link rel=attachment", "href=\"file", "src=\"http"] {
                assert!(!document.contains(active), "{what} asks for something: {active}");
            }
        }
    }
}
