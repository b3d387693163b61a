//! Accounts and their grants.

use crate::people::account::{Account, AccountState};
use crate::people::email::Email;
use crate::people::model::{Grant, Person, PersonId, Role};
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What verbs need of a person.
#[derive(sqlx::FromRow)]
pub(super) struct PersonRow {
    pub(super) id: i64,
    name: String,
    email: String,
    language: String,
}

impl PersonRow {
    /// The person with her grants; none if her language is no language.
    pub(super) fn with(self, grants: Vec<Grant>) -> Option<Person> {
        Some(Person {
            id: PersonId(self.id),
            name: self.name,
            email: self.email,
            language: self.language.parse().ok()?,
            grants,
        })
    }
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    #[sqlx(flatten)]
    person: PersonRow,
    state: String,
    made_at: i64,
    last_in_day: Option<String>,
    password_set: i64,
    totp_set: i64,
}

impl AccountRow {
    fn with(self, grants: Vec<Grant>) -> Option<Account> {
        Some(Account {
            state: AccountState::named(&self.state)?,
            made_at: self.made_at,
            last_in: self.last_in_day.and_then(|day| day.parse().ok()),
            password: (self.password_set == 1).into(),
            totp: (self.totp_set == 1).into(),
            person: Arc::new(self.person.with(grants)?),
        })
    }
}

type GrantRow = (String, Option<String>, Option<String>);

fn grant((role, section, agency): GrantRow) -> Option<Grant> {
    Some(Grant { role: Role::named(&role)?, section, agency })
}

/// The grants of a person.
pub async fn grants(db: &Db, person: PersonId) -> Result<Vec<Grant>> {
    let rows: Vec<GrantRow> = db
        .all(
            sql!("select role, section, agency from person_grant where person_id = $1 order by id"),
            args![person.0],
        )
        .await?;
    Ok(rows.into_iter().filter_map(grant).collect())
}

/// An account by its number.
pub async fn account(db: &Db, person: PersonId) -> Result<Option<Account>> {
    let row: Option<AccountRow> = db
        .optional(
            sql!(
                "select id, name, email, language, state, made_at, last_in_day, \
                        cast(case when password is null then 0 else 1 end as bigint) as password_set, \
                        cast(case when totp_secret is null then 0 else 1 end as bigint) as totp_set \
                   from person where id = $1"
            ),
            args![person.0],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(row.with(grants(db, person).await?))
}

/// Every account by its name. A portal has some hundreds at most: lists filter them in memory.
pub async fn accounts(db: &Db) -> Result<Vec<Account>> {
    let rows: Vec<AccountRow> = db
        .all(
            sql!(
                "select id, name, email, language, state, made_at, last_in_day, \
                        cast(case when password is null then 0 else 1 end as bigint) as password_set, \
                        cast(case when totp_secret is null then 0 else 1 end as bigint) as totp_set \
                   from person order by name, id"
            ),
            args![],
        )
        .await?;
    let held: Vec<(i64, String, Option<String>, Option<String>)> = db
        .all(sql!("select person_id, role, section, agency from person_grant order by id"), args![])
        .await?;
    let mut by_person: BTreeMap<i64, Vec<Grant>> = BTreeMap::new();
    for (person, role, section, agency) in held {
        by_person.entry(person).or_default().extend(grant((role, section, agency)));
    }
    let with = |row: AccountRow| {
        let grants = by_person.remove(&row.person.id).unwrap_or_default();
        row.with(grants)
    };
    Ok(rows.into_iter().filter_map(with).collect())
}

/// What signing in and every verb on an account looks at, read in the verb's transaction.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Standing {
    /// The account's number.
    pub id: i64,
    /// Its address for mail.
    pub email: String,
    /// Its person's name.
    pub name: String,
    state: String,
    /// The password's argon2id hash (PHC).
    pub password: Option<String>,
    /// The authenticator app's secret in base32.
    pub totp_secret: Option<String>,
}

impl Standing {
    /// The account.
    pub fn person(&self) -> PersonId {
        PersonId(self.id)
    }

    /// Whether it can be used.
    pub fn state(&self) -> AccountState {
        AccountState::named(&self.state).unwrap_or(AccountState::Disabled)
    }
}

/// The standing of an account.
pub async fn standing(tx: &mut Tx, person: PersonId) -> Result<Option<Standing>> {
    tx.optional(
        sql!(
            "select id, email, name, state, password, totp_secret \
               from person where id = $1"
        ),
        args![person.0],
    )
    .await
}

