//! A programme's reports on both engines: a year's report is issued at the desk and opened by programs
//! that are not ours; its totals are those the public page shows of the same day; made again it has
//! the same bytes, and no merger, change of a name or late entry changes it.

use crate::programme::{Work, officer, on_both, operator, words};
use crate::support::{Answer, DeskClient, at, readers, wait};
use jiff::civil::date;
use mocban::action_programme::reports::{self, Issued, Press, Report};
use mocban::action_programme::{
    self as programme, ActivityDraft, ActivityState, Aggregation, By, Direction, EvidenceOf,
    Figure, In, IndicatorDraft, Observing, Offer, Proof,
};
use mocban::people::{self, Actor, Role};
use mocban::platform::jobs::{Handlers, work_off};
use serde_json::Value;

const FORM: [(&str, &str); 8] = [
    ("period", "2025"),
    ("issuer", "mofa"),
    ("reference", "12/BC-BNG"),
    ("place", "Hà Nội"),
    ("issued_on", "2026-01-05"),
    ("signing", "BỘ TRƯỞNG"),
    ("recipients", "- Thủ tướng Chính phủ (để b/c);\n- Lưu: VT."),
    ("cut_off", ""),
];
const DAY: &str = "2025-12-14";
const PAGE: &str = "/vi/chuong-trinh/thu?ngay=2025-12-14";

/// Two plans handed in, one of a body that ended; an activity that is proven and one that is late; an
/// indicator that is achieved.
async fn at_work(work: &Work<'_>) {
    let plan = work.received("p-cao-bang", date(2024, 6, 1)).await;
    work.received("mofa", date(2025, 2, 1)).await;
    let ended = work.received("p-bac-giang", date(2024, 6, 1)).await;
    let within = In::from(&work.programme);
    let mut tx = work.tx().await;
    let by = operator(7, date(2025, 7, 2));
    let to = ("p-bac-ninh-2025", date(2025, 7, 1), "Công văn số 12/BVHTTDL-TTĐN");
    programme::count_for(&mut tx, by, work.within(), ended, to).await.expect("recorded");
    tx.commit().await.expect("kept");
    let done = activity(work, plan, "Hội nghị quán triệt").await;
    activity(work, plan, "Tuần văn hóa").await;
    let officer = officer("p-cao-bang");
    let by = |actor, day| By { actor, at: 7, today: date(2025, 3, day) };
    let mut tx = work.tx().await;
    let state = (done, ActivityState::Done);
    programme::move_activity(&mut tx, by(&officer, 3), within, state, "").await.expect("done");
    let proof = Proof::Link {
        url: "https://example.vn/hoi-nghi".to_owned(),
        hash: "a".repeat(64),
        archived: date(2025, 3, 1),
    };
    let offer = Offer { of: EvidenceOf::activity(done), proof, note: "Tin".to_owned() };
    let offered = programme::offer(&mut tx, by(&officer, 4), within, &offer).await;
    let offered = offered.expect("offered");
    programme::accept_evidence(&mut tx, by(&Actor::Operator, 5), within, offered)
        .await
        .expect("accepted");
    tx.commit().await.expect("kept");
    indicator(work).await;
}

async fn activity(work: &Work<'_>, plan: programme::PlanId, title: &str) -> programme::ActivityId {
    let draft = ActivityDraft {
        measure: work.programme.measure("1.1").and_then(|one| one.id).expect("a number"),
        starts: date(2025, 1, 1),
        ends: date(2025, 6, 30),
        budget: None,
        words: words(title),
    };
    let by = By { actor: &Actor::Operator, at: 7, today: date(2025, 1, 2) };
    let (mut tx, within) = (work.tx().await, In::from(&work.programme));
    let id = programme::new_activity(&mut tx, by, within, plan, &draft).await.expect("written");
    tx.commit().await.expect("kept");
    id
}

