//! What is set out: the act, who owes a plan and by when, tasks and their measures, each changed in a
//! small form of its own. Not for who has which part: that is `part.rs`.

use super::board::crumbs;
use super::{
    After, Link, Room, WithForm, WordsView, Wrong, day_sent, must_day, own_name, spoken, words_sent,
};
use crate::action_programme::{
    self as programme, Act, Measure, Outline, Owes, Part, Period, Refusal, Task, Texts, Titles,
};
use crate::desk::rows::Choice;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use serde::Serialize;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/programme/{key}/outline", get(show))
        .route("/desk/programme/{key}/outline/{part}/{which}", get(open).post(put))
}

#[derive(Serialize)]
struct OutlinePage {
    crumbs: Vec<Link>,
    url: String,
    may_run: bool,
    act: String,
    parent: Option<String>,
    starts: String,
    ends: String,
    source: String,
    owes: Vec<OwesView>,
    periods: Vec<PeriodView>,
    tasks: Vec<TaskView>,
}

#[derive(Serialize)]
struct OwesView {
    title: String,
    kinds: String,
    span: String,
    url: String,
}

#[derive(Serialize)]
struct PeriodView {
    title: String,
    span: String,
    due: Option<String>,
    url: String,
}

#[derive(Serialize)]
struct TaskView {
    no: i64,
    title: String,
    url: String,
    proof_url: String,
    add_url: String,
    measures: Vec<MeasureView>,
}

#[derive(Serialize)]
struct MeasureView {
    key: String,
    title: String,
    url: String,
    part_url: String,
    leads: Vec<String>,
    others: usize,
}

/// The form of one part of an outline.
#[derive(Default, Serialize)]
pub(super) struct FormPage {
    pub(super) crumbs: Vec<Link>,
    pub(super) url: String,
    pub(super) back: String,
    /// `head`, `owes`, `period`, `task`, `measure`.
    pub(super) part: String,
    pub(super) new: bool,
    pub(super) revision: i64,
    pub(super) key: String,
    pub(super) number: String,
    pub(super) starts: String,
    pub(super) ends: String,
    pub(super) due: String,
    pub(super) stated: String,
    pub(super) source: String,
    pub(super) act_number: String,
    pub(super) act_date: String,
    pub(super) act_entry: String,
    pub(super) citation: Vec<WordsView>,
    pub(super) words: Vec<WordsView>,
    pub(super) kinds: Vec<Choice>,
    pub(super) chosen: Vec<String>,
    pub(super) errors: Vec<Wrong>,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let outline = &room.programme.outline;
    let title = room.say("progdesk-outline");
    let this = Link { label: title.clone(), url: String::new() };
    let cited = |act: &Act| format!("{} ({})", act.words.title_in(room.language()), act.number);
    let own = OutlinePage {
        crumbs: crumbs(&room, vec![this]),
        url: format!("{}/outline", room.url()),
        may_run: room.coordinates(),
        act: cited(&outline.act),
        parent: outline.parent.as_ref().map(cited),
        starts: room.date(outline.starts),
        ends: room.date(outline.ends),
        source: outline.source.clone(),
        owes: (1..).zip(&outline.owes).map(|one| owes_view(&room, one)).collect(),
        periods: outline.periods.iter().map(|one| period_view(&room, one)).collect(),
        tasks: tasks(&room).await?,
    };
    let toast = room.toast(&after);
    room.page(("desk/programme/outline.html", title), own, (StatusCode::OK, toast)).await
}

fn owes_view(room: &Room<'_>, (place, owes): (usize, &Owes)) -> OwesView {
    let since = owes.from.map(|from| room.with("progdesk-since", "day", room.date(from)));
    let until = owes.to.map(|to| room.with("progdesk-until", "day", room.date(to)));
    let span: Vec<String> = since.into_iter().chain(until).collect();
    let kinds = owes.kinds.iter().map(|kind| room.say(&format!("register-kind-{kind}")));
    OwesView {
        title: owes.words.title_in(room.language()).to_owned(),
        kinds: kinds.collect::<Vec<_>>().join(", "),
        span: span.join(", "),
        url: format!("{}/outline/owes/{place}", room.url()),
    }
}

