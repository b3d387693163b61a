//! Printing: a carved page becomes an answer to one reader. Here the figures are written, the
//! validators compared, and the view is handed over when the page's last byte is.

use super::carve::{Carved, Packing, SLOT_WIDTH};
use super::page::CountAs;
use axum::body::Body as AxumBody;
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};

/// A live figure a page can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Visitors with a view in the last five minutes.
    Online,
    /// Views since midnight.
    Today,
    /// Views since Monday.
    Week,
    /// Views since the first of the month.
    Month,
    /// Views since the first of January.
    Year,
    /// Views since the portal opened.
    Total,
    /// Views of the page's own entry.
    Views,
}

impl Figure {
    const NAMES: [(Figure, &str); 7] = [
        (Figure::Online, "online"),
        (Figure::Today, "today"),
        (Figure::Week, "week"),
        (Figure::Month, "month"),
        (Figure::Year, "year"),
        (Figure::Total, "total"),
        (Figure::Views, "views"),
    ];

    /// The name templates use.
    pub fn name(self) -> &'static str {
        Figure::NAMES.iter().find(|(figure, _)| *figure == self).map_or("", |(_, name)| name)
    }

    /// The figure of a name.
    pub fn named(name: &str) -> Option<Figure> {
        Figure::NAMES.iter().find(|(_, known)| *known == name).map(|(figure, _)| *figure)
    }
}

/// Who knows the site's figures and counts views.
pub trait Figures: Send + Sync + 'static {
    /// The value of one of the site's figures.
    fn figure(&self, figure: Figure) -> u64;
    /// What is noted of a reader, or `None` when this client is not counted; that is noted at once.
    fn reader(&self, asked: Asked<'_>) -> Option<Marks>;
    /// Hands a completed view to the ledger.
    fn view(&self, count: CountAs, marks: Marks);
    /// Notes that a client asked for what browsers ask for beside pages: style, a picture, whether
    /// its copy of a page is still good.
    fn browsed(&self, asked: Asked<'_>);
}

/// What is known of a request when it may be counted.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Where it came from.
    pub address: IpAddr,
    /// Its headers.
    pub headers: &'a HeaderMap,
    /// What follows the question mark of its address.
    pub query: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// What is known of `request` from `address`.
    pub fn of<B>(request: &'a Request<B>, address: IpAddr) -> Asked<'a> {
        Asked { address, headers: request.headers(), query: request.uri().query() }
    }
}

/// What was noted of a reader, on its way to the ledger. Printing only carries it; what the bytes
/// mean is known to whoever counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks(pub [u8; 24]);

/// What carved pages are printed with.
#[derive(Clone)]
pub struct Printed {
    /// The figures of this site.
    pub figures: Arc<dyn Figures>,
}

const SECURITY: [(HeaderName, HeaderValue); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=()"),
    ),
];

/// Adds the headers that every answer of a portal carries.
pub fn secure(headers: &mut HeaderMap) {
    for (name, value) in SECURITY {
        headers.insert(name, value);
    }
}

impl Printed {
    /// Prints `carved` as the answer to `request` from `address`.
    pub fn print<B>(
        &self,
        carved: &Carved,
        request: &Request<B>,
        address: IpAddr,
    ) -> Response<Delivered> {
        let packing = packing(request.headers());
        let page = &carved.page;
        let separator = u8::try_from(page.separator).unwrap_or(b' ');
        let (text, checksum) = carved.print(packing, |figure, hole| {
            let value = match (figure, &page.views) {
                (super::Figure::Views, Some(views)) => views.load(Ordering::Relaxed),
                (figure, _) => self.figures.figure(figure),
            };
            write_figure(value, separator, hole);
        });
        let tag = entity_tag(carved.stem, checksum, packing);
        let mut response = Response::new(Delivered::empty());
        *response.status_mut() = page.status;
        describe(response.headers_mut(), page.content_type, packing, &tag);
        if page.status == StatusCode::OK && holds(request.headers(), &tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            self.figures.browsed(Asked::of(request, address));
            return response;
        }
        if request.method() == Method::HEAD {
            response.headers_mut().insert(header::CONTENT_LENGTH, text.len().into());
            return response;
        }
        let view = page.count.and_then(|count| self.owed(count, Asked::of(request, address)));
        *response.body_mut() = Delivered::Printed(PrintedBody { text: Some(text), view });
        response
    }

    fn owed(&self, count: CountAs, asked: Asked<'_>) -> Option<Owed> {
        let marks = self.figures.reader(asked)?;
        Some(Owed { figures: Arc::clone(&self.figures), count, marks })
    }
}

