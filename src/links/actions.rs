//! What an editor does with a link: has it asked again, says that she found it fine, takes that back. Not for
//! asking.

use super::ask::ask_soon;
use super::model::{Asking, Link, LinkId};
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use serde_json::json;

/// Why a verb was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor writes nothing here.
    #[error("{0} may not do this")]
    NotAllowed(Actor),
    /// No entry leads there any more.
    #[error("there is no such link")]
    Missing,
    /// This portal asks nobody.
    #[error("links are not asked here")]
    Off,
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Has a link asked again as soon as may be.
pub async fn ask_again(
    tx: &mut Tx,
    (actor, at): (&Actor, i64),
    asking: Asking,
    id: LinkId,
) -> Result<(), Refusal> {
    let link = allowed(tx, actor, id).await?;
    if asking == Asking::Off {
        return Err(Refusal::Off);
    }
    store::make_due(tx, id, at).await?;
    ask_soon(tx, at).await?;
    log(tx, (actor, at), "ask", &link).await
}

/// Puts down that a person opened the link and found it fine: it is remarked on no more, until the
/// site answers otherwise.
pub async fn vouch(tx: &mut Tx, actor: &Actor, at: i64, id: LinkId) -> Result<(), Refusal> {
    let link = allowed(tx, actor, id).await?;
    store::set_vouched(tx, id, Some((at, &actor.name()))).await?;
    log(tx, (actor, at), "vouch", &link).await
}

/// Takes that back.
pub async fn take_back(tx: &mut Tx, actor: &Actor, at: i64, id: LinkId) -> Result<(), Refusal> {
    let link = allowed(tx, actor, id).await?;
    store::set_vouched(tx, id, None).await?;
    log(tx, (actor, at), "take-back", &link).await
}

async fn allowed(tx: &mut Tx, actor: &Actor, id: LinkId) -> Result<Link, Refusal> {
    let writes = [Right::Save, Right::Translate];
    if !writes.into_iter().any(|right| actor.may(right, &Scope::anywhere())) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    store::link(tx, id).await?.ok_or(Refusal::Missing)
}

async fn log(
    tx: &mut Tx,
    (actor, at): (&Actor, i64),
    verb: &str,
    link: &Link,
) -> Result<(), Refusal> {
    let subject = format!("link/{}", link.id.0);
    let detail = json!({ "url": link.url, "state": link.state.name() });
    let act =
        Act { at, actor: &actor.name(), verb, subject: &subject, detail, touches: Vec::new() };
    append(tx, act).await?;
    Ok(())
}
