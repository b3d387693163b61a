//! Access logs of the time before this portal counted: read once, however often they are given, kept
//! apart from what was measured, and nobody in them is kept. On both engines.

use crate::support::server::run;
use crate::support::{AGENT, ORIGIN, Postgres, TestPortal, at, folder, wait};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::Method;
use indicatif::ProgressBar;
use jiff::{Timestamp, ToSpan};
use mocban::people::Actor;
use mocban::visits::{self, Bots, Countries, LogDay, LogsAsked, LogsTold, NotRead, Span, Three};
use mocban::{args, sql};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use std::io::Write;
use std::path::{Path, PathBuf};

const ARTICLE: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";
const GOOGLEBOT: &str = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

async fn on_both(test: impl AsyncFn(TestPortal)) {
    let postgres = Postgres::start();
    test(TestPortal::demo().await).await;
    test(TestPortal::demo_on(&postgres).await).await;
}

/// A line of a log in Việt Nam's time.
fn line(moment: &str, reader: u8, target: &str, agent: &str) -> String {
    written(at(moment), reader, target, agent)
}

fn written(moment: Timestamp, reader: u8, target: &str, agent: &str) -> String {
    let zone = jiff::tz::TimeZone::get("Asia/Ho_Chi_Minh").expect("a zone");
    let time = moment.to_zoned(zone).strftime("%d/%b/%Y:%H:%M:%S %z").to_string();
    format!(
        "198.51.100.{reader} - - [{time}] \"GET {target} HTTP/1.1\" 200 512 \"https://www.google.com/\" \"{agent}\"\n"
    )
}

fn file(portal: &TestPortal, name: &str, text: &str) -> PathBuf {
    let path = portal.folder.path().join("logs").join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, text).expect("a file");
    path
}

fn packed(path: &Path) -> PathBuf {
    let to = path.with_extension("1.gz");
    let mut gz = GzEncoder::new(std::fs::File::create(&to).expect("a file"), Compression::fast());
    gz.write_all(&std::fs::read(path).expect("a log")).expect("it is packed");
    gz.finish().expect("it is packed");
    to
}

async fn read(portal: &TestPortal, files: &[PathBuf]) -> Result<LogsTold, NotRead> {
    let pages = mocban::exchange::log_pages(&portal.app.exchange).await.expect("addresses");
    let (bots, countries) = (Bots::built_in().expect("lists"), Countries::default());
    let asked = LogsAsked {
        zone: portal.app.portal.zone.clone(),
        origin: ORIGIN.to_owned(),
        bots: &bots,
        countries: &countries,
        pages: &pages,
        today: portal.clock.wall(&portal.app.portal.zone).date(),
    };
    let bar = ProgressBar::hidden();
    let now = portal.clock.now_ms();
    visits::import(&portal.app.portal.db, &Actor::Operator, &asked, now, (files, &bar)).await
}

async fn days(portal: &TestPortal) -> Vec<LogDay> {
    let whole = Span { first: String::new(), last: "9999".to_owned() };
    visits::log_days(&portal.app.portal.db, &whole).await.expect("days")
}

fn day(day: &str, (views, visits, visitors): (i64, i64, i64), refused: i64) -> LogDay {
    LogDay { day: day.to_owned(), three: Three { views, visits, visitors }, refused, judged: 0 }
}

/// Two days: a reader who comes twice on the first, another who reads over midnight, a machine.
fn two_days() -> String {
    [
        line("2020-01-29T08:00:00+07:00", 1, ARTICLE, AGENT),
        line("2020-01-29T08:00:01+07:00", 1, "/css/site.css", AGENT),
        line("2020-01-29T08:05:00+07:00", 1, "/Default.aspx?id=3", AGENT),
        line("2020-01-29T20:00:00+07:00", 1, "/", AGENT),
        line("2020-01-29T21:00:00+07:00", 9, ARTICLE, GOOGLEBOT),
        "half a line that was cut\n".to_owned(),
        line("2020-01-29T23:59:00+07:00", 2, "/", AGENT),
        line("2020-01-30T00:01:00+07:00", 2, ARTICLE, AGENT),
    ]
    .concat()
}

