//! What readers see of the register: all of it, or a year. Not for feeds (`feed.rs`).

use crate::editorial::{self, Erratum, ErratumSort};
use crate::platform::i18n::{Args, Date, Language};
use crate::platform::web::pagination::Pagination;
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Frame, Portal, Publisher};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use jiff::civil::Date as Day;
use serde::Serialize;

const PER_PAGE: i64 = 25;

#[derive(Serialize)]
struct LineView {
    url: String,
    title: String,
    kind: String,
    in_error: bool,
    at: Date,
    text: String,
    publisher: Option<Publisher>,
}

#[derive(Serialize)]
struct YearChoice {
    label: String,
    url: String,
    count: i64,
    current: bool,
}

#[derive(Serialize)]
struct RegisterPage {
    title: String,
    lines: Vec<LineView>,
    years: Vec<YearChoice>,
    all_url: String,
    every: bool,
    atom_url: String,
    json_url: String,
    method_url: String,
    pagination: Option<Pagination>,
}

/// The whole register.
pub async fn all(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    show(&portal, language, query.as_deref(), None).await
}

/// The register of a year.
pub async fn year(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(year): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let year = year.parse::<i16>().ok().filter(|year| (1970..=9998).contains(year));
    show(&portal, language, query.as_deref(), Some(year.ok_or(Fault::NotFound)?)).await
}

async fn show(
    portal: &Portal,
    language: Language,
    query: Option<&str>,
    year: Option<i16>,
) -> Result<Page, Fault> {
    let years = years(portal, language, year).await?;
    let counted = years.iter().filter(|one| year.is_none() || one.current);
    let total: i64 = counted.map(|one| one.count).sum();
    let turned = portal.turned(language, query, (total, PER_PAGE))?;
    if year.is_some() && total == 0 {
        return Err(Fault::NotFound);
    }
    let all = portal.addresses.list(language, "corrections");
    let address = year.map_or_else(|| all.clone(), |year| of_year(portal, language, year));
    let span = year.and_then(|year| span(portal, year)).unwrap_or((i64::MIN, i64::MAX));
    let lines = editorial::register(&portal.db, language, span, turned.rows()).await?;
    let title = title(portal, language, year);
    let own = RegisterPage {
        title: title.clone(),
        lines: lines.into_iter().map(|line| view(portal, language, line)).collect(),
        years,
        every: year.is_none(),
        atom_url: format!("{all}/feed.atom"),
        json_url: format!("{all}/feed.json"),
        method_url: portal.addresses.list(language, "method"),
        pagination: turned.pagination(|page| portal.addresses.numbered(&address, language, page)),
        all_url: all.clone(),
    };
    let mut frame = Frame::new(language, "corrections", title.clone(), address);
    frame.description = portal.say(language, "corrections-lead");
    frame.feed = Some(own.atom_url.clone());
    let label = portal.say(language, "site-menu-corrections");
    frame.crumbs = match year {
        None => vec![Crumb { label, url: None }],
        Some(_) => vec![Crumb { label, url: Some(all) }, Crumb { label: title, url: None }],
    };
    frame.alternates = match year {
        None => portal.list_alternates("corrections"),
        Some(_) => Vec::new(),
    };
    let page = portal.render(frame, "corrections/public/list.html", own)?;
    let tokens = ["corrections".to_owned(), "agency".to_owned()];
    Ok(page.depends_on(tokens).counted(0, language).by_query())
}

fn title(portal: &Portal, language: Language, year: Option<i16>) -> String {
    let Some(year) = year else { return portal.say(language, "corrections-title") };
    let mut args = Args::new();
    args.set("year", year.to_string());
    portal.words.say_with(language, "corrections-of-year", &args)
}

fn of_year(portal: &Portal, language: Language, year: i16) -> String {
    portal.addresses.selection(language, "corrections", "year", &year.to_string())
}

/// A year of the site's calendar, in milliseconds since 1970.
fn span(portal: &Portal, year: i16) -> Option<(i64, i64)> {
    let begins = |year: i16| {
        let day = Day::new(year, 1, 1).ok()?;
        Some(day.to_zoned(portal.zone.clone()).ok()?.timestamp().as_millisecond())
    };
    Some((begins(year)?, begins(year + 1)?))
}

async fn years(
    portal: &Portal,
    language: Language,
    current: Option<i16>,
) -> Result<Vec<YearChoice>, Fault> {
    let mut choices: Vec<YearChoice> = Vec::new();
    for at in editorial::register_moments(&portal.db, language).await? {
        let year = portal.day_of(at).year();
        let label = year.to_string();
        match choices.last_mut().filter(|last| last.label == label) {
            Some(last) => last.count += 1,
            None => choices.push(YearChoice {
                url: of_year(portal, language, year),
                count: 1,
                current: current == Some(year),
                label,
            }),
        }
    }
    Ok(choices)
}

fn view(portal: &Portal, language: Language, line: Erratum) -> LineView {
    LineView {
        url: portal.addresses.entry(language, &line.kind, &line.slug),
        kind: portal.say(language, &format!("editorial-embed-{}", line.kind)),
        title: line.title,
        in_error: line.fault == ErratumSort::InError,
        at: portal.moment(language, line.at),
        publisher: portal.agency(&line.publisher, language, portal.day_of(line.at)),
        text: line.text,
    }
}
