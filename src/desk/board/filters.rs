//! Filters that people keep: each for herself, or for everybody. Not for filtering.

use super::asked::Asked;
use super::store::{self, Saved};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::people::{Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use serde_json::json;

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
    let saved = store::saved(&portal.db, signed.person.id.0).await?;
    let view = |one: Saved| SavedView {
        url: format!("/desk/entries?{}", one.query),
        current: one.query == query,
        everybodys: one.person_id.is_none(),
        delete_url: may_delete(signed, &one).then(|| format!("/desk/filters/{}/delete", one.id)),
        name: one.name,
    };
    Ok(saved.into_iter().map(view).collect())
}

/// Her own, those she made for everybody, and everybody's for an administrator.
fn may_delete(signed: &Signed, saved: &Saved) -> bool {
    match saved.person_id {
        Some(person) => person == signed.person.id.0,
        None => {
            saved.made_by == signed.actor.name() || signed.may(Right::Administer, &Scope::site())
        }
    }
}

const LONGEST_NAME: usize = 60;

/// Keeps the filters of an address under a name.
pub async fn keep(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    // Read and written again: nothing but filters is ever kept.
    let query = Asked::read(Some(sent.get("query"))).query();
    let back = format!("/desk/entries?{query}");
    let Some(name) = sent.text("name").filter(|_| !query.is_empty()) else {
        return Ok(see_other(&back));
    };
    let everybodys = sent.get("everybody") == "1";
    if everybodys && !signed.may(Right::Review, &Scope::anywhere()) {
        return Err(Fault::Forbidden);
    }
    let saved = Saved {
        id: 0,
        person_id: (!everybodys).then_some(signed.person.id.0),
        name: name.chars().take(LONGEST_NAME).collect(),
        query,
        made_by: signed.actor.name(),
    };
    let at = portal.clock.now_ms();
    let mut tx = portal.db.begin().await?;
    let id = store::keep(&mut tx, &saved, at).await?;
    let act = Act {
        at,
        actor: &saved.made_by,
        verb: "save-filter",
        subject: &format!("filter/{id}"),
        detail: json!({ "name": saved.name, "query": saved.query, "everybody": everybodys }),
        touches: Vec::new(),
    };
    append(&mut tx, act).await?;
    tx.commit().await?;
    Ok(see_other(&back))
}

/// Forgets a filter.
pub async fn delete(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    let mut tx = portal.db.begin().await?;
    let saved = store::find(&mut tx, id).await?.ok_or(Fault::NotFound)?;
    if !may_delete(&signed, &saved) {
        return Err(Fault::Forbidden);
    }
    store::delete(&mut tx, id).await?;
    let act = Act {
        at: portal.clock.now_ms(),
        actor: &signed.actor.name(),
        verb: "delete-filter",
        subject: &format!("filter/{id}"),
        detail: json!({ "name": saved.name, "query": saved.query }),
        touches: Vec::new(),
    };
    append(&mut tx, act).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/desk/entries?{}", saved.query)))
}
