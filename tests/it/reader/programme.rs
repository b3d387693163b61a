//! The action programme as readers see it: who has sent a plan and who has not, by name, on the day
//! asked for; nothing of a draft.

use crate::programme::{Work, words};
use crate::support::{Postgres, TestPortal, wait};
use jiff::civil::date;
use mocban::action_programme::{self as programme, ActivityDraft, ActivityState, In, Offer, Proof};

#[test]
fn the_demo_says_honestly_that_no_plan_is_on_record() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/vi/chuong-trinh/nq-47-2024?ngay=2024-12-31").await;
        insta::assert_snapshot!(page.words_until("0/22"), @r"
        Trang đầu
        Chương trình hành động
        Chương trình hành động đến năm 2030 về thông tin đối ngoại
        Nghị quyết số 47/NQ-CP ngày 15 tháng 4 năm 2024 của Chính phủ · số liệu đến 31/12/2024
        Chương trình hành động đến năm 2030 về thông tin đối ngoại
        Tất cả bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ và UBND tỉnh, thành phố trực thuộc trung ương xây dựng chương trình, kế hoạch hành động của mình và tổ chức thực hiện.
        Thực hiện Kết luận số 57-KL/TW ngày 15 tháng 6 năm 2023 của Bộ Chính trị
        Kế hoạch của các cơ quan
        Tải dữ liệu CSV
        Chương trình, kế hoạch hành động đến năm 2030. Chưa ghi được hạn gửi.
        Tính đến ngày
        Xem
        Về hôm nay
        ");
        page.shows(&[
            "Mẫu số là 22 cơ quan có tên trong danh sách vào ngày 31/12/2024.",
            "Nguồn khác ghi 8:",
            "Quán triệt, phổ biến và triển khai nghị quyết",
            "Chưa có hoạt động nào",
            "Chưa ghi được hạn gửi, nên không cơ quan nào bị tính là quá hạn.",
        ]);
        let list = portal.page("/en/programme").await;
        list.shows(&["Action programme to 2030 on external information", "0/56"]);
    });
}

/// The names of a group's bodies on a day, from the table to take along.
async fn names(portal: &TestPortal, day: &str, group: &str) -> Vec<String> {
    let path = format!("/vi/chuong-trinh/nq-47-2024/coverage.csv?ngay={day}");
    let text = portal.page(&path).await.text;
    let mut lines = csv::Reader::from_reader(text.as_bytes());
    let rows = lines.records().map(|row| row.expect("a row"));
    let own = rows.filter(|row| &row[1] == group).map(|row| row[3].to_owned());
    own.collect()
}

#[test]
fn the_denominator_is_named_body_by_body_on_both_days() {
    wait(async {
        let postgres = Postgres::start();
        for portal in [TestPortal::demo().await, TestPortal::demo_on(&postgres).await] {
            let (then, now) = ("2024-12-31", "2025-12-31");
            let ministries = names(&portal, then, "ministries").await;
            assert_eq!(ministries.len(), 22);
            assert!(ministries.iter().any(|name| name == "Bộ Thông tin và Truyền thông"));
            assert!(ministries.iter().any(|name| name == "Ủy ban Dân tộc"));
            let provinces = names(&portal, then, "provinces").await;
            assert_eq!(provinces.len(), 63);
            assert!(provinces.iter().any(|name| name == "Tỉnh Bắc Giang"), "{provinces:?}");
            let ministries = names(&portal, now, "ministries").await;
            assert_eq!(ministries.len(), 17);
            assert!(ministries.iter().any(|name| name == "Bộ Dân tộc và Tôn giáo"));
            assert!(!ministries.iter().any(|name| name == "Bộ Thông tin và Truyền thông"));
            let provinces = names(&portal, now, "provinces").await;
            assert_eq!(provinces.len(), 34);
            assert!(!provinces.iter().any(|name| name == "Tỉnh Bắc Giang"));
            let page = portal.page("/vi/chuong-trinh/nq-47-2024?ngay=2024-12-31").await;
            page.shows(&["0/22", "0/63", "Bộ Thông tin và Truyền thông"]);
            let page = portal.page("/vi/chuong-trinh/nq-47-2024?ngay=2025-12-31").await;
            page.shows(&["0/17", "0/34", "Bộ Dân tộc và Tôn giáo"]);
        }
    });
}

