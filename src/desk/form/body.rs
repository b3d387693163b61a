//! Reads the body: the editor's typed document, or Markdown where no script ran; gives back what is
//! refused of it. Not for what a body may hold: that is `editorial::body`.

use super::problem::Problem;
use super::reading::Reading;
use super::value::{unix, without_controls};
use crate::editorial::body::{Block, Body, Inline, LinkTarget, Marks};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

/// The longest body, in bytes: a book of 400 pages.
const LONGEST_BODY: usize = 2 << 20;
/// The most faults said at once; the others are said when these are mended.
const MOST_FAULTS: usize = 10;

impl Reading<'_> {
    /// Reads the body.
    pub fn body(&mut self) {
        let document = self.sent.get("body_json").filter(|text| !text.trim().is_empty());
        let read = match (document, self.sent.get("body")) {
            (Some(document), _) => read_document(document).map(Some),
            (None, Some(markdown)) => self.read_markdown(markdown),
            (None, None) => Ok(None),
        };
        match read {
            Ok(Some(body)) => self.words.body = body,
            Ok(None) => {}
            Err(problems) => problems.iter().for_each(|problem| self.wrong("body", problem)),
        }
    }

    /// The Markdown as a body; nothing when it comes back as it was shown.
    fn read_markdown(&self, markdown: &str) -> Result<Option<Body>, Vec<Problem>> {
        let markdown = unix(markdown);
        if markdown.trim_end() == self.sheet.words.body.to_markdown().trim_end() {
            return Ok(None);
        }
        within(&markdown)?;
        let problems = |complaints: Vec<crate::editorial::body::Complaint>| {
            let first = complaints.into_iter().take(MOST_FAULTS);
            first.map(|one| Problem::OnLine(one.line, one.fault)).collect()
        };
        Body::from_markdown(&without_controls(&markdown)).map(Some).map_err(problems)
    }
}

fn within(text: &str) -> Result<(), Vec<Problem>> {
    let fits = text.len() <= LONGEST_BODY;
    if fits { Ok(()) } else { Err(vec![Problem::TooLong(LONGEST_BODY)]) }
}

/// A document as the editor sends it. One without its content is no empty body: it would wipe the
/// stored one. What is wrong with a document is looked for only after it was refused.
pub fn read_document(text: &str) -> Result<Body, Vec<Problem>> {
    within(text)?;
    let value: Value = serde_json::from_str(text).map_err(|_| vec![Problem::Document])?;
    let whole = value.get("type").is_some_and(|kind| kind == "doc")
        && value.get("content").is_some_and(Value::is_array);
    let body = if whole { Body::deserialize(&value).ok() } else { None };
    body.ok_or_else(|| {
        let mut problems = Vec::new();
        bad_links(&value, &mut problems);
        if problems.is_empty() { vec![Problem::Document] } else { problems }
    })
}

fn bad_links(value: &Value, problems: &mut Vec<Problem>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| bad_links(one, problems)),
        Value::Object(object) => {
            if let Some(Err(fault)) =
                object.get("target").and_then(Value::as_str).map(LinkTarget::parse)
                && problems.len() < MOST_FAULTS
            {
                problems.push(Problem::InBody(fault));
            }
            object.values().for_each(|one| bad_links(one, problems));
        }
        _ => {}
    }
}

/// A body for the editor: JSON that may stand in a script element.
pub fn for_editor(body: &Body) -> Option<String> {
    serde_json::to_string(body).ok().map(|json| in_script(&json))
}

/// A refused document as a page shows it again, so that what was typed can be mended: its words for the
/// plain field, and the document as it came for the editor, which can show more than is taken.
pub fn refused_document(text: &str) -> (String, Option<String>) {
    if !is_document(text) {
        return (text.to_owned(), None);
    }
    let value = serde_json::from_str::<Value>(text);
    let words = value.map_or_else(|_| text.to_owned(), |value| words_of(&value));
    (words, Some(in_script(text)))
}

/// `<` would end a script element early; in JSON it stands in texts alone.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// Whether a text is a document at all, however deep and whatever it holds.
fn is_document(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Outline {
        #[serde(rename = "type")]
        kind: String,
        #[serde(rename = "content")]
        _content: Vec<IgnoredAny>,
    }
    serde_json::from_str::<Outline>(text).is_ok_and(|outline| outline.kind == "doc")
}

/// The words of a document that is not taken as Markdown, a paragraph for each block.
fn words_of(document: &Value) -> String {
    let mut lines = Vec::new();
    gather(document, &mut lines);
    let words = |text: String| Inline::Text { text, marks: Marks::default() };
    let blocks = lines.into_iter().map(|line| Block::Paragraph { content: vec![words(line)] });
    Body::new(blocks.collect()).to_markdown()
}

fn gather(value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Array(all) => {
            for one in all {
                gather(one, lines);
                // The cells of a table are lists in a list.
                if one.is_array() {
                    lines.push(String::new());
                }
            }
        }
        Value::Object(node) => {
            if let Some(text) = node.get("text").and_then(Value::as_str) {
                match lines.last_mut() {
                    Some(line) => line.push_str(text),
                    None => lines.push(text.to_owned()),
                }
            }
            let kind = node.get("type").and_then(Value::as_str);
            let within = matches!(kind, Some("text" | "link"));
            for one in node.values() {
                gather(one, lines);
                if !within {
                    lines.push(String::new());
                }
            }
        }
        _ => {}
    }
}
