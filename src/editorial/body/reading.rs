//! What can be read off a body: its words, its headings, what it uses. Not for showing it.

use super::model::{Block, Body, Inline, Level, LinkTarget};
use crate::platform::text::slug;
use std::collections::HashSet;

/// A heading as a place to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The level of the heading.
    pub level: Level,
    /// Its `id` in the HTML.
    pub id: String,
    /// Its words.
    pub text: String,
}

impl Body {
    /// Returns its words, a line for each block, for searching and for summaries.
    pub fn plain_text(&self) -> String {
        let mut lines = Vec::new();
        each(self.blocks(), &mut |part| match part {
            Part::Heading(_, content) | Part::Words(content) => lines.push(spoken(content)),
            Part::Header(cells) | Part::Row(cells) => {
                let cells: Vec<String> = cells.iter().map(|cell| spoken(cell)).collect();
                lines.push(cells.join(" "));
            }
            Part::File(_, Some(label)) => lines.push(label.to_owned()),
            Part::File(_, None) | Part::Picture(_) | Part::Embed(_) | Part::Reusable(_) => {}
        });
        lines.join("\n")
    }

    /// Returns its headings in order, for a table of contents.
    pub fn anchors(&self) -> Vec<Anchor> {
        let mut taken = HashSet::new();
        let mut anchors = Vec::new();
        each(self.blocks(), &mut |part| {
            if let Part::Heading(level, content) = part {
                let text = spoken(content);
                // A letter in front: no heading of an editor may take an id of the page around it.
                let id = unique(&format!("h-{}", slug(&text)), &mut taken);
                anchors.push(Anchor { level, id, text });
            }
        });
        anchors
    }

    /// Returns the files of its pictures in order, each once.
    pub fn pictures(&self) -> Vec<&str> {
        self.each_once(|part| match part {
            Part::Picture(file) => Some(file),
            _ => None,
        })
    }

    /// Returns the files it offers to fetch in order, each once; pictures are not among them.
    pub fn files(&self) -> Vec<&str> {
        self.each_once(|part| match part {
            Part::File(file, _) => Some(file),
            _ => None,
        })
    }

    /// Returns the entries it shows as cards (`kind/key`) in order, each once.
    pub fn embeds(&self) -> Vec<&str> {
        self.each_once(|part| match part {
            Part::Embed(entry) => Some(entry),
            _ => None,
        })
    }

    /// Returns the slugs of the reusable blocks it shows in order, each once.
    pub fn reusables(&self) -> Vec<&str> {
        self.each_once(|part| match part {
            Part::Reusable(block) => Some(block),
            _ => None,
        })
    }

    /// Returns the words in the header cells of each table, in order.
    pub fn tables(&self) -> Vec<Vec<String>> {
        let mut headers = Vec::new();
        each(self.blocks(), &mut |part| {
            if let Part::Header(cells) = part {
                headers.push(cells.iter().map(|cell| spoken(cell)).collect());
            }
        });
        headers
    }

    /// Returns its links in order, with the words to press; the same target can come again.
    pub fn links(&self) -> Vec<(&LinkTarget, String)> {
        let mut found = Vec::new();
        each(self.blocks(), &mut |part| match part {
            Part::Heading(_, content) | Part::Words(content) => links(content, &mut found),
            Part::Header(cells) | Part::Row(cells) => {
                for cell in cells {
                    links(cell, &mut found);
                }
            }
            _ => {}
        });
        found
    }

    /// Returns the entries it links to (`kind/key`) in order, each once.
    pub fn entry_links(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        for (target, _) in self.links() {
            if let LinkTarget::Entry(key) = target
                && !keys.contains(&key.as_str())
            {
                keys.push(key);
            }
        }
        keys
    }

    /// Returns every entry it links to or shows (`kind/key`), each once.
    pub fn entries(&self) -> Vec<&str> {
        let mut keys = self.entry_links();
        for key in self.embeds() {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    fn each_once<'a>(&'a self, take: impl Fn(Part<'a>) -> Option<&'a str>) -> Vec<&'a str> {
        let mut found = Vec::new();
        each(self.blocks(), &mut |part| {
            if let Some(name) = take(part).filter(|name| !found.contains(name)) {
                found.push(name);
            }
        });
        found
    }
}

/// What is met when a body is read from top to bottom.
enum Part<'a> {
    Heading(Level, &'a [Inline]),
    Words(&'a [Inline]),
    Header(&'a [Vec<Inline>]),
    Row(&'a [Vec<Inline>]),
    Picture(&'a str),
    Embed(&'a str),
    File(&'a str, Option<&'a str>),
    Reusable(&'a str),
}

fn each<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(Part<'a>)) {
    for block in blocks {
        match block {
            Block::Heading { level, content } => visit(Part::Heading(*level, content)),
            Block::Paragraph { content } => visit(Part::Words(content)),
            Block::List { items, .. } => items.iter().for_each(|item| each(&item.blocks, visit)),
            Block::Quote { blocks, source } => {
                each(blocks, visit);
                if let Some(source) = source {
                    visit(Part::Words(source));
                }
            }
            Block::Table { header, rows, .. } => {
                visit(Part::Header(header));
                for cells in rows {
                    visit(Part::Row(cells));
                }
            }
            Block::Picture { file } => visit(Part::Picture(file)),
            Block::Rule => {}
            Block::FactBox { title, blocks } => {
                visit(Part::Words(title));
                each(blocks, visit);
            }
            Block::Embed { entry } => visit(Part::Embed(entry)),
            Block::File { file, label } => visit(Part::File(file, label.as_deref())),
            Block::Reusable { block } => visit(Part::Reusable(block)),
        }
    }
}

/// The words alone, a space for a new line.
pub(super) fn spoken(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text { text, .. } => text.clone(),
            Inline::Link { content, .. } => spoken(content),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

fn links<'a>(content: &'a [Inline], found: &mut Vec<(&'a LinkTarget, String)>) {
    for inline in content {
        if let Inline::Link { target, content } = inline {
            found.push((target, spoken(content)));
        }
    }
}

/// A heading in a script without a slug is `s`; the second of a name has `-2`.
pub(super) fn unique(slug: &str, taken: &mut HashSet<String>) -> String {
    let mut id = slug.to_owned();
    let mut count = 1;
    while !taken.insert(id.clone()) {
        count += 1;
        id = format!("{slug}-{count}");
    }
    id
}
