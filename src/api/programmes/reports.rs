//! Periodic reports: looked at, issued, read with all they say, withdrawn, and their files as they were
//! made. Not for what a report says: that is `action_programme::reports`.

use super::Room;
use crate::action_programme::ReportId;
use crate::action_programme::reports::{self, Issued, KeptFile, Paper, Press, Report, Withdrawal};
use crate::api::access::Caller;
use crate::api::act::{Act, Keep, Once, Sent};
use crate::api::inputs::At;
use crate::api::moments::Moment;
use crate::api::problem::{Answered, Problem, Stop, Why};
use crate::api::programmes::standing::TallyView;
use crate::api::refusals::broken;
use crate::api::reply::Reply;
use crate::people::Reach;
use crate::platform::files::content_type;
use crate::portal::Portal;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::header::{CONTENT_TYPE, ETAG};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/programmes/{programme}/reports", get(list).post(issue))
        .route("/programmes/{programme}/reports/look", post(look))
        .route("/programmes/{programme}/reports/{number}", get(show))
        .route("/programmes/{programme}/reports/{number}/withdraw", post(withdraw))
        .route("/programmes/{programme}/reports/{number}/files/{name}", get(file))
}

#[derive(OpenApi)]
#[openapi(paths(list, look, issue, show, withdraw, file))]
pub(super) struct Described;

/// An issued report.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeReport)]
pub struct View {
    /// Its number.
    id: i64,
    /// What it is of: `2025`, `2025-H1`, `2025-Q3`, `2025-11`.
    period: String,
    /// The last day its figures are of.
    #[schema(value_type = String, format = Date)]
    cut_off: Date,
    /// The last day on which it was in time.
    #[schema(value_type = String, format = Date)]
    due: Date,
    /// Number and sign; empty until a registry gives them.
    reference: String,
    /// The day it was issued.
    #[schema(value_type = String, format = Date)]
    issued_on: Date,
    /// The body that issued it.
    issuer: String,
    /// When it was recorded.
    made_at: Moment,
    /// By whom, as the log names actors.
    made_by: String,
    /// Why it no longer stands; none while it does.
    withdrawn: Option<WithdrawnView>,
    /// Its files; those of a withdrawn report are no longer given.
    files: Vec<FileView>,
}

/// Why a report no longer stands.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeReportWithdrawn)]
pub struct WithdrawnView {
    /// When it was withdrawn.
    at: Moment,
    /// By whom, as the log names actors.
    by: String,
    /// Why, as readers see it.
    reason: String,
}

/// A file of a report.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeReportFile)]
pub struct FileView {
    /// Its name: language and form, such as `vi.pdf`.
    name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    sha256: String,
    /// How many bytes it has.
    bytes: i64,
    /// Where it is given.
    url: String,
}

/// Reports, the newest first.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeReportList)]
pub struct List {
    /// The reports, withdrawn ones among them.
    items: Vec<View>,
}

/// An issued report with all it says.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeReportWhole)]
pub struct Whole {
    /// The report.
    #[serde(flatten)]
    report: View,
    /// What it says: the value its files are made of, as it was kept when it was issued.
    #[schema(value_type = Object)]
    value: Value,
}

fn view(room: &Room, one: Issued) -> View {
    let url = format!("{}/reports/{}", room.url(), one.id);
    let file = |file: KeptFile| FileView {
        url: format!("{url}/files/{}", file.name),
        name: file.name,
        sha256: file.sha256,
        bytes: file.bytes,
    };
    let withdrawn =
        |why: Withdrawal| WithdrawnView { at: Moment(why.at), by: why.by, reason: why.reason };
    View {
        id: one.id.0,
        period: one.period.to_string(),
        cut_off: one.cut_off,
        due: one.due,
        reference: one.reference,
        issued_on: one.issued_on,
        issuer: one.issuer,
        made_at: Moment(one.made_at),
        made_by: one.made_by,
        withdrawn: one.withdrawn.map(withdrawn),
        files: one.files.into_iter().map(file).collect(),
    }
}

