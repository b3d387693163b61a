//! What the index keeps of a page, and under which keys its words are found. Not for asking.

use crate::platform::text::{exact, fold, words};
use tantivy::Term;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TantivyDocument,
    TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// One language of one entry, as a reader finds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaf {
    /// The id of the entry.
    pub entry: i64,
    /// The language: `vi`.
    pub language: String,
    /// The kind of entry: `news`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its lead.
    pub lead: String,
    /// Its body and captions in plain text.
    pub text: String,
    /// Where readers find it.
    pub url: String,
    /// When it was published, in milliseconds since 1970.
    pub published_ms: i64,
}

/// The fields of the index. Words are kept twice: folded to find, exact to rank.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub entry: Field,
    pub language: Field,
    pub title_folded: Field,
    pub title_exact: Field,
    pub body_folded: Field,
    pub body_exact: Field,
    key: Field,
    kind: Field,
    title: Field,
    lead: Field,
    text: Field,
    url: Field,
    published: Field,
}

/// The field that breaks ties, by its name.
pub(super) const PUBLISHED: &str = "published";

const FOLDED: &str = "folded";
const EXACT: &str = "exact";

/// A term longer than this is no word.
const LONGEST_WORD: usize = 128;

impl Fields {
    pub fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let words = |tokenizer| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            TextOptions::default().set_indexing_options(indexing)
        };
        let fields = Self {
            entry: schema.add_i64_field("entry", INDEXED | STORED),
            language: schema.add_text_field("language", STRING | STORED),
            title_folded: schema.add_text_field("title_folded", words(FOLDED)),
            title_exact: schema.add_text_field("title_exact", words(EXACT)),
            body_folded: schema.add_text_field("body_folded", words(FOLDED)),
            body_exact: schema.add_text_field("body_exact", words(EXACT)),
            key: schema.add_text_field("key", STRING),
            kind: schema.add_text_field("kind", STRING | STORED),
            title: schema.add_text_field("title", STORED),
            lead: schema.add_text_field("lead", STORED),
            text: schema.add_text_field("text", STORED),
            url: schema.add_text_field("url", STORED),
            published: schema.add_i64_field(PUBLISHED, FAST | STORED),
        };
        (schema.build(), fields)
    }

    /// The term that only this language of this entry has.
    pub fn key_term(&self, entry: i64, language: &str) -> Term {
        Term::from_field_text(self.key, &key(entry, language))
    }

    pub fn document(&self, leaf: &Leaf) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_i64(self.entry, leaf.entry);
        document.add_text(self.language, &leaf.language);
        document.add_text(self.key, key(leaf.entry, &leaf.language));
        document.add_text(self.kind, &leaf.kind);
        document.add_text(self.title, &leaf.title);
        document.add_text(self.lead, &leaf.lead);
        document.add_text(self.text, &leaf.text);
        document.add_text(self.url, &leaf.url);
        document.add_i64(self.published, leaf.published_ms);
        for field in [self.title_folded, self.title_exact] {
            document.add_text(field, &leaf.title);
        }
        for field in [self.body_folded, self.body_exact] {
            document.add_text(field, &leaf.lead);
            document.add_text(field, &leaf.text);
        }
        document
    }

    pub fn leaf(&self, document: &TantivyDocument) -> Leaf {
        let text = |field| {
            let value = document.get_first(field);
            value.and_then(|value| value.as_str()).unwrap_or_default().to_owned()
        };
        let number =
            |field| document.get_first(field).and_then(|value| value.as_i64()).unwrap_or_default();
        Leaf {
            entry: number(self.entry),
            language: text(self.language),
            kind: text(self.kind),
            title: text(self.title),
            lead: text(self.lead),
            text: text(self.text),
            url: text(self.url),
            published_ms: number(self.published),
        }
    }
}

fn key(entry: i64, language: &str) -> String {
    format!("{entry}/{language}")
}

/// Makes the two keys known to an index.
pub(super) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(FOLDED, Keys { key: fold });
    tokenizers.register(EXACT, Keys { key: exact });
}

/// Takes text apart into words and gives each its key.
#[derive(Clone)]
struct Keys {
    key: fn(&str) -> String,
}

struct KeyStream {
    tokens: std::vec::IntoIter<Token>,
    token: Token,
}

impl Tokenizer for Keys {
    type TokenStream<'a> = KeyStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> KeyStream {
        let key = self.key;
        let found = words(text).enumerate().filter(|(_, (_, word))| word.len() <= LONGEST_WORD);
        let tokens: Vec<Token> = found
            .map(|(position, (range, word))| Token {
                offset_from: range.start,
                offset_to: range.end,
                position,
                text: key(word),
                position_length: 1,
            })
            .collect();
        KeyStream { tokens: tokens.into_iter(), token: Token::default() }
    }
}

impl TokenStream for KeyStream {
    fn advance(&mut self) -> bool {
        match self.tokens.next() {
            Some(token) => {
                self.token = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
