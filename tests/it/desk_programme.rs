//! The action programme at the desk, on both engines: an agency's journey from a begun plan to a
//! proven activity with the coordinator on the other side; what each may see; an inspector writes
//! nothing.

use crate::programme::{Work, on_both};
use crate::support::{Answer, DeskClient, TestPortal, wait};
use http::Method;
use jiff::civil::date;
use mocban::action_programme as programme;
use mocban::people::{Grant, Role};

async fn of_agency<'a>(work: &Work<'a>, agency: &str) -> DeskClient<'a> {
    let grant = Grant { role: Role::Editor, section: None, agency: Some(agency.to_owned()) };
    work.portal.desk_of(&format!("{agency}@example.vn"), vec![grant]).await
}

async fn plan_of(work: &Work<'_>, agency: &str) -> i64 {
    let rows = programme::plans(work.db(), work.programme.id).await.expect("read");
    rows.iter().find(|row| row.agency == agency).expect("a plan").id
}

/// Begins Cao Bằng's plan and hands it in; answers its address.
async fn handed_in(work: &Work<'_>, desk: &DeskClient<'_>) -> String {
    let period = work.period().id.expect("a number").to_string();
    let body = "/desk/programme/thu/body/p-cao-bang";
    let begun = desk.post(&format!("{body}/begin"), &[("period", &period)]).await;
    assert_eq!(begun.status, 303, "{}", begun.words());
    let plan = format!("/desk/programme/thu/plans/{}", plan_of(work, "p-cao-bang").await);
    let early = desk.post(&format!("{plan}/submit"), &[]).await;
    assert_eq!(early.status, 422);
    early.shows(&["Cần ghi số, ký hiệu của kế hoạch"]);
    let form = [("revision", "1"), ("reference", "123/KH-UBND"), ("signed", "2024-08-01")];
    let saved = desk.post(&format!("{plan}/change"), &form).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    let stale = desk.post(&format!("{plan}/change"), &form).await;
    assert_eq!(stale.status, 409);
    stale.shows(&["Người khác vừa sửa."]);
    let sent = desk.post(&format!("{plan}/submit"), &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    plan
}

#[test]
fn an_agency_begins_its_plan_and_the_coordinator_returns_it_with_a_remark_and_accepts_it() {
    wait(on_both(async |work| {
        let agency = of_agency(&work, "p-cao-bang").await;
        let coordinator = work.portal.desk(Role::Coordinator).await;
        agency
            .page("/desk/programme?programme=thu")
            .await
            .shows(&["Việc của Tỉnh Cao Bằng", "Chưa gửi; hạn"]);
        let plan = handed_in(&work, &agency).await;
        coordinator.page("/desk/programme?programme=thu").await.shows(&[
            "Kế hoạch chờ tiếp nhận",
            "Tỉnh Cao Bằng",
            "123/KH-UBND",
        ]);
        let own = agency.post(&format!("{plan}/accept"), &[]).await;
        assert_eq!(own.status, 403, "nobody accepts her own plan");
        let mute = coordinator.post(&format!("{plan}/return"), &[("remark", " ")]).await;
        assert_eq!(mute.status, 422);
        mute.shows(&["Cần nói rõ lý do."]);
        let remark = [("remark", "Thiếu kinh phí năm 2025")];
        let returned = coordinator.post(&format!("{plan}/return"), &remark).await;
        assert_eq!(returned.status, 303, "{}", returned.words());
        agency.page(&plan).await.shows(&["Kế hoạch bị trả lại", "Thiếu kinh phí năm 2025"]);
        let again = agency.post(&format!("{plan}/submit"), &[]).await;
        assert_eq!(again.status, 303);
        let accepted = coordinator.post(&format!("{plan}/accept"), &[]).await;
        assert_eq!(accepted.status, 303);
        let locked = coordinator.post(&format!("{plan}/lock"), &[]).await;
        assert_eq!(locked.status, 303);
        let late = agency.post(&format!("{plan}/submit"), &[]).await;
        assert_eq!(late.status, 409);
        late.shows(&["trạng thái hiện nay là: Đã khóa"]);
        let log = coordinator.page("/desk/log?subject=programme%2Fthu").await;
        log.shows(&["Tiếp nhận kế hoạch", "Kế hoạch Tỉnh Cao Bằng"]);
        assert!(log.text.contains(&format!("<a href=\"{plan}\">")), "{}", log.text);
    }));
}

#[test]
fn an_activity_is_proven_at_the_desk_by_a_published_entry_the_coordinator_accepts() {
    wait(on_both(async |work| {
        let agency = of_agency(&work, "p-cao-bang").await;
        let coordinator = work.portal.desk(Role::Coordinator).await;
        let plan = handed_in(&work, &agency).await;
        let bad = [
            ("measure", "1.1"),
            ("title.vi", "Hội nghị"),
            ("starts", "2024-09-30"),
            ("ends", "2024-07-01"),
            ("budget", "năm triệu"),
        ];
        let refused = agency.post(&format!("{plan}/activities/new"), &bad).await;
        assert_eq!(refused.status, 422);
        refused.shows(&["Kinh phí là số nguyên không âm"]);
        assert!(refused.text.contains("value=\"năm triệu\""), "what was typed still stands there");
        let good = [
            ("measure", "1.1"),
            ("title.vi", "Hội nghị quán triệt"),
            ("starts", "2024-07-01"),
            ("ends", "2024-09-30"),
            ("budget", "50.000.000"),
        ];
        let added = agency.post(&format!("{plan}/activities/new"), &good).await;
        assert_eq!(added.status, 303, "{}", added.words());
        agency.page(&plan).await.shows(&["Hội nghị quán triệt", "50.000.000 VND"]);
        let plan_id = programme::PlanId(plan_of(&work, "p-cao-bang").await);
        let all = programme::activities_of_plan(work.db(), plan_id).await.expect("read");
        let activity = format!("/desk/programme/thu/activities/{}", all[0].id);
        let moved = agency.post(&format!("{activity}/move"), &[("to", "done")]).await;
        assert_eq!(moved.status, 303, "{}", moved.words());
        let unknown = [("kind", "entry"), ("entry", "news/khong-co"), ("note", "x")];
        let nothing = offered(&agency, &activity, &unknown).await;
        assert_eq!(nothing.status, 422);
        nothing.shows(&["Không có mục nào như vậy đang công khai."]);
        let known = [("kind", "entry"), ("entry", "news/nghi-quyet-47-nq-cp"), ("note", "Tin")];
        let offer = offered(&agency, &activity, &known).await;
        assert_eq!(offer.status, 303, "{}", offer.words());
        coordinator
            .page("/desk/programme?programme=thu")
            .await
            .shows(&["Nghị quyết 47/NQ-CP: năm nhiệm vụ"]);
        let waiting = programme::waiting(work.db(), work.programme.id, 9).await.expect("read");
        let evidence = format!("/desk/programme/thu/evidence/{}", waiting[0].id);
        let named = [("subject", "activity".to_owned()), ("of", all[0].id.to_string())];
        let named: Vec<(&str, &str)> =
            named.iter().map(|(key, value)| (*key, value.as_str())).collect();
        let own = agency.post(&format!("{evidence}/accept"), &named).await;
        assert_eq!(own.status, 403);
        let accepted = coordinator.post(&format!("{evidence}/accept"), &named).await;
        assert_eq!(accepted.status, 303, "{}", accepted.words());
        agency.page(&activity).await.shows(&["Hoàn thành, có minh chứng", "Đã tiếp nhận"]);
    }));
}

/// Puts evidence forward in a form with fields alone, as a browser sends one that could bring a file.
async fn offered(desk: &DeskClient<'_>, activity: &str, fields: &[(&str, &str)]) -> Answer {
    let part = |(name, value): &(&str, &str)| {
        format!("--ranh\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body: String = fields.iter().map(part).collect();
    let kind = ("content-type", "multipart/form-data; boundary=ranh");
    let headers = [kind, ("sec-fetch-site", "same-origin")];
    let path = activity.replace("/activities/", "/proofs/activity/");
    let path = path.replace("/tasks/", "/proofs/task/");
    let body = format!("{body}--ranh--\r\n");
    desk.send(Method::POST, &path, &headers, body.into()).await
}

#[test]
fn another_agency_sees_nothing_of_a_plan_and_an_inspector_sees_all_and_writes_nothing() {
    wait(on_both(async |work| {
        let agency = of_agency(&work, "p-cao-bang").await;
        let plan = handed_in(&work, &agency).await;
        let other = of_agency(&work, "p-lang-son").await;
        assert_eq!(other.get(&plan).await.status, 403);
        let writer = work.portal.desk(Role::Author).await;
        assert_eq!(writer.get("/desk/programme").await.status, 403);
        let inspector = work.portal.desk(Role::Inspector).await;
        inspector
            .page("/desk/programme?programme=thu")
            .await
            .shows(&["Bạn xem được mọi thứ và không sửa gì."]);
        inspector.page(&plan).await.shows(&["123/KH-UBND"]);
        inspector.page("/desk/programme/thu/outline").await.shows(&["Biện pháp 1.1"]);
        inspector.page("/desk/programme/thu/decisions").await.shows(&["Chưa ghi quyết định nào"]);
        inspector.page("/desk/log?subject=programme%2Fthu").await.shows(&["Gửi kế hoạch"]);
        for verb in ["accept", "return", "change", "submit"] {
            let sent = inspector
                .post(&format!("{plan}/{verb}"), &[("remark", "x"), ("revision", "2")])
                .await;
            assert_eq!(sent.status, 403, "{verb}");
        }
        assert_eq!(inspector.get("/desk/programme/thu/outline/head/one").await.status, 403);
    }));
}

#[test]
fn the_coordinator_writes_the_outline_and_what_is_in_use_stays() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Coordinator).await;
        let outline = "/desk/programme/thu/outline";
        let measure =
            [("revision", "1"), ("key", "2.2"), ("title.vi", "Đăng tin bằng sáu thứ tiếng")];
        let added = desk.post(&format!("{outline}/measure/new-2"), &measure).await;
        assert_eq!(added.status, 303, "{}", added.words());
        desk.page(outline).await.shows(&["Đăng tin bằng sáu thứ tiếng"]);
        let other = [("revision", "1"), ("key", "2.3"), ("title.vi", "Việc khác")];
        let stale = desk.post(&format!("{outline}/measure/new-2"), &other).await;
        assert_eq!(stale.status, 409);
        let part = [("agency", "p-cao-bang"), ("part", "lead"), ("from", "2024-05-01")];
        let assigned = desk.post("/desk/programme/thu/measures/2.2/assign", &part).await;
        assert_eq!(assigned.status, 303, "{}", assigned.words());
        desk.page("/desk/programme/thu/measures/2.2").await.shows(&["Tỉnh Cao Bằng", "Chủ trì"]);
        let remove = [("revision", "2"), ("key", "2.2"), ("title.vi", "x"), ("remove", "1")];
        let kept = desk.post(&format!("{outline}/measure/2.2"), &remove).await;
        assert_eq!(kept.status, 409);
        kept.shows(&["Không bỏ được 2.2"]);
        let rows = programme::assignments(
            work.db(),
            work.programme.id,
            programme::AsOf::day(date(2026, 1, 1)),
        )
        .await
        .expect("read");
        let id = rows[0].id.to_string();
        let released = desk
            .post(
                "/desk/programme/thu/measures/2.2/release",
                &[("assignment", &id), ("to", "2025-01-01")],
            )
            .await;
        assert_eq!(released.status, 303, "{}", released.words());
        desk.page("/desk/programme/thu/measures/2.2").await.shows(&["Chưa phân công"]);
    }));
}

