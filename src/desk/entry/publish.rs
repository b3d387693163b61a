//! The page on which an entry goes public, now or at an hour: what it lacks, who has seen it, what
//! readers are told. Not for the rules: those are `editorial`'s.

use super::life::{At, act};
use super::{Opened, open, seen_of, stand};
use crate::desk::checks;
use crate::desk::frame::{View, render, with_status};
use crate::desk::names::Names;
use crate::desk::refused::{self, Back};
use crate::desk::sent::Sent;
use crate::desk::session::Signed;
use crate::editorial::{self, Approval, Change, Release};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use jiff::civil::{Date, Time};
use serde::Serialize;

#[derive(Serialize)]
struct PublishPage {
    entry: stand::EntryView,
    stand: stand::StandView,
    checks: checks::ChecksView,
    /// What blocks it, in words.
    lacking: Vec<String>,
    /// Whether the newest editions are the person's own.
    own_work: bool,
    written_by: String,
    /// Whether readers have had it before.
    again: bool,
    today: String,
    sent: SentView,
    errors: Vec<Problem>,
}

#[derive(Default, Serialize)]
struct SentView {
    change: String,
    note: String,
    reason: String,
    day: String,
    time: String,
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
    page(&portal, &signed, &opened, SentView::default(), Vec::new()).await
}

async fn page(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    sent: SentView,
    errors: Vec<Problem>,
) -> Result<Response, Fault> {
    let speaks = signed.person.language;
    if !stand::may(signed, opened).publish {
        return Err(Fault::Forbidden);
    }
    let names = Names::read(portal, speaks).await?;
    let state = opened.stored.state(opened.language).ok_or(Fault::NotFound)?;
    let entry = stand::entry(portal, signed, opened);
    let lacking = stand::lacking(portal, opened).await?;
    let words = opened.words();
    let own = PublishPage {
        checks: checks::view(
            portal,
            signed,
            &opened.of(),
            &opened.stored.facts,
            &words,
            &entry.url,
        )
        .await?,
        entry,
        stand: stand::stand(portal, signed, opened, &names),
        lacking: lacking.iter().map(|one| refused::complaint(portal, speaks, one)).collect(),
        own_work: editorial::is_own_work(&opened.stored, opened.language, &signed.actor),
        written_by: names.actor(&state.words_by),
        again: state.published_at.is_some(),
        today: portal.today().to_string(),
        sent,
        errors,
    };
    let title = portal.say(speaks, "entry-publish");
    let current = opened.rules.kind.name();
    render(portal, signed, View { template: "desk/entry/publish.html", title, current, own }).await
}

/// Publishes, or sets the hour.
pub async fn publish(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): At,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let Some(seen) = seen_of(sent.get("seen")) else { return Err(Fault::Unclear) };
    let change = match sent.get("change") {
        "major" => Change::Major { note: sent.text("note").unwrap_or_default() },
        _ => Change::Minor,
    };
    let approval = match sent.text("reason") {
        Some(reason) => Approval::Forced { reason },
        None => Approval::SecondPerson,
    };
    let problems = problems(&portal, &signed, &opened, &sent);
    if !problems.is_empty() {
        let view = SentView {
            change: sent.get("change").to_owned(),
            note: sent.get("note").to_owned(),
            reason: sent.get("reason").to_owned(),
            day: sent.get("at.day").to_owned(),
            time: sent.get("at.time").to_owned(),
        };
        let page = page(&portal, &signed, &opened, view, problems).await?;
        return Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let back = Back::from_form(format!("{}/publish", opened.url()), &sent, &["reason", "note"]);
    if sent.get("when") != "later" {
        let zone = portal.zone.clone();
        return act(&portal, &signed, &opened, ("publish", back), async |tx, at, of| {
            let release = Release { of, seen: Some(&seen), change, approval, zone: &zone };
            editorial::release(tx, &signed.actor, at, release).await
        })
        .await;
    }
    let hour = moment(&portal, sent.get("at.day"), sent.get("at.time")).unwrap_or_default();
    act(&portal, &signed, &opened, ("schedule", back), async |tx, at, of| {
        let hour = (hour, change, approval);
        editorial::schedule(tx, &signed.actor, at, of, Some(&seen), hour).await
    })
    .await
}

/// What is wrong with the form itself.
fn problems(portal: &Portal, signed: &Signed, opened: &Opened, sent: &Sent) -> Vec<Problem> {
    let say = |key: &str| portal.say(signed.person.language, key);
    let mut found = Vec::new();
    let mut problem = |name, key: &str| found.push(Problem { name, text: say(key) });
    if sent.get("change") == "major" && sent.text("note").is_none() {
        problem("note", "entry-publish-needs-note");
    }
    let own = editorial::is_own_work(&opened.stored, opened.language, &signed.actor);
    if own && sent.text("reason").is_none() {
        problem("reason", "entry-publish-needs-reason");
    }
    if sent.get("when") == "later" {
        match moment(portal, sent.get("at.day"), sent.get("at.time")) {
            None => problem("at.day", "entry-publish-needs-hour"),
            Some(at) if at <= portal.clock.now_ms() => problem("at.day", "entry-refused-past"),
            Some(_) => {}
        }
    } else if ["at.day", "at.time"].iter().any(|field| !sent.get(field).is_empty()) {
        // Enter in these fields presses the first button of the form, which publishes now.
        problem("at.day", "entry-publish-hour-given");
    }
    found
}

/// A day and an hour of the site's calendar as a moment, in milliseconds since 1970.
fn moment(portal: &Portal, day: &str, time: &str) -> Option<i64> {
    let (day, time): (Date, Time) = (day.parse().ok()?, time.parse().ok()?);
    let moment = day.to_datetime(time).to_zoned(portal.zone.clone()).ok()?;
    Some(moment.timestamp().as_millisecond())
}

/// Sets when a language is taken down by itself, or takes that back.
pub async fn expiry(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): At,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let back = Back::to(opened.url());
    let at = moment(&portal, sent.get("expires.day"), sent.get("expires.time"));
    let given = ["expires.day", "expires.time"].iter().any(|field| !sent.get(field).is_empty());
    // Half an hour given is not the wish to have none.
    if at.is_none() && given {
        let text = portal.say(signed.person.language, "entry-publish-needs-hour");
        let said = (StatusCode::UNPROCESSABLE_ENTITY, text, Vec::new());
        return refused::said(&portal, &signed, said, back).await;
    }
    act(&portal, &signed, &opened, ("expiry", back), async |tx, now, of| {
        editorial::expire_at(tx, &signed.actor, now, of, at).await
    })
    .await
}
