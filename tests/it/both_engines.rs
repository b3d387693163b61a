//! The same site on SQLite and on PostgreSQL: the same pages, the same figures, the same folder out.

use crate::support::{AGENT, Answer, Postgres, TestPortal, folder, wait};
use http::Method;

/// Every address of the sitemap, with lists and files that it does not name.
fn addresses(sitemap: &Answer) -> Vec<String> {
    let named = sitemap.text.split("<loc>").skip(1).filter_map(|rest| rest.split('<').next());
    let more = [
        "/vi/tin-tuc?trang=2",
        "/vi/tin-tuc/muc/le-hoi",
        "/vi/tin-tuc/the/moc-ban",
        "/vi/tin-tuc/nam/2020",
        "/vi/tim?q=moc+ban",
        "/en/search?q=festival",
        "/vi/anh/ngay-xuan-tren-dat-tay-yen-tu/2",
        "/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020/theo-ngay",
    ];
    named.map(str::to_owned).chain(more.map(str::to_owned)).collect()
}

#[test]
fn every_page_is_the_same_on_both_engines() {
    wait(async {
        let postgres = Postgres::start();
        let (sqlite, postgres) = (TestPortal::demo().await, TestPortal::demo_on(&postgres).await);
        let (sitemap, other) =
            (sqlite.page("/sitemap.xml").await, postgres.page("/sitemap.xml").await);
        assert_eq!(sitemap.text, other.text);
        let addresses = addresses(&sitemap);
        assert!(addresses.len() > 70, "{}", addresses.len());
        for address in addresses {
            let (here, there) = (sqlite.page(&address).await, postgres.page(&address).await);
            assert_eq!(here.main(), there.main(), "{address}");
        }
        for feed in ["/vi/tin-tuc/feed.atom", "/en/news/feed.rss"] {
            assert_eq!(sqlite.page(feed).await.text, postgres.page(feed).await.text, "{feed}");
        }
        let (here, there) = (folder::new(), folder::new());
        mocban::exchange::export(&sqlite.app.exchange, here.path()).await.expect("it goes out");
        mocban::exchange::export(&postgres.app.exchange, there.path()).await.expect("it goes out");
        assert!(folder::files(here.path()) == folder::files(there.path()), "the folders differ");
    });
}

#[test]
fn postgresql_counts_changes_and_audits_as_sqlite_does() {
    wait(async {
        let postgres = Postgres::start();
        let portal = TestPortal::demo_on(&postgres).await;
        let db = &portal.app.portal.db;
        let before = mocban::platform::changes::last(db).await.expect("the log");
        portal.takes(&folder::demo()).await;
        assert_eq!(mocban::platform::changes::last(db).await.expect("the log"), before);
        assert_eq!(mocban::platform::changes::verify(db).await.expect("the log"), None);
        for _ in 0..3 {
            portal.page("/vi/tin-tuc").await;
        }
        portal.ask(Method::GET, "/").with("user-agent", "curl/8").answer().await;
        portal.ask(Method::GET, "/").with("user-agent", AGENT).answer().await;
        portal.fold().await;
        assert_eq!(portal.figures().await["views"]["total"], 4);
        let portal = portal.restarted().await;
        assert_eq!(portal.figures().await["views"]["total"], 4);
    });
}