fn period_view(room: &Room<'_>, period: &Period) -> PeriodView {
    PeriodView {
        title: period.words.title_in(room.language()).to_owned(),
        span: format!("{} – {}", room.date(period.starts), room.date(period.ends)),
        due: period.due.map(|due| room.date(due)),
        url: format!("{}/outline/period/{}", room.url(), period.starts),
    }
}

async fn tasks(room: &Room<'_>) -> Result<Vec<TaskView>, Fault> {
    let as_of = programme::AsOf::day(room.portal.today());
    let assigned = programme::assignments(&room.portal.db, room.programme.id, as_of).await?;
    let url = room.url();
    let measure = |one: &Measure| {
        let own = || assigned.iter().filter(|row| Some(row.measure) == one.id);
        let leads = own().filter(|row| row.part == Part::Lead);
        MeasureView {
            key: one.key.clone(),
            title: one.words.title_in(room.language()).to_owned(),
            url: format!("{url}/outline/measure/{}", one.key),
            part_url: format!("{url}/measures/{}", one.key),
            leads: leads.map(|row| room.name(&row.agency)).collect(),
            others: own().filter(|row| row.part == Part::Coordinating).count(),
        }
    };
    let task = |one: &Task| TaskView {
        no: one.no,
        title: one.words.title_in(room.language()).to_owned(),
        url: format!("{url}/outline/task/{}", one.no),
        proof_url: format!("{url}/tasks/{}", one.no),
        add_url: format!("{url}/outline/measure/new-{}", one.no),
        measures: one.measures.iter().map(measure).collect(),
    };
    Ok(room.programme.outline.tasks.iter().map(task).collect())
}

fn text_of(day: Option<jiff::civil::Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The form of a part as it stands; `None` when there is no such part.
fn form(room: &Room<'_>, part: &str, which: &str) -> Option<FormPage> {
    let outline = &room.programme.outline;
    let nobody = Texts::new();
    let back = format!("{}/outline", room.url());
    let above = Link { label: room.say("progdesk-outline"), url: back.clone() };
    let this = Link { label: room.say(&format!("progdesk-part-{part}")), url: String::new() };
    let mut form = FormPage {
        crumbs: crumbs(room, vec![above, this]),
        url: format!("{back}/{part}/{which}"),
        back,
        part: part.to_owned(),
        new: which.starts_with("new"),
        revision: room.programme.revision,
        words: room.spoken(&nobody),
        ..FormPage::default()
    };
    match part {
        "head" => head_form(room, &mut form),
        "period" if !form.new => {
            let period = outline.periods.iter().find(|one| one.starts.to_string() == which)?;
            form.starts = period.starts.to_string();
            form.ends = period.ends.to_string();
            form.due = text_of(period.due);
            form.source.clone_from(&period.source);
            form.words = room.spoken(&period.words);
        }
        "owes" => {
            form.kinds = super::begin::kinds(room.portal, room.language());
            if !form.new {
                owes_form(room, &mut form, outline.owes.get(place(which)?)?);
            }
        }
        "task" if !form.new => {
            let task = outline.tasks.iter().find(|one| one.no.to_string() == which)?;
            form.number = task.no.to_string();
            form.words = room.spoken(&task.words);
        }
        "task" => {
            let last = outline.tasks.iter().map(|one| one.no).max();
            form.number = (last.unwrap_or(0) + 1).to_string();
        }
        "measure" if !form.new => {
            let measure = room.programme.measure(which)?;
            form.key.clone_from(&measure.key);
            form.starts = text_of(measure.starts);
            form.ends = text_of(measure.ends);
            form.words = room.spoken(&measure.words);
        }
        "measure" => {
            let task = task_of_new(outline, which)?;
            form.key = format!("{}.{}", task.no, task.measures.len() + 1);
        }
        "period" => {}
        _ => return None,
    }
    Some(form)
}

/// Where a group stands in the list by its number from 1.
fn place(which: &str) -> Option<usize> {
    which.parse::<usize>().ok()?.checked_sub(1)
}

fn owes_form(room: &Room<'_>, form: &mut FormPage, owes: &Owes) {
    form.starts = text_of(owes.from);
    form.ends = text_of(owes.to);
    form.stated = owes.stated.map(|many| many.to_string()).unwrap_or_default();
    form.source.clone_from(&owes.source);
    form.words = room.spoken(&owes.words);
    form.chosen.clone_from(&owes.kinds);
}

/// Who owes a plan as it was sent; a group keeps its name inside the program.
fn owes_sent(room: &Room<'_>, old: Option<&Owes>, sent: &Sent) -> Result<Owes, Refusal> {
    let kinds: Vec<String> = sent.all("kind").map(str::to_owned).collect();
    let bad = |_| Refusal::Faulty(vec![("stated".to_owned(), "progdesk-bad-stated")]);
    let words = words_sent(room.portal, sent);
    if words.is_empty() {
        return Err(Refusal::Faulty(vec![("words".to_owned(), "programme-fault-title")]));
    }
    let named = || crate::platform::text::slug(&kinds.join(" "));
    Ok(Owes {
        group: old.map_or_else(named, |old| old.group.clone()),
        from: day_sent(sent, "starts")?,
        to: day_sent(sent, "ends")?,
        stated: sent.text("stated").map(|many| many.parse()).transpose().map_err(bad)?,
        source: sent.text("source").unwrap_or_default(),
        kinds,
        words,
    })
}

/// The task of `new-3`.
fn task_of_new<'a>(outline: &'a Outline, which: &str) -> Option<&'a Task> {
    let no = which.strip_prefix("new-")?;
    outline.tasks.iter().find(|task| task.no.to_string() == no)
}

