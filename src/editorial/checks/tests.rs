//! What an editor is told, rule by rule.

use super::*;
use crate::editorial::body::Body;
use crate::editorial::model::{Correction, PictureFacts, PictureWords};
use crate::media::FileKey;
use serde_json::Value;

mod kinds_of_text;

fn picture(file: &str) -> PictureFacts {
    PictureFacts {
        file: file.into(),
        credit: Some("Phòng Văn hóa".into()),
        licence: None,
        illustration: false,
        taken_on: None,
    }
}

fn said(file: &str, alt: &str, caption: &str) -> PictureWords {
    PictureWords { file: file.into(), alt: alt.into(), caption: Some(caption.into()) }
}

fn facts() -> Facts {
    let files = ["drum.svg", "a.pdf"].map(|file| (file.to_owned(), FileKey("0".into())));
    Facts {
        publisher: "bg-svhttdl".into(),
        tags: Vec::new(),
        lead_picture: Some("drum.svg".into()),
        pictures: vec![picture("drum.svg")],
        files: BTreeMap::from(files),
        own: Value::Null,
    }
}

fn body(markdown: &str) -> Body {
    Body::from_markdown(markdown).unwrap_or_else(|faults| panic!("{markdown:?}: {faults:?}"))
}

fn words() -> Words {
    Words {
        title: "Lễ khai mạc ở Xương Giang".into(),
        lead: "Lễ khai mạc diễn ra tối nay.".into(),
        slug: "le-khai-mac".into(),
        pictures: vec![said("drum.svg", "Mặt trống có hình mặt trời", "Trống hội ở đình làng")],
        corrections: Vec::new(),
        body: Body::default(),
        own: Value::Null,
    }
}

fn with_body(markdown: &str) -> Words {
    Words { body: body(markdown), ..words() }
}

fn around() -> Surroundings {
    let stands = [
        ("news/co", EntryIs::Published),
        ("gallery/cong", EntryIs::Published),
        ("news/nhap", EntryIs::Unpublished),
        ("news/doi", EntryIs::Mutual),
    ];
    Surroundings {
        entries: stands.map(|(key, is)| (key.to_owned(), is)).into(),
        blocks: ["dieu-khoan".to_owned()].into(),
        links: [
            ("https://mat.vn/x", LinkIs::Gone("404".to_owned(), "2026-11-20".to_owned())),
            ("https://im.vn", LinkIs::Silent("2026-11-20".to_owned())),
            ("https://cu.vn", LinkIs::Moved("https://moi.vn/".to_owned())),
        ]
        .map(|(url, is)| (url.to_owned(), is))
        .into(),
        names: vec![("Tuần Lễ".to_owned(), "Tuần lễ".to_owned())],
        films: [].into(),
    }
}

fn found_in(language: &str, facts: &Facts, words: Words) -> (Vec<Finding>, Vec<&'static str>) {
    let around = around();
    let language = language.parse().expect("a language");
    let words = BTreeMap::from([(language, words)]);
    let found = check(facts, &words, language, &around);
    let passed = checks_passed(facts, &words, language, &around);
    for finding in &found {
        assert!(!passed.contains(&finding.id), "{} is found and passed", finding.id);
        says_what_it_speaks_of(finding);
    }
    (found, passed)
}

/// Asserts that the sentences of a finding are given every variable they use.
fn says_what_it_speaks_of(finding: &Finding) {
    for key in [finding.key.to_owned(), format!("{}-why", finding.key)] {
        let text = sentences("vi");
        let start = format!("{key} = ");
        let said = text.lines().find_map(|line| line.strip_prefix(&start));
        let said = said.unwrap_or_else(|| panic!("no sentence {key}"));
        for variable in said.split("{ $").skip(1) {
            let name = variable.split(' ').next().unwrap_or_default();
            assert!(finding.args.contains_key(name), "{key} lacks {name}");
        }
    }
}

