//! What is true of a note.

use jiff::civil::Date;

/// A note by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoteId(pub i64);

/// A dated sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its number.
    pub id: NoteId,
    /// The day it is about.
    pub day: Date,
    /// What it says.
    pub said: String,
    /// Who wrote it, as the change log names actors.
    pub made_by: String,
}

/// The longest sentence, in letters: it must fit beside a chart.
pub const LONGEST: usize = 200;

/// What is wrong with a note: the key of the sentence that says so.
pub fn wrong(day: Date, today: Date, said: &str) -> Option<&'static str> {
    if said.trim().is_empty() {
        Some("visits-note-empty")
    } else if said.chars().count() > LONGEST {
        Some("visits-note-long")
    } else {
        (day > today).then_some("visits-note-ahead")
    }
}
