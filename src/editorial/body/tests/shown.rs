//! HTML, JSON and what else can be read off a body.

use super::*;
use crate::platform::web::picture::Shown;

struct Site;

impl Placement for Site {
    fn entry(&self, key: &str) -> Option<String> {
        (key == "news/co").then(|| "/vi/tin-tuc/co?a=1&b".to_owned())
    }

    fn embed(&self, key: &str) -> Option<Card> {
        (key == "gallery/cong").then(|| Card {
            url: "/vi/anh/cong".to_owned(),
            title: "Cổng \"đình\"".to_owned(),
            kind: "Bộ ảnh".to_owned(),
            picture: Some(Shown {
                url: "/files/2/cong.jpg".to_owned(),
                width: 3,
                height: 2,
                ..Shown::default()
            }),
        })
    }

    fn file(&self, file: &str) -> Option<Download> {
        (file == "a.pdf")
            .then(|| Download { url: "/files/3/a.pdf".to_owned(), facts: "PDF, 1,2 MB".to_owned() })
    }

    fn picture(&self, file: &str) -> Option<Figure> {
        let shown = Shown {
            url: format!("/files/0/{file}"),
            width: 640,
            height: 480,
            alt: "Trống \"hội\"".into(),
            ..Shown::default()
        };
        match file {
            "photo.jpg" => Some(Figure { shown, ..Figure::default() }),
            "drum.svg" => Some(Figure {
                shown: Shown { dark_url: Some("/files/1/drum.svg".into()), ..shown },
                caption: Some("Văn hóa - Du lịch".into()),
                credit: Some("Hình vẽ: Mộc Bản".into()),
            }),
            _ => None,
        }
    }
}

fn html(markdown: &str) -> String {
    read(markdown).to_html(&Site)
}

#[test]
fn words_are_escaped_and_marked() {
    assert_eq!(
        html("A & B \\<script> \"x\" **đậm _cả hai_**"),
        "<p>A &amp; B &lt;script&gt; &quot;x&quot; <strong>đậm </strong><strong><em>cả hai</em></strong></p>\n"
    );
    assert_eq!(html("Văn hóa - Du lịch\\\nhai"), "<p>Văn hóa\u{a0}- Du lịch<br>hai</p>\n");
}

#[test]
fn headings_have_anchors_of_their_own() {
    assert_eq!(
        html("## Mở đầu\n\n### Mở đầu\n\n## 越南\n\n## mở đầu 2"),
        "<h2 id=\"h-mo-dau\">Mở đầu</h2>\n<h3 id=\"h-mo-dau-2\">Mở đầu</h3>\n\
         <h2 id=\"h-\">越南</h2>\n<h2 id=\"h-mo-dau-2-2\">mở đầu 2</h2>\n"
    );
    let anchors = read("> ## Một\n\n- ### Hai").anchors();
    let ids: Vec<&str> = anchors.iter().map(|anchor| anchor.id.as_str()).collect();
    assert_eq!(ids, ["h-mot", "h-hai"]);
}

#[test]
fn links_lead_where_readers_can_go() {
    assert_eq!(
        html(
            "[có](entry:news/co) [không](entry:news/khong) [ngoài](https://a.vn/?a=1&b) [thư](mailto:a@b.vn)"
        ),
        "<p><a href=\"/vi/tin-tuc/co?a=1&amp;b\">có</a> không \
         <a href=\"https://a.vn/?a=1&amp;b\" rel=\"external noopener\">ngoài</a> \
         <a href=\"mailto:a@b.vn\">thư</a></p>\n"
    );
}

#[test]
fn a_drawing_turns_over_in_the_dark_and_a_photograph_does_not() {
    assert_eq!(
        html("![](photo.jpg)"),
        "<figure class=\"figure\"><img src=\"/files/0/photo.jpg\" width=\"640\" height=\"480\" \
         alt=\"Trống &quot;hội&quot;\" loading=\"lazy\" decoding=\"async\"></figure>\n"
    );
    let drawing = html("![](drum.svg)");
    assert!(drawing.contains("<img class=\"light\" src=\"/files/0/drum.svg\""), "{drawing}");
    assert!(drawing.contains("<img class=\"dark\" src=\"/files/1/drum.svg\""), "{drawing}");
    assert!(drawing.ends_with(
        "<figcaption>Văn hóa\u{a0}- Du lịch <span class=\"credit\">Hình vẽ: Mộc Bản</span>\
         </figcaption></figure>\n"
    ));
    assert_eq!(html("![](gone.svg)"), "\n");
}

