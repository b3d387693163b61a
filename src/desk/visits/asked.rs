//! What the dashboard is asked for in its address. Not for which days that is: `visits` says so.

use crate::desk::rows::Choice;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use crate::visits::{Against, Period, WrongPeriod};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the dashboard is asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `7`, `30`, `90`, a month (`2026-11`) or a year (`2026`).
    pub period: String,
    /// The first day of a free period; it wins over `period`.
    pub from: String,
    /// The last day of a free period.
    pub to: String,
    /// What it is compared with.
    pub against: String,
    /// What was just done.
    #[serde(skip_serializing)]
    pub done: String,
    /// To which note.
    #[serde(skip_serializing)]
    pub note: i64,
    /// The place in the change log of what can be taken back.
    #[serde(skip_serializing)]
    pub undo: i64,
}

impl Asked {
    /// Reads a query; what cannot be read is as if it had not been asked.
    pub fn read(query: Option<&str>) -> Asked {
        serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default()
    }

    /// The period, or thirty days with what is wrong.
    pub fn period(&self, today: Date) -> (Period, Option<WrongPeriod>) {
        match Period::asked(self.period.trim(), (self.from.trim(), self.to.trim()), today) {
            Ok(period) => (period, None),
            Err(wrong) => (Period::last(30, today), Some(wrong)),
        }
    }

    /// What it is compared with.
    pub fn against(&self) -> Against {
        Against::named(&self.against)
    }

    /// The query of another period compared in the same way.
    pub fn query_of(&self, period: &Period) -> String {
        match self.against() {
            Against::Before => period.query(),
            other => format!("{}&against={}", period.query(), other.name()),
        }
    }
}

/// A period to choose.
#[derive(Serialize)]
pub struct Tab {
    label: String,
    url: String,
    current: bool,
}

/// The periods that are one click away.
pub fn tabs(portal: &Portal, language: Language, asked: &Asked, shown: &Period) -> Vec<Tab> {
    let today = portal.today();
    let named = |name: &str| Period::asked(name, ("", ""), today).ok();
    let (month, year) = (today.strftime("%Y-%m").to_string(), today.strftime("%Y").to_string());
    let choices = [
        ("figures-days-7", named("7")),
        ("figures-days-30", named("30")),
        ("figures-days-90", named("90")),
        ("figures-this-month", named(&month)),
        ("figures-this-year", named(&year)),
    ];
    let tab = |(key, period): (&str, Option<Period>)| {
        let period = period?;
        Some(Tab {
            label: portal.say(language, key),
            url: format!("{}?{}", super::VISITS, asked.query_of(&period)),
            current: period == *shown,
        })
    };
    choices.into_iter().filter_map(tab).collect()
}

/// The ways to compare, to choose from.
pub fn ways(portal: &Portal, language: Language) -> Vec<Choice> {
    let words = ["figures-against-before", "figures-against-year", "figures-against-none"];
    let all = Against::ALL.iter().zip(words);
    all.map(|((_, name), key)| Choice::new(*name, portal.say(language, key))).collect()
}

/// The sentence that says what is wrong with a period.
pub fn wrong(portal: &Portal, language: Language, wrong: WrongPeriod) -> String {
    let key = match wrong {
        WrongPeriod::Unclear => "figures-wrong-unclear",
        WrongPeriod::Backwards => "figures-wrong-backwards",
        WrongPeriod::Ahead => "figures-wrong-ahead",
        WrongPeriod::TooLong => "figures-wrong-long",
    };
    portal.say(language, key)
}
