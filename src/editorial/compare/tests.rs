//! Editions compared and merged, in tables of cases and by chance.

use super::*;
use crate::editorial::body::Body;
use crate::editorial::model::{Correction, PictureFacts, PictureWords};
use crate::media::FileKey;
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

mod chance;
mod merged;

fn body(markdown: &str) -> Body {
    Body::from_markdown(markdown).unwrap_or_else(|faults| panic!("{markdown:?}: {faults:?}"))
}

fn picture(file: &str) -> PictureFacts {
    PictureFacts {
        file: file.into(),
        credit: Some("Phòng Văn hóa".into()),
        licence: None,
        illustration: false,
        taken_on: None,
    }
}

fn said(file: &str, alt: &str) -> PictureWords {
    PictureWords { file: file.into(), alt: alt.into(), caption: None }
}

fn facts() -> Facts {
    Facts {
        publisher: "bg-svhttdl".into(),
        tags: vec!["le-hoi".into(), "xuan".into()],
        lead_picture: Some("a.svg".into()),
        pictures: vec![picture("a.svg"), picture("b.svg")],
        files: BTreeMap::from([("a.svg".into(), FileKey("0".into()))]),
        own: json!({"section": "tin", "activities": [
            {"id": "khai-mac", "start": "2020-01-29", "place": "a"},
            {"id": "be-mac", "start": "2020-02-15"},
        ]}),
    }
}

fn words() -> Words {
    Words {
        title: "Khai mạc lễ hội Xương Giang".into(),
        lead: "Lễ khai mạc diễn ra tối nay.".into(),
        slug: "khai-mac".into(),
        pictures: vec![said("a.svg", "Trống hội"), said("b.svg", "Cổng thành")],
        corrections: vec![Correction { at: 5, text: "Sửa giờ.".into() }],
        body: body("Một hai ba.\n\nBốn năm sáu.\n\nBảy tám chín.\n"),
        own: serde_json::Value::Null,
    }
}

/// `-removed-`, `+added+`, the rest as it is; notes in braces.
fn shown(parts: &[Part]) -> String {
    let show = |part: &Part| {
        let notes = part.notes.iter().fold(String::new(), |all, it| all + "{" + it.key + "}");
        match part.kind {
            PartKind::Same => format!("{}{notes}", part.text),
            PartKind::Added => format!("+{}+", part.text),
            PartKind::Removed => format!("-{}-", part.text),
        }
    };
    parts.iter().map(show).collect()
}

fn changes(changes: &[FieldChange]) -> Vec<(&'static str, &str, String)> {
    changes.iter().map(|it| (it.field.key, it.field.of.as_str(), shown(&it.parts))).collect()
}

#[test]
fn words_are_compared_syllable_by_syllable() {
    for (old, new, expected) in [
        ("lễ hội xuân", "lễ hội xuân", "lễ hội xuân"),
        ("lễ hội xuân", "lễ hội thu", "lễ hội -xuân-+thu+"),
        ("lễ hội", "lễ hội xuân", "lễ hội+ xuân+"),
        ("một hai ba bốn", "một ba bốn", "một -hai -ba bốn"),
        ("từ năm cũ đến nay", "từ ngày mới đến nay", "từ -năm cũ-+ngày mới+ đến nay"),
        ("Bắc Giang", "Bạc Giang", "-Bắc-+Bạc+ Giang"),
        ("", "x", "+x+"),
        ("x", "", "-x-"),
        ("", "", ""),
    ] {
        assert_eq!(shown(&parts::diff(&parts::tokens(old), &parts::tokens(new))), expected);
    }
}

#[test]
fn two_equal_editions_do_not_differ() {
    let (facts, words) = (facts(), words());
    let compared = compare((&facts, &words), (&facts, &words));
    assert!(compared.is_empty(), "{compared:?}");
    assert_eq!(compared.body.len(), 3);
}

