//! Asks the pages behind links whether they are still there: a job, a few sites at a time, each asked for one
//! page and then left alone for a while. Not for what an editor is told.

use super::model::{Answer, LinkId};
use super::store;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Failure, Tx};
use crate::platform::jobs::{self, Handled, Handler, JobError, NewJob, Weight};
use crate::platform::outward::{Network, NoAnswer, NoWayOut, Outward};
use bytes::Bytes;
use http::header::{ACCEPT, LOCATION, RANGE, USER_AGENT};
use http::{Method, Request, Response, StatusCode, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

const ASK: &str = "ask-links";
const WITHIN: Duration = Duration::from_secs(15);
/// How many sites at a time.
const AT_ONCE: i64 = 8;
/// How long a site is left alone between two of its pages, and a link that is being asked, in milliseconds.
const PAUSE: i64 = 10_000;
const HELD: i64 = 600_000;
/// Browsers give up after 20; a link that needs more than a few should be mended anyway.
const MOST_REDIRECTS: usize = 5;

/// Asks over the web.
#[derive(Clone, Debug)]
pub struct Asker {
    outward: Outward,
    /// Who asks: the program, and the site whose text has the link.
    agent: String,
}

impl Asker {
    /// An asker for a site of this origin.
    pub fn new(network: Network, origin: &str) -> Result<Asker, NoWayOut> {
        let agent = format!("mocban/{} (link check; {origin})", env!("CARGO_PKG_VERSION"));
        Ok(Asker { outward: Outward::new(network, WITHIN)?, agent })
    }

    /// Asks whether a page is there. HEAD is asked first; a site that does not take it is asked for the first
    /// byte.
    pub async fn ask(&self, url: &str) -> Answer {
        let head = match self.follow(Method::HEAD, url).await {
            Ok(answer) => answer,
            Err(no_answer) => return Answer::none(&no_answer),
        };
        if head.status.is_some_and(|status| status < 400) {
            return head;
        }
        self.follow(Method::GET, url).await.unwrap_or_else(|no_answer| Answer::none(&no_answer))
    }

    async fn follow(&self, method: Method, url: &str) -> Result<Answer, NoAnswer> {
        let mut at: Uri = bare(url).parse().map_err(|_| unreadable(url))?;
        let mut permanent = true;
        for hop in 0..=MOST_REDIRECTS {
            let response = self.once(&method, &at).await?;
            let status = response.status();
            let Some(next) = next(&at, &response) else {
                let moved = hop > 0 && permanent && is_elsewhere(url, &at);
                return Ok(Answer::of_status(status.as_u16(), moved.then(|| at.to_string())));
            };
            let says_so =
                [StatusCode::MOVED_PERMANENTLY, StatusCode::PERMANENT_REDIRECT].contains(&status);
            permanent = permanent && says_so;
            at = next;
        }
        Err(NoAnswer::Broken(format!("more than {MOST_REDIRECTS} redirects")))
    }

    async fn once(&self, method: &Method, at: &Uri) -> Result<Response<Incoming>, NoAnswer> {
        let mut request = Request::builder()
            .method(method)
            .uri(at)
            .header(USER_AGENT, &self.agent)
            .header(ACCEPT, "text/html,*/*;q=0.8");
        if method == Method::GET {
            request = request.header(RANGE, "bytes=0-0");
        }
        let request = request.body(Full::new(Bytes::new()));
        self.outward.ask(request.map_err(|error| NoAnswer::Broken(error.to_string()))?).await
    }
}

fn unreadable(url: &str) -> NoAnswer {
    NoAnswer::Broken(format!("{url} cannot be read as an address"))
}

/// An address as a request may hold it: without the place in the page, and everything beyond ASCII
/// escaped (RFC 3986 section 2.1).
fn bare(url: &str) -> String {
    let url = url.split('#').next().unwrap_or(url);
    let escaped = |byte: u8| {
        if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    url.bytes().map(escaped).collect()
}

/// Where a redirect leads.
fn next(at: &Uri, response: &Response<Incoming>) -> Option<Uri> {
    if !response.status().is_redirection() {
        return None;
    }
    let location = bare(std::str::from_utf8(response.headers().get(LOCATION)?.as_bytes()).ok()?);
    if location.contains("://") {
        return location.parse().ok();
    }
    let base = format!("{}://{}", at.scheme_str()?, at.authority()?);
    let path = if location.starts_with('/') {
        location
    } else {
        let folder = at.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{folder}/{location}")
    };
    format!("{base}{path}").parse().ok()
}

/// Whether a page now stands under an address worth writing down; a slash at the end is not.
fn is_elsewhere(written: &str, now: &Uri) -> bool {
    let (written, now) = (bare(written), now.to_string());
    written.trim_end_matches('/') != now.trim_end_matches('/')
}

/// Asks for a round of questions; one that is due this minute anyway is enough.
pub(super) async fn ask_soon(tx: &mut Tx, at: i64) -> Result<(), Failure> {
    ask_at(tx, at, at).await
}

async fn ask_at(tx: &mut Tx, at: i64, run_at: i64) -> Result<(), Failure> {
    let key = format!("{ASK}/{}", run_at / PAUSE);
    let job = NewJob { kind: ASK, payload: json!({}), unique_key: Some(&key), at, run_at };
    jobs::enqueue(tx, &job).await?;
    Ok(())
}

/// Who asks.
pub fn handlers(db: &Db, clock: &Clock, asker: Asker) -> Vec<Handler> {
    let round = Round { db: db.clone(), clock: clock.clone(), asker };
    let run = move |_| -> Handled {
        let round = round.clone();
        Box::pin(async move { round.go().await })
    };
    vec![Handler { kind: ASK, weight: Weight::Light, run: Arc::new(run) }]
}

#[derive(Clone)]
struct Round {
    db: Db,
    clock: Clock,
    asker: Asker,
}

impl Round {
    async fn go(&self) -> Result<(), JobError> {
        let now = self.clock.now_ms();
        let mut tx = self.db.begin().await?;
        let due = store::take_due(&mut tx, now, now + HELD, AT_ONCE).await?;
        tx.commit().await?;
        let answers = self.asked(due).await;
        let at = self.clock.now_ms();
        let mut tx = self.db.begin().await?;
        for (id, answer) in answers {
            store::put_answer(&mut tx, id, &answer, at).await?;
        }
        if let Some(next) = store::next_due(&mut tx).await? {
            ask_at(&mut tx, at, next.max(at + PAUSE)).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn asked(&self, due: Vec<(LinkId, String)>) -> Vec<(LinkId, Answer)> {
        let mut asking = JoinSet::new();
        for (id, url) in due {
            let asker = self.asker.clone();
            asking.spawn(async move { (id, asker.ask(&url).await) });
        }
        asking.join_all().await
    }
}
