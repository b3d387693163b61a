//! Links, half sign-ins, passkeys, recovery codes and accounts at a provider.

use crate::people::model::PersonId;
use crate::people::secret::SecretHash;
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

/// A link as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LinkRow {
    /// Whose.
    pub person_id: i64,
    /// `invite` or `recover`.
    pub purpose: String,
}

/// Makes a link; those made before it for the same person end.
pub async fn put_link(
    tx: &mut Tx,
    hash: &SecretHash,
    person: PersonId,
    purpose: &str,
    (at, ends_at): (i64, i64),
) -> Result<()> {
    tx.run(
        sql!("delete from person_link where person_id = $1 and used_at is null"),
        args![person.0],
    )
    .await?;
    tx.run(
        sql!(
            "insert into person_link (token_hash, person_id, purpose, made_at, ends_at) \
             values ($1, $2, $3, $4, $5)"
        ),
        args![hash.as_str(), person.0, purpose, at, ends_at],
    )
    .await?;
    Ok(())
}

/// The link of a hash that still leads somewhere.
pub async fn link(db: &Db, hash: &SecretHash, now: i64) -> Result<Option<LinkRow>> {
    db.optional(
        sql!(
            "select person_id, purpose from person_link \
              where token_hash = $1 and ends_at > $2 and used_at is null"
        ),
        args![hash.as_str(), now],
    )
    .await
}

/// Uses a link up; nothing if it led nowhere any more.
pub async fn use_link(tx: &mut Tx, hash: &SecretHash, now: i64) -> Result<Option<LinkRow>> {
    tx.optional(
        sql!(
            "update person_link set used_at = $2 \
              where token_hash = $1 and ends_at > $2 and used_at is null \
             returning person_id, purpose"
        ),
        args![hash.as_str(), now],
    )
    .await
}

/// Ends every unused link of a person.
pub async fn end_links(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(
        sql!("delete from person_link where person_id = $1 and used_at is null"),
        args![person.0],
    )
    .await?;
    Ok(())
}

/// What is kept between the steps of something.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct HalfRow {
    /// Whose, if that is known.
    pub person_id: Option<i64>,
    /// What the next step needs.
    pub kept: String,
}

/// Keeps something for the next step.
pub async fn put_half(
    tx: &mut Tx,
    (hash, purpose): (&SecretHash, &str),
    person: Option<PersonId>,
    kept: &str,
    (at, ends_at): (i64, i64),
) -> Result<()> {
    tx.run(
        sql!(
            "insert into sign_in_half (token_hash, purpose, person_id, kept, made_at, ends_at) \
             values ($1, $2, $3, $4, $5, $6) \
             on conflict (token_hash) do update set purpose = excluded.purpose, \
                person_id = excluded.person_id, kept = excluded.kept, \
                made_at = excluded.made_at, ends_at = excluded.ends_at"
        ),
        args![hash.as_str(), purpose, person.map(|person| person.0), kept, at, ends_at],
    )
    .await?;
    Ok(())
}

/// What was kept for this step.
pub async fn half(
    tx: &mut Tx,
    (hash, purpose): (&SecretHash, &str),
    now: i64,
) -> Result<Option<HalfRow>> {
    tx.optional(
        sql!(
            "select person_id, kept from sign_in_half \
              where token_hash = $1 and purpose = $2 and ends_at > $3"
        ),
        args![hash.as_str(), purpose, now],
    )
    .await
}

/// Takes what was kept for this step: nobody can take it again.
pub async fn take_half(
    tx: &mut Tx,
    (hash, purpose): (&SecretHash, &str),
    now: i64,
) -> Result<Option<HalfRow>> {
    tx.optional(
        sql!(
            "delete from sign_in_half where token_hash = $1 and purpose = $2 and ends_at > $3 \
             returning person_id, kept"
        ),
        args![hash.as_str(), purpose, now],
    )
    .await
}

/// A passkey as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PasskeyRow {
    /// Its number.
    pub id: i64,
    /// Whose.
    pub person_id: i64,
    /// What its person calls it.
    pub name: String,
    /// What the library keeps of it, in JSON.
    pub credential: String,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// The day it was last used.
    pub used_day: Option<String>,
}

/// The passkeys of a person.
pub async fn passkeys(db: &Db, person: PersonId) -> Result<Vec<PasskeyRow>> {
    db.all(
        sql!(
            "select id, person_id, name, credential, made_at, used_day from person_passkey \
              where person_id = $1 order by id"
        ),
        args![person.0],
    )
    .await
}

