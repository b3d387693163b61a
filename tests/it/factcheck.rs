//! Fact checks as readers, machines and editors get them, and the register of corrections.

use crate::api_client::{json, problem};
use crate::support::folder::{Site, project};
use crate::support::{ORIGIN, TestPortal, folder, import, imported, wait};
use bytes::Bytes;
use http::Method;
use mocban::exchange::ImportError;
use mocban::people::Role;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

const CHECK: &str = "/vi/kiem-chung/egdi-2024-viet-nam-tang-15-bac";
const ENTRY: &str = "factcheck/egdi-2024-tang-may-bac";

#[test]
fn a_fact_check_in_vietnamese() {
    wait(async {
        let portal = TestPortal::demo().await;
        insta::assert_snapshot!(portal.page(CHECK).await.words_until("Bối cảnh"), @r#"
        Trang đầu
        Kiểm chứng
        Chỉ số Chính phủ điện tử 2024: Việt Nam tăng 15 bậc, không phải một bậc
        Chỉ số Chính phủ điện tử 2024: Việt Nam tăng 15 bậc, không phải một bậc
        Có tin viết Việt Nam tăng một bậc so với kỳ trước. Theo thứ hạng hai kỳ, từ 86 lên 71 là 15 bậc.
        Đăng
        09:00, 16/11/2026 mùng 8 tháng Mười năm Bính Ngọ
        Xem lại vào
        31/12/2026
        Lượt xem
        0
        Ngôn ngữ
        English
        In
        Chia sẻ
        Điều đã đăng
        Năm 2024, Việt Nam tăng một bậc trong xếp hạng Chính phủ điện tử của Liên hợp quốc.
        Báo chí, không nêu tên (cơ quan báo chí) · chưa rõ ngày
        Kết luận Sai
        Các nguồn nói khác về điểm chính.
        Sai
        Gây hiểu lầm
        Không còn đúng
        Chưa đủ căn cứ
        Đúng
        Cách chúng tôi kiểm chứng
        Nguồn nói gì
        1
        Kỳ 2022: Việt Nam xếp thứ 86 trong 193 nước.
        E-Government Development Index 2022. UN DESA.
        2
        Kỳ 2024: Việt Nam xếp thứ 71 trong 193 nước, điểm 0,7709. Từ 86 lên 71 là tăng 15 bậc.
        E-Government Development Index 2024. UN DESA.
        "#);
    });
}

#[test]
fn a_fact_check_gives_its_context_and_room_for_a_reply() {
    wait(async {
        let portal = TestPortal::demo().await;
        let words = portal.page(CHECK).await.words();
        let (_, after) = words.split_once("\nBối cảnh\n").expect("its context");
        insta::assert_snapshot!(after, @r#"
        Chỉ số Phát triển Chính phủ điện tử (E-Government Development Index, EGDI) do UN DESA công bố hai năm một lần, vào năm chẵn. Thứ hạng càng nhỏ càng tốt. Kỳ liền trước năm 2024 là năm 2022.
        Các giá trị ở trang này được đọc từ trang báo chí và văn bản còn lưu; cổng chưa đối chiếu với bản in của UN DESA, nên các nguồn chưa có bản lưu và mã băm. Cổng chỉ biết đây là tin của một cơ quan báo chí, không còn ngày và địa chỉ, vì vậy không nêu tên.
        Kỳ
        Thứ hạng
        Trong số
        2014
        99
        193
        2016
        89
        193
        2018
        88
        193
        2020
        86
        193
        2022
        86
        193
        2024
        71
        193
        Ý kiến của bên đưa tin
        Bên đưa tin có quyền trả lời. Trả lời gửi tới cơ quan đăng sẽ được đăng nguyên văn tại đây, kèm ngày nhận.
        Cơ quan đăng: Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Ninh
        Địa chỉ trang: https://portal.example.gov.vn/vi/kiem-chung/egdi-2024-viet-nam-tang-15-bac
        Xem thêm về kiểm chứng
        Cách kiểm chứng thông tin
        Sổ đính chính
        Dữ liệu mở
        Chúng tôi chỉ kiểm chứng điều cơ quan báo chí, cơ quan, tổ chức đã đăng công khai. Không có hồ sơ về cá nhân.
        "#);
    });
}

#[test]
fn the_list_shows_the_verdict_the_claim_and_who_made_it() {
    wait(async {
        let portal = TestPortal::demo().await;
        insta::assert_snapshot!(portal.page("/vi/kiem-chung").await.words(), @r#"
        Trang đầu
        Kiểm chứng
        Kiểm chứng thông tin
        Thông tin sai về địa phương và đất nước đã đăng công khai được trả lời tại đây, từng điều một, kèm nguồn để bạn tự đọc lại.
        Tất cả 1
        Sai 1
        Sai
        Chỉ số Chính phủ điện tử 2024: Việt Nam tăng 15 bậc, không phải một bậc
        Điều đã đăng: Năm 2024, Việt Nam tăng một bậc trong xếp hạng Chính phủ điện tử của Liên hợp quốc.
        16/11/2026 mùng 8 tháng Mười Báo chí, không nêu tên
        Cách kiểm chứng thông tin
        Chúng tôi chỉ kiểm chứng điều cơ quan báo chí, cơ quan, tổ chức đã đăng công khai. Không có hồ sơ về cá nhân.
        Cách chúng tôi kiểm chứng
        Sổ đính chính
        Cổng này cũng có lúc sai. Mọi lần sửa đều được ghi công khai.
        Xem sổ đính chính
        Dữ liệu mở
        Mọi bài kiểm chứng ở dạng ClaimReview (schema.org), dùng lại tự do khi ghi tên cơ quan đăng.
        Atom ClaimReview (JSON)
        "#);
        let of_verdict = portal.page("/vi/kiem-chung/ket-luan/sai").await;
        of_verdict.shows(&["Kiểm chứng: Sai", "Các nguồn nói khác về điểm chính."]);
        portal.page("/en/fact-checks/verdict/false").await.shows(&["Viet Nam rose 15 places"]);
        portal.page("/vi/kiem-chung/nam/2026").await.shows(&["Kiểm chứng năm 2026"]);
        let none = portal.page("/vi/kiem-chung/ket-luan/dung").await;
        none.shows(&["Chưa có bài kiểm chứng nào"]);
        for nothing in ["/vi/kiem-chung/ket-luan/khong", "/vi/kiem-chung/nam/1999"] {
            assert_eq!(portal.get(nothing).await.status, 404, "{nothing}");
        }
    });
}

#[test]
fn the_method_defines_every_verdict_and_says_what_is_never_done() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/vi/cach-kiem-chung").await;
        page.shows(&[
            "Sai Các nguồn nói khác về điểm chính.",
            "Gây hiểu lầm",
            "Không còn đúng",
            "Chưa đủ căn cứ",
            "Đúng Các nguồn xác nhận điều đã đăng.",
            "Không lập hồ sơ về cá nhân",
            "Không theo dõi tài khoản",
            "Không đăng bài ở nơi khác",
            "Không đăng bài nào thiếu tên cơ quan",
        ]);
        portal.page("/en/how-claims-are-checked").await.shows(&["Five verdicts"]);
    });
}

