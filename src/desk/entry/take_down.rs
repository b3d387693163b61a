//! The page on which a publication ends: withdrawn, published in error, or joined into another.

use super::life::{At, act};
use super::{Opened, open, stand};
use crate::desk::frame::{View, render, with_status};
use crate::desk::refused::Back;
use crate::desk::sent::Sent;
use crate::desk::session::Signed;
use crate::editorial::{self, Ending};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use serde::Serialize;

#[derive(Serialize)]
struct TakeDownPage {
    entry: stand::EntryView,
    ending: String,
    reason: String,
    into: String,
    error: Option<Problem>,
}

#[derive(Serialize)]
struct Problem {
    name: &'static str,
    text: String,
}

/// The page.
pub async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): At,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    page(&portal, &signed, &opened, &Sent::default(), None).await
}

async fn page(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    sent: &Sent,
    error: Option<(&'static str, &str)>,
) -> Result<Response, Fault> {
    if !stand::may(signed, opened).take_down {
        return Err(Fault::Forbidden);
    }
    let speaks = signed.person.language;
    let ending = if sent.get("ending").is_empty() { "withdrawn" } else { sent.get("ending") };
    let own = TakeDownPage {
        entry: stand::entry(portal, signed, opened),
        ending: ending.to_owned(),
        reason: sent.get("reason").to_owned(),
        into: sent.get("into").to_owned(),
        error: error.map(|(name, key)| Problem { name, text: portal.say(speaks, key) }),
    };
    let title = portal.say(speaks, "entry-take-down");
    let current = opened.rules.kind.name();
    render(portal, signed, View { template: "desk/entry/take_down.html", title, current, own })
        .await
}

/// Takes it down.
pub async fn take_down(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): At,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let reason = sent.text("reason");
    let (ending, done) = match (sent.get("ending"), reason) {
        ("withdrawn", Some(reason)) => (Ending::Withdrawn { reason: Some(reason) }, "withdraw"),
        ("error", Some(reason)) => (Ending::InError { reason }, "error"),
        ("consolidated", _) => {
            let Some(into) = target(&portal, &opened, sent.get("into")).await? else {
                let error = Some(("into", "entry-take-down-needs-target"));
                let page = page(&portal, &signed, &opened, &sent, error).await?;
                return Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY));
            };
            (Ending::Consolidated { into }, "consolidate")
        }
        _ => {
            let error = Some(("reason", "entry-take-down-needs-reason"));
            let page = page(&portal, &signed, &opened, &sent, error).await?;
            return Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let back = Back::from_form(opened.url(), &sent, &["reason", "into"]);
    act(&portal, &signed, &opened, (done, back), async |tx, at, of| {
        editorial::take_down(tx, &signed.actor, at, of, ending).await
    })
    .await
}

/// The public entry that a person names by its address for readers, or as `news/key`.
async fn target(portal: &Portal, opened: &Opened, named: &str) -> Result<Option<i64>, Fault> {
    let named = named.trim().trim_end_matches('/');
    let path = named.strip_prefix(portal.origin.as_str()).unwrap_or(named);
    let by_key = editorial::find(&portal.db, path, opened.language).await?;
    if let Some(live) = by_key {
        return Ok(Some(live.id).filter(|id| *id != opened.id));
    }
    let Some((list, slug)) = path.rsplit_once('/') else { return Ok(None) };
    for rules in &portal.kinds.0 {
        if portal.addresses.list(opened.language, rules.kind.name()) == list {
            let (kind, language) = (rules.kind, opened.language);
            let live = editorial::live_by_slug(&portal.db, kind, language, slug).await?;
            return Ok(live.map(|live| live.id).filter(|id| *id != opened.id));
        }
    }
    Ok(None)
}
