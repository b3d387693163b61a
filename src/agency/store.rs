//! How bodies are kept: the body, its names, its successor, what it was before, what happened.

use super::event::Event;
use super::model::{Agency, AgencyName, Past};
use super::register::{History, Register, Succession};
use crate::platform::db::{Db, Result, Statement, Tx};
use crate::{args, sql};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

#[derive(sqlx::FromRow)]
struct AgencyRow {
    id: i64,
    key: String,
    kind: String,
    code: String,
    parent: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    event: String,
    source: String,
    verified: String,
    successor: Option<String>,
}

const BODIES: Statement = sql!(
    "select a.id, a.key, a.kind, a.code, a.parent, a.valid_from, a.valid_to, a.event, a.source, \
            a.verified, s.successor_key as successor \
       from agency a left join agency_successor s on s.agency_id = a.id \
      order by a.ordinal, a.id"
);
const NAMES: Statement =
    sql!("select agency_id, language, name from agency_name order by agency_id, language desc");
const PASTS: Statement =
    sql!("select agency_id, detail from agency_past order by agency_id, until_day");
const SUCCESSIONS: Statement = sql!("select detail from agency_succession order by number");
const EVENTS: Statement = sql!("select detail from agency_event order by number");

/// What the tables hold, before it is put together.
struct Read {
    bodies: Vec<AgencyRow>,
    names: Vec<(i64, String, String)>,
    pasts: Vec<(i64, String)>,
    successions: Vec<(String,)>,
    events: Vec<(String,)>,
}

/// Reads the whole register: some hundreds of bodies, all of them needed by one page or another.
pub async fn register(db: &Db) -> Result<Register> {
    let read = Read {
        bodies: db.all(BODIES, args![]).await?,
        names: db.all(NAMES, args![]).await?,
        pasts: db.all(PASTS, args![]).await?,
        successions: db.all(SUCCESSIONS, args![]).await?,
        events: db.all(EVENTS, args![]).await?,
    };
    Ok(read.into_register())
}

/// The same within a transaction that is about to change it.
pub async fn register_in(tx: &mut Tx) -> Result<Register> {
    let read = Read {
        bodies: tx.all(BODIES, args![]).await?,
        names: tx.all(NAMES, args![]).await?,
        pasts: tx.all(PASTS, args![]).await?,
        successions: tx.all(SUCCESSIONS, args![]).await?,
        events: tx.all(EVENTS, args![]).await?,
    };
    Ok(read.into_register())
}

/// A row that cannot be read is reported and left out.
fn read<T: DeserializeOwned>(detail: &str) -> Option<T> {
    let unread = |error: &serde_json::Error| tracing::error!(%error, "the register cannot be read");
    serde_json::from_str(detail).inspect_err(unread).ok()
}

impl Read {
    fn into_register(self) -> Register {
        let mut names: BTreeMap<i64, Vec<AgencyName>> = BTreeMap::new();
        for (agency, language, name) in self.names {
            if let Ok(language) = language.parse() {
                names.entry(agency).or_default().push(AgencyName { language, name });
            }
        }
        let mut pasts: BTreeMap<i64, Vec<Past>> = BTreeMap::new();
        for (agency, detail) in self.pasts {
            pasts.entry(agency).or_default().extend(read::<Past>(&detail));
        }
        let bodies = self.bodies.into_iter().map(|row| {
            let past = pasts.remove(&row.id).unwrap_or_default();
            let names = names.remove(&row.id).unwrap_or_default();
            Agency { past, ..row.into_agency(names) }
        });
        let mut register = Register::new(bodies);
        register.successions =
            self.successions.iter().filter_map(|(detail,)| read::<Succession>(detail)).collect();
        register.events =
            self.events.iter().filter_map(|(detail,)| read::<Event>(detail)).collect();
        register
    }
}

impl AgencyRow {
    fn into_agency(self, names: Vec<AgencyName>) -> Agency {
        let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
        Agency {
            key: self.key,
            kind: self.kind,
            code: self.code,
            parent: self.parent,
            names,
            valid_from: day(self.valid_from),
            valid_to: day(self.valid_to),
            successor: self.successor,
            event: self.event,
            source: self.source,
            verified: self.verified,
            past: Vec::new(),
        }
    }
}

/// Brings the whole register to what is given. Bodies that stay keep their ids, and what is needed to
/// take an event back stays with events that stay as they are.
pub async fn replace(tx: &mut Tx, register: &Register) -> Result<()> {
    let old = register_in(tx).await?;
    for agency in old.all().filter(|agency| register.get(&agency.key).is_none()) {
        remove(tx, &agency.key).await?;
    }
    for (agency, ordinal) in register.all().zip(1..) {
        save(tx, agency, Some(ordinal)).await?;
    }
    let History { succession, event, .. } = register.history();
    save_successions(tx, &succession).await?;
    let numbers: BTreeSet<i64> = event.iter().map(|event| event.number).collect();
    for gone in old.events().iter().filter(|event| !numbers.contains(&event.number)) {
        tx.run(sql!("delete from agency_event where number = $1"), args![gone.number]).await?;
    }
    for event in event.iter().filter(|event| !old.events().contains(event)) {
        save_event(tx, event, None).await?;
    }
    Ok(())
}

