//! A report's tables as a workbook, a sheet each, to be counted again: totals, bodies by name, tasks,
//! measures, activities, what is late, indicators. Its days are the cut-off, so it is the same each
//! time it is made.

use super::model::Report;
use super::voice::{Voice, day_of};
use crate::action_programme::model::{Standing, Tally, share};
use crate::platform::paper::NotSet;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// A cell.
enum Cell {
    Text(String),
    Figure(i64),
    Day(Date),
    Nothing,
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(figure: i64) -> Cell {
        Cell::Figure(figure)
    }
}

impl From<Option<Date>> for Cell {
    fn from(day: Option<Date>) -> Cell {
        day.map_or(Cell::Nothing, Cell::Day)
    }
}

/// Writes the workbook in the voice's language.
pub(super) fn workbook(report: &Report, voice: &Voice<'_>) -> Result<Vec<u8>, NotSet> {
    written(report, voice).map_err(NotSet::because)
}

fn written(report: &Report, voice: &Voice<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = excel_day(report.cut_off)?;
    let about = DocProperties::new()
        .set_title(voice.subject(report))
        .set_author(super::model::in_language(&report.issuer, voice.language))
        .set_creation_datetime(&made);
    book.set_properties(&about);
    for (name, heads, rows) in sheets(report, voice) {
        let heads: Vec<String> = heads.iter().map(|key| voice.say(key)).collect();
        write(&mut book, &voice.say(name), &heads, &rows)?;
    }
    book.save_to_buffer()
}

