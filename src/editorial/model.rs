//! What is true of every entry: its facts, once for all languages, and its words, per language.

use super::body::Body;
use crate::media::FileKey;
use crate::platform::i18n::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// A kind of entry by its folder's name, such as `news`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(&'static str);

impl Kind {
    /// The kind of a folder; declared once, in that folder's `mod.rs`.
    pub const fn new(name: &'static str) -> Kind {
        Kind(name)
    }

    /// The folder's name.
    pub fn name(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

/// What is known of a picture whatever the language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureFacts {
    /// The file's name within its entry.
    pub file: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Under what licence it may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// A drawing, labelled as such.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustration: bool,
    /// The day it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_on: Option<Date>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The facts of an entry: the same in every language, so a date can never differ between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The body that publishes it. Everything published names one.
    pub publisher: String,
    /// Keys of its tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The picture shown with its title.
    #[serde(default)]
    pub lead_picture: Option<String>,
    /// Its pictures, in order.
    #[serde(default)]
    pub pictures: Vec<PictureFacts>,
    /// Its files by name.
    #[serde(default)]
    pub files: BTreeMap<String, FileKey>,
    /// The kind's own fields.
    #[serde(default)]
    pub own: Value,
}

/// What is said of a picture in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureWords {
    /// The file's name within its entry.
    pub file: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// What is said under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

/// A dated, public correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// What was wrong and what is right.
    pub text: String,
}

/// The words of an entry in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// The title.
    pub title: String,
    /// One or two sentences under it.
    #[serde(default)]
    pub lead: String,
    /// Its word in the address.
    pub slug: String,
    /// What is said of its pictures.
    #[serde(default)]
    pub pictures: Vec<PictureWords>,
    /// Its corrections, oldest first.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// The body.
    #[serde(default)]
    pub body: Body,
    /// The kind's own words.
    #[serde(default)]
    pub own: Value,
}

impl Words {
    /// Words that are a title and the slug of its address, for an entry that begins.
    pub fn titled(title: &str, slug: &str) -> Words {
        Words {
            title: title.trim().to_owned(),
            lead: String::new(),
            slug: slug.to_owned(),
            pictures: Vec::new(),
            corrections: Vec::new(),
            body: Body::default(),
            own: Value::Object(serde_json::Map::new()),
        }
    }
}

/// A published entry in one language, as readers' pages take it.
#[derive(Clone, Debug, PartialEq)]
pub struct Live {
    /// Its id.
    pub id: i64,
    /// Its folder, such as `news`.
    pub kind: String,
    /// Its key within its kind.
    pub key: String,
    /// The language of its words.
    pub language: Language,
    /// When it was first published, in milliseconds since 1970.
    pub published_at: i64,
    /// When it was last changed in substance.
    pub updated_at: Option<i64>,
    /// Its live facts.
    pub facts: Facts,
    /// Its live words.
    pub words: Words,
}

impl Live {
    /// The token a page that shows this entry depends on.
    pub fn token(&self) -> String {
        format!("entry:{}", self.id)
    }
}
