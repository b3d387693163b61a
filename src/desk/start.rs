//! The first page of the desk: what waits for whoever signed in. Not for lists: each part leads to
//! the list it is the head of.

use super::frame::{View, render};
use super::names::Names;
use super::rows::{Row, Writer, scope};
use super::session::Signed;
use crate::editorial::{self, Board, Line, Rows, Stage, Translated, Wanted};
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
/// How many lines are looked through for those the reader may do something with.
const LOOKED: i64 = 300;
const TWO_WEEKS_MS: i64 = 14 * 24 * 3600 * 1000;

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
    /// What waits, the most pressing first. What is nobody's business here has no part at all.
    async fn parts(&self) -> Result<Vec<Part>> {
        let anywhere = |right| self.signed.may(right, &Scope::anywhere());
        let mut parts = Vec::new();
        if anywhere(Right::Review) || anywhere(Right::Publish) {
            parts.push(self.waiting().await?);
        }
        if anywhere(Right::Begin) || anywhere(Right::Translate) {
            parts.push(self.returned().await?);
            parts.push(self.drafts().await?);
        }
        parts.push(self.scheduled().await?);
        if anywhere(Right::Publish) {
            parts.push(self.forced().await?);
        }
        if anywhere(Right::Translate) {
            parts.push(self.outdated().await?);
        }
        if anywhere(Right::Review) || anywhere(Right::Begin) {
            parts.push(self.overdue(anywhere(Right::Review)).await?);
        }
        Ok(parts)
    }

    fn me(&self) -> i64 {
        self.signed.person.id.0
    }

    async fn lines(&self, wanted: Wanted) -> Result<Vec<Line>> {
        editorial::board(&self.portal.db, &wanted, 0, LOOKED).await
    }

    fn part(&self, name: &'static str, lines: &[Line], url: &str) -> Part {
        let rows = lines.iter().take(SHOWN).map(|line| self.writer.row(line)).collect();
        self.part_of(name, lines.len(), rows, url)
    }

    fn part_of(&self, name: &'static str, count: usize, rows: Vec<Row>, url: &str) -> Part {
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
            url: url.to_owned(),
        }
    }

    /// Handed in, where she may publish or hand back, and not handed in by herself.
    async fn waiting(&self) -> Result<Part> {
        let wanted =
            Wanted { stage: Some(Stage::Submitted.name().to_owned()), ..Wanted::default() };
        let own = self.signed.actor.name();
        let mut lines = self.lines(wanted).await?;
        lines.retain(|line| {
            let scope = scope(line);
            let may = |right| self.signed.may(right, &scope);
            line.moved_by != own && (may(Right::Review) || may(Right::Publish))
        });
        Ok(self.part("waiting", &lines, "/desk/entries?stage=submitted"))
    }

    /// Hers, handed back, with what she was told.
    async fn returned(&self) -> Result<Part> {
        let stage = Stage::Returned.name();
        let wanted =
            Wanted { stage: Some(stage.to_owned()), whose: Some(self.me()), ..Wanted::default() };
        let lines = self.lines(wanted).await?;
        let mut part = self.part("returned", &lines, "/desk/entries?stage=returned&whose=me");
        for (row, line) in part.rows.iter_mut().zip(&lines) {
            let remarks = editorial::remarks(&self.portal.db, line.entry, line.language).await?;
            if let Some(last) = remarks.into_iter().find(|remark| remark.stage == stage) {
                row.note = last.remark;
            }
        }
        Ok(part)
    }

    async fn drafts(&self) -> Result<Part> {
        let wanted = Wanted {
            stage: Some(Stage::Writing.name().to_owned()),
            whose: Some(self.me()),
            ..Wanted::default()
        };
        let lines = self.lines(wanted).await?;
        Ok(self.part("drafts", &lines, "/desk/entries?stage=writing&whose=me"))
    }

    /// What goes public by itself within two weeks.
    async fn scheduled(&self) -> Result<Part> {
        let now = self.portal.clock.now_ms();
        let mut lines = editorial::hours(&self.portal.db, now, now + TWO_WEEKS_MS).await?;
        lines.retain(|line| {
            line.stage == Stage::Scheduled && line.goes_live_at.is_some_and(|at| at >= now)
        });
        let mut part = self.part("scheduled", &lines, "/desk/calendar");
        for (row, line) in part.rows.iter_mut().zip(&lines) {
            let at = line.goes_live_at.map(|at| self.writer.moment(at)).unwrap_or_default();
            row.note = self.writer.with("board-goes-live", "at", at);
        }
        Ok(part)
    }

    /// Published alone by somebody else, and not approved yet.
    async fn forced(&self) -> Result<Part> {
        let mut lines = self.lines(Wanted { forced: Some(1), ..Wanted::default() }).await?;
        lines.retain(|line| self.signed.may(Right::Publish, &scope(line)));
        Ok(self.part("forced", &lines, "/desk/entries?forced=1"))
    }

    async fn overdue(&self, reviews: bool) -> Result<Part> {
        let wanted = Wanted {
            review_by: Some(self.portal.today().to_string()),
            owner: (!reviews).then(|| self.me()),
            rows: Rows::Originals,
            ..Wanted::default()
        };
        let lines = self.lines(wanted).await?;
        let mut part = self.part("overdue", &lines, "/desk/entries?overdue=1");
        for (row, line) in part.rows.iter_mut().zip(&lines) {
            let day = line.review_on.as_deref().and_then(|day| day.parse().ok());
            let day = day.map(|day| self.portal.day(self.writer.language, day).numeric);
            row.note = self.writer.with("board-review-on", "day", day.unwrap_or_default());
        }
        Ok(part)
    }

    /// Translations made from an older edition of the original.
    async fn outdated(&self) -> Result<Part> {
        let board = Board { stands: Some(Translated::Outdated), ..Board::default() };
        let url = "/desk/translations?state=outdated";
        let originals = editorial::originals(&self.portal.db, &board, 0, LOOKED).await?;
        let entries: Vec<i64> = originals.iter().map(|one| one.entry).collect();
        let mut cells = editorial::cells(&self.portal.db, &entries).await?;
        cells.retain(super::rows::is_outdated);
        let rows = cells.iter().take(SHOWN).filter_map(|cell| {
            let original = originals.iter().find(|one| one.entry == cell.entry)?;
            Some(self.writer.lagging(original, cell.language))
        });
        Ok(self.part_of("outdated", cells.len(), rows.collect(), url))
    }
}
