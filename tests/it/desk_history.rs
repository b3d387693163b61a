//! Editions kept, compared and restored; previews at the desk and by a link; the calendar, the log,
//! the search and the help of the desk.

use crate::desk_board::begun;
use crate::support::{TestPortal, at, wait};
use http::Method;
use mocban::people::Role;

#[test]
fn an_old_edition_is_compared_and_made_the_newest_again() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let tag = portal.app.portal.known().site.tag.first().expect("a tag").key.clone();
        let one = begun(&editor, "Bài có hai bản").await;
        let url = format!("/desk/entries/{}", one.replace('.', "/"));
        portal.clock.set(at("2026-11-20T11:00:00+07:00"));
        let form = [("deed", "add-tag"), ("sure", "1"), ("pick", &*one), ("tag", &*tag)];
        editor.post("/desk/entries/bulk", &form).await;
        let history = editor.page(&format!("{url}/history")).await;
        history.shows(&["Bản 2: lưu dữ kiện chung", "Bản 1: lưu lời văn và dữ kiện chung"]);
        let tags = crate::support::html::tags(&history.text);
        let field = |name: &str, place: usize| {
            let named = tags.iter().filter(|tag| tag.attribute("name").as_deref() == Some(name));
            named.filter_map(|tag| tag.attribute("value")).nth(place).expect("a field")
        };
        let (newer, older, seen) = (field("to", 0), field("from", 1), field("seen", 0));
        let compared = editor.page(&format!("{url}/compare?from={older}&to={newer}")).await;
        compared.shows(&["So sánh hai bản", &tag]);
        let same = editor.page(&format!("{url}/compare?from={newer}&to=latest")).await;
        same.shows(&["Hai bản giống hệt nhau."]);
        portal.clock.set(at("2026-11-20T12:00:00+07:00"));
        let form = [("version", &*older), ("what", "all"), ("seen", &*seen)];
        let restored = editor.post(&format!("{url}/restore"), &form).await;
        assert_eq!(restored.status, 303);
        let history = editor.page(restored.header("location")).await;
        history.shows(&["Bản 3: lưu dữ kiện chung", "Đã khôi phục thành bản mới nhất."]);
        // What was seen is no longer the newest.
        let late = editor.post(&format!("{url}/restore"), &form).await;
        assert_eq!(late.status, 409);
        assert_eq!(editor.get(&format!("{url}/compare?from=9999-1&to=latest")).await.status, 404);
    });
}

#[test]
fn a_reader_restores_nothing() {
    wait(async {
        let portal = TestPortal::demo().await;
        let author = portal.desk(Role::Author).await;
        let history = author.page("/desk/entries/1/vi/history").await;
        history.shows_none(&["Khôi phục"]);
        let form = [("version", "1-1"), ("what", "all"), ("seen", "[1,[]]")];
        let refused = author.post("/desk/entries/1/vi/restore", &form).await;
        assert!([403, 404].contains(&refused.status.as_u16()), "{}", refused.status);
    });
}

#[test]
fn a_preview_is_the_readers_page_neither_kept_nor_counted() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        for kind in ["factcheck", "festival", "gallery", "news", "page", "video"] {
            let list = editor
                .page(&format!("/desk/entries?kind={kind}&state=published&language=vi"))
                .await;
            let tags = crate::support::html::tags(&list.text);
            let entry = tags
                .iter()
                .filter_map(|tag| tag.attribute("href"))
                .find(|href| href.starts_with("/desk/entries/") && href.ends_with("/vi"));
            let entry = entry.expect("an entry of the kind");
            let frame = editor.page(&format!("{entry}/preview?device=desktop&theme=dark")).await;
            frame.shows(&["Xem thử", "Mở bản đang đăng"]);
            let public = crate::support::html::tags(&frame.text);
            let mut public = public.iter().filter_map(|tag| tag.attribute("href"));
            let public = public.rfind(|href| href.starts_with("/vi/")).expect("an address");
            let inside = editor.page(&format!("{entry}/preview/page?theme=dark")).await;
            assert_eq!(inside.words(), portal.page(&public).await.words(), "{kind}");
            assert!(inside.text.contains("data-theme=\"dark\""), "{kind}");
            assert_eq!(inside.header("x-robots-tag"), "noindex");
            assert_eq!(inside.header("cache-control"), "no-store");
            assert!(inside.header("content-security-policy").contains("frame-ancestors 'self'"));
        }
        portal.fold().await;
        // The six public pages, and no preview.
        assert_eq!(portal.figures().await["views"]["total"], 6);
    });
}

