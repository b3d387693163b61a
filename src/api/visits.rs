//! What a period of visits amounts to: its days and its tables, as the desk's dashboard shows them. Not
//! for the six figures of now: those are open to everybody at `/api/visits`.

use super::access::Caller;
use super::inputs::{Asked, At};
use super::problem::{Answered, Problem, Why};
use super::reply::Reply;
use crate::people::Reach;
use crate::portal::Portal;
use crate::visits::{self, DayRow, Line, Period, Table};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new().route("/visits/days", get(days)).route("/visits/{table}", get(table))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(days, table), components(schemas(TableName)))]
pub struct Described;

/// Which days are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Days {
    /// The first day, such as `2026-11-01`; with neither end the last 30 days.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// The last day, today at the latest; today unless it is said.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
}

impl Days {
    fn period(&self, portal: &Portal) -> Result<Period, Problem> {
        let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let wrong = |_| Problem::new(Why::Invalid).at("from", "api-period");
        Period::asked("", (&text(self.from), &text(self.to)), portal.today()).map_err(wrong)
    }
}

/// A day on which the portal counted, corrections included. Days that are not here were not counted.
#[derive(Serialize, ToSchema)]
#[schema(as = VisitsDay)]
pub struct DayView {
    /// The day.
    day: String,
    /// Pages handed to readers.
    views: i64,
    /// Runs of pages of one visitor without half an hour of silence.
    visits: i64,
    /// Visitors, told apart within the day.
    visitors: i64,
    /// Pages not counted: machines that say so, prefetches, editors, data centres.
    not_counted: i64,
    /// Views taken out because of how their client behaved.
    taken_out: i64,
    /// Of `views`, what corrections added or took away.
    corrected_views: i64,
}

/// The days of a period, oldest first.
#[derive(Serialize, ToSchema)]
#[schema(as = VisitsDays)]
pub struct DayList {
    /// The first day that was asked for.
    from: String,
    /// The last.
    to: String,
    /// What the days come to. Visitors are those of each day, added up.
    total: Total,
    /// The days that were counted.
    items: Vec<DayView>,
}

/// A sum of days.
#[derive(Serialize, ToSchema)]
#[schema(as = VisitsTotal)]
pub struct Total {
    /// Views.
    views: i64,
    /// Visits.
    visits: i64,
    /// Visitors of each day, added up: who comes on two days counts twice.
    visitors: i64,
}

fn day(day: DayRow) -> DayView {
    DayView {
        day: day.day,
        views: day.views,
        visits: day.visits,
        visitors: day.visitors,
        not_counted: day.refused,
        taken_out: day.judged,
        corrected_views: day.corrected_views,
    }
}

/// Lists the days of a period that were counted.
#[utoipa::path(get, path = "/api/visits/days", tag = "visits", params(Days),
    responses((status = 200, description = "The days", body = DayList)))]
pub async fn days(
    State(portal): State<Portal>,
    caller: Caller,
    Asked(asked): Asked<Days>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let period = asked.period(&portal)?;
    let whole = visits::whole(&portal.db, &period).await?.three;
    let days = visits::days(&portal.db, &period.span()).await?;
    Ok(Reply::of(&DayList {
        from: period.first.to_string(),
        to: period.last.to_string(),
        total: Total { views: whole.views, visits: whole.visits, visitors: whole.visitors },
        items: days.into_iter().map(day).collect(),
    }))
}

/// A table of a period.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = VisitsTable)]
pub enum TableName {
    /// By entry; lists and the front page have rows of their own.
    Entries,
    /// By the section entries stand in now.
    Sections,
    /// By language.
    Languages,
    /// By country, where the operator has a list.
    Countries,
    /// By where readers came from.
    Sources,
    /// By sort of device.
    Devices,
    /// By campaign tag.
    Campaigns,
    /// Words that at least three readers of one day looked for in vain.
    Searches,
}

impl From<TableName> for Table {
    fn from(name: TableName) -> Table {
        match name {
            TableName::Entries => Table::Entries,
            TableName::Sections => Table::Sections,
            TableName::Languages => Table::Languages,
            TableName::Countries => Table::Countries,
            TableName::Sources => Table::Sources,
            TableName::Devices => Table::Devices,
            TableName::Campaigns => Table::Campaigns,
            TableName::Searches => Table::Searches,
        }
    }
}

/// A row of a table.
#[derive(Serialize, ToSchema)]
#[schema(as = VisitsRow)]
pub struct RowView {
    /// What the row is of: `kind/key` of an entry (`0` lists, `-1` the front page), a section's key, the
    /// code of a language or country, `class:name` of a source or campaign, a sort of device, or words.
    key: String,
    /// What it is called, in the site's first language.
    name: String,
    /// The entry's number.
    entry: Option<i64>,
    /// Where readers find it.
    url: Option<String>,
    /// Views; of searches how often the words were asked.
    views: i64,
    /// Visitors of each day, estimated and added up, where they are known.
    visitors: Option<i64>,
    /// What an earlier portal had counted of an entry: in no other figure.
    former_views: Option<i64>,
}

/// A table, most views first.
#[derive(Serialize, ToSchema)]
#[schema(as = VisitsRows)]
pub struct RowList {
    /// The first day that was asked for.
    from: String,
    /// The last.
    to: String,
    /// What the rows come to, as measured: corrections are of whole days and in no row.
    views: i64,
    /// Its rows.
    items: Vec<RowView>,
}

/// Lists a table of a period.
#[utoipa::path(get, path = "/api/visits/{table}", tag = "visits",
    params(("table" = TableName, Path, description = "The table"), Days),
    responses((status = 200, description = "The table", body = RowList)))]
pub async fn table(
    State(portal): State<Portal>,
    caller: Caller,
    At(name): At<TableName>,
    Asked(asked): Asked<Days>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let (period, table) = (asked.period(&portal)?, Table::from(name));
    portal.visits.write_visitors().await?;
    let rows = visits::table(&portal.db, &period, table).await?;
    let language = portal.addresses.default_language();
    let lines = visits::lines(&portal, language, table, &rows).await?;
    let row = |line: Line| RowView {
        url: line.url.map(|url| portal.absolute(&url)),
        key: line.key,
        name: line.name,
        entry: line.entry,
        views: line.views,
        visitors: line.visitors,
        former_views: line.former_views,
    };
    Ok(Reply::of(&RowList {
        from: period.first.to_string(),
        to: period.last.to_string(),
        views: rows.iter().map(|row| row.views).sum(),
        items: lines.into_iter().map(row).collect(),
    }))
}
