//! Decisions about bodies that end: that a plan counts for a successor, that open work goes to it.

use super::Room;
use crate::action_programme::{self as programme, Decision, PlanId, Ruling, Taking};
use crate::api::access::Caller;
use crate::api::act::{Once, Sent};
use crate::api::inputs::At;
use crate::api::moments::Moment;
use crate::api::problem::Answered;
use crate::api::reply::Reply;
use crate::people::Reach;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/programmes/{programme}/decisions", get(list).post(decide))
}

#[derive(OpenApi)]
#[openapi(paths(list, decide))]
pub(super) struct Described;

/// A recorded decision; it never changes.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeDecision)]
pub struct View {
    /// Its number.
    id: i64,
    /// `counts_for` or `hand_over`.
    #[schema(value_type = String)]
    what: Ruling,
    /// The body whose plan or work it is.
    from: String,
    /// The body it counts for or goes to.
    to: String,
    /// The plan, where it is about one.
    plan: Option<i64>,
    /// The document it stands in, cited.
    citation: String,
    /// The day from which it holds.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// When it was recorded.
    made_at: Moment,
    /// By whom, as the log names actors.
    made_by: String,
}

/// Decisions, oldest first.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeDecisionList)]
pub struct List {
    /// The decisions.
    items: Vec<View>,
}

fn view(one: Decision) -> View {
    View {
        id: one.id.0,
        what: one.what,
        from: one.from,
        to: one.to,
        plan: one.plan.map(|plan| plan.0),
        citation: one.citation,
        day: one.day,
        made_at: Moment(one.made_at),
        made_by: one.made_by,
    }
}

/// Lists the decisions.
#[utoipa::path(get, path = "/api/programmes/{programme}/decisions", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key")),
    responses((status = 200, description = "The decisions", body = List)))]
pub async fn list(State(portal): State<Portal>, caller: Caller, At(key): At<String>) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    room.must_see_all()?;
    let all = programme::decisions(&portal.db, room.programme.id).await?;
    Ok(Reply::of(&List { items: all.into_iter().map(view).collect() }))
}

/// What is decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = ProgrammeDecisionNew)]
pub enum New {
    /// A plan of a body that ended counts for another.
    CountsFor {
        /// The plan.
        plan: i64,
        /// The body it counts for.
        to: String,
        /// The day from which it does.
        #[schema(value_type = String, format = Date)]
        day: Date,
        /// The document it stands in, cited.
        citation: String,
    },
    /// The open work of a body goes to another.
    HandOver {
        /// The body that ended.
        from: String,
        /// The body that takes over.
        to: String,
        /// The day from which it does.
        #[schema(value_type = String, format = Date)]
        day: Date,
        /// The document it stands in, cited.
        citation: String,
    },
}

/// What a decision has moved.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ProgrammeDecisionMade)]
pub struct Made {
    /// The number of the decision that a plan counts.
    decision: Option<i64>,
    /// Parts in measures that changed hands.
    assignments: usize,
    /// Plans that changed hands.
    plans: usize,
    /// Activities that changed hands.
    activities: usize,
}

/// Records a decision.
#[utoipa::path(post, path = "/api/programmes/{programme}/decisions", tag = "programmes", request_body = New,
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 201, description = "What it has moved", body = Made,
        headers(("Location" = String, description = "Where decisions are listed")))))]
pub async fn decide(At(key): At<String>, Sent(act, new): Sent<New>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (by, beside) = (room.by(), room.beside());
    let made = match &new {
        New::CountsFor { plan, to, day, citation } => {
            let (plan, to) = (PlanId(*plan), (to.as_str(), *day, citation.as_str()));
            let id = programme::count_for(&mut begun.tx, by, beside, plan, to).await?;
            Made { decision: Some(id.0), ..Made::default() }
        }
        New::HandOver { from, to, day, citation } => {
            let taking = Taking { from, to, day: *day, citation, entry: None };
            let handed = programme::hand_over(&mut begun.tx, by, beside, &taking).await?;
            Made {
                decision: None,
                assignments: handed.assignments,
                plans: handed.plans,
                activities: handed.activities,
            }
        }
    };
    begun.end(Reply::of(&made).made(format!("{}/decisions", room.url()))).await
}
