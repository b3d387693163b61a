//! `mocban lunar`: a day in the Vietnamese lunar calendar, or the months of some years as CSV.

use super::{Ended, say};
use ::lunar::LunarDate;
use clap::Args;
use jiff::civil::Date;
use serde_json::json;
use std::ops::RangeInclusive;

/// What is asked of the lunar calendar.
#[derive(Debug, Args)]
pub struct Lunar {
    /// A solar day, such as 2020-01-29
    #[arg(required_unless_present = "months")]
    day: Option<Date>,
    /// Print the day as JSON
    #[arg(long, requires = "day")]
    json: bool,
    /// Print the lunar months of these years as CSV, such as 1900..2199
    #[arg(long, value_parser = years, conflicts_with = "day")]
    months: Option<RangeInclusive<i32>>,
}

/// A day or years the calendar does not hold.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct NoDay(#[from] ::lunar::Error);

fn years(text: &str) -> Result<RangeInclusive<i32>, String> {
    let bad = || format!("{text:?} is not a range of years such as 1900..2199");
    let (from, to) = text.split_once("..").ok_or_else(bad)?;
    let to = to.strip_prefix('=').unwrap_or(to);
    Ok(from.parse().map_err(|_| bad())?..=to.parse().map_err(|_| bad())?)
}

/// Answers on standard output.
pub fn run(asked: &Lunar) -> Result<(), Ended> {
    if let Some(years) = &asked.months {
        return months(years.clone());
    }
    let Some(day) = asked.day else { return Ok(()) };
    let part = |number: i8| u8::try_from(number).unwrap_or(0);
    let lunar = LunarDate::from_solar(i32::from(day.year()), part(day.month()), part(day.day()))
        .map_err(NoDay)?;
    if asked.json {
        let answer = json!({
            "solar": day.to_string(),
            "year": lunar.year(),
            "month": lunar.month(),
            "leap": lunar.is_leap(),
            "day": lunar.day(),
            "year_name": lunar.year_name().to_string(),
        });
        return say(format_args!("{answer}"));
    }
    say(format_args!("{day} = {lunar}"))
}

fn months(years: RangeInclusive<i32>) -> Result<(), Ended> {
    say(format_args!("year,month,leap,first_day,length"))?;
    for month in ::lunar::months(years).map_err(NoDay)? {
        say(format_args!(
            "{},{},{},{},{}",
            month.year, month.month, month.leap, month.first_day, month.length
        ))?;
    }
    Ok(())
}
