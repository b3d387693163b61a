//! Which rule a date is reckoned by, so that callers can show it. The reckoning itself is in `year`.

use crate::SolarDate;

/// Offset from UTC, in hours, of the clock whose midnight begins a lunar day: 7 for the whole range.
pub const UTC_OFFSET_HOURS: u8 = 7;

/// First day on which a Vietnamese calendar was by law made for UTC+7: 1 January 1968, in the North.
pub const RULE_SINCE: SolarDate = SolarDate { year: 1968, month: 1, day: 1 };

/// Standing of the UTC+7 reckoning on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// From [`RULE_SINCE`] on: UTC+7 was the official rule (until 1975 in the North alone).
    Official,
    /// Before [`RULE_SINCE`]: UTC+7 is carried back over days whose own calendars were made for UTC+8 or
    /// otherwise, and which may have printed another date.
    Proleptic,
}

impl Rule {
    /// The standing of the UTC+7 reckoning on `day`, whether or not `day` lies in the calendar's range.
    pub fn on(day: SolarDate) -> Self {
        if day < RULE_SINCE { Self::Proleptic } else { Self::Official }
    }
}
