//! Keeps the promise that what has ended is gone: sessions, links, and above all what is counted of
//! failed tries, even on a day on which nobody signs in. Not for what editors delete.

use super::actions::sweep;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use std::time::Duration;
use tokio::task::JoinHandle;

const EVERY: Duration = Duration::from_mins(30);

/// Sweeps twice an hour until it is dropped.
#[derive(Debug)]
pub struct Sweeping(JoinHandle<()>);

impl Sweeping {
    /// Begins; the first time at once.
    pub fn begin(db: Db, clock: Clock) -> Sweeping {
        Sweeping(tokio::spawn(async move {
            loop {
                if let Err(error) = sweep(&db, clock.now()).await {
                    tracing::warn!(%error, "ended sessions could not be swept away");
                }
                tokio::time::sleep(EVERY).await;
            }
        }))
    }
}

impl Drop for Sweeping {
    fn drop(&mut self) {
        self.0.abort();
    }
}
