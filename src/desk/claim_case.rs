//! A partner reported a case for somebody: she takes its page over by showing that she is the one who was reported.

use std::sync::Arc;

use vigie_domain::{
    audit::{Action, Payload},
    intake::FieldError,
};

use super::{By, DeskError, links, step::step, tracking_link};
use crate::{
    app::App,
    store::{
        entity::{incident, link},
        row,
    },
};

/// How much of the number, or of the address, shows that the case is hers.
const PROOF_LENGTH: usize = 4;

/// Gives the tracking page to whoever knows the last four digits of the number that was reported, or the first four
/// letters of the address. The claim link dies with it.
///
/// # Errors
/// [`DeskError::Fields`] at `proof` when it doesn't fit; [`DeskError::DeadLink`] when somebody was faster.
pub async fn claim_case(app: &Arc<App>, claim: &link::Model, proof: String) -> Result<link::Model, DeskError> {
    let claim_id = claim.id;
    step(app, &By::Victim, claim.incident_id, move |step| {
        Box::pin(async move {
            let mut claim: link::Model = row::get::<link::Entity>(step.tx.db(), claim_id, "link").await?;
            if claim.revoked_at.is_some() {
                return Err(DeskError::DeadLink);
            }
            if !is_hers(&step.incident, &proof) {
                return Err(DeskError::Fields(vec![FieldError::new("proof", "claim-wrong", &proof)]));
            }
            claim.revoked_at = Some(step.now.as_microsecond());
            row::save(step.tx, claim).await?;
            step.event(Action::LinkRevoked, Payload::new().text("scope", links::Scope::Claim.as_str()));
            step.event(Action::TrackingOpened, Payload::new().text("by", "claim"));
            Ok(())
        })
    })
    .await?;
    Ok(tracking_link(app, claim.incident_id).await?)
}

fn is_hers(case: &incident::Model, proof: &str) -> bool {
    is_end_of_number(case.phone.as_deref(), proof) || is_begin_of_address(case.email.as_deref(), proof)
}

fn is_end_of_number(phone: Option<&str>, proof: &str) -> bool {
    let digits: String = proof.chars().filter(char::is_ascii_digit).collect();
    digits.len() == PROOF_LENGTH && phone.is_some_and(|phone| phone.ends_with(&digits))
}

/// Signs such as dots count or not, as one likes.
fn is_begin_of_address(email: Option<&str>, proof: &str) -> bool {
    let typed = proof.trim().to_lowercase();
    let Some(email) = email.map(str::to_lowercase) else { return false };
    let begins: [String; 2] = [
        email.chars().take(PROOF_LENGTH).collect(),
        email.chars().filter(|sign| sign.is_alphanumeric()).take(PROOF_LENGTH).collect(),
    ];
    begins.contains(&typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_of_the_number_or_four_letters_of_the_address() {
        assert!(is_end_of_number(Some("+33565000007"), "00 07"));
        assert!(!is_end_of_number(Some("+33565000007"), "0008"));
        assert!(!is_end_of_number(Some("+33565000007"), "7"));
        assert!(!is_end_of_number(None, ""));
        assert!(is_begin_of_address(Some("luc@cazals.example"), " LUC@ "));
        assert!(is_begin_of_address(Some("l.cazals@example.org"), "lcaz"));
        assert!(!is_begin_of_address(Some("luc@cazals.example"), "luc"));
        assert!(!is_begin_of_address(None, ""));
    }
}
