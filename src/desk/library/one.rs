//! One file of the library: its page, and saying what it shows and whose it is. Rooms: `view` for
//! what the page shows, `deeds` for what is done with one press, `film` for what only films have.
//! Not for lists.

mod deeds;
mod film;
mod said;
mod view;

pub use deeds::{make_anew, original, progress, put_back, remove, replace};
pub use film::choose_poster;

use super::words;
use crate::desk::frame::{Toast, View, render_with, with_status};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::media::{self, Media, MediaId, Refusal};
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use said::Said;

/// A file by its number, one in the bin too.
pub async fn find(portal: &Portal, id: i64) -> Result<Media, Fault> {
    media::newest_of(&portal.db, MediaId(id)).await?.ok_or(Fault::NotFound)
}

pub async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let media = find(&portal, id).await?;
    let toast = done(&portal, signed.person.language, query.as_deref());
    let said = Said::of(&portal, &media);
    page(&portal, &signed, &media, (said, None), toast).await
}

/// What was just done.
fn done(portal: &Portal, language: Language, query: Option<&str>) -> Option<Toast> {
    const DONE: [&str; 6] = ["saved", "replaced", "put-back", "making", "poster", "captions"];
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query?).ok()?;
    let (_, deed) = pairs.into_iter().find(|(name, _)| name == "done")?;
    let deed = DONE.into_iter().find(|one| *one == deed)?;
    let text = portal.say(language, &format!("mediadesk-done-{deed}"));
    Some(Toast { text, undo_url: None })
}

/// The page of a file that says what was just done.
pub fn done_at(media: MediaId, deed: &str) -> String {
    format!("{}?done={deed}", words::url(media))
}

async fn page(
    portal: &Portal,
    signed: &Signed,
    media: &Media,
    (said, refused): (Said, Option<String>),
    toast: Option<Toast>,
) -> Result<Response, Fault> {
    let own = view::of(portal, signed, media, (said, refused)).await?;
    let title = media.name.clone();
    let view = View { template: "desk/library/one.html", title, current: "media", own };
    render_with(portal, signed, view, toast).await
}

/// Describes a file; what was typed stays on the page when it is refused.
pub async fn describe(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    sent: Sent,
) -> Result<Response, Fault> {
    let media = find(&portal, id).await?;
    let said = Said::read(&portal, &sent);
    let known = portal.known();
    let description = said.description(&media).filter(|description| {
        let place = description.credits.place.as_deref();
        place.is_none_or(|place| known.places.has(place))
    });
    let Some(description) = description else {
        return refused(&portal, &signed, (&media, said), Refusal::Wrong { field: "taken_on" })
            .await;
    };
    let mut tx = portal.db.begin().await?;
    let at = portal.clock.now_ms();
    match media::describe(&mut tx, &signed.actor, at, media.id, &description).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(see_other(&done_at(media.id, "saved")))
        }
        Err(refusal) => {
            drop(tx);
            refused(&portal, &signed, (&media, said), refusal).await
        }
    }
}

async fn refused(
    portal: &Portal,
    signed: &Signed,
    (media, said): (&Media, Said),
    refusal: Refusal,
) -> Result<Response, Fault> {
    let (status, text) = words::refused(portal, signed.person.language, refusal)?;
    Ok(with_status(page(portal, signed, media, (said, Some(text)), None).await?, status))
}
