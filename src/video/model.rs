//! What is true of a video beyond what is true of every entry.

use super::desk::FORM;
use crate::editorial::{
    Complaint, Facts, FilmIs, Kind, KindRules, Listing, Surroundings, Words, no_complaints,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The kind.
pub const KIND: Kind = Kind::new("video");

/// A video's own facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VideoFacts {
    /// The film's file.
    pub file: String,
    /// The picture shown before it plays; one of the entry's pictures. Empty: what the library keeps
    /// of the film.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub poster: String,
    /// Its length in whole seconds.
    pub seconds: u32,
    /// Whether it has no sound, so that nobody looks for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub silent: bool,
    /// The day it was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_on: Option<Date>,
}

/// A video's own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VideoWords {
    /// The captions' file (`WebVTT`). None: what the library keeps of the film.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captions: Option<String>,
}

/// The rules of this kind.
pub fn rules() -> KindRules {
    KindRules {
        kind: KIND,
        blank: |_| serde_json::json!({ "file": "", "seconds": 0 }),
        facts: |own| serde_json::to_value(serde_json::from_value::<VideoFacts>(own)?),
        words: |own| serde_json::to_value(serde_json::from_value::<VideoWords>(own)?),
        complaints,
        refuses: no_complaints,
        warns: no_complaints,
        listing: |_| Listing::default(),
        form: FORM,
    }
}

fn complaints(facts: &Facts, words: &[&Words], around: &Surroundings) -> Vec<Complaint> {
    let own = VideoFacts::deserialize(&facts.own).unwrap_or_default();
    let mut found = Vec::new();
    if !facts.files.contains_key(&own.file) {
        found.push(Complaint::new(format!("file {}", own.file), "editorial-missing-video"));
    }
    let kept = around.films.get(&own.file);
    let pictured = facts.pictures.iter().any(|picture| picture.file == own.poster);
    let has_poster = if own.poster.is_empty() { kept.is_some() } else { pictured };
    if !has_poster {
        let field = format!("poster {}", own.poster);
        found.push(Complaint::new(field, "editorial-unknown-picture"));
    }
    for words in words {
        let captions = VideoWords::deserialize(&words.own).unwrap_or_default().captions;
        // Circular 26/2020/TT-BTTTT: what is said in a film must be readable.
        let captioned = match captions {
            Some(file) => facts.files.contains_key(&file),
            None => kept == Some(&FilmIs::Captioned),
        };
        if !captioned {
            let field = format!("captions of {}", words.title);
            found.push(Complaint::new(field, "editorial-missing-captions"));
        }
    }
    found
}
