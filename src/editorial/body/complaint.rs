//! What can be wrong with a body. Not for the sentences an editor reads: those are Fluent
//! messages, found by [`Fault::key`].

use std::fmt;

/// One thing an editor has to mend, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct Complaint {
    /// The line of the Markdown, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// What a body may not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// HTML among the Markdown.
    #[error("HTML is not taken: {0}")]
    RawHtml(String),
    /// A heading that is not of level 2, 3 or 4.
    #[error("a heading has level 2 to 4, not {0}")]
    HeadingLevel(u8),
    /// A link that is not entry:, https:, http: or mailto:, or is badly written.
    #[error("a link leads to entry:, https:, http: or mailto:, not to {0:?}")]
    LinkTarget(String),
    /// A link without words.
    #[error("a link needs words to press")]
    LinkWithoutWords,
    /// A picture with other words in its paragraph, in a heading or in a table.
    #[error("a picture stands alone in its paragraph")]
    PictureNotAlone,
    /// A picture that is not a plain file name.
    #[error("a picture is the name of a file of this entry, not {0:?}")]
    PictureFile(String),
    /// A picture or a link with words of its own that would be lost.
    #[error("these words have no place here: {0:?}")]
    WordsLost(String),
    /// A code block.
    #[error("code blocks are not taken")]
    Code,
    /// More blocks within blocks than anyone can read.
    #[error("lists and quotations are nested too deep")]
    TooDeep,
    /// A line that opens with `:::` and names nothing this program knows.
    #[error("after ::: stands fact, embed, file or reusable, not {0:?}")]
    UnknownBox(String),
    /// A `:::` where no box is open.
    #[error("::: closes a box, and none is open here")]
    BoxNotOpen,
    /// A box whose `:::` is missing.
    #[error("a box is closed by a line ::: of its own, with an empty line before it")]
    BoxNotClosed,
    /// An entry shown as a card that is not named by kind and key.
    #[error("an entry is named by kind and key, not {0:?}")]
    EmbedEntry(String),
    /// A file that is not a plain file name.
    #[error("a file is the name of a file of this entry, not {0:?}")]
    FileName(String),
    /// A reusable block that is not named by a slug.
    #[error("a reusable block is named by lower-case letters, digits and hyphens, not {0:?}")]
    ReusableName(String),
    /// A reusable block that holds what it may not: another one, a picture or a file.
    #[error("a reusable block holds neither pictures, files nor other reusable blocks: {0}")]
    NotReusable(String),
}

impl Fault {
    /// Returns the key of the message that explains the fault to an editor.
    pub fn key(&self) -> &'static str {
        match self {
            Self::RawHtml(_) => "editorial-body-raw-html",
            Self::HeadingLevel(_) => "editorial-body-heading-level",
            Self::LinkTarget(_) => "editorial-body-link-target",
            Self::LinkWithoutWords => "editorial-body-link-without-words",
            Self::PictureNotAlone => "editorial-body-picture-not-alone",
            Self::PictureFile(_) => "editorial-body-picture-file",
            Self::WordsLost(_) => "editorial-body-words-lost",
            Self::Code => "editorial-body-code",
            Self::TooDeep => "editorial-body-too-deep",
            Self::UnknownBox(_) => "editorial-body-unknown-box",
            Self::BoxNotOpen => "editorial-body-box-not-open",
            Self::BoxNotClosed => "editorial-body-box-not-closed",
            Self::EmbedEntry(_) => "editorial-body-embed-entry",
            Self::FileName(_) => "editorial-body-file-name",
            Self::ReusableName(_) => "editorial-body-reusable-name",
            Self::NotReusable(_) => "editorial-body-not-reusable",
        }
    }

    /// Returns what the message quotes (its variable `what`); empty when it quotes nothing.
    pub fn what(&self) -> String {
        match self {
            Self::HeadingLevel(level) => level.to_string(),
            Self::RawHtml(what)
            | Self::LinkTarget(what)
            | Self::PictureFile(what)
            | Self::WordsLost(what)
            | Self::UnknownBox(what)
            | Self::EmbedEntry(what)
            | Self::FileName(what)
            | Self::ReusableName(what)
            | Self::NotReusable(what) => what.clone(),
            _ => String::new(),
        }
    }
}

/// Several complaints as the error of one reading.
#[derive(Debug)]
pub(super) struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Fault::to_string).collect();
        f.write_str(&lines.join("; "))
    }
}
