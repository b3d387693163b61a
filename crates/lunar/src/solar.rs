//! Days of the Gregorian calendar, and their count in fixed days (Rata Die). No arithmetic beyond that.

use core::fmt;

use calendrical_calculations::gregorian::{
    day_before_year, fixed_from_gregorian, is_leap_year, year_day,
};

use crate::Error;

/// First day of the calendar: 1 January 1900, on which the twelfth month of lunar 1899 begins.
pub const FIRST_DAY: SolarDate = SolarDate { year: 1900, month: 1, day: 1 };

/// Last day of the calendar: 14 February 2200, the last of lunar year 2199.
pub const LAST_DAY: SolarDate = SolarDate { year: 2200, month: 2, day: 14 };

/// A Gregorian date, printed as ISO 8601 (`2020-01-29`) and ordered by time.
///
/// The fields are plain numbers and are not checked: [`LunarDate::from_solar`](crate::LunarDate::from_solar)
/// does that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SolarDate {
    /// Gregorian year, 1900 to 2200 where this crate gives it.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl fmt::Display for SolarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl SolarDate {
    /// The fixed day of this date, 1 being 1 January of year 1; an error if there is no such date.
    pub(crate) fn fixed(self) -> Result<i64, Error> {
        let Self { year, month, day } = self;
        if day == 0 || day > days_in_month(year, month) {
            return Err(Error::NoSuchSolarDate { year, month, day });
        }
        Ok(fixed_from_gregorian(year, month, day).to_i64_date())
    }

    /// The date of a fixed day that lies in Gregorian year `year` or the next, as every day of lunar year
    /// `year` does.
    pub(crate) fn from_fixed(fixed: i64, year: i32) -> Self {
        let before_next = day_before_year(year + 1).to_i64_date();
        let (year, before) = if fixed > before_next {
            (year + 1, before_next)
        } else {
            (year, day_before_year(year).to_i64_date())
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a day of the year is 1 to 366"
        )]
        let (month, day) = year_day(year, (fixed - before) as u16);
        Self { year, month, day }
    }
}

/// Days in a Gregorian month, 0 if there is no such month.
fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}
