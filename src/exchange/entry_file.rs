//! An entry's folder: `entry.toml` (facts), `<language>.toml` and `<language>.md` (words), files.

use super::toml_json::{object_to_toml, scalars_first, table_to_json};
use crate::editorial::body::Body;
use crate::editorial::{
    Correction, Facts, KindRules, LanguageState, PictureFacts, PictureWords, State, Words,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// What a file says that cannot be taken.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct BadFile {
    /// The file, from the site folder's root.
    pub file: String,
    /// What is wrong with it.
    pub problem: String,
}

impl BadFile {
    /// A complaint about a file.
    pub fn new<P: ToString + ?Sized>(file: &str, problem: &P) -> BadFile {
        BadFile { file: file.to_owned(), problem: problem.to_string() }
    }
}

/// The words of one language with the state they are to have.
#[derive(Debug)]
pub struct WordsFile {
    /// The words.
    pub words: Words,
    /// The state.
    pub state: State,
    /// When it was published, in milliseconds since 1970.
    pub published_at: Option<i64>,
    /// When it was last changed in substance.
    pub updated_at: Option<i64>,
}

impl WordsFile {
    /// Whether readers are to get it.
    pub fn goes_public(&self) -> bool {
        self.state == State::Published && self.published_at.is_some()
    }
}

fn parse(file: &str, text: &str) -> Result<toml::Table, BadFile> {
    text.parse().map_err(|error: toml::de::Error| BadFile::new(file, &error.to_string().trim_end()))
}

/// Takes a field out of a table in its type; what stays is the kind's own.
fn take<T: DeserializeOwned>(
    file: &str,
    table: &mut Value,
    name: &str,
) -> Result<Option<T>, BadFile> {
    let Some(value) = table.as_object_mut().and_then(|table| table.shift_remove(name)) else {
        return Ok(None);
    };
    serde_json::from_value(value)
        .map(Some)
        .map_err(|error| BadFile::new(file, &format!("{name}: {error}")))
}

/// Reads `entry.toml`; the folder's files are added by the caller.
pub fn read_facts(file: &str, text: &str, rules: &KindRules) -> Result<Facts, BadFile> {
    let mut table = table_to_json(parse(file, text)?);
    let facts = Facts {
        publisher: take(file, &mut table, "publisher")?.unwrap_or_default(),
        tags: take(file, &mut table, "tags")?.unwrap_or_default(),
        lead_picture: take(file, &mut table, "lead_picture")?,
        pictures: take::<Vec<PictureFacts>>(file, &mut table, "picture")?.unwrap_or_default(),
        files: BTreeMap::new(),
        own: Value::Null,
    };
    let own = (rules.facts)(table).map_err(|error| BadFile::new(file, &error))?;
    Ok(Facts { own, ..facts })
}

/// Writes `entry.toml`.
pub fn write_facts(facts: &Facts) -> Result<String, toml::ser::Error> {
    let mut table = toml::Table::new();
    table.insert("publisher".to_owned(), facts.publisher.clone().into());
    if !facts.tags.is_empty() {
        table.insert("tags".to_owned(), facts.tags.clone().into());
    }
    if let Some(picture) = &facts.lead_picture {
        table.insert("lead_picture".to_owned(), picture.clone().into());
    }
    let (scalars, tables) = own_tables(&facts.own);
    table.extend(scalars);
    insert_list(&mut table, "picture", &facts.pictures);
    table.extend(tables);
    toml::to_string(&table)
}

fn own_tables(own: &Value) -> (toml::Table, toml::Table) {
    scalars_first(own.as_object().cloned().map(object_to_toml).unwrap_or_default())
}

