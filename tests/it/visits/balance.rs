//! What stands beside the measured figures: the former portal's total, shown apart, and corrections of
//! days that are over, with their reason. On both engines.

use crate::support::{Postgres, TestPortal, at, wait};
use http::Method;
use jiff::civil::date;
use mocban::people::{Actor, Grant, Person, PersonId, Role};
use mocban::visits::{self, NotKept, Opening, Three, Wrong};
use std::net::IpAddr;
use std::sync::Arc;

const ARTICLE: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";

async fn on_both(test: impl AsyncFn(&TestPortal)) {
    let postgres = Postgres::start();
    for portal in [TestPortal::demo().await, TestPortal::demo_on(&postgres).await] {
        test(&portal).await;
        let chain = mocban::platform::changes::verify(&portal.app.portal.db).await;
        assert_eq!(chain.expect("the log"), None);
    }
}

async fn correct(portal: &TestPortal, by: Three, reason: &str) -> Result<(), NotKept> {
    let mut tx = portal.app.portal.db.begin().await.expect("a transaction");
    let day = date(2026, 11, 20);
    let at = portal.clock.now_ms();
    visits::correct(&mut tx, &Actor::Operator, at, (day, by, reason)).await?;
    tx.commit().await.expect("it is written");
    Ok(())
}

async fn ten_views(portal: &TestPortal) {
    for last in 1..=10_u8 {
        let from: IpAddr = format!("203.0.113.{last}").parse().expect("an address");
        portal.ask(Method::GET, ARTICLE).from(from).answer().await;
    }
    portal.fold().await;
}

#[test]
fn the_former_portals_total_stands_apart_and_adds_to_nothing() {
    wait(on_both(async |portal| {
        let page = portal.page("/vi/luot-truy-cap").await;
        page.shows(&[
            "Số của cổng cũ",
            "1.161.603",
            "tính đến 29/01/2020",
            "không cộng vào bất cứ con số nào ở trên",
            "Số in trên trang cổng cũ",
        ]);
        portal.page("/en/visits").await.shows(&["The former portal's figure", "1,161,603"]);
        ten_views(portal).await;
        let [.., total] = portal.app.portal.visits.figures();
        assert!(total.views < 20, "only what was measured: {}", total.views);
    }));
}

#[test]
fn an_entrys_own_page_shows_what_the_former_portal_had_beside_what_was_measured() {
    wait(on_both(async |portal| {
        portal.page(ARTICLE).await.shows(&["Lượt xem 0"]);
        let db = &portal.app.portal.db;
        let entry = mocban::editorial::read(db, "news", "khai-mac-tuan-van-hoa-du-lich-2020").await;
        let opening = Opening {
            entry: entry.expect("a store").expect("an entry").id,
            views: 2_123,
            visits: None,
            visitors: None,
            as_of: date(2020, 2, 1),
            source: "Sổ cũ".to_owned(),
        };
        let mut tx = db.begin().await.expect("a transaction");
        let when = (portal.clock.now_ms(), date(2026, 11, 20));
        visits::bring_in(&mut tx, &Actor::Operator, when, &[opening]).await.expect("it is taken");
        tx.commit().await.expect("it is committed");
        portal.app.caught_up().await.expect("the pages hear of it");
        portal.fold().await;
        portal.page(ARTICLE).await.shows(&["Lượt xem 1 (cổng cũ: 2.123, không cộng vào)"]);
    }));
}

#[test]
fn a_total_from_nowhere_or_from_an_editor_is_refused_and_nothing_is_written() {
    wait(on_both(async |portal| {
        let today = date(2026, 11, 20);
        let opening = |source: &str| Opening {
            entry: 0,
            views: 5,
            visits: None,
            visitors: None,
            as_of: today,
            source: source.to_owned(),
        };
        let mut tx = portal.app.portal.db.begin().await.expect("a transaction");
        let refused =
            visits::bring_in(&mut tx, &Actor::Operator, (0, today), &[opening(" ")]).await;
        assert!(matches!(refused, Err(NotKept::Wrong(_, Wrong::Unsaid))), "{refused:?}");
        drop(tx);
        let publisher = Person {
            id: PersonId(7),
            name: "Người duyệt".to_owned(),
            email: "publisher@example.vn".to_owned(),
            language: "vi".parse().expect("a language"),
            grants: vec![Grant::everywhere(Role::Publisher)],
        };
        let actor = Actor::Person(Arc::new(publisher));
        let mut tx = portal.app.portal.db.begin().await.expect("a transaction");
        let refused = visits::bring_in(&mut tx, &actor, (0, today), &[opening("Sổ cũ")]).await;
        assert!(matches!(refused, Err(NotKept::NotAllowed(_))), "{refused:?}");
        drop(tx);
        portal.page("/vi/luot-truy-cap").await.shows(&["1.161.603"]);
    }));
}

#[test]
fn a_day_that_is_over_is_corrected_by_a_signed_row_that_readers_see() {
    wait(on_both(async |portal| {
        ten_views(portal).await;
        let by = Three { views: -4, visits: -4, visitors: -4 };
        let early = correct(portal, by, "Máy quét của cơ quan").await;
        assert!(
            matches!(early, Err(NotKept::Wrong(_, Wrong::Open))),
            "today is not over: {early:?}"
        );
        portal.clock.set(at("2026-11-21T02:00:00+07:00"));
        portal.fold().await;
        portal.fold().await;
        let much = Three { views: -100, visits: 0, visitors: 0 };
        let refused = correct(portal, much, "Lý do").await;
        assert!(matches!(refused, Err(NotKept::Wrong(_, Wrong::Figures))), "{refused:?}");
        let [.., before] = portal.app.portal.visits.figures();
        correct(portal, by, "Máy quét của cơ quan").await.expect("it is written");
        portal.fold().await;
        let [.., after] = portal.app.portal.visits.figures();
        assert_eq!(after, before + by);
        let page = portal.page("/vi/luot-truy-cap").await;
        page.shows(&["Sửa số", "20/11/2026", "\u{2212}4", "Máy quét của cơ quan", "21/11/2026"]);
        assert!(after.hold());
    }));
}
