//! Links of entries to other sites: which no longer answer, having one asked again, vouching for it. Not
//! for asking: that is `links`.

use super::access::Caller;
use super::act::{Begun, Nothing, Once, Sent};
use super::inputs::{Asked, At, page_of};
use super::moments::Moment;
use super::problem::Answered;
use super::reply::Reply;
use crate::links::{self, Link, LinkId, Use, Wanted};
use crate::people::{Actor, Reach};
use crate::platform::i18n::Language;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/links", get(list))
        .route("/links/{id}/ask", post(ask))
        .route("/links/{id}/vouch", post(vouch).delete(take_back))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, ask, vouch, take_back))]
pub struct Described;

/// What is known of the page behind a link.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LinkState)]
pub enum StateName {
    /// Nobody has asked yet.
    Unasked,
    /// It answers.
    Alive,
    /// It has moved for good.
    Moved,
    /// It does not let programs in; a person may see it.
    Closed,
    /// The site answers that there is no such page.
    Gone,
    /// No answer, or that of a site in trouble.
    Silent,
}

impl From<StateName> for links::State {
    fn from(name: StateName) -> links::State {
        match name {
            StateName::Unasked => links::State::Unasked,
            StateName::Alive => links::State::Alive,
            StateName::Moved => links::State::Moved,
            StateName::Closed => links::State::Closed,
            StateName::Gone => links::State::Gone,
            StateName::Silent => links::State::Silent,
        }
    }
}

/// Which links are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Of this state only.
    #[param(inline)]
    state: Option<StateName>,
    /// Whose address holds this text.
    q: String,
    /// The page, from 1.
    #[param(minimum = 1, maximum = 100_000)]
    page: Option<i64>,
    /// How many on a page: 1 to 100; 50 unless it is said.
    #[param(minimum = 1, maximum = 100)]
    per_page: Option<i64>,
}

/// A link to another site.
#[derive(Serialize, ToSchema)]
#[schema(as = Link)]
pub struct View {
    /// Its number.
    id: i64,
    /// The address as the texts have it.
    url: String,
    /// What is known: `unasked`, `alive`, `moved`, `closed`, `gone` or `silent`.
    state: &'static str,
    /// The status of the last answer.
    status: Option<u16>,
    /// Where it has moved.
    moved_to: Option<String>,
    /// Why there was no answer, in the words of the network.
    problem: Option<String>,
    /// When it was last asked.
    asked_at: Option<Moment>,
    /// When a person opened it and said that it is fine.
    vouched_at: Option<Moment>,
    /// Who said so, as the log names actors.
    vouched_by: Option<String>,
    /// The entries that lead there.
    uses: Vec<UseView>,
}

/// An entry that leads to a link, in a language.
#[derive(Serialize, ToSchema)]
#[schema(as = LinkUse)]
pub struct UseView {
    /// The entry's number.
    entry: i64,
    /// The language.
    #[schema(value_type = String)]
    language: Language,
    /// Its title when it was last written.
    title: String,
    /// Whether readers see it there.
    live: bool,
}

/// Links, what is broken first.
#[derive(Serialize, ToSchema)]
#[schema(as = LinkList)]
pub struct List {
    /// Those of this page.
    items: Vec<View>,
    /// How many there are on all pages.
    total: i64,
}

fn view(link: Link, uses: Vec<Use>) -> View {
    let (vouched_at, vouched_by) = link.vouched.unzip();
    let leads = |one: Use| UseView {
        entry: one.entry,
        language: one.language,
        title: one.title,
        live: one.live,
    };
    View {
        id: link.id.0,
        url: link.url,
        state: link.state.name(),
        status: link.status,
        moved_to: link.moved_to,
        problem: link.problem,
        asked_at: link.asked_at.map(Moment),
        vouched_at: vouched_at.map(Moment),
        vouched_by,
        uses: uses.into_iter().map(leads).collect(),
    }
}

/// Lists the links of entries to other sites, what is broken first.
#[utoipa::path(get, path = "/api/links", tag = "site", params(Filter),
    responses((status = 200, description = "The links", body = List)))]
pub async fn list(
    State(portal): State<Portal>,
    caller: Caller,
    Asked(filter): Asked<Filter>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let (page, per_page) = page_of(filter.page, filter.per_page)?;
    let wanted = Wanted { state: filter.state.map(links::State::from), text: filter.q };
    let total = links::count(&portal.db, &wanted).await?;
    let mut items = Vec::new();
    for link in links::links(&portal.db, &wanted, (page - 1) * per_page, per_page).await? {
        let uses = links::uses(&portal.db, link.id).await?;
        items.push(view(link, uses));
    }
    Ok(Reply::of(&List { items, total }))
}

fn who(begun: &Begun) -> (Actor, i64) {
    (begun.act.caller.actor.clone(), begun.act.at)
}

/// Has a link asked again as soon as may be.
#[utoipa::path(post, path = "/api/links/{id}/ask", tag = "site",
    params(("id" = i64, Path, description = "The link", minimum = 1),
        Once),
    responses((status = 204, description = "It is asked soon"),
        (status = 409, description = "This portal asks no links")))]
pub async fn ask(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let mut begun = act.begin(Reach::Write).await?;
    let (actor, at) = who(&begun);
    let asking = begun.act.portal.asking;
    links::ask_again(&mut begun.tx, (&actor, at), asking, LinkId(id)).await?;
    begun.end(Reply::nothing()).await
}

/// Puts down that a person opened the link and found it fine.
#[utoipa::path(post, path = "/api/links/{id}/vouch", tag = "site",
    params(("id" = i64, Path, description = "The link", minimum = 1),
        Once),
    responses((status = 204, description = "It is remarked on no more")))]
pub async fn vouch(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let mut begun = act.begin(Reach::Write).await?;
    let (actor, at) = who(&begun);
    links::vouch(&mut begun.tx, &actor, at, LinkId(id)).await?;
    begun.end(Reply::nothing()).await
}

/// Takes that back.
#[utoipa::path(delete, path = "/api/links/{id}/vouch", tag = "site",
    params(("id" = i64, Path, description = "The link", minimum = 1),
        Once),
    responses((status = 204, description = "It is remarked on again")))]
pub async fn take_back(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let mut begun = act.begin(Reach::Write).await?;
    let (actor, at) = who(&begun);
    links::take_back(&mut begun.tx, &actor, at, LinkId(id)).await?;
    begun.end(Reply::nothing()).await
}
