//! Work that may wait: done once, tried again, given up, and taken up again after a kill.

use crate::media_ground::Ground;
use crate::support::{Postgres, at, folder, wait};
use mocban::platform::db::Db;
use mocban::platform::jobs::{
    Handler, Handlers, JobError, JobId, Jobs, MOST_ATTEMPTS, NewJob, Standing, Weight, enqueue,
    forget_done, give_another_chance, standing, work_off,
};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{Notify, Semaphore};

async fn ask(ground: &Ground, key: Option<&str>, run_at: i64) -> Option<JobId> {
    let now = ground.library.clock.now_ms();
    let mut tx = ground.library.db.begin().await.expect("a transaction");
    let job = NewJob { kind: "test", payload: json!({}), unique_key: key, at: now, run_at };
    let id = enqueue(&mut tx, &job).await.expect("it is kept");
    tx.commit().await.expect("it is committed");
    id
}

/// A handler that counts its calls and answers as told.
fn counting(answer: fn() -> Result<(), JobError>) -> (Handlers, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let run = move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        let answer = answer();
        Box::pin(async move { answer }) as _
    };
    (Handlers(vec![Handler { kind: "test", weight: Weight::Light, run: Arc::new(run) }]), calls)
}

async fn stands(ground: &Ground, id: JobId) -> Standing {
    standing(&ground.library.db, id).await.expect("an answer").expect("the job")
}

fn later(ground: &Ground, milliseconds: i64) {
    let now = ground.library.clock.now_ms();
    let then = jiff::Timestamp::from_millisecond(now + milliseconds).expect("a moment");
    ground.library.clock.set(then);
}

#[test]
fn a_job_is_done_once_and_not_before_its_hour() {
    wait(async {
        let ground = Ground::new().await;
        let (handlers, calls) = counting(|| Ok(()));
        let now = ground.library.clock.now_ms();
        let id = ask(&ground, Some("one"), now + 5000).await.expect("a job");
        assert_eq!(ask(&ground, Some("one"), now).await, None, "the same is not kept twice");
        let jobs =
            Jobs::begin(ground.library.db.clone(), handlers.clone(), ground.library.clock.clone());
        jobs.settled().await.expect("nothing is due");
        assert_eq!(calls.load(Ordering::SeqCst), 0);
        later(&ground, 5000);
        jobs.settled().await.expect("it is done");
        assert_eq!(calls.load(Ordering::SeqCst), 1);
        let done = stands(&ground, id).await;
        assert_eq!((done.progress, done.done_at), (100, Some(ground.library.clock.now_ms())));
        assert!(
            ask(&ground, Some("one"), now).await.is_some(),
            "after it is done it may come again"
        );
        jobs.end().await.expect("it ends");
    });
}

#[test]
fn work_asked_for_in_a_transaction_that_is_given_up_is_never_done() {
    wait(async {
        let ground = Ground::new().await;
        let mut tx = ground.library.db.begin().await.expect("a transaction");
        let job = NewJob { kind: "test", payload: json!({}), unique_key: None, at: 0, run_at: 0 };
        enqueue(&mut tx, &job).await.expect("it is kept");
        drop(tx);
        assert_eq!(ground.written().await, (0, 0));
    });
}

/// A handler that begins and never ends.
fn endless(begun: &Arc<Notify>) -> Handlers {
    let begun = Arc::clone(begun);
    let run = move |_| {
        begun.notify_one();
        Box::pin(std::future::pending()) as _
    };
    Handlers(vec![Handler { kind: "test", weight: Weight::Heavy, run: Arc::new(run) }])
}

