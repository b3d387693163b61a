//! What is true of a standing page beyond what is true of every entry.

use super::desk::FORM;
use crate::editorial::{Kind, KindRules, Listing, no_complaints};
use serde::{Deserialize, Serialize};

/// The kind.
pub const KIND: Kind = Kind::new("page");

/// What a standing page is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// About the site.
    About,
    /// How to reach its publisher.
    Contact,
    /// The accessibility statement.
    Access,
    /// What is known of readers.
    Privacy,
    /// The culture the site tells of.
    Culture,
    /// Anything else.
    #[default]
    Other,
}

/// A page's own facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageFacts {
    /// What it is for.
    #[serde(default)]
    pub role: Role,
}

/// A page has no words beyond those of every entry.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageWords {}

/// The rules of this kind.
pub fn rules() -> KindRules {
    KindRules {
        kind: KIND,
        blank: |_| serde_json::json!({ "role": "other" }),
        facts: |own| serde_json::to_value(serde_json::from_value::<PageFacts>(own)?),
        words: |own| serde_json::to_value(serde_json::from_value::<PageWords>(own)?),
        complaints: |_, _, _| Vec::new(),
        refuses: no_complaints,
        warns: no_complaints,
        listing: |_| Listing::default(),
        form: FORM,
    }
}
