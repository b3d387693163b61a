//! The day grid of a festival: a row for each week, both calendars in each cell.

use super::head::{ChangeView, FestivalView, Shown, capital, lost};
use super::model::{ActivityFacts, KIND};
use super::schedule::{self, Festival};
use crate::editorial;
use crate::platform::i18n::{Args, Date, Language};
use crate::platform::web::Fault;
use crate::portal::{Crumb, Frame, Portal};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use jiff::civil;
use lunar::LunarDate;
use serde::Serialize;

#[derive(Serialize)]
struct Cell {
    date: Date,
    outside: bool,
    today: bool,
    month: Option<i8>,
    items: Vec<CellItem>,
}

#[derive(Serialize)]
struct CellItem {
    url: String,
    name: String,
    time: Option<String>,
    state: &'static str,
    part: &'static str,
}

#[derive(Serialize)]
struct Undated {
    group: &'static str,
    activities: Vec<Named>,
}

#[derive(Serialize)]
struct Named {
    id: String,
    name: String,
    state: &'static str,
}

#[derive(Serialize)]
struct DaysPage {
    festival: FestivalView,
    changes: Vec<ChangeView>,
    period: String,
    weekdays: Vec<String>,
    weeks: Vec<Vec<Cell>>,
    undated: Vec<Undated>,
    undated_count: usize,
}

/// A festival by its days.
pub async fn days(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    let Some(live) = editorial::live_by_slug(&portal.db, KIND, language, &slug).await? else {
        return Ok(lost(&portal, language, &slug, "days").await?.into_response());
    };
    let (festival, pictures) = (Festival::of(&live)?, portal.pictures(&live).await?);
    let shown = Shown { portal: &portal, live: &live, festival: &festival, pictures: &pictures };
    let mut frame = portal.entry_frame(&live, &pictures).await?;
    let page = shown.grid()?;
    below(&portal, &mut frame, &page.festival);
    let page = portal.render(frame, "festival/public/days.html", page)?;
    let views = portal.visits.of_entry(live.id).await?;
    let page = page.depends_on(shown.tokens()).counted(live.id, language).with_views(views);
    Ok(page.into_response())
}

/// Moves a festival's frame to its grid.
fn below(portal: &Portal, frame: &mut Frame, festival: &FestivalView) {
    let mut args = Args::new();
    args.set("title", festival.title.as_str());
    frame.title = portal.words.say_with(frame.language, "festival-days-title", &args);
    frame.address.clone_from(&festival.days_url);
    for (language, address) in &mut frame.alternates {
        *address = portal.addresses.below(address, *language, "days");
    }
    if let Some(last) = frame.crumbs.last_mut() {
        last.url = Some(festival.url.clone());
    }
    frame.crumbs.push(Crumb { label: portal.say(frame.language, "festival-by-day"), url: None });
}

impl Shown<'_> {
    fn grid(&self) -> Result<DaysPage, Fault> {
        let head = self.head(None);
        let (first, last) = schedule::reach(&self.festival.facts, &self.portal.zone);
        let weeks = schedule::weeks(first, last)?;
        // In the order of the list, so that what has an hour stands by its hour.
        let listed = schedule::by_day(&self.festival.facts.activity, &self.portal.zone);
        let listed: Vec<&ActivityFacts> =
            listed.into_iter().flat_map(|day| day.activities).collect();
        let cells = |week: &Vec<civil::Date>| {
            week.iter().map(|day| self.cell(*day, &listed, &head.url)).collect()
        };
        let weeks: Vec<Vec<Cell>> = weeks.iter().map(cells).collect();
        let weekdays = weeks.first().into_iter().flatten().map(|cell| cell.date.weekday.clone());
        let undated = self.undated();
        Ok(DaysPage {
            changes: self.changes(),
            period: self.period(first, last),
            weekdays: weekdays.collect(),
            undated_count: undated.iter().map(|group| group.activities.len()).sum(),
            festival: head,
            undated,
            weeks,
        })
    }

    fn cell(&self, day: civil::Date, listed: &[&ActivityFacts], url: &str) -> Cell {
        let (portal, facts, today) = (self.portal, &self.festival.facts, self.portal.today());
        let items = listed.iter().filter_map(|activity| {
            let span = schedule::span(activity, &portal.zone)?;
            let part = schedule::part(&span, day)?;
            let begins = span.begins.filter(|_| span.first == day);
            Some(CellItem {
                url: format!("{url}#{}", activity.id),
                name: self.festival.name(activity).to_owned(),
                time: begins
                    .and_then(|at| portal.moment(self.live.language, at.as_millisecond()).time),
                state: if day == today {
                    schedule::shown_state(activity, &portal.zone, today)
                } else {
                    activity.state.name()
                },
                part,
            })
        });
        Cell {
            date: portal.day(self.live.language, day),
            outside: day < facts.start || day > facts.end,
            today: day == today,
            month: (day.day() == 1).then(|| day.month()),
            items: items.collect(),
        }
    }

    fn undated(&self) -> Vec<Undated> {
        let (portal, today) = (self.portal, self.portal.today());
        let groups = schedule::undated(&self.festival.facts.activity).into_iter();
        let named = |activity: &ActivityFacts| Named {
            id: activity.id.clone(),
            name: self.festival.name(activity).to_owned(),
            state: schedule::shown_state(activity, &portal.zone, today),
        };
        groups
            .map(|(group, activities)| Undated {
                group: group.name(),
                activities: activities.into_iter().map(named).collect(),
            })
            .collect()
    }

    /// The lunar months the grid covers, in words.
    fn period(&self, first: civil::Date, last: civil::Date) -> String {
        let (words, language) = (&self.portal.words, self.live.language);
        let months = [first, last].map(|day| self.lunar_month(day));
        let [Some(from), Some(to)] = months else { return String::new() };
        if from == to {
            return capital(&from);
        }
        let mut args = Args::new();
        args.set("from", capital(&from));
        args.set("to", to);
        words.say_with(language, "festival-lunar-months", &args)
    }

    fn lunar_month(&self, day: civil::Date) -> Option<String> {
        let (month, day_of_month) =
            (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
        let lunar = LunarDate::from_solar(i32::from(day.year()), month, day_of_month).ok()?;
        let mut args = Args::new();
        args.set("month", lunar.month());
        args.set("month-words", lunar::month_words(lunar.month(), lunar.is_leap()));
        args.set("leap", if lunar.is_leap() { "yes" } else { "no" });
        args.set("year", lunar.year_name().to_string());
        Some(self.portal.words.say_with(self.live.language, "festival-lunar-month", &args))
    }
}