#[test]
fn every_field_of_the_words_says_what_it_was_and_is() {
    let mut new = words();
    new.title = "Bế mạc lễ hội Xương Giang".into();
    new.lead = String::new();
    new.slug = "be-mac".into();
    new.pictures = vec![said("b.svg", "Cổng thành cổ"), said("a.svg", "Trống hội")];
    new.pictures[0].caption = Some("Cổng thành".into());
    new.corrections.push(Correction { at: 9, text: "Sửa ngày.".into() });
    new.own = json!({"captions": "vi.vtt"});
    assert_eq!(
        changes(&compare_words(&words(), &new)),
        [
            ("editorial-field-title", "", "-Khai-+Bế+ mạc lễ hội Xương Giang".to_owned()),
            ("editorial-field-slug", "", "-khai-mac-+be-mac+".to_owned()),
            ("editorial-field-alt", "b.svg", "Cổng thành+ cổ+".to_owned()),
            ("editorial-field-caption", "b.svg", "+Cổng thành+".to_owned()),
            ("editorial-field-correction", "9", "+Sửa ngày.+".to_owned()),
            ("editorial-field-own", "captions", "+vi.vtt+".to_owned()),
            ("editorial-field-lead", "", "-Lễ khai mạc diễn ra tối nay.-".to_owned()),
        ]
    );
}

#[test]
fn every_field_of_the_facts_says_what_it_was_and_is() {
    let mut new = facts();
    new.publisher = "bg-ubnd".into();
    new.tags.push("hoi".into());
    new.pictures.reverse();
    new.pictures[0].credit = Some("Phòng Du lịch".into());
    new.pictures[0].illustration = true;
    new.files.insert("a.svg".into(), FileKey("1".into()));
    new.own["activities"][0]["start"] = json!("2020-01-30");
    new.own["activities"].as_array_mut().expect("a list").reverse();
    let compared = compare_facts(&facts(), &new);
    assert_eq!(
        changes(&compared),
        [
            ("editorial-field-publisher", "", "-bg-svhttdl-+bg-ubnd+".to_owned()),
            ("editorial-field-tags", "", "le-hoixuan+hoi+".to_owned()),
            ("editorial-field-picture-order", "", "+b.svg+a.svg-b.svg-".to_owned()),
            ("editorial-field-credit", "b.svg", "Phòng -Văn hóa-+Du lịch+".to_owned()),
            ("editorial-field-illustration", "b.svg", "+true+".to_owned()),
            ("editorial-field-file", "a.svg", "-0-+1+".to_owned()),
            ("editorial-field-own-order", "activities", "+be-mac+khai-mac-be-mac-".to_owned()),
            (
                "editorial-field-own",
                "activities.khai-mac.start",
                "-2020-01-29-+2020-01-30+".to_owned()
            ),
        ]
    );
    let moved: Vec<bool> = compared.iter().map(|change| change.moved).collect();
    assert_eq!(moved, [false, false, true, false, false, false, true, false]);
}

fn lines(old: &str, new: &str) -> Vec<String> {
    let line = |line: &LineChange| match line.kind {
        BlockKind::Same => format!("  {}", shown(&line.parts)),
        _ => shown(&line.parts),
    };
    let block = |change: BlockChange| {
        let lines: Vec<String> = change.lines.iter().map(line).collect();
        let signs = format!(
            "{:?}{}{}",
            change.kind,
            if change.moved { " moved" } else { "" },
            if change.form { " form" } else { "" }
        );
        format!("{signs}: {}", lines.join(" / "))
    };
    compare_bodies(&body(old), &body(new)).into_iter().map(block).collect()
}

#[test]
fn a_changed_paragraph_stands_beside_its_older_self() {
    assert_eq!(
        lines(
            "Mở đầu.\n\nTối nay mưa to.\n\nHết.",
            "Mở đầu.\n\nThêm một đoạn.\n\nTối nay mưa nhỏ.\n\nHết."
        ),
        [
            "Same:   Mở đầu.",
            "Added: +Thêm một đoạn.+",
            "Changed: Tối nay mưa -to-+nhỏ+.",
            "Same:   Hết.",
        ]
    );
    assert_eq!(
        lines("Hoàn toàn cũ.", "Chẳng giống gì."),
        ["Removed: -Hoàn toàn cũ.-", "Added: +Chẳng giống gì.+"]
    );
}

