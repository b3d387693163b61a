//! What can be done to a site as a whole: its settings here; what is merged, where addresses lead and
//! blocks of text in rooms of their own.

mod classes;
mod put_back;
mod redirects;
mod reusables;

pub use classes::{Merged, Merger, merge, remove};
pub use put_back::{Back, put_back};
pub use redirects::{put_redirects, remove_redirect};
pub use reusables::{BlockDraft, remove_block, save_block};

use super::model::Settings;
use super::part::{self, Fault, Part};
use super::store;
use crate::editorial;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use serde_json::{Value, json};

/// Why the settings were not changed as a whole.
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

/// Why something of the site was not changed.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// The actor lacks the right to govern the site.
    #[error("{0} may not change the site's settings")]
    NotAllowed(Actor),
    /// Somebody else changed the same part since; nothing was written.
    #[error("{0} was changed by somebody else in the meantime")]
    Clash(String),
    /// It would leave the site with something that cannot stay so.
    #[error("the settings cannot stay so: {}", .0.iter().map(|one| one.field.as_str()).collect::<Vec<_>>().join(", "))]
    Faulty(Vec<Fault>),
    /// Something still needs it.
    #[error("{0} is still in use")]
    InUse(String),
    /// There is none of that name.
    #[error("there is no {0}")]
    Missing(String),
    /// There is one of that name already.
    #[error("there is already {0}")]
    Taken(String),
    /// The entries could not be changed.
    #[error(transparent)]
    Entries(#[from] editorial::Refusal),
    /// The settings cannot be written down.
    #[error("the settings cannot be kept: {0}")]
    Unwritable(#[from] serde_json::Error),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

fn allowed(actor: &Actor) -> Result<(), NotDone> {
    if actor.may(Right::Govern, &Scope::site()) {
        return Ok(());
    }
    Err(NotDone::NotAllowed(actor.clone()))
}

/// Answers the place in the log, by which what was taken away is put back.
async fn log(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (verb, subject): (&str, &str),
    detail: Value,
    touches: Vec<String>,
) -> Result<i64, NotDone> {
    Ok(append(tx, Act { at, actor: &actor.name(), verb, subject, detail, touches }).await?)
}

/// Changes the site's settings, whole: for an import and for programs. The desk's verb is
/// [`revise`].
pub async fn change(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    settings: &Settings,
) -> Result<(), Refusal> {
    if !actor.may(Right::Govern, &Scope::site()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    store::put(tx, (at, &actor.name()), "whole", &serde_json::to_string(settings)?).await?;
    let detail = json!({ "publisher": settings.publisher, "languages": settings.languages });
    let touches = vec!["site".to_owned()];
    let by = actor.name();
    append(tx, Act { at, actor: &by, verb: "change", subject: "site", detail, touches }).await?;
    Ok(())
}

/// Changes one part of the settings. `seen` is the number of the edition the actor had before her;
/// a change of another part since then is no clash. Answers the number of the new edition, or
/// `None` when nothing differs.
pub async fn revise(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    part: Part,
    seen: i64,
    given: &Settings,
) -> Result<Option<i64>, NotDone> {
    allowed(actor)?;
    let newest = store::newest(tx).await?;
    let now = newest.as_ref().map_or_else(|| given.clone(), |edition| edition.settings.clone());
    if newest.as_ref().is_some_and(|newest| newest.number != seen) {
        let then = store::numbered(tx, seen).await?;
        if then.is_none_or(|then| !part.is_same(&then.settings, &now)) {
            return Err(NotDone::Clash(part.name().to_owned()));
        }
    }
    let mut settings = now.clone();
    part.put(&mut settings, given);
    if newest.is_some() && settings == now {
        return Ok(None);
    }
    let old = part::faults(&now);
    let faults: Vec<Fault> =
        part::faults(&settings).into_iter().filter(|one| !old.contains(one)).collect();
    if !faults.is_empty() {
        return Err(NotDone::Faulty(faults));
    }
    Ok(Some(put_part(tx, actor, at, (part, "change"), &settings).await?))
}

/// Takes one change of a part back: the part stands as it stood before. Refused when the part was
/// changed again since.
pub async fn undo(tx: &mut Tx, actor: &Actor, at: i64, number: i64) -> Result<Part, NotDone> {
    allowed(actor)?;
    let missing = || NotDone::Missing(format!("edition {number}"));
    let made = store::numbered(tx, number).await?.ok_or_else(missing)?;
    let part = Part::named(&made.part).ok_or_else(missing)?;
    let before = store::before(tx, number).await?.ok_or_else(missing)?;
    let now = store::newest(tx).await?.ok_or_else(missing)?;
    if !part.is_same(&now.settings, &made.settings) {
        return Err(NotDone::Clash(part.name().to_owned()));
    }
    let mut settings = now.settings;
    part.put(&mut settings, &before.settings);
    put_part(tx, actor, at, (part, "undo"), &settings).await?;
    Ok(part)
}

async fn put_part(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (part, verb): (Part, &str),
    settings: &Settings,
) -> Result<i64, NotDone> {
    let text = serde_json::to_string(settings)?;
    let number = store::put(tx, (at, &actor.name()), part.name(), &text).await?;
    let detail = json!({ "edition": number });
    let subject = format!("site/{}", part.name());
    // Every page of readers stands in the site's frame and bears this token.
    log(tx, actor, at, (verb, &subject), detail, vec!["site".to_owned()]).await?;
    Ok(number)
}
