//! What can be done to a fact check beyond what can be done to every entry: keeping a copy of a source.

use super::model::{self, KIND};
use super::store::{self, Kept};
use crate::editorial::{self, Draft, KindRules};
use crate::people::{Actor, Right};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use crate::platform::files::{self, FileFailure, Files};
use bytes::Bytes;
use serde_json::{Value, json};

/// Why a copy was not kept.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such finding in the newest edition.
    #[error("{0} has no such finding")]
    NoFinding(String),
    /// The copy has no bytes.
    #[error("the copy for {0} is empty")]
    Empty(String),
    /// The fact check could not be saved.
    #[error(transparent)]
    Entry(#[from] editorial::Refusal),
    /// The file store did not answer.
    #[error(transparent)]
    Files(#[from] FileFailure),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// A copy of a source as it was read.
#[derive(Debug)]
pub struct Copy<'a> {
    /// The fact check's key.
    pub key: &'a str,
    /// The id of the finding whose source it is.
    pub finding: &'a str,
    /// What the file is called.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Keeps a private copy of a source and writes its SHA-256 beside the source: a new edition of the facts.
/// The copy is never served to readers: its rights are another's. Answers the SHA-256.
pub async fn keep_copy(
    tx: &mut Tx,
    files: &Files,
    actor: &Actor,
    at: i64,
    rules: &KindRules,
    copy: Copy<'_>,
) -> Result<String, Refusal> {
    let subject = format!("{KIND}/{}", copy.key);
    let stored = editorial::latest(tx, KIND.name(), copy.key).await?;
    let stored = stored.ok_or_else(|| editorial::Refusal::Missing(subject.clone()))?;
    if !actor.may(Right::Save, &stored.scope()) {
        return Err(editorial::Refusal::NotAllowed(actor.clone()).into());
    }
    if copy.bytes.is_empty() {
        return Err(Refusal::Empty(subject));
    }
    let mut own = model::facts_of(&stored.facts);
    let source = own.finding.iter_mut().find(|one| one.id == copy.finding);
    let source = source.ok_or_else(|| Refusal::NoFinding(subject.clone()))?;
    let files::Kept { sha256, bytes } = files.originals().keep(copy.bytes).await?;
    source.sha256 = Some(sha256.clone());
    let own = serde_json::to_value(own).map_err(editorial::Refusal::from)?;
    let facts = editorial::Facts { own, ..stored.facts.clone() };
    let seen = Some(stored.seen());
    let draft = Draft { rules, key: copy.key, seen, facts: &facts, words: &[] };
    editorial::save(tx, actor, at, draft).await?;
    let kept = Kept { sha256: sha256.clone(), name: copy.name.to_owned(), bytes, at };
    store::keep(tx, stored.id, &kept, &actor.name()).await?;
    let detail: Value = json!({ "entry": stored.id, "finding": copy.finding, "sha256": sha256 });
    let actor = actor.name();
    let act = Act {
        at,
        actor: &actor,
        verb: "keep-copy",
        subject: &subject,
        detail,
        touches: Vec::new(),
    };
    append(tx, act).await?;
    Ok(sha256)
}
