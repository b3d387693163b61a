//! What the writing page asks while somebody writes: entries to link to, a day in the lunar
//! calendar, whether a pasted text is in an old encoding. Answers are JSON.

use crate::desk::sent::Sent;
use crate::desk::session::Signed;
use crate::editorial::{self, Wanted};
use crate::platform::i18n::Language;
use crate::platform::text::legacy;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

/// What is looked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    kind: Option<String>,
    /// One entry by its name, `news/khai-mac`.
    key: Option<String>,
}

/// An entry that is answered, in one of its languages.
struct Found<'a> {
    entry: i64,
    kind: &'a str,
    key: &'a str,
    title: &'a str,
    language: Language,
    state: &'static str,
}

/// Entries whose title holds the words asked for, or the one that was named.
pub async fn entries(
    State(portal): State<Portal>,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Json<Value>, Fault> {
    let speaks = signed.person.language;
    if let Some(name) = &asked.key {
        return Ok(Json(one(&portal, speaks, name).await?.into_iter().collect()));
    }
    let wanted = Wanted {
        title: Some(asked.q).filter(|q| !q.trim().is_empty()),
        kind: asked.kind,
        ..Wanted::default()
    };
    let lines = editorial::board(&portal.db, &wanted, 0, 20).await?;
    let found = lines.iter().map(|line| Found {
        entry: line.entry,
        kind: &line.kind,
        key: &line.key,
        title: &line.title,
        language: line.language,
        state: line.state.name(),
    });
    Ok(Json(found.map(|found| view(&portal, speaks, &found)).collect()))
}

/// The entry of a name, in the language of who asks where it has that.
async fn one(portal: &Portal, speaks: Language, name: &str) -> Result<Option<Value>, Fault> {
    let Some((kind, key)) = name.split_once('/') else { return Ok(None) };
    let Some(stored) = editorial::read(&portal.db, kind, key).await? else { return Ok(None) };
    let original = stored.original.and_then(|language| stored.state(language));
    let state = stored.state(speaks).or(original).or_else(|| stored.languages.first());
    Ok(state.map(|state| {
        let (language, title) = (state.language, state.words.title.as_str());
        let found =
            Found { entry: stored.id, kind, key, title, language, state: state.state.name() };
        view(portal, speaks, &found)
    }))
}

fn view(portal: &Portal, speaks: Language, found: &Found<'_>) -> Value {
    json!({
        "kind": found.kind,
        "kind_label": portal.say(speaks, &format!("entry-kind-{}", found.kind)),
        "key": found.key,
        "title": found.title,
        "language": found.language,
        "state": found.state,
        "url": super::url(found.entry, found.language),
    })
}

/// A day to be written in both calendars.
#[derive(Debug, Deserialize)]
pub struct Day {
    day: jiff::civil::Date,
    language: Option<String>,
}

/// A day in the lunar calendar, in words.
pub async fn lunar(
    State(portal): State<Portal>,
    signed: Signed,
    Query(asked): Query<Day>,
) -> Json<Value> {
    let language = asked.language.and_then(|code| code.parse().ok());
    let date = portal.day(language.unwrap_or(signed.person.language), asked.day);
    Json(json!({ "text": date.lunar.map(|lunar| lunar.text), "day": date.numeric }))
}

/// Whether a text is in an old encoding, and what it would be in Unicode. Nothing is changed.
pub async fn legacy(_signed: Signed, sent: Sent) -> Json<Value> {
    let text = sent.get("text");
    let Some(found) = legacy::detect(text) else { return Json(json!({ "found": false })) };
    let sample = |text: &str| text.chars().take(160).collect::<String>();
    Json(json!({
        "found": true,
        "encoding": found.encoding.name(),
        "sample_before": sample(text),
        "sample_after": sample(&found.converted),
        "converted": found.converted,
    }))
}
