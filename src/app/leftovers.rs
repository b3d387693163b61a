//! What a killed process left half done in the data folder is thrown away by the next one. Not for
//! what is whole: files that were acknowledged stay, and jobs are taken up again.

use crate::media::{WORK_FOLDER, upload::Uploads};
use crate::platform::files::sweep_half;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tokio::task::JoinHandle;

const EACH: Duration = Duration::from_hours(1);
/// A half file nobody has written to for so long belongs to nobody. An import writes beside the
/// server, so the young ones are left alone.
const LEFT_ALONE: Duration = Duration::from_hours(1);

/// Sweeps at the start and each hour, until it is dropped.
pub(super) struct Leftovers(JoinHandle<()>);

impl Leftovers {
    /// Empties the folder films are worked on in, before anybody works there; then begins to sweep.
    pub(super) fn begin(data: &Path, uploads: Uploads) -> io::Result<Leftovers> {
        match std::fs::remove_dir_all(data.join(WORK_FOLDER)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let files = data.join("files");
        Ok(Leftovers(tokio::spawn(async move {
            loop {
                if let Err(error) = sweep(files.clone(), &uploads).await {
                    tracing::warn!(%error, "half files could not be swept away; it is tried again");
                }
                tokio::time::sleep(EACH).await;
            }
        })))
    }
}

async fn sweep(files: PathBuf, uploads: &Uploads) -> io::Result<()> {
    let before = SystemTime::now() - LEFT_ALONE;
    let swept = tokio::task::spawn_blocking(move || sweep_half(&files, before));
    let half = swept.await.map_err(io::Error::other)??;
    let given_up = uploads.sweep().await?;
    if half + given_up > 0 {
        tracing::info!(half, given_up, "half files were swept away");
    }
    Ok(())
}

impl Drop for Leftovers {
    fn drop(&mut self) {
        self.0.abort();
    }
}
