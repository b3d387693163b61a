//! One section or tag goes into another: what that changes, and doing it. Not for the rule: that is
//! `site::merge`.

use super::classes::{Room, room, uses};
use super::{Sheet, Wrong, open, refused, show};
use crate::desk::rows::kind_name;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::editorial;
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::site::{self, Merger, Named, Settings};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub fn routes() -> Router<Portal> {
    Router::new().route("/desk/site/{class}/{key}/merge", get(impact).post(merge))
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    into: String,
}

#[derive(Serialize)]
struct MergePage {
    base: String,
    sections: bool,
    from: String,
    into: String,
    into_key: String,
    count: usize,
    live: usize,
    both: i64,
    kinds: Vec<KindCount>,
    moves: Vec<Move>,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct KindCount {
    label: String,
    count: usize,
}

/// An address that will lead on.
#[derive(Serialize)]
struct Move {
    from: String,
    to: String,
}

fn find<'a>(room: Room, settings: &'a Settings, key: &str) -> Result<&'a Named, Fault> {
    room.all(settings).iter().find(|one| one.key == key).ok_or(Fault::NotFound)
}

/// What a merger would change; nothing is written.
async fn impact(
    State(portal): State<Portal>,
    signed: Signed,
    Path((class, key)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let room = room(&class)?;
    let opened = open(&portal, &signed).await?;
    let (from, into) =
        (find(room, &opened.settings, &key)?, find(room, &opened.settings, &asked.into)?);
    if from.key == into.key {
        return Err(Fault::NotFound);
    }
    let language = signed.person.language;
    // Asked in a transaction that is dropped: the same question the merger asks.
    let mut tx = portal.db.begin().await?;
    let found = editorial::bearing(&mut tx, room.class, &key).await?;
    drop(tx);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &found {
        *kinds.entry(&one.kind).or_default() += 1;
    }
    let kind = |(kind, count): (&str, usize)| KindCount {
        label: kind_name(&portal, language, kind),
        count,
    };
    let moves =
        site::moves(&portal.addresses, &opened.settings.languages, room.class, (from, into));
    let own = MergePage {
        base: format!("{}/{key}", room.url),
        sections: room.class == editorial::Class::Section,
        from: from.name_in(language).to_owned(),
        into: into.name_in(language).to_owned(),
        into_key: into.key.clone(),
        count: found.len(),
        live: found.iter().filter(|one| one.settled || one.live.is_some()).count(),
        both: uses(&portal, room.class).await?.get(&into.key).copied().unwrap_or(0),
        kinds: kinds.into_iter().map(kind).collect(),
        moves: moves.into_iter().map(|(from, to)| Move { from, to }).collect(),
        errors: Vec::new(),
    };
    let title = Some(portal.say(language, "siteadmin-merge-title"));
    let (template, status) = ("desk/site/merge.html", StatusCode::OK);
    let sheet = Sheet { template, title, tab: room.url, status, own };
    show(&portal, &signed, sheet, None).await
}

async fn merge(
    State(portal): State<Portal>,
    signed: Signed,
    Path((class, key)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = room(&class)?;
    super::admitted(&signed)?;
    let at = portal.clock.now_ms();
    let merger = Merger { class: room.class, from: &key, into: sent.get("into") };
    let mut tx = portal.db.begin().await?;
    let with = (&portal.db, &portal.kinds);
    let done = site::merge(&mut tx, &signed.actor, at, with, merger).await;
    let change = match done {
        Ok(done) => done.change,
        Err(refusal) => {
            drop(tx);
            return refused(&portal, &signed, refusal, &format!("{}/{key}", room.url)).await;
        }
    };
    tx.commit().await?;
    Ok(see_other(&format!("{}/{}?done=merged&undo={change}", room.url, sent.get("into"))))
}
