//! What readers see of rankings: all of them on one page, one with its table, and the table as CSV.

use super::chart::{Chart, NARROW, WIDE, draw};
use super::model::{Better, Checked, Edition, Index, Unit};
use super::store;
use crate::platform::i18n::{Args, Date, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Frame, Portal};
use axum::Extension;
use axum::extract::{Path, State};
use serde::Serialize;

/// An index as a page shows it, drawn.
#[derive(Clone, Debug, Serialize)]
pub struct Panel {
    name: String,
    url: String,
    publisher: String,
    cadence: String,
    basis: String,
    since: String,
    unit: String,
    latest: Option<Latest>,
    chart: Option<Chart>,
    chart_small: Option<Chart>,
    /// What each change of method changed, in order.
    changes: Vec<String>,
    /// Editions whose rank was not found.
    without: Vec<String>,
    /// Whether a value is shown that nobody has checked.
    unchecked: bool,
}

#[derive(Clone, Debug, Serialize)]
struct Latest {
    edition: String,
    rank: i64,
    out_of: Option<i64>,
    /// Places won above 0, lost below; `None` where the two editions cannot be compared.
    won: Option<i64>,
}

/// That a private copy of the source is kept; readers get its hash, never the copy.
#[derive(Serialize)]
struct CopyView {
    day: Date,
    sha256: String,
}

#[derive(Serialize)]
struct Row {
    edition: String,
    rank: Option<i64>,
    out_of: Option<i64>,
    score: Option<String>,
    method: String,
    /// The first row of a method, read from the newest down to the oldest.
    breaks: bool,
    checked: bool,
    source: String,
    retrieved_on: Option<Date>,
    copy: Option<CopyView>,
    note: String,
}

#[derive(Serialize)]
struct ListPage {
    known: Vec<Panel>,
    unknown: Vec<Panel>,
    csv_url: String,
}

#[derive(Serialize)]
struct ShowPage {
    index: Panel,
    rows: Vec<Row>,
    /// How scores are read, where they say anything.
    score: Option<String>,
    csv_url: String,
}

/// Every index.
pub async fn list(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let indexes = store::indexes(&portal.db).await?;
    let panels = indexes.iter().map(|index| panel(&portal, language, index));
    let (known, unknown) = panels.partition(|panel| panel.chart.is_some());
    let address = portal.addresses.list(language, "rankings");
    let title = portal.say(language, "rankings-title");
    let mut frame = Frame::new(language, "rankings", title.clone(), address.clone());
    frame.description = portal.say(language, "rankings-lead");
    frame.alternates = portal.list_alternates("rankings");
    frame.crumbs = vec![Crumb { label: title, url: None }];
    let own = ListPage { known, unknown, csv_url: format!("{address}.csv") };
    let page = portal.render(frame, "action_programme/rankings/public/list.html", own)?;
    Ok(page.depends_on(["ranking".to_owned()]).counted(0, language))
}

/// One index with all its editions.
pub async fn show(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(key): Path<String>,
) -> Result<Page, Fault> {
    let index = store::index(&portal.db, &key).await?.ok_or(Fault::NotFound)?;
    let list = portal.addresses.list(language, "rankings");
    let own = panel(&portal, language, &index);
    let mut frame = Frame::new(language, "rankings", own.name.clone(), own.url.clone());
    let at = |language| (language, address(&portal, language, &index));
    frame.alternates = portal.known().site.languages.iter().copied().map(at).collect();
    frame.crumbs = vec![
        Crumb { label: portal.say(language, "rankings-title"), url: Some(list.clone()) },
        Crumb { label: own.name.clone(), url: None },
    ];
    let own = ShowPage {
        rows: rows(&portal, language, &index),
        score: score_direction(&portal, language, &index),
        index: own,
        csv_url: format!("{list}.csv"),
    };
    let page = portal.render(frame, "action_programme/rankings/public/show.html", own)?;
    Ok(page.depends_on(["ranking".to_owned()]).counted(0, language))
}

fn address(portal: &Portal, language: Language, index: &Index) -> String {
    format!("{}/{}", portal.addresses.list(language, "rankings"), index.key)
}

/// An index drawn for a page in a language; such a page depends on `ranking`.
pub fn panel(portal: &Portal, language: Language, index: &Index) -> Panel {
    let words = index.words_in(language);
    let used = |key: &str| index.editions.iter().any(|edition| edition.method == key);
    let changes = index.methods.iter().skip(1).filter(|method| used(&method.key));
    let label = |edition: &Edition| edition.label.to_string();
    Panel {
        name: words.name,
        url: address(portal, language, index),
        publisher: index.publisher.clone(),
        cadence: words.cadence,
        basis: words.basis,
        since: index.since.clone(),
        unit: unit(portal, language, index.unit),
        latest: latest(index),
        chart: draw(index, language, &WIDE),
        chart_small: draw(index, language, &NARROW),
        changes: changes.map(|method| method.words_in(language).change).collect(),
        without: index.editions.iter().filter(|one| one.rank.is_none()).map(label).collect(),
        unchecked: index
            .editions
            .iter()
            .any(|one| one.rank.is_some() && one.checked == Checked::NotYet),
    }
}