#[test]
fn a_link_opens_a_draft_until_its_hour_and_never_after() {
    wait(async {
        let portal = TestPortal::demo().await;
        let author = portal.desk(Role::Author).await;
        let one = begun(&author, "Bản nháp gửi người ngoài xem").await;
        let url = format!("/desk/entries/{}", one.replace('.', "/"));
        let made = author.post(&format!("{url}/preview-link"), &[("hours", "8")]).await;
        made.shows(&["Đã tạo liên kết.", "18:15, 20/11/2026"]);
        let tags = crate::support::html::tags(&made.text);
        let mut values = tags.iter().filter_map(|tag| tag.attribute("value"));
        let link = values.rfind(|value| value.contains("/preview/")).expect("a link");
        let opened = portal.get(&link).await;
        assert_eq!(opened.status, 200);
        opened.shows(&["Bản xem thử, chưa phải bản chính thức.", "Bản nháp gửi người ngoài xem"]);
        assert_eq!(opened.header("referrer-policy"), "no-referrer");
        assert!(opened.header("set-cookie").is_empty());
        let (_, token) = link.rsplit_once('/').expect("a token");
        for (name, bytes) in crate::support::folder::files(portal.folder.path()) {
            let kept = bytes.windows(token.len()).any(|window| window == token.as_bytes());
            assert!(!kept, "{name} holds the token");
        }
        portal.clock.set(at("2026-11-20T18:15:00+07:00"));
        let late = portal.get(&link).await;
        assert_eq!(late.status, 410);
        late.shows(&["Liên kết xem thử không còn mở được"]);
        let nobodys = portal.desk_of("khac@example.vn", Vec::new()).await;
        let refused = nobodys.post(&format!("{url}/preview-link"), &[("hours", "8")]).await;
        assert_eq!(refused.status, 403);
    });
}

#[test]
fn the_calendar_shows_a_month_in_both_calendars() {
    wait(async {
        let portal = TestPortal::demo().await;
        let client = portal.desk(Role::Author).await;
        let month = client.page("/desk/calendar?month=2020-01").await;
        month.shows(&["Tháng 1 năm 2020", "mùng 1 tháng Giêng", "rằm"]);
        let dated = client.page("/desk/calendar?month=2026-11").await;
        dated.shows(&["mùng 1 tháng Mười"]);
        client.page("/desk/calendar?month=9999-12").await;
        client.page("/desk/calendar?month=x").await;
    });
}

#[test]
fn the_log_is_read_by_those_who_may_and_its_chain_is_checked() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        assert_eq!(editor.get("/desk/log").await.status, 403);
        assert_eq!(editor.get("/desk/log.csv").await.status, 403);
        assert_eq!(editor.post("/desk/log/verify", &[]).await.status, 403);
        begun(&editor, "Bài trong nhật ký").await;
        let chief = portal.desk(Role::Administrator).await;
        let log = chief.page("/desk/log?verb=save&subject=bai-trong-nhat-ky").await;
        log.shows(&["1 dòng", "news/bai-trong-nhat-ky"]);
        let person = editor.person.expect("an account");
        let hers = chief
            .page(&format!("/desk/log?person=person%3A{person}&from=2026-11-20&to=2026-11-20"))
            .await;
        hers.shows(&["news/bai-trong-nhat-ky"]);
        chief.page("/desk/log?to=2026-11-19&subject=bai-trong").await.shows(&["0 dòng"]);
        let whole = chief.post("/desk/log/verify", &[]).await;
        whole.shows(&["Chuỗi nguyên vẹn."]);
        let csv = chief.page("/desk/log.csv?verb=save&subject=bai-trong-nhat-ky").await;
        assert_eq!(csv.text.lines().count(), 2);
        assert!(csv.text.starts_with("seq,at,actor,name,verb,subject,detail,hash"));
    });
}

#[test]
fn one_search_finds_everything_somebody_may_see() {
    wait(async {
        let portal = TestPortal::demo().await;
        let author = portal.desk(Role::Author).await;
        begun(&author, "Bài chưa ai thấy").await;
        author.page("/desk/search?q=chua+ai+thay").await.shows(&["Bài chưa ai thấy", "Đang viết"]);
        author.page("/desk/search?q=author").await.shows_none(&["author@example.vn"]);
        author.page("/desk/search?q=ban+dich").await.shows(&["Trang của bàn biên tập", "Bản dịch"]);
        author.page("/desk/search?q=khong+co+gi+nhu+vay").await.shows(&["Không tìm thấy"]);
        author.page("/desk/search").await;
        let chief = portal.desk(Role::Administrator).await;
        chief.page("/desk/search?q=author").await.shows(&["author@example.vn"]);
        chief.page("/desk/search?q=%25%5C%27%22").await;
    });
}

#[test]
fn the_help_tells_every_state_and_nobody_outside_gets_a_page_of_the_desk() {
    wait(async {
        let portal = TestPortal::demo().await;
        let client = portal.desk(Role::Translator).await;
        let help = client.page("/desk/help").await;
        help.shows(&["Đã gộp vào mục khác. Địa chỉ cũ dẫn tới mục đó.", "Hẹn giờ đăng", "Ctrl S"]);
        let pages = [
            "/desk",
            "/desk/entries",
            "/desk/calendar",
            "/desk/translations",
            "/desk/log",
            "/desk/search?q=a",
            "/desk/help",
            "/desk/entries/1/vi/history",
            "/desk/entries/1/vi/compare",
            "/desk/entries/1/vi/preview",
            "/desk/entries/1/vi/preview/page",
        ];
        for page in pages {
            let answer = portal.get(page).await;
            assert_eq!(answer.status, 303, "{page}");
            assert!(answer.header("location").starts_with("/desk/sign-in"), "{page}");
        }
        let forms = ["/desk/entries/bulk", "/desk/filters", "/desk/entries/1/vi/restore"];
        for form in forms {
            let answer = portal.ask(Method::POST, form).answer().await;
            assert_eq!(answer.status, 403, "{form}");
        }
    });
}