async fn indicator(work: &Work<'_>) {
    let figure = |text: &str| text.parse::<Figure>().expect("a figure");
    let draft = IndicatorDraft {
        key: "bai-nuoc-ngoai".to_owned(),
        task: None,
        direction: Direction::Higher,
        aggregation: Aggregation::Whole,
        baseline: Some((2023, figure("10"))),
        parts: String::new(),
        fed_by: None,
        source: "trong phép thử".to_owned(),
        targets: [(2025, figure("30"))].into(),
        words: words("Số bài bằng tiếng nước ngoài"),
        method: words("bài"),
    };
    let (by, within) = (operator(7, date(2025, 12, 1)), In::from(&work.programme));
    let mut tx = work.tx().await;
    programme::put_indicator(&mut tx, by, within, 0, &draft).await.expect("set out");
    tx.commit().await.expect("kept");
    let all = programme::indicators(work.db(), work.programme.id).await.expect("read");
    let mut tx = work.tx().await;
    let seen = Observing {
        year: 2025,
        part: "",
        value: figure("1234.5"),
        day: date(2025, 11, 30),
        source: "Sổ theo dõi",
    };
    programme::observe(&mut tx, by, within, &all[0], seen).await.expect("observed");
    tx.commit().await.expect("kept");
}

const MAKING: &str = "/desk/programme/thu/reports/making?period=2025";

/// What was asked for at the desk is made, as the portal does in the background.
async fn press(work: &Work<'_>) {
    let portal = &work.portal.app.portal;
    let handlers = Handlers(reports::handlers(&Press::from(portal)));
    work_off(&portal.db, &handlers, &portal.clock).await.expect("the jobs are done");
}

async fn issued(work: &Work<'_>, desk: &DeskClient<'_>) -> Issued {
    let sent = desk.post("/desk/programme/thu/reports/issue", &FORM).await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    assert_eq!(sent.header("location"), MAKING);
    press(work).await;
    work.portal.app.caught_up().await.expect("the followers catch up");
    let all = reports::issued(work.db(), work.programme.id).await.expect("read");
    all.into_iter().find(|one| one.withdrawn.is_none()).expect("it stands")
}

async fn file(work: &Work<'_>, one: &Issued, name: &str) -> Answer {
    work.portal.get(&format!("/vi/chuong-trinh/thu/bao-cao/{}/{name}", one.id)).await
}

fn rows<'a>(book: &'a Value, sheet: &str) -> &'a [Value] {
    book["sheets"][sheet].as_array().unwrap_or_else(|| panic!("a sheet {sheet}: {book}"))
}

fn total<'a>(book: &'a Value, name: &str) -> &'a Value {
    let row = rows(book, "Tổng hợp").iter().find(|row| row[0] == name);
    &row.unwrap_or_else(|| panic!("no total {name}"))[1]
}

#[test]
fn a_years_report_opens_in_other_programs_with_the_totals_of_the_public_page() {
    wait(on_both(async |work| {
        at_work(&work).await;
        let desk = work.portal.desk(Role::Coordinator).await;
        let looked = desk.post("/desk/programme/thu/reports", &FORM).await;
        assert_eq!(looked.status, 200, "{}", looked.words());
        looked.shows(&["Xem trước", "3/51", "1/2", "14/12/2025", "20/12/2025"]);
        let one = issued(&work, &desk).await;
        let page = work.portal.page(PAGE).await;
        page.shows(&[
            "Báo cáo năm 2025",
            "12/BC-BNG",
            "PDF, Tiếng Việt",
            "1/17",
            "2/34",
            "1/2 hoạt động",
        ]);
        let book = readers::xlsx(&file(&work, &one, "vi.xlsx").await.bytes);
        assert_eq!(book["created"], format!("{DAY}T00:00:00"));
        let known = [
            ("Cơ quan đã gửi kế hoạch", 3),
            ("Cơ quan phải gửi kế hoạch", 51),
            ("Cơ quan quá hạn gửi kế hoạch", 48),
            ("Hoạt động", 2),
            ("Hoàn thành, có minh chứng", 1),
            ("Tỷ lệ (%)", 50),
            ("Minh chứng đã tiếp nhận", 1),
            ("Hoạt động quá ngày kết thúc", 1),
        ];
        for (name, figure) in known {
            assert_eq!(*total(&book, name), figure, "{name}");
        }
        bodies_are_those_of_the_public_table(&work, &book).await;
        let (about, text) = readers::pdf(&file(&work, &one, "vi.pdf").await.bytes);
        reads_as_the_decree_asks(&about, &text);
        letter_is_the_same_in_docx(&readers::docx(&file(&work, &one, "vi.docx").await.bytes));
        let (_, english) = readers::pdf(&file(&work, &one, "en.pdf").await.bytes);
        assert!(english.contains("SOCIALIST REPUBLIC OF VIET NAM"), "{english}");
        assert!(english.contains("Translation. The Vietnamese text is the original."));
        let own = work.portal.page(&format!("/vi/chuong-trinh/thu/bao-cao/{}", one.id)).await;
        own.shows(&["Bộ Ngoại giao", "12/BC-BNG", "3/51", "1/2 hoạt động", "DOCX, English"]);
    }));
}

