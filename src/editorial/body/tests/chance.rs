//! Properties that hold for every body.

use super::*;

/// Signs that mean something in Markdown or HTML, and letters of several scripts.
const SIGNS: &[&str] = &[
    "*",
    "**",
    "_",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "!",
    "#",
    "-",
    "+",
    "=",
    "~",
    "`",
    "|",
    "\\",
    "&",
    "&amp;",
    ";",
    ":",
    ".",
    "1.",
    "2)",
    "1",
    "—",
    "— ",
    "“",
    "”",
    "\u{a0}",
    " ",
    "  ",
    "\n",
    "\t",
    "\u{301}",
    "\u{338}",
    "\u{200b}",
    "\u{ad}",
    "ệ",
    "đ",
    "a",
    "b",
    "Bắc Giang",
    "Ⓐ",
    "👩",
    "ខ",
    "'",
    "\"",
    "/",
    "https://a.vn",
    "---",
    "<b>",
    "![](x)",
    "^",
    "$",
    "%",
    "\u{0}",
    "\u{3000}",
    "&#",
    "[^1]",
    "- ",
    "> ",
    "# ",
    "\u{2028}",
    "¼",
    ":::",
    "::: ",
    "::: fact ",
    "\n\n::: fact ",
    "\n\n:::\n\n",
    "\n\n::: embed gallery/a\n",
    "\n\n::: file a.pdf ",
    "::: reusable x\n",
    "™",
];

fn words() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(SIGNS);
    prop_oneof![
        3 => prop::collection::vec(sign, 0..7).prop_map(|signs| signs.concat()),
        1 => "\\PC{0,8}",
        1 => "[a-zàảãáạđ ]{1,12}",
    ]
}

fn marks() -> impl Strategy<Value = Marks> {
    (any::<bool>(), any::<bool>()).prop_map(|(bold, emphasis)| Marks { bold, emphasis })
}

fn target() -> impl Strategy<Value = LinkTarget> {
    prop_oneof![
        Just(LinkTarget::Entry("news/khai-mac".into())),
        Just(LinkTarget::Mail("vanthu@bacgiang.gov.vn".into())),
        "[a-z0-9/?&=#().:;_*~%\\[\\]!đ+-]{0,12}".prop_filter_map("an address", |rest| {
            LinkTarget::parse(&format!("https://a.vn/{rest}")).ok()
        }),
        Just(LinkTarget::Web("javascript:alert(1)".into())),
    ]
}

fn piece() -> impl Strategy<Value = Inline> {
    let words = || (words(), marks()).prop_map(|(text, marks)| Inline::Text { text, marks });
    prop_oneof![
        6 => words(),
        1 => Just(Inline::Break),
        2 => (target(), prop::collection::vec(words(), 0..3))
            .prop_map(|(target, content)| Inline::Link { target, content }),
    ]
}

fn content() -> impl Strategy<Value = Vec<Inline>> {
    prop::collection::vec(piece(), 0..5)
}

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(vec![Level::Two, Level::Three, Level::Four])
}

fn align() -> impl Strategy<Value = Align> {
    prop::sample::select(vec![Align::None, Align::Left, Align::Center, Align::Right])
}

fn table() -> impl Strategy<Value = Block> {
    let row = || prop::collection::vec(content(), 0..4);
    (row(), prop::collection::vec(row(), 0..3), prop::collection::vec(align(), 0..4))
        .prop_map(|(header, rows, align)| Block::Table { header, rows, align })
}

