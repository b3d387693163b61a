//! One body in the programme: its plans as handed in, the measures it has a part in, its activities
//! with their evidence. A plan in draft and what stands in it are nobody's but its agency's.

use super::proof::{self, ProofView};
use super::{Ref, Seen, asked_day, found};
use crate::action_programme::coverage_at;
use crate::action_programme::model::{Activity, AsOf, Evidence, Part, Titles};
use crate::action_programme::store::{self, PlanRow};
use crate::agency::ThenNow;
use crate::editorial;
use crate::platform::db;
use crate::platform::i18n::{Date, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Portal};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct PlanView {
    period: String,
    reference: String,
    /// The page that publishes it, if there is one.
    url: Option<String>,
    stage: &'static str,
    stage_said: String,
    received: Option<Date>,
    signed: Option<Date>,
    /// The body that wrote it, where this one took it over.
    written_by: Option<Ref>,
    /// Its activities; none of a plan that is not opened, for a body may have had thousands.
    activities: Option<Vec<ActivityView>>,
    /// Where it is opened.
    open_url: String,
}

#[derive(Serialize)]
struct ActivityView {
    title: String,
    note: String,
    measure: String,
    state: &'static str,
    state_said: String,
    starts: Date,
    ends: Date,
    proofs: Vec<ProofView>,
}

#[derive(Serialize)]
struct PartView {
    part: String,
    measure: String,
    title: String,
    url: String,
}

#[derive(Serialize)]
struct BodyPage {
    programme: Ref,
    body: ThenNow,
    register_url: String,
    /// How it stands today; none for a body that owes no plan.
    standing: Option<&'static str>,
    said: Option<String>,
    reason: Option<String>,
    parts: Vec<PartView>,
    plans: Vec<PlanView>,
}