/// Body by body, the workbook says what `coverage.csv` of the same day says.
async fn bodies_are_those_of_the_public_table(work: &Work<'_>, book: &Value) {
    let csv = work.portal.get("/vi/chuong-trinh/thu/coverage.csv?ngay=2025-12-14").await;
    let mut table = csv::Reader::from_reader(csv.text.as_bytes());
    let public: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    let sheet = rows(book, "Kế hoạch");
    assert_eq!(public.len(), sheet.len() - 1);
    for (theirs, ours) in public.iter().zip(&sheet[1..]) {
        assert_eq!(ours[1], theirs[2], "the body");
        assert_eq!(ours[2], theirs[3], "its name of the day");
        let received = ours[3] == "Đã gửi";
        assert_eq!(received, &theirs[4] == "received", "{ours}");
        if received {
            assert_eq!(ours[4], theirs[5], "the day it came");
        }
    }
    let successor = sheet.iter().find(|row| row[1] == "p-bac-ninh-2025").expect("there");
    assert_eq!(successor[7], "Tỉnh Bắc Giang", "a body that ended, by the name it had");
    assert_eq!(successor[8], "Công văn số 12/BVHTTDL-TTĐN");
}

fn reads_as_the_decree_asks(about: &str, text: &str) {
    let said = [
        "Tagged:          yes",
        "Page size:       595",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<dc:language><rdf:Bag><rdf:li>vi</rdf:li>",
    ];
    for said in said {
        assert!(about.contains(said), "{said}: {about}");
    }
    let shown = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BỘ NGOẠI GIAO",
        "Số: 12/BC-BNG",
        "Hà Nội, ngày 05 tháng 01 năm 2026",
        "BÁO CÁO",
        "Nơi nhận:",
        "- Lưu: VT.",
        "BỘ TRƯỞNG",
        "Phụ lục I",
        "Phụ lục II",
        "3/51 cơ quan đã gửi kế hoạch (5 %)",
        "Tuần văn hóa",
        "1.234,5",
    ];
    for words in shown {
        assert!(text.contains(words), "{words}:\n{text}");
    }
    let annex =
        text.split('\u{c}').position(|page| page.contains("Phụ lục I\n")).expect("an annex");
    assert!(annex > 0, "an annex begins a page");
}

