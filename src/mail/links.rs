//! Links in kept mail stand as `{link:ID}` and are filled in when the mail leaves, so that the outbox,
//! its backups and the record hold no link that opens anything.

use std::fmt;

use vigie_domain::{ids::LinkId, intake::text::turns_reading};

const OPEN: &str = "{link:";

/// The place of a link in a rendered text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder(pub LinkId);

impl fmt::Display for Placeholder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{OPEN}{}}}", self.0)
    }
}

/// A link of the mail can't be made any more (revoked, erased): the mail must not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the link {0} of this mail no longer exists")]
pub struct LinkMissing(pub LinkId);

/// Fills in the links of a text or of its HTML. `links` are those that the mail was rendered with: a placeholder
/// that somebody typed stays text. Addresses made by `url_of` must need no escaping in HTML (no `&`, no quote).
///
/// # Errors
/// `url_of` gave nothing for one of the links that stand in the text.
pub fn fill_links(
    text: &str,
    links: &[LinkId],
    mut url_of: impl FnMut(LinkId) -> Option<String>,
) -> Result<String, LinkMissing> {
    let mut filled = text.to_owned();
    for link in links {
        let place = Placeholder(*link).to_string();
        if filled.contains(&place) {
            filled = filled.replace(&place, &url_of(*link).ok_or(LinkMissing(*link))?);
        }
    }
    Ok(filled)
}

/// Takes from a text what has no place in a mail: control characters, marks that turn the direction of
/// reading, and anything that looks like our placeholders.
pub(super) fn plain(text: &str) -> String {
    let kept: String =
        text.chars().filter(|sign| *sign == '\n' || !(sign.is_control() || turns_reading(*sign))).collect();
    if kept.contains(OPEN) { kept.replace(OPEN, "{ link:") } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn link(n: u128) -> LinkId {
        LinkId(Uuid::from_u128(n))
    }

    #[test]
    fn only_the_mails_own_links_are_filled_in() {
        let text = format!("ici : {} et là : {}", Placeholder(link(1)), Placeholder(link(2)));
        let filled = fill_links(&text, &[link(1)], |id| (id == link(1)).then(|| "https://desk.example/o/abc".into()));
        assert_eq!(filled, Ok(format!("ici : https://desk.example/o/abc et là : {}", Placeholder(link(2)))));
    }

    #[test]
    fn a_mail_whose_link_is_gone_does_not_leave() {
        assert_eq!(fill_links(&Placeholder(link(1)).to_string(), &[link(1)], |_| None), Err(LinkMissing(link(1))));
    }

    #[test]
    fn attack_18_what_somebody_typed_is_never_a_link() {
        let typed = plain(&format!("voyez {}\u{202e}\0", Placeholder(link(1))));
        assert_eq!(fill_links(&typed, &[link(1)], |_| Some("secret".into())), Ok(typed.clone()));
        assert!(!typed.contains('\0') && !typed.contains('\u{202e}'));
    }
}
