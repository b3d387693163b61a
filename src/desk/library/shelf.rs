//! The library as a list: search, filters, handing many files in, the bin. Not for one file.

use super::sent_files::{self, Sent};
use super::tiles::{self, Tile};
use super::words;
use crate::desk::frame::{Toast, View, render_with, with_status};
use crate::desk::rows::Choice;
use crate::desk::session::Signed;
use crate::media::{self, Added, MediaKind, Search};
use crate::people::{Right, Scope};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::platform::web::pagination::{Pagination, page_number};
use crate::portal::Portal;
use axum::extract::{Multipart, RawQuery, State};
use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};

const PER_PAGE: i64 = 48;
/// The parts of the library that have a tab, in order.
const PARTS: [&str; 5] = ["all", "no-alt", "unused", "mine", "bin"];

/// What the list is asked for in its address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    kind: String,
    part: String,
    look: String,
    #[serde(skip_serializing)]
    removed: String,
}

impl Asked {
    fn search(&self, signed: &Signed) -> Search {
        Search {
            text: self.q.clone(),
            kind: MediaKind::named(&self.kind),
            added_by: (self.part == "mine").then(|| signed.actor.name()),
            thrown_away: self.part == "bin",
            without_alt: (self.part == "no-alt").then_some(signed.person.language),
            unused: self.part == "unused",
            ..Search::default()
        }
    }

    fn url(&self) -> String {
        let all =
            [("q", &self.q), ("kind", &self.kind), ("part", &self.part), ("look", &self.look)];
        let given: Vec<_> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("/desk/media?{}", serde_urlencoded::to_string(given).unwrap_or_default())
    }
}

#[derive(Serialize)]
struct ShelfPage {
    asked: Asked,
    note: String,
    tabs: Vec<Tab>,
    looks: Vec<Tab>,
    kinds: Vec<Choice>,
    items: Vec<Tile>,
    pagination: Option<Pagination>,
    /// Where the list is read anew from: as it is narrowed now, and at this page.
    again_url: String,
    /// Whether something on it is being made.
    waiting: bool,
    /// Whether anything narrows the list.
    narrowed: bool,
    may_upload: bool,
    /// What became of files that came without script.
    outcomes: Vec<Outcome>,
    refused: usize,
}

#[derive(Serialize)]
struct Tab {
    label: String,
    url: String,
    current: bool,
    icon: Option<&'static str>,
}

/// What became of a file.
#[derive(Serialize)]
struct Outcome {
    name: String,
    size: String,
    state: &'static str,
    text: String,
    url: Option<String>,
}

pub async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    page(&portal, &signed, query.as_deref(), Vec::new()).await
}

/// Takes files of a plain form, each by itself: a refused one does not hold the others up.
pub async fn hand_in(
    State(portal): State<Portal>,
    signed: Signed,
    mut form: Multipart,
) -> Result<Response, Fault> {
    // Before a file is read: nobody leaves bytes who may not hand any in.
    if !signed.may(Right::Upload, &Scope::anywhere()) {
        return Err(Fault::Forbidden);
    }
    let mut outcomes = Vec::new();
    let language = signed.person.language;
    while let Some(sent) = sent_files::next(&mut form, "files").await? {
        outcomes.push(match sent {
            Sent::TooLong { name, bytes } => {
                let text = words::too_long_for_a_form(&portal, language);
                let size = portal.file_size(language, bytes);
                Outcome { name, size, state: "refused", text, url: None }
            }
            Sent::File(file) => {
                let (name, bytes) = (file.coming.name.clone(), file.bytes);
                let added = media::add(&portal.library(), &signed.actor, file.coming).await;
                outcome(&portal, language, (name, bytes), added)?
            }
        });
    }
    let refused = outcomes.iter().any(|one| one.state == "refused");
    let status = if refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(with_status(page(&portal, &signed, None, outcomes).await?, status))
}

