//! One file of the library: what it shows, whose it is, where it is used, what is made of it; and
//! what can be done with it. Not for lists.

mod said;

use super::{sent_files, tiles, words};
use crate::desk::frame::{Toast, View, piece, render_with, with_status};
use crate::desk::names::Names;
use crate::desk::rows::{Choice, entry_url};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::editorial;
use crate::media::{self, Media, MediaId, Refusal, may_change};
use crate::platform::db::Tx;
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Multipart, Path, RawQuery, State};
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use said::Said;
use serde::Serialize;

#[derive(Serialize)]
struct OnePage {
    url: String,
    name: String,
    meta: String,
    kind: &'static str,
    kind_name: String,
    /// Where its picture or film is shown from, once there is one.
    shown: Option<String>,
    picture: Option<String>,
    said: Said,
    state: words::State,
    added: String,
    replaced: Option<String>,
    used: Vec<UsedView>,
    used_by_site: bool,
    made: Vec<MadeView>,
    places: Vec<Choice>,
    address: String,
    may_change: bool,
    in_bin: bool,
    refused: Option<String>,
}

#[derive(Serialize)]
struct UsedView {
    title: String,
    kind: String,
    url: String,
    live: bool,
}

/// What was made of a file in one format.
#[derive(Serialize)]
struct MadeView {
    label: String,
    widths: String,
}

async fn find(portal: &Portal, id: i64) -> Result<Media, Fault> {
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
    const DONE: [&str; 4] = ["saved", "replaced", "put-back", "making"];
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query?).ok()?;
    let (_, deed) = pairs.into_iter().find(|(name, _)| name == "done")?;
    let deed = DONE.into_iter().find(|one| *one == deed)?;
    let text = portal.say(language, &format!("mediadesk-done-{deed}"));
    Some(Toast { text, undo_url: None })
}

fn done_at(media: MediaId, deed: &str) -> String {
    format!("{}?done={deed}", words::url(media))
}

async fn page(
    portal: &Portal,
    signed: &Signed,
    media: &Media,
    (said, refused): (Said, Option<String>),
    toast: Option<Toast>,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let names = Names::read(portal, language).await?;
    let thumbs = media::thumbs(&portal.db, &[media.id]).await?;
    let (used, used_by_site) = used(portal, language, media).await?;
    let own = OnePage {
        url: words::url(media.id),
        name: media.name.clone(),
        meta: words::meta(portal, language, media),
        kind: media.kind.name(),
        kind_name: words::kind(portal, language, media.kind),
        shown: media.public.as_ref().map(|key| format!("/files/{key}/{}", media.file_name())),
        picture: picture(portal, media).await?.or_else(|| tiles::thumb(media, &thumbs)),
        said,
        state: words::state(portal, language, media).await?,
        added: by(
            portal,
            language,
            "mediadesk-added",
            (&names.actor(&media.added_by), media.added_at),
        ),
        replaced: media.replaced_at.map(|at| by(portal, language, "mediadesk-replaced", ("", at))),
        used,
        used_by_site,
        made: made(portal, language, media).await?,
        places: places(portal, language),
        address: portal.absolute(&media.address()),
        may_change: may_change(&signed.actor, media).is_ok(),
        in_bin: media.removed_at.is_some(),
        refused,
    };
    let title = media.name.clone();
    let view = View { template: "desk/library/one.html", title, current: "media", own };
    render_with(portal, signed, view, toast).await
}

/// The picture the page shows: one that is wide enough for a screen.
async fn picture(portal: &Portal, media: &Media) -> Result<Option<String>, Fault> {
    const WIDE: i64 = 960;
    let made = media::rendition_keys(&portal.db, media.id).await?;
    let whole = made.iter().filter(|(purpose, format, width, _)| {
        purpose == "whole" && format == "jpeg" && *width <= WIDE
    });
    let widest = whole.max_by_key(|(_, _, width, _)| *width);
    Ok(widest.map(|(_, _, _, key)| format!("/files/{key}/anh.jpg")))
}

fn by(portal: &Portal, language: Language, key: &str, (name, at): (&str, i64)) -> String {
    let mut args = Args::new();
    args.set("name", name.to_owned());
    args.set("day", portal.moment(language, at).numeric);
    portal.words.say_with(language, key, &args)
}

