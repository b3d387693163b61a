//! Putting a new file in the place of an old one. Entries hold the file's key, which stays; what
//! they show is looked up behind it, so they show the new file without being edited.

use super::add::{Coming, described, look, plain_name, published, searched_anew, store_original};
use super::{Library, Refusal, log, may_change, present};
use crate::media::model::MediaId;
use crate::media::{store, works};
use crate::people::{Actor, Right, Scope};
use serde_json::json;

/// Replaces a file. Until what readers get is made they get the old; its address then leads to
/// the new one. The old original stays among the file's former ones.
pub async fn replace(
    library: &Library,
    actor: &Actor,
    id: MediaId,
    mut coming: Coming,
) -> Result<(), Refusal> {
    if !actor.may(Right::Upload, &Scope::anywhere()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    let looked = look(&coming).await?;
    store_original(library, &coming.content, &looked).await?;
    let at = library.clock.now_ms();
    let mut tx = library.db.begin().await?;
    let media = present(&mut tx, id).await?;
    may_change(actor, &media)?;
    let is = looked.examined.is;
    if is.kind != media.kind {
        return Err(Refusal::OtherKind { was: media.kind.name(), comes: is.kind.name() });
    }
    coming.name = plain_name(&coming.name);
    let row = described(&coming, &looked, &media.credits);
    if crate::media::FileKey::of_sha256(row.sha256) == media.original {
        return Err(Refusal::SameFile);
    }
    store::remember_former(&mut tx, &media, &actor.name(), at).await?;
    let public = published(&mut tx, library, &coming, &looked).await?;
    let (by, searched) = (actor.name(), searched_anew(&media, &coming.name));
    let row = store::NewMedia { public: public.as_ref(), searched: &searched, by: &by, at, ..row };
    store::replace(&mut tx, id, &row).await?;
    if public.is_some() {
        store::put_renditions(&mut tx, id, &[]).await?;
    } else {
        works::ask_for(&mut tx, id, media.kind, at).await?;
    }
    let touches = store::touches(&mut tx, id, &media.key).await?;
    let detail = json!({ "name": coming.name, "sha256": looked.sha256, "was": media.original.0 });
    log(&mut tx, actor, at, ("replace", id), detail, touches).await?;
    tx.commit().await?;
    Ok(())
}
