//! International rankings at the desk: every index with its editions, and the form of one edition.
//! Not for rules: those stand with the rankings.

use super::frame::{Toast, View, render, render_with, with_status};
use super::rows::{Choice, language_name};
use super::sent::Sent;
use super::session::{Signed, see_other};
use super::undo;
use crate::action_programme::rankings::{
    self, Checked, Edition, EditionLabel, Fault as Wrong, Index, Refusal, Seen,
};
use crate::people::{Right, Scope};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use serde::{Deserialize, Serialize};

const RANKINGS: &str = "/desk/rankings";

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route(RANKINGS, get(list))
        .route("/desk/rankings/{index}/new", get(begin))
        .route("/desk/rankings/{index}/edition/{label}", get(edit))
        .route("/desk/rankings/{index}", post(put))
        .route("/desk/rankings/{index}/remove", post(remove))
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
        url: format!("{RANKINGS}/{}/edition/{}", index.key, edition.label),
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
    let done = match after.done.as_str() {
        "put" => Some("desk-rankings-put"),
        "removed" => Some("desk-rankings-removed"),
        "moved" => Some("desk-rankings-moved"),
        "put-back" => Some("desk-undo-done"),
        _ => None,
    };
    let undo_url = after.undo.map(undo::url);
    let toast = done.map(|key| Toast { text: portal.say(language, key), undo_url });
    let title = portal.say(language, "rankings-title");
    let view = View { template: "desk/rankings.html", title, current: "rankings", own };
    render_with(&portal, &signed, view, toast).await
}

/// What stands in the form of an edition: as it was sent, or as it is kept.
#[derive(Default, Serialize)]
struct FormPage {
    index: String,
    name: String,
    /// The label it has; empty for a new one, whose label is still to be given.
    kept: String,
    revision: i64,
    label: String,
    method: String,
    methods: Vec<Choice>,
    rank: String,
    out_of: String,
    score: String,
    source: String,
    retrieved_on: String,
    checked: bool,
    notes: Vec<NoteView>,
    errors: Vec<ErrorView>,
}

#[derive(Serialize)]
struct NoteView {
    field: String,
    label: String,
    lang: String,
    text: String,
}

#[derive(Serialize)]
struct ErrorView {
    name: Option<&'static str>,
    text: String,
}

/// A form over an index, with what was known before it.
fn form(portal: &Portal, language: Language, index: &Index, edition: Option<&Edition>) -> FormPage {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let methods = index.methods.iter().rev();
    let choice = |key: &str, name: String| Choice::new(key.to_owned(), name);
    let notes = portal.known().site.languages.clone().into_iter().map(|spoken| NoteView {
        field: format!("note.{spoken}"),
        label: note_label(portal, language, spoken),
        lang: spoken.to_string(),
        text: edition.and_then(|one| one.notes.get(&spoken)).cloned().unwrap_or_default(),
    });
    FormPage {
        index: index.key.clone(),
        name: index.words_in(language).name,
        kept: edition.map(|one| one.label.to_string()).unwrap_or_default(),
        revision: edition.map_or(0, |one| one.revision),
        label: edition.map(|one| one.label.to_string()).unwrap_or_default(),
        method: edition.map(|one| one.method.clone()).unwrap_or_default(),
        methods: methods.map(|one| choice(&one.key, one.words_in(language).name)).collect(),
        rank: number(edition.and_then(|one| one.rank)),
        out_of: number(edition.and_then(|one| one.out_of)),
        score: edition.and_then(|one| one.score.clone()).unwrap_or_default(),
        source: edition.map(|one| one.source.clone()).unwrap_or_default(),
        retrieved_on: edition
            .and_then(|one| one.retrieved_on)
            .map(|day| day.to_string())
            .unwrap_or_default(),
        checked: edition.is_some_and(|one| one.checked == Checked::Yes),
        notes: notes.collect(),
        errors: Vec::new(),
    }
}

fn note_label(portal: &Portal, language: Language, spoken: Language) -> String {
    let mut args = Args::new();
    args.set("language", language_name(portal, spoken));
    portal.words.say_with(language, "desk-rankings-note", &args)
}

async fn show(portal: &Portal, signed: &Signed, own: FormPage) -> Result<Response, Fault> {
    let language = signed.person.language;
    let key = if own.kept.is_empty() { "desk-rankings-new" } else { "desk-rankings-edit" };
    let mut args = Args::new();
    args.set("index", own.name.clone());
    args.set("edition", own.kept.clone());
    let title = portal.words.say_with(language, key, &args);
    let view = View { template: "desk/rankings_form.html", title, current: "rankings", own };
    render(portal, signed, view).await
}

