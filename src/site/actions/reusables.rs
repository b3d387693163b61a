//! Reusable blocks are written and taken away. Not for showing them: that is `portal`.

use super::{NotDone, allowed, log};
use crate::editorial;
use crate::editorial::body::Body;
use crate::people::Actor;
use crate::platform::db::Tx;
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use crate::site::part::Fault;
use crate::site::store::{self, KeptEdition};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A block in one language, as somebody saves it.
#[derive(Clone, Copy, Debug)]
pub struct BlockDraft<'a> {
    /// Its slug.
    pub slug: &'a str,
    /// What editors call it.
    pub name: &'a str,
    /// The language.
    pub language: Language,
    /// The body.
    pub body: &'a Body,
    /// The edition the author had before her; 0 for a language without one, `None` for whoever
    /// replaces whatever stands there, such as an import.
    pub seen: Option<i64>,
}

/// Saves a block in one language; a new slug begins a block. Saving what is already there writes
/// nothing. Answers whether anything was written.
pub async fn save_block(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    draft: BlockDraft<'_>,
) -> Result<bool, NotDone> {
    allowed(actor)?;
    let by = actor.name();
    let subject = format!("block/{} ({})", draft.slug, draft.language);
    let faults = faults(draft);
    if !faults.is_empty() {
        return Err(NotDone::Faulty(faults));
    }
    let found = store::reusable_now(tx, draft.slug).await?;
    if found.is_none() && draft.body.is_empty() {
        return Err(NotDone::Faulty(vec![Fault::new("body", "siteadmin-fault-block-empty")]));
    }
    let number = |block: &store::Reusable| block.bodies.get(&draft.language).map_or(0, |one| one.0);
    let number = found.as_ref().map_or(0, |(_, block)| number(block));
    if draft.seen.is_some_and(|seen| seen != number) {
        return Err(NotDone::Clash(subject));
    }
    let (id, renamed) = match &found {
        Some((id, block)) => (*id, block.name != draft.name),
        None => (store::new_reusable(tx, (at, &by), draft.slug, draft.name).await?, true),
    };
    if renamed && found.is_some() {
        store::rename_reusable(tx, id, draft.name).await?;
    }
    let old = found.as_ref().and_then(|(_, block)| block.bodies.get(&draft.language));
    let same = match old {
        Some((_, body)) => body == draft.body,
        None => draft.body.is_empty(),
    };
    if !same {
        store::new_reusable_edition(tx, (at, &by), id, draft.language, draft.body).await?;
    }
    if same && !renamed {
        return Ok(false);
    }
    let detail = json!({ "language": draft.language, "edition": number + i64::from(!same) });
    let touches = vec![format!("block:{}", draft.slug)];
    log(tx, actor, at, ("save", &subject), detail, touches).await?;
    Ok(true)
}

fn faults(draft: BlockDraft<'_>) -> Vec<Fault> {
    let mut found = Vec::new();
    if draft.slug.is_empty() || slug(draft.slug) != draft.slug {
        found.push(Fault::new("slug", "siteadmin-fault-slug"));
    }
    if draft.name.trim().is_empty() {
        found.push(Fault::new("name", "siteadmin-fault-name"));
    }
    if !draft.body.faults_as_reusable().is_empty() {
        found.push(Fault::new("body", "siteadmin-fault-block-body"));
    }
    found
}

/// A block that was taken away.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WasBlock {
    pub slug: String,
    pub name: String,
    pub editions: Vec<KeptEdition>,
}

/// Puts a block back that was taken away, with every edition it had.
pub(super) async fn put_back_block(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    was: &WasBlock,
) -> Result<(), NotDone> {
    let subject = format!("block/{}", was.slug);
    if store::reusable_now(tx, &was.slug).await?.is_some() {
        return Err(NotDone::Taken(subject));
    }
    let id = store::new_reusable(tx, (at, &actor.name()), &was.slug, &was.name).await?;
    for edition in &was.editions {
        store::put_reusable_edition(tx, id, edition).await?;
    }
    let touches = vec![format!("block:{}", was.slug)];
    log(tx, actor, at, ("put-back", &subject), json!({ "name": was.name }), touches).await?;
    Ok(())
}

/// Takes a block away that no entry shows; answers the place in the log.
pub async fn remove_block(tx: &mut Tx, actor: &Actor, at: i64, slug: &str) -> Result<i64, NotDone> {
    allowed(actor)?;
    let subject = format!("block/{slug}");
    let found = store::reusable_now(tx, slug).await?;
    let (id, block) = found.ok_or_else(|| NotDone::Missing(subject.clone()))?;
    if editorial::is_block_used(tx, slug).await? {
        return Err(NotDone::InUse(subject));
    }
    let editions = store::reusable_history(tx, id).await?;
    store::remove_reusable(tx, id).await?;
    let touches = vec![format!("block:{slug}")];
    let was = WasBlock { slug: slug.to_owned(), name: block.name, editions };
    log(tx, actor, at, ("remove", &subject), json!({ "was": was }), touches).await
}
