//! What can be wrong with a date. Sentences are in English, for logs and developers, not for readers.

use core::ops::RangeInclusive;

use crate::date::Leap;
use crate::{FIRST_DAY, LAST_DAY};

/// Why a date could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The date lies before [`FIRST_DAY`] or after [`LAST_DAY`], or, for [`months`](crate::months), the
    /// year is not 1900 to 2199.
    #[error(
        "a date in year {year} is out of range: the calendar covers lunar years 1900 to 2199, {FIRST_DAY} to {LAST_DAY}"
    )]
    YearOutOfRange {
        /// The year asked for, solar or lunar as the question was.
        year: i32,
    },
    /// The Gregorian calendar has no such date.
    #[error("{year:04}-{month:02}-{day:02} is not a date of the Gregorian calendar")]
    NoSuchSolarDate {
        /// Gregorian year.
        year: i32,
        /// Month asked for.
        month: u8,
        /// Day of the month asked for.
        day: u8,
    },
    /// The lunar year has no such month: either the number is not 1 to 12, or that month has no leap month.
    #[error("{}", no_such_month(*.year, *.month, *.leap, *.leap_month))]
    NoSuchMonth {
        /// Lunar year.
        year: i32,
        /// Month asked for.
        month: u8,
        /// Whether the leap month of that number was asked for.
        leap: Leap,
        /// Number of the one leap month this year does have, if it has any.
        leap_month: Option<u8>,
    },
    /// The lunar month has no such day.
    #[error(
        "{month_name} {month} of lunar year {year} has {length} days, so there is no day {day}",
        month_name = month_name(*.leap)
    )]
    NoSuchDay {
        /// Lunar year.
        year: i32,
        /// Month, 1 to 12.
        month: u8,
        /// Whether it is the leap month of that number.
        leap: Leap,
        /// Day asked for.
        day: u8,
        /// Days the month has, 29 or 30.
        length: u8,
    },
}

/// Numbers a lunar month can have.
const MONTHS: RangeInclusive<u8> = 1..=12;

fn month_name(leap: Leap) -> &'static str {
    match leap {
        Leap::Regular => "month",
        Leap::Leap => "leap month",
    }
}

fn no_such_month(year: i32, month: u8, leap: Leap, leap_month: Option<u8>) -> String {
    let name = month_name(leap);
    if !MONTHS.contains(&month) {
        return format!(
            "there is no {name} {month} in lunar year {year}: months are numbered 1 to 12"
        );
    }
    let instead = match leap_month {
        Some(other) => format!("its leap month is {other}"),
        None => "it has no leap month".to_owned(),
    };
    format!("there is no {name} {month} in lunar year {year}: {instead}")
}
