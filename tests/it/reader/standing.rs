//! Standing pages, the page of bodies and the page of visits.

use crate::support::{TestPortal, at, wait};

#[test]
fn every_standing_page_has_its_words_its_publisher_and_the_others() {
    wait(async {
        let portal = TestPortal::demo().await;
        let pages = [
            ("/vi/trang/gioi-thieu", "Đây là bản trình diễn"),
            ("/vi/trang/lien-he", "Liên hệ"),
            ("/vi/trang/tiep-can", "Tiếp cận"),
            ("/vi/trang/quyen-rieng-tu", "riêng tư"),
            ("/vi/trang/net-dep-van-hoa", "Nét đẹp văn hóa"),
            ("/en/pages/about", "Publish"),
            ("/en/pages/privacy", "cookie"),
        ];
        for (address, words) in pages {
            let page = portal.page(address).await;
            page.shows(&[words]);
            let named = [
                "Cơ quan đăng: Sở Văn hóa",
                "Bac Giang Department of Culture",
                "Bac Ninh Department of Culture",
            ];
            assert!(named.iter().any(|name| page.words().contains(name)), "{address}");
        }
    });
}

#[test]
fn the_page_of_bodies_gives_every_name_its_time() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/vi/ban-to-chuc").await;
        page.shows(&[
            "Tên cơ quan qua các thời kỳ",
            "Đến trước 01/07/2025",
            "Từ 01/07/2025",
            "Tên hoặc ngày chưa đối chiếu với văn bản.",
            "Cơ quan đăng của cổng này",
        ]);
        // Every name in the table of organisers leads to its line below.
        let main = page.main();
        for link in main.split("href=\"#").skip(1) {
            let anchor = link.split('"').next().unwrap_or_default();
            assert!(main.contains(&format!("id=\"{anchor}\"")), "#{anchor}");
        }
    });
}

#[test]
fn the_page_of_visits_defines_every_figure() {
    wait(async {
        let portal = TestPortal::demo().await;
        insta::assert_snapshot!(portal.page("/vi/luot-truy-cap").await.words_until("Ba thước đo"), @r#"
        Trang đầu
        Lượt truy cập
        Lượt truy cập
        Sáu con số cùng tính từ một cuốn sổ nên không bao giờ chênh nhau. Không dùng cookie, không giữ dấu vết của người đọc sang ngày hôm sau.
        Đang truy cập
        0
        Có mở trang trong 5 phút qua
        Hôm nay
        0
        Từ 00:00, giờ Việt Nam
        Tuần này
        0
        Từ Thứ Hai, 16/11/2026
        Tháng này
        0
        Từ 01/11/2026
        Năm nay
        0
        Từ 01/01/2026
        Tổng số
        0
        Từ ngày bắt đầu đếm, 20/11/2026
        Trừ con số đầu, các con số còn lại là lượt xem trang, gộp mọi ngôn ngữ. Không tính máy tìm kiếm và truy cập tự động.
        "#);
    });
}

#[test]
fn the_page_of_visits_sets_three_measures_side_by_side_and_gives_each_day() {
    wait(async {
        let portal = TestPortal::demo().await;
        let words = portal.page("/vi/luot-truy-cap").await.words_until("18/11");
        let (_, after) = words.split_once("\nBa thước đo\n").expect("the measures");
        insta::assert_snapshot!(after, @r#"
        Thước đo
        Hôm nay
        Tuần này
        Tháng này
        Năm nay
        Tổng số
        Lượt xem một trang được gửi tới một người đọc
        0
        0
        0
        0
        0
        Lượt ghé một loạt trang của một người, không ngừng quá 30 phút
        0
        0
        0
        0
        0
        Người truy cập người đọc phân biệt được trong một ngày
        0
        0
        0
        0
        0
        Lúc 10:15. Hôm sau không ai nhận lại được người của hôm trước, nên tuần, tháng, năm là tổng của từng ngày: ai vào hai ngày được tính hai lần.
        Mười bốn ngày qua
        Tải dữ liệu CSV
        0 1 7 8 9 10 11 12 13 14 15 16 17 18 19 20
        0 1 14 15 16 17 18 19 20
        Lượt xem mỗi ngày. Cột gạch chéo: hôm nay, vẽ lúc 10:15, chưa hết ngày. Ngày cổng không đếm thì không có cột.
        Bảng số liệu của biểu đồ
        Ngày
        Âm lịch
        Lượt xem
        20/11
        12
        0*
        19/11
        11
        không đếm
        "#);
    });
}

#[test]
fn in_january_the_page_of_visits_says_why_two_figures_are_equal() {
    wait(async {
        let portal = TestPortal::demo().await;
        let why = "Đang tháng 1 nên bằng tháng này";
        portal.page("/vi/luot-truy-cap").await.shows_none(&[why]);
        portal.clock.set(at("2027-01-05T08:00:00+07:00"));
        portal.page("/vi/luot-truy-cap").await.shows(&[why]);
    });
}
