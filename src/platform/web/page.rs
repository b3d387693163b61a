//! A page as a handler answers it: text, how long it may be kept, what it depends on and what view
//! it counts as. Not for headers and packing: printing adds those to every page alike.

use crate::platform::changes::Token;
use crate::platform::i18n::Language;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// How long a carved page stays true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Until something it depends on changes; today's date at its head ends it at midnight.
    UntilChanged,
    /// Never kept: an answer to one question, such as a search.
    No,
}

/// Whether another query string could mean another page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    /// No: the page is the same whatever tags follow its address.
    Ignored,
    /// Yes: a list with page numbers.
    Matters,
}

/// What a delivered page counts as in the ledger of visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountAs {
    /// The entry, or [`CountAs::LIST`] or [`CountAs::FRONT`].
    pub entry: i64,
    /// The language it was read in.
    pub language: Language,
}

impl CountAs {
    /// Stands for an entry where a list was read.
    pub const LIST: i64 = 0;
    /// Stands for an entry where the front page was read.
    pub const FRONT: i64 = -1;
}

/// A page, ready to be carved.
#[derive(Clone, Debug)]
pub struct Page {
    /// 200 unless it is a fault's page.
    pub status: StatusCode,
    /// Its media type with charset.
    pub content_type: &'static str,
    /// The text, with slot marks.
    pub text: String,
    /// What it shows: a change that touches any of these makes it stale.
    pub depends: Vec<Token>,
    /// How long it may be kept.
    pub keep: Keep,
    /// Whether its query string means anything.
    pub query: Query,
    /// The view it counts as, if it is one.
    pub count: Option<CountAs>,
    /// The live figure of its entry, for the slot `views`.
    pub views: Option<Arc<AtomicU64>>,
    /// The sign between groups of three digits in its slots.
    pub separator: char,
}

impl Page {
    /// A page of HTML that is kept until something it depends on changes.
    pub fn html(text: String) -> Page {
        Page::of("text/html; charset=utf-8", text)
    }

    /// A page of another type, such as a feed.
    pub fn of(content_type: &'static str, text: String) -> Page {
        Page {
            status: StatusCode::OK,
            content_type,
            text,
            depends: vec!["site".to_owned()],
            keep: Keep::UntilChanged,
            query: Query::Ignored,
            count: None,
            views: None,
            separator: '.',
        }
    }

    /// Adds what the page shows.
    #[must_use]
    pub fn depends_on(mut self, tokens: impl IntoIterator<Item = Token>) -> Page {
        self.depends.extend(tokens);
        self
    }

    /// Counts each delivery as a view.
    #[must_use]
    pub fn counted(mut self, entry: i64, language: Language) -> Page {
        self.count = Some(CountAs { entry, language });
        self
    }

    /// Gives the slot `views` its figure.
    #[must_use]
    pub fn with_views(mut self, views: Arc<AtomicU64>) -> Page {
        self.views = Some(views);
        self
    }

    /// Says that another query string is another page.
    #[must_use]
    pub fn by_query(mut self) -> Page {
        self.query = Query::Matters;
        self
    }

    /// Says that the page answers one question only.
    #[must_use]
    pub fn not_kept(mut self) -> Page {
        self.keep = Keep::No;
        self
    }

    /// Answers with another status than 200; such a page is neither kept nor counted.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Page {
        self.status = status;
        self.keep = Keep::No;
        self.count = None;
        self
    }
}

/// A page on its way out of a handler; the server carves it.
#[derive(Clone)]
pub struct Uncarved(pub Arc<Page>);

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        response.extensions_mut().insert(Uncarved(Arc::new(self)));
        response
    }
}
