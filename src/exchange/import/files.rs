//! Files of a site folder on their way in, with what `library.toml` says of them.

use super::{ImportError, SiteFolder};
use crate::exchange::Exchange;
use crate::exchange::entry_file::BadFile;
use crate::exchange::library_file::{LIBRARY, Library};
use crate::media::{self, Beside, Brought, FileKey};
use crate::platform::db::Tx;
use crate::platform::files::content_type;
use bytes::Bytes;
use std::collections::BTreeMap;

/// Brings files in; answers their keys by name.
pub(super) async fn bring(
    exchange: &Exchange,
    tx: &mut Tx,
    at: i64,
    (subject, files): (&str, &[(String, Bytes)]),
    library: &Library,
) -> Result<BTreeMap<String, FileKey>, ImportError> {
    let mut kept = BTreeMap::new();
    for (name, bytes) in files {
        let refused = |refusal| ImportError::File(subject.to_owned(), refusal);
        let brought = Brought { name, bytes: bytes.clone() };
        let key = brought.key().map_err(refused)?;
        let said = library.get(&key);
        let key = media::bring(tx, (&exchange.files, at), brought, said).await.map_err(refused)?;
        kept.insert(name.clone(), key);
    }
    Ok(kept)
}

/// Films of which `library.toml` says something, with what it puts beside them. They come in before the
/// entries that show them: their posters and captions may lie in any folder.
pub(super) async fn bring_films(
    exchange: &Exchange,
    tx: &mut Tx,
    at: i64,
    site: &SiteFolder,
) -> Result<(), ImportError> {
    if site.library.is_empty() {
        return Ok(());
    }
    let files = by_key(site)?;
    for (key, said) in &site.library {
        let film = files.get(key).is_some_and(|(name, _)| content_type(name).starts_with("video/"));
        if !film && said.beside == Beside::default() {
            continue;
        }
        for one in std::iter::once(key).chain(said.beside.keys()) {
            let Some((name, bytes)) = files.get(one) else { continue };
            let own = [((*name).to_owned(), (*bytes).clone())];
            bring(exchange, tx, at, (LIBRARY, &own), &site.library).await?;
        }
        let put = media::put_beside(tx, at, key, &said.beside).await;
        put.map_err(|refusal| ImportError::File(format!("{LIBRARY}: {key}"), refusal))?;
    }
    Ok(())
}

/// Every file of the folder by its content, with a name it has there.
fn by_key(site: &SiteFolder) -> Result<BTreeMap<FileKey, (&str, &Bytes)>, ImportError> {
    let own = site.files.iter().chain(&site.unheld);
    let all = own.chain(site.entries.iter().flat_map(|entry| &entry.files));
    all.map(|(name, bytes)| {
        let key = Brought { name, bytes: bytes.clone() }.key();
        let key = key.map_err(|refusal| ImportError::File(name.clone(), refusal))?;
        Ok((key, (name.as_str(), bytes)))
    })
    .collect()
}

/// What `library.toml` says of files that are not in the folder, or of places that are not in it.
pub(super) fn faults(site: &SiteFolder) -> Result<Vec<BadFile>, ImportError> {
    if site.library.is_empty() {
        return Ok(Vec::new());
    }
    let there = by_key(site)?;
    let lost = site.library.keys().filter(|key| !there.contains_key(*key));
    let lost =
        lost.map(|key| BadFile::new(LIBRARY, &format!("no file of the folder has the key {key}")));
    let places = site.library.iter().filter_map(|(key, said)| {
        let place = said.credits.place.as_ref().filter(|place| !site.places.has(place))?;
        Some(BadFile::new(LIBRARY, &format!("{key}: there is no place {place}")))
    });
    Ok(lost.chain(places).collect())
}
