//! How the portal answers: methods, validators, packing, headers, and pages of faults.

use crate::support::{TestPortal, wait};
use http::Method;

const ARTICLE: &str = "/vi/tin-tuc/bon-le-hoi-xuan";
/// A page, a list, a feed, a file of machines, an answer of the router, a fault.
const KINDS: [&str; 7] = [
    "/",
    ARTICLE,
    "/vi/tin-tuc/feed.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/api/visits",
    "/vi/khong-co",
];

#[test]
fn head_answers_as_get_does_without_the_page() {
    wait(async {
        let portal = TestPortal::demo().await;
        for address in KINDS {
            let head = portal.ask(Method::HEAD, address).answer().await;
            let get = portal.get(address).await;
            assert_eq!(head.status, get.status, "{address}");
            assert!(head.bytes.is_empty(), "{address}");
            assert_eq!(head.header("content-type"), get.header("content-type"), "{address}");
            let length = head.header("content-length");
            assert!(
                length.is_empty() || length == get.bytes.len().to_string(),
                "{address}: {length}"
            );
        }
    });
}

#[test]
fn a_page_that_is_still_the_same_is_not_sent_again() {
    wait(async {
        let portal = TestPortal::demo().await;
        for address in [ARTICLE, "/vi/tin-tuc/feed.atom", "/sitemap.xml"] {
            let page = portal.page(address).await;
            let tag = page.header("etag").to_owned();
            assert!(tag.starts_with('"') && tag.ends_with('"'), "{address}: {tag}");
            let again = portal.ask(Method::GET, address).with("if-none-match", &tag).answer().await;
            assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0), "{address}");
            assert_eq!(again.header("etag"), tag, "{address}");
            let several = format!("\"x\", {tag}");
            let again =
                portal.ask(Method::GET, address).with("if-none-match", &several).answer().await;
            assert_eq!(again.status, 304, "{address}");
            let other =
                portal.ask(Method::GET, address).with("if-none-match", "\"x\"").answer().await;
            assert_eq!(other.status, 200, "{address}");
        }
    });
}

#[test]
fn a_weak_or_universal_validator_is_understood_too() {
    wait(async {
        let portal = TestPortal::demo().await;
        let tag = portal.page(ARTICLE).await.header("etag").to_owned();
        // RFC 9110 13.1.2: the comparison is weak, and a proxy that packs may have weakened the tag.
        for held in [format!("W/{tag}"), "*".to_owned()] {
            let again =
                portal.ask(Method::GET, ARTICLE).with("if-none-match", &held).answer().await;
            assert_eq!(again.status, 304, "{held}");
        }
    });
}

#[test]
fn a_packed_page_is_the_plain_page() {
    wait(async {
        let portal = TestPortal::demo().await;
        for _ in 0..3 {
            portal.page(ARTICLE).await;
        }
        portal.fold().await;
        for address in ["/", ARTICLE, "/vi/luot-truy-cap", "/vi/tin-tuc/feed.rss", "/vi/khong-co"] {
            let plain = portal.get(address).await;
            let packed =
                portal.ask(Method::GET, address).with("accept-encoding", "gzip, br").answer().await;
            assert_eq!(packed.header("content-encoding"), "gzip", "{address}");
            assert_eq!(plain.header("content-encoding"), "", "{address}");
            assert_eq!(packed.text, plain.text, "{address}");
            assert!(packed.bytes.len() < plain.bytes.len(), "{address}");
            assert_ne!(packed.header("etag"), plain.header("etag"), "{address}");
            assert!(packed.header("vary").contains("accept-encoding"), "{address}");
        }
    });
}

#[test]
fn assets_are_packed_kept_for_good_and_the_same_unpacked() {
    wait(async {
        let portal = TestPortal::demo().await;
        let style = portal.page("/").await.links("stylesheet").remove(0).1;
        let plain = portal.page(&style).await;
        assert!(plain.header("cache-control").contains("immutable"));
        let packed = portal.ask(Method::GET, &style).with("accept-encoding", "gzip").answer().await;
        assert_eq!(packed.header("content-encoding"), "gzip");
        assert_eq!(packed.text, plain.text);
        let packed =
            portal.ask(Method::GET, &style).with("accept-encoding", "gzip, br").answer().await;
        assert_eq!(packed.header("content-encoding"), "br");
        assert_eq!(portal.get("/assets/reader-0000000000.css").await.status, 404);
    });
}

