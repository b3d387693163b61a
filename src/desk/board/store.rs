//! Saved filters of lists.

use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use serde::{Deserialize, Serialize};

/// A filter somebody keeps.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, Serialize, Deserialize)]
pub struct Saved {
    /// Its number.
    pub id: i64,
    /// Whose it is; everybody's when nobody's.
    pub person_id: Option<i64>,
    /// What it is called.
    pub name: String,
    /// The query string of its list.
    pub query: String,
    /// Who made it, as the change log names actors.
    pub made_by: String,
}

/// The filters of a person and of everybody, by name.
pub async fn saved(db: &Db, person: i64) -> Result<Vec<Saved>> {
    db.all(
        sql!(
            "select id, person_id, name, query, made_by from desk_filter \
              where person_id is null or person_id = $1 order by name, id limit 200"
        ),
        args![person],
    )
    .await
}

/// A filter by its number.
pub async fn find(tx: &mut Tx, id: i64) -> Result<Option<Saved>> {
    tx.optional(
        sql!("select id, person_id, name, query, made_by from desk_filter where id = $1"),
        args![id],
    )
    .await
}

/// Keeps a filter; answers its number.
pub async fn keep(tx: &mut Tx, saved: &Saved, at: i64) -> Result<i64> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into desk_filter (person_id, name, query, made_at, made_by) \
                 values ($1, $2, $3, $4, $5) returning id"
            ),
            args![saved.person_id, &saved.name, &saved.query, at, &saved.made_by],
        )
        .await?;
    Ok(id)
}

/// Puts a filter back under the number it had; answers whether that was free.
pub async fn put_back(tx: &mut Tx, saved: &Saved, at: i64) -> Result<bool> {
    let put = tx
        .run(
            sql!(
                sqlite: "insert into desk_filter (id, person_id, name, query, made_at, made_by) \
                         values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing",
                postgres: "insert into desk_filter (id, person_id, name, query, made_at, made_by) \
                           overriding system value \
                           values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing"
            ),
            args![saved.id, saved.person_id, &saved.name, &saved.query, at, &saved.made_by],
        )
        .await?;
    Ok(put > 0)
}

/// Forgets a filter.
pub async fn delete(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(sql!("delete from desk_filter where id = $1"), args![id]).await?;
    Ok(())
}
