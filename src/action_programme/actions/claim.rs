//! What somebody names as evidence, looked up before it is put forward: an entry must be open to readers,
//! views are read from the ledger and never typed in, a file must stand in the library. Not for judging
//! it: that is `evidence.rs`.

use super::{PlanDraft, Refusal, faulty};
use crate::action_programme::model::Proof;
use crate::editorial::{self, Live};
use crate::media::{self, FileKey};
use crate::platform::db::{Db, Failure};
use crate::platform::i18n::Language;
use crate::visits::{self, Span};
use jiff::civil::Date;
use serde::Deserialize;

/// Evidence as it is named.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Claim {
    /// A published entry, such as `news/khai-mac`.
    Entry {
        /// Its kind and key.
        entry: String,
    },
    /// How often an entry was opened from one day to another.
    Visits {
        /// Its kind and key.
        entry: String,
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// A file of the library.
    File {
        /// Its key.
        file: String,
    },
    /// A page elsewhere with the hash of its archived copy.
    Link {
        /// Where.
        url: String,
        /// SHA-256 of the copy, in hexadecimal.
        hash: String,
        /// The day it was archived.
        archived: Date,
    },
}

/// An entry by its name such as `news/khai-mac`, in the first of these languages in which readers can
/// open it.
pub async fn published(
    db: &Db,
    languages: &[Language],
    entry: &str,
) -> Result<Option<Live>, Failure> {
    for language in languages {
        if let Some(live) = editorial::find(db, entry, *language).await? {
            return Ok(Some(live));
        }
    }
    Ok(None)
}

async fn must_be_published(db: &Db, languages: &[Language], entry: &str) -> Result<Live, Refusal> {
    let live = published(db, languages, entry).await?;
    live.ok_or_else(|| faulty("entry", "progdesk-no-entry"))
}

/// Evidence looked up, or what is wrong with it.
pub async fn look_up(
    db: &Db,
    (languages, today): (&[Language], Date),
    claim: Claim,
) -> Result<Proof, Refusal> {
    Ok(match claim {
        Claim::Entry { entry } => {
            let live = must_be_published(db, languages, &entry).await?;
            Proof::Entry { entry, language: live.language }
        }
        Claim::Visits { entry, from, to } => {
            let live = must_be_published(db, languages, &entry).await?;
            if to > today {
                return Err(faulty("to", "programme-fault-future"));
            }
            let span = Span { first: from.to_string(), last: to.to_string() };
            let days = visits::entry_days(db, live.id, &span).await?;
            let views = days.iter().map(|(_, views, _)| views).sum();
            Proof::Visits { entry, from, to, views }
        }
        Claim::File { file } => {
            in_library(db, &file).await?;
            Proof::File { file }
        }
        Claim::Link { url, hash, archived } => {
            Proof::Link { url, hash: hash.to_lowercase(), archived }
        }
    })
}

async fn in_library(db: &Db, file: &str) -> Result<(), Refusal> {
    let found = media::media_by_key(db, &FileKey(file.to_owned())).await?;
    if found.is_some() { Ok(()) } else { Err(faulty("file", "progdesk-no-file")) }
}

/// Whether what a plan names is there: the entry that publishes it, the file that holds it.
pub async fn holds(db: &Db, languages: &[Language], draft: &PlanDraft) -> Result<(), Refusal> {
    if let Some(entry) = &draft.entry {
        must_be_published(db, languages, entry).await?;
    }
    match &draft.file {
        Some(file) => in_library(db, file).await,
        None => Ok(()),
    }
}
