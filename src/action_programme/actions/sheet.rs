//! Plans brought in as a table: first looked at, line by line, then written whole or not at all, then
//! taken back if need be. Each line does what its verb at the desk would.

use super::{
    By, In, PlanDraft, Refusal, begin_plan, change_activity, change_plan, log, move_activity,
    new_activity,
};
use crate::action_programme::model::{
    Activity, ActivityDraft, ActivityId, ActivityState, PeriodId, PlanId, Programme, SheetFault,
    SheetLine, Stage, coordinates,
};
use crate::action_programme::store::{self, PlanRow, SheetRow};
use crate::agency::Register;
use crate::platform::db::{Db, Tx};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// What a line of a table would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A new activity.
    New,
    /// Another text, other days, another budget of one that is there.
    Changes,
    /// Nothing: it says what is there already.
    Same,
}

/// A line with what it would do.
#[derive(Clone, Debug)]
pub struct LookedLine {
    /// The line.
    pub line: SheetLine,
    /// What it would do.
    pub effect: Effect,
    /// How often the activity was written when it was looked at.
    seen: i64,
}

/// A plan that a table names, with what becomes of it.
#[derive(Clone, Debug)]
pub struct LookedPlan {
    /// The agency whose it is.
    pub agency: String,
    /// Whether the plan is to be begun, rewritten, or stays.
    pub effect: Effect,
    period: PeriodId,
    row: Option<(PlanId, i64)>,
    draft: PlanDraft,
    /// Its lines.
    pub lines: Vec<LookedLine>,
}

/// Holds a table against what is there: what it would do, or everything that is wrong with it. Nothing
/// is written.
pub async fn look_at_sheet(
    db: &Db,
    by: By<'_>,
    programme: &Programme,
    lines: Vec<SheetLine>,
) -> Result<Result<Vec<LookedPlan>, Vec<SheetFault>>, Refusal> {
    let rows = store::plans(db, programme.id).await?;
    let mut grouped: BTreeMap<(Date, String), Vec<SheetLine>> = BTreeMap::new();
    for line in lines {
        grouped.entry((line.period, line.agency.clone())).or_default().push(line);
    }
    let (mut plans, mut faults) = (Vec::new(), Vec::new());
    for ((period, agency), lines) in grouped {
        let periods = programme.outline.periods.iter();
        let period = periods.clone().find(|one| one.starts == period).and_then(|one| one.id);
        let Some(period) = period else { continue };
        let row = rows.iter().find(|row| row.period() == period && row.agency == agency);
        let known = match row {
            Some(row) => store::activities_of_plan(db, row.id()).await?,
            None => Vec::new(),
        };
        let looked = look(by, (period, &agency, row), &known, lines);
        match looked {
            Ok(plan) => plans.push(plan),
            Err(wrong) => faults.extend(wrong),
        }
    }
    Ok(if faults.is_empty() { Ok(plans) } else { Err(faults) })
}

