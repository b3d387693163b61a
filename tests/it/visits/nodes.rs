//! Several nodes on one PostgreSQL: each folds its own ledger, and all of them show what one would.

use crate::support::{Postgres, TestPortal, at, folder, wait};
use http::Method;
use serde_json::Value;

const ARTICLE: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";

/// Two nodes, and one portal alone that sees what both see.
struct Three {
    nodes: [TestPortal; 2],
    alone: TestPortal,
    _postgres: Postgres,
}

impl Three {
    async fn at_work() -> Three {
        let postgres = Postgres::start();
        let url = postgres.database().await;
        let first = TestPortal::with(&folder::demo(), Some(url.clone())).await;
        let second = TestPortal::at_work(folder::new(), Some(url)).await;
        Three { nodes: [first, second], alone: TestPortal::demo().await, _postgres: postgres }
    }

    fn set(&self, moment: &str) {
        for portal in self.nodes.iter().chain([&self.alone]) {
            portal.clock.set(at(moment));
        }
    }

    /// A reader opens a page at one of the nodes.
    async fn opens(&self, node: usize, reader: u8, page: &str) {
        for portal in [&self.nodes[node], &self.alone] {
            portal.ask(Method::GET, page).from([203, 0, 113, reader].into()).answer().await;
        }
    }

    async fn fold(&self) {
        for portal in self.nodes.iter().chain([&self.alone]) {
            portal.fold().await;
        }
        // The first hears of the second's second when its own next one is over.
        self.nodes[0].fold().await;
    }

    /// Each says the same.
    async fn agree(&self) -> Value {
        let mut said = Vec::new();
        for portal in self.nodes.iter().chain([&self.alone]) {
            let mut figures = portal.figures().await;
            figures["as_of"].take();
            said.push(figures);
        }
        assert_eq!(said[0], said[2], "the first node and one alone");
        assert_eq!(said[1], said[2], "the second node and one alone");
        said.remove(0)
    }
}

#[test]
fn two_nodes_show_what_one_alone_would() {
    wait(async {
        let portals = Three::at_work().await;
        for (node, reader, page) in
            [(0, 1, ARTICLE), (1, 1, "/"), (1, 2, ARTICLE), (0, 3, "/en"), (0, 2, ARTICLE)]
        {
            portals.opens(node, reader, page).await;
        }
        portals.fold().await;
        let figures = portals.agree().await;
        assert_eq!(figures["views"]["today"], 5);
        assert_eq!(figures["visits"]["today"], 3);
        assert_eq!(figures["visitors"]["today"], 3);
        assert_eq!(figures["online"], 3);
        // 29 minutes later at the other node, folded there before and after: one visit still.
        for (moment, node) in [
            ("2026-11-20T10:44:00+07:00", 0),
            ("2026-11-20T11:50:00+07:00", 1),
            ("2026-11-20T11:13:00+07:00", 1),
        ] {
            portals.set(moment);
            portals.opens(node, 1, ARTICLE).await;
            portals.fold().await;
            portals.agree().await;
        }
    });
}

#[test]
fn an_entrys_live_figure_agrees_between_nodes_after_their_next_fold() {
    wait(async {
        let portals = Three::at_work().await;
        for node in [0, 1] {
            portals.opens(node, 1, ARTICLE).await;
        }
        portals.fold().await;
        portals.nodes[0].page(ARTICLE).await.shows(&["Lượt xem 2"]);
        portals.nodes[1].page(ARTICLE).await.shows(&["Lượt xem 2"]);
    });
}

#[test]
fn a_day_is_closed_once_every_node_has_finished_it_and_its_key_is_gone_at_once() {
    wait(async {
        let portals = Three::at_work().await;
        portals.opens(0, 1, ARTICLE).await;
        portals.opens(1, 1, ARTICLE).await;
        portals.fold().await;
        portals.set("2026-11-20T23:30:00+07:00");
        portals.fold().await;
        portals.opens(1, 1, ARTICLE).await;
        portals.set("2026-11-21T00:00:20+07:00");
        // Today's views under the key that both agreed on an hour before.
        portals.opens(0, 1, ARTICLE).await;
        portals.opens(1, 1, ARTICLE).await;
        portals.fold().await;
        portals.fold().await;
        let figures = portals.agree().await;
        assert_eq!(figures["visitors"]["today"], 1);
        assert_eq!(figures["visits"]["week"], 3);
        let db = &portals.nodes[0].app.portal.db;
        let left = mocban::sql!(
            "select (select count(*) from visits_batch where day = '2026-11-20') \
                  + (select count(*) from visits_key where day = '2026-11-20')"
        );
        let (left,): (i64,) = db.one(left, vec![]).await.expect("a count");
        assert_eq!(left, 0);
        for node in &portals.nodes {
            let names = folder::files(&node.folder.path().join("ledger"));
            assert!(names.keys().all(|name| name.starts_with("2026-11-21")), "{names:?}");
        }
    });
}
