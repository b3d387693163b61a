//! Rules about how a body is built: headings, tables, files, reusable blocks.

use super::Found;
use super::read::Read;
use crate::editorial::body::Level;

pub(super) fn heading_skip(read: &Read<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    // The title of the page is level 1.
    let mut last = 1;
    for (field, body) in read.places() {
        for anchor in body.anchors() {
            let level = u8::from(anchor.level);
            if level > last + 1 {
                let figures = [("from", last + 1), ("to", level)];
                let one = Found::at(field.clone()).with("text", anchor.text);
                found.push(
                    figures
                        .into_iter()
                        .fold(one, |one, (name, figure)| one.with(name, figure.to_string())),
                );
            }
            last = level;
        }
    }
    found
}

/// The model drops headings of nothing; what is left can still say nothing.
pub(super) fn heading_empty(read: &Read<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (field, body) in read.places() {
        for anchor in body.anchors() {
            if !anchor.text.contains(char::is_alphanumeric) {
                let level: Level = anchor.level;
                let one = Found::at(field.clone()).with("text", anchor.text);
                found.push(one.with("level", u8::from(level).to_string()));
            }
        }
    }
    found
}

pub(super) fn table_no_header(read: &Read<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (field, body) in read.places() {
        for header in body.tables() {
            let empty = header.iter().filter(|cell| !cell.contains(char::is_alphanumeric)).count();
            if empty > 0 {
                found.push(Found::at(field.clone()).with("count", empty.to_string()));
            }
        }
    }
    found
}

pub(super) fn file_missing(read: &Read<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (field, body) in read.places() {
        let files = body.files().into_iter();
        let lost = files.filter(|file| !read.facts.files.contains_key(*file));
        found.extend(lost.map(|file| Found::at(field.clone()).with("file", file)));
    }
    found
}

pub(super) fn reusable_missing(read: &Read<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (field, body) in read.places() {
        let lost =
            body.reusables().into_iter().filter(|block| !read.around.blocks.contains(*block));
        found.extend(lost.map(|block| Found::at(field.clone()).with("block", block)));
    }
    found
}