fn look(
    by: By<'_>,
    (period, agency, row): (PeriodId, &str, Option<&PlanRow>),
    known: &[Activity],
    lines: Vec<SheetLine>,
) -> Result<LookedPlan, Vec<SheetFault>> {
    let holder = row.map_or(agency, |row| row.held_by.as_str());
    let may = coordinates(by.actor) || crate::action_programme::acts_for(by.actor, holder);
    let draft = plan_draft(row, &lines);
    let effect = plan_effect(row, &draft);
    let (mut looked, mut faults) = (Vec::new(), Vec::new());
    for line in lines {
        let old = line.activity.and_then(|id| known.iter().find(|one| one.id == id));
        let own = line_effect(&line, old);
        let yours = (!may, "agency", "programme-sheet-not-yours");
        let checks = std::iter::once(yours)
            .chain(plan_checks(row, (&draft, effect), &line))
            .chain(line_checks(&line, old, own));
        let wrong = checks.filter(|(wrong, ..)| *wrong);
        faults.extend(wrong.map(|(_, column, key)| SheetFault {
            line: line.line,
            column: column.to_owned(),
            key,
        }));
        let seen = old.map_or(0, |one| one.revision);
        looked.push(LookedLine { seen, line, effect: own });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let row = row.map(|row| (row.id(), row.revision));
    Ok(LookedPlan { agency: agency.to_owned(), effect, period, row, draft, lines: looked })
}

/// Whether something is wrong, in which column, and the key of the sentence that says it.
type Check = (bool, &'static str, &'static str);

/// What may stand against a line because of the plan it is in.
fn plan_checks(
    row: Option<&PlanRow>,
    (draft, effect): (&PlanDraft, Effect),
    line: &SheetLine,
) -> [Check; 3] {
    let stage = row.map(PlanRow::stage);
    let other = !line.plan.is_empty() && line.plan != draft.reference;
    let closed = effect == Effect::Changes && stage.is_some_and(|stage| !stage.is_open());
    [
        (stage == Some(Stage::Locked), "plan", "programme-sheet-locked"),
        (other, "plan", "programme-sheet-two-plans"),
        (closed, "plan", "programme-sheet-closed"),
    ]
}

/// What may stand against a line because of the activity it names.
fn line_checks(line: &SheetLine, old: Option<&Activity>, effect: Effect) -> [Check; 3] {
    let state = old.map(|old| old.state);
    let moved = state.is_some_and(|state| !line.state.is_empty() && line.state != state.name());
    let over = matches!(state, Some(ActivityState::Proven | ActivityState::Stopped));
    let unknown = line.activity.is_some() && old.is_none();
    [
        (unknown, "activity", "programme-sheet-no-activity"),
        (moved, "state", "programme-sheet-state"),
        (over && effect == Effect::Changes, "activity", "programme-sheet-done"),
    ]
}

fn line_effect(line: &SheetLine, old: Option<&Activity>) -> Effect {
    match old {
        Some(old) if old.draft == line.draft => Effect::Same,
        Some(_) => Effect::Changes,
        None if line.activity.is_some() => Effect::Same,
        None => Effect::New,
    }
}

/// What the table says of the plan; what it leaves empty stays as it is.
fn plan_draft(row: Option<&PlanRow>, lines: &[SheetLine]) -> PlanDraft {
    let reference = lines.iter().map(|line| line.plan.clone()).find(|plan| !plan.is_empty());
    let signed = lines.iter().find_map(|line| line.signed);
    PlanDraft {
        reference: reference.or_else(|| row.map(|row| row.reference.clone())).unwrap_or_default(),
        signed: signed.or_else(|| row.and_then(PlanRow::signed)),
        entry: row.and_then(|row| row.entry.clone()),
        file: row.and_then(|row| row.file.clone()),
    }
}

fn plan_effect(row: Option<&PlanRow>, draft: &PlanDraft) -> Effect {
    match row {
        None => Effect::New,
        Some(row) if row.reference != draft.reference || row.signed() != draft.signed => {
            Effect::Changes
        }
        Some(_) => Effect::Same,
    }
}

/// What a table has done, so that it can be taken back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SheetDone {
    /// Plans begun.
    pub begun: usize,
    /// Activities added, and how often each was written then.
    pub added: Vec<(ActivityId, i64)>,
    /// Activities changed: what they said before, and how often each was written after.
    pub changed: Vec<(ActivityId, ActivityDraft, i64)>,
}

