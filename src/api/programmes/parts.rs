//! Who has which part in which measure: given from a day on, ended on a day.

use super::{Room, measure_key};
use crate::action_programme::{self as programme, AsOf, Assignment, Part};
use crate::api::access::Caller;
use crate::api::act::{Once, Sent};
use crate::api::inputs::{Asked, At};
use crate::api::problem::{Answered, Problem, Why};
use crate::api::reply::Reply;
use crate::people::Reach;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/programmes/{programme}/assignments", get(list).post(assign))
        .route("/programmes/{programme}/assignments/{number}/release", post(release))
}

#[derive(OpenApi)]
#[openapi(paths(list, assign, release))]
pub(super) struct Described;

/// An agency's part in a measure.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeAssignment)]
pub struct View {
    /// Its number.
    id: i64,
    /// The key of the measure.
    measure: String,
    /// The key of the agency.
    agency: String,
    /// `lead` or `coordinating`.
    #[schema(value_type = String)]
    part: Part,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
}

/// Parts in measures.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeAssignmentList)]
pub struct List {
    /// The parts.
    items: Vec<View>,
}

/// On which day.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct OnDay {
    /// The day looked at; today unless it is said.
    #[param(value_type = Option<String>, format = Date)]
    day: Option<Date>,
}

impl OnDay {
    /// The day that was asked for, else today.
    pub(super) fn or_today(&self, portal: &Portal) -> Date {
        self.day.unwrap_or_else(|| portal.today())
    }
}

fn view(room: &Room, one: &Assignment) -> View {
    View {
        id: one.id.0,
        measure: measure_key(&room.programme, one.measure),
        agency: one.agency.clone(),
        part: one.part,
        from: one.from,
    }
}

/// Lists who has which part on a day.
#[utoipa::path(get, path = "/api/programmes/{programme}/assignments", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"), OnDay),
    responses((status = 200, description = "The parts", body = List)))]
pub async fn list(
    State(portal): State<Portal>,
    caller: Caller,
    At(key): At<String>,
    Asked(asked): Asked<OnDay>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let as_of = AsOf::day(asked.or_today(&portal));
    let all = programme::assignments(&portal.db, room.programme.id, as_of).await?;
    Ok(Reply::of(&List { items: all.iter().map(|one| view(&room, one)).collect() }))
}

/// A part to be given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeAssignmentNew)]
pub struct New {
    /// The key of the measure.
    measure: String,
    /// The key of the agency.
    agency: String,
    /// `lead` or `coordinating`.
    #[schema(value_type = String, pattern = "^(lead|coordinating)$")]
    part: Part,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
}

/// Gives an agency a part in a measure.
#[utoipa::path(post, path = "/api/programmes/{programme}/assignments", tag = "programmes", request_body = New,
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 201, description = "The part", body = View,
        headers(("Location" = String, description = "Where parts are listed")))))]
pub async fn assign(At(key): At<String>, Sent(act, new): Sent<New>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let no_measure = || Problem::invalid("measure", "progdesk-no-measure");
    let measure = room.programme.measure(&new.measure).ok_or_else(no_measure)?;
    let part = (new.agency.as_str(), new.part, new.from);
    let id = programme::assign(&mut begun.tx, room.by(), room.beside(), measure, part).await?;
    let New { measure, agency, part, from } = new;
    let made = View { id: id.0, measure, agency, part, from };
    begun.end(Reply::of(&made).made(format!("{}/assignments", room.url()))).await
}

/// When a part ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeAssignmentEnd)]
pub struct End {
    /// The first day the agency has no part any more.
    #[schema(value_type = String, format = Date)]
    to: Date,
}

/// Ends an agency's part in a measure.
#[utoipa::path(post, path = "/api/programmes/{programme}/assignments/{number}/release", tag = "programmes", request_body = End,
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The part", minimum = 1),
        Once),
    responses((status = 204, description = "It ends")))]
pub async fn release(At((key, id)): At<(String, i64)>, Sent(act, end): Sent<End>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let ever = AsOf::day(Date::MAX);
    let all = programme::assignments(&room.portal.db, room.programme.id, ever).await?;
    let one = all.into_iter().find(|one| one.id.0 == id).ok_or(Why::NoSuch)?;
    programme::release(&mut begun.tx, room.by(), room.within(), &one, end.to).await?;
    begun.end(Reply::nothing()).await
}
