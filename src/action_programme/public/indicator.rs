//! Indicators as readers see them: where each began, where it is, where it is to be, and whether that
//! is achieved; one page each with its method, its chart with a table, and its figures to take along.

use super::proof::{self, ProofView};
use super::{Ref, Seen, found, table};
use crate::action_programme::model::{
    AsOf, Direction, Figure, Indicator, IndicatorDraft, Observation, Reached, Titles,
};
use crate::action_programme::store;
use crate::platform::db;
use crate::platform::i18n::{Date, Language, decimal};
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Portal};
use axum::Extension;
use axum::extract::{Path, State};
use serde::Serialize;

/// An indicator in a line.
#[derive(Serialize)]
pub(super) struct LineView {
    name: String,
    url: String,
    unit: String,
    baseline: Option<YearValue>,
    latest: Option<YearValue>,
    target: Option<YearValue>,
    reached: &'static str,
    said: String,
}

#[derive(Serialize)]
struct YearValue {
    year: i16,
    value: String,
}

#[derive(Serialize)]
struct YearRow {
    year: i16,
    value: Option<String>,
    target: Option<String>,
    reached: &'static str,
    said: String,
    parts: Vec<PartRow>,
}

#[derive(Serialize)]
struct PartRow {
    part: String,
    value: String,
    day: Date,
    source: String,
    proven: bool,
    proofs: Vec<ProofView>,
}

/// A chart of years: bars for figures, a line over each for its target. Coordinates arrive ready.
#[derive(Serialize)]
struct Chart {
    width: u32,
    bars: Vec<Bar>,
}

#[derive(Serialize)]
struct Bar {
    x: u32,
    y: f64,
    height: f64,
    year: i16,
    label: String,
    target_y: Option<f64>,
    proven: bool,
}

#[derive(Serialize)]
struct IndicatorPage {
    programme: Ref,
    name: String,
    definition: String,
    unit: String,
    method: String,
    direction: String,
    aggregation: String,
    parts: String,
    source: String,
    /// How our own ledger feeds it, in words.
    fed_by: Option<String>,
    baseline: Option<YearValue>,
    chart: Option<Chart>,
    rows: Vec<YearRow>,
    csv_url: String,
}

impl Seen<'_> {
    /// A figure with the signs of the language.
    fn figure(&self, figure: &Figure) -> String {
        decimal(&figure.to_string(), self.portal.words.separator(self.language))
    }

    fn number(&self, value: f64) -> String {
        self.figure(&Figure::rounded(value))
    }

    fn year_value(&self, (year, figure): (i16, &Figure)) -> YearValue {
        YearValue { year, value: self.figure(figure) }
    }

    fn reached(&self, reached: Reached) -> String {
        self.say(&format!("programme-reached-{}", reached.name()))
    }
}

/// What a part of an indicator is called: a language by its name, everything else as it was written.
pub fn part_name(
    portal: &Portal,
    language: Language,
    draft: &IndicatorDraft,
    part: &str,
) -> String {
    let key = format!("site-language-{part}");
    let named = draft.told_by_language() && portal.words.has(&key);
    if named { portal.say(language, &key) } else { part.to_owned() }
}

/// By what an indicator is told apart, in words.
fn parts_name(seen: &Seen<'_>, draft: &IndicatorDraft) -> String {
    if draft.told_by_language() {
        seen.say("programme-parts-language")
    } else {
        draft.parts.clone()
    }
}

/// Every indicator of a programme in lines.
pub(super) async fn lines(seen: &Seen<'_>) -> db::Result<Vec<LineView>> {
    let db = &seen.portal.db;
    let known = store::observations(db, seen.programme.id, AsOf::day(seen.day)).await?;
    let all = store::indicators(db, seen.programme.id).await?;
    let line = |one: &Indicator| line(seen, one, known.get(&one.id).map_or(&[][..], Vec::as_slice));
    Ok(all.iter().map(line).collect())
}

