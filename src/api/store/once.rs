//! Answers kept under the idempotency keys of their requests.

use crate::api::act::Keep;
use crate::api::reply::Reply;
use crate::people::TokenId;
use crate::platform::db::{Result, Tx};
use crate::{args, sql};
use http::StatusCode;

#[derive(sqlx::FromRow)]
struct OnceRow {
    print: String,
    status: Option<i64>,
    etag: Option<String>,
    location: Option<String>,
    body: Option<String>,
}

/// What was done under a key before.
pub struct Before {
    /// The print of the request.
    pub print: String,
    /// What is left of it.
    pub left: Left,
}

/// What is left of a request that was done before.
pub enum Left {
    /// Its answer.
    Answer(Reply),
    /// Its answer held a secret and was not kept.
    Nothing,
    /// It was begun and has not ended, here or on another node; or it was killed.
    Open,
}

/// Takes a key for a request; answers what was done under it before. On PostgreSQL this waits for
/// another node that is doing it just now.
pub async fn claim(
    tx: &mut Tx,
    (token, key): (TokenId, &str),
    print: &str,
    at: i64,
) -> Result<Option<Before>> {
    let inserted = tx
        .run(
            sql!(
                "insert into api_once (token_id, key, print, made_at) values ($1, $2, $3, $4) \
                 on conflict (token_id, key) do nothing"
            ),
            args![token.0, key, print, at],
        )
        .await?;
    if inserted > 0 {
        return Ok(None);
    }
    let row: Option<OnceRow> = tx
        .optional(
            sql!(
                "select print, status, etag, location, body from api_once \
                  where token_id = $1 and key = $2"
            ),
            args![token.0, key],
        )
        .await?;
    Ok(row.map(|row| Before { print: row.print.clone(), left: row.left() }))
}

impl OnceRow {
    fn left(self) -> Left {
        let status = self.status.and_then(|status| u16::try_from(status).ok());
        let Some(status) = status.and_then(|status| StatusCode::from_u16(status).ok()) else {
            return Left::Open;
        };
        match self.body {
            Some(body) => Left::Answer(Reply::kept(status, self.etag, self.location, body)),
            None => Left::Nothing,
        }
    }
}

/// Gives a key free again: its request was refused.
pub async fn free(tx: &mut Tx, (token, key): (TokenId, &str)) -> Result<()> {
    tx.run(
        sql!("delete from api_once where token_id = $1 and key = $2 and status is null"),
        args![token.0, key],
    )
    .await?;
    Ok(())
}

/// Keeps the answer of a request under its key.
pub async fn keep(
    tx: &mut Tx,
    (token, key): (TokenId, &str),
    reply: &Reply,
    keep: Keep,
) -> Result<()> {
    let body = (keep == Keep::All).then_some(reply.body.as_str());
    tx.run(
        sql!(
            "update api_once set status = $3, etag = $4, location = $5, body = $6 \
              where token_id = $1 and key = $2"
        ),
        args![
            token.0,
            key,
            i64::from(reply.status.as_u16()),
            reply.etag.as_deref(),
            reply.location.as_deref(),
            body
        ],
    )
    .await?;
    Ok(())
}

/// Forgets what was kept before a moment.
pub async fn forget(tx: &mut Tx, before: i64) -> Result<()> {
    tx.run(sql!("delete from api_once where made_at <= $1"), args![before]).await?;
    Ok(())
}
