//! The months of each lunar year, found once by astronomy and then kept. Days and words are elsewhere.

use core::ops::RangeInclusive;
use std::sync::OnceLock;

use calendrical_calculations::chinese_based::{
    ChineseBased, YearBounds, days_in_month, get_leap_month_from_new_year, month_structure_for_year,
};
use calendrical_calculations::gregorian::fixed_from_gregorian;
use calendrical_calculations::rata_die::RataDie;

use crate::rule::UTC_OFFSET_HOURS;
use crate::{Error, SolarDate};

/// Lunar years that are in range as a whole.
const YEARS: RangeInclusive<i32> = 1900..=2199;

/// The lunar year of which only the last month is in range.
const YEAR_BEFORE: i32 = 1899;

/// 1 January 1900 as a fixed day: nothing before it is in range.
const FIRST_FIXED: i64 = fixed_from_gregorian(1900, 1, 1).to_i64_date();

/// New moons that the astronomy puts seconds before midnight at UTC+7 though they come after it; the day it
/// gives for each.
///
/// In July 1967 the moon was new some 5 seconds past midnight (ephemerides DE421 and Swiss agree). For 2051 to
/// 2150 `calendrical_calculations` 0.2 has the sign of one term of Espenak and Meeus's ΔT reversed and runs
/// up to two minutes early. In 2175 it falls short by seconds with the same ΔT. Drop a line when a
/// newer version of that crate no longer needs it: `tests/calendar/independent.rs` tells.
const EARLY: [RataDie; 5] = [
    fixed_from_gregorian(1967, 7, 7),
    fixed_from_gregorian(2054, 5, 7),
    fixed_from_gregorian(2077, 11, 15),
    fixed_from_gregorian(2085, 10, 18),
    fixed_from_gregorian(2175, 1, 22),
];

/// A lunar month as people list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Month {
    /// Lunar year, 1900 to 2199, named by the Gregorian year in which it begins.
    pub year: i32,
    /// Number, 1 (Giêng) to 12 (Chạp).
    pub month: u8,
    /// Whether this is the leap month (*nhuận*) that follows the regular month of the same number.
    pub leap: bool,
    /// Its first day in the Gregorian calendar.
    pub first_day: SolarDate,
    /// Days in it, 29 (*tháng thiếu*) or 30 (*tháng đủ*).
    pub length: u8,
}

/// All months of the lunar years given, in order, leap months among them. An empty range gives none.
///
/// # Errors
///
/// [`Error::YearOutOfRange`] if either end of the range is not 1900 to 2199.
pub fn months(years: RangeInclusive<i32>) -> Result<impl Iterator<Item = Month>, Error> {
    for year in [*years.start(), *years.end()] {
        if !YEARS.contains(&year) {
            return Err(Error::YearOutOfRange { year });
        }
    }
    Ok(years.flat_map(spans_of).map(Span::describe))
}

/// A month with its first day as a fixed day.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    pub(crate) year: i32,
    pub(crate) month: u8,
    pub(crate) leap: bool,
    pub(crate) first: i64,
    pub(crate) length: u8,
}

impl Span {
    fn describe(&self) -> Month {
        Month {
            year: self.year,
            month: self.month,
            leap: self.leap,
            first_day: SolarDate::from_fixed(self.first, self.year),
            length: self.length,
        }
    }
}

/// The month that holds a fixed day of Gregorian year `solar_year`, if the day is in range.
pub(crate) fn span_on(fixed: i64, solar_year: i32) -> Option<&'static Span> {
    // Tết falls between late January and late February, so no other lunar year comes into question.
    let mut spans = [solar_year, solar_year.saturating_sub(1)].into_iter().flat_map(spans_of);
    spans.find(|span| (span.first..span.first + i64::from(span.length)).contains(&fixed))
}

/// The months of one lunar year that are in range, in order; none if the year is out of range.
pub(crate) fn spans_of(year: i32) -> &'static [Span] {
    static CACHE: [OnceLock<Vec<Span>>; 301] = [const { OnceLock::new() }; 301];
    usize::try_from(i64::from(year) - i64::from(YEAR_BEFORE))
        .ok()
        .and_then(|place| CACHE.get(place))
        .map_or(&[], |kept| kept.get_or_init(|| find_months(year)))
}

/// The calendar's place on Earth, as the astronomy needs it.
struct VietNam;

impl ChineseBased for VietNam {
    fn utc_offset(_: RataDie) -> f64 {
        f64::from(UTC_OFFSET_HOURS) / 24.0
    }

    /// Only for counting years from an epoch, which is not done here: years bear Gregorian numbers.
    const EPOCH: RataDie = fixed_from_gregorian(-2636, 2, 15);
    const DEBUG_NAME: &'static str = "vietnamese";
}

/// The months of one lunar year, from astronomy.
fn find_months(year: i32) -> Vec<Span> {
    let bounds = YearBounds::compute::<VietNam>(fixed_from_gregorian(year, 7, 1));
    let leap_place = bounds.is_leap().then(|| leap_place(bounds));
    let mut spans = Vec::with_capacity(13);
    let (mut first, mut month) = (bounds.new_year, 0);
    for place in 1..=12 + u8::from(leap_place.is_some()) {
        let (_, next) = days_in_month::<VietNam>(place, bounds.new_year, Some(first));
        let leap = leap_place == Some(place);
        month += u8::from(!leap);
        spans.push(span(year, month, leap, first, next));
        first = next;
    }
    spans.retain(|span| span.first >= FIRST_FIXED);
    spans
}

/// The month from `first` up to the first day of the `next`, both as the astronomy gives them.
fn span(year: i32, month: u8, leap: bool, first: RataDie, next: RataDie) -> Span {
    let correct = |day: RataDie| day.to_i64_date() + i64::from(EARLY.contains(&day));
    let (first, next) = (correct(first), correct(next));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a lunar month has 29 or 30 days"
    )]
    let length = (next - first) as u8;
    Span { year, month, leap, first, length }
}

/// Where the leap month stands, 2 to 13, among the months of a year that has thirteen.
///
/// Such a year can hold two months without a major solar term (2033, 2052 and 2128 do), of which the
/// first that lies between two winter solstices with thirteen months is the leap month. If the twelfth
/// place has no term it cannot hold the solstice, so the eleventh does, and the leap month, coming after
/// it, is the twelfth place; the earlier one fell between solstices with only twelve months. Otherwise
/// the first is the leap month: a leap twelfth month does not occur before 2200.
fn leap_place(bounds: YearBounds) -> u8 {
    let (_, last) = month_structure_for_year::<VietNam>(bounds.new_year, bounds.next_new_year);
    match last {
        Some(12) => 12,
        _ => get_leap_month_from_new_year::<VietNam>(bounds.new_year),
    }
}
