//! Writes a body as Markdown in one canonical style: one paragraph a line, `-` and `1.` for lists,
//! `**` and `_` for marks, `> — source` closing a quotation, and for what Markdown has no sign for
//! lines that open with `:::`:
//!
//! - `::: fact Title`, the blocks, and `:::` alone: a fact box; an empty line before and after each;
//! - `::: embed gallery/some-key`: an entry as a card, one line, not closed;
//! - `::: file a.pdf Label` or `::: file "with spaces.pdf" Label`: a file to fetch;
//! - `::: reusable some-slug`: a block the site keeps in one place.
//!
//! Reading it again gives the same body.
//! Words within a block are written by `inline_out.rs`.

use super::inline_out::{self, Place, destination};
use super::markdown_in::opens_source;
use super::model::{Align, Block, Body, Inline, ListItem, Marks};

impl Body {
    /// Writes the body as canonical Markdown, ending in a new line; empty when the body is.
    pub fn to_markdown(&self) -> String {
        let mut out = String::new();
        for line in blocks(&self.blocks, Within::Page) {
            out.push_str(&line);
            out.push('\n');
        }
        out
    }
}

/// What the blocks being written stand in.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Page,
    Item,
}

type Lines = Vec<String>;

/// Blocks with an empty line between them.
fn blocks(blocks: &[Block], within: Within) -> Lines {
    let mut out = Lines::new();
    let mut before = Turn::default();
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            out.push(String::new());
        }
        out.extend(one(block, before.next(block), within));
    }
    out
}

/// Lists of one sort that follow each other take turns with two bullets, or they would be read as
/// one list.
#[derive(Default)]
struct Turn {
    sort: Option<bool>,
    other: bool,
}

impl Turn {
    fn next(&mut self, block: &Block) -> bool {
        let sort = match block {
            Block::List { ordered, .. } => Some(*ordered),
            _ => None,
        };
        self.other = sort.is_some() && sort == self.sort && !self.other;
        self.sort = sort;
        self.other
    }
}

fn one(block: &Block, other: bool, within: Within) -> Lines {
    match block {
        Block::Heading { level, content } => {
            let signs = "#".repeat(usize::from(u8::from(*level)));
            vec![format!("{signs} {}", inline_out::write(content, Place::Heading))]
        }
        Block::Paragraph { content } => paragraph(content),
        Block::List { ordered, start, items } => list(Bullet::of(*ordered, other), *start, items),
        Block::Quote { blocks, source } => quote(blocks, source.as_deref()),
        Block::Table { header, rows, align } => table(header, rows, align),
        Block::Picture { file } => vec![format!("![]({})", destination(file))],
        // Hyphens after a bullet would be one rule, not a rule in an item.
        Block::Rule if within == Within::Item => vec!["___".to_owned()],
        Block::Rule => vec!["---".to_owned()],
        Block::FactBox { title, blocks } => fact_box(title, blocks),
        Block::Embed { entry } => vec![fence("embed", &plain(entry))],
        Block::File { file, label } => vec![file_line(file, label.as_deref())],
        Block::Reusable { block } => vec![fence("reusable", &plain(block))],
    }
}

/// A line that opens with `:::`: what it is, and what it says.
fn fence(what: &str, words: &str) -> String {
    format!("::: {what} {words}").trim_end().to_owned()
}

fn plain(words: &str) -> String {
    let text = Inline::Text { text: words.to_owned(), marks: Marks::default() };
    inline_out::write(&[text], Place::Line)
}

/// A file name with a space stands between quotation marks, which no file name may hold.
fn file_line(file: &str, label: Option<&str>) -> String {
    let name =
        if file.contains(char::is_whitespace) { format!("\"{file}\"") } else { file.to_owned() };
    let words = label.map_or(name.clone(), |label| format!("{name} {label}"));
    fence("file", &plain(&words))
}

fn fact_box(title: &[Inline], held: &[Block]) -> Lines {
    let mut out = vec![fence("fact", &inline_out::write(title, Place::Line)), String::new()];
    if !held.is_empty() {
        out.extend(blocks(held, Within::Page));
        out.push(String::new());
    }
    out.push(":::".to_owned());
    out
}

