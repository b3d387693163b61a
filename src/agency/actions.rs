//! What can be done to the register of bodies.

use super::event::{Event, EventFault};
use super::model::Agency;
use super::register::{Register, Succession};
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Why the register was not changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor lacks the right to govern the site.
    #[error("{0} may not change the register of agencies")]
    NotAllowed(Actor),
    /// The register was changed by somebody else since it was looked at.
    #[error("the register of agencies was changed meanwhile")]
    Clash,
    /// The event cannot have happened so.
    #[error("the event cannot be recorded: {} faults", .0.len())]
    Faulty(Vec<EventFault>),
    /// There is no such event, or it was taken back already.
    #[error("there is no event {0} to take back")]
    Missing(i64),
    /// Something happened to one of its bodies later.
    #[error("event {0} was followed by another; that one must be taken back first")]
    Followed(i64),
    /// Why it is taken back was not said.
    #[error("a reason is needed")]
    NoReason,
    /// An event cannot be written down.
    #[error(transparent)]
    Unwritable(#[from] serde_json::Error),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// What an event found: with it the event can be taken back.
#[derive(Serialize, Deserialize)]
struct Before {
    /// The bodies it changed, as they were.
    changed: Vec<Agency>,
    /// The keys of those it made.
    made: Vec<String>,
    /// What had passed to whom.
    successions: Vec<Succession>,
}

fn allowed(actor: &Actor) -> Result<(), Refusal> {
    if actor.may(Right::Govern, &Scope::site()) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed(actor.clone()))
    }
}

/// Replaces the whole register, as an import of a site folder does. Bodies that stay keep their ids.
pub async fn replace_all(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    register: &Register,
) -> Result<(), Refusal> {
    allowed(actor)?;
    store::replace(tx, register).await?;
    let detail = json!({ "agencies": register.all().count() });
    log(tx, actor, at, "replace", "agencies", detail).await
}

/// Records an event and what follows from it; `seen` is how many events the register had when the
/// actor looked at what it would change. Answers the event's number.
pub async fn record(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    seen: usize,
    event: &Event,
) -> Result<i64, Refusal> {
    allowed(actor)?;
    let old = store::register_in(tx).await?;
    if old.events().len() != seen {
        return Err(Refusal::Clash);
    }
    let new = old.after(event).map_err(Refusal::Faulty)?;
    let Some(recorded) = new.events().last() else { return Err(Refusal::Clash) };
    let touched: Vec<&str> = recorded.bodies().collect();
    let before = Before {
        changed: touched.iter().filter_map(|key| old.get(key)).cloned().collect(),
        made: touched
            .iter()
            .filter(|key| old.get(key).is_none())
            .map(|key| (*key).to_owned())
            .collect(),
        successions: old.successions().to_vec(),
    };
    for agency in touched.iter().filter_map(|key| new.get(key)) {
        store::save(tx, agency, None).await?;
    }
    store::save_successions(tx, new.successions()).await?;
    store::save_event(tx, recorded, Some(&serde_json::to_string(&before)?)).await?;
    let subject = format!("agency-event/{}", recorded.number);
    log(tx, actor, at, recorded.what.name(), &subject, serde_json::to_value(recorded)?).await?;
    Ok(recorded.number)
}

/// Takes an event back that was recorded in error: its bodies become what they were, and it stays in
/// the register with the reason. Refused when something happened to one of them later.
pub async fn take_back(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    number: i64,
    reason: &str,
) -> Result<(), Refusal> {
    allowed(actor)?;
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    let register = store::register_in(tx).await?;
    let standing = |event: &&Event| event.taken_back.is_none();
    let found = register.events().iter().filter(standing).find(|event| event.number == number);
    let event = found.ok_or(Refusal::Missing(number))?;
    let later = register.events().iter().filter(standing).filter(|one| one.number > number);
    if later.flat_map(Event::bodies).any(|key| event.names(key)) {
        return Err(Refusal::Followed(number));
    }
    let undo = store::undo_of(tx, number).await?.ok_or(Refusal::Missing(number))?;
    let before: Before = serde_json::from_str(&undo)?;
    for agency in &before.changed {
        store::save(tx, agency, None).await?;
    }
    for key in &before.made {
        store::remove(tx, key).await?;
    }
    let successions = without(register.successions(), event, &before.successions);
    store::save_successions(tx, &successions).await?;
    let event = Event { taken_back: Some(reason.trim().to_owned()), ..event.clone() };
    store::save_event(tx, &event, None).await?;
    let subject = format!("agency-event/{number}");
    log(tx, actor, at, "take-back", &subject, json!({ "reason": reason.trim() })).await
}

/// What passes to whom without what an event added; what others added later stays.
fn without(now: &[Succession], event: &Event, before: &[Succession]) -> Vec<Succession> {
    let of_event = |one: &Succession| {
        one.since == event.operates_on
            && event.before.contains(&one.from)
            && event.after.iter().any(|heir| heir.key == one.to)
    };
    now.iter().filter(|one| before.contains(one) || !of_event(one)).cloned().collect()
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    verb: &str,
    subject: &str,
    detail: serde_json::Value,
) -> Result<(), Refusal> {
    let touches = vec!["agency".to_owned()];
    append(tx, Act { at, actor: &actor.name(), verb, subject, detail, touches }).await?;
    Ok(())
}
