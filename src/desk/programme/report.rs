//! Reports at the desk: a period is chosen, the figures are looked at, the report is issued; one that was
//! wrong is withdrawn with a reason. Not for what a report says: that is `action_programme::reports`.

use super::board::crumbs;
use super::making::{self, MakingView, making_url};
use super::{After, Link, Room, WithForm, Wrong, day_sent};
use crate::action_programme::reports::{
    self, Asked, Every, Issued, Making, Ordered, Paper, Press, Report, ReportPeriod, Voice,
};
use crate::action_programme::{In, Refusal, ReportId, share};
use crate::desk::rows::Choice;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/programme/{key}/reports", get(show).post(look))
        .route("/desk/programme/{key}/reports/issue", post(issue))
        .route("/desk/programme/{key}/reports/{id}/withdraw", post(withdraw))
}

#[derive(Serialize)]
struct ReportsPage {
    crumbs: Vec<Link>,
    url: String,
    may_run: bool,
    rows: Vec<Row>,
    periods: Vec<Choice>,
    bodies: Vec<Choice>,
    typed: Typed,
    look: Option<Look>,
    making: Vec<MakingView>,
    failed: Vec<FailedView>,
    errors: Vec<Wrong>,
}

/// A report that could not be made.
#[derive(Serialize)]
struct FailedView {
    title: String,
    /// For the operator.
    problem: String,
    /// Where its form stands with all that was typed.
    url: String,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    title: String,
    url: String,
    reference: String,
    issuer: String,
    issued_on: String,
    cut_off: String,
    person: String,
    files: Vec<Link>,
    withdrawn: Option<String>,
}

/// The form as it was filled in.
#[derive(Default, Serialize)]
struct Typed {
    period: String,
    cut_off: String,
    due: String,
    issuer: String,
    reference: String,
    place: String,
    issued_on: String,
    signing: String,
    recipients: String,
}

/// What would be issued.
#[derive(Serialize)]
struct Look {
    title: String,
    cut_off: String,
    due: String,
    received: usize,
    of: usize,
    late: usize,
    proven: i64,
    all: i64,
    share: Option<i64>,
    overdue: usize,
    achieved: usize,
    indicators: usize,
}

/// The voice of the desk.
pub(super) fn voice<'a>(room: &'a Room<'_>) -> Voice<'a> {
    let portal = room.portal;
    Voice { words: &portal.words, zone: &portal.zone, language: room.language() }
}

/// Where the reports stand.
pub(super) fn url(room: &Room<'_>) -> String {
    format!("{}/reports", room.url())
}

/// Where the form of a report that could not be made stands with all that was typed.
pub(super) fn again_url(room: &Room<'_>, period: ReportPeriod) -> String {
    format!("{}?again={period}#new", url(room))
}

/// Every period whose figures could be in by now, the newest first.
fn periods(room: &Room<'_>) -> Vec<Choice> {
    let (today, starts) = (room.portal.today(), room.programme.outline.starts);
    let mut found: Vec<ReportPeriod> = Vec::new();
    for every in Every::ALL {
        for year in (starts.year()..=today.year()).rev() {
            let all = (1..=12).rev().filter_map(|number| ReportPeriod::new(every, year, number));
            found.extend(all.filter(|one| one.cut_off() >= starts && one.days().0 <= today));
        }
    }
    found.sort_by_key(|one| (one.every, std::cmp::Reverse(one.cut_off())));
    found.reverse();
    found.sort_by_key(|one| std::cmp::Reverse(one.every));
    let said = voice(room);
    found.iter().map(|one| Choice::new(one.to_string(), said.period(*one))).collect()
}

