//! Tells webhooks of changes: a follower of the change log notes who is to be told of what, a job
//! each does it and tries again. Not for what is told (`model.rs`), nor for the request (`send.rs`).

use super::actions::{DELIVER, enqueue};
use super::model::{
    Changed, DAY_MS, Delivery, KEPT_MS, MOST_FAILURES, Outcome, Webhook, wait_after,
};
use super::send::Sender;
use super::store::{self, sending};
use crate::editorial::Kinds;
use crate::people::Actor;
use crate::platform::changes::{self, Act, Change, FollowError, Follower};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Failure, Tx};
use crate::platform::jobs::{self, Handled, Handler, JobContext, JobError, NewJob, Weight};
use serde_json::{Value, json};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

const FORGET: &str = "webhook-forget";

/// Follows the change log and notes which webhook is to be told of what.
pub struct Announcer {
    /// The database.
    pub db: Db,
    /// The kinds of entries: a change of any of them is an event `entry.…`.
    pub kinds: Kinds,
    /// The clock.
    pub clock: Clock,
}

/// From where the announcer follows.
pub async fn announced(db: &Db) -> Result<i64, Failure> {
    sending::head(db).await
}

impl Follower for Announcer {
    fn name(&self) -> &'static str {
        "webhooks"
    }

    fn take<'a>(
        &'a self,
        changes: &'a [Change],
    ) -> Pin<Box<dyn Future<Output = Result<(), FollowError>> + Send + 'a>> {
        Box::pin(async move { Ok(self.announce(changes).await?) })
    }
}

impl Announcer {
    async fn announce(&self, changes: &[Change]) -> Result<(), Failure> {
        let Some(newest) = changes.last() else { return Ok(()) };
        // Most portals have no webhook: then nothing is written, and the head stays behind.
        if !sending::any_active(&self.db).await? {
            return Ok(());
        }
        let (webhooks, at) = (store::webhooks(&self.db).await?, self.clock.now_ms());
        let mut tx = self.db.begin().await?;
        let head = sending::hold_head(&mut tx).await?;
        let mut noted = 0;
        for change in changes.iter().filter(|change| change.seq > head) {
            let told = Changed::of(change, |name| self.kinds.named(name).is_some());
            for webhook in webhooks.iter().filter(|webhook| is_told(webhook, change, &told)) {
                let id = sending::new_delivery(&mut tx, webhook.id, change.seq, &told, at).await?;
                if let Some(id) = id {
                    enqueue(&mut tx, id, 0, (at, at)).await?;
                    noted += 1;
                }
            }
        }
        if noted > 0 {
            forget_later(&mut tx, at).await?;
        }
        if newest.seq > head {
            sending::move_head(&mut tx, newest.seq).await?;
        }
        tx.commit().await
    }
}

fn is_told(webhook: &Webhook, change: &Change, changed: &Changed) -> bool {
    webhook.active
        && change.seq > webhook.since
        && webhook.events.iter().any(|pattern| pattern.takes(&changed.event))
}

/// Asks for one sweep of the log of deliveries, when those of today are too old.
async fn forget_later(tx: &mut Tx, at: i64) -> Result<(), Failure> {
    let run_at = (at / DAY_MS + 1) * DAY_MS + KEPT_MS;
    let key = format!("{FORGET}/{}", at / DAY_MS);
    let job = NewJob { kind: FORGET, payload: json!({}), unique_key: Some(&key), at, run_at };
    jobs::enqueue(tx, &job).await?;
    Ok(())
}

/// What jobs of webhooks stand on.
#[derive(Clone)]
struct Desk {
    db: Db,
    clock: Clock,
    sender: Sender,
}

/// Who does the jobs of webhooks.
pub fn handlers(db: &Db, clock: &Clock, sender: &Sender) -> Vec<Handler> {
    let desk = Desk { db: db.clone(), clock: clock.clone(), sender: sender.clone() };
    let forgetful = desk.clone();
    vec![
        Handler {
            kind: DELIVER,
            weight: Weight::Light,
            run: Arc::new(move |context: JobContext| -> Handled {
                let desk = desk.clone();
                Box::pin(async move { desk.deliver(&context.payload).await })
            }),
        },
        Handler {
            kind: FORGET,
            weight: Weight::Light,
            run: Arc::new(move |_| -> Handled {
                let desk = forgetful.clone();
                Box::pin(async move { desk.forget().await })
            }),
        },
    ]
}