/// The passkey of a credential.
pub async fn passkey(tx: &mut Tx, credential: &str) -> Result<Option<PasskeyRow>> {
    tx.optional(
        sql!(
            "select id, person_id, name, credential, made_at, used_day from person_passkey \
              where credential_id = $1"
        ),
        args![credential],
    )
    .await
}

/// Keeps a passkey; answers whether it is new to this portal.
pub async fn put_passkey(
    tx: &mut Tx,
    person: PersonId,
    name: &str,
    (credential_id, credential): (&str, &str),
    at: i64,
) -> Result<bool> {
    let put = tx
        .run(
            sql!(
                "insert into person_passkey (person_id, name, credential_id, credential, made_at) \
                 values ($1, $2, $3, $4, $5) on conflict (credential_id) do nothing"
            ),
            args![person.0, name, credential_id, credential, at],
        )
        .await?;
    Ok(put > 0)
}

/// Notes that a passkey was used.
pub async fn used_passkey(tx: &mut Tx, id: i64, credential: &str, day: &str) -> Result<()> {
    tx.run(
        sql!("update person_passkey set credential = $2, used_day = $3 where id = $1"),
        args![id, credential, day],
    )
    .await?;
    Ok(())
}

/// Takes a passkey of a person away; answers whether there was one.
pub async fn drop_passkey(tx: &mut Tx, person: PersonId, id: i64) -> Result<bool> {
    let dropped = tx
        .run(
            sql!("delete from person_passkey where id = $1 and person_id = $2"),
            args![id, person.0],
        )
        .await?;
    Ok(dropped > 0)
}

/// Takes every passkey of a person away.
pub async fn drop_passkeys(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(sql!("delete from person_passkey where person_id = $1"), args![person.0]).await?;
    Ok(())
}

/// Takes every recovery code of a person away.
pub async fn drop_codes(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(sql!("delete from person_recovery_code where person_id = $1"), args![person.0]).await?;
    Ok(())
}

/// Keeps a recovery code.
pub async fn put_code(tx: &mut Tx, person: PersonId, hash: &SecretHash, at: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into person_recovery_code (person_id, code_hash, made_at) values ($1, $2, $3)"
        ),
        args![person.0, hash.as_str(), at],
    )
    .await?;
    Ok(())
}

/// Uses a recovery code up; answers whether it was one.
pub async fn use_code(tx: &mut Tx, person: PersonId, hash: &SecretHash, at: i64) -> Result<bool> {
    let used = tx
        .run(
            sql!(
                "update person_recovery_code set used_at = $3 \
                  where person_id = $1 and code_hash = $2 and used_at is null"
            ),
            args![person.0, hash.as_str(), at],
        )
        .await?;
    Ok(used > 0)
}

/// How many recovery codes a person has left.
pub async fn codes_left(db: &Db, person: PersonId) -> Result<i64> {
    let (left,): (i64,) = db
        .one(
            sql!(
                "select count(*) from person_recovery_code \
                  where person_id = $1 and used_at is null"
            ),
            args![person.0],
        )
        .await?;
    Ok(left)
}

/// Whose account at the provider this is.
pub async fn at_provider(tx: &mut Tx, issuer: &str, subject: &str) -> Result<Option<PersonId>> {
    let row: Option<(i64,)> = tx
        .optional(
            sql!("select person_id from person_oidc where issuer = $1 and subject = $2"),
            args![issuer, subject],
        )
        .await?;
    Ok(row.map(|(id,)| PersonId(id)))
}

/// Remembers whose account at the provider this is.
pub async fn put_at_provider(
    tx: &mut Tx,
    issuer: &str,
    subject: &str,
    person: PersonId,
    at: i64,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into person_oidc (issuer, subject, person_id, made_at) values ($1, $2, $3, $4)"
        ),
        args![issuer, subject, person.0, at],
    )
    .await?;
    Ok(())
}

/// Whether a person can come in without a password: by a passkey or from the provider.
pub async fn has_door(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .optional(
            sql!(
                "select person_id from person_passkey where person_id = $1 \
                 union select person_id from person_oidc where person_id = $1"
            ),
            args![person.0],
        )
        .await?;
    Ok(row.is_some())
}

/// Forgets links and halves that have ended.
pub async fn sweep(tx: &mut Tx, now: i64) -> Result<()> {
    tx.run(sql!("delete from person_link where ends_at <= $1"), args![now]).await?;
    tx.run(sql!("delete from sign_in_half where ends_at <= $1"), args![now]).await?;
    Ok(())
}
