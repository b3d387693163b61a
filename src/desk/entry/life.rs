//! The steps of an entry's life that need one press: handing in and back, remarks, care, taking an
//! hour back, approving. Not for publishing and taking down: those have pages.

use super::{Opened, open, seen_of};
use crate::desk::form::day;
use crate::desk::refused::{self, Back};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::editorial::{self, Care, Of, Refusal};
use crate::people::PersonId;
use crate::platform::db::Tx;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

/// Where an entry stands in the addresses of the desk.
pub(super) type At = Path<(i64, String)>;

/// Does a verb in a transaction of its own and leads back to the entry; a refusal shows what was typed.
pub(super) async fn act<V>(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    (done, back): (&str, Back),
    verb: V,
) -> Result<Response, Fault>
where
    V: AsyncFnOnce(&mut Tx, i64, Of<'_>) -> Result<(), Refusal>,
{
    let mut tx = portal.db.begin().await?;
    match verb(&mut tx, portal.clock.now_ms(), opened.of()).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&format!("{}?done={done}", opened.url())))
        }
        Err(refusal) => {
            drop(tx);
            refused::page(portal, signed, refusal, back).await
        }
    }
}

/// Hands the newest edition in.
pub async fn submit(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): At,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let (seen, remark) = (seen_of(sent.get("seen")), sent.text("remark"));
    let back = Back::from_form(opened.url(), &sent, &["remark"]);
    act(&portal, &signed, &opened, ("submit", back), async |tx, at, of| {
        editorial::hand_in(tx, &signed.actor, at, of, seen.as_ref(), remark.as_deref()).await
    })
    .await
}

/// Hands it back with a remark.
pub async fn hand_back(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): At,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let remark = sent.text("remark").unwrap_or_default();
    let back = Back::from_form(opened.url(), &sent, &["remark"]);
    act(&portal, &signed, &opened, ("return", back), async |tx, at, of| {
        editorial::hand_back(tx, &signed.actor, at, of, &remark).await
    })
    .await
}

/// Leaves a remark.
pub async fn remark(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): At,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let text = sent.text("remark").unwrap_or_default();
    let back = Back::from_form(opened.url(), &sent, &["remark"]);
    act(&portal, &signed, &opened, ("remark", back), async |tx, at, of| {
        editorial::remark(tx, &signed.actor, at, of, &text).await
    })
    .await
}

/// Takes the hour back.
pub async fn unschedule(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): At,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let back = Back::to(opened.url());
    act(&portal, &signed, &opened, ("unschedule", back), async |tx, at, of| {
        editorial::unschedule(tx, &signed.actor, at, of).await
    })
    .await
}

/// Approves what was published alone.
pub async fn approve(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): At,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let seen = seen_of(sent.get("seen"));
    let back = Back::to(opened.url());
    act(&portal, &signed, &opened, ("approve", back), async |tx, at, of| {
        editorial::approve(tx, &signed.actor, at, of, seen.as_ref()).await
    })
    .await
}

/// Hands the entry into somebody's care until a day. What cannot be read is not the wish to have none.
pub async fn care(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): At,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let back = Back::from_form(opened.url(), &sent, &["review_on"]);
    let care = match care_of(&sent) {
        Ok(care) => care,
        Err(key) => {
            let text = portal.say(signed.person.language, key);
            let said = (StatusCode::UNPROCESSABLE_ENTITY, text, Vec::new());
            return refused::said(&portal, &signed, said, back).await;
        }
    };
    act(&portal, &signed, &opened, ("care", back), async |tx, at, of| {
        editorial::care(tx, &signed.actor, at, of, care).await
    })
    .await
}

/// Owner and day as they were sent, each empty for none; else the key of what is wrong.
fn care_of(sent: &Sent) -> Result<Care, &'static str> {
    let owner = sent.text("owner").map(|owner| owner.parse::<i64>().map(PersonId));
    let review_on = sent.text("review_on").map(|on| day(&on));
    Ok(Care {
        owner: owner.transpose().map_err(|_| "form-error-not-chosen")?,
        review_on: review_on.transpose().map_err(|_| "form-error-day")?,
    })
}
