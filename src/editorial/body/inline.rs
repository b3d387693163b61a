//! Words of one block on their way into the model: merged, cleaned, and grouped into links.
//! Not for blocks (`tidy.rs`).

use super::model::{Inline, LinkTarget, Marks};
use crate::platform::text::nfc;

/// A piece of words, before it is tidy.
#[derive(Clone, Debug)]
pub(super) enum Leaf {
    Text {
        text: String,
        style: Style,
    },
    Break,
    /// Here begins a line that opens with a dash, as the source of a quotation does.
    Dash,
    /// Here begins a line that opens with `:::`; `markdown_in` takes it out.
    Fence {
        line: usize,
    },
    /// A picture among words; `markdown_in` takes it out.
    Picture {
        file: String,
        line: usize,
    },
}

/// How a piece is set off and where it leads.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Style {
    pub marks: Marks,
    pub link: Option<LinkTarget>,
}

impl Style {
    /// What both have: the style of a space between them.
    fn shared(&self, other: &Self) -> Self {
        Self {
            marks: Marks {
                bold: self.marks.bold && other.marks.bold,
                emphasis: self.marks.emphasis && other.marks.emphasis,
            },
            link: self.link.clone().filter(|link| other.link.as_ref() == Some(link)),
        }
    }
}

/// A run of letters or of spaces, or a new line.
enum Piece {
    Letters(String, Style),
    Space(String),
    Break,
}

/// Whether new lines are kept: not in a heading, a cell or a source.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Lines {
    Many,
    One,
}

/// Returns the words of a block, tidy.
pub(super) fn tidy(leaves: Vec<Leaf>, lines: Lines) -> Vec<Inline> {
    group(styled(&trimmed(pieces(merged(leaves, lines)))))
}

/// Takes inlines apart into leaves; a link within a link loses to the outer one.
pub(super) fn leaves(content: Vec<Inline>) -> Vec<Leaf> {
    let mut out = Vec::new();
    take_apart(content, None, &mut out);
    out
}

fn take_apart(content: Vec<Inline>, link: Option<&LinkTarget>, out: &mut Vec<Leaf>) {
    for inline in content {
        match inline {
            Inline::Text { text, marks } => {
                out.push(Leaf::Text { text, style: Style { marks, link: link.cloned() } });
            }
            Inline::Break => out.push(Leaf::Break),
            Inline::Link { target, content } => {
                // A target made by hand may be unsafe: then its words stay, without the link.
                let safe = LinkTarget::parse(&target.to_string()).ok();
                take_apart(content, link.or(safe.as_ref()), out);
            }
        }
    }
}

/// Joins neighbours of one style before they are cleaned, so that cleaning sees whole words.
fn merged(leaves: Vec<Leaf>, lines: Lines) -> Vec<Leaf> {
    let mut out: Vec<Leaf> = Vec::new();
    for leaf in leaves {
        let leaf = match leaf {
            Leaf::Break if lines == Lines::One => {
                Leaf::Text { text: " ".to_owned(), style: Style::default() }
            }
            Leaf::Dash | Leaf::Fence { .. } | Leaf::Picture { .. } => continue,
            other => other,
        };
        match (out.last_mut(), leaf) {
            (Some(Leaf::Text { text, style }), Leaf::Text { text: more, style: same })
                if *style == same =>
            {
                text.push_str(&more);
            }
            (_, leaf) => out.push(leaf),
        }
    }
    out
}

fn pieces(leaves: Vec<Leaf>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for leaf in leaves {
        let Leaf::Text { text, style } = leaf else {
            out.push(Piece::Break);
            continue;
        };
        for c in clean(&text).chars() {
            match (out.last_mut(), c.is_whitespace()) {
                (Some(Piece::Space(run)), true) => {
                    if c != ' ' || !run.ends_with(' ') {
                        run.push(c);
                    }
                }
                (_, true) => out.push(Piece::Space(c.to_string())),
                (Some(Piece::Letters(run, same)), false) if *same == style => run.push(c),
                (_, false) => out.push(Piece::Letters(c.to_string(), style.clone())),
            }
        }
    }
    for piece in &mut out {
        if let Piece::Letters(run, _) = piece {
            *run = nfc(run).into_owned();
        }
    }
    out
}

/// NFC, with every control character and line separator a space.
fn clean(text: &str) -> String {
    let is_odd = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    nfc(&text.replace(is_odd, " ")).into_owned()
}

/// Takes spaces from both ends of each line, and lines that are empty.
fn trimmed(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        let at_start = matches!(out.last(), None | Some(Piece::Break));
        match piece {
            Piece::Space(_) if at_start => {}
            Piece::Break => {
                drop_space(&mut out);
                if !matches!(out.last(), None | Some(Piece::Break)) {
                    out.push(Piece::Break);
                }
            }
            other => out.push(other),
        }
    }
    drop_space(&mut out);
    if matches!(out.last(), Some(Piece::Break)) {
        out.pop();
    }
    out
}

fn drop_space(out: &mut Vec<Piece>) {
    if matches!(out.last(), Some(Piece::Space(_))) {
        out.pop();
    }
}

/// Gives every space the style its neighbours share: no mark and no link begins or ends at one.
fn styled(pieces: &[Piece]) -> Vec<Leaf> {
    let style_at = |at: Option<usize>| match at.and_then(|at| pieces.get(at)) {
        Some(Piece::Letters(_, style)) => style.clone(),
        _ => Style::default(),
    };
    let mut out = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        out.push(match piece {
            Piece::Letters(text, style) => Leaf::Text { text: text.clone(), style: style.clone() },
            Piece::Space(text) => {
                let style = style_at(at.checked_sub(1)).shared(&style_at(Some(at + 1)));
                Leaf::Text { text: text.clone(), style }
            }
            Piece::Break => Leaf::Break,
        });
    }
    merged(out, Lines::Many)
}

/// Puts neighbours with one target into one link.
fn group(leaves: Vec<Leaf>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for leaf in leaves {
        let Leaf::Text { text, style } = leaf else {
            out.push(Inline::Break);
            continue;
        };
        let words = Inline::Text { text, marks: style.marks };
        match (out.last_mut(), style.link) {
            (Some(Inline::Link { target, content }), Some(link)) if *target == link => {
                content.push(words);
            }
            (_, Some(target)) => out.push(Inline::Link { target, content: vec![words] }),
            (_, None) => out.push(words),
        }
    }
    out
}
