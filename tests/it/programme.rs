//! The action programme's verbs on both engines: who may, in which state, what it changes, what a look
//! back still sees.

use crate::support::{Postgres, TestPortal, at, wait};
use jiff::civil::{Date, date};
use mocban::action_programme::{
    self as programme, Act, ActivityDraft, ActivityState, AsOf, By, Changed, EvidenceOf, In,
    Measure, Offer, Outline, Owes, Part, Period, PlanDraft, Programme, Proof, Refusal, Stage,
    Standing, Taking, Task, Text, Texts,
};
use mocban::agency::Register;
use mocban::people::{Actor, Grant, Person, PersonId, Role};
use mocban::platform::db::{Db, Tx};
use std::sync::Arc;

pub fn words(title: &str) -> Texts {
    let text = Text { title: title.to_owned(), note: String::new() };
    [("vi".parse().expect("a language"), text)].into()
}

pub fn outline() -> Outline {
    let owes = |group: &str, kinds: &[&str]| Owes {
        group: group.to_owned(),
        kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
        from: None,
        to: None,
        stated: None,
        source: String::new(),
        words: words(group),
    };
    let measure = |key: &str| Measure {
        id: None,
        key: key.to_owned(),
        starts: None,
        ends: None,
        words: words(&format!("Biện pháp {key}")),
    };
    Outline {
        starts: date(2024, 4, 15),
        ends: date(2030, 12, 31),
        source: String::new(),
        words: words("Thông tin đối ngoại đến năm 2030"),
        act: Act {
            number: "47/NQ-CP".to_owned(),
            date: date(2024, 4, 15),
            entry: None,
            words: words("Nghị quyết số 47/NQ-CP"),
        },
        parent: None,
        owes: vec![
            owes("ministries", &["ministry", "ministerial_agency"]),
            owes("provinces", &["province", "city"]),
        ],
        periods: vec![Period {
            id: None,
            starts: date(2024, 4, 15),
            ends: date(2030, 12, 31),
            due: Some(date(2024, 12, 31)),
            source: "trong phép thử".to_owned(),
            words: words("Kế hoạch đến năm 2030"),
        }],
        tasks: vec![
            Task {
                id: None,
                no: 1,
                words: words("Quán triệt"),
                measures: vec![measure("1.1"), measure("1.2")],
            },
            Task { id: None, no: 2, words: words("Phối hợp"), measures: vec![measure("2.1")] },
        ],
    }
}

/// A programme at work: what a test needs to act in it.
pub struct Work<'a> {
    pub portal: &'a TestPortal,
    pub register: Register,
    pub programme: Programme,
}

pub fn operator(at: i64, today: Date) -> By<'static> {
    By { actor: &Actor::Operator, at, today }
}

/// Somebody who acts for one body.
pub fn officer(agency: &str) -> Actor {
    person(vec![Grant { role: Role::Editor, section: None, agency: Some(agency.to_owned()) }])
}

pub fn person(grants: Vec<Grant>) -> Actor {
    Actor::Person(Arc::new(Person {
        id: PersonId(9),
        name: "Cán bộ".to_owned(),
        email: "can-bo@example.vn".to_owned(),
        language: "vi".parse().expect("a language"),
        grants,
    }))
}

