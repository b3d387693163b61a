//! What progress counts and what is overdue: the same from rows as they stand and from steps as they
//! stood, on both engines, in a programme as `mocban generate` makes one.

use crate::programme::{Work, on_both, operator, words};
use crate::support::wait;
use jiff::civil::date;
use mocban::action_programme::{self as programme, ActivityDraft, AsOf, In, Tally};
use mocban::exchange::{self, Exchange, Plan};

#[test]
fn activities_of_a_plan_count_from_the_day_it_was_handed_in_and_not_while_it_is_a_draft() {
    wait(on_both(async |work| {
        let (within, period) = (In::from(&work.programme), work.period().id.expect("a number"));
        let begun = operator(5, date(2024, 6, 1));
        let mut tx = work.tx().await;
        let plan = programme::begin_plan(&mut tx, begun, work.within(), period, "p-cao-bang").await;
        let plan = plan.expect("begun");
        let draft = programme::PlanDraft { reference: "9/KH".to_owned(), ..Default::default() };
        programme::change_plan(&mut tx, begun, within, (plan, 1), &draft).await.expect("written");
        let draft = ActivityDraft {
            measure: work.programme.measure("1.1").and_then(|one| one.id).expect("a number"),
            starts: date(2024, 6, 1),
            ends: date(2024, 6, 20),
            budget: None,
            words: words("Hội nghị"),
        };
        programme::new_activity(&mut tx, begun, within, plan, &draft).await.expect("added");
        tx.commit().await.expect("kept");
        let counted = async |day| {
            let when = (AsOf::day(day), date(2026, 1, 1));
            let db = work.db();
            let all = programme::progress_on(db, work.programme.id, when).await.expect("read");
            let (late, many) =
                programme::overdue(db, work.programme.id, when, 10).await.expect("read");
            let inputs = programme::inputs(db, work.programme.id, when.0).await.expect("read");
            assert_eq!(late.len(), usize::try_from(many).expect("a number"));
            (all.whole().all, many, inputs.len())
        };
        assert_eq!(counted(date(2026, 1, 1)).await, (0, 0, 0), "a draft is nobody's promise");
        let mut tx = work.tx().await;
        let handed = operator(6, date(2024, 7, 1));
        programme::submit_plan(&mut tx, handed, within, plan).await.expect("handed in");
        tx.commit().await.expect("kept");
        assert_eq!(counted(date(2024, 6, 30)).await, (0, 0, 0));
        assert_eq!(counted(date(2024, 7, 1)).await, (1, 1, 1));
        assert_eq!(counted(date(2026, 1, 1)).await, (1, 1, 1));
        let each = programme::progress_of_measures(work.db(), work.programme.id).await;
        let each: Vec<Tally> = each.expect("read").into_values().collect();
        assert_eq!(each, [Tally { proven: 0, done: 0, all: 1 }]);
    }));
}

#[test]
fn a_generated_programme_says_the_same_from_its_rows_and_from_its_steps() {
    wait(on_both(async |work: Work<'_>| {
        let portal = &work.portal.app.portal;
        let exchange = Exchange {
            db: portal.db.clone(),
            files: portal.files.clone(),
            clock: portal.clock.clone(),
            kinds: portal.kinds.clone(),
        };
        let plan = Plan { entries: 0, seed: 3 };
        let scale = "6x25x3".parse().expect("a size");
        exchange::generate_programme(&exchange, (scale, plan), |_, _| ()).await.expect("made");
        let made = programme::programme(work.db(), "generated-3").await.expect("read");
        let made = made.expect("there");
        assert_eq!((made.outline.tasks.len(), made.measures().count()), (2, 25));
        let plans = programme::plans(work.db(), made.id).await.expect("read");
        let draft = plans.iter().filter(|plan| plan.received().is_none()).count();
        assert_eq!((plans.len(), draft), (18, 2), "every fifth body still works on this quarter's");
        let today = portal.today();
        let now = (AsOf::day(today), today);
        let read = programme::progress_on(work.db(), made.id, now).await.expect("read");
        let then = programme::progress_at(work.db(), made.id, now.0).await.expect("read");
        assert_eq!(read, then);
        let whole = read.whole();
        assert!(whole.proven > 0 && whole.done > 0 && whole.all > whole.proven, "{whole:?}");
        let inputs = programme::inputs(work.db(), made.id, now.0).await.expect("read");
        let proven = inputs.iter().filter(|one| one.state == "proven");
        assert!(proven.clone().all(|one| one.accepted == 1));
        assert_eq!(i64::try_from(proven.count()), Ok(whole.proven));
        let known = AsOf { day: today, known_at: i64::MAX - 1 };
        let late = programme::overdue(work.db(), made.id, now, 7).await.expect("read");
        let stood = programme::overdue(work.db(), made.id, (known, today), 7).await.expect("read");
        assert_eq!(late, stood);
        assert!(late.0.len() == 7 && late.1 > 7, "{}", late.1);
        let agency = &plans[0].held_by;
        work.portal.app.caught_up().await.expect("readers see it");
        let body = format!("/vi/chuong-trinh/generated-3/co-quan/{}", plans[1].agency);
        let newest = work.portal.page(&body).await;
        newest.shows(&["Xem hoạt động và minh chứng của kế hoạch này"]);
        let first = made.outline.periods[0].starts;
        let older = work.portal.page(&format!("{body}?ngay={first}")).await;
        assert_ne!(newest.words(), older.words(), "another plan is opened");
        assert!(older.text.matches("prog-activities").count() == 1, "one plan at a time");
        let (owed, many) =
            programme::owed_activities(work.db(), made.id, agency, 5).await.expect("read");
        assert!(owed.len() == 5 && many > 5 && owed.is_sorted_by_key(|one| one.draft.ends));
    }));
}
