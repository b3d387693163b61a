//! Who has which part in which measure.

use super::{By, In, Refusal, coordinator, faulty, log};
use crate::action_programme::model::{Assignment, AssignmentId, Measure, Part};
use crate::action_programme::store;
use crate::agency::Register;
use crate::platform::db::Tx;
use jiff::civil::Date;
use serde_json::json;

/// Gives an agency a part in a measure from a day on. An agency has one part in a measure at a time.
pub async fn assign(
    tx: &mut Tx,
    by: By<'_>,
    (within, register): (In<'_>, &Register),
    measure: &Measure,
    (agency, part, from): (&str, Part, Date),
) -> Result<AssignmentId, Refusal> {
    coordinator(by)?;
    let id = measure.id.ok_or_else(|| Refusal::Missing(measure.key.clone()))?;
    if !register.all_on(from).any(|body| body.key == agency) {
        return Err(faulty("agency", "programme-fault-agency"));
    }
    let own = store::assignments_of(tx, within.id, agency).await?;
    if own.iter().any(|one| one.measure == id) {
        return Err(Refusal::Taken(format!("{agency} {}", measure.key)));
    }
    let row = store::new_assignment(tx, (id, agency, part), from, by.at, None).await?;
    let detail = json!({ "agency": agency, "part": part.name(), "from": from.to_string() });
    log(tx, by, ("assign", within.key, &format!("measure/{}", measure.key)), detail).await?;
    Ok(row)
}

/// Ends an agency's part in a measure; `to` is the first day it has none any more.
pub async fn release(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    assignment: &Assignment,
    to: Date,
) -> Result<(), Refusal> {
    coordinator(by)?;
    let open = store::assignments_of(tx, within.id, &assignment.agency).await?;
    if !open.iter().any(|one| one.id == assignment.id) {
        return Err(Refusal::Missing(format!("assignment {}", assignment.id)));
    }
    if to < assignment.from {
        return Err(faulty("to", "programme-fault-order"));
    }
    store::end_assignment(tx, assignment.id, to, by.at).await?;
    let detail = json!({ "agency": assignment.agency, "to": to.to_string() });
    log(tx, by, ("release", within.key, &format!("assignment/{}", assignment.id)), detail).await
}
