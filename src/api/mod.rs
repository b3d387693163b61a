//! The API: everything the desk can do, for programs with a token, over `/api`. It calls the same
//! verbs as the desk and adds none of its own but those of webhooks. Not for readers: they have
//! pages, feeds and `/api/visits`.

mod access;
mod act;
mod actions;
mod agencies;
mod agenda;
mod copies;
mod deliver;
mod document;
mod entries;
mod filters;
mod inputs;
mod jobs;
mod kinds;
mod limits;
mod links;
mod log;
mod media;
mod media_view;
mod model;
mod moments;
mod people;
mod places;
mod problem;
mod programmes;
mod rankings;
mod refusals;
mod reply;
mod search;
mod send;
mod sign_in;
mod site;
mod store;
mod tokens;
mod uploads;
mod visits;
mod webhooks;

pub use crate::platform::outward::Network;
pub use actions::{
    Refusal, change_webhook, make_webhook, remove_webhook, retry_delivery, rotate_secret,
};
pub use deliver::{Announcer, announced, handlers};
pub use model::{Changed, Delivery, Outcome, Pattern, Webhook, WebhookId, Wished, events};
pub use send::Sender;
pub use store::{deliveries, delivery, webhook, webhooks};

use crate::portal::Portal;
use access::{Gate, guard};
use axum::Router;
use axum::middleware::from_fn_with_state;
use problem::{Problem, Why};
use std::sync::Arc;

/// Every address of the API but `/api/visits`, which is for readers' pages.
pub fn routes(portal: &Portal) -> Router<Portal> {
    let gate = Arc::new(Gate::new(portal.clone()));
    // A nested router does not see the bare `/api/`.
    let bare = Router::new()
        .route("/api/", axum::routing::any(nothing))
        .layer(from_fn_with_state(Arc::clone(&gate), guard));
    let inside = Router::new()
        .merge(document::routes())
        .merge(entries::routes())
        .merge(kinds::routes())
        .merge(search::routes())
        .merge(site::routes())
        .merge(agencies::routes())
        .merge(places::routes())
        .merge(agenda::routes())
        .merge(filters::routes())
        .merge(links::routes())
        .merge(log::routes())
        .merge(jobs::routes())
        .merge(media::routes())
        .merge(people::routes())
        .merge(programmes::routes())
        .merge(rankings::routes())
        .merge(sign_in::routes())
        .merge(tokens::routes())
        .merge(visits::routes())
        .merge(webhooks::routes())
        .fallback(nothing)
        .method_not_allowed_fallback(no_method)
        .layer(from_fn_with_state(Arc::clone(&gate), guard));
    Router::new().nest("/api", inside).merge(bare).merge(uploads::routes(portal, gate))
}

async fn nothing() -> Problem {
    Problem::new(Why::NoSuch)
}

async fn no_method() -> Problem {
    Problem::new(Why::NoMethod)
}
