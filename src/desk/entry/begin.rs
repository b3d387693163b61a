//! A new entry: its kind, its language and a title; everything else comes on the writing page.

use super::url;
use crate::desk::frame::{View, render, with_status};
use crate::desk::refused::{self, Back};
use crate::desk::rows::{self, Choice};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::editorial::{self, Facts};
use crate::people::{Right, Scope};
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Query, State};
use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the page was opened with.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    kind: String,
}

#[derive(Serialize)]
struct BeginPage {
    kinds: Vec<Choice>,
    kind: String,
    languages: Vec<Choice>,
    language: String,
    publishers: Vec<Choice>,
    publisher: String,
    title: String,
    error: Option<String>,
}

/// What a person chose.
#[derive(Default)]
struct Chosen {
    kind: String,
    language: String,
    publisher: String,
    title: String,
    error: Option<String>,
}

/// The page on which an entry begins.
pub async fn choose(
    State(portal): State<Portal>,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let chosen = Chosen { kind: asked.kind, ..Chosen::default() };
    page(&portal, &signed, chosen).await
}

/// Begins the entry and leads to its writing page.
pub async fn begin(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    let speaks = signed.person.language;
    let mut chosen = Chosen {
        kind: sent.get("kind").to_owned(),
        language: sent.get("language").to_owned(),
        publisher: sent.get("publisher").to_owned(),
        title: sent.text("title").unwrap_or_default(),
        error: None,
    };
    let rules = portal.kinds.named(&chosen.kind).copied();
    let language: Option<Language> = chosen.language.parse().ok();
    let (Some(rules), Some(language), false) = (rules, language, chosen.title.is_empty()) else {
        chosen.error = Some(portal.say(speaks, "entry-new-needs-title"));
        let page = page(&portal, &signed, chosen).await?;
        return Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let facts = Facts {
        publisher: chosen.publisher,
        tags: Vec::new(),
        lead_picture: None,
        pictures: Vec::new(),
        files: BTreeMap::new(),
        own: (rules.blank)(portal.today()),
    };
    let mut tx = portal.db.begin().await?;
    let first = (language, &facts, chosen.title.as_str());
    let begun =
        editorial::begin(&mut tx, &signed.actor, portal.clock.now_ms(), &rules, first).await;
    let key = match begun {
        Ok(key) => key,
        Err(refusal) => {
            drop(tx);
            let back = Back::from_form("/desk/new", &sent, &["title"]);
            return refused::page(&portal, &signed, refusal, back).await;
        }
    };
    let stored = editorial::latest(&mut tx, rules.kind.name(), &key).await?;
    tx.commit().await?;
    Ok(see_other(&stored.map_or_else(|| "/desk".to_owned(), |stored| url(stored.id, language))))
}

async fn page(portal: &Portal, signed: &Signed, chosen: Chosen) -> Result<Response, Fault> {
    let (speaks, known) = (signed.person.language, portal.known());
    // In the order of the lists, with the name one entry of the kind has.
    let kinds = rows::kinds(portal, speaks).into_iter().map(|kind| {
        let label = portal.say(speaks, &format!("entry-kind-{}", kind.value));
        Choice { label, ..kind }
    });
    let or = |chosen: String, otherwise: &str| {
        if chosen.is_empty() { otherwise.to_owned() } else { chosen }
    };
    let own = BeginPage {
        kinds: kinds.collect(),
        kind: or(chosen.kind, "news"),
        languages: rows::languages(portal),
        language: or(chosen.language, portal.addresses.default_language().code()),
        publishers: publishers(portal, signed),
        publisher: or(chosen.publisher, &known.site.publisher),
        title: chosen.title,
        error: chosen.error,
    };
    let title = portal.say(speaks, "entry-new");
    render(portal, signed, View { template: "desk/entry/new.html", title, current: "", own }).await
}

/// The bodies in whose name this person may begin something, the site's own first.
fn publishers(portal: &Portal, signed: &Signed) -> Vec<Choice> {
    let (speaks, known) = (signed.person.language, portal.known());
    let may = |key: &str| {
        let grants = &signed.person.grants;
        signed.may(Right::Begin, &Scope::entry(key, None, None))
            || grants.iter().any(|grant| {
                grant.agency.as_deref().is_none_or(|agency| agency == key)
                    && grant.section.is_some()
            })
    };
    let own = &known.site.publisher;
    let first = known.agencies.on(own, portal.today()).map(|agency| (own.clone(), agency));
    let mut all: Vec<Choice> = known
        .agencies
        .all_on(portal.today())
        .filter(|agency| agency.key != *own)
        .map(|agency| Choice { value: agency.key.clone(), label: agency.name(speaks).to_owned() })
        .collect();
    all.sort_by_key(|choice| crate::platform::text::fold(&choice.label));
    let first =
        first.map(|(value, agency)| Choice { value, label: agency.name(speaks).to_owned() });
    first.into_iter().chain(all).filter(|choice| may(&choice.value)).collect()
}