#[test]
fn lists_quotations_and_tables_are_what_they_say() {
    assert_eq!(
        html("- a\n  - b\n- c"),
        "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>\n"
    );
    assert_eq!(html("3. a\n\n   b"), "<ol start=\"3\">\n<li><p>a</p>\n<p>b</p>\n</li>\n</ol>\n");
    assert_eq!(html("> a\n> — b"), "<blockquote>\n<p>a</p>\n<footer>b</footer>\n</blockquote>\n");
    assert_eq!(
        html("| a | b |\n| --- | --: |\n| 1 | 2 |"),
        "<table tabindex=\"0\">\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr>\n\
         </thead>\n<tbody>\n<tr><td>1</td><td class=\"right\">2</td></tr>\n</tbody>\n</table>\n"
    );
}

#[test]
fn plain_text_has_all_words_in_order() {
    let body = read(
        "## Một\n\nhai **ba**\\\nbốn\n\n- năm\n\n> sáu\n> — bảy\n\n| tám | chín |\n| --- | --- |\n\n![](a.svg)",
    );
    assert_eq!(body.plain_text(), "Một\nhai ba bốn\nnăm\nsáu\nbảy\ntám chín");
}

#[test]
fn a_body_knows_what_it_uses() {
    let body = read(
        "[a](entry:news/a) [b](entry:news/b)\n\n| [c](entry:page/c) |\n| --- |\n\n> x\n> — [a](entry:news/a)\n\n![](1.svg)\n\n![](2.svg)\n\n![](1.svg)",
    );
    assert_eq!(body.entry_links(), ["news/a", "news/b", "page/c"]);
    assert_eq!(body.pictures(), ["1.svg", "2.svg"]);
}

#[test]
fn json_is_what_an_editor_of_documents_speaks() {
    let body = read("## Một\n\n[**hai**](https://a.vn)\n\n- ba\n\n> bốn\n> — năm\n\n---");
    assert_eq!(
        serde_json::to_value(&body).unwrap(),
        serde_json::json!({"type": "doc", "content": [
            {"type": "heading", "level": 2, "content": [{"type": "text", "text": "Một"}]},
            {"type": "paragraph", "content": [{"type": "link", "target": "https://a.vn",
                "content": [{"type": "text", "text": "hai", "marks": ["bold"]}]}]},
            {"type": "list", "ordered": false, "start": 1, "content": [
                {"type": "item", "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": "ba"}]}]}]},
            {"type": "quote", "source": [{"type": "text", "text": "năm"}], "content": [
                {"type": "paragraph", "content": [{"type": "text", "text": "bốn"}]}]},
            {"type": "rule"},
        ]})
    );
}

