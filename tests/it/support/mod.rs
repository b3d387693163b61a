//! What the tests stand on: a portal in process, its answers read as a person sees them, both
//! engines, a real server, the project's own source. Not for any test.

mod answer;
mod articles;
mod carved;
pub mod crawl;
mod desk;
pub mod folder;
pub mod html;
pub mod mmdb;
mod portal;
mod postgres;
pub mod readers;
pub mod server;
pub mod source;
pub mod tus;
pub mod wire;

pub use answer::Answer;
pub use articles::vi;
pub use desk::{DeskClient, PASSWORD};
pub use portal::{AGENT, ORIGIN, TestPortal, at, import, imported};
pub use postgres::Postgres;

use std::future::Future;

/// Runs a test that waits.
pub fn wait<T>(test: impl Future<Output = T>) -> T {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    // On a thread of the runtime's own, as a server does it: futures of a whole test are large.
    runtime.expect("a runtime").block_on(Box::pin(test))
}
