//! A report as an official letter: the words of the form, the text, the annexes. Not for how it is set:
//! that is `platform::paper`.

use super::annexes;
use super::model::{Report, Totals, in_language};
use super::voice::Voice;
use crate::action_programme::model::{Standing, Tally, share};
use crate::platform::paper::{Block, Column, Letter, Row, Table};

/// The letter of a report, in the voice's language. Vietnamese is the text that counts; any other says
/// so of itself.
pub fn letter(report: &Report, voice: &Voice<'_>) -> Letter {
    let say = |key: &str| voice.say(key);
    let (paper, language) = (&report.paper, voice.language);
    let number = match paper.reference.trim() {
        "" => say("report-no-number"),
        given => voice.with("report-number", &[("number", given)]),
    };
    let day = voice.full_day(paper.issued_on);
    let place = voice.with("report-place-and-day", &[("place", &paper.place), ("day", &day)]);
    let subject = voice.subject(report);
    Letter {
        language: language.to_string(),
        title: format!("{}: {subject}", say("report-form")),
        nation: [say("report-nation"), say("report-motto")],
        superior: report.superior.as_ref().map(|names| in_language(names, language)),
        issuer: in_language(&report.issuer, language),
        number,
        place_and_day: place,
        form: say("report-form"),
        subject,
        remark: (!voice.is_original()).then(|| say("report-translated")),
        blocks: text(report, voice),
        signing: paper.signing.clone(),
        recipients_head: say("report-recipients"),
        recipients: paper.recipients.clone(),
        annexes: annexes::all(report, voice),
        day: report.cut_off,
    }
}

fn text(report: &Report, voice: &Voice<'_>) -> Vec<Block> {
    let mut blocks = opening(report, voice);
    blocks.extend(coverage(report, voice));
    blocks.extend(progress(report, voice));
    blocks.extend(indicators(report, voice));
    blocks.extend(late(report, voice));
    blocks.extend(method(report, voice));
    blocks
}

/// The heading of a part, in capitals as the Decree sets them.
fn head(voice: &Voice<'_>, key: &str) -> Block {
    Block::heading(voice.say(key).to_uppercase())
}

fn opening(report: &Report, voice: &Voice<'_>) -> Vec<Block> {
    let act = voice.title(&report.programme.act.words);
    let act = if act.is_empty() { report.programme.act.number.clone() } else { act };
    let issuer = in_language(&report.issuer, voice.language);
    let (programme, period) = (voice.title(&report.programme.words), voice.period(report.period));
    let begin = [
        ("act", act.as_str()),
        ("issuer", &issuer),
        ("programme", &programme),
        ("period", &period),
    ];
    let (first, _) = report.period.days();
    let (first, last) = (voice.day(first), voice.day(report.cut_off));
    let (due, known) = (voice.day(report.due), voice.moment(report.known_at));
    let figures = [("first", first.as_str()), ("last", &last), ("due", &due), ("known", &known)];
    vec![
        Block::paragraph(voice.with("report-begin", &begin)),
        Block::paragraph(voice.with("report-figures-of", &figures)),
    ]
}

fn coverage(report: &Report, voice: &Voice<'_>) -> Vec<Block> {
    let mut blocks = vec![head(voice, "report-head-coverage")];
    let Some(covered) = &report.coverage else {
        blocks.push(Block::paragraph(voice.say("report-no-period")));
        return blocks;
    };
    let totals = report.totals();
    let (day, period) = (voice.day(report.cut_off), voice.title(&covered.words));
    let share = part(totals.received, totals.of);
    let said = [
        ("day", day.as_str()),
        ("period", &period),
        ("received", &totals.received.to_string()),
        ("of", &totals.of.to_string()),
        ("share", &share),
        ("before", &report.before.received.to_string()),
    ];
    blocks.push(Block::paragraph(voice.with("report-coverage", &said)));
    blocks.push(Block::paragraph(match covered.due {
        Some(due) => voice.with("report-coverage-due", &[("day", &voice.day(due))]),
        None => voice.say("report-coverage-no-due"),
    }));
    blocks.push(Block::Table(groups(report, voice, totals)));
    blocks
}

/// A share in whole hundredths, rounded down.
fn part(of: usize, all: usize) -> String {
    (of * 100).checked_div(all).map_or_else(|| "–".to_owned(), |share| format!("{share} %"))
}

const STANDINGS: [&str; 5] = ["received", "returned", "late", "awaited", "missing"];

