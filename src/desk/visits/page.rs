//! The dashboard itself. Not for figures and coordinates: those come ready from `visits`, `tables.rs`
//! and `chart.rs`.

use super::asked::{Asked, Tab, tabs, ways, wrong};
use super::chart::{Chart, NARROW, Sheet, WIDE, draw, name};
use super::tables::{SHOWN_ENTRIES, TableView, figure, views};
use crate::desk::account_words::Wrong;
use crate::desk::frame::{Toast, View, render_with, with_status};
use crate::desk::names::Names;
use crate::desk::rows::Choice;
use crate::desk::session::Signed;
use crate::desk::undo;
use crate::people::{Right, Scope};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::visits::{self, Bucket, Depth, Grain, Note, Period, Report, Table, Three, Trend, Whole};
use axum::extract::{RawQuery, State};
use axum::response::Response;
use http::StatusCode;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use std::cmp::Ordering;

/// A note that is being written, sent back with what is wrong with it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Draft {
    /// The day, as it was typed.
    pub day: String,
    /// The sentence.
    pub said: String,
    /// What is wrong, and with which of the two.
    pub error: Option<Wrong>,
}

#[derive(Serialize)]
struct Dashboard {
    error: Option<String>,
    /// The names of the period and of what it is compared with.
    period: String,
    compared: Option<String>,
    tabs: Vec<Tab>,
    earlier_url: Option<String>,
    later_url: Option<String>,
    asked: Asked,
    today: String,
    ways: Vec<Choice>,
    /// Whether anything was counted at all.
    counted: bool,
    figures: Vec<FigureView>,
    remarks: Vec<String>,
    chart: Chart,
    chart_small: Chart,
    grain: &'static str,
    rows: Vec<StepView>,
    notes: Vec<NoteView>,
    may_note: bool,
    draft: Draft,
    back: String,
    tables: Vec<TableView>,
    files: Files,
    public_url: String,
    weekly: Weekly,
}

/// The switch of the weekly letter.
#[derive(Serialize)]
struct Weekly {
    asked: bool,
    /// Where it goes.
    address: String,
    /// Whether the operator has named a mail server.
    mailed: bool,
}

#[derive(Serialize)]
struct Files {
    days: String,
    json: String,
    xlsx: String,
}

/// One of the figures on top.
#[derive(Serialize)]
struct FigureView {
    label: String,
    value: String,
    note: String,
}

/// A step of the trend in the table beside the chart.
#[derive(Serialize)]
struct StepView {
    name: String,
    views: i64,
    visits: i64,
    visitors: i64,
    gap: bool,
    /// Why its figures are not those of a whole step.
    note: Option<String>,
}

#[derive(Serialize)]
struct NoteView {
    id: i64,
    number: usize,
    day: String,
    iso: String,
    said: String,
    person: String,
}

/// Shows the dashboard.
pub async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let asked = Asked::read(query.as_deref());
    dashboard(&portal, &signed, asked, Draft::default()).await
}

/// Shows the dashboard of what was asked, with a note that could not be taken.
pub async fn dashboard(
    portal: &Portal,
    signed: &Signed,
    asked: Asked,
    draft: Draft,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let (period, unclear) = asked.period(portal.today());
    let seen = Seen::read(portal, language, &asked, period).await?;
    let toast = toast(portal, language, &asked);
    let status = match (unclear, &draft.error) {
        (Some(_), _) => StatusCode::BAD_REQUEST,
        (None, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, None) => StatusCode::OK,
    };
    let error = unclear.map(|unclear| wrong(portal, language, unclear));
    let own = seen.view(signed, asked, (error, draft)).await?;
    let title = portal.say(language, "figures-title");
    let view = View { template: "desk/visits/show.html", title, current: "visits", own };
    Ok(with_status(render_with(portal, signed, view, toast).await?, status))
}

fn toast(portal: &Portal, language: Language, asked: &Asked) -> Option<Toast> {
    let back = serde_urlencoded::to_string(asked).unwrap_or_default();
    let remove = || format!("{}/notes/{}/remove?{back}", super::VISITS, asked.note);
    let (key, undo_url) = match asked.done.as_str() {
        "noted" => ("figures-noted", Some(remove())),
        "removed" => ("figures-note-removed", Some(format!("{}?{back}", undo::url(asked.undo)))),
        "put-back" => ("figures-note-put-back", None),
        "weekly" => ("figures-weekly-asked", None),
        "not-weekly" => ("figures-weekly-ended", None),
        _ => return None,
    };
    Some(Toast { text: portal.say(language, key), undo_url })
}

/// What was read for the page.
struct Seen<'a> {
    portal: &'a Portal,
    language: Language,
    report: Report,
    before: Option<Report>,
    notes: Vec<Note>,
    query: String,
}