fn outcome(
    portal: &Portal,
    language: Language,
    (name, bytes): (String, i64),
    added: Result<Added, media::Refusal>,
) -> Result<Outcome, Fault> {
    let size = portal.file_size(language, bytes);
    let (key, added) = match added {
        Err(refusal) => {
            let (_, text) = words::refused(portal, language, refusal)?;
            return Ok(Outcome { name, size, state: "refused", text, url: None });
        }
        Ok(added @ Added::New(_)) => ("mediadesk-taken", added),
        Ok(added @ Added::Known(_)) => ("mediadesk-known", added),
        Ok(added @ Added::PutBack(_)) => ("mediadesk-put-back-again", added),
    };
    let text = portal.say(language, key);
    Ok(Outcome { name, size, state: "done", text, url: Some(words::url(added.id())) })
}

async fn page(
    portal: &Portal,
    signed: &Signed,
    query: Option<&str>,
    outcomes: Vec<Outcome>,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let asked: Asked = serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default();
    let number = page_number(query, "page").ok_or(Fault::NotFound)?;
    let search = asked.search(signed);
    let total = media::count(&portal.db, &search).await?;
    let from = (i64::from(number) - 1) * PER_PAGE;
    let found = media::list(&portal.db, &search, (from, PER_PAGE)).await?;
    let base = asked.url();
    let items = tiles::of(portal, language, &found).await?;
    let own = ShelfPage {
        note: counted(portal, language, total),
        tabs: tabs(portal, language, &asked),
        looks: looks(portal, language, &asked),
        kinds: kinds(portal, language),
        again_url: format!("{base}&page={number}"),
        waiting: items.iter().any(|one| one.awaited),
        items,
        pagination: Pagination::new(number, total, PER_PAGE, |page| format!("{base}&page={page}")),
        narrowed: !(asked.q.is_empty() && asked.kind.is_empty() && asked.part.is_empty()),
        may_upload: signed.may(Right::Upload, &Scope::anywhere()),
        refused: outcomes.iter().filter(|one| one.state == "refused").count(),
        outcomes,
        asked,
    };
    let toast = removed(portal, language, &own.asked);
    let title = portal.say(language, "mediadesk-title");
    let view = View { template: "desk/library/shelf.html", title, current: "media", own };
    render_with(portal, signed, view, toast).await
}

fn counted(portal: &Portal, language: Language, count: i64) -> String {
    let mut args = Args::new();
    args.set("count", count);
    portal.words.say_with(language, "mediadesk-count", &args)
}

/// What was just thrown away, and how that is taken back.
fn removed(portal: &Portal, language: Language, asked: &Asked) -> Option<Toast> {
    let id: i64 = asked.removed.parse().ok()?;
    let text = portal.say(language, "mediadesk-removed");
    Some(Toast { text, undo_url: Some(format!("/desk/media/{id}/put-back")) })
}

fn tabs(portal: &Portal, language: Language, asked: &Asked) -> Vec<Tab> {
    let tab = |part: &'static str| {
        let to = if part == "all" { "" } else { part };
        Tab {
            label: portal.say(language, &format!("mediadesk-part-{part}")),
            url: Asked { part: to.to_owned(), ..asked.clone() }.url(),
            current: asked.part == to,
            icon: None,
        }
    };
    PARTS.into_iter().map(tab).collect()
}

fn looks(portal: &Portal, language: Language, asked: &Asked) -> Vec<Tab> {
    let look = |(look, key, icon): (&str, &str, &'static str)| Tab {
        label: portal.say(language, key),
        url: Asked { look: look.to_owned(), ..asked.clone() }.url(),
        current: asked.look == look,
        icon: Some(icon),
    };
    [("", "mediadesk-look-grid", "images"), ("list", "mediadesk-look-list", "list")]
        .into_iter()
        .map(look)
        .collect()
}

fn kinds(portal: &Portal, language: Language) -> Vec<Choice> {
    let choice = |kind: MediaKind| Choice {
        value: kind.name().to_owned(),
        label: words::kind(portal, language, kind),
    };
    MediaKind::ALL.into_iter().map(choice).collect()
}