fn latest(index: &Index) -> Option<Latest> {
    let edition = index.newest_rank()?;
    Some(Latest {
        edition: edition.label.to_string(),
        rank: edition.rank?,
        out_of: edition.out_of,
        won: index.places_won(edition),
    })
}

fn unit(portal: &Portal, language: Language, unit: Unit) -> String {
    portal.say(language, &format!("rankings-unit-{}", unit.name()))
}

/// Newest first, as a reader looks for them.
fn rows(portal: &Portal, language: Language, index: &Index) -> Vec<Row> {
    let mut below: Option<&str> = None;
    let mut rows: Vec<Row> = Vec::new();
    for edition in &index.editions {
        let method = index.method(&edition.method);
        rows.push(Row {
            edition: edition.label.to_string(),
            rank: edition.rank,
            out_of: edition.out_of,
            score: edition.score.as_deref().map(|score| decimal(portal, language, score)),
            method: method.map(|method| method.words_in(language).name).unwrap_or_default(),
            breaks: below.is_some_and(|below| below != edition.method),
            checked: edition.checked == Checked::Yes,
            source: edition.source.clone(),
            retrieved_on: edition.retrieved_on.map(|day| portal.day(language, day)),
            copy: edition.copy.as_ref().map(|copy| CopyView {
                day: portal.day(language, copy.kept_on),
                sha256: copy.sha256.clone(),
            }),
            note: edition.note_in(language).to_owned(),
        });
        below = Some(&edition.method);
    }
    rows.reverse();
    rows
}

/// A score with the decimal sign of the language: 33,8 in Vietnamese.
fn decimal(portal: &Portal, language: Language, score: &str) -> String {
    // Vietnamese groups with a point and therefore parts decimals with a comma.
    if portal.words.separator(language) == '.' { score.replace('.', ",") } else { score.to_owned() }
}

/// One sentence on the score's direction, with the turn where an index has turned it over.
fn score_direction(portal: &Portal, language: Language, index: &Index) -> Option<String> {
    let said = index.methods.iter().filter(|method| method.better_score != Better::Unsaid);
    let mut directions: Vec<(Better, String)> = Vec::new();
    for method in said {
        if directions.last().is_none_or(|(better, _)| *better != method.better_score) {
            directions.push((method.better_score, method.words_in(language).name));
        }
    }
    let keys = |better: Better| match better {
        Better::Lower => ("rankings-score-lower", "rankings-score-lower-in"),
        Better::Higher | Better::Unsaid => ("rankings-score-higher", "rankings-score-higher-in"),
    };
    match directions.as_slice() {
        [] => None,
        [(better, _)] => Some(portal.say(language, keys(*better).0)),
        turned => {
            let each = turned.iter().map(|(better, method)| {
                let mut args = Args::new();
                args.set("method", method.clone());
                portal.words.say_with(language, keys(*better).1, &args)
            });
            Some(each.collect::<Vec<_>>().join(" "))
        }
    }
}

/// Every value as CSV, for those who reckon with it.
pub async fn csv(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record([
        "index",
        "name",
        "publisher",
        "edition",
        "method",
        "rank",
        "out_of",
        "score",
        "unit",
        "source",
        "retrieved_on",
        "verified",
        "note",
    ])?;
    for index in store::indexes(&portal.db).await? {
        let name = index.words_in(language).name;
        for edition in &index.editions {
            lines.write_record(record(&index, &name, edition, language))?;
        }
    }
    let bytes = lines.into_inner().map_err(csv::IntoInnerError::into_error)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Page::of("text/csv; charset=utf-8", text).depends_on(["ranking".to_owned()]))
}

fn record(index: &Index, name: &str, edition: &Edition, language: Language) -> [String; 13] {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        index.key.clone(),
        name.to_owned(),
        index.publisher.clone(),
        edition.label.to_string(),
        edition.method.clone(),
        number(edition.rank),
        number(edition.out_of),
        edition.score.clone().unwrap_or_default(),
        index.unit.name().to_owned(),
        edition.source.clone(),
        edition.retrieved_on.map(|day| day.to_string()).unwrap_or_default(),
        if edition.checked == Checked::Yes { "yes" } else { "no" }.to_owned(),
        edition.note_in(language).to_owned(),
    ]
}
