//! The dashboard of visits, on both engines: its figures are those of the ledger, its files and the API
//! say the same, and words of the search are kept only when several asked.

use crate::support::{AGENT, Postgres, TestPortal, at, readers, wait};
use http::Method;
use mocban::desk::write_weekly;
use mocban::people::{self, Grant, Role};
use mocban::visits::{self, Depth, Period, Table, WEEKLY};
use mocban::{args, sql};
use serde_json::Value;
use std::net::IpAddr;

const ARTICLE: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";
const ENGLISH: &str = "/en/news/opening-of-the-culture-and-tourism-week-2020";
const TABLES: [&str; 8] = [
    "entries",
    "sections",
    "languages",
    "countries",
    "sources",
    "devices",
    "campaigns",
    "searches",
];

pub async fn on_both(test: impl AsyncFn(&TestPortal)) {
    let postgres = Postgres::start();
    for portal in [TestPortal::demo().await, TestPortal::demo_on(&postgres).await] {
        test(&portal).await;
        let chain = mocban::platform::changes::verify(&portal.app.portal.db).await;
        assert_eq!(chain.expect("the log"), None);
    }
}

/// A reader of her own opens an address at a moment.
async fn reads(portal: &TestPortal, (moment, last): (&str, u8), path: &str) {
    portal.clock.set(at(moment));
    let from: IpAddr = [203, 0, 113, last].into();
    let answer = portal.ask(Method::GET, path).from(from).answer().await;
    assert_eq!(answer.status, 200, "{path}");
}

/// Three days of readers: 23, 25 and 26 November; nothing on the 24th.
pub async fn three_days(portal: &TestPortal) {
    for reader in 1..=4 {
        reads(portal, ("2026-11-23T09:00:00+07:00", reader), ARTICLE).await;
    }
    portal.fold().await;
    reads(portal, ("2026-11-25T09:00:00+07:00", 1), ENGLISH).await;
    reads(portal, ("2026-11-25T09:01:00+07:00", 1), "/vi/tin-tuc?utm_campaign=tet-2027").await;
    portal.fold().await;
    reads(portal, ("2026-11-26T09:00:00+07:00", 7), "/").await;
    reads(portal, ("2026-11-26T09:00:30+07:00", 7), ARTICLE).await;
    portal.ask(Method::GET, ARTICLE).with("user-agent", "curl/8.5.0").answer().await;
    let bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    portal.ask(Method::GET, ARTICLE).with("user-agent", bot).answer().await;
    portal.fold().await;
}

