//! A programme in `StratML`: the same two documents as on the public page, for whoever comes with a token.

use super::Room;
use crate::action_programme::{StratmlPart, stratml};
use crate::api::access::Caller;
use crate::api::inputs::At;
use crate::api::problem::{Problem, Stop, Why};
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::CONTENT_TYPE;
use utoipa::OpenApi;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/programmes/{programme}/stratml.xml", get(plan))
        .route("/programmes/{programme}/stratml-report.xml", get(report))
}

#[derive(OpenApi)]
#[openapi(paths(plan, report))]
pub(super) struct Described;

/// Gives a programme as a strategic plan (`StratML`, ISO 17469-1) in the site's first language.
#[utoipa::path(get, path = "/api/programmes/{programme}/stratml.xml", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key")),
    responses((status = 200, description = "The plan", body = String, content_type = "application/xml")))]
pub async fn plan(
    State(portal): State<Portal>,
    caller: Caller,
    At(key): At<String>,
) -> Result<Response, Stop> {
    sent(&portal, &caller, &key, StratmlPart::Plan).await
}

/// Gives a programme as a performance report (`StratML`, ANSI/AIIM 22) in the site's first language.
#[utoipa::path(get, path = "/api/programmes/{programme}/stratml-report.xml", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key")),
    responses((status = 200, description = "The report", body = String, content_type = "application/xml")))]
pub async fn report(
    State(portal): State<Portal>,
    caller: Caller,
    At(key): At<String>,
) -> Result<Response, Stop> {
    sent(&portal, &caller, &key, StratmlPart::Report).await
}

async fn sent(
    portal: &Portal,
    caller: &Caller,
    key: &str,
    part: StratmlPart,
) -> Result<Response, Stop> {
    let room = Room::open(portal, caller, key).await?;
    let language = portal.addresses.default_language();
    let text = stratml(portal, (language, &room.programme), part).await;
    let text = text.map_err(|_| Problem::new(Why::Broken))?;
    Ok(([(CONTENT_TYPE, "application/xml; charset=utf-8")], text).into_response())
}
