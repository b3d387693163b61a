//! The site's table of contents: which address is answered by whom, in each language's words; and
//! the front door, where a carved page is printed before any route is looked at.

use crate::action_programme::{self as programme, rankings};
use crate::platform::i18n::Language;
use crate::platform::web::{
    Answer, Asked, Delivered, Fault, Page, Peer, Printed, Uncarved, assets, secure,
};
use crate::portal::Portal;
use crate::site::{self, RedirectKind};
use crate::{
    agency, corrections, document, factcheck, festival, gallery, home, media, news, page, search,
    video, visits,
};
use axum::Extension;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::header::{ALLOW, CACHE_CONTROL, LOCATION};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Uri};
use hyper::body::Incoming;
use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use tower::ServiceExt;

/// Every route of the readers' side.
pub fn routes(portal: &Portal) -> Router {
    let default = portal.addresses.default_language();
    let mut router = Router::new()
        .route("/", get(home::front).layer(Extension(default)))
        .route("/healthz", get(healthz))
        .route("/robots.txt", get(home::robots))
        .route("/sitemap.xml", get(home::sitemap))
        .route("/api/visits", get(visits::api).fallback(only_read))
        .route("/api/visits/live", get(visits::live).fallback(only_read))
        .route("/assets/{name}", get(asset))
        .route("/files/{key}/{name}", get(file));
    router = router.merge(crate::desk::routes(portal)).merge(crate::api::routes(portal));
    // A language of the site without words of the program speaks the default language around its
    // content; a language added to the settings is routed from the next start on.
    let known = portal.known();
    let spoken = portal.words.languages().chain(known.site.languages.iter().copied());
    for language in spoken.collect::<BTreeSet<Language>>() {
        router = router.merge(in_language(portal, language));
    }
    router.fallback(nothing).method_not_allowed_fallback(nothing).with_state(portal.clone())
}

fn in_language(portal: &Portal, language: Language) -> Router<Portal> {
    let at = |name: &str| portal.addresses.list(language, name);
    let word = |name: &str| portal.addresses.word(language, name);
    let (news, section, tag) = (at("news"), word("section"), word("tag"));
    let (festivals, albums, videos) = (at("festival"), at("gallery"), at("video"));
    let documents = at("document");
    Router::new()
        .route(&format!("/{language}"), get(home::front))
        .route(&news, get(news::list))
        .route(&format!("{news}/feed.atom"), get(news::atom))
        .route(&format!("{news}/feed.rss"), get(news::rss))
        .route(&format!("{news}/{section}/{{slug}}"), get(news::section))
        .route(&format!("{news}/{section}/{{slug}}/feed.atom"), get(news::atom))
        .route(&format!("{news}/{section}/{{slug}}/feed.rss"), get(news::rss))
        .route(&format!("{news}/{tag}/{{slug}}"), get(news::tag))
        .route(&format!("{news}/{}/{{year}}", word("year")), get(news::year))
        .route(&format!("{news}/{{slug}}"), get(news::show))
        .route(&format!("{news}/{{slug}}/{}", word("print")), get(news::print))
        .route(&festivals, get(festival::list))
        .route(&format!("{festivals}/{}", word("calendar")), get(festival::calendar_of_all))
        .route(&format!("{festivals}/{{slug}}"), get(festival::show))
        .route(&format!("{festivals}/{{slug}}/{}", word("days")), get(festival::days))
        .route(&format!("{festivals}/{{slug}}/{}", word("calendar")), get(festival::calendar))
        .route(&at("organisers"), get(festival::organisers))
        .route(&at("agencies"), get(agency::list))
        .route(&format!("{}/{{key}}", at("agencies")), get(agency::show))
        .route(&albums, get(gallery::list))
        .route(&format!("{albums}/{{slug}}"), get(gallery::show))
        .route(&format!("{albums}/{{slug}}/{{number}}"), get(gallery::viewer))
        .route(&videos, get(video::list))
        .route(&format!("{videos}/{{slug}}"), get(video::show))
        .route(&documents, get(document::list))
        .route(&format!("{documents}/feed.atom"), get(document::atom))
        .route(&format!("{documents}/{{slug}}"), get(document::show))
        .route(&format!("{}/{{slug}}", at("page")), get(page::show))
        .route(&at("visits"), get(visits::show))
        .route(&format!("{}.csv", at("visits")), get(visits::csv))
        .route(&at("rankings"), get(rankings::list))
        .route(&format!("{}.csv", at("rankings")), get(rankings::csv))
        .route(&format!("{}/{{key}}", at("rankings")), get(rankings::show))
        .route(&at("search"), get(search::show))
        .merge(answering(portal, language))
        .merge(programmes(portal, language))
        .layer(Extension(language))
}

