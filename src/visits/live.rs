//! The six figures as server-sent events (HTML Living Standard, 9.2), for pages that are open: sent when
//! they have moved, at most every few seconds. Nobody is known by it and no view comes of it; a page
//! without script shows what was printed.

use super::counters::Visits;
use crate::platform::web::{Figure, Figures};
use crate::portal::Portal;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderName, StatusCode};
use http_body::{Body as HttpBody, Frame};
use serde_json::json;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{Interval, MissedTickBehavior, interval};

/// So many pages are told at once; the others keep what was printed and are turned away for good.
const MOST: usize = 1_000;
/// How often the figures are looked at.
const LOOKS: Duration = Duration::from_secs(1);
/// At least so many looks lie between two events.
const AT_LEAST: u32 = 3;
/// After so many looks without an event a line is sent to learn whether anybody still listens.
const SILENT: u32 = 30;

/// The pages that are told.
#[derive(Debug)]
pub struct Listeners {
    places: Arc<Semaphore>,
    ended: watch::Sender<bool>,
}

impl Default for Listeners {
    fn default() -> Listeners {
        Listeners { places: Arc::new(Semaphore::new(MOST)), ended: watch::Sender::new(false) }
    }
}

impl Listeners {
    /// Resolves when the server ends.
    fn end(&self) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let mut ended = self.ended.subscribe();
        Box::pin(async move {
            // Without a sender there is nobody left who could tell anything.
            let _ = ended.wait_for(|ended| *ended).await;
        })
    }
}

impl Visits {
    /// Lets all who listen go, because the server ends.
    pub fn end_listening(&self) {
        self.listeners.ended.send_replace(true);
    }

    fn six(&self) -> [u64; 6] {
        NAMES.map(|(_, figure)| self.figure(figure))
    }
}

const NAMES: [(&str, Figure); 6] = [
    ("online", Figure::Online),
    ("today", Figure::Today),
    ("week", Figure::Week),
    ("month", Figure::Month),
    ("year", Figure::Year),
    ("total", Figure::Total),
];

/// Tells a page the figures for as long as it listens. 204 ends a browser's asking: every place is taken.
pub async fn live(State(portal): State<Portal>) -> Response {
    let visits = Arc::clone(&portal.visits);
    let Ok(place) = Arc::clone(&visits.listeners.places).try_acquire_owned() else {
        return StatusCode::NO_CONTENT.into_response();
    };
    let mut looks = interval(LOOKS);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let end = visits.listeners.end();
    let stream = Stream { visits, looks, end, told: None, since: 0, _place: place };
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store"),
        // nginx would otherwise keep events back until its buffer is full.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::new(stream)).into_response()
}

/// The figures of one page that listens.
struct Stream {
    visits: Arc<Visits>,
    looks: Interval,
    end: Pin<Box<dyn Future<Output = ()> + Send>>,
    told: Option<[u64; 6]>,
    /// Looks since something was sent.
    since: u32,
    _place: OwnedSemaphorePermit,
}

impl Stream {
    /// What is sent now.
    fn next(&mut self) -> Option<Bytes> {
        let now = self.visits.six();
        let moved = self.told.is_none_or(|told| told != now);
        if moved && (self.told.is_none() || self.since >= AT_LEAST) {
            (self.told, self.since) = (Some(now), 0);
            return Some(event(now));
        }
        if self.since >= SILENT {
            self.since = 0;
            return Some(Bytes::from_static(b":\n\n"));
        }
        None
    }
}

fn event(figures: [u64; 6]) -> Bytes {
    let named =
        NAMES.iter().zip(figures).map(|((name, _), figure)| ((*name).to_owned(), json!(figure)));
    let data: serde_json::Map<String, serde_json::Value> = named.collect();
    let data = serde_json::Value::Object(data);
    // A browser that lost its connection waits a minute: a restarted server is not stormed.
    format!("retry: 60000\ndata: {data}\n\n").into()
}

impl HttpBody for Stream {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.end.as_mut().poll(context).is_ready() {
            return Poll::Ready(None);
        }
        loop {
            ready!(self.looks.poll_tick(context));
            self.since = self.since.saturating_add(1);
            if let Some(bytes) = self.next() {
                return Poll::Ready(Some(Ok(Frame::data(bytes))));
            }
        }
    }
}
