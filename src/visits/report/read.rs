//! Reads a period: its days and every table, each sum once. Not for words: those are `lines.rs`.

use super::model::{Row, Table, Whole};
use super::period::{Cut, Period};
use super::store;
use crate::editorial;
use crate::platform::db::{Db, Result};
use crate::visits::facts::{self, DayRow, Three};
use crate::visits::questions::{self, Searched};
use crate::visits::reader::Class;
use ahash::AHashMap;

/// Everything that is known of a period.
#[derive(Clone, Debug)]
pub struct Report {
    /// The period.
    pub period: Period,
    /// What it amounts to.
    pub whole: Whole,
    /// Its days that have a record, oldest first.
    pub days: Vec<DayRow>,
    /// Its tables, most views first.
    pub tables: Vec<(Table, Rows)>,
    /// How often the search was asked.
    pub searched: Searched,
}

/// The rows of a table, or the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The most read.
    pub first: Vec<Row>,
    /// How many the table has.
    pub count: usize,
    /// The views of all of them.
    pub views: i64,
}

impl Rows {
    fn all(rows: Vec<Row>) -> Rows {
        let views = rows.iter().map(|row| row.views).sum();
        Rows { count: rows.len(), first: rows, views }
    }
}

/// How much of a period is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Every row of every table.
    Whole,
    /// Of entries so many rows at least, and what all come to: ten thousand rows that nobody looks at take
    /// most of the time.
    First(usize),
}

impl Report {
    /// The rows of a table.
    pub fn rows(&self, table: Table) -> &[Row] {
        let found = self.tables.iter().find(|(name, _)| *name == table);
        found.map_or(&[], |(_, rows)| &rows.first)
    }

    /// Takes these as the known rows of a table; what all come to stays.
    pub fn know(&mut self, table: Table, rows: Vec<Row>) {
        if let Some((_, known)) = self.tables.iter_mut().find(|(name, _)| *name == table) {
            known.first = rows;
        }
    }
}

/// Reads a period with all its tables.
pub async fn report(db: &Db, period: &Period, depth: Depth) -> Result<Report> {
    let span = period.span();
    let frozen = store::last_frozen(db).await?;
    let cut = Cut::of(period, frozen.as_deref());
    let (days, (entries, sections)) =
        tokio::try_join!(facts::days(db, &span), entries_and_sections(db, period, depth))?;
    let (languages, countries, devices, sources) = tokio::try_join!(
        store::facet(db, "language", &cut),
        store::facet(db, "country", &cut),
        store::facet(db, "device", &cut),
        sources(db, &cut),
    )?;
    let (in_vain, searched) =
        tokio::try_join!(questions::in_vain(db, &span), questions::searched(db, &span))?;
    let (campaigns, sources) = sources.into_iter().partition(is_campaign);
    let tables = vec![
        (Table::Entries, entries),
        (Table::Sections, sections),
        (Table::Languages, Rows::all(languages)),
        (Table::Countries, Rows::all(countries)),
        (Table::Sources, Rows::all(sources)),
        (Table::Devices, Rows::all(devices)),
        (Table::Campaigns, Rows::all(campaigns)),
        (Table::Searches, Rows::all(in_vain)),
    ];
    Ok(Report { period: *period, whole: add(period, &days), days, tables, searched })
}

async fn entries_and_sections(db: &Db, period: &Period, depth: Depth) -> Result<(Rows, Rows)> {
    let Depth::First(most) = depth else {
        let (entries, sections) = tokio::try_join!(entries(db, period), editorial::sections(db))?;
        let sections = by_section(&entries, sections);
        return Ok((Rows::all(entries), Rows::all(sections)));
    };
    let (mut first, mut sections, mut all) = (Vec::new(), Vec::new(), Rows::default());
    for (part, key, views) in store::glance(db, &every_month(period), most).await? {
        match part.as_str() {
            "entry" => first.push(Row { key, views, visitors: None }),
            "section" => sections.push(Row { key, views, visitors: None }),
            _ => all = Rows { count: key.parse().unwrap_or(0), views, ..all },
        }
    }
    most_first(&mut first);
    most_first(&mut sections);
    Ok((Rows { first, ..all }, Rows::all(sections)))
}

