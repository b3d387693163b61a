//! Reading and writing Markdown, case by case.

use super::*;

const PAGE: &str = "\
## Tối nay, 20 giờ

Lễ khai mạc **Tuần Văn hóa - Du lịch** ở [Xương Giang](entry:festival/tuan-van-hoa).\\
Vào cửa tự do.

- chương trình
  - hát ống
  - [bản đồ](https://bacgiang.gov.vn/a_(b))
- gửi thư: [văn thư](mailto:vanthu@bacgiang.gov.vn)

3. ba

4. bốn

   và một đoạn nữa

> Khắc một lần, in vạn lần.
> — Sổ tay của xưởng in

| Ngày | Lượt |
| --- | --: |
| 29/01/2020 | 1.284 |
| 30/01/2020 | |

![](drum.svg)

---
";

#[test]
fn a_page_in_the_canonical_style_stays_as_it_is_written() {
    assert_eq!(read(PAGE).to_markdown(), PAGE);
    round_trip(&read(PAGE));
}

#[test]
fn other_ways_of_writing_become_the_canonical_one() {
    for (written, canonical) in [
        ("Tiêu đề\n---\n", "## Tiêu đề\n"),
        ("### Có đuôi ###", "### Có đuôi\n"),
        ("* a\n* b", "- a\n- b\n"),
        ("1) a\n2) b", "1. a\n2. b\n"),
        ("- a\n- b\n- c\n\n\n\nx", "- a\n- b\n- c\n\nx\n"),
        ("một\nhai  \nba", "một hai\\\nba\n"),
        ("__đậm__ *nghiêng*", "**đậm** _nghiêng_\n"),
        ("**xem [ở đây](https://a.vn) nhé**", "**xem [ở đây](https://a.vn) nhé**\n"),
        ("**một _hai_** _ba_", "**một _hai_**_&#32;ba_\n"),
        ("***cả hai***", "**_cả hai_**\n"),
        ("*nghiêng **cả** hai*", "_nghiêng **cả** hai_\n"),
        ("<https://a.vn/x>", "[https://a.vn/x](https://a.vn/x)\n"),
        ("[a][b]\n\n[b]: https://a.vn", "[a](https://a.vn)\n"),
        ("&lt;b&gt; &copy; &nbsp;", "\\<b> ©\n"),
        ("`mã`", "mã\n"),
        (
            "> câu\n>\n> — nguồn\n> [ở đây](https://a.vn)",
            "> câu\n> — nguồn [ở đây](https://a.vn)\n",
        ),
        ("> — chỉ có nguồn", "> &#8212; chỉ có nguồn\n"),
        ("***\n", "---\n"),
        ("\u{feff}Đầu tệp", "Đầu tệp\n"),
        ("a\r\nb\r\n\r\nc", "a b\n\nc\n"),
        ("Vie\u{323}\u{302}t\u{200b} Nam", "Việt Nam\n"),
        ("", ""),
    ] {
        let body = read(written);
        assert_eq!(body.to_markdown(), canonical, "{written:?}");
        round_trip(&body);
    }
}

#[test]
fn signs_at_the_start_of_a_line_stay_signs() {
    for (words, written) in [
        ("- 5 độ", "\\- 5 độ\n"),
        ("-5 độ", "-5 độ\n"),
        ("1. mở đầu", "1\\. mở đầu\n"),
        ("1.284 lượt", "1.284 lượt\n"),
        ("29.01.2020", "29.01.2020\n"),
        ("2) hai", "2\\) hai\n"),
        ("# thẻ", "\\# thẻ\n"),
        ("> hơn", "\\> hơn\n"),
        ("+ cộng", "\\+ cộng\n"),
        ("=== ba", "\\=== ba\n"),
        ("--- ba", "\\--- ba\n"),
        ("~~~ ba", "\\~~~ ba\n"),
        ("a*b_c[d]<e>|f`g\\h", "a\\*b\\_c\\[d\\]\\<e>\\|f\\`g\\\\h\n"),
        ("A & B &amp; &#65; &", "A & B \\&amp; \\&#65; &\n"),
        ("Hỏi! [^1]", "Hỏi! \\[^1\\]\n"),
    ] {
        let body = Body::new(vec![paragraph(words)]);
        assert_eq!(round_trip(&body), written, "{words}");
    }
}

#[test]
fn marks_that_touch_letters_survive() {
    for content in [
        vec![text("a"), bold("(b)"), text("c")],
        vec![text("a"), bold("b"), text("c")],
        vec![text("“"), bold("a"), text("”")],
        vec![bold(" a "), text("b")],
        vec![
            text("a"),
            Inline::Text { text: "b".into(), marks: Marks { bold: false, emphasis: true } },
            text("c"),
        ],
    ] {
        round_trip(&Body::new(vec![Block::Paragraph { content }]));
    }
    let plain = Body::new(vec![Block::Paragraph {
        content: vec![text("chữ "), bold("đậm "), text("thường")],
    }]);
    assert_eq!(round_trip(&plain), "chữ **đậm** thường\n");
}

#[test]
fn neighbouring_lists_stay_two() {
    let list = |ordered| Block::List {
        ordered,
        start: 1,
        items: vec![ListItem { blocks: vec![paragraph("a")] }],
    };
    let body = Body::new(vec![list(false), list(false), list(false), list(true), list(true)]);
    assert_eq!(round_trip(&body), "- a\n\n* a\n\n- a\n\n1. a\n\n1) a\n");
}

#[test]
fn a_quotation_keeps_its_source_apart() {
    let Some(Block::Quote { blocks, source }) =
        read("> một\n> hai\n> — Sổ tay **in**").blocks().first().cloned()
    else {
        panic!("not a quotation")
    };
    assert_eq!(blocks, [paragraph("một hai")]);
    assert_eq!(source, Some(vec![text("Sổ tay "), bold("in")]));
}

#[test]
fn every_fault_is_told_with_its_line() {
    let markdown = "\
# Quá to

<div onclick=\"x\">

chữ <b>đậm</b>

[bấm](javascript:alert(1)) [x](/vi/tin) [](https://a.vn)

chữ ![](a.svg)

![](../a.svg)

![mô tả](a.svg)

##### Quá nhỏ

```
mã
```

| ![](a.svg) |
| --- |
";
    let told = faults(markdown);
    let lines: Vec<usize> = told.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 3, 5, 5, 7, 7, 7, 9, 11, 13, 15, 17, 21]);
    assert!(matches!(told[0].1, Fault::HeadingLevel(1)));
    assert!(matches!(told[1].1, Fault::RawHtml(_)));
    assert_eq!(told[4].1, Fault::LinkTarget("javascript:alert(1)".into()));
    assert_eq!(told[6].1, Fault::LinkWithoutWords);
    assert_eq!(told[7].1, Fault::PictureNotAlone);
    assert_eq!(told[8].1, Fault::PictureFile("../a.svg".into()));
    assert_eq!(told[9].1, Fault::WordsLost("mô tả".into()));
    assert_eq!(told[10].1, Fault::HeadingLevel(5));
    assert_eq!(told[11].1, Fault::Code);
    assert_eq!(told[12].1, Fault::PictureNotAlone);
}

