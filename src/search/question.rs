//! What a reader typed into the search field, taken apart. Not for answering it: that is the
//! index's, and it reads a question only through this type.

use crate::platform::text::{exact, fold, words};

/// How much of a question is read, in characters: longer ones are pasted by mistake.
const LONGEST: usize = 200;

/// How many words of it are asked: each costs several lookups.
const MOST_WORDS: usize = 32;

/// A question that can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    text: String,
    pub(super) parts: Vec<Part>,
    /// Whether any word was typed with marks. Then every word is meant as typed: who writes
    /// `Bắc Giang` does not mean `Bắc giảng`.
    pub(super) marked: bool,
}

/// A word, or a phrase between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub words: Vec<Word>,
    pub quoted: bool,
}

/// A word by its two keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub exact: String,
    pub folded: String,
}

impl Word {
    pub fn new(word: &str) -> Self {
        Self { exact: exact(word), folded: fold(word) }
    }

    fn is_marked(&self) -> bool {
        self.exact != self.folded
    }
}

impl Part {
    /// Whether only the same marks will do: a quotation typed with marks.
    pub fn is_literal(&self) -> bool {
        self.quoted && self.words.iter().any(Word::is_marked)
    }
}

/// Why a question cannot be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    /// Nothing was typed, or nothing but signs.
    #[error("there are no words in the question")]
    Empty,
    /// One letter: it would find everything.
    #[error("the question is too short")]
    TooShort,
}

impl Question {
    /// Reads words and "quoted phrases". All of them must be found; a phrase in its order, and
    /// with its marks if it was typed with any. Of a pasted page only the beginning is asked: 200
    /// characters, 32 words.
    pub fn parse(typed: &str) -> Result<Self, Unclear> {
        let spaced = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let text: String = spaced.chars().take(LONGEST).collect();
        let parts = first_words(parts(&text));
        let said = || parts.iter().flat_map(|part| &part.words);
        if said().next().is_none() {
            return Err(Unclear::Empty);
        }
        if is_too_short(said()) {
            return Err(Unclear::TooShort);
        }
        let marked = said().any(Word::is_marked);
        Ok(Self { text, parts, marked })
    }

    /// Returns the question as typed, spaces tidied, to show it again.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// One letter of an alphabet; one Chinese character or digit is a question.
fn is_too_short<'a>(words: impl Iterator<Item = &'a Word>) -> bool {
    let mut letters = words.flat_map(|word| word.folded.chars()).filter(|c| c.is_alphanumeric());
    let first = letters.next();
    letters.next().is_none() && first.is_some_and(|c| c.is_alphabetic() && c < '\u{2e80}')
}

/// Whole parts only: half a phrase would be another question.
fn first_words(parts: Vec<Part>) -> Vec<Part> {
    let mut left = MOST_WORDS;
    let fits = |part: &Part| match left.checked_sub(part.words.len()) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    parts.into_iter().take_while(fits).collect()
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// What stands between two quotation marks is a phrase; an unpaired one means nothing.
fn parts(text: &str) -> Vec<Part> {
    let pieces: Vec<&str> = text.split(is_quotation_mark).collect();
    let last = pieces.len().saturating_sub(1);
    let mut parts = Vec::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        let found: Vec<Word> = words(piece).map(|(_, word)| Word::new(word)).collect();
        let quoted = at % 2 == 1 && at < last;
        if quoted && !found.is_empty() {
            parts.push(Part { words: found, quoted });
        } else {
            let single = |word| Part { words: vec![word], quoted };
            parts.extend(found.into_iter().map(single));
        }
    }
    parts
}

#[cfg(test)]
mod tests;
