//! What people do at an entry before they save: autosaves, who is there, links to a preview. Not
//! for editions: an autosave is nobody's edition until it is saved.

use crate::people::PersonId;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};

/// What a person typed and did not save.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Autosaved {
    /// When it was kept, in milliseconds since 1970.
    pub saved_at: i64,
    /// The editions she had before her.
    pub seen: String,
    /// The form as her browser sent it.
    pub form: String,
}

/// Keeps what a person has typed; the last replaces the one before.
pub async fn autosave(
    tx: &mut Tx,
    entry: i64,
    language: Language,
    person: PersonId,
    work: &Autosaved,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into entry_autosave (entry_id, language, person_id, saved_at, seen, form) \
             values ($1, $2, $3, $4, $5, $6) \
             on conflict (entry_id, language, person_id) do update set \
                    saved_at = excluded.saved_at, seen = excluded.seen, form = excluded.form"
        ),
        args![entry, language.code(), person.0, work.saved_at, &work.seen, &work.form],
    )
    .await?;
    Ok(())
}

/// What a person typed here and did not save.
pub async fn autosaved(
    db: &Db,
    entry: i64,
    language: Language,
    person: PersonId,
) -> Result<Option<Autosaved>> {
    db.optional(
        sql!(
            "select saved_at, seen, form from entry_autosave \
              where entry_id = $1 and language = $2 and person_id = $3"
        ),
        args![entry, language.code(), person.0],
    )
    .await
}

/// Forgets what a person typed: she saved it, or gave it up.
pub async fn forget_autosave(
    tx: &mut Tx,
    entry: i64,
    language: Language,
    person: PersonId,
) -> Result<()> {
    tx.run(
        sql!("delete from entry_autosave where entry_id = $1 and language = $2 and person_id = $3"),
        args![entry, language.code(), person.0],
    )
    .await?;
    Ok(())
}

/// Notes that a person has an entry open.
pub async fn see(tx: &mut Tx, entry: i64, person: PersonId, at: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into entry_presence (entry_id, person_id, seen_at) values ($1, $2, $3) \
             on conflict (entry_id, person_id) do update set seen_at = excluded.seen_at"
        ),
        args![entry, person.0, at],
    )
    .await?;
    tx.run(sql!("delete from entry_presence where seen_at < $1"), args![at - 3_600_000]).await?;
    Ok(())
}

/// Who has had an entry open since a moment, other than one person.
pub async fn present(db: &Db, entry: i64, since: i64, but: PersonId) -> Result<Vec<PersonId>> {
    let rows: Vec<(i64,)> = db
        .all(
            sql!(
                "select person_id from entry_presence \
                  where entry_id = $1 and seen_at >= $2 and person_id <> $3 \
                  order by person_id limit 50"
            ),
            args![entry, since, but.0],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// A link to a preview that is open; its secret is not known.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Preview {
    /// Its number.
    pub id: i64,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// By whom, as the change log names actors.
    pub made_by: String,
    /// Until when it opens.
    pub ends_at: i64,
}

/// The links that open an entry in a language at a moment, the newest first.
pub async fn previews(db: &Db, of: (i64, Language), at: i64) -> Result<Vec<Preview>> {
    db.all(
        sql!(
            "select id, made_at, made_by, ends_at from entry_preview \
              where entry_id = $1 and language = $2 and ends_at > $3 order by id desc limit 200"
        ),
        args![of.0, of.1.code(), at],
    )
    .await
}

/// Forgets a link to a preview; answers whether there was one.
pub async fn end_preview(tx: &mut Tx, of: (i64, Language), id: i64) -> Result<bool> {
    let gone = tx
        .run(
            sql!("delete from entry_preview where id = $1 and entry_id = $2 and language = $3"),
            args![id, of.0, of.1.code()],
        )
        .await?;
    Ok(gone > 0)
}

/// Keeps the hash of a link to a preview; answers its number.
pub async fn new_preview(
    tx: &mut Tx,
    token_hash: &str,
    of: (i64, Language),
    made: (i64, &str),
    ends_at: i64,
) -> Result<i64> {
    tx.run(sql!("delete from entry_preview where ends_at < $1"), args![made.0]).await?;
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into entry_preview \
                        (token_hash, entry_id, language, made_at, made_by, ends_at) \
                 values ($1, $2, $3, $4, $5, $6) returning id"
            ),
            args![token_hash, of.0, of.1.code(), made.0, made.1, ends_at],
        )
        .await?;
    Ok(id)
}

/// The entry a link to a preview still opens, in which language, and until when.
pub async fn preview(db: &Db, token_hash: &str, at: i64) -> Result<Option<(i64, Language, i64)>> {
    let row: Option<(i64, String, i64)> = db
        .optional(
            sql!(
                "select entry_id, language, ends_at from entry_preview \
                  where token_hash = $1 and ends_at > $2"
            ),
            args![token_hash, at],
        )
        .await?;
    Ok(row.and_then(|(entry, language, ends_at)| Some((entry, language.parse().ok()?, ends_at))))
}
