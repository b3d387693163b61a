//! International rankings at the desk: every index with its editions; `form` one edition, `copy` the private copy
//! of its source. Not for rules: those stand with the rankings.

mod copy;
mod form;

use super::frame::{Toast, View, render_with};
use super::sent::Sent;
use super::session::{Signed, see_other};
use super::undo;
use crate::action_programme::rankings::{
    self, Checked, Edition, EditionLabel, Index, Refusal, Seen,
};
use crate::people::{Right, Scope};
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

const RANKINGS: &str = "/desk/rankings";

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route(RANKINGS, get(list))
        .route("/desk/rankings/{index}/remove", post(remove))
        .merge(form::routes())
        .merge(copy::routes())
}

/// Where an edition stands at the desk.
fn edition_url(index: &str, label: &EditionLabel) -> String {
    format!("{RANKINGS}/{index}/edition/{label}")
}

fn labelled<'a>(index: &'a Index, label: &str) -> Result<&'a Edition, Fault> {
    let label = label.parse().map_err(|_| Fault::NotFound)?;
    index.edition(&label).ok_or(Fault::NotFound)
}

fn admitted(signed: &Signed) -> Result<(), Fault> {
    let may = signed.may(Right::Coordinate, &Scope::site());
    if may { Ok(()) } else { Err(Fault::Forbidden) }
}

async fn found(portal: &Portal, key: &str) -> Result<Index, Fault> {
    rankings::index(&portal.db, key).await?.ok_or(Fault::NotFound)
}

#[derive(Serialize)]
struct ListPage {
    indexes: Vec<IndexView>,
    public_url: String,
}

#[derive(Serialize)]
struct IndexView {
    key: String,
    name: String,
    publisher: String,
    cadence: String,
    rows: Vec<RowView>,
    new_url: String,
}

#[derive(Serialize)]
struct RowView {
    edition: String,
    url: String,
    revision: i64,
    rank: Option<i64>,
    out_of: Option<i64>,
    score: Option<String>,
    method: String,
    checked: bool,
    source: String,
}

fn view(index: &Index, language: Language) -> IndexView {
    let words = index.words_in(language);
    let row = |edition: &Edition| RowView {
        edition: edition.label.to_string(),
        url: edition_url(&index.key, &edition.label),
        revision: edition.revision,
        rank: edition.rank,
        out_of: edition.out_of,
        score: edition.score.clone(),
        method: index
            .method(&edition.method)
            .map(|method| method.words_in(language).name)
            .unwrap_or_default(),
        checked: edition.checked == Checked::Yes,
        source: edition.source.clone(),
    };
    IndexView {
        rows: index.editions.iter().rev().map(row).collect(),
        new_url: format!("{RANKINGS}/{}/new", index.key),
        key: index.key.clone(),
        name: words.name,
        publisher: index.publisher.clone(),
        cadence: words.cadence,
    }
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    done: String,
    undo: Option<i64>,
}

impl After {
    fn toast(&self, portal: &Portal, language: Language) -> Option<Toast> {
        let key = match self.done.as_str() {
            "put" => "desk-rankings-put",
            "removed" => "desk-rankings-removed",
            "moved" => "desk-rankings-moved",
            "put-back" => "desk-undo-done",
            "copy-kept" => "desk-rankings-copy-kept",
            "copy-removed" => "desk-rankings-copy-removed",
            _ => return None,
        };
        Some(Toast { text: portal.say(language, key), undo_url: self.undo.map(undo::url) })
    }
}

async fn list(
    State(portal): State<Portal>,
    signed: Signed,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let language = signed.person.language;
    let indexes = rankings::indexes(&portal.db).await?;
    let own = ListPage {
        indexes: indexes.iter().map(|index| view(index, language)).collect(),
        public_url: portal.addresses.list(language, "rankings"),
    };
    let toast = after.toast(&portal, language);
    let title = portal.say(language, "rankings-title");
    let view = View { template: "desk/rankings.html", title, current: "rankings", own };
    render_with(&portal, &signed, view, toast).await
}

async fn remove(
    State(portal): State<Portal>,
    signed: Signed,
    Path(index): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let label: EditionLabel = sent.get("label").parse().map_err(|_| Fault::NotFound)?;
    let revision = sent.get("revision").parse().unwrap_or(0);
    let seen = Seen { index: &index, label: &label, revision };
    let at = portal.clock.now_ms();
    let mut tx = portal.db.begin().await?;
    match rankings::remove_edition(&mut tx, &signed.actor, at, seen).await {
        Ok(change) => {
            tx.commit().await?;
            Ok(see_other(&format!("{RANKINGS}?done=removed&undo={change}#{index}")))
        }
        Err(Refusal::NotAllowed(_)) => Err(Fault::Forbidden),
        Err(Refusal::Clash(_)) => Ok(see_other(&format!("{RANKINGS}?done=moved#{index}"))),
        Err(Refusal::Database(error)) => Err(error.into()),
        Err(_) => Err(Fault::NotFound),
    }
}
