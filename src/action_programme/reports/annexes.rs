//! What is annexed to a report: bodies by name, measures with who does them, what is late and why.
//! Activities one by one stand in the workbook, where they can be counted again.

use super::model::{BodyLine, MeasureLine, OverdueLine, Report, in_language};
use super::voice::{Voice, day_of};
use crate::action_programme::model::Standing;
use crate::platform::paper::{Annex, Block, Column, Row, Table};

/// How many overdue activities stand on paper; the workbook has all.
const OVERDUE: usize = 200;

/// Every annex that has something to say.
pub(super) fn all(report: &Report, voice: &Voice<'_>) -> Vec<Annex> {
    let mut parts = Vec::new();
    if report.totals().of > 0 {
        parts.push(("report-annex-coverage", vec![Block::Table(bodies(report, voice))]));
    }
    if report.tasks.iter().any(|task| !task.measures.is_empty()) {
        parts.push(("report-annex-measures", vec![Block::Table(measures(report, voice))]));
    }
    let late = late(report, voice);
    if !late.is_empty() {
        parts.push(("report-annex-late", late));
    }
    let numbers = ["I", "II", "III"];
    let annex = |(number, (key, blocks)): (&str, (&str, Vec<Block>))| Annex {
        label: voice.with("report-annex", &[("number", number)]),
        title: voice.say(key),
        with: with(report, voice),
        blocks,
    };
    numbers.into_iter().zip(parts).map(annex).collect()
}

/// With which document an annex goes.
fn with(report: &Report, voice: &Voice<'_>) -> String {
    let number = match report.paper.reference.trim() {
        "" => "      /BC",
        given => given,
    };
    let day = voice.full_day(report.paper.issued_on);
    let issuer = in_language(&report.issuer, voice.language);
    let values = [("number", number), ("day", day.as_str()), ("issuer", &issuer)];
    voice.with("report-annex-with", &values)
}

fn bodies(report: &Report, voice: &Voice<'_>) -> Table {
    let mut rows = Vec::new();
    let mut no = 0;
    for group in report.coverage.iter().flat_map(|covered| &covered.groups) {
        let counts = format!("{}/{}", group.received(), group.bodies.len());
        rows.push(Row::group(format!("{}: {counts}", voice.title(&group.words))));
        for body in &group.bodies {
            no += 1;
            rows.push(body_row(no, body, report, voice));
        }
    }
    let columns = vec![
        Column::figure(voice.say("report-no"), 7),
        Column::text(voice.say("programme-body"), 32),
        Column::text(voice.say("programme-standing"), 18),
        Column::figure(voice.say("report-day"), 15),
        Column::text(voice.say("report-plan"), 28),
    ];
    Table { columns, rows }
}

fn body_row(no: usize, body: &BodyLine, report: &Report, voice: &Voice<'_>) -> Row {
    let plan = match &body.by {
        Some((from, citation)) => {
            let from = report.name(from, voice.language);
            let values = [("plan", body.plan.as_str()), ("from", &from), ("citation", citation)];
            voice.with("report-plan-by", &values)
        }
        None => body.plan.clone(),
    };
    let standing = voice.say(&format!("programme-standing-{}", body.standing.name()));
    Row::cells([
        no.to_string(),
        report.name(&body.agency, voice.language),
        standing,
        day_of(body.standing).map(|day| voice.day(day)).unwrap_or_default(),
        plan,
    ])
}

fn measures(report: &Report, voice: &Voice<'_>) -> Table {
    let mut rows = Vec::new();
    for task in report.tasks.iter().filter(|task| !task.measures.is_empty()) {
        rows.push(Row::group(format!("{}. {}", task.no, voice.title(&task.words))));
        rows.extend(task.measures.iter().map(|one| measure_row(one, report, voice)));
    }
    let columns = vec![
        Column::figure(voice.say("report-no"), 8),
        Column::text(voice.say("report-measure"), 38),
        Column::text(voice.say("programme-part-lead"), 20),
        Column::text(voice.say("programme-part-coordinating"), 20),
        Column::figure(voice.say("report-proven-of"), 14),
    ];
    Table { columns, rows }
}

fn measure_row(one: &MeasureLine, report: &Report, voice: &Voice<'_>) -> Row {
    let named = |keys: &[String]| {
        let names: Vec<String> = keys.iter().map(|key| report.name(key, voice.language)).collect();
        names.join("; ")
    };
    let leads = named(&one.leads);
    Row::cells([
        one.key.clone(),
        voice.title(&one.words),
        if leads.is_empty() { voice.say("programme-not-assigned") } else { leads },
        named(&one.with),
        format!("{}/{}", one.tally.proven, one.tally.all),
    ])
}

fn late(report: &Report, voice: &Voice<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let plans: Vec<Row> =
        report.bodies().filter_map(|(_, body)| late_row(body, report, voice)).collect();
    if !plans.is_empty() {
        blocks.push(Block::heading(voice.say("report-late-plans")));
        let columns = late_columns(voice, [("programme-body", 36), ("programme-deadline", 14)]);
        blocks.push(Block::Table(Table { columns, rows: plans }));
    }
    if report.overdue.is_empty() {
        return blocks;
    }
    blocks.push(Block::heading(voice.say("report-late-activities")));
    let shown = report.overdue.iter().take(OVERDUE);
    let rows = shown.map(|one| overdue_row(one, report, voice)).collect();
    let columns = late_columns(voice, [("programme-activity", 36), ("programme-last-day", 14)]);
    blocks.push(Block::Table(Table { columns, rows }));
    if report.overdue.len() > OVERDUE {
        let all = report.overdue.len().to_string();
        blocks.push(Block::paragraph(voice.with("report-late-more", &[("all", &all)])));
    }
    blocks
}

fn late_columns(voice: &Voice<'_>, [what, day]: [(&str, u32); 2]) -> Vec<Column> {
    vec![
        Column::text(voice.say(what.0), what.1),
        Column::figure(voice.say(day.0), day.1),
        Column::figure(voice.say("report-late-by"), 12),
        Column::text(voice.say("report-reason"), 38),
    ]
}

fn days(voice: &Voice<'_>, days: i32) -> String {
    voice.counted("programme-days", &[("days", i64::from(days))])
}

fn reason(voice: &Voice<'_>, given: Option<&String>) -> String {
    given.cloned().unwrap_or_else(|| voice.say("programme-no-reason"))
}

fn late_row(body: &BodyLine, report: &Report, voice: &Voice<'_>) -> Option<Row> {
    let Standing::Late { due, days: by } = body.standing else { return None };
    let name = report.name(&body.agency, voice.language);
    let said = reason(voice, body.reason.as_ref());
    Some(Row::cells([name, voice.day(due), days(voice, by), said]))
}

fn overdue_row(one: &OverdueLine, report: &Report, voice: &Voice<'_>) -> Row {
    let body = report.name(&one.held_by, voice.language);
    Row::cells([
        format!("{} {} ({body})", one.measure, voice.title(&one.words)),
        voice.day(one.ends),
        days(voice, one.days),
        reason(voice, one.reason.as_ref()),
    ])
}
