//! Rows of a festival: added, moved, taken away.

use super::at_desk::{Desk, Opened, filled};
use crate::desk::form::Filled;
use crate::people::Role;
use serde_json::{Value, json};

const FESTIVAL: &str = "tuan-van-hoa-du-lich-bac-giang-2020";

async fn desk() -> (Desk, Opened) {
    let desk = Desk::of(Role::Publisher).await;
    let opened = desk.open("festival", FESTIVAL, "vi").await;
    (desk, opened)
}

fn ids(own: &Value) -> Vec<String> {
    let rows = own["activity"].as_array().unwrap();
    rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// Presses a button that moves a row, then saves what the page then shows.
fn pressed(desk: &Desk, opened: &Opened, button: &str, fields: &[(&str, &str)]) -> Filled {
    let read = desk.read(opened, &filled(desk.sent(opened), &[("move", button)]));
    assert_eq!(read.errors, []);
    let pairs = read.pairs.expect("the form is shown again");
    let page = desk.page(opened, Some((&pairs, &[])));
    desk.read(opened, &filled(super::browser::pairs(&page), fields))
}

#[tokio::test]
async fn a_new_row_is_added_and_named_by_what_it_is_called() {
    let (desk, opened) = desk().await;
    let next = ids(&opened.facts.own).len();
    let name = |of: &str, field: &str| format!("{of}.activity.{next}.{field}");
    let (called, group, state) = (name("said", "name"), name("own", "group"), name("own", "state"));
    let fields = [
        (called.as_str(), "Lễ mở cửa rừng"),
        (group.as_str(), "main"),
        (state.as_str(), "expected"),
    ];
    let read = pressed(&desk, &opened, "activity.add", &fields);
    assert_eq!(read.errors, []);
    assert_eq!(ids(&read.facts.own).last().unwrap(), "le-mo-cua-rung");
    let added = &read.facts.own["activity"][next];
    assert_eq!(*added, json!({ "id": "le-mo-cua-rung", "group": "main", "state": "expected" }));
    assert_eq!(read.words.own["activity"]["le-mo-cua-rung"], json!({ "name": "Lễ mở cửa rừng" }));
    // A second one of the same name is another row.
    let mut again = opened.clone();
    (again.facts, again.words) = (read.facts, read.words);
    let next = next + 1;
    let name = |of: &str, field: &str| format!("{of}.activity.{next}.{field}");
    let (called, group, state) = (name("said", "name"), name("own", "group"), name("own", "state"));
    let fields = [
        (called.as_str(), "Lễ mở cửa rừng"),
        (group.as_str(), "main"),
        (state.as_str(), "expected"),
    ];
    let read = desk.fill(&again, &fields);
    assert_eq!(read.errors, []);
    assert_eq!(ids(&read.facts.own).last().unwrap(), "le-mo-cua-rung-2");
}

#[tokio::test]
async fn a_row_that_was_added_and_left_empty_is_not_there() {
    let (desk, opened) = desk().await;
    let read = pressed(&desk, &opened, "activity.add", &[]);
    assert_eq!((read.errors, read.facts, read.words), (Vec::new(), opened.facts, opened.words));
}

#[tokio::test]
async fn a_row_without_a_name_says_so() {
    let (desk, opened) = desk().await;
    let next = ids(&opened.facts.own).len();
    let group = format!("own.activity.{next}.group");
    let read = desk.fill(&opened, &[(&group, "main")]);
    let fields: Vec<String> = read.errors.into_iter().map(|error| error.field).collect();
    let missing = [format!("own.activity.{next}.state"), format!("said.activity.{next}.name")];
    assert_eq!(fields, missing);
    let read = pressed(&desk, &opened, "activity.add", &[(&group, "main")]);
    let fields: Vec<String> = read.errors.into_iter().map(|error| error.field).collect();
    assert_eq!(fields, missing);
}

#[tokio::test]
async fn rows_move_up_and_down_with_their_words() {
    let (desk, opened) = desk().await;
    let before = ids(&opened.facts.own);
    let read = pressed(&desk, &opened, "activity.2.up", &[("said.activity.1.name", "Tên mới")]);
    let after = ids(&read.facts.own);
    assert_eq!(read.errors, []);
    assert_eq!((&after[1], &after[2]), (&before[2], &before[1]));
    assert_eq!(after.len(), before.len());
    assert_eq!(read.words.own["activity"][&before[2]]["name"], "Tên mới");
    let read = pressed(&desk, &opened, "activity.0.down", &[]);
    assert_eq!(ids(&read.facts.own)[..2], [before[1].clone(), before[0].clone()]);
    assert_eq!(read.words, opened.words);
    for edge in ["activity.0.up", "activity.99.down", "activity.x.up", "elsewhere.0.up", "activity"]
    {
        let read = desk.read(&opened, &filled(desk.sent(&opened), &[("move", edge)]));
        let Some(pairs) = read.pairs else { continue };
        let same = desk.read(&opened, &pairs);
        assert_eq!((same.errors, same.facts), (Vec::new(), opened.facts.clone()), "{edge}");
    }
}

#[tokio::test]
async fn a_row_that_goes_takes_its_words_with_it() {
    let (desk, opened) = desk().await;
    let before = ids(&opened.facts.own);
    for read in [
        pressed(&desk, &opened, "activity.1.remove", &[]),
        desk.fill(&opened, &[("own.activity.1.remove", "1")]),
    ] {
        let after = ids(&read.facts.own);
        assert_eq!(read.errors, []);
        assert_eq!(after.len(), before.len() - 1);
        assert!(!after.contains(&before[1]));
        assert_eq!(read.words.own["activity"].get(&before[1]), None);
        assert!(read.words.own["activity"].get(&before[2]).is_some());
    }
    // A script takes the last row away: only the mark of the list is sent.
    let mut pairs = desk.sent(&opened);
    pairs.retain(|(name, _)| !name.contains(".activity."));
    let read = desk.read(&opened, &pairs);
    assert_eq!(read.facts.own.get("activity"), None);
    assert_eq!(read.words.own.get("activity"), None);
    // Without the mark the list was not on the form at all.
    pairs.retain(|(name, _)| name != "list.activity");
    let read = desk.read(&opened, &pairs);
    assert_eq!((read.facts, read.words), (opened.facts, opened.words));
}
