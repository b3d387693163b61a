//! The counters: what counts, what does not, and that every figure agrees with every other.

mod balance;
mod bots;
mod close;
mod countries;
mod invariants;
mod live;
mod logs;
mod months;
mod nodes;

use crate::support::{TestPortal, at, folder, wait};
use http::Method;
use serde_json::Value;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

const ARTICLE: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";

async fn total(portal: &TestPortal) -> u64 {
    portal.fold().await;
    portal.figures().await["views"]["total"].as_u64().expect("a total")
}

#[test]
fn a_readers_view_of_each_kind_of_page_counts_once() {
    wait(async {
        let portal = TestPortal::demo().await;
        let pages = [
            "/",
            "/en",
            "/vi/tin-tuc",
            "/vi/tin-tuc?trang=2",
            ARTICLE,
            "/vi/le-hoi",
            "/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020",
            "/vi/anh/ngay-xuan-tren-dat-tay-yen-tu",
            "/vi/anh/ngay-xuan-tren-dat-tay-yen-tu/2",
            "/vi/video/khac-mot-lan-in-nhieu-lan",
            "/vi/ban-to-chuc",
            "/vi/luot-truy-cap",
            "/vi/trang/gioi-thieu",
        ];
        for (seen, page) in (0_u64..).zip(pages) {
            portal.page(page).await;
            assert_eq!(total(&portal).await, seen + 1, "{page} the first time");
        }
        // The second time each comes from the pages kept in memory.
        for (seen, page) in (13_u64..).zip(pages) {
            portal.page(page).await;
            assert_eq!(total(&portal).await, seen + 1, "{page} again");
        }
    });
}

#[test]
fn what_is_no_page_is_not_counted() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/").await;
        let style = page.links("stylesheet").remove(0).1;
        let picture = page.text.split("/files/").nth(1).and_then(|rest| rest.split('"').next());
        let picture = format!("/files/{}", picture.expect("a picture"));
        let before = total(&portal).await;
        let others = [
            style.as_str(),
            picture.as_str(),
            "/robots.txt",
            "/sitemap.xml",
            "/vi/tin-tuc/feed.atom",
            "/vi/le-hoi/lich.ics",
            "/api/visits",
            "/vi/luot-truy-cap.csv",
            "/healthz",
        ];
        for address in others {
            portal.page(address).await;
        }
        assert_eq!(portal.get("/vi/khong-co").await.status, 404);
        assert_eq!(total(&portal).await, before);
    });
}

#[test]
fn what_was_not_read_is_not_counted() {
    wait(async {
        let portal = TestPortal::demo().await;
        let tag = portal.page(ARTICLE).await.header("etag").to_owned();
        let before = total(&portal).await;
        assert_eq!(before, 1);
        // The article now shows one view, so its tag is another: ask once more for the present one.
        let now = portal.page(ARTICLE).await.header("etag").to_owned();
        assert_ne!(now, tag);
        let held = portal.ask(Method::GET, ARTICLE).with("if-none-match", &now).answer().await;
        assert_eq!(held.status, 304);
        let asked = portal.ask(Method::HEAD, ARTICLE).answer().await;
        assert_eq!(asked.status, 200);
        assert!(!portal.ask(Method::POST, ARTICLE).answer().await.status.is_success());
        assert_eq!(portal.get("/vi/tin-tuc/khong-co-bai-nay").await.status, 404);
        assert_eq!(total(&portal).await, before + 1, "only the second reading counts");
    });
}

#[test]
fn a_machine_is_not_counted_and_says_so_in_the_sums() {
    wait(async {
        let portal = TestPortal::demo().await;
        let agents = [
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; bingbot/2.0)",
            "facebookexternalhit/1.1",
            "curl/8.5.0",
            "Wget/1.21",
            "python-requests/2.31",
            "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0",
            "",
        ];
        for agent in agents {
            let answer = portal.ask(Method::GET, ARTICLE).with("user-agent", agent).answer().await;
            assert_eq!(answer.status, 200, "{agent}");
        }
        for (name, value) in [
            ("sec-purpose", "prefetch"),
            ("purpose", "prefetch"),
            ("sec-purpose", "prefetch;prerender"),
        ] {
            portal.ask(Method::GET, ARTICLE).with(name, value).answer().await;
        }
        assert_eq!(total(&portal).await, 0);
        let csv = portal.page("/vi/luot-truy-cap.csv").await.text;
        assert_eq!(
            csv.lines().collect::<Vec<_>>(),
            ["day,views,visits,visitors,not_counted,taken_out", "2026-11-20,0,0,0,11,0"]
        );
    });
}

