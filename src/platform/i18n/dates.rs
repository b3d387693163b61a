//! Both calendars in words, in the site's time zone. Not for arithmetic on the lunar calendar:
//! that is the `lunar` crate's.

use super::{Args, Language, Words};
use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use lunar::{LunarDate, day_words};
use serde::Serialize;

/// A day, or a moment of it, as a page shows it: solar and lunar.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Date {
    /// ISO 8601, for `<time datetime>`.
    pub iso: String,
    /// `29/01/2020`.
    pub numeric: String,
    /// The day of the month.
    pub day: i8,
    /// `tháng 1 năm 2020`.
    pub month_year: String,
    /// `tháng 1`.
    pub month: String,
    /// `Thứ Tư`.
    pub weekday: String,
    /// `20:00`, when the hour is known.
    pub time: Option<String>,
    /// The lunar day; absent outside 1900 to 2199.
    pub lunar: Option<LunarWords>,
}

/// A Vietnamese lunar date in words of the page's language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LunarWords {
    /// The day of the lunar month, 1 to 30.
    pub day: u8,
    /// `mùng 5`.
    pub short: String,
    /// `mùng 5 tháng Giêng`.
    pub text: String,
    /// `mùng 5 tháng Giêng năm Canh Tý`.
    pub full: String,
}

/// Writes dates of one time zone.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// The sentences.
    pub words: &'a Words,
    /// The site's time zone.
    pub zone: &'a TimeZone,
}

impl Calendar<'_> {
    /// A moment with its hour.
    pub fn moment(&self, language: Language, at: Timestamp) -> Date {
        let wall = at.to_zoned(self.zone.clone());
        let iso = wall.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        self.write(language, wall.date(), iso, Some(wall.strftime("%H:%M").to_string()))
    }

    /// A moment kept as milliseconds since 1970.
    pub fn moment_ms(&self, language: Language, at: i64) -> Date {
        self.moment(language, Timestamp::from_millisecond(at).unwrap_or_default())
    }

    /// A day without an hour.
    pub fn day(&self, language: Language, day: civil::Date) -> Date {
        self.write(language, day, day.to_string(), None)
    }

    /// Today, in the site's time zone.
    pub fn today(&self, language: Language, now: &Zoned) -> Date {
        self.day(language, now.date())
    }

    fn write(
        &self,
        language: Language,
        day: civil::Date,
        iso: String,
        time: Option<String>,
    ) -> Date {
        let mut args = Args::new();
        args.set("day", day.day());
        args.set("dd", format!("{:02}", day.day()));
        args.set("mm", format!("{:02}", day.month()));
        args.set("year", day.year().to_string());
        args.set("month", self.words.say(language, &format!("date-month-{}", day.month())));
        let weekday = day.weekday().to_monday_one_offset();
        Date {
            iso,
            numeric: self.words.say_with(language, "date-numeric", &args),
            day: day.day(),
            month_year: self.words.say_with(language, "date-month-year", &args),
            month: self.words.say(language, &format!("date-month-{}", day.month())),
            weekday: self.words.say(language, &format!("date-weekday-{weekday}")),
            time,
            lunar: self.lunar(language, day),
        }
    }

    fn lunar(&self, language: Language, day: civil::Date) -> Option<LunarWords> {
        let month = u8::try_from(day.month()).ok()?;
        let lunar =
            LunarDate::from_solar(i32::from(day.year()), month, u8::try_from(day.day()).ok()?)
                .ok()?;
        let mut args = Args::new();
        args.set("day", lunar.day());
        args.set("day-words", day_words(lunar.day()));
        args.set("month", lunar.month());
        args.set("month-words", lunar::month_words(lunar.month(), leap(lunar)));
        args.set("leap", if lunar.is_leap() { "yes" } else { "no" });
        args.set("year", lunar.year_name().to_string());
        Some(LunarWords {
            day: lunar.day(),
            short: self.words.say_with(language, "date-lunar-short", &args),
            text: self.words.say_with(language, "date-lunar-text", &args),
            full: self.words.say_with(language, "date-lunar-full", &args),
        })
    }
}

fn leap(date: LunarDate) -> lunar::Leap {
    if date.is_leap() { lunar::Leap::Leap } else { lunar::Leap::Regular }
}