/// The standing of the account of an address.
pub async fn standing_of(db: &Db, email: &Email) -> Result<Option<Standing>> {
    db.optional(
        sql!(
            "select id, email, name, state, password, totp_secret \
               from person where email = $1"
        ),
        args![email.as_str()],
    )
    .await
}

/// Makes an account; answers its number, or nothing if the address has one.
pub async fn insert(
    tx: &mut Tx,
    email: &Email,
    (name, language): (&str, Language),
    state: AccountState,
    (at, by): (i64, &str),
) -> Result<Option<PersonId>> {
    let row: Option<(i64,)> = tx
        .optional(
            sql!(
                "insert into person (email, name, language, state, made_at, made_by) \
                 values ($1, $2, $3, $4, $5, $6) on conflict (email) do nothing returning id"
            ),
            args![email.as_str(), name, language.code(), state.name(), at, by],
        )
        .await?;
    Ok(row.map(|(id,)| PersonId(id)))
}

/// Gives an account another state.
pub async fn set_state(tx: &mut Tx, person: PersonId, state: AccountState) -> Result<()> {
    tx.run(sql!("update person set state = $2 where id = $1"), args![person.0, state.name()])
        .await?;
    Ok(())
}

/// Changes a person's name and language.
pub async fn set_name(tx: &mut Tx, person: PersonId, name: &str, language: Language) -> Result<()> {
    tx.run(
        sql!("update person set name = $2, language = $3 where id = $1"),
        args![person.0, name, language.code()],
    )
    .await?;
    Ok(())
}

/// Sets the password's hash.
pub async fn set_password(tx: &mut Tx, person: PersonId, hash: &str) -> Result<()> {
    tx.run(sql!("update person set password = $2 where id = $1"), args![person.0, hash]).await?;
    Ok(())
}

/// Sets or takes away the secret of an authenticator app.
pub async fn set_totp(
    tx: &mut Tx,
    person: PersonId,
    secret: Option<&str>,
    step: Option<i64>,
) -> Result<()> {
    tx.run(
        sql!("update person set totp_secret = $2, totp_last_step = $3 where id = $1"),
        args![person.0, secret, step],
    )
    .await?;
    Ok(())
}

/// Takes a code's step; answers whether it was still free. Two requests with one code cannot both
/// be answered yes.
pub async fn take_step(tx: &mut Tx, person: PersonId, step: i64) -> Result<bool> {
    let taken = tx
        .run(
            sql!(
                "update person set totp_last_step = $2 \
                  where id = $1 and (totp_last_step is null or totp_last_step < $2)"
            ),
            args![person.0, step],
        )
        .await?;
    Ok(taken > 0)
}

/// Notes the day of a sign-in.
pub async fn note_in(tx: &mut Tx, person: PersonId, day: &str) -> Result<()> {
    tx.run(sql!("update person set last_in_day = $2 where id = $1"), args![person.0, day]).await?;
    Ok(())
}

/// Gives a person these grants and no others.
pub async fn set_grants(tx: &mut Tx, person: PersonId, grants: &[Grant]) -> Result<()> {
    tx.run(sql!("delete from person_grant where person_id = $1"), args![person.0]).await?;
    for grant in grants {
        tx.run(
            sql!(
                "insert into person_grant (person_id, role, section, agency) \
                 values ($1, $2, $3, $4)"
            ),
            args![person.0, grant.role.name(), grant.section.as_deref(), grant.agency.as_deref()],
        )
        .await?;
    }
    Ok(())
}

/// Every active account that administers the whole site.
pub async fn administrators(tx: &mut Tx) -> Result<Vec<PersonId>> {
    let rows: Vec<(i64,)> = tx
        .all(
            sql!(
                "select distinct p.id from person p join person_grant g on g.person_id = p.id \
                  where g.role = 'administrator' and g.section is null and g.agency is null \
                    and p.state = 'active'"
            ),
            args![],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// The account of an address.
pub async fn by_email(tx: &mut Tx, email: &Email) -> Result<Option<PersonId>> {
    let row: Option<(i64,)> =
        tx.optional(sql!("select id from person where email = $1"), args![email.as_str()]).await?;
    Ok(row.map(|(id,)| PersonId(id)))
}
