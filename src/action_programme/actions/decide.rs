//! Decisions about bodies that end. Nothing follows from a merger by itself: a plan counts for a
//! successor, and open work goes to it, only when somebody records the decision that says so.

use super::{By, In, Refusal, coordinator, faulty, log};
use crate::action_programme::model::{Decision, DecisionId, PlanId, Ruling};
use crate::action_programme::store;
use crate::agency::Register;
use crate::platform::db::Tx;
use jiff::civil::Date;
use serde_json::json;

/// A decision on its way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taking<'a> {
    /// The body that ended.
    pub from: &'a str,
    /// The body that takes over.
    pub to: &'a str,
    /// The day from which it holds.
    pub day: Date,
    /// The document it stands in, cited.
    pub citation: &'a str,
    /// The entry that publishes that document.
    pub entry: Option<&'a str>,
}

/// Records that a plan of a body that ended counts for another.
pub async fn count_for(
    tx: &mut Tx,
    by: By<'_>,
    (within, register): (In<'_>, &Register),
    plan: PlanId,
    (to, day, citation): (&str, Date, &str),
) -> Result<DecisionId, Refusal> {
    let row = store::plan(tx, plan).await?.filter(|row| row.programme_id == within.id.0);
    let row = row.ok_or_else(|| Refusal::Missing(format!("plan/{plan}")))?;
    let taking = Taking { from: &row.agency, to, day, citation, entry: None };
    let id = decide(tx, by, (within, register), (Ruling::CountsFor, Some(plan)), &taking).await?;
    let detail = json!({ "from": row.agency, "to": to, "citation": citation });
    log(tx, by, ("count-for", within.key, &format!("plan/{plan}")), detail).await?;
    Ok(id)
}

/// How much changed hands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandedOver {
    /// Parts in measures.
    pub assignments: usize,
    /// Plans that are not locked.
    pub plans: usize,
    /// Activities that are neither proven nor stopped.
    pub activities: usize,
}

/// Hands the open work of a body over to another from a day on. What was done stays where it was
/// done: plans keep the body that wrote them, and no look back to an earlier day changes.
pub async fn hand_over(
    tx: &mut Tx,
    by: By<'_>,
    (within, register): (In<'_>, &Register),
    taking: &Taking<'_>,
) -> Result<HandedOver, Refusal> {
    let id = decide(tx, by, (within, register), (Ruling::HandOver, None), taking).await?;
    let handed = HandedOver {
        assignments: parts(tx, by, within, (taking, id)).await?,
        plans: plans(tx, by, within, (taking, id)).await?,
        activities: activities(tx, by, within, (taking, id)).await?,
    };
    let detail = json!({
        "from": taking.from, "to": taking.to, "day": taking.day.to_string(),
        "citation": taking.citation, "assignments": handed.assignments, "plans": handed.plans,
        "activities": handed.activities,
    });
    log(tx, by, ("hand-over", within.key, &format!("agency/{}", taking.from)), detail).await?;
    Ok(handed)
}

async fn decide(
    tx: &mut Tx,
    by: By<'_>,
    (within, register): (In<'_>, &Register),
    (what, plan): (Ruling, Option<PlanId>),
    taking: &Taking<'_>,
) -> Result<DecisionId, Refusal> {
    coordinator(by)?;
    if taking.citation.trim().is_empty() {
        return Err(faulty("citation", "programme-fault-citation"));
    }
    let exists = register.all_on(taking.day).any(|body| body.key == taking.to);
    if taking.from == taking.to || !exists || register.get(taking.from).is_none() {
        return Err(faulty("to", "programme-fault-agency"));
    }
    let decision = Decision {
        id: DecisionId(0),
        what,
        from: taking.from.to_owned(),
        to: taking.to.to_owned(),
        plan,
        citation: taking.citation.trim().to_owned(),
        entry: taking.entry.map(str::to_owned),
        day: taking.day,
        made_at: by.at,
        made_by: by.actor.name(),
    };
    Ok(store::new_decision(tx, within.id, &decision).await?)
}

/// Where the successor has a part in the same measure already, it keeps that one.
async fn parts(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (taking, decision): (&Taking<'_>, DecisionId),
) -> Result<usize, Refusal> {
    let own = store::assignments_of(tx, within.id, taking.to).await?;
    let open = store::assignments_of(tx, within.id, taking.from).await?;
    for one in &open {
        store::end_assignment(tx, one.id, taking.day, by.at).await?;
        if !own.iter().any(|has| has.measure == one.measure) {
            let part = (one.measure, taking.to, one.part);
            store::new_assignment(tx, part, taking.day, by.at, Some(decision)).await?;
        }
    }
    Ok(open.len())
}

async fn plans(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (taking, decision): (&Taking<'_>, DecisionId),
) -> Result<usize, Refusal> {
    let open = store::open_plans_of(tx, within.id, taking.from).await?;
    for id in &open {
        store::hold_plan(tx, *id, taking.to).await?;
        let held = ("plan", id.0);
        store::new_holding(tx, held, taking.to, taking.day, by.at, Some(decision)).await?;
    }
    Ok(open.len())
}

async fn activities(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (taking, decision): (&Taking<'_>, DecisionId),
) -> Result<usize, Refusal> {
    let open = store::open_activities_of(tx, within.id, taking.from).await?;
    for id in &open {
        store::hold_activity(tx, *id, taking.to).await?;
        let held = ("activity", id.0);
        store::new_holding(tx, held, taking.to, taking.day, by.at, Some(decision)).await?;
    }
    Ok(open.len())
}
