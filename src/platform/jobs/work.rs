//! Workers: they take jobs, hold them while they work, and write down what became of them.

use super::store::{self, Taken};
use super::{Handlers, JobContext, JobError, MOST_ATTEMPTS, Shop, Weight, wait_after};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Failure};
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior};

// A job of a killed process waits this long; a living worker says three times within it that it
// still works.
const LEASE: Duration = Duration::from_mins(1);
const HOLD_EACH: Duration = Duration::from_secs(20);
// Jobs whose hour comes, and those of other processes, are announced by no commit of this one.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
const FORGET_EACH: Duration = Duration::from_hours(1);
const FORGET_AFTER: Duration = Duration::from_hours(14 * 24);

const LIGHT: &[Weight] = &[Weight::Light];
const HEAVY: &[Weight] = &[Weight::Heavy];
const PATIENT: &[Weight] = &[Weight::Patient];
const EITHER: &[Weight] = &[Weight::Heavy, Weight::Patient];

fn ms(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

/// Workers at work. Dropped, they stop where they are; what they held is taken up again when its
/// lease ends.
pub struct Jobs {
    shop: Shop,
    workers: Vec<(String, JoinHandle<()>)>,
}

impl Drop for Jobs {
    fn drop(&mut self) {
        for (_, task) in &self.workers {
            task.abort();
        }
    }
}

impl Jobs {
    /// Sets workers to work: two for light jobs, one for heavy ones, one for patient ones, and for either
    /// two fewer than there are processors.
    pub fn begin(db: Db, handlers: Handlers, clock: Clock) -> Jobs {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        // One worker leaves patient jobs alone, or who waits at a screen would wait for their minutes.
        let duties = [LIGHT, LIGHT, HEAVY, PATIENT].into_iter();
        let duties = duties.chain(std::iter::repeat_n(EITHER, processors.saturating_sub(2)));
        let (shop, process) = (Shop { db, handlers, clock }, process_name());
        let workers = duties.enumerate().map(|(number, duty)| {
            let (name, shop) = (format!("{process}-{number}"), shop.clone());
            let task = tokio::spawn(worker(shop, duty, name.clone()));
            (name, task)
        });
        let mut workers: Vec<_> = workers.collect();
        workers.push((format!("{process}-forget"), tokio::spawn(forget(shop.clone()))));
        Jobs { shop, workers }
    }

    /// Waits until no job that is due is left.
    pub async fn settled(&self) -> Result<(), Failure> {
        let mut commits = self.shop.db.commits();
        while store::unfinished(&self.shop.db, self.shop.clock.now_ms()).await? > 0 {
            let _ = tokio::time::timeout(LOOK_AGAIN, commits.changed()).await;
        }
        Ok(())
    }

    /// Stops the workers and lets go of what they hold, so that the next start takes it up at once.
    pub async fn end(mut self) -> Result<(), Failure> {
        for (name, task) in std::mem::take(&mut self.workers) {
            task.abort();
            // Aborted is what it shall be.
            let _ = task.await;
            store::let_go(&self.shop.db, &name).await?;
        }
        Ok(())
    }
}

/// A name no other process has, on this machine or another.
fn process_name() -> String {
    let chance = RandomState::new().build_hasher().finish();
    format!("{}-{chance:016x}", std::process::id())
}

/// Does every job that is due, one after the other, in the caller's task; answers how many it
/// began. For commands that end, and for tests.
pub async fn work_off(db: &Db, handlers: &Handlers, clock: &Clock) -> Result<usize, Failure> {
    let shop = Shop { db: db.clone(), handlers: handlers.clone(), clock: clock.clone() };
    let all = [Weight::Light, Weight::Heavy, Weight::Patient].map(|weight| handlers.kinds(weight));
    let (worker, mut begun) = (process_name(), 0);
    while let Some(taken) = take_first(&shop, &all, &worker).await? {
        begun += 1;
        run(&shop, &worker, taken).await?;
    }
    Ok(begun)
}

async fn worker(shop: Shop, duty: &[Weight], name: String) {
    let own: Vec<_> = duty.iter().map(|weight| shop.handlers.kinds(*weight)).collect();
    let mut commits = shop.db.commits();
    loop {
        // Marked before looking: a commit in between is not slept through.
        commits.mark_unchanged();
        let worked = match take_first(&shop, &own, &name).await {
            Ok(Some(taken)) => run(&shop, &name, taken).await,
            Ok(None) => {
                let _ = tokio::time::timeout(LOOK_AGAIN, commits.changed()).await;
                continue;
            }
            Err(failure) => Err(failure),
        };
        if let Err(error) = worked {
            tracing::error!(worker = name, %error, "a job could not be taken or finished");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
}

/// A job of the first of these lists of kinds in which one is due.
async fn take_first(shop: &Shop, lists: &[String], worker: &str) -> Result<Option<Taken>, Failure> {
    for kinds in lists {
        if let Some(taken) = take(shop, kinds, worker).await? {
            return Ok(Some(taken));
        }
    }
    Ok(None)
}

async fn take(shop: &Shop, kinds: &str, worker: &str) -> Result<Option<Taken>, Failure> {
    let now = shop.clock.now_ms();
    if !store::any_due(&shop.db, kinds, now).await? {
        return Ok(None);
    }
    store::take(&shop.db, kinds, worker, now, now + ms(LEASE)).await
}

async fn run(shop: &Shop, worker: &str, taken: Taken) -> Result<(), Failure> {
    let Taken { id, kind, payload, attempt } = taken;
    let result = match shop.handlers.of(&kind) {
        // It was begun too often already and has never come back.
        _ if attempt > MOST_ATTEMPTS => {
            Err(JobError::Never("it ended its process each time".to_owned()))
        }
        None => Err(JobError::Never(format!("nobody does {kind}"))),
        Some(handler) => {
            let db = shop.db.clone();
            let context = JobContext { id, payload, attempt, db, worker: worker.to_owned() };
            // A task of its own: a handler that panics does not take its worker along.
            let run = Arc::clone(&handler.run);
            let task = Ended(tokio::spawn(async move { run(context).await }));
            held(shop, worker, id, task).await
        }
    };
    let now = shop.clock.now_ms();
    let Err(error) = result else { return store::done(&shop.db, id, worker, now).await };
    let again = !matches!(error, JobError::Never(_)) && attempt < MOST_ATTEMPTS;
    let run_at = again.then(|| now + wait_after(attempt));
    let said = told(&error);
    tracing::warn!(job = id.0, kind, attempt, error = said, again, "a job was not done");
    store::failed(&shop.db, id, worker, &said, (now, run_at)).await
}

/// The error with its causes.
fn told(error: &JobError) -> String {
    let (mut text, mut below) = (error.to_string(), std::error::Error::source(error));
    while let Some(cause) = below {
        text = format!("{text}: {cause}");
        below = cause.source();
    }
    text
}

/// A handler's task that ends with its worker.
struct Ended(JoinHandle<Result<(), JobError>>);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Waits for a handler and says meanwhile that it still works.
async fn held(
    shop: &Shop,
    worker: &str,
    id: super::JobId,
    mut task: Ended,
) -> Result<(), JobError> {
    let mut each = tokio::time::interval_at(Instant::now() + HOLD_EACH, HOLD_EACH);
    each.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            ended = &mut task.0 => {
                let broken = |error| JobError::Again(format!("the handler broke off: {error}"));
                return ended.map_err(broken)?;
            }
            _ = each.tick() => {
                let until = shop.clock.now_ms() + ms(LEASE);
                if !store::hold(&shop.db, id, worker, until).await? {
                    return Err(JobError::Again("another worker has taken it over".to_owned()));
                }
            }
        }
    }
}

async fn forget(shop: Shop) {
    loop {
        let now = shop.clock.now_ms();
        if let Err(error) = store::forget_done(&shop.db, now, now - ms(FORGET_AFTER)).await {
            tracing::warn!(%error, "finished jobs are forgotten later");
        }
        tokio::time::sleep(FORGET_EACH).await;
    }
}
