//! How hard a text is to read, in figures that are named. It warns; it never judges style.
//!
//! Vietnamese has no formula that is agreed on: the length of sentences in syllables stands for it.
//! English has Flesch's reading ease (R. Flesch, "A new readability yardstick", 1948).

use super::Found;
use super::read::Read;
use crate::editorial::body::{Block, Body};
use crate::platform::text::words;

/// A text shorter than this, in words, says nothing of its style.
const SHORTEST: usize = 80;
/// The longest average of a sentence, in syllables.
const LONGEST_AVERAGE: usize = 25;
/// A sentence is long with more syllables than this.
const LONG_SENTENCE: usize = 30;
/// The largest share of long sentences, in hundredths.
const LARGEST_SHARE: usize = 25;
/// Below this, English is hard for most readers (Flesch: 50 to 60 is "fairly difficult").
const EASY_ENOUGH: i64 = 50;

pub(super) fn is_long_enough(read: &Read<'_>) -> bool {
    sentences(read).iter().map(Vec::len).sum::<usize>() >= SHORTEST
}

/// Sentences of the running text, as the words they hold: headings and tables are none.
fn sentences(read: &Read<'_>) -> Vec<Vec<String>> {
    let is_running = |block: &&Block| {
        matches!(block, Block::Paragraph { .. } | Block::List { .. } | Block::Quote { .. })
    };
    let blocks: Vec<Block> = read.words.body.blocks().iter().filter(is_running).cloned().collect();
    let text = Body::new(blocks).plain_text();
    let mut found = Vec::new();
    for line in text.lines() {
        for sentence in parted(line) {
            let spoken: Vec<String> = words(&sentence).map(|(_, word)| word.to_owned()).collect();
            if !spoken.is_empty() {
                found.push(spoken);
            }
        }
    }
    found
}

/// Parts a line where a sign ends a sentence and a capital or a figure begins the next: neither
/// `TP. Bắc Giang` nor `1.284`.
fn parted(line: &str) -> Vec<String> {
    let mut out: Vec<String> = vec![String::new()];
    let mut last: Option<&str> = None;
    for word in line.split_whitespace() {
        let begins = word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        if begins && last.is_some_and(ends) {
            out.push(String::new());
        }
        if let Some(sentence) = out.last_mut() {
            sentence.push_str(word);
            sentence.push(' ');
        }
        last = Some(word);
    }
    out
}

fn ends(word: &str) -> bool {
    let bare = word.trim_end_matches(['”', '"', '\'', ')', '»', '’']);
    let letters = bare.trim_end_matches(['.', '!', '?', '…']);
    let is_short = letters.chars().all(char::is_uppercase) && letters.chars().count() < 4;
    letters.len() < bare.len()
        && (bare.ends_with(['!', '?', '…']) || !is_short || letters.is_empty())
}

pub(super) fn long_sentences(read: &Read<'_>) -> Vec<Found> {
    let sentences = sentences(read);
    let all: usize = sentences.iter().map(Vec::len).sum();
    let long = sentences.iter().filter(|words| words.len() > LONG_SENTENCE).count();
    let average = all / sentences.len().max(1);
    let share = long * 100 / sentences.len().max(1);
    if average <= LONGEST_AVERAGE && share <= LARGEST_SHARE {
        return Vec::new();
    }
    vec![Found::at("body:0").with("average", average.to_string()).with("share", share.to_string())]
}

pub(super) fn hard_english(read: &Read<'_>) -> Vec<Found> {
    let sentences = sentences(read);
    let words: usize = sentences.iter().map(Vec::len).sum();
    let syllables: usize = sentences.iter().flatten().map(|word| spoken(word)).sum();
    let score = flesch(words, sentences.len(), syllables);
    if score >= EASY_ENOUGH {
        return Vec::new();
    }
    vec![Found::at("body:0").with("score", score.to_string())]
}

/// Flesch's reading ease, rounded down, within 0 and 100.
fn flesch(words: usize, sentences: usize, syllables: usize) -> i64 {
    let count = |count: usize| i64::try_from(count.max(1)).unwrap_or(i64::MAX / 1_000_000);
    let (words, sentences, syllables) = (count(words), count(sentences), count(syllables));
    let thousandths = 206_835 - 1_015 * words / sentences - 84_600 * syllables / words;
    (thousandths / 1000).clamp(0, 100)
}

/// How many syllables an English word has, by its groups of vowels; a last `e` is silent.
fn spoken(word: &str) -> usize {
    let lower = word.to_lowercase();
    let is_vowel = |c: char| "aeiouyàáâèéêëíïóôöúü".contains(c);
    let mut groups = 0;
    let mut in_group = false;
    for c in lower.chars() {
        groups += usize::from(is_vowel(c) && !in_group);
        in_group = is_vowel(c);
    }
    let silent = lower.ends_with('e') && !lower.ends_with("le") && groups > 1;
    let ending =
        (lower.ends_with("ed") && !lower.ends_with("ted") && !lower.ends_with("ded")) && groups > 1;
    (groups - usize::from(silent || ending)).max(1)
}
