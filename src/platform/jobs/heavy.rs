//! Computing without hurry: on a thread of its own that the system lets wait for everybody else.
//! Not for choosing what to compute.

use tokio::sync::oneshot;

/// The thread ended without an answer: the work panicked, or no thread could be had.
#[derive(Debug, thiserror::Error)]
#[error("the computation broke off")]
pub struct Broken;

// Beside a busy thread that answers readers it gets a tenth of a processor (setpriority(2)). Lower
// still, and a picture would never be ready on a server that is always busy.
const NICENESS: i32 = 10;

/// Computes at a low priority, so that readers' answers do not wait for it.
pub async fn unhurried<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Broken> {
    let (sender, answer) = oneshot::channel();
    let begun = std::thread::Builder::new().name("unhurried".to_owned()).spawn(move || {
        // On Linux a priority belongs to a thread. Where it cannot be set the work is still right.
        let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICENESS);
        // Nobody waits any more when the process ends.
        let _ = sender.send(work());
    });
    begun.map_err(|_| Broken)?;
    answer.await.map_err(|_| Broken)
}