#[test]
fn paper_has_the_claim_the_verdict_the_sources_and_the_publisher() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page(&format!("{CHECK}/in")).await;
        page.shows(&[
            "Điều đã đăng",
            "Kết luận Sai",
            "E-Government Development Index 2024. UN DESA.",
            "Cơ quan đăng: Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Ninh",
            &format!("{ORIGIN}{CHECK}"),
        ]);
        assert!(!page.text.contains("<nav class=\"menu\""));
    });
}

/// The terms of schema.org that a fact check uses: a type, what it is a kind of, its properties.
fn vocabulary() -> BTreeMap<String, (Option<String>, BTreeSet<String>)> {
    let path = project().join("tests/fixtures/schema-org-claims.toml");
    let text = std::fs::read_to_string(path).expect("the terms");
    let table: toml::Table = text.parse().expect("TOML");
    let types = table.into_iter().map(|(name, of)| {
        let kind_of = of.get("kind_of").and_then(toml::Value::as_str).map(str::to_owned);
        let properties = of.get("properties").and_then(toml::Value::as_array);
        let properties = properties.into_iter().flatten().filter_map(toml::Value::as_str);
        (name, (kind_of, properties.map(str::to_owned).collect()))
    });
    types.collect()
}

/// Asserts that every property belongs to its type or to what that is a kind of.
fn is_spoken_here(value: &Value, at: &str) {
    let terms = vocabulary();
    match value {
        Value::Array(items) => items.iter().for_each(|item| is_spoken_here(item, at)),
        Value::Object(fields) => {
            let name = fields.get("@type").and_then(Value::as_str);
            let name = name.unwrap_or_else(|| panic!("{at}: a thing without a type: {value}"));
            let mut known = BTreeSet::new();
            let mut of = Some(name.to_owned());
            while let Some(one) = of.take() {
                let (above, own) = terms.get(&one).unwrap_or_else(|| panic!("{at}: no type {one}"));
                known.extend(own.iter().cloned());
                of.clone_from(above);
            }
            for (property, value) in fields.iter().filter(|(key, _)| !key.starts_with('@')) {
                assert!(known.contains(property), "{at}: {name} has no {property}");
                assert!(!value.is_null(), "{at}: {name}.{property} is null");
                is_spoken_here(value, &format!("{at}/{property}"));
            }
        }
        _ => {}
    }
}

