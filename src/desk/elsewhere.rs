//! The guard against requests that another site makes with an editor's cookie, and the page that says
//! so. Not for who is signed in: that is `session.rs`.

use super::frame::{View, plain, with_status};
use super::session::place_at_desk;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::body::Body;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{HOST, ORIGIN};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use serde::Serialize;

#[derive(Serialize)]
struct ElsewherePage {
    back: String,
}

/// Refuses what another site makes an editor's browser send: every method that changes something
/// must come from a page of ours. Browsers say so in `Sec-Fetch-Site`; over plain HTTP they leave it
/// out, but always send `Origin` with such a request.
pub async fn same_site_only(
    State(portal): State<Portal>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || from_our_pages(request.headers(), &portal.origin) {
        return next.run(request).await;
    }
    page(&portal).unwrap_or_else(Fault::into_response)
}

/// The way back is the desk's first page: where the other site wanted to send is not repeated.
fn page(portal: &Portal) -> Result<Response, Fault> {
    let language = portal.addresses.default_language();
    let view = View {
        template: "desk/elsewhere.html",
        title: portal.say(language, "desk-elsewhere-title"),
        current: "",
        own: ElsewherePage { back: format!("{}{}", portal.origin, place_at_desk(None)) },
    };
    Ok(with_status(plain(portal, language, view)?, StatusCode::FORBIDDEN))
}

fn from_our_pages(headers: &HeaderMap, origin: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(from) = text(ORIGIN) else { return false };
    let host = from.split_once("://").map(|(_, host)| host);
    from == origin || host.is_some() && host == text(HOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_pages_may_send_something() {
        let origin = "https://portal.example.gov.vn";
        let ours = |pairs: &[_]| from_our_pages(&headers(pairs), origin);
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("origin", origin), ("host", "127.0.0.1:8080")]));
        assert!(ours(&[("origin", "http://10.0.0.5:8080"), ("host", "10.0.0.5:8080")]));
        assert!(!ours(&[("sec-fetch-site", "same-site"), ("origin", origin)]));
        assert!(!ours(&[("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[("origin", "null"), ("host", "portal.example.gov.vn")]));
        assert!(!ours(&[("origin", "https://elsewhere.example"), ("host", "a.example")]));
        assert!(!ours(&[("host", "portal.example.gov.vn")]));
    }
}
