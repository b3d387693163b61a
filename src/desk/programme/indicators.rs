//! Every indicator with this year's figure, and measuring from our own ledger now. Not for one of them:
//! that is `indicator.rs`.

use super::board::crumbs;
use super::indicator::{known, url};
use super::{After, Link, Room};
use crate::action_programme::{self as programme, Indicator, Titles};
use crate::desk::session::{Signed, see_other};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use serde::Serialize;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/programme/{key}/indicators", get(list))
        .route("/desk/programme/{key}/indicators/measure", post(measure))
}

#[derive(Serialize)]
struct ListPage {
    crumbs: Vec<Link>,
    url: String,
    may_run: bool,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    url: String,
    unit: String,
    figure: String,
    said: String,
    is_fed: bool,
}

async fn list(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let (all, observed) = known(&room).await?;
    let year = portal.today().year();
    let row = |one: &Indicator| {
        let own = observed.get(&one.id).map_or(&[][..], Vec::as_slice);
        let figure = one.draft.of_year(own, year).map(|one| one.value.to_string());
        let reached = one.draft.reached(own, year);
        Row {
            name: one.draft.words.title_in(room.language()).to_owned(),
            url: format!("{}/of/{}", url(&room), one.draft.key),
            unit: one.draft.unit(room.language()).to_owned(),
            figure: figure.unwrap_or_default(),
            said: room.say(&format!("programme-reached-{}", reached.name())),
            is_fed: one.draft.fed_by.is_some(),
        }
    };
    let title = room.say("programme-indicators");
    let own = ListPage {
        crumbs: crumbs(&room, vec![Link { label: title.clone(), url: String::new() }]),
        url: url(&room),
        may_run: room.coordinates(),
        rows: all.iter().map(row).collect(),
    };
    let toast = room.toast(&after);
    room.page(("desk/programme/indicators.html", title), own, (StatusCode::OK, toast)).await
}

/// Measures now what our own ledger feeds.
async fn measure(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let own = (&room.programme, programme::Often::Now);
    let mut tx = portal.db.begin().await?;
    match programme::measure(&mut tx, &portal.db, room.by(), own).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(see_other(&format!("{}?done=measure", url(&room))))
        }
        Err(refusal) => Err(room.told(refusal).err().unwrap_or(Fault::Unclear)),
    }
}
