//! Bringing a file of a site folder in: an operator brings it, it is published as it is. Photographs,
//! films and sounds enter the library, where what readers get is made beside what was brought; other
//! files do so where something is said of them.

use super::film::hold;
use super::{Description, Refusal, choose_poster, describe, keep, log, present, searched};
use crate::media::model::{Credits, FileKey, Media, MediaId, MediaWords, Poster};
use crate::media::sniff::{MediaKind, Type};
use crate::media::{store, works};
use crate::people::Actor;
use crate::platform::db::Tx;
use crate::platform::files::{Files, content_type};
use crate::platform::i18n::Language;
use bytes::Bytes;
use serde_json::json;
use std::collections::BTreeMap;

/// What a site folder says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The name its owner gave it.
    pub name: Option<String>,
    /// What is true whatever the language.
    pub credits: Credits,
    /// What is said in each language.
    pub words: BTreeMap<Language, MediaWords>,
    /// What stands beside it, of films.
    pub beside: Beside,
}

impl Said {
    /// Nothing but that it is there.
    pub fn nothing() -> Said {
        let (name, words, beside) = Default::default();
        Said { name, credits: Credits::unsaid(), words, beside }
    }
}

/// What a site folder puts beside a film, by the content of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// What stands in its place before it plays.
    pub poster: Poster<FileKey>,
    /// Its words in each language.
    pub captions: BTreeMap<Language, FileKey>,
}

impl Beside {
    /// The files it is about.
    pub fn keys(&self) -> impl Iterator<Item = &FileKey> {
        let picture = match &self.poster {
            Poster::Picture(key) => Some(key),
            Poster::Own | Poster::At(_) => None,
        };
        self.captions.values().chain(picture)
    }
}

/// A file of a site folder.
#[derive(Clone, Debug)]
pub struct Brought<'a> {
    /// Its name in the folder.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: Bytes,
}

impl Brought<'_> {
    /// The key it will have: of its bytes as readers get them.
    pub fn key(&self) -> Result<FileKey, Refusal> {
        let bytes = keep::bared(self.name, content_type(self.name), &self.bytes)?;
        Ok(FileKey::of(&bytes).0)
    }
}

/// Brings a file in, in the caller's transaction; the same file twice is the same file. What is said of
/// it replaces what was said before; where nothing is said, that stays.
pub async fn bring(
    tx: &mut Tx,
    (files, at): (&Files, i64),
    brought: Brought<'_>,
    said: Option<&Said>,
) -> Result<FileKey, Refusal> {
    let (name, kind) = (brought.name, content_type(brought.name));
    if kind == "application/octet-stream" {
        return Err(Refusal::UnknownType(name.to_owned()));
    }
    let bytes = keep::bared(name, kind, &brought.bytes)?;
    let key = keep::publish(tx, files, at, (name, kind), bytes.clone()).await?;
    let is = kind.split(';').next().and_then(Type::named);
    let Some(is) = is.filter(|is| said.is_some() || is_made_of(*is)) else { return Ok(key) };
    let id = match store::id_by_key(tx, &key).await? {
        Some(id) => id,
        None => enter(tx, at, (&key, is), (name, &bytes), said).await?,
    };
    if store::media(tx, id).await?.is_some_and(|media| media.removed_at.is_some()) {
        super::put_back(tx, &Actor::Operator, at, id).await?;
    }
    if let Some(said) = said {
        say(tx, at, id, said).await?;
    }
    Ok(key)
}

/// Whether something is made of files of this type.
fn is_made_of(is: Type) -> bool {
    let drawing = is.mime == "image/svg+xml";
    matches!(is.kind, MediaKind::Picture | MediaKind::Video | MediaKind::Audio) && !drawing
}

async fn enter(
    tx: &mut Tx,
    at: i64,
    (key, is): (&FileKey, Type),
    (name, bytes): (&str, &Bytes),
    said: Option<&Said>,
) -> Result<MediaId, Refusal> {
    let name = said.and_then(|said| said.name.as_deref()).unwrap_or(name);
    let (_, sha256) = FileKey::of(bytes);
    let actor = Actor::Operator;
    let (by, searched) = (actor.name(), searched(name, None, None, std::iter::empty()));
    let credits = Credits::unsaid();
    let row = store::NewMedia {
        key,
        name,
        is,
        bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        size: keep::size(is.mime, bytes),
        sha256: &sha256,
        public: Some(key),
        credits: &credits,
        searched: &searched,
        by: &by,
        at,
    };
    // Nobody else has the key: it was asked for in this transaction.
    let id = store::add(tx, &row).await?.ok_or(Refusal::SameFile)?;
    if is_made_of(is) {
        works::ask_in_good_time(tx, id, is.kind, at).await?;
    }
    let detail = json!({ "name": name, "type": is.mime, "bytes": bytes.len(), "sha256": sha256 });
    log(tx, &actor, at, ("add", id), detail, Vec::new()).await?;
    Ok(id)
}

/// Puts a poster and captions beside a film, in the caller's transaction; all of them were brought before.
/// As they are already, nothing is written. Words in languages that are left out stay.
pub async fn put_beside(
    tx: &mut Tx,
    at: i64,
    film: &FileKey,
    beside: &Beside,
) -> Result<(), Refusal> {
    let film = of_key(tx, film, "key").await?;
    let poster = match &beside.poster {
        Poster::Own => Poster::Own,
        Poster::At(milliseconds) => Poster::At(*milliseconds),
        Poster::Picture(key) => Poster::Picture(of_key(tx, key, "poster_of").await?.id),
    };
    if film.poster != poster {
        choose_poster(tx, &Actor::Operator, at, film.id, poster).await?;
    }
    for (language, key) in &beside.captions {
        let words = of_key(tx, key, "captions").await?;
        hold(tx, &Actor::Operator, at, &film, (*language, &words)).await?;
    }
    Ok(())
}

async fn of_key(tx: &mut Tx, key: &FileKey, field: &'static str) -> Result<Media, Refusal> {
    let id = store::id_by_key(tx, key).await?.ok_or(Refusal::Wrong { field })?;
    present(tx, id).await
}

async fn say(tx: &mut Tx, at: i64, id: MediaId, said: &Said) -> Result<(), Refusal> {
    let media = store::media(tx, id).await?.ok_or(Refusal::Missing(id))?;
    let description = Description {
        seen: media.edition,
        credits: said.credits.clone(),
        words: said.words.clone(),
    };
    describe(tx, &Actor::Operator, at, id, &description).await?;
    Ok(())
}
