//! Evidence: put forward for an activity, a task or an observation; accepted or refused.

use super::Room;
use crate::action_programme::{
    self as programme, ActivityId, Claim, Evidence, EvidenceId, EvidenceOf, EvidenceRow,
    EvidenceState, ObservationId, Offer, Proof, TaskId,
};
use crate::api::access::Caller;
use crate::api::act::{Nothing, Once, Sent};
use crate::api::inputs::{Asked, At};
use crate::api::moments::Moment;
use crate::api::problem::{Answered, Problem, Stop, Why};
use crate::api::reply::Reply;
use crate::people::Reach;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/programmes/{programme}/evidence", get(list).post(offer))
        .route("/programmes/{programme}/evidence/{number}/accept", post(accept))
        .route("/programmes/{programme}/evidence/{number}/refuse", post(refuse))
}

#[derive(OpenApi)]
#[openapi(paths(list, offer, accept, refuse), components(schemas(ProofShape)))]
pub(super) struct Described;

/// What evidence is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ProgrammeEvidenceSubject)]
pub enum Subject {
    /// An activity of a plan.
    Activity,
    /// A task of the programme.
    Task,
    /// What was observed of an indicator.
    Observation,
}

impl Subject {
    fn name(self) -> &'static str {
        match self {
            Subject::Activity => "activity",
            Subject::Task => "task",
            Subject::Observation => "observation",
        }
    }
}

/// Evidence as it is kept: an `entry` in a `language`; `visits` of an entry `from` a day `to` a day with
/// `views`; a `file`; a `link` with `url`, `hash` and `archived`.
#[derive(ToSchema)]
#[schema(as = ProgrammeProof)]
#[expect(dead_code, reason = "it only describes")]
pub struct ProofShape {
    /// `entry`, `visits`, `file` or `link`.
    #[schema(pattern = "^(entry|visits|file|link)$")]
    kind: String,
    /// The entry, such as `news/khai-mac`.
    entry: Option<String>,
    /// In which language it is live.
    language: Option<String>,
    /// The first day of the views.
    #[schema(format = Date)]
    from: Option<String>,
    /// The last day of the views.
    #[schema(format = Date)]
    to: Option<String>,
    /// The views of those days, read from the ledger when it was put forward.
    views: Option<i64>,
    /// The key of the file.
    file: Option<String>,
    /// The page elsewhere.
    url: Option<String>,
    /// SHA-256 of its archived copy, in hexadecimal.
    hash: Option<String>,
    /// The day it was archived.
    #[schema(format = Date)]
    archived: Option<String>,
}

/// A piece of evidence.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeEvidence)]
pub struct View {
    /// Its number.
    id: i64,
    /// What it is of: `activity`, `task` or `observation`.
    subject: String,
    /// The number of that: of a task its number in the act.
    of: i64,
    /// What is put forward.
    #[schema(value_type = ProofShape)]
    proof: Proof,
    /// One sentence on what it shows.
    note: String,
    /// `offered`, `accepted` or `refused`.
    #[schema(value_type = String)]
    state: EvidenceState,
    /// When it was put forward.
    made_at: Moment,
    /// By whom, as the log names actors.
    made_by: String,
}

/// Evidence, oldest first.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeEvidenceList)]
pub struct List {
    /// The pieces.
    items: Vec<View>,
}

/// Which evidence is wanted: of one thing, or all that waits for the coordinator.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Of what; with `of`.
    #[param(inline)]
    subject: Option<Subject>,
    /// Its number: of a task its number in the act.
    #[param(minimum = 1)]
    of: Option<i64>,
}

impl Room {
    /// The number of a task in the act by its number in the store, which evidence is kept under.
    fn number_of(&self, subject: &str, id: i64) -> i64 {
        let mut tasks = self.programme.outline.tasks.iter();
        let task = tasks.find(|task| task.id == Some(TaskId(id)));
        task.filter(|_| subject == "task").map_or(id, |task| task.no)
    }

    /// What evidence is of, if it is there and whoever asks may see it.
    async fn subject(&self, subject: Subject, number: i64) -> Result<EvidenceOf, Stop> {
        match subject {
            Subject::Activity => {
                self.activity(number).await?;
                Ok(EvidenceOf::activity(ActivityId(number)))
            }
            Subject::Task => {
                let mut tasks = self.programme.outline.tasks.iter();
                let task = tasks.find(|task| task.no == number).and_then(|task| task.id);
                Ok(EvidenceOf::task(task.ok_or(Why::NoSuch)?))
            }
            Subject::Observation => {
                self.must_see_all()?;
                Ok(EvidenceOf::observation(ObservationId(number)))
            }
        }
    }
}