/// Writes what was looked at; answers the number under which it can be taken back.
pub async fn bring_in_sheet(
    tx: &mut Tx,
    by: By<'_>,
    (within, register): (In<'_>, &Register),
    plans: &[LookedPlan],
) -> Result<(i64, SheetDone), Refusal> {
    let mut done = SheetDone::default();
    for plan in plans {
        let id = bring_plan(tx, by, (within, register), plan, &mut done).await?;
        for line in &plan.lines {
            bring_line(tx, by, within, (id, line), &mut done).await?;
        }
    }
    let detail = serde_json::to_string(&done).unwrap_or_default();
    let made = (by.at, by.actor.name());
    let number = store::new_sheet(tx, within.id, (made.0, &made.1), &detail).await?;
    let counts = json!({
        "begun": done.begun, "added": done.added.len(), "changed": done.changed.len(),
    });
    log(tx, by, ("bring-in-sheet", within.key, &format!("sheet/{number}")), counts).await?;
    Ok((number, done))
}

async fn bring_plan(
    tx: &mut Tx,
    by: By<'_>,
    (within, register): (In<'_>, &Register),
    plan: &LookedPlan,
    done: &mut SheetDone,
) -> Result<PlanId, Refusal> {
    match (plan.effect, plan.row) {
        (Effect::Same, Some((id, _))) => Ok(id),
        (_, Some((id, seen))) => {
            change_plan(tx, by, within, (id, seen), &plan.draft).await?;
            Ok(id)
        }
        (_, None) => {
            let id = begin_plan(tx, by, (within, register), plan.period, &plan.agency).await?;
            change_plan(tx, by, within, (id, 1), &plan.draft).await?;
            done.begun += 1;
            Ok(id)
        }
    }
}

async fn bring_line(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (plan, looked): (PlanId, &LookedLine),
    done: &mut SheetDone,
) -> Result<(), Refusal> {
    let draft = &looked.line.draft;
    match (looked.effect, looked.line.activity) {
        (Effect::New, _) => {
            let id = new_activity(tx, by, within, plan, draft).await?;
            done.added.push((id, 1));
        }
        (Effect::Changes, Some(id)) => {
            let missing = || Refusal::Missing(format!("activity/{id}"));
            let mut old = store::activity(tx, id).await?.ok_or_else(missing)?.draft;
            old.words = store::words_of(tx, "activity", id.0).await?;
            change_activity(tx, by, within, (id, looked.seen), draft).await?;
            done.changed.push((id, old, looked.seen + 1));
        }
        (Effect::Changes | Effect::Same, _) => {}
    }
    Ok(())
}

/// Takes a table back: what it added is stopped, for nothing that was ever there is removed, and what it
/// changed says again what it said. Refused when anything of it was written since.
pub async fn take_back_sheet(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (number, why): (i64, &str),
) -> Result<(), Refusal> {
    let missing = || Refusal::Missing(format!("sheet/{number}"));
    let row = store::sheet(tx, number).await?.ok_or_else(missing)?;
    if row.programme_id != within.id.0 || row.taken_back_at.is_some() {
        return Err(missing());
    }
    if row.made_by != by.actor.name() && !coordinates(by.actor) {
        return Err(Refusal::NotAllowed(by.actor.clone()));
    }
    let done: SheetDone = serde_json::from_str(&row.detail).map_err(|_| missing())?;
    for (id, seen) in &done.added {
        unwritten(tx, *id, *seen, &[ActivityState::Planned]).await?;
        let to = ActivityState::Stopped;
        move_activity(tx, by, within, (*id, to), why).await?;
    }
    for (id, old, seen) in &done.changed {
        unwritten(tx, *id, *seen, &ActivityState::ALL).await?;
        change_activity(tx, by, within, (*id, *seen), old).await?;
    }
    let name = by.actor.name();
    store::sheet_taken_back(tx, number, (by.at, &name)).await?;
    log(tx, by, ("take-back-sheet", within.key, &format!("sheet/{number}")), json!({})).await
}

/// Nobody has written an activity since, and it is still in one of these states.
async fn unwritten(
    tx: &mut Tx,
    id: ActivityId,
    seen: i64,
    states: &[ActivityState],
) -> Result<(), Refusal> {
    let now = store::activity(tx, id).await?;
    let same = now.is_some_and(|one| one.revision == seen && states.contains(&one.state));
    if same { Ok(()) } else { Err(Refusal::Clash(format!("activity/{id}"))) }
}

/// The tables that were brought in, newest first.
pub async fn sheets(db: &Db, programme: &Programme) -> Result<Vec<(SheetRow, SheetDone)>, Refusal> {
    let rows = store::sheets(db, programme.id).await?;
    let read = |row: SheetRow| {
        let done = serde_json::from_str(&row.detail).unwrap_or_default();
        (row, done)
    };
    Ok(rows.into_iter().map(read).collect())
}
