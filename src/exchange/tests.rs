//! The rules of this slice, in tables of cases. Not for pages and stores: those are tested from outside.

use super::entry_file::{read_facts, read_words, write_facts};
use super::toml_json::{object_to_toml, table_to_json};
use crate::editorial::State;
use crate::festival;

const FACTS: &str = r#"publisher = "bg-svhttdl"
tags = ["tay-yen-tu"]
lead_picture = "drum.svg"
start = 2020-01-29
end = 2020-02-20

[[picture]]
file = "drum.svg"
credit = "Mộc Bản"
illustration = true
taken_on = 2020-01-29

[[activity]]
id = "opening"
group = "opening"
state = "confirmed"
start = 2020-01-29T20:00:00+07:00
"#;

#[test]
fn a_file_of_facts_comes_out_as_it_went_in() {
    let facts = read_facts("festival/x/entry.toml", FACTS, &festival::rules()).expect("good facts");
    assert_eq!(write_facts(&facts).expect("a file"), FACTS);
}

#[test]
fn a_wrong_file_says_which_and_what() {
    let rules = festival::rules();
    let cases = [
        ("publisher = ", "festival/x/entry.toml: TOML parse error"),
        (
            &FACTS.replace("end = 2020-02-20", "end = 2020-02-30"),
            "festival/x/entry.toml: TOML parse error",
        ),
        (
            &FACTS.replace("\"confirmed\"", "\"sure\""),
            "festival/x/entry.toml: unknown variant `sure`",
        ),
        (
            &FACTS.replace("illustration = true", "drawing = true"),
            "festival/x/entry.toml: picture: unknown field `drawing`",
        ),
        (&format!("begin = 1\n{FACTS}"), "festival/x/entry.toml: unknown field `begin`"),
    ];
    for (text, said) in cases {
        let error = read_facts("festival/x/entry.toml", text, &rules).expect_err(said).to_string();
        assert!(error.starts_with(said), "{error}");
    }
}

#[test]
fn words_say_their_state_and_a_published_one_its_moment() {
    let rules = crate::news::rules();
    let read = |text: &str| read_words("news/x/vi.toml", text, "Thân bài.", &rules);
    let draft = read("title = \"Lễ hội\"\nslug = \"le-hoi\"\n").expect("a draft");
    assert_eq!((draft.state, draft.published_at), (State::Draft, None));
    let published = "title = \"Lễ hội\"\nslug = \"le-hoi\"\nstate = \"published\"\n";
    let error = read(published).expect_err("no moment").to_string();
    assert_eq!(error, "news/x/vi.toml: state is published, but published_at is missing");
    let whole =
        read(&format!("{published}published_at = 2020-01-29T18:42:00+07:00\n")).expect("words");
    assert_eq!(whole.published_at, Some(1_580_298_120_000));
}

#[test]
fn dates_stay_dates_and_texts_that_are_no_dates_stay_texts() {
    let text = "day = 2020-01-29\nnumber = \"47/NQ-CP\"\nyear = \"2020\"\n";
    let table: toml::Table = text.parse().expect("TOML");
    let json = table_to_json(table);
    assert_eq!(json["day"], "2020-01-29");
    let back = object_to_toml(json.as_object().cloned().expect("an object"));
    assert_eq!(toml::to_string(&back).expect("TOML"), text);
}
