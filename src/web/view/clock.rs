//! A clock that runs: what must happen by when, and how near that is.

/// One clock.
#[derive(Debug, Clone)]
pub struct Clock {
    /// What must happen: « premier contact ».
    pub label: String,
    /// By when: « 10 h 12 »; may be empty.
    pub due: String,
    /// What remains: « il reste 4 min »; may be empty.
    pub left: String,
    /// `due` in RFC 3339, so that the page's script keeps `left` true; may be empty.
    pub machine: String,
    /// How near it is.
    pub tone: Tone,
}

/// How near a clock is. The icon changes with it, so that colour is never the only sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Time enough.
    Calm,
    /// Three quarters of the time are over.
    Soon,
    /// Too late.
    Late,
    /// Done.
    Done,
}

impl Tone {
    /// Class of the style sheet.
    #[must_use]
    pub const fn class(&self) -> &'static str {
        match self {
            Self::Calm => "is-calm",
            Self::Soon => "is-soon",
            Self::Late => "is-late",
            Self::Done => "is-done",
        }
    }

    /// Icon.
    #[must_use]
    pub const fn icon(&self) -> &'static str {
        match self {
            Self::Calm | Self::Soon => "clock",
            Self::Late => "alert",
            Self::Done => "check",
        }
    }

    /// The tone of a clock from the share of its time that is gone: from 75 % on it is near, from 100 % late.
    #[must_use]
    pub const fn of(percent_gone: u32) -> Self {
        match percent_gone {
            0..75 => Self::Calm,
            75..100 => Self::Soon,
            _ => Self::Late,
        }
    }
}
