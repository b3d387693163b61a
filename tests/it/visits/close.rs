//! What is left of a day when it is over: figures, and nothing that tells visitors apart.

use crate::support::{AGENT, TestPortal, at, folder, wait};
use http::Method;
use mocban::platform::db::Value;
use mocban::{args, sql};
use std::net::IpAddr;
use std::path::Path;

const ARTICLE: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";
const ADDRESS: &str = "203.0.113.77";

fn address(last: u8) -> IpAddr {
    format!("203.0.113.{last}").parse().expect("an address")
}

/// Every file under the data folder that holds any of `needles`.
fn holding(data: &Path, needles: &[Vec<u8>]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, bytes) in folder::files(data) {
        for needle in needles {
            if bytes.windows(needle.len()).any(|part| part == needle.as_slice()) {
                found.push(format!("{name} holds {:?}", String::from_utf8_lossy(needle)));
            }
        }
    }
    found
}

#[test]
fn after_a_load_the_data_folder_holds_no_address_no_agent_and_no_key_of_yesterday() {
    wait(async {
        let portal = TestPortal::demo().await;
        for last in 1..=77 {
            portal.ask(Method::GET, ARTICLE).from(address(last)).answer().await;
        }
        portal
            .ask(Method::GET, ARTICLE)
            .with("referer", &format!("http://{ADDRESS}/"))
            .answer()
            .await;
        portal.fold().await;
        let ledger = portal.folder.path().join("ledger");
        let key = std::fs::read_to_string(ledger.join("2026-11-20.key")).expect("today's key");
        let octets: IpAddr = address(77);
        let IpAddr::V4(four) = octets else { panic!("{octets}") };
        let agent = AGENT.as_bytes().to_vec();
        let own: Vec<u8> = four.to_ipv6_mapped().octets().to_vec();
        let number = u128::from_str_radix(&key, 16).expect("a key").to_be_bytes().to_vec();
        let data = portal.folder.path();
        assert_eq!(holding(data, &[ADDRESS.into(), agent.clone(), own.clone()]), [""; 0]);
        portal.clock.set(at("2026-11-21T00:00:01+07:00"));
        portal.page(ARTICLE).await;
        portal.fold().await;
        let gone = [ADDRESS.as_bytes().to_vec(), agent, own, key.into_bytes(), number];
        assert_eq!(holding(data, &gone), [""; 0]);
        let names: Vec<String> = folder::files(&ledger).into_keys().collect();
        assert!(names.iter().all(|name| name.starts_with("2026-11-21")), "{names:?}");
    });
}

async fn rows(portal: &TestPortal, day: &str) -> (i64, i64, i64, bool) {
    let db = &portal.app.portal.db;
    let closed = sql!(
        "select views, visits, visitors, cast(case when closed_at is null then 0 else 1 end as bigint) \
           from visits_day where day = $1"
    );
    let (views, visits, visitors, closed): (i64, i64, i64, i64) =
        db.one(closed, args![day]).await.expect("the day");
    (views, visits, visitors, closed == 1)
}

async fn count(portal: &TestPortal, statement: mocban::platform::db::Statement) -> i64 {
    let values: Vec<Value> = vec![];
    let (rows,): (i64,) = portal.app.portal.db.one(statement, values).await.expect("a count");
    rows
}

#[test]
fn views_of_the_last_second_belong_to_the_day_they_were_in_and_its_visits_stay_whole() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.page(ARTICLE).await;
        portal.fold().await;
        portal.clock.set(at("2026-11-20T10:40:00+07:00"));
        portal.page(ARTICLE).await;
        portal.clock.set(at("2026-11-20T23:59:59+07:00"));
        portal.page(ARTICLE).await;
        // Not folded before midnight; ended and begun again after it.
        portal.clock.set(at("2026-11-21T00:00:01+07:00"));
        let portal = portal.restarted().await;
        assert_eq!(rows(&portal, "2026-11-20").await, (3, 2, 1, true));
        portal.page(ARTICLE).await;
        portal.fold().await;
        assert_eq!(rows(&portal, "2026-11-21").await, (1, 1, 1, false));
        let figures = portal.figures().await;
        assert_eq!(figures["visitors"]["today"], 1);
        assert_eq!(figures["visitors"]["week"], 2, "who comes on two days counts on both");
        assert_eq!(count(&portal, sql!("select count(*) from visits_judged")).await, 0);
    });
}

#[test]
fn a_client_that_behaves_as_no_reader_is_taken_out_as_a_number_of_its_own() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.ask(Method::GET, ARTICLE).from(address(1)).answer().await;
        for number in 0..260 {
            portal.ask(Method::GET, ARTICLE).from(address(2)).answer().await;
            if number % 90 == 0 {
                portal.fold().await;
            }
        }
        portal.fold().await;
        portal.fold().await;
        let figures = portal.figures().await;
        for figure in ["views", "visits", "visitors"] {
            assert_eq!(figures[figure]["today"], 1, "{figure}");
        }
        assert_eq!(figures["online"], 1);
        let csv = portal.page("/vi/luot-truy-cap.csv").await.text;
        assert!(csv.contains("2026-11-20,1,1,1,0,260"), "{csv}");
        portal.page(ARTICLE).await.shows(&["Lượt xem 1"]);
        let portal = portal.restarted().await;
        portal.ask(Method::GET, ARTICLE).from(address(2)).answer().await;
        portal.fold().await;
        let csv = portal.page("/vi/luot-truy-cap.csv").await.text;
        assert!(csv.contains("2026-11-20,2,2,2,0,261"), "a restart forgets no judgement: {csv}");
    });
}

#[test]
fn somebody_signed_in_at_the_desk_is_not_counted() {
    wait(async {
        let portal = TestPortal::demo().await;
        for cookie in ["__Host-mocban_desk=x", "a=b; mocban_desk=x"] {
            portal.ask(Method::GET, ARTICLE).with("cookie", cookie).answer().await;
        }
        portal.ask(Method::GET, ARTICLE).with("cookie", "theme=dark").answer().await;
        portal.fold().await;
        assert_eq!(portal.figures().await["views"]["today"], 1);
    });
}

/// The records of the one ledger file in a portal's folder, without the room behind them.
fn records(portal: &TestPortal) -> Vec<u8> {
    let files = folder::files(&portal.folder.path().join("ledger"));
    let mut ledgers = files.into_iter().filter(|(name, _)| name.ends_with(".ledger"));
    let (_, mut bytes) = ledgers.next().expect("a ledger");
    let end = bytes.iter().rposition(|byte| *byte != 0).expect("a record") + 1;
    bytes.truncate(end.next_multiple_of(64));
    bytes
}

#[test]
fn who_came_behind_a_hole_that_a_power_cut_left_is_known_again_after_a_restart() {
    wait(async {
        let first = TestPortal::demo().await;
        for last in 1..=2 {
            first.ask(Method::GET, ARTICLE).from(address(last)).answer().await;
        }
        let mut bytes = records(&first);
        // Longer than what is read at once, between the two readers.
        bytes.splice(bytes.len() - 64..bytes.len() - 64, vec![0; 600 << 10]);
        let second = TestPortal::demo().await;
        let left = second.folder.path().join("ledger/2026-11-20.1-left.ledger");
        std::fs::write(left, bytes).expect("it is written");
        second.fold().await;
        assert_eq!(rows(&second, "2026-11-20").await, (2, 2, 2, false));
        let third = second.restarted().await;
        third.ask(Method::GET, ARTICLE).from(address(3)).answer().await;
        third.fold().await;
        assert_eq!(rows(&third, "2026-11-20").await, (3, 3, 3, false));
    });
}
