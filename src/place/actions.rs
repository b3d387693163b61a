//! What can be done to the gazetteer.

use super::model::Gazetteer;
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use serde_json::json;

/// Why the gazetteer was not changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor lacks the right to govern the site.
    #[error("{0} may not change the gazetteer")]
    NotAllowed(Actor),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Replaces every place, as an import of a site folder does.
pub async fn replace_all(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    gazetteer: &Gazetteer,
) -> Result<(), Refusal> {
    if !actor.may(Right::Govern, &Scope::site()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    store::clear(tx).await?;
    for place in gazetteer.all() {
        store::insert(tx, place).await?;
    }
    let act = Act {
        at,
        actor: &actor.name(),
        verb: "replace",
        subject: "places",
        detail: json!({ "places": gazetteer.all().len() }),
        touches: vec!["place".to_owned()],
    };
    append(tx, act).await?;
    Ok(())
}
