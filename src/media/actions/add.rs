//! Handing a file in.

use super::{Library, Refusal, keep, log, searched};
use crate::media::model::{Credits, FileKey, Media, MediaId, MediaWords};
use crate::media::sniff::{self, Content, Examined, MediaKind, Type};
use crate::media::{store, works};
use crate::people::{Actor, Right, Scope};
use crate::platform::db::Tx;
use crate::platform::files::{STROKE, hex};
use crate::platform::i18n::Language;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// A file that is handed in.
#[derive(Clone, Debug)]
pub struct Coming {
    /// The name its owner gave it.
    pub name: String,
    /// The media type its sender declares.
    pub declared: Option<String>,
    /// Its bytes.
    pub content: Content,
    /// What is said of it already, in a language.
    pub words: Option<(Language, MediaWords)>,
}

/// What became of a file that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is in the library.
    New(MediaId),
    /// It was there already, byte for byte.
    Known(MediaId),
    /// It was there and had been thrown away: it was put back.
    PutBack(MediaId),
}

impl Added {
    /// The file's number.
    pub fn id(self) -> MediaId {
        match self {
            Added::New(id) | Added::Known(id) | Added::PutBack(id) => id,
        }
    }
}

/// A file that was looked at and counted.
pub(super) struct Looked {
    pub examined: Examined,
    pub sha256: String,
    pub bytes: i64,
}

/// The longest name that is kept, in letters.
const LONGEST_NAME: usize = 200;

/// Adds a file to the library. Nothing of a refused file is written. The original is stored before
/// it is described: a described file is always there.
pub async fn add(library: &Library, actor: &Actor, coming: Coming) -> Result<Added, Refusal> {
    if !actor.may(Right::Upload, &Scope::anywhere()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    let looked = look(&coming).await?;
    // One that is known already is not stored again, but for the case that it is forgotten just now.
    store_original(library, &coming.content, &looked).await?;
    let mut tx = library.db.begin().await?;
    let added = take_in(&mut tx, library, actor, (&coming, &looked)).await?;
    tx.commit().await?;
    Ok(added)
}

/// The same in the transaction of whoever may.
pub(super) async fn take_in(
    tx: &mut Tx,
    library: &Library,
    actor: &Actor,
    (coming, looked): (&Coming, &Looked),
) -> Result<Added, Refusal> {
    let at = library.clock.now_ms();
    match store::media_by_sha256(tx, &looked.sha256).await? {
        Some(id) => known(tx, actor, at, id).await,
        None => new(tx, library, actor, (coming, looked)).await,
    }
}

/// Tells what a file is, off the threads that answer people.
pub(super) async fn look(coming: &Coming) -> Result<Looked, Refusal> {
    let coming = coming.clone();
    let looked = tokio::task::spawn_blocking(move || {
        let examined = sniff::examine(&coming.name, coming.declared.as_deref(), &coming.content)?;
        let (sha256, bytes) = counted(&coming.content)?;
        Ok::<_, sniff::Unfit>(Looked { examined, sha256, bytes })
    });
    Ok(looked.await??)
}

fn counted(content: &Content) -> io::Result<(String, i64)> {
    let mut hasher = Sha256::new();
    let length = match content {
        Content::Memory(bytes) => {
            hasher.update(bytes);
            bytes.len() as u64
        }
        Content::File(path) => {
            let mut file = std::fs::File::open(path)?;
            let (mut buffer, mut length) = (vec![0; STROKE], 0);
            loop {
                let read = file.read(&mut buffer)?;
                if read == 0 {
                    break length;
                }
                hasher.update(buffer.get(..read).unwrap_or_default());
                length += read as u64;
            }
        }
    };
    Ok((hex(&hasher.finalize()), i64::try_from(length).unwrap_or(i64::MAX)))
}

pub(super) async fn store_original(
    library: &Library,
    content: &Content,
    looked: &Looked,
) -> Result<(), Refusal> {
    let (originals, key) = (library.files.originals(), FileKey::of_sha256(&looked.sha256));
    match content {
        Content::Memory(bytes) => originals.put(&key.0, bytes.clone()).await?,
        Content::File(path) => originals.put_file(&key.0, path).await?,
    }
    Ok(())
}

/// What readers may have at once because it is published as it is: drawings, documents, captions.
pub(super) fn is_published_as_it_is(is: Type) -> bool {
    is.mime == "image/svg+xml" || matches!(is.kind, MediaKind::Document | MediaKind::Captions)
}

pub(super) async fn published(
    tx: &mut Tx,
    library: &Library,
    coming: &Coming,
    looked: &Looked,
) -> Result<Option<FileKey>, Refusal> {
    let is = looked.examined.is;
    if !is_published_as_it_is(is) {
        return Ok(None);
    }
    let bytes = match &coming.content {
        Content::Memory(bytes) => bytes.clone(),
        Content::File(path) => bytes::Bytes::from(tokio::fs::read(path).await?),
    };
    let (at, kind) = (library.clock.now_ms(), (coming.name.as_str(), is.mime));
    Ok(Some(keep::publish(tx, &library.files, at, kind, bytes).await?))
}

pub(super) fn described<'a>(
    coming: &'a Coming,
    looked: &'a Looked,
    credits: &'a Credits,
) -> store::NewMedia<'a> {
    let size = looked.examined.size;
    store::NewMedia {
        key: const { &FileKey::NONE },
        name: &coming.name,
        is: looked.examined.is,
        bytes: looked.bytes,
        size: size.map(|(width, height)| (i64::from(width), i64::from(height))),
        sha256: &looked.sha256,
        public: None,
        credits,
        searched: "",
        by: "",
        at: 0,
    }
}

