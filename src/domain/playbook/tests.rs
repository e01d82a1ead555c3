//! Tests of the whole engine on a small set written here.

use super::*;
use crate::vocabulary::{Lang, Severity, Verdict};

pub(super) fn file(name: &str, text: &str) -> SourceFile {
    SourceFile { name: name.into(), text: text.into() }
}

const LANGUAGE: &str = r#"
supported: true
function_words: [le, la, nos, tous, on, je, pas, et, mais, plus, est, sont, a, les]
fillers: [ne, "n", euh]
clause_starters: [mais, et]
rewrites: {mdp: mot de passe, jai: j ai}
guards:
  negation: {keeps: 0, reach: 4, before: [pas, aucun, jamais, rien], except: ["pas seulement"]}
  past: {keeps: 0.3, reach: 9, before: ["l an dernier"]}
concepts:
  files: [fichier, document, "@photos"]
  photos: [photo]
  unreadable: [chiffré, illisible, "plus rien ne s'ouvre", "s'ouvrent plus"]
  password: [mot de passe]
"#;

pub(super) fn playbook(id: &str, signals: &str) -> SourceFile {
    let text = format!(
        r#"
id: {id}
title: {{fr: {id}, en: {id}}}
summary: {{fr: r, en: s}}
rsit: ['malicious-code="ransomware"']
national_name: {id}
prior: 0.1
{signals}
severity:
  impact: 2
  urgency: 2
  raise:
    - {{when: {{encrypted: yes}}, impact: 3, because: {{fr: chiffré, en: encrypted}}}}
questions:
  - {{fact: encrypted, kind: yes_no, ask: {{fr: q, en: q}}, weighs: {{yes: 2, no: -2}}}}
actions:
  - {{id: unplug-{id}, group: spread, say: {{fr: s, en: s}}, why: {{fr: w, en: w}}}}
  - {{id: call, group: people, say: {{fr: s, en: s}}, why: {{fr: w, en: w}}, safe_always: true}}
deadlines: [{{id: cnil, when: {{personal_data: [yes, unknown]}}}}, {{id: complaint, when: {{ransom_paid: no}}}}]
examples: {{match: {{fr: []}}, not: {{fr: []}}}}
"#
    );
    file(&format!("{id}.yaml"), &text)
}

const RANSOMWARE: &str = r#"signals:
  - {id: unreadable-files, weight: 4, near: ["@files", "@unreadable"], reason: {fr: r, en: r}}
  - {id: unreadable, weight: 1, any: ["@unreadable"], reason: {fr: r, en: r}}
  - {id: lock-extension, weight: 3, any: ['/\.lock(bit)?\b/'], reason: {fr: r, en: r}}
"#;
const PHISHING: &str = r#"signals:
  - {id: typed-password, weight: 3, seq: ["donné", "@password"], reason: {fr: r, en: r}}
"#;

fn set() -> PlaybookSet {
    let files = [
        file("_language/fr.yaml", LANGUAGE),
        file("_language/es.yaml", "function_words: [el, los, archivos, estan, todos, mis, que, con]"),
        playbook("ransomware", RANSOMWARE),
        playbook("phishing", PHISHING),
    ];
    PlaybookSet::compile(&files).unwrap()
}

fn classify(text: &str) -> Classification {
    set().classify(&Input { text, lang: None, facts: &Facts::new() })
}

fn signals(found: &Classification) -> Vec<&str> {
    found.evidence.iter().map(|evidence| evidence.signal.as_str()).collect()
}

#[test]
fn concepts_near_each_other_are_recognised_and_shown_where_they_were_said() {
    let found = classify("Bonjour, été : tous nos documents sont devenus illisibles");
    assert_eq!((found.category.as_str(), found.verdict), ("ransomware", Verdict::Certain));
    let first = &found.evidence[0];
    assert_eq!((first.signal.as_str(), first.text.as_str()), ("unreadable-files", "documents sont devenus illisibles"));
    let text: Vec<char> = "Bonjour, été : tous nos documents sont devenus illisibles".chars().collect();
    assert_eq!(text[first.start..first.end].iter().collect::<String>(), first.text);
}

