//! Two bodies, block beside block. Not for titles and facts (`fields.rs`).

use super::align::{self, Item, Step, align};
use super::lines::{self, Line};
use super::parts::{self, Part, PartKind};
use crate::editorial::body::{Block, Body};
use serde::Serialize;
use std::collections::HashMap;

/// What became of a block or a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// In both editions, and the same.
    Same,
    /// Only in the newer.
    Added,
    /// Only in the older.
    Removed,
    /// In both, and not the same.
    Changed,
    /// Stands for several blocks that are the same in both.
    Folded,
}

/// A line of a block: a paragraph, an item, a row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineChange {
    /// What became of it; never folded.
    pub kind: BlockKind,
    /// The Fluent key of what it is.
    pub label: &'static str,
    /// The Fluent key of what it was, when that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<&'static str>,
    /// How deep it lies in lists, quotations and boxes, from 0.
    pub depth: usize,
    /// Its words.
    pub parts: Vec<Part>,
}

/// A block of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlockChange {
    /// What became of it.
    pub kind: BlockKind,
    /// The Fluent key of what it is; of a fold, of how many blocks it stands for.
    pub label: &'static str,
    /// How many blocks this stands for: 1, or more for a fold.
    pub count: usize,
    /// Its place among the blocks of the newer body, from 0; of the older when removed.
    pub at: usize,
    /// Whether the same block was removed and added elsewhere.
    pub moved: bool,
    /// Whether only its form changed (alignment, numbering), none of its words.
    pub form: bool,
    /// Its lines; none of a fold.
    pub lines: Vec<LineChange>,
}

/// A block with what is needed to find its like.
struct Held<'a> {
    block: &'a Block,
    key: String,
    words: HashMap<String, usize>,
    lines: Vec<Line>,
}

impl Item for Held<'_> {
    fn key(&self) -> &str {
        &self.key
    }

    fn words(&self) -> &HashMap<String, usize> {
        &self.words
    }

    fn sort(&self) -> &'static str {
        lines::label(self.block)
    }
}

impl<'a> Held<'a> {
    fn all(body: &'a Body) -> Vec<Held<'a>> {
        let held = |block: &'a Block| {
            let lines = lines::lines(block);
            let words = align::counted(lines.iter().flat_map(|line| &line.tokens));
            Held { block, key: format!("{block:?}"), words, lines }
        };
        body.blocks().iter().map(held).collect()
    }

    fn whole(&self, kind: BlockKind, at: usize) -> BlockChange {
        BlockChange {
            kind,
            label: lines::label(self.block),
            count: 1,
            at,
            moved: false,
            form: false,
            lines: self.lines.iter().map(|line| whole_line(kind, line)).collect(),
        }
    }
}

/// Compares two bodies; what is the same in both is among the answer.
pub fn compare_bodies(old: &Body, new: &Body) -> Vec<BlockChange> {
    let (old, new) = (Held::all(old), Held::all(new));
    let mut changes = Vec::new();
    let mut gone: HashMap<&str, usize> = HashMap::new();
    let mut come: HashMap<&str, usize> = HashMap::new();
    let steps = align(&old, &new);
    for step in &steps {
        match step {
            Step::Removed(at) => count(&mut gone, old.get(*at)),
            Step::Added(at) => count(&mut come, new.get(*at)),
            Step::Same(..) | Step::Changed(..) => {}
        }
    }
    for step in steps {
        let pair = match step {
            Step::Same(_, at) => new.get(at).map(|held| held.whole(BlockKind::Same, at)),
            Step::Added(at) => new.get(at).map(|held| BlockChange {
                moved: gone.contains_key(held.key()),
                ..held.whole(BlockKind::Added, at)
            }),
            Step::Removed(at) => old.get(at).map(|held| BlockChange {
                moved: come.contains_key(held.key()),
                ..held.whole(BlockKind::Removed, at)
            }),
            Step::Changed(from, at) => {
                old.get(from).zip(new.get(at)).map(|(old, new)| changed(old, new, at))
            }
        };
        changes.extend(pair);
    }
    changes
}

fn count<'a>(found: &mut HashMap<&'a str, usize>, held: Option<&'a Held<'_>>) {
    if let Some(held) = held {
        *found.entry(held.key()).or_default() += 1;
    }
}

fn changed(old: &Held<'_>, new: &Held<'_>, at: usize) -> BlockChange {
    let mut lines = Vec::new();
    for step in align(&old.lines, &new.lines) {
        let line = match step {
            Step::Same(_, to) => new.lines.get(to).map(|line| whole_line(BlockKind::Same, line)),
            Step::Added(to) => new.lines.get(to).map(|line| whole_line(BlockKind::Added, line)),
            Step::Removed(from) => {
                old.lines.get(from).map(|line| whole_line(BlockKind::Removed, line))
            }
            Step::Changed(from, to) => {
                old.lines.get(from).zip(new.lines.get(to)).map(|(old, new)| LineChange {
                    kind: BlockKind::Changed,
                    label: new.label,
                    was: (old.label != new.label).then_some(old.label),
                    depth: new.depth,
                    parts: parts::diff(&old.tokens, &new.tokens),
                })
            }
        };
        lines.extend(line);
    }
    let form = lines.iter().all(|line| line.kind == BlockKind::Same);
    BlockChange { form, lines, ..new.whole(BlockKind::Changed, at) }
}

fn whole_line(kind: BlockKind, line: &Line) -> LineChange {
    let part = match kind {
        BlockKind::Added => PartKind::Added,
        BlockKind::Removed => PartKind::Removed,
        BlockKind::Same | BlockKind::Changed | BlockKind::Folded => PartKind::Same,
    };
    LineChange {
        kind,
        label: line.label,
        was: None,
        depth: line.depth,
        parts: parts::all(part, &line.tokens),
    }
}

/// Folds runs of blocks that are the same, but for `around` blocks next to every change. A run of
/// one is not folded: it takes no more room than the line that would stand for it.
pub fn folded(changes: Vec<BlockChange>, around: usize) -> Vec<BlockChange> {
    let busy: Vec<usize> = (changes.iter().enumerate())
        .filter(|(_, change)| change.kind != BlockKind::Same)
        .map(|(at, _)| at)
        .collect();
    let near = |at: usize| busy.iter().any(|other| other.abs_diff(at) <= around);
    let mut out: Vec<BlockChange> = Vec::new();
    let mut run: Vec<BlockChange> = Vec::new();
    for (at, change) in changes.into_iter().enumerate() {
        if near(at) {
            out.append(&mut fold(std::mem::take(&mut run)));
            out.push(change);
        } else {
            run.push(change);
        }
    }
    out.append(&mut fold(run));
    out
}

fn fold(run: Vec<BlockChange>) -> Vec<BlockChange> {
    let count = run.len();
    match run.first() {
        Some(first) if count > 1 => vec![BlockChange {
            kind: BlockKind::Folded,
            label: "editorial-compare-folded",
            count,
            at: first.at,
            moved: false,
            form: false,
            lines: Vec::new(),
        }],
        _ => run,
    }
}
