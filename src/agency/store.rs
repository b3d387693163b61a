//! How bodies are kept: the body, its names, its successor.

use super::model::{Agency, AgencyName, Register};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct AgencyRow {
    id: i64,
    key: String,
    kind: String,
    code: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    event: String,
    source: String,
    verified: String,
    successor: Option<String>,
}

/// Reads the whole register: some hundreds of bodies, all of them needed by one page or another.
pub async fn register(db: &Db) -> Result<Register> {
    let rows: Vec<AgencyRow> = db
        .all(
            sql!(
                "select a.id, a.key, a.kind, a.code, a.valid_from, a.valid_to, a.event, a.source, \
                        a.verified, s.successor_key as successor \
                   from agency a left join agency_successor s on s.agency_id = a.id \
                  order by a.id"
            ),
            args![],
        )
        .await?;
    let names: Vec<(i64, String, String)> = db
        .all(sql!("select agency_id, language, name from agency_name order by agency_id, language desc"), args![])
        .await?;
    let mut by_agency: BTreeMap<i64, Vec<AgencyName>> = BTreeMap::new();
    for (agency, language, name) in names {
        if let Ok(language) = language.parse() {
            by_agency.entry(agency).or_default().push(AgencyName { language, name });
        }
    }
    Ok(Register::new(rows.into_iter().map(|row| {
        let names = by_agency.remove(&row.id).unwrap_or_default();
        row.into_agency(names)
    })))
}

impl AgencyRow {
    fn into_agency(self, names: Vec<AgencyName>) -> Agency {
        let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
        Agency {
            key: self.key,
            kind: self.kind,
            code: self.code,
            names,
            valid_from: day(self.valid_from),
            valid_to: day(self.valid_to),
            successor: self.successor,
            event: self.event,
            source: self.source,
            verified: self.verified,
        }
    }
}

/// Forgets every body; the same transaction writes the new register.
pub async fn clear(tx: &mut Tx) -> Result<()> {
    tx.run(sql!("delete from agency_successor"), args![]).await?;
    tx.run(sql!("delete from agency_name"), args![]).await?;
    tx.run(sql!("delete from agency"), args![]).await?;
    Ok(())
}

/// Writes a body with its names and successor.
pub async fn insert(tx: &mut Tx, agency: &Agency) -> Result<()> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into agency (key, kind, code, valid_from, valid_to, event, source, verified) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8) returning id"
            ),
            args![
                &agency.key, &agency.kind, &agency.code, day(agency.valid_from),
                day(agency.valid_to), &agency.event, &agency.source, &agency.verified
            ],
        )
        .await?;
    for name in &agency.names {
        tx.run(
            sql!(
                "insert into agency_name (agency_id, language, name, valid_from, valid_to) \
                 values ($1, $2, $3, $4, $5)"
            ),
            args![
                id,
                name.language.code(),
                &name.name,
                day(agency.valid_from),
                day(agency.valid_to)
            ],
        )
        .await?;
    }
    if let Some(successor) = &agency.successor {
        tx.run(
            sql!(
                "insert into agency_successor (agency_id, successor_key, since) values ($1, $2, $3)"
            ),
            args![id, successor, day(agency.valid_to)],
        )
        .await?;
    }
    Ok(())
}
