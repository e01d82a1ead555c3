//! Reports as the API gets them: what is accepted reads back from what is stored, and is accepted again, unchanged,
//! when it is sent as the desk shows it. A refusal names a field and quotes little.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use vigie_domain::intake::{IncidentReport, Trace};
use vigie_domain::observable::{OwnParties, extract};

fuzz_target!(|bytes: &[u8]| {
    let Ok(sent) = serde_json::from_slice::<Value>(bytes) else { return };
    let now = Timestamp::from_second(1_795_000_000).expect("a moment");
    let report = match IncidentReport::from_json(&sent, now) {
        Ok(report) => report,
        Err(errors) => {
            assert!(!errors.is_empty() && errors.iter().all(|error| error.given.0.chars().count() <= 200));
            return;
        }
    };
    let stored = serde_json::to_value(&report).expect("a report is JSON");
    assert_eq!(serde_json::from_value::<IncidentReport>(stored.clone()).as_ref().ok(), Some(&report));
    let mut shown = stored;
    for left_out in ["remarks", "discovered_at", "occurred_at"] {
        shown[left_out] = Value::Null;
    }
    shown.as_object_mut().expect("an object").remove("remarks");
    shown["organisation"].as_object_mut().expect("an object").remove("department");
    let again = IncidentReport::from_json(&shown, now).unwrap_or_else(|errors| panic!("{errors:?}"));
    let plain = IncidentReport { discovered_at: None, occurred_at: None, remarks: again.remarks.clone(), ..report };
    assert_eq!(json!(again), json!(plain));
    let _ = (plain.point(), Trace::of(&plain, now));
    let own = OwnParties::of(&plain);
    for seen in extract(&plain.description.0) {
        let _ = own.role_of(&seen.observable);
    }
});
