//! The rules of this slice, in tables of cases. Not for pages and stores: those are tested from outside.

use super::counters::period_starts;
use jiff::civil::date;
use jiff::tz::TimeZone;

#[test]
fn weeks_begin_on_monday_and_months_and_years_on_their_first_day() {
    let starts = |day: jiff::civil::Date| {
        period_starts(&day.to_zoned(TimeZone::UTC).expect("a day")).map(|day| day.to_string())
    };
    let cases = [
        (date(2020, 1, 29), ["2020-01-29", "2020-01-27", "2020-01-01", "2020-01-01"]),
        (date(2020, 3, 1), ["2020-03-01", "2020-02-24", "2020-03-01", "2020-01-01"]),
        (date(2026, 11, 23), ["2026-11-23", "2026-11-23", "2026-11-01", "2026-01-01"]),
        (date(2027, 1, 1), ["2027-01-01", "2026-12-28", "2027-01-01", "2027-01-01"]),
    ];
    for (day, expected) in cases {
        assert_eq!(starts(day), expected, "{day}");
    }
}