#[test]
fn the_dashboard_shows_what_was_read_and_leaves_days_without_a_count_empty() {
    wait(async {
        let portal = TestPortal::demo().await;
        three_days(&portal).await;
        let desk = portal.desk(Role::Editor).await;
        let page = desk.page("/desk/visits?from=2026-11-23&to=2026-11-26").await;
        let words = page.words_until("Ghi chú trên biểu đồ");
        let (_, below) = words.split_once("\nLọc\n").expect("the form of the period");
        insta::assert_snapshot!(below, @r"
        23/11/2026 – 26/11/2026
        so với 19/11/2026 – 22/11/2026
        Kỳ trước
        8
        Lượt xem
        kỳ so sánh không có số liệu
        6
        Lượt ghé
        kỳ so sánh không có số liệu
        6
        Người truy cập
        kỳ so sánh không có số liệu
        23/11/2026 – 26/11/2026: đếm được 3 trong 4 ngày. Ngày không đếm để trống, không phải bằng không.
        19/11/2026 – 22/11/2026: đếm được 0 trong 4 ngày. Ngày không đếm để trống, không phải bằng không.
        0 1 2 3 4 không đếm4 23/11 24/11 25/11 26/11
        0 1 2 3 4 4 23/11 24/11 25/11 26/11
        Lượt xem
        Lượt ghé
        Người truy cập
        Cột gạch chéo: chưa hết ngày, hoặc thiếu ngày đếm. Chấm đứt quãng: cổng không đếm. Dấu đuôi cá có số: ghi chú bên dưới.
        Bảng số liệu theo ngày
        Ngày
        Lượt xem
        Lượt ghé
        Người truy cập
        23/11/2026
        4
        4
        4
        24/11/2026
        không đếm
        25/11/2026
        2
        1
        1
        26/11/2026 chưa xong
        2
        1
        1
        CSV theo ngày
        ");
    });
}

#[test]
fn on_both_engines_the_tables_say_the_same() {
    wait(on_both(async |portal| {
        three_days(portal).await;
        let desk = portal.desk(Role::Editor).await;
        let page = desk.page("/desk/visits?period=7").await;
        page.shows(&[
            "Tối nay khai mạc Tuần Văn hóa",
            "Các trang danh sách",
            "Trang nhất",
            "Tiếng Việt",
            "English",
            "tet-2027",
            "Chưa có tệp tra nước.",
            "Cộng: 8.",
        ]);
        // One of eight is an eighth, 12.5 %: shares are rounded to the nearest, so that they add up.
        page.shows(&["13%"]);
        page.shows_none(&["12%"]);
        // A month before there is nothing: the portal did not count.
        desk.page("/desk/visits?period=2026-10").await.shows(&["Khoảng này chưa có số liệu"]);
    }));
}

#[test]
fn the_first_rows_and_their_sums_are_those_of_the_whole_table() {
    wait(on_both(async |portal| {
        three_days(portal).await;
        let db = &portal.app.portal.db;
        let (november, none) = (("2026-11-23", ""), ("2026-10-01", "2026-10-02"));
        for (days, counted) in [(november, true), (none, false)] {
            let period = Period::asked("", days, portal.app.portal.today()).expect("a period");
            let read = async |depth| visits::report(db, &period, depth).await.expect("a report");
            let (whole, first) = (read(Depth::Whole).await, read(Depth::First(2)).await);
            for ((table, all), (_, some)) in whole.tables.iter().zip(&first.tables) {
                assert_eq!((all.count, all.views), (some.count, some.views), "{table:?}");
                assert!(all.first.starts_with(&some.first), "{table:?}");
            }
            assert_eq!(first.rows(Table::Entries).len(), if counted { 2 } else { 0 });
            let again = visits::views_of(db, &period, first.rows(Table::Entries)).await;
            let mut again = again.expect("views");
            again.sort_by_key(|row| -row.views);
            assert_eq!(again, first.rows(Table::Entries));
        }
    }));
}

fn whole(file: &Value) -> i64 {
    file["total"]["views"].as_i64().expect("a total")
}

/// The column of views of a CSV file, added up.
fn views_of(csv: &str) -> i64 {
    let mut lines = csv::Reader::from_reader(csv.as_bytes());
    let heads = lines.headers().expect("a head").clone();
    let column = heads.iter().position(|head| head == "views").expect("views");
    lines
        .records()
        .map(|line| line.expect("a line")[column].parse::<i64>().expect("a figure"))
        .sum()
}

#[test]
fn totals_of_every_file_and_of_the_api_are_those_of_the_page() {
    wait(on_both(async |portal| {
        three_days(portal).await;
        let desk = portal.desk(Role::Editor).await;
        let period = "from=2026-11-23&to=2026-11-26";
        let api = portal.api(Role::Editor).await;
        let file = desk.page(&format!("/desk/visits/download/visits.json?{period}")).await;
        let file: Value = serde_json::from_str(&file.text).expect("JSON");
        assert_eq!(whole(&file), 8);
        let days = desk.page(&format!("/desk/visits/download/days.csv?{period}")).await;
        assert_eq!(views_of(&days.text), 8);
        let told = api.read(&format!("/api/visits/days?{period}")).await;
        assert_eq!((whole(&told), told["items"].as_array().map(Vec::len)), (8, Some(3)));
        for table in TABLES {
            let csv = desk.page(&format!("/desk/visits/download/{table}.csv?{period}")).await;
            assert!(csv.header("content-disposition").contains("2026-11-23"), "{table}");
            let told = api.read(&format!("/api/visits/{table}?{period}")).await;
            let expected = match table {
                "campaigns" => 1,
                "sources" => 7,
                "searches" => 0,
                _ => 8,
            };
            assert_eq!(views_of(&csv.text), expected, "{table}.csv");
            assert_eq!(told["views"], expected, "/api/visits/{table}");
            let listed = file[table].as_array().expect("a table").iter();
            let sum: i64 = listed.filter_map(|line| line["views"].as_i64()).sum();
            assert_eq!(sum, expected, "{table} in visits.json");
        }
        let book = desk.get(&format!("/desk/visits/download/visits.xlsx?{period}")).await;
        let read = readers::xlsx(&book.bytes);
        let days = read["sheets"]["Theo ngày"].as_array();
        let days = days.unwrap_or_else(|| panic!("the days: {read}"));
        let views: i64 = days[1..].iter().filter_map(|day| day[1].as_i64()).sum();
        assert_eq!(views, 8, "openpyxl reads the total of the page");
        assert!(
            book.header("content-disposition").ends_with("visits-2026-11-23-2026-11-26.xlsx\"")
        );
    }));
}

#[test]
fn a_period_that_cannot_be_read_is_refused_with_its_reason() {
    wait(async {
        let portal = TestPortal::demo().await;
        let desk = portal.desk(Role::Author).await;
        let cases = [
            ("from=2026-11-20&to=2026-11-01", "Ngày cuối phải sau ngày đầu."),
            ("period=2027", "Khoảng thời gian này chưa đến."),
            ("period=h%C3%B4m+qua", "Ghi ngày theo dạng 2026-11-20"),
            ("from=2001-01-01", "nhiều nhất mười năm"),
        ];
        for (query, reason) in cases {
            let page = desk.get(&format!("/desk/visits?{query}")).await;
            assert_eq!(page.status, 400, "{query}");
            page.shows(&[reason, "22/10/2026 – 20/11/2026"]);
            assert_eq!(
                desk.get(&format!("/desk/visits/download/days.csv?{query}")).await.status,
                400
            );
            let api = portal.api(Role::Author).await;
            if !query.starts_with("period") {
                assert_eq!(api.get(&format!("/api/visits/days?{query}")).await.status, 422);
            }
        }
        let api = portal.api(Role::Author).await;
        for query in ["to=", "from=h%C3%B4m+qua", "from=2026-02-30"] {
            assert_eq!(api.get(&format!("/api/visits/days?{query}")).await.status, 400, "{query}");
        }
        assert_eq!(desk.get("/desk/visits/download/readers.csv").await.status, 404);
        assert_eq!(portal.browser().get("/desk/visits").await.status, 303, "only for the desk");
        let stranger = portal.browser().get("/api/visits/entries").await;
        assert_eq!(stranger.status, 401);
    });
}

#[test]
fn what_has_moved_is_rounded_to_the_nearest_per_cent() {
    wait(async {
        let portal = TestPortal::demo().await;
        for (day, readers) in [(23, 6), (24, 5)] {
            for reader in 1..=readers {
                reads(&portal, (&format!("2026-11-{day}T09:00:00+07:00"), reader), ARTICLE).await;
            }
            portal.fold().await;
        }
        let desk = portal.desk(Role::Editor).await;
        let day = "/desk/visits?from=2026-11-24&to=2026-11-24";
        // In the morning a day has fewer than a whole one before it: that is no fall.
        desk.page(day).await.shows_none(&["17%"]);
        portal.clock.set(at("2026-11-25T09:00:00+07:00"));
        let everywhere = vec![Grant::everywhere(Role::Editor)];
        let desk = portal.desk_of("tomorrow@example.vn", everywhere).await;
        desk.page(day).await.shows(&["−17%, kỳ so sánh: 6"]);
    });
}

/// So many readers ask the search.
async fn ask(portal: &TestPortal, readers: std::ops::RangeInclusive<u8>, words: &str) {
    let query = serde_urlencoded::to_string([("q", words)]).expect("a query");
    for reader in readers {
        let from: IpAddr = [203, 0, 113, reader].into();
        let path = format!("/vi/tim?{query}");
        let answer = portal.ask(Method::GET, &path).from(from).answer().await;
        assert_eq!(answer.status, 200);
    }
    portal.fold().await;
}

#[test]
fn words_are_shown_once_three_readers_looked_for_them_in_vain_and_before_are_nowhere() {
    wait(on_both(async |portal| {
        ask(portal, 1..=2, "bún chả cá kiếm").await;
        ask(portal, 1..=3, "Nguyễn Văn A 0912345678").await;
        ask(portal, 1..=9, "khai mạc").await;
        let bot = portal.ask(Method::GET, "/vi/tim?q=b%C3%BAn+ch%E1%BA%A3+c%C3%A1+ki%E1%BA%BFm");
        bot.with("user-agent", "curl/8.5.0").answer().await;
        portal.fold().await;
        let desk = portal.desk(Role::Editor).await;
        reads(portal, ("2026-11-20T10:16:00+07:00", 1), ARTICLE).await;
        portal.fold().await;
        let page = desk.page("/desk/visits?period=7").await;
        page.shows(&["Ô tìm kiếm được dùng 14 lần, 5 lần không thấy gì.", "Chưa có từ nào"]);
        page.shows_none(&["bún chả"]);
        ask(portal, 3..=3, "Bún chả  cá kiếm").await;
        let page = desk.page("/desk/visits?period=7").await;
        page.shows(&["bún chả cá kiếm"]);
        page.shows_none(&["0912345678"]);
        let kept: Vec<(String, i64)> = portal
            .app
            .portal
            .db
            .all(
                sql!("select words, times from visits_search_word order by words limit 9"),
                args![],
            )
            .await
            .expect("what is kept");
        assert_eq!(kept, [("bún chả cá kiếm".to_owned(), 3)]);
    }));
}

/// The letters that wait in the queue: whose, and of which week.
async fn waiting(portal: &TestPortal) -> Vec<String> {
    let db = &portal.app.portal.db;
    let rows: Vec<(String,)> = db
        .all(sql!("select payload from job where kind = $1 order by id limit 9"), args![WEEKLY])
        .await
        .expect("the queue");
    rows.into_iter().map(|(payload,)| payload).collect()
}

#[test]
fn the_weekly_letter_comes_once_each_monday_morning_to_those_who_asked_and_says_what_the_dashboard_says()
 {
    wait(on_both(async |portal| {
        three_days(portal).await;
        let desk = portal.desk(Role::Editor).await;
        let person = desk.person.expect("an account");
        desk.page("/desk/visits").await.shows(&["Gửi cho tôi", "Cổng chưa có máy chủ thư"]);
        let sent = desk.post("/desk/visits/weekly", &[("weekly", "1")]).await;
        assert_eq!(sent.status, 303);
        desk.page("/desk/visits?done=weekly").await.shows(&["Ngừng gửi", "Đã ghi nhận."]);
        let app = &portal.app.portal;
        let mut due = Vec::new();
        for moment in [
            "2026-11-26T10:00:00",
            "2026-11-30T06:59:00",
            "2026-11-30T07:00:00",
            "2026-12-01T09:00:00",
        ] {
            portal.clock.set(at(&format!("{moment}+07:00")));
            let when = (&app.zone, portal.clock.now_ms());
            due.push(visits::weekly_due(&app.db, when).await.expect("a look"));
        }
        assert_eq!(due, [0, 0, 1, 0]);
        let queue = waiting(portal).await;
        assert_eq!(queue.len(), 1);
        assert!(queue[0].contains("2026-11-23"), "{queue:?}");
        let account = people::account(&app.db, person).await.expect("the database").expect("hers");
        let week = "2026-11-23".parse().expect("a day");
        let letter = write_weekly(app, &account.person, week).await.expect("a letter");
        assert!(
            letter.subject.contains("23/11/2026 – 29/11/2026: 8 lượt xem"),
            "{}",
            letter.subject
        );
        let later = portal.desk_of("later@example.vn", vec![Grant::everywhere(Role::Editor)]).await;
        let page = later.page("/desk/visits?from=2026-11-23&to=2026-11-29").await;
        page.shows(&["8 Lượt xem", "6 Lượt ghé", "6 Người truy cập"]);
        for line in [
            // The week before was not counted: no figure is no zero.
            "Lượt xem: 8 (–)",
            "Lượt ghé: 6 (–)",
            "Người truy cập: 6 (–)",
            "3 trong 7 ngày",
            "6 – Tối nay khai mạc",
        ] {
            assert!(letter.text.contains(line), "{line}: {}", letter.text);
        }
        let mut tx = app.db.begin().await.expect("a transaction");
        let hers = people::Actor::Person(std::sync::Arc::clone(&account.person));
        visits::end_weekly(&mut tx, &hers, portal.clock.now_ms()).await.expect("she ends it");
        tx.commit().await.expect("it is committed");
        portal.clock.set(at("2026-12-07T09:00:00+07:00"));
        let when = (&app.zone, portal.clock.now_ms());
        assert_eq!(visits::weekly_due(&app.db, when).await.expect("a look"), 0, "she ended it");
    }));
}

#[test]
fn a_frozen_month_has_the_same_tables_as_its_days_had() {
    wait(on_both(async |portal| {
        three_days(portal).await;
        let file = async |who: &str| {
            // A session ends with the days that pass.
            let desk = portal.desk_of(who, vec![Grant::everywhere(Role::Editor)]).await;
            let file = desk.page("/desk/visits/download/visits.json?period=2026-11").await;
            serde_json::from_str::<Value>(&file.text).expect("JSON")
        };
        let open = file("one@example.vn").await;
        reads(portal, ("2026-12-01T09:00:00+07:00", 1), ARTICLE).await;
        portal.fold().await;
        reads(portal, ("2026-12-02T09:00:00+07:00", 1), ARTICLE).await;
        portal.fold().await;
        let db = &portal.app.portal.db;
        let (frozen,): (i64,) =
            db.one(sql!("select count(*) from visits_facet_month"), args![]).await.expect("sums");
        assert!(frozen > 0, "November is summed");
        let shut = file("two@example.vn").await;
        for table in TABLES {
            assert_eq!(open[table], shut[table], "{table}");
        }
    }));
}

#[test]
fn an_agent_of_a_phone_and_a_social_network_stand_in_their_tables() {
    wait(async {
        let portal = TestPortal::demo().await;
        let phone = AGENT.replace("X11; Linux x86_64", "Android 14; Mobile");
        let asked = portal.ask(Method::GET, ARTICLE).with("user-agent", &phone);
        asked.with("referer", "https://m.facebook.com/some/post?id=7").answer().await;
        portal.fold().await;
        let page = portal.desk(Role::Editor).await.page("/desk/visits?period=7").await;
        page.shows(&["Điện thoại", "m.facebook.com Mạng xã hội"]);
        page.shows_none(&["some/post"]);
    });
}

#[test]
fn how_many_visitors_a_language_had_is_what_is_so_when_the_table_is_read() {
    wait(on_both(async |portal| {
        portal.clock.set(at("2026-11-26T08:59:00+07:00"));
        let desk = portal.desk(Role::Editor).await;
        for reader in 1..=3 {
            let moment = format!("2026-11-26T09:00:0{reader}+07:00");
            reads(portal, (&moment, reader), ARTICLE).await;
            portal.fold().await;
            let csv = desk.page("/desk/visits/download/languages.csv?period=7").await.text;
            assert!(csv.contains(&format!(",{reader},{reader},\n")), "after {reader}: {csv}");
        }
        reads(portal, ("2026-11-26T09:00:05+07:00", 4), ARTICLE).await;
        portal.fold().await;
        let page = desk.page("/desk/visits?period=7").await;
        page.shows(&["Tiếng Việt 4 4 100%"]);
    }));
}

#[test]
fn what_the_former_portal_had_counted_stands_beside_an_entry_and_in_no_total() {
    wait(on_both(async |portal| {
        three_days(portal).await;
        let app = &portal.app.portal;
        let desk = portal.desk(Role::Editor).await;
        let period = visits::Period::last(7, app.today());
        let rows = visits::table(&app.db, &period, visits::Table::Entries).await.expect("rows");
        let opening = visits::Opening {
            entry: rows[0].key.parse().expect("the article's number"),
            views: 12_345,
            visits: None,
            visitors: None,
            as_of: "2020-02-01".parse().expect("a day"),
            source: "Cổng cũ".to_owned(),
        };
        let mut tx = app.db.begin().await.expect("a transaction");
        let when = (portal.clock.now_ms(), app.today());
        let operator = people::Actor::Operator;
        visits::bring_in(&mut tx, &operator, when, &[opening]).await.expect("it is brought in");
        tx.commit().await.expect("it is committed");
        let page = desk.page("/desk/visits?period=7").await;
        page.shows(&["(cổng cũ: 12.345, không cộng vào)", "Cộng: 8."]);
        let csv = desk.page("/desk/visits/download/entries.csv?period=7").await.text;
        assert!(csv.contains(",12345\n") && views_of(&csv) == 8, "{csv}");
    }));
}

#[test]
fn checking_the_log_also_finds_figures_of_a_frozen_month_that_were_touched() {
    wait(on_both(async |portal| {
        three_days(portal).await;
        reads(portal, ("2026-12-01T09:00:00+07:00", 1), ARTICLE).await;
        portal.fold().await;
        reads(portal, ("2026-12-02T09:00:00+07:00", 1), ARTICLE).await;
        portal.fold().await;
        let desk = portal.desk(Role::Administrator).await;
        desk.post("/desk/log/verify", &[]).await.shows(&["Chuỗi nguyên vẹn."]);
        let db = &portal.app.portal.db;
        let mut tx = db.begin().await.expect("a transaction");
        let more = sql!("update visits_day set views = views + 1000 where day = '2026-11-23'");
        tx.run(more, args![]).await.expect("it is written");
        tx.commit().await.expect("it is committed");
        let page = desk.post("/desk/log/verify", &[]).await;
        page.shows(&["Số liệu của một tháng đã chốt bị sửa.", "2026-11"]);
        page.shows_none(&["Chuỗi nguyên vẹn."]);
    }));
}