/// What entries of these keys were read in a period, as [`Row::key`] has them.
pub async fn views_of(db: &Db, period: &Period, keys: &[Row]) -> Result<Vec<Row>> {
    let keys: Vec<&str> = keys.iter().map(|row| row.key.as_str()).collect();
    let rows = store::views_of(db, &every_month(period), &keys).await?;
    Ok(rows.into_iter().map(|(key, views)| Row { key, views, visitors: None }).collect())
}

/// What a period amounts to.
pub async fn whole(db: &Db, period: &Period) -> Result<Whole> {
    Ok(add(period, &facts::days(db, &period.span()).await?))
}

/// One table of a period, most views first.
pub async fn table(db: &Db, period: &Period, table: Table) -> Result<Vec<Row>> {
    let frozen = store::last_frozen(db).await?;
    let cut = Cut::of(period, frozen.as_deref());
    let of_sources = async |campaigns: bool| -> Result<Vec<Row>> {
        let all = sources(db, &cut).await?;
        Ok(all.into_iter().filter(|row| is_campaign(row) == campaigns).collect())
    };
    match table {
        Table::Entries => entries(db, period).await,
        Table::Sections => {
            Ok(by_section(&entries(db, period).await?, editorial::sections(db).await?))
        }
        Table::Languages => store::facet(db, "language", &cut).await,
        Table::Countries => store::facet(db, "country", &cut).await,
        Table::Devices => store::facet(db, "device", &cut).await,
        Table::Sources => of_sources(false).await,
        Table::Campaigns => of_sources(true).await,
        Table::Searches => questions::in_vain(db, &period.span()).await,
    }
}

fn add(period: &Period, days: &[DayRow]) -> Whole {
    let mut whole = Whole { days: period.days(), ..Whole::default() };
    for day in days {
        let (three, corrected) = (&mut whole.three, &mut whole.corrected);
        *three = *three + Three { views: day.views, visits: day.visits, visitors: day.visitors };
        *corrected = *corrected
            + Three {
                views: day.corrected_views,
                visits: day.corrected_visits,
                visitors: day.corrected_visitors,
            };
        whole.refused += day.refused;
        whole.judged += day.judged;
        whole.counted_days += 1;
    }
    whole
}

/// By entry sums of a month are written with every fold, so whole months need not be frozen.
fn every_month(period: &Period) -> Cut {
    Cut::of(period, Some("9998-12"))
}

async fn entries(db: &Db, period: &Period) -> Result<Vec<Row>> {
    let rows = store::entries(db, &every_month(period)).await?;
    let row = |(entry, views): (i64, i64)| Row { key: entry.to_string(), views, visitors: None };
    Ok(rows.into_iter().map(row).collect())
}

/// Sources by class and name; the store knows them by number.
async fn sources(db: &Db, cut: &Cut) -> Result<Vec<Row>> {
    let mut rows = store::facet(db, "source", cut).await?;
    let numbers: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let named = store::named_sources(db, &numbers).await?;
    let named: AHashMap<String, String> =
        named.into_iter().map(|(id, class, name)| (id, format!("{class}:{name}"))).collect();
    for row in &mut rows {
        let unknown = || format!("{}:", Class::Unknown.name());
        row.key = named.get(&row.key).cloned().unwrap_or_else(unknown);
    }
    Ok(rows)
}

fn is_campaign(row: &Row) -> bool {
    row.key.strip_prefix(Class::Campaign.name()).is_some_and(|rest| rest.starts_with(':'))
}

/// Views by the section an entry has now. Entries without one are joined under no key; lists and the
/// front page, which have none, keep their numbers.
fn by_section(entries: &[Row], sections: Vec<(i64, String)>) -> Vec<Row> {
    let known: AHashMap<String, String> =
        sections.into_iter().map(|(entry, section)| (entry.to_string(), section)).collect();
    let mut sums: AHashMap<&str, i64> = AHashMap::new();
    for row in entries {
        let apart = matches!(row.key.as_str(), "0" | "-1");
        let section = known.get(&row.key).map_or("", String::as_str);
        *sums.entry(if apart { &row.key } else { section }).or_default() += row.views;
    }
    let row = |(key, views): (&str, i64)| Row { key: key.to_owned(), views, visitors: None };
    let mut rows: Vec<Row> = sums.into_iter().map(row).collect();
    most_first(&mut rows);
    rows
}

fn most_first(rows: &mut [Row]) {
    rows.sort_by(|one, other| other.views.cmp(&one.views).then_with(|| one.key.cmp(&other.key)));
}
