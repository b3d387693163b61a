//! The first page of the desk: what waits for whoever signed in. Not for what that is
//! (`editorial::agenda`), nor for lists: each part leads to the list it is the head of.

use super::frame::{View, render};
use super::names::Names;
use super::rows::{Row, Writer};
use super::session::Signed;
use crate::editorial::{self, Held, Line, Stage, Waits};
use crate::people::{Right, Scope};
use crate::platform::db::Result;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new().route("/desk", get(show))
}

#[derive(Serialize)]
struct StartPage {
    may_begin: bool,
    parts: Vec<Part>,
    pairs: Vec<Vec<Part>>,
}

/// Something that waits, with the head of its list.
#[derive(Clone, Serialize)]
struct Part {
    name: &'static str,
    label: String,
    empty: String,
    empty_text: String,
    count: usize,
    rows: Vec<Row>,
    url: String,
}

impl Part {
    /// Whether its list stands on the page: one that waits for her even when it is empty, so that
    /// she sees that nothing does.
    fn is_shown(&self) -> bool {
        self.count > 0 || WAITS_EVEN_WHEN_EMPTY.contains(&self.name)
    }
}

/// Lists that stand on the page even when they hold nothing.
const WAITS_EVEN_WHEN_EMPTY: [&str; 3] = ["waiting", "returned", "drafts"];
/// How many rows of a list the first page shows.
const SHOWN: usize = 6;

struct Start<'a> {
    portal: &'a Portal,
    signed: &'a Signed,
    writer: Writer<'a>,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
) -> std::result::Result<Response, Fault> {
    let language = signed.person.language;
    let names = Names::read(&portal, language).await?;
    let writer = Writer { portal: &portal, language, names: &names };
    let start = Start { portal: &portal, signed: &signed, writer };
    let parts = start.parts().await?;
    let shown: Vec<Part> = parts.iter().filter(|part| part.is_shown()).cloned().collect();
    let own = StartPage {
        may_begin: signed.may(Right::Begin, &Scope::anywhere()),
        pairs: shown.chunks(2).map(<[Part]>::to_vec).collect(),
        parts,
    };
    let title = portal.say(language, "board-start-title");
    render(&portal, &signed, View { template: "desk/start.html", title, current: "start", own })
        .await
}

impl Start<'_> {
    async fn parts(&self) -> Result<Vec<Part>> {
        let portal = self.portal;
        let when = (portal.clock.now_ms(), portal.today());
        let mut parts = Vec::new();
        for (what, held) in editorial::agenda(&portal.db, &self.signed.actor, when).await? {
            let rows = self.rows(what, &held).await?;
            parts.push(self.part(what, held.count(), rows));
        }
        Ok(parts)
    }

    /// The head of a list, each row with what is to be known of it.
    async fn rows(&self, what: Waits, held: &Held) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        match held {
            Held::Lines(lines) => {
                for line in lines.iter().take(SHOWN) {
                    let mut row = self.writer.row(line);
                    if let Some(note) = self.note(what, line).await? {
                        row.note = note;
                    }
                    rows.push(row);
                }
            }
            Held::Lagging(pairs) => rows.extend(
                pairs.iter().take(SHOWN).map(|(one, language)| self.writer.lagging(one, *language)),
            ),
        }
        Ok(rows)
    }

    async fn note(&self, what: Waits, line: &Line) -> Result<Option<String>> {
        Ok(match what {
            Waits::Returned => {
                let remarks =
                    editorial::remarks(&self.portal.db, line.entry, line.language).await?;
                let returned = Stage::Returned.name();
                let last = remarks.into_iter().find(|remark| remark.stage == returned);
                last.map(|remark| remark.remark)
            }
            Waits::Scheduled => {
                let at = line.goes_live_at.map(|at| self.writer.moment(at)).unwrap_or_default();
                Some(self.writer.with("board-goes-live", "at", at))
            }
            Waits::Overdue => {
                let day = line.review_on.as_deref().and_then(|day| day.parse().ok());
                let day = day.map(|day| self.portal.day(self.writer.language, day).numeric);
                Some(self.writer.with("board-review-on", "day", day.unwrap_or_default()))
            }
            Waits::Waiting | Waits::Drafts | Waits::Forced | Waits::Outdated => None,
        })
    }

    fn part(&self, what: Waits, count: usize, rows: Vec<Row>) -> Part {
        let name = what.name();
        let say = |key: String| self.portal.say(self.writer.language, &key);
        let empty = WAITS_EVEN_WHEN_EMPTY.contains(&name);
        let of_empty = |key: String| if empty { say(key) } else { String::new() };
        Part {
            name,
            label: say(format!("board-start-{name}")),
            empty: of_empty(format!("board-start-{name}-empty")),
            empty_text: of_empty(format!("board-start-{name}-empty-text")),
            count,
            rows,
            url: url(what).to_owned(),
        }
    }
}

/// The list a part is the head of.
fn url(what: Waits) -> &'static str {
    match what {
        Waits::Waiting => "/desk/entries?stage=submitted",
        Waits::Returned => "/desk/entries?stage=returned&whose=me",
        Waits::Drafts => "/desk/entries?stage=writing&whose=me",
        Waits::Scheduled => "/desk/calendar",
        Waits::Forced => "/desk/entries?forced=1",
        Waits::Outdated => "/desk/translations?state=outdated",
        Waits::Overdue => "/desk/entries?overdue=1",
    }
}
