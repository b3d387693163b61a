//! Acts and documents: their list and search, one with its citation, the feed.

use crate::support::{TestPortal, wait};

#[test]
fn a_document_is_cited_as_decree_30_2020_asks_in_each_language() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/vi/van-ban/nghi-quyet-47-nq-cp").await;
        let cited = "Nghị quyết số 47/NQ-CP ngày 15 tháng 4 năm 2024 của Chính phủ về Chương trình \
                     hành động của Chính phủ đến năm 2030 về thông tin đối ngoại";
        page.shows(&[cited, "Còn hiệu lực", "Sao chép trích dẫn"]);
        assert!(page.main().contains(&format!("data-copy=\"{cited}\"")));
        let english = portal.page("/en/documents/resolution-47-nq-cp").await;
        english.shows(&["Resolution No. 47/NQ-CP of 15 April 2024 of the Government on the"]);
        let early = portal.page("/vi/van-ban/quyet-dinh-173-qd-ttg").await;
        early.shows(&["số 173/QĐ-TTg ngày 27 tháng 01 năm 2026 của Thủ tướng Chính phủ"]);
    });
}

#[test]
fn relations_are_seen_from_both_sides() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/vi/van-ban/nghi-quyet-47-nq-cp").await;
        page.shows(&["Triển khai thực hiện", "Kết luận số 57-KL/TW"]);
        let other = portal.page("/vi/van-ban/ket-luan-57-kl-tw").await;
        other.shows(&["Được triển khai bởi", "Nghị quyết số 47/NQ-CP"]);
    });
}

#[test]
fn an_issuer_of_the_register_is_named_as_of_the_day_of_issue_and_as_of_now() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/vi/van-ban/thong-tu-22-2016-tt-btttt").await;
        page.shows(&[
            "ngày 19 tháng 10 năm 2016 của Bộ Thông tin và Truyền thông",
            "nay là Bộ Khoa học và Công nghệ",
        ]);
    });
}

#[test]
fn documents_are_found_by_number_words_form_year_and_day_of_force() {
    wait(async {
        let portal = TestPortal::demo().await;
        let all = ["47/NQ-CP", "57-KL/TW", "72/2015/NĐ-CP", "22/2016/TT-BTTTT", "173/QĐ-TTg"];
        portal.page("/vi/van-ban").await.shows(&all);
        let cases = [
            ("q=72%2F2015", vec!["72/2015/NĐ-CP"]),
            ("q=chuong+trinh+hanh+dong", vec!["47/NQ-CP"]),
            ("loai=conclusion", vec!["57-KL/TW"]),
            ("nam=2016", vec!["22/2016/TT-BTTTT"]),
            ("ngay=2015-10-21", vec![]),
            ("ngay=2015-10-22", vec!["72/2015/NĐ-CP"]),
            ("ban-hanh=Ch%C3%ADnh+ph%E1%BB%A7", vec!["47/NQ-CP", "72/2015/NĐ-CP"]),
        ];
        for (query, expected) in cases {
            let page = portal.page(&format!("/vi/van-ban?{query}")).await;
            let main = page.main();
            let numbers = main.split("doc-number\"><span class=\"num\">").skip(1);
            let mut found: Vec<&str> =
                numbers.map(|rest| rest.split('<').next().unwrap_or_default()).collect();
            found.sort_unstable();
            let mut expected = expected;
            expected.sort_unstable();
            assert_eq!(found, expected, "{query}");
        }
        let nothing = portal.page("/vi/van-ban?q=khongco").await;
        nothing.shows(&["Không có văn bản nào như vậy."]);
    });
}

#[test]
fn a_document_tells_machines_that_it_is_legislation_and_has_a_feed() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/vi/van-ban/nghi-dinh-72-2015-nd-cp").await;
        let told = page.json_ld().expect("structured data");
        assert_eq!(told["@type"], "Legislation");
        assert_eq!(told["legislationIdentifier"], "72/2015/NĐ-CP");
        assert_eq!(told["legislationDate"], "2015-09-07");
        assert_eq!(told["temporalCoverage"], "2015-10-22/..");
        assert_eq!(told["legislationLegalForce"], "https://schema.org/InForce");
        let feed = portal.get("/vi/van-ban/feed.atom").await;
        assert_eq!(feed.text.matches("<entry>").count(), 5);
        assert!(feed.text.contains("số 47/NQ-CP ngày 15 tháng 4 năm 2024"), "{}", feed.text);
    });
}
