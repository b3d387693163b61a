//! What is true of places over time.

use crate::platform::i18n::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An address a place had for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// First day of the address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<Date>,
    /// First day it was no longer the address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Date>,
    /// The address in each language.
    #[serde(flatten)]
    pub text: BTreeMap<Language, String>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The key other records refer to.
    pub key: String,
    /// Degrees north, as decimal text so that it comes back as it was given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub latitude: Option<String>,
    /// Degrees east.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub longitude: Option<String>,
    /// Its name in each language.
    pub name: BTreeMap<Language, String>,
    /// Its addresses, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub address: Vec<Address>,
}

/// A place as a page of a day shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceView {
    /// The key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its address on that day.
    pub address: Option<String>,
    /// Its address today, when that differs.
    pub address_now: Option<String>,
}

impl Place {
    fn address_on(&self, language: Language, day: Date) -> Option<&str> {
        let held = self.address.iter().find(|address| {
            address.from.is_none_or(|from| from <= day)
                && address.until.is_none_or(|until| day < until)
        })?;
        held.text.get(&language).or_else(|| held.text.values().next()).map(String::as_str)
    }
}

/// Every place the portal knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gazetteer(Vec<Place>);

impl Gazetteer {
    /// A gazetteer of these places, kept in their order.
    pub fn new(places: Vec<Place>) -> Gazetteer {
        Gazetteer(places)
    }

    /// Every place in order.
    pub fn all(&self) -> &[Place] {
        &self.0
    }

    /// Whether a key names a place.
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|place| place.key == key)
    }

    /// A place as a page of the day `then` shows it to a reader of `now`.
    pub fn view(&self, key: &str, language: Language, then: Date, now: Date) -> Option<PlaceView> {
        let place = self.0.iter().find(|place| place.key == key)?;
        let name = place.name.get(&language).or_else(|| place.name.values().next())?;
        let address = place.address_on(language, then);
        let today = place.address_on(language, now);
        Some(PlaceView {
            key: place.key.clone(),
            name: name.clone(),
            address: address.map(str::to_owned),
            address_now: today.filter(|_| today != address).map(str::to_owned),
        })
    }
}
