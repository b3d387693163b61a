//! What is chosen and written for a film: its poster and its captions.

use super::add::{Coming, look, store_original, take_in};
use super::replace::put_in_place;
use super::{Library, Refusal, log, may_change, present};
use crate::media::model::{Media, MediaId, Poster};
use crate::media::sniff::{Content, MediaKind};
use crate::media::{FileKey, store, works};
use crate::people::{Actor, Right, Scope};
use crate::platform::db::Tx;
use crate::platform::i18n::Language;
use bytes::Bytes;
use serde_json::json;

/// Chooses what stands in a film's place before it plays. Until it is made the former stays.
pub async fn choose_poster(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    id: MediaId,
    poster: Poster,
) -> Result<(), Refusal> {
    let media = present(tx, id).await?;
    may_change(actor, &media)?;
    let fits = match poster {
        Poster::Own => true,
        Poster::At(milliseconds) => (0..i64::from(i32::MAX)).contains(&milliseconds),
        Poster::Picture(picture) => {
            let picture = present(tx, picture).await?;
            picture.kind == MediaKind::Picture && !picture.is_drawing()
        }
    };
    if media.kind != MediaKind::Video || !fits {
        return Err(Refusal::Wrong { field: "poster" });
    }
    store::set_poster(tx, id, poster).await?;
    works::ask_for_poster(tx, id, at).await?;
    let detail = match poster {
        Poster::Own => json!({}),
        Poster::At(milliseconds) => json!({ "at": milliseconds }),
        Poster::Picture(picture) => json!({ "picture": picture }),
    };
    log(tx, actor, at, ("choose-poster", id), detail, Vec::new()).await
}

/// A film's words in one language, as they shall be.
#[derive(Clone, Debug)]
pub struct Caption {
    /// The language.
    pub language: Language,
    /// The edition of the file their author opened; `None` where there was none.
    pub seen: Option<i64>,
    /// The file (`WebVTT`).
    pub text: String,
}

/// Whether an actor may write a film's words: who may change it, and who translates.
pub fn may_caption(actor: &Actor, film: &Media) -> Result<(), Refusal> {
    let translates = actor.may(Right::Translate, &Scope::anywhere());
    if translates { Ok(()) } else { may_change(actor, film) }
}

/// Keeps a film's captions: a file of the library, which entries take like any other. Kept as they
/// are already, nothing is written.
pub async fn caption(
    library: &Library,
    actor: &Actor,
    id: MediaId,
    said: Caption,
) -> Result<MediaId, Refusal> {
    let mut tx = library.db.begin().await?;
    let media = present(&mut tx, id).await?;
    may_caption(actor, &media)?;
    drop(tx);
    let coming = coming(&media, &said);
    let looked = look(&coming).await?;
    store_original(library, &coming.content, &looked).await?;
    let mut tx = library.db.begin().await?;
    let media = present(&mut tx, id).await?;
    if media.kind != MediaKind::Video {
        return Err(Refusal::Wrong { field: "captions" });
    }
    let held = store::captions_in(&mut tx, id, said.language).await?;
    let former = match held {
        Some((words, _)) => Some(present(&mut tx, words).await?),
        None => None,
    };
    if former.as_ref().map(|file| file.edition) != said.seen {
        return Err(Refusal::Clash(id));
    }
    let shared = held.is_some_and(|(_, shared)| shared);
    let words = match former {
        Some(words) if words.original == FileKey::of_sha256(&looked.sha256) => return Ok(words.id),
        Some(words) if !shared => {
            put_in_place(&mut tx, library, (actor, &words), (&coming, &looked)).await?;
            words.id
        }
        _ => take_in(&mut tx, library, actor, (&coming, &looked)).await?.id(),
    };
    let at = library.clock.now_ms();
    captioned(&mut tx, actor, at, &media, (said.language, words)).await?;
    tx.commit().await?;
    Ok(words)
}

/// Says that a file of the library holds a film's words in a language, in the caller's transaction. Said
/// again, nothing is written.
pub(super) async fn hold(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    film: &Media,
    (language, words): (Language, &Media),
) -> Result<(), Refusal> {
    may_caption(actor, film)?;
    if film.kind != MediaKind::Video || words.kind != MediaKind::Captions {
        return Err(Refusal::Wrong { field: "captions" });
    }
    let held = store::captions_in(tx, film.id, language).await?;
    if held.is_some_and(|(held, _)| held == words.id) {
        return Ok(());
    }
    captioned(tx, actor, at, film, (language, words.id)).await
}

async fn captioned(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    film: &Media,
    (language, words): (Language, MediaId),
) -> Result<(), Refusal> {
    store::set_captions(tx, film.id, language, words).await?;
    let detail = json!({ "language": language.to_string(), "file": words });
    let touches = store::touches(tx, film.id, &film.key).await?;
    log(tx, actor, at, ("caption", film.id), detail, touches).await
}

fn coming(film: &Media, said: &Caption) -> Coming {
    let stem = film.name.rsplit_once('.').map_or(film.name.as_str(), |(stem, _)| stem);
    Coming {
        name: format!("{stem}.{}.vtt", said.language),
        declared: Some("text/vtt".to_owned()),
        content: Content::Memory(Bytes::from(said.text.clone())),
        words: None,
    }
}
