//! The bodies that owe a plan on a day, each by name, and the same as a table to take along. Not for
//! who counts: that is `model/coverage.rs`.

use super::{Seen, asked_day, found, table, with};
use crate::action_programme::coverage_at;
use crate::action_programme::model::{AsOf, Body, Coverage, GroupCoverage, Standing, Titles};
use crate::action_programme::store::{self, PlanRow};
use crate::agency::ThenNow;
use crate::platform::i18n::{Args, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::Portal;
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use serde::Serialize;

/// The bodies of one group.
#[derive(Serialize)]
pub(super) struct GroupView {
    title: String,
    pub(super) received: usize,
    pub(super) of: usize,
    /// Where another source states another number: what it says.
    stated: Option<Stated>,
    bodies: Vec<BodyView>,
    /// How many stand how, in words.
    legend: Vec<Legend>,
}

#[derive(Serialize)]
struct Stated {
    many: i64,
    source: String,
}

#[derive(Serialize)]
struct BodyView {
    body: ThenNow,
    url: String,
    standing: &'static str,
    /// How it stands, in words.
    said: String,
}

#[derive(Serialize)]
struct Legend {
    standing: &'static str,
    label: String,
    many: usize,
}

const STANDINGS: [&str; 5] = ["received", "returned", "late", "awaited", "missing"];

pub(super) fn groups(seen: &Seen<'_>, coverage: &Coverage) -> Vec<GroupView> {
    coverage.groups.iter().map(|group| view(seen, group)).collect()
}

fn view(seen: &Seen<'_>, group: &GroupCoverage) -> GroupView {
    let of = group.bodies.len();
    let owes = seen.programme.outline.owes.iter();
    let source = owes.filter(|owes| owes.group == group.group && owes.holds_on(seen.day));
    let source = source.map(|owes| owes.source.clone()).next().unwrap_or_default();
    let other = group.stated.filter(|many| usize::try_from(*many) != Ok(of));
    let legend = STANDINGS.into_iter().filter_map(|standing| {
        let many = group.bodies.iter().filter(|body| body.standing.name() == standing).count();
        let label = seen.say(&format!("programme-standing-{standing}"));
        (many > 0).then_some(Legend { standing, label, many })
    });
    GroupView {
        title: group.words.title_in(seen.language).to_owned(),
        received: group.received(),
        of,
        stated: other.map(|many| Stated { many, source }),
        legend: legend.collect(),
        bodies: group.bodies.iter().map(|body| body_view(seen, body)).collect(),
    }
}

fn body_view(seen: &Seen<'_>, body: &Body) -> BodyView {
    BodyView {
        body: seen.name(&body.agency),
        url: seen.below("body", &body.agency),
        standing: body.standing.name(),
        said: said(seen, body),
    }
}

/// How a body stands, as a sentence.
pub(super) fn said(seen: &Seen<'_>, body: &Body) -> String {
    let day = |day| seen.date(day).numeric;
    let mut args = Args::new();
    let key = match body.standing {
        Standing::Received { on, days_late: 0 } => {
            args.set("day", day(on));
            "programme-said-received"
        }
        Standing::Received { on, days_late } => {
            args.set("day", day(on));
            args.set("days", i64::from(days_late));
            "programme-said-received-late"
        }
        Standing::Returned { on } => return with(seen, "programme-said-returned", "day", day(on)),
        Standing::Late { due, days } => {
            args.set("day", day(due));
            args.set("days", i64::from(days));
            "programme-said-late"
        }
        Standing::Awaited { due } => return with(seen, "programme-said-awaited", "day", day(due)),
        Standing::Missing => "programme-said-missing",
    };
    let said = seen.portal.words.say_with(seen.language, key, &args);
    match body.handed.and_then(|handed| handed.by) {
        Some(_) => format!("{said} {}", seen.say("programme-said-by-decision")),
        None => said,
    }
}

/// Every body that owes a plan on a day with how it stands.
pub async fn coverage_csv(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let programme = found(&portal, &key).await?;
    let asked = asked_day(query.as_deref(), &portal.addresses.word(language, "day"));
    let day = asked.map_err(|_| Fault::Unclear)?.unwrap_or_else(|| portal.today());
    let (known, plans) = (portal.known(), store::plans(&portal.db, programme.id).await?);
    let (register, own) = (&known.agencies, &programme);
    let seen = Seen { portal: &portal, register, language, programme: own, day };
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record([
        "day",
        "group",
        "agency",
        "name",
        "standing",
        "received_on",
        "days_late",
        "plan",
        "plan_of",
        "by_decision",
    ])?;
    if let Some(period) = programme.period_on(day) {
        let as_of = AsOf::day(day);
        let covered = coverage_at(&portal.db, own, period, register, as_of).await?;
        for group in &covered.groups {
            for body in &group.bodies {
                lines.write_record(record(&seen, (&group.group, body), &plans))?;
            }
        }
    }
    table(lines, &programme)
}

fn record(seen: &Seen<'_>, (group, body): (&str, &Body), plans: &[PlanRow]) -> [String; 10] {
    let handed = body.handed;
    let plan = handed.and_then(|handed| plans.iter().find(|plan| plan.id() == handed.plan));
    let (on, late) = match body.standing {
        Standing::Received { on, days_late } => (on.to_string(), days_late.to_string()),
        Standing::Returned { on } => (on.to_string(), String::new()),
        Standing::Late { days, .. } => (String::new(), days.to_string()),
        Standing::Awaited { .. } | Standing::Missing => (String::new(), String::new()),
    };
    [
        seen.day.to_string(),
        group.to_owned(),
        body.agency.clone(),
        seen.name(&body.agency).name,
        body.standing.name().to_owned(),
        on,
        late,
        plan.map(|plan| plan.reference.clone()).unwrap_or_default(),
        plan.map(|plan| plan.agency.clone()).unwrap_or_default(),
        if handed.and_then(|handed| handed.by).is_some() { "yes" } else { "no" }.to_owned(),
    ]
}