impl Room {
    /// The report of a number.
    async fn report(&self, id: i64) -> Result<Issued, Stop> {
        let (db, programme) = (&self.portal.db, self.programme.id);
        Ok(reports::issued_one(db, programme, ReportId(id)).await?.ok_or(Why::NoSuch)?)
    }

    /// A report with what it says. It never changes but by being withdrawn.
    async fn whole(&self, id: i64) -> Result<Reply, Stop> {
        let report = self.report(id).await?;
        let value = reports::value(&self.portal.db, report.id).await?.ok_or(Why::NoSuch)?;
        let value = serde_json::from_str(&value).map_err(|cause| broken(&cause))?;
        Ok(Reply::of(&Whole { report: view(self, report), value }))
    }
}

/// Lists the issued reports of a programme, the newest first.
#[utoipa::path(get, path = "/api/programmes/{programme}/reports", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key")),
    responses((status = 200, description = "The reports", body = List)))]
pub async fn list(State(portal): State<Portal>, caller: Caller, At(key): At<String>) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let all = reports::issued(&portal.db, room.programme.id).await?;
    Ok(Reply::of(&List { items: all.into_iter().map(|one| view(&room, one)).collect() }))
}

/// Shows an issued report with all it says.
#[utoipa::path(get, path = "/api/programmes/{programme}/reports/{number}", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The report", minimum = 1)),
    responses((status = 200, description = "The report", body = Whole)))]
pub async fn show(
    State(portal): State<Portal>,
    caller: Caller,
    At((key, id)): At<(String, i64)>,
) -> Answered {
    Room::open(&portal, &caller, &key).await?.whole(id).await
}

/// A report that is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeReportNew)]
pub struct New {
    /// What it is of: `2025`, `2025-H1`, `2025-Q3`, `2025-11`.
    #[schema(pattern = "^[0-9]{4}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])))?$")]
    period: String,
    /// The last day its figures are of; the 14th of the last month unless it is said.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    cut_off: Option<Date>,
    /// The last day on which it is in time; the 20th of the last month unless it is said.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Date>,
    /// The body that issues it, by its key; the site's publisher unless it is said.
    #[serde(default)]
    issuer: Option<String>,
    /// Number and sign; left out until a registry gives them.
    #[serde(default)]
    reference: String,
    /// Where it is issued.
    #[schema(min_length = 1)]
    place: String,
    /// The day it is issued; today unless it is said.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    issued_on: Option<Date>,
    /// The post of whoever signs, a line each; never a person's name.
    #[serde(default)]
    signing: Vec<String>,
    /// Who gets it, a line each.
    #[serde(default)]
    recipients: Vec<String>,
}

fn asked(room: &Room, new: New) -> Result<reports::Asked, Problem> {
    let period = new.period.parse();
    let period = period.map_err(|_| Problem::invalid("period", "report-fault-period"))?;
    let paper = Paper {
        issuer: new.issuer.unwrap_or_else(|| room.known.site.publisher.clone()),
        reference: new.reference,
        place: new.place,
        issued_on: new.issued_on.unwrap_or_else(|| room.portal.today()),
        signing: new.signing,
        recipients: new.recipients,
    };
    Ok(reports::Asked::of(period, (new.cut_off, new.due), paper))
}

/// What a report would come to.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeReportLooked)]
pub struct Looked {
    /// The last day its figures are of.
    #[schema(value_type = String, format = Date)]
    cut_off: Date,
    /// The last day on which it is in time.
    #[schema(value_type = String, format = Date)]
    due: Date,
    /// Bodies that have handed in a plan.
    received: usize,
    /// Bodies that owe one.
    of: usize,
    /// Bodies that are late.
    late: usize,
    /// The activities, counted.
    activities: TallyView,
    /// Activities that are late.
    overdue: usize,
    /// Indicators that are achieved.
    achieved: usize,
    /// Indicators in all.
    indicators: usize,
}

fn looked(report: &Report) -> Looked {
    let totals = report.totals();
    Looked {
        cut_off: report.cut_off,
        due: report.due,
        received: totals.received,
        of: totals.of,
        late: totals.late,
        activities: totals.tally.into(),
        overdue: totals.overdue,
        achieved: totals.achieved,
        indicators: totals.indicators,
    }
}