type Sheet = (&'static str, &'static [&'static str], Vec<Vec<Cell>>);

fn sheets(report: &Report, voice: &Voice<'_>) -> Vec<Sheet> {
    let all = [totals, bodies, tasks, measures, activities, overdue, indicators];
    all.into_iter().map(|sheet| sheet(report, voice)).collect()
}

fn figure(many: usize) -> Cell {
    Cell::Figure(i64::try_from(many).unwrap_or(i64::MAX))
}

fn totals(report: &Report, voice: &Voice<'_>) -> Sheet {
    const HEADS: &[&str] = &["report-figure", "report-value"];
    let all = report.totals();
    let line = |key: &str, cell: Cell| vec![voice.say(key).into(), cell];
    let rows = vec![
        line("report-total-programme", voice.title(&report.programme.words).into()),
        line("report-total-period", voice.period(report.period).into()),
        line("report-total-cut-off", Cell::Day(report.cut_off)),
        line("report-total-known", voice.moment(report.known_at).into()),
        line("report-total-received", figure(all.received)),
        line("report-total-of", figure(all.of)),
        line("report-total-late", figure(all.late)),
        line("report-activities", all.tally.all.into()),
        line("report-done", all.tally.done.into()),
        line("report-proven", all.tally.proven.into()),
        line("report-share", share(all.tally).map_or(Cell::Nothing, Cell::Figure)),
        line("report-evidence", all.evidence.into()),
        line("report-total-overdue", figure(all.overdue)),
        line("report-total-achieved", figure(all.achieved)),
        line("report-total-indicators", figure(all.indicators)),
        line("report-total-method", report.method.clone().into()),
    ];
    ("report-sheet-totals", HEADS, rows)
}

fn bodies(report: &Report, voice: &Voice<'_>) -> Sheet {
    const HEADS: &[&str] = &[
        "report-group",
        "report-key",
        "programme-body",
        "programme-standing",
        "report-day",
        "report-late-by",
        "report-plan",
        "report-plan-of",
        "report-decision",
        "report-reason",
    ];
    let line = |(group, body): (&super::model::GroupLine, &super::model::BodyLine)| {
        let days = match body.standing {
            Standing::Received { days_late: days, .. } | Standing::Late { days, .. } => {
                Cell::Figure(i64::from(days))
            }
            Standing::Returned { .. } | Standing::Awaited { .. } | Standing::Missing => {
                Cell::Nothing
            }
        };
        let by = body.by.as_ref();
        let standing = voice.say(&format!("programme-standing-{}", body.standing.name()));
        vec![
            voice.title(&group.words).into(),
            body.agency.clone().into(),
            report.name(&body.agency, voice.language).into(),
            standing.into(),
            day_of(body.standing).into(),
            days,
            body.plan.clone().into(),
            by.map(|(from, _)| report.name(from, voice.language)).unwrap_or_default().into(),
            by.map(|(_, citation)| citation.clone()).unwrap_or_default().into(),
            body.reason.clone().unwrap_or_default().into(),
        ]
    };
    ("report-sheet-coverage", HEADS, report.bodies().map(line).collect())
}

fn counts(tally: Tally) -> [Cell; 3] {
    [tally.all.into(), tally.done.into(), tally.proven.into()]
}

fn tasks(report: &Report, voice: &Voice<'_>) -> Sheet {
    const HEADS: &[&str] = &[
        "report-no",
        "report-task",
        "report-activities",
        "report-done",
        "report-proven",
        "report-share",
    ];
    let line = |task: &super::model::TaskLine| {
        let mut cells = vec![task.no.into(), voice.title(&task.words).into()];
        cells.extend(counts(task.tally));
        cells.push(share(task.tally).map_or(Cell::Nothing, Cell::Figure));
        cells
    };
    ("report-sheet-tasks", HEADS, report.tasks.iter().map(line).collect())
}

fn measures(report: &Report, voice: &Voice<'_>) -> Sheet {
    const HEADS: &[&str] = &[
        "report-no",
        "report-measure",
        "programme-part-lead",
        "programme-part-coordinating",
        "report-activities",
        "report-done",
        "report-proven",
    ];
    let named = |keys: &[String]| -> Cell {
        let names: Vec<String> = keys.iter().map(|key| report.name(key, voice.language)).collect();
        names.join("; ").into()
    };
    let line = |one: &super::model::MeasureLine| {
        let mut cells = vec![
            one.key.clone().into(),
            voice.title(&one.words).into(),
            named(&one.leads),
            named(&one.with),
        ];
        cells.extend(counts(one.tally));
        cells
    };
    (
        "report-sheet-measures",
        HEADS,
        report.tasks.iter().flat_map(|task| &task.measures).map(line).collect(),
    )
}

fn activities(report: &Report, voice: &Voice<'_>) -> Sheet {
    const HEADS: &[&str] = &[
        "report-key",
        "report-no",
        "report-measure",
        "programme-body",
        "programme-activity",
        "report-first-day",
        "programme-last-day",
        "programme-standing",
        "report-evidence",
    ];
    let line = |one: &super::model::ActivityLine| {
        vec![
            one.id.0.into(),
            one.task.into(),
            one.measure.clone().into(),
            report.name(&one.agency, voice.language).into(),
            voice.title(&one.words).into(),
            Cell::Day(one.starts),
            Cell::Day(one.ends),
            voice.say(&format!("programme-activity-{}", one.state.name())).into(),
            one.accepted.into(),
        ]
    };
    ("report-sheet-activities", HEADS, report.activities.iter().map(line).collect())
}

fn overdue(report: &Report, voice: &Voice<'_>) -> Sheet {
    const HEADS: &[&str] = &[
        "report-measure",
        "programme-activity",
        "programme-body",
        "programme-last-day",
        "report-late-by",
        "report-reason",
    ];
    let line = |one: &super::model::OverdueLine| {
        vec![
            one.measure.clone().into(),
            voice.title(&one.words).into(),
            report.name(&one.held_by, voice.language).into(),
            Cell::Day(one.ends),
            i64::from(one.days).into(),
            one.reason.clone().unwrap_or_default().into(),
        ]
    };
    ("report-sheet-late", HEADS, report.overdue.iter().map(line).collect())
}

fn indicators(report: &Report, voice: &Voice<'_>) -> Sheet {
    const HEADS: &[&str] = &[
        "report-key",
        "programme-indicator",
        "programme-unit",
        "programme-baseline",
        "report-latest",
        "programme-target",
        "programme-standing",
    ];
    let line = |one: &super::model::IndicatorLine| {
        vec![
            one.key.clone().into(),
            voice.title(&one.words).into(),
            Report::unit(one, voice.language).to_owned().into(),
            voice.year_figure(one.baseline.as_ref()).into(),
            voice.year_figure(one.latest.as_ref()).into(),
            voice.year_figure(one.target.as_ref()).into(),
            voice.say(&format!("programme-reached-{}", one.reached.name())).into(),
        ]
    };
    ("report-sheet-indicators", HEADS, report.indicators.iter().map(line).collect())
}

fn excel_day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), part(day.month()), part(day.day()))
}

fn write(
    book: &mut Workbook,
    name: &str,
    heads: &[String],
    rows: &[Vec<Cell>],
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    let bold = Format::new().set_bold().set_text_wrap();
    for (column, head) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(0, column, head, &bold)?;
        sheet.set_column_width(column, if head.chars().count() < 8 { 12 } else { 28 })?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            put(sheet, (row, column), cell, &day)?;
        }
    }
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    day_format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_string(row, column, text)?,
        Cell::Figure(figure) => {
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
            let figure = *figure as f64;
            sheet.write_number(row, column, figure)?
        }
        Cell::Day(day) => {
            sheet.write_datetime_with_format(row, column, &excel_day(*day)?, day_format)?
        }
        Cell::Nothing => sheet,
    };
    Ok(())
}