#[test]
fn json_is_judged_as_markdown_is() {
    let doc = |block: &str| format!(r#"{{"type":"doc","content":[{block}]}}"#);
    for block in [
        r#"{"type":"heading","level":1,"content":[]}"#,
        r#"{"type":"script","content":[]}"#,
        r#"{"type":"picture","file":"../../etc/passwd"}"#,
        r#"{"type":"paragraph","content":[{"type":"link","target":"javascript:x","content":[]}]}"#,
        &(r#"{"type":"quote","content":["#.repeat(20) + &"]}".repeat(20)),
    ] {
        assert!(serde_json::from_str::<Body>(&doc(block)).is_err(), "{block}");
    }
    let untidy = r#"{"type":"paragraph","content":[{"type":"text","text":" a "},{"type":"text","text":"b\n"}]}"#;
    assert_eq!(serde_json::from_str::<Body>(&doc(untidy)).unwrap(), read("a b"));
}

#[test]
fn the_number_of_a_document_is_never_broken_at_its_hyphen() {
    assert_eq!(
        html("Nghị quyết 47/NQ-CP, nghị định 72/2015/NĐ-CP."),
        "<p>Nghị quyết <span class=\"nowrap\">47/NQ-CP,</span> nghị định \
         <span class=\"nowrap\">72/2015/NĐ-CP.</span></p>\n"
    );
    assert_eq!(html("Tuần 2020-2021 ở Yên-Tử"), "<p>Tuần 2020-2021 ở Yên-Tử</p>\n");
}

#[test]
fn a_fact_box_is_an_aside_named_by_its_title() {
    assert_eq!(
        html(
            "::: fact Giờ **mở cửa**\n\nTừ 8 giờ\n\n## Vé\n\n:::\n\n::: fact Giờ mở cửa\n\na\n\n:::"
        ),
        "<aside class=\"fact-box\" aria-labelledby=\"b-gio-mo-cua\">\n\
         <p class=\"fact-box-title\" id=\"b-gio-mo-cua\">Giờ <strong>mở cửa</strong></p>\n\
         <p>Từ 8 giờ</p>\n<h2 id=\"h-ve\">Vé</h2>\n</aside>\n\
         <aside class=\"fact-box\" aria-labelledby=\"b-gio-mo-cua-2\">\n\
         <p class=\"fact-box-title\" id=\"b-gio-mo-cua-2\">Giờ mở cửa</p>\n<p>a</p>\n</aside>\n"
    );
    assert_eq!(html("::: fact\n\na\n\n:::"), "<aside class=\"fact-box\">\n<p>a</p>\n</aside>\n");
}

#[test]
fn an_entry_of_our_own_is_a_card_and_one_that_is_not_published_is_nothing() {
    assert_eq!(
        html("::: embed gallery/cong"),
        "<div class=\"embed\"><div class=\"embed-picture\"><img src=\"/files/2/cong.jpg\" width=\"3\" \
         height=\"2\" alt=\"\" loading=\"lazy\" decoding=\"async\"></div><div class=\"embed-words\">\
         <p class=\"embed-kind\">Bộ ảnh</p><p class=\"embed-title\"><a href=\"/vi/anh/cong\">\
         Cổng &quot;đình&quot;</a></p></div></div>\n"
    );
    assert_eq!(html("::: embed gallery/nhap"), "\n");
}

#[test]
fn a_file_is_a_line_with_its_name_type_and_size() {
    assert_eq!(
        html("::: file a.pdf Kế hoạch <số 1>".replace('<', "\\<").as_str()),
        "<p class=\"download\"><a href=\"/files/3/a.pdf\" download>Kế hoạch &lt;số 1&gt; \
         <span class=\"download-facts\">(PDF, 1,2 MB)</span></a></p>\n"
    );
    assert!(html("::: file a.pdf").contains(" download>a.pdf <span"));
    assert_eq!(html("::: file gone.pdf"), "\n");
}

#[test]
fn a_reusable_block_is_put_in_where_it_stands() {
    let body = read("- ::: reusable dieu-khoan\n- b\n\n> ::: reusable khac");
    let kept = |slug: &str| (slug == "dieu-khoan").then(|| read("**một** [hai](entry:news/co)"));
    assert_eq!(body.with_reusables(&kept), read("- **một** [hai](entry:news/co)\n- b"));
    assert_eq!(
        body.to_html(&Site),
        "<ul>\n<li>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n<blockquote>\n\n</blockquote>\n"
    );
}

#[test]
fn a_reusable_block_within_another_is_left_out_and_refused() {
    let inner = read("a\n\n::: reusable b\n\n![](c.svg)\n\n::: file d.pdf");
    let body = read("::: reusable a").with_reusables(&|_| Some(inner.clone()));
    assert!(body.reusables().is_empty() && body.plain_text() == "a", "{body:?}");
    let refused: Vec<String> = inner.faults_as_reusable().iter().map(Fault::what).collect();
    assert_eq!(refused, ["b", "c.svg", "d.pdf"]);
    assert_eq!(read("a\n\n::: embed news/a").faults_as_reusable(), []);
}

#[test]
fn a_body_knows_its_files_cards_and_links() {
    let body = read(
        "::: fact [a](entry:news/a)\n\n::: embed news/a\n\n::: embed gallery/b\n\n::: file 1.pdf Một\n\n:::\n\n\
         [x](https://a.vn)\n\n::: file 1.pdf\n\n::: reusable z",
    );
    assert_eq!(body.entries(), ["news/a", "gallery/b"]);
    assert_eq!(body.embeds(), ["news/a", "gallery/b"]);
    assert_eq!(body.files(), ["1.pdf"]);
    assert_eq!(body.reusables(), ["z"]);
    let links: Vec<String> =
        body.links().iter().map(|(to, words)| format!("{to} {words}")).collect();
    assert_eq!(links, ["entry:news/a a", "https://a.vn x"]);
    assert_eq!(body.plain_text(), "a\nMột\nx");
}

#[test]
fn the_blocks_of_the_desk_have_their_json() {
    let json = serde_json::json!({"type": "doc", "content": [
        {"type": "fact_box", "title": [{"type": "text", "text": "Vé"}], "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": "a"}]}]},
        {"type": "embed", "entry": "gallery/xyz"},
        {"type": "file", "file": "a.pdf", "label": "Kế hoạch"},
        {"type": "file", "file": "a.pdf"},
        {"type": "reusable", "block": "dieu-khoan"},
    ]});
    let body: Body = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&body).unwrap(), json);
    assert_eq!(
        round_trip(&body),
        "::: fact Vé\n\na\n\n:::\n\n::: embed gallery/xyz\n\n::: file a.pdf Kế hoạch\n\n\
         ::: file a.pdf\n\n::: reusable dieu-khoan\n"
    );
    for block in [
        r#"{"type":"embed","entry":"gallery"}"#,
        r#"{"type":"file","file":"../a"}"#,
        r#"{"type":"reusable","block":"Điều khoản"}"#,
    ] {
        let doc = format!(r#"{{"type":"doc","content":[{block}]}}"#);
        assert!(serde_json::from_str::<Body>(&doc).is_err(), "{block}");
    }
}
