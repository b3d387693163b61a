//! Indicators on both engines: a figure that reaches its target is achieved only with accepted
//! evidence; what our own ledger feeds is measured by the program and by nobody's hand.

use crate::programme::{Work, on_both, operator, words};
use crate::support::wait;
use jiff::civil::date;
use mocban::action_programme::{
    self as programme, Aggregation, AsOf, Direction, EvidenceOf, FedBy, Figure, In, Indicator,
    IndicatorDraft, Observing, Offer, Often, Proof, Reached, Refusal,
};
use mocban::people::Role;

fn figure(text: &str) -> Figure {
    text.parse().expect("a figure")
}

fn draft(key: &str, fed_by: Option<FedBy>) -> IndicatorDraft {
    IndicatorDraft {
        key: key.to_owned(),
        task: None,
        direction: Direction::Higher,
        aggregation: Aggregation::Sum,
        baseline: Some((2023, figure("10"))),
        parts: "ngôn ngữ".to_owned(),
        fed_by,
        source: "trong phép thử".to_owned(),
        targets: [(2025, figure("30")), (2030, figure("100"))].into(),
        words: words("Số bài bằng tiếng nước ngoài"),
        method: words("bài"),
    }
}

async fn put(work: &Work<'_>, draft: &IndicatorDraft) -> Indicator {
    let by = operator(7, date(2025, 12, 31));
    let mut tx = work.tx().await;
    let within = In::from(&work.programme);
    programme::put_indicator(&mut tx, by, within, 0, draft).await.expect("set out");
    tx.commit().await.expect("kept");
    let all = programme::indicators(work.db(), work.programme.id).await.expect("read");
    all.into_iter().find(|one| one.draft.key == draft.key).expect("there")
}

async fn reached(work: &Work<'_>, one: &Indicator) -> Reached {
    let as_of = AsOf::day(jiff::civil::date(2026, 12, 31));
    let known = programme::observations(work.db(), work.programme.id, as_of).await.expect("read");
    one.draft.reached(known.get(&one.id).map_or(&[][..], Vec::as_slice), 2025)
}

#[test]
fn a_figure_that_reaches_its_target_is_achieved_only_with_accepted_evidence() {
    wait(on_both(async |work| {
        let one = put(&work, &draft("bai-nuoc-ngoai", None)).await;
        assert_eq!(one.draft, draft("bai-nuoc-ngoai", None), "what is set out is read back");
        assert_eq!(reached(&work, &one).await, Reached::NoFigure);
        let by = operator(8, date(2025, 12, 31));
        let within = In::from(&work.programme);
        let mut ids = Vec::new();
        for (part, value) in [("en", "12,5"), ("fr", "10")] {
            let mut tx = work.tx().await;
            let (value, day, source) = (figure(value), date(2025, 12, 30), "Sổ theo dõi");
            let seen = Observing { year: 2025, part, value, day, source };
            ids.push(programme::observe(&mut tx, by, within, &one, seen).await.expect("put down"));
            tx.commit().await.expect("kept");
        }
        assert_eq!(reached(&work, &one).await, Reached::NotYet, "22.5 of 30");
        let mut tx = work.tx().await;
        let (value, day, source) = (figure("17.5"), date(2025, 12, 31), "Sổ theo dõi");
        let newer = Observing { year: 2025, part: "fr", value, day, source };
        ids[1] = programme::observe(&mut tx, by, within, &one, newer).await.expect("put down");
        tx.commit().await.expect("kept");
        assert_eq!(reached(&work, &one).await, Reached::Unproven, "the newer figure counts");
        for id in ids {
            let mut tx = work.tx().await;
            let entry = "news/nghi-quyet-47-nq-cp".to_owned();
            let proof = Proof::Entry { entry, language: "vi".parse().expect("a language") };
            let of = EvidenceOf::observation(id);
            let offer = Offer { of, proof, note: String::new() };
            let evidence = programme::offer(&mut tx, by, within, &offer).await.expect("offered");
            programme::accept_evidence(&mut tx, by, within, evidence).await.expect("accepted");
            tx.commit().await.expect("kept");
        }
        assert_eq!(reached(&work, &one).await, Reached::Achieved);
        work.portal.app.caught_up().await.expect("the followers catch up");
        let page = work.portal.page("/vi/chuong-trinh/thu/chi-so/bai-nuoc-ngoai").await;
        page.shows(&["Số bài bằng tiếng nước ngoài", "Đạt, có minh chứng", "12,5", "Sổ theo dõi"]);
        let csv = work.portal.page("/vi/chuong-trinh/thu/chi-so/bai-nuoc-ngoai/figures.csv").await;
        assert!(csv.text.contains("bai-nuoc-ngoai,2025,fr,17.5"), "{}", csv.text);
        work.portal.page("/vi/chuong-trinh/thu").await.shows(&["Số bài bằng tiếng nước ngoài"]);
    }));
}

