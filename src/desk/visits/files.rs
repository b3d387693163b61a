//! The dashboard's figures as files: each table as CSV, all of them as JSON and as a spreadsheet. They
//! are read as the page reads them, so their totals are its totals.

use super::asked::Asked;
use super::tables::heading;
use crate::desk::log::harmless;
use crate::desk::session::Signed;
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::visits::{self, DayRow, Depth, Line, Report, Table};
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value, json};

const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Answers a file: `days.csv`, a table's name with `.csv`, `visits.json`, `visits.xlsx`.
pub async fn file(
    State(portal): State<Portal>,
    signed: Signed,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let asked = Asked::read(query.as_deref());
    let (period, unclear) = asked.period(portal.today());
    if unclear.is_some() {
        return Err(Fault::Unclear);
    }
    portal.visits.write_visitors().await?;
    let (kind, bytes) = match name.rsplit_once('.') {
        Some(("visits", "json")) => {
            let report = visits::report(&portal.db, &period, Depth::Whole).await?;
            ("application/json", json(&report, named(&portal, language, &report).await?)?)
        }
        Some(("visits", "xlsx")) => {
            let report = visits::report(&portal.db, &period, Depth::Whole).await?;
            let tables = named(&portal, language, &report).await?;
            (SPREADSHEET, workbook(&portal, language, &report.days, &tables)?)
        }
        Some(("days", "csv")) => {
            let days = visits::days(&portal.db, &period.span()).await?;
            ("text/csv; charset=utf-8", days_csv(&days)?)
        }
        Some((table, "csv")) => {
            let table = Table::named(table).ok_or(Fault::NotFound)?;
            let rows = visits::table(&portal.db, &period, table).await?;
            let lines = visits::lines(&portal, language, table, &rows).await?;
            ("text/csv; charset=utf-8", csv(&portal, &lines)?)
        }
        _ => return Err(Fault::NotFound),
    };
    let stem = format!("visits-{}-{}", period.first, period.last);
    let named = if name.starts_with("visits.") {
        name.replace("visits", &stem)
    } else {
        format!("{stem}-{name}")
    };
    Ok(attached(kind, &named, bytes))
}

/// A file to keep. `named` holds only days and names of tables.
fn attached(kind: &'static str, named: &str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let named = HeaderValue::from_str(&format!("attachment; filename=\"{named}\""));
    headers.insert(CONTENT_DISPOSITION, named.unwrap_or(HeaderValue::from_static("attachment")));
    response
}

/// The columns of a day.
const DAY: [&str; 9] = [
    "day",
    "views",
    "visits",
    "visitors",
    "not_counted",
    "taken_out",
    "corrected_views",
    "corrected_visits",
    "corrected_visitors",
];

fn day_figures(day: &DayRow) -> [i64; 8] {
    [
        day.views,
        day.visits,
        day.visitors,
        day.refused,
        day.judged,
        day.corrected_views,
        day.corrected_visits,
        day.corrected_visitors,
    ]
}

