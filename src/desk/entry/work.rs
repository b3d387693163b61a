//! What a browser sends by itself while somebody writes: the text so far, that she is still there,
//! and what the checks say of it. Not for saving: an autosave is nobody's edition.

use super::{open, seen_of, sheet, stand};
use crate::desk::checks;
use crate::desk::form;
use crate::desk::frame::{View, piece};
use crate::desk::names::Names;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::editorial::{self, Autosaved};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Serialize;
use serde_json::json;

/// Keeps the text so far for the person who writes it.
pub async fn autosave(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): Path<(i64, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    if !opened.may_write(&signed) {
        return Err(Fault::Forbidden);
    }
    let Some(seen) = seen_of(sent.get("seen")) else { return Err(Fault::Unclear) };
    let saved_at = portal.clock.now_ms();
    let form = serde_urlencoded::to_string(sent.without(&["seen", "from", "resolve", "then"]))?;
    let kept = Autosaved { saved_at, seen: sent.get("seen").to_owned(), form };
    let mut tx = portal.db.begin().await?;
    editorial::autosave(&mut tx, id, opened.language, signed.person.id, &kept).await?;
    tx.commit().await?;
    let time = portal.moment(signed.person.language, saved_at).time.unwrap_or_default();
    let answer = json!({ "at": saved_at, "time": time });
    if opened.stored.seen() == seen {
        return Ok(Json(answer).into_response());
    }
    // Somebody has saved meanwhile. The text is kept; what to do is asked when it is saved.
    let body = json!({ "at": saved_at, "time": time, "clash_url": opened.url() });
    Ok((StatusCode::CONFLICT, Json(body)).into_response())
}

/// Gives up the text kept by itself.
pub async fn discard(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): Path<(i64, String)>,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let mut tx = portal.db.begin().await?;
    editorial::forget_autosave(&mut tx, id, opened.language, signed.person.id).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?done=discarded", opened.url())))
}

/// Somebody who has an entry open is there for this long after her browser last said so.
const THERE_FOR_MS: i64 = 45_000;

#[derive(Serialize)]
struct Present {
    people: Vec<OnePresent>,
}

#[derive(Serialize)]
struct OnePresent {
    name: String,
    initials: String,
}

/// Notes that somebody is here, and answers who else is.
pub async fn presence(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    editorial::named(&portal.db, id).await?.ok_or(Fault::NotFound)?;
    let now = portal.clock.now_ms();
    let mut tx = portal.db.begin().await?;
    editorial::see(&mut tx, id, signed.person.id, now).await?;
    tx.commit().await?;
    let others = editorial::present(&portal.db, id, now - THERE_FOR_MS, signed.person.id).await?;
    let names = Names::read(&portal, signed.person.language).await?;
    let people = others.into_iter().map(|other| {
        let name = names.person(other);
        let initials = crate::desk::frame::initials(&name);
        OnePresent { name, initials }
    });
    let own = Present { people: people.collect() };
    let view =
        View { template: "desk/entry/presence.html", title: String::new(), current: "", own };
    piece(&portal, signed.person.language, view)
}

#[derive(Serialize)]
struct Checked {
    checks: checks::ChecksView,
}

/// What the checks say of the text so far, saved or not.
pub async fn checks(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): Path<(i64, String)>,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let kept = editorial::autosaved(&portal.db, id, opened.language, signed.person.id).await?;
    let (mut facts, mut words) = (opened.stored.facts.clone(), opened.words());
    if let Some(kept) = kept {
        let pairs: form::Pairs = serde_urlencoded::from_str(&kept.form).unwrap_or_default();
        let filled = sheet::read(&portal, &signed, &opened, (&facts, &words), &pairs).await?;
        (facts, words) = (filled.facts, filled.words);
    }
    let entry = stand::entry(&portal, &signed, &opened);
    let checks = checks::view(&portal, &signed, &opened.of(), &facts, &words, &entry.url).await?;
    let view = View {
        template: "desk/entry/checks.html",
        title: String::new(),
        current: "",
        own: Checked { checks },
    };
    piece(&portal, signed.person.language, view)
}
