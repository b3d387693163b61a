//! What a report is of: a month, a quarter, half a year, a year; until which day its figures count and
//! by which day it is sent. Not for periods plans are owed for: those are the outline's.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

/// How often a report comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Every {
    /// Each month.
    Month,
    /// Each quarter.
    Quarter,
    /// Each half of a year.
    Half,
    /// Each year.
    Year,
}

impl Every {
    /// Every one, the shortest first.
    pub const ALL: [Every; 4] = [Every::Month, Every::Quarter, Every::Half, Every::Year];

    /// The name in the store and in keys of sentences.
    pub fn name(self) -> &'static str {
        match self {
            Every::Month => "month",
            Every::Quarter => "quarter",
            Every::Half => "half",
            Every::Year => "year",
        }
    }

    /// How many months it has.
    fn months(self) -> i8 {
        match self {
            Every::Month => 1,
            Every::Quarter => 3,
            Every::Half => 6,
            Every::Year => 12,
        }
    }
}

/// What a report is of, such as the second half of 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReportPeriod {
    /// How often such a report comes.
    pub every: Every,
    /// The year.
    pub year: i16,
    /// Which month, quarter or half of the year, from 1; 1 of a year.
    pub number: i8,
}

/// Not the name of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a period: 2025, 2025-H1, 2025-Q3, 2025-11")]
pub struct NoPeriod;

impl ReportPeriod {
    /// A period; `None` where the year has no such month, quarter or half.
    pub fn new(every: Every, year: i16, number: i8) -> Option<ReportPeriod> {
        let has = (1..=12 / every.months()).contains(&number) && (2000..=2199).contains(&year);
        has.then_some(ReportPeriod { every, year, number })
    }

    /// Its last month, whole.
    fn last_month(self) -> Date {
        let month = self.number * self.every.months();
        Date::new(self.year, month, 1).unwrap_or(Date::ZERO)
    }

    /// The days its figures are of, both within: from the 15th of the month before it to the 14th of its
    /// last month (Decree 09/2019/NĐ-CP, Article 12).
    pub fn days(self) -> (Date, Date) {
        let last = moved(self.last_month(), 13.days());
        let first = moved(self.last_month(), (-i32::from(self.every.months())).months());
        (moved(first, 14.days()), last)
    }

    /// Until which day its figures count unless another is set: the 14th of its last month.
    pub fn cut_off(self) -> Date {
        self.days().1
    }

    /// By which day it is sent unless another is set: the 20th of its last month. The Decree leaves the
    /// day to whoever asks for the report; this is ours.
    pub fn due(self) -> Date {
        moved(self.last_month(), 19.days())
    }

    /// The last period of a kind whose figures are in by a day.
    pub fn last_before(every: Every, day: Date) -> Option<ReportPeriod> {
        let year = day.year();
        let all = [year, year - 1].into_iter().flat_map(|year| {
            (1..=12 / every.months()).rev().filter_map(move |no| ReportPeriod::new(every, year, no))
        });
        all.into_iter().find(|one| one.cut_off() <= day)
    }
}

fn moved(day: Date, by: Span) -> Date {
    day.saturating_add(by)
}

impl std::fmt::Display for ReportPeriod {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ReportPeriod { every, year, number } = self;
        match every {
            Every::Month => write!(out, "{year}-{number:02}"),
            Every::Quarter => write!(out, "{year}-Q{number}"),
            Every::Half => write!(out, "{year}-H{number}"),
            Every::Year => write!(out, "{year}"),
        }
    }
}

impl std::str::FromStr for ReportPeriod {
    type Err = NoPeriod;

    fn from_str(name: &str) -> Result<ReportPeriod, NoPeriod> {
        let (year, rest) = name.split_once('-').unwrap_or((name, ""));
        let (every, number) = match (rest, rest.strip_prefix('Q'), rest.strip_prefix('H')) {
            ("", ..) => (Every::Year, "1"),
            (_, Some(number), _) => (Every::Quarter, number),
            (_, _, Some(number)) => (Every::Half, number),
            _ => (Every::Month, rest),
        };
        let year = year.parse().map_err(|_| NoPeriod)?;
        let number = number.parse().map_err(|_| NoPeriod)?;
        ReportPeriod::new(every, year, number).ok_or(NoPeriod)
    }
}

impl TryFrom<String> for ReportPeriod {
    type Error = NoPeriod;

    fn try_from(name: String) -> Result<ReportPeriod, NoPeriod> {
        name.parse()
    }
}

impl From<ReportPeriod> for String {
    fn from(period: ReportPeriod) -> String {
        period.to_string()
    }
}