impl<'a> Work<'a> {
    pub async fn new(portal: &'a TestPortal) -> Work<'a> {
        let db = &portal.app.portal.db;
        let mut tx = db.begin().await.expect("begins");
        let by = operator(portal.clock.now_ms(), date(2024, 5, 1));
        let (_, changed) = programme::set_out(&mut tx, db, by, ("thu", None), &outline())
            .await
            .expect("it is set out");
        assert_eq!(changed, Changed::Yes);
        tx.commit().await.expect("kept");
        let programme = programme::programme(db, "thu").await.expect("read").expect("there");
        let register = portal.app.portal.known().agencies.clone();
        Work { portal, register, programme }
    }

    pub fn db(&self) -> &Db {
        &self.portal.app.portal.db
    }

    pub async fn tx(&self) -> Tx {
        self.db().begin().await.expect("begins")
    }

    pub fn within(&self) -> (In<'_>, &Register) {
        (In::from(&self.programme), &self.register)
    }

    pub fn period(&self) -> &Period {
        &self.programme.outline.periods[0]
    }

    /// Records a plan that came on a day.
    pub async fn received(&self, agency: &str, on: Date) -> programme::PlanId {
        let mut tx = self.tx().await;
        let by = operator(self.portal.clock.now_ms(), date(2026, 1, 1));
        let plan = PlanDraft { reference: format!("1/KH-{agency}"), ..PlanDraft::default() };
        let period = self.period().id.expect("a number");
        let id =
            programme::record_received(&mut tx, by, self.within(), (period, agency), (on, &plan))
                .await
                .expect("it is recorded");
        tx.commit().await.expect("kept");
        id
    }

    pub async fn coverage(&self, as_of: AsOf) -> programme::Coverage {
        programme::coverage_at(self.db(), &self.programme, self.period(), &self.register, as_of)
            .await
            .expect("it is computed")
    }
}

pub async fn on_both(test: impl AsyncFn(Work<'_>)) {
    let postgres = Postgres::start();
    for portal in [TestPortal::demo().await, TestPortal::demo_on(&postgres).await] {
        test(Work::new(&portal).await).await;
        let chain = mocban::platform::changes::verify(&portal.app.portal.db).await;
        assert_eq!(chain.expect("the log"), None);
    }
}

#[test]
fn what_is_set_out_is_read_back_and_set_out_again_changes_nothing() {
    wait(on_both(async |work| {
        assert_eq!(work.programme.outline.bare(), outline());
        let mut tx = work.tx().await;
        let by = operator(0, date(2024, 5, 1));
        let again = programme::set_out(&mut tx, work.db(), by, ("thu", None), &outline()).await;
        assert_eq!(again.expect("set out").1, Changed::No);
    }));
}

#[test]
fn a_measure_somebody_works_on_cannot_be_left_out_and_a_stale_change_clashes() {
    wait(on_both(async |work| {
        let by = operator(0, date(2024, 5, 1));
        let mut tx = work.tx().await;
        let measure = work.programme.measure("1.2").expect("there");
        let part = ("p-cao-bang", Part::Lead, date(2024, 5, 1));
        programme::assign(&mut tx, by, work.within(), measure, part).await.expect("assigned");
        tx.commit().await.expect("kept");
        let mut less = outline();
        less.tasks[0].measures.pop();
        let mut tx = work.tx().await;
        let refused = programme::set_out(&mut tx, work.db(), by, ("thu", Some(1)), &less).await;
        assert!(matches!(refused, Err(Refusal::InUse(key)) if key == "1.2"));
        drop(tx);
        let mut less = outline();
        less.tasks.pop();
        let mut tx = work.tx().await;
        let done = programme::set_out(&mut tx, work.db(), by, ("thu", Some(1)), &less).await;
        assert_eq!(done.expect("an unused task goes").1, Changed::Yes);
        let stale = programme::set_out(&mut tx, work.db(), by, ("thu", Some(1)), &outline()).await;
        assert!(matches!(stale, Err(Refusal::Clash(_))));
    }));
}

#[test]
fn coverage_has_the_denominator_of_its_day() {
    wait(on_both(async |work| {
        work.received("p-bac-giang", date(2024, 6, 1)).await;
        let counts = async |day| {
            let found = work.coverage(AsOf::day(day)).await;
            let of = |at: usize| (found.groups[at].received(), found.groups[at].bodies.len());
            (of(0), of(1))
        };
        // 18 ministries and 4 ministerial agencies, 63 provinces; 14 and 3, and 34.
        assert_eq!(counts(date(2024, 12, 31)).await, ((0, 22), (1, 63)));
        assert_eq!(counts(date(2025, 3, 1)).await, ((0, 17), (1, 63)));
        assert_eq!(counts(date(2025, 6, 30)).await, ((0, 17), (1, 63)));
        assert_eq!(counts(date(2025, 12, 31)).await, ((0, 17), (0, 34)));
    }));
}

#[test]
fn a_merged_bodys_plan_counts_once_a_decision_is_recorded_and_no_look_back_changes() {
    wait(on_both(async |work| {
        let plan = work.received("p-bac-giang", date(2024, 6, 1)).await;
        let before = work.portal.clock.now_ms();
        let (then, now) = (date(2025, 12, 31), date(2026, 1, 5));
        work.portal.clock.set(at("2026-11-21T08:00:00+07:00"));
        let mut tx = work.tx().await;
        let by = operator(work.portal.clock.now_ms(), now);
        let to = ("p-bac-ninh-2025", date(2025, 7, 1), "Công văn số 12/BVHTTDL-TTĐN");
        programme::count_for(&mut tx, by, work.within(), plan, to).await.expect("recorded");
        tx.commit().await.expect("kept");
        assert_eq!(work.coverage(AsOf::day(then)).await.received(), 1);
        assert_eq!(work.coverage(AsOf { day: then, known_at: before }).await.received(), 0);
        assert_eq!(work.coverage(AsOf::day(date(2025, 6, 30))).await.received(), 1);
        let nobody = ("p-bac-giang", date(2025, 7, 1), "Công văn");
        let mut tx = work.tx().await;
        let refused = programme::count_for(&mut tx, by, work.within(), plan, nobody).await;
        assert!(matches!(refused, Err(Refusal::Faulty(_))), "a body that ended takes nothing over");
    }));
}

#[test]
fn a_plan_goes_the_whole_way_and_each_step_asks_for_its_side() {
    wait(on_both(async |work| {
        let (officer, other) = (officer("p-cao-bang"), officer("p-lang-son"));
        let today = date(2024, 8, 1);
        let by = |actor| By { actor, at: 5, today };
        let (mut tx, within) = (work.tx().await, In::from(&work.programme));
        let period = work.period().id.expect("a number");
        let begun = async |tx: &mut Tx, actor| {
            programme::begin_plan(tx, by(actor), work.within(), period, "p-cao-bang").await
        };
        assert!(matches!(begun(&mut tx, &other).await, Err(Refusal::NotAllowed(_))));
        let plan = begun(&mut tx, &officer).await.expect("begun");
        assert!(matches!(begun(&mut tx, &officer).await, Err(Refusal::Taken(_))));
        let early = programme::submit_plan(&mut tx, by(&officer), within, plan).await;
        assert!(
            matches!(early, Err(Refusal::Faulty(_))),
            "a plan without a number is not handed in"
        );
        let draft = PlanDraft { reference: "123/KH-UBND".to_owned(), ..PlanDraft::default() };
        programme::change_plan(&mut tx, by(&officer), within, (plan, 1), &draft)
            .await
            .expect("written");
        let stale = programme::change_plan(&mut tx, by(&officer), within, (plan, 1), &draft).await;
        assert!(matches!(stale, Err(Refusal::Clash(_))));
        programme::submit_plan(&mut tx, by(&officer), within, plan).await.expect("handed in");
        let own = programme::accept_plan(&mut tx, by(&officer), within, plan).await;
        assert!(matches!(own, Err(Refusal::NotAllowed(_))), "nobody accepts her own plan");
        let mute = programme::return_plan(&mut tx, by(&Actor::Operator), within, plan, " ").await;
        assert!(matches!(mute, Err(Refusal::NoRemark)));
        let remark = "Thiếu kinh phí năm 2025";
        programme::return_plan(&mut tx, by(&Actor::Operator), within, plan, remark)
            .await
            .expect("returned");
        programme::submit_plan(&mut tx, by(&officer), within, plan).await.expect("handed in again");
        programme::accept_plan(&mut tx, by(&Actor::Operator), within, plan)
            .await
            .expect("accepted");
        programme::lock_plan(&mut tx, by(&Actor::Operator), within, plan).await.expect("locked");
        let late = programme::submit_plan(&mut tx, by(&officer), within, plan).await;
        assert!(matches!(late, Err(Refusal::WrongState { state: "locked", .. })));
        tx.commit().await.expect("kept");
        let steps = programme::steps(work.db(), "plan", plan.0).await.expect("read");
        let states: Vec<&str> = steps.iter().map(|step| step.state.as_str()).collect();
        assert_eq!(states, ["draft", "submitted", "returned", "submitted", "accepted", "locked"]);
        assert_eq!(steps[2].remark.as_deref(), Some(remark));
        let found = work.coverage(AsOf::day(today)).await;
        let body = found.bodies().find(|body| body.agency == "p-cao-bang").expect("it owes one");
        assert_eq!(body.standing, Standing::Received { on: today, days_late: 0 });
    }));
}

#[test]
fn an_inspector_and_a_stranger_change_nothing() {
    wait(on_both(async |work| {
        let inspector = person(vec![Grant::everywhere(Role::Inspector)]);
        assert!(programme::may_look(&inspector));
        let stranger = person(vec![Grant::everywhere(Role::Editor)]);
        assert!(!programme::may_look(&stranger));
        let period = work.period().id.expect("a number");
        for actor in [&inspector, &stranger] {
            let by = By { actor, at: 5, today: date(2024, 8, 1) };
            let mut tx = work.tx().await;
            let done =
                programme::begin_plan(&mut tx, by, work.within(), period, "p-cao-bang").await;
            assert!(matches!(done, Err(Refusal::NotAllowed(_))));
            let done = programme::set_out(&mut tx, work.db(), by, ("thu", None), &outline()).await;
            assert!(matches!(done, Err(Refusal::NotAllowed(_))));
        }
    }));
}

/// A page elsewhere as evidence of an activity.
fn link(id: programme::ActivityId, hash: &str) -> Offer {
    Offer {
        of: EvidenceOf::activity(id),
        proof: Proof::Link {
            url: "https://example.gov.vn/hoi-nghi".to_owned(),
            hash: hash.to_owned(),
            archived: date(2024, 9, 4),
        },
        note: "Tin về hội nghị".to_owned(),
    }
}

#[test]
fn an_activity_is_proven_by_accepted_evidence_and_by_nothing_else() {
    wait(on_both(async |work| {
        let plan = work.received("p-cao-bang", date(2024, 6, 1)).await;
        let officer = officer("p-cao-bang");
        let by = |actor, day| By { actor, at: 7, today: date(2024, 9, day) };
        let (mut tx, within) = (work.tx().await, In::from(&work.programme));
        let draft = ActivityDraft {
            measure: work.programme.measure("1.1").and_then(|one| one.id).expect("a number"),
            starts: date(2024, 7, 1),
            ends: date(2024, 9, 30),
            budget: None,
            words: words("Hội nghị quán triệt"),
        };
        let id = programme::new_activity(&mut tx, by(&officer, 1), within, plan, &draft).await;
        let id = id.expect("written");
        let to = async |tx: &mut Tx, day, state, remark| {
            programme::move_activity(tx, by(&officer, day), within, (id, state), remark).await
        };
        assert!(to(&mut tx, 2, ActivityState::Proven, "").await.is_err());
        assert!(matches!(to(&mut tx, 2, ActivityState::Stopped, "").await, Err(Refusal::NoRemark)));
        to(&mut tx, 3, ActivityState::Done, "").await.expect("done");
        let bad = programme::offer(&mut tx, by(&officer, 4), within, &link(id, "abc")).await;
        assert!(matches!(bad, Err(Refusal::Faulty(_))));
        let whole = link(id, &"a".repeat(64));
        let evidence = programme::offer(&mut tx, by(&officer, 4), within, &whole).await;
        let evidence = evidence.expect("offered");
        let own = programme::accept_evidence(&mut tx, by(&officer, 5), within, evidence).await;
        assert!(matches!(own, Err(Refusal::NotAllowed(_))));
        programme::accept_evidence(&mut tx, by(&Actor::Operator, 10), within, evidence)
            .await
            .expect("accepted");
        let why = "Ảnh của hội nghị khác";
        programme::refuse_evidence(&mut tx, by(&Actor::Operator, 20), within, evidence, why)
            .await
            .expect("refused");
        programme::accept_evidence(&mut tx, by(&Actor::Operator, 25), within, evidence)
            .await
            .expect("accepted");
        tx.commit().await.expect("kept");
        let proven = async |day| {
            let as_of = AsOf::day(date(2024, 9, day));
            programme::progress_at(work.db(), work.programme.id, as_of).await.expect("read").whole()
        };
        let table = [(2, 0, 0, 1), (5, 0, 1, 1), (10, 1, 0, 1), (20, 0, 1, 1), (25, 1, 0, 1)];
        for (day, accepted, done, all) in table {
            let found = proven(day).await;
            assert_eq!((found.proven, found.done, found.all), (accepted, done, all), "day {day}");
        }
        let now = programme::progress(work.db(), work.programme.id).await.expect("read");
        let today = AsOf::day(date(2026, 1, 1));
        let then = programme::progress_at(work.db(), work.programme.id, today).await.expect("read");
        assert_eq!(now, then);
        let inputs = programme::inputs(work.db(), work.programme.id, today).await.expect("read");
        assert_eq!(inputs.len(), 1);
        assert_eq!((inputs[0].state.as_str(), inputs[0].accepted), ("proven", 1));
    }));
}

#[test]
fn open_work_changes_hands_by_a_decision_and_what_was_done_stays_where_it_was_done() {
    wait(on_both(async |work| {
        let plan = work.received("p-bac-giang", date(2024, 6, 1)).await;
        let within = In::from(&work.programme);
        let by = operator(7, date(2025, 7, 2));
        let mut tx = work.tx().await;
        let measure = work.programme.measure("1.1").expect("there");
        let part = ("p-bac-giang", Part::Lead, date(2024, 5, 1));
        programme::assign(&mut tx, by, work.within(), measure, part).await.expect("assigned");
        let draft = ActivityDraft {
            measure: measure.id.expect("a number"),
            starts: date(2024, 7, 1),
            ends: date(2025, 12, 31),
            budget: None,
            words: words("Tuần văn hóa"),
        };
        programme::new_activity(&mut tx, by, within, plan, &draft).await.expect("written");
        let taking = Taking {
            from: "p-bac-giang",
            to: "p-bac-ninh-2025",
            day: date(2025, 7, 1),
            citation: "Nghị quyết số 202/2025/QH15",
            entry: None,
        };
        let handed =
            programme::hand_over(&mut tx, by, work.within(), &taking).await.expect("handed over");
        assert_eq!((handed.assignments, handed.plans, handed.activities), (1, 1, 1));
        tx.commit().await.expect("kept");
        let lead = async |day| {
            let all = programme::assignments(work.db(), work.programme.id, AsOf::day(day)).await;
            let all = all.expect("read");
            all.into_iter().map(|one| one.agency).collect::<Vec<_>>()
        };
        assert_eq!(lead(date(2025, 6, 30)).await, ["p-bac-giang"]);
        assert_eq!(lead(date(2025, 7, 1)).await, ["p-bac-ninh-2025"]);
        let all = programme::plans(work.db(), work.programme.id).await.expect("read");
        assert_eq!(
            (all[0].agency.as_str(), all[0].held_by.as_str()),
            ("p-bac-giang", "p-bac-ninh-2025")
        );
        assert_eq!(all[0].stage(), Stage::Submitted);
        // A hand-over is no decision that the plan counts.
        assert_eq!(work.coverage(AsOf::day(date(2025, 12, 31))).await.received(), 0);
        assert_eq!(work.coverage(AsOf::day(date(2025, 6, 30))).await.received(), 1);
    }));
}
