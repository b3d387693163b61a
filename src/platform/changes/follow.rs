//! Followers read the change log in order and catch up after sleep. Not for work inside the act:
//! what must be true with the act belongs into its transaction.

use super::{Change, after};
use crate::platform::db::{Db, Failure};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A follower could not take a change; it will be offered again.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
    /// What the follower keeps could not be changed.
    #[error("{0}")]
    Keeping(String),
}

/// Someone who keeps something true by reading the change log.
pub trait Follower: Send + Sync + 'static {
    /// A name for the operator's log.
    fn name(&self) -> &'static str;
    /// Takes changes in order. Taking the same change twice must do no harm.
    fn take<'a>(
        &'a self,
        changes: &'a [Change],
    ) -> Pin<Box<dyn Future<Output = Result<(), FollowError>> + Send + 'a>>;
}

/// A follower at work.
#[derive(Debug)]
pub struct Following {
    taken: watch::Receiver<i64>,
    task: JoinHandle<()>,
}

impl Following {
    /// Waits until the follower has taken the change at `seq`.
    pub async fn caught_up(&self, seq: i64) {
        let mut taken = self.taken.clone();
        // An error means the follower has stopped with the program: nothing left to wait for.
        let _ = taken.wait_for(|taken| *taken >= seq).await;
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.task.abort();
    }
}

// Another process may write without waking this one (an import beside a running server).
const LOOK_AGAIN: Duration = Duration::from_millis(500);
const AT_ONCE: i64 = 500;

/// Sets a follower to work behind the change at `seq`.
pub fn follow(db: Db, follower: Arc<dyn Follower>, seq: i64) -> Following {
    let (sender, taken) = watch::channel(seq);
    let task = tokio::spawn(async move {
        let mut commits = db.commits();
        loop {
            if let Err(error) = catch_up(&db, follower.as_ref(), &sender).await {
                tracing::error!(follower = follower.name(), %error, "a follower could not take a change");
                tokio::time::sleep(LOOK_AGAIN).await;
            }
            let _ = tokio::time::timeout(LOOK_AGAIN, commits.changed()).await;
        }
    });
    Following { taken, task }
}

async fn catch_up(
    db: &Db,
    follower: &dyn Follower,
    taken: &watch::Sender<i64>,
) -> Result<(), FollowError> {
    loop {
        let seq = *taken.borrow();
        let changes = after(db, seq, AT_ONCE).await?;
        let Some(newest) = changes.last().map(|change| change.seq) else { return Ok(()) };
        follower.take(&changes).await?;
        taken.send_replace(newest);
    }
}
