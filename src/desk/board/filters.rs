//! Filters that people keep, beside the list. Not for filtering, and not for who may: that is
//! `actions.rs`.

use super::actions::{self, Kept, Reader, Refusal};
use super::asked::Asked;
use super::store::Saved;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::platform::db;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;

/// A saved filter on a page.
#[derive(Clone, Debug, Serialize)]
pub struct SavedView {
    name: String,
    url: String,
    current: bool,
    everybodys: bool,
    delete_url: Option<String>,
}

/// The filters somebody sees beside a list.
pub async fn of(portal: &Portal, signed: &Signed, query: &str) -> db::Result<Vec<SavedView>> {
    let saved = actions::saved(&portal.db, &signed.actor).await?;
    let view = |one: Saved| SavedView {
        url: format!("/desk/entries?{}", one.query),
        current: one.query == query,
        everybodys: one.person_id.is_none(),
        delete_url: actions::may_forget(&signed.actor, &one)
            .then(|| format!("/desk/filters/{}/delete", one.id)),
        name: one.name,
    };
    Ok(saved.into_iter().map(view).collect())
}

/// Keeps the filters of an address under a name.
pub async fn keep(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    let query = Asked::read(Some(sent.get("query"))).query();
    let back = format!("/desk/entries?{query}");
    let name = sent.text("name").unwrap_or_default();
    let reader = if sent.get("everybody") == "1" { Reader::Everybody } else { Reader::Herself };
    let kept = Kept { name: &name, query: &query, reader };
    let mut tx = portal.db.begin().await?;
    match actions::keep(&mut tx, &signed.actor, portal.clock.now_ms(), kept).await {
        Ok(_) => tx.commit().await?,
        // There is nothing to keep: the list is shown as it was.
        Err(Refusal::NoName | Refusal::Empty) => {}
        Err(refusal) => return Err(fault(refusal)),
    }
    Ok(see_other(&back))
}

/// Forgets a filter.
pub async fn delete(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    let mut tx = portal.db.begin().await?;
    let forgotten = actions::forget(&mut tx, &signed.actor, portal.clock.now_ms(), id).await;
    let (saved, change) = forgotten.map_err(fault)?;
    tx.commit().await?;
    Ok(see_other(&format!("/desk/entries?{}&done=forgotten&undo={change}", saved.query)))
}

fn fault(refusal: Refusal) -> Fault {
    match refusal {
        Refusal::NotAllowed(_) => Fault::Forbidden,
        Refusal::Missing => Fault::NotFound,
        other => other.into(),
    }
}
