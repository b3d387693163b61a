//! Tokens of programs: only hashes of their secrets are kept.

use super::person;
use crate::people::model::{Grant, PersonId};
use crate::people::secret::SecretHash;
use crate::people::token::{Reach, Token, TokenId};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

#[derive(sqlx::FromRow)]
struct TokenRow {
    id: i64,
    name: String,
    person_id: Option<i64>,
    grants: String,
    scopes: String,
    made_at: i64,
    made_by: String,
    ends_at: Option<i64>,
    used_day: Option<String>,
    revoked_at: Option<i64>,
}

impl From<TokenRow> for Token {
    fn from(row: TokenRow) -> Token {
        // What cannot be read grants nothing.
        let grants: Vec<Grant> = serde_json::from_str(&row.grants).unwrap_or_default();
        // No bounds at all is what an empty list says: bounds that cannot be read end the token.
        let reach: Option<Vec<Reach>> = serde_json::from_str(&row.scopes).ok();
        let revoked_at = if reach.is_none() { Some(0) } else { row.revoked_at };
        Token {
            id: TokenId(row.id),
            name: row.name,
            person: row.person_id.map(PersonId),
            grants,
            reach: reach.unwrap_or_default(),
            made_at: row.made_at,
            made_by: row.made_by,
            ends_at: row.ends_at,
            used_on: row.used_day.and_then(|day| day.parse().ok()),
            revoked_at,
        }
    }
}

/// Keeps a token; answers its number.
pub async fn put(tx: &mut Tx, hash: &SecretHash, token: &Token) -> Result<TokenId> {
    let grants = serde_json::to_string(&token.grants).unwrap_or_default();
    let scopes = serde_json::to_string(&token.reach).unwrap_or_default();
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into api_token \
                        (token_hash, name, person_id, grants, scopes, made_at, made_by, ends_at) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8) returning id"
            ),
            args![
                hash.as_str(),
                &token.name,
                token.person.map(|person| person.0),
                grants,
                scopes,
                token.made_at,
                &token.made_by,
                token.ends_at
            ],
        )
        .await?;
    Ok(TokenId(id))
}

/// The token of a hash that may still be used; one of a person only while she may sign in.
pub async fn find(db: &Db, hash: &SecretHash, now: i64) -> Result<Option<Token>> {
    let row: Option<TokenRow> = db
        .optional(
            sql!(
                "select t.id, t.name, t.person_id, t.grants, t.scopes, t.made_at, t.made_by, \
                        t.ends_at, t.used_day, t.revoked_at \
                   from api_token t left join person p on p.id = t.person_id \
                  where t.token_hash = $1 and t.revoked_at is null \
                    and (t.ends_at is null or t.ends_at > $2) \
                    and (t.person_id is null or p.state = 'active')"
            ),
            args![hash.as_str(), now],
        )
        .await?;
    Ok(row.map(Token::from))
}

/// Every token, the newest first.
pub async fn all(db: &Db) -> Result<Vec<Token>> {
    let rows: Vec<TokenRow> = db
        .all(
            sql!(
                "select id, name, person_id, grants, scopes, made_at, made_by, ends_at, used_day, \
                        revoked_at from api_token order by id desc"
            ),
            args![],
        )
        .await?;
    Ok(rows.into_iter().map(Token::from).collect())
}

/// Notes the day a token was used.
pub async fn note(tx: &mut Tx, token: TokenId, day: &str) -> Result<()> {
    tx.run(sql!("update api_token set used_day = $2 where id = $1"), args![token.0, day]).await?;
    Ok(())
}

/// Ends a token; answers whether it was still good.
pub async fn revoke(tx: &mut Tx, token: TokenId, at: i64) -> Result<bool> {
    let revoked = tx
        .run(
            sql!("update api_token set revoked_at = $2 where id = $1 and revoked_at is null"),
            args![token.0, at],
        )
        .await?;
    Ok(revoked > 0)
}

/// The person of a token, as she is now.
pub async fn person(
    db: &Db,
    id: PersonId,
) -> Result<Option<std::sync::Arc<crate::people::Person>>> {
    Ok(person::account(db, id).await?.map(|account| account.person))
}
