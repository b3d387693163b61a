//! Files of a site folder on their way in, with what `library.toml` says of them.

use super::{ImportError, SiteFolder};
use crate::exchange::Exchange;
use crate::exchange::entry_file::BadFile;
use crate::exchange::library_file::{LIBRARY, Library};
use crate::media::{self, Brought, FileKey};
use crate::platform::db::Tx;
use bytes::Bytes;
use std::collections::{BTreeMap, BTreeSet};

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

/// What `library.toml` says of files that are not in the folder, or of places that are not in it.
pub(super) fn faults(site: &SiteFolder) -> Result<Vec<BadFile>, ImportError> {
    if site.library.is_empty() {
        return Ok(Vec::new());
    }
    let mut there = BTreeSet::new();
    let own = site.files.iter().chain(&site.unheld);
    for (name, bytes) in own.chain(site.entries.iter().flat_map(|entry| &entry.files)) {
        let key = Brought { name, bytes: bytes.clone() }.key();
        there.insert(key.map_err(|refusal| ImportError::File(name.clone(), refusal))?);
    }
    let lost = site.library.keys().filter(|key| !there.contains(*key));
    let lost =
        lost.map(|key| BadFile::new(LIBRARY, &format!("no file of the folder has the key {key}")));
    let places = site.library.iter().filter_map(|(key, said)| {
        let place = said.credits.place.as_ref().filter(|place| !site.places.has(place))?;
        Some(BadFile::new(LIBRARY, &format!("{key}: there is no place {place}")))
    });
    Ok(lost.chain(places).collect())
}
