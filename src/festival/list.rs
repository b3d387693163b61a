//! All festivals: coming up and on first, then the past by year.

use super::head::{end, place, start};
use super::model::KIND;
use super::schedule::{Festival, Phase};
use crate::editorial::{self, Filter, Live, Order, Picture, Pictures};
use crate::platform::i18n::{Args, Date, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Frame, Portal};
use axum::Extension;
use axum::extract::{RawQuery, State};
use jiff::civil;
use serde::Serialize;

/// Far more than a page should hold; older ones are reached by their year.
const AT_MOST: i64 = 60;

#[derive(Serialize)]
struct Item {
    url: String,
    title: String,
    lead: String,
    start: Date,
    end: Option<Date>,
    end_expected: bool,
    phase: Phase,
    place: Option<String>,
    picture: Option<Picture>,
    #[serde(skip)]
    first: civil::Date,
}

#[derive(Serialize)]
struct OfYear {
    year: String,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct YearChoice {
    label: String,
    url: String,
    current: bool,
}

#[derive(Serialize)]
struct ListPage {
    year: Option<String>,
    years: Vec<YearChoice>,
    all_url: String,
    calendar_url: Option<String>,
    upcoming: Vec<Item>,
    past: Vec<OfYear>,
}

/// All festivals, or those of a year.
pub async fn list(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let year = chosen(query.as_deref(), &portal.addresses.word(language, "year"))?;
    let filter = Filter { year: year.clone(), ..Filter::default() };
    let entries =
        editorial::list(&portal.db, KIND, language, &filter, Order::Happening, (0, AT_MOST))
            .await?;
    let pictures = editorial::pictures(&portal.db, &entries).await?;
    let tokens: Vec<String> = entries.iter().map(Live::token).collect();
    let items: Result<Vec<Item>, Fault> = entries
        .iter()
        .zip(&pictures)
        .map(|(live, pictures)| item(&portal, live, pictures))
        .collect();
    let (upcoming, past) = parted(items?, year.is_some());
    let address = portal.addresses.list(language, KIND.name());
    let years = editorial::years(&portal.db, KIND, language).await?;
    let calendar = portal.addresses.below(&address, language, "calendar");
    let page = ListPage {
        calendar_url: (!years.is_empty()).then_some(calendar),
        years: choices(&portal, language, years, year.as_deref()),
        all_url: address.clone(),
        year,
        upcoming,
        past,
    };
    let page = portal.render(
        frame(&portal, language, address, page.year.as_deref()),
        "festival/public/list.html",
        page,
    )?;
    let page = page.depends_on(tokens).depends_on([format!("kind:{KIND}"), "place".to_owned()]);
    Ok(page.counted(0, language).by_query())
}

fn frame(portal: &Portal, language: Language, address: String, year: Option<&str>) -> Frame {
    let mut frame =
        Frame::new(language, KIND.name(), portal.say(language, "festival-title"), address);
    frame.description = portal.say(language, "festival-list-lead");
    frame.alternates = portal.list_alternates(KIND.name());
    frame.crumbs = vec![Crumb { label: frame.title.clone(), url: None }];
    if let Some(year) = year {
        let mut args = Args::new();
        args.set("year", year.to_owned());
        let label = portal.words.say_with(language, "festival-year", &args);
        frame.crumbs = vec![
            Crumb { label: frame.title.clone(), url: Some(frame.address.clone()) },
            Crumb { label, url: None },
        ];
    }
    frame
}

/// The year in a query string: four figures, within the range of the lunar calendar.
fn chosen(query: Option<&str>, name: &str) -> Result<Option<String>, Fault> {
    let given = query
        .unwrap_or_default()
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let Some(given) = given else { return Ok(None) };
    let year = given.parse::<u16>().ok().filter(|year| (1900..2200).contains(year));
    year.map(|year| Some(year.to_string())).ok_or(Fault::NotFound)
}

fn choices(
    portal: &Portal,
    language: Language,
    years: Vec<String>,
    current: Option<&str>,
) -> Vec<YearChoice> {
    let address = portal.addresses.list(language, KIND.name());
    let name = portal.addresses.word(language, "year");
    let choice = |label: String| YearChoice {
        url: format!("{address}?{name}={label}"),
        current: current == Some(label.as_str()),
        label,
    };
    years.into_iter().map(choice).collect()
}

fn item(portal: &Portal, live: &Live, pictures: &Pictures) -> Result<Item, Fault> {
    let (festival, language) = (Festival::of(live)?, live.language);
    let place = place(portal, language, &festival, festival.facts.place.as_deref());
    Ok(Item {
        url: portal.address(live),
        title: live.words.title.clone(),
        lead: live.words.lead.clone(),
        start: start(portal, language, &festival),
        end: end(portal, language, &festival),
        end_expected: festival.end_expected(),
        phase: festival.phase(portal.today()),
        place: place.map(|place| place.name),
        picture: pictures.lead(live).cloned(),
        first: festival.facts.start,
    })
}

/// What is to come or on, soonest first, and the past by year, newest first. Of a chosen year
/// everything stands under the year.
fn parted(items: Vec<Item>, of_year: bool) -> (Vec<Item>, Vec<OfYear>) {
    let to_come = |item: &Item| !of_year && item.phase != Phase::Over;
    let (mut upcoming, past): (Vec<Item>, Vec<Item>) = items.into_iter().partition(to_come);
    upcoming.sort_by_key(|item| item.first);
    let mut years: Vec<OfYear> = Vec::new();
    for item in past {
        let year = item.first.year().to_string();
        match years.last_mut() {
            Some(group) if group.year == year => group.items.push(item),
            _ => years.push(OfYear { year, items: vec![item] }),
        }
    }
    (upcoming, years)
}
