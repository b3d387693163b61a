//! The calendar against known dates, against months made from another ephemeris, and against itself.

mod dates;
mod errors;
mod independent;
mod names;
mod properties;
mod year;

use lunar::{Error, Leap, LunarDate};

/// A test that stops at the first date that cannot be made.
type Outcome = Result<(), Error>;

/// A Gregorian date written `2020-01-29`, as a lunar date; a malformed one is a mistake in the test.
fn on(iso: &str) -> Result<LunarDate, Error> {
    let mut parts = iso.splitn(3, '-');
    let mut part = || parts.next().and_then(|text| text.parse().ok()).unwrap_or_default();
    let (year, month, day): (u16, u16, u16) = (part(), part(), part());
    let small = |number: u16| u8::try_from(number).unwrap_or_default();
    LunarDate::from_solar(year.into(), small(month), small(day))
}

/// A day of a regular month.
fn lunar(year: i32, month: u8, day: u8) -> Result<LunarDate, Error> {
    LunarDate::new(year, month, Leap::Regular, day)
}