/// A patient job for each processor and more, none of which ends before a heavy one is done.
#[test]
fn who_waits_at_a_screen_does_not_wait_for_patient_jobs() {
    wait(async {
        let ground = Ground::new().await;
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let (begun, done) = (Arc::new(AtomicUsize::new(0)), Arc::new(Semaphore::new(0)));
        let (patient, heavy) = (Arc::clone(&done), Arc::clone(&done));
        let counted = Arc::clone(&begun);
        let wait_for_heavy = move |_| {
            counted.fetch_add(1, Ordering::SeqCst);
            let done = Arc::clone(&patient);
            Box::pin(async move {
                let _ = done.acquire().await;
                Ok(())
            }) as _
        };
        let be_done = move |_| {
            heavy.add_permits(1);
            Box::pin(async { Ok(()) }) as _
        };
        let handlers = Handlers(vec![
            Handler { kind: "test", weight: Weight::Patient, run: Arc::new(wait_for_heavy) },
            Handler { kind: "wanted", weight: Weight::Heavy, run: Arc::new(be_done) },
        ]);
        for _ in 0..=processors {
            ask(&ground, None, 0).await.expect("a job");
        }
        let (db, clock) = (ground.library.db.clone(), ground.library.clock.clone());
        let jobs = Jobs::begin(db.clone(), handlers, clock);
        while begun.load(Ordering::SeqCst) < processors.saturating_sub(1).max(1) {
            tokio::task::yield_now().await;
        }
        let mut tx = db.begin().await.expect("a transaction");
        let job = NewJob { kind: "wanted", payload: json!({}), unique_key: None, at: 0, run_at: 0 };
        enqueue(&mut tx, &job).await.expect("it is kept");
        tx.commit().await.expect("it is committed");
        jobs.settled().await.expect("all are done");
        jobs.end().await.expect("it ends");
        assert_eq!(begun.load(Ordering::SeqCst), processors + 1);
    });
}

async fn survives_a_kill(ground: &Ground) {
    let id = ask(ground, None, 0).await.expect("a job");
    let begun = Arc::new(Notify::new());
    let (db, clock) = (ground.library.db.clone(), ground.library.clock.clone());
    let jobs = Jobs::begin(db.clone(), endless(&begun), clock.clone());
    begun.notified().await;
    // Dropped, not ended: as when its process is killed, nobody lets go of the job.
    drop(jobs);
    let (handlers, calls) = counting(|| Ok(()));
    assert_eq!(work_off(&db, &handlers, &clock).await.expect("an answer"), 0, "it is still held");
    later(ground, 61_000);
    assert_eq!(work_off(&db, &handlers, &clock).await.expect("an answer"), 1);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    let done = stands(ground, id).await;
    assert_eq!((done.attempts, done.done_at.is_some()), (2, true));
}

#[test]
fn a_job_whose_process_was_killed_is_taken_up_again() {
    wait(async { survives_a_kill(&Ground::new().await).await });
}

/// A job that is asked for while it runs may have read what was true before: it runs once more.
async fn runs_again_when_asked_meanwhile(ground: &Ground) {
    let id = ask(ground, Some("one"), 0).await.expect("a job");
    let calls = Arc::new(AtomicUsize::new(0));
    let (counted, db) = (Arc::clone(&calls), ground.library.db.clone());
    let run = move |_| {
        let (first, db) = (counted.fetch_add(1, Ordering::SeqCst) == 0, db.clone());
        Box::pin(async move {
            if first {
                let mut tx = db.begin().await?;
                let key = Some("one");
                let job =
                    NewJob { kind: "test", payload: json!({}), unique_key: key, at: 0, run_at: 0 };
                assert_eq!(enqueue(&mut tx, &job).await?, None, "no second one is kept");
                tx.commit().await?;
            }
            Ok(())
        }) as _
    };
    let handlers =
        Handlers(vec![Handler { kind: "test", weight: Weight::Light, run: Arc::new(run) }]);
    let (db, clock) = (&ground.library.db, &ground.library.clock);
    assert_eq!(work_off(db, &handlers, clock).await.expect("an answer"), 2);
    assert!(stands(ground, id).await.done_at.is_some());
}

#[test]
fn a_job_asked_for_while_it_runs_runs_once_more() {
    wait(async { runs_again_when_asked_meanwhile(&Ground::new().await).await });
}

#[test]
fn on_postgresql_too_and_no_job_is_taken_by_two() {
    wait(async {
        let postgres = Postgres::start();
        let url = postgres.database().await;
        let ground = Ground::on(folder::new(), &url).await;
        survives_a_kill(&ground).await;
        runs_again_when_asked_meanwhile(&ground).await;
        for _ in 0..40 {
            ask(&ground, None, 0).await.expect("a job");
        }
        let (handlers, calls) = counting(|| Ok(()));
        let second = Db::open(&url).await.expect("another node");
        let clock = ground.library.clock.clone();
        let here = Jobs::begin(ground.library.db.clone(), handlers.clone(), clock.clone());
        let there = Jobs::begin(second.clone(), handlers, clock);
        here.settled().await.expect("all is done");
        assert_eq!(calls.load(Ordering::SeqCst), 40);
        here.end().await.expect("it ends");
        there.end().await.expect("it ends");
        second.close().await;
        ground.library.db.close().await;
    });
}

