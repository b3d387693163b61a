//! Taking back what was merged, deleted or taken out at the desk: one way for all of it. The row of the
//! change log that says what was done holds what is needed to put it back, and says which slice can. Not for
//! changes of settings and editions of entries, which are kept whole: those are restored from them.

use super::board::actions as filters;
use super::frame::{View, render, with_status};
use super::session::{Signed, see_other};
use super::visits::back_to_notes;
use crate::action_programme::rankings;
use crate::editorial::Class;
use crate::people::{Actor, Reach, Right, Scope};
use crate::platform::changes::{self, Change};
use crate::platform::db::{Db, Result as Read, Tx};
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::site::{self, Back};
use crate::visits::{self, NotNoted, NoteId};
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::post;
use http::StatusCode;
use serde::Serialize;

pub fn routes() -> Router<Portal> {
    Router::new().route("/desk/undo/{seq}", post(undo))
}

/// Where a change of the log is taken back at the desk.
pub fn url(seq: i64) -> String {
    format!("/desk/undo/{seq}")
}

/// A change that can be taken back.
#[derive(Debug)]
pub struct Undoable {
    change: Change,
    of: Of,
}

/// Whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Site,
    Filter,
    Note(NoteId),
    Ranking,
}

/// Why a change was not taken back.
#[derive(Debug, thiserror::Error)]
pub enum NotTakenBack {
    /// Refused by the site.
    #[error(transparent)]
    Site(#[from] site::NotDone),
    /// Refused by the filters.
    #[error(transparent)]
    Filter(#[from] filters::Refusal),
    /// Refused by the notes.
    #[error(transparent)]
    Note(#[from] NotNoted),
    /// Refused by the rankings.
    #[error(transparent)]
    Ranking(#[from] rankings::Refusal),
}

/// The change at a place of the log, if it is one that can be taken back.
pub async fn undoable(db: &Db, seq: i64) -> Read<Option<Undoable>> {
    let change = changes::numbered(db, seq).await?;
    Ok(change.and_then(|change| Some(Undoable { of: of(&change)?, change })))
}

fn of(change: &Change) -> Option<Of> {
    let (what, name) = change.subject.split_once([' ', '/'])?;
    Some(match (change.verb.as_str(), what) {
        ("remove", "redirect" | "block") | ("remove" | "merge", "section" | "tag") => Of::Site,
        ("delete-filter", "filter") => Of::Filter,
        ("remove", "visits-note") => Of::Note(NoteId(name.parse().ok()?)),
        ("remove", "ranking") => Of::Ranking,
        _ => return None,
    })
}

/// Where somebody who reads the log takes a change back: one that is the last thing done to its subject, and
/// hers to take back.
pub async fn offered(db: &Db, actor: &Actor, change: &Change) -> Read<Option<String>> {
    let hers = match of(change) {
        Some(Of::Site) => actor.may(Right::Govern, &Scope::site()),
        Some(Of::Note(_)) => actor.may(Right::Review, &Scope::anywhere()),
        Some(Of::Ranking) => actor.may(Right::Coordinate, &Scope::site()),
        // A filter is its owner's, who is offered it where she deletes it.
        Some(Of::Filter) | None => false,
    };
    if !hers {
        return Ok(None);
    }
    let last = changes::about(db, &change.subject, 1).await?;
    Ok(last.first().is_some_and(|last| last.seq == change.seq).then(|| url(change.seq)))
}

impl Undoable {
    /// What a program's token must reach to take it back.
    pub fn reach(&self) -> Reach {
        match self.of {
            Of::Site | Of::Ranking => Reach::Site,
            Of::Filter | Of::Note(_) => Reach::Write,
        }
    }

    /// Takes it back by the verb of its slice, which asks for the right; answers the page where it stands
    /// again.
    pub async fn take_back(
        &self,
        tx: &mut Tx,
        portal: &Portal,
        (actor, at): (&Actor, i64),
    ) -> Result<String, NotTakenBack> {
        let change = &self.change;
        match self.of {
            Of::Site => {
                let with = (&portal.db, &portal.kinds);
                Ok(place(&site::put_back(tx, actor, at, with, change).await?))
            }
            Of::Filter => {
                let saved = filters::put_back(tx, actor, at, change).await?;
                Ok(format!("/desk/entries?{}&done=put-back", saved.query))
            }
            Of::Note(id) => {
                visits::put_back_note(tx, actor, at, id).await?;
                Ok("/desk/visits?done=put-back#notes".to_owned())
            }
            Of::Ranking => {
                let index = rankings::put_back_edition(tx, actor, at, change).await?;
                Ok(format!("/desk/rankings?done=put-back#{index}"))
            }
        }
    }
}

fn place(back: &Back) -> String {
    let url = match back {
        Back::Redirect => "/desk/site/redirects".to_owned(),
        Back::Block(slug) => format!("/desk/site/blocks/{slug}"),
        Back::Class(Class::Section, key) => format!("/desk/site/sections/{key}"),
        Back::Class(Class::Tag, key) => format!("/desk/site/tags/{key}"),
    };
    format!("{url}?done=put-back")
}

async fn undo(
    State(portal): State<Portal>,
    signed: Signed,
    Path(seq): Path<i64>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let found = undoable(&portal.db, seq).await?.ok_or(Fault::NotFound)?;
    let mut tx = portal.db.begin().await?;
    let by = (&signed.actor, portal.clock.now_ms());
    match found.take_back(&mut tx, &portal, by).await {
        Ok(url) => {
            tx.commit().await?;
            // The dashboard stays at the period that was looked at.
            let noted = matches!(found.of, Of::Note(_));
            let query = query.filter(|_| noted);
            let url = query.map_or(url, |query| back_to_notes(&query, "put-back"));
            Ok(see_other(&url))
        }
        Err(refusal) => {
            drop(tx);
            refused(&portal, &signed, refusal).await
        }
    }
}

#[derive(Serialize)]
struct RefusedPage {
    why: String,
}

/// The page that says why it stays as it is.
async fn refused(
    portal: &Portal,
    signed: &Signed,
    refusal: NotTakenBack,
) -> Result<Response, Fault> {
    let (status, key) = said(refusal)?;
    let language = signed.person.language;
    let own = RefusedPage { why: portal.say(language, key) };
    let title = portal.say(language, "desk-undo-refused");
    let view = View { template: "desk/undo.html", title, current: "", own };
    Ok(with_status(render(portal, signed, view).await?, status))
}

/// The sentence of a refusal; who may not, and what the program failed in, are faults.
fn said(refusal: NotTakenBack) -> Result<(StatusCode, &'static str), Fault> {
    use filters::Refusal as F;
    use rankings::Refusal as R;
    use site::NotDone as S;
    match refusal {
        NotTakenBack::Site(S::NotAllowed(_))
        | NotTakenBack::Filter(F::NotAllowed(_))
        | NotTakenBack::Note(NotNoted::NotAllowed(_))
        | NotTakenBack::Ranking(R::NotAllowed(_)) => Err(Fault::Forbidden),
        NotTakenBack::Site(S::Taken(_) | S::Faulty(_))
        | NotTakenBack::Filter(F::There)
        | NotTakenBack::Note(NotNoted::Missing)
        | NotTakenBack::Ranking(R::Clash(_)) => Ok((StatusCode::CONFLICT, "desk-undo-taken")),
        NotTakenBack::Site(S::Database(failure))
        | NotTakenBack::Filter(F::Database(failure))
        | NotTakenBack::Note(NotNoted::Database(failure))
        | NotTakenBack::Ranking(R::Database(failure)) => Err(failure.into()),
        NotTakenBack::Ranking(R::Files(failure)) => Err(failure.into()),
        _ => Ok((StatusCode::NOT_FOUND, "desk-undo-missing")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Of, of};
    use crate::platform::changes::Change;
    use crate::visits::NoteId;

    #[test]
    fn only_what_holds_what_it_took_away_is_taken_back() {
        let change = |verb: &str, subject: &str| Change {
            seq: 1,
            at: 0,
            actor: String::new(),
            verb: verb.to_owned(),
            subject: subject.to_owned(),
            detail: serde_json::Value::Null,
            hash: String::new(),
        };
        for (verb, subject, whose) in [
            ("remove", "redirect /cu/trang", Some(Of::Site)),
            ("remove", "block/lien-he", Some(Of::Site)),
            ("merge", "tag/hoi-xuan", Some(Of::Site)),
            ("delete-filter", "filter/3", Some(Of::Filter)),
            ("remove", "visits-note/12", Some(Of::Note(NoteId(12)))),
            ("remove", "ranking/wef/2024", Some(Of::Ranking)),
            ("merge", "agency/so-van-hoa", None),
            ("publish", "news/khai-mac", None),
            ("revoke", "token/4", None),
        ] {
            assert_eq!(of(&change(verb, subject)), whose, "{verb} {subject}");
        }
    }
}
