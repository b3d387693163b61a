//! Reminders of plans, with a clock that the test sets, and the verbs about deadlines and parts, on both
//! engines.

use crate::life::jobs;
use crate::programme::{Work, on_both, operator};
use crate::support::at;
use crate::support::wait;
use jiff::civil::{Date, date};
use mocban::action_programme::{
    self as programme, AsOf, In, Part, Refusal, Standing, Why, remind_due,
};
use mocban::people::{Grant, Role};

/// An officer of Cao Bằng with an account.
async fn officer(work: &Work<'_>, agency: &str) -> i64 {
    let grant = Grant { role: Role::Editor, section: None, agency: Some(agency.to_owned()) };
    let email = format!("{agency}@example.vn");
    work.portal.account(&email, vec![grant]).await.0.0
}

async fn remind(work: &Work<'_>, today: Date) -> usize {
    let at = work.portal.clock.now_ms();
    remind_due(work.db(), &work.register, (at, today)).await.expect("asked")
}

#[test]
fn an_officer_is_reminded_once_before_the_deadline_once_after_it_and_never_once_the_plan_is_there()
{
    wait(on_both(async |work| {
        let person = officer(&work, "p-cao-bang").await;
        let due = date(2024, 12, 31);
        assert_eq!(remind(&work, date(2024, 12, 1)).await, 0, "not a month before");
        assert_eq!(remind(&work, date(2024, 12, 17)).await, 1);
        assert_eq!(remind(&work, date(2024, 12, 20)).await, 0, "once is enough");
        assert_eq!(remind(&work, date(2025, 1, 2)).await, 1);
        assert_eq!(remind(&work, date(2025, 2, 2)).await, 0);
        let told = jobs(work.portal, programme::REMIND).await;
        let said: Vec<(i64, &str, &str)> = told
            .iter()
            .map(|one| {
                let text = |name: &str| one[name].as_str().expect("a text");
                (one["person"].as_i64().expect("a number"), text("why"), text("day"))
            })
            .collect();
        assert_eq!(said, [(person, "soon", "2024-12-31"), (person, "late", "2024-12-31")]);
        let letter: programme::Reminder =
            serde_json::from_value(told[1].clone()).expect("a reminder");
        let still = async |day| {
            let found = programme::is_still_due(work.db(), &work.register, &letter, day)
                .await
                .expect("read");
            found.is_some()
        };
        assert!(still(date(2025, 1, 3)).await);
        work.received("p-cao-bang", date(2025, 1, 4)).await;
        assert!(!still(date(2025, 1, 5)).await, "the plan came before the letter went");
        assert_eq!((letter.why, letter.day), (Why::Late, due));
    }));
}

#[test]
fn a_returned_plan_is_told_to_its_agency_and_a_body_nobody_acts_for_to_nobody() {
    wait(on_both(async |work| {
        officer(&work, "p-cao-bang").await;
        let plan = work.received("p-cao-bang", date(2024, 6, 1)).await;
        work.received("p-lang-son", date(2024, 6, 1)).await;
        let by = operator(work.portal.clock.now_ms(), date(2024, 6, 10));
        let mut tx = work.tx().await;
        let within = In::from(&work.programme);
        programme::return_plan(&mut tx, by, within, plan, "Thiếu kinh phí")
            .await
            .expect("returned");
        tx.commit().await.expect("kept");
        assert_eq!(remind(&work, date(2024, 6, 11)).await, 1);
        assert_eq!(remind(&work, date(2024, 6, 12)).await, 0);
        let told = jobs(work.portal, programme::REMIND).await;
        assert_eq!(told[0]["why"], "returned");
    }));
}

#[test]
fn where_nobody_acts_for_a_body_the_coordinator_is_told_once_for_all_of_them() {
    wait(on_both(async |work| {
        officer(&work, "p-cao-bang").await;
        let grants = vec![Grant::everywhere(Role::Coordinator)];
        let coordinator = work.portal.account("dieu-phoi@example.vn", grants).await.0.0;
        let day = date(2024, 12, 20);
        assert_eq!(remind(&work, day).await, 2, "her own body's officer, and the coordinator");
        assert_eq!(remind(&work, date(2024, 12, 21)).await, 0);
        let told = jobs(work.portal, programme::REMIND).await;
        let letters: Vec<programme::Reminder> =
            told.into_iter().map(|one| serde_json::from_value(one).expect("a reminder")).collect();
        let own = letters.iter().find(|one| one.person == coordinator).expect("she is told");
        assert_eq!((own.why, own.agency.as_str()), (Why::Nobody, ""));
        let of = (&work.programme, work.period());
        let alone = programme::bodies_of_nobody(work.db(), of, &work.register, day).await;
        let alone = alone.expect("read");
        // Sixty-three provinces, twenty-two ministries, less the one somebody acts for.
        assert_eq!(alone.len(), 84);
        assert!(alone.iter().all(|body| body.agency != "p-cao-bang"));
        let still = programme::is_still_due(work.db(), &work.register, own, day).await;
        assert!(still.expect("read").is_some());
    }));
}