async fn page(room: &Room<'_>) -> Result<ReportsPage, Fault> {
    if !room.sees_all() {
        return Err(Fault::Forbidden);
    }
    let (portal, today) = (room.portal, room.portal.today());
    let issued = reports::issued(&portal.db, room.programme.id).await?;
    let ordered = reports::ordered(&portal.db, &room.programme, &issued).await?;
    let names = room.names().await?;
    let rows = issued.iter().map(|one| row(room, one, names.actor(&one.made_by))).collect();
    let mut bodies: Vec<Choice> = room
        .register()
        .all_on(today)
        .map(|one| Choice::new(one.key.clone(), one.name(room.language()).to_owned()))
        .collect();
    bodies.sort_by_key(|one| crate::platform::text::fold(&one.label));
    let this = Link { label: room.say("report-desk-reports"), url: String::new() };
    Ok(ReportsPage {
        crumbs: crumbs(room, vec![this]),
        url: url(room),
        may_run: room.coordinates(),
        rows,
        periods: periods(room),
        bodies,
        typed: usual(room, issued.first()),
        look: None,
        making: ordered.iter().filter_map(|one| making::view(room, one)).collect(),
        failed: ordered.iter().filter_map(|one| failed(room, one)).collect(),
        errors: Vec::new(),
    })
}

fn failed(room: &Room<'_>, one: &Ordered) -> Option<FailedView> {
    let Making::Failed(problem) = &one.state else { return None };
    let (said, period) = (voice(room), one.asked.period);
    Some(FailedView {
        title: said.with("report-title", &[("period", &said.period(period))]),
        problem: problem.clone(),
        url: again_url(room, period),
    })
}

/// The form as it was filled in for a report that could not be made.
async fn typed_before(room: &Room<'_>, period: &str) -> Result<Option<Typed>, Fault> {
    let ordered = reports::ordered(&room.portal.db, &room.programme, &[]).await?;
    let one = ordered.into_iter().find(|one| one.asked.period.to_string() == period);
    Ok(one.map(|one| {
        let Asked { period, cut_off, due, paper } = one.asked;
        Typed {
            period: period.to_string(),
            cut_off: cut_off.to_string(),
            due: due.to_string(),
            issuer: paper.issuer,
            reference: paper.reference,
            place: paper.place,
            issued_on: paper.issued_on.to_string(),
            signing: paper.signing.join("\n"),
            recipients: paper.recipients.join("\n"),
        }
    }))
}

/// What the form offers: the last year whose figures are in, the paper of the report before.
fn usual(room: &Room<'_>, before: Option<&Issued>) -> Typed {
    let today = room.portal.today();
    let period = ReportPeriod::last_before(Every::Year, today);
    let issuer = before.map_or_else(|| room.known.site.publisher.clone(), |one| one.issuer.clone());
    Typed {
        period: period.map(|one| one.to_string()).unwrap_or_default(),
        issuer,
        issued_on: today.to_string(),
        recipients: room.say("report-desk-recipients-usual"),
        ..Typed::default()
    }
}

fn row(room: &Room<'_>, one: &Issued, person: String) -> Row {
    let said = voice(room);
    let addresses = &room.portal.addresses;
    let list = addresses.list(room.language(), "programme");
    let word = addresses.word(room.language(), "report");
    let url = format!("{list}/{}/{word}/{}", room.programme.key, one.id);
    let stands = one.withdrawn.is_none();
    let files = reports::offered(&one.files, room.language()).into_iter();
    let files = files.filter(|_| stands).map(|file| Link {
        label: format!("{}, {}", file.name, room.portal.file_size(room.language(), file.bytes)),
        url: format!("{url}/{}", file.name),
    });
    Row {
        id: one.id.0,
        title: said.with("report-title", &[("period", &said.period(one.period))]),
        reference: one.reference.clone(),
        issuer: room.name(&one.issuer),
        issued_on: room.date(one.issued_on),
        cut_off: room.date(one.cut_off),
        person,
        files: files.collect(),
        withdrawn: one.withdrawn.as_ref().map(|why| why.reason.clone()),
        url,
    }
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
    Query(after): Query<After>,
    Query(Again { again }): Query<Again>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let mut own = page(&room).await?;
    if let Some(typed) = typed_before(&room, &again).await? {
        own.typed = typed;
    }
    room.shown(own, &after).await
}

/// Of which period the form shall stand as it was filled in.
#[derive(Default, Deserialize)]
struct Again {
    #[serde(default)]
    again: String,
}

impl WithForm for ReportsPage {
    const TEMPLATE: &'static str = "desk/programme/reports.html";

    fn title(&self, room: &Room<'_>) -> String {
        room.say("report-desk-reports")
    }

    fn mend(&mut self, errors: Vec<Wrong>) {
        self.errors = errors;
    }
}

