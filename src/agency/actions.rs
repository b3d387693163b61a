//! What can be done to the register of bodies.

use super::model::Register;
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use serde_json::json;

/// Why the register was not changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor lacks the right to govern the site.
    #[error("{0} may not change the register of agencies")]
    NotAllowed(Actor),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Replaces the whole register, as an import of a site folder does.
pub async fn replace_all(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    register: &Register,
) -> Result<(), Refusal> {
    if !actor.may(Right::Govern, &Scope::site()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    store::clear(tx).await?;
    for agency in register.all() {
        store::insert(tx, agency).await?;
    }
    let act = Act {
        at,
        actor: &actor.name(),
        verb: "replace",
        subject: "agencies",
        detail: json!({ "agencies": register.all().count() }),
        touches: vec!["agency".to_owned()],
    };
    append(tx, act).await?;
    Ok(())
}