async fn known(tx: &mut Tx, actor: &Actor, at: i64, id: MediaId) -> Result<Added, Refusal> {
    let media = store::media(tx, id).await?.ok_or(Refusal::Missing(id))?;
    if media.removed_at.is_none() {
        return Ok(Added::Known(id));
    }
    store::put_back(tx, id).await?;
    log(tx, actor, at, ("put-back", id), json!({ "handed-in": true }), Vec::new()).await?;
    Ok(Added::PutBack(id))
}

async fn new(
    tx: &mut Tx,
    library: &Library,
    actor: &Actor,
    (coming, looked): (&Coming, &Looked),
) -> Result<Added, Refusal> {
    let at = library.clock.now_ms();
    let (taken_on, author) = (looked.examined.taken_on, looked.examined.author.clone());
    let credits = Credits { taken_on, author, ..Credits::unsaid() };
    let mut coming = coming.clone();
    coming.name = plain_name(&coming.name);
    let public = published(tx, library, &coming, looked).await?;
    let words = coming.words.as_ref().map(|(_, words)| words);
    let searched = searched(&coming.name, credits.author.as_deref(), None, words.into_iter());
    let by = actor.name();
    let row = described(&coming, looked, &credits);
    let row = store::NewMedia { public: public.as_ref(), searched: &searched, by: &by, at, ..row };
    let id = free_number(tx, &row).await?;
    if let Some((language, words)) = &coming.words {
        store::say(tx, id, *language, words).await?;
    }
    if public.is_none() {
        works::ask_for(tx, id, row.is.kind, at).await?;
    }
    let detail = json!({ "name": coming.name, "type": row.is.mime, "bytes": looked.bytes,
        "sha256": looked.sha256 });
    log(tx, actor, at, ("add", id), detail, Vec::new()).await?;
    Ok(Added::New(id))
}

/// The key entries hold is that of the first bytes; where another file had these before it was
/// replaced, the next free one.
async fn free_number(tx: &mut Tx, row: &store::NewMedia<'_>) -> Result<MediaId, Refusal> {
    let mut key = FileKey::of_sha256(row.sha256);
    for number in 2u32.. {
        if let Some(id) = store::add(tx, &store::NewMedia { key: &key, ..*row }).await? {
            return Ok(id);
        }
        key = FileKey::of(format!("{} {number}", row.sha256).as_bytes()).0;
    }
    Err(Refusal::SameFile)
}

/// The last part of a path, without signs that mean something to a terminal or a file system.
pub(super) fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = crate::platform::text::nfc(last)
        .chars()
        .filter(|c| !c.is_control() && !['"', '<', '>', '|', ':', '*', '?'].contains(c))
        .collect();
    let count = plain.chars().count();
    plain.chars().skip(count.saturating_sub(LONGEST_NAME)).collect()
}

/// What a file that is replaced says of the new one.
pub(super) fn searched_anew(media: &Media, name: &str) -> String {
    let credits = &media.credits;
    let (author, credit) = (credits.author.as_deref(), credits.credit.as_deref());
    searched(name, author, credit, media.words.values())
}