/// The same page with what was typed, and what is wrong with it.
async fn again(room: &Room<'_>, sent: &Sent, refusal: Refusal) -> Result<Response, Fault> {
    let told = match refusal {
        Refusal::Taken(_) => {
            let text = room.say("report-fault-taken");
            (StatusCode::CONFLICT, vec![Wrong { name: Some("period".to_owned()), text }])
        }
        other => room.told(other)?,
    };
    let own = ReportsPage { typed: typed(sent), ..page(room).await? };
    room.again_told(own, told).await
}

fn typed(sent: &Sent) -> Typed {
    let text = |name: &str| sent.get(name).to_owned();
    Typed {
        period: text("period"),
        cut_off: text("cut_off"),
        due: text("due"),
        issuer: text("issuer"),
        reference: text("reference"),
        place: text("place"),
        issued_on: text("issued_on"),
        signing: text("signing"),
        recipients: text("recipients"),
    }
}

fn asked(room: &Room<'_>, sent: &Sent) -> Result<Asked, Refusal> {
    let wrong = |_| Refusal::Faulty(vec![("period".to_owned(), "report-fault-period")]);
    let period: ReportPeriod = sent.get("period").parse().map_err(wrong)?;
    let lines = |name: &str| -> Vec<String> {
        let text = sent.text(name).unwrap_or_default();
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let paper = Paper {
        issuer: sent.get("issuer").to_owned(),
        reference: sent.text("reference").unwrap_or_default(),
        place: sent.text("place").unwrap_or_default(),
        issued_on: day_sent(sent, "issued_on")?.unwrap_or_else(|| room.portal.today()),
        signing: lines("signing"),
        recipients: lines("recipients"),
    };
    Ok(Asked::of(period, (day_sent(sent, "cut_off")?, day_sent(sent, "due")?), paper))
}

async fn look(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    match looked(&room, &sent).await {
        Ok(report) => {
            let mut own = page(&room).await?;
            own.typed = typed(&sent);
            own.look = Some(look_view(&room, &report));
            room.shown(own, &After::default()).await
        }
        Err(refusal) => again(&room, &sent, refusal).await,
    }
}

async fn looked(room: &Room<'_>, sent: &Sent) -> Result<Report, Refusal> {
    let (asked, of) = (asked(room, sent)?, (&room.programme, room.register()));
    reports::look_at_report(&Press::from(room.portal), room.by(), of, &asked).await
}

fn look_view(room: &Room<'_>, report: &Report) -> Look {
    let totals = report.totals();
    let subject = voice(room).subject(report);
    Look {
        title: room.with("report-desk-looked", "subject", subject),
        cut_off: room.date(report.cut_off),
        due: room.date(report.due),
        received: totals.received,
        of: totals.of,
        late: totals.late,
        proven: totals.tally.proven,
        all: totals.tally.all,
        share: share(totals.tally),
        overdue: totals.overdue,
        achieved: totals.achieved,
        indicators: totals.indicators,
    }
}

async fn issue(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    match ordered(&room, &sent).await {
        Ok(period) => Ok(see_other(&making_url(&room, period))),
        Err(refusal) => again(&room, &sent, refusal).await,
    }
}

async fn ordered(room: &Room<'_>, sent: &Sent) -> Result<ReportPeriod, Refusal> {
    let (asked, of) = (asked(room, sent)?, (&room.programme, room.register()));
    reports::order_report(&Press::from(room.portal), room.by(), of, &asked).await?;
    Ok(asked.period)
}

async fn withdraw(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, id)): Path<(String, i64)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    match withdrawn(&room, ReportId(id), sent.get("remark")).await {
        Ok(()) => Ok(see_other(&format!("{}?done=report-withdrawn", url(&room)))),
        Err(refusal) => room.again(page(&room).await?, refusal).await,
    }
}

async fn withdrawn(room: &Room<'_>, id: ReportId, reason: &str) -> Result<(), Refusal> {
    let mut tx = room.portal.db.begin().await?;
    let within = In::from(&room.programme);
    reports::withdraw_report(&mut tx, room.by(), within, id, reason).await?;
    tx.commit().await?;
    Ok(())
}
