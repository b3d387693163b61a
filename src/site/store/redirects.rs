//! How redirects are kept: by the path they lead away from.

use crate::platform::db::{Db, Result, Tx};
use crate::site::redirect::{Redirect, RedirectKind};
use crate::{args, sql};

#[derive(sqlx::FromRow)]
struct RedirectRow {
    from_path: String,
    to_path: String,
    kind: String,
    note: String,
}

impl RedirectRow {
    fn read(self) -> Redirect {
        Redirect {
            from: self.from_path,
            to: self.to_path,
            kind: RedirectKind::named(&self.kind).unwrap_or(RedirectKind::Temporary),
            note: self.note,
        }
    }
}

/// Where a path, or the path with its query, leads; the one with the query goes first.
pub async fn redirect_at(db: &Db, path: &str, with_query: &str) -> Result<Option<Redirect>> {
    let row: Option<RedirectRow> = db
        .optional(
            sql!(
                "select from_path, to_path, kind, note from redirect where from_path in ($1, $2) \
                  order by case when from_path = $2 then 0 else 1 end limit 1"
            ),
            args![path, with_query],
        )
        .await?;
    Ok(row.map(RedirectRow::read))
}

/// Redirects by path, at most `limit` of them, those whose path or target holds `q`.
pub async fn redirects(db: &Db, q: &str, from: i64, limit: i64) -> Result<Vec<Redirect>> {
    let rows: Vec<RedirectRow> = db
        .all(
            sql!(
                "select from_path, to_path, kind, note from redirect \
                  where from_path like $1 or to_path like $1 or note like $1 \
                  order by from_path limit $2 offset $3"
            ),
            args![format!("%{q}%"), limit, from],
        )
        .await?;
    Ok(rows.into_iter().map(RedirectRow::read).collect())
}

/// How many redirects hold `q`.
pub async fn redirects_length(db: &Db, q: &str) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            sql!(
                "select count(*) from redirect \
                  where from_path like $1 or to_path like $1 or note like $1"
            ),
            args![format!("%{q}%")],
        )
        .await?;
    Ok(count)
}

/// Keeps a redirect; one from the same path is replaced.
pub async fn put_redirect(tx: &mut Tx, (at, by): (i64, &str), redirect: &Redirect) -> Result<()> {
    tx.run(
        sql!(
            "insert into redirect (from_path, to_path, kind, note, made_at, made_by) \
             values ($1, $2, $3, $4, $5, $6) \
             on conflict (from_path) do update set to_path = excluded.to_path, \
                    kind = excluded.kind, note = excluded.note, made_at = excluded.made_at, \
                    made_by = excluded.made_by"
        ),
        args![&redirect.from, &redirect.to, redirect.kind.name(), &redirect.note, at, by],
    )
    .await?;
    Ok(())
}

/// Forgets a redirect; answers what it was.
pub async fn take_redirect(tx: &mut Tx, from: &str) -> Result<Option<Redirect>> {
    let row: Option<RedirectRow> = tx
        .optional(
            sql!(
                "delete from redirect where from_path = $1 \
                 returning from_path, to_path, kind, note"
            ),
            args![from],
        )
        .await?;
    Ok(row.map(RedirectRow::read))
}