fn groups(report: &Report, voice: &Voice<'_>, totals: Totals) -> Table {
    let figure = |key: &str| Column::figure(voice.say(key), 10);
    let mut columns = vec![Column::text(voice.say("report-group"), 26), figure("report-owes")];
    columns.extend(STANDINGS.iter().map(|one| figure(&format!("programme-standing-{one}"))));
    let line = |title: String, of: usize, standings: &[Standing]| -> Vec<String> {
        let many = |name: &str| standings.iter().filter(|one| one.name() == name).count();
        let counts = STANDINGS.iter().map(|name| many(name).to_string());
        [title, of.to_string()].into_iter().chain(counts).collect()
    };
    let covered = report.coverage.iter().flat_map(|covered| &covered.groups);
    let mut rows: Vec<Row> = covered
        .map(|group| {
            let standings: Vec<Standing> = group.bodies.iter().map(|one| one.standing).collect();
            Row::cells(line(voice.title(&group.words), group.bodies.len(), &standings))
        })
        .collect();
    let all: Vec<Standing> = report.bodies().map(|(_, body)| body.standing).collect();
    rows.push(Row::sum(line(voice.say("report-all"), totals.of, &all)));
    Table { columns, rows }
}

fn progress(report: &Report, voice: &Voice<'_>) -> Vec<Block> {
    let totals = report.totals();
    let before = report.before.tally;
    let figures = [
        ("all", totals.tally.all),
        ("proven", totals.tally.proven),
        ("done", totals.tally.done),
        ("evidence", totals.evidence),
        ("share", share(totals.tally).unwrap_or(0)),
        ("proven-before", before.proven),
        ("all-before", before.all),
    ];
    let said = if totals.tally.all == 0 {
        voice.say("report-no-activity")
    } else {
        voice.counted("report-progress", &figures)
    };
    let row = |no: String, title: String, tally: Tally| -> Vec<String> {
        let figures = [tally.all, tally.done, tally.proven].map(|figure| figure.to_string());
        [no, title].into_iter().chain(figures).chain([voice.share(tally)]).collect()
    };
    let mut rows: Vec<Row> = report
        .tasks
        .iter()
        .map(|task| Row::cells(row(task.no.to_string(), voice.title(&task.words), task.tally)))
        .collect();
    rows.push(Row::sum(row(String::new(), voice.say("report-all"), totals.tally)));
    let columns = vec![
        Column::figure(voice.say("report-no"), 6),
        Column::text(voice.say("report-task"), 42),
        Column::figure(voice.say("report-activities"), 12),
        Column::figure(voice.say("report-done"), 13),
        Column::figure(voice.say("report-proven"), 14),
        Column::figure(voice.say("report-share"), 10),
    ];
    vec![
        head(voice, "report-head-progress"),
        Block::paragraph(said),
        Block::Table(Table { columns, rows }),
    ]
}

fn indicators(report: &Report, voice: &Voice<'_>) -> Vec<Block> {
    let mut blocks = vec![head(voice, "report-head-indicators")];
    if report.indicators.is_empty() {
        blocks.push(Block::paragraph(voice.say("report-no-indicator")));
        return blocks;
    }
    let totals = report.totals();
    let (achieved, all) = (totals.achieved.to_string(), totals.indicators.to_string());
    let said = [("achieved", achieved.as_str()), ("all", &all)];
    blocks.push(Block::paragraph(voice.with("report-indicators", &said)));
    let rows = report.indicators.iter().map(|one| {
        let name = voice.title(&one.words);
        let unit = Report::unit(one, voice.language);
        let name = if unit.is_empty() { name } else { format!("{name} ({unit})") };
        Row::cells([
            name,
            voice.year_figure(one.baseline.as_ref()),
            voice.year_figure(one.latest.as_ref()),
            voice.year_figure(one.target.as_ref()),
            voice.say(&format!("programme-reached-{}", one.reached.name())),
        ])
    });
    let columns = vec![
        Column::text(voice.say("programme-indicator"), 34),
        Column::figure(voice.say("programme-baseline"), 15),
        Column::figure(voice.say("report-latest"), 15),
        Column::figure(voice.say("programme-target"), 15),
        Column::text(voice.say("programme-standing"), 21),
    ];
    blocks.push(Block::Table(Table { columns, rows: rows.collect() }));
    blocks
}

fn late(report: &Report, voice: &Voice<'_>) -> Vec<Block> {
    let totals = report.totals();
    let number = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    let figures = [("bodies", number(totals.late)), ("activities", number(totals.overdue))];
    let said = match (totals.late, totals.overdue) {
        (0, 0) => voice.say("report-none-late"),
        _ => voice.counted("report-late", &figures),
    };
    vec![head(voice, "report-head-late"), Block::paragraph(said)]
}

fn method(report: &Report, voice: &Voice<'_>) -> Vec<Block> {
    vec![
        head(voice, "report-head-method"),
        Block::paragraph(voice.with("programme-method-text", &[("method", &report.method)])),
        Block::paragraph(voice.say("programme-successor-rule")),
        Block::paragraph(ended(&voice.say("report-kept"), voice)),
    ]
}

/// The last words of the text, with the sign by which a Vietnamese official letter ends.
fn ended(text: &str, voice: &Voice<'_>) -> String {
    let text = text.trim_end_matches('.');
    if voice.is_original() { format!("{text}./.") } else { format!("{text}.") }
}
