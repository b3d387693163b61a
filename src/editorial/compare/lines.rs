//! A block as the lines an editor sees: paragraphs, items, rows of a table. Not for comparing them
//! (`blocks.rs`).

use super::align::{self, Item};
use super::parts::{self, Token};
use crate::editorial::body::{Block, Inline, Level};
use std::collections::HashMap;

/// A line of a block.
pub(super) struct Line {
    /// The Fluent key of what it is.
    pub label: &'static str,
    /// How deep it lies in lists, quotations and boxes.
    pub depth: usize,
    pub tokens: Vec<Token>,
    key: String,
    words: HashMap<String, usize>,
}

impl Item for Line {
    fn key(&self) -> &str {
        &self.key
    }

    fn words(&self) -> &HashMap<String, usize> {
        &self.words
    }

    fn sort(&self) -> &'static str {
        self.label
    }
}

/// The Fluent key of what a block is.
pub(super) fn label(block: &Block) -> &'static str {
    match block {
        Block::Heading { level: Level::Two, .. } => "editorial-block-heading-two",
        Block::Heading { level: Level::Three, .. } => "editorial-block-heading-three",
        Block::Heading { level: Level::Four, .. } => "editorial-block-heading-four",
        Block::Paragraph { .. } => "editorial-block-paragraph",
        Block::List { ordered: false, .. } => "editorial-block-list",
        Block::List { ordered: true, .. } => "editorial-block-numbered-list",
        Block::Quote { .. } => "editorial-block-quote",
        Block::Table { .. } => "editorial-block-table",
        Block::Picture { .. } => "editorial-block-picture",
        Block::Rule => "editorial-block-rule",
        Block::FactBox { .. } => "editorial-block-fact-box",
        Block::Embed { .. } => "editorial-block-embed",
        Block::File { .. } => "editorial-block-file",
        Block::Reusable { .. } => "editorial-block-reusable",
    }
}

/// The lines of a block, from top to bottom.
pub(super) fn lines(block: &Block) -> Vec<Line> {
    let mut out = Lines { out: Vec::new(), depth: 0 };
    out.block(block);
    out.out
}

struct Lines {
    out: Vec<Line>,
    depth: usize,
}

impl Lines {
    fn push(&mut self, label: &'static str, tokens: Vec<Token>) {
        let key = format!("{} {label} {tokens:?}", self.depth);
        let words = align::counted(tokens.iter());
        self.out.push(Line { label, depth: self.depth, tokens, key, words });
    }

    fn deeper(&mut self, blocks: &[Block]) {
        self.depth += 1;
        for block in blocks {
            self.block(block);
        }
        self.depth -= 1;
    }

    fn block(&mut self, block: &Block) {
        let label = label(block);
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content } => {
                self.push(label, parts::of_inlines(content));
            }
            Block::List { ordered, items, .. } => {
                let item = if *ordered { "editorial-block-step" } else { "editorial-block-item" };
                for one in items {
                    self.item(item, &one.blocks);
                }
            }
            Block::Quote { blocks, source } => {
                self.deeper(blocks);
                if let Some(source) = source {
                    self.push("editorial-block-source", parts::of_inlines(source));
                }
            }
            Block::Table { header, rows, .. } => {
                self.push("editorial-block-table-head", row(header));
                for cells in rows {
                    self.push("editorial-block-table-row", row(cells));
                }
            }
            Block::Picture { file } => self.push(label, parts::whole(file)),
            Block::Rule => self.push(label, Vec::new()),
            Block::FactBox { title, blocks } => {
                self.push(label, parts::of_inlines(title));
                self.deeper(blocks);
            }
            Block::Embed { entry } => self.push(label, parts::whole(entry)),
            Block::File { file, label: words } => {
                let mut tokens = parts::whole(file);
                if let Some(words) = words {
                    tokens.extend(parts::tokens(" "));
                    tokens.extend(parts::tokens(words));
                }
                self.push(label, tokens);
            }
            Block::Reusable { block } => self.push(label, parts::whole(block)),
        }
    }

    /// The first paragraph of an item is the item's line; what follows lies deeper.
    fn item(&mut self, label: &'static str, blocks: &[Block]) {
        match blocks.split_first() {
            Some((Block::Paragraph { content }, rest)) => {
                self.push(label, parts::of_inlines(content));
                self.deeper(rest);
            }
            _ => self.deeper(blocks),
        }
    }
}

/// The cells of a row, parted by a sign no word can hold together.
fn row(cells: &[Vec<Inline>]) -> Vec<Token> {
    let mut out = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.extend(parts::whole(" | "));
        }
        out.extend(parts::of_inlines(cell));
    }
    out
}
