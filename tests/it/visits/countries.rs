//! Countries of readers, from a file on this machine: known where it says so, unknown elsewhere, and
//! the address itself nowhere.

use crate::support::{TestPortal, mmdb, wait};
use http::Method;
use mocban::people::Role;
use mocban::visits::{Countries, Span, facet_days};

const ARTICLE: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";

#[test]
fn views_are_told_apart_by_country_where_the_operator_has_a_file() {
    wait(async {
        let portal = TestPortal::demo().await;
        let file = portal.folder.path().join("countries.mmdb");
        let networks = [
            ([203, 0, 112, 0].into(), 23, "VN"),
            ([198, 51, 100, 0].into(), 25, "KR"),
            ([198, 51, 100, 128].into(), 32, "JP"),
        ];
        std::fs::write(&file, mmdb::countries(&networks)).expect("a file");
        let portal = portal.restarted_with(|config| config.countries = Some(file)).await;
        let readers = [
            [203, 0, 113, 7],
            [203, 0, 112, 1],
            [203, 0, 113, 255],
            [198, 51, 100, 127],
            [198, 51, 100, 128],
            [192, 0, 2, 1],
        ];
        for reader in readers {
            portal.ask(Method::GET, ARTICLE).from(reader.into()).answer().await;
        }
        portal.app.portal.visits.settle().await.expect("it is written");
        let span = Span { first: String::new(), last: "9999".to_owned() };
        let found = facet_days(&portal.app.portal.db, "country", &span, 10).await;
        let expected = [("VN", 3, 3), ("", 1, 1), ("JP", 1, 1), ("KR", 1, 1)];
        let expected =
            expected.map(|(country, views, visitors)| (country.to_owned(), views, visitors));
        assert_eq!(found.expect("countries"), expected);
    });
}

#[test]
fn a_code_the_list_makes_up_is_said_to_be_one_in_both_languages() {
    wait(async {
        let portal = TestPortal::demo().await;
        let file = portal.folder.path().join("countries.mmdb");
        let networks = [([203, 0, 112, 0].into(), 23, "AP"), ([198, 51, 100, 0].into(), 24, "XK")];
        std::fs::write(&file, mmdb::countries(&networks)).expect("a file");
        let portal = portal.restarted_with(|config| config.countries = Some(file)).await;
        for reader in [[203, 0, 113, 7], [198, 51, 100, 9]] {
            portal.ask(Method::GET, ARTICLE).from(reader.into()).answer().await;
        }
        portal.fold().await;
        let editor = portal.desk(Role::Editor).await;
        editor.page("/desk/visits?period=7").await.shows(&["Nước có mã AP", "Kosovo"]);
        editor.post("/desk/me", &[("name", "Biên tập"), ("language", "en")]).await;
        let page = editor.page("/desk/visits?period=7").await;
        page.shows(&["Country with the code AP", "Kosovo"]);
    });
}

#[test]
fn a_file_that_is_no_list_of_countries_is_told_by_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("countries.mmdb");
    std::fs::write(&file, "Việt Nam, Hàn Quốc").expect("a file");
    let refused = Countries::read(&file).expect_err("it is refused").to_string();
    assert!(refused.contains("countries.mmdb cannot be read"), "{refused}");
}
