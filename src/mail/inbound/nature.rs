//! Is a mail a person's, a machine's, or a server's report? By RFC 3834 first, by what machines commonly say after.

use mail_parser::{Message, MimeHeaders};

/// What a mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// A person's.
    Person,
    /// A machine's: recorded, never answered. The word is the end of `inbound-why-…`.
    Automatic(&'static str),
    /// A server reports on a delivery.
    Report,
}

/// Subjects that begin like this are absences, in the languages that reach a French desk.
const ABSENCES: [&str; 13] = [
    "réponse automatique",
    "reponse automatique",
    "message d'absence",
    "message d’absence",
    "absence du bureau",
    "absent du bureau",
    "automatic reply",
    "auto-reply",
    "autoreply",
    "out of office",
    "out of the office",
    "abwesenheit",
    "respuesta automática",
];

/// Who reports on deliveries when no standard is kept.
const SERVERS: [&str; 4] = ["mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon"];

pub(super) fn of(message: &Message<'_>, sender: &str, return_path: Option<&str>) -> Nature {
    if is_report(message) || is_server(sender) || header(message, "X-Failed-Recipients").is_some() {
        return Nature::Report;
    }
    if let Some(said) = header(message, "Auto-Submitted") {
        // « no » is said by a person's program, and settles it.
        let word = said.split(';').next().unwrap_or_default().trim().to_lowercase();
        return if word == "no" { Nature::Person } else { Nature::Automatic("auto-submitted") };
    }
    if return_path.is_some_and(str::is_empty) {
        return Nature::Automatic("no-return-path");
    }
    if ["X-Autoreply", "X-Autorespond", "X-Autoresponder"].iter().any(|name| header(message, name).is_some()) {
        return Nature::Automatic("absence");
    }
    let precedence = header(message, "Precedence").unwrap_or_default().to_lowercase();
    if ["bulk", "junk", "list", "auto_reply"].contains(&precedence.trim()) || header(message, "List-Id").is_some() {
        return Nature::Automatic("bulk");
    }
    let subject = message.subject().unwrap_or_default().trim().to_lowercase();
    if ABSENCES.iter().any(|start| subject.starts_with(start)) {
        return Nature::Automatic("absence");
    }
    Nature::Person
}

/// RFC 3462: a multipart/report about a delivery. Reports on reading (RFC 8098) are a machine's, and say nothing of it.
fn is_report(message: &Message<'_>) -> bool {
    message.content_type().is_some_and(|kind| {
        kind.ctype().eq_ignore_ascii_case("multipart")
            && kind.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("report"))
            && kind.attribute("report-type").is_none_or(|word| word.eq_ignore_ascii_case("delivery-status"))
    })
}

fn is_server(sender: &str) -> bool {
    let local = sender.rsplit_once('@').map_or(sender, |(local, _)| local).to_lowercase();
    SERVERS.contains(&local.as_str())
}

/// The first header of this name, as it stands in the mail.
pub(super) fn header<'m>(message: &'m Message<'_>, name: &str) -> Option<&'m str> {
    message.headers_raw().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}
