//! Redirects: one by one, a table looked at and then taken in, the table out. Not for following them:
//! that is the front door's (`routes.rs`).

use super::who;
use crate::api::access::Caller;
use crate::api::act::{Nothing, Once, Sent, etag_of};
use crate::api::inputs::{Asked, page_of};
use crate::api::log::Undo;
use crate::api::problem::{Answered, Problem, Stop, Why};
use crate::api::refusals::broken;
use crate::api::reply::Reply;
use crate::people::{Reach, Right};
use crate::portal::Portal;
use crate::site::redirect::{Effect, Given, Looked, Remark, normal};
use crate::site::{self, Redirect, RedirectKind};
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::header::CONTENT_TYPE;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/site/redirects", get(list).post(add).put(change).delete(remove))
        .route("/site/redirects/look", post(look))
        .route("/site/redirects/import", post(import))
        .route("/site/redirects.csv", get(export))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, add, change, remove, look, import, export))]
pub struct Described;

/// A redirect.
#[derive(Serialize, ToSchema)]
#[schema(as = Redirect)]
pub struct View {
    /// The path it leads away from, such as `/default.aspx?id=7`.
    from: String,
    /// Where it leads: a path of this site or a whole address.
    to: String,
    /// `permanent` (308) or `temporary` (307).
    #[schema(value_type = String)]
    kind: RedirectKind,
    /// Why it is there.
    note: String,
    /// Its entity tag, as `If-Match` wants it.
    etag: String,
}

/// A redirect to be.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RedirectGiven)]
pub struct Wished {
    /// The path it leads away from.
    from: String,
    /// Where it leads: a path of this site or a whole address.
    to: String,
    /// How long it is meant to hold; for good unless it is said.
    #[serde(default = "for_good")]
    #[schema(value_type = Option<String>, pattern = "^(permanent|temporary)$")]
    kind: RedirectKind,
    /// Why it is there.
    #[serde(default)]
    note: String,
}

fn for_good() -> RedirectKind {
    RedirectKind::Permanent
}

/// Redirects, by path.
#[derive(Serialize, ToSchema)]
#[schema(as = RedirectList)]
pub struct List {
    /// Those of this page.
    items: Vec<View>,
    /// How many there are on all pages.
    total: i64,
}

/// Which redirects are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Words in the path, the target or the note.
    q: String,
    /// The page, from 1.
    #[param(minimum = 1, maximum = 100_000)]
    page: Option<i64>,
    /// How many on a page: 1 to 100; 50 unless it is said.
    #[param(minimum = 1, maximum = 100)]
    per_page: Option<i64>,
}

fn tag_of(redirect: &Redirect) -> String {
    let Redirect { from, to, kind, note } = redirect;
    etag_of(&serde_json::to_string(&(from, to, kind, note)).unwrap_or_default())
}

fn view(redirect: &Redirect) -> View {
    View {
        etag: tag_of(redirect),
        from: redirect.from.clone(),
        to: redirect.to.clone(),
        kind: redirect.kind,
        note: redirect.note.clone(),
    }
}

fn reply(redirect: &Redirect) -> Reply {
    Reply::of(&view(redirect)).tagged(tag_of(redirect))
}

fn given(wished: Wished) -> Given {
    let Wished { from, to, kind, note } = wished;
    (Redirect { from, to, kind, note: note.trim().to_owned() }, Vec::new())
}

/// Redirects are for those who govern the site, here as at the desk.
fn governs(caller: &Caller) -> Result<(), Problem> {
    caller.reaches(Reach::Read)?;
    caller.may(Right::Govern)
}

/// Lists redirects, by path.
#[utoipa::path(get, path = "/api/site/redirects", tag = "site", params(Filter),
    responses((status = 200, description = "Redirects", body = List)))]
