//! Throwing a file away, taking it out of the bin again, and forgetting it for good.

use super::{Library, Refusal, log, may_change, present};
use crate::media::model::MediaId;
use crate::media::{store, works};
use crate::people::Actor;
use crate::platform::db::Tx;
use serde_json::json;
use std::time::Duration;

/// How long a file stays in the bin.
pub const IN_THE_BIN: Duration = Duration::from_hours(30 * 24);

/// Throws a file away that nothing uses. For thirty days it can be put back. The words of a film are
/// used where the film is.
pub async fn remove(tx: &mut Tx, actor: &Actor, at: i64, id: MediaId) -> Result<(), Refusal> {
    let media = present(tx, id).await?;
    may_change(actor, &media)?;
    let mut uses = store::where_used(tx, &media.key).await?;
    for film in store::captioned_keys(tx, id).await? {
        uses.extend(store::where_used(tx, &film).await?);
    }
    if !uses.is_empty() || store::site_uses(tx, &media.key).await? {
        return Err(Refusal::Used(uses));
    }
    store::throw_away(tx, id, &actor.name(), at).await?;
    works::ask_to_forget(tx, id, at).await?;
    log(tx, actor, at, ("remove", id), json!({ "name": media.name }), Vec::new()).await
}

/// Takes a file out of the bin again.
pub async fn put_back(tx: &mut Tx, actor: &Actor, at: i64, id: MediaId) -> Result<(), Refusal> {
    let media = store::media(tx, id).await?.ok_or(Refusal::Missing(id))?;
    may_change(actor, &media)?;
    if media.removed_at.is_none() {
        return Ok(());
    }
    store::put_back(tx, id).await?;
    log(tx, actor, at, ("put-back", id), json!({ "name": media.name }), Vec::new()).await
}

/// Forgets a file that has been in the bin for its time, with its originals and everything made of
/// it. One that was put back meanwhile, or is used again by an older edition, stays.
pub async fn purge(library: &Library, id: MediaId) -> Result<bool, Refusal> {
    let now = library.clock.now_ms();
    let least = i64::try_from(IN_THE_BIN.as_millis()).unwrap_or(i64::MAX);
    let mut tx = library.db.begin().await?;
    let Some(media) = store::media(&mut tx, id).await? else { return Ok(false) };
    let due = media.removed_at.is_some_and(|removed| removed + least <= now);
    if !due || !store::where_used(&mut tx, &media.key).await?.is_empty() {
        return Ok(false);
    }
    let mut originals = vec![media.original.0.clone()];
    let mut public: Vec<String> = media.public.iter().map(|key| key.0.clone()).collect();
    for (original, shown) in store::former_originals(&mut tx, id).await? {
        originals.push(original);
        public.extend(shown);
    }
    public.extend(store::rendition_keys_in(&mut tx, id).await?);
    store::forget(&mut tx, id).await?;
    let mut gone = Vec::new();
    for key in public {
        // An entry of a site folder may hold the same bytes under the same key.
        let used = store::key_is_used(&mut tx, &key).await?
            || !store::where_used(&mut tx, &crate::media::FileKey(key.clone())).await?.is_empty();
        if !used {
            store::unlist(&mut tx, &key).await?;
            gone.push(key);
        }
    }
    let mut private = Vec::new();
    for key in originals {
        if !store::original_is_used(&mut tx, &key).await? {
            private.push(key);
        }
    }
    log(&mut tx, &Actor::Scheduler, now, ("forget", id), json!({}), Vec::new()).await?;
    tx.commit().await?;
    // Only what no row names any more: were the process killed here, bytes would be left, no row.
    for key in private {
        library.files.originals().remove(&key).await?;
    }
    for key in gone {
        library.files.remove(&key).await?;
    }
    Ok(true)
}

/// Makes anew what readers get of a file, after it failed (ffmpeg was missing, a disk was full).
pub async fn make_anew(tx: &mut Tx, actor: &Actor, at: i64, id: MediaId) -> Result<(), Refusal> {
    let media = present(tx, id).await?;
    may_change(actor, &media)?;
    store::set_waiting(tx, id).await?;
    works::ask_for(tx, id, media.kind, at).await?;
    log(tx, actor, at, ("make-anew", id), json!({}), Vec::new()).await
}
