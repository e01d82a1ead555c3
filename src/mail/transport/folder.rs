//! Mail into a folder: one file a mail, there as a whole or not at all.

use std::io;
use std::path::Path;

use tokio::fs;
use tokio::io::AsyncWriteExt;

use super::{Accepted, OutgoingMail, SendError, shown};

/// Keeps the mail. Sending it again replaces its file: the name is made from date and Message-ID.
pub(super) async fn keep(folder: &Path, mail: &OutgoingMail, bytes: &[u8]) -> Result<Accepted, SendError> {
    let name = file_name(mail);
    match write(folder, &name, bytes).await {
        Ok(()) => Ok(Accepted { server_words: format!("kept as {name}") }),
        Err(error) => Err(SendError::Transient { words: shown(&format!("{}: {error}", folder.display())) }),
    }
}

/// Writes and removes a file.
pub(super) async fn check(folder: &Path) -> Result<(), SendError> {
    let probe = folder.join(".probe.part");
    let tried = async {
        fs::create_dir_all(folder).await?;
        fs::write(&probe, b"").await?;
        fs::remove_file(&probe).await
    };
    tried.await.map_err(|error| SendError::Transient { words: shown(&format!("{}: {error}", folder.display())) })
}

async fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder).await?;
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = fs::File::create(&unfinished).await?;
    file.write_all(bytes).await?;
    file.sync_all().await?;
    fs::rename(&unfinished, folder.join(name)).await?;
    fs::File::open(folder).await?.sync_all().await
}

/// Sorts by time; holds nothing but letters, digits, `-` and `_`.
fn file_name(mail: &OutgoingMail) -> String {
    let id: String = mail
        .message_id
        .chars()
        .filter(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_'))
        .take(100)
        .collect();
    format!("{:020}-{id}.eml", mail.date.as_microsecond())
}
