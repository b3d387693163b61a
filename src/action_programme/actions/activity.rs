//! What becomes of an activity.

use super::{By, In, Refusal, agency_or_coordinator, faulty, log, said};
use crate::action_programme::model::{
    Activity, ActivityDraft, ActivityId, ActivityState, PlanId, Stage,
};
use crate::action_programme::store;
use crate::platform::db::Tx;
use serde_json::json;

/// Writes a new activity into a plan that is not locked.
pub async fn new_activity(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    plan: PlanId,
    draft: &ActivityDraft,
) -> Result<ActivityId, Refusal> {
    let row = store::plan(tx, plan).await?.filter(|row| row.programme_id == within.id.0);
    let row = row.ok_or_else(|| Refusal::Missing(format!("plan/{plan}")))?;
    agency_or_coordinator(by, &row.held_by)?;
    if row.stage() == Stage::Locked {
        return Err(Refusal::WrongState { subject: format!("plan/{plan}"), state: "locked" });
    }
    fit(draft)?;
    let id = store::new_activity(tx, plan, &row.held_by, draft).await?;
    store::put_words(tx, "activity", id.0, &draft.words).await?;
    let name = by.actor.name();
    let planned = ActivityState::Planned.name();
    store::new_step(tx, ("activity", id.0), planned, by.today, (by.at, &name), None).await?;
    store::new_holding(tx, ("activity", id.0), &row.held_by, by.today, by.at, None).await?;
    let detail = json!({ "plan": plan, "ends": draft.ends.to_string() });
    log(tx, by, ("new-activity", within.key, &format!("activity/{id}")), detail).await?;
    Ok(id)
}

fn fit(draft: &ActivityDraft) -> Result<(), Refusal> {
    if draft.starts > draft.ends {
        return Err(faulty("ends", "programme-fault-order"));
    }
    if draft.words.values().all(|text| text.title.trim().is_empty()) {
        return Err(faulty("title", "programme-fault-title"));
    }
    Ok(())
}

/// Writes an activity anew, as long as it is neither proven nor stopped.
pub async fn change_activity(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (id, seen): (ActivityId, i64),
    draft: &ActivityDraft,
) -> Result<(), Refusal> {
    let activity = found(tx, within, id).await?;
    agency_or_coordinator(by, &activity.held_by)?;
    if activity.revision != seen {
        return Err(Refusal::Clash(format!("activity/{id}")));
    }
    if matches!(activity.state, ActivityState::Proven | ActivityState::Stopped) {
        return Err(wrong(&activity));
    }
    fit(draft)?;
    store::change_activity(tx, id, draft).await?;
    store::put_words(tx, "activity", id.0, &draft.words).await?;
    let old = &activity.draft;
    let detail = json!({
        "from": [old.starts.to_string(), old.ends.to_string()],
        "to": [draft.starts.to_string(), draft.ends.to_string()],
    });
    log(tx, by, ("change-activity", within.key, &format!("activity/{id}")), detail).await
}

/// Moves an activity into another state. Stopping it needs a remark; proving it is not a move but
/// what accepted evidence does.
pub async fn move_activity(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (id, to): (ActivityId, ActivityState),
    remark: &str,
) -> Result<(), Refusal> {
    let activity = found(tx, within, id).await?;
    agency_or_coordinator(by, &activity.held_by)?;
    if !activity.state.may_become(to) {
        return Err(wrong(&activity));
    }
    let remark = match to {
        ActivityState::Stopped => Some(said(remark)?),
        _ => said(remark).ok(),
    };
    put(tx, by, (id, to), remark).await?;
    let detail = json!({ "from": activity.state.name(), "to": to.name(), "remark": remark });
    log(tx, by, ("move-activity", within.key, &format!("activity/{id}")), detail).await?;
    super::evidence::settle(tx, by, within, id).await
}

/// Says why an activity is late: readers see the reason beside the days.
pub async fn say_why_activity(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    id: ActivityId,
    reason: &str,
) -> Result<(), Refusal> {
    let activity = found(tx, within, id).await?;
    agency_or_coordinator(by, &activity.held_by)?;
    if !matches!(activity.state, ActivityState::Planned | ActivityState::Running) {
        return Err(wrong(&activity));
    }
    let reason = said(reason)?;
    let (subject, name) = (("why-activity", id.0), by.actor.name());
    store::new_step(tx, subject, "said", by.today, (by.at, &name), Some(reason)).await?;
    let detail = json!({ "reason": reason });
    log(tx, by, ("say-why", within.key, &format!("activity/{id}")), detail).await
}

/// Puts an activity into a state, with the step.
pub(super) async fn put(
    tx: &mut Tx,
    by: By<'_>,
    (id, to): (ActivityId, ActivityState),
    remark: Option<&str>,
) -> Result<(), Refusal> {
    store::set_activity_state(tx, id, to).await?;
    let name = by.actor.name();
    store::new_step(tx, ("activity", id.0), to.name(), by.today, (by.at, &name), remark).await?;
    Ok(())
}

/// The activity of a number, in this programme.
pub(super) async fn found(
    tx: &mut Tx,
    within: In<'_>,
    id: ActivityId,
) -> Result<Activity, Refusal> {
    let missing = || Refusal::Missing(format!("activity/{id}"));
    let activity = store::activity(tx, id).await?.ok_or_else(missing)?;
    let plan = store::plan(tx, activity.plan).await?;
    if plan.is_none_or(|plan| plan.programme_id != within.id.0) {
        return Err(missing());
    }
    Ok(activity)
}

fn wrong(activity: &Activity) -> Refusal {
    let subject = format!("activity/{}", activity.id);
    Refusal::WrongState { subject, state: activity.state.name() }
}
