//! What readers see of an action programme: who has handed in a plan and who has not, how far each
//! task is by a method anybody can recompute, what is late and why. Drafts are never shown. Rooms:
//! `coverage` for the bodies of a day, `task` for one task, `body` for one body, `indicator` for what is
//! measured, `report` for issued reports, `proof` for evidence, `inputs` what progress is computed from,
//! `stratml` to take a programme along.

mod body;
mod coverage;
mod indicator;
mod inputs;
mod proof;
mod report;
mod stratml;
mod task;

pub use body::body;
pub use coverage::coverage_csv;
pub use indicator::{figures_csv, indicator, part_name};
pub use inputs::inputs_csv;
pub use report::{report, report_file};
pub use stratml::{stratml, stratml_plan, stratml_report};
pub use task::task;

use super::model::{Act, AsOf, METHOD, Period, Programme, Tally, Task, Titles, share as share_of};
use super::{coverage_at, overdue, progress_on, rankings, store};
use crate::agency::{Register, ThenNow};
use crate::editorial;
use crate::platform::db;
use crate::platform::i18n::{Args, Date, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Frame, Portal};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use coverage::{GroupView, groups};
use jiff::civil;
use serde::Serialize;

/// How many overdue activities stand on the page; the table to take along has all of them.
const OVERDUE: i64 = 40;

/// Who is asked, in which language, about which programme on which day.
struct Seen<'a> {
    portal: &'a Portal,
    register: &'a Register,
    language: Language,
    programme: &'a Programme,
    day: civil::Date,
}

/// A page of the programme under another.
#[derive(Serialize)]
struct Ref {
    name: String,
    url: String,
}

#[derive(Serialize)]
struct ActView {
    citation: String,
    /// Where it is published, if it is.
    url: Option<String>,
}

/// How far activities are, as figures and as a bar.
#[derive(Serialize)]
struct TallyView {
    /// Whole hundredths; none where nothing is planned yet.
    share: Option<i64>,
    proven: i64,
    done: i64,
    all: i64,
}

impl From<Tally> for TallyView {
    fn from(tally: Tally) -> TallyView {
        let Tally { proven, done, all } = tally;
        TallyView { share: share_of(tally), proven, done, all }
    }
}

#[derive(Serialize)]
struct TaskView {
    no: i64,
    title: String,
    url: String,
    tally: TallyView,
}

#[derive(Serialize)]
struct LateView {
    body: ThenNow,
    url: String,
    due: Date,
    days: i32,
    reason: Option<String>,
}

#[derive(Serialize)]
struct OverdueView {
    title: String,
    measure: String,
    body: Ref,
    ends: Date,
    days: i32,
    reason: Option<String>,
}

#[derive(Serialize)]
struct Head {
    title: String,
    note: String,
    act: ActView,
    parent: Option<ActView>,
    starts: Date,
    ends: Date,
    source: String,
}

#[derive(Serialize)]
struct ShowPage {
    head: Head,
    url: String,
    day: Date,
    day_name: String,
    today: bool,
    bad_day: bool,
    period: Option<PeriodView>,
    groups: Vec<GroupView>,
    received: usize,
    of: usize,
    coverage_url: String,
    tasks: Vec<TaskView>,
    whole: TallyView,
    method: &'static str,
    inputs_url: String,
    stratml_url: String,
    stratml_report_url: String,
    indicators: Vec<indicator::LineView>,
    late: Vec<LateView>,
    overdue: Vec<OverdueView>,
    overdue_of: i64,
    rankings_url: String,
    ranking: Option<rankings::Panel>,
    reports: Vec<report::RowView>,
}

#[derive(Serialize)]
struct PeriodView {
    title: String,
    due: Option<Date>,
    source: String,
}

#[derive(Serialize)]
struct ListPage {
    programmes: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    title: String,
    note: String,
    url: String,
    act: String,
    received: usize,
    of: usize,
    tally: TallyView,
}

