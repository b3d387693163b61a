//! What is done with a file with one press: replaced, thrown away and put back, made anew, looked at
//! as it was handed in, asked how far it is. Not for what is said of it.

use super::super::sent_files::{self, Sent};
use super::super::words;
use super::{Forms, done_at, find, page, refused};
use crate::desk::frame::{View, piece, with_status};
use crate::desk::session::{Signed, see_other};
use crate::media::{self, Media, Refusal, may_change};
use crate::platform::web::{Fault, attached};
use crate::portal::Portal;
use axum::extract::{Multipart, Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;

/// Puts another file in its place; entries keep their links.
pub async fn replace(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    mut form: Multipart,
) -> Result<Response, Fault> {
    let media = find(&portal, id).await?;
    // Before the file is read: nobody leaves bytes who may not put them in its place.
    if let Err(refusal) = may_change(&signed.actor, &media) {
        return kept(&portal, &signed, &media, refusal).await;
    }
    let file = match sent_files::next(&mut form, "file").await? {
        None => return Ok(see_other(&words::url(media.id))),
        Some(Sent::File(file)) => file,
        Some(Sent::TooLong { .. }) => {
            let why = words::too_long_for_a_form(&portal, signed.person.language);
            let forms = Forms { refused: Some(why), ..Forms::standing(&portal, &media) };
            let page = page(&portal, &signed, &media, forms, None).await?;
            return Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let replaced = media::replace(&portal.library(), &signed.actor, media.id, file.coming).await;
    match replaced {
        Ok(()) => Ok(see_other(&done_at(media.id, "replaced"))),
        Err(refusal) => kept(&portal, &signed, &media, refusal).await,
    }
}

/// The page of a file that stays as it is, with why.
async fn kept(
    portal: &Portal,
    signed: &Signed,
    media: &Media,
    refusal: Refusal,
) -> Result<Response, Fault> {
    refused(portal, signed, (media, Forms::standing(portal, media)), refusal).await
}

/// What is done with one press, and needs no more than the file.
#[derive(Clone, Copy)]
enum Deed {
    Remove,
    PutBack,
    MakeAnew,
}

/// Does it: what was done becomes true and the browser goes on, or the page says why not.
async fn pressed(portal: &Portal, signed: &Signed, id: i64, deed: Deed) -> Result<Response, Fault> {
    let media = find(portal, id).await?;
    let mut tx = portal.db.begin().await?;
    let (actor, at) = (&signed.actor, portal.clock.now_ms());
    let (done, to) = match deed {
        Deed::Remove => {
            (media::remove(&mut tx, actor, at, media.id).await, format!("/desk/media?removed={id}"))
        }
        Deed::PutBack => {
            (media::put_back(&mut tx, actor, at, media.id).await, done_at(media.id, "put-back"))
        }
        Deed::MakeAnew => {
            (media::make_anew(&mut tx, actor, at, media.id).await, done_at(media.id, "making"))
        }
    };
    match done {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&to))
        }
        Err(refusal) => {
            drop(tx);
            kept(portal, signed, &media, refusal).await
        }
    }
}

/// Throws it away; the list offers to take that back.
pub async fn remove(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    pressed(&portal, &signed, id, Deed::Remove).await
}

/// Takes it out of the bin again.
pub async fn put_back(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    pressed(&portal, &signed, id, Deed::PutBack).await
}

/// Makes anew what readers get of it, after it failed.
pub async fn make_anew(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    pressed(&portal, &signed, id, Deed::MakeAnew).await
}

/// What was handed in, byte for byte.
pub async fn original(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let media = find(&portal, id).await?;
    let mut response = media::original(&portal.library(), &signed.actor, &media, &headers).await?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, attached(&media.name));
    Ok(response)
}

#[derive(Serialize)]
struct ProgressPiece {
    url: String,
    state: words::State,
    may_change: bool,
    /// Told to a page that waited: what was waited for is fetched once.
    polled: bool,
}

/// How far it is, for the script that asks while something is being made.
pub async fn progress(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    let media = find(&portal, id).await?;
    let language = signed.person.language;
    let state = words::state(&portal, language, &media).await?;
    let may_change = may_change(&signed.actor, &media).is_ok();
    let own = ProgressPiece { url: words::url(media.id), state, may_change, polled: true };
    let title = media.name;
    piece(
        &portal,
        language,
        View { template: "desk/library/progress.html", title, current: "media", own },
    )
}
