//! What readers see of the counters: the page with each figure's definition and the last two weeks,
//! the same as CSV, and the figures as JSON.

use super::balance::{self, Opening};
use super::counters::period_starts;
use super::facts::{self, MonthRow, Span, Three};
use super::log::{LogTotal, log_total};
use crate::platform::i18n::{Date, Language, grouped};
use crate::platform::web::{Fault, Figure, Figures, Page};
use crate::portal::{Crumb, Frame, Portal};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use http::header;
use jiff::ToSpan;
use jiff::civil;
use serde::Serialize;
use serde_json::{Value, json};

/// The figures as JSON: `as_of`, `online`, and views, visits and visitors of each period.
pub async fn api(State(portal): State<Portal>) -> Response {
    let as_of = portal.clock.wall(&portal.zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let [today, week, month, year, total] = portal.visits.figures();
    let periods = |of: fn(&Three) -> i64| {
        json!({
            "today": of(&today), "week": of(&week), "month": of(&month), "year": of(&year),
            "total": of(&total),
        })
    };
    let figures = json!({
        "as_of": as_of,
        "online": portal.visits.figure(Figure::Online),
        "views": periods(|three| three.views),
        "visits": periods(|three| three.visits),
        "visitors": periods(|three| three.visitors),
    });
    ([(header::CACHE_CONTROL, "no-store")], Json(figures)).into_response()
}

#[derive(Serialize)]
struct Since {
    today: Date,
    week: Date,
    month: Date,
    year: Date,
    total: Date,
}

#[derive(Serialize)]
struct Row {
    date: Date,
    /// None on a day that was not counted.
    views: Option<i64>,
    today: bool,
}

#[derive(Serialize)]
struct ShowPage {
    since: Since,
    month_is_year: bool,
    csv_url: String,
    corrections_url: Option<String>,
    chart: Value,
    chart_small: Value,
    chart_at: String,
    rows: Vec<Row>,
    measures: Vec<Measure>,
    left_out: Option<LeftOut>,
    opening: Option<OpeningView>,
    logs: Option<LogsView>,
    corrections: Vec<CorrectionView>,
    months: Vec<MonthView>,
    /// Views that became known after their month was frozen, of all months shown.
    late: i64,
}

/// A month, frozen or still moving.
#[derive(Serialize)]
struct MonthView {
    /// Its first day.
    date: Date,
    views: i64,
    visits: i64,
    visitors: i64,
    /// Whether a correction is in these figures.
    corrected: bool,
    frozen: Option<Date>,
}

/// One of the three things that are counted, over the five periods.
#[derive(Serialize)]
struct Measure {
    /// The end of its Fluent keys: `views`, `visits`, `visitors`.
    name: &'static str,
    figures: [i64; 5],
}

/// What was not counted in the last thirty days, beside what was.
#[derive(Serialize)]
struct LeftOut {
    views: i64,
    refused: i64,
    judged: i64,
    /// Of all pages handed out, in per cent; `None` when they are too few for a share to mean much.
    percent: Option<i64>,
}

/// What an earlier portal had come to, shown apart from everything measured.
#[derive(Serialize)]
struct OpeningView {
    views: i64,
    as_of: Date,
    source: String,
    /// How many entries have such a total of their own.
    entries: usize,
}

/// What access logs tell of the time before this portal counted.
#[derive(Serialize)]
struct LogsView {
    first: Date,
    last: Date,
    views: i64,
    visits: i64,
    visitors: i64,
    judged: i64,
}

#[derive(Serialize)]
struct CorrectionView {
    day: Date,
    views: String,
    visits: String,
    visitors: String,
    reason: String,
    at: Date,
}

const DAYS: i64 = 14;
const MONTHS: i64 = 12;
const DAYS_ON_PHONES: usize = 7;

/// The page of visits. Its chart stands as it was carved: it is made anew each time it is asked for.
pub async fn show(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let now = portal.clock.wall(&portal.zone);
    let days = last_days(&portal, now.date()).await?;
    let [today, week, month, year] = period_starts(&now);
    let day = |day| portal.day(language, day);
    let since = Since {
        today: day(today),
        week: day(week),
        month: day(month),
        year: day(year),
        total: day(first_counted(&portal, now.date()).await?),
    };
    let separator = portal.words.separator(language);
    let rows = days.iter().rev().map(|(date, views)| Row {
        date: day(*date),
        views: *views,
        today: *date == today,
    });
    let address = portal.addresses.list(language, "visits");
    let months = last_months(&portal, month).await?;
    let recent = days.len().saturating_sub(DAYS_ON_PHONES);
    let context = ShowPage {
        month_is_year: month == year,
        csv_url: format!("{address}.csv"),
        corrections_url: None,
        chart: chart(&days, today, &WIDE, separator),
        chart_small: chart(days.get(recent..).unwrap_or(&days), today, &NARROW, separator),
        chart_at: now.strftime("%H:%M").to_string(),
        rows: rows.collect(),
        measures: measures(portal.visits.figures()),
        left_out: left_out(&portal, now.date()).await?,
        opening: opening(&portal, language).await?,
        logs: logs(&portal, language).await?,
        corrections: corrections(&portal, language).await?,
        late: months.iter().map(|month| month.late).sum(),
        months: months.iter().rev().filter_map(|row| month_view(&portal, language, row)).collect(),
        since,
    };
    let title = portal.say(language, "site-menu-visits");
    let mut frame = Frame::new(language, "visits", title.clone(), address);
    frame.alternates = portal.list_alternates("visits");
    frame.crumbs = vec![Crumb { label: title, url: None }];
    let page = portal.render(frame, "visits/public/show.html", context)?;
    Ok(page.counted(0, language).not_kept())
}

fn measures(figures: [Three; 5]) -> Vec<Measure> {
    let of = |name, read: fn(Three) -> i64| Measure { name, figures: figures.map(read) };
    vec![
        of("views", |three| three.views),
        of("visits", |three| three.visits),
        of("visitors", |three| three.visitors),
    ]
}

/// The share of bots and others that were left out; nothing on a portal that handed out no page.
async fn left_out(portal: &Portal, today: civil::Date) -> Result<Option<LeftOut>, Fault> {
    const DAYS: i64 = 30;
    /// Below so many pages one machine more or less moves the share by several per cent.
    const FEW: i64 = 100;
    let first = today.checked_sub((DAYS - 1).days())?;
    let span = Span { first: first.to_string(), last: today.to_string() };
    let days = facts::days(&portal.db, &span).await?;
    let sum = |of: fn(&facts::DayRow) -> i64| days.iter().map(of).sum::<i64>();
    let (views, refused) = (sum(|day| day.views), sum(|day| day.refused));
    let judged = sum(|day| day.judged);
    let all = views + refused + judged;
    let percent = (all >= FEW).then(|| ((refused + judged) * 100 + all / 2) / all);
    Ok((all > 0).then_some(LeftOut { views, refused, judged, percent }))
}

async fn opening(portal: &Portal, language: Language) -> Result<Option<OpeningView>, Fault> {
    let all = balance::openings(&portal.db).await?;
    let entries = all.iter().filter(|one| one.entry != 0).count();
    let site = all.into_iter().find(|one| one.entry == 0);
    Ok(site.map(|Opening { views, as_of, source, .. }| OpeningView {
        views,
        as_of: portal.day(language, as_of),
        source,
        entries,
    }))
}

async fn logs(portal: &Portal, language: Language) -> Result<Option<LogsView>, Fault> {
    let Some(LogTotal { days: (first, last), three, judged }) = log_total(&portal.db).await? else {
        return Ok(None);
    };
    let day = |day: String| Ok::<_, jiff::Error>(portal.day(language, day.parse()?));
    let Three { views, visits, visitors } = three;
    Ok(Some(LogsView { first: day(first)?, last: day(last)?, views, visits, visitors, judged }))
}

async fn corrections(portal: &Portal, language: Language) -> Result<Vec<CorrectionView>, Fault> {
    let separator = portal.words.separator(language);
    let all = balance::corrections(&portal.db).await?;
    Ok(all
        .into_iter()
        .map(|one| CorrectionView {
            day: portal.day(language, one.day),
            views: signed(one.difference.views, separator),
            visits: signed(one.difference.visits, separator),
            visitors: signed(one.difference.visitors, separator),
            reason: one.reason,
            at: portal.moment(language, one.at),
        })
        .collect())
}

/// A difference with its sign: +3, −12, 0.
fn signed(difference: i64, separator: char) -> String {
    let figure = grouped(difference.unsigned_abs(), separator);
    match difference.signum() {
        1 => format!("+{figure}"),
        -1 => format!("\u{2212}{figure}"),
        _ => figure,
    }
}

/// The day the first view was counted; today on a portal that has counted none.
async fn first_counted(portal: &Portal, today: civil::Date) -> Result<civil::Date, Fault> {
    let first = facts::first_day(&portal.db).await?;
    Ok(first.and_then(|day| day.parse().ok()).unwrap_or(today))
}

/// A day with its views; `None` where the portal did not count.
type Counted = (civil::Date, Option<i64>);

/// The last days, oldest first. A day without a record is a gap and no zero; today is being counted.
async fn last_days(portal: &Portal, today: civil::Date) -> Result<Vec<Counted>, Fault> {
    let first = today.checked_sub((DAYS - 1).days())?;
    let span = Span { first: first.to_string(), last: today.to_string() };
    let known = facts::days(&portal.db, &span).await?;
    let views = |day: civil::Date| {
        let text = day.to_string();
        let known = known.iter().find(|known| known.day == text).map(|known| known.views);
        if day == today { known.or(Some(0)) } else { known }
    };
    Ok(first.series(1.day()).take_while(|day| *day <= today).map(|day| (day, views(day))).collect())
}

/// The month that begins on `first` and those before it, oldest first.
async fn last_months(portal: &Portal, first: civil::Date) -> Result<Vec<MonthRow>, Fault> {
    let month = |day: civil::Date| day.strftime("%Y-%m").to_string();
    let span = Span { first: month(first.checked_sub((MONTHS - 1).months())?), last: month(first) };
    Ok(facts::months(&portal.db, &span).await?)
}

fn month_view(portal: &Portal, language: Language, row: &MonthRow) -> Option<MonthView> {
    let first = format!("{}-01", row.month).parse().ok()?;
    let corrected = [row.corrected_views, row.corrected_visits, row.corrected_visitors];
    Some(MonthView {
        date: portal.day(language, first),
        views: row.views,
        visits: row.visits,
        visitors: row.visitors,
        corrected: corrected != [0; 3],
        frozen: row.frozen_at.map(|at| portal.moment(language, at)),
    })
}

/// The sheet a chart is drawn on, in pixels.
struct Sheet {
    width: f64,
    height: f64,
    left: f64,
}

const WIDE: Sheet = Sheet { width: 690.0, height: 350.0, left: 52.0 };
/// Drawn anew for phones, never shrunk.
const NARROW: Sheet = Sheet { width: 300.0, height: 230.0, left: 54.0 };

/// A bar chart in ready coordinates: the template only writes them down.
fn chart(days: &[Counted], today: civil::Date, sheet: &Sheet, separator: char) -> Value {
    const TOP: f64 = 40.0;
    let base = sheet.height - 30.0;
    let highest = days.iter().filter_map(|(_, views)| *views).max().unwrap_or(0);
    let step = tick_step(highest);
    let ceiling = (highest.max(1) + step - 1) / step * step;
    #[expect(clippy::cast_precision_loss, reason = "a day's views are far below 2^52")]
    let y = |views: i64| base - (base - TOP) * views as f64 / ceiling as f64;
    let figure = |views: i64| grouped(u64::try_from(views).unwrap_or(0), separator);
    let ticks = (0..=ceiling / step)
        .map(|tick| json!({ "y": round(y(tick * step)), "label": figure(tick * step) }));
    #[expect(clippy::cast_precision_loss, reason = "a chart has a few dozen bars")]
    let slot = (sheet.width - sheet.left - 4.0) / days.len().max(1) as f64;
    let bars = days.iter().zip(0_u32..).map(|((day, views), place)| {
        let x = sheet.left + slot * f64::from(place) + slot * 0.15;
        let counted = views.unwrap_or(0);
        json!({
            "x": round(x), "y": round(y(counted)), "width": round(slot * 0.7), "height": round(base - y(counted)),
            "middle": round(x + slot * 0.35), "top": round(y(counted) - 8.0), "label": day.day().to_string(),
            "today": *day == today, "gap": views.is_none(),
            "note": (counted == highest && highest > 0).then(|| figure(counted)),
        })
    });
    json!({
        "width": sheet.width, "height": sheet.height, "left": sheet.left, "right": sheet.width - 4.0, "base": base, "labels_y": base + 22.0,
        "ticks": ticks.collect::<Vec<_>>(), "bars": bars.collect::<Vec<_>>(),
    })
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// The distance of grid lines: a round figure that makes three or four of them.
fn tick_step(highest: i64) -> i64 {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if step * factor * 4 >= highest {
                return step * factor;
            }
        }
        step *= 10;
    }
}

/// Every day's figures as CSV, oldest first.
pub async fn csv(State(portal): State<Portal>) -> Result<Response, Fault> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record(["day", "views", "visits", "visitors", "not_counted", "taken_out"])?;
    let all = Span { first: String::new(), last: "9999".to_owned() };
    for day in facts::days(&portal.db, &all).await? {
        let figures = [day.views, day.visits, day.visitors, day.refused, day.judged];
        let figures = figures.map(|figure| figure.to_string());
        lines.write_record(std::iter::once(&day.day).chain(&figures))?;
    }
    let text = lines.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], text).into_response())
}
