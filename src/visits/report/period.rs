//! Which days are looked at, and which they are compared with. A period never reaches beyond today.

use crate::visits::facts::Span;
use jiff::ToSpan;
use jiff::civil::Date;

/// What sort of period it is: it decides what came before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// So many days that end today.
    Last(i64),
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// Any two days.
    Free,
}

/// The days that are looked at, both ends within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day; today at the latest.
    pub last: Date,
    /// What sort of period it is.
    pub shape: Shape,
}

/// What a period is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Against {
    /// As many days right before it; of a month the month before, of a year the year before.
    #[default]
    Before,
    /// The same days a year earlier.
    YearBefore,
    /// Nothing.
    Nothing,
}

impl Against {
    /// Every way to compare with its name in addresses.
    pub const ALL: [(Against, &'static str); 3] =
        [(Against::Before, "before"), (Against::YearBefore, "year"), (Against::Nothing, "none")];

    /// The way of a name; the period before unless it is said.
    pub fn named(name: &str) -> Against {
        Against::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(way, _)| *way)
            .unwrap_or_default()
    }

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        Against::ALL.iter().find(|(way, _)| *way == self).map_or("before", |(_, name)| name)
    }
}

/// Why a period cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongPeriod {
    /// It is written in no known way.
    Unclear,
    /// It ends before it begins.
    Backwards,
    /// It begins after today.
    Ahead,
    /// It is longer than ten years.
    TooLong,
}

/// The longest period: ten years.
const MOST_DAYS: i32 = 3_660;

impl Period {
    /// The last `days` days, today among them.
    pub fn last(days: i64, today: Date) -> Period {
        let first = today.checked_sub((days.max(1) - 1).days()).unwrap_or(today);
        Period { first, last: today, shape: Shape::Last(days) }
    }

    /// The period of a name (`7`, `30`, `90`, `2026-11`, `2026`), or the days from `from` to `to` where
    /// one of them is given; thirty days when nothing is said.
    pub fn asked(name: &str, (from, to): (&str, &str), today: Date) -> Result<Period, WrongPeriod> {
        if !from.is_empty() || !to.is_empty() {
            let day = |text: &str| text.parse::<Date>().map_err(|_| WrongPeriod::Unclear);
            let last = if to.is_empty() { today } else { day(to)? };
            let first = if from.is_empty() { last } else { day(from)? };
            return Period::between(first, last, Shape::Free, today);
        }
        match name {
            "" | "30" => Ok(Period::last(30, today)),
            "7" => Ok(Period::last(7, today)),
            "90" => Ok(Period::last(90, today)),
            name if name.len() == 7 => {
                let first = begins(&format!("{name}-01"))?;
                Period::between(first, first.last_of_month(), Shape::Month, today)
            }
            name => {
                let first = begins(&format!("{name}-01-01"))?;
                Period::between(first, first.last_of_year(), Shape::Year, today)
            }
        }
    }

    fn between(first: Date, last: Date, shape: Shape, today: Date) -> Result<Period, WrongPeriod> {
        if first > last {
            return Err(WrongPeriod::Backwards);
        }
        if first > today {
            return Err(WrongPeriod::Ahead);
        }
        let period = Period { first, last: last.min(today), shape };
        if period.days() > MOST_DAYS { Err(WrongPeriod::TooLong) } else { Ok(period) }
    }

    /// How many days it has.
    pub fn days(&self) -> i32 {
        self.first.until(self.last).map_or(0, |span| span.get_days()) + 1
    }

    /// Its days as statements take them.
    pub fn span(&self) -> Span {
        Span { first: self.first.to_string(), last: self.last.to_string() }
    }

    /// What it is compared with; `None` where nothing is, or where the calendar ends.
    pub fn compared(&self, against: Against) -> Option<Period> {
        match against {
            Against::Nothing => None,
            Against::YearBefore => self.moved(1.year()),
            Against::Before => self.before(),
        }
    }

    /// The period before it.
    pub fn before(&self) -> Option<Period> {
        match self.shape {
            Shape::Month => self.moved(1.month()),
            Shape::Year => self.moved(1.year()),
            Shape::Last(_) | Shape::Free => {
                let last = self.first.checked_sub(1.day()).ok()?;
                let first = last.checked_sub((self.days() - 1).days()).ok()?;
                Some(Period { first, last, shape: Shape::Free })
            }
        }
    }

    /// The same days earlier; the whole of a month stays a whole month, however long.
    fn moved(&self, by: jiff::Span) -> Option<Period> {
        let (first, last) = (self.first.checked_sub(by).ok()?, self.last.checked_sub(by).ok()?);
        let whole = self.first.day() == 1 && self.last == self.last.last_of_month();
        let last = if whole { last.last_of_month() } else { last };
        Some(Period { first, last, shape: self.shape })
    }

    /// How addresses name it: `period=30`, `period=2026-11`, `from=…&to=…`.
    pub fn query(&self) -> String {
        match self.shape {
            Shape::Last(days) => format!("period={days}"),
            Shape::Month => format!("period={}", self.first.strftime("%Y-%m")),
            Shape::Year => format!("period={}", self.first.strftime("%Y")),
            Shape::Free => format!("from={}&to={}", self.first, self.last),
        }
    }
}

fn begins(day: &str) -> Result<Date, WrongPeriod> {
    day.parse::<Date>().map_err(|_| WrongPeriod::Unclear)
}

/// A period cut into whole months, which are summed already, and the days around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Whole months, `YYYY-MM`.
    pub months: Span,
    /// The days before them; all of them where there is no whole month.
    pub head: Span,
    /// The days after them.
    pub tail: Span,
}

impl Cut {
    /// Cuts a period; months after `until` (`YYYY-MM`) are left as days.
    pub fn of(period: &Period, until: Option<&str>) -> Cut {
        Cut::whole(period, until).unwrap_or(Cut {
            months: nothing(),
            head: period.span(),
            tail: nothing(),
        })
    }

    fn whole(period: &Period, until: Option<&str>) -> Option<Cut> {
        let Period { first, last, .. } = *period;
        let begin = if first.day() == 1 { first } else { next_month(first)? };
        let ended =
            if last == last.last_of_month() { next_month(last)? } else { last.first_of_month() };
        let known = format!("{}-01", until?).parse::<Date>().ok().and_then(next_month)?;
        // The first day after the whole months.
        let end = ended.min(known);
        (begin < end).then_some(())?;
        let day_before = |day: Date| day.checked_sub(1.day()).ok();
        let span =
            |first: Date, last: Date| Span { first: first.to_string(), last: last.to_string() };
        let month = |day: Date| day.strftime("%Y-%m").to_string();
        Some(Cut {
            months: Span { first: month(begin), last: month(day_before(end)?) },
            head: if first < begin { span(first, day_before(begin)?) } else { nothing() },
            tail: if end <= last { span(end, last) } else { nothing() },
        })
    }
}

fn next_month(day: Date) -> Option<Date> {
    day.first_of_month().checked_add(1.month()).ok()
}

/// A span in which no day lies.
fn nothing() -> Span {
    Span { first: "9".to_owned(), last: "0".to_owned() }
}
