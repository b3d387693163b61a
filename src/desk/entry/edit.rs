//! The page on which an entry is written. Not for what happens to a sent form: that is `save.rs`.

use super::{Opened, as_seen, open, seen_of, sheet, stand, url};
use crate::desk::checks::{self, ChecksView};
use crate::desk::form::{FieldError, FormView, Pairs};
use crate::desk::frame::{Toast, View, render_with};
use crate::desk::names::Names;
use crate::desk::session::{Signed, see_other};
use crate::editorial;
use crate::platform::i18n::{Date, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};

/// What the page was opened with.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// What was just done.
    done: Option<String>,
    /// Whether the text kept by itself is to be shown instead of the saved one.
    kept: Option<String>,
}

#[derive(Serialize)]
struct EditPage {
    entry: stand::EntryView,
    stand: stand::StandView,
    may: stand::MayView,
    languages: Vec<stand::LanguageView>,
    happened: Vec<stand::Happened>,
    remarks: Vec<stand::RemarkView>,
    owners: Vec<Choice>,
    form: FormView,
    errors: Vec<Named>,
    kept: Option<Kept>,
    /// Whether the text kept by itself is newer than what the form shows.
    unseen: bool,
    /// Up to when texts kept by themselves are in what the form shows.
    known: i64,
    /// Her own newest editions: what tells her computer that a text it sent has arrived.
    mine: String,
    /// Whether the form shows what was sent just now and not saved.
    came_back: bool,
    checks: ChecksView,
    saved_at: Option<String>,
}

#[derive(Serialize)]
struct Choice {
    value: i64,
    label: String,
}

#[derive(Serialize)]
struct Named {
    name: String,
    text: String,
}

/// A text kept by itself and not saved.
#[derive(Serialize)]
struct Kept {
    at: Date,
    today: bool,
}

/// What the form shows instead of what is saved.
pub(super) struct Instead {
    /// The fields as they were sent.
    pub pairs: Pairs,
    /// What is wrong with them.
    pub errors: Vec<FieldError>,
    /// The editions they were written over.
    pub seen: String,
    /// The newest text kept by itself that is in them.
    pub at: i64,
    /// Whether they were sent just now, and not only kept.
    pub came_back: bool,
}

/// Leads to the language the entry was first written in.
pub async fn original(
    State(portal): State<Portal>,
    _signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    let (kind, key) = editorial::named(&portal.db, id).await?.ok_or(Fault::NotFound)?;
    let stored = editorial::read(&portal.db, &kind, &key).await?.ok_or(Fault::NotFound)?;
    let language = stored.original.unwrap_or_else(|| portal.addresses.default_language());
    Ok(see_other(&url(id, language)))
}

/// The page on which an entry is written.
pub async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): Path<(i64, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let kept = editorial::autosaved(&portal.db, id, opened.language, signed.person.id).await?;
    let instead = match &kept {
        Some(kept) if asked.kept.is_some() => Some(Instead {
            pairs: serde_urlencoded::from_str(&kept.form).unwrap_or_default(),
            errors: Vec::new(),
            seen: kept.seen.clone(),
            at: kept.saved_at,
            came_back: false,
        }),
        _ => None,
    };
    let toast = asked.done.as_deref().and_then(|done| said(&portal, &signed, done));
    page(&portal, &signed, &opened, instead, toast).await
}

fn said(portal: &Portal, signed: &Signed, done: &str) -> Option<Toast> {
    let key = format!("entry-done-{done}");
    portal
        .words
        .has(&key)
        .then(|| Toast { text: portal.say(signed.person.language, &key), undo_url: None })
}

/// The page, with what the form shows instead of what is saved.
pub(super) async fn page(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    instead: Option<Instead>,
    toast: Option<Toast>,
) -> Result<Response, Fault> {
    let names = Names::read(portal, signed.person.language).await?;
    let mut entry = stand::entry(portal, signed, opened);
    let (facts, words) = match instead.as_ref().and_then(|instead| seen_of(&instead.seen)) {
        Some(seen) => as_seen(portal, opened, &seen).await?,
        None => (opened.stored.facts.clone(), opened.words()),
    };
    let sent = instead.as_ref().map(|instead| (&instead.pairs, instead.errors.as_slice()));
    let form = sheet::view(portal, signed, opened, (&facts, &words), sent).await?;
    if let Some(instead) = &instead {
        entry.seen.clone_from(&instead.seen);
    }
    let kept =
        editorial::autosaved(&portal.db, opened.id, opened.language, signed.person.id).await?;
    let errors = instead.as_ref().map(|instead| instead.errors.clone()).unwrap_or_default();
    let checks = checks::view(portal, signed, &opened.of(), &facts, &words, &opened.url()).await?;
    let speaks = signed.person.language;
    let saved_at = opened.stored.state(opened.language).map(|state| state.words_at);
    let known = instead.as_ref().map_or(0, |instead| instead.at);
    let own = EditPage {
        entry,
        stand: stand::stand(portal, signed, opened, &names),
        may: stand::may(signed, opened),
        languages: stand::languages(portal, opened),
        happened: stand::happened(portal, signed, opened, &names).await?,
        remarks: stand::remarks(portal, signed, opened, &names).await?,
        owners: names
            .all()
            .into_iter()
            .map(|(id, name)| Choice { value: id.0, label: name.to_owned() })
            .collect(),
        form,
        errors: errors
            .into_iter()
            .map(|error| Named { name: error.field, text: error.text })
            .collect(),
        unseen: kept.as_ref().is_some_and(|kept| kept.saved_at > known),
        known,
        mine: mine(portal, signed, opened).await?,
        came_back: instead.is_some_and(|instead| instead.came_back),
        kept: kept.map(|kept| Kept {
            at: portal.moment(speaks, kept.saved_at),
            today: portal.day_of(kept.saved_at) == portal.today(),
        }),
        checks,
        saved_at: saved_at.and_then(|at| portal.moment(speaks, at).time),
    };
    let view = View {
        template: "desk/entry/edit.html",
        title: opened.title(),
        current: opened.rules.kind.name(),
        own,
    };
    render_with(portal, signed, view, toast).await
}

/// How many editions are looked through for her own.
const LOOKED_BACK: i64 = 50;

/// The newest editions somebody made herself, facts and words of this language, written as a form carries
/// those she has seen.
async fn mine(portal: &Portal, signed: &Signed, opened: &Opened) -> Result<String, Fault> {
    let (language, name) = (opened.language, signed.actor.name());
    let made = editorial::editions(&portal.db, opened.id, language, LOOKED_BACK).await?;
    let own = |of: Option<Language>| {
        made.iter().find(|one| one.language == of && one.made_by == name).map(|one| one.id)
    };
    let facts = own(None).map(|id| id.to_string());
    let words = own(Some(language)).map(|id| format!("{language}={id}"));
    Ok(facts.into_iter().chain(words).collect::<Vec<_>>().join(";"))
}
