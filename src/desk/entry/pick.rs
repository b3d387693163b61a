//! What the writing page asks while somebody writes: entries to link to, a day in the lunar
//! calendar, whether a pasted text is in an old encoding. Answers are JSON.

use crate::desk::sent::Sent;
use crate::desk::session::Signed;
use crate::editorial::{self, Wanted};
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
}

/// Entries whose title holds the words asked for.
pub async fn entries(
    State(portal): State<Portal>,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Json<Value>, Fault> {
    let wanted = Wanted {
        title: Some(asked.q).filter(|q| !q.trim().is_empty()),
        kind: asked.kind,
        ..Wanted::default()
    };
    let lines = editorial::board(&portal.db, &wanted, 0, 20).await?;
    let view = |line: &editorial::Line| {
        json!({
            "kind": line.kind,
            "kind_label": portal.say(signed.person.language, &format!("entry-kind-{}", line.kind)),
            "key": line.key,
            "title": line.title,
            "language": line.language,
            "state": line.state.name(),
            "url": super::url(line.entry, line.language),
        })
    };
    Ok(Json(lines.iter().map(view).collect()))
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