fn line(seen: &Seen<'_>, one: &Indicator, observed: &[Observation]) -> LineView {
    let draft = &one.draft;
    let found = draft.in_year(observed, seen.day.year());
    LineView {
        name: draft.words.title_in(seen.language).to_owned(),
        url: seen.below("indicator", &draft.key),
        unit: draft.unit(seen.language).to_owned(),
        baseline: draft.baseline.as_ref().map(|(year, one)| seen.year_value((*year, one))),
        latest: found.latest.map(|(year, one)| YearValue { year, value: seen.number(one.value) }),
        target: found.target.map(|one| seen.year_value(one)),
        reached: found.reached.name(),
        said: seen.reached(found.reached),
    }
}

async fn one(seen: &Seen<'_>, key: &str) -> Result<(Indicator, Vec<Observation>), Fault> {
    let db = &seen.portal.db;
    let all = store::indicators(db, seen.programme.id).await?;
    let one = all.into_iter().find(|one| one.draft.key == key).ok_or(Fault::NotFound)?;
    let as_of = AsOf::day(seen.day);
    let mut known = store::observations(db, seen.programme.id, as_of).await?;
    let observed = known.remove(&one.id).unwrap_or_default();
    Ok((one, observed))
}

/// One indicator.
pub async fn indicator(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path((key, name)): Path<(String, String)>,
) -> Result<Page, Fault> {
    let programme = found(&portal, &key).await?;
    let (known, day) = (portal.known(), portal.today());
    let (register, own) = (&known.agencies, &programme);
    let seen = Seen { portal: &portal, register, language, programme: own, day };
    let (indicator, observed) = one(&seen, &name).await?;
    let page = page(&seen, &indicator, &observed).await?;
    let title = page.name.clone();
    let crumbs = vec![
        Crumb { label: seen.title(), url: Some(seen.url()) },
        Crumb { label: title.clone(), url: None },
    ];
    let mut frame = seen.frame(title, seen.below("indicator", &name), crumbs);
    frame.description.clone_from(&page.definition);
    frame.alternates = seen.alternates(Some(("indicator", &name)));
    let page = portal.render(frame, "action_programme/public/indicator.html", page)?;
    Ok(page.depends_on(seen.tokens()).counted(0, language))
}

async fn page(
    seen: &Seen<'_>,
    one: &Indicator,
    observed: &[Observation],
) -> Result<IndicatorPage, Fault> {
    let draft = &one.draft;
    let direction = match draft.direction {
        Direction::Higher => "programme-direction-higher",
        Direction::Lower => "programme-direction-lower",
    };
    let fed_by = draft.fed_by.map(|fed| seen.say(&format!("programme-fed-{}", fed.name())));
    Ok(IndicatorPage {
        programme: Ref { name: seen.title(), url: seen.url() },
        name: draft.words.title_in(seen.language).to_owned(),
        definition: draft.words.note_in(seen.language).to_owned(),
        unit: draft.unit(seen.language).to_owned(),
        method: draft.method.note_in(seen.language).to_owned(),
        direction: seen.say(direction),
        aggregation: seen.say(&format!("programme-aggregation-{}", draft.aggregation.name())),
        parts: parts_name(seen, draft),
        source: draft.source.clone(),
        fed_by,
        baseline: draft.baseline.as_ref().map(|(year, one)| seen.year_value((*year, one))),
        chart: chart(seen, one, observed),
        rows: rows(seen, one, observed).await?,
        csv_url: format!("{}/figures.csv", seen.below("indicator", &draft.key)),
    })
}

