//! What is true of an album beyond what is true of every entry: its pictures, in order, are it.

use super::desk::FORM;
use crate::editorial::{Complaint, Kind, KindRules, Listing, no_complaints};
use serde::{Deserialize, Serialize};

/// The kind.
pub const KIND: Kind = Kind::new("gallery");

/// An album's own facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlbumFacts {
    /// Key of the place it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// An album has no words beyond those of every entry.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlbumWords {}

/// The rules of this kind.
pub fn rules() -> KindRules {
    KindRules {
        kind: KIND,
        blank: |_| serde_json::json!({}),
        facts: |own| serde_json::to_value(serde_json::from_value::<AlbumFacts>(own)?),
        words: |own| serde_json::to_value(serde_json::from_value::<AlbumWords>(own)?),
        complaints: |facts, _, _| {
            let empty = facts.pictures.is_empty();
            let complaint = Complaint::new("picture", "editorial-no-picture");
            empty.then_some(complaint).into_iter().collect()
        },
        refuses: no_complaints,
        warns: no_complaints,
        listing: |_| Listing::default(),
        form: FORM,
    }
}
