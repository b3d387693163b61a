//! Articles, their print view, and the lists of news.

use crate::support::{TestPortal, html, wait};

const OPENING: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";
const OPENING_EN: &str = "/en/news/opening-of-the-culture-and-tourism-week-2020";
const CORRECTED: &str = "/vi/tin-tuc/lich-tuan-van-hoa-du-lich-2020";

#[test]
fn an_article_in_vietnamese() {
    wait(async {
        let portal = TestPortal::demo().await;
        insta::assert_snapshot!(portal.page(OPENING).await.words(), @r#"
        Trang đầu
        Tin tức
        Lễ hội
        Tối nay khai mạc Tuần Văn hóa - Du lịch Bắc Giang năm 2020
        Tối nay khai mạc Tuần Văn hóa - Du lịch Bắc Giang năm 2020
        Lễ khai mạc bắt đầu lúc 20 giờ tại Khu Di tích Địa điểm Chiến thắng Xương Giang.
        Đăng
        08:30, 29/01/2020 mùng 5 tháng Giêng năm Canh Tý
        Thực hiện
        Ban Biên tập
        Nguồn
        Chương trình Tuần Văn hóa - Du lịch Bắc Giang năm 2020
        Lượt xem
        0
        Ngôn ngữ
        English
        In
        Chia sẻ
        Trống hội trước giờ khai mạc. Tranh minh họa. Tranh: Mộc Bản
        Lễ khai mạc Tuần Văn hóa - Du lịch Bắc Giang năm 2020 bắt đầu lúc 20 giờ hôm nay, 29/1/2020, tức mùng 5 tháng Giêng năm Canh Tý. Địa điểm là Khu Di tích Địa điểm Chiến thắng Xương Giang, phường Xương Giang, thành phố Bắc Giang.
        Bắc Giang - Miền đất thiêng Tây Yên Tử
        Chủ đề của Tuần
        Sau đêm khai mạc
        Chương trình nêu tám hoạt động chính và mười hoạt động khác. Có thể chia thành bốn mạch:
        Di tích: Xương Giang đón nhận bằng xếp hạng, chùa Hạ khánh thành Tòa Thượng điện.
        Lễ hội xuân: Tây Yên Tử, đền Chín Mìu, đền Thần Nông, Xuân Lung - Thác Ngà, Tân Sơn, đền Dành.
        Trưng bày: hai bộ mộc bản, hiện vật, ảnh, không gian văn hóa Phật giáo Trúc Lâm và du lịch Bắc Giang.
        Tranh tài và trình diễn: leo núi, vật, thư pháp, thi ảnh.
        Ngoài lễ khai mạc, chương trình chưa ghi ngày giờ cụ thể cho từng hoạt động. Người đi xa nên xem trang của Tuần và trạng thái của từng dòng trước khi lên đường.
        Thẻ
        Tuần Văn hóa - Du lịch
        Xương Giang
        Cơ quan đăng: Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Giang (nay là Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Ninh)
        Địa chỉ trang: https://portal.example.gov.vn/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020
        Bài trướcSáu cuộc trưng bày, triển lãm trong một tuần lễBài sauKết luận 57-KL/TW: nâng chất lượng công tác thông tin đối ngoại
        Cùng chủ đề
        Lễ hội Tuần Văn hóa - Du lịch Bắc Giang năm 2020
        Bài viết Xương Giang đón bằng xếp hạng Di tích cấp Quốc gia đặc biệt
        Bài viết Hai cuộc trưng bày mộc bản: Vĩnh Nghiêm và Bổ Đà
        Bài viết Đọc lại Tuần 2020: điều đã rõ và điều còn phải kiểm tra
        "#);
    });
}

#[test]
fn an_articles_facts_are_given_in_viet_nams_time_and_both_calendars() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page(OPENING).await;
        page.shows(&[
            "08:30, 29/01/2020",
            "mùng 5 tháng Giêng năm Canh Tý",
            "Thực hiện Ban Biên tập",
            "Nguồn Chương trình Tuần Văn hóa - Du lịch Bắc Giang năm 2020",
            "Lượt xem 0",
        ]);
        assert!(page.text.contains("datetime=\"2020-01-29T08:30:00+07:00\""));
        portal.page(OPENING_EN).await.shows(&["09:10, 29 January 2020", "Editorial desk"]);
    });
}

#[test]
fn an_article_names_its_publisher_as_of_its_day_and_as_of_now() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.page(OPENING).await.shows(&[
            "Cơ quan đăng: Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Giang",
            "(nay là Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Ninh)",
        ]);
        portal.page(OPENING_EN).await.shows(&[
            "Bac Giang Department of Culture, Sports and Tourism",
            "Bac Ninh Department of Culture, Sports and Tourism",
        ]);
        // A page is kept until its day ends, and this clock turns back.
        let portal = portal.restarted().await;
        portal.clock.set(crate::support::at("2020-02-01T08:00:00+07:00"));
        let then = portal.page(OPENING).await;
        then.shows(&["Cơ quan đăng: Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Giang"]);
        then.shows_none(&["nay là"]);
    });
}

