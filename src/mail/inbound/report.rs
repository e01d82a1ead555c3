//! What a server reports on a delivery: by RFC 3464, or in the common shapes that keep to no standard.

use mail_parser::{Message, MimeHeaders};

use super::nature::header;

/// What became of a mail, as its server says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It will not arrive.
    Failed,
    /// It hasn't arrived yet.
    Delayed,
    /// It is in the mailbox.
    Delivered,
}

/// A server's report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryReport {
    /// What became of the mail.
    pub verdict: Verdict,
    /// The server's words, on one line.
    pub words: String,
}

/// Longest words that are kept.
const LONGEST: usize = 500;

/// Reads the report. Without any sign of delay or delivery it is one of failure: nobody reports that nothing happened.
pub(super) fn of(message: &Message<'_>, text: &str) -> DeliveryReport {
    status_part(message).unwrap_or_else(|| by_words(message, text))
}

/// The part that RFC 3464 defines.
fn status_part(message: &Message<'_>) -> Option<DeliveryReport> {
    let part = message.parts.iter().find(|part| {
        part.content_type().is_some_and(|kind| {
            kind.ctype().eq_ignore_ascii_case("message")
                && kind.subtype().is_some_and(|subtype| subtype.to_lowercase().ends_with("delivery-status"))
        })
    })?;
    let fields = fields(&String::from_utf8_lossy(part.contents()));
    let of = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let verdict = match of("action")?.to_lowercase().as_str() {
        "failed" => Verdict::Failed,
        "delayed" => Verdict::Delayed,
        _ => Verdict::Delivered,
    };
    let words = [of("status"), of("diagnostic-code")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Some(DeliveryReport { verdict, words: one_line(&words) })
}

/// Fields with their folded lines, names in small letters.
fn fields(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.lines().take(500) {
        match (line.starts_with([' ', '\t']), line.split_once(':')) {
            (true, _) => {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            (false, Some((name, value))) => fields.push((name.trim().to_lowercase(), value.trim().to_owned())),
            (false, None) => {}
        }
    }
    fields
}

/// Words by which a report without the standard part says that the mail is only late.
const LATE: [&str; 7] =
    ["delayed", "retard", "différé", "will be retried", "still trying", "sera réessayé", "warning: message"];

fn by_words(message: &Message<'_>, text: &str) -> DeliveryReport {
    let subject = message.subject().unwrap_or_default().to_lowercase();
    let start: String = text.chars().take(4000).collect::<String>().to_lowercase();
    let failed_for = header(message, "X-Failed-Recipients").is_some();
    let late = !failed_for && LATE.iter().any(|word| subject.contains(word) || start.contains(word));
    let verdict = if late { Verdict::Delayed } else { Verdict::Failed };
    let said = text.lines().find(|line| has_code(line)).unwrap_or_else(|| text.lines().next().unwrap_or_default());
    DeliveryReport { verdict, words: one_line(said) }
}

/// « 550 », « 5.1.1 ».
fn has_code(line: &str) -> bool {
    line.split(|sign: char| !(sign.is_ascii_digit() || sign == '.')).any(|word| {
        let is_reply =
            word.len() == 3 && word.starts_with(['4', '5']) && word.bytes().all(|octet| octet.is_ascii_digit());
        let parts: Vec<&str> = word.split('.').collect();
        let is_status = parts.len() == 3
            && matches!(parts[0], "4" | "5")
            && parts[1..].iter().all(|part| !part.is_empty() && part.len() <= 3);
        is_reply || is_status
    })
}

fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).take(LONGEST).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
