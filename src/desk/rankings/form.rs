//! The form of one edition of an index: opened, put down, shown again with what is to be mended. Not for the list
//! of all: that is `rankings.rs`.

use super::copy::{self, CopyPart};
use super::{After, RANKINGS, admitted, found, labelled};
use crate::action_programme::rankings::{
    self, Checked, Edition, EditionLabel, Fault as Wrong, Index, Refusal,
};
use crate::desk::frame::{Toast, View, render_with, with_status};
use crate::desk::rows::{Choice, language_name};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::platform::i18n::{Args, Language};
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
        .route("/desk/rankings/{index}/new", get(begin))
        .route("/desk/rankings/{index}/edition/{label}", get(edit))
        .route("/desk/rankings/{index}", post(put))
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
    /// The copy of its source; a new edition has none yet.
    copy: Option<CopyPart>,
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
        copy: None,
        errors: Vec::new(),
    }
}

fn note_label(portal: &Portal, language: Language, spoken: Language) -> String {
    let mut args = Args::new();
    args.set("language", language_name(portal, spoken));
    portal.words.say_with(language, "desk-rankings-note", &args)
}

/// The form of an edition that is there, with its copy.
async fn form_of(
    portal: &Portal,
    signed: &Signed,
    (index, edition): (&Index, &Edition),
) -> Result<FormPage, Fault> {
    let copy = Some(copy::part(portal, signed, (index, edition)).await?);
    Ok(FormPage { copy, ..form(portal, signed.person.language, index, Some(edition)) })
}

async fn show(
    portal: &Portal,
    signed: &Signed,
    (own, toast): (FormPage, Option<Toast>),
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let key = if own.kept.is_empty() { "desk-rankings-new" } else { "desk-rankings-edit" };
    let mut args = Args::new();
    args.set("index", own.name.clone());
    args.set("edition", own.kept.clone());
    let title = portal.words.say_with(language, key, &args);
    let view = View { template: "desk/rankings_form.html", title, current: "rankings", own };
    render_with(portal, signed, view, toast).await
}

async fn begin(
    State(portal): State<Portal>,
    signed: Signed,
    Path(index): Path<String>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let index = found(&portal, &index).await?;
    let own = form(&portal, signed.person.language, &index, None);
    show(&portal, &signed, (own, None)).await
}

async fn edit(
    State(portal): State<Portal>,
    signed: Signed,
    Path((index, label)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let index = found(&portal, &index).await?;
    let own = form_of(&portal, &signed, (&index, labelled(&index, &label)?)).await?;
    show(&portal, &signed, (own, after.toast(&portal, signed.person.language))).await
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
            again(&portal, &signed, &index, &sent, &told(refusal)?).await
        }
    }
}

/// What is to be mended after a refusal; a clash is of no field.
pub(super) fn told(refusal: Refusal) -> Result<Vec<Wrong>, Fault> {
    match refusal {
        Refusal::Faulty(wrong) => Ok(wrong),
        Refusal::Clash(_) => Ok(vec![Wrong { field: "", key: "desk-rankings-clash" }]),
        Refusal::NotAllowed(_) => Err(Fault::Forbidden),
        Refusal::Missing(_) => Err(Fault::NotFound),
        Refusal::Files(error) => Err(error.into()),
        Refusal::Database(error) => Err(error.into()),
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
    let kept = labelled(index, sent.get("kept")).ok();
    let mut own = match kept {
        Some(edition) => form_of(portal, signed, (index, edition)).await?,
        None => form(portal, signed.person.language, index, None),
    };
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
    refused(portal, signed, own, wrong).await
}

/// The page of an edition as it stands, with what was wrong with something sent from it.
pub(super) async fn refused_on(
    portal: &Portal,
    signed: &Signed,
    of: (&Index, &Edition),
    wrong: &[Wrong],
) -> Result<Response, Fault> {
    let own = form_of(portal, signed, of).await?;
    refused(portal, signed, own, wrong).await
}

async fn refused(
    portal: &Portal,
    signed: &Signed,
    mut own: FormPage,
    wrong: &[Wrong],
) -> Result<Response, Fault> {
    let say = |wrong: &Wrong| ErrorView {
        name: Some(wrong.field).filter(|field| !field.is_empty()),
        text: portal.say(signed.person.language, wrong.key),
    };
    own.errors = wrong.iter().map(say).collect();
    let clash = wrong.iter().any(|one| one.field.is_empty());
    let status = if clash { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(with_status(show(portal, signed, (own, None)).await?, status))
}