#[test]
fn lists_tables_quotations_and_boxes_are_compared_within() {
    assert_eq!(
        lines("- một\n- hai cái trống\n- ba", "- một\n- hai cái chiêng\n- ba\n- bốn"),
        ["Changed:   một / hai cái -trống-+chiêng+ /   ba / +bốn+"]
    );
    assert_eq!(
        lines("| Ngày | Lượt |\n|-|-|\n| 29 | 1 |", "| Ngày | Lượt |\n|-|-|\n| 29 | 2 |"),
        ["Changed:   Ngày | Lượt / 29 | -1-+2+"]
    );
    assert_eq!(
        lines("> Khắc một lần.\n> — Sổ tay", "> Khắc một lần.\n> — Sổ tay in"),
        ["Changed:   Khắc một lần. / Sổ tay+ in+"]
    );
    assert_eq!(
        lines("::: fact Vé\n\nGiá 5 đồng\n\n:::", "::: fact Vé\n\nGiá 6 đồng\n\n:::"),
        ["Changed:   Vé / Giá -5-+6+ đồng"]
    );
    assert_eq!(lines("![](a.svg)", "![](b.svg)"), ["Changed: -a.svg-+b.svg+"]);
    assert_eq!(lines("::: embed news/a", "::: embed news/b"), ["Changed: -news/a-+news/b+"]);
}

#[test]
fn marks_links_levels_and_form_count_as_changes_and_say_so() {
    assert_eq!(
        lines("xem bản đồ nhé", "xem **bản đồ** nhé"),
        ["Changed: xem bản đồ{editorial-compare-bold-on} nhé"]
    );
    assert_eq!(
        lines("_xem_ [bản đồ](https://a.vn)", "xem [bản đồ](https://b.vn)"),
        ["Changed: xem{editorial-compare-emphasis-off} bản đồ{editorial-compare-link-moved}"]
    );
    assert_eq!(
        lines("[a b](https://a.vn) **c**", "a b [**c**](entry:news/a)"),
        ["Changed: a b{editorial-compare-link-off} c{editorial-compare-link-on}"]
    );
    let levels = compare_bodies(&body("## Mở đầu"), &body("### Mở đầu"));
    assert_eq!(levels[0].lines[0].was, Some("editorial-block-heading-two"));
    assert_eq!(levels[0].lines[0].label, "editorial-block-heading-three");
    assert_eq!(lines("3. a\n4. b", "1. a\n2. b"), ["Changed form:   a /   b"]);
}

#[test]
fn a_block_that_moved_says_so() {
    assert_eq!(
        lines("Một đoạn.\n\nHai.\n\nBa.", "Hai.\n\nBa.\n\nMột đoạn."),
        ["Removed moved: -Một đoạn.-", "Same:   Hai.", "Same:   Ba.", "Added moved: +Một đoạn.+"]
    );
}

#[test]
fn long_runs_of_equal_blocks_are_folded_and_counted() {
    let many =
        |last: &str| (0..10).fold(String::new(), |all, n| all + &format!("Đoạn {n}.\n\n")) + last;
    let compared = compare_bodies(&body(&many("Hết rồi.")), &body(&many("Hết cả rồi.")));
    let folded = folded(compared, 2);
    let kinds: Vec<(BlockKind, usize)> = folded.iter().map(|it| (it.kind, it.count)).collect();
    let one = |kind| (kind, 1);
    assert_eq!(
        kinds,
        [
            (BlockKind::Folded, 8),
            one(BlockKind::Same),
            one(BlockKind::Same),
            one(BlockKind::Changed)
        ]
    );
    assert_eq!(super::folded(Vec::new(), 2), []);
}

#[test]
fn a_comparison_is_data_for_a_page() {
    let mut new = words();
    new.title = "Bế mạc lễ hội Xương Giang".into();
    let shown =
        serde_json::to_value(compare((&facts(), &words()), (&facts(), &new))).expect("JSON");
    assert_eq!(
        shown["words"],
        json!([{
            "field": {"key": "editorial-field-title", "of": ""},
            "form": "text",
            "parts": [
                {"kind": "removed", "text": "Khai"},
                {"kind": "added", "text": "Bế"},
                {"kind": "same", "text": " mạc lễ hội Xương Giang"},
            ],
            "moved": false,
        }])
    );
    assert_eq!(shown["body"][0]["kind"], "same");
}
