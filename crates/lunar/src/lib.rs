//! The Vietnamese lunisolar calendar for 1900 to 2199: Gregorian dates to lunar dates and back, leap months,
//! the sixty names (*can chi*) of years, months and days, and the words in which a lunar date is said.
//!
//! Not here: clocks and time zones (a day comes in as numbers), solar terms, good and bad hours, festivals,
//! and other calendars of the Chinese family.
//!
//! ```
//! use lunar::{Leap, LunarDate};
//!
//! let opening = LunarDate::from_solar(2020, 1, 29)?;
//! assert_eq!(opening.to_string(), "mùng 5 tháng Giêng năm Canh Tý");
//!
//! let full_moon = LunarDate::new(2020, 4, Leap::Leap, 15)?;
//! assert_eq!(full_moon.to_solar().to_string(), "2020-06-06");
//! assert_eq!(full_moon.to_string(), "rằm tháng Tư nhuận năm Canh Tý");
//! # Ok::<(), lunar::Error>(())
//! ```
//!
//! # Range
//!
//! Every day from [`FIRST_DAY`] to [`LAST_DAY`]: the lunar years 1900 to 2199, and the one lunar month that
//! fills January 1900. Each of these days has one lunar date and each lunar date one day; all else is an
//! [`Error`].
//!
//! # The rule
//!
//! A month begins on the day, from midnight to midnight at UTC+7, on which the moon is new. The month that
//! holds the winter solstice is the eleventh. When thirteen months begin from one eleventh month up to the next,
//! the first of them without a major solar term is a leap month and takes the number of the month before it.
//!
//! UTC+7 is applied to the whole range. It has been the rule of North Viet Nam's calendar since 1 January
//! 1968 ([`RULE_SINCE`]) and of the whole country's since its reunification; calendars before were made for
//! UTC+8 or otherwise, so earlier dates here are proleptic and may differ from what was printed at the time.
//! [`LunarDate::rule`] tells the two apart, so that a reader can be told. Calendars of the South from 1968
//! to 1975 are not modelled: its Tết of 1968 came a day later than the one given here.
//!
//! In 1938 this makes the eighth month the leap month, not the seventh as calendars for UTC+8 had it: the
//! equinox fell half a minute before midnight at UTC+7.
//!
//! # Trust
//!
//! The astronomy is that of `calendrical_calculations`, after Reingold and Dershowitz, *Calendrical
//! Calculations*, 4th edition (2018), with five days corrected. All 3,711 months of 1900 to 2199 were compared with
//! months made from another ephemeris. They differ in four first days, in 2130, 2150, 2159 and 2199, where the
//! moon is new within three minutes of midnight and the answer hangs on how the Earth's rotation slows
//! until then. No one can decide those today, nor swear to others that come as close (a dozen from
//! 2054 on).

mod can_chi;
mod date;
mod error;
mod rule;
mod solar;
mod words;
mod year;

pub use can_chi::CanChi;
pub use date::{Leap, LunarDate};
pub use error::Error;
pub use rule::{RULE_SINCE, Rule, UTC_OFFSET_HOURS};
pub use solar::{FIRST_DAY, LAST_DAY, SolarDate};
pub use words::{day_words, month_words};
pub use year::{Month, months};

/// Runs the README's example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
