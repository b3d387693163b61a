//! Which languages an entry is wanted in, and who may look at it before it is public. Not for
//! writing a translation: that is a save.

use super::{Of, Refusal, log};
use crate::editorial::store;
use crate::people::{Actor, Right};
use crate::platform::db::Tx;
use serde_json::json;

/// Whether an entry is to be translated into a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// It is.
    Wanted,
    /// It is not: the board of translations shows no gap there.
    Unwanted,
}

/// Says whether an entry is to be translated into a language it does not have yet.
pub async fn wish(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    wish: Wish,
) -> Result<(), Refusal> {
    let subject = of.subject();
    let stored = store::latest(tx, of.rules.kind.name(), of.key).await?;
    let stored = stored.ok_or_else(|| Refusal::Missing(subject.clone()))?;
    if !actor.may(Right::Review, &stored.scope()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    // What has words cannot be unwanted: it is there.
    if let Some(state) = stored.state(of.language) {
        let (from, to) = (state.state, state.state);
        return Err(Refusal::WrongState { subject, from, to });
    }
    let by = actor.name();
    let made = (wish == Wish::Unwanted).then_some((at, by.as_str()));
    store::set_unwanted(tx, stored.id, of.language, made).await?;
    let verb = match wish {
        Wish::Wanted => "want-translation",
        Wish::Unwanted => "decline-translation",
    };
    let detail = json!({ "entry": stored.id, "language": of.language });
    log(tx, actor, at, verb, &subject, detail, Vec::new()).await
}

/// A link that shows an entry to somebody without an account.
#[derive(Clone, Copy, Debug)]
pub struct Lent<'a> {
    /// The hash of its secret.
    pub token_hash: &'a str,
    /// Until when it opens, in milliseconds since 1970.
    pub ends_at: i64,
}

/// Lends a look at the newest editions of an entry by a link that expires. Whoever may work on the
/// entry may lend it.
pub async fn lend(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    lent: Lent<'_>,
) -> Result<(), Refusal> {
    let (subject, language) = (of.subject(), of.language);
    let missing = || Refusal::Missing(subject.clone());
    let stored = store::latest(tx, of.rules.kind.name(), of.key).await?.ok_or_else(missing)?;
    stored.state(language).ok_or_else(missing)?;
    let scope = stored.scope();
    let works = [Right::Save, Right::Translate, Right::Review, Right::Publish];
    if !works.into_iter().any(|right| actor.may(right, &scope)) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    if lent.ends_at <= at {
        return Err(Refusal::Past(subject));
    }
    let by = actor.name();
    store::new_preview(tx, lent.token_hash, (stored.id, language), (at, &by), lent.ends_at).await?;
    let detail = json!({ "entry": stored.id, "language": language, "ends_at": lent.ends_at });
    log(tx, actor, at, "lend-preview", &subject, detail, Vec::new()).await
}