#[test]
fn another_deadline_is_granted_with_a_reason_and_a_look_back_keeps_the_old_one() {
    wait(on_both(async |work| {
        let before = work.portal.clock.now_ms();
        work.portal.clock.set(at("2026-11-21T08:00:00+07:00"));
        let by = operator(work.portal.clock.now_ms(), date(2025, 1, 10));
        let mut tx = work.tx().await;
        let of = (work.period(), "p-cao-bang");
        let (due, reason) = (date(2025, 6, 30), "Sắp xếp lại bộ máy");
        let mute = programme::grant_due(&mut tx, by, work.within(), of, (due, " ")).await;
        assert!(matches!(mute, Err(Refusal::NoRemark)));
        programme::grant_due(&mut tx, by, work.within(), of, (due, reason)).await.expect("granted");
        let officer = crate::programme::officer("p-cao-bang");
        let own = programme::By { actor: &officer, ..by };
        let refused = programme::grant_due(&mut tx, own, work.within(), of, (due, reason)).await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "no agency grants itself a deadline"
        );
        tx.commit().await.expect("kept");
        let stands = async |as_of: AsOf| {
            let found = work.coverage(as_of).await;
            found.bodies().find(|body| body.agency == "p-cao-bang").expect("it owes one").standing
        };
        let day = date(2025, 2, 1);
        assert_eq!(stands(AsOf::day(day)).await, Standing::Awaited { due });
        let old = stands(AsOf { day, known_at: before }).await;
        assert_eq!(old, Standing::Late { due: date(2024, 12, 31), days: 32 });
        let period = work.period().id.expect("a number");
        let said = programme::reasons(work.db(), period, AsOf::day(day)).await.expect("read");
        assert_eq!(said.get("p-cao-bang").map(String::as_str), Some(reason));
    }));
}

#[test]
fn a_part_ends_on_its_day_and_can_then_be_given_to_another() {
    wait(on_both(async |work| {
        let by = operator(7, date(2025, 1, 10));
        let measure = work.programme.measure("1.1").expect("there");
        let mut tx = work.tx().await;
        let part = ("p-cao-bang", Part::Lead, date(2024, 5, 1));
        programme::assign(&mut tx, by, work.within(), measure, part).await.expect("assigned");
        let twice = programme::assign(&mut tx, by, work.within(), measure, part).await;
        assert!(matches!(twice, Err(Refusal::Taken(_))));
        tx.commit().await.expect("kept");
        let all = async |day| {
            programme::assignments(work.db(), work.programme.id, AsOf::day(day))
                .await
                .expect("read")
        };
        let own = all(date(2024, 6, 1)).await.pop().expect("one");
        let within = In::from(&work.programme);
        let mut tx = work.tx().await;
        let early = programme::release(&mut tx, by, within, &own, date(2024, 4, 1)).await;
        assert!(matches!(early, Err(Refusal::Faulty(_))), "it does not end before it began");
        let inspector = crate::programme::person(vec![Grant::everywhere(Role::Inspector)]);
        let other = programme::By { actor: &inspector, ..by };
        let refused = programme::release(&mut tx, other, within, &own, date(2025, 1, 1)).await;
        assert!(matches!(refused, Err(Refusal::NotAllowed(_))));
        programme::release(&mut tx, by, within, &own, date(2025, 1, 1)).await.expect("released");
        let again = programme::release(&mut tx, by, within, &own, date(2025, 1, 1)).await;
        assert!(matches!(again, Err(Refusal::Missing(_))));
        let next = ("p-lang-son", Part::Lead, date(2025, 1, 1));
        programme::assign(&mut tx, by, work.within(), measure, next).await.expect("assigned");
        tx.commit().await.expect("kept");
        let lead = async |day| all(day).await.into_iter().map(|one| one.agency).collect::<Vec<_>>();
        assert_eq!(lead(date(2024, 12, 31)).await, ["p-cao-bang"]);
        assert_eq!(lead(date(2025, 1, 1)).await, ["p-lang-son"]);
    }));
}