#[test]
fn links_that_could_harm_are_refused() {
    for to in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//a.vn",
        "http:a",
        "https://",
        "https:///x",
        "file:///etc",
        "entry:news",
        "entry:news/../x",
        "entry:news/a?b",
        "mailto:",
        "mailto:a@b?cc=c@d",
        "tel:1",
        "#x",
        "x",
        " ",
        "java\tscript:x",
    ] {
        assert!(LinkTarget::parse(to).is_err(), "{to}");
    }
    assert_eq!(
        LinkTarget::parse("HTTPS://a.vn/\"<x>").map(|to| to.to_string()),
        Ok("https://a.vn/%22%3Cx%3E".to_owned())
    );
}

#[test]
fn a_text_nested_without_end_is_refused_not_followed() {
    for sign in ["> ", "- ", "1. "] {
        let told = faults(&format!("{}x", sign.repeat(20_000)));
        assert_eq!(told, [(1, Fault::TooDeep)]);
    }
}

#[test]
fn a_picture_may_stand_in_an_item_or_a_quotation() {
    let body = read("- ![](a.svg)\n- chữ\n\n> ![](b.svg)\n>\n> — nguồn");
    assert_eq!(body.pictures(), ["a.svg", "b.svg"]);
    round_trip(&body);
}

#[test]
fn an_empty_page_is_an_empty_body() {
    for markdown in ["", "\n\n", "&nbsp;", "##", "- ", "> ", "**"] {
        let body = Body::from_markdown(markdown);
        if markdown != "**" {
            assert!(body.as_ref().is_ok_and(Body::is_empty), "{markdown:?} {body:?}");
        }
    }
}

#[test]
fn lines_with_three_colons_become_boxes_cards_and_files() {
    for (written, canonical) in [
        ("::: fact Vé\nTừ 8 giờ\n:::", "::: fact Vé\n\nTừ 8 giờ\n\n:::\n"),
        ("trước\n::: embed gallery/a_b\nsau", "trước\n\n::: embed gallery/a\\_b\n\nsau\n"),
        (":::fact\n\na\n\n:::::", "::: fact\n\na\n\n:::\n"),
        ("::: file \"kế hoạch.pdf\" Kế hoạch", "::: file \"kế hoạch.pdf\" Kế hoạch\n"),
        ("- a\n\n  ::: reusable x\n- b", "- a\n\n  ::: reusable x\n\n- b\n"),
        ("> ::: fact A\n> b\n> :::\n> — c", "> ::: fact A\n>\n> b\n>\n> :::\n>\n> — c\n"),
        ("::: fact A\n\n- x\n\n:::\n\n- y", "::: fact A\n\n- x\n\n:::\n\n- y\n"),
        ("\\::: chữ", "\\::: chữ\n"),
        ("a\\\n\\::: b ::: c", "a\\\n\\::: b ::: c\n"),
        ("**:::** a", "**:::** a\n"),
    ] {
        let body = read(written);
        assert_eq!(body.to_markdown(), canonical, "{written:?}");
        round_trip(&body);
    }
}

#[test]
fn what_is_wrong_with_a_line_of_three_colons_is_told() {
    for (written, told) in [
        ("a\n\n:::", (3, Fault::BoxNotOpen)),
        ("a\n\n::: fact A\n\nb", (3, Fault::BoxNotClosed)),
        ("::: fact A\n\n- b\n:::", (1, Fault::BoxNotClosed)),
        ("> ::: fact A\n\n:::", (1, Fault::BoxNotClosed)),
        ("::: warning", (1, Fault::UnknownBox("warning".into()))),
        ("::: embed album", (1, Fault::EmbedEntry("album".into()))),
        ("::: embed", (1, Fault::EmbedEntry(String::new()))),
        ("::: file ../a b", (1, Fault::FileName("../a".into()))),
        ("::: file a.pdf **b**", (1, Fault::WordsLost("b".into()))),
        ("::: reusable Điều", (1, Fault::ReusableName("Điều".into()))),
        ("::: fact ![](a.svg)\n\n:::", (1, Fault::PictureNotAlone)),
    ] {
        assert_eq!(faults(written).first(), Some(&told), "{written:?}");
    }
    let deep = "::: fact a\n\n".repeat(20_000);
    assert!(faults(&deep).contains(&(25, Fault::TooDeep)));
}
