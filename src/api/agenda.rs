//! What waits for whoever asks, and what goes public or comes down at which hour. Not for setting hours:
//! that is done at the entry.

use super::access::Caller;
use super::entries::{LineView, line};
use super::inputs::Asked;
use super::moments::Moment;
use super::problem::{Answered, Problem, Stop, Why};
use super::reply::Reply;
use crate::editorial::{self, Held, Waits};
use crate::people::Reach;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new().route("/waiting", get(waiting)).route("/calendar", get(calendar))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(waiting, calendar))]
pub struct Described;

/// Something that waits.
#[derive(Serialize, ToSchema)]
pub struct WaitingPart {
    /// What: `waiting` (for her to approve or hand back), `returned`, `drafts`, `scheduled` (within two
    /// weeks), `forced` (published alone), `outdated` (translations) or `overdue` (to be read again).
    what: &'static str,
    /// How many; those that waited longest among more than 300 may be missing.
    count: usize,
    /// The first fifty.
    entries: Vec<LineView>,
    /// Of `outdated`: the first fifty translations.
    translations: Vec<Lagging>,
}

/// A translation that lags behind its original.
#[derive(Serialize, ToSchema)]
pub struct Lagging {
    /// The entry's number.
    entry: i64,
    /// Its kind.
    kind: String,
    /// The title in the language it was first written in.
    title: String,
    /// The language that lags behind.
    #[schema(value_type = String)]
    language: Language,
}

/// What waits for whoever asks, the most pressing first.
#[derive(Serialize, ToSchema)]
pub struct Waiting {
    /// Only what is her business has a part.
    items: Vec<WaitingPart>,
}

const SHOWN: usize = 50;

fn part((what, held): (Waits, Held)) -> WaitingPart {
    let (what, count) = (what.name(), held.count());
    let (mut entries, mut translations) = (Vec::new(), Vec::new());
    match held {
        Held::Lines(lines) => entries.extend(lines.into_iter().take(SHOWN).map(line)),
        Held::Lagging(pairs) => {
            translations.extend(pairs.into_iter().take(SHOWN).map(|(original, language)| {
                Lagging {
                    entry: original.entry,
                    kind: original.kind,
                    title: original.title,
                    language,
                }
            }));
        }
    }
    WaitingPart { what, count, entries, translations }
}

/// Shows what waits for whoever asks. A token of its own has nothing that it wrote.
#[utoipa::path(get, path = "/api/waiting", tag = "entries",
    responses((status = 200, description = "What waits", body = Waiting)))]
pub async fn waiting(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Read)?;
    let when = (portal.clock.now_ms(), portal.today());
    let found = editorial::agenda(&portal.db, &caller.actor, when).await?;
    Ok(Reply::of(&Waiting { items: found.into_iter().map(part).collect() }))
}

/// Which days are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Days {
    /// The first day; the first of this month unless it is said.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// The last day, at most a year after the first; the last of its month unless it is said.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
}

/// An hour of an entry's life.
#[derive(Serialize, ToSchema)]
pub struct HourView {
    /// When.
    at: Moment,
    /// What: `scheduled` (goes public by itself), `published` or `expires`.
    what: &'static str,
    /// The entry.
    entry: LineView,
}

/// What goes public and what comes down, in order.
#[derive(Serialize, ToSchema)]
pub struct Calendar {
    /// The hours.
    items: Vec<HourView>,
}

/// Shows what goes public, went public and comes down on some days.
#[utoipa::path(get, path = "/api/calendar", tag = "entries", params(Days),
    responses((status = 200, description = "The hours, in order", body = Calendar)))]
pub async fn calendar(
    State(portal): State<Portal>,
    caller: Caller,
    Asked(days): Asked<Days>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let from = days.from.unwrap_or_else(|| portal.today().first_of_month());
    let to = days.to.unwrap_or_else(|| from.last_of_month());
    let (begin, end) = between(&portal, from, to)?;
    let mut items = Vec::new();
    for found in editorial::hours(&portal.db, begin, end).await? {
        let hours = found.hours().into_iter().filter(|(_, at)| (begin..end).contains(at));
        items.extend(hours.map(|(hour, at)| (at, hour, found.clone())));
    }
    items.sort_by_key(|(at, _, entry)| (*at, entry.entry, entry.language));
    let view = |(at, hour, found): (i64, editorial::Hour, editorial::Line)| HourView {
        at: Moment(at),
        what: hour.name(),
        entry: line(found),
    };
    Ok(Reply::of(&Calendar { items: items.into_iter().map(view).collect() }))
}

/// The moments between which some days lie, where the site is.
fn between(portal: &Portal, from: Date, to: Date) -> Result<(i64, i64), Stop> {
    let wrong = || Problem::new(Why::Invalid).at("to", "api-days-between");
    let moment = |day: Date| -> Option<i64> {
        Some(day.to_zoned(portal.zone.clone()).ok()?.timestamp().as_millisecond())
    };
    let after = to.checked_add(1.day()).ok();
    let latest = from.checked_add(1.year()).map_err(|_| wrong())?;
    if to < from || to > latest {
        return Err(wrong().into());
    }
    let begin = moment(from).ok_or_else(wrong)?;
    Ok((begin, after.and_then(moment).ok_or_else(wrong)?))
}