#[test]
fn every_figure_agrees_once_the_ledger_is_folded() {
    wait(async {
        let portal = TestPortal::demo().await;
        for _ in 0..5 {
            portal.page(ARTICLE).await;
        }
        portal.page("/en/news/opening-of-the-culture-and-tourism-week-2020").await;
        portal.page("/vi/tin-tuc").await;
        portal.fold().await;
        let figures = portal.figures().await;
        for period in ["today", "week", "month", "year", "total"] {
            assert_eq!(figures["views"][period], 7, "{period}");
        }
        assert_eq!(figures["online"], 1);
        // The article's own figure joins its languages; the page shows what it showed before this view.
        portal.page(ARTICLE).await.shows(&["Lượt xem 6"]);
        let front = portal.page("/").await;
        front.shows(&[
            "Đang truy cập 1",
            "Hôm nay 7",
            "Tuần này 7",
            "Tháng này 7",
            "Năm nay 7",
            "Tổng số 7",
        ]);
        portal.fold().await;
        let csv = portal.page("/en/visits.csv").await.text;
        assert!(csv.contains("2026-11-20,9,1,1,0,0"), "{csv}");
        portal.page("/vi/luot-truy-cap").await.shows(&["Hôm nay 9", "Tổng số 9", "20/11"]);
    });
}

#[test]
fn the_figures_as_json_have_their_moment_and_every_period() {
    wait(async {
        let portal = TestPortal::demo().await;
        let answer = portal.page("/api/visits").await;
        assert!(answer.header("content-type").starts_with("application/json"));
        assert_eq!(answer.header("cache-control"), "no-store");
        insta::assert_snapshot!(answer.text, @r#"{"as_of":"2026-11-20T10:15:00+07:00","online":0,"views":{"today":0,"week":0,"month":0,"year":0,"total":0},"visits":{"today":0,"week":0,"month":0,"year":0,"total":0},"visitors":{"today":0,"week":0,"month":0,"year":0,"total":0}}"#);
    });
}

fn period(figures: &Value, name: &str) -> u64 {
    figures["views"][name].as_u64().expect("a figure")
}

#[test]
fn midnight_in_viet_nam_turns_the_day_the_week_the_month_and_the_year() {
    wait(async {
        let portal = TestPortal::demo().await;
        // Thursday 31 December 2026; in UTC the year has seven hours left.
        portal.clock.set(at("2026-12-31T23:59:58+07:00"));
        let before = portal.page("/vi/tin-tuc").await;
        before.shows(&["Thứ Năm, 31/12/2026"]);
        portal.fold().await;
        assert_eq!(period(&portal.figures().await, "today"), 1);
        portal.clock.set(at("2027-01-01T00:00:02+07:00"));
        portal.page("/vi/tin-tuc").await.shows(&["Thứ Sáu, 01/01/2027"]);
        portal.fold().await;
        let figures = portal.figures().await;
        let found = ["today", "week", "month", "year", "total"].map(|name| period(&figures, name));
        assert_eq!(found, [1, 2, 1, 1, 2]);
        portal.clock.set(at("2027-01-04T00:00:01+07:00"));
        portal.fold().await;
        let figures = portal.figures().await;
        let found = ["today", "week", "month", "year", "total"].map(|name| period(&figures, name));
        assert_eq!(found, [0, 0, 1, 1, 2], "Monday begins a week");
        assert_eq!(figures["online"], 0);
    });
}

#[test]
fn who_was_here_five_minutes_ago_is_no_longer_online() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.page("/").await;
        portal.ask(Method::GET, "/").with("user-agent", "Mozilla/5.0 Other").answer().await;
        portal.page("/vi/tin-tuc").await;
        portal.fold().await;
        assert_eq!(portal.figures().await["online"], 2);
        portal.clock.set(at("2026-11-20T10:20:01+07:00"));
        portal.fold().await;
        assert_eq!(portal.figures().await["online"], 0);
    });
}

#[test]
fn a_restart_replays_nothing_and_loses_nothing() {
    wait(async {
        let portal = TestPortal::demo().await;
        for _ in 0..3 {
            portal.page(ARTICLE).await;
        }
        portal.fold().await;
        portal.page(ARTICLE).await;
        // This one was not folded when the portal ended.
        let portal = portal.restarted().await;
        assert_eq!(portal.figures().await["views"]["total"], 4);
        portal.fold().await;
        let portal = portal.restarted().await;
        assert_eq!(portal.figures().await["views"]["total"], 4);
        portal.page(ARTICLE).await.shows(&["Lượt xem 4"]);
    });
}

/// The ledger this portal writes.
fn ledger(portal: &TestPortal) -> PathBuf {
    let folder = portal.folder.path().join("ledger");
    let names = folder::files(&folder).into_keys().filter(|name| name.ends_with(".ledger"));
    folder.join(names.max().expect("a ledger"))
}

#[test]
fn a_damaged_record_is_passed_over() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.page(ARTICLE).await;
        let path = ledger(&portal);
        let mut file = OpenOptions::new().append(true).open(&path).expect("the ledger");
        file.write_all(&[0xab; 32]).expect("noise");
        let mut copy = std::fs::read(&path).expect("the ledger")[..32].to_vec();
        copy[20] ^= 1;
        file.write_all(&copy).expect("a record with one bit turned");
        portal.page(ARTICLE).await;
        assert_eq!(total(&portal).await, 2);
    });
}

#[test]
fn half_a_record_at_the_end_of_an_ended_ledger_is_passed_over() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.page(ARTICLE).await;
        let path = ledger(&portal);
        let mut file = OpenOptions::new().append(true).open(&path).expect("the ledger");
        file.write_all(&[1; 17]).expect("half a record");
        let portal = portal.restarted().await;
        portal.page(ARTICLE).await;
        assert_eq!(total(&portal).await, 2);
    });
}
