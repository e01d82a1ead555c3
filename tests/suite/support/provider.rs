//! A provider that serves everything and fails nothing: a test states only what matters to it.

use jiff::civil::date;
use vigie::domain::{
    provider::{
        Label, Level, Provider, SkillLevels, Vetting,
        generate::{Order, generate},
    },
    vocabulary::{Skill, VettingState},
};

/// Provider number `number` of a directory in which every one can take every case in Aveyron, day and night.
pub fn provider(number: u32) -> Provider {
    let order = Order { count: number + 1, seed: 7, at: date(2026, 11, 1), region: "76".into(), traps: false };
    let drawn = generate(&order).pop().expect("as many as ordered");
    let skills: SkillLevels = Skill::ALL.iter().map(|skill| (*skill, Level::REFERENCE)).collect();
    let mut provider = Provider {
        skills,
        labels: vec![Label::new("ExpertCyber", date(2026, 1, 1), date(2030, 12, 31)).expect("a period")],
        insurance_until: Some(date(2030, 12, 31)),
        charter_version: Some("2025-1".into()),
        hours: "24/7".parse().expect("hours"),
        pauses: Vec::new(),
        paused: false,
        capacity: 9,
        open_assignments: 0,
        client_sizes: [].into(),
        client_sectors: [].into(),
        languages: [].into(),
        conflicts: [].into(),
        vetting: Vetting::imported(VettingState::Vetted, Some(date(2030, 12, 31))),
        company: format!("Atelier {number}"),
        ..drawn
    };
    provider.territory.departments = ["12".to_owned()].into();
    provider.contact.on_call_email = Some(format!("astreinte{number}@atelier.example"));
    provider.contact.on_call_phone = Some("+33565000000".into());
    provider.contact.emails = vec![format!("contact{number}@atelier.example")];
    provider
}
