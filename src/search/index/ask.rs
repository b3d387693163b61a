//! Turns a question into a query and its finds into an answer. What ranks: first how many words
//! are found with the marks they were typed with, then BM25 with titles before bodies and
//! neighbouring words before scattered ones, then the newer.

use super::excerpt::{Excerpts, Run};
use super::leaf::{Fields, Leaf, PUBLISHED};
use crate::search::question::{Part, Question, Word};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, TantivyDocument};
use tantivy::{DocId, Score, Searcher, SegmentReader, Term};

/// How much a word in a title outweighs one in a body.
const TITLE: Score = 4.0;

/// How much words that follow each other as typed outweigh scattered ones.
const TOGETHER: Score = 2.0;

/// What a word found with its marks is worth: more than all else together, so that it decides.
const SAME_MARKS: Score = 1000.0;

/// The most hits of one page.
const MOST_HITS: usize = 100;

/// The last hit a reader can page to.
const LAST_HIT: usize = 10_000;

/// Which hits are wanted: a page of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// How many hits come before the page; at most 10,000.
    pub offset: usize,
    /// How many hits the page has; 1 to 100.
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How many leaves match in all.
    pub total: usize,
    /// Those of the page, the best first.
    pub hits: Vec<Hit>,
}

/// A leaf that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What matches.
    pub leaf: Leaf,
    /// Its title, the words of the question marked.
    pub title_marked: Vec<Run>,
    /// The part of its lead and text that answers best, the words of the question marked.
    pub excerpt: Vec<Run>,
}

pub(super) fn ask(
    searcher: &Searcher,
    fields: &Fields,
    question: &Question,
    language: Option<&str>,
    slice: Slice,
) -> tantivy::Result<Answer> {
    let top = TopDocs::with_limit(slice.limit.clamp(1, MOST_HITS))
        .and_offset(slice.offset.min(LAST_HIT))
        .tweak_score(newer_first);
    let query = Asked { fields, question }.query(language);
    let (found, total) = searcher.search(&query, &(top, Count))?;
    let excerpts = Excerpts::new(question);
    let hit = |(_, address)| {
        let leaf = fields.leaf(&searcher.doc::<TantivyDocument>(address)?);
        let (title_marked, excerpt) = excerpts.of(&leaf);
        Ok(Hit { leaf, title_marked, excerpt })
    };
    let hits = found.into_iter().map(hit).collect::<tantivy::Result<_>>()?;
    Ok(Answer { total, hits })
}

/// Among equals the newer comes first.
fn newer_first(segment: &SegmentReader) -> impl Fn(DocId, Score) -> (Score, i64) + use<> {
    let published = segment.fast_fields().i64(PUBLISHED).ok();
    move |doc, score| {
        (score, published.as_ref().and_then(|dates| dates.first(doc)).unwrap_or_default())
    }
}

type Clause = (Occur, Box<dyn Query>);

#[derive(Clone, Copy)]
enum Key {
    Folded,
    Exact,
}

struct Asked<'a> {
    fields: &'a Fields,
    question: &'a Question,
}

impl Asked<'_> {
    fn query(&self, language: Option<&str>) -> BooleanQuery {
        let mut clauses: Vec<Clause> = Vec::new();
        for part in &self.question.parts {
            clauses.push((Occur::Must, self.must(part)));
            if self.question.marked && !part.is_literal() {
                let anywhere = self.anywhere(&part.words, Key::Exact);
                clauses.push((Occur::Should, Box::new(ConstScoreQuery::new(anywhere, SAME_MARKS))));
            }
        }
        clauses.extend(self.together());
        if let Some(language) = language {
            let term = Term::from_field_text(self.fields.language, language);
            let only = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(only, 0.0))));
        }
        BooleanQuery::new(clauses)
    }

    /// A part is found in the title, the lead or the text. Found with its marks it counts again.
    fn must(&self, part: &Part) -> Box<dyn Query> {
        if part.is_literal() {
            return self.anywhere(&part.words, Key::Exact);
        }
        let mut ways = vec![(Occur::Should, self.anywhere(&part.words, Key::Folded))];
        if self.question.marked {
            ways.push((Occur::Should, self.anywhere(&part.words, Key::Exact)));
        }
        Box::new(BooleanQuery::new(ways))
    }

    /// Prefers words that follow each other as they were typed: in Vietnamese they are one word.
    fn together(&self) -> Vec<Clause> {
        let key = if self.question.marked { Key::Exact } else { Key::Folded };
        let pairs = self.question.parts.windows(2).filter_map(|pair| match pair {
            [one, two] if !one.quoted && !two.quoted => {
                Some([one.words.clone(), two.words.clone()].concat())
            }
            _ => None,
        });
        pairs
            .map(|words| {
                let boosted = BoostQuery::new(self.anywhere(&words, key), TOGETHER);
                (Occur::Should, Box::new(boosted) as Box<dyn Query>)
            })
            .collect()
    }

    fn anywhere(&self, words: &[Word], key: Key) -> Box<dyn Query> {
        let (title, body) = match key {
            Key::Folded => (self.fields.title_folded, self.fields.body_folded),
            Key::Exact => (self.fields.title_exact, self.fields.body_exact),
        };
        let in_title = Box::new(BoostQuery::new(in_order(title, words, key), TITLE));
        Box::new(BooleanQuery::union(vec![in_title, in_order(body, words, key)]))
    }
}

/// The words one after the other in a field.
fn in_order(field: Field, words: &[Word], key: Key) -> Box<dyn Query> {
    let term = |word: &Word| match key {
        Key::Folded => Term::from_field_text(field, &word.folded),
        Key::Exact => Term::from_field_text(field, &word.exact),
    };
    match words {
        [word] => Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)),
        words => Box::new(PhraseQuery::new(words.iter().map(term).collect())),
    }
}
