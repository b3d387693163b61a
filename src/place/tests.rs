//! The rules of this slice, in tables of cases. Not for pages and stores: those are tested from outside.

use super::model::{Address, Gazetteer, Place};
use crate::platform::i18n::Language;
use jiff::civil::date;
use std::collections::BTreeMap;

fn vi() -> Language {
    "vi".parse().expect("a language")
}

#[test]
fn a_festival_of_2020_shows_the_address_of_then_and_of_now() {
    let change = date(2025, 7, 1);
    let text = |address: &str| BTreeMap::from([(vi(), address.to_owned())]);
    let gazetteer = Gazetteer::new(vec![Place {
        key: "xuong-giang".to_owned(),
        latitude: None,
        longitude: None,
        name: text("Khu Di tích Chiến thắng Xương Giang"),
        address: vec![
            Address {
                from: None,
                until: Some(change),
                text: text("phường Xương Giang, thành phố Bắc Giang"),
            },
            Address { from: Some(change), until: None, text: text("phường Bắc Giang") },
        ],
    }]);
    let shown =
        gazetteer.view("xuong-giang", vi(), date(2020, 1, 29), date(2026, 1, 1)).expect("a place");
    assert_eq!(shown.address.as_deref(), Some("phường Xương Giang, thành phố Bắc Giang"));
    assert_eq!(shown.address_now.as_deref(), Some("phường Bắc Giang"));
    let shown =
        gazetteer.view("xuong-giang", vi(), date(2026, 1, 29), date(2026, 2, 1)).expect("a place");
    assert_eq!((shown.address.as_deref(), shown.address_now), (Some("phường Bắc Giang"), None));
}
