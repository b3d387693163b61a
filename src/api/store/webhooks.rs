//! Webhooks and the log of their deliveries, as administrators see them. Not for sending: that is
//! `sending.rs`.

use crate::api::model::{Delivery, Pattern, Webhook, WebhookId, Wished};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

#[derive(sqlx::FromRow)]
struct WebhookRow {
    id: i64,
    name: String,
    url: String,
    secret: String,
    patterns: String,
    made_at: i64,
    made_by: String,
    since: i64,
    edition: i64,
    active: i64,
    failures: i64,
    failing_since: Option<i64>,
    stopped_at: Option<i64>,
    stopped_why: Option<String>,
}

impl From<WebhookRow> for Webhook {
    fn from(row: WebhookRow) -> Webhook {
        // What cannot be read takes no event.
        let events: Vec<Pattern> = serde_json::from_str(&row.patterns).unwrap_or_default();
        Webhook {
            id: WebhookId(row.id),
            name: row.name,
            url: row.url,
            secret: row.secret,
            events,
            made_at: row.made_at,
            made_by: row.made_by,
            since: row.since,
            edition: row.edition,
            active: row.active == 1,
            failures: row.failures,
            failing_since: row.failing_since,
            stopped: row.stopped_at.zip(row.stopped_why),
        }
    }
}

/// Every webhook, the newest first.
pub async fn webhooks(db: &Db) -> Result<Vec<Webhook>> {
    let rows: Vec<WebhookRow> = db
        .all(
            sql!(
                "select id, name, url, secret, patterns, made_at, made_by, since, edition, active, \
                        failures, failing_since, stopped_at, stopped_why \
                   from webhook order by id desc"
            ),
            args![],
        )
        .await?;
    Ok(rows.into_iter().map(Webhook::from).collect())
}

/// A webhook by its number.
pub async fn webhook(tx: &mut Tx, id: WebhookId) -> Result<Option<Webhook>> {
    let row: Option<WebhookRow> = tx
        .optional(
            sql!(
                "select id, name, url, secret, patterns, made_at, made_by, since, edition, active, \
                        failures, failing_since, stopped_at, stopped_why \
                   from webhook where id = $1"
            ),
            args![id.0],
        )
        .await?;
    Ok(row.map(Webhook::from))
}

fn patterns(wished: &Wished) -> String {
    serde_json::to_string(&wished.events).unwrap_or_default()
}

/// Makes a webhook that tells of changes after `since`.
pub async fn insert(
    tx: &mut Tx,
    wished: &Wished,
    secret: &str,
    (at, by): (i64, &str),
    since: i64,
) -> Result<WebhookId> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into webhook (name, url, secret, patterns, made_at, made_by, since, \
                                      edition, active, failures) \
                 values ($1, $2, $3, $4, $5, $6, $7, 1, $8, 0) returning id"
            ),
            args![
                &wished.name,
                &wished.url,
                secret,
                patterns(wished),
                at,
                by,
                since,
                i64::from(wished.active)
            ],
        )
        .await?;
    Ok(WebhookId(id))
}

/// Changes a webhook; one that was stopped starts with a clean slate.
pub async fn change(tx: &mut Tx, id: WebhookId, wished: &Wished, since: i64) -> Result<()> {
    tx.run(
        sql!(
            "update webhook set name = $2, url = $3, patterns = $4, \
                    since = case when active = 0 then $6 else since end, active = $5, \
                    edition = edition + 1, failures = 0, failing_since = null, \
                    stopped_at = null, stopped_why = null \
              where id = $1"
        ),
        args![id.0, &wished.name, &wished.url, patterns(wished), i64::from(wished.active), since],
    )
    .await?;
    Ok(())
}

/// Gives a webhook another key.
pub async fn rotate(tx: &mut Tx, id: WebhookId, secret: &str) -> Result<()> {
    tx.run(
        sql!("update webhook set secret = $2, edition = edition + 1 where id = $1"),
        args![id.0, secret],
    )
    .await?;
    Ok(())
}

/// Forgets a webhook and the log of its deliveries.
pub async fn remove(tx: &mut Tx, id: WebhookId) -> Result<()> {
    tx.run(sql!("delete from webhook_delivery where webhook_id = $1"), args![id.0]).await?;
    tx.run(sql!("delete from webhook where id = $1"), args![id.0]).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct DeliveryRow {
    id: i64,
    webhook_id: i64,
    seq: i64,
    event: String,
    body: String,
    made_at: i64,
    attempts: i64,
    tried_at: Option<i64>,
    next_at: Option<i64>,
    status: Option<i64>,
    problem: Option<String>,
    done_at: Option<i64>,
    given_up_at: Option<i64>,
}

impl From<DeliveryRow> for Delivery {
    fn from(row: DeliveryRow) -> Delivery {
        Delivery {
            id: row.id,
            webhook: WebhookId(row.webhook_id),
            seq: row.seq,
            event: row.event,
            body: row.body,
            made_at: row.made_at,
            attempts: row.attempts,
            tried_at: row.tried_at,
            next_at: row.next_at,
            status: row.status,
            problem: row.problem,
            done_at: row.done_at,
            given_up_at: row.given_up_at,
        }
    }
}

/// The newest deliveries of a webhook before one of them.
pub async fn deliveries(
    db: &Db,
    webhook: WebhookId,
    before: i64,
    limit: i64,
) -> Result<Vec<Delivery>> {
    let rows: Vec<DeliveryRow> = db
        .all(
            sql!(
                "select id, webhook_id, seq, event, body, made_at, attempts, tried_at, next_at, \
                        status, problem, done_at, given_up_at \
                   from webhook_delivery where webhook_id = $1 and id < $2 \
                  order by id desc limit $3"
            ),
            args![webhook.0, before, limit],
        )
        .await?;
    Ok(rows.into_iter().map(Delivery::from).collect())
}

/// A delivery by its number.
pub async fn delivery(tx: &mut Tx, id: i64) -> Result<Option<Delivery>> {
    let row: Option<DeliveryRow> = tx
        .optional(
            sql!(
                "select id, webhook_id, seq, event, body, made_at, attempts, tried_at, next_at, \
                        status, problem, done_at, given_up_at \
                   from webhook_delivery where id = $1"
            ),
            args![id],
        )
        .await?;
    Ok(row.map(Delivery::from))
}

/// Puts a delivery back as if it had never been tried.
pub async fn retry(tx: &mut Tx, id: i64, at: i64) -> Result<()> {
    tx.run(
        sql!(
            "update webhook_delivery set attempts = 0, next_at = $2, done_at = null, \
                    given_up_at = null where id = $1"
        ),
        args![id, at],
    )
    .await?;
    Ok(())
}
