//! An action programme in a site folder, on both engines: what goes in comes out byte for byte, a second
//! time changes nothing, and a file that leads nowhere writes nothing.

use crate::support::folder::{Site, demo};
use crate::support::{Postgres, TestPortal, folder, import, wait};
use jiff::civil::date;
use mocban::action_programme::{
    self as programme, Aggregation, By, Direction, EvidenceOf, In, IndicatorDraft, Observing,
    Offer, PlanRow, Programme, Proof, Taking,
};
use mocban::people::Actor;
use mocban::platform::changes::last;
use mocban::platform::db::{Db, Tx};
use std::fs;

const FILE: &str = "programmes/nq-47-2024.toml";

/// What the demo's file has not: measures, who leads, plans and a decision.
const MORE: [(&str, &str); 2] = [
    (
        "[[task]]\nno = 2\n",
        "[[task.measure]]\nkey = \"1.1\"\nstarts = 2024-05-01\nends = 2025-12-31\n\n\
         [task.measure.words.vi]\ntitle = \"Hội nghị quán triệt\"\n\n[[task]]\nno = 2\n",
    ),
    (
        "[[indicator]]\nkey = \"muc-theo-ngon-ngu\"\n",
        "[[assignment]]\nmeasure = \"1.1\"\nagency = \"mofa\"\npart = \"lead\"\nfrom = 2024-05-01\n\n\
         [[assignment]]\nmeasure = \"1.1\"\nagency = \"p-cao-bang\"\npart = \"coordinating\"\n\
         from = 2024-05-01\n\n\
         [[plan]]\nagency = \"p-bac-giang\"\nperiod = 2024-04-15\nreference = \"1/KH-UBND\"\n\
         signed = 2024-05-20\nreceived = 2024-06-01\nstage = \"accepted\"\n\n\
         [[plan]]\nagency = \"p-cao-bang\"\nperiod = 2024-04-15\nreference = \"2/KH-UBND\"\n\
         received = 2024-06-02\nstage = \"submitted\"\n\n\
         [[decision]]\nplan = \"p-bac-giang\"\nperiod = 2024-04-15\n\
         counts_for = \"p-bac-ninh-2025\"\nday = 2025-07-01\ncitation = \"Công văn số 12\"\n\n\
         [[indicator]]\nkey = \"muc-theo-ngon-ngu\"\n",
    ),
];

fn whole() -> Site {
    let site = Site::copy();
    for (from, to) in MORE {
        site.change(FILE, from, to);
    }
    site
}

#[test]
fn a_programme_with_plans_and_decisions_comes_out_as_it_went_in_on_both_engines() {
    wait(async {
        let postgres = Postgres::start();
        for portal in [TestPortal::demo().await, TestPortal::demo_on(&postgres).await] {
            let (site, exchange) = (whole(), &portal.app.exchange);
            import(exchange, site.path()).await.expect("it goes in");
            let out = folder::new();
            mocban::exchange::export(exchange, out.path()).await.expect("it comes out");
            let read = |path: &std::path::Path| {
                fs::read_to_string(path.join(FILE)).expect("the programme")
            };
            assert_eq!(read(out.path()), read(site.path()));
            let before = last(&exchange.db).await.expect("the log");
            import(exchange, site.path()).await.expect("it goes in again");
            assert_eq!(last(&exchange.db).await.expect("the log"), before, "nothing is done twice");
            portal.app.caught_up().await.expect("the followers catch up");
            let body = portal.page("/vi/chuong-trinh/nq-47-2024/co-quan/p-cao-bang").await;
            body.shows(&[
                "2/KH-UBND",
                "Đã gửi ngày 02/06/2024.",
                "Hội nghị quán triệt",
                "Phối hợp",
            ]);
            let task = portal.page("/vi/chuong-trinh/nq-47-2024/nhom-nhiem-vu/1").await;
            task.shows(&["Chủ trì", "Bộ Ngoại giao"]);
            let day = portal.page("/vi/chuong-trinh/nq-47-2024?ngay=2025-12-31").await;
            day.shows(&["2/34", "có quyết định ghi nhận"]);
            let day = portal.page("/vi/chuong-trinh/nq-47-2024?ngay=2024-12-31").await;
            day.shows(&["2/63"]);
        }
    });
}

