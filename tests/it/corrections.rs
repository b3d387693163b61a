//! The register of what this site itself got wrong: fed by publishing and taking down.

use crate::api_client::{article, json, on_both};
use crate::support::{ORIGIN, TestPortal, wait};
use mocban::people::Role;
use serde_json::json;

#[test]
fn the_register_tells_what_was_wrong_and_what_is_right_with_the_entry_and_its_publisher() {
    wait(async {
        let portal = TestPortal::demo().await;
        insta::assert_snapshot!(portal.page("/vi/dinh-chinh").await.words(), @r#"
        Trang đầu
        Sổ đính chính
        Sổ đính chính
        Những lần chính cổng này đăng sai: sai điều gì, đúng là gì, sửa ngày nào. Mới nhất ở trên.
        Đính chính
        15/01/2020 21 tháng Chạp
        Tuần Văn hóa - Du lịch Bắc Giang năm 2020 mở vào mùng 5 tháng Giêng
        Bản đăng ngày 21/10/2019 chỉ ghi ngày kết thúc là 12/2/2020. Chương trình của Tuần ghi lễ tổng kết, bế mạc dự kiến từ 15 đến 20/2/2020. Bài đã nêu cả hai mốc và nguồn của mỗi mốc.
        Bài viết · Cơ quan đăng: Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Giang (nay là Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Ninh)
        Theo năm
        Tất cả các năm
        2020 1 lần
        Sổ này có từ đâu
        Không ai ghi tay vào sổ. Khi sửa một bài về nội dung, biên tập viên phải viết cho người đọc biết đã sửa điều gì; lời ấy hiện ở bài và tự vào sổ. Bài đăng nhầm bị gỡ cũng vào sổ, kèm lý do.
        Nhận đính chính
        Atom JSON
        Cách kiểm chứng thông tin
        "#);
        portal.page("/vi/dinh-chinh/nam/2020").await.shows(&["Sổ đính chính năm 2020"]);
        for nothing in
            ["/vi/dinh-chinh/nam/2019", "/vi/dinh-chinh/nam/hai", "/vi/dinh-chinh?trang=2"]
        {
            assert_eq!(portal.get(nothing).await.status, 404, "{nothing}");
        }
        let feed = portal.page("/vi/dinh-chinh/feed.atom").await.text;
        let feed: atom_syndication::Feed = feed.parse().expect("Atom");
        assert_eq!(feed.entries.len(), 1);
        assert!(feed.entries[0].authors[0].name.starts_with("Sở Văn hóa"));
        let feed = json(&portal.page("/en/corrections/feed.json").await);
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(feed["items"].as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn a_change_told_to_readers_and_a_notice_of_error_enter_the_register_by_themselves() {
    on_both(async |portal: &TestPortal| {
        let author = portal.api_of("bien-tap-1@example.vn", Role::Publisher).await;
        let second = portal.api_of("bien-tap-2@example.vn", Role::Publisher).await;
        let made = author.post("/api/entries", &[], &article("Mùa vải chín", "mua-vai-chin")).await;
        let at = made.header("location").to_owned();
        let tag = ("if-match", made.header("etag"));
        let live = second.post(&format!("{at}/vi/publish"), &[tag], &json!({})).await;
        portal.app.caught_up().await.expect("readers see it");
        portal.page("/vi/dinh-chinh").await.shows_none(&["Mùa vải chín"]);

        let words =
            json!({ "words": { "vi": { "title": "Mùa vải chín sớm", "slug": "mua-vai-chin" } } });
        let saved = author.put(&at, &[("if-match", live.header("etag"))], &words).await;
        let note = "Bài đầu viết tháng 6, đúng là tháng 5.";
        let body = json!({ "note": note });
        let tag = [("if-match", saved.header("etag"))];
        let again = second.post(&format!("{at}/vi/publish"), &tag, &body).await;
        assert_eq!(again.status, 200, "{}", again.text);
        portal.app.caught_up().await.expect("readers see it");
        let register = portal.page("/vi/dinh-chinh").await;
        register.shows(&["Đính chính 20/11/2026", "Mùa vải chín sớm", note]);
        assert!(register.main().contains("href=\"/vi/tin-tuc/mua-vai-chin\""));

        let down = json!({ "reason": "Ảnh chụp ở nơi khác." });
        let tag = [("if-match", again.header("etag"))];
        let ended = second.post(&format!("{at}/vi/declare-error"), &tag, &down).await;
        assert_eq!(ended.status, 200, "{}", ended.text);
        portal.app.caught_up().await.expect("readers see it");
        let register = portal.page("/vi/dinh-chinh").await;
        register.shows(&["Đăng nhầm, đã gỡ", "Ảnh chụp ở nơi khác.", note]);
        let feed = json(&portal.page("/vi/dinh-chinh/feed.json").await);
        assert_eq!(feed["items"][0]["url"], format!("{ORIGIN}/vi/tin-tuc/mua-vai-chin"));
        let found = portal.page("/vi/tim?q=mua+vai+chin").await;
        found.shows_none(&["Mùa vải chín sớm"]);
    });
}