fn packing(headers: &HeaderMap) -> Packing {
    let takes_gzip = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|list| {
            list.split(',').map(str::trim).any(|offer| match offer.split_once(";q=") {
                None => offer == "gzip" || offer == "*",
                Some((name, weight)) => {
                    name.trim() == "gzip" && weight.trim().parse().is_ok_and(|q: f32| q > 0.0)
                }
            })
        });
    if takes_gzip { Packing::Gzip } else { Packing::Plain }
}

fn describe(
    headers: &mut HeaderMap,
    content_type: &'static str,
    packing: Packing,
    tag: &HeaderValue,
) {
    headers.reserve(12);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if packing == Packing::Gzip {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    // Shown figures are live: a copy may be kept but is asked about before it is shown again.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::ETAG, tag.clone());
    secure(headers);
}

fn entity_tag(stem: u32, checksum: u32, packing: Packing) -> HeaderValue {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut tag = [b'"'; 19];
    let digits = (u64::from(stem) << 32) | u64::from(checksum);
    for (place, byte) in tag.iter_mut().skip(1).take(16).enumerate() {
        let digit = (digits >> (60 - 4 * place)) & 0xf;
        *byte = HEX.get(usize::try_from(digit).unwrap_or(0)).copied().unwrap_or(b'0');
    }
    if let Some(byte) = tag.get_mut(17) {
        *byte = if packing == Packing::Gzip { b'g' } else { b'p' };
    }
    HeaderValue::from_bytes(&tag).unwrap_or(HeaderValue::from_static("\"\""))
}

fn holds(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    headers.get(header::IF_NONE_MATCH).is_some_and(|held| {
        held.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii).any(|held| {
            // The comparison is weak (RFC 9110 13.1.2): a proxy may have marked our tag `W/`.
            held == b"*" || held.strip_prefix(b"W/").unwrap_or(held) == tag.as_bytes()
        })
    })
}

/// Writes a figure right-aligned with its group signs, without allocating.
fn write_figure(mut value: u64, separator: u8, hole: &mut [u8; SLOT_WIDTH]) {
    for (place, byte) in hole.iter_mut().rev().enumerate() {
        if place > 0 && value == 0 {
            break;
        }
        if place % 4 == 3 {
            *byte = separator;
        } else {
            *byte = b'0' + u8::try_from(value % 10).unwrap_or(0);
            value /= 10;
        }
    }
}

/// A view that is owed to the ledger once the page has been handed over.
struct Owed {
    figures: Arc<dyn Figures>,
    count: CountAs,
    marks: Marks,
}

/// The body of a printed page: one frame. Its view is written when the frame is taken, so a
/// reader never holds a whole page that was not counted.
pub struct PrintedBody {
    text: Option<Bytes>,
    view: Option<Owed>,
}

/// A body on its way to a reader.
pub enum Delivered {
    /// A carved page.
    Printed(PrintedBody),
    /// Anything else: files, feeds of events, redirects.
    Other(AxumBody),
}

impl Delivered {
    /// No body.
    pub fn empty() -> Delivered {
        Delivered::Printed(PrintedBody { text: None, view: None })
    }
}

impl Body for Delivered {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match self.get_mut() {
            Delivered::Other(body) => Pin::new(body).poll_frame(context),
            Delivered::Printed(body) => {
                if let Some(owed) = body.view.take() {
                    owed.figures.view(owed.count, owed.marks);
                }
                Poll::Ready(body.text.take().map(|text| Ok(Frame::data(text))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Delivered::Other(body) => body.is_end_stream(),
            Delivered::Printed(body) => body.text.is_none(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Delivered::Other(body) => body.size_hint(),
            Delivered::Printed(body) => {
                SizeHint::with_exact(body.text.as_ref().map_or(0, |text| text.len() as u64))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_written_right_aligned_and_grouped() {
        let cases = [
            (0, "              0"),
            (37, "             37"),
            (1284, "          1.284"),
            (1_161_603, "      1.161.603"),
            (999_999_999_999, "999.999.999.999"),
        ];
        for (value, written) in cases {
            let mut hole = [b' '; SLOT_WIDTH];
            write_figure(value, b'.', &mut hole);
            assert_eq!(std::str::from_utf8(&hole), Ok(written));
        }
    }

    #[test]
    fn a_browser_is_given_gzip_and_a_client_that_refuses_it_is_not() {
        let cases = [
            ("gzip, deflate, br, zstd", Packing::Gzip),
            ("br, gzip;q=0", Packing::Plain),
            ("gzip;q=0.5", Packing::Gzip),
            ("identity", Packing::Plain),
        ];
        for (offer, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(offer));
            assert_eq!(packing(&headers), expected, "{offer}");
        }
    }
}
