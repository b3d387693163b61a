//! Running words compared word by word. Not for aligning lines and blocks (`align.rs`).

use crate::editorial::body::{Inline, Marks};
use serde::Serialize;
use similar::{Algorithm, DiffTag, DiffableStr, capture_diff_slices};

/// Whether words are in both editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// In both.
    Same,
    /// Only in the newer.
    Added,
    /// Only in the older.
    Removed,
}

/// A run of words. The parts that are same or removed are the old text, those that are same or
/// added the new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// In which editions.
    pub kind: PartKind,
    /// The words.
    pub text: String,
    /// What changed although the words did not: marks and where a link leads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// A change of how words look or where they lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The Fluent key of the sentence; it speaks of `from` and `to`.
    pub key: &'static str,
    /// Where the link led; empty when there was none.
    pub from: String,
    /// Where it leads; empty when there is none.
    pub to: String,
}

/// How a word is set off and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    marks: Marks,
    link: Option<String>,
}

/// A word, a sign or a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub text: String,
    pub style: Style,
}

/// Takes text apart; in Vietnamese a word is a syllable, since spaces part them.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    styled(text, &Style::default())
}

/// A value that is never compared word by word.
pub(super) fn whole(value: &str) -> Vec<Token> {
    let token = Token { text: value.to_owned(), style: Style::default() };
    if value.is_empty() { Vec::new() } else { vec![token] }
}

fn styled(text: &str, style: &Style) -> Vec<Token> {
    let token = |word: &str| Token { text: word.to_owned(), style: style.clone() };
    text.tokenize_unicode_words().into_iter().map(token).collect()
}

/// Takes the words of a block apart.
pub(super) fn of_inlines(content: &[Inline]) -> Vec<Token> {
    let mut out = Vec::new();
    take_apart(content, None, &mut out);
    out
}

fn take_apart(content: &[Inline], link: Option<&String>, out: &mut Vec<Token>) {
    for inline in content {
        match inline {
            Inline::Text { text, marks } => {
                out.extend(styled(text, &Style { marks: *marks, link: link.cloned() }));
            }
            Inline::Break => out.extend(tokens("\n")),
            Inline::Link { target, content } => {
                take_apart(content, Some(&target.to_string()), out);
            }
        }
    }
}

/// Compares two runs of tokens.
pub(super) fn diff(old: &[Token], new: &[Token]) -> Vec<Part> {
    let texts = |tokens: &[Token]| -> Vec<String> {
        tokens.iter().map(|token| token.text.clone()).collect()
    };
    let mut writer = Writer::default();
    for op in capture_diff_slices(Algorithm::Myers, &texts(old), &texts(new)) {
        let (tag, from, to) = op.as_tag_tuple();
        let (from, to) = (old.get(from).unwrap_or_default(), new.get(to).unwrap_or_default());
        if tag == DiffTag::Equal {
            for (one, other) in from.iter().zip(to) {
                writer.same(one, other);
            }
        } else {
            writer.change(from, to);
        }
    }
    writer.finish()
}

/// All of it in one kind.
pub(super) fn all(kind: PartKind, tokens: &[Token]) -> Vec<Part> {
    let text: String = tokens.iter().map(|token| token.text.as_str()).collect();
    if text.is_empty() { Vec::new() } else { vec![Part { kind, text, notes: Vec::new() }] }
}

/// What a mark or a link became between two equal words.
fn notes(old: &Style, new: &Style) -> Vec<Note> {
    let mut found = Vec::new();
    let mut note = |key, from: &str, to: &str| {
        found.push(Note { key, from: from.to_owned(), to: to.to_owned() });
    };
    match (old.marks.bold, new.marks.bold) {
        (false, true) => note("editorial-compare-bold-on", "", ""),
        (true, false) => note("editorial-compare-bold-off", "", ""),
        _ => {}
    }
    match (old.marks.emphasis, new.marks.emphasis) {
        (false, true) => note("editorial-compare-emphasis-on", "", ""),
        (true, false) => note("editorial-compare-emphasis-off", "", ""),
        _ => {}
    }
    match (old.link.as_deref(), new.link.as_deref()) {
        (None, Some(to)) => note("editorial-compare-link-on", "", to),
        (Some(from), None) => note("editorial-compare-link-off", from, ""),
        (Some(from), Some(to)) if from != to => note("editorial-compare-link-moved", from, to),
        _ => {}
    }
    found
}

/// Collects parts. A space between two replaced words counts as replaced with them: runs can be
/// read, single syllables between strokes cannot.
#[derive(Default)]
struct Writer {
    parts: Vec<Part>,
    removed: String,
    added: String,
    /// The space after a replacement, of which it is not known yet whether another follows.
    space: String,
}

impl Writer {
    fn same(&mut self, old: &Token, new: &Token) {
        let notes = notes(&old.style, &new.style);
        let replaced = !self.removed.is_empty() && !self.added.is_empty();
        let is_space = new.text.chars().all(char::is_whitespace);
        if is_space && replaced && notes.is_empty() && self.space.is_empty() {
            self.space.clone_from(&new.text);
        } else {
            self.flush();
            self.push(Part { kind: PartKind::Same, text: new.text.clone(), notes });
        }
    }

    fn change(&mut self, old: &[Token], new: &[Token]) {
        if old.is_empty() || new.is_empty() {
            self.flush();
        } else {
            let space = std::mem::take(&mut self.space);
            self.removed.push_str(&space);
            self.added.push_str(&space);
        }
        self.removed.extend(old.iter().map(|token| token.text.as_str()));
        self.added.extend(new.iter().map(|token| token.text.as_str()));
    }

    fn flush(&mut self) {
        let held = [
            (PartKind::Removed, std::mem::take(&mut self.removed)),
            (PartKind::Added, std::mem::take(&mut self.added)),
            (PartKind::Same, std::mem::take(&mut self.space)),
        ];
        for (kind, text) in held.into_iter().filter(|(_, text)| !text.is_empty()) {
            self.push(Part { kind, text, notes: Vec::new() });
        }
    }

    fn push(&mut self, part: Part) {
        match self.parts.last_mut() {
            Some(last) if last.kind == part.kind && last.notes == part.notes => {
                last.text.push_str(&part.text);
            }
            _ => self.parts.push(part),
        }
    }

    fn finish(mut self) -> Vec<Part> {
        self.flush();
        self.parts
    }
}
