//! What administrators do with webhooks. Not for telling: that is `deliver.rs`.

use super::model::{Webhook, WebhookId, Wished, secret_of};
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{self, Act};
use crate::platform::db::{Db, Failure, Tx};
use crate::platform::jobs::{self, NewJob};
use crate::platform::outward::is_address;
use serde_json::json;

/// The kind of job that tells one webhook of one change.
pub const DELIVER: &str = "webhook-deliver";

/// Why a verb was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor does not administer the site.
    #[error("{0} may not do this")]
    NotAllowed(Actor),
    /// There is no such webhook or delivery.
    #[error("there is no such webhook")]
    Missing,
    /// A field cannot be kept: its name, and the key of the sentence that says why.
    #[error("{0}: {1}")]
    Wrong(&'static str, &'static str),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

const LONGEST_NAME: usize = 200;
const MOST_PATTERNS: usize = 50;

fn administers(actor: &Actor) -> Result<(), Refusal> {
    if actor.may(Right::Administer, &Scope::site()) {
        return Ok(());
    }
    Err(Refusal::NotAllowed(actor.clone()))
}

/// Makes a webhook; answers it with its key, which is shown this once. It tells of what is changed
/// from now on.
pub async fn make_webhook(
    tx: &mut Tx,
    db: &Db,
    actor: &Actor,
    at: i64,
    wished: &Wished,
) -> Result<Webhook, Refusal> {
    administers(actor)?;
    let wished = checked(wished)?;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    let since = changes::last(db).await?;
    let by = actor.name();
    let id = store::insert(tx, &wished, &secret_of(&bytes), (at, &by), since).await?;
    log(tx, actor, at, "make", id).await?;
    store::webhook(tx, id).await?.ok_or(Refusal::Missing)
}

/// Changes a webhook; one that the program stopped is started again.
pub async fn change_webhook(
    tx: &mut Tx,
    db: &Db,
    actor: &Actor,
    at: i64,
    id: WebhookId,
    wished: &Wished,
) -> Result<Webhook, Refusal> {
    administers(actor)?;
    let wished = checked(wished)?;
    store::webhook(tx, id).await?.ok_or(Refusal::Missing)?;
    store::change(tx, id, &wished, changes::last(db).await?).await?;
    log(tx, actor, at, "change", id).await?;
    store::webhook(tx, id).await?.ok_or(Refusal::Missing)
}

/// Gives a webhook another key; the one before signs nothing any more.
pub async fn rotate_secret(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    id: WebhookId,
) -> Result<Webhook, Refusal> {
    administers(actor)?;
    store::webhook(tx, id).await?.ok_or(Refusal::Missing)?;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    store::rotate(tx, id, &secret_of(&bytes)).await?;
    log(tx, actor, at, "rotate-secret", id).await?;
    store::webhook(tx, id).await?.ok_or(Refusal::Missing)
}

/// Removes a webhook with the log of its deliveries.
pub async fn remove_webhook(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    id: WebhookId,
) -> Result<(), Refusal> {
    administers(actor)?;
    store::webhook(tx, id).await?.ok_or(Refusal::Missing)?;
    store::remove(tx, id).await?;
    log(tx, actor, at, "remove", id).await
}

/// Tries a delivery again from the beginning.
pub async fn retry_delivery(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    webhook: WebhookId,
    delivery: i64,
) -> Result<(), Refusal> {
    administers(actor)?;
    let found = store::delivery(tx, delivery).await?.filter(|found| found.webhook == webhook);
    let found = found.ok_or(Refusal::Missing)?;
    if !store::webhook(tx, webhook).await?.is_some_and(|webhook| webhook.active) {
        return Err(Refusal::Wrong("active", "api-webhook-asleep"));
    }
    store::retry(tx, found.id, at).await?;
    enqueue(tx, found.id, 0, (at, at)).await?;
    log(tx, actor, at, "retry", webhook).await
}

/// Asks for a try of a delivery.
pub async fn enqueue(
    tx: &mut Tx,
    delivery: i64,
    attempts: i64,
    (at, run_at): (i64, i64),
) -> Result<(), Failure> {
    let key = format!("{DELIVER}/{delivery}/{attempts}");
    let payload = json!({ "delivery": delivery, "attempts": attempts });
    let job = NewJob { kind: DELIVER, payload, unique_key: Some(&key), at, run_at };
    jobs::enqueue(tx, &job).await?;
    Ok(())
}

/// What is wished, tidied, or what is wrong with it.
fn checked(wished: &Wished) -> Result<Wished, Refusal> {
    let name = wished.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Refusal::Wrong("name", "api-webhook-name"));
    }
    let url = wished.url.trim();
    if !is_address(url) {
        return Err(Refusal::Wrong("url", "api-webhook-url"));
    }
    if wished.events.is_empty() || wished.events.len() > MOST_PATTERNS {
        return Err(Refusal::Wrong("events", "api-webhook-events"));
    }
    Ok(Wished { name: name.to_owned(), url: url.to_owned(), ..wished.clone() })
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    verb: &str,
    id: WebhookId,
) -> Result<(), Refusal> {
    let subject = format!("webhook/{}", id.0);
    let act = Act {
        at,
        actor: &actor.name(),
        verb,
        subject: &subject,
        detail: json!({ "webhook": id.0 }),
        touches: Vec::new(),
    };
    changes::append(tx, act).await?;
    Ok(())
}
