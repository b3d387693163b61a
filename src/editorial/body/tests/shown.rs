//! HTML, JSON and what else can be read off a body.

use super::*;

struct Site;

impl Placement for Site {
    fn entry(&self, key: &str) -> Option<String> {
        (key == "news/co").then(|| "/vi/tin-tuc/co?a=1&b".to_owned())
    }

    fn picture(&self, file: &str) -> Option<Figure> {
        let figure = Figure {
            url: format!("/files/0/{file}"),
            width: 640,
            height: 480,
            alt: "Trống \"hội\"".into(),
            ..Figure::default()
        };
        match file {
            "photo.jpg" => Some(figure),
            "drum.svg" => Some(Figure {
                dark_url: Some("/files/1/drum.svg".into()),
                caption: Some("Văn hóa - Du lịch".into()),
                credit: Some("Hình vẽ: Mộc Bản".into()),
                ..figure
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
