//! A provider for tests that serves everything and fails nothing: a test states only what matters to it.

use jiff::civil::date;
use uuid::Uuid;

use super::{Address, Contact, Level, Point, Provider, Record, SkillLevels, Territory, Vetting};
use crate::{
    ids::ProviderId,
    vocabulary::{Profile, Skill, VettingState},
};

pub(crate) fn provider(number: u128) -> Provider {
    Provider {
        id: ProviderId(Uuid::from_u128(number)),
        code: format!("p{number}"),
        company: format!("Atelier {number} SARL"),
        siret: None,
        profile: Profile::Volume,
        address: Address {
            postal_code: "34000".into(),
            commune: "Montpellier".into(),
            department: Some("34".into()),
            point: Point::new(43.6, 3.88).ok(),
        },
        contact: Contact { emails: vec!["contact@atelier.example".into()], ..Contact::default() },
        territory: Territory { departments: ["34".to_owned()].into(), radius_km: None, remote: false },
        skills: [(Skill::Forensics, Level::try_from(2).unwrap())].into_iter().collect::<SkillLevels>(),
        labels: Vec::new(),
        insurance_until: Some(date(2030, 12, 31)),
        charter_version: Some("1".into()),
        hours: "mo-fr 09:00-12:30 14:00-18:00".parse().unwrap(),
        pauses: Vec::new(),
        paused: false,
        capacity: 2,
        open_assignments: 0,
        client_sizes: [].into(),
        client_sectors: [].into(),
        languages: [].into(),
        conflicts: [].into(),
        vetting: Vetting::imported(VettingState::Vetted, None),
        record: Record::default(),
    }
}
