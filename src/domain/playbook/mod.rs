//! Playbooks: how an incident is recognised, asked about and answered. Document → compile → evaluate → explain.
//!
//! The program knows nothing of ransomware: all such knowledge is in the files that [`PlaybookSet::compile`] reads.
//! Modules stand in the order in which a text walks through them.

mod check;
mod compile;
mod confirm;
pub mod document;
pub mod language_document;
mod load;
mod set;
pub mod weights_document;

mod facts;
mod fold;
mod guards;
mod hits;
mod language;
mod letters;
mod lexicon;
mod matcher;
mod money;
mod pattern;
mod reach;
mod stem;
mod typos;
mod vocabulary;
mod words;

mod advise;
pub mod cacao;
mod classification;
mod classify;
mod explain;
mod expressions;
mod features;
mod first_question;
mod fitted;
mod gaps;
mod learn;
mod line;
pub mod measure;
mod question;
mod replay;
mod score;
mod trial;
pub mod tune;

#[cfg(test)]
mod tests;

pub use advise::{Advice, AdvisedAction, AskedQuestion, Line, ProposedDeadline, SHOWN_FIRST, VariantWords};
pub use classification::{Candidate, Classification, Evidence, Heard, Input, SetAside};
pub use facts::{FactValue, Facts, Holds};
pub use first_question::QuestionWorth;
pub use language_document::{Scoring, SeverityWords};
pub use line::{ClassifyAnswer, ClassifyRequest, EvidenceLine};
pub use load::{LoadError, SourceFile};
pub use replay::{Change, Picture};
pub use set::PlaybookSet;
pub use trial::{FailedExample, Trial};
