//! Sends what a webhook tells: one request, no redirect, ten seconds, to a machine that may be told.
//! Not for when.

use super::address::{Network, literal};
use super::model::{Delivery, Outcome, Webhook, signed};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{Request, StatusCode, Uri};
use http_body_util::Full;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::TokioExecutor;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

const WITHIN: Duration = Duration::from_secs(10);

/// Nothing can be sent: this machine trusts no certificates.
#[derive(Debug, thiserror::Error)]
#[error("webhooks cannot be sent: {0}")]
pub struct NoSender(#[from] io::Error);

/// Finds the machine behind a name and looks at its address before it is connected to: between the
/// look and the connection nobody can put another one in its place.
#[derive(Clone, Copy, Debug)]
struct Resolver(Network);

type Found = std::vec::IntoIter<SocketAddr>;

impl tower::Service<Name> for Resolver {
    type Response = Found;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Found>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let network = self.0;
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            // One address inside is enough to refuse: it may be the one that is connected to.
            if found.iter().all(|address| network.holds(address.ip())) {
                return Ok(found.into_iter());
            }
            Err(io::Error::new(io::ErrorKind::PermissionDenied, REFUSED))
        })
    }
}

const REFUSED: &str = "the address lies in a network that webhooks do not reach";

/// Sends what webhooks tell. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Sender {
    client: Client<HttpsConnector<HttpConnector<Resolver>>, Full<Bytes>>,
    network: Network,
}

impl Sender {
    /// A sender to the machines of a network.
    pub fn new(network: Network) -> Result<Sender, NoSender> {
        let mut http = HttpConnector::new_with_resolver(Resolver(network));
        http.enforce_http(false);
        http.set_connect_timeout(Some(WITHIN));
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()?
            .https_or_http()
            .enable_http1()
            .wrap_connector(http);
        let client =
            Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build(connector);
        Ok(Sender { client, network })
    }

    /// Tells a webhook of a change; `at` is the moment in milliseconds that is signed.
    pub async fn send(&self, webhook: &Webhook, delivery: &Delivery, at: i64) -> Outcome {
        let lost = |problem: String| Outcome::Failed { status: None, problem };
        let request = match self.request(webhook, delivery, at) {
            Ok(request) => request,
            Err(problem) => return lost(problem),
        };
        let status = match tokio::time::timeout(WITHIN, self.client.request(request)).await {
            Ok(Ok(response)) => response.status(),
            Ok(Err(error)) => return lost(told(&error)),
            Err(_) => return lost("no answer within ten seconds".to_owned()),
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

    fn request(
        &self,
        webhook: &Webhook,
        delivery: &Delivery,
        at: i64,
    ) -> Result<Request<Full<Bytes>>, String> {
        let uri: Uri = webhook.url.parse().map_err(|_| "the address cannot be read".to_owned())?;
        // A host that is written as an address is connected to without asking the resolver.
        let refused = uri.host().and_then(literal).is_some_and(|ip| !self.network.holds(ip));
        if refused {
            return Err(REFUSED.to_owned());
        }
        let signed = signed(webhook, delivery, at).ok_or("the key cannot be read")?;
        let mut request = Request::post(uri)
            .header(CONTENT_TYPE, "application/json")
            .header(USER_AGENT, concat!("mocban/", env!("CARGO_PKG_VERSION")));
        for (name, value) in signed {
            request = request.header(name, value);
        }
        let body = Full::new(Bytes::from(delivery.body.clone()));
        request.body(body).map_err(|error| error.to_string())
    }
}

/// An error with its causes.
fn told(error: &dyn std::error::Error) -> String {
    let (mut text, mut below) = (error.to_string(), error.source());
    while let Some(cause) = below {
        text = format!("{text}: {cause}");
        below = cause.source();
    }
    text
}
