//! Writing a film's words in one language: the film beside its cues. Not for what captions must be:
//! that is `media`.

use super::one::{done_at, find};
use super::words;
use crate::desk::frame::{View, render, with_status};
use crate::desk::rows::language_name;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::media::{self, Caption, Media, MediaKind, Refusal, may_caption};
use crate::platform::i18n::{Args, Language};
use crate::platform::text::nfc;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;

#[derive(Serialize)]
struct CaptionsPage {
    url: String,
    film_url: String,
    film: String,
    shown: Option<String>,
    code: String,
    /// The edition of the file that was opened; empty when there is none yet.
    seen: String,
    text: String,
    may_change: bool,
    refused: Option<String>,
}

/// A film and a language of the site.
async fn film(portal: &Portal, id: i64, code: &str) -> Result<(Media, Language), Fault> {
    let language: Language = code.parse().map_err(|_| Fault::NotFound)?;
    let media = find(portal, id).await?;
    let there = media.kind == MediaKind::Video && media.removed_at.is_none();
    let spoken = portal.known().site.languages.contains(&language);
    if there && spoken { Ok((media, language)) } else { Err(Fault::NotFound) }
}

/// The words there are, with their edition.
async fn written(
    portal: &Portal,
    film: &Media,
    language: Language,
) -> Result<(String, String), Fault> {
    let all = media::captions_of(&portal.db, film.id).await?;
    let Some(captions) = all.into_iter().find(|one| one.language == language) else {
        return Ok((String::new(), "WEBVTT\n".to_owned()));
    };
    let store = portal.library().store_of(&captions.file);
    let bytes = store.get(&captions.file.original.0, None).await?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok((captions.file.edition.to_string(), text))
}

pub async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, code)): Path<(i64, String)>,
) -> Result<Response, Fault> {
    let (media, language) = film(&portal, id, &code).await?;
    let (seen, text) = written(&portal, &media, language).await?;
    page(&portal, &signed, (&media, language), (seen, text, None)).await
}

/// Keeps them; what was written stays on the page when it is refused.
pub async fn save(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, code)): Path<(i64, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let (media, language) = film(&portal, id, &code).await?;
    let (seen, text) = (sent.get("seen").to_owned(), nfc(sent.get("text")).replace("\r\n", "\n"));
    let said = Caption { language, seen: seen.parse().ok(), text: text.clone() };
    match media::caption(&portal.library(), &signed.actor, media.id, said).await {
        Ok(_) => Ok(see_other(&format!("{}#captions", done_at(media.id, "captions")))),
        Err(refusal) => {
            // Her text with the edition of now: sent again, it is meant.
            let seen = match refusal {
                Refusal::Clash(_) => written(&portal, &media, language).await?.0,
                _ => seen,
            };
            refused(&portal, &signed, (&media, language), (seen, text), refusal).await
        }
    }
}

async fn refused(
    portal: &Portal,
    signed: &Signed,
    of: (&Media, Language),
    (seen, text): (String, String),
    refusal: Refusal,
) -> Result<Response, Fault> {
    let (status, why) = words::refused(portal, signed.person.language, refusal)?;
    Ok(with_status(page(portal, signed, of, (seen, text, Some(why))).await?, status))
}

async fn page(
    portal: &Portal,
    signed: &Signed,
    (media, language): (&Media, Language),
    (seen, text, refused): (String, String, Option<String>),
) -> Result<Response, Fault> {
    let film_url = words::url(media.id);
    let mut args = Args::new();
    args.set("language", language_name(portal, language));
    let title = portal.words.say_with(signed.person.language, "mediadesk-captions-in", &args);
    let own = CaptionsPage {
        url: format!("{film_url}/captions/{language}"),
        film_url,
        film: media.name.clone(),
        shown: media.public.as_ref().map(|key| format!("/files/{key}/{}", media.file_name())),
        code: language.to_string(),
        seen,
        text,
        may_change: may_caption(&signed.actor, media).is_ok(),
        refused,
    };
    let view = View { template: "desk/library/captions.html", title, current: "media", own };
    render(portal, signed, view).await
}
