//! The data folder of a portal with the demo site, made once for a build of the tests and copied by
//! each test that needs it: importing takes longer than most tests do.

use super::{TestPortal, folder};
use mocban::{args, sql};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A copy of the data folder.
pub async fn copy() -> TempDir {
    let made = carved().await;
    let copy = folder::new();
    for (name, bytes) in folder::files(&made) {
        let path = copy.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, bytes).expect("a file is copied");
    }
    copy
}

/// The data folder of this build and this demo; whoever comes first makes it, the others wait.
async fn carved() -> PathBuf {
    let shared = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(shared).expect("the folder of temporary things");
    let lock = File::create(shared.join("carved.lock")).expect("a lock");
    lock.lock().expect("the lock is free sooner or later");
    let made = shared.join(format!("carved-{}", key()));
    if !made.exists() {
        forget_others(shared);
        let portal = TestPortal::with(&folder::demo(), None).await;
        forget_jobs(&portal).await;
        let data = portal.ended().await;
        let half = shared.join("carving");
        // Left by a run that was killed in the middle.
        let _ = fs::remove_dir_all(&half);
        for (name, bytes) in folder::files(data.path()) {
            let path = half.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
            fs::write(path, bytes).expect("a file is written");
        }
        fs::rename(&half, &made).expect("it takes its place whole");
    }
    made
}

/// What the data folder depends on: this program and the demo.
fn key() -> String {
    let program = std::env::current_exe().and_then(fs::metadata).expect("this program");
    let mut hasher = Sha256::new();
    hasher.update(format!("{:?} {}", program.modified().expect("a time"), program.len()));
    for (name, bytes) in folder::files(&folder::demo()) {
        hasher.update(name);
        hasher.update(bytes);
    }
    mocban::platform::files::hex(&hasher.finalize())
}

/// What is to be made of the demo's photographs and film takes longer than most tests: those that are
/// about it import a site of their own.
async fn forget_jobs(portal: &TestPortal) {
    let mut tx = portal.app.portal.db.begin().await.expect("a transaction");
    tx.run(sql!("delete from job"), args![]).await.expect("the jobs are forgotten");
    tx.commit().await.expect("it is committed");
}

fn forget_others(shared: &Path) {
    for entry in fs::read_dir(shared).expect("the folder can be read").flatten() {
        if entry.file_name().to_string_lossy().starts_with("carved-") {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
