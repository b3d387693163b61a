//! The rules of rankings in tables of cases, and what a chart must never do. Not for pages: those
//! are tested from outside.

use super::chart::{NARROW, WIDE, draw};
use super::model::{Better, Checked, Edition, EditionLabel, Index, Method, NoLabel, Unit};
use crate::platform::i18n::Language;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn vi() -> Language {
    "vi".parse().expect("a language")
}

fn edition(label: &str, method: &str, rank: Option<i64>, out_of: Option<i64>) -> Edition {
    Edition {
        label: label.parse().expect("a label"),
        method: method.to_owned(),
        rank,
        out_of,
        score: None,
        source: "Báo cáo gốc".to_owned(),
        retrieved_on: None,
        copy: None,
        checked: Checked::Yes,
        notes: BTreeMap::new(),
        revision: 0,
    }
}

fn index(methods: &[&str], editions: Vec<Edition>) -> Index {
    let method = |key: &&str| Method {
        key: (*key).to_owned(),
        better_score: Better::Higher,
        words: BTreeMap::new(),
    };
    Index {
        key: "gspi".to_owned(),
        publisher: "Brand Finance".to_owned(),
        since: "2020".to_owned(),
        unit: Unit::Points100,
        words: BTreeMap::new(),
        methods: methods.iter().map(method).collect(),
        editions,
    }
}

/// The soft power index as it is known: 2022 was not found, in 2024 the scope was widened.
fn soft_power() -> Index {
    let mut editions = vec![
        edition("2020", "old", Some(50), Some(60)),
        edition("2021", "old", Some(47), Some(105)),
        edition("2022", "old", None, None),
        edition("2023", "old", Some(69), None),
        edition("2024", "new", Some(53), Some(193)),
        edition("2025", "new", Some(52), Some(193)),
        edition("2026", "new", None, Some(193)),
    ];
    editions[5].checked = Checked::NotYet;
    index(&["old", "new"], editions)
}

#[test]
fn an_edition_is_named_as_its_publisher_names_it() {
    let good = [("2024", 2024.0), ("2021-Q4", 2021.75), ("2023-07", 2023.5), ("2024-01", 2024.0)];
    for (text, position) in good {
        let label: EditionLabel = text.parse().expect(text);
        assert_eq!(label.to_string(), text);
        assert!((label.position() - position).abs() < 1e-9, "{text}");
    }
    for text in
        ["", "24", "2024-13", "2024-00", "2024-Q5", "2024-1", "1024", "năm 2024", "2024-07-01"]
    {
        assert_eq!(text.parse::<EditionLabel>(), Err(NoLabel), "{text}");
    }
}

#[test]
fn a_year_stands_before_its_quarters_and_months() {
    let mut labels: Vec<EditionLabel> = ["2024-07", "2023", "2024", "2022-Q1", "2024-01"]
        .into_iter()
        .map(|text| text.parse().expect("a label"))
        .collect();
    labels.sort();
    let sorted: Vec<String> = labels.iter().map(ToString::to_string).collect();
    assert_eq!(sorted, ["2022-Q1", "2023", "2024", "2024-01", "2024-07"]);
}

#[test]
fn what_cannot_be_true_is_refused_field_by_field() {
    let today = date(2026, 11, 28);
    let index = index(&["one"], Vec::new());
    let good = || edition("2024", "one", Some(53), Some(193));
    let cases: [(&str, Edition, &[&str]); 9] = [
        ("as published", good(), &[]),
        ("nothing known", Edition { rank: None, out_of: None, ..good() }, &[]),
        ("an unknown method", Edition { method: "two".to_owned(), ..good() }, &["method"]),
        ("place 0", Edition { rank: Some(0), ..good() }, &["rank"]),
        ("below the last", Edition { rank: Some(194), ..good() }, &["rank"]),
        ("too many", Edition { out_of: Some(301), ..good() }, &["out_of"]),
        ("a score in words", Edition { score: Some("cao".to_owned()), ..good() }, &["score"]),
        (
            "read tomorrow",
            Edition { retrieved_on: Some(date(2026, 11, 29)), ..good() },
            &["retrieved_on"],
        ),
        ("checked nowhere", Edition { source: " ".to_owned(), ..good() }, &["source"]),
    ];
    for (case, edition, fields) in cases {
        let wrong: Vec<&str> =
            edition.faults(&index, today).iter().map(|fault| fault.field).collect();
        assert_eq!(wrong, fields, "{case}");
    }
}