#[test]
fn the_coordinator_puts_evidence_of_a_task_forward_and_readers_see_it_once_it_is_accepted() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Coordinator).await;
        let agency = of_agency(&work, "p-cao-bang").await;
        let task = "/desk/programme/thu/tasks/1";
        desk.page("/desk/programme/thu/outline").await.shows(&["Minh chứng"]);
        let known = [("kind", "entry"), ("entry", "news/nghi-quyet-47-nq-cp"), ("note", "Tin")];
        assert_eq!(offered(&agency, task, &known).await.status, 403);
        let unknown = [("kind", "entry"), ("entry", "news/khong-co"), ("note", "Lời ghi")];
        let nothing = offered(&desk, task, &unknown).await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.text.contains("value=\"Lời ghi\""), "what was typed is kept");
        let offer = offered(&desk, task, &known).await;
        assert_eq!(offer.status, 303, "{}", offer.words());
        assert!(offer.header("location").starts_with(task));
        desk.page("/desk/programme?programme=thu")
            .await
            .shows(&["Nghị quyết 47/NQ-CP: năm nhiệm vụ"]);
        let waiting = programme::waiting(work.db(), work.programme.id, 9).await.expect("read");
        let accept = format!("/desk/programme/thu/evidence/{}/accept", waiting[0].id);
        let accepted = desk.post(&accept, &[("subject", "task"), ("of", "1")]).await;
        assert_eq!(accepted.status, 303, "{}", accepted.words());
        desk.page(task).await.shows(&["Đã tiếp nhận", "Biện pháp 1.1"]);
        agency.page(task).await.shows(&["Đã tiếp nhận"]);
        work.portal.app.caught_up().await.expect("readers see it");
        let public = work.portal.page("/vi/chuong-trinh/thu/nhom-nhiem-vu/1").await;
        public.shows(&["Minh chứng", "Nghị quyết"]);
        assert_eq!(desk.get("/desk/programme/thu/tasks/99").await.status, 404);
    }));
}

