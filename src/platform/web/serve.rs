//! The server: connections in, answers out, and an orderly end. Not for what is answered.

use super::print::Delivered;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// Who answers requests.
pub trait Answer: Send + Sync + 'static {
    /// Answers one request from `peer`.
    fn answer(
        &self,
        request: Request<Incoming>,
        peer: SocketAddr,
    ) -> impl Future<Output = Response<Delivered>> + Send;
}

// A reader on a mountain phone may be slow to send; a client that sends nothing is let go.
const HEADERS_WITHIN: Duration = Duration::from_secs(20);
// After the signal, requests under way have this long to end.
const LAST_ANSWERS_WITHIN: Duration = Duration::from_millis(1200);

/// Serves until `ended`, then lets the requests under way finish.
pub async fn serve<A: Answer>(
    listener: TcpListener,
    answer: Arc<A>,
    ended: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN).pipeline_flush(true);
    let mut ended = std::pin::pin!(ended);
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let (stream, peer) = match accepted {
                    Ok(accepted) => accepted,
                    Err(error) => {
                        // Out of file handles, usually: give the open connections time to end.
                        tracing::warn!(%error, "a connection could not be accepted");
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        continue;
                    }
                };
                // Refused only on a connection that is already gone.
                let _ = stream.set_nodelay(true);
                let answer = Arc::clone(&answer);
                let service = service_fn(move |request| {
                    let answer = Arc::clone(&answer);
                    async move { Ok::<_, Infallible>(answer.answer(request, peer).await) }
                });
                let connection = graceful.watch(server.serve_connection(TokioIo::new(stream), service));
                tokio::spawn(async move {
                    // A reader who goes away in the middle is no fault of ours.
                    let _ = connection.await;
                });
            }
            () = &mut ended => break,
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(LAST_ANSWERS_WITHIN, graceful.shutdown()).await;
}
