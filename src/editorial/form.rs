//! The form of an entry as data: which fields a kind has beyond those of every entry, in what order,
//! and what each takes. Not for showing or reading a form (that is the desk's), nor for what a field
//! means: the kind's own types have the last word.

/// The fields of a kind, in the order a person fills them in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Of its own facts.
    pub facts: &'static [Field],
    /// Of its own words.
    pub words: &'static [Field],
}

/// A field. Its label is the sentence `form-<kind>-<name>`, in a list `form-<kind>-<list>-<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in the kind's facts or words.
    pub name: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// Whether it may be left empty.
    pub need: Need,
}

/// Whether a field may be left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing can be saved without it.
    Required,
    /// A draft may be without it; it is kept empty, and what checks a publication asks for it.
    ToPublish,
    /// It may always be left empty.
    Optional,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Line,
    /// Several lines of text.
    Lines,
    /// An address that begins with `http://` or `https://`.
    WebAddress,
    /// A mailbox.
    Mail,
    /// A day: `2020-01-29`.
    Day,
    /// A day, or a moment of it with its offset (RFC 3339): `2020-01-29T20:00:00+07:00`.
    Moment,
    /// A whole number from 0 to 999 999 999.
    Whole,
    /// Yes or no.
    Flag,
    /// One of these; each has the sentence `form-<kind>-<name>-<value>`.
    Choice(&'static [&'static str]),
    /// The key of a section.
    Section,
    /// The key of a body.
    Agency,
    /// The key of a body that is a province.
    Province,
    /// The key of a place.
    Place,
    /// The name of one of the entry's pictures.
    Picture,
    /// The name of one of the entry's files whose media type begins so, such as `video/`.
    File(&'static str),
    /// Other entries by kind and key: `news/some-key`.
    Entries,
    /// A list of rows, each with an `id`: its facts in the kind's facts, its words in the kind's words
    /// under the same name and the row's id.
    Rows {
        /// The fields of a row's facts, without its `id`.
        facts: &'static [Field],
        /// The fields of a row's words; the first names the row.
        words: &'static [Field],
    },
}

impl Field {
    /// A field nothing can be saved without.
    pub const fn required(name: &'static str, kind: FieldKind) -> Field {
        Field { name, kind, need: Need::Required }
    }

    /// A field that a draft may be without.
    pub const fn to_publish(name: &'static str, kind: FieldKind) -> Field {
        Field { name, kind, need: Need::ToPublish }
    }

    /// A field that may always be left empty.
    pub const fn optional(name: &'static str, kind: FieldKind) -> Field {
        Field { name, kind, need: Need::Optional }
    }
}
