//! What the API keeps of its own: answers under their idempotency keys, webhooks and their
//! deliveries; and the list of jobs. Not for what it shows of other slices.

pub mod jobs;
pub mod once;
pub mod sending;
mod webhooks;

pub use webhooks::{
    change, deliveries, delivery, insert, remove, retry, rotate, webhook, webhooks,
};
