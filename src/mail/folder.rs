//! Reads back the mail that the folder transport kept, for the page of kept mail. Parsed by a library that shares
//! nothing with the one that wrote it.

use std::io;
use std::path::Path;

use jiff::Timestamp;
use mail_parser::{Address, Message, MessageParser, PartType};
use tokio::fs;

/// A kept mail, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMail {
    /// The file's name: what [`read`] asks for.
    pub name: String,
    /// The subject.
    pub subject: String,
    /// Who wrote: name and address.
    pub from: String,
    /// Who was written to: name and address.
    pub to: String,
    /// When it was written.
    pub date: Option<Timestamp>,
}

/// A kept mail as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedMail {
    /// What the list shows.
    pub summary: KeptMail,
    /// The plain text.
    pub text: String,
    /// The page; empty if there is none.
    pub html: String,
}

/// The newest mails of the folder, at most `limit`. A folder that isn't there yet is empty.
///
/// # Errors
/// The folder can't be read.
pub async fn list(folder: &Path, limit: usize) -> io::Result<Vec<KeptMail>> {
    let mut names = names(folder).await?;
    names.sort_unstable_by(|a, b| b.cmp(a));
    names.truncate(limit);
    let mut mails = Vec::with_capacity(names.len());
    for name in names {
        if let Some(mail) = read(folder, &name).await? {
            mails.push(mail.summary);
        }
    }
    Ok(mails)
}

/// One mail by its file's name; none if there is no such mail, or the name isn't one of ours.
///
/// # Errors
/// The file is there and can't be read.
pub async fn read(folder: &Path, name: &str) -> io::Result<Option<OpenedMail>> {
    if !is_ours(name) {
        return Ok(None);
    }
    match fs::read(folder.join(name)).await {
        Ok(bytes) => Ok(MessageParser::default().parse(&bytes).map(|message| opened(name, &message))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

async fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut entries = match fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        names.extend(entry.file_name().into_string().ok().filter(|name| is_ours(name)));
    }
    Ok(names)
}

/// Names as the transport makes them: no path, nothing hidden.
fn is_ours(name: &str) -> bool {
    let stem = name.strip_suffix(".eml").unwrap_or_default();
    !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn opened(name: &str, message: &Message<'_>) -> OpenedMail {
    let date = message.date().and_then(|date| Timestamp::from_second(date.to_timestamp()).ok());
    let summary = KeptMail {
        name: name.to_owned(),
        subject: message.subject().unwrap_or_default().to_owned(),
        from: party(message.from()),
        to: party(message.to()),
        date,
    };
    // Without a page of its own mail-parser would make one from the text.
    let has_html = message.html_bodies().any(|part| matches!(part.body, PartType::Html(_)));
    OpenedMail {
        summary,
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: if has_html { message.body_html(0).unwrap_or_default().into_owned() } else { String::new() },
    }
}

fn party(address: Option<&Address<'_>>) -> String {
    let Some(first) = address.and_then(|address| address.first()) else { return String::new() };
    match (first.name(), first.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (None, Some(address)) => address.to_owned(),
        (name, None) => name.unwrap_or_default().to_owned(),
    }
}