#[test]
fn a_program_that_ends_in_order_lets_go_of_its_jobs() {
    wait(async {
        let ground = Ground::new().await;
        let id = ask(&ground, None, 0).await.expect("a job");
        let begun = Arc::new(Notify::new());
        let (db, clock) = (ground.library.db.clone(), ground.library.clock.clone());
        let jobs = Jobs::begin(db.clone(), endless(&begun), clock.clone());
        begun.notified().await;
        jobs.end().await.expect("it ends");
        let (handlers, _) = counting(|| Ok(()));
        assert_eq!(work_off(&db, &handlers, &clock).await.expect("an answer"), 1);
        assert_eq!(stands(&ground, id).await.attempts, 1);
    });
}

#[test]
fn a_job_that_fails_is_tried_again_after_growing_waits_and_given_up_in_the_end() {
    wait(async {
        let ground = Ground::new().await;
        let (db, clock) = (ground.library.db.clone(), ground.library.clock.clone());
        let (handlers, calls) = counting(|| Err(JobError::Again("đĩa đầy".to_owned())));
        let id = ask(&ground, None, 0).await.expect("a job");
        let mut waits = Vec::new();
        loop {
            work_off(&db, &handlers, &clock).await.expect("an answer");
            let now = stands(&ground, id).await;
            if now.given_up_at.is_some() {
                assert_eq!(now.last_error.as_deref(), Some("đĩa đầy"));
                break;
            }
            waits.push(now.run_at - clock.now_ms());
            later(&ground, now.run_at - clock.now_ms());
        }
        assert_eq!(waits, [30_000, 120_000, 600_000, 3_600_000, 21_600_000]);
        assert_eq!(i64::try_from(calls.load(Ordering::SeqCst)), Ok(MOST_ATTEMPTS));
        let mut tx = db.begin().await.expect("a transaction");
        assert!(give_another_chance(&mut tx, id, clock.now_ms()).await.expect("an answer"));
        tx.commit().await.expect("it is committed");
        assert_eq!(work_off(&db, &handlers, &clock).await.expect("an answer"), 1);
    });
}

#[test]
fn a_job_that_never_works_or_panics_or_has_no_handler_does_not_stop_the_others() {
    wait(async {
        let ground = Ground::new().await;
        let (db, clock) = (ground.library.db.clone(), ground.library.clock.clone());
        let (never, _) = counting(|| Err(JobError::Never("hỏng".to_owned())));
        let id = ask(&ground, None, 0).await.expect("a job");
        work_off(&db, &never, &clock).await.expect("an answer");
        assert!(stands(&ground, id).await.given_up_at.is_some());
        let (panics, _) = counting(|| panic!("a handler that panics"));
        let id = ask(&ground, None, 0).await.expect("a job");
        work_off(&db, &panics, &clock).await.expect("an answer");
        assert!(
            stands(&ground, id).await.last_error.is_some_and(|said| said.contains("broke off"))
        );
    });
}

#[test]
fn a_job_that_ends_its_process_each_time_is_given_up() {
    wait(async {
        let ground = Ground::new().await;
        let (db, clock) = (ground.library.db.clone(), ground.library.clock.clone());
        let id = ask(&ground, None, 0).await.expect("a job");
        for _ in 0..MOST_ATTEMPTS {
            let begun = Arc::new(Notify::new());
            let jobs = Jobs::begin(db.clone(), endless(&begun), clock.clone());
            begun.notified().await;
            drop(jobs);
            later(&ground, 61_000);
        }
        let (handlers, calls) = counting(|| Ok(()));
        work_off(&db, &handlers, &clock).await.expect("an answer");
        assert_eq!(calls.load(Ordering::SeqCst), 0);
        assert!(stands(&ground, id).await.given_up_at.is_some());
    });
}

#[test]
fn what_was_done_long_ago_is_forgotten() {
    wait(async {
        let ground = Ground::new().await;
        let (db, clock) = (ground.library.db.clone(), ground.library.clock.clone());
        let id = ask(&ground, None, 0).await.expect("a job");
        let (handlers, _) = counting(|| Ok(()));
        work_off(&db, &handlers, &clock).await.expect("an answer");
        let day = at("2026-11-21T10:15:00+07:00").as_millisecond();
        forget_done(&db, day, clock.now_ms()).await.expect("it forgets");
        assert!(standing(&db, id).await.expect("an answer").is_some(), "not yet");
        forget_done(&db, day, day).await.expect("it forgets");
        assert!(standing(&db, id).await.expect("an answer").is_none());
    });
}