async fn rows(
    seen: &Seen<'_>,
    one: &Indicator,
    observed: &[Observation],
) -> db::Result<Vec<YearRow>> {
    let draft = &one.draft;
    let ids: Vec<i64> = observed.iter().map(|one| one.id.0).collect();
    let programme = seen.programme.id;
    let accepted = store::accepted(&seen.portal.db, programme, "observation", &ids).await?;
    let mut rows = Vec::new();
    for year in draft.years(observed).into_iter().rev() {
        let mut parts = Vec::new();
        for seen_of in observed.iter().filter(|one| one.year == year) {
            let proofs = accepted.get(&seen_of.id.0).map_or(&[][..], Vec::as_slice);
            parts.push(PartRow {
                part: part_name(seen.portal, seen.language, draft, &seen_of.part),
                value: seen.figure(&seen_of.value),
                day: seen.date(seen_of.day),
                source: match draft.fed_by {
                    Some(_) => seen.say("programme-fed-ledger"),
                    None => seen_of.source.clone(),
                },
                proven: draft.fed_by.is_some() || seen_of.accepted > 0,
                proofs: proof::views(seen, proofs).await?,
            });
        }
        let reached = draft.reached(observed, year);
        rows.push(YearRow {
            year,
            value: draft.of_year(observed, year).map(|one| seen.number(one.value)),
            target: draft.targets.get(&year).map(|target| seen.figure(target)),
            reached: reached.name(),
            said: seen.reached(reached),
            parts,
        });
    }
    Ok(rows)
}

const BASE: f64 = 180.0;
const TALL: f64 = 140.0;
const STEP: u32 = 64;

fn chart(seen: &Seen<'_>, one: &Indicator, observed: &[Observation]) -> Option<Chart> {
    let draft = &one.draft;
    let years = draft.years(observed);
    let figure = |year: i16| draft.of_year(observed, year);
    let value = |year: i16| {
        let base = draft.baseline.as_ref().filter(|(from, _)| *from == year);
        figure(year).map(|one| one.value).or_else(|| base.map(|(_, one)| one.number()))
    };
    let target = |year: i16| draft.targets.get(&year).map(Figure::number);
    let most = years.iter().flat_map(|year| [value(*year), target(*year)]).flatten();
    let most = most.fold(0.0_f64, f64::max);
    if most <= 0.0 || years.iter().all(|year| value(*year).is_none()) {
        return None;
    }
    let height = |value: f64| (value.max(0.0) / most * TALL * 10.0).round() / 10.0;
    let bars = (0_u32..).zip(&years).map(|(at, year)| {
        let tall = value(*year).map_or(0.0, height);
        Bar {
            x: at * STEP + 16,
            y: BASE - tall,
            height: tall,
            year: *year,
            label: value(*year).map(|value| seen.number(value)).unwrap_or_default(),
            target_y: target(*year).map(|value| BASE - height(value)),
            proven: figure(*year).is_some_and(|one| one.proven),
        }
    });
    let bars: Vec<Bar> = bars.collect();
    let width = u32::try_from(bars.len()).unwrap_or(1) * STEP;
    Some(Chart { width: width.max(320), bars })
}

/// Every figure of an indicator, as it counts now.
pub async fn figures_csv(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path((key, name)): Path<(String, String)>,
) -> Result<Page, Fault> {
    let programme = found(&portal, &key).await?;
    let (known, day) = (portal.known(), portal.today());
    let (register, own) = (&known.agencies, &programme);
    let seen = Seen { portal: &portal, register, language, programme: own, day };
    let (indicator, observed) = one(&seen, &name).await?;
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record([
        "indicator",
        "year",
        "part",
        "value",
        "unit",
        "observed_on",
        "source",
        "accepted_evidence",
        "target",
        "reached",
    ])?;
    for one in &observed {
        let target = indicator.draft.targets.get(&one.year);
        lines.write_record([
            indicator.draft.key.clone(),
            one.year.to_string(),
            one.part.clone(),
            one.value.to_string(),
            indicator.draft.unit(language).to_owned(),
            one.day.to_string(),
            one.source.clone(),
            one.accepted.to_string(),
            target.map(ToString::to_string).unwrap_or_default(),
            indicator.draft.reached(&observed, one.year).name().to_owned(),
        ])?;
    }
    table(lines, &programme)
}
