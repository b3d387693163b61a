//! The tables of the dashboard: their most read rows, each with its share and what it was before, and
//! what all other rows come to, so that the page and its files have one total.

use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::visits::{self, Line, Report, Row, Rows, Searched, Table};
use serde::Serialize;
use std::collections::HashMap;

/// A table of the dashboard.
#[derive(Serialize)]
pub struct TableView {
    name: &'static str,
    heading: String,
    /// What its figures are.
    note: String,
    /// What is said while it has no row.
    empty: Option<String>,
    rows: Vec<RowView>,
    /// Rows that are not shown, and what they come to.
    rest: Option<Rest>,
    total: i64,
    /// Whether visitors are known by its rows.
    has_visitors: bool,
    /// Whether there is a period to compare with.
    compared: bool,
    csv_url: String,
}

#[derive(Serialize)]
struct RowView {
    name: String,
    lang: Option<String>,
    /// Where it is edited, of entries.
    desk_url: Option<String>,
    url: Option<String>,
    note: Option<String>,
    /// What an earlier portal had counted, of entries: in no other figure.
    former: Option<i64>,
    views: i64,
    visitors: Option<i64>,
    before: i64,
    /// Its share, in words and in hundredths.
    share: String,
    hundredths: i64,
}

#[derive(Serialize)]
struct Rest {
    count: usize,
    views: i64,
}

/// So many rows of a table are shown; all stand in the files.
const SHOWN: usize = 10;
/// Of entries more: they are what editors come for.
pub const SHOWN_ENTRIES: usize = 20;

/// The words of a table: its heading, its note, and what is said when it is empty.
fn words(table: Table) -> (&'static str, &'static str, &'static str) {
    match table {
        Table::Entries => ("figures-entries", "figures-entries-note", "figures-none"),
        Table::Sections => ("figures-sections", "figures-sections-note", "figures-none"),
        Table::Languages => ("figures-languages", "figures-estimated", "figures-none"),
        Table::Countries => ("figures-countries", "figures-estimated", "figures-none"),
        Table::Sources => ("figures-sources", "figures-sources-note", "figures-none"),
        Table::Devices => ("figures-devices", "figures-estimated", "figures-none"),
        Table::Campaigns => ("figures-campaigns", "figures-estimated", "figures-campaigns-none"),
        Table::Searches => ("figures-searches", "figures-searches-note", "figures-searches-none"),
    }
}

/// The heading of a table.
pub fn heading(portal: &Portal, language: Language, table: Table) -> String {
    portal.say(language, words(table).0)
}

/// Every table of a report, in order; `before` is the period it is compared with.
pub async fn views(
    portal: &Portal,
    language: Language,
    (report, before): (&Report, Option<&Report>),
    query: &str,
) -> Result<Vec<TableView>, Fault> {
    let mut views = Vec::new();
    for (table, rows) in &report.tables {
        let shown = if *table == Table::Entries { SHOWN_ENTRIES } else { SHOWN };
        let shown = rows.first.get(..shown.min(rows.first.len())).unwrap_or_default();
        let lines = visits::lines(portal, language, *table, shown).await?;
        // A period in which nothing was counted has no figures: not even zeros.
        let before = before.filter(|before| before.whole.counted_days > 0);
        let before = before.map(|before| before.rows(*table));
        let searched = report.searched;
        let one = One { portal, language, table: *table, rows, before, searched };
        views.push(one.view(lines, query));
    }
    Ok(views)
}

/// How often the search was asked, whatever it found.
fn searches_note(portal: &Portal, language: Language, searched: Searched) -> String {
    let mut args = Args::new();
    args.set("asked", figure(portal, language, searched.asked));
    args.set("vain", figure(portal, language, searched.found_none));
    portal.words.say_with(language, "figures-searches-note", &args)
}

/// A figure as people write it.
pub fn figure(portal: &Portal, language: Language, figure: i64) -> String {
    let figure = u64::try_from(figure).unwrap_or(0);
    crate::platform::i18n::grouped(figure, portal.words.separator(language))
}

/// One table on its way to the page.
struct One<'a> {
    portal: &'a Portal,
    language: Language,
    table: Table,
    rows: &'a Rows,
    before: Option<&'a [Row]>,
    searched: Searched,
}

impl One<'_> {
    fn view(&self, lines: Vec<Line>, query: &str) -> TableView {
        let total = self.rows.views;
        let (heading, note, empty) = words(self.table);
        let name = self.table.name();
        let before: HashMap<&str, i64> = self
            .before
            .unwrap_or_default()
            .iter()
            .map(|row| (row.key.as_str(), row.views))
            .collect();
        let shown: i64 = lines.iter().map(|line| line.views).sum();
        let rest = self.rows.count.saturating_sub(lines.len());
        let has_visitors = lines.iter().any(|line| line.visitors.is_some());
        let rows = lines.into_iter().zip(&self.rows.first).map(|(line, row)| {
            let before = before.get(row.key.as_str()).copied().unwrap_or(0);
            self.row(line, &row.key, before, total)
        });
        let rows: Vec<RowView> = rows.collect();
        let unknown = self.table == Table::Countries && !self.portal.visits.knows_countries();
        let note = match self.table {
            Table::Searches => searches_note(self.portal, self.language, self.searched),
            _ if unknown => self.portal.say(self.language, "figures-countries-unknown"),
            _ => self.portal.say(self.language, note),
        };
        TableView {
            name,
            heading: self.portal.say(self.language, heading),
            note,
            empty: rows.is_empty().then(|| self.portal.say(self.language, empty)),
            rows,
            rest: (rest > 0).then_some(Rest { count: rest, views: total - shown }),
            total,
            has_visitors,
            compared: self.before.is_some(),
            csv_url: format!("{}/download/{name}.csv?{query}", super::VISITS),
        }
    }

    fn row(&self, line: Line, key: &str, before: i64, total: i64) -> RowView {
        let hundredths = (line.views * 200 + total).checked_div(total * 2).unwrap_or(0);
        let less_than_one = line.views > 0 && line.views * 100 < total;
        let share = if less_than_one { "<\u{a0}1%".to_owned() } else { format!("{hundredths}%") };
        let desk_url = line.entry.zip(line.language.as_ref());
        RowView {
            note: self.note(&line, key),
            desk_url: desk_url.map(|(entry, language)| format!("/desk/entries/{entry}/{language}")),
            url: line.url,
            former: line.former_views,
            lang: line.language,
            name: line.name,
            views: line.views,
            visitors: line.visitors,
            before,
            share,
            hundredths,
        }
    }

    /// What sort of place a host is.
    fn note(&self, line: &Line, key: &str) -> Option<String> {
        let (class, host) = key.split_once(':').filter(|_| self.table == Table::Sources)?;
        let said = !host.is_empty() && host == line.name;
        said.then(|| self.portal.say(self.language, &format!("visits-source-{class}")))
    }
}
