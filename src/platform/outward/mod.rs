//! Asking and telling other machines over the web: webhooks, links that may be dead. Not for mail, and
//! never for anything about a reader.

mod client;
mod network;

pub use client::{NoAnswer, NoWayOut, Outward};
pub use network::{Network, is_address};
