//! Observables: every place lies in the text; a value, written so that nobody clicks it, is found again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_domain::observable::{ObservableKind, Sighting, distinct, extract, phones_in, refang};

fuzz_target!(|text: &str| {
    let sightings = extract(text);
    for sighting in &sightings {
        assert!(text.get(sighting.bytes.clone()).is_some_and(|words| !words.is_empty()), "{sighting:?}");
        let observable = &sighting.observable;
        assert!(!observable.value.is_empty() && !observable.value.contains(char::is_control));
        let _ = observable.correlation_key();
        let shown = observable.defanged();
        if observable.kind != ObservableKind::Url {
            assert_eq!(refang(&shown), observable.value);
        }
        // A family's name or a file's ending is known by the words around it, a machine of any name by its link.
        let by_itself = !matches!(observable.kind, ObservableKind::FileExtension | ObservableKind::RansomwareFamily);
        let linked = |other: &&Sighting| other.observable.kind == ObservableKind::Url && other.bytes == sighting.bytes;
        if by_itself && (observable.kind == ObservableKind::Url || !sightings.iter().any(|other| linked(&other))) {
            let again = extract(&shown);
            assert!(again.iter().any(|found| found.observable == *observable), "{shown:?} of {:?}", observable.kind);
        }
    }
    assert!(distinct(&sightings).len() <= sightings.len());
    assert!(phones_in(text).iter().all(|(_, bytes)| text.get(bytes.clone()).is_some()));
});
