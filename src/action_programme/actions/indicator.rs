//! Indicators set out, observations put down, and those that our own ledger feeds measured.

use super::{By, In, Refusal, coordinator, faulty, log};
use crate::action_programme::model::{
    AsOf, FedBy, Figure, Indicator, IndicatorDraft, IndicatorId, Observation, ObservationId,
    Programme,
};
use crate::action_programme::store;
use crate::editorial;
use crate::people::Actor;
use crate::platform::db::{Db, Failure, Tx};
use crate::visits::{self, Span};
use jiff::civil::Date;
use serde_json::json;

/// Sets an indicator out. `seen` is the revision the change was made on, 0 for a new one.
pub async fn put_indicator(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    seen: i64,
    draft: &IndicatorDraft,
) -> Result<IndicatorId, Refusal> {
    coordinator(by)?;
    let wrong = draft.faults();
    if !wrong.is_empty() {
        return Err(Refusal::Faulty(wrong));
    }
    let head = store::indicator_head(tx, within.id, &draft.key).await?;
    if head.map_or(0, |(_, revision)| revision) != seen {
        return Err(Refusal::Clash(format!("indicator/{}", draft.key)));
    }
    let id = store::put_indicator(tx, within.id, draft).await?;
    let targets: Vec<String> =
        draft.targets.iter().map(|(year, value)| format!("{year}: {value}")).collect();
    let detail = json!({ "direction": draft.direction.name(), "targets": targets });
    log(tx, by, ("put-indicator", within.key, &format!("indicator/{}", draft.key)), detail).await?;
    Ok(id)
}

/// What is put down of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observing<'a> {
    /// The year it is of.
    pub year: i16,
    /// The part it is of; empty is the whole.
    pub part: &'a str,
    /// The figure.
    pub value: Figure,
    /// The day it was observed.
    pub day: Date,
    /// Where it was read.
    pub source: &'a str,
}

/// Puts an observation down. One that was put down before stays in the store; the newer one counts.
pub async fn observe(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    indicator: &Indicator,
    seen: Observing<'_>,
) -> Result<ObservationId, Refusal> {
    coordinator(by)?;
    if indicator.draft.fed_by.is_some() {
        return Err(faulty("value", "programme-indicator-fed"));
    }
    if seen.day > by.today {
        return Err(faulty("day", "programme-fault-future"));
    }
    if seen.source.trim().is_empty() {
        return Err(faulty("source", "programme-indicator-source"));
    }
    put_down(tx, by, within, indicator, seen).await
}

/// Puts down what was observed elsewhere before this portal had it, as a site folder says: also of an
/// indicator that the ledger feeds, whose former figures this ledger cannot know.
pub async fn recall(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    indicator: &Indicator,
    seen: Observing<'_>,
) -> Result<ObservationId, Refusal> {
    if *by.actor != Actor::Operator {
        return Err(Refusal::NotAllowed(by.actor.clone()));
    }
    put_down(tx, by, within, indicator, seen).await
}

async fn put_down(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    indicator: &Indicator,
    seen: Observing<'_>,
) -> Result<ObservationId, Refusal> {
    let one = Observation {
        id: ObservationId(0),
        year: seen.year,
        part: seen.part.trim().to_owned(),
        value: seen.value,
        day: seen.day,
        source: seen.source.trim().to_owned(),
        made_at: by.at,
        accepted: 0,
    };
    let name = by.actor.name();
    let id = store::new_observation(tx, indicator.id, &one, &name).await?;
    let detail = json!({
        "year": one.year, "part": one.part, "value": one.value.to_string(), "source": one.source,
    });
    let subject = format!("indicator/{}", indicator.draft.key);
    log(tx, by, ("observe", within.key, &subject), detail).await?;
    Ok(id)
}

/// The figures of our own ledger for an indicator in the year of a day, by part.
pub async fn ledger_figures(
    db: &Db,
    fed_by: FedBy,
    day: Date,
) -> Result<Vec<(String, Figure)>, Failure> {
    Ok(match fed_by {
        FedBy::Entries => {
            let found = editorial::published_in(db).await?;
            found.into_iter().map(|(language, many)| (language, many.into())).collect()
        }
        FedBy::ViewsAbroad => {
            let first = day.first_of_year().to_string();
            let span = Span { first, last: day.to_string() };
            let found = visits::facet_days(db, "country", &span, 400).await?;
            let abroad = found.into_iter().filter(|(country, ..)| is_abroad(country));
            let views: i64 = abroad.map(|(_, views, _)| views).sum();
            vec![(String::new(), views.into())]
        }
        FedBy::Translations => {
            let (current, all) = editorial::translations_current(db).await?;
            let share = if all > 0 { current * 100 / all } else { 0 };
            vec![(String::new(), share.into())]
        }
    })
}

/// A country that is known and is not Viet Nam; the ledger writes `ZZ` or nothing for one unknown.
fn is_abroad(country: &str) -> bool {
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && !matches!(country, "VN" | "ZZ")
}

/// How often an indicator is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Often {
    /// Now, for somebody asks.
    Now,
    /// Once a day, by the program itself.
    Daily,
}

/// Measures the indicators that our own ledger feeds; what has not moved is not written again. Answers
/// how many figures were.
pub async fn measure(
    tx: &mut Tx,
    db: &Db,
    by: By<'_>,
    (programme, often): (&Programme, Often),
) -> Result<usize, Refusal> {
    if *by.actor != Actor::Scheduler {
        coordinator(by)?;
    }
    let within = In::from(programme);
    let known = store::observations(db, programme.id, AsOf::day(by.today)).await?;
    let mut written = 0;
    for indicator in store::indicators(db, programme.id).await? {
        let Some(fed_by) = indicator.draft.fed_by else { continue };
        let own = known.get(&indicator.id).map_or(&[][..], Vec::as_slice);
        let year = by.today.year();
        if often == Often::Daily && own.iter().any(|one| one.day == by.today) {
            continue;
        }
        for (part, value) in ledger_figures(db, fed_by, by.today).await? {
            let same =
                |one: &Observation| one.year == year && one.part == part && one.value == value;
            if own.iter().any(same) {
                continue;
            }
            let (source, day) = (fed_by.name(), by.today);
            let seen = Observing { year, part: &part, value, day, source };
            put_down(tx, by, within, &indicator, seen).await?;
            written += 1;
        }
    }
    Ok(written)
}

/// Measures every programme's indicators once a day. Answers how many figures were written.
pub async fn measure_daily(db: &Db, (at, today): (i64, Date)) -> Result<usize, Refusal> {
    let by = By { actor: &Actor::Scheduler, at, today };
    let mut written = 0;
    for key in store::every_key(db).await? {
        let Some(programme) = store::programme(db, &key).await? else { continue };
        let mut tx = db.begin().await?;
        written += measure(&mut tx, db, by, (&programme, Often::Daily)).await?;
        tx.commit().await?;
    }
    Ok(written)
}
