//! What happened to an entry in one language: every edition kept, every step of its life, any two
//! editions side by side, and an old one made the newest again. Not for writing.

mod compared;
mod restore;
mod versions;

use super::frame::{Toast, View, render_with};
use super::names::Names;
use super::rows::{entry_url, kind_name, language_name};
use super::session::Signed;
use crate::editorial::{self, Of, Remark, Stored};
use crate::people::Right;
use crate::platform::changes::{self, Change};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Serialize;
use versions::{Pair, Version};

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/entries/{id}/{language}/history", get(show))
        .route("/desk/entries/{id}/{language}/compare", get(compared::show))
        .route("/desk/entries/{id}/{language}/restore", post(restore::act))
}

/// An entry in one language, as these pages are asked for it.
pub(super) struct Opened {
    pub kind: String,
    pub key: String,
    pub language: Language,
    pub stored: Stored,
}

impl Opened {
    /// Finds the entry of an address; one without words in that language is not there.
    pub async fn find(portal: &Portal, id: i64, language: &str) -> Result<Opened, Fault> {
        let language: Language = language.parse().map_err(|_| Fault::NotFound)?;
        let (kind, key) = editorial::named(&portal.db, id).await?.ok_or(Fault::NotFound)?;
        let stored = editorial::read(&portal.db, &kind, &key).await?.ok_or(Fault::NotFound)?;
        stored.state(language).ok_or(Fault::NotFound)?;
        Ok(Opened { kind, key, language, stored })
    }

    /// Its newest title.
    pub fn title(&self) -> String {
        self.stored.words(self.language).map(|words| words.title.clone()).unwrap_or_default()
    }

    /// Where it is edited.
    pub fn url(&self) -> String {
        entry_url(self.stored.id, self.language)
    }

    /// As verbs are told of it.
    pub fn of<'a>(&'a self, portal: &'a Portal) -> Result<Of<'a>, Fault> {
        let rules = portal.kinds.named(&self.kind).ok_or(Fault::NotFound)?;
        Ok(Of { rules, key: &self.key, language: self.language })
    }

    /// Whether somebody may save it.
    pub fn may_save(&self, signed: &Signed) -> bool {
        let scope = self.stored.scope();
        let translates =
            self.stored.original != Some(self.language) && signed.may(Right::Translate, &scope);
        signed.may(Right::Save, &scope) || translates
    }
}

/// The place of the navigation an entry's pages belong to.
pub(super) fn place(kind: &str) -> &'static str {
    let known = ["news", "festival", "gallery", "video", "document", "factcheck", "page"];
    known.into_iter().find(|one| *one == kind).unwrap_or_default()
}

#[derive(Serialize)]
struct HistoryPage {
    url: String,
    list_url: String,
    title: String,
    title_lang: String,
    kind: String,
    language: String,
    items: Vec<Item>,
    can_compare: bool,
    live_url: Option<String>,
    may_restore: bool,
    seen: String,
}

/// An edition or a step.
#[derive(Serialize)]
struct Item {
    #[serde(skip)]
    at: i64,
    day: String,
    clock: String,
    text: String,
    person: String,
    note: String,
    /// The edition, of those that can be compared.
    edition: Option<String>,
    live: bool,
    newest: bool,
}

