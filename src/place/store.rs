//! How places are kept.

use super::model::{Address, Gazetteer, Place};
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};
use std::collections::BTreeMap;

type AddressRow = (i64, String, String, Option<String>, Option<String>);

/// Reads every place.
pub async fn gazetteer(db: &Db) -> Result<Gazetteer> {
    let places: Vec<(i64, String, Option<String>, Option<String>)> =
        db.all(sql!("select id, key, latitude, longitude from place order by id"), args![]).await?;
    let names: Vec<(i64, String, String)> = db
        .all(
            sql!("select place_id, language, name from place_name order by place_id, language"),
            args![],
        )
        .await?;
    let addresses: Vec<AddressRow> = db
        .all(
            sql!(
                "select place_id, language, address, valid_from, valid_to from place_address \
                 order by place_id, coalesce(valid_from, ''), language"
            ),
            args![],
        )
        .await?;
    Ok(Gazetteer::new(
        places
            .into_iter()
            .map(|(id, key, latitude, longitude)| Place {
                key,
                latitude,
                longitude,
                name: names_of(id, &names),
                address: addresses_of(id, &addresses),
            })
            .collect(),
    ))
}

fn names_of(id: i64, names: &[(i64, String, String)]) -> BTreeMap<Language, String> {
    names
        .iter()
        .filter(|(place, ..)| *place == id)
        .filter_map(|(_, language, name)| Some((language.parse().ok()?, name.clone())))
        .collect()
}

fn addresses_of(id: i64, rows: &[AddressRow]) -> Vec<Address> {
    let mut addresses: Vec<Address> = Vec::new();
    for (_, language, text, from, until) in rows.iter().filter(|(place, ..)| *place == id) {
        let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let (from, until) = (day(from), day(until));
        let Ok(language) = language.parse() else { continue };
        match addresses.iter_mut().find(|held| held.from == from && held.until == until) {
            Some(held) => {
                held.text.insert(language, text.clone());
            }
            None => addresses.push(Address {
                from,
                until,
                text: BTreeMap::from([(language, text.clone())]),
            }),
        }
    }
    addresses
}

/// Forgets every place; the same transaction writes the new ones.
pub async fn clear(tx: &mut Tx) -> Result<()> {
    tx.run(sql!("delete from place_address"), args![]).await?;
    tx.run(sql!("delete from place_name"), args![]).await?;
    tx.run(sql!("delete from place"), args![]).await?;
    Ok(())
}

/// Writes a place with its names and addresses.
pub async fn insert(tx: &mut Tx, place: &Place) -> Result<()> {
    let (id,): (i64,) = tx
        .one(
            sql!("insert into place (key, latitude, longitude) values ($1, $2, $3) returning id"),
            args![&place.key, place.latitude.as_deref(), place.longitude.as_deref()],
        )
        .await?;
    for (language, name) in &place.name {
        tx.run(
            sql!("insert into place_name (place_id, language, name) values ($1, $2, $3)"),
            args![id, language.code(), name],
        )
        .await?;
    }
    for address in &place.address {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        for (language, text) in &address.text {
            tx.run(
                sql!(
                    "insert into place_address (place_id, language, address, valid_from, valid_to) \
                     values ($1, $2, $3, $4, $5)"
                ),
                args![id, language.code(), text, day(address.from), day(address.until)],
            )
            .await?;
        }
    }
    Ok(())
}