#[test]
fn who_owes_a_plan_is_changed_in_a_form_and_the_denominator_follows() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Coordinator).await;
        let form = "/desk/programme/thu/outline/owes/2";
        desk.page(form).await.shows(&["Tỉnh", "Phải gửi từ ngày"]);
        let none = [("revision", "1"), ("title.vi", "Các tỉnh")];
        let refused = desk.post(form, &none).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("value=\"Các tỉnh\""), "what was typed is kept");
        let cities = [
            ("revision", "1"),
            ("title.vi", "Các thành phố"),
            ("kind", "city"),
            ("starts", "2024-06-01"),
            ("stated", "6"),
            ("source", "Nghị quyết 202/2025/QH15"),
        ];
        let changed = desk.post(form, &cities).await;
        assert_eq!(changed.status, 303, "{}", changed.words());
        let outline = desk.page("/desk/programme/thu/outline").await;
        outline.shows(&["Các thành phố", "từ ngày 01/06/2024"]);
        let again = programme::programme(work.db(), "thu").await.expect("read").expect("there");
        let owes = &again.outline.owes[1];
        assert_eq!((owes.group.as_str(), owes.stated), ("provinces", Some(6)));
        let more = [
            ("revision", "2"),
            ("title.vi", "Cơ quan thuộc Chính phủ"),
            ("kind", "government_agency"),
        ];
        let added = desk.post("/desk/programme/thu/outline/owes/new", &more).await;
        assert_eq!(added.status, 303, "{}", added.words());
        let less = [("revision", "3"), ("title.vi", "x"), ("kind", "city"), ("remove", "1")];
        let gone = desk.post(form, &less).await;
        assert_eq!(gone.status, 303, "{}", gone.words());
        let last = programme::programme(work.db(), "thu").await.expect("read").expect("there");
        let groups: Vec<&str> = last.outline.owes.iter().map(|one| one.group.as_str()).collect();
        assert_eq!(groups, ["ministries", "government-agency"]);
        let inspector = work.portal.desk(Role::Inspector).await;
        assert_eq!(inspector.get(form).await.status, 403);
    }));
}

