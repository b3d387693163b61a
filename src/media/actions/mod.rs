//! What can be done with files. The library's verbs take files that people hand in: what they are
//! is told by their bytes, the original stays private, readers get what is made from it.

mod add;
mod bring;
mod describe;
mod film;
mod keep;
mod remove;
mod replace;

pub use add::{Added, Coming, add};
pub use bring::{Beside, Brought, Said, bring, put_beside};
pub use describe::{Description, describe};
pub use film::{Caption, caption, choose_poster, may_caption};
pub use remove::{IN_THE_BIN, make_anew, purge, put_back, remove};
pub use replace::replace;

use super::model::{Media, MediaId, MediaWords, Use};
use super::sniff::{Reason, Unfit};
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Failure, Tx};
use crate::platform::files::{FileFailure, Files};
use serde_json::Value;

/// What the library stands on.
#[derive(Clone, Debug)]
pub struct Library {
    /// The database.
    pub db: Db,
    /// The store of files.
    pub files: Files,
    /// The clock.
    pub clock: Clock,
}

impl Library {
    /// The store that has what was handed in for a file. What readers get as it is lies among what is
    /// served, and need not lie twice.
    pub fn store_of(&self, media: &Media) -> Files {
        if media.is_as_handed_in() { self.files.clone() } else { self.files.originals() }
    }
}

/// Why something was not done with a file.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The file is of no type a portal serves.
    #[error(
        "{0} is of no type that can be published (svg, png, jpg, gif, webp, avif, mp4, m4a, vtt, pdf, docx, xlsx)"
    )]
    UnknownType(String),
    /// A picture that would be published as it is and says where it was taken.
    #[error(
        "{0} says where it was taken, and that cannot be taken out of this type; save it as JPEG"
    )]
    SaysWhere(String),
    /// A drawing that does more than draw.
    #[error("{0}: {1}; an SVG may only draw, it may hold no script and fetch nothing")]
    Drawing(String, Reason),
    /// The file may not come in.
    #[error(transparent)]
    Unfit(#[from] Reason),
    /// The actor lacks the right.
    #[error("{0} may not do this")]
    NotAllowed(Actor),
    /// Somebody else described it in the meantime; nothing was written.
    #[error("{0} was described by somebody else in the meantime")]
    Clash(MediaId),
    /// There is no such file, or it was thrown away.
    #[error("there is no file {0}")]
    Missing(MediaId),
    /// It would be replaced by a file of another kind.
    #[error("a {was} cannot be replaced by a {comes}")]
    OtherKind {
        /// The kind's name.
        was: &'static str,
        /// The new file's.
        comes: &'static str,
    },
    /// It would be replaced by itself.
    #[error("this is the same file")]
    SameFile,
    /// Entries or the site use it.
    #[error("it is used by {} entries", .0.len())]
    Used(Vec<Use>),
    /// A text that is too long, or a number that is outside.
    #[error("{field} is not as it must be")]
    Wrong {
        /// The field's name.
        field: &'static str,
    },
    /// The file that was handed in cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// Looking at it broke off.
    #[error("looking at the file broke off: {0}")]
    Broken(#[from] tokio::task::JoinError),
    /// The store of files did not answer.
    #[error(transparent)]
    Store(#[from] FileFailure),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

impl From<Unfit> for Refusal {
    fn from(unfit: Unfit) -> Refusal {
        match unfit {
            Unfit::Refused(reason) => Refusal::Unfit(reason),
            Unfit::Unreadable(error) => Refusal::Unreadable(error),
        }
    }
}

impl Refusal {
    /// The Fluent key of the sentence that says it; `None` for failures, which are no no.
    pub fn key(&self) -> Option<&'static str> {
        Some(match self {
            Refusal::Unfit(reason) | Refusal::Drawing(_, reason) => reason.key(),
            Refusal::UnknownType(_) => "media-refused-unknown-type",
            Refusal::SaysWhere(_) => "media-refused-says-where",
            Refusal::NotAllowed(_) => "media-refused-not-allowed",
            Refusal::Clash(_) => "media-refused-clash",
            Refusal::Missing(_) => "media-refused-missing",
            Refusal::OtherKind { .. } => "media-refused-other-kind",
            Refusal::SameFile => "media-refused-same-file",
            Refusal::Used(_) => "media-refused-used",
            Refusal::Wrong { .. } => "media-refused-wrong",
            Refusal::Unreadable(_)
            | Refusal::Broken(_)
            | Refusal::Store(_)
            | Refusal::Database(_) => return None,
        })
    }

    /// The variables of its sentence that are numbers.
    pub fn numbers(&self) -> Vec<(&'static str, i64)> {
        match self {
            Refusal::Unfit(reason) | Refusal::Drawing(_, reason) => reason.numbers(),
            Refusal::Used(uses) => vec![("count", i64::try_from(uses.len()).unwrap_or(i64::MAX))],
            _ => Vec::new(),
        }
    }

    /// The variables of its sentence that are text.
    pub fn texts(&self) -> Vec<(&'static str, &str)> {
        match self {
            Refusal::Unfit(reason) | Refusal::Drawing(_, reason) => reason.texts(),
            Refusal::UnknownType(name) => vec![("found", name.as_str())],
            _ => Vec::new(),
        }
    }
}

/// Whether an actor may change a file: it is the actor's own, or the actor reviews others' work.
/// The library belongs to the whole site, so a role of one section counts as well.
pub fn may_change(actor: &Actor, media: &Media) -> Result<(), Refusal> {
    let own = media.added_by == actor.name() && actor.may(Right::Upload, &Scope::anywhere());
    if own || actor.may(Right::Review, &Scope::anywhere()) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed(actor.clone()))
    }
}

/// A file that is in the library and not thrown away.
async fn present(tx: &mut Tx, id: MediaId) -> Result<Media, Refusal> {
    let media = store::media(tx, id).await?;
    media.filter(|media| media.removed_at.is_none()).ok_or(Refusal::Missing(id))
}

/// What a file is found by.
fn searched<'a>(
    name: &str,
    author: Option<&str>,
    credit: Option<&str>,
    words: impl Iterator<Item = &'a MediaWords>,
) -> String {
    let mut text = [name, author.unwrap_or_default(), credit.unwrap_or_default()].join(" ");
    for said in words {
        text.push(' ');
        text.push_str(&said.alt);
        text.push(' ');
        text.push_str(&said.caption);
    }
    crate::platform::text::fold(&text)
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (verb, id): (&str, MediaId),
    detail: Value,
    touches: Vec<String>,
) -> Result<(), Refusal> {
    let (name, subject) = (actor.name(), format!("media/{id}"));
    append(tx, Act { at, actor: &name, verb, subject: &subject, detail, touches }).await?;
    Ok(())
}
