//! Editions of an index: what each said of the country, put down over what was read, taken out. Taken out by
//! mistake, it is put back with the undo the answer names.

use super::{end, found};
use crate::action_programme::rankings::{self, Checked, Edition, EditionLabel, Seen, SourceCopy};
use crate::api::access::Caller;
use crate::api::act::{Begun, Nothing, Once, Sent, etag_of};
use crate::api::inputs::At;
use crate::api::log::Undo;
use crate::api::problem::{Answered, Problem, Stop, Why};
use crate::api::reply::Reply;
use crate::people::Reach;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/rankings/{index}/editions/{edition}", get(show).put(put).delete(remove))
}

#[derive(OpenApi)]
#[openapi(paths(show, put, remove))]
pub(super) struct Described;

/// What an edition says.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RankingEditionWritten)]
pub struct Written {
    /// The key of its method.
    method: String,
    /// The country's place, from 1; none where it was not found.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 300)]
    rank: Option<i64>,
    /// How many were ranked.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 300)]
    out_of: Option<i64>,
    /// The score as published, with a decimal point.
    #[serde(default)]
    score: Option<String>,
    /// Where it was read.
    #[serde(default)]
    source: String,
    /// The day it was read there.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    retrieved_on: Option<Date>,
    /// Whether somebody has read it at its source.
    #[serde(default)]
    verified: bool,
    /// What a reader must know of it, by language.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    notes: BTreeMap<Language, String>,
}

/// An edition of an index.
#[derive(Serialize, ToSchema)]
#[schema(as = RankingEdition)]
pub struct EditionView {
    /// What its publisher calls it: `2024`, `2021-Q4`, `2023-07`.
    edition: String,
    /// What it says.
    #[serde(flatten)]
    written: Written,
    /// The newest private copy of its source.
    copy: Option<CopyView>,
    /// How often it was put down.
    revision: i64,
}

/// A private copy of a source.
#[derive(Serialize, ToSchema)]
#[schema(as = RankingCopy)]
pub struct CopyView {
    /// The SHA-256 of its bytes, in hexadecimal.
    sha256: String,
    /// The day it was kept.
    #[schema(value_type = String, format = Date)]
    kept_on: Date,
    /// Where it is given to those who may change rankings; it is there only where it was kept.
    url: String,
}

impl EditionView {
    /// An edition of an index.
    pub fn of(index: &str, one: &Edition) -> EditionView {
        let copy = |copy: &SourceCopy| CopyView {
            sha256: copy.sha256.clone(),
            kept_on: copy.kept_on,
            url: format!("{}/copies/{}", url(index, &one.label), copy.sha256),
        };
        EditionView {
            edition: one.label.to_string(),
            written: Written {
                method: one.method.clone(),
                rank: one.rank,
                out_of: one.out_of,
                score: one.score.clone(),
                source: one.source.clone(),
                retrieved_on: one.retrieved_on,
                verified: one.checked == Checked::Yes,
                notes: one.notes.clone(),
            },
            copy: one.copy.as_ref().map(copy),
            revision: one.revision,
        }
    }
}

/// Where an edition stands.
pub(super) fn url(index: &str, label: &EditionLabel) -> String {
    format!("/api/rankings/{index}/editions/{label}")
}

/// An edition with its tag.
pub(super) fn reply(index: &str, one: &Edition) -> Reply {
    let reply = Reply::of(&EditionView::of(index, one));
    let etag = etag_of(&reply.body);
    reply.tagged(etag)
}

/// A label; what is none names no edition.
pub(super) fn label(text: &str) -> Result<EditionLabel, Problem> {
    text.parse().map_err(|_| Problem::new(Why::NoSuch))
}

/// The edition as it stands within the act.
pub(super) async fn now(
    begun: &mut Begun,
    index: &str,
    label: &EditionLabel,
) -> Result<Reply, Stop> {
    let one = rankings::edition(&mut begun.tx, index, label).await?.ok_or(Why::NoSuch)?;
    Ok(reply(index, &one))
}