#[test]
fn a_fact_check_is_a_claim_review_in_the_terms_of_schema_org() {
    wait(async {
        let portal = TestPortal::demo().await;
        let review = portal.page(CHECK).await.json_ld().expect("structured data");
        is_spoken_here(&review, "");
        assert_eq!(review["@context"], "https://schema.org");
        assert_eq!(review["@type"], "ClaimReview");
        assert_eq!(review["url"], format!("{ORIGIN}{CHECK}"));
        let claim =
            "Năm 2024, Việt Nam tăng một bậc trong xếp hạng Chính phủ điện tử của Liên hợp quốc.";
        assert_eq!(review["claimReviewed"], claim);
        assert_eq!(review["reviewRating"]["alternateName"], "Sai");
        // A scale of names has no distances: a number would be made up.
        assert!(review["reviewRating"].get("ratingValue").is_none());
        assert_eq!(review["itemReviewed"]["author"]["@type"], "NewsMediaOrganization");
        let publisher = "Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Ninh";
        assert_eq!(review["publisher"]["name"], publisher);
        assert_eq!(review["datePublished"], "2026-11-16T09:00:00+07:00");
    });
}

#[test]
fn the_feeds_hold_every_fact_check_for_readers_and_for_machines() {
    wait(async {
        let portal = TestPortal::demo().await;
        let feed = portal.page("/vi/kiem-chung/feed.json").await;
        assert_eq!(feed.header("content-type"), "application/json; charset=utf-8");
        let feed = json(&feed);
        is_spoken_here(&feed, "");
        let elements = feed["dataFeedElement"].as_array().expect("elements");
        assert_eq!(elements.len(), 1);
        assert_eq!(elements[0]["item"]["@type"], "ClaimReview");
        assert_eq!(elements[0]["item"]["publisher"]["@type"], "GovernmentOrganization");
        let atom = portal.page("/en/fact-checks/feed.atom").await.text;
        let read: atom_syndication::Feed = atom.parse().expect("Atom");
        assert_eq!(read.entries.len(), 1);
        assert_eq!(
            read.entries[0].authors[0].name,
            "Bac Ninh Department of Culture, Sports and Tourism"
        );
        assert_eq!(read.entries[0].categories[0].term, "false");
    });
}

#[test]
fn readers_find_a_fact_check_by_the_words_of_the_claim() {
    wait(async {
        let portal = TestPortal::demo().await;
        let found = portal.page("/vi/tim?q=xep+hang+chinh+phu+dien+tu+lien+hop+quoc").await;
        found.shows(&["Chỉ số Chính phủ điện tử 2024", "Kiểm chứng"]);
    });
}