#[test]
fn logs_are_read_apart_from_what_is_measured_and_labelled_on_the_page() {
    wait(on_both(async |portal| {
        let log = file(&portal, "access.log", &two_days());
        let told = read(&portal, &[log]).await.expect("it is read");
        assert_eq!((told.lines, told.views, told.refused, told.unread), (8, 5, 1, 1));
        assert_eq!(
            days(&portal).await,
            [day("2020-01-29", (4, 3, 2), 1), day("2020-01-30", (1, 1, 1), 0)]
        );
        portal.fold().await;
        let [.., total] = portal.app.portal.visits.figures();
        assert_eq!(total, Three::default(), "nothing of it is in a measured figure");
        let page = portal.page("/vi/luot-truy-cap").await;
        page.shows(&[
            "Số đọc từ nhật ký máy chủ",
            "Từ 29/01/2020 đến 30/01/2020",
            "5 lượt xem, 4 lượt ghé, 3 người truy cập",
            "không cộng vào bất cứ con số nào ở trên",
        ]);
        portal.page("/en/visits").await.shows(&["Read from server logs", "5 views, 4 visits"]);
        portal.page(ARTICLE).await.shows(&["Lượt xem 0"]);
        let of_article = sql!(
            "select cast(sum(f.views) as bigint) from visits_fact f join entry e on e.id = f.entry_id \
              where f.origin = 'log' and e.key = 'khai-mac-tuan-van-hoa-du-lich-2020'"
        );
        let found: (i64,) = portal.app.portal.db.one(of_article, args![]).await.expect("a sum");
        assert_eq!(found.0, 2, "the address leads to the entry");
    }));
}

#[test]
fn a_log_read_twice_packed_renamed_or_doubled_changes_nothing_and_a_grown_one_adds_what_is_new() {
    wait(on_both(async |portal| {
        let whole = two_days();
        let cut = whole.match_indices('\n').nth(3).expect("a fourth line").0 + 1;
        // The fifth line is still being written.
        let log = file(&portal, "access.log", &whole[..cut + 20]);
        let told = read(&portal, std::slice::from_ref(&log)).await.expect("it is read");
        assert_eq!((told.lines, told.views), (4, 3));
        std::fs::write(&log, &whole).expect("it grows");
        let copy = file(&portal, "copy.log", &whole);
        let told = read(&portal, &[copy, log.clone()]).await.expect("it is read");
        assert_eq!((told.lines, told.known, told.views), (4, 4, 2));
        let expected = [day("2020-01-29", (4, 3, 2), 1), day("2020-01-30", (1, 1, 1), 0)];
        assert_eq!(days(&portal).await, expected);
        let log_of_changes = mocban::platform::changes::last(&portal.app.portal.db).await;
        for file in [log.clone(), packed(&log)] {
            let told = read(&portal, &[file]).await.expect("it is read");
            assert_eq!((told.lines, told.known, told.views), (0, 8, 0));
        }
        assert_eq!(days(&portal).await, expected);
        let after = mocban::platform::changes::last(&portal.app.portal.db).await;
        assert_eq!(after.expect("a log"), log_of_changes.expect("a log"), "nothing was written");
    }));
}

#[test]
fn days_this_portal_counted_itself_are_left_to_its_own_ledger() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.ask(Method::GET, ARTICLE).answer().await;
        portal.fold().await;
        let text = [
            line("2026-11-19T23:59:59+07:00", 1, ARTICLE, AGENT),
            line("2026-11-20T00:00:00+07:00", 1, ARTICLE, AGENT),
            line("2026-11-20T09:00:00+07:00", 2, ARTICLE, AGENT),
        ];
        let log = file(&portal, "access.log", &text.concat());
        let told = read(&portal, &[log]).await.expect("it is read");
        assert_eq!((told.views, told.own_days), (1, 2));
        assert_eq!(days(&portal).await, [day("2026-11-19", (1, 1, 1), 0)]);
    });
}

#[test]
fn nobody_in_a_log_is_kept() {
    wait(async {
        let portal = TestPortal::demo().await;
        let log = file(&portal, "access.log", &two_days());
        read(&portal, std::slice::from_ref(&log)).await.expect("it is read");
        std::fs::remove_dir_all(log.parent().expect("a folder")).expect("the logs go");
        for (name, bytes) in folder::files(portal.folder.path()) {
            for needle in ["198.51.100.", AGENT, "Googlebot"] {
                let found = bytes.windows(needle.len()).any(|part| part == needle.as_bytes());
                assert!(!found, "{name} holds {needle}");
            }
        }
    });
}

