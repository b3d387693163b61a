//! Rules about pictures and what is said of them.

use super::Found;
use super::read::Read;
use crate::platform::text::exact;

fn at(file: &str) -> Found {
    Found::at(format!("picture:{file}")).with("file", file)
}

fn is_blank(words: Option<&str>) -> bool {
    words.is_none_or(|words| words.trim().is_empty())
}

pub(super) fn no_alt(read: &Read<'_>) -> Vec<Found> {
    let blank = read.pictures().filter(|(_, said)| is_blank(said.map(|said| said.alt.as_str())));
    blank.map(|(picture, _)| at(&picture.file)).collect()
}

pub(super) fn alt_repeats(read: &Read<'_>) -> Vec<Found> {
    let plain = |words: &str| {
        exact(words.trim().trim_end_matches(['.', '!', ' ']))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let said = read.pictures().filter_map(|(_, said)| said);
    said.filter(|said| !is_blank(Some(&said.alt)))
        .filter(|said| said.caption.as_deref().is_some_and(|it| plain(it) == plain(&said.alt)))
        .map(|said| at(&said.file))
        .collect()
}

pub(super) fn alt_file_name(read: &Read<'_>) -> Vec<Found> {
    let said = read.pictures().filter_map(|(_, said)| said);
    said.filter(|said| is_file_name(said.alt.trim(), &said.file))
        .map(|said| at(&said.file).with("alt", said.alt.trim()))
        .collect()
}

/// Whether words are only the name of a file: this one, or one a camera gave.
fn is_file_name(alt: &str, file: &str) -> bool {
    const ENDINGS: [&str; 7] = [".jpg", ".jpeg", ".png", ".svg", ".webp", ".avif", ".gif"];
    const CAMERAS: [&str; 6] = ["img_", "img-", "dsc_", "dsc0", "pxl_", "screenshot"];
    let lower = alt.to_lowercase();
    let file = file.to_lowercase();
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    let is_one_word = !lower.contains(char::is_whitespace);
    // A short word may be both: `trống.jpg` shows a drum.
    let is_stem = lower == stem && stem.contains(|c: char| c.is_ascii_digit() || "-_".contains(c));
    !alt.is_empty()
        && (is_stem
            || lower == file
            || ENDINGS.iter().any(|ending| lower.ends_with(ending))
            || (is_one_word && CAMERAS.iter().any(|start| lower.starts_with(start))))
}

pub(super) fn no_caption(read: &Read<'_>) -> Vec<Found> {
    let blank =
        read.pictures().filter(|(_, said)| is_blank(said.and_then(|said| said.caption.as_deref())));
    blank.map(|(picture, _)| at(&picture.file)).collect()
}

pub(super) fn no_credit(read: &Read<'_>) -> Vec<Found> {
    let blank = read.pictures().filter(|(picture, _)| is_blank(picture.credit.as_deref()));
    blank.map(|(picture, _)| at(&picture.file)).collect()
}

/// In the list of pictures, without a file.
pub(super) fn missing(read: &Read<'_>) -> Vec<Found> {
    let lost = read.pictures().filter(|(it, _)| !read.facts.files.contains_key(&it.file));
    lost.map(|(picture, _)| at(&picture.file)).collect()
}

/// Shown, and not in the list of pictures.
pub(super) fn unknown(read: &Read<'_>) -> Vec<Found> {
    let unknown = |file: &str| !read.facts.pictures.iter().any(|picture| picture.file == file);
    let mut found = Vec::new();
    if let Some(file) = read.facts.lead_picture.as_deref().filter(|file| unknown(file)) {
        found.push(Found::at("lead_picture").with("file", file));
    }
    for (field, body) in read.places() {
        let files = body.pictures().into_iter().filter(|file| unknown(file));
        found.extend(files.map(|file| Found::at(field.clone()).with("file", file)));
    }
    found
}