pub async fn list(
    State(portal): State<Portal>,
    caller: Caller,
    Asked(filter): Asked<Filter>,
) -> Answered {
    governs(&caller)?;
    let (page, per_page) = page_of(filter.page, filter.per_page)?;
    let q = filter.q.trim();
    let total = site::redirects_length(&portal.db, q).await?;
    let found = site::redirects(&portal.db, q, (page - 1) * per_page, per_page).await?;
    Ok(Reply::of(&List { items: found.iter().map(view).collect(), total }))
}

async fn looked(portal: &Portal, given: Vec<Given>) -> Result<Vec<Looked>, Problem> {
    Ok(portal.known().ground(portal).looked(given).await?)
}

/// One redirect, looked at; a problem with everything that speaks against it.
async fn one(portal: &Portal, wished: Wished) -> Result<Looked, Problem> {
    let looked = looked(portal, vec![given(wished)]).await?;
    let one = looked.into_iter().next().ok_or_else(|| Problem::new(Why::Invalid))?;
    let against = one.remarks.iter().filter(|remark| remark.refuses());
    let wrong = against.fold(Problem::new(Why::Invalid), |problem, remark| {
        let field = if *remark == Remark::NoTarget { "to" } else { "from" };
        problem.at(field, remark.key())
    });
    if wrong.is_empty() { Ok(one) } else { Err(wrong) }
}

/// The redirect from exactly this path.
async fn from(portal: &Portal, path: &str) -> Result<Option<Redirect>, Problem> {
    let path = normal(path.trim());
    Ok(site::redirect_at(&portal.db, &path, &path).await?)
}

/// Adds a redirect.
#[utoipa::path(post, path = "/api/site/redirects", tag = "site", request_body = Wished,
    params(Once),
    responses((status = 201, description = "The redirect", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn add(Sent(act, wished): Sent<Wished>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    begun.act.caller.may(Right::Govern)?;
    let one = one(&begun.act.portal, wished).await?;
    if one.effect != Effect::Added {
        return Err(Problem::new(Why::Exists).at("from", "api-redirect-there").into());
    }
    let (actor, at) = who(&begun);
    site::put_redirects(&mut begun.tx, &actor, at, std::slice::from_ref(&one)).await?;
    let query = serde_urlencoded::to_string([("q", &one.redirect.from)]).unwrap_or_default();
    begun.end(reply(&one.redirect).made(format!("/api/site/redirects?{query}"))).await
}

/// Changes the redirect from a path.
#[utoipa::path(put, path = "/api/site/redirects", tag = "site", request_body = Wished,
    params(("If-Match" = String, Header, description = "The etag of the redirect as it was read"),
        Once),
    responses((status = 200, description = "The redirect", body = View,
        headers(("ETag" = String, description = "Its strong entity tag"))),
        (status = 404, description = "There is none from this path",
            content_type = "application/problem+json", body = crate::api::problem::ProblemView)))]
pub async fn change(Sent(act, wished): Sent<Wished>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    begun.act.caller.may(Right::Govern)?;
    let old = from(&begun.act.portal, &wished.from).await?.ok_or(Why::NoSuch)?;
    begun.expect(&tag_of(&old))?;
    let one = one(&begun.act.portal, wished).await?;
    let (actor, at) = who(&begun);
    site::put_redirects(&mut begun.tx, &actor, at, std::slice::from_ref(&one)).await?;
    begun.end(reply(&one.redirect)).await
}

/// Which redirect is meant.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Path {
    /// The path it leads away from.
    from: String,
}

/// Forgets the redirect from a path.
#[utoipa::path(delete, path = "/api/site/redirects", tag = "site",
    params(Path, ("If-Match" = String, Header, description = "The etag of the redirect as it was read"),
        Once),
    responses((status = 200, description = "It is gone", body = Undo),
        (status = 404, description = "There is none from this path",
            content_type = "application/problem+json", body = crate::api::problem::ProblemView)))]
pub async fn remove(Asked(path): Asked<Path>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    begun.act.caller.may(Right::Govern)?;
    let old = from(&begun.act.portal, &path.from).await?.ok_or(Why::NoSuch)?;
    begun.expect(&tag_of(&old))?;
    let (actor, at) = who(&begun);
    let change = site::remove_redirect(&mut begun.tx, &actor, at, &old.from).await?;
    begun.end(Reply::of(&Undo::of(change))).await
}

