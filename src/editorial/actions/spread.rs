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

/// Lends a look at the newest editions of an entry by a link that expires; answers its number. Whoever
/// may work on the entry may lend it.
pub async fn lend(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    lent: Lent<'_>,
) -> Result<i64, Refusal> {
    let (subject, language) = (of.subject(), of.language);
    let entry = worked_on(tx, actor, of).await?;
    if lent.ends_at <= at {
        return Err(Refusal::Past(subject));
    }
    let by = actor.name();
    let id =
        store::new_preview(tx, lent.token_hash, (entry, language), (at, &by), lent.ends_at).await?;
    let detail =
        json!({ "entry": entry, "language": language, "ends_at": lent.ends_at, "link": id });
    log(tx, actor, at, "lend-preview", &subject, detail, Vec::new()).await?;
    Ok(id)
}

/// Ends such a link at once. Whoever may lend one may end one, whoever made it.
pub async fn end_preview(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    id: i64,
) -> Result<(), Refusal> {
    let (subject, language) = (of.subject(), of.language);
    let entry = worked_on(tx, actor, of).await?;
    if !store::end_preview(tx, (entry, language), id).await? {
        return Err(Refusal::Missing(format!("{subject}: link {id}")));
    }
    let detail = json!({ "entry": entry, "language": language, "link": id });
    log(tx, actor, at, "end-preview", &subject, detail, Vec::new()).await
}

/// The entry's id, for whoever may work on it.
async fn worked_on(tx: &mut Tx, actor: &Actor, of: Of<'_>) -> Result<i64, Refusal> {
    let missing = || Refusal::Missing(of.subject());
    let stored = store::latest(tx, of.rules.kind.name(), of.key).await?.ok_or_else(missing)?;
    stored.state(of.language).ok_or_else(missing)?;
    let scope = stored.scope();
    let works = [Right::Save, Right::Translate, Right::Review, Right::Publish];
    if !works.into_iter().any(|right| actor.may(right, &scope)) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    Ok(stored.id)
}
