//! How reusable blocks are kept: a name, and editions of a body in each language.

use crate::editorial::body::Body;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A block that the site keeps in one place and shows in many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reusable {
    /// Its slug: what bodies name it by.
    pub slug: String,
    /// What editors call it.
    pub name: String,
    /// The number of the newest edition in each language, and its body.
    pub bodies: BTreeMap<Language, (i64, Body)>,
}

type Row = (String, String, Option<String>, Option<i64>, Option<String>);

fn gather(rows: Vec<Row>) -> Vec<Reusable> {
    let mut found: Vec<Reusable> = Vec::new();
    for (slug, name, language, number, body) in rows {
        if found.last().is_none_or(|last| last.slug != slug) {
            found.push(Reusable { slug, name, bodies: BTreeMap::new() });
        }
        let language = language.and_then(|code| code.parse().ok());
        let body = body.and_then(|text| serde_json::from_str(&text).ok());
        if let (Some(block), Some(language), Some(number), Some(body)) =
            (found.last_mut(), language, number, body)
        {
            block.bodies.insert(language, (number, body));
        }
    }
    found
}

/// Every block with its newest bodies, by slug.
pub async fn reusables(db: &Db) -> Result<Vec<Reusable>> {
    let rows = db
        .all(
            sql!(
                "select r.slug, r.name, e.language, e.number, e.body \
                   from reusable r left join reusable_edition e on e.reusable_id = r.id \
                    and e.number = (select max(n.number) from reusable_edition n \
                          where n.reusable_id = r.id and n.language = e.language) \
                  order by r.slug, e.language limit 10000"
            ),
            args![],
        )
        .await?;
    Ok(gather(rows))
}

/// A block by its slug.
pub async fn reusable(db: &Db, slug: &str) -> Result<Option<Reusable>> {
    let rows = db
        .all(
            sql!(
                "select r.slug, r.name, e.language, e.number, e.body \
                   from reusable r left join reusable_edition e on e.reusable_id = r.id \
                    and e.number = (select max(n.number) from reusable_edition n \
                          where n.reusable_id = r.id and n.language = e.language) \
                  where r.slug = $1 order by e.language"
            ),
            args![slug],
        )
        .await?;
    Ok(gather(rows).pop())
}

/// The same, inside a transaction that writes; with its id.
pub async fn reusable_now(tx: &mut Tx, slug: &str) -> Result<Option<(i64, Reusable)>> {
    let id: Option<(i64,)> =
        tx.optional(sql!("select id from reusable where slug = $1"), args![slug]).await?;
    let Some((id,)) = id else { return Ok(None) };
    let rows = tx
        .all(
            sql!(
                "select r.slug, r.name, e.language, e.number, e.body \
                   from reusable r left join reusable_edition e on e.reusable_id = r.id \
                    and e.number = (select max(n.number) from reusable_edition n \
                          where n.reusable_id = r.id and n.language = e.language) \
                  where r.id = $1 order by e.language"
            ),
            args![id],
        )
        .await?;
    Ok(gather(rows).pop().map(|block| (id, block)))
}

/// The newest bodies of some blocks in one language, by slug.
pub async fn reusables_in(
    db: &Db,
    slugs: &[&str],
    language: Language,
) -> Result<BTreeMap<String, Body>> {
    let mut found = BTreeMap::new();
    // A page shows one or two: a question for each costs less than a list in two dialects.
    for slug in slugs {
        let row: Option<(String,)> = db
            .optional(
                sql!(
                    "select e.body from reusable r join reusable_edition e \
                        on e.reusable_id = r.id and e.language = $2 \
                      where r.slug = $1 order by e.number desc limit 1"
                ),
                args![*slug, language.code()],
            )
            .await?;
        if let Some(body) = row.and_then(|(text,)| serde_json::from_str(&text).ok()) {
            found.insert((*slug).to_owned(), body);
        }
    }
    Ok(found)
}

/// An edition of a block in one language.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ReusableEdition {
    /// Its number, from 1.
    pub number: i64,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// By whom, as the change log names actors.
    pub made_by: String,
}

/// The editions of a block in a language, the newest first.
pub async fn reusable_editions(
    db: &Db,
    slug: &str,
    language: Language,
) -> Result<Vec<ReusableEdition>> {
    db.all(
        sql!(
            "select e.number, e.made_at, e.made_by from reusable_edition e \
               join reusable r on r.id = e.reusable_id \
              where r.slug = $1 and e.language = $2 order by e.number desc limit 50"
        ),
        args![slug, language.code()],
    )
    .await
}

/// Begins a block; answers its id.
pub async fn new_reusable(
    tx: &mut Tx,
    (at, by): (i64, &str),
    slug: &str,
    name: &str,
) -> Result<i64> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into reusable (slug, name, made_at, made_by) values ($1, $2, $3, $4) \
                 returning id"
            ),
            args![slug, name, at, by],
        )
        .await?;
    Ok(id)
}

/// Gives a block another name.
pub async fn rename_reusable(tx: &mut Tx, id: i64, name: &str) -> Result<()> {
    tx.run(sql!("update reusable set name = $2 where id = $1"), args![id, name]).await?;
    Ok(())
}

/// Adds an edition of a block in a language.
pub async fn new_reusable_edition(
    tx: &mut Tx,
    (at, by): (i64, &str),
    id: i64,
    language: Language,
    body: &Body,
) -> Result<()> {
    let text = serde_json::to_string(body).unwrap_or_default();
    tx.run(
        sql!(
            "insert into reusable_edition (reusable_id, language, number, made_at, made_by, body) \
             select cast($1 as bigint), cast($2 as text), coalesce(max(number), 0) + 1, \
                    cast($3 as bigint), cast($4 as text), cast($5 as text) \
               from reusable_edition where reusable_id = $1 and language = $2"
        ),
        args![id, language.code(), at, by, text],
    )
    .await?;
    Ok(())
}

/// An edition of a block as it is kept in the change log when the block is taken away.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, Serialize, Deserialize)]
pub struct KeptEdition {
    /// The language's code.
    pub language: String,
    /// Its number, from 1.
    pub number: i64,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// By whom, as the change log names actors.
    pub made_by: String,
    /// The body, as the store has it.
    pub body: String,
}

/// Every edition of a block, by language, the oldest first.
pub async fn reusable_history(tx: &mut Tx, id: i64) -> Result<Vec<KeptEdition>> {
    tx.all(
        sql!(
            "select language, number, made_at, made_by, body from reusable_edition \
              where reusable_id = $1 order by language, number"
        ),
        args![id],
    )
    .await
}

/// Puts an edition of a block back as it was.
pub async fn put_reusable_edition(tx: &mut Tx, id: i64, kept: &KeptEdition) -> Result<()> {
    tx.run(
        sql!(
            "insert into reusable_edition (reusable_id, language, number, made_at, made_by, body) \
             values ($1, $2, $3, $4, $5, $6)"
        ),
        args![id, &kept.language, kept.number, kept.made_at, &kept.made_by, &kept.body],
    )
    .await?;
    Ok(())
}

/// Forgets a block with its editions.
pub async fn remove_reusable(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(sql!("delete from reusable_edition where reusable_id = $1"), args![id]).await?;
    tx.run(sql!("delete from reusable where id = $1"), args![id]).await?;
    Ok(())
}
