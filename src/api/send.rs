//! Sends what a webhook tells: one request, no redirect, ten seconds, to a machine that may be told.
//! Not for when.

use super::model::{Delivery, Outcome, Webhook, signed};
use crate::platform::outward::{Network, NoWayOut, Outward};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{Request, StatusCode};
use http_body_util::Full;
use std::time::Duration;

const WITHIN: Duration = Duration::from_secs(10);

/// Sends what webhooks tell. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Sender(Outward);

impl Sender {
    /// A sender to the machines of a network.
    pub fn new(network: Network) -> Result<Sender, NoWayOut> {
        Outward::new(network, WITHIN).map(Sender)
    }

    /// Tells a webhook of a change; `at` is the moment in milliseconds that is signed.
    pub async fn send(&self, webhook: &Webhook, delivery: &Delivery, at: i64) -> Outcome {
        let lost = |problem: String| Outcome::Failed { status: None, problem };
        let request = match request(webhook, delivery, at) {
            Ok(request) => request,
            Err(problem) => return lost(problem),
        };
        let status = match self.0.ask(request).await {
            Ok(response) => response.status(),
            Err(no_answer) => return lost(no_answer.to_string()),
        };
        match status {
            StatusCode::GONE => Outcome::NobodyThere,
            status if status.is_success() => Outcome::Arrived(status.as_u16()),
            status => Outcome::Failed {
                status: Some(status.as_u16()),
                problem: format!("answered with {}", status.as_u16()),
            },
        }
    }
}

fn request(
    webhook: &Webhook,
    delivery: &Delivery,
    at: i64,
) -> Result<Request<Full<Bytes>>, String> {
    let signed = signed(webhook, delivery, at).ok_or("the key cannot be read")?;
    let mut request = Request::post(webhook.url.as_str())
        .header(CONTENT_TYPE, "application/json")
        .header(USER_AGENT, concat!("mocban/", env!("CARGO_PKG_VERSION")));
    for (name, value) in signed {
        request = request.header(name, value);
    }
    let body = Full::new(Bytes::from(delivery.body.clone()));
    request.body(body).map_err(|error| error.to_string())
}
