//! Entries: lists, one with its words and states, saving, every step of its life, its editions. Not
//! for what readers get: those are pages.

mod check;
mod copies;
mod described;
mod history;
mod life;
mod previews;
mod read;
mod shapes;
mod view;
mod write;

pub use view::{LineView, line};

use super::act::{Act, Begun};
use super::problem::{Answered, Problem, Stop, Why};
use super::reply::Reply;
use crate::editorial::{self, KindRules, Of, Stored};
use crate::people::Reach;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use axum::Router;
use axum::routing::{delete, get, post, put};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

/// The addresses of this room.
pub fn routes() -> Router<Portal> {
    let of = |verb: &str| format!("/entries/{{id}}/{{language}}/{verb}");
    Router::new()
        .route("/entries", get(read::list).post(write::create))
        .route("/entries/{id}", get(read::show).put(write::save))
        .route("/entries/{id}/care", put(life::care))
        .route("/entries/{id}/findings/{finding}/copy", put(copies::keep))
        .route("/entries/{id}/copies/{sha256}", get(copies::give))
        .route("/entries/{id}/facts/{edition}", get(history::facts))
        .route(&of("checks"), get(read::checks))
        .route(&of("submit"), post(life::submit))
        .route(&of("return"), post(life::hand_back))
        .route(&of("schedule"), post(life::schedule).merge(delete(life::unschedule)))
        .route(&of("publish"), post(life::publish))
        .route(&of("approve"), post(life::approve))
        .route(&of("expiry"), put(life::expiry))
        .route(&of("withdraw"), post(life::withdraw))
        .route(&of("declare-error"), post(life::declare_error))
        .route(&of("consolidate"), post(life::consolidate))
        .route(&of("wish"), put(life::wish))
        .route(&of("remarks"), get(history::remarks).post(life::remark))
        .route(&of("editions"), get(history::editions))
        .route(&of("editions/{edition}"), get(history::words))
        .route(&of("compare"), get(history::compare))
        .route(&of("restore"), post(write::restore))
        .route(&of("preview-links"), get(previews::list).post(previews::make))
        .route(&of("preview-links/{link}"), delete(previews::end))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(
    read::list,
    read::show,
    read::checks,
    write::create,
    write::save,
    write::restore,
    copies::keep,
    copies::give,
    life::submit,
    life::hand_back,
    life::schedule,
    life::unschedule,
    life::publish,
    life::approve,
    life::expiry,
    life::withdraw,
    life::declare_error,
    life::consolidate,
    life::wish,
    life::care,
    life::remark,
    history::remarks,
    history::editions,
    history::words,
    history::facts,
    history::compare,
    previews::list,
    previews::make,
    previews::end,
))]
pub struct Described;

/// An entry by its kind and key.
#[derive(Debug)]
struct Named {
    id: i64,
    rules: KindRules,
    key: String,
}

impl Named {
    fn of(&self, language: Language) -> Of<'_> {
        Of { rules: &self.rules, key: &self.key, language }
    }

    fn kind(&self) -> &'static str {
        self.rules.kind.name()
    }
}

async fn find(portal: &Portal, id: i64) -> Result<Named, Stop> {
    let found = editorial::named(&portal.db, id).await?;
    let (kind, key) = found.ok_or_else(|| Problem::new(Why::NoSuch))?;
    // A kind that this program does not know any more shows nothing.
    let rules = *portal.kinds.named(&kind).ok_or_else(|| Problem::new(Why::NoSuch))?;
    Ok(Named { id, rules, key })
}

async fn stored(portal: &Portal, entry: &Named) -> Result<Stored, Stop> {
    let stored = editorial::read(&portal.db, entry.kind(), &entry.key).await?;
    Ok(stored.ok_or_else(|| Problem::new(Why::NoSuch))?)
}

/// A change of an entry under way.
struct Work {
    begun: Begun,
    entry: Named,
    stored: Stored,
}

impl Work {
    /// Begins to change an entry that the request has seen as it is now.
    async fn open(act: Act, id: i64, reach: Reach) -> Result<Work, Stop> {
        let work = Work::open_unseen(act, id, reach).await?;
        let current = view::etag(&work.stored, &work.entry);
        if let Err(problem) = work.begun.expect(&current) {
            let given = work.begun.act.given();
            return Err(clash(problem, &work.stored, given).into());
        }
        Ok(work)
    }

    /// Begins what adds to an entry and can clash with nothing.
    async fn open_unseen(act: Act, id: i64, reach: Reach) -> Result<Work, Stop> {
        let entry = find(&act.portal, id).await?;
        let mut begun = act.begin(reach).await?;
        let stored = editorial::latest(&mut begun.tx, entry.kind(), &entry.key).await?;
        let stored = stored.ok_or_else(|| Problem::new(Why::NoSuch))?;
        Ok(Work { begun, entry, stored })
    }

    /// Ends it with the entry as it is now.
    async fn end(mut self) -> Answered {
        let stored =
            editorial::latest(&mut self.begun.tx, self.entry.kind(), &self.entry.key).await?;
        let stored = stored.ok_or_else(|| Problem::new(Why::NoSuch))?;
        let reply = shown(&self.begun.act.portal, &stored, &self.entry);
        self.begun.end(reply).await
    }
}

fn shown(portal: &Portal, stored: &Stored, entry: &Named) -> Reply {
    Reply::of(&view::entry(portal, stored, entry)).tagged(view::etag(stored, entry))
}

/// Says which editions there are and which the request had seen.
fn clash(problem: Problem, stored: &Stored, given: Option<&str>) -> Problem {
    if problem.why() != Why::Clash {
        return problem;
    }
    let mut words = Map::new();
    for state in &stored.languages {
        words.insert(state.language.to_string(), state.words_edition.into());
    }
    let current = json!({ "facts": stored.facts_edition, "words": Value::Object(words) });
    let given = given.and_then(view::editions_of);
    problem.with("current", current).with("given", given.unwrap_or(Value::Null))
}
