//! The change log: who did what, when, in one hash-chained list written in the transaction of the
//! act itself. It is the audit log, and it is what followers read to keep caches and indexes
//! true. Not for content: what was written stands in the editions.

mod follow;
mod store;
#[cfg(test)]
mod tests;

pub use follow::{FollowError, Follower, Following, follow};
pub use store::{about, after, append, found, last, looked_for, numbered, verbs, verify};

use serde_json::Value;
use sha2::{Digest, Sha256};

/// Something a page may depend on and a change may touch, such as `entry:42` or `kind:news`.
pub type Token = String;

/// What somebody did, ready to be appended.
#[derive(Clone, Debug)]
pub struct Act<'a> {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who: an account, the operator at the command line or the scheduler.
    pub actor: &'a str,
    /// What was done, such as `publish`.
    pub verb: &'a str,
    /// To what, such as `news/khai-mac`.
    pub subject: &'a str,
    /// What a later reader needs to understand it.
    pub detail: Value,
    /// What pages that show any of these must be carved anew.
    pub touches: Vec<Token>,
}

/// What somebody looks for in the log; each `None` is anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Who did it, as the log names actors.
    pub actor: Option<String>,
    /// What was done.
    pub verb: Option<String>,
    /// A part of what it was done to.
    pub subject: Option<String>,
    /// Not before this moment, in milliseconds since 1970.
    pub from: Option<i64>,
    /// Before this moment, in milliseconds since 1970.
    pub until: Option<i64>,
}

/// A row of the change log.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The place in the log, from 1, without gaps.
    pub seq: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub actor: String,
    /// What was done.
    pub verb: String,
    /// To what.
    pub subject: String,
    /// The act's detail with its `touches`.
    pub detail: Value,
    /// SHA-256 over the previous row's hash and this row, in hexadecimal.
    pub hash: String,
}

impl Change {
    /// What this change touched.
    pub fn touches(&self) -> impl Iterator<Item = &str> {
        self.detail
            .get("touches")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
    }

    fn hash_after(&self, previous: &str) -> String {
        let mut hasher = Sha256::new();
        let detail = self.detail.to_string();
        let (seq, at) = (self.seq.to_string(), self.at.to_string());
        for part in [previous, &seq, &at, &self.actor, &self.verb, &self.subject, &detail] {
            // Lengths in front: two different rows can never be one and the same text.
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        crate::platform::files::hex(&hasher.finalize())
    }
}