/// Answers to false claims, and the register of this site's own corrections.
fn answering(portal: &Portal, language: Language) -> Router<Portal> {
    let at = |name: &str| portal.addresses.list(language, name);
    let word = |name: &str| portal.addresses.word(language, name);
    let (checks, corrections) = (at("factcheck"), at("corrections"));
    Router::new()
        .route(&checks, get(factcheck::list))
        .route(&format!("{checks}/feed.atom"), get(factcheck::atom))
        .route(&format!("{checks}/feed.json"), get(factcheck::json))
        .route(&format!("{checks}/{}/{{name}}", word("verdict")), get(factcheck::verdict))
        .route(&format!("{checks}/{}/{{year}}", word("year")), get(factcheck::year))
        .route(&format!("{checks}/{{slug}}"), get(factcheck::show))
        .route(&format!("{checks}/{{slug}}/{}", word("print")), get(factcheck::print))
        .route(&at("method"), get(factcheck::method))
        .route(&corrections, get(corrections::all))
        .route(&format!("{corrections}/feed.atom"), get(corrections::atom))
        .route(&format!("{corrections}/feed.json"), get(corrections::json))
        .route(&format!("{corrections}/{}/{{year}}", word("year")), get(corrections::year))
}

/// The action programme, from the resolution to the proof.
fn programmes(portal: &Portal, language: Language) -> Router<Portal> {
    let list = portal.addresses.list(language, "programme");
    let word = |name: &str| portal.addresses.word(language, name);
    let one = format!("{list}/{{key}}");
    Router::new()
        .route(&list, get(programme::list))
        .route(&one, get(programme::show))
        .route(&format!("{one}/coverage.csv"), get(programme::coverage_csv))
        .route(&format!("{one}/activities.csv"), get(programme::inputs_csv))
        .route(&format!("{one}/stratml.xml"), get(programme::stratml_plan))
        .route(&format!("{one}/stratml-report.xml"), get(programme::stratml_report))
        .route(&format!("{one}/{}/{{number}}", word("task")), get(programme::task))
        .route(&format!("{one}/{}/{{name}}", word("indicator")), get(programme::indicator))
        .route(
            &format!("{one}/{}/{{name}}/figures.csv", word("indicator")),
            get(programme::figures_csv),
        )
        .route(&format!("{one}/{}/{{agency}}", word("body")), get(programme::body))
        .route(&format!("{one}/{}/{{id}}", word("report")), get(programme::report))
        .route(&format!("{one}/{}/{{id}}/{{name}}", word("report")), get(programme::report_file))
}

async fn healthz() -> &'static str {
    "ok\n"
}

