//! What every kind's form has, as its template shows it: title, lead, address, body, who publishes it
//! and under which tags. Not for the kind's own fields.

use super::body::{for_editor, read_document, refused_document};
use super::view::{At, BodyView, FieldView, Holds, Showing};
use super::{Hand, value};
use crate::editorial::body::{Body, Card, Download, Figure, Placement};
use crate::editorial::{Field, FieldKind};
use serde_json::Value;

/// Readers see a lead of this many characters whole in lists and search results.
const LEAD_MAX: u32 = 200;

impl Showing<'_> {
    /// The title.
    pub fn title(&self) -> FieldView {
        let field = Field::required("title", FieldKind::Line);
        let at = At { name: "title", key: "form-title", path: "title", holds: Holds::Words };
        let view = self.field(&field, at, Some(&self.sheet.words.title.as_str().into()));
        let original = self.sheet.of.original.map(|original| original.words.title.clone());
        FieldView { original, ..view }
    }

    /// The lead.
    pub fn lead(&self) -> FieldView {
        let field = Field::optional("lead", FieldKind::Line);
        let at = At { name: "lead", key: "form-lead", path: "lead", holds: Holds::Words };
        let view = self.field(&field, at, Some(&self.sheet.words.lead.as_str().into()));
        let original = self.sheet.of.original.map(|original| original.words.lead.clone());
        FieldView { original, max: Some(LEAD_MAX), ..view }
    }

    /// The word in the address.
    pub fn slug(&self) -> FieldView {
        let field = Field::optional("slug", FieldKind::Line);
        let at = At { name: "slug", key: "form-slug", path: "slug", holds: Holds::Words };
        self.field(&field, at, Some(&self.sheet.words.slug.as_str().into()))
    }

    /// The body that publishes it.
    pub fn publisher(&self) -> FieldView {
        let field = Field::to_publish("publisher", FieldKind::Agency);
        let at =
            At { name: "publisher", key: "form-publisher", path: "publisher", holds: Holds::Facts };
        let view = self.field(&field, at, Some(&self.sheet.facts.publisher.as_str().into()));
        FieldView { options: self.choices.publishers(&view.value), ..view }
    }

    /// The picture at its title.
    pub fn lead_picture(&self) -> FieldView {
        let field = Field::optional("lead_picture", FieldKind::Picture);
        let key = "form-lead-picture";
        let at = At { name: "lead_picture", key, path: "lead_picture", holds: Holds::Facts };
        let stored = self.sheet.facts.lead_picture.as_deref().map(Value::from);
        self.field(&field, at, stored.as_ref())
    }

    /// Its tags.
    pub fn tags(&self) -> FieldView {
        let locked = self.hand == Hand::WordsOnly;
        let sent = self.sent.as_ref().filter(|_| !locked).map(|sent| sent.all("tags"));
        let values = match sent {
            Some(sent) if !sent.is_empty() => {
                let keys = sent.iter().flat_map(|list| list.split(',')).map(value::line);
                keys.filter(|key| !key.is_empty()).collect()
            }
            _ => self.sheet.facts.tags.clone(),
        };
        let options = self.choices.tags(&values);
        let ticked = options.iter().filter(|one| values.contains(&one.value));
        let read: Vec<&str> = ticked.map(|one| one.label.as_str()).collect();
        FieldView {
            name: "tags".to_owned(),
            control: "tags",
            label: self.say("form-tags"),
            error: self.error("tags"),
            optional: true,
            locked,
            read: read.join(", "),
            options,
            values,
            ..FieldView::default()
        }
    }

    /// Its body.
    pub fn body(&self) -> BodyView {
        let (markdown, json) = self.written();
        let original = self.sheet.of.original;
        BodyView {
            label: self.say("form-body"),
            markdown,
            json,
            error: self.error("body"),
            original: original.map(|original| original.words.body.to_html(&Nowhere)),
        }
    }

    /// The body as Markdown and, where it can be shown as one, as a document for the editor.
    fn written(&self) -> (String, Option<String>) {
        let stored = &self.sheet.words.body;
        let sent = |name: &str| self.sent.as_ref().and_then(|sent| sent.get(name));
        if let Some(text) = sent("body_json").filter(|text| !text.trim().is_empty()) {
            return match read_document(text) {
                Ok(body) => (body.to_markdown(), for_editor(&body)),
                Err(_) => refused_document(text),
            };
        }
        match sent("body").map(value::unix) {
            Some(markdown) => {
                let body = Body::from_markdown(&markdown).ok();
                (markdown, body.as_ref().and_then(for_editor))
            }
            None => (stored.to_markdown(), for_editor(stored)),
        }
    }
}

/// The original's body is read beside the translation, not walked about in: its links and pictures
/// lead nowhere there.
struct Nowhere;

impl Placement for Nowhere {
    fn entry(&self, _: &str) -> Option<String> {
        None
    }

    fn picture(&self, _: &str) -> Option<Figure> {
        None
    }

    fn embed(&self, _: &str) -> Option<Card> {
        None
    }

    fn file(&self, _: &str) -> Option<Download> {
        None
    }
}
