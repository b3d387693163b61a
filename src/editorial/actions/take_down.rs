//! Ending a publication: withdrawn, published in error, or joined into another entry. The address
//! keeps saying what became of it.

use super::tell::tell_called_off;
use super::{Of, Refusal, find, log, reason, touched};
use crate::editorial::kinds::KindRules;
use crate::editorial::life::{Ending, Stage};
use crate::editorial::store::{self, Edition};
use crate::people::{Actor, Right};
use crate::platform::db::Tx;
use crate::platform::i18n::Language;
use serde_json::json;

/// Takes an entry down in one language for good or until it is published again.
pub async fn take_down(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    ending: Ending,
) -> Result<(), Refusal> {
    let found = find(tx, actor, Right::Publish, of).await?;
    let (from, to) = (found.state()?.state, ending.state());
    if !from.may_become(to) {
        return Err(Refusal::WrongState { subject: found.subject, from, to });
    }
    match &ending {
        Ending::InError { reason: text } => drop(reason(&found.subject, text)?),
        Ending::Consolidated { into } if *into == found.stored.id => {
            return Err(Refusal::Missing(found.subject));
        }
        Ending::Consolidated { .. } | Ending::Withdrawn { .. } => {}
    }
    let kind = of.rules.kind.name();
    let mut touches = touched(&found.stored, kind, &(of.rules.listing)(&found.stored.facts));
    touches.extend(store::touching(tx, found.stored.id, of.language).await?);
    let edition = Edition { entry: found.stored.id, at, by: &actor.name() };
    if let Ending::InError { reason } = &ending {
        store::enter_error(tx, found.stored.id, of.language, at, reason.trim()).await?;
        touches.push("corrections".to_owned());
    }
    store::take_down(tx, edition, of.language, &ending).await?;
    let mut detail = json!({ "entry": found.stored.id, "language": of.language });
    // Else its hour would make it public again, and the notice would be gone. What expires at an hour may
    // well have been given another to come back.
    let state = found.state()?;
    if state.stage == Stage::Scheduled && *actor != Actor::Scheduler {
        tell_called_off(tx, edition, &found.stored, state).await?;
        store::set_stage(tx, edition, of.language, Stage::Writing).await?;
        if let Some(fields) = detail.as_object_mut() {
            fields.insert("unscheduled".to_owned(), json!(state.goes_live_at));
        }
    }
    let verb = match ending {
        Ending::Withdrawn { .. } => "withdraw",
        Ending::InError { .. } => "declare-error",
        Ending::Consolidated { .. } => "consolidate",
    };
    log(tx, actor, at, verb, &found.subject, detail, touches).await
}

/// Takes an entry down in one language without a reason of its own, as an import does.
pub async fn withdraw(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    rules: &KindRules,
    key: &str,
    language: Language,
) -> Result<(), Refusal> {
    take_down(tx, actor, at, Of { rules, key, language }, Ending::Withdrawn { reason: None }).await
}