#[test]
fn an_included_concept_and_a_typing_error_are_understood() {
    assert!(signals(&classify("nos photos sont ilisibles")).contains(&"unreadable-files"));
}

#[test]
fn a_negation_sets_a_signal_aside_and_says_so() {
    let found = classify("nos fichiers sont pas chiffrés");
    assert!(signals(&found).is_empty());
    assert_eq!((found.set_aside[0].guard.as_str(), found.set_aside[0].cue.as_str()), ("negation", "pas"));
    assert_eq!(found.verdict, Verdict::Unsure);
}

#[test]
fn plus_rien_ne_s_ouvre_is_positive() {
    let found = classify("sur les documents plus rien ne s’ouvre");
    assert!(signals(&found).contains(&"unreadable-files"), "{found:?}");
}

#[test]
fn the_past_counts_less() {
    let found = classify("l'an dernier nos fichiers illisibles");
    let weight = found.evidence[0].weight;
    assert!((weight - 1.2).abs() < 1e-9, "{weight}");
}

#[test]
fn shorthand_is_written_out() {
    assert!(signals(&classify("jai donné mon mdp")).contains(&"typed-password"));
}

#[test]
fn a_regex_finds_forms() {
    assert!(signals(&classify("tout finit en .LockBit")).contains(&"lock-extension"));
}

/// CVE-2022-24713: a short text that takes long to compile; the set is refused with its place before it is compiled.
#[test]
fn attack_48_an_expression_that_is_a_bomb_is_refused_at_its_place() {
    for bomb in [
        "((a{0,1000}){0,1000})",
        "(?:a{5000})",
        "(a",
        "((((((((((a{0,9}){0,9}){0,9}){0,9}){0,9}){0,9}){0,9}){0,9}){0,9}){0,9})",
    ] {
        let signals = format!("signals:\n  - {{id: bomb, weight: 1, any: ['/{bomb}/'], reason: {{fr: r, en: r}}}}\n");
        let files = [file("_language/fr.yaml", LANGUAGE), playbook("ransomware", &signals)];
        let errors = PlaybookSet::compile(&files).unwrap_err();
        assert_eq!((errors.len(), errors[0].line), (1, 9), "{bomb}: {errors:?}");
        assert!(errors[0].message.contains("doesn't compile"), "{bomb}: {}", errors[0]);
    }
}

#[test]
fn answers_weigh_and_raise_the_severity() {
    let facts = Facts::new().with("encrypted", FactValue::Yes);
    let found = set().classify(&Input { text: "nos fichiers sont illisibles", lang: Some("fr"), facts: &facts });
    assert_eq!((found.assessment.severity, found.assessment.priority), (Severity::Critical, 1));
    assert!(!found.questions.contains(&"encrypted".to_owned()));
}

#[test]
fn another_language_is_told_and_never_certain() {
    let found = classify("todos mis archivos estan con los fichiers illisibles, el fichier que chiffré");
    assert_eq!((found.lang.as_str(), found.lang_supported), ("es", false));
    assert_ne!(found.verdict, Verdict::Certain);
}

#[test]
fn advice_is_merged_by_group_and_says_which_clocks_hang_on_what() {
    let set = set();
    let found = set.classify(&Input { text: "nos fichiers sont illisibles", lang: None, facts: &Facts::new() });
    let advice = set.advise(&found, &Facts::new(), Lang::Fr);
    let ids: Vec<&str> = advice.actions.iter().map(|action| action.id.as_str()).collect();
    assert_eq!(ids, ["call", "unplug-ransomware"]);
    let clocks: Vec<(&str, Holds)> = advice.deadlines.iter().map(|clock| (clock.id.as_str(), clock.applies)).collect();
    assert_eq!(clocks, [("cnil", Holds::Yes), ("complaint", Holds::Unknown)]);
    assert_eq!(advice.deadlines[1].decided_by.as_deref(), Some("ransom_paid"));
}

