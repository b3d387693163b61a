//! Reads the body: the editor's typed document, or Markdown where no script ran. Not for what a body
//! may hold: that is `editorial::body`.

use super::problem::Problem;
use super::reading::Reading;
use super::value::{unix, without_controls};
use crate::editorial::body::{Body, LinkTarget};
use serde::Deserialize;
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
