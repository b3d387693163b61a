//! An official letter as it lies on paper, without its subject: what stands at its head, what it says,
//! who gets it, what is annexed. Not for how it is drawn: that is `pdf.rs` and `docx.rs`.

use jiff::civil::Date;
use serde::Serialize;

/// An official letter in the form of Decree 30/2020/NĐ-CP, Annex I. Every text is ready to be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// Its language, such as `vi`.
    pub language: String,
    /// What readers' programs call it.
    pub title: String,
    /// The nation's name, which is set in capitals, then its motto.
    pub nation: [String; 2],
    /// The body above the one that issues it.
    pub superior: Option<String>,
    /// The body that issues it.
    pub issuer: String,
    /// Its number and sign, with the word before them.
    pub number: String,
    /// Where and on which day it was issued.
    pub place_and_day: String,
    /// What kind of document it is: `Báo cáo`; it is set in capitals.
    pub form: String,
    /// What it is about (*trích yếu*).
    pub subject: String,
    /// What is said of the text itself, such as that it is a translation.
    pub remark: Option<String>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// The post of whoever signs, a line each. The place of the name stays empty: a person signs.
    pub signing: Vec<String>,
    /// The word above the recipients.
    pub recipients_head: String,
    /// Who gets it, a line each.
    pub recipients: Vec<String>,
    /// What is annexed.
    pub annexes: Vec<Annex>,
    /// The one day its file names as its own: never the moment of making.
    pub day: Date,
}

/// An annex; its pages are counted by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Annex {
    /// `Phụ lục I`.
    pub label: String,
    /// What it is called.
    pub title: String,
    /// With which document it goes.
    pub with: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "lowercase")]
pub enum Block {
    /// A heading, numbered by whoever wrote it.
    Heading {
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        text: String,
    },
    /// A table.
    Table(Table),
}

impl Block {
    /// A heading.
    pub fn heading(text: impl Into<String>) -> Block {
        Block::Heading { text: text.into() }
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Block {
        Block::Paragraph { text: text.into() }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its heading.
    pub head: String,
    /// Its share of the width, in parts of all columns' sum.
    pub width: u32,
    /// On which side its cells stand.
    pub side: Side,
}

impl Column {
    /// A column of text.
    pub fn text(head: impl Into<String>, width: u32) -> Column {
        Column { head: head.into(), width, side: Side::Left }
    }

    /// A column of figures or days.
    pub fn figure(head: impl Into<String>, width: u32) -> Column {
        Column { head: head.into(), width, side: Side::Centre }
    }
}

/// On which side of a column its cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Text.
    Left,
    /// Figures and days.
    Centre,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "row", rename_all = "lowercase")]
pub enum Row {
    /// A heading over the rows that follow, as wide as the table.
    Group {
        /// Its words.
        text: String,
    },
    /// A cell for each column.
    Cells {
        /// Their words.
        cells: Vec<String>,
    },
    /// A cell for each column, of what the rows above come to.
    Sum {
        /// Their words.
        cells: Vec<String>,
    },
}

impl Row {
    /// A heading over rows.
    pub fn group(text: impl Into<String>) -> Row {
        Row::Group { text: text.into() }
    }

    /// A cell for each column.
    pub fn cells(cells: impl IntoIterator<Item = String>) -> Row {
        Row::Cells { cells: cells.into_iter().collect() }
    }

    /// What the rows above come to.
    pub fn sum(cells: impl IntoIterator<Item = String>) -> Row {
        Row::Sum { cells: cells.into_iter().collect() }
    }
}

/// A letter could not be set.
#[derive(Debug, thiserror::Error)]
#[error("the letter could not be set: {0}")]
pub struct NotSet(String);

impl NotSet {
    /// Because of what another part of the program says.
    pub fn because(cause: impl std::fmt::Display) -> NotSet {
        NotSet(cause.to_string())
    }
}
