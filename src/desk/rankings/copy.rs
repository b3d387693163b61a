//! The private copy of an edition's source at the desk: handed in, given back, taken off. Only who may change
//! rankings has it; readers are told its hash and its day. Not for the edition itself: that is `form.rs`.

use super::form::{refused_on, told};
use super::{admitted, edition_url, found, labelled};
use crate::action_programme::rankings::{
    self, Copy, Edition, Fault as Wrong, Index, Refusal, Seen, SourceCopy,
};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::platform::text::nfc;
use crate::platform::web::{Fault, attached};
use crate::portal::Portal;
use axum::Router;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bytes::{Bytes, BytesMut};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::Serialize;

/// The longest copy, in bytes: the 50 MB that the words of the form name, as over the API.
const LONGEST: usize = 50 << 20;

/// The longest name of a copy, in letters.
const LONGEST_NAME: usize = 200;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/rankings/{index}/edition/{label}/copy", get(give).post(keep))
        .route("/desk/rankings/{index}/edition/{label}/copy/remove", post(remove))
        // A longer file is read to its end and refused with a reason: see `read`.
        .layer(DefaultBodyLimit::disable())
}

/// What the page of an edition says of its copy.
#[derive(Serialize)]
pub(super) struct CopyPart {
    url: String,
    kept: Option<CopyView>,
}

#[derive(Serialize)]
struct CopyView {
    sha256: String,
    day: String,
    /// Its name and length; none where only its hash came with a site folder.
    file: Option<String>,
}

/// The part of an edition's page that is about its copy.
pub(super) async fn part(
    portal: &Portal,
    signed: &Signed,
    (index, edition): (&Index, &Edition),
) -> Result<CopyPart, Fault> {
    let url = format!("{}/copy", edition_url(&index.key, &edition.label));
    let Some(copy) = &edition.copy else { return Ok(CopyPart { url, kept: None }) };
    let language = signed.person.language;
    let here = rankings::kept_copy(&portal.db, (&index.key, &edition.label), &copy.sha256).await?;
    let size = |bytes| portal.file_size(language, bytes);
    let kept = CopyView {
        sha256: copy.sha256.clone(),
        day: portal.day(language, copy.kept_on).numeric,
        file: here.map(|here| format!("{}, {}", here.name, size(here.bytes))),
    };
    Ok(CopyPart { url, kept: Some(kept) })
}

/// A copy as the form sent it; without bytes when it was too long to be kept.
struct Handed {
    revision: i64,
    name: String,
    bytes: Option<Bytes>,
}

async fn read(mut form: Multipart) -> Result<Handed, Fault> {
    let mut handed = Handed { revision: 0, name: String::new(), bytes: Some(Bytes::new()) };
    while let Some(field) = form.next_field().await.map_err(|_| Fault::Unclear)? {
        match field.name() {
            Some("revision") => {
                let text = field.text().await.map_err(|_| Fault::Unclear)?;
                handed.revision = text.parse().unwrap_or(0);
            }
            Some("copy") => {
                handed.name = name_of(field.file_name().unwrap_or_default());
                handed.bytes = bytes_of(field).await?;
            }
            _ => {}
        }
    }
    Ok(handed)
}

/// A file's name without the folders some browsers send before it.
fn name_of(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    nfc(name.trim()).chars().take(LONGEST_NAME).collect()
}

/// The bytes of a file, read to their end: a browser hears no answer before it has sent everything.
async fn bytes_of(mut field: Field<'_>) -> Result<Option<Bytes>, Fault> {
    let mut bytes = BytesMut::new();
    let mut fits = true;
    while let Some(piece) = field.chunk().await.map_err(|_| Fault::Unclear)? {
        fits = fits && bytes.len() + piece.len() <= LONGEST;
        if fits {
            bytes.extend_from_slice(&piece);
        }
    }
    Ok(fits.then(|| bytes.freeze()))
}

async fn keep(
    State(portal): State<Portal>,
    signed: Signed,
    Path((index, label)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, Fault> {
    // Before the file is read: nobody leaves bytes where she may not change rankings.
    admitted(&signed)?;
    let index = found(&portal, &index).await?;
    let edition = labelled(&index, &label)?;
    let done = match read(form).await? {
        Handed { bytes: Some(bytes), name, revision } => {
            let seen = Seen { index: &index.key, label: &edition.label, revision };
            kept(&portal, &signed, seen, Copy { name: &name, bytes }).await.map(drop)
        }
        Handed { bytes: None, .. } => {
            Err(Refusal::Faulty(vec![Wrong { field: "copy", key: "desk-rankings-copy-long" }]))
        }
    };
    answer(&portal, &signed, (&index, edition), (done, "copy-kept")).await
}

async fn kept(
    portal: &Portal,
    signed: &Signed,
    seen: Seen<'_>,
    copy: Copy<'_>,
) -> Result<SourceCopy, Refusal> {
    let when = (portal.clock.now_ms(), portal.today());
    let mut tx = portal.db.begin().await?;
    let (actor, files) = (&signed.actor, &portal.files);
    let kept = rankings::keep_copy(&mut tx, files, actor, when, seen, copy).await?;
    tx.commit().await?;
    Ok(kept)
}

async fn remove(
    State(portal): State<Portal>,
    signed: Signed,
    Path((index, label)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let index = found(&portal, &index).await?;
    let edition = labelled(&index, &label)?;
    let revision = sent.get("revision").parse().unwrap_or(0);
    let seen = Seen { index: &index.key, label: &edition.label, revision };
    let done = removed(&portal, &signed, seen).await;
    answer(&portal, &signed, (&index, edition), (done, "copy-removed")).await
}

async fn removed(portal: &Portal, signed: &Signed, seen: Seen<'_>) -> Result<(), Refusal> {
    let mut tx = portal.db.begin().await?;
    rankings::remove_copy(&mut tx, &signed.actor, portal.clock.now_ms(), seen).await?;
    Ok(tx.commit().await?)
}

/// Back to the edition: with what was done, or on the same page with what is wrong.
async fn answer(
    portal: &Portal,
    signed: &Signed,
    (index, edition): (&Index, &Edition),
    (done, name): (Result<(), Refusal>, &str),
) -> Result<Response, Fault> {
    let url = edition_url(&index.key, &edition.label);
    let refusal = match done {
        Ok(()) => return Ok(see_other(&format!("{url}?done={name}#copy"))),
        Err(refusal) => refusal,
    };
    let at_the_file = |wrong: Wrong| match wrong {
        Wrong { field: "body", key } => Wrong { field: "copy", key },
        Wrong { field: "", .. } => Wrong { field: "", key: "desk-rankings-moved" },
        other => other,
    };
    let wrong: Vec<Wrong> = told(refusal)?.into_iter().map(at_the_file).collect();
    refused_on(portal, signed, (index, edition), &wrong).await
}

/// Gives the copy that is kept now to be looked at elsewhere: never as a page of this portal, for it is the work
/// of others.
async fn give(
    State(portal): State<Portal>,
    signed: Signed,
    Path((index, label)): Path<(String, String)>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let index = found(&portal, &index).await?;
    let edition = labelled(&index, &label)?;
    let copy = edition.copy.as_ref().ok_or(Fault::NotFound)?;
    let of = (index.key.as_str(), &edition.label);
    let kept = rankings::kept_copy(&portal.db, of, &copy.sha256).await?.ok_or(Fault::NotFound)?;
    let bytes = portal.files.originals().get(&kept.sha256, None).await?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (CONTENT_DISPOSITION, attached(&kept.name)),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}