#[test]
fn places_are_won_only_between_two_checked_editions_of_one_method() {
    let index = soft_power();
    let won = |label: &str| {
        let edition = index.editions.iter().find(|one| one.label.to_string() == label);
        index.places_won(edition.expect("an edition"))
    };
    assert_eq!(won("2021"), Some(3), "47 is three places better than 50");
    assert_eq!(won("2020"), None, "nothing before it");
    assert_eq!(won("2023"), None, "2022 was not found");
    assert_eq!(won("2024"), None, "the method changed");
    assert_eq!(won("2025"), None, "it was not checked");
}

#[test]
fn a_change_of_method_breaks_the_line_and_a_missing_edition_dots_it() {
    let chart = serde_json::to_value(draw(&soft_power(), vi(), &WIDE)).expect("a chart");
    let stretches = chart["stretches"].as_array().expect("stretches");
    let dotted: Vec<bool> = stretches.iter().map(|one| one["dotted"] == true).collect();
    assert_eq!(
        dotted,
        [false, true, false],
        "2020-2021, 2021-2023, 2024-2025; none over the break"
    );
    assert_eq!(chart["breaks"].as_array().map(Vec::len), Some(1));
    assert_eq!(chart["missing"][0]["label"], "2022");
    // On a phone its words would lie on the neighbours' ranks: the sentence below names it there.
    let small = draw(&soft_power(), vi(), &NARROW).expect("a chart");
    assert_eq!(serde_json::to_value(small).expect("JSON")["missing"], serde_json::json!([]));
    let hollow: Vec<bool> = chart["points"]
        .as_array()
        .expect("points")
        .iter()
        .map(|point| point["hollow"] == true)
        .collect();
    assert_eq!(hollow, [false, false, false, false, true]);
}

#[test]
fn better_stands_higher() {
    let chart = serde_json::to_value(draw(&soft_power(), vi(), &WIDE)).expect("a chart");
    let y = |at: usize| chart["points"][at]["y"].as_f64().expect("a height");
    assert!(y(1) < y(0), "47 above 50");
    assert!(y(2) > y(1), "69 below 47");
}

#[test]
fn an_index_without_a_known_rank_has_no_chart() {
    let none = index(&["one"], vec![edition("2023", "one", None, Some(60))]);
    assert_eq!(draw(&none, vi(), &WIDE), None);
    assert_eq!(draw(&index(&["one"], Vec::new()), vi(), &NARROW), None);
}

proptest! {
    #[test]
    fn every_point_lies_on_the_sheet_and_no_line_joins_two_methods(
        known in proptest::collection::vec((proptest::option::of(1_i64..300), proptest::bool::ANY), 1..20),
    ) {
        let editions = known.iter().enumerate().map(|(at, (rank, new))| {
            let method = if *new { "new" } else { "old" };
            edition(&(2000 + at).to_string(), method, *rank, None)
        });
        let index = index(&["old", "new"], editions.collect());
        for (sheet, width, height) in [(&WIDE, 620.0, 270.0), (&NARROW, 340.0, 240.0)] {
            let Some(chart) = draw(&index, vi(), sheet) else {
                prop_assert!(known.iter().all(|(rank, _)| rank.is_none()));
                continue;
            };
            let chart = serde_json::to_value(chart).expect("a chart");
            let list = |name: &str| chart[name].as_array().cloned().unwrap_or_default();
            for point in list("points") {
                let (x, y) = (point["x"].as_f64().unwrap(), point["y"].as_f64().unwrap());
                prop_assert!(x > 0.0 && x < width && y >= 34.0 && y <= height - 46.0, "{point}");
            }
            prop_assert_eq!(list("stretches").len() + list("breaks").len(), list("points").len() - 1);
        }
    }
}