/// A body in a programme.
pub async fn body(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path((key, agency)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let programme = found(&portal, &key).await?;
    let known = portal.known();
    let existed = known.agencies.get(&agency).ok_or(Fault::NotFound)?;
    // A body that ended is shown as it was on its last day.
    let last = existed.valid_to.and_then(|day| day.yesterday().ok());
    let day = last.map_or_else(|| portal.today(), |last| last.min(portal.today()));
    let (register, own) = (&known.agencies, &programme);
    let seen = Seen { portal: &portal, register, language, programme: own, day };
    let word = portal.addresses.word(language, "day");
    let asked = asked_day(query.as_deref(), &word).ok().flatten();
    let page = body_page(&seen, &agency, (&word, asked)).await?;
    let name = page.body.name.clone();
    let crumbs = vec![
        Crumb { label: seen.title(), url: Some(seen.url()) },
        Crumb { label: name.clone(), url: None },
    ];
    let mut frame = seen.frame(name, seen.below("body", &agency), crumbs);
    frame.alternates = seen.alternates(Some(("body", &agency)));
    let page = portal.render(frame, "action_programme/public/body.html", page)?;
    Ok(page.depends_on(seen.tokens()).counted(0, language).by_query())
}

/// `asked` is a day of the period whose plan is opened, under the word of addresses for a day.
async fn body_page(
    seen: &Seen<'_>,
    agency: &str,
    asked: (&str, Option<jiff::civil::Date>),
) -> Result<BodyPage, Fault> {
    let as_of = AsOf::day(seen.day);
    let (standing, reason) = standing(seen, agency, as_of).await?;
    let waits = !matches!(standing, Some(("received", _)));
    let list = seen.portal.addresses.list(seen.language, "agencies");
    Ok(BodyPage {
        programme: Ref { name: seen.title(), url: seen.url() },
        body: seen.name(agency),
        register_url: format!("{list}/{agency}"),
        said: standing.as_ref().map(|(_, said)| said.clone()),
        standing: standing.map(|(name, _)| name),
        reason: reason.filter(|_| waits),
        parts: parts(seen, agency, as_of).await?,
        plans: plans(seen, agency, asked).await?,
    })
}

/// How a body stands, by name and as a sentence, and what it says of being late.
type Stands = (Option<(&'static str, String)>, Option<String>);

async fn standing(seen: &Seen<'_>, agency: &str, as_of: AsOf) -> db::Result<Stands> {
    let (db, programme) = (&seen.portal.db, seen.programme);
    let Some(period) = programme.period_on(seen.day) else { return Ok((None, None)) };
    let covered = coverage_at(db, programme, period, seen.register, as_of).await?;
    let own = covered.bodies().find(|body| body.agency == agency);
    let standing = own.map(|body| (body.standing.name(), super::coverage::said(seen, body)));
    let reason = match period.id {
        Some(id) => store::reasons(db, id, as_of).await?.remove(agency),
        None => None,
    };
    Ok((standing, reason))
}

/// The plans of a body that were handed in, the newest first; one of them is opened.
async fn plans(
    seen: &Seen<'_>,
    agency: &str,
    (word, asked): (&str, Option<jiff::civil::Date>),
) -> Result<Vec<PlanView>, Fault> {
    let programme = seen.programme;
    let rows = store::plans(&seen.portal.db, programme.id).await?;
    let own = |row: &&PlanRow| row.agency == agency || row.held_by == agency;
    let handed: Vec<&PlanRow> =
        rows.iter().filter(own).filter(|row| row.received().is_some()).rev().collect();
    let period = programme.period_on(asked.unwrap_or(seen.day)).and_then(|period| period.id);
    let current = handed.iter().find(|row| Some(row.period()) == period);
    let open = current.or(handed.first()).map(|row| row.period());
    let mut plans = Vec::new();
    for row in &handed {
        let starts = programme.period(row.period()).map(|period| period.starts);
        let day = starts.unwrap_or(seen.day).to_string();
        let query = serde_urlencoded::to_string([(word, day)])?;
        let url = format!("{}?{query}", seen.below("body", agency));
        let opened = if Some(row.period()) == open { Opened::Yes } else { Opened::No };
        plans.push(plan_view(seen, (row, agency), (opened, url)).await?);
    }
    Ok(plans)
}

async fn parts(seen: &Seen<'_>, agency: &str, as_of: AsOf) -> db::Result<Vec<PartView>> {
    let programme = seen.programme;
    let assigned = store::assignments(&seen.portal.db, programme.id, as_of).await?;
    let view = |one: &crate::action_programme::model::Assignment| {
        let (task, measure) =
            programme.measures().find(|(_, measure)| measure.id == Some(one.measure))?;
        let key = match one.part {
            Part::Lead => "programme-part-lead",
            Part::Coordinating => "programme-part-coordinating",
        };
        Some(PartView {
            part: seen.say(key),
            measure: measure.key.clone(),
            title: measure.words.title_in(seen.language).to_owned(),
            url: seen.below("task", &task.no.to_string()),
        })
    };
    Ok(assigned.iter().filter(|one| one.agency == agency).filter_map(view).collect())
}

/// Whether a plan stands on the page with its activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opened {
    Yes,
    No,
}

async fn activities(seen: &Seen<'_>, row: &PlanRow) -> Result<Vec<ActivityView>, Fault> {
    let db = &seen.portal.db;
    let activities = store::activities_of_plan(db, row.id()).await?;
    let ids: Vec<i64> = activities.iter().map(|activity| activity.id.0).collect();
    let accepted = store::accepted(db, seen.programme.id, "activity", &ids).await?;
    Ok(activity_views(seen, activities, &accepted).await?)
}

async fn plan_view(
    seen: &Seen<'_>,
    (row, agency): (&PlanRow, &str),
    (opened, open_url): (Opened, String),
) -> Result<PlanView, Fault> {
    let db = &seen.portal.db;
    let live = match &row.entry {
        Some(entry) => editorial::find(db, entry, seen.language).await?,
        None => None,
    };
    let period = seen.programme.period(row.period());
    Ok(PlanView {
        period: period
            .map(|period| period.words.title_in(seen.language).to_owned())
            .unwrap_or_default(),
        reference: row.reference.clone(),
        url: live.map(|live| seen.portal.address(&live)),
        stage: row.stage().name(),
        stage_said: seen.say(&format!("programme-stage-{}", row.stage().name())),
        received: row.received().map(|day| seen.date(day)),
        signed: row.signed().map(|day| seen.date(day)),
        written_by: (row.agency != agency).then(|| seen.body(&row.agency)),
        activities: match opened {
            Opened::Yes => Some(activities(seen, row).await?),
            Opened::No => None,
        },
        open_url,
    })
}

async fn activity_views(
    seen: &Seen<'_>,
    activities: Vec<Activity>,
    accepted: &BTreeMap<i64, Vec<Evidence>>,
) -> db::Result<Vec<ActivityView>> {
    let mut found = Vec::new();
    for activity in activities {
        let mut measures = seen.programme.measures().map(|(_, measure)| measure);
        let measure = measures.find(|measure| measure.id == Some(activity.draft.measure));
        let state = activity.state.name();
        let proofs = accepted.get(&activity.id.0).map_or(&[][..], Vec::as_slice);
        found.push(ActivityView {
            title: activity.draft.words.title_in(seen.language).to_owned(),
            note: activity.draft.words.note_in(seen.language).to_owned(),
            measure: measure.map(|measure| measure.key.clone()).unwrap_or_default(),
            state,
            state_said: seen.say(&format!("programme-activity-{state}")),
            starts: seen.date(activity.draft.starts),
            ends: seen.date(activity.draft.ends),
            proofs: proof::views(seen, proofs).await?,
        });
    }
    Ok(found)
}
