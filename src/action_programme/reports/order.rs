//! A report that is asked for at the desk is made in the background: looked at first, then kept as a job until
//! its files are there. Who asked may close the page; nothing that was typed is lost. Not for programs and the
//! command line: they wait for [`issue_report`](super::issue_report).

use super::actions::{free, look_at_report, publish};
use super::compose::Asked;
use super::model::Issued;
use super::press::{Press, Wanted};
use super::span::ReportPeriod;
use super::store;
use crate::action_programme::actions::{By, In, Refusal};
use crate::action_programme::model::Programme;
use crate::agency::{self, Register};
use crate::people::{self, Actor, person_of};
use crate::platform::db::{Db, Failure};
use crate::platform::jobs::{
    self, Handled, Handler, JobContext, JobError, NewJob, Standing, Weight,
};
use crate::platform::paper::NotSet;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The kind of the job.
const MAKE: &str = "make-report";

/// What the job must know: who asked for what, when.
#[derive(Serialize, Deserialize)]
struct Order {
    programme: String,
    asked: Asked,
    by: String,
    at: i64,
}

/// A report that was asked for and is not issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// What was asked for.
    pub asked: Asked,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// How far it is.
    pub state: Making,
}

/// How far a report is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Making {
    /// It is being made: so many hundredths.
    Going(u8),
    /// An attempt failed; it is tried again at this moment, in milliseconds since 1970.
    Again(i64),
    /// It was given up, and why in words for the operator.
    Failed(String),
}

/// Asks for a report: what cannot be issued is refused at once, everything else is made in the background.
/// The same period asked for twice is made once.
pub async fn order_report(
    press: &Press,
    by: By<'_>,
    of: (&Programme, &Register),
    asked: &Asked,
) -> Result<(), Refusal> {
    let report = look_at_report(press, by, of, asked).await?;
    let key = format!("{MAKE}/{}/{}", of.0.key, asked.period);
    if of_period(&press.db, of.0, asked.period).await?.is_some_and(|one| one.state.is_open()) {
        return Ok(());
    }
    let mut tx = press.db.begin().await?;
    free(&mut tx, In::from(of.0), &report).await?;
    let (programme, by, at) = (of.0.key.clone(), by.actor.name(), by.at);
    let order = Order { programme, asked: asked.clone(), by, at };
    let payload = serde_json::to_value(&order).map_err(NotSet::because)?;
    let job = NewJob { kind: MAKE, payload, unique_key: Some(&key), at, run_at: at };
    jobs::enqueue(&mut tx, &job).await?;
    tx.commit().await?;
    Ok(())
}

impl Making {
    /// Whether it may still come to something by itself.
    pub fn is_open(&self) -> bool {
        !matches!(self, Making::Failed(_))
    }

    fn of(standing: Standing) -> Option<Making> {
        let why = standing.last_error;
        match (standing.done_at, standing.given_up_at, standing.locked_until) {
            (Some(_), ..) => None,
            (None, Some(_), _) => Some(Making::Failed(why.unwrap_or_default())),
            (None, None, None) if why.is_some() => Some(Making::Again(standing.run_at)),
            (None, None, _) => Some(Making::Going(u8::try_from(standing.progress).unwrap_or(0))),
        }
    }
}

/// The reports of a programme that were asked for and are not issued, the newest first: of each period the last
/// that was asked for, unless one of that period stands by now.
pub async fn ordered(
    db: &Db,
    programme: &Programme,
    issued: &[Issued],
) -> Result<Vec<Ordered>, Failure> {
    let mut found: Vec<Ordered> = Vec::new();
    let mut seen: Vec<ReportPeriod> = Vec::new();
    for (standing, payload) in jobs::of_kind(db, MAKE).await? {
        let Ok(Order { programme: key, asked, at, .. }) = serde_json::from_value(payload) else {
            continue;
        };
        if key != programme.key || seen.contains(&asked.period) {
            continue;
        }
        seen.push(asked.period);
        let stands = |one: &Issued| one.period == asked.period && one.withdrawn.is_none();
        let state = Making::of(standing).filter(|_| !issued.iter().any(stands));
        found.extend(state.map(|state| Ordered { asked, at, state }));
    }
    Ok(found)
}

async fn of_period(
    db: &Db,
    programme: &Programme,
    period: ReportPeriod,
) -> Result<Option<Ordered>, Failure> {
    let issued = store::issued(db, programme.id).await?;
    let all = ordered(db, programme, &issued).await?;
    Ok(all.into_iter().find(|one| one.asked.period == period))
}

/// Who makes reports in the background.
pub fn handlers(press: &Press) -> Vec<Handler> {
    let press = press.clone();
    let run = move |job: JobContext| -> Handled {
        let press = press.clone();
        Box::pin(async move { make(&press, &job).await })
    };
    // Light though it computes for a second or two: somebody waits for it at the desk, and behind a film it
    // would wait for minutes.
    vec![Handler { kind: MAKE, weight: Weight::Light, run: Arc::new(run) }]
}

impl From<Refusal> for JobError {
    fn from(refusal: Refusal) -> JobError {
        match refusal {
            Refusal::Database(failure) => JobError::Database(failure),
            Refusal::NotSet(_) | Refusal::Files(_) => JobError::Again(refusal.to_string()),
            _ => JobError::Never(refusal.to_string()),
        }
    }
}

async fn make(press: &Press, job: &JobContext) -> Result<(), JobError> {
    let never = |error: serde_json::Error| JobError::Never(error.to_string());
    let order: Order = serde_json::from_value(job.payload.clone()).map_err(never)?;
    let own = crate::action_programme::programme(&press.db, &order.programme).await?;
    let own = own.ok_or_else(|| JobError::Never(format!("there is no {}", order.programme)))?;
    // Begun again after a kill: it may be there already.
    let issued = store::issued(&press.db, own.id).await?;
    let own_work = |one: &Issued| {
        (one.period, one.made_at) == (order.asked.period, order.at) && one.withdrawn.is_none()
    };
    if issued.iter().any(own_work) {
        return Ok(());
    }
    let actor = acting(&press.db, &order.by).await?;
    let at = Timestamp::from_millisecond(order.at).unwrap_or_default();
    let today = at.to_zoned(press.zone.clone()).date();
    let by = By { actor: &actor, at: order.at, today };
    let register = agency::register(&press.db).await?;
    let report = look_at_report(press, by, (&own, &register), &order.asked).await?;
    let (report, wanted) = (Arc::new(report), Wanted::all(&press.words));
    let mut files = Vec::new();
    for one in &wanted {
        files.push(press.make(&report, *one).await?);
        let done = files.len() * 100 / wanted.len();
        job.progress(u8::try_from(done).unwrap_or(100)).await?;
    }
    publish(press, by, In::from(&own), (&report, &files)).await?;
    Ok(())
}

/// Who asked, with the rights of now.
async fn acting(db: &Db, name: &str) -> Result<Actor, JobError> {
    let gone = || JobError::Never(format!("{name} has no account any more"));
    let account = people::account(db, person_of(name).ok_or_else(gone)?).await?;
    let active = account.filter(|one| one.state == people::AccountState::Active);
    Ok(Actor::Person(active.ok_or_else(gone)?.person))
}
