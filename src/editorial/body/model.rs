//! The typed document: blocks, and the words within them. Every [`Body`] is tidy (`tidy.rs`), so
//! equal documents are equal values and every value can be written as Markdown and read again.

use super::complaint::Fault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A body. Its JSON is `{"type":"doc","content":[…]}`, the shape of the desk's editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename = "doc", try_from = "super::tidy::Untidy")]
pub struct Body {
    #[serde(rename = "content")]
    pub(super) blocks: Vec<Block>,
}

/// A part of a body that stands on its own lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A heading; its anchor is made from its words when it is shown.
    Heading {
        /// 2, 3 or 4: level 1 is the title of the page.
        level: Level,
        /// Its words.
        #[serde(default)]
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        #[serde(default)]
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
        /// The number of the first item; 1 when not numbered.
        #[serde(default = "one")]
        start: u32,
        /// Its items.
        #[serde(rename = "content")]
        items: Vec<ListItem>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        #[serde(rename = "content")]
        blocks: Vec<Block>,
        /// Who said it, or where it stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<Vec<Inline>>,
    },
    /// A table; every row has as many cells as the header.
    Table {
        /// The cells of the first row.
        header: Vec<Vec<Inline>>,
        /// The other rows.
        rows: Vec<Vec<Vec<Inline>>>,
        /// How each column is aligned.
        align: Vec<Align>,
    },
    /// A picture of the entry; its words are kept with the picture, not here.
    Picture {
        /// Its file name.
        file: String,
    },
    /// A break between two matters.
    Rule,
    /// A box beside the running text, with what a reader may want to know besides.
    FactBox {
        /// Its title; may be empty.
        #[serde(default)]
        title: Vec<Inline>,
        /// What it holds.
        #[serde(rename = "content")]
        blocks: Vec<Block>,
    },
    /// Another entry of this site, shown as a card.
    Embed {
        /// The entry by kind and key: `gallery/some-key`.
        entry: String,
    },
    /// A file of the entry, to be fetched.
    File {
        /// Its file name.
        file: String,
        /// What it is called; its file name stands in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
    },
    /// A block that the site keeps in one place and shows in many.
    Reusable {
        /// Its slug.
        block: String,
    },
}

fn one() -> u32 {
    1
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename = "item")]
pub struct ListItem {
    /// What it holds.
    #[serde(rename = "content")]
    pub blocks: Vec<Block>,
}

/// Words within a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Inline {
    /// Letters.
    Text {
        /// The letters, NFC.
        text: String,
        /// How they are set off.
        #[serde(default, skip_serializing_if = "Marks::is_empty")]
        marks: Marks,
    },
    /// A link.
    Link {
        /// Where it leads.
        target: LinkTarget,
        /// Its words; never another link.
        content: Vec<Inline>,
    },
    /// A new line within the block.
    Break,
}

/// The level of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Level {
    /// Below the title.
    Two = 2,
    /// Below level 2.
    Three = 3,
    /// Below level 3.
    Four = 4,
}

impl TryFrom<u8> for Level {
    type Error = Fault;

    fn try_from(level: u8) -> Result<Self, Fault> {
        match level {
            2 => Ok(Self::Two),
            3 => Ok(Self::Three),
            4 => Ok(Self::Four),
            other => Err(Fault::HeadingLevel(other)),
        }
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> u8 {
        level as u8
    }
}

/// How a column of a table is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// As the page does it.
    #[default]
    None,
    /// At the start.
    Left,
    /// In the middle.
    Center,
    /// At the end, as figures are.
    Right,
}

/// One way of setting words off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Important.
    Bold,
    /// Stressed.
    Emphasis,
}

/// The ways in which words are set off; a list of [`Mark`] in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Mark>", into = "Vec<Mark>")]
pub struct Marks {
    /// Important.
    pub bold: bool,
    /// Stressed.
    pub emphasis: bool,
}

impl Marks {
    /// Whether the words are not set off at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl From<Vec<Mark>> for Marks {
    fn from(marks: Vec<Mark>) -> Self {
        Self { bold: marks.contains(&Mark::Bold), emphasis: marks.contains(&Mark::Emphasis) }
    }
}

impl From<Marks> for Vec<Mark> {
    fn from(marks: Marks) -> Self {
        let bold = marks.bold.then_some(Mark::Bold);
        bold.into_iter().chain(marks.emphasis.then_some(Mark::Emphasis)).collect()
    }
}

/// Where a link leads; one string in Markdown and JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum LinkTarget {
    /// To an entry of this site, by kind and key: `news/some-key`.
    Entry(String),
    /// To another site, with http: or https:.
    Web(String),
    /// To a mailbox.
    Mail(String),
}

impl LinkTarget {
    /// Reads `entry:`, `http:`, `https:` and `mailto:`; everything else is a fault.
    pub fn parse(written: &str) -> Result<Self, Fault> {
        let fault = || Fault::LinkTarget(written.to_owned());
        let (scheme, rest) = written.trim().split_once(':').ok_or_else(fault)?;
        let read = match scheme.to_ascii_lowercase().as_str() {
            "entry" => is_entry_key(rest).then(|| Self::Entry(rest.to_owned())),
            "mailto" => is_mailbox(rest).then(|| Self::Mail(rest.to_owned())),
            scheme @ ("http" | "https") => web(scheme, rest).map(Self::Web),
            _ => None,
        };
        read.ok_or_else(fault)
    }
}

/// `kind/key`: letters, digits, hyphens, low lines and full stops.
pub(super) fn is_entry_key(key: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    key.split_once('/').is_some_and(|(kind, key)| is_name(kind) && is_name(key))
}

fn is_mailbox(address: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b".+-_".contains(&b))
    };
    address.split_once('@').is_some_and(|(name, host)| is_part(name) && is_part(host))
}

/// The address with the characters escaped that no address may hold.
fn web(scheme: &str, rest: &str) -> Option<String> {
    let host = rest.strip_prefix("//")?;
    if host.is_empty() || host.starts_with(['/', '?', '#']) {
        return None;
    }
    let mut url = format!("{scheme}://");
    for c in host.chars() {
        match c {
            c if c.is_whitespace() || c.is_control() => return None,
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\'' => {
                url.extend([format!("%{:02X}", u32::from(c))]);
            }
            c => url.push(c),
        }
    }
    Some(url)
}

impl fmt::Display for LinkTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(key) => write!(f, "entry:{key}"),
            Self::Web(url) => f.write_str(url),
            Self::Mail(address) => write!(f, "mailto:{address}"),
        }
    }
}

impl TryFrom<String> for LinkTarget {
    type Error = Fault;

    fn try_from(written: String) -> Result<Self, Fault> {
        Self::parse(&written)
    }
}

impl From<LinkTarget> for String {
    fn from(target: LinkTarget) -> String {
        target.to_string()
    }
}

impl Body {
    /// Makes a tidy body: NFC, spaces collapsed, empty blocks and unsafe links gone.
    pub fn new(blocks: Vec<Block>) -> Self {
        Self { blocks: super::tidy::blocks(blocks) }
    }

    /// Returns the blocks in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Whether there is nothing to read or see.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}
