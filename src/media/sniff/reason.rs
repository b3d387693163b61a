//! Why a file may not come in, and the sentence that says so and what to do.

/// Why a file may not come in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It is longer than files of its type may be.
    #[error("the file is longer than {megabytes} MB")]
    TooLong {
        /// The limit.
        megabytes: u64,
    },
    /// It is of no type that is taken.
    #[error("the file is of no type that is taken ({found})")]
    UnknownType {
        /// What it seems to be.
        found: String,
    },
    /// A picture of a kind that must be saved in another first.
    #[error("{found} pictures are not taken; save it as JPEG, PNG or WebP")]
    SaveAnother {
        /// What it is.
        found: String,
    },
    /// Its name says something else than its bytes.
    #[error("its name ends with .{ending}, but it is {is}")]
    NameLies {
        /// The ending of its name.
        ending: String,
        /// What it is.
        is: String,
    },
    /// Its sender declares something else than its bytes say.
    #[error("it is declared as {declared}, but it is {is}")]
    TypeLies {
        /// What was declared.
        declared: String,
        /// What it is.
        is: String,
    },
    /// It cannot be read as what it begins as.
    #[error("the file is damaged: it cannot be read as {is}")]
    Damaged {
        /// What it begins as.
        is: String,
    },
    /// Unpacked it would fill the memory.
    #[error("the picture has more than {megapixels} megapixels")]
    TooManyPixels {
        /// The limit.
        megapixels: u64,
    },
    /// It moves.
    #[error("the picture moves; hand it in as a film")]
    Moves,
    /// A drawing that holds something other than a drawing.
    #[error("the drawing holds {what}, which is not allowed")]
    DrawingHolds {
        /// The element or attribute.
        what: String,
    },
    /// A drawing that fetches something from elsewhere.
    #[error("the drawing refers to something outside itself ({what})")]
    DrawingFetches {
        /// The reference.
        what: String,
    },
    /// A drawing that is deeper or larger than one that was drawn.
    #[error("the drawing has too many parts")]
    DrawingTooRich,
    /// A packed drawing.
    #[error("the drawing is packed (SVGZ)")]
    DrawingPacked,
    /// A document that runs something.
    #[error("the PDF holds {what}")]
    PdfActs {
        /// What it would run.
        what: String,
    },
    /// A document nobody can look into.
    #[error("the PDF is encrypted")]
    PdfLocked,
    /// An office document with a program in it.
    #[error("the document holds macros")]
    Macros,
    /// A packed file that unpacks to far more than it should.
    #[error("the document unpacks to too much")]
    Bomb,
    /// Captions with a line that cannot be understood.
    #[error("line {line} of the captions cannot be understood")]
    Captions {
        /// Which line, from 1.
        line: u64,
    },
}

impl Reason {
    /// The Fluent key of its sentence.
    pub fn key(&self) -> &'static str {
        match self {
            Reason::Empty => "media-refused-empty",
            Reason::TooLong { .. } => "media-refused-too-long",
            Reason::UnknownType { .. } => "media-refused-unknown-type",
            Reason::SaveAnother { .. } => "media-refused-save-another",
            Reason::NameLies { .. } => "media-refused-name-lies",
            Reason::TypeLies { .. } => "media-refused-type-lies",
            Reason::Damaged { .. } => "media-refused-damaged",
            Reason::TooManyPixels { .. } => "media-refused-too-many-pixels",
            Reason::Moves => "media-refused-moves",
            Reason::DrawingHolds { .. } => "media-refused-drawing-holds",
            Reason::DrawingFetches { .. } => "media-refused-drawing-fetches",
            Reason::DrawingTooRich => "media-refused-drawing-too-rich",
            Reason::DrawingPacked => "media-refused-drawing-packed",
            Reason::PdfActs { .. } => "media-refused-pdf-acts",
            Reason::PdfLocked => "media-refused-pdf-locked",
            Reason::Macros => "media-refused-macros",
            Reason::Bomb => "media-refused-bomb",
            Reason::Captions { .. } => "media-refused-captions",
        }
    }

    /// The variables of its sentence: numbers, and names as they are.
    pub fn numbers(&self) -> Vec<(&'static str, i64)> {
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        match self {
            Reason::TooLong { megabytes } => vec![("limit", whole(*megabytes))],
            Reason::TooManyPixels { megapixels } => vec![("limit", whole(*megapixels))],
            Reason::Captions { line } => vec![("line", whole(*line))],
            _ => Vec::new(),
        }
    }

    /// The variables of its sentence that are text.
    pub fn texts(&self) -> Vec<(&'static str, &str)> {
        match self {
            Reason::UnknownType { found } | Reason::SaveAnother { found } => {
                vec![("found", found.as_str())]
            }
            Reason::NameLies { ending, is } => {
                vec![("ending", ending.as_str()), ("is", is.as_str())]
            }
            Reason::TypeLies { declared, is } => {
                vec![("declared", declared.as_str()), ("is", is.as_str())]
            }
            Reason::Damaged { is } => vec![("is", is.as_str())],
            Reason::DrawingHolds { what }
            | Reason::DrawingFetches { what }
            | Reason::PdfActs { what } => vec![("what", what.as_str())],
            _ => Vec::new(),
        }
    }
}
