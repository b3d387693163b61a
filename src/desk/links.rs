//! Links to other sites at the desk: which no longer answer, which entries lead there, and what can be done.
//! Not for asking them: that is `links`.

use super::frame::{Toast, View, render_with};
use super::rows::{entry_url, language_name};
use super::sent::Sent;
use super::session::{Signed, see_other};
use crate::links::{self, Asking, Link, LinkId, Refusal, State as Is, Use, Wanted};
use crate::people::{Right, Scope};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::platform::web::pagination::{Pagination, page_number};
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

const LINKS: &str = "/desk/links";
const PER_PAGE: i64 = 30;

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new().route(LINKS, get(list)).route("/desk/links/{id}/{verb}", post(done))
}

/// What the list is asked for in its address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    state: String,
    q: String,
    #[serde(skip_serializing)]
    done: String,
    #[serde(skip_serializing)]
    link: i64,
}

impl Asked {
    fn wanted(&self) -> Wanted {
        let state = Is::ALL.into_iter().find(|one| one.name() == self.state);
        Wanted { state, text: self.q.clone() }
    }

    fn query(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct ListPage {
    tabs: Vec<Tab>,
    q: String,
    state: String,
    rows: Vec<RowView>,
    range: String,
    pagination: Option<Pagination>,
    may_write: bool,
    /// Whether the portal asks at all.
    asks: bool,
    back: String,
}

#[derive(Serialize)]
struct Tab {
    label: String,
    url: String,
    count: i64,
    current: bool,
}

#[derive(Serialize)]
struct RowView {
    id: i64,
    url: String,
    /// The badge's tone.
    tone: &'static str,
    state: String,
    said: String,
    moved_to: Option<String>,
    /// Why there was no answer, in the words of the network.
    problem: Option<String>,
    /// Whether there is something to vouch against.
    broken: bool,
    vouched: bool,
    uses: Vec<UseView>,
}

#[derive(Serialize)]
struct UseView {
    title: String,
    url: String,
    language: String,
    live: bool,
}

async fn list(
    State(portal): State<Portal>,
    signed: Signed,
    RawQuery(raw): RawQuery,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let page = page_number(raw.as_deref(), "page").ok_or(Fault::NotFound)?;
    let (wanted, from) = (asked.wanted(), (i64::from(page) - 1) * PER_PAGE);
    let total = links::count(&portal.db, &wanted).await?;
    let mut rows = Vec::new();
    for link in links::links(&portal.db, &wanted, from, PER_PAGE).await? {
        let uses = links::uses(&portal.db, link.id).await?;
        rows.push(row(&portal, language, link, uses));
    }
    let url = |page: u32| format!("{LINKS}?{}&page={page}", asked.query());
    let own = ListPage {
        tabs: tabs(&portal, language, &asked).await?,
        range: with(&portal, language, "links-range", &[("count", total.to_string())]),
        pagination: Pagination::new(page, total, PER_PAGE, url),
        may_write: may_write(&signed),
        asks: portal.asking == Asking::On,
        back: asked.query(),
        q: asked.q.clone(),
        state: asked.state.clone(),
        rows,
    };
    let title = portal.say(language, "links-title");
    let view = View { template: "desk/links.html", title, current: "links", own };
    render_with(&portal, &signed, view, toast(&portal, language, &asked)).await
}

fn may_write(signed: &Signed) -> bool {
    let writes = [Right::Save, Right::Translate];
    writes.into_iter().any(|right| signed.may(right, &Scope::anywhere()))
}

fn toast(portal: &Portal, language: Language, asked: &Asked) -> Option<Toast> {
    let (key, undo_url) = match asked.done.as_str() {
        "asked" => ("links-asked", None),
        "vouched" => ("links-vouched", Some(format!("{LINKS}/{}/take-back", asked.link))),
        "taken-back" => ("links-taken-back", None),
        _ => return None,
    };
    Some(Toast { text: portal.say(language, key), undo_url })
}

async fn tabs(portal: &Portal, language: Language, asked: &Asked) -> Result<Vec<Tab>, Fault> {
    let names = std::iter::once(None).chain(Is::ALL.into_iter().map(Some));
    let mut tabs = Vec::new();
    for state in names {
        let name = state.map_or("", Is::name);
        let wanted = Wanted { state, text: asked.q.clone() };
        let count = links::count(&portal.db, &wanted).await?;
        let current = asked.state == name;
        if count == 0 && !current && state.is_some() {
            continue;
        }
        let query = Asked { state: name.to_owned(), ..asked.clone() }.query();
        let key =
            state.map_or("links-all".to_owned(), |state| format!("links-state-{}", state.name()));
        let label = portal.say(language, &key);
        tabs.push(Tab { label, url: format!("{LINKS}?{query}"), count, current });
    }
    Ok(tabs)
}

fn row(portal: &Portal, language: Language, link: Link, uses: Vec<Use>) -> RowView {
    let view = |used: Use| UseView {
        url: entry_url(used.entry, used.language),
        language: language_name(portal, used.language),
        title: used.title,
        live: used.live,
    };
    RowView {
        id: link.id.0,
        tone: tone(&link),
        state: portal.say(language, &format!("links-state-{}", link.state.name())),
        said: said(portal, language, &link),
        broken: matches!(link.state, Is::Gone | Is::Silent | Is::Moved),
        vouched: link.vouched.is_some(),
        problem: link.problem,
        moved_to: link.moved_to,
        url: link.url,
        uses: uses.into_iter().map(view).collect(),
    }
}

fn tone(link: &Link) -> &'static str {
    match (&link.vouched, link.state) {
        (Some(_), _) | (None, Is::Alive) => "published",
        (None, Is::Gone) => "error",
        (None, Is::Silent | Is::Moved) => "returned",
        (None, Is::Closed | Is::Unasked) => "draft",
    }
}

/// What was answered and when.
fn said(portal: &Portal, language: Language, link: &Link) -> String {
    let day = |at: i64| portal.moment(language, at).numeric;
    if let Some((at, _)) = &link.vouched {
        return with(portal, language, "links-said-vouched", &[("on", day(*at))]);
    }
    let Some(at) = link.asked_at else {
        let key = match portal.asking {
            Asking::On => "links-said-unasked",
            Asking::Off => "links-said-never",
        };
        return portal.say(language, key);
    };
    let on = ("on", day(at));
    match link.status {
        Some(status) => {
            with(portal, language, "links-said-status", &[on, ("status", status.to_string())])
        }
        None => with(portal, language, "links-said-silent", &[on]),
    }
}

fn with(portal: &Portal, language: Language, key: &str, said: &[(&'static str, String)]) -> String {
    let mut args = Args::new();
    for (name, value) in said {
        args.set(*name, value.as_str());
    }
    portal.words.say_with(language, key, &args)
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Verb {
    Ask,
    Vouch,
    TakeBack,
}

async fn done(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, verb)): Path<(i64, Verb)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let (actor, at, link) = (&signed.actor, portal.clock.now_ms(), LinkId(id));
    let mut tx = portal.db.begin().await?;
    let (said, did) = match verb {
        Verb::Ask => ("asked", links::ask_again(&mut tx, (actor, at), portal.asking, link).await),
        Verb::Vouch => ("vouched", links::vouch(&mut tx, actor, at, link).await),
        Verb::TakeBack => ("taken-back", links::take_back(&mut tx, actor, at, link).await),
    };
    match did {
        Ok(()) => tx.commit().await?,
        Err(Refusal::NotAllowed(_)) => return Err(Fault::Forbidden),
        Err(Refusal::Missing | Refusal::Off) => return Err(Fault::NotFound),
        Err(Refusal::Database(failure)) => return Err(failure.into()),
    }
    let back = sent.get("back");
    let and = if back.is_empty() { "" } else { "&" };
    Ok(see_other(&format!("{LINKS}?{back}{and}done={said}&link={id}")))
}
