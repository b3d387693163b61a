//! A month that is over: frozen once, written into the change log, and moved by nothing but a
//! correction that readers see. On both engines.

use crate::support::{Postgres, TestPortal, at, folder, wait};
use http::Method;
use jiff::ToSpan;
use jiff::civil::date;
use mocban::people::Actor;
use mocban::visits::{self, MonthRow, Span, Three};
use mocban::{args, sql};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::net::IpAddr;
use std::path::PathBuf;

const ARTICLE: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";

async fn on_both(test: impl AsyncFn(TestPortal)) {
    let postgres = Postgres::start();
    test(TestPortal::demo().await).await;
    test(TestPortal::demo_on(&postgres).await).await;
}

/// So many readers open the article at a moment.
async fn read(portal: &TestPortal, moment: &str, readers: u8) {
    portal.clock.set(at(moment));
    for last in 1..=readers {
        let from: IpAddr = [203, 0, 113, last].into();
        portal.ask(Method::GET, ARTICLE).from(from).answer().await;
    }
    portal.fold().await;
}

/// Two days of November, one of December; the second of December has begun.
async fn into_december(portal: &TestPortal) {
    read(portal, "2026-11-20T10:15:00+07:00", 3).await;
    read(portal, "2026-11-30T23:50:00+07:00", 4).await;
    read(portal, "2026-12-01T08:00:00+07:00", 2).await;
    read(portal, "2026-12-02T00:01:00+07:00", 1).await;
    portal.fold().await;
}

async fn months(portal: &TestPortal) -> Vec<MonthRow> {
    let whole = Span { first: "0000-00".to_owned(), last: "9999-99".to_owned() };
    visits::months(&portal.app.portal.db, &whole).await.expect("months")
}

fn figures(month: &MonthRow) -> (&str, i64, i64, i64, bool) {
    (&month.month, month.views, month.visits, month.visitors, month.frozen_at.is_some())
}

#[test]
fn a_month_is_frozen_when_it_is_over_and_a_whole_day_lies_behind_it() {
    wait(on_both(async |portal| {
        read(&portal, "2026-11-30T23:50:00+07:00", 4).await;
        read(&portal, "2026-12-01T08:00:00+07:00", 2).await;
        portal.fold().await;
        let all = months(&portal).await;
        assert!(all.iter().all(|month| month.frozen_at.is_none()), "{all:?}");
        read(&portal, "2026-12-02T00:01:00+07:00", 1).await;
        portal.fold().await;
        let all = months(&portal).await;
        let seen: Vec<_> = all.iter().map(figures).collect();
        assert_eq!(seen, [("2026-11", 4, 4, 4, true), ("2026-12", 3, 3, 3, false)]);
        let page = portal.page("/vi/luot-truy-cap").await;
        page.shows(&["Theo tháng", "tháng 11 năm 2026", "đã chốt 02/12/2026", "chưa chốt"]);
        portal.page("/en/visits").await.shows(&["November 2026", "frozen on", "still open"]);
        let db = &portal.app.portal.db;
        let log = mocban::platform::changes::about(db, "visits/2026-11", 10).await.expect("a log");
        let [row] = log.as_slice() else { panic!("{log:?}") };
        assert_eq!((row.actor.as_str(), row.verb.as_str()), ("scheduler", "freeze"));
        assert_eq!(
            (row.detail["views"].as_i64(), row.detail["visits"].as_i64()),
            (Some(4), Some(4))
        );
        assert_eq!(row.detail["digest"].as_str().map(str::len), Some(64));
        assert_eq!(visits::altered(db).await.expect("a look"), None);
    }));
}

#[test]
fn a_correction_stands_beside_the_frozen_month_and_readers_see_that() {
    wait(on_both(async |portal| {
        into_december(&portal).await;
        let db = &portal.app.portal.db;
        let by = Three { views: -2, visits: -2, visitors: -2 };
        let mut tx = db.begin().await.expect("a transaction");
        let what = (date(2026, 11, 30), by, "Máy quét của cơ quan");
        let now = portal.clock.now_ms();
        visits::correct(&mut tx, &Actor::Operator, now, what).await.expect("it is written");
        tx.commit().await.expect("it is committed");
        portal.fold().await;
        let all = months(&portal).await;
        assert_eq!(figures(&all[0]), ("2026-11", 5, 5, 5, true));
        assert_eq!(all[0].corrected_views, -2);
        let [.., year, total] = portal.app.portal.visits.figures();
        assert_eq!((year.views, total), (8, year), "3 + 4 − 2 in November, 2 + 1 in December");
        assert_eq!(visits::altered(db).await.expect("a look"), None, "the frozen row is as it was");
        portal.page("/vi/luot-truy-cap").await.shows(&["có sửa số", "Máy quét của cơ quan"]);
    }));
}

/// A ledger as another node would leave it behind: today's, under a name of November.
fn left_behind(portal: &TestPortal) -> PathBuf {
    let ledger = portal.folder.path().join("ledger");
    let names = folder::files(&ledger).into_keys().filter(|name| name.ends_with(".ledger"));
    let name = names.max().expect("a ledger");
    let late = ledger.join("2026-11-30.1-left.ledger");
    std::fs::copy(ledger.join(name), &late).expect("it is copied");
    late
}

