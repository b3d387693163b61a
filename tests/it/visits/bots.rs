//! Which clients are machines, as an operator sets it: newer public lists, addresses of data centres.

use crate::support::server::run;
use crate::support::{TestPortal, wait};
use http::Method;
use mocban::visits::{List, Lists};
use serde_json::json;
use std::path::Path;

const ARTICLE: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";
const UNHEARD_OF: &str = "Mozilla/5.0 (X11; Linux x86_64) Zzyzx/1.0";

/// A newer COUNTER list with one pattern more.
fn newer(pattern: &str) -> String {
    let lists = Lists::built_in();
    let patterns = lists.patterns(List::Counter).chain([pattern]);
    json!(patterns.map(|pattern| json!({ "pattern": pattern })).collect::<Vec<_>>()).to_string()
}

/// Runs `mocban visits bots …` on a data folder; what it said on either side.
fn bots(data: &Path, args: &[&str]) -> (bool, String) {
    let folder = data.display().to_string();
    let mut all = vec!["visits", "bots"];
    all.extend(args);
    all.extend(["--data", &folder]);
    let output = run(data, &all);
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).expect("UTF-8"))
}

async fn reads_as(portal: &TestPortal, agent: &str) {
    let answer = portal.ask(Method::GET, ARTICLE).with("user-agent", agent).answer().await;
    assert_eq!(answer.status, 200);
    portal.fold().await;
}

async fn views(portal: &TestPortal) -> u64 {
    portal.figures().await["views"]["total"].as_u64().expect("a figure")
}

#[test]
fn a_newer_list_of_machines_is_taken_whole_logged_and_judged_by_from_the_next_start_on() {
    wait(async {
        let portal = TestPortal::demo().await;
        reads_as(&portal, UNHEARD_OF).await;
        assert_eq!(views(&portal).await, 1, "no list knows it yet");
        let data = portal.folder.path().to_owned();
        let files = [("good.json", newer("Zzyzx")), ("bad.json", newer("(half"))];
        let files = files.map(|(name, text)| {
            let file = data.join(name);
            std::fs::write(&file, text).expect("a file");
            file.display().to_string()
        });
        let (taken, said) = bots(&data, &["update", &files[0], &files[1]]);
        assert!(!taken && said.contains("bad.json") && said.contains("(half"), "{said}");
        assert!(!data.join("bots").exists(), "the good one beside it is not taken either");
        let (taken, said) = bots(&data, &["update", &files[0]]);
        assert!(taken, "{said}");
        assert!(
            said.contains("COUNTER-Robots: 328 patterns, 1 of them new; 0 are gone."),
            "{said}"
        );
        assert!(said.contains("new: Zzyzx") && said.contains("next start"), "{said}");
        let (_, said) = bots(&data, &["show"]);
        assert!(
            said.contains("COUNTER-Robots: 328 patterns\n  COUNTER-Robots\n  read from"),
            "{said}"
        );
        assert!(said.contains("crawler-user-agents: 1498 patterns"), "{said}");
        let log =
            mocban::platform::changes::about(&portal.app.portal.db, "visits/bots/counter.txt", 10);
        let log = log.await.expect("the log");
        assert_eq!((log[0].verb.as_str(), log[0].actor.as_str()), ("update", "operator"));
        assert_eq!(log[0].detail["new"], json!(["Zzyzx"]));
        let portal = portal.restarted().await;
        reads_as(&portal, UNHEARD_OF).await;
        assert_eq!(views(&portal).await, 1, "it is a machine now");
    });
}

#[test]
fn addresses_of_data_centres_are_not_counted_where_the_operator_has_a_list() {
    wait(async {
        let portal = TestPortal::demo().await;
        let list = portal.folder.path().join("centres.txt");
        std::fs::write(&list, "# one cloud\n203.0.113.0/24\n2001:db8::/32\n").expect("a file");
        let portal = portal.restarted_with(|config| config.data_centres = Some(list)).await;
        for from in [[203, 0, 113, 5], [198, 51, 100, 5]] {
            portal.ask(Method::GET, ARTICLE).from(from.into()).answer().await;
        }
        portal.fold().await;
        assert_eq!(views(&portal).await, 1);
        let page = portal.page("/vi/luot-truy-cap").await;
        page.shows(&["Phần đã bớt ra", "Mới gửi đi ít trang", "có 1 trang không tính"]);
        let csv = portal.page("/vi/luot-truy-cap.csv").await.text;
        assert!(csv.contains("2026-11-20,1,1,1,1,0"), "{csv}");
    });
}

#[test]
fn the_share_left_out_is_a_percentage_once_there_are_pages_enough() {
    wait(async {
        let portal = TestPortal::demo().await;
        for number in 0..100_u8 {
            let agent = if number % 4 == 0 { "curl/8.5.0" } else { crate::support::AGENT };
            let asked = portal.ask(Method::GET, ARTICLE).with("user-agent", agent);
            asked.from([203, 0, 113, number].into()).answer().await;
        }
        portal.fold().await;
        portal.page("/vi/luot-truy-cap").await.shows(&["25%", "trên 100 trang gửi đi có 25 trang"]);
    });
}
