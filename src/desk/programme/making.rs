//! A report on its way: what is being made, how far it is, and on to the reports by itself once it is issued,
//! with a script or without. One that could not be made goes back to its form with all that was typed. Not
//! for making it: that is `action_programme::reports`.

use super::report::{again_url, url, voice};
use super::{Link, Room};
use crate::action_programme::reports::{self, Making, Ordered, ReportPeriod, Wanted};
use crate::desk::frame::{View, piece};
use crate::desk::session::{Signed, see_other};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use http::{HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/programme/{key}/reports/making", get(show))
        .route("/desk/programme/{key}/reports/making/progress", get(progress))
}

/// Which report.
#[derive(Deserialize)]
struct Of {
    period: ReportPeriod,
}

/// How far a report is, in words.
#[derive(Serialize)]
pub(super) struct MakingView {
    title: String,
    /// What it is of, and in whose name.
    note: String,
    text: String,
    percent: u8,
    files: Vec<FileView>,
    /// Where a script asks how far it is.
    progress_url: String,
    pub(super) url: String,
}

/// A file of a report and how far it is.
#[derive(Serialize)]
struct FileView {
    label: String,
    /// `made`, `going` or `waits`.
    state: &'static str,
    said: String,
}

#[derive(Serialize)]
struct MakingPage {
    crumbs: Vec<Link>,
    list: Link,
    making: MakingView,
}

#[derive(Serialize)]
struct Piece {
    making: MakingView,
}

/// Where one sees how far a report is.
pub(super) fn making_url(room: &Room<'_>, period: ReportPeriod) -> String {
    format!("{}/making?period={period}", url(room))
}

/// A report that is being made; `None` of one that was given up.
pub(super) fn view(room: &Room<'_>, one: &Ordered) -> Option<MakingView> {
    let wanted = Wanted::all(&room.portal.words);
    let (text, percent) = match one.state {
        Making::Failed(_) => return None,
        Making::Going(0) => (room.say("report-desk-making-begun"), 0),
        Making::Going(hundredths) => (files_made(room, hundredths, wanted.len()), hundredths),
        Making::Again(at) => {
            let at = voice(room).moment(at);
            (room.with("report-desk-making-again", "at", at), 0)
        }
    };
    let (said, period) = (voice(room), one.asked.period);
    Some(MakingView {
        title: said.with("report-title", &[("period", &said.period(period))]),
        note: note(room, one),
        text,
        percent,
        files: file_views(room, &wanted, made_of(percent, wanted.len())),
        progress_url: format!("{}/making/progress?period={period}", url(room)),
        url: making_url(room, period),
    })
}

fn note(room: &Room<'_>, one: &Ordered) -> String {
    let cut_off = room.date(one.asked.cut_off);
    let issuer = room.name(&one.asked.paper.issuer);
    format!("{}: {cut_off} · {issuer}", room.say("report-cut-off"))
}

/// Every file in the order it is made; while some are made the next one is under way.
fn file_views(room: &Room<'_>, wanted: &[Wanted], made: usize) -> Vec<FileView> {
    let view = |(at, one): (usize, &Wanted)| {
        let state = match at.cmp(&made) {
            Ordering::Less => "made",
            Ordering::Equal if made > 0 => "going",
            _ => "waits",
        };
        let language = room.say(&format!("site-language-{}", one.language));
        FileView {
            label: format!("{}, {language}", one.form.ending().to_uppercase()),
            state,
            said: room.say(&format!("report-desk-file-{state}")),
        }
    };
    wanted.iter().enumerate().map(view).collect()
}

/// How many files so many hundredths are, which were rounded down when they were written.
fn made_of(hundredths: u8, all: usize) -> usize {
    (usize::from(hundredths) * all).div_ceil(100).min(all)
}

fn files_made(room: &Room<'_>, hundredths: u8, all: usize) -> String {
    let made = made_of(hundredths, all);
    let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    voice(room).counted("report-desk-making-files", &[("made", count(made)), ("all", count(all))])
}

/// How a report of a period stands for those who wait for it.
enum Stands {
    /// It is being made.
    Open(MakingView),
    /// Nothing is being made any more: where to go on.
    Over(String),
}

async fn stands(room: &Room<'_>, period: ReportPeriod) -> Result<Stands, Fault> {
    if !room.sees_all() {
        return Err(Fault::Forbidden);
    }
    let issued = reports::issued(&room.portal.db, room.programme.id).await?;
    let all = reports::ordered(&room.portal.db, &room.programme, &issued).await?;
    let one = all.iter().find(|one| one.asked.period == period);
    Ok(match one.map(|one| view(room, one)) {
        Some(Some(making)) => Stands::Open(making),
        Some(None) => Stands::Over(again_url(room, period)),
        None => Stands::Over(format!("{}?done=report", url(room))),
    })
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
    Query(of): Query<Of>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let making = match stands(&room, of.period).await? {
        Stands::Over(next) => return Ok(see_other(&next)),
        Stands::Open(making) => making,
    };
    let title = room.say("report-desk-making");
    let list = Link { label: room.say("report-desk-reports"), url: url(&room) };
    let this = Link { label: title.clone(), url: String::new() };
    let crumbs = super::board::crumbs(&room, vec![list.clone(), this]);
    let own = MakingPage { crumbs, list, making };
    room.page(("desk/programme/making.html", title), own, (StatusCode::OK, None)).await
}

/// How far it is, for the script that asks; once it is over the script is led on.
async fn progress(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
    Query(of): Query<Of>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let making = match stands(&room, of.period).await? {
        Stands::Open(making) => making,
        Stands::Over(next) => {
            let mut response = Response::default();
            let next = HeaderValue::from_str(&next).unwrap_or(HeaderValue::from_static("/desk"));
            response.headers_mut().insert(HeaderName::from_static("hx-redirect"), next);
            return Ok(response);
        }
    };
    let (title, own) = (making.title.clone(), Piece { making });
    let template = "desk/programme/making_progress.html";
    piece(&portal, room.language(), View { template, title, current: "programme", own })
}

#[cfg(test)]
mod tests {
    use super::made_of;

    #[test]
    fn every_file_that_is_made_is_counted() {
        for made in 0..=6 {
            let hundredths = u8::try_from(made * 100 / 6).expect("a hundredth");
            assert_eq!(made_of(hundredths, 6), made);
        }
    }
}
