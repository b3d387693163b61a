//! All months against months made from another ephemeris, with another forecast of the Earth's rotation.

use lunar::{Month, months};

use crate::{Outcome, on};

/// First days that hang on how the Earth's rotation slows: the other ephemeris has them a day later.
const OPEN: [&str; 4] = ["2130-05-07", "2150-05-26", "2159-05-17", "2199-01-26"];

/// One line of the table: year, its first day, its leap month or `-`, and a letter for each month, `b` for
/// 30 days and `s` for 29.
const TABLE: &str = include_str!("independent.txt");

#[test]
fn every_month_agrees_with_another_ephemeris_but_for_four_that_are_open() -> Outcome {
    let mut open = Vec::new();
    let mut lines = 0;
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split(' ').collect();
        let [year, first_day, leap, lengths] = fields[..] else {
            panic!("a line of the table has four fields: {line}");
        };
        let ours: Vec<Month> = months(parse(year)..=parse(year))?.collect();
        assert_eq!(ours.len(), lengths.len(), "{line}");
        let leap_month = ours.iter().find(|month| month.leap).map(|month| month.month.to_string());
        assert_eq!(leap_month.as_deref().unwrap_or("-"), leap, "{line}");
        let mut theirs = day_number(on(first_day)?.to_solar().to_string().as_str());
        for (month, length) in ours.iter().zip(lengths.chars()) {
            let first = month.first_day.to_string();
            match theirs - day_number(&first) {
                0 => {}
                1 => open.push(first),
                _ => panic!("{month:?} is not near day {theirs}"),
            }
            theirs += if length == 'b' { 30 } else { 29 };
        }
        lines += 1;
    }
    assert_eq!(lines, 300);
    assert_eq!(open, OPEN);
    Ok(())
}

fn parse(number: &str) -> i32 {
    number.parse().unwrap_or_default()
}

/// A running number for a Gregorian date written `2020-01-29`, by a formula of its own.
fn day_number(iso: &str) -> i32 {
    let mut parts = iso.split('-').map(parse);
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day) = (part(), part(), part());
    // Years from March, so that the leap day comes last.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
}
