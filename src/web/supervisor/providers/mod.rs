//! The directory: list, one provider and what is decided about it, applications, what runs out, import and export.

pub mod acts;
pub mod applications;
pub mod card;
pub mod import;
pub mod list;
pub mod renewals;

use jiff::civil::Date;
use vigie_domain::{provider::Provider, vocabulary::VettingState};

use crate::web::view::{
    console::{LabelLine, Standing},
    page::Page,
};

/// Days before an expiry at which it is shown as near.
const SOON_DAYS: i32 = 60;

fn skills(page: &Page, one: &Provider) -> String {
    one.skills.0.keys().map(|skill| page.label("skill", skill.as_str())).collect::<Vec<_>>().join(", ")
}

const fn standing_of(state: VettingState) -> Standing {
    match state {
        VettingState::Vetted => Standing::Valid,
        VettingState::Applicant => Standing::Soon,
        VettingState::Suspended | VettingState::Removed => Standing::Over,
    }
}

pub(in crate::web) fn labels(page: &Page, one: &Provider, today: Date) -> Vec<LabelLine> {
    let line = |name: &str, until: Date| LabelLine {
        name: name.to_owned(),
        until: until.strftime("%d/%m/%Y").to_string(),
        standing: standing(until, today),
    };
    let insured = one.insurance_until.map(|until| line(&page.say("provider-insurance"), until));
    one.labels.iter().map(|label| line(&label.name, label.until)).chain(insured).collect()
}

fn standing(until: Date, today: Date) -> Standing {
    match today.until(until).map_or(0, |span| span.get_days()) {
        days if days < 0 => Standing::Over,
        days if days <= SOON_DAYS => Standing::Soon,
        _ => Standing::Valid,
    }
}