#[test]
fn an_article_leads_on_to_its_section_neighbours_tags_and_kin() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page(OPENING).await;
        let links: Vec<(String, String)> = html::tags(&page.main())
            .iter()
            .filter(|tag| tag.name == "a")
            .map(|tag| {
                let of = |name| tag.attribute(name).unwrap_or_default();
                (of("rel"), of("href"))
            })
            .collect();
        let with = |rel: &str| -> Vec<&str> {
            let found = links.iter().filter(|(known, _)| known == rel);
            found.map(|(_, address)| address.as_str()).collect()
        };
        assert_eq!(with("prev"), ["/vi/tin-tuc/sau-cuoc-trung-bay-trien-lam"]);
        assert_eq!(with("next"), ["/vi/tin-tuc/ket-luan-57-kl-tw"]);
        assert_eq!(
            with("tag"),
            ["/vi/tin-tuc/the/tuan-van-hoa-du-lich", "/vi/tin-tuc/the/xuong-giang"]
        );
        let to = |address: &str| links.iter().any(|(_, known)| known == address);
        assert!(to("/vi/tin-tuc/muc/le-hoi"), "its section");
        for related in [
            "/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020",
            "/vi/tin-tuc/xuong-giang-don-bang-di-tich-quoc-gia-dac-biet",
            "/vi/tin-tuc/trung-bay-moc-ban-vinh-nghiem-bo-da",
        ] {
            assert!(to(related), "{related}");
        }
        assert!(to(&format!("{OPENING}/in")), "its print view");
    });
}

#[test]
fn a_correction_is_public_and_dated_beside_the_facts_and_under_the_words() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page(CORRECTED).await;
        page.shows(&[
            "Đính chính 15/01/2020",
            "Đính chính 15/01/2020: Bản đăng ngày 21/10/2019 chỉ ghi ngày kết thúc là 12/2/2020.",
            "Cập nhật 09:00, 15/01/2020",
        ]);
        assert!(
            page.main().contains("href=\"#correction\"")
                && page.main().contains("id=\"correction\"")
        );
    });
}

#[test]
fn the_print_view_has_the_words_the_publisher_and_the_address_and_no_menu() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page(&format!("{OPENING}/in")).await;
        page.shows(&[
            "Tối nay khai mạc Tuần Văn hóa - Du lịch Bắc Giang năm 2020",
            "Cơ quan đăng: Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Giang",
            "https://portal.example.gov.vn/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020",
            "10:15, 20/11/2026",
        ]);
        assert!(!page.text.contains("<nav class=\"menu\""));
        assert!(page.text.contains("<meta name=\"robots\" content=\"noindex\">"));
        let canonical = page.links("canonical");
        assert_eq!(canonical[0].1, format!("https://portal.example.gov.vn{OPENING}"));
        portal.page(&format!("{OPENING_EN}/print")).await.shows(&["opens tonight"]);
    });
}

/// The titles of a list, in order.
fn titles(page: &crate::support::Answer) -> Vec<String> {
    let main = page.main();
    let items = main.split("<h2 class=\"item-title\">").skip(1);
    items.map(|item| html::words(item.split("</h2>").next().unwrap_or_default())).collect()
}

#[test]
fn the_list_of_all_news_has_every_article_once_newest_first() {
    wait(async {
        let portal = TestPortal::demo().await;
        let mut seen = Vec::new();
        for address in ["/vi/tin-tuc", "/vi/tin-tuc?trang=2", "/vi/tin-tuc?trang=3"] {
            let page = portal.get(address).await;
            if page.status == 200 {
                seen.extend(titles(&page));
            }
        }
        let articles =
            std::fs::read_dir(crate::support::folder::demo().join("news")).expect("news");
        assert_eq!(seen.len(), articles.count());
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), seen.len());
        let first = portal.page("/vi/tin-tuc").await;
        assert_eq!(titles(&first).len(), 12);
        let dates: Vec<String> = html::tags(&first.main())
            .iter()
            .filter(|tag| tag.name == "time")
            .filter_map(|tag| tag.attribute("datetime"))
            .collect();
        let mut sorted = dates.clone();
        sorted.sort_by(|one, other| other.cmp(one));
        assert_eq!(dates, sorted);
    });
}

#[test]
fn a_page_number_beyond_the_list_or_that_is_none_leads_nowhere() {
    wait(async {
        let portal = TestPortal::demo().await;
        for query in ["trang=99", "trang=0", "trang=-1", "trang=hai", "trang=4294967296"] {
            assert_eq!(portal.get(&format!("/vi/tin-tuc?{query}")).await.status, 404, "{query}");
        }
        let tagged = portal.page("/vi/tin-tuc?utm_source=elsewhere&trang=2").await;
        assert_eq!(titles(&tagged), titles(&portal.page("/vi/tin-tuc?trang=2").await));
    });
}

#[test]
fn a_section_a_tag_and_a_year_list_what_is_theirs() {
    wait(async {
        let portal = TestPortal::demo().await;
        let section = portal.page("/vi/tin-tuc/muc/le-hoi").await;
        section.shows(&["Lễ hội, hội thi và sinh hoạt văn hóa đầu xuân."]);
        assert!(
            titles(&section).contains(&"Giải Vật dân tộc, Vật tự do tỉnh Bắc Giang".to_owned())
        );
        let tag = portal.page("/vi/tin-tuc/the/the-thao").await;
        tag.shows(&["Thẻ: Thể thao"]);
        assert_eq!(titles(&tag).len(), 2, "{:?}", titles(&tag));
        let year = portal.page("/vi/tin-tuc/nam/2019").await;
        year.shows(&["Tin năm 2019"]);
        assert!(!titles(&year).is_empty());
        for item in year.main().split("<article").skip(1) {
            assert!(item.contains("datetime=\"2019-"), "{item}");
        }
        for nothing in
            ["/vi/tin-tuc/muc/khong-co", "/vi/tin-tuc/the/khong-co", "/vi/tin-tuc/nam/1999"]
        {
            assert_eq!(portal.get(nothing).await.status, 404, "{nothing}");
        }
        portal.page("/en/news/section/festivals").await;
        portal.page("/en/news/tag/woodblocks").await;
        portal.page("/en/news/year/2020").await;
    });
}
