//! What can be wrong with a field, and its sentence: each says what is accepted. Not for what is
//! missing before a publication: those are `editorial`'s complaints.

use crate::editorial::body::Fault;
use crate::platform::i18n::{Args, Language};
use crate::portal::Portal;

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was given where something is needed.
    Missing,
    /// None of the choices was taken.
    NotChosen,
    /// More characters than the field takes.
    TooLong(usize),
    /// More rows than a list takes.
    TooMany(usize),
    /// No address of the web.
    WebAddress,
    /// No mailbox.
    Mail,
    /// No day of the calendar.
    Day,
    /// No time of the day.
    Time,
    /// A time without its day.
    TimeWithoutDay,
    /// No whole number.
    Whole,
    /// None of the choices.
    Unknown(String),
    /// A picture that is not of this entry.
    NoPicture(String),
    /// A picture that this form takes out of the entry.
    PictureTaken(String),
    /// No file of this entry of the right type.
    NoFile(String),
    /// Not written as `kind/key`.
    Entry(String),
    /// Nothing an address can be made of.
    Slug,
    /// No medium of the library has this number.
    Media(String),
    /// Words for a picture that was not chosen.
    PictureNotChosen,
    /// Another file of the entry has this name.
    NameTaken(String),
    /// The body sent by the editor cannot be read.
    Document,
    /// A link or another part of the body that is not taken.
    InBody(Fault),
    /// The same, on a line of the Markdown.
    OnLine(usize, Fault),
    /// The kind's own rules refuse the whole.
    Refused(String),
}

impl Problem {
    /// The sentence.
    pub fn said(&self, portal: &Portal, speaks: Language) -> String {
        let say = |key: &str| portal.say(speaks, key);
        let with = |key: &str, what: &str| {
            let mut args = Args::new();
            args.set("what", what);
            portal.words.say_with(speaks, key, &args)
        };
        let count = |key: &str, most: usize| {
            let mut args = Args::new();
            args.set("most", i64::try_from(most).unwrap_or(i64::MAX));
            portal.words.say_with(speaks, key, &args)
        };
        match self {
            Problem::Missing => say("form-error-missing"),
            Problem::NotChosen => say("form-error-not-chosen"),
            Problem::TooLong(most) => count("form-error-too-long", *most),
            Problem::TooMany(most) => count("form-error-too-many", *most),
            Problem::WebAddress => say("form-error-web-address"),
            Problem::Mail => say("form-error-mail"),
            Problem::Day => say("form-error-day"),
            Problem::Time => say("form-error-time"),
            Problem::TimeWithoutDay => say("form-error-time-without-day"),
            Problem::Whole => say("form-error-whole"),
            Problem::Unknown(what) => with("form-error-unknown", what),
            Problem::NoPicture(what) => with("form-error-no-picture", what),
            Problem::PictureTaken(what) => with("form-error-picture-taken", what),
            Problem::NoFile(what) => with("form-error-no-file", what),
            Problem::Entry(what) => with("form-error-entry", what),
            Problem::Slug => say("form-error-slug"),
            Problem::Media(what) => with("form-error-media", what),
            Problem::PictureNotChosen => say("form-error-picture-not-chosen"),
            Problem::NameTaken(what) => with("form-error-name-taken", what),
            Problem::Document => say("form-error-document"),
            Problem::InBody(fault) => with("form-error-in-body", &with(fault.key(), &fault.what())),
            Problem::OnLine(line, fault) => {
                let mut args = Args::new();
                args.set("line", i64::try_from(*line).unwrap_or(i64::MAX));
                args.set("what", with(fault.key(), &short(&fault.what())));
                portal.words.say_with(speaks, "form-error-on-line", &args)
            }
            Problem::Refused(what) => with("form-error-refused", &short(what)),
        }
    }
}

/// What somebody sent, short enough for a sentence.
pub fn short(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut letters = text.chars();
    let mut kept: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        kept.push('…');
    }
    kept
}