#[test]
fn an_import_with_a_private_persons_data_writes_nothing() {
    wait(async {
        let (exchange, _data) = imported(&folder::demo()).await;
        let cases = [
            ("vi.toml", "tăng một bậc trong", "gọi 0912 345 678, tăng một bậc trong", "telephone"),
            ("vi.toml", "Báo chí, không nêu tên\"", "Ông Nguyễn Văn A\"", "person"),
            (
                "entry.toml",
                "by = \"press\"",
                "by = \"press\"\nurl = \"https://fb.com/people/a/1\"",
                "profile",
            ),
        ];
        for (file, from, to, what) in cases {
            let site = Site::copy();
            site.change(&format!("{ENTRY}/{file}"), from, to);
            match import(&exchange, site.path()).await {
                Err(ImportError::Complaints(found)) => {
                    let key = format!("factcheck-refused-{what}");
                    assert!(found.iter().all(|(subject, _)| subject == ENTRY), "{found:?}");
                    assert!(found.iter().any(|(_, one)| one.key == key), "{found:?}");
                }
                other => panic!("{what}: {other:?}"),
            }
        }
    });
}

fn new_check(claim: &str) -> Value {
    json!({
        "kind": "factcheck",
        "facts": { "publisher": "bg-svhttdl", "own": {
            "verdict": "misleading",
            "appearance": [{ "id": "bao", "by": "press", "on": "2026-09-01", "url": "https://bao.example/tin" }],
            "finding": [{ "id": "nguon", "title": "Bảng số liệu", "publisher": "UN DESA",
                "url": "https://nguon.example/bang", "read_on": "2026-11-01", "sha256": "ab".repeat(32) }],
            "reply": [{ "id": "hoi", "asked_on": "2026-11-02", "on": "2026-11-05" }],
            "update": [{ "id": "them", "on": "2026-11-10" }],
        } },
        "words": { "vi": { "title": "Số liệu có thật, kết luận sai", "slug": "so-lieu-co-that", "own": {
            "claim": claim,
            "context": "Đoạn một.\n\nĐoạn hai.",
            "appearance": { "bao": { "outlet": "Báo Ví dụ" } },
            "finding": { "nguon": { "text": "Bảng ghi khác." } },
            "reply": { "hoi": { "outlet": "Báo Ví dụ", "text": "Chúng tôi đã sửa." } },
            "update": { "them": { "text": "Báo đã sửa tin." } },
        } } },
    })
}

#[test]
fn a_fact_check_goes_from_the_api_to_readers_with_its_hash_reply_and_update() {
    crate::api_client::on_both(async |portal: &TestPortal| {
        let author = portal.api_of("bien-tap-1@example.vn", Role::Publisher).await;
        let private = author.post("/api/entries", &[], &new_check("Theo số 0912345678.")).await;
        let told = problem(&private, 422, "invalid");
        assert!(told.to_string().contains("claim: 0912345678"), "{told}");
        let made = author.post("/api/entries", &[], &new_check("Tăng một bậc.")).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let at = made.header("location").to_owned();
        let tag = ("if-match", made.header("etag"));
        let second = portal.api_of("bien-tap-2@example.vn", Role::Publisher).await;
        let live = second.post(&format!("{at}/vi/publish"), &[tag], &json!({})).await;
        assert_eq!(live.status, 200, "{}", live.text);
        portal.app.caught_up().await.expect("readers see it");
        let page = portal.page("/vi/kiem-chung/so-lieu-co-that").await;
        page.shows(&[
            "Gây hiểu lầm",
            "Báo Ví dụ (cơ quan báo chí) · 01/09/2026 · bản gốc",
            "Bảng số liệu. UN DESA. Đọc ngày 01/11/2026.",
            &"ab".repeat(32),
            "Hỏi ngày 02/11/2026 · Trả lời ngày 05/11/2026",
            "Chúng tôi đã sửa.",
            "10/11/2026 Báo đã sửa tin.",
        ]);
        let review = page.json_ld().expect("structured data");
        is_spoken_here(&review, "");
        assert_eq!(review["citation"][0]["encoding"]["sha256"], "ab".repeat(32));
        assert_eq!(review["itemReviewed"]["firstAppearance"]["url"], "https://bao.example/tin");
        portal.page("/vi/kiem-chung/ket-luan/gay-hieu-lam").await.shows(&["kết luận sai"]);
    });
}