#[test]
fn every_answer_carries_the_headers_that_protect_readers() {
    wait(async {
        let portal = TestPortal::demo().await;
        for address in KINDS {
            let answer = portal.get(address).await;
            let policy = answer.header("content-security-policy");
            for part in [
                "default-src 'self'",
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'self'",
            ] {
                assert!(policy.contains(part), "{address}: {policy}");
            }
            assert!(!policy.contains("unsafe"), "{address}: {policy}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
            assert!(!answer.header("referrer-policy").is_empty(), "{address}");
            assert!(answer.header("permissions-policy").contains("geolocation=()"), "{address}");
            assert!(answer.headers.get("server").is_none(), "{address} says what it runs on");
        }
    });
}

#[test]
fn an_address_without_a_page_says_so_in_the_readers_language_and_leads_on() {
    wait(async {
        let portal = TestPortal::demo().await;
        let lost = [
            ("/vi/khong-co", "Không có trang này"),
            ("/vi/tin-tuc/khong-co", "Không có trang này"),
            ("/vi/le-hoi/khong-co", "Không có trang này"),
            ("/vi/anh/khong-co", "Không có trang này"),
            ("/vi/video/khong-co", "Không có trang này"),
            ("/vi/trang/khong-co", "Không có trang này"),
            ("/khong-co", "Không có trang này"),
            // A number that is none is an address without a page too.
            ("/vi/chuong-trinh/nq-47-2024/nhiem-vu/mot", "Không có trang này"),
            ("/fr/news", "Không có trang này"),
            ("/.env", "Không có trang này"),
            ("/wp-login.php", "Không có trang này"),
            ("/en/nothing", "There is no such page"),
        ];
        for (address, title) in lost {
            let page = portal.get(address).await;
            assert_eq!(page.status, 404, "{address}");
            if title.starts_with("Không") {
                page.shows(&[title, "Mã lỗi 404"]);
            }
            let main = page.main();
            for way in ["<form", "type=\"search\"", "href=\"/"] {
                assert!(main.contains(way), "{address} has no {way}");
            }
            assert!(page.links("canonical").is_empty(), "{address}");
        }
        let english = portal.get("/en/nothing").await;
        assert!(english.text.contains("<html lang=\"en\">"));
        assert!(english.main().contains("href=\"/en/news\""));
    });
}

#[test]
fn an_address_with_a_slash_too_many_or_in_capitals_does_not_break_anything() {
    wait(async {
        let portal = TestPortal::demo().await;
        for address in [
            "/vi/tin-tuc/",
            "/VI/TIN-TUC",
            "//vi",
            "/vi//tin-tuc",
            "/vi/tin-tuc/%E1%BB",
            "/%00",
            "/vi/tin-tuc/%2e%2e/%2e%2e",
        ] {
            let status = portal.get(address).await.status.as_u16();
            assert!((300..500).contains(&status), "{address}: {status}");
        }
    });
}

#[test]
fn a_method_that_changes_things_is_not_taken() {
    wait(async {
        let portal = TestPortal::demo().await;
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            for address in ["/", ARTICLE, "/api/visits"] {
                let status = portal.ask(method.clone(), address).answer().await.status.as_u16();
                assert!((400..500).contains(&status), "{method} {address}: {status}");
            }
        }
    });
}

#[test]
fn a_failure_of_the_program_is_explained_without_its_cause() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.page("/vi/tin-tuc/bon-le-hoi-xuan").await;
        portal.app.portal.db.close().await;
        // What is carved is still printed: readers of hot pages notice nothing.
        portal.page("/vi/tin-tuc/bon-le-hoi-xuan").await;
        let broken = portal.get("/vi/tin-tuc/nam/2020").await;
        assert_eq!(broken.status, 500);
        broken.shows(&["Máy chủ đang gặp lỗi", "Mã lỗi 500"]);
        assert!(broken.main().contains("href=\"/\""), "a way out");
        for cause in ["sqlx", "pool", "database", "select "] {
            assert!(!broken.text.to_lowercase().contains(cause), "{cause}");
        }
        let english = portal.get("/en/news/year/2020").await;
        assert_eq!(english.status, 500);
        assert!(english.text.contains("<html lang=\"en\">"));
    });
}
