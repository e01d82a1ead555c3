//! Figures that leave the desk: what counts as what by the national definitions, and which cells stay hidden.

use crate::vocabulary::IncidentState;

/// A count below this, other than nothing, could point at somebody.
pub const SMALL: usize = 5;

/// What a case counts as. An incident is an act of a malicious actor, confirmed by a person, with exchanges with the
/// victim; a report is abnormal behaviour that may harm; information and transfers count apart (definitions of the
/// yearly report of the French regional centres).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountsAs {
    /// Confirmed by a person.
    Incident,
    /// Checked, category not confirmed.
    Report,
    /// A question that was answered.
    Information,
    /// Passed on to whom it belongs.
    Transfer,
    /// Nobody has checked it yet.
    ToCheck,
    /// Checked, and nothing; or the same as another.
    Nothing,
}

impl CountsAs {
    /// All, in the order of the yearly report.
    pub const ALL: [Self; 6] =
        [Self::Incident, Self::Report, Self::Information, Self::Transfer, Self::ToCheck, Self::Nothing];

    /// Its word in keys of texts and in frozen months.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Report => "report",
            Self::Information => "information",
            Self::Transfer => "transfer",
            Self::ToCheck => "to-check",
            Self::Nothing => "nothing",
        }
    }
}

/// Did a person confirm the category?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// Yes: the confirmed category counts.
    Yes,
    /// No: the machine's never counts.
    No,
}

/// What a case counts as.
#[must_use]
pub const fn counts_as(state: IncidentState, confirmed: Confirmed) -> CountsAs {
    match (state, confirmed) {
        (IncidentState::Received | IncidentState::Unverified, _) => CountsAs::ToCheck,
        (IncidentState::Information, _) => CountsAs::Information,
        (IncidentState::Transferred, _) => CountsAs::Transfer,
        (IncidentState::NotIncident | IncidentState::Duplicate, _) => CountsAs::Nothing,
        (_, Confirmed::Yes) => CountsAs::Incident,
        (_, Confirmed::No) => CountsAs::Report,
    }
}

/// Which cells of a line stay hidden: the small ones; and when that is one alone, the next smallest with it, since the
/// total would tell it.
#[must_use]
pub fn hidden(cells: &[usize]) -> Vec<bool> {
    let mut hidden: Vec<bool> = cells.iter().map(|count| (1..SMALL).contains(count)).collect();
    if hidden.iter().filter(|cell| **cell).count() == 1 {
        let others = cells.iter().enumerate().filter(|(place, count)| !hidden[*place] && **count > 0);
        if let Some((place, _)) = others.min_by_key(|(_, count)| **count) {
            hidden[place] = true;
        }
    }
    hidden
}

/// The value below which `percent` of the list lie; `None` of nothing. Percent from 1 to 100.
#[must_use]
pub fn percentile(list: &mut [i64], percent: usize) -> Option<i64> {
    list.sort_unstable();
    let rank = (list.len() * percent).div_ceil(100);
    list.get(rank.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_confirmed_category_counts_never_the_machines() {
        assert_eq!(counts_as(IncidentState::Open, Confirmed::No), CountsAs::Report);
        assert_eq!(counts_as(IncidentState::Closed, Confirmed::Yes), CountsAs::Incident);
        assert_eq!(counts_as(IncidentState::Unverified, Confirmed::Yes), CountsAs::ToCheck);
        assert_eq!(counts_as(IncidentState::Information, Confirmed::No), CountsAs::Information);
        assert_eq!(counts_as(IncidentState::Duplicate, Confirmed::Yes), CountsAs::Nothing);
    }

    #[test]
    fn small_cells_are_hidden_and_one_alone_takes_another_with_it() {
        assert_eq!(hidden(&[12, 3, 4, 0]), [false, true, true, false]);
        assert_eq!(hidden(&[12, 3, 8, 0]), [false, true, true, false], "the total would tell the one");
        assert_eq!(hidden(&[12, 8]), [false, false]);
        assert_eq!(hidden(&[2]), [true]);
        assert_eq!(hidden(&[]), Vec::<bool>::new());
    }

    #[test]
    fn half_of_the_list_lies_below_its_median_and_nine_tenths_below_the_ninetieth() {
        assert_eq!(percentile(&mut [5, 1, 3], 50), Some(3));
        assert_eq!(percentile(&mut (1..=10).collect::<Vec<i64>>(), 90), Some(9));
        assert_eq!(percentile(&mut [], 50), None);
    }
}
