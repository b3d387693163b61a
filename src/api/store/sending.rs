//! What the announcer and the sender of webhooks write down. Not for what administrators see.

use crate::api::model::{Changed, WebhookId};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

/// Up to where the change log has been told of.
pub async fn head(db: &Db) -> Result<i64> {
    let (seq,): (i64,) = db.one(sql!("select seq from webhook_head where id = 1"), args![]).await?;
    Ok(seq)
}

/// The same, held until the transaction ends, so that two nodes do not tell of a change twice.
pub async fn hold_head(tx: &mut Tx) -> Result<i64> {
    let (seq,): (i64,) = tx
        .one(sql!("update webhook_head set seq = seq where id = 1 returning seq"), args![])
        .await?;
    Ok(seq)
}

/// Moves the head on.
pub async fn move_head(tx: &mut Tx, seq: i64) -> Result<()> {
    tx.run(sql!("update webhook_head set seq = $1 where id = 1"), args![seq]).await?;
    Ok(())
}

/// Whether any webhook is at work.
pub async fn any_active(db: &Db) -> Result<bool> {
    let (count,): (i64,) =
        db.one(sql!("select count(*) from webhook where active = 1"), args![]).await?;
    Ok(count > 0)
}

/// Notes that a webhook is to be told of a change; answers the delivery's number.
pub async fn new_delivery(
    tx: &mut Tx,
    webhook: WebhookId,
    seq: i64,
    changed: &Changed,
    at: i64,
) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx
        .optional(
            sql!(
                "insert into webhook_delivery \
                        (webhook_id, seq, event, body, made_at, attempts, next_at) \
                 values ($1, $2, $3, $4, $5, 0, $5) \
                 on conflict (webhook_id, seq) do nothing returning id"
            ),
            args![webhook.0, seq, &changed.event, &changed.body, at],
        )
        .await?;
    Ok(row.map(|(id,)| id))
}

/// Writes down that a delivery arrived; its webhook has failed no more.
pub async fn arrived(tx: &mut Tx, id: i64, webhook: WebhookId, at: i64, status: i64) -> Result<()> {
    tx.run(
        sql!(
            "update webhook_delivery set attempts = attempts + 1, tried_at = $2, next_at = null, \
                    status = $3, problem = null, done_at = $2 where id = $1"
        ),
        args![id, at, status],
    )
    .await?;
    tx.run(
        sql!("update webhook set failures = 0, failing_since = null where id = $1"),
        args![webhook.0],
    )
    .await?;
    Ok(())
}

/// What a failed try leaves.
pub struct Failure<'a> {
    /// When it was tried.
    pub at: i64,
    /// The status of the answer.
    pub status: Option<i64>,
    /// Why.
    pub problem: &'a str,
    /// When it is tried next; none gives it up.
    pub next_at: Option<i64>,
}

/// Writes down a failed try; answers how often its webhook has failed in a row and since when.
pub async fn failed(
    tx: &mut Tx,
    id: i64,
    webhook: WebhookId,
    failure: &Failure<'_>,
) -> Result<(i64, i64)> {
    let given_up = failure.next_at.is_none().then_some(failure.at);
    tx.run(
        sql!(
            "update webhook_delivery set attempts = attempts + 1, tried_at = $2, status = $3, \
                    problem = $4, next_at = $5, given_up_at = $6 where id = $1"
        ),
        args![id, failure.at, failure.status, failure.problem, failure.next_at, given_up],
    )
    .await?;
    tx.one(
        sql!(
            "update webhook set failures = failures + 1, \
                    failing_since = coalesce(failing_since, $2) \
              where id = $1 returning failures, failing_since"
        ),
        args![webhook.0, failure.at],
    )
    .await
}

/// Stops a webhook with a note; what it still had to tell is given up.
pub async fn stop(tx: &mut Tx, webhook: WebhookId, at: i64, why: &str) -> Result<()> {
    tx.run(
        sql!(
            "update webhook set active = 0, stopped_at = $2, stopped_why = $3, \
                    edition = edition + 1 where id = $1"
        ),
        args![webhook.0, at, why],
    )
    .await?;
    tx.run(
        sql!(
            "update webhook_delivery set next_at = null, given_up_at = $2 \
              where webhook_id = $1 and done_at is null and given_up_at is null"
        ),
        args![webhook.0, at],
    )
    .await?;
    Ok(())
}

/// Forgets deliveries made before a moment.
pub async fn forget(tx: &mut Tx, before: i64) -> Result<u64> {
    tx.run(sql!("delete from webhook_delivery where made_at < $1"), args![before]).await
}