#[test]
fn what_is_no_log_is_told_by_name_and_nothing_is_written() {
    wait(async {
        let portal = TestPortal::demo().await;
        let log = file(&portal, "access.log", &two_days());
        let other = file(&portal, "notes.txt", "Danh sách lễ hội\n1. Xương Giang\n");
        let refused = read(&portal, &[log.clone(), other]).await.expect_err("it is refused");
        assert!(refused.to_string().contains("notes.txt has no line in the combined form"));
        let missing = portal.folder.path().join("logs/gone.log");
        let refused = read(&portal, &[log.clone(), missing]).await.expect_err("it is refused");
        assert!(refused.to_string().contains("gone.log cannot be read"), "{refused}");
        assert_eq!(days(&portal).await, []);
        let half = packed(&log);
        let bytes = std::fs::read(&half).expect("a file");
        std::fs::write(&half, &bytes[..bytes.len() - 30]).expect("it is cut");
        let refused = read(&portal, &[half]).await.expect_err("it is refused");
        assert!(refused.to_string().contains("access.1.gz cannot be read"), "{refused}");
        assert_eq!(days(&portal).await, []);
    });
}

#[test]
fn the_command_says_what_it_read() {
    wait(async {
        let portal = TestPortal::demo().await;
        let log = file(&portal, "access.log", &two_days()).display().to_string();
        let data = portal.folder.path().display().to_string();
        let output = run(portal.folder.path(), &["visits", "import", &log, "--data", &data]);
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(
            said,
            "8 new lines read; 0 were known from before.\n5 views from 2020-01-29 to 2020-01-30.\n\
             1 pages of machines, not counted.\n1 lines of no known form.\n",
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert_eq!(days(&portal).await.len(), 2);
    });
}

/// So many pages by one client, so many seconds apart.
fn pages(moment: &str, reader: u8, count: i64, apart: i64) -> Vec<String> {
    let page =
        |number: i64| written(at(moment) + (number * apart).seconds(), reader, ARTICLE, AGENT);
    (0..count).map(page).collect()
}

#[test]
fn whoever_behaves_in_a_log_as_no_reader_does_is_taken_out_and_the_page_says_how_much() {
    wait(on_both(async |portal| {
        let hurried = pages("2020-01-29T08:00:00+07:00", 1, 250, 0);
        let blind = pages("2020-01-29T09:00:00+07:00", 2, 160, 30);
        let reader = [
            line("2020-01-29T08:59:58+07:00", 3, "/", AGENT),
            line("2020-01-29T08:59:59+07:00", 3, "/css/site.css?v=2", AGENT),
            pages("2020-01-29T09:00:00+07:00", 3, 160, 30).concat(),
        ];
        let files = [
            file(&portal, "hurried.log", &hurried.concat()),
            file(&portal, "blind.log", &blind.concat()),
            file(&portal, "reader.log", &reader.concat()),
        ];
        let told = read(&portal, &files).await.expect("it is read");
        assert_eq!((told.views, told.judged), (161, 410));
        let expected = LogDay { judged: 410, ..day("2020-01-29", (161, 1, 1), 0) };
        assert_eq!(days(&portal).await, std::slice::from_ref(&expected));
        let facts = sql!("select cast(sum(views) as bigint) from visits_fact where origin = 'log'");
        let found: (i64,) = portal.app.portal.db.one(facts, args![]).await.expect("a sum");
        assert_eq!(found.0, 161, "they leave every figure");
        portal.page("/vi/luot-truy-cap").await.shows(&["410 trang có cách truy cập"]);
        let told = read(&portal, &files).await.expect("it is read");
        assert_eq!((told.known, told.views, told.judged), (572, 0, 0));
        assert_eq!(days(&portal).await, [expected]);
    }));
}

#[test]
fn a_log_without_styles_and_pictures_says_nothing_of_who_fetched_none() {
    wait(async {
        let portal = TestPortal::demo().await;
        let text = pages("2020-01-29T09:00:00+07:00", 2, 160, 30).concat();
        let told = read(&portal, &[file(&portal, "pages.log", &text)]).await.expect("it is read");
        assert_eq!((told.views, told.judged), (160, 0));
    });
}

#[test]
fn who_is_judged_by_lines_that_come_later_leaves_with_what_was_counted_before() {
    let postgres = Postgres::start();
    let drawn = (any::<Index>(), any::<Index>());
    let held = TestRunner::new(Config::with_cases(6)).run(&drawn, |(one, other)| {
        wait(async {
            let machine = pages("2020-01-29T08:00:00+07:00", 1, 230, 0);
            let reader = pages("2020-01-29T07:00:00+07:00", 2, 40, 300);
            let last = line("2020-02-28T00:00:00+07:00", 1, "/", AGENT);
            let logs = [machine, reader].map(|lines| lines.concat() + &last);
            let pieces = [first_lines(&logs[0], one), first_lines(&logs[1], other)];
            let at_once = come_to(TestPortal::demo().await, &[&logs]).await;
            assert_eq!((at_once[0].three.views, at_once[0].judged), (40, 230));
            let again = come_to(TestPortal::demo().await, &[&pieces, &logs, &logs]).await;
            assert_eq!(again, at_once);
            let there = TestPortal::demo_on(&postgres).await;
            assert_eq!(come_to(there, &[&pieces, &logs]).await, at_once);
        });
        Ok(())
    });
    held.expect("it holds whatever was drawn");
}

/// What the readings of some files come to, whatever was read before them.
async fn come_to(portal: TestPortal, readings: &[&[String]]) -> Vec<LogDay> {
    for texts in readings {
        let named = texts.iter().enumerate();
        let files: Vec<PathBuf> =
            named.map(|(number, text)| file(&portal, &format!("{number}.log"), text)).collect();
        read(&portal, &files).await.expect("it is read");
    }
    days(&portal).await
}

/// Requests to two servers, each with its log: seconds since the one before, who, which server.
fn two_logs(requests: &[(i64, u8, bool)]) -> [String; 2] {
    let mut moment = at("2020-01-29T20:00:00+07:00");
    let mut logs = [String::new(), String::new()];
    for (later, reader, server) in requests {
        moment += later.seconds();
        logs[usize::from(*server)].push_str(&written(moment, *reader, ARTICLE, AGENT));
    }
    let last = line("2020-02-28T00:00:00+07:00", 1, "/", AGENT);
    logs.map(|log| log + &last)
}

/// The first lines of a log.
fn first_lines(log: &str, at: Index) -> String {
    let lines: Vec<&str> = log.split_inclusive('\n').collect();
    lines[..=at.index(lines.len())].concat()
}

#[test]
fn a_log_read_in_pieces_comes_to_what_it_comes_to_at_once_and_two_servers_logs_to_one_portals() {
    let postgres = Postgres::start();
    let requests = prop::collection::vec((0..9_000_i64, 1..5_u8, any::<bool>()), 1..60);
    let drawn = (requests, any::<Index>(), any::<Index>());
    let held = TestRunner::new(Config::with_cases(4)).run(&drawn, |(requests, one, other)| {
        wait(async {
            let logs = two_logs(&requests);
            let pieces = [first_lines(&logs[0], one), first_lines(&logs[1], other)];
            let at_once = come_to(TestPortal::demo().await, &[&logs]).await;
            let again = come_to(TestPortal::demo().await, &[&pieces, &logs, &logs]).await;
            assert_eq!(again, at_once);
            let there = TestPortal::demo_on(&postgres).await;
            assert_eq!(come_to(there, &[&pieces, &logs]).await, at_once);
            assert!(at_once.iter().all(|day| day.three.hold()), "{at_once:?}");
            let views: i64 = at_once.iter().map(|day| day.three.views).sum();
            assert_eq!(usize::try_from(views).expect("views"), requests.len() + 2);
        });
        Ok(())
    });
    held.expect("it holds whatever was drawn");
}

#[test]
fn an_older_copy_of_a_log_that_has_grown_and_a_packed_one_that_is_cut_count_nothing_twice() {
    wait(on_both(async |portal| {
        let text = two_days();
        let older = text.split_inclusive('\n').take(4).collect::<String>();
        let cut = &text[..text.len() - 20];
        let first = file(&portal, "access.log", &older);
        read(&portal, &[first]).await.expect("it is read");
        let cut = packed(&file(&portal, "access.log-cut", cut));
        read(&portal, &[cut]).await.expect("it is read as far as its lines are whole");
        let grown = file(&portal, "access.log", &text);
        read(&portal, &[grown]).await.expect("it is read");
        let all = days(&portal).await;
        assert_eq!(all.iter().map(|day| day.three.views).sum::<i64>(), 5);
        let again = file(&portal, "backup.log", &older);
        let told = read(&portal, &[again]).await.expect("it is read");
        assert_eq!((told.lines, told.views), (0, 0));
        assert_eq!(days(&portal).await, all);
    }));
}