fn block() -> impl Strategy<Value = Block> {
    let file = || {
        prop::sample::select(vec!["drum.svg", "cổng (1) &amp; 2.jpg", "a_b*c.png", "'#", "../x"])
    };
    let leaf = prop_oneof![
        5 => content().prop_map(|content| Block::Paragraph { content }),
        2 => (level(), content()).prop_map(|(level, content)| Block::Heading { level, content }),
        1 => table(),
        1 => file().prop_map(|file| Block::Picture { file: file.into() }),
        1 => Just(Block::Rule),
        1 => prop::sample::select(vec!["gallery/_a_.b", "news/khai-mac", "news", "a/b c"])
            .prop_map(|entry| Block::Embed { entry: entry.into() }),
        1 => (file(), prop::option::of(words()))
            .prop_map(|(file, label)| Block::File { file: file.into(), label }),
        1 => prop::sample::select(vec!["dieu-khoan", "-", "Điều"])
            .prop_map(|block| Block::Reusable { block: block.into() }),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let blocks = || prop::collection::vec(inner.clone(), 0..4);
        let item = blocks().prop_map(|blocks| ListItem { blocks });
        let start = prop_oneof![3 => Just(1), 1 => 0..12u32, 1 => 999_999_990..=u32::MAX];
        prop_oneof![
            (any::<bool>(), start, prop::collection::vec(item, 0..4))
                .prop_map(|(ordered, start, items)| Block::List { ordered, start, items }),
            (blocks(), prop::option::of(content()))
                .prop_map(|(blocks, source)| Block::Quote { blocks, source }),
            (blocks(), content()).prop_map(|(blocks, title)| Block::FactBox { title, blocks }),
        ]
    })
}

fn body() -> impl Strategy<Value = Body> {
    prop::collection::vec(block(), 0..5).prop_map(Body::new)
}

struct Nowhere;

impl Placement for Nowhere {
    fn entry(&self, _: &str) -> Option<String> {
        None
    }
    fn picture(&self, _: &str) -> Option<Figure> {
        None
    }
    fn embed(&self, _: &str) -> Option<Card> {
        None
    }
    fn file(&self, file: &str) -> Option<Download> {
        Some(Download { url: format!("/files/0/{file}"), facts: "<b>".into() })
    }
}

proptest! {
    #[test]
    fn a_body_written_as_markdown_is_read_as_the_same_body(body in body()) {
        let written = body.to_markdown();
        let again = match Body::from_markdown(&written) {
            Ok(again) => again,
            Err(faults) => return Err(TestCaseError::fail(format!("{faults:?} in\n{written}"))),
        };
        prop_assert_eq!(&again, &body, "\n{}", written);
        prop_assert_eq!(again.to_markdown(), written);
    }

    #[test]
    fn a_tidy_body_stays_as_it_is(body in body()) {
        prop_assert_eq!(Body::new(body.blocks().to_vec()), body);
    }

    #[test]
    fn a_body_written_as_json_is_read_as_the_same_body(body in body()) {
        let json = serde_json::to_string(&body).unwrap();
        prop_assert_eq!(serde_json::from_str::<Body>(&json).unwrap(), body);
    }

    #[test]
    fn whatever_is_read_can_be_written_and_read_again(markdown in prop::collection::vec(words(), 0..12)) {
        if let Ok(body) = Body::from_markdown(&markdown.concat()) {
            let written = body.to_markdown();
            prop_assert_eq!(Body::from_markdown(&written), Ok(body), "\n{}", written);
        }
    }

    #[test]
    fn what_a_body_uses_is_the_same_however_it_is_kept(body in body()) {
        let again = Body::from_markdown(&body.to_markdown()).unwrap();
        prop_assert_eq!(body.files(), again.files());
        prop_assert_eq!(body.entries(), again.entries());
        prop_assert_eq!(body.reusables(), again.reusables());
        prop_assert_eq!(body.links(), again.links());
        let filled = body.with_reusables(&|_| Some(Body::new(vec![paragraph("x")])));
        prop_assert!(filled.reusables().is_empty());
    }

    #[test]
    fn no_words_become_markup(body in body()) {
        let html = body.to_html(&Nowhere);
        prop_assert!(!html.contains("<b>") && !html.contains("javascript:"), "{}", html);
    }
}