#[test]
fn views_that_become_known_too_late_change_no_figure_and_are_said() {
    wait(on_both(async |portal| {
        into_december(&portal).await;
        let before = (months(&portal).await, portal.app.portal.visits.figures());
        read(&portal, "2026-12-02T08:00:00+07:00", 5).await;
        let after_reading = portal.app.portal.visits.figures();
        assert_eq!(after_reading[4].views, before.1[4].views + 5);
        let late = left_behind(&portal);
        for _ in 0..3 {
            portal.fold().await;
        }
        assert!(!late.exists(), "it is read and gone");
        let all = months(&portal).await;
        assert_eq!(figures(&all[0]), figures(&before.0[0]));
        assert_eq!(all[0].late, 6);
        assert_eq!(portal.app.portal.visits.figures(), after_reading);
        portal.page(ARTICLE).await.shows(&["Lượt xem 15"]);
        portal.page("/vi/luot-truy-cap").await.shows(&["6 lượt xem được biết đến sau"]);
        assert_eq!(visits::altered(&portal.app.portal.db).await.expect("a look"), None);
    }));
}

#[test]
fn a_clock_set_to_another_year_and_back_freezes_nothing() {
    wait(async {
        let portal = TestPortal::demo().await;
        read(&portal, "2026-11-20T10:15:00+07:00", 3).await;
        read(&portal, "2027-05-01T10:00:00+07:00", 1).await;
        portal.fold().await;
        assert!(months(&portal).await.iter().all(|month| month.frozen_at.is_none()));
        portal.clock.set(at("2026-11-20T10:20:00+07:00"));
        let portal = portal.restarted().await;
        read(&portal, "2026-11-20T10:21:00+07:00", 2).await;
        assert_eq!(portal.app.portal.visits.figures()[4].views, 6);
    });
}

#[test]
fn figures_of_a_frozen_month_that_were_touched_in_the_database_are_found() {
    wait(on_both(async |portal| {
        into_december(&portal).await;
        let db = &portal.app.portal.db;
        for statement in [
            sql!("update visits_day set visitors = visitors + 1 where day = '2026-11-30'"),
            sql!("update visits_day set visitors = visitors - 1 where day = '2026-11-30'"),
            sql!("update visits_month set views = views + 1000 where month = '2026-11'"),
        ] {
            let before = visits::altered(db).await.expect("a look");
            let mut tx = db.begin().await.expect("a transaction");
            tx.run(statement, args![]).await.expect("it is written");
            tx.commit().await.expect("it is committed");
            let after = visits::altered(db).await.expect("a look");
            assert_ne!(before, after);
            assert!(before.is_none() || after.is_none());
        }
    }));
}

/// Hours since the reading before, readers, whether the ledger is folded then.
type Hour = (i64, u8, bool);

/// Reads as drawn from November on, and into the new year; holds what must hold.
async fn hold(portal: &TestPortal, hours: &[Hour]) {
    let mut moment = at("2026-11-01T00:30:00+07:00");
    portal.clock.set(moment);
    for (later, readers, folds) in hours {
        moment += later.hours();
        portal.clock.set(moment);
        for last in 1..=*readers {
            portal.ask(Method::GET, ARTICLE).from([203, 0, 113, last].into()).answer().await;
        }
        if *folds {
            portal.fold().await;
        }
    }
    portal.fold().await;
    let before = portal.app.portal.visits.figures()[4];
    read(portal, "2027-01-01T09:00:00+07:00", 2).await;
    read(portal, "2027-01-02T09:00:00+07:00", 1).await;
    portal.fold().await;
    let after = portal.app.portal.visits.figures();
    assert_eq!(after[4], before + after[3], "all is what was, and the new year");
    assert_sums(portal).await;
}

#[test]
fn the_days_of_a_frozen_month_add_up_to_it_whatever_was_read_and_no_figure_moves() {
    let postgres = Postgres::start();
    let hours = prop::collection::vec((1..60_i64, 1..6_u8, any::<bool>()), 4..14);
    let held = TestRunner::new(Config::with_cases(4)).run(&hours, |hours| {
        wait(async {
            let (here, there) = (TestPortal::demo().await, TestPortal::demo_on(&postgres).await);
            hold(&here, &hours).await;
            hold(&there, &hours).await;
            let (here, there) = (&here.app.portal.visits, &there.app.portal.visits);
            assert_eq!(here.figures(), there.figures());
        });
        Ok(())
    });
    held.expect("it holds whatever was drawn");
}

/// Every month is the sum of its days; all but the present one are frozen.
async fn assert_sums(portal: &TestPortal) {
    let whole = Span { first: String::new(), last: "9999".to_owned() };
    let days = visits::days(&portal.app.portal.db, &whole).await.expect("days");
    for month in months(portal).await {
        let of_month = days.iter().filter(|day| day.day.starts_with(&month.month));
        let sum: Three = of_month
            .map(|day| Three { views: day.views, visits: day.visits, visitors: day.visitors })
            .sum();
        let frozen = month.month != "2027-01";
        assert_eq!(figures(&month), (&*month.month, sum.views, sum.visits, sum.visitors, frozen));
    }
    assert_eq!(visits::altered(&portal.app.portal.db).await.expect("a look"), None);
}