/// Shows what a report would come to; nothing is written.
#[utoipa::path(post, path = "/api/programmes/{programme}/reports/look", tag = "programmes", request_body = New,
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 200, description = "What it would come to", body = Looked)))]
pub async fn look(At(key): At<String>, Sent(act, new): Sent<New>) -> Answered {
    let apart = act.begin_apart(Reach::Programme).await?;
    let done = looked_at(&apart.act, &key, new).await;
    apart.end(done, Keep::All).await
}

async fn looked_at(act: &Act, key: &str, new: New) -> Answered {
    let room = Room::acting(act, key).await?;
    let asked = asked(&room, new)?;
    let of = (&room.programme, &room.known.agencies);
    let press = Press::from(&room.portal);
    let report = reports::look_at_report(&press, room.by(), of, &asked).await?;
    Ok(Reply::of(&looked(&report)))
}

/// Issues a report and answers once its files are made: some seconds. It is public from then on.
#[utoipa::path(post, path = "/api/programmes/{programme}/reports", tag = "programmes", request_body = New,
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 201, description = "The report", body = View,
        headers(("Location" = String, description = "Where it stands")))))]
pub async fn issue(At(key): At<String>, Sent(act, new): Sent<New>) -> Answered {
    let apart = act.begin_apart(Reach::Programme).await?;
    let done = issued(&apart.act, &key, new).await;
    apart.end(done, Keep::All).await
}

async fn issued(act: &Act, key: &str, new: New) -> Answered {
    let room = Room::acting(act, key).await?;
    let asked = asked(&room, new)?;
    let of = (&room.programme, &room.known.agencies);
    let press = Press::from(&room.portal);
    let id = reports::issue_report(&press, room.by(), of, &asked).await?;
    let made = Reply::of(&view(&room, room.report(id.0).await?));
    Ok(made.made(format!("{}/reports/{id}", room.url())))
}

/// Why a report is withdrawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeReportWithdraw)]
pub struct Wrong {
    /// Why; readers see it in place of the files.
    #[schema(min_length = 1)]
    reason: String,
}

/// Withdraws a report: its page says why, its files are no longer given, and another may be issued.
#[utoipa::path(post, path = "/api/programmes/{programme}/reports/{number}/withdraw", tag = "programmes", request_body = Wrong,
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The report", minimum = 1),
        Once),
    responses((status = 204, description = "It is withdrawn")))]
pub async fn withdraw(At((key, id)): At<(String, i64)>, Sent(act, wrong): Sent<Wrong>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (by, within, id) = (room.by(), room.within(), ReportId(id));
    reports::withdraw_report(&mut begun.tx, by, within, id, &wrong.reason).await?;
    begun.end(Reply::nothing()).await
}

/// Gives a file of a report that stands, byte for byte as it was made when it was issued.
#[utoipa::path(get, path = "/api/programmes/{programme}/reports/{number}/files/{name}", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The report", minimum = 1),
        ("name" = String, Path, description = "The file: language and form, such as `vi.pdf`, `en.docx`, `vi.xlsx`")),
    responses((status = 200, description = "The file", content_type = "application/octet-stream",
            headers(("ETag" = String, description = "The SHA-256 of its bytes"))),
        (status = 409, description = "The report is withdrawn", body = crate::api::problem::ProblemView,
            content_type = "application/problem+json")))]
pub async fn file(
    State(portal): State<Portal>,
    caller: Caller,
    At((key, id, name)): At<(String, i64, String)>,
) -> Result<Response, Stop> {
    let room = Room::open(&portal, &caller, &key).await?;
    let report = room.report(id).await?;
    if report.withdrawn.is_some() {
        let subject = format!("programme/{key}/report/{id}");
        return Err(Problem::new(Why::WrongState).with("subject", subject).into());
    }
    let file = report.files.iter().find(|file| file.name == name).ok_or(Why::NoSuch)?;
    let bytes = portal.files.get(&file.sha256, None).await?;
    let headers =
        [(CONTENT_TYPE, content_type(&name).to_owned()), (ETAG, format!("\"{}\"", file.sha256))];
    Ok((headers, Body::from(bytes)).into_response())
}