#[test]
fn a_body_that_ended_with_open_work_stands_on_the_board_until_it_is_handed_over() {
    wait(on_both(async |work| {
        work.received("p-bac-giang", date(2024, 6, 1)).await;
        let desk = work.portal.desk(Role::Coordinator).await;
        let board = desk.page("/desk/programme?programme=thu").await;
        board.shows(&["công việc chưa bàn giao", "Tỉnh Bắc Giang", "1 kế hoạch"]);
        assert!(board.text.contains("from=p-bac-giang&amp;to=p-bac-ninh-2026"), "{}", board.text);
        let from = "/desk/programme/thu/decisions?from=p-bac-giang&to=p-bac-ninh-2026";
        let asked = desk.page(from).await;
        assert!(asked.text.contains("<option value=\"p-bac-ninh-2026\" selected>"));
        let decision = [
            ("from", "p-bac-giang"),
            ("to", "p-bac-ninh-2026"),
            ("day", "2026-10-01"),
            ("citation", "Công văn số 8"),
        ];
        let done = desk.post("/desk/programme/thu/decisions/hand-over", &decision).await;
        assert_eq!(done.status, 303, "{}", done.words());
        desk.page("/desk/programme?programme=thu").await.shows_none(&["công việc chưa bàn giao"]);
    }));
}

