//! Plans as a table at the desk: taken along, filled in, sent back; looked at before anything is
//! written, and taken back afterwards if need be. Not for what a line may say: that is
//! `action_programme`.

use super::board::crumbs;
use super::{After, Link, Room, WithForm, Wrong};
use crate::action_programme::{
    self as programme, Effect, In, LookedPlan, PlanRow, Refusal, SheetFault, SheetPlan, Titles,
    headings, read_sheet, write_line,
};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::platform::files::content_type;
use crate::platform::i18n::Args;
use crate::platform::text::table::{BadTable, read_table, write_workbook};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use serde::Serialize;

/// Some ten thousand lines.
const LONGEST: usize = 8 << 20;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/programme/{key}/table", get(show).post(look))
        .route("/desk/programme/{key}/table.csv", get(csv))
        .route("/desk/programme/{key}/table.xlsx", get(xlsx))
        .route("/desk/programme/{key}/table/bring-in", post(bring_in))
        .route("/desk/programme/{key}/table/{number}/take-back", post(take_back))
        .layer(DefaultBodyLimit::max(LONGEST))
}

#[derive(Serialize)]
struct TablePage {
    crumbs: Vec<Link>,
    url: String,
    csv_url: String,
    xlsx_url: String,
    columns: Vec<ColumnView>,
    may_write: bool,
    look: Option<Look>,
    faults: Vec<FaultView>,
    past: Vec<Past>,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct ColumnView {
    name: String,
    about: String,
}

/// What a table would change.
#[derive(Serialize)]
struct Look {
    rows: Vec<LookRow>,
    new: usize,
    changes: usize,
    same: usize,
    /// The table as it was read, to be sent again.
    text: String,
}

#[derive(Serialize)]
struct LookRow {
    line: usize,
    agency: String,
    measure: String,
    title: String,
    days: String,
    effect: String,
    badge: &'static str,
}

#[derive(Serialize)]
struct FaultView {
    line: usize,
    column: String,
    text: String,
}

#[derive(Serialize)]
struct Past {
    number: i64,
    at: String,
    person: String,
    said: String,
    taken_back: bool,
    may_take_back: bool,
}

fn columns(room: &Room<'_>) -> Vec<ColumnView> {
    let about = |name: &str| {
        let key = match name.split_once('_') {
            Some((word, _)) => format!("progdesk-column-{word}"),
            None => format!("progdesk-column-{name}"),
        };
        room.say(&key)
    };
    let names = headings(&room.known.site.languages);
    names.into_iter().map(|name| ColumnView { about: about(&name), name }).collect()
}

async fn page(room: &Room<'_>) -> Result<TablePage, Fault> {
    let title = room.say("progdesk-table");
    let names = room.names().await?;
    let own = room.signed.actor.name();
    let found = match programme::sheets(&room.portal.db, &room.programme).await {
        Ok(found) => found,
        Err(Refusal::Database(error)) => return Err(error.into()),
        Err(_) => Vec::new(),
    };
    let past = found.into_iter().filter(|(row, _)| room.sees_all() || row.made_by == own);
    let past = past.map(|(row, done)| {
        let mut args = Args::new();
        args.set("added", i64::try_from(done.added.len()).unwrap_or(i64::MAX));
        args.set("changed", i64::try_from(done.changed.len()).unwrap_or(i64::MAX));
        let at = room.portal.moment(room.language(), row.made_at);
        Past {
            number: row.id,
            at: format!("{}, {}", at.time.unwrap_or_default(), at.numeric),
            person: names.actor(&row.made_by),
            said: room.portal.words.say_with(room.language(), "progdesk-table-past", &args),
            taken_back: row.taken_back_at.is_some(),
            may_take_back: row.taken_back_at.is_none()
                && (room.coordinates() || row.made_by == own),
        }
    });
    Ok(TablePage {
        crumbs: crumbs(room, vec![Link { label: title, url: String::new() }]),
        url: format!("{}/table", room.url()),
        csv_url: format!("{}/table.csv", room.url()),
        xlsx_url: format!("{}/table.xlsx", room.url()),
        columns: columns(room),
        may_write: room.coordinates() || !programme::own_agencies(&room.signed.actor).is_empty(),
        look: None,
        faults: Vec::new(),
        past: past.collect(),
        errors: Vec::new(),
    })
}

impl WithForm for TablePage {
    const TEMPLATE: &'static str = "desk/programme/table.html";

