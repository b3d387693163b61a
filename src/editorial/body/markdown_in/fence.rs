//! Lines that open with `:::`: boxes, cards, files and reusable blocks. Not for how they are
//! written: `markdown_out.rs` has the forms.

use super::super::complaint::Fault;
use super::super::inline::{self, Leaf, Lines, Style};
use super::super::model::{Block, is_entry_key};
use super::super::tidy::{is_block_name, is_file_name};
use super::{Frame, Open, Reader};

/// A part of a paragraph.
pub(super) enum Piece {
    Words(Vec<Leaf>),
    Fence { line: usize, leaves: Vec<Leaf> },
}

/// Parts a paragraph at its lines that open with `:::`.
pub(super) fn pieces(leaves: Vec<Leaf>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for leaf in leaves {
        let ends_line = matches!(&leaf, Leaf::Break)
            || matches!(&leaf, Leaf::Text { text, .. } if text == "\n");
        match (out.last_mut(), leaf) {
            (_, Leaf::Fence { line }) => out.push(Piece::Fence { line, leaves: Vec::new() }),
            (Some(Piece::Fence { .. }), _) if ends_line => out.push(Piece::Words(Vec::new())),
            (Some(Piece::Fence { leaves, .. } | Piece::Words(leaves)), leaf) => leaves.push(leaf),
            (None, leaf) => out.push(Piece::Words(vec![leaf])),
        }
    }
    out
}

impl Reader<'_> {
    pub(super) fn fence(&mut self, line: usize, mut leaves: Vec<Leaf>) {
        let word = take_word(&mut leaves);
        match word.as_str() {
            "" if leaves.is_empty() => self.close_box(line),
            "fact" => self.open_box(line, leaves),
            "embed" => {
                let Some(entry) = self.plain(line, leaves) else { return };
                if is_entry_key(&entry) {
                    self.push(Block::Embed { entry });
                } else {
                    self.complain(line, Fault::EmbedEntry(entry));
                }
            }
            "file" => {
                let Some(words) = self.plain(line, leaves) else { return };
                let (file, label) = file_and_label(&words);
                if is_file_name(file) {
                    let label = Some(label.to_owned());
                    self.push(Block::File { file: file.to_owned(), label });
                } else {
                    self.complain(line, Fault::FileName(file.to_owned()));
                }
            }
            "reusable" => {
                let Some(block) = self.plain(line, leaves) else { return };
                if is_block_name(&block) {
                    self.push(Block::Reusable { block });
                } else {
                    self.complain(line, Fault::ReusableName(block));
                }
            }
            _ => self.complain(line, Fault::UnknownBox(word)),
        }
    }

    fn open_box(&mut self, line: usize, leaves: Vec<Leaf>) {
        if leaves.iter().any(|leaf| matches!(leaf, Leaf::Picture { .. })) {
            self.complain(line, Fault::PictureNotAlone);
        }
        let title = inline::tidy(leaves, Lines::One);
        self.open(Open::FactBox { title, line }, line);
    }

    fn close_box(&mut self, line: usize) {
        let is_box = |frame: &Frame| matches!(frame.open, Open::FactBox { .. });
        if self.frames.last().is_some_and(is_box) {
            self.close_frame();
        } else if !self.frames.iter().any(is_box) {
            self.complain(line, Fault::BoxNotOpen);
        }
        // In a list or a quotation within a box: the box is told to be open still.
    }

    /// Ends the boxes that nothing closed before what they stand in ends.
    pub(super) fn abandon_boxes(&mut self) {
        while let Some(Frame { open: Open::FactBox { line, .. }, .. }) = self.frames.last() {
            let line = *line;
            self.complain(line, Fault::BoxNotClosed);
            self.close_frame();
        }
    }

    /// The words of a line that can hold neither marks nor links nor pictures.
    fn plain(&mut self, line: usize, leaves: Vec<Leaf>) -> Option<String> {
        let mut out = String::new();
        for leaf in leaves {
            match leaf {
                Leaf::Text { text, style } if style == Style::default() => out.push_str(&text),
                Leaf::Picture { .. } => {
                    self.complain(line, Fault::PictureNotAlone);
                    return None;
                }
                Leaf::Text { text, .. } => {
                    self.complain(line, Fault::WordsLost(text));
                    return None;
                }
                Leaf::Break | Leaf::Dash | Leaf::Fence { .. } => {}
            }
        }
        Some(out.trim().to_owned())
    }
}

/// Takes `:::` and the word after it off a line.
fn take_word(leaves: &mut Vec<Leaf>) -> String {
    let Some(Leaf::Text { text, .. }) = leaves.first_mut() else { return String::new() };
    let rest = text.trim_start_matches(':').trim_start();
    let (word, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let word = word.to_owned();
    *text = rest.to_owned();
    if text.is_empty() {
        leaves.remove(0);
    }
    word
}

/// `a.pdf Label` or `"with spaces.pdf" Label`.
fn file_and_label(words: &str) -> (&str, &str) {
    match words.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
        Some(both) => both,
        None => words.split_once(char::is_whitespace).unwrap_or((words, "")),
    }
}
