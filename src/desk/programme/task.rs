//! One task at the desk: how far it is, its measures, and the evidence of the task itself, which the
//! coordinator puts forward. Not for changing its words: that is `outline.rs`.

use super::board::crumbs;
use super::proof::{Offers, ProofOf, ProofPart, proof_part};
use super::{After, Link, Room, WithForm, Wrong, own_name};
use crate::action_programme::{self as programme, Measure, Titles};
use crate::desk::session::Signed;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/desk/programme/{key}/tasks/{number}", get(show))
}

#[derive(Serialize)]
pub(super) struct TaskPage {
    crumbs: Vec<Link>,
    public_url: String,
    tally: String,
    measures: Vec<Link>,
    pub(super) proof: ProofPart,
    errors: Vec<Wrong>,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, number)): Path<(String, i64)>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    room.shown(page(&room, number).await?, &after).await
}

impl WithForm for TaskPage {
    const TEMPLATE: &'static str = "desk/programme/task.html";

    fn title(&self, _room: &Room<'_>) -> String {
        own_name(&self.crumbs)
    }

    fn mend(&mut self, errors: Vec<Wrong>) {
        self.errors = errors;
    }
}

pub(super) async fn page(room: &Room<'_>, number: i64) -> Result<TaskPage, Fault> {
    let mut tasks = room.programme.outline.tasks.iter();
    let task = tasks.find(|task| task.no == number).ok_or(Fault::NotFound)?;
    let progress = programme::progress(&room.portal.db, room.programme.id).await?;
    let tally = task.id.map(|id| progress.of(id)).unwrap_or_default();
    let outline =
        Link { label: room.say("progdesk-outline"), url: format!("{}/outline", room.url()) };
    let title = format!("{number}. {}", task.words.title_in(room.language()));
    let measure = |one: &Measure| Link {
        label: format!("{} {}", one.key, one.words.title_in(room.language())),
        url: format!("{}/measures/{}", room.url(), one.key),
    };
    let addresses = &room.portal.addresses;
    let public = addresses.list(room.language(), "programme");
    let word = addresses.word(room.language(), "task");
    let offers = if room.coordinates() { Offers::Yes } else { Offers::No };
    Ok(TaskPage {
        crumbs: crumbs(room, vec![outline, Link { label: title, url: String::new() }]),
        public_url: format!("{public}/{}/{word}/{number}", room.programme.key),
        tally: super::plan::tally_said(room, tally),
        measures: task.measures.iter().map(measure).collect(),
        proof: proof_part(room, ProofOf::Task(number), offers).await?,
        errors: Vec::new(),
    })
}