fn sentences(language: &str) -> String {
    let path = format!("{}/locales/{language}/editorial.ftl", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the sentences")
}

/// Each finding as `id field`; those that block with a sign before them.
fn told(facts: &Facts, words: Words) -> Vec<String> {
    let sign = |weight| if weight == Weight::Blocks { "! " } else { "" };
    let (found, _) = found_in("vi", facts, words);
    found.iter().map(|it| format!("{}{} {}", sign(it.weight), it.id, it.field)).collect()
}

fn told_of_body(markdown: &str) -> Vec<String> {
    told(&facts(), with_body(markdown))
}

/// What the first finding's sentence speaks of.
fn args(facts: &Facts, words: Words) -> Vec<(&'static str, String)> {
    let (found, _) = found_in("vi", facts, words);
    found.into_iter().next().map(|it| it.args.into_iter().collect()).unwrap_or_default()
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_careful_entry_is_told_nothing() {
    let words = with_body(
        "## Chương trình\n\nXem [lịch hội](entry:news/co) và [Cổng tỉnh](https://bacgiang.gov.vn/).\n\n\
         ### Buổi tối\n\n- trống hội\n\n| Giờ | Việc |\n|--|--|\n| 20 | hát |\n\n![](drum.svg)\n\n\
         ::: file a.pdf Kế hoạch\n\n::: embed gallery/cong\n\n::: reusable dieu-khoan",
    );
    assert_eq!(told(&facts(), words.clone()), NOTHING);
    let (_, passed) = found_in("vi", &facts(), words);
    assert_eq!(passed.len(), RULES.len() - 2, "all but the two on readability: {passed:?}");
}

#[test]
fn only_what_was_looked_at_gets_a_tick() {
    let bare = Facts { pictures: Vec::new(), lead_picture: None, ..facts() };
    let (found, passed) = found_in("vi", &bare, Words { pictures: Vec::new(), ..words() });
    assert_eq!(found, []);
    assert_eq!(
        passed,
        [
            "no-publisher",
            "no-title",
            "bad-slug",
            "title-cut",
            "title-long",
            "no-lead",
            "lead-long",
            "shouting",
            "not-nfc",
            "legacy",
            "double-space",
            "name-wrong"
        ]
    );
}

#[test]
fn a_language_without_words_is_not_judged() {
    let around = around();
    let language = "en".parse().expect("a language");
    assert_eq!(check(&facts(), &BTreeMap::new(), language, &around), []);
    assert_eq!(checks_passed(&facts(), &BTreeMap::new(), language, &around), NOTHING);
}

#[test]
fn publisher_title_and_lead_are_asked_for() {
    let none = Facts { publisher: " ".into(), ..facts() };
    assert_eq!(told(&none, words()), ["! no-publisher publisher"]);
    assert_eq!(told(&facts(), Words { title: " ".into(), ..words() }), ["! no-title title"]);
    assert_eq!(told(&facts(), Words { lead: String::new(), ..words() }), ["no-lead lead"]);
    for (length, expected) in [
        (65, &[][..]),
        (66, &["title-cut title"][..]),
        (100, &["title-cut title"][..]),
        (101, &["title-long title"][..]),
    ] {
        assert_eq!(told(&facts(), Words { title: "ệ".repeat(length), ..words() }), expected);
    }
    assert_eq!(told(&facts(), Words { lead: "ệ".repeat(200), ..words() }), NOTHING);
    assert_eq!(told(&facts(), Words { lead: "ệ".repeat(201), ..words() }), ["lead-long lead"]);
    let long = Words { title: "a".repeat(120), ..words() };
    assert_eq!(args(&facts(), long), [("count", "120".to_owned())]);
}

#[test]
fn what_is_said_of_a_picture_is_for_those_who_do_not_see_it() {
    let at = "picture:drum.svg";
    for (picture, expected) in [
        (said("drum.svg", " ", "Trống hội"), vec!["! no-alt"]),
        (said("x.svg", "Trống", "Hội"), vec!["! no-alt", "no-caption"]),
        (said("drum.svg", "Trống  hội", "trống hội."), vec!["alt-repeats", "double-space"]),
        (said("drum.svg", "hoà", "hòa"), vec!["alt-repeats"]),
        (said("drum.svg", "drum.svg", "Trống hội"), vec!["! alt-file-name"]),
        (said("drum.svg", "IMG_2034", "Trống hội"), vec!["! alt-file-name"]),
        (said("drum.svg", "Ảnh số 3.JPG", "Trống hội"), vec!["! alt-file-name"]),
        (said("drum.svg", "drum", "Trống hội"), vec![]),
        (said("drum.svg", "Trống hội", " "), vec!["no-caption"]),
    ] {
        let shown = format!("{picture:?}");
        let expected: Vec<String> = expected.iter().map(|id| format!("{id} {at}")).collect();
        assert_eq!(
            told(&facts(), Words { pictures: vec![picture], ..words() }),
            expected,
            "{shown}"
        );
    }
    let nobody =
        Facts { pictures: vec![PictureFacts { credit: None, ..picture("drum.svg") }], ..facts() };
    assert_eq!(told(&nobody, words()), ["! no-credit picture:drum.svg"]);
}

#[test]
fn what_is_not_there_stops_publishing() {
    let lost = Facts { files: BTreeMap::new(), ..facts() };
    assert_eq!(told(&lost, words()), ["! picture-missing picture:drum.svg"]);
    for (markdown, expected) in [
        ("a\n\n![](gone.svg)", "! picture-unknown body:1"),
        ("::: file gone.pdf", "! file-missing body:0"),
        ("::: reusable gone", "! reusable-missing body:0"),
        ("[lịch hội](entry:news/gone)", "! entry-missing body:0"),
        ("a\n\n::: embed gallery/gone", "! entry-missing body:1"),
        ("[lịch hội](entry:news/nhap)", "! entry-unpublished body:0"),
        ("::: fact Vé\n\n::: embed news/nhap\n\n:::", "! entry-unpublished body:0"),
    ] {
        assert_eq!(told_of_body(markdown), [expected], "{markdown}");
    }
    let other = Facts { lead_picture: Some("b.svg".into()), ..facts() };
    assert_eq!(told(&other, words()), ["! picture-unknown lead_picture"]);
    assert_eq!(args(&facts(), with_body("::: file gone.pdf")), [("file", "gone.pdf".to_owned())]);
}

#[test]
fn two_entries_that_lead_to_each_other_can_be_published_one_after_the_other() {
    assert_eq!(told_of_body("[lịch hội](entry:news/doi)"), ["mutual body:0"]);
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    for (markdown, expected) in [
        ("## a\n\n### b\n\n#### c\n\n## d", &[][..]),
        ("### a", &["heading-skip body:0"]),
        ("## a\n\n#### b", &["heading-skip body:1"]),
        ("## a\n\n#### b\n\n#### c", &["heading-skip body:1"]),
        ("> #### a", &["heading-skip body:0"]),
        ("## …", &["! heading-empty body:0"]),
    ] {
        assert_eq!(told_of_body(markdown), expected, "{markdown}");
    }
    let args = args(&facts(), with_body("## a\n\n#### Vé"));
    let expected = [("from", "3"), ("text", "Vé"), ("to", "4")];
    assert_eq!(args, expected.map(|(name, value)| (name, value.to_owned())));
}

#[test]
fn a_table_names_its_columns() {
    assert_eq!(told_of_body("| | b |\n|--|--|\n| 1 | 2 |"), ["table-no-header body:0"]);
    assert_eq!(told_of_body("| a | b |\n|--|--|\n| 1 | |"), NOTHING);
}

#[test]
fn the_words_of_a_link_say_where_it_leads() {
    for words in [
        "tại đây",
        "Tại đây!",
        "xem thêm",
        "Xem thêm…",
        "bấm vào đây",
        "click here",
        "Read more »",
        "→",
        "link",
    ] {
        let told = told_of_body(&format!("[{words}](https://a.vn)"));
        assert_eq!(told, ["link-vague body:0"], "{words}");
    }
    for words in ["https://a.vn/x", "www.a.vn", "a.vn/x"] {
        assert_eq!(
            told_of_body(&format!("[{words}](https://a.vn/x)")),
            ["link-bare body:0"],
            "{words}"
        );
    }
    for words in ["kế hoạch năm 2020", "xem lịch hội", "a.vn", "vanthu@a.vn", "越南"] {
        assert_eq!(told_of_body(&format!("[{words}](https://a.vn/x)")), NOTHING, "{words}");
    }
    assert_eq!(
        args(&facts(), with_body("[ở đây](https://a.vn)")),
        [("target", "https://a.vn".to_owned()), ("text", "ở đây".to_owned())]
    );
}

#[test]
fn a_page_of_another_site_that_is_gone_silent_or_moved_is_remarked_on_once() {
    let told = told_of_body("[trang lễ hội](https://mat.vn/x), [trang này nữa](https://mat.vn/x)");
    assert_eq!(told, ["link-gone body:0"]);
    assert_eq!(told_of_body("[trang lễ hội](https://im.vn)"), ["link-silent body:0"]);
    assert_eq!(told_of_body("[trang lễ hội](https://cu.vn)"), ["link-moved body:0"]);
    assert_eq!(told_of_body("[trang lễ hội](https://con.vn)"), NOTHING);
}

#[test]
fn a_source_outside_the_body_is_a_link_too() {
    let own = serde_json::json!({ "sources": [{ "name": "Báo", "url": "https://mat.vn/x" }] });
    let facts = Facts { own, ..facts() };
    let words = with_body("[trang lễ hội](https://con.vn)");
    assert_eq!(links_away(&facts, &words), ["https://con.vn", "https://mat.vn/x"]);
    let told: Vec<String> = found_in("vi", &facts, words)
        .0
        .iter()
        .map(|one| format!("{} {}", one.id, one.field))
        .collect();
    assert_eq!(told, ["link-gone own"]);
}

#[test]
fn links_to_other_sites_are_told_to_who_asks_whether_they_live() {
    let body = body(
        "[a b](https://a.vn) [c d](entry:news/co) [e f](mailto:a@b.vn)\n\n> [g h](http://b.vn/x)\n> — [i j](https://a.vn)",
    );
    assert_eq!(external_links(&body), ["https://a.vn", "http://b.vn/x"]);
}

#[test]
fn every_rule_has_its_sentence_and_its_reason_and_no_sentence_is_without_a_rule() {
    let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    for language in ["vi", "en"] {
        let text = sentences(language);
        for id in &ids {
            for end in ["", "-why", "-passed"] {
                let key = format!("editorial-check-{id}{end} =");
                assert!(text.lines().any(|line| line.starts_with(&key)), "{language}: {key}");
            }
        }
        for line in text.lines().filter(|line| line.starts_with("editorial-check-")) {
            let key =
                line.split(' ').next().unwrap_or_default().trim_start_matches("editorial-check-");
            let id = key.trim_end_matches("-why").trim_end_matches("-passed");
            assert!(ids.contains(&id), "{language}: {key} is no rule");
        }
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), RULES.len());
}
