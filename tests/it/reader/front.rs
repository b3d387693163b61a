//! The front page in both languages, in its different situations.

use crate::support::folder::Site;
use crate::support::{TestPortal, at, folder, wait};

#[test]
fn the_front_page_in_vietnamese() {
    wait(async {
        let portal = TestPortal::demo().await;
        insta::assert_snapshot!(portal.page("/").await.words_until("Ảnh và video"), @r#"
        Bắc Giang - Miền đất thiêng Tây Yên Tử
        Tuần Văn hóa - Du lịch Bắc Giang năm 2020
        29 tháng 1 năm 2020 Thứ Tư, 20:00
        mùng 5 tháng Giêng năm Canh Tý
        Khai mạc lúc 20 giờ ngày 29/1/2020 tại Khu Di tích Địa điểm Chiến thắng Xương Giang, với mười tám hoạt động trong chương trình.
        Đã diễn ra
        Khu Di tích Địa điểm Chiến thắng Xương Giang
        Xem lại chương trình
        Đã diễn ra
        Lịch lễ hội
        29 tháng 1 năm 2020 mùng 5 tháng Giêng
        Lễ khai mạc
        Khu Di tích Địa điểm Chiến thắng Xương Giang
        15–20 tháng 2 năm 2020 22–27 tháng Giêng
        Lễ tổng kết, bế mạc
        Trung tâm Hội nghị tỉnh
        Không ghi ngày
        Lễ đón nhận Bằng xếp hạng Di tích cấp Quốc gia đặc biệt Khu Di tích Chiến thắng Xương Giang
        Không ghi ngày
        Lễ khai hội Xuân Tây Yên Tử năm 2020
        Tây Yên Tử
        Tin mới
        Tất cả tin
        Đọc lại Tuần 2020: điều đã rõ và điều còn phải kiểm tra
        Từ tư liệu còn giữ được, cổng tách phần đã có hai nguồn khỏi phần mới có một nguồn.
        12/10/2026 mùng 3 tháng Chín
        Một cổng cho mọi người: chữ to, đủ dấu, không cần chuột
        20/04/2026
        Cổng đếm lượt truy cập thế nào cho trung thực
        16/03/2026
        Chiến lược quảng bá hình ảnh Việt Nam ra nước ngoài 2026 - 2030
        30/01/2026
        Bắc Giang và Bắc Ninh hợp nhất: tên sở, địa chỉ và mã tỉnh thay đổi ra sao
        02/07/2025
        Từ ngày 1/3/2025: mảng thông tin đối ngoại về Bộ Văn hóa, Thể thao và Du lịch
        03/03/2025
        Chuyện của vùng đất
        Nét đẹp văn hóa
        Ván khắc, ống hát và núi Tây Yên Tử: hơn ba nghìn ván mộc bản, một lối hát qua sợi dây và một vùng núi của người đi lễ.
        Đọc chuyện ván khắc
        "#);
    });
}

#[test]
fn the_front_page_in_english() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/en").await;
        assert!(page.text.contains("<html lang=\"en\">"));
        insta::assert_snapshot!(page.words_until("Pictures and video"), @r#"
        Bắc Giang, sacred land of Western Yên Tử
        Bắc Giang Culture and Tourism Week 2020
        29 January 2020 Wednesday, 20:00
        day 5 of lunar month 1, year Canh Tý
        It opens at 20:00 on 29 January 2020 at the Xương Giang Victory Site, with eighteen activities on the list.
        Looking back
        Xương Giang Victory Site
        Look back at the schedule
        Looking back
        Festival calendar
        29 January 2020 day 5 of lunar month 1
        Opening ceremony
        Xương Giang Victory Site
        15–20 February 2020 day 22 to day 27 of lunar month 1
        Review and closing ceremony
        Provincial Convention Centre
        No date on record
        Award of special national monument status to the Xương Giang Victory Site
        No date on record
        Opening of the Western Yên Tử Spring Festival 2020
        Western Yên Tử
        News
        All news
        Reading the Week of 2020 again: what is known and what is to be checked
        From the papers that remain, the portal parts what has two sources from what has one.
        12 October 2026 day 3 of lunar month 9
        A portal for everyone: large type, full marks, no mouse needed
        20 April 2026
        How visits are counted here, honestly
        16 March 2026
        A strategy for Việt Nam’s image abroad, 2026-2030
        31 January 2026
        Bắc Giang and Bắc Ninh merge: what changes in names, addresses and codes
        2 July 2025
        From 1 March 2025 external information belongs to the Ministry of Culture, Sports and Tourism
        3 March 2025
        Stories of the land
        Living culture
        Woodblocks, singing tubes and the mountains of Western Yên Tử: more than three thousand carved blocks, a song along a string, and a range where people go to pray.
        Read about the blocks
        "#);
    });
}

#[test]
fn the_header_shows_today_in_both_calendars_and_in_viet_nams_time() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.page("/").await.shows(&["Thứ Sáu, 20/11/2026", "12 tháng Mười năm Bính Ngọ"]);
        portal.page("/en").await.shows(&["Friday, 20 November 2026"]);
        let portal = portal.restarted().await;
        // Evening of the fifth lunar day in Việt Nam; in UTC it is still afternoon of the same day.
        portal.clock.set(at("2020-01-28T17:30:00Z"));
        portal.page("/").await.shows(&["Thứ Tư, 29/01/2020", "mùng 5 tháng Giêng năm Canh Tý"]);
    });
}

#[test]
fn before_the_festival_the_front_page_looks_ahead_and_after_it_back() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.clock.set(at("2020-01-20T08:00:00+07:00"));
        let ahead = portal.page("/").await;
        ahead.shows(&["Sắp diễn ra", "Thêm vào lịch", "Xem chương trình", "20:00"]);
        ahead.shows_none(&["Xem lại chương trình"]);
        let portal = portal.restarted().await;
        portal.clock.set(at("2020-03-01T08:00:00+07:00"));
        let back = portal.page("/").await;
        back.shows(&["Đã diễn ra", "Xem lại chương trình"]);
        back.shows_none(&["Sắp diễn ra", "Thêm vào lịch"]);
    });
}

#[test]
fn without_a_festival_the_newest_story_stands_at_the_head() {
    wait(async {
        let site = Site::copy();
        site.change("site.toml", "lead = \"festival/tuan-van-hoa-du-lich-bac-giang-2020\"\n", "");
        let portal = TestPortal::with(site.path(), None).await;
        let words = portal.page("/").await.words();
        let title = words.lines().next().unwrap_or_default();
        assert_eq!(title, "Đọc lại Tuần 2020: điều đã rõ và điều còn phải kiểm tra");
    });
}

#[test]
fn a_fresh_portal_has_a_front_page_that_says_what_to_expect() {
    wait(async {
        let portal = TestPortal::empty().await;
        let page = portal.page("/").await;
        page.shows(&["Chưa có tin nào được đăng", "Tổng số 0"]);
        for list in [
            "/vi/tin-tuc",
            "/vi/le-hoi",
            "/vi/anh",
            "/vi/video",
            "/vi/ban-to-chuc",
            "/vi/luot-truy-cap",
        ] {
            portal.page(list).await;
        }
        assert_eq!(portal.get("/vi/tin-tuc/khong-co").await.status, 404);
        portal.takes(&folder::demo()).await;
        portal.page("/").await.shows_none(&["Chưa có tin nào được đăng"]);
    });
}