#[test]
fn a_new_programme_is_set_out_at_the_desk_and_stands_on_the_public_list() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Coordinator).await;
        let bad = desk
            .post(
                "/desk/programme/new",
                &[("act_number", "173/QĐ-TTg"), ("title.vi", "Chiến lược")],
            )
            .await;
        assert_eq!(bad.status, 422);
        let form = [
            ("act_number", "173/QĐ-TTg"),
            ("act_date", "2026-01-27"),
            ("title.vi", "Chiến lược quảng bá hình ảnh"),
            ("starts", "2026-01-27"),
            ("ends", "2030-12-31"),
            ("kind", "province"),
            ("kind", "city"),
        ];
        let sent = desk.post("/desk/programme/new", &form).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        desk.page("/desk/programme/173-qd-ttg/outline")
            .await
            .shows(&["Thành phố trực thuộc trung ương"]);
        work.portal.app.caught_up().await.expect("the followers catch up");
        work.portal.page("/vi/chuong-trinh").await.shows(&["Chiến lược quảng bá hình ảnh", "0/34"]);
    }));
}

#[test]
fn a_deadline_a_reason_and_a_decision_about_a_merged_body_are_recorded_at_the_desk() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Coordinator).await;
        let period = work.period().id.expect("a number").to_string();
        let body = "/desk/programme/thu/body/p-bac-giang";
        let paper =
            [("period", period.as_str()), ("reference", "88/KH-UBND"), ("received", "2024-06-01")];
        let received = desk.post(&format!("{body}/receive"), &paper).await;
        assert_eq!(received.status, 303, "{}", received.words());
        let grant =
            [("period", period.as_str()), ("due", "2026-12-31"), ("remark", "Sáp nhập tỉnh")];
        let granted = desk.post("/desk/programme/thu/body/p-cao-bang/grant", &grant).await;
        assert_eq!(granted.status, 303, "{}", granted.words());
        desk.page("/desk/programme/thu/body/p-cao-bang")
            .await
            .shows(&["31/12/2026", "Sáp nhập tỉnh"]);
        desk.page(body).await.shows(&["Cơ quan này chấm dứt hoạt động", "Thành phố Bắc Ninh"]);
        let plan = plan_of(&work, "p-bac-giang").await.to_string();
        let decision = [
            ("plan", plan.as_str()),
            ("to", "p-bac-ninh-2025"),
            ("day", "2025-07-01"),
            ("citation", "Công văn số 12/BVHTTDL-TTĐN"),
        ];
        let recorded = desk.post("/desk/programme/thu/decisions/count", &decision).await;
        assert_eq!(recorded.status, 303, "{}", recorded.words());
        desk.page("/desk/programme/thu/decisions").await.shows(&["Công văn số 12/BVHTTDL-TTĐN"]);
        work.portal.app.caught_up().await.expect("the followers catch up");
        let page = work.portal.page("/vi/chuong-trinh/thu/co-quan/p-bac-ninh-2025").await;
        page.shows(&["có quyết định ghi nhận"]);
    }));
}

#[test]
fn an_address_that_was_cut_off_leads_to_the_board_and_a_mistyped_one_is_a_page_in_words() {
    wait(async {
        let portal = TestPortal::demo().await;
        let desk = portal.desk(Role::Coordinator).await;
        let cut = desk.get("/desk/programme/nq-47-2024").await;
        assert_eq!(cut.status, 303);
        assert_eq!(cut.header("location"), "/desk/programme?programme=nq-47-2024");
        desk.page(cut.header("location")).await.shows(&["Chương trình hành động đến năm 2030"]);
        let making = "/desk/programme/nq-47-2024/reports/making?period=x";
        for (address, status) in [("/desk/entries/mot/vi", 404), (making, 400)] {
            let answer = desk.get(address).await;
            assert!(answer.header("content-type").starts_with("text/html"), "{}", answer.text);
            assert_eq!(answer.status, status, "{address}");
        }
    });
}