async fn used(
    portal: &Portal,
    language: Language,
    media: &Media,
) -> Result<(Vec<UsedView>, bool), Fault> {
    let mut tx = portal.db.begin().await?;
    let uses = media::where_used(&mut tx, &media.key).await?;
    let site = media::site_uses(&mut tx, &media.key).await?;
    drop(tx);
    let mut views = Vec::new();
    for one in uses {
        let stored = editorial::read(&portal.db, &one.kind, &one.key).await?;
        let said = stored.and_then(|stored| {
            let own = stored.languages.iter().find(|said| said.language == language);
            let said = own.or_else(|| stored.languages.first())?;
            Some((said.words.title.clone(), said.language))
        });
        let Some((title, said_in)) = said else { continue };
        let kind = portal.say(language, &format!("entry-kind-{}", one.kind));
        views.push(UsedView { title, kind, url: entry_url(one.entry, said_in), live: one.live });
    }
    Ok((views, site))
}

async fn made(portal: &Portal, language: Language, media: &Media) -> Result<Vec<MadeView>, Fault> {
    let mut made: Vec<MadeView> = Vec::new();
    for (purpose, format, width, _) in media::rendition_keys(&portal.db, media.id).await? {
        let key = format!("mediadesk-purpose-{purpose}");
        let purpose = if portal.words.has(&key) { portal.say(language, &key) } else { continue };
        let label = format!("{purpose}, {}", format.to_uppercase());
        match made.last_mut().filter(|last| last.label == label) {
            Some(last) => last.widths = format!("{}, {width}", last.widths),
            None => made.push(MadeView { label, widths: width.to_string() }),
        }
    }
    Ok(made)
}

fn places(portal: &Portal, language: Language) -> Vec<Choice> {
    let known = portal.known();
    let choice = |place: &crate::place::Place| {
        let name = place.name.get(&language).or_else(|| place.name.values().next());
        Choice { value: place.key.clone(), label: name.unwrap_or(&place.key).clone() }
    };
    known.places.all().iter().map(choice).collect()
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

/// Puts another file in its place; entries keep their links.
pub async fn replace(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    mut form: Multipart,
) -> Result<Response, Fault> {
    let media = find(&portal, id).await?;
    let Some(file) = sent_files::next(&mut form, "file").await? else {
        return Ok(see_other(&words::url(media.id)));
    };
    let replaced = media::replace(&portal.library(), &signed.actor, media.id, file.coming).await;
    match replaced {
        Ok(()) => Ok(see_other(&done_at(media.id, "replaced"))),
        Err(refusal) => {
            let said = Said::of(&portal, &media);
            refused(&portal, &signed, (&media, said), refusal).await
        }
    }
}

/// Ends a deed: what was done becomes true and the browser goes on, or the page says why not.
async fn ended(
    portal: &Portal,
    signed: &Signed,
    media: &Media,
    (tx, done, to): (Tx, Result<(), Refusal>, &str),
) -> Result<Response, Fault> {
    match done {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(to))
        }
        Err(refusal) => {
            drop(tx);
            refused(portal, signed, (media, Said::of(portal, media)), refusal).await
        }
    }
}

/// Throws it away; the list offers to take that back.
pub async fn remove(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    let media = find(&portal, id).await?;
    let mut tx = portal.db.begin().await?;
    let at = portal.clock.now_ms();
    let done = media::remove(&mut tx, &signed.actor, at, media.id).await;
    ended(&portal, &signed, &media, (tx, done, &format!("/desk/media?removed={id}"))).await
}

pub async fn put_back(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    let media = find(&portal, id).await?;
    let mut tx = portal.db.begin().await?;
    let at = portal.clock.now_ms();
    let done = media::put_back(&mut tx, &signed.actor, at, media.id).await;
    ended(&portal, &signed, &media, (tx, done, &done_at(media.id, "put-back"))).await
}

/// Makes anew what readers get of it, after it failed.
pub async fn make_anew(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    let media = find(&portal, id).await?;
    let mut tx = portal.db.begin().await?;
    let at = portal.clock.now_ms();
    let done = media::make_anew(&mut tx, &signed.actor, at, media.id).await;
    ended(&portal, &signed, &media, (tx, done, &done_at(media.id, "making"))).await
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
    // RFC 6266 with the name in UTF-8 (RFC 8187): every sign that is not plain is written out.
    let name = serde_urlencoded::to_string([("", media.name.as_str())]).unwrap_or_default();
    let name = name.trim_start_matches('=').replace('+', "%20");
    let named = format!("attachment; filename*=UTF-8''{name}");
    if let Ok(named) = HeaderValue::from_str(&named) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, named);
    }
    Ok(response)
}

#[derive(Serialize)]
struct ProgressPiece {
    url: String,
    state: words::State,
    may_change: bool,
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
    let own = ProgressPiece { url: words::url(media.id), state, may_change };
    let title = media.name;
    piece(
        &portal,
        language,
        View { template: "desk/library/progress.html", title, current: "media", own },
    )
}
