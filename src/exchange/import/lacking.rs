//! What keeps a folder out: keys that lead nowhere, and what would stop an entry at the desk from
//! going public. Not for files that cannot be read: those are named when the folder is.

use super::{Folder, ImportError, SiteFolder};
use crate::editorial::{self, Complaint, EntryIs, Facts, FilmIs, Of, Surroundings, Words};
use crate::exchange::Exchange;
use crate::exchange::entry_file::WordsFile;
use crate::media::Brought;
use crate::platform::files::content_type;
use crate::platform::i18n::Language;
use crate::site;
use bytes::Bytes;
use serde_json::Value;
use std::collections::HashMap;

/// What the entries lack, each against the whole folder: keys that lead nowhere are found here, and
/// everything that would stop an entry at the desk from going public stops it here.
pub(super) async fn lacking(
    exchange: &Exchange,
    site: &SiteFolder,
) -> Result<Vec<(String, Complaint)>, ImportError> {
    let mut found: Vec<(String, Complaint)> = Vec::new();
    for entry in &site.entries {
        let mut facts = entry.facts.clone();
        let unkept = || crate::media::FileKey(String::new());
        facts.files = entry.files.iter().map(|(name, _)| (name.clone(), unkept())).collect();
        let mut complaints = unknown_keys(site, &facts);
        let drafts = entry.words.values().filter(|file| !file.goes_public());
        let said: Vec<&Words> = drafts.map(|file| &file.words).collect();
        complaints.extend((entry.rules.refuses)(&facts, &said));
        for (language, file) in entry.words.iter().filter(|(_, file)| file.goes_public()) {
            let around = around(exchange, site, entry, *language, &file.words).await?;
            let in_language = (*language, &file.words);
            for mut lack in editorial::lacks(&entry.rules, &facts, in_language, &around) {
                lack.field = format!("{language}: {}", lack.field);
                complaints.push(lack);
            }
        }
        let subject = format!("{}/{}", entry.rules.kind, entry.key);
        found.extend(complaints.into_iter().map(|complaint| (subject.clone(), complaint)));
    }
    Ok(found)
}

/// What the checks must know: the folder as it will stand, and behind it what stands already.
async fn around(
    exchange: &Exchange,
    site: &SiteFolder,
    entry: &Folder,
    language: Language,
    words: &Words,
) -> Result<Surroundings, ImportError> {
    let of = Of { rules: &entry.rules, key: &entry.key, language };
    let mut around = editorial::surroundings(&exchange.db, of, &entry.facts, words).await?;
    for other in &site.entries {
        let name = format!("{}/{}", other.rules.kind, other.key);
        if other.words.get(&language).is_some_and(WordsFile::goes_public) {
            around.entries.insert(name, EntryIs::Published);
        } else if around.entries.get(&name) == Some(&EntryIs::Missing) {
            around.entries.insert(name, EntryIs::Unpublished);
        }
    }
    around.films = films(site, entry, language)?;
    let slugs = words.body.reusables();
    let kept = site::reusables_in(&exchange.db, &slugs, language).await?;
    let given =
        site.blocks.iter().filter(|block| block.bodies.iter().any(|(one, _)| *one == language));
    around.blocks = kept.into_keys().chain(given.map(|block| block.slug.clone())).collect();
    Ok(around)
}

/// The entry's films: all are of the library, which makes their posters; captions are what it names.
fn films(
    site: &SiteFolder,
    entry: &Folder,
    language: Language,
) -> Result<HashMap<String, FilmIs>, ImportError> {
    let films = entry.files.iter().filter(|(name, _)| content_type(name).starts_with("video/"));
    let is = |(name, bytes): &(String, Bytes)| {
        let key = Brought { name, bytes: bytes.clone() }.key();
        let key = key.map_err(|refusal| ImportError::File(name.clone(), refusal))?;
        let said = site.library.get(&key);
        let captioned = said.is_some_and(|said| said.beside.captions.contains_key(&language));
        let is = if captioned { FilmIs::Captioned } else { FilmIs::Uncaptioned };
        Ok((name.clone(), is))
    };
    films.map(is).collect()
}

fn unknown_keys(site: &SiteFolder, facts: &Facts) -> Vec<Complaint> {
    let mut found = Vec::new();
    let mut check = |known: bool, field: String, key: &'static str| {
        if !known {
            found.push(Complaint::new(field, key));
        }
    };
    let agency = |key: &str| site.agencies.get(key).is_some();
    check(
        agency(&facts.publisher),
        format!("publisher {}", facts.publisher),
        "editorial-unknown-agency",
    );
    for tag in &facts.tags {
        check(site.settings.tag(tag).is_some(), format!("tag {tag}"), "editorial-unknown-tag");
    }
    let own = |name: &str| facts.own.get(name).and_then(Value::as_str);
    if let Some(section) = own("section") {
        check(
            site.settings.section(section).is_some(),
            format!("section {section}"),
            "editorial-unknown-section",
        );
    }
    if let Some(province) = own("province") {
        check(agency(province), format!("province {province}"), "editorial-unknown-agency");
    }
    if let Some(issuer) = own("issuer") {
        check(agency(issuer), format!("issuer {issuer}"), "editorial-unknown-agency");
    }
    let listed = |name: &str, field: &str| -> Vec<String> {
        let items = facts.own.get(name).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(|item| Some(item.get(field)?.as_str()?.to_owned())).collect()
    };
    let places = own("place").map(str::to_owned).into_iter().chain(listed("activity", "place"));
    for place in places {
        check(site.places.has(&place), format!("place {place}"), "editorial-unknown-place");
    }
    for key in listed("organiser", "agency") {
        check(agency(&key), format!("agency {key}"), "editorial-unknown-agency");
    }
    found
}