/// Writes a body with its names, successor and past under its key; `ordinal` is its place in the
/// register, `None` the one it has, or the last.
pub async fn save(tx: &mut Tx, agency: &Agency, ordinal: Option<i64>) -> Result<()> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into agency (key, kind, code, parent, valid_from, valid_to, event, source, \
                                     verified, ordinal) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, \
                         coalesce($10, (select coalesce(max(ordinal), 0) + 1 from agency))) \
                 on conflict (key) do update set \
                    kind = excluded.kind, code = excluded.code, parent = excluded.parent, \
                    valid_from = excluded.valid_from, valid_to = excluded.valid_to, \
                    event = excluded.event, source = excluded.source, \
                    verified = excluded.verified, ordinal = coalesce($10, agency.ordinal) \
                 returning id"
            ),
            args![
                &agency.key,
                &agency.kind,
                &agency.code,
                agency.parent.as_deref(),
                day(agency.valid_from),
                day(agency.valid_to),
                &agency.event,
                &agency.source,
                &agency.verified,
                ordinal
            ],
        )
        .await?;
    forget_parts(tx, id).await?;
    save_names(tx, id, agency).await?;
    if let Some(successor) = &agency.successor {
        tx.run(
            sql!(
                "insert into agency_successor (agency_id, successor_key, since) values ($1, $2, $3)"
            ),
            args![id, successor, day(agency.valid_to)],
        )
        .await?;
    }
    for past in &agency.past {
        tx.run(
            sql!("insert into agency_past (agency_id, until_day, detail) values ($1, $2, $3)"),
            args![id, past.until.to_string(), json(past)],
        )
        .await?;
    }
    Ok(())
}

/// As JSON; types of our own without maps of odd keys are always writable.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

async fn save_names(tx: &mut Tx, id: i64, agency: &Agency) -> Result<()> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    // The present names are borne since the last change.
    let from = agency.past.last().map(|past| past.until).or(agency.valid_from);
    for name in &agency.names {
        tx.run(
            sql!(
                "insert into agency_name (agency_id, language, name, valid_from, valid_to) \
                 values ($1, $2, $3, $4, $5)"
            ),
            args![id, name.language.code(), &name.name, day(from), day(agency.valid_to)],
        )
        .await?;
    }
    Ok(())
}

async fn forget_parts(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(sql!("delete from agency_successor where agency_id = $1"), args![id]).await?;
    tx.run(sql!("delete from agency_name where agency_id = $1"), args![id]).await?;
    tx.run(sql!("delete from agency_past where agency_id = $1"), args![id]).await?;
    Ok(())
}

/// Forgets a body.
pub async fn remove(tx: &mut Tx, key: &str) -> Result<()> {
    let found: Option<(i64,)> =
        tx.optional(sql!("select id from agency where key = $1"), args![key]).await?;
    if let Some((id,)) = found {
        forget_parts(tx, id).await?;
        tx.run(sql!("delete from agency where id = $1"), args![id]).await?;
    }
    Ok(())
}

/// Brings what passed to whom to what is given.
pub async fn save_successions(tx: &mut Tx, successions: &[Succession]) -> Result<()> {
    tx.run(sql!("delete from agency_succession"), args![]).await?;
    for (one, number) in successions.iter().zip(1_i64..) {
        tx.run(
            sql!("insert into agency_succession (number, detail) values ($1, $2)"),
            args![number, json(one)],
        )
        .await?;
    }
    Ok(())
}

/// Writes an event under its number; `undo` is what it takes to take it back.
pub async fn save_event(tx: &mut Tx, event: &Event, undo: Option<&str>) -> Result<()> {
    tx.run(
        sql!(
            "insert into agency_event (number, operates_on, detail, undo) values ($1, $2, $3, $4) \
             on conflict (number) do update set \
                operates_on = excluded.operates_on, detail = excluded.detail, undo = excluded.undo"
        ),
        args![event.number, event.operates_on.to_string(), json(event), undo],
    )
    .await?;
    Ok(())
}

/// What it takes to take an event back; `None` for events that came with a site folder.
pub async fn undo_of(tx: &mut Tx, number: i64) -> Result<Option<String>> {
    let found: Option<(Option<String>,)> =
        tx.optional(sql!("select undo from agency_event where number = $1"), args![number]).await?;
    Ok(found.and_then(|(undo,)| undo))
}