#[test]
fn a_day_that_cannot_be_read_is_said_and_today_is_shown() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page("/vi/chuong-trinh/nq-47-2024?ngay=hom-qua").await;
        page.shows(&["Không đọc được ngày vừa chọn."]);
        assert_eq!(portal.get("/vi/chuong-trinh/khong-co").await.status, 404);
        let task = portal.get("/vi/chuong-trinh/nq-47-2024/nhom-nhiem-vu/9").await;
        assert_eq!(task.status, 404);
    });
}

#[test]
fn a_plan_late_its_reason_its_activity_and_its_evidence_are_public_and_a_draft_is_not() {
    wait(crate::programme::on_both(async |work| {
        let within = In::from(&work.programme);
        let by = crate::programme::operator(work.portal.clock.now_ms(), date(2026, 1, 5));
        let plan = work.received("p-cao-bang", date(2025, 1, 10)).await;
        let mut tx = work.tx().await;
        let of = (work.period().id.expect("a number"), "p-lang-son");
        let why = "Chờ ý kiến Hội đồng nhân dân";
        programme::say_why(&mut tx, by, work.within(), of, why).await.expect("said");
        let draft = ActivityDraft {
            measure: work.programme.measure("1.1").and_then(|one| one.id).expect("a number"),
            starts: date(2025, 2, 1),
            ends: date(2025, 3, 1),
            budget: None,
            words: words("Hội nghị quán triệt"),
        };
        let id = programme::new_activity(&mut tx, by, within, plan, &draft).await.expect("new");
        programme::move_activity(&mut tx, by, within, (id, ActivityState::Done), "")
            .await
            .expect("done");
        let entry = "news/nghi-quyet-47-nq-cp".to_owned();
        let proof = Proof::Entry { entry, language: "vi".parse().expect("a language") };
        let offer = Offer {
            of: programme::EvidenceOf::activity(id),
            proof,
            note: "Tin về hội nghị".to_owned(),
        };
        let evidence = programme::offer(&mut tx, by, within, &offer).await.expect("offered");
        programme::accept_evidence(&mut tx, by, within, evidence).await.expect("accepted");
        let begun = programme::begin_plan(&mut tx, by, work.within(), of.0, "p-son-la")
            .await
            .expect("begun");
        let own = ActivityDraft { words: words("Việc còn trong bản nháp"), ..draft };
        programme::new_activity(&mut tx, by, within, begun, &own).await.expect("new");
        tx.commit().await.expect("kept");
        work.portal.app.caught_up().await.expect("the followers catch up");
        shows_all(&work).await;
    }));
}

async fn shows_all(work: &Work<'_>) {
    let portal = work.portal;
    let page = portal.page("/vi/chuong-trinh/thu").await;
    page.shows(&[
        "1/34",
        "1/1 hoạt động",
        "Lý do: Chờ ý kiến Hội đồng nhân dân",
        "Đã gửi ngày 10/01/2025, muộn 10 ngày.",
    ]);
    page.shows_none(&["Việc còn trong bản nháp"]);
    let body = portal.page("/vi/chuong-trinh/thu/co-quan/p-cao-bang").await;
    body.shows(&["1/KH-p-cao-bang", "Hội nghị quán triệt", "Hoàn thành, có minh chứng"]);
    body.shows(&["Tin về hội nghị"]);
    let draft = portal.page("/vi/chuong-trinh/thu/co-quan/p-son-la").await;
    draft.shows(&["Chưa có kế hoạch nào được gửi."]);
    draft.shows_none(&["Việc còn trong bản nháp"]);
    let task = portal.page("/vi/chuong-trinh/thu/nhom-nhiem-vu/1").await;
    task.shows(&["Biện pháp 1.1", "Chưa phân công"]);
    let inputs = portal.page("/vi/chuong-trinh/thu/activities.csv").await.text;
    assert!(inputs.contains("proven-activities/2"), "{inputs}");
    assert!(inputs.contains(",proven,1"), "{inputs}");
    let found = portal.page("/vi/tim?q=Quán+triệt").await;
    found.shows(&["Thông tin đối ngoại đến năm 2030"]);
    let map = portal.page("/sitemap.xml").await.text;
    assert!(map.contains("/vi/chuong-trinh/thu<"), "{map}");
}