async fn begin(
    State(portal): State<Portal>,
    signed: Signed,
    Path(index): Path<String>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let index = found(&portal, &index).await?;
    let own = form(&portal, signed.person.language, &index, None);
    show(&portal, &signed, own).await
}

async fn edit(
    State(portal): State<Portal>,
    signed: Signed,
    Path((index, label)): Path<(String, String)>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let index = found(&portal, &index).await?;
    let edition = index.editions.iter().find(|one| one.label.to_string() == label);
    let edition = edition.ok_or(Fault::NotFound)?;
    let own = form(&portal, signed.person.language, &index, Some(edition));
    show(&portal, &signed, own).await
}

/// Reads a sent form; what cannot be read is named by its field.
fn read(portal: &Portal, sent: &Sent) -> Result<Edition, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut number = |field: &'static str| {
        let text = sent.text(field)?;
        let number = text.parse().ok();
        if number.is_none() {
            wrong.push(Wrong { field, key: "rankings-wrong-rank" });
        }
        number
    };
    let (rank, out_of) = (number("rank"), number("out_of"));
    let day = sent.text("retrieved_on").map(|text| text.parse());
    let unread = || Wrong { field: "retrieved_on", key: "rankings-wrong-day" };
    let retrieved_on = day.transpose().map_err(|_| wrong.push(unread())).ok().flatten();
    let label: Result<EditionLabel, _> = sent.text("label").unwrap_or_default().parse();
    let Ok(label) = label else {
        wrong.insert(0, Wrong { field: "label", key: "rankings-wrong-label" });
        return Err(wrong);
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let languages = portal.known().site.languages.clone();
    let note = |spoken: Language| Some((spoken, sent.text(&format!("note.{spoken}"))?));
    Ok(Edition {
        label,
        method: sent.get("method").to_owned(),
        rank,
        out_of,
        // Vietnamese keyboards write the decimal sign as a comma.
        score: sent.text("score").map(|score| score.replace(',', ".")),
        source: sent.text("source").unwrap_or_default(),
        retrieved_on,
        // It stays with the source, which the verb sees to.
        copy: None,
        checked: if sent.get("checked") == "1" { Checked::Yes } else { Checked::NotYet },
        notes: languages.into_iter().filter_map(note).collect(),
        revision: 0,
    })
}

async fn put(
    State(portal): State<Portal>,
    signed: Signed,
    Path(index): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let index = found(&portal, &index).await?;
    let edition = match read(&portal, &sent) {
        Ok(edition) => edition,
        Err(wrong) => return again(&portal, &signed, &index, &sent, &wrong).await,
    };
    let seen = sent.get("revision").parse().unwrap_or(0);
    let when = (portal.clock.now_ms(), portal.today());
    let mut tx = portal.db.begin().await?;
    let done = rankings::put_edition(&mut tx, &signed.actor, when, (&index, seen), &edition).await;
    match done {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&format!("{RANKINGS}?done=put#{}", index.key)))
        }
        Err(refusal) => {
            drop(tx);
            let wrong = match refusal {
                Refusal::Faulty(wrong) => wrong,
                Refusal::Clash(_) => vec![Wrong { field: "", key: "desk-rankings-clash" }],
                Refusal::NotAllowed(_) => return Err(Fault::Forbidden),
                Refusal::Missing(_) => return Err(Fault::NotFound),
                Refusal::Files(error) => return Err(error.into()),
                Refusal::Database(error) => return Err(error.into()),
            };
            again(&portal, &signed, &index, &sent, &wrong).await
        }
    }
}

/// The form once more, as it was sent, with what is to be mended.
async fn again(
    portal: &Portal,
    signed: &Signed,
    index: &Index,
    sent: &Sent,
    wrong: &[Wrong],
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let mut own = form(portal, language, index, None);
    let text = |name: &str| sent.get(name).to_owned();
    own.kept = text("kept");
    own.revision = sent.get("revision").parse().unwrap_or(0);
    (own.label, own.method) = (text("label"), text("method"));
    (own.rank, own.out_of, own.score) = (text("rank"), text("out_of"), text("score"));
    (own.source, own.retrieved_on) = (text("source"), text("retrieved_on"));
    own.checked = sent.get("checked") == "1";
    for note in &mut own.notes {
        note.text = text(&note.field);
    }
    let say = |wrong: &Wrong| ErrorView {
        name: Some(wrong.field).filter(|field| !field.is_empty()),
        text: portal.say(language, wrong.key),
    };
    own.errors = wrong.iter().map(say).collect();
    let clash = wrong.iter().any(|one| one.key == "desk-rankings-clash");
    let status = if clash { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(with_status(show(portal, signed, own).await?, status))
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
