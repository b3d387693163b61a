//! Notes as they are sent: added, taken out. Not for their rules: those are `visits`; nor for putting one back: that is
//! `desk::undo`.

use super::asked::Asked;
use super::page::{Draft, dashboard};
use crate::desk::account_words::Wrong;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::visits::{self, NotNoted, NoteId};
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;

/// Adds a note; one that cannot be taken comes back as it was typed.
pub async fn add(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    let (typed, said) = (sent.get("day").trim(), sent.text("said").unwrap_or_default());
    let when = (portal.clock.now_ms(), portal.today());
    let mut tx = portal.db.begin().await?;
    let noted = match typed.parse() {
        Ok(day) => visits::add_note(&mut tx, &signed.actor, when, (day, &said)).await,
        Err(_) => Err(NotNoted::Wrong("figures-note-day")),
    };
    match noted {
        Ok(id) => {
            tx.commit().await?;
            Ok(see_other(&back(sent.get("back"), &format!("noted&note={}", id.0))))
        }
        Err(NotNoted::Wrong(key)) => {
            drop(tx);
            let error = Some(wrong(&portal, signed.person.language, key));
            let draft = Draft { day: typed.to_owned(), said, error };
            let asked = Asked::read(Some(sent.get("back")));
            dashboard(&portal, &signed, asked, draft).await
        }
        Err(refused) => Err(fault(refused)),
    }
}

/// Takes a note out.
pub async fn remove(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    RawQuery(query): RawQuery,
    sent: Sent,
) -> Result<Response, Fault> {
    let mut tx = portal.db.begin().await?;
    let at = portal.clock.now_ms();
    let removed = visits::remove_note(&mut tx, &signed.actor, at, NoteId(id)).await;
    let change = removed.map_err(fault)?;
    tx.commit().await?;
    let query = query.as_deref().unwrap_or(sent.get("back"));
    Ok(see_other(&back(query, &format!("removed&undo={change}"))))
}

/// What is wrong with a note, at the field that it is about.
fn wrong(portal: &Portal, language: Language, key: &str) -> Wrong {
    let name = match key {
        "figures-note-day" | "visits-note-ahead" => "day",
        _ => "said",
    };
    Wrong { name: Some(name), text: portal.say(language, key) }
}

fn fault(refused: NotNoted) -> Fault {
    match refused {
        NotNoted::NotAllowed(_) => Fault::Forbidden,
        NotNoted::Missing => Fault::NotFound,
        NotNoted::Wrong(_) => Fault::Unclear,
        NotNoted::Database(failure) => failure.into(),
    }
}

/// The dashboard as it was asked for; of what was sent only what a query may hold is taken.
pub fn back(query: &str, done: &str) -> String {
    let asked = serde_urlencoded::to_string(Asked::read(Some(query)));
    let asked = asked.unwrap_or_default();
    format!("{}?{asked}&done={done}#notes", super::VISITS)
}