/// What is open to programs without a token is read, and nothing else (RFC 9110, 15.5.6).
async fn only_read() -> impl IntoResponse {
    (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")])
}

async fn nothing() -> Fault {
    Fault::NotFound
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    assets::answer(&name, &headers).map(|answer| answer.map(Body::from)).ok_or(Fault::NotFound)
}

async fn file(
    State(portal): State<Portal>,
    Path((key, _)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    media::serve(&portal.db, &portal.files, &key, &headers).await
}

/// The front door.
pub struct Door {
    portal: Portal,
    router: Router,
    printed: Printed,
    behind_proxy: Proxy,
}

/// Browsers may keep a lasting redirect for good, and where an address leads may be taken back: a merger
/// is undone, a redirect deleted. So each is asked about again, unless it says itself how long it holds.
fn asked_again(response: &mut Response) {
    let headers = response.headers_mut();
    if headers.contains_key(LOCATION) && !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
}

/// Whether a proxy in front says where a reader comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proxy {
    /// Readers connect themselves.
    None,
    /// A proxy adds `X-Forwarded-For`.
    Forwards,
}

impl Door {
    /// The front door of a portal.
    pub fn new(portal: Portal, proxy: Proxy) -> Door {
        let router = routes(&portal);
        let printed = Printed { figures: Arc::<crate::visits::Visits>::clone(&portal.visits) };
        Door { portal, router, printed, behind_proxy: proxy }
    }

    /// Answers a request from `peer`.
    pub async fn open<B>(&self, request: Request<B>, peer: IpAddr) -> http::Response<Delivered>
    where
        B: http_body::Body<Data = bytes::Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let address = self.address(request.headers(), peer);
        let read = matches!(*request.method(), Method::GET | Method::HEAD);
        if read
            && let Some(carved) = self.portal.pages.get(request.uri().path(), request.uri().query())
        {
            return self.printed.print(&carved, &request, address);
        }
        if ["/assets/", "/files/"].iter().any(|part| request.uri().path().starts_with(part)) {
            self.printed.figures.browsed(Asked::of(&request, address));
        }
        self.render(request, address).await
    }

    async fn render<B>(&self, request: Request<B>, address: IpAddr) -> http::Response<Delivered>
    where
        B: http_body::Body<Data = bytes::Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let (mut parts, body) = request.into_parts();
        let asked = Request::from_parts(parts.clone(), ());
        parts.extensions.insert(Peer(address));
        let begun = self.portal.pages.begin();
        let routed = self.router.clone().oneshot(Request::from_parts(parts, Body::new(body))).await;
        let mut response = routed.unwrap_or_else(|never| match never {});
        let fault = response.extensions_mut().remove::<Fault>();
        if let Some(fault) = fault.or_else(|| unread(&asked, &response)) {
            if matches!(fault, Fault::NotFound)
                && let Some(onward) = self.onward(asked.method(), asked.uri()).await
            {
                return onward.map(Delivered::Other);
            }
            response = self.fault_page(&fault, asked.uri()).into_response();
        }
        if let Some(Uncarved(page)) = response.extensions_mut().remove::<Uncarved>() {
            let page = Arc::unwrap_or_clone(page);
            let carved =
                self.portal.pages.carve(asked.uri().path(), asked.uri().query(), page, begun);
            return self.printed.print(&carved, &asked, address);
        }
        // A file brings the stricter policy of its own.
        if !response.headers().contains_key(http::header::CONTENT_SECURITY_POLICY) {
            secure(response.headers_mut());
        }
        asked_again(&mut response);
        response.map(Delivered::Other)
    }

    /// Where an address leads at which nothing stands: looked up only then, so that a page that is
    /// there costs nothing and is never hidden.
    async fn onward(&self, method: &Method, uri: &Uri) -> Option<Response> {
        let read = matches!(*method, Method::GET | Method::HEAD);
        if !read || uri.path().starts_with("/desk") || uri.path().starts_with("/api/") {
            return None;
        }
        let path = site::redirect::normal_path(uri.path());
        let whole = uri.path_and_query().map_or_else(String::new, ToString::to_string);
        let whole = site::redirect::normal(&whole);
        let found = site::redirect_at(&self.portal.db, &path, &whole).await;
        let unknown = |error: &crate::platform::db::Failure| tracing::warn!(%error, "a redirect could not be looked up");
        let redirect = found.inspect_err(unknown).ok().flatten()?;
        let mut response = match redirect.kind {
            RedirectKind::Permanent => Redirect::permanent(&redirect.to),
            RedirectKind::Temporary => Redirect::temporary(&redirect.to),
        }
        .into_response();
        secure(response.headers_mut());
        asked_again(&mut response);
        Some(response)
    }

    fn fault_page(&self, fault: &Fault, uri: &Uri) -> Page {
        let language = uri.path().split('/').nth(1).and_then(|first| first.parse().ok());
        let known = |language: &Language| self.portal.words.languages().any(|one| one == *language);
        let language =
            language.filter(known).unwrap_or_else(|| self.portal.addresses.default_language());
        home::fault(&self.portal, language, fault).unwrap_or_else(|error| {
            // The page that explains failures failed itself: say at least that, in plain text.
            tracing::error!(%error, "the page of a fault could not be made");
            let reason = fault.status().canonical_reason().unwrap_or_default().to_owned();
            Page::of("text/plain; charset=utf-8", reason)
                .with_status(StatusCode::INTERNAL_SERVER_ERROR)
        })
    }

    fn address(&self, headers: &HeaderMap, peer: IpAddr) -> IpAddr {
        if self.behind_proxy == Proxy::None {
            return peer;
        }
        let forwarded = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
        // The last address is the one our own proxy saw; those before it are claims.
        forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse().ok()).unwrap_or(peer)
    }
}

/// What the router could not read in an address or a form, such as a number that is none: it says so in plain
/// words for programmers, and people are shown the page of a fault in their place. The API answers for itself.
fn unread(asked: &Request<()>, response: &Response) -> Option<Fault> {
    let kind = response.headers().get(http::header::CONTENT_TYPE)?;
    let refused = [
        StatusCode::BAD_REQUEST,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        StatusCode::UNPROCESSABLE_ENTITY,
    ];
    if kind != "text/plain; charset=utf-8" || !refused.contains(&response.status()) {
        return None;
    }
    let read = matches!(*asked.method(), Method::GET | Method::HEAD);
    match asked.uri().path() {
        path if path.starts_with("/api/") => None,
        _ if read && asked.uri().query().is_none() => Some(Fault::NotFound),
        _ => Some(Fault::Unclear),
    }
}

impl Answer for Door {
    async fn answer(
        &self,
        request: Request<Incoming>,
        peer: SocketAddr,
    ) -> http::Response<Delivered> {
        self.open(request, peer.ip()).await
    }
}
