//! Rules about words and letters: title, lead, capitals, encodings, names.

use super::Found;
use super::read::Read;
use crate::platform::text::{legacy, nfc, slug};

/// Search engines cut titles here, in characters.
const TITLE_CUT: usize = 65;
/// Longer is no title, in characters.
const TITLE_LONGEST: usize = 100;
/// The longest lead, in characters.
const LEAD_LONGEST: usize = 200;

fn length(text: &str) -> usize {
    nfc(text.trim()).chars().count()
}

pub(super) fn no_publisher(read: &Read<'_>) -> Vec<Found> {
    let blank = read.facts.publisher.trim().is_empty();
    blank.then(|| Found::at("publisher")).into_iter().collect()
}

pub(super) fn no_title(read: &Read<'_>) -> Vec<Found> {
    let blank = read.words.title.trim().is_empty();
    blank.then(|| Found::at("title")).into_iter().collect()
}

fn longer(field: &str, text: &str, longest: usize) -> Vec<Found> {
    let length = length(text);
    let found = || Found::at(field).with("count", length.to_string());
    (length > longest).then(found).into_iter().collect()
}

pub(super) fn is_long_title(read: &Read<'_>) -> bool {
    length(&read.words.title) > TITLE_LONGEST
}

/// Looked at only for titles that are not too long anyway.
/// A word of an address is small letters, figures and hyphens.
pub(super) fn bad_slug(read: &Read<'_>) -> Vec<Found> {
    let given = &read.words.slug;
    let fits = !given.is_empty() && slug(given) == *given;
    if fits { Vec::new() } else { vec![Found::at("slug").with("slug", given.as_str())] }
}

pub(super) fn title_cut(read: &Read<'_>) -> Vec<Found> {
    longer("title", &read.words.title, TITLE_CUT)
}

pub(super) fn title_long(read: &Read<'_>) -> Vec<Found> {
    longer("title", &read.words.title, TITLE_LONGEST)
}

pub(super) fn no_lead(read: &Read<'_>) -> Vec<Found> {
    let blank = read.words.lead.trim().is_empty();
    blank.then(|| Found::at("lead")).into_iter().collect()
}

pub(super) fn lead_long(read: &Read<'_>) -> Vec<Found> {
    longer("lead", &read.words.lead, LEAD_LONGEST)
}

pub(super) fn shouting(read: &Read<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (field, text) in read.texts() {
        let runs = shouted(&text).into_iter();
        found.extend(runs.map(|run| Found::at(field.clone()).with("text", run)));
    }
    found
}

/// Runs of words in capitals that are no abbreviations: those have few letters and bear no tone.
fn shouted(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    for line in text.lines() {
        let mut run: Vec<&str> = Vec::new();
        for word in line.split_whitespace().chain([""]) {
            let letters = || word.chars().filter(|c| c.is_alphabetic());
            if letters().count() > 1 && letters().all(char::is_uppercase) {
                run.push(word);
                continue;
            }
            if is_shouted(&run) {
                runs.push(run.join(" "));
            }
            run.clear();
        }
    }
    runs
}

fn is_shouted(run: &[&str]) -> bool {
    // `47/NQ-CP` and `BVHTTDL` are names, and Đ is a letter of names: NĐ-CP.
    let toned =
        |word: &&&str| word.contains(|c: char| !c.is_ascii() && c.is_alphabetic() && c != 'Đ');
    let plain = |word: &&&str| !word.contains(|c: char| c.is_ascii_digit() || c == '/');
    let words = run.iter().filter(plain);
    let toned_words = words.clone().filter(toned);
    let long = |word: &str| word.chars().count() > 5;
    toned_words.clone().count() > 1
        || toned_words.clone().any(|word| long(word))
        || (toned_words.count() == 1 && words.clone().count() > 1)
        || words.count() > 3
}

pub(super) fn not_nfc(read: &Read<'_>) -> Vec<Found> {
    let texts = read.texts().into_iter();
    let apart = texts.filter(|(_, text)| nfc(text) != text.as_str());
    apart.map(|(field, _)| Found::at(field)).collect()
}

pub(super) fn legacy(read: &Read<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (field, text) in read.texts() {
        let old = legacy::detect(&text);
        let old = old.filter(|old| old.encoding != legacy::Encoding::Decomposed);
        if let Some(old) = old {
            let (before, after) = old.sample(&text);
            found.push(
                Found::at(field)
                    .with("encoding", old.encoding.name())
                    .with("before", before)
                    .with("after", after),
            );
        }
    }
    found
}

pub(super) fn double_space(read: &Read<'_>) -> Vec<Found> {
    let is_double = |text: &str| {
        let mut letters = text.trim().chars().zip(text.trim().chars().skip(1));
        letters.any(|(one, other)| is_space(one) && is_space(other))
    };
    let texts = read.texts().into_iter();
    texts.filter(|(_, text)| is_double(text)).map(|(field, _)| Found::at(field)).collect()
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}')
}

pub(super) fn name_wrong(read: &Read<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (field, text) in read.texts() {
        let text = nfc(&text);
        for (wrong, right) in &read.around.names {
            if holds(&text, wrong) {
                found.push(Found::at(field.clone()).with("wrong", wrong).with("right", right));
            }
        }
    }
    found
}

/// Whether a text holds a name as whole words, in just these letters.
fn holds(text: &str, name: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + name.len()..).and_then(|after| after.chars().next());
            is_edge(before) && is_edge(after)
        })
}
