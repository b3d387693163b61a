//! How the change log is kept. Its head is one row that every writer locks, so that the order of
//! the log is the order of the commits on both engines.

use super::{Act, Change, Looked};
use crate::platform::db::{Db, Result, Tx, Value as Bound};
use crate::{args, sql};
use serde_json::Value;

#[derive(sqlx::FromRow)]
struct ChangeRow {
    seq: i64,
    at: i64,
    actor: String,
    verb: String,
    subject: String,
    detail: String,
    hash: String,
}

impl From<ChangeRow> for Change {
    fn from(row: ChangeRow) -> Change {
        Change {
            seq: row.seq,
            at: row.at,
            actor: row.actor,
            verb: row.verb,
            subject: row.subject,
            detail: serde_json::from_str(&row.detail).unwrap_or(Value::Null),
            hash: row.hash,
        }
    }
}

/// Appends an act to the log inside the transaction that does it; answers its place.
pub async fn append(tx: &mut Tx, act: Act<'_>) -> Result<i64> {
    let (seq, previous): (i64, String) = tx
        .one(sql!("update change_head set seq = seq + 1 where id = 1 returning seq, hash"), args![])
        .await?;
    let mut detail = act.detail;
    if let Some(fields) = detail.as_object_mut() {
        fields.insert("touches".to_owned(), Value::from(act.touches));
    }
    let mut change = Change {
        seq,
        at: act.at,
        actor: act.actor.to_owned(),
        verb: act.verb.to_owned(),
        subject: act.subject.to_owned(),
        detail,
        hash: String::new(),
    };
    change.hash = change.hash_after(&previous);
    tx.run(
        sql!(
            "insert into change (seq, at, actor, verb, subject, detail, hash) \
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            seq,
            change.at,
            &change.actor,
            &change.verb,
            &change.subject,
            change.detail.to_string(),
            &change.hash
        ],
    )
    .await?;
    tx.run(sql!("update change_head set hash = $1 where id = 1"), args![&change.hash]).await?;
    Ok(seq)
}

/// The changes after `seq`, in order, at most `limit` of them.
pub async fn after(db: &Db, seq: i64, limit: i64) -> Result<Vec<Change>> {
    let rows: Vec<ChangeRow> = db
        .all(
            sql!(
                "select seq, at, actor, verb, subject, detail, hash from change \
                 where seq > $1 order by seq limit $2"
            ),
            args![seq, limit],
        )
        .await?;
    Ok(rows.into_iter().map(Change::from).collect())
}

/// The change at a place of the log.
pub async fn numbered(db: &Db, seq: i64) -> Result<Option<Change>> {
    let next = after(db, seq - 1, 1).await?.pop();
    Ok(next.filter(|change| change.seq == seq))
}

/// The changes somebody looks for that stand before `seq`, newest first, at most `limit` of them.
pub async fn looked_for(db: &Db, looked: &Looked, seq: i64, limit: i64) -> Result<Vec<Change>> {
    let mut values = asked(looked);
    values.extend(args![seq, limit]);
    let rows: Vec<ChangeRow> = db
        .all(
            sql!(
                "select seq, at, actor, verb, subject, detail, hash from change \
                  where (cast($1 as text) is null or actor = $1) \
                    and (cast($2 as text) is null or verb = $2) \
                    and (cast($3 as text) is null or subject like $3) \
                    and (cast($4 as bigint) is null or at >= $4) \
                    and (cast($5 as bigint) is null or at < $5) \
                    and seq < $6 order by seq desc limit $7"
            ),
            values,
        )
        .await?;
    Ok(rows.into_iter().map(Change::from).collect())
}

/// How many changes somebody finds who looks for these.
pub async fn found(db: &Db, looked: &Looked) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            sql!(
                "select count(*) from change \
                  where (cast($1 as text) is null or actor = $1) \
                    and (cast($2 as text) is null or verb = $2) \
                    and (cast($3 as text) is null or subject like $3) \
                    and (cast($4 as bigint) is null or at >= $4) \
                    and (cast($5 as bigint) is null or at < $5)"
            ),
            asked(looked),
        )
        .await?;
    Ok(count)
}

fn asked(looked: &Looked) -> Vec<Bound> {
    args![
        looked.actor.clone(),
        looked.verb.clone(),
        looked.subject.as_ref().map(|subject| format!("%{subject}%")),
        looked.from,
        looked.until
    ]
}

/// What was done to exactly this subject, newest first, at most `limit` changes.
pub async fn about(db: &Db, subject: &str, limit: i64) -> Result<Vec<Change>> {
    let rows: Vec<ChangeRow> = db
        .all(
            sql!(
                "select seq, at, actor, verb, subject, detail, hash from change \
                  where subject = $1 order by seq desc limit $2"
            ),
            args![subject, limit],
        )
        .await?;
    Ok(rows.into_iter().map(Change::from).collect())
}

/// Every verb the log has seen.
pub async fn verbs(db: &Db) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        db.all(sql!("select distinct verb from change order by verb limit 200"), args![]).await?;
    Ok(rows.into_iter().map(|(verb,)| verb).collect())
}

/// The place of the newest change; 0 in an empty log.
pub async fn last(db: &Db) -> Result<i64> {
    let (seq,): (i64,) = db.one(sql!("select seq from change_head where id = 1"), args![]).await?;
    Ok(seq)
}

/// Recomputes the whole chain; answers the first place that does not fit, or `None` when all do.
pub async fn verify(db: &Db) -> Result<Option<i64>> {
    let (mut seq, mut previous) = (0, String::new());
    loop {
        let changes = after(db, seq, 1000).await?;
        if changes.is_empty() {
            return Ok((last(db).await? != seq).then_some(seq + 1));
        }
        for change in changes {
            if change.seq != seq + 1 || change.hash_after(&previous) != change.hash {
                return Ok(Some(seq + 1));
            }
            seq = change.seq;
            previous = change.hash;
        }
    }
}
