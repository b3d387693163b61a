//! A period's days in order, joined to weeks or months where they are too many for a chart. A day
//! without a record is a day on which the portal did not count: it is no zero, and stays a gap.

use super::period::Period;
use crate::visits::facts::{DayRow, Three};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How long a step of a trend is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// A step of a trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its first day within the period.
    pub first: Date,
    /// Its last day within the period.
    pub last: Date,
    /// What was counted on its days.
    pub three: Three,
    /// On how many of its days the portal counted; 0 is a gap.
    pub counted: i32,
    /// Whether today is among its days.
    pub unfinished: bool,
}

impl Bucket {
    /// How many of its days the portal did not count.
    pub fn missing(&self) -> i32 {
        self.first.until(self.last).map_or(0, |span| span.get_days()) + 1 - self.counted
    }
}

/// A trend in steps of one grain, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// How long a step is.
    pub grain: Grain,
    /// Its steps.
    pub buckets: Vec<Bucket>,
}

impl Trend {
    /// The trend of a period in at most `most` steps, or in years where even those are more.
    pub fn of(period: &Period, days: &[DayRow], today: Date, most: usize) -> Trend {
        let known: BTreeMap<&str, Three> = days
            .iter()
            .map(|day| {
                let three = Three { views: day.views, visits: day.visits, visitors: day.visitors };
                (day.day.as_str(), three)
            })
            .collect();
        let grains = [Grain::Day, Grain::Week, Grain::Month, Grain::Year];
        let fits = grains.into_iter().find(|grain| steps(period, *grain).len() <= most);
        let grain = fits.unwrap_or(Grain::Year);
        let bucket = |(first, last)| bucket(first, last, &known, today);
        Trend { grain, buckets: steps(period, grain).into_iter().map(bucket).collect() }
    }
}

fn bucket(first: Date, last: Date, known: &BTreeMap<&str, Three>, today: Date) -> Bucket {
    let (begin, end) = (first.to_string(), last.to_string());
    let within = known.range(begin.as_str()..=end.as_str());
    let (mut three, mut counted) = (Three::default(), 0);
    for (_, day) in within {
        three = three + *day;
        counted += 1;
    }
    // Today is being counted, even if nobody has come yet.
    let unfinished = (first..=last).contains(&today);
    let waits = unfinished && !known.contains_key(today.to_string().as_str());
    Bucket { first, last, three, counted: counted + i32::from(waits), unfinished }
}

/// The first and last day of each step.
fn steps(period: &Period, grain: Grain) -> Vec<(Date, Date)> {
    let (mut steps, mut first) = (Vec::new(), period.first);
    while first <= period.last {
        let last = end_of(first, grain).min(period.last);
        steps.push((first, last));
        let Ok(next) = last.checked_add(1.day()) else { break };
        first = next;
    }
    steps
}

fn end_of(day: Date, grain: Grain) -> Date {
    match grain {
        Grain::Day => day,
        Grain::Week => {
            let left = 6 - i64::from(day.weekday().to_monday_zero_offset());
            day.checked_add(left.days()).unwrap_or(day)
        }
        Grain::Month => day.last_of_month(),
        Grain::Year => day.last_of_year(),
    }
}
