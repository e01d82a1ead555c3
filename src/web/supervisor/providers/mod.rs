//! The directory: list, one provider and what is decided about it, applications, what runs out, import and export.

pub mod acts;
pub mod applications;
pub mod card;
pub mod edit;
pub mod import;
pub mod list;
pub mod renewals;

use jiff::civil::Date;
use vigie_domain::{
    provider::{Label, Provider},
    vocabulary::VettingState,
};

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
    let line = |name: &str, until: Date, detail: String| LabelLine {
        name: name.to_owned(),
        until: until.strftime("%d/%m/%Y").to_string(),
        standing: standing(until, today),
        detail,
    };
    let insured = one.insurance_until.map(|until| line(&page.say("provider-insurance"), until, String::new()));
    one.labels.iter().map(|label| line(&label.name, label.until, detail(page, label))).chain(insured).collect()
}

/// « AFNOR · n° EC-12 · sites web ».
fn detail(page: &Page, label: &Label) -> String {
    let number = label.number.as_deref().map(|number| page.with("label-number", "number", number));
    [label.issuer.clone(), number, label.scope.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn standing(until: Date, today: Date) -> Standing {
    match today.until(until).map_or(0, |span| span.get_days()) {
        days if days < 0 => Standing::Over,
        days if days <= SOON_DAYS => Standing::Soon,
        _ => Standing::Valid,
    }
}