fn view(room: &Room, one: Evidence) -> View {
    View {
        id: one.id.0,
        of: room.number_of(&one.subject, one.subject_id),
        subject: one.subject,
        proof: one.proof,
        note: one.note,
        state: one.state,
        made_at: Moment(one.made_at),
        made_by: one.made_by,
    }
}

/// How many pieces that wait are listed.
const WAITING: i64 = 1000;

/// Lists the evidence of one thing, or all that waits for the coordinator.
#[utoipa::path(get, path = "/api/programmes/{programme}/evidence", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"), Filter),
    responses((status = 200, description = "The evidence", body = List)))]
pub async fn list(
    State(portal): State<Portal>,
    caller: Caller,
    At(key): At<String>,
    Asked(filter): Asked<Filter>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let found = match (filter.subject, filter.of) {
        (Some(subject), Some(number)) => {
            let of = room.subject(subject, number).await?;
            programme::evidence_of(&portal.db, subject.name(), of.id).await?
        }
        (None, None) => {
            room.must_see_all()?;
            programme::waiting(&portal.db, room.programme.id, WAITING).await?
        }
        _ => return Err(Problem::new(Why::Invalid).at("of", "api-subject-and-of").into()),
    };
    Ok(Reply::of(&List { items: found.into_iter().map(|one| view(&room, one)).collect() }))
}

/// Evidence to be put forward: an `entry`; `visits` of an entry `from` a day `to` a day, whose views are
/// read from the ledger; a `file`; a `link` with `url`, `hash` and `archived`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeEvidenceNew)]
pub struct New {
    /// What it is of.
    subject: Subject,
    /// The number of that: of a task its number in the act.
    #[schema(minimum = 1)]
    of: i64,
    /// What is put forward.
    #[schema(value_type = ProofShape)]
    proof: Claim,
    /// One sentence on what it shows.
    #[serde(default)]
    note: String,
}

/// The evidence as it stands within the act.
fn now(room: &Room, row: Option<EvidenceRow>) -> Result<Reply, Stop> {
    let found = row.and_then(EvidenceRow::into_evidence).ok_or(Why::NoSuch)?;
    Ok(Reply::of(&view(room, found)))
}

/// Puts evidence forward.
#[utoipa::path(post, path = "/api/programmes/{programme}/evidence", tag = "programmes", request_body = New,
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 201, description = "The evidence", body = View,
        headers(("Location" = String, description = "Where evidence is listed")))))]
pub async fn offer(At(key): At<String>, Sent(act, new): Sent<New>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let of = room.subject(new.subject, new.of).await?;
    let (db, when) = (&room.portal.db, (room.languages(), room.portal.today()));
    let proof = programme::look_up(db, when, new.proof).await?;
    let offer = Offer { of, proof, note: new.note.trim().to_owned() };
    let id = programme::offer(&mut begun.tx, room.by(), room.within(), &offer).await?;
    let made = now(&room, programme::evidence(&mut begun.tx, id).await?)?;
    begun.end(made.made(format!("{}/evidence", room.url()))).await
}

/// Accepts a piece of evidence.
#[utoipa::path(post, path = "/api/programmes/{programme}/evidence/{number}/accept", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The evidence", minimum = 1),
        Once),
    responses((status = 200, description = "The evidence", body = View)))]
pub async fn accept(
    At((key, id)): At<(String, i64)>,
    Sent(act, _nothing): Sent<Nothing>,
) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (by, within, id) = (room.by(), room.within(), EvidenceId(id));
    programme::accept_evidence(&mut begun.tx, by, within, id).await?;
    let reply = now(&room, programme::evidence(&mut begun.tx, id).await?)?;
    begun.end(reply).await
}

/// Why evidence is refused.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeEvidenceRefusal)]
pub struct Remark {
    /// Why.
    #[schema(min_length = 1)]
    remark: String,
}

/// Refuses a piece of evidence, also one that was accepted before.
#[utoipa::path(post, path = "/api/programmes/{programme}/evidence/{number}/refuse", tag = "programmes", request_body = Remark,
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The evidence", minimum = 1),
        Once),
    responses((status = 200, description = "The evidence", body = View)))]
pub async fn refuse(At((key, id)): At<(String, i64)>, Sent(act, said): Sent<Remark>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (by, within, id) = (room.by(), room.within(), EvidenceId(id));
    programme::refuse_evidence(&mut begun.tx, by, within, id, &said.remark).await?;
    let reply = now(&room, programme::evidence(&mut begun.tx, id).await?)?;
    begun.end(reply).await
}
