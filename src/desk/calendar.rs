//! The month of what goes public and what expires, in both calendars. Not for setting an hour: that
//! is done at the entry.

use super::frame::{View, render};
use super::rows::entry_url;
use super::session::Signed;
use crate::editorial::{self, Hour, Line};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new().route("/desk/calendar", get(show))
}

#[derive(Serialize)]
struct CalendarPage {
    month: Month,
    is_empty: bool,
}

#[derive(Serialize)]
struct Month {
    title: String,
    previous: String,
    next: String,
    today: String,
    weekdays: Vec<String>,
    weeks: Vec<Vec<Day>>,
}

#[derive(Serialize)]
struct Day {
    number: i8,
    lunar: String,
    name: String,
    today: bool,
    outside: bool,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    #[serde(skip)]
    at: i64,
    clock: String,
    title: String,
    url: String,
    state: &'static str,
    lang: String,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let today = portal.today();
    let first = asked(query.as_deref()).unwrap_or(today).first_of_month();
    let begin = first.checked_sub(before(first).days())?;
    let end = begin.checked_add((7 * weeks(first)).days())?;
    let lines =
        editorial::hours(&portal.db, moment(&portal, begin)?, moment(&portal, end)?).await?;
    let mut items = items(&portal, language, &lines);
    items.sort_by_key(|(_, item)| item.at);
    let mut days = Vec::new();
    for date in begin.series(1.day()).take_while(|date| *date < end) {
        days.push(day(&portal, language, (date, first, today), &mut items));
    }
    let is_empty = days.iter().all(|day| day.items.is_empty());
    let month = month(&portal, language, first, days)?;
    let own = CalendarPage { month, is_empty };
    let title = portal.say(language, "board-calendar-title");
    render(
        &portal,
        &signed,
        View { template: "desk/calendar.html", title, current: "calendar", own },
    )
    .await
}

/// The first day of the month in `month=2026-11`.
fn asked(query: Option<&str>) -> Option<Date> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query?).ok()?;
    let (_, month) = pairs.into_iter().find(|(name, _)| name == "month")?;
    let first: Date = format!("{month}-01").parse().ok()?;
    // The years the lunar calendar is known for.
    (1900..2200).contains(&first.year()).then_some(first)
}

/// How many days lie between the Monday on or before a day and the day.
fn before(first: Date) -> i64 {
    first.weekday().to_monday_zero_offset().into()
}

/// How many weeks a month touches.
fn weeks(first: Date) -> i64 {
    (before(first) + i64::from(first.days_in_month()) + 6) / 7
}

fn moment(portal: &Portal, day: Date) -> Result<i64, Fault> {
    Ok(day.to_zoned(portal.zone.clone())?.timestamp().as_millisecond())
}

/// Each hour of a line: it goes public by itself, it went, it comes down.
fn items(portal: &Portal, language: Language, lines: &[Line]) -> Vec<(Date, Item)> {
    let mut found = Vec::new();
    for line in lines {
        for (hour, at) in line.hours() {
            let (state, title) = (hour.name(), line.title.clone());
            let title = match hour {
                Hour::Expires => {
                    let mut args = Args::new();
                    args.set("title", title);
                    portal.words.say_with(language, "board-calendar-expires", &args)
                }
                Hour::Scheduled | Hour::Published => title,
            };
            let clock = portal.moment(language, at).time.unwrap_or_default();
            let (url, lang) = (entry_url(line.entry, line.language), line.language.to_string());
            found.push((portal.day_of(at), Item { at, clock, title, url, state, lang }));
        }
    }
    found
}

fn day(
    portal: &Portal,
    language: Language,
    (date, first, today): (Date, Date, Date),
    items: &mut Vec<(Date, Item)>,
) -> Day {
    let shown = portal.day(language, date);
    let lunar = shown.lunar.as_ref().map(|lunar| {
        // The first of a lunar month says which month.
        if lunar.day == 1 { lunar.text.clone() } else { lunar.short.clone() }
    });
    let (own, others) = std::mem::take(items).into_iter().partition(|(day, _)| *day == date);
    *items = others;
    let own: Vec<(Date, Item)> = own;
    Day {
        number: date.day(),
        lunar: lunar.unwrap_or_default(),
        name: format!("{}, {}", shown.weekday, shown.numeric),
        today: date == today,
        outside: date.month() != first.month(),
        items: own.into_iter().map(|(_, item)| item).collect(),
    }
}

/// A title begins with a capital letter.
fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn month(portal: &Portal, language: Language, first: Date, days: Vec<Day>) -> Result<Month, Fault> {
    let url = |day: Date| format!("/desk/calendar?month={}", day.strftime("%Y-%m"));
    let mut weeks: Vec<Vec<Day>> = Vec::new();
    for day in days {
        match weeks.last_mut().filter(|week| week.len() < 7) {
            Some(week) => week.push(day),
            None => weeks.push(vec![day]),
        }
    }
    Ok(Month {
        title: sentence_case(&portal.day(language, first).month_year),
        previous: url(first.checked_sub(1.month())?),
        next: url(first.checked_add(1.month())?),
        today: "/desk/calendar".to_owned(),
        weekdays: (1..=7).map(|day| portal.say(language, &format!("date-weekday-{day}"))).collect(),
        weeks,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_as_many_weeks_as_it_touches() {
        // February 2027 begins on a Monday and fills four weeks; January begins on a Friday.
        for (first, count) in
            [("2027-02-01", 4), ("2026-11-01", 6), ("2027-01-01", 5), ("2026-03-01", 6)]
        {
            assert_eq!(weeks(first.parse().unwrap()), count, "{first}");
        }
    }

    #[test]
    fn a_month_is_read_from_the_address() {
        assert_eq!(asked(Some("month=2026-11")), Some("2026-11-01".parse().unwrap()));
        for month in ["2026", "", "2026-13", "9999-12", "1899-12", "x"] {
            assert_eq!(asked(Some(&format!("month={month}"))), None, "{month}");
        }
        assert_eq!(asked(None), None);
    }
}
