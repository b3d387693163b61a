//! Which item of an old sequence answers to which of a new one. Not for the words within them
//! (`parts.rs`).

use super::parts::Token;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::HashMap;

/// Beyond this many pairs what was replaced is not matched up: it was rewritten.
const PAIRS_AT_MOST: usize = 20_000;

/// Sorts of which one stands for another even if their names have nothing in common.
const WHOLE: [&str; 4] = [
    "editorial-block-picture",
    "editorial-block-embed",
    "editorial-block-file",
    "editorial-block-reusable",
];

/// What two sequences are made of.
pub(super) trait Item {
    /// The same for two items exactly when nothing differs.
    fn key(&self) -> &str;
    /// The words.
    fn words(&self) -> &HashMap<String, usize>;
    /// What sort it is of; two of different sorts need more words in common to be one.
    fn sort(&self) -> &'static str;
}

/// One step through both sequences, by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Same(usize, usize),
    Changed(usize, usize),
    Removed(usize),
    Added(usize),
}

/// Counts the words among tokens; spaces and signs say nothing.
pub(super) fn counted<'a>(tokens: impl Iterator<Item = &'a Token>) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for token in tokens.filter(|token| token.text.contains(char::is_alphanumeric)) {
        *words.entry(token.text.to_lowercase()).or_default() += 1;
    }
    words
}

/// Aligns two sequences: equal items first, then those that are alike between them.
pub(super) fn align<T: Item>(old: &[T], new: &[T]) -> Vec<Step> {
    let keys =
        |items: &[T]| -> Vec<String> { items.iter().map(|it| it.key().to_owned()).collect() };
    let mut steps = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &keys(old), &keys(new)) {
        let (tag, from, to) = op.as_tag_tuple();
        match tag {
            DiffTag::Equal => steps.extend(from.zip(to).map(|(one, other)| Step::Same(one, other))),
            DiffTag::Delete => steps.extend(from.map(Step::Removed)),
            DiffTag::Insert => steps.extend(to.map(Step::Added)),
            DiffTag::Replace => {
                let (one, other) = (from.start, to.start);
                let (from, to) =
                    (old.get(from).unwrap_or_default(), new.get(to).unwrap_or_default());
                steps.extend(replaced(from, to).into_iter().map(|step| moved(step, one, other)));
            }
        }
    }
    steps
}

fn moved(step: Step, one: usize, other: usize) -> Step {
    match step {
        Step::Same(from, to) => Step::Same(from + one, to + other),
        Step::Changed(from, to) => Step::Changed(from + one, to + other),
        Step::Removed(from) => Step::Removed(from + one),
        Step::Added(to) => Step::Added(to + other),
    }
}

/// How alike two items are, in thousandths; 0 when they do not answer to each other.
fn likeness<T: Item>(one: &T, other: &T) -> u32 {
    let (words, others) = (one.words(), other.words());
    let all: usize = words.values().sum::<usize>() + others.values().sum::<usize>();
    let same_sort = one.sort() == other.sort();
    if all == 0 || (same_sort && WHOLE.contains(&one.sort())) {
        return if same_sort { 500 } else { 0 };
    }
    let shared: usize = words
        .iter()
        .map(|(word, count)| (*count).min(others.get(word).copied().unwrap_or_default()))
        .sum();
    let likeness = u32::try_from(2000 * shared / all).unwrap_or_default();
    let enough = if same_sort { 350 } else { 650 };
    if likeness >= enough { likeness } else { 0 }
}

/// The pairing, in order, that keeps most in common.
fn replaced<T: Item>(old: &[T], new: &[T]) -> Vec<Step> {
    if old.len().saturating_mul(new.len()) > PAIRS_AT_MOST {
        return (0..old.len()).map(Step::Removed).chain((0..new.len()).map(Step::Added)).collect();
    }
    let likes: Vec<Vec<u32>> =
        old.iter().map(|one| new.iter().map(|other| likeness(one, other)).collect()).collect();
    let best = best_sums(&likes, new.len());
    let sum = |from: usize, to: usize| -> u32 {
        best.get(from).and_then(|row| row.get(to)).copied().unwrap_or_default()
    };
    let mut steps = Vec::new();
    let (mut from, mut to) = (0, 0);
    while from < old.len() || to < new.len() {
        let like = likes.get(from).and_then(|row| row.get(to)).copied().unwrap_or_default();
        if like > 0 && sum(from, to) == like + sum(from + 1, to + 1) {
            steps.push(Step::Changed(from, to));
            (from, to) = (from + 1, to + 1);
        } else if from < old.len() && (to == new.len() || sum(from, to) == sum(from + 1, to)) {
            steps.push(Step::Removed(from));
            from += 1;
        } else {
            steps.push(Step::Added(to));
            to += 1;
        }
    }
    steps
}

/// For every two places, the most that what follows them can have in common.
fn best_sums(likes: &[Vec<u32>], width: usize) -> Vec<Vec<u32>> {
    let mut rows = vec![vec![0; width + 1]];
    for like in likes.iter().rev() {
        let below = rows.last().cloned().unwrap_or_default();
        let mut row = vec![0; width + 1];
        let mut right = 0;
        for to in (0..width).rev() {
            let at = |row: &[u32], to: usize| row.get(to).copied().unwrap_or_default();
            let like = at(like, to);
            let paired = if like > 0 { like + at(&below, to + 1) } else { 0 };
            right = paired.max(at(&below, to)).max(right);
            if let Some(cell) = row.get_mut(to) {
                *cell = right;
            }
        }
        rows.push(row);
    }
    rows.reverse();
    rows
}
