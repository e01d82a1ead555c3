//! Mail in: what may be parsed at all, what a mail says, and what it is: a person's, a machine's, or a server's report.
//!
//! Nothing here decides who wrote: that is proved by the address a mail came to (`mail::Tag`), never by a header.

mod html;
mod limits;
mod nature;
mod own_words;
mod read;
mod reply;
mod report;

pub use html::html_of;
pub use limits::{LARGEST, LARGEST_KEPT, TooMuch, check};
pub use nature::Nature;
pub use own_words::own_words;
pub use read::{AttachedFile, FileBytes, Incoming, Unreadable, files_of, read};
pub use reply::{FromWhen, Reply, Said, understand};
pub use report::{DeliveryReport, Verdict};