#[test]
fn help_in_distress_leads_where_its_category_leads_and_follows_the_bank_elsewhere() {
    let with = |id: &str, action: &str| {
        let SourceFile { name, text } = playbook(id, RANSOMWARE);
        SourceFile { name, text: text.replace("id: call, group: people", action) }
    };
    let files = [
        file("_language/fr.yaml", LANGUAGE),
        with("bec_wire_fraud", "id: call-bank, group: money"),
        with("blackmail", "id: comfort, group: people"),
        with("ransomware", "id: machines, when: {encrypted: yes}, group: people"),
    ];
    let (set, facts) = (PlaybookSet::compile(&files).unwrap(), Facts::new().with("encrypted", FactValue::Yes));
    let mut found = set.classify(&Input { text: "nos fichiers sont illisibles", lang: None, facts: &Facts::new() });
    let mut led_by = |first: &str, second: &str, facts: &Facts| -> Vec<String> {
        found.verdict = Verdict::Likely;
        found.category = first.into();
        found.secondary = vec![Candidate { category: second.into(), confidence: 0.6 }];
        set.advise(&found, facts, Lang::Fr).actions.into_iter().map(|action| action.id).take(2).collect()
    };
    assert_eq!(led_by("bec_wire_fraud", "blackmail", &facts), ["call-bank", "unplug-bec_wire_fraud"]);
    assert_eq!(led_by("blackmail", "bec_wire_fraud", &facts), ["comfort", "call-bank"]);
    assert_eq!(led_by("bec_wire_fraud", "ransomware", &facts), ["machines", "call-bank"], "a fact asks for it");
}

#[test]
fn an_unsure_verdict_advises_only_what_harms_nowhere() {
    let set = set();
    let found = set.classify(&Input { text: "bonjour", lang: None, facts: &Facts::new() });
    let advice = set.advise(&found, &Facts::new(), Lang::Fr);
    assert!(advice.actions.iter().all(|action| action.id == "call"), "{:?}", advice.actions);
}

#[test]
fn every_mistake_of_a_set_is_told_at_once_with_its_place() {
    let broken = r#"signals:
  - {id: one, weight: 2, any: ["@filez"], reason: {fr: r, en: r}}
  - {id: one, weight: .nan, any: ['/(a{1000}){1000}/'], reason: {fr: r, en: r}}
  - {id: three, weight: 2, reason: {fr: "", en: r}}
"#;
    let files = [
        file("_language/fr.yaml", &format!("{LANGUAGE}  round: ['@about']\n  about: ['@round']\n")),
        playbook("ransomware", broken),
        file("other.yaml", "id: ransomware\nprior: heavy\n"),
    ];
    let errors = PlaybookSet::compile(&files).map(|_| ()).unwrap_err();
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let all = told.join("\n");
    for part in [
        "@filez",
        "\"files\"",
        "two signals",
        "out of range",
        "doesn't compile",
        "looks at nothing",
        "translation",
        "again",
        "other.yaml:",
    ] {
        assert!(all.contains(part), "{part} is missing in\n{all}");
    }
    assert!(errors.iter().all(|error| error.line > 0), "{all}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let set = set();
    let facts = Facts::new();
    let input = Input { text: "jai donné mon mdp et nos photos illisibles", lang: None, facts: &facts };
    let one = serde_json::to_string(&set.classify(&input)).unwrap();
    let two = serde_json::to_string(&set.classify(&input)).unwrap();
    assert_eq!(one, two);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn any_text_is_classified_and_every_span_lies_in_it(text in "(\\PC|[ \n.,]|fichiers? |illisibles? |pas |donné |mdp |plus rien ne s'ouvre |€|’){0,60}") {
            let found = SET.with(|set| set.classify(&Input { text: &text, lang: None, facts: &Facts::new() }));
            let characters: Vec<char> = text.chars().collect();
            for evidence in &found.evidence {
                let said: String = characters[evidence.start..evidence.end].iter().collect();
                prop_assert_eq!(&said, &evidence.text);
            }
            let sum: f64 = found.candidates.iter().map(|candidate| candidate.confidence).sum();
            prop_assert!((sum - 1.0).abs() < 0.01);
        }
    }

    thread_local! {
        static SET: PlaybookSet = set();
    }
}
