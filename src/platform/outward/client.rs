//! The one way to another machine over the web: its address is looked at before it is connected to,
//! and no answer is waited for longer than asked. Not for what is asked, nor for reading answers.

use super::network::{Network, literal};
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
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

/// Nothing can be sent: this machine trusts no certificates.
#[derive(Debug, thiserror::Error)]
#[error("no machine can be reached over the web: {0}")]
pub struct NoWayOut(#[from] io::Error);

/// Why a machine gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// It lies in a network the operator does not open.
    #[error("the address lies in a network that is not reached from here")]
    Refused,
    /// It did not answer in time.
    #[error("no answer within {} seconds", .0.as_secs())]
    TooLate(Duration),
    /// The connection came to nothing: no such name, no trust, nobody there.
    #[error("{0}")]
    Broken(String),
}

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
            Err(io::Error::new(io::ErrorKind::PermissionDenied, NoAnswer::Refused))
        })
    }
}

/// Asks other machines. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Outward {
    client: Client<HttpsConnector<HttpConnector<Resolver>>, Full<Bytes>>,
    network: Network,
    within: Duration,
}

impl Outward {
    /// A way to the machines of a network, each of which has so long to answer.
    pub fn new(network: Network, within: Duration) -> Result<Outward, NoWayOut> {
        let mut http = HttpConnector::new_with_resolver(Resolver(network));
        http.enforce_http(false);
        http.set_connect_timeout(Some(within));
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()?
            .https_or_http()
            .enable_http1()
            .wrap_connector(http);
        let client =
            Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build(connector);
        Ok(Outward { client, network, within })
    }

    /// Asks once; a redirect is an answer like any other. The body is left where it is.
    pub async fn ask(&self, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, NoAnswer> {
        // A host that is written as an address is connected to without asking the resolver.
        let bare = request.uri().host().and_then(literal);
        if bare.is_some_and(|ip| !self.network.holds(ip)) {
            return Err(NoAnswer::Refused);
        }
        match tokio::time::timeout(self.within, self.client.request(request)).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(NoAnswer::Broken(told(&error))),
            Err(_) => Err(NoAnswer::TooLate(self.within)),
        }
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