/// Evidence of each kind, accepted and refused, in a plan that is locked then.
async fn judged(tx: &mut Tx, db: &Db, (by, within): (By<'_>, In<'_>), plans: &[PlanRow]) {
    let first = plans.iter().find(|plan| plan.state == "accepted").expect("one is accepted");
    let activity = programme::activities_of_plan(db, first.id()).await.expect("read").remove(3);
    for (proof, accepts) in [
        (Proof::Entry { entry: "news/a".to_owned(), language: "vi".parse().expect("vi") }, true),
        (
            Proof::Visits {
                entry: "news/a".to_owned(),
                from: date(2026, 1, 1),
                to: date(2026, 2, 1),
                views: 90,
            },
            true,
        ),
        (Proof::File { file: "ab".repeat(32) }, false),
    ] {
        let of = EvidenceOf::activity(activity.id);
        let offer = Offer { of, proof, note: "Ghi chú “trong ngoặc”".to_owned() };
        let id = programme::offer(tx, by, within, &offer).await.expect("offered");
        if accepts {
            programme::accept_evidence(tx, by, within, id).await.expect("accepted");
        }
        programme::refuse_evidence(tx, by, within, id, "Sai trang").await.expect("refused");
    }
    programme::lock_plan(tx, by, within, first.id()).await.expect("locked");
}

/// An indicator with figures of parts that engines sort each in its own way.
async fn observed(db: &Db, by: By<'_>, made: &Programme) {
    let within = In::from(made);
    let mut tx = db.begin().await.expect("begins");
    let indicator = IndicatorDraft {
        key: "ban-tin".to_owned(),
        task: None,
        direction: Direction::Higher,
        aggregation: Aggregation::Sum,
        baseline: None,
        parts: String::new(),
        fed_by: None,
        source: String::new(),
        targets: [(2026, "12".parse().expect("a figure"))].into(),
        words: crate::programme::words("Bản tin"),
        method: programme::Texts::new(),
    };
    programme::put_indicator(&mut tx, by, within, 0, &indicator).await.expect("set out");
    tx.commit().await.expect("kept");
    let all = programme::indicators(db, made.id).await.expect("read");
    let mut tx = db.begin().await.expect("begins");
    for part in ["Đài", "đài", "ă", "b"] {
        let value = "7.5".parse().expect("a figure");
        let seen = Observing { year: 2026, part, value, day: by.today, source: "Sở" };
        let id = programme::observe(&mut tx, by, within, &all[0], seen).await.expect("put down");
        let proof =
            Proof::Entry { entry: "news/b".to_owned(), language: "vi".parse().expect("vi") };
        let of = EvidenceOf::observation(id);
        let offer = Offer { of, proof, note: String::new() };
        let id = programme::offer(&mut tx, by, within, &offer).await.expect("offered");
        programme::accept_evidence(&mut tx, by, within, id).await.expect("accepted");
    }
    tx.commit().await.expect("kept");
}

/// A year of work at every stage: a draft, a returned plan, a locked one; activities that are planned,
/// late, stopped, proven; evidence of each kind and each state; what was observed; a hand-over.
async fn worked(portal: &TestPortal) -> &'static str {
    let exchange = &portal.app.exchange;
    let plan = mocban::exchange::Plan { entries: 0, seed: 5 };
    let scale = "6x12x2".parse().expect("a size");
    mocban::exchange::generate_programme(exchange, (scale, plan), |_, _| ()).await.expect("made");
    let db = &exchange.db;
    let made = programme::programme(db, "generated-5").await.expect("read").expect("there");
    let (within, plans) = (In::from(&made), programme::plans(db, made.id).await.expect("plans"));
    let by =
        By { actor: &Actor::Operator, at: portal.clock.now_ms(), today: portal.app.portal.today() };
    let register = portal.app.portal.known().agencies.clone();
    let mut tx = db.begin().await.expect("begins");
    let submitted = plans.iter().find(|plan| plan.state == "submitted").expect("one waits");
    judged(&mut tx, db, (by, within), &plans).await;
    programme::return_plan(&mut tx, by, within, submitted.id(), "Thiếu kinh phí")
        .await
        .expect("returned");
    let task = made.outline.tasks[0].id.expect("a number");
    let link = Proof::Link {
        url: "https://example.gov.vn/a".to_owned(),
        hash: "c".repeat(64),
        archived: date(2026, 1, 3),
    };
    let offer = Offer { of: EvidenceOf::task(task), proof: link, note: String::new() };
    programme::offer(&mut tx, by, within, &offer).await.expect("offered");
    let period = made.outline.periods.last().expect("a period");
    let of = (period, submitted.agency.as_str());
    programme::grant_due(
        &mut tx,
        by,
        (within, &register),
        of,
        (date(2027, 1, 31), "Sắp xếp bộ máy"),
    )
    .await
    .expect("granted");
    tx.commit().await.expect("kept");
    observed(db, by, &made).await;
    let mut tx = db.begin().await.expect("begins");
    let citation = "Công văn số 12";
    let taking = Taking {
        from: &plans[1].agency,
        to: &plans[2].agency,
        day: by.today,
        citation,
        entry: None,
    };
    programme::hand_over(&mut tx, by, (within, &register), &taking).await.expect("handed over");
    tx.commit().await.expect("kept");
    "programmes/generated-5.toml"
}

