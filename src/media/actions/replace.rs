//! Putting a new file in the place of an old one. Entries hold the file's key, which stays; what
//! they show is looked up behind it, so they show the new file without being edited.

use super::add::{
    Coming, Looked, described, look, plain_name, published, searched_anew, store_original,
};
use super::{Library, Refusal, log, may_change, present};
use crate::media::model::{FileKey, Media, MediaId};
use crate::media::store::{self, Share};
use crate::media::works;
use crate::people::{Actor, Right, Scope};
use crate::platform::db::Tx;
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
    let mut tx = library.db.begin().await?;
    let media = present(&mut tx, id).await?;
    may_change(actor, &media)?;
    coming.name = plain_name(&coming.name);
    put_in_place(&mut tx, library, (actor, &media), (&coming, &looked)).await?;
    tx.commit().await?;
    Ok(())
}

/// The same in the transaction of whoever may.
pub(super) async fn put_in_place(
    tx: &mut Tx,
    library: &Library,
    (actor, media): (&Actor, &Media),
    (coming, looked): (&Coming, &Looked),
) -> Result<(), Refusal> {
    let (at, id, is) = (library.clock.now_ms(), media.id, looked.examined.is);
    if is.kind != media.kind {
        return Err(Refusal::OtherKind { was: media.kind.name(), comes: is.kind.name() });
    }
    let row = described(coming, looked, &media.credits);
    if FileKey::of_sha256(row.sha256) == media.original {
        return Err(Refusal::SameFile);
    }
    store::remember_former(tx, media, &actor.name(), at).await?;
    let public = published(tx, library, coming, looked).await?;
    let (by, searched) = (actor.name(), searched_anew(media, &coming.name));
    let row = store::NewMedia { public: public.as_ref(), searched: &searched, by: &by, at, ..row };
    store::replace(tx, id, &row).await?;
    if public.is_some() {
        store::clear_renditions(tx, id, Share::Pictures).await?;
    } else {
        works::ask_for(tx, id, media.kind, at).await?;
    }
    let touches = store::touches(tx, id, &media.key).await?;
    let detail = json!({ "name": coming.name, "sha256": looked.sha256, "was": media.original.0 });
    log(tx, actor, at, ("replace", id), detail, touches).await
}
