//! Properties that hold for any two or three editions.

use super::*;

const WORDS: &[&str] = &[
    "lễ", "hội", "Xương", "Giang", ",", ".", " ", " ", " ", "  ", "2020", "😀", "a\u{301}", "-",
    "“",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(WORDS), 0..24).prop_map(|it| it.concat()),
        1 => "\\PC{0,24}",
    ]
}

/// Bodies made of few blocks, so that two of them often share some.
fn markdown() -> impl Strategy<Value = String> {
    let block = prop_oneof![
        4 => prop::collection::vec(prop::sample::select(WORDS), 1..9)
            .prop_map(|words| format!("chữ {}", words.concat().replace("- ", "-"))),
        2 => prop::sample::select(vec!["## Mở đầu", "### Mở đầu", "---", "![](a.svg)", "::: file a.pdf x",
            "**lễ** hội", "[lễ](https://a.vn) hội", "1. một\n2. hai", "- một\n- hai\n\n  ba",
            "> một\n> — hai", "::: fact a\n\nlễ hội\n\n:::", "| a | b |\n|--|--|\n| 1 | 2 |"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(block, 0..9).prop_map(|blocks| blocks.join("\n\n"))
}

fn a_body() -> impl Strategy<Value = Body> {
    markdown().prop_map(|markdown| Body::from_markdown(&markdown).unwrap_or_default())
}

fn without(parts: &[Part], kind: PartKind) -> String {
    parts.iter().filter(|part| part.kind != kind).map(|part| part.text.as_str()).collect()
}

/// The lines of a body, blocks and all, as a comparison with itself gives them.
fn read(body: &Body) -> Vec<String> {
    let blocks = compare_bodies(body, body);
    let lines = blocks.iter().flat_map(|block| &block.lines);
    lines.map(|line| without(&line.parts, PartKind::Added)).collect()
}

fn side(changes: &[BlockChange], drop: BlockKind, part: PartKind) -> Vec<String> {
    changes
        .iter()
        .filter(|block| block.kind != drop)
        .flat_map(|block| block.lines.iter().filter(|line| line.kind != drop))
        .map(|line| without(&line.parts, part))
        .collect()
}

fn edition() -> impl Strategy<Value = (Facts, Words)> {
    let files = prop::sample::subsequence(vec!["a.svg", "b.svg", "c.svg"], 0..=3).prop_shuffle();
    let tags = prop::sample::subsequence(vec!["x", "y", "z"], 0..=3);
    let small = || prop::sample::select(vec!["một", "hai", ""]);
    (files, tags, small(), small(), small(), a_body(), any::<bool>()).prop_map(
        |(files, tags, title, alt, own, body, section)| {
            let mut facts = Facts {
                tags: tags.into_iter().map(str::to_owned).collect(),
                pictures: files.iter().map(|file| picture(file)).collect(),
                ..facts()
            };
            if section {
                facts.own["section"] = json!(own);
            }
            let pictures = files.iter().map(|file| said(file, alt)).collect();
            (facts, Words { title: title.into(), pictures, body, ..words() })
        },
    )
}

proptest! {
    #[test]
    fn parts_give_both_texts_back(old in text(), new in text()) {
        let parts = parts::diff(&parts::tokens(&old), &parts::tokens(&new));
        prop_assert_eq!(without(&parts, PartKind::Added), old);
        prop_assert_eq!(without(&parts, PartKind::Removed), new);
        prop_assert!(parts.iter().all(|part| !part.text.is_empty()));
    }

    #[test]
    fn blocks_give_both_bodies_back(old in a_body(), new in a_body()) {
        let changes = compare_bodies(&old, &new);
        prop_assert_eq!(side(&changes, BlockKind::Added, PartKind::Added), read(&old));
        prop_assert_eq!(side(&changes, BlockKind::Removed, PartKind::Removed), read(&new));
        prop_assert_eq!(changes.iter().all(|it| it.kind == BlockKind::Same), old == new);
        let blocks: usize = folded(changes.clone(), 1).iter().map(|it| it.count).sum();
        prop_assert_eq!(blocks, changes.len());
    }

    #[test]
    fn fields_give_both_editions_back(old in edition(), new in edition()) {
        for change in compare_words(&old.1, &new.1).iter().filter(|it| it.field.key == "editorial-field-title") {
            prop_assert_eq!(without(&change.parts, PartKind::Added), old.1.title.clone());
            prop_assert_eq!(without(&change.parts, PartKind::Removed), new.1.title.clone());
        }
        prop_assert_eq!(compare_facts(&old.0, &new.0).is_empty(), old.0 == new.0);
    }

    #[test]
    fn an_edition_that_alone_was_changed_is_the_merge(base in edition(), new in edition()) {
        let (b, n) = ((&base.0, &base.1), (&new.0, &new.1));
        prop_assert_eq!(merge(b, n, b).merged, Some(new.clone()));
        prop_assert_eq!(merge(b, b, n).merged, Some(new.clone()));
        prop_assert_eq!(merge(b, n, n).merged, Some(new.clone()));
    }

    #[test]
    fn a_merge_takes_every_field_from_the_one_who_changed_it(
        base in edition(), mine in edition(), theirs in edition()
    ) {
        let (b, m, t) = ((&base.0, &base.1), (&mine.0, &mine.1), (&theirs.0, &theirs.1));
        let (found, turned) = (merge(b, m, t), merge(b, t, m));
        prop_assert_eq!(&found.both, &turned.both);
        prop_assert_eq!(&found.mine, &turned.theirs);
        prop_assert_eq!(found.merged.is_some(), found.both.is_empty());
        if let Some((_, words)) = found.merged {
            let (b, m, t) = (&base.1.title, &mine.1.title, &theirs.1.title);
            prop_assert_eq!(&words.title, if m == b { t } else { m });
        }
    }
}