impl<'a> Seen<'a> {
    async fn read(
        portal: &'a Portal,
        language: Language,
        asked: &Asked,
        period: Period,
    ) -> Result<Seen<'a>, Fault> {
        let (db, depth) = (&portal.db, Depth::First(SHOWN_ENTRIES));
        portal.visits.write_visitors().await?;
        let earlier = async {
            match period.compared(asked.against()) {
                Some(earlier) => Ok(Some(visits::report(db, &earlier, depth).await?)),
                None => Ok(None),
            }
        };
        let span = period.span();
        let (report, mut before, notes) = tokio::try_join!(
            visits::report(db, &period, depth),
            earlier,
            visits::notes(db, &span)
        )?;
        if let Some(before) = &mut before {
            // Its own most read entries may be others.
            let then = visits::views_of(db, &before.period, report.rows(Table::Entries)).await?;
            before.know(Table::Entries, then);
        }
        let query = asked.query_of(&period);
        Ok(Seen { portal, language, report, before, notes, query })
    }

    async fn view(
        &self,
        signed: &Signed,
        asked: Asked,
        (error, draft): (Option<String>, Draft),
    ) -> Result<Dashboard, Fault> {
        let (portal, language, period) = (self.portal, self.language, &self.report.period);
        let wide = self.trend(&WIDE);
        let url = |period: Period| format!("{}?{}", super::VISITS, asked.query_of(&period));
        let later = later(period, portal.today());
        let reports = (&self.report, self.before.as_ref());
        Ok(Dashboard {
            error,
            period: between(portal, language, period),
            compared: self.before.as_ref().map(|one| between(portal, language, &one.period)),
            tabs: tabs(portal, language, &asked, period),
            earlier_url: period.before().map(url),
            later_url: later.map(url),
            today: portal.today().to_string(),
            ways: ways(portal, language),
            counted: self.report.whole.counted_days > 0,
            figures: self.figures(),
            remarks: self.remarks(),
            chart: self.chart(&WIDE),
            chart_small: self.chart(&NARROW),
            grain: grain(wide.grain),
            rows: wide.buckets.iter().map(|step| self.step(wide.grain, step)).collect(),
            notes: self.note_views(&Names::read(portal, language).await?),
            may_note: signed.may(Right::Review, &Scope::anywhere()),
            draft,
            back: self.query.clone(),
            tables: views(portal, language, reports, &self.query).await?,
            files: self.files(),
            public_url: portal.addresses.list(language, "visits"),
            weekly: Weekly {
                asked: visits::asked_weekly(&portal.db, signed.person.id).await?,
                address: signed.person.email.clone(),
                mailed: portal.gate.has_mail(),
            },
            asked,
        })
    }

    fn trend(&self, sheet: &Sheet) -> Trend {
        let today = self.portal.today();
        Trend::of(&self.report.period, &self.report.days, today, sheet.most)
    }

    fn chart(&self, sheet: &Sheet) -> Chart {
        let separator = self.portal.words.separator(self.language);
        draw(&self.trend(sheet), &self.notes, sheet, separator)
    }

    fn files(&self) -> Files {
        let file = |name: &str| format!("{}/download/{name}?{}", super::VISITS, self.query);
        Files { days: file("days.csv"), json: file("visits.json"), xlsx: file("visits.xlsx") }
    }

    fn figures(&self) -> Vec<FigureView> {
        let (now, before) = (self.report.whole, self.before.as_ref().map(|one| one.whole));
        let of = |key: &str, read: fn(Three) -> i64| FigureView {
            label: self.portal.say(self.language, key),
            value: self.figure(read(now.three)),
            note: before.map(|before| self.change(&now, &before, read)).unwrap_or_default(),
        };
        let mut figures = vec![
            of("visits-views", |three| three.views),
            of("visits-visits", |three| three.visits),
            of("visits-visitors", |three| three.visitors),
        ];
        if let Some(percent) = now.left_out_percent() {
            figures.push(FigureView {
                label: self.portal.say(self.language, "figures-left-out"),
                value: format!("{percent}%"),
                note: self.with(
                    "figures-left-out-note",
                    &[("refused", self.figure(now.refused)), ("judged", self.figure(now.judged))],
                ),
            });
        }
        figures
    }

    /// What a figure was before, and by how much it has moved where both periods were counted alike.
    fn change(&self, now: &Whole, before: &Whole, read: fn(Three) -> i64) -> String {
        if before.counted_days == 0 {
            return self.portal.say(self.language, "figures-before-none");
        }
        let (is, was) = (read(now.three), read(before.three));
        let said = self.figure(was);
        // A day that is not over has less than a whole one, not fewer readers.
        let unfinished = self.report.period.last >= self.portal.today();
        if was <= 0 || unfinished || now.counted_days != before.counted_days {
            return self.with("figures-before", &[("before", said)]);
        }
        let change = moved(is, was, |percent| self.figure(percent));
        self.with("figures-before-change", &[("before", said), ("change", change)])
    }

    /// What a reader of the figures must know of them.
    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        let counted = |report: &Report| {
            let (counted, days) = (report.whole.counted_days, report.whole.days);
            (counted < days).then(|| {
                let args = [
                    ("period", between(self.portal, self.language, &report.period)),
                    ("counted", counted.to_string()),
                    ("days", days.to_string()),
                ];
                self.with("figures-days-counted", &args)
            })
        };
        remarks.extend(counted(&self.report));
        remarks.extend(self.before.as_ref().and_then(counted));
        let corrected = self.report.whole.corrected;
        if corrected != Three::default() {
            remarks.push(self.portal.say(self.language, "figures-corrected"));
        }
        remarks
    }

    fn step(&self, grain: Grain, step: &Bucket) -> StepView {
        let missing = step.missing();
        let note = if step.counted > 0 && missing > 0 {
            Some(self.with("figures-step-missing", &[("days", missing.to_string())]))
        } else {
            step.unfinished.then(|| self.portal.say(self.language, "figures-step-unfinished"))
        };
        let day = |day: Date| self.portal.day(self.language, day).numeric;
        let name = match grain {
            Grain::Day => day(step.first),
            Grain::Week => format!("{} – {}", day(step.first), day(step.last)),
            Grain::Month | Grain::Year => name(grain, step.first),
        };
        let Three { views, visits, visitors } = step.three;
        StepView { name, views, visits, visitors, gap: step.counted == 0, note }
    }

    fn note_views(&self, names: &Names) -> Vec<NoteView> {
        let view = |(number, note): (usize, &Note)| NoteView {
            id: note.id.0,
            number,
            day: self.portal.day(self.language, note.day).numeric,
            iso: note.day.to_string(),
            said: note.said.clone(),
            person: names.actor(&note.made_by),
        };
        (1..).zip(&self.notes).map(view).collect()
    }

    fn figure(&self, number: i64) -> String {
        figure(self.portal, self.language, number)
    }

    fn with(&self, key: &str, said: &[(&'static str, String)]) -> String {
        let mut args = Args::new();
        for (name, value) in said {
            args.set(*name, value.as_str());
        }
        self.portal.words.say_with(self.language, key, &args)
    }
}

/// By how much a figure has moved from what it was, to the nearest per cent.
fn moved(is: i64, was: i64, figure: impl Fn(i64) -> String) -> String {
    let sign = match is.cmp(&was) {
        Ordering::Less => "\u{2212}",
        Ordering::Equal => "",
        Ordering::Greater => "+",
    };
    let by = (is - was).abs();
    match (by * 200 + was) / (was * 2) {
        // It did move.
        0 if by > 0 => format!("{sign}<\u{a0}1%"),
        percent => format!("{sign}{}%", figure(percent)),
    }
}

/// The sentence over the table of steps: each a day, a week, a month, a year.
fn grain(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "figures-by-day",
        Grain::Week => "figures-by-week",
        Grain::Month => "figures-by-month",
        Grain::Year => "figures-by-year",
    }
}