fn letter_is_the_same_in_docx(letter: &Value) {
    assert_eq!(letter["created"].as_str().map(|day| &day[..10]), Some(DAY));
    assert_eq!(letter["author"], "Bộ Ngoại giao");
    assert_eq!(letter["fonts"], serde_json::json!(["Times New Roman"]));
    assert_eq!(letter["page"], serde_json::json!([210, 297]));
    assert_eq!(letter["margins"], serde_json::json!([20, 20, 30, 20]));
    let head = letter["tables"][0].to_string();
    for words in ["BỘ NGOẠI GIAO", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/BC-BNG"]
    {
        assert!(head.contains(words), "{words}: {head}");
    }
    let text = letter["paragraphs"].to_string();
    assert!(text.contains("3/51 cơ quan đã gửi kế hoạch (5 %)"), "{text}");
    let headings = letter["headings"].to_string();
    for words in ["BÁO CÁO", "I. KẾ HOẠCH CỦA CÁC CƠ QUAN", "Phụ lục I"] {
        assert!(headings.contains(words), "{words}: {headings}");
    }
    let bodies =
        letter["tables"].as_array().expect("tables").iter().find(|table| table[0][1] == "Cơ quan");
    let groups = 2;
    assert_eq!(bodies.and_then(Value::as_array).map(Vec::len), Some(51 + groups + 1));
}

#[test]
fn an_issued_report_keeps_its_bytes_through_mergers_new_names_and_late_entries() {
    wait(on_both(async |work| {
        at_work(&work).await;
        let desk = work.portal.desk(Role::Coordinator).await;
        let one = issued(&work, &desk).await;
        let mut before = Vec::new();
        for kept in &one.files {
            before.push((kept.name.clone(), file(&work, &one, &kept.name).await.bytes));
        }
        assert_eq!(before.len(), 6);
        work.portal.clock.set(at("2026-11-24T08:00:00+07:00"));
        let administrator = work.portal.desk(Role::Administrator).await;
        let merger = [
            ("seen", "0"),
            ("before.0", "mofa"),
            ("before.1", "moj"),
            ("name.0.vi", "Bộ Thử nghiệm"),
            ("kind.0", "ministry"),
            ("key.0", "trial"),
            ("citation", "Nghị quyết số 1/NQ-QH ngày 01 tháng 02 năm 2025 của Quốc hội"),
            ("legal_on", "2025-09-01"),
            ("operates_on", "2025-10-01"),
        ];
        let recorded = administrator.post("/desk/agencies/events/merged/record", &merger).await;
        assert_eq!(recorded.status, 303, "{}", recorded.words());
        work.received("p-lang-son", date(2025, 3, 1)).await;
        let measure = [("revision", "1"), ("key", "1.1"), ("title.vi", "Tên khác")];
        let renamed = desk.post("/desk/programme/thu/outline/measure/1.1", &measure).await;
        assert_eq!(renamed.status, 303, "{}", renamed.words());
        work.portal.app.caught_up().await.expect("the followers catch up");
        work.portal.page(PAGE).await.shows(&["0/16", "3/34"]);
        for (name, bytes) in &before {
            let now = file(&work, &one, name).await;
            assert_eq!(now.status, 200);
            assert!(now.bytes == *bytes, "{name} has other bytes");
        }
        let value = reports::value(work.db(), one.id).await.expect("read").expect("there");
        let value: Report = serde_json::from_str(&value).expect("a report");
        let portal = &work.portal.app.portal;
        let again = reports::report_files(&value, &portal.words, &portal.zone).expect("made");
        for made in again {
            let kept = before.iter().find(|(name, _)| *name == made.name).expect("its name");
            assert!(made.bytes == *kept.1, "{} made again has other bytes", made.name);
        }
        work.portal
            .page(&format!("/vi/chuong-trinh/thu/bao-cao/{}", one.id))
            .await
            .shows(&["Bộ Ngoại giao", "3/51"]);
    }));
}

#[test]
fn a_report_is_refused_with_its_reason_and_withdrawn_with_one() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Coordinator).await;
        let reports = "/desk/programme/thu/reports";
        desk.page(reports).await.shows(&["Chưa phát hành báo cáo nào", "năm 2025"]);
        let bad = [
            ("period", "2026"),
            ("issuer", "p-bac-giang"),
            ("due", "2026-12-01"),
            ("issued_on", "2026-11-20"),
        ];
        let refused = desk.post(&format!("{reports}/issue"), &bad).await;
        assert_eq!(refused.status, 422);
        refused.shows(&[
            "Chưa đến ngày chốt số liệu.",
            "Thời hạn gửi không thể sớm hơn ngày chốt số liệu.",
            "Cần ghi địa danh",
            "Cơ quan phát hành phải có trong danh sách vào ngày phát hành.",
        ]);
        let one = issued(&work, &desk).await;
        let twice = desk.post(&format!("{reports}/issue"), &FORM).await;
        assert_eq!(twice.status, 409);
        twice.shows(&["Kỳ này đã có báo cáo."]);
        let path = format!("{reports}/{}/withdraw", one.id);
        assert_eq!(desk.post(&path, &[("remark", " ")]).await.status, 422);
        let inspector = work.portal.desk(Role::Inspector).await;
        inspector.page(reports).await.shows(&["Báo cáo năm 2025"]);
        assert_eq!(inspector.post(&path, &[("remark", "x")]).await.status, 403);
        assert_eq!(inspector.post(&format!("{reports}/issue"), &FORM).await.status, 403);
        let remark = [("remark", "Thiếu một tỉnh")];
        assert_eq!(desk.post(&path, &remark).await.status, 303);
        work.portal.app.caught_up().await.expect("the followers catch up");
        let page = work.portal.page(PAGE).await;
        page.shows(&["Báo cáo năm 2025", "Đã rút ngày", "Thiếu một tỉnh"]);
        page.shows_none(&["PDF, Tiếng Việt"]);
        assert_eq!(file(&work, &one, "vi.pdf").await.status, 410);
        let next = issued(&work, &desk).await;
        assert_ne!(next.id, one.id, "the withdrawn one stays beside the new one");
        desk.page("/desk/log?subject=programme%2Fthu")
            .await
            .shows(&["Phát hành báo cáo", "Rút báo cáo"]);
    }));
}

