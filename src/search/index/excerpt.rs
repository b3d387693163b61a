//! Marks the words of a question in a title and cuts out of a text the part that answers best.
//! Not for HTML: the runs are plain text.

use super::leaf::Leaf;
use crate::platform::text::words;
use crate::search::question::{Part, Question, Word};
use std::ops::Range;

/// How long an excerpt is, in bytes: some forty words of Vietnamese.
const LONG: usize = 320;

/// How much stands before the first find, in bytes.
const BEFORE: usize = 70;

/// How far a text is looked through, in bytes.
const LOOKED_THROUGH: usize = 40_000;

/// A piece of text that is marked or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Whether it answers the question.
    pub marked: bool,
}

/// Makes the excerpts of one question.
pub(super) struct Excerpts<'a> {
    question: &'a Question,
}

/// A find: which part of the question, and where.
struct Find {
    part: usize,
    range: Range<usize>,
}

/// A text with its words.
struct Text {
    text: String,
    words: Vec<(Range<usize>, Word)>,
}

impl Text {
    fn new(text: String) -> Self {
        let words = words(&text).map(|(range, word)| (range, Word::new(word))).collect::<Vec<_>>();
        Self { text, words }
    }
}

impl<'a> Excerpts<'a> {
    pub fn new(question: &'a Question) -> Self {
        Self { question }
    }

    /// Returns the marked title and the excerpt of a leaf.
    pub fn of(&self, leaf: &Leaf) -> (Vec<Run>, Vec<Run>) {
        let title = Text::new(leaf.title.clone());
        let mut body = format!("{}\n{}", leaf.lead, leaf.text).trim().replace('\n', " ");
        body.truncate(body.floor_char_boundary(LOOKED_THROUGH));
        let body = Text::new(body);
        let (in_title, in_body) = self.finds(&title, &body);
        let whole = 0..title.text.len();
        (runs(&title.text, whole, &in_title), cut(&body, &in_body))
    }

    /// Finds each part with its marks; a part that is nowhere so, without.
    fn finds(&self, title: &Text, body: &Text) -> (Vec<Find>, Vec<Find>) {
        let mut in_title = Vec::new();
        let mut in_body = Vec::new();
        for (number, part) in self.question.parts.iter().enumerate() {
            let find = |text: &Text, exact| -> Vec<Find> {
                let ranges = places(text, part, exact).into_iter();
                ranges.map(|range| Find { part: number, range }).collect()
            };
            let mut found = (find(title, true), find(body, true));
            let nowhere = found.0.is_empty() && found.1.is_empty();
            if !self.question.marked || (nowhere && !part.is_literal()) {
                found = (find(title, false), find(body, false));
            }
            in_title.extend(found.0);
            in_body.extend(found.1);
        }
        in_title.sort_by_key(|find| find.range.start);
        in_body.sort_by_key(|find| find.range.start);
        (in_title, in_body)
    }
}

/// Where the words of a part follow each other in a text.
fn places(text: &Text, part: &Part, exact: bool) -> Vec<Range<usize>> {
    let same = |word: &Word, asked: &Word| {
        if exact { word.exact == asked.exact } else { word.folded == asked.folded }
    };
    let found = text.words.windows(part.words.len()).filter(|window| {
        window.iter().zip(&part.words).all(|((_, word), asked)| same(word, asked))
    });
    let range =
        |window: &[(Range<usize>, Word)]| Some(window.first()?.0.start..window.last()?.0.end);
    found.filter_map(range).collect()
}

/// Cuts out the stretch with the most parts of the question, at whole words.
fn cut(body: &Text, finds: &[Find]) -> Vec<Run> {
    let from = best_start(finds).saturating_sub(BEFORE);
    // Near the beginning, begin there.
    let from = if from <= BEFORE { 0 } else { from };
    let starts = body.words.iter().map(|(range, _)| range.start);
    let start = if from == 0 { 0 } else { starts.clone().find(|at| *at >= from).unwrap_or(0) };
    let end = if body.text.len() <= start + LONG {
        body.text.len()
    } else {
        let ends = body.words.iter().map(|(range, _)| range.end);
        ends.take_while(|end| *end <= start + LONG)
            .last()
            .filter(|end| *end > start)
            .unwrap_or_else(|| body.text.floor_char_boundary(start + LONG))
    };
    let mut out = runs(&body.text, start..end, finds);
    if start > 0 {
        out.insert(0, Run { text: "… ".to_owned(), marked: false });
    }
    if end < body.text.len() {
        out.push(Run { text: " …".to_owned(), marked: false });
    }
    joined(out)
}

/// Returns where the best stretch begins: the most different parts, then the most finds, then
/// the earliest.
fn best_start(finds: &[Find]) -> usize {
    let mut best = (0, 0, 0);
    for (at, first) in finds.iter().enumerate() {
        let end = first.range.start + LONG - BEFORE;
        let stretch = finds.iter().skip(at).take_while(|find| find.range.end <= end);
        let mut parts: Vec<usize> = stretch.clone().map(|find| find.part).collect();
        let count = parts.len();
        parts.sort_unstable();
        parts.dedup();
        if (parts.len(), count) > (best.0, best.1) {
            best = (parts.len(), count, first.range.start);
        }
    }
    best.2
}

/// Takes a stretch of text apart at the finds in it.
fn runs(text: &str, stretch: Range<usize>, finds: &[Find]) -> Vec<Run> {
    let mut out = Vec::new();
    let mut put = |range: Range<usize>, marked| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            out.push(Run { text: text.to_owned(), marked });
        }
    };
    let mut at = stretch.start;
    for find in finds {
        let from = find.range.start.max(at);
        if find.range.start < stretch.start
            || find.range.end > stretch.end
            || find.range.end <= from
        {
            continue;
        }
        put(at..from, false);
        put(from..find.range.end, true);
        at = find.range.end;
    }
    put(at..stretch.end, false);
    joined(out)
}

/// Joins runs of one kind, and marked words with only a space between them.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for run in runs {
        if run.marked
            && let [.., before, space] = out.as_mut_slice()
            && before.marked
            && space.text == " "
        {
            before.text.push(' ');
            before.text.push_str(&run.text);
            out.pop();
            continue;
        }
        match out.last_mut() {
            Some(last) if last.marked == run.marked => last.text.push_str(&run.text),
            _ => out.push(run),
        }
    }
    out
}