    fn title(&self, room: &Room<'_>) -> String {
        room.say("progdesk-table")
    }

    fn mend(&mut self, errors: Vec<Wrong>) {
        self.errors = errors;
    }
}

/// What is wrong with the file that was sent.
fn wrong_file(room: &Room<'_>, key: &str) -> (StatusCode, Vec<Wrong>) {
    let wrong = Wrong { name: Some("table".to_owned()), text: room.say(key) };
    (StatusCode::UNPROCESSABLE_ENTITY, vec![wrong])
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    room.shown(page(&room).await?, &after).await
}

/// Every activity somebody may see, a line each, in the form that is taken back in.
async fn lines(room: &Room<'_>) -> Result<Vec<Vec<String>>, Fault> {
    let db = &room.portal.db;
    let languages = &room.known.site.languages;
    let mut lines = vec![headings(languages)];
    let rows = programme::plans(db, room.programme.id).await?;
    let seen = |row: &&PlanRow| room.sees(&row.held_by) || room.sees(&row.agency);
    for row in rows.iter().filter(seen) {
        let Some(period) = room.programme.period(row.period()) else { continue };
        let plan = SheetPlan {
            period: period.starts,
            agency: &row.agency,
            reference: &row.reference,
            signed: row.signed(),
        };
        for activity in programme::activities_of_plan(db, row.id()).await? {
            lines.push(write_line(&room.programme, languages, plan, &activity));
        }
    }
    Ok(lines)
}

async fn csv(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let bytes = text(&lines(&room).await?)?.into_bytes();
    Ok(attached("plans.csv", "attachment; filename=\"plans.csv\"", bytes))
}

async fn xlsx(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let bytes = write_workbook(&lines(&room).await?)?;
    Ok(attached("plans.xlsx", "attachment; filename=\"plans.xlsx\"", bytes))
}

fn attached(name: &str, saved: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let kind = if name.ends_with("csv") { "text/csv; charset=utf-8" } else { content_type(name) };
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static(saved));
    response
}

async fn sent_file(mut form: Multipart) -> Result<Option<bytes::Bytes>, Fault> {
    while let Some(field) = form.next_field().await.map_err(|_| Fault::Unclear)? {
        if field.name() == Some("table") {
            let bytes = field.bytes().await.map_err(|_| Fault::Unclear)?;
            return Ok(Some(bytes).filter(|bytes| !bytes.is_empty()));
        }
    }
    Ok(None)
}

/// Shows what a table would change, without changing anything.
async fn look(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
    form: Multipart,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let own = page(&room).await?;
    let Some(bytes) = sent_file(form).await? else {
        return room.again_told(own, wrong_file(&room, "progdesk-table-none")).await;
    };
    // Off the threads that answer readers: a spreadsheet is unpacked.
    let read = tokio::task::spawn_blocking(move || read_table(&bytes)).await?;
    match read {
        Ok(rows) => looked_at(&room, own, &rows).await,
        Err(bad) => room.again_told(own, wrong_file(&room, unread(bad))).await,
    }
}

fn unread(bad: BadTable) -> &'static str {
    match bad {
        BadTable::Unreadable => "progdesk-table-unread",
        BadTable::TooLarge => "progdesk-table-large",
    }
}

