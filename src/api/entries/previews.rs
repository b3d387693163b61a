//! Links that show an entry to somebody without an account: made, listed, ended. Not for opening one:
//! readers do that.

use super::described::InLanguage;
use super::{Work, find};
use crate::api::access::Caller;
use crate::api::act::{Keep, Nothing, Once, Sent};
use crate::api::inputs::At;
use crate::api::moments::Moment;
use crate::api::problem::{Answered, Problem};
use crate::api::refusals::broken;
use crate::api::reply::Reply;
use crate::editorial::{self, Lent, Preview};
use crate::people::{Reach, Secret};
use crate::platform::i18n::Language;
use crate::portal::Portal;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const HOUR_MS: i64 = 3_600_000;

/// How long a link shall open.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewWished {
    /// In hours: 1 to 168; 24 unless it is said.
    #[serde(default = "a_day")]
    #[schema(minimum = 1, maximum = 168)]
    hours: i64,
}

fn a_day() -> i64 {
    24
}

/// A link that is open.
#[derive(Serialize, ToSchema)]
pub struct PreviewView {
    /// Its number.
    id: i64,
    /// Its address; shown this once.
    url: Option<String>,
    /// When it was made.
    made_at: Moment,
    /// By whom, as the log names actors.
    made_by: String,
    /// Until when it opens.
    ends_at: Moment,
}

/// Links that are open, the newest first.
#[derive(Serialize, ToSchema)]
pub struct PreviewList {
    /// The links.
    items: Vec<PreviewView>,
}

fn view(preview: Preview, url: Option<String>) -> PreviewView {
    PreviewView {
        id: preview.id,
        url,
        made_at: Moment(preview.made_at),
        made_by: preview.made_by,
        ends_at: Moment(preview.ends_at),
    }
}

/// Lists the links by which somebody without an account sees an entry now.
#[utoipa::path(get, path = "/api/entries/{id}/{language}/preview-links", tag = "entries",
    params(InLanguage),
    responses((status = 200, description = "The links that are open", body = PreviewList)))]
pub async fn list(
    State(portal): State<Portal>,
    caller: Caller,
    At((id, language)): At<(i64, Language)>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let entry = find(&portal, id).await?;
    let now = portal.clock.now_ms();
    let found = editorial::previews(&portal.db, (entry.id, language), now).await?;
    Ok(Reply::of(&PreviewList { items: found.into_iter().map(|one| view(one, None)).collect() }))
}

/// Makes a link that opens the newest editions of an entry without an account; its address is shown
/// this once.
#[utoipa::path(post, path = "/api/entries/{id}/{language}/preview-links", tag = "entries",
    request_body = PreviewWished,
    params(InLanguage,
        ("Idempotency-Key" = Option<String>, Header, description = "Does this once however often it is sent; the address is not shown again")),
    responses((status = 201, description = "The link", body = PreviewView,
        headers(("Location" = String, description = "Where it can be ended")))))]
pub async fn make(
    At((id, language)): At<(i64, Language)>,
    Sent(act, wished): Sent<PreviewWished>,
) -> Answered {
    if !(1..=168).contains(&wished.hours) {
        return Err(Problem::invalid("hours", "api-hours").into());
    }
    let Work { mut begun, entry, .. } = Work::open_unseen(act, id, Reach::Write).await?;
    let secret = Secret::new().map_err(|cause| broken(&cause))?;
    let hash = secret.hash();
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    let lent = Lent { token_hash: hash.as_str(), ends_at: at + wished.hours * HOUR_MS };
    let id = editorial::lend(&mut begun.tx, &actor, at, entry.of(language), lent).await?;
    let preview = Preview { id, made_at: at, made_by: actor.name(), ends_at: lent.ends_at };
    let url = begun.act.portal.absolute(&format!("/preview/{}", secret.reveal()));
    let place = format!("/api/entries/{}/{language}/preview-links/{id}", entry.id);
    let reply = Reply::of(&view(preview, Some(url))).made(place);
    begun.end_keeping(reply, Keep::NotTheBody).await
}

/// Ends a link at once: it opens nothing any more.
#[utoipa::path(delete, path = "/api/entries/{id}/{language}/preview-links/{link}", tag = "entries",
    params(InLanguage,
        ("link" = i64, Path, description = "The link", minimum = 1),
        Once),
    responses((status = 204, description = "It is ended")))]
pub async fn end(
    At((id, language, link)): At<(i64, Language, i64)>,
    Sent(act, _nothing): Sent<Nothing>,
) -> Answered {
    let Work { mut begun, entry, .. } = Work::open_unseen(act, id, Reach::Write).await?;
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    editorial::end_preview(&mut begun.tx, &actor, at, entry.of(language), link).await?;
    begun.end(Reply::nothing()).await
}
