//! Throwing away what nobody came back for. Not for uploads that are waited for.

use super::record::{Record, gone};
use super::{PATIENCE, Uploads};
use std::io;
use std::path::Path;
use std::sync::atomic::Ordering;
use tokio::fs;

const SWEEP_EACH: i64 = 60 * 60 * 1000;

impl Uploads {
    /// Throws away what nobody came back for; answers how many.
    pub async fn sweep(&self) -> io::Result<usize> {
        let now = self.0.library.clock.now_ms();
        let (mut names, mut swept) = (fs::read_dir(&self.0.folder).await?, 0);
        while let Some(entry) = names.next_entry().await? {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(id) = name.strip_suffix(".json") else {
                swept += usize::from(self.sweep_orphan(&entry.path(), now).await?);
                continue;
            };
            let Ok(_held) = self.hold(id) else { continue };
            let record: Option<Record> = fs::read(entry.path())
                .await
                .ok()
                .and_then(|text| serde_json::from_slice(&text).ok());
            if record.is_none_or(|record| record.expires <= now) {
                self.forget(id).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Throws away what a process left that was killed before it had written a record.
    async fn sweep_orphan(&self, path: &Path, now: i64) -> io::Result<bool> {
        if fs::try_exists(path.with_extension("json")).await? {
            return Ok(false);
        }
        // The rest of an upload that was thrown away a moment ago is gone by now.
        let Ok(found) = fs::metadata(path).await else { return Ok(false) };
        let written = found.modified()?;
        let age =
            now - jiff::Timestamp::try_from(written).map_err(io::Error::other)?.as_millisecond();
        if age < PATIENCE {
            return Ok(false);
        }
        gone(fs::remove_file(path).await)?;
        Ok(true)
    }

    pub(super) async fn sweep_sometimes(&self, now: i64) -> io::Result<()> {
        let last = self.0.swept.load(Ordering::SeqCst);
        let mine = now - last >= SWEEP_EACH
            && self.0.swept.compare_exchange(last, now, Ordering::SeqCst, Ordering::SeqCst).is_ok();
        if mine {
            self.sweep().await?;
        }
        Ok(())
    }
}