#[test]
fn what_agencies_did_comes_out_as_it_went_in_on_both_engines() {
    wait(async {
        let postgres = Postgres::start();
        let mut texts = Vec::new();
        for portal in [TestPortal::demo().await, TestPortal::demo_on(&postgres).await] {
            let file = worked(&portal).await;
            let out = folder::new();
            mocban::exchange::export(&portal.app.exchange, out.path()).await.expect("it comes out");
            let first = fs::read_to_string(out.path().join(file)).expect("the programme");
            for part in [
                "[[activity]]",
                "stage = \"returned\"",
                "stage = \"draft\"",
                "state = \"stopped\"",
                "kind = \"visits\"",
                "[[task_evidence]]",
                "[[observation]]",
                "[[hand_over]]",
                "due_why",
            ] {
                assert!(first.contains(part), "{part} is not in the folder");
            }
            // Into another portal, out of it again, and in a second time.
            let other = TestPortal::empty().await;
            let exchange = &other.app.exchange;
            import(exchange, out.path()).await.expect("it goes in elsewhere");
            let again = folder::new();
            mocban::exchange::export(exchange, again.path()).await.expect("it comes out there");
            let second = fs::read_to_string(again.path().join(file)).expect("the programme");
            assert!(first == second, "{}", differing(&first, &second));
            let before = last(&exchange.db).await.expect("the log");
            import(exchange, out.path()).await.expect("it goes in again");
            assert_eq!(last(&exchange.db).await.expect("the log"), before, "nothing is done twice");
            let (here, there) = (&portal.app.exchange.db, &exchange.db);
            let whole = async |db| {
                let made = programme::programme(db, "generated-5").await.expect("read");
                let id = made.expect("there").id;
                programme::progress(db, id).await.expect("read").whole()
            };
            assert_eq!(whole(here).await, whole(there).await);
            texts.push(first);
        }
        assert!(texts[0] == texts[1], "{}", differing(&texts[0], &texts[1]));
    });
}

/// The first line in which two texts differ.
fn differing(one: &str, other: &str) -> String {
    let pair = one.lines().zip(other.lines()).enumerate().find(|(_, (a, b))| a != b);
    pair.map_or_else(
        || "one is longer".to_owned(),
        |(at, (a, b))| format!("line {at}: {a:?}, {b:?}"),
    )
}

#[test]
fn a_file_that_leads_nowhere_is_named_and_writes_nothing() {
    wait(async {
        let table = [
            ("agency = \"mofa\"", "agency = \"bo-khong-co\"", "bo-khong-co does not exist"),
            ("measure = \"1.1\"", "measure = \"9.9\"", "there is no measure \"9.9\""),
            (
                "period = 2024-04-15\nreference",
                "period = 2025-01-01\nreference",
                "no period begins",
            ),
            ("stage = \"submitted\"", "stage = \"draft\"", "was not handed in"),
            (
                "counts_for = \"p-bac-ninh-2025\"",
                "counts_for = \"vna-cu\"",
                "no plan that could count",
            ),
            ("no = 3\n", "no = 0\n", "1"),
        ];
        let portal = TestPortal::empty().await;
        for (from, to, said) in table {
            let site = whole();
            site.change(FILE, from, to);
            let refused = import(&portal.app.exchange, site.path()).await.expect_err(said);
            let refused = refused.to_string();
            assert!(refused.contains(FILE) && refused.contains(said), "{refused}");
        }
        assert_eq!(last(&portal.app.exchange.db).await.expect("the log"), 0);
    });
}

#[test]
fn the_demo_has_no_plan_for_none_is_on_record() {
    let text = fs::read_to_string(demo().join(FILE)).expect("the demo's programme");
    assert!(!text.contains("[[plan]]") && !text.contains("[[assignment]]"));
}