fn insert_list<T: serde::Serialize>(table: &mut toml::Table, name: &str, items: &[T]) {
    let list = serde_json::to_value(items).ok().and_then(super::toml_json::to_toml);
    if let Some(list) = list.filter(|_| !items.is_empty()) {
        table.insert(name.to_owned(), list);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectionFile {
    at: String,
    text: String,
}

fn instant(file: &str, name: &str, text: Option<String>) -> Result<Option<i64>, BadFile> {
    let parse = |text: String| {
        text.parse::<Timestamp>().map(Timestamp::as_millisecond).map_err(|error| {
            BadFile::new(
                file,
                &format!("{name} must be a moment such as 2020-01-29T18:42:00+07:00: {error}"),
            )
        })
    };
    text.map(parse).transpose()
}

/// Reads `<language>.toml` and `<language>.md`.
pub fn read_words(
    file: &str,
    text: &str,
    body: &str,
    rules: &KindRules,
) -> Result<WordsFile, BadFile> {
    let mut table = table_to_json(parse(file, text)?);
    let state: Option<String> = take(file, &mut table, "state")?;
    let state = match state.as_deref().map(State::named) {
        Some(Some(state)) => state,
        None => State::Draft,
        Some(None) => {
            return Err(BadFile::new(file, "state must be draft, published or withdrawn"));
        }
    };
    let published_at = instant(file, "published_at", take(file, &mut table, "published_at")?)?;
    let updated_at = instant(file, "updated_at", take(file, &mut table, "updated_at")?)?;
    if state == State::Published && published_at.is_none() {
        return Err(BadFile::new(file, "state is published, but published_at is missing"));
    }
    let corrections: Vec<CorrectionFile> =
        take(file, &mut table, "correction")?.unwrap_or_default();
    let corrections = corrections.into_iter().map(|one| {
        let at = instant(file, "correction.at", Some(one.at))?.unwrap_or_default();
        Ok(Correction { at, text: one.text })
    });
    let mut words = Words {
        title: take(file, &mut table, "title")?.unwrap_or_default(),
        lead: take(file, &mut table, "lead")?.unwrap_or_default(),
        slug: take(file, &mut table, "slug")?.unwrap_or_default(),
        corrections: corrections.collect::<Result<_, BadFile>>()?,
        pictures: take::<Vec<PictureWords>>(file, &mut table, "picture")?.unwrap_or_default(),
        body: read_body(file, body)?,
        own: Value::Null,
    };
    words.own = (rules.words)(table).map_err(|error| BadFile::new(file, &error))?;
    Ok(WordsFile { words, state, published_at, updated_at })
}

fn read_body(file: &str, text: &str) -> Result<Body, BadFile> {
    Body::from_markdown(text).map_err(|complaints| {
        let lines: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        BadFile::new(&file.replace(".toml", ".md"), &lines.join("; "))
    })
}

/// Writes `<language>.toml`.
pub fn write_words(state: &LanguageState, zone: &TimeZone) -> Result<String, toml::ser::Error> {
    let words = &state.words;
    let mut table = toml::Table::new();
    for (name, text) in [("title", &words.title), ("lead", &words.lead), ("slug", &words.slug)] {
        table.insert(name.to_owned(), text.clone().into());
    }
    table.insert("state".to_owned(), state.state.name().into());
    for (name, at) in [("published_at", state.published_at), ("updated_at", state.updated_at)] {
        if let Some(moment) = at.and_then(|at| wall(at, zone)) {
            table.insert(name.to_owned(), toml::Value::Datetime(moment));
        }
    }
    let (scalars, tables) = own_tables(&words.own);
    table.extend(scalars);
    let corrections = words.corrections.iter().filter_map(|one| {
        let mut table = toml::Table::new();
        table.insert("at".to_owned(), toml::Value::Datetime(wall(one.at, zone)?));
        table.insert("text".to_owned(), one.text.clone().into());
        Some(toml::Value::Table(table))
    });
    let corrections: Vec<toml::Value> = corrections.collect();
    if !corrections.is_empty() {
        table.insert("correction".to_owned(), corrections.into());
    }
    insert_list(&mut table, "picture", &words.pictures);
    table.extend(tables);
    toml::to_string(&table)
}

/// A moment on the site's wall, with its offset.
fn wall(at: i64, zone: &TimeZone) -> Option<toml::value::Datetime> {
    let moment = Timestamp::from_millisecond(at).ok()?.to_zoned(zone.clone());
    let format = if at % 1000 == 0 { "%Y-%m-%dT%H:%M:%S%:z" } else { "%Y-%m-%dT%H:%M:%S%.3f%:z" };
    moment.strftime(format).to_string().parse().ok()
}
