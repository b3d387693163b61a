//! Webhooks over the API: which systems of the operator are told of changes. Not for telling.

use super::access::Caller;
use super::act::{Begun, Keep, Nothing, Once, Sent};
use super::actions;
use super::inputs::{Asked, At};
use super::model::{Delivery, Pattern, Webhook, WebhookId, Wished};
use super::moments::Moment;
use super::problem::{Answered, Problem, Why};
use super::reply::Reply;
use super::store;
use crate::people::{Actor, Reach, Right};
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/webhooks", get(list).post(make))
        .route("/webhooks/{id}", get(show).put(change).delete(remove))
        .route("/webhooks/{id}/secret", post(rotate))
        .route("/webhooks/{id}/deliveries", get(deliveries))
        .route("/webhooks/{id}/deliveries/{delivery}/retry", post(retry))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, make, show, change, remove, rotate, deliveries, retry))]
pub struct Described;

/// A webhook.
#[derive(Serialize, ToSchema)]
#[schema(as = Webhook)]
pub struct WebhookView {
    /// Its number.
    id: i64,
    /// What it is for.
    name: String,
    /// Where it tells.
    url: String,
    /// Of what it tells.
    events: Vec<Pattern>,
    /// Whether it tells at all.
    active: bool,
    /// When it was made.
    made_at: Moment,
    /// Who made it.
    made_by: String,
    /// How often telling has failed since it last worked.
    failures: i64,
    /// Since when it fails.
    failing_since: Option<Moment>,
    /// When the program stopped it by itself.
    stopped_at: Option<Moment>,
    /// Why the program stopped it.
    stopped_why: Option<String>,
    /// The key it signs with (Standard Webhooks); shown only when it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

/// Whether the key is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Secret {
    Shown,
    Hidden,
}

fn view(webhook: &Webhook, secret: Secret) -> WebhookView {
    let (stopped_at, stopped_why) = webhook.stopped.clone().unzip();
    WebhookView {
        id: webhook.id.0,
        name: webhook.name.clone(),
        url: webhook.url.clone(),
        events: webhook.events.clone(),
        active: webhook.active,
        made_at: Moment(webhook.made_at),
        made_by: webhook.made_by.clone(),
        failures: webhook.failures,
        failing_since: webhook.failing_since.map(Moment),
        stopped_at: stopped_at.map(Moment),
        stopped_why,
        secret: (secret == Secret::Shown).then(|| webhook.secret.clone()),
    }
}

/// The tag says which edition it is, not how telling goes: a failure meanwhile is no clash.
fn etag(webhook: &Webhook) -> String {
    format!("\"w{}-{}\"", webhook.id.0, webhook.edition)
}

fn reply(webhook: &Webhook, secret: Secret) -> Reply {
    Reply::of(&view(webhook, secret)).tagged(etag(webhook))
}

/// Webhooks, the newest first.
#[derive(Serialize, ToSchema)]
pub struct WebhookList {
    /// The webhooks.
    items: Vec<WebhookView>,
}

/// Lists webhooks.
#[utoipa::path(get, path = "/api/webhooks", tag = "webhooks",
    responses((status = 200, description = "Webhooks, the newest first", body = WebhookList)))]
pub async fn list(State(portal): State<Portal>, caller: Caller) -> Answered {
    administers(&caller)?;
    let webhooks = store::webhooks(&portal.db).await?;
    let items = webhooks.iter().map(|webhook| view(webhook, Secret::Hidden)).collect();
    Ok(Reply::of(&WebhookList { items }))
}

fn administers(caller: &Caller) -> Result<(), Problem> {
    caller.reaches(Reach::Site)?;
    caller.may(Right::Administer)
}

/// What a webhook shall be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookWished {
    /// What it is for.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Where it tells: `https://…`, or `http://` on this machine.
    #[schema(max_length = 2000, pattern = "^https?://")]
    url: String,
    /// Of what it tells: `*`, `entry.*`, `entry.publish` …
    #[schema(min_items = 1, max_items = 50)]
    events: Vec<Pattern>,
    /// Whether it tells at all; yes unless it is said.
    #[serde(default = "yes")]
    #[schema(required = false, default = true)]
    active: bool,
}