fn head_form(room: &Room<'_>, form: &mut FormPage) {
    let outline = &room.programme.outline;
    form.starts = outline.starts.to_string();
    form.ends = outline.ends.to_string();
    form.source.clone_from(&outline.source);
    form.words = room.spoken(&outline.words);
    form.act_number.clone_from(&outline.act.number);
    form.act_date = outline.act.date.to_string();
    form.act_entry = outline.act.entry.clone().unwrap_or_default();
    form.citation = room.spoken(&outline.act.words);
}

async fn open(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, part, which)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    if !room.coordinates() {
        return Err(Fault::Forbidden);
    }
    let own = form(&room, &part, &which).ok_or(Fault::NotFound)?;
    room.shown(own, &After::default()).await
}

impl WithForm for FormPage {
    const TEMPLATE: &'static str = "desk/programme/form.html";

    fn title(&self, _room: &Room<'_>) -> String {
        own_name(&self.crumbs)
    }

    fn mend(&mut self, errors: Vec<Wrong>) {
        self.errors = errors;
    }
}

async fn put(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, part, which)): Path<(String, String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let form = form(&room, &part, &which).ok_or(Fault::NotFound)?;
    match changed(&room, (&part, &which), &sent).await {
        Ok(()) => Ok(see_other(&format!("{}/outline?done=set-out", room.url()))),
        Err(refusal) => room.again(typed(&portal, form, &sent), refusal).await,
    }
}

/// A form with what was typed into it.
pub(super) fn typed(portal: &Portal, form: FormPage, sent: &Sent) -> FormPage {
    let text = |name: &str| sent.get(name).to_owned();
    FormPage {
        key: text("key"),
        number: text("number"),
        starts: text("starts"),
        ends: text("ends"),
        due: text("due"),
        stated: text("stated"),
        source: text("source"),
        act_number: text("act_number"),
        act_date: text("act_date"),
        act_entry: text("act_entry"),
        citation: spoken(portal, &citation_sent(portal, sent)),
        words: spoken(portal, &words_sent(portal, sent)),
        chosen: sent.all("kind").map(str::to_owned).collect(),
        ..form
    }
}

pub(super) fn citation_sent(portal: &Portal, sent: &Sent) -> Texts {
    let languages = portal.known().site.languages.clone();
    let text = |language| {
        let title = sent.text(&format!("citation.{language}"))?;
        Some((language, programme::Text { title, note: String::new() }))
    };
    languages.into_iter().filter_map(text).collect()
}