impl Seen<'_> {
    fn url(&self) -> String {
        let list = self.portal.addresses.list(self.language, "programme");
        format!("{list}/{}", self.programme.key)
    }

    fn below(&self, word: &str, key: &str) -> String {
        format!("{}/{}/{key}", self.url(), self.portal.addresses.word(self.language, word))
    }

    fn date(&self, day: civil::Date) -> Date {
        self.portal.day(self.language, day)
    }

    fn say(&self, key: &str) -> String {
        self.portal.say(self.language, key)
    }

    fn title(&self) -> String {
        self.programme.outline.words.title_in(self.language).to_owned()
    }

    /// A body under its name of the day looked at, and of today where that differs.
    fn name(&self, key: &str) -> ThenNow {
        let named = self.register.get(key).map(|agency| {
            let then = agency.name_on(self.language, self.day).to_owned();
            let now = self.register.on(key, self.portal.today());
            let now = now.map(|now| now.name_on(self.language, self.portal.today()).to_owned());
            ThenNow { now: now.filter(|now| *now != then), name: then }
        });
        named.unwrap_or_else(|| ThenNow { name: key.to_owned(), now: None })
    }

    fn body(&self, key: &str) -> Ref {
        Ref { name: self.name(key).name, url: self.below("body", key) }
    }

    async fn act(&self, act: &Act) -> db::Result<ActView> {
        let live = match &act.entry {
            Some(entry) => editorial::find(&self.portal.db, entry, self.language).await?,
            None => None,
        };
        let citation = act.words.title_in(self.language);
        Ok(ActView {
            citation: if citation.is_empty() { act.number.clone() } else { citation.to_owned() },
            url: live.map(|live| self.portal.address(&live)),
        })
    }

    async fn head(&self) -> db::Result<Head> {
        let outline = &self.programme.outline;
        let parent = match &outline.parent {
            Some(parent) => Some(self.act(parent).await?),
            None => None,
        };
        Ok(Head {
            title: self.title(),
            note: outline.words.note_in(self.language).to_owned(),
            act: self.act(&outline.act).await?,
            parent,
            starts: self.date(outline.starts),
            ends: self.date(outline.ends),
            source: outline.source.clone(),
        })
    }

    fn tasks(&self, tally: impl Fn(&Task) -> Tally) -> Vec<TaskView> {
        let view = |task: &Task| TaskView {
            no: task.no,
            title: task.words.title_in(self.language).to_owned(),
            url: self.below("task", &task.no.to_string()),
            tally: tally(task).into(),
        };
        self.programme.outline.tasks.iter().map(view).collect()
    }

    /// The frame of a page below the programme's own.
    fn frame(&self, title: String, address: String, crumbs: Vec<Crumb>) -> Frame {
        let list = self.portal.addresses.list(self.language, "programme");
        let mut frame = Frame::new(self.language, "programme", title, address);
        let first = Crumb { label: self.say("programme-title"), url: Some(list) };
        frame.crumbs = std::iter::once(first).chain(crumbs).collect();
        frame
    }

    /// The address of the same page in each language of the site.
    fn alternates(&self, below: Option<(&str, &str)>) -> Vec<(Language, String)> {
        let languages = self.portal.known().site.languages.clone();
        let at = |language| {
            let seen = Seen { language, ..*self };
            let address = below.map_or_else(|| seen.url(), |(word, key)| seen.below(word, key));
            (language, address)
        };
        languages.into_iter().map(at).collect()
    }

    /// What every page of the programme depends on.
    fn tokens(&self) -> [String; 2] {
        [Programme::token(&self.programme.key), "agency".to_owned()]
    }

    async fn overdue(&self, as_of: AsOf) -> db::Result<(Vec<OverdueView>, i64)> {
        let db = &self.portal.db;
        let when = (as_of, self.portal.today());
        let (found, many) = overdue(db, self.programme.id, when, OVERDUE).await?;
        let view = |one: store::Overdue| OverdueView {
            title: one.words.title_in(self.language).to_owned(),
            body: self.body(&one.held_by),
            ends: self.date(one.ends),
            days: days(one.ends, self.day),
            measure: one.measure,
            reason: one.reason,
        };
        Ok((found.into_iter().map(view).collect(), many))
    }
}