async fn looked_at(
    room: &Room<'_>,
    mut own: TablePage,
    rows: &[Vec<String>],
) -> Result<Response, Fault> {
    let status = match look_rows(room, rows).await? {
        Ok(plans) => {
            own.look = Some(look_view(room, &plans, text(rows)?));
            StatusCode::OK
        }
        Err(faults) => {
            own.faults = faults.iter().map(|fault| fault_view(room, fault)).collect();
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    room.again_told(own, (status, Vec::new())).await
}

/// The rows as text that a form can carry.
fn text(rows: &[Vec<String>]) -> Result<String, Fault> {
    let mut lines = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        lines.write_record(row)?;
    }
    let bytes = lines.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn look_rows(
    room: &Room<'_>,
    rows: &[Vec<String>],
) -> Result<Result<Vec<LookedPlan>, Vec<SheetFault>>, Fault> {
    let lines = match read_sheet(&room.programme, room.register(), rows) {
        Ok(lines) => lines,
        Err(faults) => return Ok(Err(faults)),
    };
    let looked = programme::look_at_sheet(&room.portal.db, room.by(), &room.programme, lines).await;
    match looked {
        Ok(looked) => Ok(looked),
        Err(refusal) => Err(room.told(refusal).err().unwrap_or(Fault::Unclear)),
    }
}

fn fault_view(room: &Room<'_>, fault: &SheetFault) -> FaultView {
    FaultView { line: fault.line, column: fault.column.clone(), text: room.say(fault.key) }
}

fn look_view(room: &Room<'_>, plans: &[LookedPlan], text: String) -> Look {
    let lines = || plans.iter().flat_map(|plan| plan.lines.iter().map(move |line| (plan, line)));
    let many = |effect| lines().filter(|(_, line)| line.effect == effect).count();
    let mut rows: Vec<LookRow> = lines()
        .filter(|(_, line)| line.effect != Effect::Same)
        .map(|(plan, looked)| {
            let draft = &looked.line.draft;
            let mut measures = room.programme.measures().map(|(_, measure)| measure);
            let measure = measures.find(|one| one.id == Some(draft.measure));
            let (key, badge) = match looked.effect {
                Effect::New => ("progdesk-effect-new", "original"),
                Effect::Changes | Effect::Same => ("progdesk-effect-changes", "outdated"),
            };
            LookRow {
                line: looked.line.line,
                agency: room.name(&plan.agency),
                measure: measure.map(|one| one.key.clone()).unwrap_or_default(),
                title: draft.words.title_in(room.language()).to_owned(),
                days: format!("{} – {}", room.date(draft.starts), room.date(draft.ends)),
                effect: room.say(key),
                badge,
            }
        })
        .collect();
    rows.sort_by_key(|row| row.line);
    Look {
        rows,
        new: many(Effect::New),
        changes: many(Effect::Changes),
        same: many(Effect::Same),
        text,
    }
}

/// Writes what was looked at. What changed meanwhile is looked at anew, so nothing is written over.
async fn bring_in(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let mut own = page(&room).await?;
    let rows = read_table(sent.get("text").as_bytes()).map_err(|_| Fault::Unclear)?;
    let Ok(plans) = look_rows(&room, &rows).await? else {
        return looked_at(&room, own, &rows).await;
    };
    match brought(&room, &plans).await {
        Ok(()) => Ok(see_other(&format!("{}?done=bring-in", own.url))),
        Err(refusal) => {
            own.look = Some(look_view(&room, &plans, text(&rows)?));
            room.again(own, refusal).await
        }
    }
}

async fn brought(room: &Room<'_>, plans: &[LookedPlan]) -> Result<(), Refusal> {
    let mut tx = room.portal.db.begin().await?;
    programme::bring_in_sheet(&mut tx, room.by(), room.within(), plans).await?;
    tx.commit().await?;
    Ok(())
}

async fn take_back(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, number)): Path<(String, i64)>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let mut tx = portal.db.begin().await?;
    let (why, within) = (room.say("progdesk-table-taken-back-why"), In::from(&room.programme));
    let done = programme::take_back_sheet(&mut tx, room.by(), within, (number, &why)).await;
    match done {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&format!("{}/table?done=take-back", room.url())))
        }
        Err(refusal) => {
            drop(tx);
            let told = match refusal {
                Refusal::Clash(_) => {
                    let text = room.say("progdesk-table-followed");
                    (StatusCode::CONFLICT, vec![Wrong { name: None, text }])
                }
                other => room.told(other)?,
            };
            room.again_told(page(&room).await?, told).await
        }
    }
}
