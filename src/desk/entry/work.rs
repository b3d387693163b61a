//! What a browser sends by itself while somebody writes: the text so far, that she is still there,
//! and what the checks say of it. Not for saving: an autosave is nobody's edition.

use super::{Opened, open, seen_of, sheet, stand, untouched};
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
    let said = |at: i64| portal.moment(signed.person.language, at).time.unwrap_or_default();
    let at = match keep(&portal, &signed, &opened, &sent, sent.get("seen")).await? {
        Slot::Kept(at) => at,
        Slot::Newer(at) => {
            let open_url = format!("{}?kept=1", opened.url());
            let body = json!({ "newer": at, "time": said(at), "open_url": open_url });
            return Ok((StatusCode::CONFLICT, Json(body)).into_response());
        }
    };
    if untouched(&portal, &signed, &opened, &seen).await? {
        return Ok(Json(json!({ "at": at, "time": said(at) })).into_response());
    }
    // Somebody has saved meanwhile. The text is kept; what to do is asked when it is saved.
    let body = json!({ "at": at, "time": said(at), "clash_url": opened.url() });
    Ok((StatusCode::CONFLICT, Json(body)).into_response())
}

/// What became of a text that was to be kept.
pub(super) enum Slot {
    /// It is kept, since this moment.
    Kept(i64),
    /// Another page of hers kept a newer one at this moment, which stays.
    Newer(i64),
}

impl Slot {
    /// The newest text kept by itself that is in the sent form.
    pub fn known(&self, sent: &Sent) -> i64 {
        match self {
            Slot::Kept(at) => *at,
            Slot::Newer(_) => known_to(sent).unwrap_or_default(),
        }
    }
}

/// Keeps what a form sent, written over these editions, for the person who writes it.
pub(super) async fn keep(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    sent: &Sent,
    seen: &str,
) -> Result<Slot, Fault> {
    let before =
        editorial::autosaved(&portal.db, opened.id, opened.language, signed.person.id).await?;
    if let Some(newer) = before.filter(|before| is_overlooked(before, sent)) {
        return Ok(Slot::Newer(newer.saved_at));
    }
    let saved_at = portal.clock.now_ms();
    let fields = sent.without(&["seen", "from", "resolve", "then", "at"]);
    let form = serde_urlencoded::to_string(fields)?;
    let kept = Autosaved { saved_at, seen: seen.to_owned(), form };
    let mut tx = portal.db.begin().await?;
    editorial::autosave(&mut tx, opened.id, opened.language, signed.person.id, &kept).await?;
    tx.commit().await?;
    Ok(Slot::Kept(saved_at))
}

/// Forgets the text kept by itself, unless the sent form knew nothing of it.
pub(super) async fn forget(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    sent: &Sent,
) -> Result<(), Fault> {
    let (entry, language, person) = (opened.id, opened.language, signed.person.id);
    let kept = editorial::autosaved(&portal.db, entry, language, person).await?;
    if kept.is_none_or(|kept| is_overlooked(&kept, sent)) {
        return Ok(());
    }
    let mut tx = portal.db.begin().await?;
    editorial::forget_autosave(&mut tx, entry, language, person).await?;
    tx.commit().await?;
    Ok(())
}

/// The newest text kept by itself that a sent form goes on from, as its field `at` says it again.
pub(super) async fn known(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    sent: &Sent,
) -> Result<i64, Fault> {
    let kept =
        editorial::autosaved(&portal.db, opened.id, opened.language, signed.person.id).await?;
    Ok(match kept {
        Some(kept) if !is_overlooked(&kept, sent) => kept.saved_at,
        _ => known_to(sent).unwrap_or_default(),
    })
}

/// Whether a text was kept by another page of hers than the one that sends, and after what that one knows:
/// somebody wrote at home, and here an older page is still open. A form without the field is not asked.
fn is_overlooked(kept: &Autosaved, sent: &Sent) -> bool {
    let is_newer = known_to(sent).is_some_and(|known| kept.saved_at > known);
    is_newer && !is_of(kept, sent.get("tab"))
}

fn known_to(sent: &Sent) -> Option<i64> {
    sent.get("at").parse().ok()
}

/// Whether this page kept it; the answer that said so may have been lost on the way.
fn is_of(kept: &Autosaved, tab: &str) -> bool {
    let pairs: form::Pairs = serde_urlencoded::from_str(&kept.form).unwrap_or_default();
    !tab.is_empty() && pairs.iter().any(|(name, value)| name == "tab" && value == tab)
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