/// Days from one day to another.
fn days(from: civil::Date, to: civil::Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The day that was asked for: `Ok(None)` when none was, `Err` when it cannot be read.
fn asked_day(query: Option<&str>, name: &str) -> Result<Option<civil::Date>, jiff::Error> {
    let query: Vec<(String, String)> =
        serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default();
    let day = query.into_iter().find(|(key, _)| key == name).map(|(_, day)| day);
    day.filter(|day| !day.is_empty()).map(|day| day.parse()).transpose()
}

async fn found(portal: &Portal, key: &str) -> Result<Programme, Fault> {
    store::programme(&portal.db, key).await?.ok_or(Fault::NotFound)
}

/// Every programme.
pub async fn list(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let (known, day) = (portal.known(), portal.today());
    let mut programmes = Vec::new();
    for key in store::every_key(&portal.db).await? {
        let programme = found(&portal, &key).await?;
        let (programme, register) = (&programme, &known.agencies);
        let seen = Seen { portal: &portal, register, language, programme, day };
        programmes.push(line(&seen).await?);
    }
    let title = portal.say(language, "programme-title");
    let address = portal.addresses.list(language, "programme");
    let mut frame = Frame::new(language, "programme", title.clone(), address);
    frame.description = portal.say(language, "programme-lead");
    frame.alternates = portal.list_alternates("programme");
    frame.crumbs = vec![Crumb { label: title, url: None }];
    let template = "action_programme/public/list.html";
    let page = portal.render(frame, template, ListPage { programmes })?;
    Ok(page.depends_on(["programme".to_owned(), "agency".to_owned()]).counted(0, language))
}

async fn line(seen: &Seen<'_>) -> db::Result<LineView> {
    let (db, programme) = (&seen.portal.db, seen.programme);
    let covered = match programme.period_on(seen.day) {
        Some(period) => {
            coverage_at(db, programme, period, seen.register, AsOf::day(seen.day)).await?
        }
        None => return Ok(LineView { received: 0, of: 0, ..bare_line(seen) }),
    };
    let whole = store::progress(db, programme.id).await?.whole();
    Ok(LineView {
        received: covered.received(),
        of: covered.of(),
        tally: whole.into(),
        ..bare_line(seen)
    })
}

fn bare_line(seen: &Seen<'_>) -> LineView {
    let outline = &seen.programme.outline;
    LineView {
        title: seen.title(),
        note: outline.words.note_in(seen.language).to_owned(),
        url: seen.url(),
        act: outline.act.words.title_in(seen.language).to_owned(),
        received: 0,
        of: 0,
        tally: Tally::default().into(),
    }
}

/// One programme on a day: today, or the day asked for.
pub async fn show(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let programme = found(&portal, &key).await?;
    let known = portal.known();
    let day_name = portal.addresses.word(language, "day");
    let asked = asked_day(query.as_deref(), &day_name);
    let bad_day = asked.is_err();
    let day = asked.ok().flatten().unwrap_or_else(|| portal.today());
    let (programme, register) = (&programme, &known.agencies);
    let seen = Seen { portal: &portal, register, language, programme, day };
    let own = show_page(&seen, (day_name, bad_day)).await?;
    let last = Crumb { label: seen.title(), url: None };
    let mut frame = seen.frame(seen.title(), seen.url(), vec![last]);
    frame.description.clone_from(&own.head.note);
    frame.alternates = seen.alternates(None);
    let page = portal.render(frame, "action_programme/public/show.html", own)?;
    let tokens = seen.tokens().into_iter().chain(["ranking".to_owned()]);
    Ok(page.depends_on(tokens).counted(0, language).by_query())
}

async fn show_page(
    seen: &Seen<'_>,
    (day_name, bad_day): (String, bool),
) -> Result<ShowPage, Fault> {
    let (portal, programme, day) = (seen.portal, seen.programme, seen.day);
    let as_of = AsOf::day(day);
    let when = (as_of, portal.today());
    let progress = progress_on(&portal.db, programme.id, when).await?;
    let tally = |task: &Task| task.id.map(|id| progress.of(id)).unwrap_or_default();
    let period = programme.period_on(day);
    let (groups, late) = covered(seen, period, as_of).await?;
    let (late_activities, overdue_of) = seen.overdue(as_of).await?;
    let query = serde_urlencoded::to_string([(day_name.as_str(), day.to_string())])?;
    let indexes = rankings::indexes(&portal.db).await?;
    let drawn = indexes.iter().find(|index| index.newest_rank().is_some());
    let period = period.map(|period| PeriodView {
        title: period.words.title_in(seen.language).to_owned(),
        due: period.due.map(|due| seen.date(due)),
        source: period.source.clone(),
    });
    Ok(ShowPage {
        head: seen.head().await?,
        url: seen.url(),
        day: seen.date(day),
        today: day == portal.today(),
        received: groups.iter().map(|group| group.received).sum(),
        of: groups.iter().map(|group| group.of).sum(),
        coverage_url: format!("{}/coverage.csv?{query}", seen.url()),
        tasks: seen.tasks(tally),
        whole: progress.whole().into(),
        method: METHOD,
        indicators: indicator::lines(seen).await?,
        inputs_url: format!("{}/activities.csv?{query}", seen.url()),
        stratml_url: format!("{}/stratml.xml", seen.url()),
        stratml_report_url: format!("{}/stratml-report.xml", seen.url()),
        rankings_url: portal.addresses.list(seen.language, "rankings"),
        ranking: drawn.map(|index| rankings::panel(portal, seen.language, index)),
        reports: report::rows(seen).await?,
        day_name,
        bad_day,
        period,
        groups,
        late,
        overdue: late_activities,
        overdue_of,
    })
}

/// The bodies of the day, and those that are late with what they say of it.
async fn covered(
    seen: &Seen<'_>,
    period: Option<&Period>,
    as_of: AsOf,
) -> db::Result<(Vec<GroupView>, Vec<LateView>)> {
    let Some(period) = period else { return Ok((Vec::new(), Vec::new())) };
    let db = &seen.portal.db;
    let covered = coverage_at(db, seen.programme, period, seen.register, as_of).await?;
    let mut reasons = match period.id {
        Some(id) => store::reasons(db, id, as_of).await?,
        None => std::collections::BTreeMap::new(),
    };
    let mut late: Vec<LateView> = Vec::new();
    for body in covered.bodies() {
        if let super::model::Standing::Late { due, days } = body.standing {
            late.push(LateView {
                body: seen.name(&body.agency),
                url: seen.below("body", &body.agency),
                due: seen.date(due),
                days,
                reason: reasons.remove(&body.agency),
            });
        }
    }
    late.sort_by_key(|one| -one.days);
    Ok((groups(seen, &covered), late))
}

fn table(lines: csv::Writer<Vec<u8>>, programme: &Programme) -> Result<Page, Fault> {
    let bytes = lines.into_inner().map_err(csv::IntoInnerError::into_error)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let page = Page::of("text/csv; charset=utf-8", text);
    Ok(page.depends_on([Programme::token(&programme.key), "agency".to_owned()]).by_query())
}

/// A sentence with one argument.
fn with(seen: &Seen<'_>, key: &str, name: &'static str, value: impl Into<String>) -> String {
    let mut args = Args::new();
    args.set(name, value.into());
    seen.portal.words.say_with(seen.language, key, &args)
}
