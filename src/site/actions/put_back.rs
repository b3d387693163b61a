//! What was merged or taken away comes back, out of the row of the change log that says so. Not for changes
//! of the settings: each edition of those is taken back by its number.

use super::classes::put_back_class;
use super::redirects::put_back_redirect;
use super::reusables::{WasBlock, put_back_block};
use super::{NotDone, allowed};
use crate::editorial::{Class, Kinds};
use crate::people::Actor;
use crate::platform::changes::Change;
use crate::platform::db::{Db, Tx};
use crate::site::redirect::Redirect;
use serde::de::DeserializeOwned;

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Back {
    /// A redirect.
    Redirect,
    /// A block, by its slug.
    Block(String),
    /// A section or tag, by its key.
    Class(Class, String),
}

/// Puts back what a change merged or took away. Refused when something else stands in its place by now.
pub async fn put_back(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (db, kinds): (&Db, &Kinds),
    change: &Change,
) -> Result<Back, NotDone> {
    allowed(actor)?;
    let missing = || NotDone::Missing(change.subject.clone());
    let (what, name) = change.subject.split_once([' ', '/']).ok_or_else(missing)?;
    match (change.verb.as_str(), what) {
        ("remove", "redirect") => {
            let was: Redirect = was(change)?;
            put_back_redirect(tx, actor, at, db, was).await?;
            Ok(Back::Redirect)
        }
        ("remove", "block") => {
            let was: WasBlock = was(change)?;
            put_back_block(tx, actor, at, &was).await?;
            Ok(Back::Block(was.slug))
        }
        ("remove" | "merge", "section" | "tag") => {
            let class = if what == "tag" { Class::Tag } else { Class::Section };
            put_back_class(tx, actor, at, kinds, (class, was(change)?)).await?;
            Ok(Back::Class(class, name.to_owned()))
        }
        _ => Err(missing()),
    }
}

/// What the row says there was; rows of earlier versions of the program do not say it.
fn was<T: DeserializeOwned>(change: &Change) -> Result<T, NotDone> {
    let was = change.detail.get("was").cloned();
    let read = was.and_then(|was| serde_json::from_value(was).ok());
    read.ok_or_else(|| NotDone::Missing(change.subject.clone()))
}
