//! Makes a document tidy, so that what means the same is the same. Not for judging: what cannot be
//! made tidy is a complaint of the one who read it.

use super::complaint::{Fault, Faults};
use super::inline::{self, Lines};
use super::model::{Block, Body, Inline, ListItem, is_entry_key};
use serde::Deserialize;

/// The deepest a block may lie: a list in a list in a quotation is 5. Beyond, nobody can read it,
/// and a hostile text could exhaust the stack.
pub(super) const DEEPEST: usize = 12;

/// The largest number Markdown lets a list begin with.
const LARGEST_START: u32 = 999_999_999;

/// A body as JSON brings it.
#[derive(Deserialize)]
pub(super) struct Untidy {
    #[serde(rename = "content", default)]
    blocks: Vec<Block>,
}

impl TryFrom<Untidy> for Body {
    type Error = Faults;

    fn try_from(untidy: Untidy) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        judge(&untidy.blocks, 0, &mut faults);
        if faults.is_empty() { Ok(Body::new(untidy.blocks)) } else { Err(Faults(faults)) }
    }
}

fn judge(blocks: &[Block], depth: usize, faults: &mut Vec<Fault>) {
    if depth > DEEPEST {
        faults.push(Fault::TooDeep);
        return;
    }
    for block in blocks {
        match block {
            Block::Picture { file } if !is_file_name(file) => {
                faults.push(Fault::PictureFile(file.clone()));
            }
            Block::File { file, .. } if !is_file_name(file) => {
                faults.push(Fault::FileName(file.clone()));
            }
            Block::Embed { entry } if !is_entry_key(entry) => {
                faults.push(Fault::EmbedEntry(entry.clone()));
            }
            Block::Reusable { block } if !is_block_name(block) => {
                faults.push(Fault::ReusableName(block.clone()));
            }
            Block::Quote { blocks, .. } | Block::FactBox { blocks, .. } => {
                judge(blocks, depth + 1, faults);
            }
            // A list and its item are two blocks deep, as the Markdown reader counts them.
            Block::List { items, .. } => {
                for item in items {
                    judge(&item.blocks, depth + 2, faults);
                }
            }
            _ => {}
        }
    }
}

/// Whether a reusable block's name is a slug.
pub(super) fn is_block_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Whether a file of the entry is a plain name: no folder, no scheme, nothing hidden.
pub(super) fn is_file_name(file: &str) -> bool {
    !file.is_empty()
        && !file.starts_with('.')
        && file == file.trim()
        && !file.contains(|c: char| c.is_control() || "/\\:<>|\"?*".contains(c))
}

/// Returns the blocks tidy, those without content gone.
pub(super) fn blocks(untidy: Vec<Block>) -> Vec<Block> {
    untidy.into_iter().filter_map(block).collect()
}

fn block(block: Block) -> Option<Block> {
    match block {
        Block::Heading { level, content } => {
            one_line(content).map(|content| Block::Heading { level, content })
        }
        Block::Paragraph { content } => {
            let content = inline::tidy(inline::leaves(content), Lines::Many);
            (!content.is_empty()).then_some(Block::Paragraph { content })
        }
        Block::List { ordered, start, items } => list(ordered, start, items),
        Block::Quote { blocks: quoted, source } => quote(blocks(quoted), source),
        Block::Table { header, rows, align } => table(header, rows, align),
        Block::Picture { file } => is_file_name(&file).then_some(Block::Picture { file }),
        Block::Rule => Some(Block::Rule),
        Block::FactBox { title, blocks: held } => fact_box(title, blocks(held)),
        Block::Embed { entry } => is_entry_key(&entry).then_some(Block::Embed { entry }),
        Block::File { file, label } => {
            let label = label.and_then(plain_line);
            is_file_name(&file).then_some(Block::File { file, label })
        }
        Block::Reusable { block } => is_block_name(&block).then_some(Block::Reusable { block }),
    }
}

fn one_line(content: Vec<Inline>) -> Option<Vec<Inline>> {
    let content = inline::tidy(inline::leaves(content), Lines::One);
    (!content.is_empty()).then_some(content)
}

/// Tidy words without marks: one text, or nothing.
fn plain_line(text: String) -> Option<String> {
    let content = one_line(vec![Inline::Text { text, marks: super::Marks::default() }])?;
    content.into_iter().find_map(|inline| match inline {
        Inline::Text { text, .. } => Some(text),
        _ => None,
    })
}

fn fact_box(title: Vec<Inline>, blocks: Vec<Block>) -> Option<Block> {
    let title = one_line(title).unwrap_or_default();
    (!title.is_empty() || !blocks.is_empty()).then_some(Block::FactBox { title, blocks })
}

fn list(ordered: bool, start: u32, items: Vec<ListItem>) -> Option<Block> {
    let items: Vec<ListItem> = items
        .into_iter()
        .map(|item| ListItem { blocks: blocks(item.blocks) })
        .filter(|item| !item.blocks.is_empty())
        .collect();
    let start = if ordered { start.min(LARGEST_START) } else { 1 };
    (!items.is_empty()).then_some(Block::List { ordered, start, items })
}

fn quote(blocks: Vec<Block>, source: Option<Vec<Inline>>) -> Option<Block> {
    let source = source.and_then(one_line);
    match (blocks.is_empty(), source) {
        (true, None) => None,
        // A source of nothing is what is quoted.
        (true, Some(content)) => {
            Some(Block::Quote { blocks: vec![Block::Paragraph { content }], source: None })
        }
        (false, source) => Some(Block::Quote { blocks, source }),
    }
}

type Row = Vec<Vec<Inline>>;

/// Makes every row as wide as the widest and drops empty ones.
fn table(header: Row, rows: Vec<Row>, align: Vec<super::Align>) -> Option<Block> {
    let width = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or_default();
    let row = |cells: Row| {
        let mut cells: Row =
            cells.into_iter().map(|cell| one_line(cell).unwrap_or_default()).collect();
        cells.resize(width, Vec::new());
        cells
    };
    let header = row(header);
    let rows: Vec<Row> = rows
        .into_iter()
        .map(row)
        .filter(|cells| cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    let mut align = align;
    align.resize(width, super::Align::None);
    let says_something = header.iter().any(|cell| !cell.is_empty()) || !rows.is_empty();
    says_something.then_some(Block::Table { header, rows, align })
}
