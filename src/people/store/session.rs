//! Sessions: only hashes of their secrets are kept.

use super::person::{PersonRow, grants};
use crate::people::model::PersonId;
use crate::people::secret::SecretHash;
use crate::people::session::{Session, SessionKey, SessionLine};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use std::sync::Arc;

#[derive(sqlx::FromRow)]
struct SessionRow {
    made_at: i64,
    seen_at: i64,
    ends_at: i64,
    #[sqlx(flatten)]
    person: PersonRow,
}

/// The session of a key that ends after `now`, was used after `idle` and whose person is active.
pub async fn find(db: &Db, key: &SessionKey, now: i64, idle: i64) -> Result<Option<Session>> {
    let row: Option<SessionRow> = db
        .optional(
            sql!(
                "select s.made_at, s.seen_at, s.ends_at, p.id, p.name, p.email, p.language \
                   from person_session s join person p on p.id = s.person_id \
                  where s.token_hash = $1 and s.ends_at > $2 and s.seen_at > $3 \
                    and p.state = 'active'"
            ),
            args![key.as_str(), now, idle],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let grants = grants(db, PersonId(row.person.id)).await?;
    let (made_at, seen_at, ends_at) = (row.made_at, row.seen_at, row.ends_at);
    let person = row.person.with(grants);
    Ok(person.map(|person| Session {
        key: key.clone(),
        person: Arc::new(person),
        made_at,
        seen_at,
        ends_at,
    }))
}

/// Notes that a session was used.
pub async fn note(tx: &mut Tx, key: &SessionKey, now: i64) -> Result<()> {
    tx.run(
        sql!("update person_session set seen_at = $2 where token_hash = $1"),
        args![key.as_str(), now],
    )
    .await?;
    Ok(())
}

/// Begins a session.
pub async fn begin(
    tx: &mut Tx,
    key: &SessionKey,
    person: PersonId,
    (now, ends_at): (i64, i64),
    agent: &str,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into person_session \
                    (token_hash, person_id, made_at, seen_at, ends_at, agent_label) \
             values ($1, $2, $3, $3, $4, $5)"
        ),
        args![key.as_str(), person.0, now, ends_at, agent],
    )
    .await?;
    Ok(())
}

/// Ends a session of a person; answers whether there was one.
pub async fn end(tx: &mut Tx, person: PersonId, key: &SessionKey) -> Result<bool> {
    let ended = tx
        .run(
            sql!("delete from person_session where token_hash = $1 and person_id = $2"),
            args![key.as_str(), person.0],
        )
        .await?;
    Ok(ended > 0)
}

/// Ends every session of a person but the one that is kept; answers how many.
pub async fn end_all(tx: &mut Tx, person: PersonId, but: Option<&SessionKey>) -> Result<u64> {
    tx.run(
        sql!(
            "delete from person_session where person_id = $1 \
                and (cast($2 as text) is null or token_hash <> $2)"
        ),
        args![person.0, but.map(SecretHash::as_str)],
    )
    .await
}

/// Forgets the sessions of everybody that have ended by themselves.
pub async fn sweep(tx: &mut Tx, now: i64, idle: i64) -> Result<()> {
    tx.run(
        sql!("delete from person_session where ends_at <= $1 or seen_at <= $2"),
        args![now, idle],
    )
    .await?;
    Ok(())
}

/// The sessions of a person that still last, the last used first.
pub async fn of_person(db: &Db, person: PersonId, now: i64, idle: i64) -> Result<Vec<SessionLine>> {
    let rows: Vec<(String, i64, i64, String)> = db
        .all(
            sql!(
                "select token_hash, made_at, seen_at, agent_label from person_session \
                  where person_id = $1 and ends_at > $2 and seen_at > $3 \
                  order by seen_at desc, token_hash"
            ),
            args![person.0, now, idle],
        )
        .await?;
    let line = |(key, made_at, seen_at, agent)| SessionLine {
        key: SecretHash::kept(key),
        made_at,
        seen_at,
        agent,
    };
    Ok(rows.into_iter().map(line).collect())
}
