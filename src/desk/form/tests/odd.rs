//! What no page of ours sends: it is answered with errors, never with a panic.

use super::at_desk::{Desk, filled};
use crate::people::Role;
use proptest::prelude::*;

const FESTIVAL: &str = "tuan-van-hoa-du-lich-bac-giang-2020";

#[tokio::test]
async fn odd_values_are_refused_in_words() {
    let desk = Desk::of(Role::Publisher).await;
    let video = desk.open("video", "mot-ban-khac", "vi").await;
    let (long, deep) = ("x".repeat(10 << 20), "[".repeat(100_000));
    let deep_document = format!("{{\"type\":\"doc\",\"content\":{deep}");
    let unsafe_link = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"link","target":"javascript:x","content":[{"type":"text","text":"a"}]}]}]}"#;
    let cases: [(&str, &str); 18] = [
        ("title", &long),
        ("lead", &long),
        ("body", &long),
        ("body_json", &long),
        ("body_json", "{"),
        ("body_json", "{}"),
        ("body_json", "{\"type\":\"doc\"}"),
        ("body_json", "{\"type\":\"table\",\"content\":[]}"),
        ("body_json", &deep_document),
        ("body_json", unsafe_link),
        ("own.seconds", "99999999999999999999"),
        ("own.seconds", "-1"),
        ("own.seconds", "1e3"),
        ("own.recorded_on", "99999-01-01"),
        ("own.recorded_on", "0000-00-00"),
        ("own.file", "../../etc/passwd"),
        ("own.file.media", "9223372036854775808"),
        ("picture.7.media", "none"),
    ];
    for (name, value) in cases {
        let read = desk.fill(&video, &[(name, value)]);
        let start: String = value.chars().take(40).collect();
        assert_eq!(read.errors.len(), 1, "{name} {start}: {:?}", read.errors);
        assert!(!read.errors[0].text.contains("form-"), "{}", read.errors[0].text);
        assert!(read.errors[0].text.len() < 400, "{}", read.errors[0].text);
        assert_eq!(read.words.body, video.words.body);
    }
}

#[tokio::test]
async fn the_editors_document_wins_over_the_markdown() {
    let desk = Desk::of(Role::Publisher).await;
    let video = desk.open("video", "mot-ban-khac", "vi").await;
    let document = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Một"}]}]}"#;
    let read = desk.fill(&video, &[("body", "Hai"), ("body_json", document)]);
    assert_eq!(read.errors, []);
    assert_eq!(read.words.body.to_markdown(), "Một\n");
    let pairs = filled(desk.sent(&video), &[("body_json", document)]);
    let page = desk.page(&video, Some((&pairs, &[])));
    assert!(page.contains("<textarea id=\"f-body\"") && page.contains("\nMột\n</textarea>"));
}

#[tokio::test]
async fn a_refused_document_comes_back_to_the_editor_and_in_words_to_the_plain_field() {
    let desk = Desk::of(Role::Publisher).await;
    let video = desk.open("video", "mot-ban-khac", "vi").await;
    let document = r#"{"type":"doc","content":[{"type":"table","header":[[{"type":"text","text":"Một"}],[{"type":"text","text":"Hai"}]],"rows":[],"align":[]},{"type":"paragraph","content":[{"type":"text","text":"Ba "},{"type":"link","target":"x","content":[{"type":"text","text":"bốn"}]}]}]}"#;
    let pairs = filled(desk.sent(&video), &[("body_json", document)]);
    let read = desk.read(&video, &pairs);
    assert_eq!(read.errors.len(), 1, "{:?}", read.errors);
    let page = desk.page(&video, Some((&pairs, &read.errors)));
    assert!(page.contains(&format!(" data-body>{document}</script>")), "{page}");
    assert!(page.contains("\nMột\n\nHai\n\nBa bốn\n</textarea>"), "{page}");
    let torn = filled(desk.sent(&video), &[("body_json", "{\"type\":\"doc\"")]);
    let page = desk.page(&video, Some((&torn, &[])));
    assert!(!page.contains(" data-body>"), "an editor would put an older text in its place");
}

#[tokio::test]
async fn markup_in_a_text_ends_neither_its_field_nor_the_editors_document() {
    let desk = Desk::of(Role::Publisher).await;
    let mut video = desk.open("video", "mot-ban-khac", "vi").await;
    let hostile = "</script></textarea>\"><img src=x>";
    video.words.title = hostile.to_owned();
    video.words.body = crate::editorial::body::Body::from_markdown("a \\</script> b").unwrap();
    let page = desk.page(&video, None);
    assert!(!page.contains("<img src=x>"));
    assert_eq!(page.matches("</script>").count(), 1);
    assert_eq!(page.matches("</textarea>").count(), page.matches("<textarea").count());
    let read = desk.fill(&video, &[]);
    assert_eq!((read.errors, read.words), (Vec::new(), video.words));
}

#[tokio::test]
async fn rows_with_huge_or_torn_numbers_change_nothing() {
    let desk = Desk::of(Role::Publisher).await;
    let opened = desk.open("festival", FESTIVAL, "vi").await;
    let read = desk.fill(
        &opened,
        &[
            ("own.activity.99999999999999999999.group", "main"),
            ("own.activity.-1.group", "main"),
            ("own.activity..group", "main"),
            ("own.activity.", "main"),
            ("own.activity.__n__.group", "main"),
            ("own.activity.0", "main"),
            ("picture.4294967296.alt", "x"),
            ("list.", "1"),
        ],
    );
    assert_eq!((read.errors, read.facts, read.words), (Vec::new(), opened.facts, opened.words));
}

#[tokio::test]
async fn more_rows_than_anybody_fills_in_are_refused() {
    let desk = Desk::of(Role::Publisher).await;
    let opened = desk.open("festival", FESTIVAL, "vi").await;
    let mut pairs = desk.sent(&opened);
    for number in 100..700 {
        pairs.push((format!("said.activity.{number}.name"), "Hoạt động".to_owned()));
    }
    let read = desk.read(&opened, &pairs);
    assert_eq!(read.errors[0].field, "own.activity");
    assert_eq!(read.facts, opened.facts);
}

#[tokio::test]
async fn whatever_is_sent_is_read_without_a_panic_and_shown_again() {
    let desk = Desk::of(Role::Publisher).await;
    let opened = desk.open("festival", FESTIVAL, "vi").await;
    let sent = desk.sent(&opened);
    let names: Vec<String> = sent.iter().map(|(name, _)| name.clone()).collect();
    let value = prop_oneof![
        Just(String::new()),
        "\\PC{0,12}",
        "[0-9/:T+-]{0,12}",
        Just("picture.0.up".to_owned()),
        Just("\u{0}\r\n\u{202e}".to_owned()),
    ];
    let pair = (proptest::sample::select(names), value);
    let runs = ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(runs);
    let outcome = runner.run(&proptest::collection::vec(pair, 0..12), |typed| {
        let fields: Vec<(&str, &str)> =
            typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let pairs = filled(sent.clone(), &fields);
        let read = desk.read(&opened, &pairs);
        let page = desk.page(&opened, Some((&pairs, &read.errors)));
        prop_assert!(page.contains("list.activity"));
        if read.errors.is_empty() {
            // What was read is what the next opening shows: reading it again changes nothing more.
            let mut stored = opened.clone();
            (stored.facts, stored.words) = (read.facts, read.words);
            let again = desk.fill(&stored, &[]);
            prop_assert_eq!(again.errors, []);
            prop_assert_eq!(again.facts, stored.facts);
            prop_assert_eq!(again.words, stored.words);
        }
        Ok(())
    });
    outcome.unwrap();
}
