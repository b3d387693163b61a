//! An action programme in a site folder, on both engines: what goes in comes out byte for byte, a second
//! time changes nothing, and a file that leads nowhere writes nothing.

use crate::support::folder::{Site, demo};
use crate::support::{Postgres, TestPortal, folder, import, wait};
use mocban::platform::changes::last;
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