/// A list of redirects, as a table or one by one.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = RedirectTable)]
pub struct Table {
    /// Lines of `from`, `to`, `kind`, `note`, with commas, semicolons or tabs between.
    table: String,
    /// The same, one by one; they come after the table's.
    items: Vec<Wished>,
}

impl Table {
    fn given(self) -> Result<Vec<Given>, Problem> {
        let mut all = site::read_redirects(&self.table);
        all.extend(self.items.into_iter().map(given));
        let none = || Problem::new(Why::Invalid).at("table", "api-no-redirects");
        if all.is_empty() { Err(none()) } else { Ok(all) }
    }
}

/// What a list of redirects would do.
#[derive(Serialize, ToSchema)]
#[schema(as = RedirectsLooked)]
pub struct Report {
    /// How many are new.
    added: usize,
    /// How many replace another from the same path.
    changed: usize,
    /// How many are there already.
    same: usize,
    /// How many are not taken.
    refused: usize,
    /// Line by line.
    items: Vec<LineView>,
}

/// What a redirect of a list would do.
#[derive(Serialize, ToSchema)]
#[schema(as = RedirectLooked)]
pub struct LineView {
    /// The path it leads away from, as it would be kept.
    from: String,
    /// Where it leads, as it would be kept.
    to: String,
    /// `added`, `changed`, `same` or `refused`.
    effect: &'static str,
    /// What speaks against it, and what to know: `no-path`, `ours`, `no-target`, `no-kind`,
    /// `no-columns`, `loop`, `live`, `twice`; `chain` and `elsewhere` do not keep it out.
    remarks: Vec<&'static str>,
}

fn report(looked: &[Looked]) -> Report {
    let count = |effect| looked.iter().filter(|one| one.effect == effect).count();
    let line = |one: &Looked| LineView {
        from: one.redirect.from.clone(),
        to: one.redirect.to.clone(),
        effect: one.effect.name(),
        remarks: one.remarks.iter().map(|remark| remark.name()).collect(),
    };
    Report {
        added: count(Effect::Added),
        changed: count(Effect::Changed),
        same: count(Effect::Same),
        refused: count(Effect::Refused),
        items: looked.iter().map(line).collect(),
    }
}

/// Shows what a list of redirects would do; nothing is written.
#[utoipa::path(post, path = "/api/site/redirects/look", tag = "site", request_body = Table,
    params(Once),
    responses((status = 200, description = "What it would do", body = Report)))]
pub async fn look(Sent(act, table): Sent<Table>) -> Answered {
    act.caller.reaches(Reach::Site)?;
    act.caller.may(Right::Govern)?;
    Ok(Reply::of(&report(&looked(&act.portal, table.given()?).await?)))
}

/// Takes in what the same look does not refuse.
#[utoipa::path(post, path = "/api/site/redirects/import", tag = "site", request_body = Table,
    params(Once),
    responses((status = 200, description = "What it did", body = Report)))]
pub async fn import(Sent(act, table): Sent<Table>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    begun.act.caller.may(Right::Govern)?;
    let looked = looked(&begun.act.portal, table.given()?).await?;
    let (actor, at) = who(&begun);
    site::put_redirects(&mut begun.tx, &actor, at, &looked).await?;
    begun.end(Reply::of(&report(&looked))).await
}

/// Gives every redirect as a table that can be taken in again.
#[utoipa::path(get, path = "/api/site/redirects.csv", tag = "site",
    responses((status = 200, description = "The table, CSV (RFC 4180)", body = String,
        content_type = "text/csv")))]
pub async fn export(State(portal): State<Portal>, caller: Caller) -> Result<Response, Stop> {
    governs(&caller)?;
    let all = site::redirects(&portal.db, "", 0, i64::MAX).await?;
    let bytes = site::write_redirects(&all).map_err(|cause| broken(&cause))?;
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response())
}