/// Shows an edition: rank of how many, score, source, whether it was verified.
#[utoipa::path(get, path = "/api/rankings/{index}/editions/{edition}", tag = "rankings",
    params(("index" = String, Path, description = "The key of the index"),
        ("edition" = String, Path, description = "What its publisher calls it")),
    responses((status = 200, description = "The edition", body = EditionView,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn show(
    State(portal): State<Portal>,
    caller: Caller,
    At((key, edition)): At<(String, String)>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let index = found(&portal, &key).await?;
    Ok(reply(&key, index.edition(&label(&edition)?).ok_or(Why::NoSuch)?))
}

/// Puts an edition down. `If-Match` is asked for where it is there already.
#[utoipa::path(put, path = "/api/rankings/{index}/editions/{edition}", tag = "rankings", request_body = Written,
    params(("index" = String, Path, description = "The key of the index"),
        ("edition" = String, Path, description = "What its publisher calls it"),
        ("If-Match" = Option<String>, Header, description = "The ETag of the edition as it was read"),
        Once),
    responses((status = 200, description = "The edition", body = EditionView,
        headers(("ETag" = String, description = "Its strong entity tag"))),
        (status = 201, description = "The edition is new", body = EditionView,
        headers(("Location" = String, description = "Where it stands"), ("ETag" = String, description = "Its strong entity tag")))))]
pub async fn put(
    At((key, edition)): At<(String, String)>,
    Sent(act, said): Sent<Written>,
) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let wrong = |_| Problem::invalid("edition", "rankings-wrong-label");
    let label: EditionLabel = edition.parse().map_err(wrong)?;
    let portal = begun.act.portal.clone();
    let index = found(&portal, &key).await?;
    let before = index.edition(&label);
    if let Some(before) = before {
        begun.expect(&reply(&key, before).etag.unwrap_or_default())?;
    }
    let (seen, is_new) = (before.map_or(0, |before| before.revision), before.is_none());
    let edition = read(label.clone(), said);
    let (actor, when) = (begun.act.caller.actor.clone(), (begun.act.at, portal.today()));
    rankings::put_edition(&mut begun.tx, &actor, when, (&index, seen), &edition).await?;
    let reply = now(&mut begun, &key, &label).await?;
    end(begun, reply, is_new.then(|| url(&key, &label))).await
}

fn read(label: EditionLabel, said: Written) -> Edition {
    Edition {
        label,
        method: said.method,
        rank: said.rank,
        out_of: said.out_of,
        score: said.score,
        source: said.source,
        retrieved_on: said.retrieved_on,
        // It stays with the source, which the verb sees to.
        copy: None,
        checked: if said.verified { Checked::Yes } else { Checked::NotYet },
        notes: said.notes,
        revision: 0,
    }
}

/// Takes an edition out, such as one that was put down under a wrong name.
#[utoipa::path(delete, path = "/api/rankings/{index}/editions/{edition}", tag = "rankings",
    params(("index" = String, Path, description = "The key of the index"),
        ("edition" = String, Path, description = "What its publisher calls it"),
        ("If-Match" = String, Header, description = "The ETag of the edition as it was read"),
        Once),
    responses((status = 200, description = "It is taken out", body = Undo)))]
pub async fn remove(
    At((key, edition)): At<(String, String)>,
    Sent(act, _nothing): Sent<Nothing>,
) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let label = label(&edition)?;
    let index = found(&begun.act.portal, &key).await?;
    let one = index.edition(&label).ok_or(Why::NoSuch)?;
    begun.expect(&reply(&key, one).etag.unwrap_or_default())?;
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    let seen = Seen { index: &key, label: &label, revision: one.revision };
    let change = rankings::remove_edition(&mut begun.tx, &actor, at, seen).await?;
    begun.end(Reply::of(&Undo::of(change))).await
}
