//! Waking the followers of other nodes: PostgreSQL tells every node of a commit (`LISTEN`/`NOTIFY`).
//! Not for what was committed: that is in the change log. SQLite has one node and needs none.

use sqlx::postgres::PgListener;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The channel of this program within a database.
pub(super) const CHANNEL: &str = "mocban_commit";

/// The statement with which a transaction announces its commit.
pub(super) const ANNOUNCE: &str = "notify mocban_commit";

const TRY_AGAIN: Duration = Duration::from_secs(5);

/// Hears other nodes until it is dropped.
#[derive(Debug)]
pub(super) struct Hearing(JoinHandle<()>);

impl Drop for Hearing {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Passes on what other nodes announce. While the connection is down followers still look by
/// themselves twice a second.
pub(super) fn pass_on(url: String, commits: watch::Sender<()>) -> Hearing {
    Hearing(tokio::spawn(async move {
        loop {
            if let Err(error) = listen(&url, &commits).await {
                tracing::warn!(%error, "commits of other nodes are heard late");
            }
            tokio::time::sleep(TRY_AGAIN).await;
        }
    }))
}

async fn listen(url: &str, commits: &watch::Sender<()>) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect(url).await?;
    listener.listen(CHANNEL).await?;
    loop {
        listener.recv().await?;
        commits.send_replace(());
    }
}
