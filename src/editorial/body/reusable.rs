//! Blocks that the site keeps in one place and shows in many: how they are put in, and what they may
//! hold. Not for keeping them.

use super::complaint::Fault;
use super::model::{Block, Body, ListItem};

impl Body {
    /// Returns the body with its reusable blocks put in: `find` answers the body of a slug. One that
    /// is not found is left out, and so is one within another.
    #[must_use]
    pub fn with_reusables(&self, find: &dyn Fn(&str) -> Option<Body>) -> Body {
        if self.reusables().is_empty() {
            return self.clone();
        }
        Body::new(filled(self.blocks(), find))
    }

    /// Returns what a reusable block may not hold: other reusable blocks, which could go round in
    /// circles, and pictures and files, which belong to one entry.
    pub fn faults_as_reusable(&self) -> Vec<Fault> {
        let used = [self.reusables(), self.pictures(), self.files()].concat();
        used.into_iter().map(|name| Fault::NotReusable(name.to_owned())).collect()
    }
}

fn filled(blocks: &[Block], find: &dyn Fn(&str) -> Option<Body>) -> Vec<Block> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Reusable { block } => {
                let found = find(block).unwrap_or_default();
                out.extend(filled(found.blocks(), &|_| None));
            }
            Block::Quote { blocks, source } => {
                out.push(Block::Quote { blocks: filled(blocks, find), source: source.clone() });
            }
            Block::FactBox { title, blocks } => {
                out.push(Block::FactBox { title: title.clone(), blocks: filled(blocks, find) });
            }
            Block::List { ordered, start, items } => {
                let item = |item: &ListItem| ListItem { blocks: filled(&item.blocks, find) };
                let items = items.iter().map(item).collect();
                out.push(Block::List { ordered: *ordered, start: *start, items });
            }
            other => out.push(other.clone()),
        }
    }
    out
}
