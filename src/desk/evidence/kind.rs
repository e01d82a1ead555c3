//! What a piece is, by its first and last bytes: told in words beside the type that was declared. Nothing is opened.

use vigie_domain::file_name::ending;

/// So many of the first octets are looked at.
pub(super) const HEAD: usize = 8192;
/// So many of the last octets are looked at: an archive's directory is at its end.
pub(super) const TAIL: usize = 1024;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A picture.
    Image,
    /// A PDF document.
    Pdf,
    /// A document of an office program.
    Office,
    /// An archive, or a disk image.
    Archive,
    /// A program of a machine.
    Program,
    /// A program as text: shell, PowerShell, JavaScript …
    Script,
    /// A web page or an active drawing.
    Web,
    /// An e-mail.
    Mail,
    /// Text.
    Text,
    /// Sound or film.
    Media,
    /// Nobody knows.
    Unknown,
}

impl Kind {
    /// As the row keeps it, and end of the text's key `file-kind-…`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Pdf => "pdf",
            Self::Office => "office",
            Self::Archive => "archive",
            Self::Program => "program",
            Self::Script => "script",
            Self::Web => "web",
            Self::Mail => "mail",
            Self::Text => "text",
            Self::Media => "media",
            Self::Unknown => "unknown",
        }
    }

    /// Does something run when it is opened?
    const fn is_active(self) -> bool {
        matches!(self, Self::Program | Self::Script | Self::Web)
    }
}

/// What the bytes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sniffed {
    /// Media type; empty where nobody knows.
    pub mime: String,
    /// What it is.
    pub kind: Kind,
    /// What a person should know before she opens it: end of the text's key `file-warning-…`, or empty.
    pub warning: &'static str,
}

/// Looks at a file's first and last bytes, and at what its name claims.
#[must_use]
pub fn sniff(head: &[u8], tail: &[u8], name: &str) -> Sniffed {
    let (mime, kind) = of_bytes(head);
    // What can't be told from other text is told by its name.
    let kind = match (kind, claimed(&ending(name))) {
        (Kind::Text | Kind::Unknown, Some(Kind::Script)) => Kind::Script,
        (Kind::Archive, Some(Kind::Office)) => Kind::Office,
        (Kind::Text, Some(Kind::Mail)) => Kind::Mail,
        (kind, _) => kind,
    };
    let warning = match () {
        () if is_two_things(kind, head, tail) => "two-things",
        () if hides_ending(name) => "double-ending",
        () if claimed(&ending(name)).is_some_and(|claim| !agrees(claim, kind)) => "mismatch",
        () if kind.is_active() => "active",
        () if has_macros(name) => "macros",
        () => "",
    };
    Sniffed { mime, kind, warning }
}

fn of_bytes(head: &[u8]) -> (String, Kind) {
    if let Some((mime, kind)) = markup(head) {
        return (mime.to_owned(), kind);
    }
    if let Some(found) = infer::get(head) {
        return (found.mime_type().to_owned(), of_mime(found.mime_type(), found.matcher_type()));
    }
    match () {
        () if !is_text(head) => (String::new(), Kind::Unknown),
        () if is_mail(head) => ("message/rfc822".to_owned(), Kind::Mail),
        () => ("text/plain".to_owned(), Kind::Text),
    }
}

fn of_mime(mime: &str, class: infer::MatcherType) -> Kind {
    use infer::MatcherType;
    match (mime, class) {
        ("application/pdf", _) => Kind::Pdf,
        ("text/x-shellscript", _) => Kind::Script,
        ("text/html" | "text/xml", _) => Kind::Web,
        ("application/rtf" | "text/rtf", _) | (_, MatcherType::Doc) => Kind::Office,
        (_, MatcherType::App) => Kind::Program,
        (_, MatcherType::Archive) => Kind::Archive,
        (_, MatcherType::Image) => Kind::Image,
        (_, MatcherType::Audio | MatcherType::Video) => Kind::Media,
        (_, MatcherType::Text) => Kind::Text,
        (_, MatcherType::Book | MatcherType::Font | MatcherType::Custom) => Kind::Unknown,
    }
}

/// A page or a drawing that a browser would run, whatever stands before it.
fn markup(head: &[u8]) -> Option<(&'static str, Kind)> {
    let start = String::from_utf8_lossy(&head[..head.len().min(1024)]).to_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if !start.starts_with('<') {
        return None;
    }
    let has = |sign: &str| start.contains(sign);
    match () {
        () if has("<svg") => Some(("image/svg+xml", Kind::Web)),
        () if has("<html") || has("<!doctype html") || has("<script") || has("<iframe") || has("<body") => {
            Some(("text/html", Kind::Web))
        }
        () if start.starts_with("<?xml") => Some(("text/xml", Kind::Web)),
        () => None,
    }
}