fn yes() -> bool {
    true
}

impl From<WebhookWished> for Wished {
    fn from(wished: WebhookWished) -> Wished {
        Wished { name: wished.name, url: wished.url, events: wished.events, active: wished.active }
    }
}

fn who(begun: &Begun) -> (Actor, i64) {
    (begun.act.caller.actor.clone(), begun.act.at)
}

/// Makes a webhook that tells of changes from now on; its key is shown this once.
#[utoipa::path(post, path = "/api/webhooks", tag = "webhooks", request_body = WebhookWished,
    params(("Idempotency-Key" = Option<String>, Header, description = "Does this once however often it is sent; the key is not shown again")),
    responses((status = 201, description = "The webhook with its key", body = WebhookView,
        headers(("Location" = String, description = "Where it stands"), ("ETag" = String, description = "Its strong entity tag")))))]
pub async fn make(Sent(act, wished): Sent<WebhookWished>) -> Answered {
    let portal = act.portal.clone();
    let mut begun = act.begin(Reach::Site).await?;
    let (actor, at) = who(&begun);
    let wished = wished.into();
    let made = actions::make_webhook(&mut begun.tx, &portal.db, &actor, at, &wished).await?;
    let reply = reply(&made, Secret::Shown).made(format!("/api/webhooks/{}", made.id.0));
    begun.end_keeping(reply, Keep::NotTheBody).await
}

async fn find(begun: &mut Begun, id: i64) -> Result<Webhook, Problem> {
    let found = store::webhook(&mut begun.tx, WebhookId(id)).await?;
    found.ok_or_else(|| Problem::new(Why::NoSuch))
}