#[test]
fn the_desk_gives_back_what_it_may_not_keep_and_says_what_to_look_at() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Publisher).await;
        let entry =
            json(&portal.api(Role::Publisher).await.get("/api/entries?kind=factcheck").await);
        let id = entry["items"][0]["id"].as_i64().expect("an id");
        let address = format!("/desk/entries/{id}/vi");
        let page = editor.page(&address).await;
        page.shows(&[
            "Nguồn chưa có bản lưu và mã băm.",
            "Nơi đăng chưa có ngày hoặc chưa có địa chỉ.",
        ]);
        page.shows(&["Chép nguyên văn.", "không ghi tên người"]);
        let seen = page.text.split("name=\"seen\" value=\"").nth(1).expect("the editions seen");
        let seen = seen.split('"').next().unwrap_or_default();
        let form = [("seen", seen), ("said.claim", "Gọi 0912 345 678 để nhận thưởng.")];
        let back = editor.post(&address, &form).await;
        assert_eq!(back.status, 422);
        back.shows(&["Đây có vẻ là số điện thoại di động của một người.", "Gọi 0912 345 678"]);
        let kept =
            json(&portal.api(Role::Publisher).await.get(&format!("/api/entries/{id}")).await);
        assert!(!kept.to_string().contains("0912"), "nothing of it was kept");
        let named = [("seen", seen), ("said.claim", "Theo ông Nguyễn Văn A, tăng một bậc.")];
        assert_eq!(editor.post(&address, &named).await.status, 303);
        editor.page(&address).await.shows(&["Có vẻ nhắc tới một người bằng tên."]);
    });
}

#[test]
fn a_folder_that_goes_out_comes_in_again_as_it_was() {
    wait(async {
        let (exchange, _data) = imported(&folder::demo()).await;
        let out = folder::new();
        mocban::exchange::export(&exchange, out.path()).await.expect("it goes out");
        let (again, _data) = imported(out.path()).await;
        let twice = folder::new();
        mocban::exchange::export(&again, twice.path()).await.expect("it goes out");
        let of = |path: &std::path::Path| folder::files(&path.join(ENTRY));
        assert_eq!(of(out.path()).len(), 5);
        assert!(of(out.path()) == of(twice.path()), "the folders differ");
    });
}

#[test]
fn a_kept_copy_gives_the_source_its_hash_and_is_never_served_to_readers() {
    crate::api_client::on_both(async |portal: &TestPortal| {
        let author = portal.api_of("bien-tap-1@example.vn", Role::Publisher).await;
        let made = author.post("/api/entries", &[], &new_check("Tăng một bậc.")).await;
        let (at, tag) = (made.header("location").to_owned(), made.header("etag").to_owned());
        let bytes = b"<html>Bang xep hang</html>";
        let put = async |path: &str, tag: &str, body: &'static [u8]| {
            author.send(Method::PUT, path, &[("if-match", tag)], Bytes::from_static(body)).await
        };
        let copy = format!("{at}/findings/nguon/copy?name=bang.html");
        problem(&put(&copy, &tag, b"").await, 422, "invalid");
        let missing = format!("{at}/findings/khong-co/copy?name=bang.html");
        problem(&put(&missing, &tag, bytes).await, 404, "not-found");
        let kept = put(&copy, &tag, bytes).await;
        assert_eq!(kept.status, 200, "{}", kept.text);
        let kept = json(&author.get(&at).await);
        let sha256 = kept["facts"]["own"]["finding"][0]["sha256"].as_str().expect("a hash");
        assert_eq!(sha256, mocban::platform::files::hex(&Sha256::digest(bytes)));
        let given = author.get(&format!("{at}/copies/{sha256}")).await;
        assert_eq!(given.text.as_bytes(), bytes);
        assert!(given.header("content-disposition").starts_with("attachment"));
        let other = portal.api(Role::Translator).await;
        problem(&other.get(&format!("{at}/copies/{sha256}")).await, 403, "not-allowed");
        for key in [sha256, &sha256[..24]] {
            let public = portal.get(&format!("/files/{key}/bang.html")).await;
            assert_eq!(public.status, 404, "{key}");
        }
    });
}