#[test]
fn a_report_is_made_in_the_background_and_its_page_goes_on_by_itself() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Coordinator).await;
        let sent = desk.post("/desk/programme/thu/reports/issue", &FORM).await;
        assert_eq!((sent.status.as_u16(), sent.header("location")), (303, MAKING));
        let page = desk.page(MAKING).await;
        page.shows(&["Báo cáo năm 2025", "Đang tập hợp số liệu", "Có thể rời trang"]);
        page.shows(&["PDF, Tiếng Việt", "XLSX, English", "Chờ dựng"]);
        assert!(page.text.contains("<noscript><meta http-equiv=\"refresh\""), "without script too");
        let list = "/desk/programme/thu/reports";
        desk.page(list).await.shows(&["Xem tiến độ"]);
        let asked = "/desk/programme/thu/reports/making/progress?period=2025";
        assert!(!desk.get(asked).await.headers.contains_key("hx-redirect"));
        let twice = desk.post(&format!("{list}/issue"), &FORM).await;
        assert_eq!(twice.header("location"), MAKING, "it is made once");
        press(&work).await;
        let done = format!("{list}?done=report");
        assert_eq!(desk.get(MAKING).await.header("location"), done);
        assert_eq!(desk.get(asked).await.header("hx-redirect"), done);
        let page = desk.page(&done).await;
        page.shows(&["Đã phát hành báo cáo.", "vi.pdf", "12/BC-BNG"]);
        page.shows_none(&["Xem tiến độ"]);
        press(&work).await;
        assert_eq!(reports::issued(work.db(), work.programme.id).await.expect("read").len(), 1);
        let officer = work.portal.desk_of("can-bo@example.vn", Vec::new()).await;
        assert_eq!(officer.get(MAKING).await.status, 403);
    }));
}

#[test]
fn a_report_that_could_not_be_made_says_so_and_keeps_what_was_typed() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Coordinator).await;
        desk.post("/desk/programme/thu/reports/issue", &FORM).await;
        let person = desk.person.expect("an account");
        people::disable(work.portal.here(), &Actor::Operator, person).await.expect("disabled");
        press(&work).await;
        let other = work.portal.desk(Role::Administrator).await;
        let again = "/desk/programme/thu/reports?again=2025";
        assert_eq!(other.get(MAKING).await.header("location"), format!("{again}#new"));
        let page = other.page(again).await;
        page.shows(&["Báo cáo năm 2025: không lập được", "Chưa có gì được phát hành"]);
        for typed in ["12/BC-BNG", "Hà Nội", "2026-01-05", "- Thủ tướng Chính phủ (để b/c);"]
        {
            assert!(page.text.contains(typed), "{typed}");
        }
        assert!(reports::issued(work.db(), work.programme.id).await.expect("read").is_empty());
        issued(&work, &other).await;
        let page = other.page("/desk/programme/thu/reports").await;
        page.shows_none(&["không lập được"]);
    }));
}
