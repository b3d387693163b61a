//! International rankings: every value with its "of how many", its method and whether it was checked.

use crate::support::{TestPortal, wait};

#[test]
fn the_soft_power_index_says_of_how_many_where_it_breaks_and_what_is_not_checked() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/vi/xep-hang/gspi").await;
        insta::assert_snapshot!(page.words_until("Tải dữ liệu CSV"), @r#"
        Trang đầu
        Thứ hạng quốc tế
        Chỉ số Sức mạnh mềm toàn cầu
        Chỉ số Sức mạnh mềm toàn cầu
        Brand Finance, hằng năm, từ tháng 1 đến tháng 3.
        40 50 60 70 80 2020 2021 2022 2023 2024 2025 trước 2024: phạm vi hẹp hơntừ 2024: 193 nước 2022: chưa có số 50 47 69 53 52 40 50 60 70 80 2020 2021 2022 2023 2024 2025 50 47 69 53 52
        Từ năm 2024, phạm vi mở rộng lên 193 nước. Hai đoạn không nối, không so với nhau. Chưa có thứ hạng kỳ 2022, 2026. Ô rỗng: chưa kiểm chứng.
        Đơn vị công bố
        Brand Finance
        Dựa trên
        khảo sát cảm nhận
        Có từ
        2020
        Điểm tính bằng
        điểm, từ 0 đến 100
        Cách đọc
        Thứ hạng: số nhỏ là tốt hơn. Điểm: cao là tốt hơn.
        Các kỳ
        "#);
        page.shows(&[
            "Đổi phương pháp: các kỳ ở trên và ở dưới không so với nhau",
            "Chưa kiểm chứng",
            "Điểm suy ra: 33,8 trừ 2,5.",
        ]);
    });
}

#[test]
fn every_index_stands_on_one_page_and_those_without_a_rank_are_named() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/en/rankings").await;
        page.shows(&[
            "Global Soft Power Index",
            "Brand Finance, yearly, January to March.",
            "In 2022 the method changed and the scale was turned over",
            "No rank found",
            "Anholt Nation Brands Index",
        ]);
        let vi = portal.page("/vi/xep-hang").await;
        vi.shows(&["Thứ hạng quốc tế", "Chỉ số Sức mạnh mềm toàn cầu", "71/193", "tăng 15 bậc"]);
    });
}

#[test]
fn the_table_can_be_taken_along_as_csv() {
    wait(async {
        let portal = TestPortal::demo().await;
        let text = portal.page("/en/rankings.csv").await.text;
        let mut lines = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = lines.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 62, "all that is known");
        let found = rows.iter().find(|row| &row[0] == "egdi" && &row[3] == "2024");
        let row: Vec<&str> = found.expect("the edition").iter().collect();
        assert_eq!(row[5..9], ["71", "193", "0.7709", "index-1"]);
        assert_eq!(row[11], "yes");
    });
}

#[test]
fn an_index_nobody_keeps_is_not_found() {
    wait(async {
        let portal = TestPortal::demo().await;
        assert_eq!(portal.get("/vi/xep-hang/khong-co").await.status, 404);
    });
}
