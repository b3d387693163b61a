//! What is true of an article beyond what is true of every entry.

use super::desk::FORM;
use crate::editorial::{Facts, Kind, KindRules, Listing, no_complaints};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The kind.
pub const KIND: Kind = Kind::new("news");

/// An article's own facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleFacts {
    /// Key of its section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Where the source can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// Entries its editor set beside it, such as `festival/…`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
}

/// An article's own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleWords {
    /// The desk or office that wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The name of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// The rules of this kind.
pub fn rules() -> KindRules {
    KindRules {
        kind: KIND,
        blank: |_| serde_json::json!({}),
        facts: |own| serde_json::to_value(serde_json::from_value::<ArticleFacts>(own)?),
        words: |own| serde_json::to_value(serde_json::from_value::<ArticleWords>(own)?),
        complaints: |_, _, _| Vec::new(),
        refuses: no_complaints,
        warns: no_complaints,
        listing: |facts| Listing { section: read(facts).section, happens: None },
        form: FORM,
    }
}

/// An article's own facts out of an entry's.
pub fn read(facts: &Facts) -> ArticleFacts {
    own(&facts.own)
}

/// The kind's own fields out of an edition; a save lets no others in.
pub fn own<T: Default + for<'a> Deserialize<'a>>(own: &Value) -> T {
    T::deserialize(own).unwrap_or_default()
}
