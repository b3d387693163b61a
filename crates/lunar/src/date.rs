//! A date of the lunar calendar: made from either side, asked for its parts, printed. Finding the months is
//! the business of `year`.

use core::fmt;

use crate::year::{Span, span_on, spans_of};
use crate::{CanChi, Error, Rule, SolarDate, day_words, month_words};

/// Whether a month is the regular one of its number or the leap month (*nhuận*) that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leap {
    /// The regular month, which every year has.
    Regular,
    /// The leap month after the regular month of the same number.
    Leap,
}

impl From<bool> for Leap {
    fn from(leap: bool) -> Self {
        if leap { Self::Leap } else { Self::Regular }
    }
}

/// A day of the Vietnamese lunisolar calendar, ordered by time.
///
/// Only days that exist can be made, from [`FIRST_DAY`](crate::FIRST_DAY) to [`LAST_DAY`](crate::LAST_DAY).
/// Printed in full: `mùng 5 tháng Giêng năm Canh Tý`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDate {
    // First, so that the derived order is that of time; the other fields follow from it.
    fixed: i64,
    year: i32,
    month: u8,
    leap: Leap,
    day: u8,
    length: u8,
}

impl LunarDate {
    /// The lunar date of a Gregorian day.
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchSolarDate`] if the Gregorian calendar has no such day, [`Error::YearOutOfRange`] if it
    /// is before [`FIRST_DAY`](crate::FIRST_DAY) or after [`LAST_DAY`](crate::LAST_DAY).
    pub fn from_solar(year: i32, month: u8, day: u8) -> Result<Self, Error> {
        let fixed = SolarDate { year, month, day }.fixed()?;
        let span = span_on(fixed, year).ok_or(Error::YearOutOfRange { year })?;
        Ok(Self::within(span, fixed))
    }

    /// The lunar date with these numbers: `month` 1 to 12, `day` 1 to 29 or 30. `year` is the Gregorian year
    /// in which the lunar year begins.
    ///
    /// # Errors
    ///
    /// [`Error::YearOutOfRange`] if the year is not 1900 to 2199 (of 1899 the twelfth month is in range),
    /// [`Error::NoSuchMonth`] if the year has no such month or leap month, [`Error::NoSuchDay`] if the month
    /// has no such day.
    pub fn new(year: i32, month: u8, leap: Leap, day: u8) -> Result<Self, Error> {
        let span = find(year, month, leap)?;
        if day == 0 || day > span.length {
            return Err(Error::NoSuchDay { year, month, leap, day, length: span.length });
        }
        Ok(Self::within(span, span.first + i64::from(day) - 1))
    }

    /// The date of a fixed day that lies in the month given.
    fn within(span: &Span, fixed: i64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a day of a lunar month is 1 to 30"
        )]
        let day = (fixed - span.first + 1) as u8;
        Self {
            fixed,
            year: span.year,
            month: span.month,
            leap: span.leap.into(),
            day,
            length: span.length,
        }
    }

    /// The same day in the Gregorian calendar.
    pub fn to_solar(self) -> SolarDate {
        SolarDate::from_fixed(self.fixed, self.year)
    }

    /// Lunar year, named by the Gregorian year in which it begins: 1900 to 2199, or 1899 for January 1900.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Number of the month, 1 (Giêng) to 12 (Chạp); a leap month bears that of the month before it.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Whether the month is a leap month.
    pub fn is_leap(self) -> bool {
        self.leap == Leap::Leap
    }

    /// Day of the month, 1 to 30.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days in the month, 29 or 30.
    pub fn month_length(self) -> u8 {
        self.length
    }

    /// Name of the year: Canh Tý for 2020.
    pub fn year_name(self) -> CanChi {
        CanChi::at(i64::from(self.year) - 4)
    }

    /// Name of the month: Mậu Dần for the first month of 2020. A leap month shares its regular month's name.
    pub fn month_name_can_chi(self) -> CanChi {
        // Twelve names a year without a break; the first month is always a Dần month.
        CanChi::at((i64::from(self.year) - 4) * 12 + i64::from(self.month) + 1)
    }

    /// Name of the day: Mậu Ngọ for 1 January 2000.
    pub fn day_name(self) -> CanChi {
        CanChi::at(self.fixed + 14)
    }

    /// Whether the UTC+7 reckoning was the official one on this day, or is carried back to it.
    pub fn rule(self) -> Rule {
        Rule::on(self.to_solar())
    }
}

impl fmt::Display for LunarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = month_words(self.month, self.leap);
        write!(f, "{} {month} năm {}", day_words(self.day), self.year_name())
    }
}

impl fmt::Debug for LunarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leap = if self.is_leap() { " leap" } else { "" };
        let Self { year, month, day, .. } = self;
        write!(f, "LunarDate({year}-{month:02}{leap}-{day:02} = {})", self.to_solar())
    }
}

/// The month with these numbers, or why there is none.
fn find(year: i32, month: u8, leap: Leap) -> Result<&'static Span, Error> {
    let spans = spans_of(year);
    let found = spans.iter().find(|span| span.month == month && Leap::from(span.leap) == leap);
    found.ok_or_else(|| {
        // Months cut off before the first day are missing for want of range, not because they never were.
        let cut_off = leap == Leap::Regular && (1..=12).contains(&month);
        if spans.is_empty() || cut_off {
            return Error::YearOutOfRange { year };
        }
        Error::NoSuchMonth {
            year,
            month,
            leap,
            leap_month: spans.iter().find(|span| span.leap).map(|span| span.month),
        }
    })
}