/// As many editions and steps as one page shows.
const SHOWN: i64 = 400;

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): Path<(i64, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let opened = Opened::find(&portal, id, &language).await?;
    let reader = signed.person.language;
    let names = Names::read(&portal, reader).await?;
    let teller = Teller { portal: &portal, reader, names: &names };
    let versions = versions::of(&portal.db, &opened.stored, opened.language).await?;
    let subject = opened.of(&portal)?.subject();
    let steps = changes::about(&portal.db, &subject, SHOWN).await?;
    let remarks = editorial::remarks(&portal.db, id, opened.language).await?;
    let mut items: Vec<Item> =
        versions.iter().enumerate().map(|(n, one)| teller.version(one, n)).collect();
    items.extend(steps.iter().map(|step| teller.step(step, &remarks)));
    // A step stands above the edition it was taken with.
    items.sort_by_key(|item| (std::cmp::Reverse(item.at), item.edition.is_some()));
    let live = Pair::live(&opened.stored, opened.language);
    let is_newer = live.is_some() && live != Pair::newest(&opened.stored, opened.language);
    let url = opened.url();
    let own = HistoryPage {
        list_url: format!("/desk/entries?kind={}", opened.kind),
        title: opened.title(),
        title_lang: opened.language.to_string(),
        kind: kind_name(&portal, reader, &opened.kind),
        language: language_name(&portal, opened.language),
        can_compare: versions.len() > 1,
        live_url: is_newer.then(|| format!("{url}/compare?from=live&to=latest")),
        may_restore: opened.may_save(&signed),
        seen: serde_json::to_string(&opened.stored.seen())?,
        items,
        url,
    };
    let toast = restored(&portal, reader, &opened, query.as_deref())?;
    let title = portal.say(reader, "board-history-title");
    let view = View { template: "desk/history.html", title, current: place(&opened.kind), own };
    render_with(&portal, &signed, view, toast).await
}

/// What was just restored, and how that is taken back.
fn restored(
    portal: &Portal,
    reader: Language,
    opened: &Opened,
    query: Option<&str>,
) -> Result<Option<Toast>, Fault> {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default();
    let Some((_, before)) = pairs.into_iter().find(|(name, _)| name == "before") else {
        return Ok(None);
    };
    if before == "same" {
        let text = portal.say(reader, "board-restore-same");
        return Ok(Some(Toast { text, undo_url: None }));
    }
    let Some(before) = Pair::read(&before) else { return Ok(None) };
    let seen = serde_json::to_string(&opened.stored.seen())?;
    let fields = [("version", before.key()), ("what", "all".to_owned()), ("seen", seen)];
    let undo = format!("{}/restore?{}", opened.url(), serde_urlencoded::to_string(fields)?);
    Ok(Some(Toast { text: portal.say(reader, "board-restored"), undo_url: Some(undo) }))
}

struct Teller<'a> {
    portal: &'a Portal,
    reader: Language,
    names: &'a Names,
}

impl Teller<'_> {
    fn item(&self, at: i64, by: &str, text: String) -> Item {
        let date = self.portal.moment(self.reader, at);
        Item {
            at,
            day: format!("{}, {}", date.weekday, date.numeric),
            clock: date.time.unwrap_or_default(),
            text,
            person: self.names.actor(by),
            note: String::new(),
            edition: None,
            live: false,
            newest: false,
        }
    }

    fn version(&self, version: &Version, place: usize) -> Item {
        let mut args = Args::new();
        args.set("number", version.number);
        let key = format!("board-saved-{}", version.what.name());
        let text = self.portal.words.say_with(self.reader, &key, &args);
        Item {
            edition: Some(version.pair.key()),
            live: version.live,
            newest: place == 0,
            ..self.item(version.at, &version.by, text)
        }
    }

    fn step(&self, change: &Change, remarks: &[Remark]) -> Item {
        let text = super::log::verb_name(self.portal, self.reader, &change.verb);
        let told =
            remarks.iter().find(|one| one.made_at == change.at && one.made_by == change.actor);
        let note = match told {
            Some(remark) => remark.remark.clone(),
            None => self.detail(change).unwrap_or_default(),
        };
        Item { note, ..self.item(change.at, &change.actor, text) }
    }

    /// What a step's own detail says to people: its hour, or its reason.
    fn detail(&self, change: &Change) -> Option<String> {
        let hour = |name: &str| {
            let at = change.detail.get(name)?.as_i64()?;
            let date = self.portal.moment(self.reader, at);
            Some(format!("{}, {}", date.numeric, date.time.unwrap_or_default()))
        };
        let why = || Some(change.detail.get("why")?.as_str()?.to_owned());
        hour("goes_live_at").or_else(|| hour("expires_at")).or_else(|| hour("ends_at")).or_else(why)
    }
}