fn days_csv(days: &[DayRow]) -> Result<Vec<u8>, Fault> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(DAY)?;
    for day in days {
        let figures = day_figures(day).map(|figure| figure.to_string());
        out.write_record(std::iter::once(&day.day).chain(&figures))?;
    }
    Ok(out.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

fn csv(portal: &Portal, lines: &[Line]) -> Result<Vec<u8>, Fault> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["key", "name", "url", "views", "visitors_estimated", "former_views"])?;
    for line in lines {
        let known =
            |figure: Option<i64>| figure.map(|figure| figure.to_string()).unwrap_or_default();
        out.write_record([
            harmless(&line.key),
            harmless(&line.name),
            url(portal, line),
            line.views.to_string(),
            known(line.visitors),
            known(line.former_views),
        ])?;
    }
    Ok(out.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

fn url(portal: &Portal, line: &Line) -> String {
    line.url.as_ref().map(|url| portal.absolute(url)).unwrap_or_default()
}

fn json(report: &Report, tables: Vec<(Table, Vec<Line>)>) -> Result<Vec<u8>, Fault> {
    let whole = report.whole;
    let mut file = Map::new();
    file.insert("from".to_owned(), json!(report.period.first));
    file.insert("to".to_owned(), json!(report.period.last));
    file.insert(
        "total".to_owned(),
        json!({ "views": whole.three.views, "visits": whole.three.visits,
            "visitors": whole.three.visitors, "not_counted": whole.refused,
            "taken_out": whole.judged, "counted_days": whole.counted_days }),
    );
    let day = |day: &DayRow| -> Value {
        let figures = DAY.iter().skip(1).zip(day_figures(day));
        let named = figures.map(|(name, figure)| ((*name).to_owned(), json!(figure)));
        let first = ("day".to_owned(), json!(day.day));
        Value::Object(std::iter::once(first).chain(named).collect())
    };
    file.insert("days".to_owned(), report.days.iter().map(day).collect());
    for (table, lines) in tables {
        file.insert(table.name().to_owned(), json!(lines));
    }
    Ok(serde_json::to_vec_pretty(&Value::Object(file))?)
}

/// The tables of a report with their names.
async fn named(
    portal: &Portal,
    language: Language,
    report: &Report,
) -> Result<Vec<(Table, Vec<Line>)>, Fault> {
    let mut tables = Vec::new();
    for (table, rows) in &report.tables {
        tables.push((*table, visits::lines(portal, language, *table, &rows.first).await?));
    }
    Ok(tables)
}

/// A sheet for the days and one for each table, named in the reader's language.
fn workbook(
    portal: &Portal,
    language: Language,
    days: &[DayRow],
    tables: &[(Table, Vec<Line>)],
) -> Result<Vec<u8>, XlsxError> {
    let say = |key: &str| portal.say(language, key);
    let mut book = Workbook::new();
    let heads = [
        "visits-date",
        "visits-views",
        "visits-visits",
        "visits-visitors",
        "figures-not-counted",
        "figures-taken-out",
        "figures-corrected-views",
        "figures-corrected-visits",
        "figures-corrected-visitors",
    ];
    let sheet = begin(&mut book, &say("figures-days"), &heads.map(say))?;
    for (row, day) in (1..).zip(days) {
        write_day(sheet, row, day)?;
    }
    let heads = [
        "figures-name",
        "figures-key",
        "figures-address",
        "visits-views",
        "figures-visitors",
        "figures-former",
    ];
    for (table, lines) in tables {
        let sheet = begin(&mut book, &heading(portal, language, *table), &heads.map(say))?;
        for (row, line) in (1..).zip(lines) {
            write_line(sheet, row, line, &url(portal, line))?;
        }
    }
    book.save_to_buffer()
}

fn begin<'a>(
    book: &'a mut Workbook,
    name: &str,
    heads: &[String],
) -> Result<&'a mut Worksheet, XlsxError> {
    /// A sheet's name has at most so many letters (ECMA-376, 18.2.19).
    const LONGEST: usize = 31;
    let sheet = book.add_worksheet();
    let name: String = name.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(LONGEST).collect();
    sheet.set_name(name)?;
    let bold = Format::new().set_bold();
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, head, &bold)?;
        sheet.set_column_width(column, if column == 0 { 44 } else { 18 })?;
    }
    sheet.set_freeze_panes(1, 0)
}

fn write_day(sheet: &mut Worksheet, row: u32, day: &DayRow) -> Result<(), XlsxError> {
    sheet.write_string(row, 0, &day.day)?;
    for (column, figure) in (1..).zip(day_figures(day)) {
        sheet.write_number(row, column, exact(figure))?;
    }
    Ok(())
}

fn write_line(sheet: &mut Worksheet, row: u32, line: &Line, url: &str) -> Result<(), XlsxError> {
    sheet.write_string(row, 0, &line.name)?;
    sheet.write_string(row, 1, &line.key)?;
    sheet.write_string(row, 2, url)?;
    sheet.write_number(row, 3, exact(line.views))?;
    if let Some(visitors) = line.visitors {
        sheet.write_number(row, 4, exact(visitors))?;
    }
    if let Some(former) = line.former_views {
        sheet.write_number(row, 5, exact(former))?;
    }
    Ok(())
}

/// A figure as a spreadsheet keeps it: exact below 2^53.
fn exact(figure: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a portal's views are far below 2^53")]
    let figure = figure as f64;
    figure
}
