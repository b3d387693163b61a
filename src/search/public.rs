//! What readers see of the search: the form, results with the found words marked, or why there are
//! none.

use super::index::{Answer, Hit, Run, Slice};
use super::question::{Question, Unclear};
use crate::platform::i18n::{Date, Language};
use crate::platform::web::pagination::{Pagination, page_number};
use crate::platform::web::{Asked as From, Fault, Page, Peer, escaped};
use crate::portal::{Crumb, Frame, Indexed, Portal};
use crate::visits::Found as Counted;
use axum::Extension;
use axum::extract::{RawQuery, State};
use http::HeaderMap;
use serde::{Deserialize, Serialize};

const PER_PAGE: usize = 10;
const LONGEST: usize = 200;

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

#[derive(Serialize)]
struct Found {
    url: String,
    title: String,
    excerpt: String,
    kind: String,
    published: Date,
}

#[derive(Serialize)]
struct KindChoice {
    kind: String,
    count: usize,
    url: String,
    current: bool,
}

#[derive(Serialize)]
struct SearchView {
    query: String,
    state: &'static str,
    count: usize,
    items: Vec<Found>,
    kinds: Vec<KindChoice>,
    pagination: Option<Pagination>,
}

#[derive(Serialize)]
struct SearchPage {
    search: SearchView,
    news_url: String,
}

/// Answers a reader's question.
pub async fn show(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Extension(Peer(address)): Extension<Peer>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let raw = query.as_deref().unwrap_or_default();
    let asked: Asked = serde_urlencoded::from_str(raw).map_err(|_| Fault::Unclear)?;
    let text: String = asked.q.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let number = portal.addresses.word(language, "number");
    let page = page_number(Some(raw), &number).ok_or(Fault::NotFound)?;
    let view = match Question::parse(&text) {
        Ok(question) => {
            let view = found(&portal, language, &text, question, page).await?;
            // A later page asks nothing new.
            if page == 1 {
                let found = if view.count == 0 { Counted::Nothing } else { Counted::Something };
                let from = From { address, headers: &headers, query: query.as_deref() };
                portal.visits.searched(from, language, &text, found);
            }
            view
        }
        Err(Unclear::Empty) => empty(text, "start"),
        Err(Unclear::TooShort) => empty(text, "short"),
    };
    let title = portal.say(language, "search-title");
    let mut frame =
        Frame::new(language, "search", title.clone(), portal.addresses.list(language, "search"));
    frame.alternates = portal.list_alternates("search");
    frame.crumbs = vec![Crumb { label: title, url: None }];
    frame.indexed = Indexed::No;
    let page = SearchPage { search: view, news_url: portal.addresses.list(language, "news") };
    Ok(portal.render(frame, "search/public/show.html", page)?.not_kept())
}

fn empty(query: String, state: &'static str) -> SearchView {
    SearchView { query, state, count: 0, items: Vec::new(), kinds: Vec::new(), pagination: None }
}

async fn found(
    portal: &Portal,
    language: Language,
    text: &str,
    question: Question,
    page: u32,
) -> Result<SearchView, Fault> {
    let index = std::sync::Arc::clone(&portal.search);
    let offset = usize::try_from(page - 1).unwrap_or(0).saturating_mul(PER_PAGE);
    let slice = Slice { offset, limit: PER_PAGE };
    // Reading the index is work for the processor, not for the task that serves connections.
    let answer: Answer =
        tokio::task::spawn_blocking(move || index.ask(&question, Some(language.code()), slice))
            .await??;
    if answer.total == 0 {
        return Ok(empty(text.to_owned(), "none"));
    }
    let address = portal.addresses.list(language, "search");
    let number = portal.addresses.word(language, "number");
    let asked = serde_urlencoded::to_string([("q", text)])?;
    let total = i64::try_from(answer.total).unwrap_or(i64::MAX);
    let pagination =
        Pagination::new(page, total, 10, |page| format!("{address}?{asked}&{number}={page}"));
    let items = answer.hits.into_iter().map(|hit| result(portal, language, hit));
    Ok(SearchView {
        query: text.to_owned(),
        state: "found",
        count: answer.total,
        items: items.collect(),
        kinds: Vec::new(),
        pagination,
    })
}

fn result(portal: &Portal, language: Language, hit: Hit) -> Found {
    Found {
        title: marked(&hit.title_marked),
        excerpt: marked(&hit.excerpt),
        kind: hit.leaf.kind,
        published: portal.moment(language, hit.leaf.published_ms),
        url: hit.leaf.url,
    }
}

/// Runs of text as HTML: escaped, the found words marked.
fn marked(runs: &[Run]) -> String {
    runs.iter().fold(String::new(), |html, run| {
        let text = escaped(&run.text);
        if run.marked { format!("{html}<mark>{text}</mark>") } else { format!("{html}{text}") }
    })
}
