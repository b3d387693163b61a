//! What becomes of an agency's plan: begun, written, handed in, returned, accepted, locked; and a
//! plan that came on paper.

use super::{By, In, Refusal, agency_or_coordinator, coordinator, faulty, log, said};
use crate::action_programme::model::{Period, PeriodId, PlanId, Side, Stage};
use crate::action_programme::store::{self, PlanRow};
use crate::agency::Register;
use crate::platform::db::Tx;
use jiff::civil::Date;
use serde_json::{Value, json};

/// What an agency writes of its plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanDraft {
    /// Its number and sign, cited.
    pub reference: String,
    /// The day it was signed.
    pub signed: Option<Date>,
    /// The entry that publishes it, such as `document/ke-hoach-2025`.
    pub entry: Option<String>,
    /// The file of the library that holds it.
    pub file: Option<String>,
}

/// Begins an agency's plan for a period, in draft.
pub async fn begin_plan(
    tx: &mut Tx,
    by: By<'_>,
    (within, register): (In<'_>, &Register),
    period: PeriodId,
    agency: &str,
) -> Result<PlanId, Refusal> {
    agency_or_coordinator(by, agency)?;
    let id = new_plan(tx, by, (within, register), period, agency).await?;
    store::new_step(tx, ("plan", id.0), "draft", by.today, (by.at, &by.actor.name()), None).await?;
    log_plan(tx, by, within, ("begin-plan", id), json!({ "agency": agency })).await?;
    Ok(id)
}

async fn new_plan(
    tx: &mut Tx,
    by: By<'_>,
    (within, register): (In<'_>, &Register),
    period: PeriodId,
    agency: &str,
) -> Result<PlanId, Refusal> {
    if register.get(agency).is_none() {
        return Err(faulty("agency", "programme-fault-agency"));
    }
    if store::plan_of(tx, period, agency).await?.is_some() {
        return Err(Refusal::Taken(format!("plan {agency}")));
    }
    let id = store::new_plan(tx, within.id, period, agency).await?;
    store::new_holding(tx, ("plan", id.0), agency, by.today, by.at, None).await?;
    Ok(id)
}

/// Writes what a plan says of itself, while it is open.
pub async fn change_plan(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (id, seen): (PlanId, i64),
    draft: &PlanDraft,
) -> Result<(), Refusal> {
    let plan = found(tx, within, id).await?;
    agency_or_coordinator(by, &plan.held_by)?;
    if plan.revision != seen {
        return Err(Refusal::Clash(format!("plan/{id}")));
    }
    if !plan.stage().is_open() {
        return Err(wrong(id, plan.stage()));
    }
    write(tx, id, draft).await?;
    log_plan(tx, by, within, ("change-plan", id), json!({ "reference": draft.reference })).await
}

async fn write(tx: &mut Tx, id: PlanId, draft: &PlanDraft) -> Result<(), Refusal> {
    let held = (draft.entry.as_deref(), draft.file.as_deref());
    store::change_plan(tx, id, draft.reference.trim(), draft.signed, held).await?;
    Ok(())
}

/// Hands a plan in. It must name the act it is: its number and sign.
pub async fn submit_plan(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    id: PlanId,
) -> Result<(), Refusal> {
    let plan = found(tx, within, id).await?;
    if plan.reference.is_empty() {
        return Err(faulty("reference", "programme-fault-reference"));
    }
    step(tx, by, within, (&plan, Stage::Submitted, by.today), None).await
}

/// Records a plan that came on paper or by mail on an earlier day: it counts as handed in on that
/// day from now on, and a look back from before this entry does not see it.
pub async fn record_received(
    tx: &mut Tx,
    by: By<'_>,
    (within, register): (In<'_>, &Register),
    (period, agency): (PeriodId, &str),
    (on, draft): (Date, &PlanDraft),
) -> Result<PlanId, Refusal> {
    coordinator(by)?;
    if on > by.today {
        return Err(faulty("received", "programme-fault-future"));
    }
    if draft.reference.trim().is_empty() {
        return Err(faulty("reference", "programme-fault-reference"));
    }
    let id = match store::plan_of(tx, period, agency).await? {
        Some(plan) if plan.stage() == Stage::Draft => plan.id(),
        Some(plan) => return Err(wrong(plan.id(), plan.stage())),
        None => new_plan(tx, by, (within, register), period, agency).await?,
    };
    write(tx, id, draft).await?;
    take(tx, by, (id, Stage::Submitted, on), None).await?;
    let detail = json!({ "agency": agency, "on": on.to_string(), "reference": draft.reference });
    log_plan(tx, by, within, ("receive-plan", id), detail).await?;
    Ok(id)
}

/// Sends a plan back with a remark that says what to mend.
pub async fn return_plan(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    id: PlanId,
    remark: &str,
) -> Result<(), Refusal> {
    let plan = found(tx, within, id).await?;
    coordinator(by)?;
    step(tx, by, within, (&plan, Stage::Returned, by.today), Some(said(remark)?)).await
}

/// Accepts a plan.
pub async fn accept_plan(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    id: PlanId,
) -> Result<(), Refusal> {
    let plan = found(tx, within, id).await?;
    step(tx, by, within, (&plan, Stage::Accepted, by.today), None).await
}

/// Closes a plan for good.
pub async fn lock_plan(tx: &mut Tx, by: By<'_>, within: In<'_>, id: PlanId) -> Result<(), Refusal> {
    let plan = found(tx, within, id).await?;
    step(tx, by, within, (&plan, Stage::Locked, by.today), None).await
}

/// Gives an agency another deadline for its plan; the reason goes into the log.
pub async fn grant_due(
    tx: &mut Tx,
    by: By<'_>,
    (within, register): (In<'_>, &Register),
    (period, agency): (&Period, &str),
    (due, reason): (Date, &str),
) -> Result<(), Refusal> {
    coordinator(by)?;
    let reason = said(reason)?;
    let Some(row) = period.id else { return Err(Refusal::Missing("period".to_owned())) };
    let id = match store::plan_of(tx, row, agency).await? {
        Some(plan) if plan.stage() == Stage::Locked => return Err(wrong(plan.id(), plan.stage())),
        Some(plan) => plan.id(),
        None => begin_plan(tx, by, (within, register), row, agency).await?,
    };
    store::set_due(tx, id, Some(due)).await?;
    let name = by.actor.name();
    let made = (by.at, name.as_str());
    store::new_step(tx, ("due", id.0), &due.to_string(), by.today, made, Some(reason)).await?;
    let detail = json!({ "agency": agency, "due": due.to_string(), "reason": reason });
    log_plan(tx, by, within, ("grant-due", id), detail).await
}

/// Says why a plan is late: readers see the reason beside the days. A body that has none yet begins
/// one.
pub async fn say_why(
    tx: &mut Tx,
    by: By<'_>,
    (within, register): (In<'_>, &Register),
    (period, agency): (PeriodId, &str),
    reason: &str,
) -> Result<(), Refusal> {
    agency_or_coordinator(by, agency)?;
    let reason = said(reason)?;
    let id = match store::plan_of(tx, period, agency).await? {
        Some(plan) if plan.stage() == Stage::Locked => return Err(wrong(plan.id(), plan.stage())),
        Some(plan) => plan.id(),
        None => begin_plan(tx, by, (within, register), period, agency).await?,
    };
    let name = by.actor.name();
    let made = (by.at, name.as_str());
    store::new_step(tx, ("why", id.0), "said", by.today, made, Some(reason)).await?;
    let detail = json!({ "agency": agency, "reason": reason });
    log_plan(tx, by, within, ("say-why", id), detail).await
}

async fn found(tx: &mut Tx, within: In<'_>, id: PlanId) -> Result<PlanRow, Refusal> {
    let plan = store::plan(tx, id).await?.filter(|plan| plan.programme_id == within.id.0);
    plan.ok_or_else(|| Refusal::Missing(format!("plan/{id}")))
}

fn wrong(id: PlanId, stage: Stage) -> Refusal {
    Refusal::WrongState { subject: format!("plan/{id}"), state: stage.name() }
}

/// A step of the workflow, if there is such a step and the actor stands on the side that takes it.
async fn step(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (plan, to, on): (&PlanRow, Stage, Date),
    remark: Option<&str>,
) -> Result<(), Refusal> {
    let (id, from) = (plan.id(), plan.stage());
    // Who stands on neither side learns nothing of the state.
    agency_or_coordinator(by, &plan.held_by)?;
    match from.step_to(to) {
        None => return Err(wrong(id, from)),
        Some(Side::Agency) => agency_or_coordinator(by, &plan.held_by)?,
        Some(Side::Coordinator) => coordinator(by)?,
    }
    take(tx, by, (id, to, on), remark).await?;
    let detail = json!({ "agency": plan.agency, "from": from.name(), "remark": remark });
    log_plan(tx, by, within, (verb(to), id), detail).await
}

fn verb(to: Stage) -> &'static str {
    match to {
        Stage::Draft => "draft-plan",
        Stage::Submitted => "submit-plan",
        Stage::Returned => "return-plan",
        Stage::Accepted => "accept-plan",
        Stage::Locked => "lock-plan",
    }
}

async fn take(
    tx: &mut Tx,
    by: By<'_>,
    (id, to, on): (PlanId, Stage, Date),
    remark: Option<&str>,
) -> Result<(), Refusal> {
    let received = (to == Stage::Submitted).then_some(on);
    store::set_stage(tx, id, to, received).await?;
    let name = by.actor.name();
    store::new_step(tx, ("plan", id.0), to.name(), on, (by.at, &name), remark).await?;
    Ok(())
}

async fn log_plan(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (verb, id): (&str, PlanId),
    detail: Value,
) -> Result<(), Refusal> {
    log(tx, by, (verb, within.key, &format!("plan/{id}")), detail).await
}
