//! What can be done to a site as a whole.

use super::model::Settings;
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use serde_json::json;

/// Why the settings were not changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor lacks the right to govern the site.
    #[error("{0} may not change the site's settings")]
    NotAllowed(Actor),
    /// The settings cannot be written down.
    #[error("the settings cannot be kept: {0}")]
    Unwritable(#[from] serde_json::Error),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Changes the site's settings.
pub async fn change(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    settings: &Settings,
) -> Result<(), Refusal> {
    if !actor.may(Right::Govern, &Scope::site()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    store::put(tx, &serde_json::to_string(settings)?).await?;
    let act = Act {
        at,
        actor: &actor.name(),
        verb: "change",
        subject: "site",
        detail: json!({ "publisher": settings.publisher, "languages": settings.languages }),
        touches: vec!["site".to_owned()],
    };
    append(tx, act).await?;
    Ok(())
}