fn paragraph(content: &[Inline]) -> Lines {
    inline_out::write(content, Place::Paragraph).split('\n').map(str::to_owned).collect()
}

/// The sign before an item.
#[derive(Clone, Copy)]
enum Bullet {
    Sign(char),
    Number(char),
}

impl Bullet {
    fn of(ordered: bool, other: bool) -> Self {
        match (ordered, other) {
            (false, false) => Self::Sign('-'),
            (false, true) => Self::Sign('*'),
            (true, false) => Self::Number('.'),
            (true, true) => Self::Number(')'),
        }
    }

    fn at(self, number: u32) -> String {
        match self {
            Self::Sign(sign) => format!("{sign} "),
            // CommonMark takes nine digits at most; only the first number counts anyway.
            Self::Number(sign) => format!("{}{sign} ", number.min(999_999_999)),
        }
    }
}

fn list(bullet: Bullet, start: u32, items: &[ListItem]) -> Lines {
    let close = items.iter().all(ListItem::is_close);
    let mut out = Lines::new();
    for (number, item) in (start..).zip(items) {
        if !close && !out.is_empty() {
            out.push(String::new());
        }
        let sign = bullet.at(number);
        let mut lines = blocks(&item.blocks, Within::Item);
        if close {
            lines.retain(|line| !line.is_empty());
        }
        out.extend(indented(&lines, &sign));
    }
    out
}

fn indented(lines: &[String], sign: &str) -> Lines {
    let room = " ".repeat(sign.len());
    let indent = |(at, line): (usize, &String)| match (at, line.is_empty()) {
        (0, _) => format!("{sign}{line}"),
        (_, true) => String::new(),
        (_, false) => format!("{room}{line}"),
    };
    lines.iter().enumerate().map(indent).collect()
}

impl ListItem {
    /// Whether the item can do without empty lines: one paragraph, and lists that may follow it
    /// directly. A numbered list that does not begin with 1 may not.
    pub(super) fn is_close(&self) -> bool {
        let follows = |block: &Block| match block {
            Block::List { items, ordered, start } => {
                (!ordered || *start == 1) && items.iter().all(Self::is_close)
            }
            _ => false,
        };
        match self.blocks.split_first() {
            Some((Block::Paragraph { .. } | Block::Picture { .. }, rest)) => {
                rest.iter().all(follows)
            }
            _ => false,
        }
    }
}

fn quote(quoted: &[Block], source: Option<&[Inline]>) -> Lines {
    let mut lines = blocks(quoted, Within::Page);
    let after_words = matches!(quoted.last(), Some(Block::Paragraph { .. }));
    if let Some(source) = source {
        if !after_words {
            lines.push(String::new());
        }
        lines.push(format!("— {}", inline_out::write(source, Place::Line)));
    } else if after_words {
        hide_dashes(&mut lines);
    }
    lines.iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
}

/// Spells out the dashes of the last paragraph that would be read as the source.
fn hide_dashes(lines: &mut [String]) {
    for line in lines.iter_mut().rev().take_while(|line| !line.is_empty()) {
        if let Some(rest) = line.strip_prefix('—').filter(|_| opens_source(line)) {
            *line = format!("&#8212;{rest}");
        }
    }
}

fn table(header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], align: &[Align]) -> Lines {
    let row = |cells: &[Vec<Inline>]| {
        cells.iter().fold("|".to_owned(), |line, cell| {
            let words = inline_out::write(cell, Place::Line);
            line + " " + &words + if words.is_empty() { "|" } else { " |" }
        })
    };
    let rule = align.iter().fold("|".to_owned(), |line, align| {
        line + match align {
            Align::None => " --- |",
            Align::Left => " :-- |",
            Align::Center => " :-: |",
            Align::Right => " --: |",
        }
    });
    let mut out = vec![row(header), rule];
    out.extend(rows.iter().map(|cells| row(cells)));
    out
}