/// Shows a webhook.
#[utoipa::path(get, path = "/api/webhooks/{id}", tag = "webhooks",
    params(("id" = i64, Path, description = "The webhook", minimum = 1)),
    responses((status = 200, description = "The webhook", body = WebhookView,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn show(State(portal): State<Portal>, caller: Caller, At(id): At<i64>) -> Answered {
    administers(&caller)?;
    let webhooks = store::webhooks(&portal.db).await?;
    let found = webhooks.iter().find(|webhook| webhook.id.0 == id);
    Ok(reply(found.ok_or_else(|| Problem::new(Why::NoSuch))?, Secret::Hidden))
}

/// Changes a webhook; one that the program stopped is started again.
#[utoipa::path(put, path = "/api/webhooks/{id}", tag = "webhooks", request_body = WebhookWished,
    params(("id" = i64, Path, description = "The webhook", minimum = 1),
        ("If-Match" = String, Header, description = "The ETag of the webhook as it was read"),
        Once),
    responses((status = 200, description = "The webhook", body = WebhookView,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn change(At(id): At<i64>, Sent(act, wished): Sent<WebhookWished>) -> Answered {
    let portal = act.portal.clone();
    let mut begun = act.begin(Reach::Site).await?;
    let old = find(&mut begun, id).await?;
    begun.expect(&etag(&old))?;
    let ((actor, at), wished) = (who(&begun), wished.into());
    let changed =
        actions::change_webhook(&mut begun.tx, &portal.db, &actor, at, old.id, &wished).await?;
    begun.end(reply(&changed, Secret::Hidden)).await
}

/// Removes a webhook with the log of its deliveries.
#[utoipa::path(delete, path = "/api/webhooks/{id}", tag = "webhooks",
    params(("id" = i64, Path, description = "The webhook", minimum = 1),
        ("If-Match" = String, Header, description = "The ETag of the webhook as it was read"),
        Once),
    responses((status = 204, description = "It is gone")))]
pub async fn remove(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let old = find(&mut begun, id).await?;
    begun.expect(&etag(&old))?;
    let (actor, at) = who(&begun);
    actions::remove_webhook(&mut begun.tx, &actor, at, old.id).await?;
    begun.end(Reply::nothing()).await
}

/// Gives a webhook another key, shown this once; the one before signs nothing any more.
#[utoipa::path(post, path = "/api/webhooks/{id}/secret", tag = "webhooks",
    params(("id" = i64, Path, description = "The webhook", minimum = 1),
        ("If-Match" = String, Header, description = "The ETag of the webhook as it was read"),
        ("Idempotency-Key" = Option<String>, Header, description = "Does this once however often it is sent; the key is not shown again")),
    responses((status = 200, description = "The webhook with its key", body = WebhookView,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn rotate(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let old = find(&mut begun, id).await?;
    begun.expect(&etag(&old))?;
    let (actor, at) = who(&begun);
    let turned = actions::rotate_secret(&mut begun.tx, &actor, at, old.id).await?;
    begun.end_keeping(reply(&turned, Secret::Shown), Keep::NotTheBody).await
}

/// Which deliveries are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// Before this number.
    #[param(minimum = 1)]
    before: Option<i64>,
    /// At most so many: 1 to 500; 100 unless it is said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
}

/// A telling of one change to one webhook.
#[derive(Serialize, ToSchema)]
#[schema(as = Delivery)]
pub struct DeliveryView {
    /// Its number.
    id: i64,
    /// The change it tells of: its place in the log.
    seq: i64,
    /// The event.
    event: String,
    /// `waiting`, `arrived` or `given-up`.
    state: &'static str,
    /// What is sent.
    body: String,
    /// When it was made.
    made_at: Moment,
    /// How often it was tried.
    attempts: i64,
    /// When it was tried last.
    tried_at: Option<Moment>,
    /// When it is tried next.
    next_at: Option<Moment>,
    /// The status of the last answer.
    status: Option<i64>,
    /// Why the last try failed.
    problem: Option<String>,
}

/// Deliveries, the newest first.
#[derive(Serialize, ToSchema)]
pub struct DeliveryList {
    /// The deliveries.
    items: Vec<DeliveryView>,
}

/// Lists the deliveries of a webhook; they are kept for 30 days.
#[utoipa::path(get, path = "/api/webhooks/{id}/deliveries", tag = "webhooks",
    params(Part, ("id" = i64, Path, description = "The webhook", minimum = 1)),
    responses((status = 200, description = "Deliveries, the newest first", body = DeliveryList)))]
pub async fn deliveries(
    State(portal): State<Portal>,
    caller: Caller,
    At(id): At<i64>,
    Asked(part): Asked<Part>,
) -> Answered {
    administers(&caller)?;
    let (before, limit) = (part.before.unwrap_or(i64::MAX), part.limit.unwrap_or(100));
    if before < 1 || !(1..=500).contains(&limit) {
        return Err(Problem::new(Why::Malformed).at("limit", "api-limit").into());
    }
    let webhooks = store::webhooks(&portal.db).await?;
    if !webhooks.iter().any(|webhook| webhook.id.0 == id) {
        return Err(Why::NoSuch.into());
    }
    let found = store::deliveries(&portal.db, WebhookId(id), before, limit).await?;
    Ok(Reply::of(&DeliveryList { items: found.into_iter().map(told).collect() }))
}

fn told(delivery: Delivery) -> DeliveryView {
    DeliveryView {
        id: delivery.id,
        seq: delivery.seq,
        state: delivery.state(),
        event: delivery.event,
        body: delivery.body,
        made_at: Moment(delivery.made_at),
        attempts: delivery.attempts,
        tried_at: delivery.tried_at.map(Moment),
        next_at: delivery.next_at.map(Moment),
        status: delivery.status,
        problem: delivery.problem,
    }
}

/// Tries a delivery again from the beginning.
#[utoipa::path(post, path = "/api/webhooks/{id}/deliveries/{delivery}/retry", tag = "webhooks",
    params(("id" = i64, Path, description = "The webhook", minimum = 1),
        ("delivery" = i64, Path, description = "The delivery", minimum = 1),
        Once),
    responses((status = 204, description = "It is tried at once")))]
pub async fn retry(
    At((id, delivery)): At<(i64, i64)>,
    Sent(act, _nothing): Sent<Nothing>,
) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let (actor, at) = who(&begun);
    actions::retry_delivery(&mut begun.tx, &actor, at, WebhookId(id), delivery).await?;
    begun.end(Reply::nothing()).await
}