/// Puts the sent part into the outline as it stood when the form was opened, and sets that out.
async fn changed(room: &Room<'_>, (part, which): (&str, &str), sent: &Sent) -> Result<(), Refusal> {
    let mut outline = room.programme.outline.clone();
    let missing = || Refusal::Missing(which.to_owned());
    let words = words_sent(room.portal, sent);
    let removed = !sent.get("remove").is_empty();
    match part {
        "head" => head_sent(room, &mut outline, sent)?,
        "owes" => {
            let at = place(which).filter(|at| *at < outline.owes.len());
            if at.is_none() && which != "new" {
                return Err(missing());
            }
            let one = owes_sent(room, at.and_then(|at| outline.owes.get(at)), sent);
            put_in(&mut outline.owes, at, (one?, removed));
        }
        "period" => {
            let at = outline.periods.iter().position(|one| one.starts.to_string() == which);
            let period = Period {
                id: None,
                starts: must_day(sent, "starts")?,
                ends: must_day(sent, "ends")?,
                due: day_sent(sent, "due")?,
                source: sent.text("source").unwrap_or_default(),
                words,
            };
            put_in(&mut outline.periods, at, (period, removed));
        }
        "task" => {
            let at = outline.tasks.iter().position(|one| one.no.to_string() == which);
            let below = at.and_then(|at| outline.tasks.get(at)).map(|task| task.measures.clone());
            let bad = |_| Refusal::Faulty(vec![("number".to_owned(), "programme-fault-number")]);
            let no = sent.get("number").trim().parse().map_err(bad)?;
            let task = Task { id: None, no, words, measures: below.unwrap_or_default() };
            put_in(&mut outline.tasks, at, (task, removed));
            outline.tasks.sort_by_key(|task| task.no);
        }
        "measure" => {
            let of = |task: &Task| {
                task.measures.iter().any(|one| one.key == which)
                    || task_of_new(&room.programme.outline, which).map(|new| new.no)
                        == Some(task.no)
            };
            let task = outline.tasks.iter_mut().find(|task| of(task)).ok_or_else(missing)?;
            let at = task.measures.iter().position(|one| one.key == which);
            let measure = Measure {
                id: None,
                key: sent.text("key").unwrap_or_default(),
                starts: day_sent(sent, "starts")?,
                ends: day_sent(sent, "ends")?,
                words,
            };
            put_in(&mut task.measures, at, (measure, removed));
        }
        _ => return Err(missing()),
    }
    let seen = sent.get("revision").parse().unwrap_or(0);
    set_out(room.portal, room.signed, (&room.programme.key, Some(seen)), &outline).await
}

fn put_in<T>(list: &mut Vec<T>, at: Option<usize>, (one, removed): (T, bool)) {
    match at.and_then(|at| list.get_mut(at)) {
        Some(_) if removed => {
            at.map(|at| list.remove(at));
        }
        Some(place) => *place = one,
        None => list.push(one),
    }
}

fn head_sent(room: &Room<'_>, outline: &mut Outline, sent: &Sent) -> Result<(), Refusal> {
    outline.starts = must_day(sent, "starts")?;
    outline.ends = must_day(sent, "ends")?;
    outline.source = sent.text("source").unwrap_or_default();
    outline.words = words_sent(room.portal, sent);
    outline.act.number = sent.text("act_number").unwrap_or_default();
    outline.act.date = must_day(sent, "act_date")?;
    outline.act.entry = sent.text("act_entry");
    outline.act.words = citation_sent(room.portal, sent);
    Ok(())
}

pub(super) async fn set_out(
    portal: &Portal,
    signed: &Signed,
    named: (&str, Option<i64>),
    outline: &Outline,
) -> Result<(), Refusal> {
    let by =
        programme::By { actor: &signed.actor, at: portal.clock.now_ms(), today: portal.today() };
    let mut tx = portal.db.begin().await?;
    programme::set_out(&mut tx, &portal.db, by, named, outline).await?;
    tx.commit().await?;
    Ok(())
}