/// No NUL and hardly any control character.
fn is_text(head: &[u8]) -> bool {
    let odd =
        head.iter().filter(|octet| **octet < 0x20 && !matches!(octet, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    !head.is_empty() && !head.contains(&0) && odd * 100 <= head.len()
}

fn is_mail(head: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&head[..head.len().min(4096)]);
    let fields = ["from:", "received:", "return-path:", "message-id:", "delivered-to:", "mime-version:"];
    let is_field = |line: &str| fields.iter().any(|field| line.to_lowercase().starts_with(field));
    start.lines().take_while(|line| !line.is_empty()).filter(|line| is_field(line)).count() >= 2
}

/// A picture or a document that is a page or an archive as well.
fn is_two_things(kind: Kind, head: &[u8], tail: &[u8]) -> bool {
    if !matches!(kind, Kind::Image | Kind::Pdf | Kind::Media) {
        return false;
    }
    let text = String::from_utf8_lossy(head).to_lowercase();
    let is_page = ["<script", "<html", "<?php", "<iframe"].iter().any(|sign| text.contains(sign));
    // The end of a zip's directory.
    is_page || tail.windows(4).any(|four| four == b"PK\x05\x06")
}

/// « facture.pdf.exe ».
fn hides_ending(name: &str) -> bool {
    let Some((before, _)) = name.rsplit_once('.') else { return false };
    let outer = claimed(&ending(name));
    outer.is_some_and(Kind::is_active) && claimed(&ending(before)).is_some_and(|inner| !inner.is_active())
}

fn has_macros(name: &str) -> bool {
    matches!(ending(name).as_str(), "docm" | "xlsm" | "pptm" | "xlam" | "dotm" | "xltm")
}

/// What an ending claims.
fn claimed(ending: &str) -> Option<Kind> {
    Some(match ending {
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "bmp" | "tif" | "tiff" | "heic" | "ico" => Kind::Image,
        "pdf" => Kind::Pdf,
        "doc" | "docx" | "docm" | "xls" | "xlsx" | "xlsm" | "ppt" | "pptx" | "pptm" | "odt" | "ods" | "odp" | "rtf" => {
            Kind::Office
        }
        "zip" | "7z" | "rar" | "gz" | "tgz" | "xz" | "bz2" | "tar" | "iso" | "img" | "cab" | "zst" => Kind::Archive,
        "exe" | "dll" | "scr" | "com" | "msi" | "sys" | "elf" | "apk" | "jar" | "lnk" => Kind::Program,
        "sh" | "bat" | "cmd" | "ps1" | "psm1" | "vbs" | "vbe" | "js" | "jse" | "wsf" | "hta" | "py" | "php" => {
            Kind::Script
        }
        "html" | "htm" | "svg" | "xhtml" | "mht" => Kind::Web,
        "eml" => Kind::Mail,
        "txt" | "log" | "csv" | "json" | "md" | "ini" | "conf" => Kind::Text,
        "mp3" | "wav" | "ogg" | "m4a" | "mp4" | "mov" | "avi" | "mkv" | "webm" => Kind::Media,
        _ => return None,
    })
}

/// Text is text, whatever it is about; a document of an office program may be text, an archive or its own kind.
fn agrees(claim: Kind, kind: Kind) -> bool {
    claim == kind
        || matches!(
            (claim, kind),
            (Kind::Text, Kind::Mail)
                | (Kind::Mail | Kind::Web, Kind::Text)
                | (Kind::Script, Kind::Web)
                | (Kind::Office, Kind::Text)
                | (Kind::Program, Kind::Archive)
                | (_, Kind::Unknown)
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8], name: &str) -> (Kind, &'static str) {
        let sniffed = sniff(bytes, bytes, name);
        (sniffed.kind, sniffed.warning)
    }

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    #[test]
    fn what_people_send_is_told_for_what_it_is() {
        assert_eq!(of(PNG, "capture.png"), (Kind::Image, ""));
        assert_eq!(of(b"%PDF-1.7\n%\xe2\xe3", "facture.pdf"), (Kind::Pdf, ""));
        assert_eq!(of("Bonjour, voici ce qui s’affiche.".as_bytes(), "note.txt"), (Kind::Text, ""));
        assert_eq!(
            of(b"From: a@b.example\r\nTo: c@d.example\r\nMessage-ID: <1@b>\r\n\r\nx", "spam.eml"),
            (Kind::Mail, "")
        );
        assert_eq!(of(b"PK\x03\x04\x14\0\0\0\x08\0", "logs.zip"), (Kind::Archive, ""));
        assert_eq!(of(b"\0\x01\x02\x03\x04", "donnees"), (Kind::Unknown, ""));
        assert_eq!(of(b"", "rien.pdf"), (Kind::Unknown, ""));
    }

    #[test]
    fn attack_38_what_runs_or_lies_is_told() {
        assert_eq!(of(b"  <svg xmlns='x'><script>alert(1)</script>", "logo.svg"), (Kind::Web, "active"));
        assert_eq!(of(b"<?xml version='1.0'?><svg onload='x'/>", "logo.png"), (Kind::Web, "mismatch"));
        assert_eq!(of(b"\xef\xbb\xbf<!DOCTYPE html><body>", "facture.pdf"), (Kind::Web, "mismatch"));
        assert_eq!(of(b"MZ\x90\0\x03\0\0\0\x04", "facture.pdf"), (Kind::Program, "mismatch"));
        assert_eq!(of(b"MZ\x90\0\x03\0\0\0\x04", "facture.pdf.exe"), (Kind::Program, "double-ending"));
        assert_eq!(of(b"GIF89a/*<script>alert(1)</script>*/", "image.gif"), (Kind::Image, "two-things"));
        assert_eq!(of(&[PNG, b"....PK\x05\x06\0\0"].concat(), "image.png"), (Kind::Image, "two-things"));
        assert_eq!(of(b"WScript.Shell", "relance.js"), (Kind::Script, "active"));
        assert_eq!(of(b"PK\x03\x04\x14\0\0\0\x08\0", "compte.xlsm"), (Kind::Office, "macros"));
    }
}
