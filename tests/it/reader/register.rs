//! The register of bodies, as readers see it on a day, and one body over time.

use crate::support::{TestPortal, wait};

#[test]
fn the_register_lists_the_bodies_of_the_day_under_the_names_of_that_day() {
    wait(async {
        let portal = TestPortal::demo().await;
        let before = portal.page("/vi/co-quan?ngay=2025-02-28").await;
        before.shows(&["Bộ 18", "Cơ quan ngang bộ 4", "Bộ Thông tin và Truyền thông"]);
        before.shows(&["Tỉnh Bắc Giang", "nay là", "Chưa đối chiếu với văn bản"]);
        let after = portal.page("/vi/co-quan?ngay=2025-07-01").await;
        after.shows(&[
            "Bộ 14",
            "Cơ quan ngang bộ 3",
            "Tỉnh 28",
            "Thành phố trực thuộc trung ương 6",
        ]);
        after.shows_none(&["Bộ Thông tin và Truyền thông", "Tỉnh Bắc Giang"]);
        let odd = portal.page("/vi/co-quan?ngay=hom-qua").await;
        odd.shows(&["Ngày ấy không đọc được"]);
    });
}

#[test]
fn a_body_that_ended_says_who_took_over_and_which_function_went_another_way() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/vi/co-quan/mic").await;
        page.shows(&[
            "Bộ Thông tin và Truyền thông",
            "Kết thúc hoạt động từ ngày 01/03/2025",
            "Toàn bộ chức năng, nhiệm vụ",
            "Bộ Khoa học và Công nghệ",
            "Chức năng: Quản lý nhà nước về thông tin đối ngoại",
            "Bộ Văn hóa, Thể thao và Du lịch",
        ]);
        let heir = portal.page("/en/bodies/mcst").await;
        heir.shows(&["Took over from", "Ministry of Information and Communications"]);
        heir.shows(&["Function: State management of external information"]);
        assert_eq!(portal.get("/vi/co-quan/khong-co").await.status, 404);
    });
}

#[test]
fn code_24_was_bac_giang_and_is_bac_ninh() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.page("/vi/co-quan/p-bac-giang").await.shows(&["Tỉnh Bắc Giang", "Mã 24"]);
        portal.page("/vi/co-quan/p-bac-ninh-2025").await.shows(&["Tỉnh Bắc Ninh", "Mã 24"]);
        portal.page("/vi/co-quan/p-bac-ninh").await.shows(&["Tỉnh Bắc Ninh", "Mã 27"]);
    });
}

#[test]
fn a_body_shows_what_it_published_on_the_portal() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/vi/co-quan/bg-svhttdl").await;
        page.shows(&["Đã đăng trên cổng này", "Tuần Văn hóa"]);
        portal.page("/vi/co-quan/mof").await.shows(&["chưa đăng mục nào"]);
    });
}
