//! What entries look like in JSON, for the description of the API: the types themselves belong to
//! `editorial`, which knows nothing of it. Not for reading or writing them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The facts of an entry: the same in every language.
#[derive(ToSchema)]
#[schema(as = Facts)]
#[expect(dead_code, reason = "it only describes")]
pub struct FactsShape {
    /// The key of the body that publishes it.
    publisher: String,
    /// Keys of its tags.
    #[schema(required = false)]
    tags: Vec<String>,
    /// The picture shown with its title: a name out of `pictures`.
    lead_picture: Option<String>,
    /// Its pictures, in order.
    #[schema(required = false)]
    pictures: Vec<PictureFactsShape>,
    /// Its files: for each name the key of its content, as the library of media gives it.
    #[schema(required = false)]
    files: BTreeMap<String, String>,
    /// The kind's own facts; `/api/kinds` has their schema.
    #[schema(required = false)]
    own: Option<serde_json::Map<String, serde_json::Value>>,
}

/// What is known of a picture whatever the language.
#[derive(ToSchema)]
#[schema(as = PictureFacts)]
#[expect(dead_code, reason = "it only describes")]
pub struct PictureFactsShape {
    /// The file's name within its entry.
    file: String,
    /// Who made it.
    credit: Option<String>,
    /// Under what licence it may be used.
    licence: Option<String>,
    /// A drawing, labelled as such.
    #[schema(required = false)]
    illustration: bool,
    /// The day it was taken.
    #[schema(value_type = Option<String>, format = Date)]
    taken_on: Option<String>,
}

/// The words of an entry in one language.
#[derive(ToSchema)]
#[schema(as = Words)]
#[expect(dead_code, reason = "it only describes")]
pub struct WordsShape {
    /// The title.
    title: String,
    /// One or two sentences under it.
    #[schema(required = false)]
    lead: String,
    /// Its word in the address.
    slug: String,
    /// What is said of its pictures.
    #[schema(required = false)]
    pictures: Vec<PictureWordsShape>,
    /// Its corrections, oldest first; publishing with a note adds one.
    #[schema(required = false)]
    corrections: Vec<CorrectionShape>,
    /// The body.
    #[schema(required = false)]
    body: BodyShape,
    /// The kind's own words; `/api/kinds` has their schema.
    #[schema(required = false)]
    own: Option<serde_json::Map<String, serde_json::Value>>,
}

/// What is said of a picture in one language.
#[derive(ToSchema)]
#[schema(as = PictureWords)]
#[expect(dead_code, reason = "it only describes")]
pub struct PictureWordsShape {
    /// The file's name within its entry.
    file: String,
    /// What it shows, for those who do not see it.
    alt: String,
    /// What is said under it.
    caption: Option<String>,
}

/// A dated, public correction.
#[derive(ToSchema)]
#[schema(as = Correction)]
#[expect(dead_code, reason = "it only describes")]
pub struct CorrectionShape {
    /// When, in milliseconds since 1970.
    at: i64,
    /// What was wrong and what is right.
    text: String,
}

/// A body: a typed document.
#[derive(ToSchema)]
#[schema(as = Body)]
#[expect(dead_code, reason = "it only describes")]
pub struct BodyShape {
    /// Always `doc`.
    #[schema(rename = "type")]
    r#type: DocShape,
    /// Its blocks: headings, paragraphs, lists, quotes, tables, pictures, rules, fact boxes, embeds,
    /// files, reusable blocks.
    content: Vec<serde_json::Map<String, serde_json::Value>>,
}

/// The type of a body.
#[derive(ToSchema)]
#[schema(as = BodyType, rename_all = "lowercase")]
#[expect(dead_code, reason = "it only describes")]
pub enum DocShape {
    /// A document.
    Doc,
}

/// What readers get of an entry in one language.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = State)]
pub enum StateName {
    /// Never published.
    Draft,
    /// Public.
    Published,
    /// Taken down.
    Withdrawn,
    /// Joined into another entry.
    Consolidated,
    /// Should never have been public.
    Error,
}

/// How far the newest edition has come.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = Stage)]
pub enum StageName {
    /// Somebody works on it.
    Writing,
    /// Handed in.
    Submitted,
    /// Given back with a remark.
    Returned,
    /// Goes public at its hour.
    Scheduled,
    /// What readers got last.
    Settled,
}

use crate::editorial::{Stage, State};

impl From<State> for StateName {
    fn from(state: State) -> StateName {
        match state {
            State::Draft => StateName::Draft,
            State::Published => StateName::Published,
            State::Withdrawn => StateName::Withdrawn,
            State::Consolidated => StateName::Consolidated,
            State::InError => StateName::Error,
        }
    }
}

impl From<StateName> for State {
    fn from(state: StateName) -> State {
        match state {
            StateName::Draft => State::Draft,
            StateName::Published => State::Published,
            StateName::Withdrawn => State::Withdrawn,
            StateName::Consolidated => State::Consolidated,
            StateName::Error => State::InError,
        }
    }
}

impl From<Stage> for StageName {
    fn from(stage: Stage) -> StageName {
        match stage {
            Stage::Writing => StageName::Writing,
            Stage::Submitted => StageName::Submitted,
            Stage::Returned => StageName::Returned,
            Stage::Scheduled => StageName::Scheduled,
            Stage::Settled => StageName::Settled,
        }
    }
}

impl From<StageName> for Stage {
    fn from(stage: StageName) -> Stage {
        match stage {
            StageName::Writing => Stage::Writing,
            StageName::Submitted => Stage::Submitted,
            StageName::Returned => Stage::Returned,
            StageName::Scheduled => Stage::Scheduled,
            StageName::Settled => Stage::Settled,
        }
    }
}
