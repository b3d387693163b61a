//! Evidence: put forward by an agency, accepted or refused by the coordinator. An activity is proven
//! by the first acceptance and unproven by the refusal of the last.

use super::activity::{found as activity_found, put};
use super::{By, In, Refusal, agency_or_coordinator, coordinator, faulty, log, said};
use crate::action_programme::model::{
    ActivityId, ActivityState, Evidence, EvidenceId, EvidenceOf, EvidenceState, Offer, Proof,
};
use crate::action_programme::store;
use crate::platform::db::Tx;
use serde_json::json;

/// Puts evidence forward. That an entry is published and what the ledger says of it, the caller has
/// looked up; here it must be whole.
pub async fn offer(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    offer: &Offer,
) -> Result<EvidenceId, Refusal> {
    if let Some(activity) = activity_of(offer.of.subject, offer.of.id) {
        let activity = activity_found(tx, within, activity).await?;
        agency_or_coordinator(by, &activity.held_by)?;
        if activity.state == ActivityState::Stopped {
            let subject = format!("activity/{}", activity.id);
            return Err(Refusal::WrongState { subject, state: "stopped" });
        }
    } else {
        coordinator(by)?;
        let (subject, id) = (offer.of.subject, offer.of.id);
        if subject == "observation" && !store::has_observation(tx, within.id, id).await? {
            return Err(Refusal::Missing(format!("observation/{id}")));
        }
    }
    whole(&offer.proof)?;
    let name = by.actor.name();
    let id = store::new_evidence(tx, within.id, offer, (by.at, &name)).await?;
    let offered = EvidenceState::Offered.name();
    store::new_step(tx, ("evidence", id.0), offered, by.today, (by.at, &name), None).await?;
    let detail = json!({
        "of": format!("{}/{}", offer.of.subject, offer.of.id), "kind": offer.proof.kind(),
    });
    log(tx, by, ("offer-evidence", within.key, &format!("evidence/{id}")), detail).await?;
    Ok(id)
}

fn activity_of(subject: &str, id: i64) -> Option<ActivityId> {
    (subject == "activity").then_some(ActivityId(id))
}

fn whole(proof: &Proof) -> Result<(), Refusal> {
    match proof {
        Proof::Visits { from, to, .. } if from > to => Err(faulty("to", "programme-fault-order")),
        Proof::Link { url, .. } if !(url.starts_with("https://") || url.starts_with("http://")) => {
            Err(faulty("url", "programme-fault-url"))
        }
        Proof::Link { hash, .. }
            if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
        {
            Err(faulty("hash", "programme-fault-hash"))
        }
        Proof::Entry { .. } | Proof::Visits { .. } | Proof::File { .. } | Proof::Link { .. } => {
            Ok(())
        }
    }
}

/// Accepts a piece of evidence.
pub async fn accept_evidence(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    id: EvidenceId,
) -> Result<(), Refusal> {
    judge(tx, by, within, (id, EvidenceState::Accepted), None).await
}

/// Refuses a piece of evidence, also one that was accepted before, and says why.
pub async fn refuse_evidence(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    id: EvidenceId,
    remark: &str,
) -> Result<(), Refusal> {
    coordinator(by)?;
    judge(tx, by, within, (id, EvidenceState::Refused), Some(said(remark)?)).await
}

async fn judge(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (id, to): (EvidenceId, EvidenceState),
    remark: Option<&str>,
) -> Result<(), Refusal> {
    coordinator(by)?;
    let evidence = found(tx, within, id).await?;
    if evidence.state == to {
        let subject = format!("evidence/{id}");
        return Err(Refusal::WrongState { subject, state: to.name() });
    }
    store::set_evidence_state(tx, id, to).await?;
    let name = by.actor.name();
    store::new_step(tx, ("evidence", id.0), to.name(), by.today, (by.at, &name), remark).await?;
    let verb = if to == EvidenceState::Accepted { "accept-evidence" } else { "refuse-evidence" };
    let detail = json!({
        "of": format!("{}/{}", evidence.subject, evidence.subject_id), "remark": remark,
    });
    log(tx, by, (verb, within.key, &format!("evidence/{id}")), detail).await?;
    match activity_of(&evidence.subject, evidence.subject_id) {
        Some(activity) => settle(tx, by, within, activity).await,
        None => Ok(()),
    }
}

/// Brings an activity's state into line with its evidence: done and accepted is proven.
pub(super) async fn settle(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    id: ActivityId,
) -> Result<(), Refusal> {
    let activity = activity_found(tx, within, id).await?;
    let accepted = store::accepted_count(tx, EvidenceOf::activity(id)).await?;
    match (activity.state, accepted) {
        (ActivityState::Done, 1..) => put(tx, by, (id, ActivityState::Proven), None).await,
        (ActivityState::Proven, 0) => put(tx, by, (id, ActivityState::Done), None).await,
        _ => Ok(()),
    }
}

async fn found(tx: &mut Tx, within: In<'_>, id: EvidenceId) -> Result<Evidence, Refusal> {
    let row = store::evidence(tx, id).await?.filter(|row| row.programme() == within.id);
    let found = row.and_then(store::EvidenceRow::into_evidence);
    found.ok_or_else(|| Refusal::Missing(format!("evidence/{id}")))
}
