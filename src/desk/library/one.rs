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
use crate::people::Actor;
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use http::StatusCode;
use said::Said;
use words::Wrong;

/// What stands in the forms of the page, and why one of them came back.
pub struct Forms {
    said: Said,
    /// The choice of a poster as it was sent; `None` when it is the one that holds.
    poster: Option<film::Wish>,
    /// Why something was not done that no field is to blame for.
    refused: Option<String>,
    errors: Vec<Wrong>,
}

impl Forms {
    fn of(said: Said) -> Forms {
        Forms { said, poster: None, refused: None, errors: Vec::new() }
    }

    /// What stands in the library.
    fn standing(portal: &Portal, media: &Media) -> Forms {
        Forms::of(Said::of(portal, media))
    }
}

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
    page(&portal, &signed, &media, Forms::standing(&portal, &media), toast).await
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
    forms: Forms,
    toast: Option<Toast>,
) -> Result<Response, Fault> {
    let own = view::of(portal, signed, media, forms).await?;
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
    let mut media = find(&portal, id).await?;
    let mut said = Said::read(&portal, &signed.actor, (&sent, &media));
    let Err(refusal) = described(&portal, &signed.actor, &media, &said).await else {
        return Ok(see_other(&done_at(media.id, "saved")));
    };
    if matches!(refusal, Refusal::Clash(_) | Refusal::Wrong { field: "seen" }) {
        // Her text with the edition of now: sent again, it is meant.
        media = find(&portal, id).await?;
        said = Said::read(&portal, &signed.actor, (&sent, &media)).of_now(&media);
    }
    refused(&portal, &signed, (&media, Forms::of(said)), refusal).await
}

async fn described(
    portal: &Portal,
    actor: &Actor,
    media: &Media,
    said: &Said,
) -> Result<(), Refusal> {
    let description = said.description(actor, media).map_err(|field| Refusal::Wrong { field })?;
    let place = description.credits.place.as_deref();
    let another = place.filter(|_| place != media.credits.place.as_deref());
    if another.is_some_and(|place| !portal.known().places.has(place)) {
        return Err(Refusal::Wrong { field: "place" });
    }
    let mut tx = portal.db.begin().await?;
    media::describe(&mut tx, actor, portal.clock.now_ms(), media.id, &description).await?;
    tx.commit().await?;
    Ok(())
}

/// The page with why something was not done: at its field where one is to blame, else at its top.
async fn refused(
    portal: &Portal,
    signed: &Signed,
    (media, mut forms): (&Media, Forms),
    refusal: Refusal,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let status = match refusal {
        Refusal::Wrong { field } => {
            let text = words::wrong(portal, language, field);
            forms.errors.push(Wrong { name: forms.said.input(field), text });
            StatusCode::UNPROCESSABLE_ENTITY
        }
        refusal => {
            let (status, text) = words::refused(portal, language, refusal)?;
            forms.refused = Some(text);
            status
        }
    };
    Ok(with_status(page(portal, signed, media, forms, None).await?, status))
}