/// `22/10/2026 – 20/11/2026`, or one day.
fn between(portal: &Portal, language: Language, period: &Period) -> String {
    let day = |day: Date| portal.day(language, day).numeric;
    if period.first == period.last {
        return day(period.first);
    }
    format!("{} – {}", day(period.first), day(period.last))
}

/// The period after one that is over.
fn later(period: &Period, today: Date) -> Option<Period> {
    let next = period.last.checked_add(1.day()).ok().filter(|next| *next <= today)?;
    let name = match period.shape {
        visits::Shape::Month => next.strftime("%Y-%m").to_string(),
        visits::Shape::Year => next.strftime("%Y").to_string(),
        visits::Shape::Last(_) | visits::Shape::Free => {
            let last = next.checked_add((period.days() - 1).days()).ok()?;
            return Period::asked("", (&next.to_string(), &last.to_string()), today).ok();
        }
    };
    Period::asked(&name, ("", ""), today).ok()
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn a_fall_is_a_fall_however_small_and_what_has_moved_is_rounded_to_the_nearest() {
        for (is, was, said) in [
            (1000, 1000, "0%"),
            (996, 1000, "−<\u{a0}1%"),
            (1004, 1000, "+<\u{a0}1%"),
            (995, 1000, "−1%"),
            (1005, 1000, "+1%"),
            (1014, 1000, "+1%"),
            (1019, 1000, "+2%"),
            (5, 3, "+67%"),
            (3, 5, "−40%"),
            (0, 8, "−100%"),
        ] {
            assert_eq!(moved(is, was, |percent| percent.to_string()), said, "{was} to {is}");
        }
    }
}