impl Desk {
    async fn deliver(&self, payload: &Value) -> Result<(), JobError> {
        let number = |name: &str| payload.get(name).and_then(Value::as_i64);
        let (Some(id), Some(attempts)) = (number("delivery"), number("attempts")) else {
            return Err(JobError::Never("the job names no delivery".to_owned()));
        };
        let Some((webhook, delivery)) = self.due(id, attempts).await? else { return Ok(()) };
        let outcome = self.sender.send(&webhook, &delivery, self.clock.now_ms()).await;
        let mut tx = self.db.begin().await?;
        write_down(&mut tx, &webhook, &delivery, self.clock.now_ms(), outcome).await?;
        Ok(tx.commit().await?)
    }

    /// The delivery of a job with its webhook, unless it was done, given up or begun anew meanwhile.
    async fn due(&self, id: i64, attempts: i64) -> Result<Option<(Webhook, Delivery)>, Failure> {
        let mut tx = self.db.begin().await?;
        let delivery = store::delivery(&mut tx, id).await?.filter(|delivery| {
            delivery.done_at.is_none()
                && delivery.given_up_at.is_none()
                && delivery.attempts == attempts
        });
        let Some(delivery) = delivery else { return Ok(None) };
        let webhook = store::webhook(&mut tx, delivery.webhook).await?;
        Ok(webhook.filter(|webhook| webhook.active).map(|webhook| (webhook, delivery)))
    }

    async fn forget(&self) -> Result<(), JobError> {
        let mut tx = self.db.begin().await?;
        sending::forget(&mut tx, self.clock.now_ms() - KEPT_MS).await?;
        Ok(tx.commit().await?)
    }
}

/// Writes down what became of a try, asks for the next one, and stops a webhook that no longer
/// takes anything.
async fn write_down(
    tx: &mut Tx,
    webhook: &Webhook,
    delivery: &Delivery,
    at: i64,
    outcome: Outcome,
) -> Result<(), Failure> {
    let (status, problem) = match outcome {
        Outcome::Arrived(status) => {
            return sending::arrived(tx, delivery.id, webhook.id, at, i64::from(status)).await;
        }
        Outcome::Failed { status, problem } => (status, problem),
        Outcome::NobodyThere => {
            let failure = sending::Failure {
                at,
                status: Some(410),
                problem: "answered with 410: nobody listens there any more",
                next_at: None,
            };
            sending::failed(tx, delivery.id, webhook.id, &failure).await?;
            return stop(tx, webhook, at, failure.problem).await;
        }
    };
    let attempts = delivery.attempts + 1;
    let next_at = wait_after(attempts).map(|wait| at + wait);
    let failure =
        sending::Failure { at, status: status.map(i64::from), problem: &problem, next_at };
    let (failures, since) = sending::failed(tx, delivery.id, webhook.id, &failure).await?;
    match next_at {
        Some(_) if failures >= MOST_FAILURES && at - since >= DAY_MS => {
            stop(tx, webhook, at, &problem).await
        }
        Some(next_at) => enqueue(tx, delivery.id, attempts, (at, next_at)).await,
        None => stop(tx, webhook, at, &problem).await,
    }
}

async fn stop(tx: &mut Tx, webhook: &Webhook, at: i64, why: &str) -> Result<(), Failure> {
    sending::stop(tx, webhook.id, at, why).await?;
    let subject = format!("webhook/{}", webhook.id.0);
    let act = Act {
        at,
        actor: &Actor::Scheduler.name(),
        verb: "stop",
        subject: &subject,
        detail: json!({ "webhook": webhook.id.0 }),
        touches: Vec::new(),
    };
    changes::append(tx, act).await?;
    Ok(())
}
