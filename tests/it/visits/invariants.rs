//! What holds of the figures whatever readers do: held on SQLite and PostgreSQL with readers, pages,
//! hours and folds drawn at random.

use crate::support::{Postgres, TestPortal, at, wait};
use http::Method;
use jiff::{Timestamp, ToSpan};
use mocban::platform::db::Db;
use mocban::visits::{Span, Three, days, entries, facet_days, months};
use mocban::{args, sql};
use serde_json::Value;
use std::net::IpAddr;

const PAGES: [&str; 5] = [
    "/",
    "/vi/tin-tuc",
    "/en/news",
    "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020",
    "/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020",
];

/// Chance from a seed: the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn whole() -> Span {
    Span { first: String::new(), last: "9999".to_owned() }
}

fn three(figures: &Value, period: &str) -> Three {
    let figure = |name: &str| figures[name][period].as_i64().expect("a figure");
    Three { views: figure("views"), visits: figure("visits"), visitors: figure("visitors") }
}

fn at_most(small: Three, large: Three) -> bool {
    small.views <= large.views && small.visits <= large.visits && small.visitors <= large.visitors
}

/// Holds every rule on what the portal says and on what stands in its database.
async fn hold(portal: &TestPortal, counted: i64) {
    let figures = portal.figures().await;
    let [today, week, month, year, total] =
        ["today", "week", "month", "year", "total"].map(|period| three(&figures, period));
    for three in [today, week, month, year, total] {
        assert!(three.hold(), "visitors ≤ visits ≤ views: {figures}");
    }
    assert!(at_most(today, week) && at_most(today, month), "{figures}");
    assert!(at_most(month, year) && at_most(year, total), "{figures}");
    assert!(figures["online"].as_i64().expect("a figure") <= today.visitors, "{figures}");
    assert_eq!(total.views, counted, "every view is counted once");
    let db = &portal.app.portal.db;
    let by_day = days(db, &whole()).await.expect("days");
    let sum = |of: fn(&mocban::visits::DayRow) -> i64| by_day.iter().map(of).sum::<i64>();
    assert_eq!((sum(|day| day.views), sum(|day| day.visits)), (total.views, total.visits));
    let by_month = months(db, &whole()).await.expect("months");
    assert_eq!(by_month.iter().map(|month| month.views).sum::<i64>(), total.views);
    for month in &by_month {
        let of_month = by_day.iter().filter(|day| day.day.starts_with(&month.month));
        let of_month = of_month.map(|day| (day.views, day.visits, day.visitors));
        let sum =
            of_month.fold((0, 0, 0), |all, day| (all.0 + day.0, all.1 + day.1, all.2 + day.2));
        assert_eq!((month.views, month.visits, month.visitors), sum, "{month:?}");
    }
    let by_entry = entries(db, &whole(), 1000).await.expect("entries");
    assert_eq!(by_entry.iter().map(|(_, _, views)| views).sum::<i64>(), total.views);
    for facet in ["language", "source", "country", "device"] {
        let by_facet = facet_days(db, facet, &whole(), 1000).await.expect("a facet");
        assert_eq!(by_facet.iter().map(|(_, views, _)| views).sum::<i64>(), total.views, "{facet}");
        assert!(by_facet.iter().all(|(_, views, visitors)| visitors <= views), "{facet}");
    }
    assert_eq!(facts(db).await.iter().map(|fact| fact.6).sum::<i64>(), total.views);
}

type Fact = (String, i64, String, i64, String, String, i64);

/// Every fact, in order.
async fn facts(db: &Db) -> Vec<Fact> {
    let all = sql!(
        "select day, entry_id, language, source_id, country, device, views from visits_fact \
          where views <> 0 order by 1, 2, 3, 4, 5, 6 limit 100000"
    );
    db.all(all, args![]).await.expect("facts")
}

/// Readers of several days; answers how many pages they opened.
async fn read(portal: &TestPortal, seed: u64) -> i64 {
    let (mut chance, mut counted) = (Chance(seed), 0);
    let mut now: Timestamp = at("2026-12-30T08:00:00+07:00");
    for _ in 0..160 {
        now += i64::try_from(chance.below(3_000)).expect("seconds").seconds();
        portal.clock.set(now);
        let reader = u8::try_from(chance.below(9)).expect("a reader");
        let page = PAGES[usize::try_from(chance.below(5)).expect("a page")];
        let address: IpAddr = [203, 0, 113, reader].into();
        let agent =
            if reader < 3 { "Mozilla/5.0 (iPhone) Mobile" } else { "Mozilla/5.0 (X11) Firefox" };
        let asked = portal.ask(Method::GET, page).with("user-agent", agent).from(address);
        let from = if chance.below(3) == 0 { "https://www.google.com/" } else { "" };
        assert_eq!(asked.with("referer", from).answer().await.status, 200);
        counted += 1;
        if chance.below(7) == 0 {
            portal.fold().await;
            hold(portal, counted).await;
        }
    }
    portal.fold().await;
    hold(portal, counted).await;
    counted
}

#[test]
fn the_figures_never_contradict_each_other_on_either_engine_and_agree_between_both() {
    wait(async {
        let postgres = Postgres::start();
        for seed in [1, 2] {
            let (here, there) = (TestPortal::demo().await, TestPortal::demo_on(&postgres).await);
            assert_eq!(read(&here, seed).await, read(&there, seed).await);
            let (mut one, mut other) = (here.figures().await, there.figures().await);
            one["as_of"].take();
            other["as_of"].take();
            assert_eq!(one, other);
            let (one, other) = (&here.app.portal.db, &there.app.portal.db);
            assert_eq!(facts(one).await, facts(other).await);
            let (one, other) = (days(one, &whole()).await, days(other, &whole()).await);
            assert_eq!(one.expect("days"), other.expect("days"));
        }
    });
}

#[test]
fn a_ledger_read_again_from_its_beginning_gives_the_same_facts() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.page(PAGES[3]).await;
        portal.fold().await;
        let portal = portal.restarted().await;
        for (number, page) in (0_u8..).zip(PAGES.iter().cycle().take(60)) {
            portal.ask(Method::GET, page).from([198, 51, 100, number % 11].into()).answer().await;
            portal.clock.set(at("2026-11-20T10:15:00+07:00") + (i64::from(number) * 400).seconds());
            if number % 9 == 0 {
                portal.fold().await;
            }
        }
        portal.fold().await;
        let db = &portal.app.portal.db;
        let before = (facts(db).await, days(db, &whole()).await.expect("days"));
        assert!(before.0.len() > 3 && before.1[0].visits > before.1[0].visitors, "{before:?}");
        let mut tx = db.begin().await.expect("a transaction");
        for statement in [
            sql!("delete from visits_fact"),
            sql!("delete from visits_day"),
            sql!("delete from visits_entry_day"),
            sql!("delete from visits_entry_month"),
            sql!("delete from visits_facet_day"),
            sql!("delete from visits_fold"),
        ] {
            tx.run(statement, args![]).await.expect("it is emptied");
        }
        tx.commit().await.expect("it is committed");
        let portal = portal.restarted().await;
        let db = &portal.app.portal.db;
        assert_eq!((facts(db).await, days(db, &whole()).await.expect("days")), before);
    });
}