#[test]
fn what_the_ledger_feeds_is_measured_by_the_program_and_by_nobodys_hand() {
    wait(on_both(async |work| {
        let one = put(&work, &draft("bai-moi-ngon-ngu", Some(FedBy::Entries))).await;
        let by = operator(8, date(2025, 12, 31));
        let within = In::from(&work.programme);
        let mut tx = work.tx().await;
        let (value, day, source) = (figure("999"), date(2025, 12, 30), "Tự nghĩ ra");
        let seen = Observing { year: 2025, part: "", value, day, source };
        let by_hand = programme::observe(&mut tx, by, within, &one, seen).await;
        assert!(matches!(by_hand, Err(Refusal::Faulty(_))));
        drop(tx);
        let measure = async |often| {
            let mut tx = work.tx().await;
            let written =
                programme::measure(&mut tx, work.db(), by, (&work.programme, often)).await;
            tx.commit().await.expect("kept");
            written.expect("measured")
        };
        assert_eq!(measure(Often::Now).await, 2, "Vietnamese and English");
        assert_eq!(measure(Often::Daily).await, 0, "once a day");
        assert_eq!(measure(Often::Now).await, 0, "what has not moved is not written again");
        assert_eq!(reached(&work, &one).await, Reached::Achieved, "the ledger is the evidence");
        let current = programme::ledger_figures(work.db(), FedBy::Translations, date(2025, 12, 31));
        let current = current.await.expect("read");
        assert_eq!(current.len(), 1);
        let abroad = programme::ledger_figures(work.db(), FedBy::ViewsAbroad, date(2025, 12, 31));
        assert_eq!(abroad.await.expect("read"), [(String::new(), figure("0"))]);
    }));
}

#[test]
fn a_coordinator_sets_an_indicator_out_at_the_desk_and_wrong_targets_come_back() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Coordinator).await;
        let url = "/desk/programme/thu/indicators/of/new";
        let mut form = vec![
            ("revision", "0"),
            ("key", "luot-xem"),
            ("title.vi", "Lượt xem từ nước ngoài"),
            ("unit.vi", "lượt"),
            ("direction", "higher"),
            ("aggregation", "whole"),
            ("fed_by", "views-abroad"),
            ("targets", "2026 = 10"),
        ];
        let bad = desk.post(url, &form).await;
        assert_eq!(bad.status, 422);
        bad.shows(&["Mỗi dòng ghi năm, dấu hai chấm rồi con số, ví dụ 2030: 100."]);
        form[7] = ("targets", "2026: 10\n2030: 100");
        let sent = desk.post(url, &form).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        desk.page("/desk/programme/thu/indicators").await.shows(&["Lượt xem từ nước ngoài"]);
        let measured = desk.post("/desk/programme/thu/indicators/measure", &[]).await;
        assert_eq!(measured.status, 303, "{}", measured.words());
        let inspector = work.portal.desk(Role::Inspector).await;
        inspector.page("/desk/programme/thu/indicators/of/luot-xem").await.shows(&["2026", "0"]);
        let refused = inspector.post("/desk/programme/thu/indicators/measure", &[]).await;
        assert_eq!(refused.status, 403);
    }));
}
