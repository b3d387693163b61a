//! Redirects at the desk: the list, one more, many from a table, the table out. Not for following
//! them: that is the front door's (`routes.rs`).

use super::{After, Sheet, Wrong, admitted, open, refused, show};
use crate::desk::board::range;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::platform::web::pagination::Pagination;
use crate::portal::Portal;
use crate::site::redirect::{Effect, Given, Looked, Remark};
use crate::site::{self, Redirect, RedirectKind};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use serde::Serialize;

pub const REDIRECTS: &str = "/desk/site/redirects";
const PER_PAGE: i64 = 50;
/// Twenty thousand lines of a former portal.
const LONGEST: usize = 4 << 20;

pub fn routes() -> Router<Portal> {
    Router::new()
        .route(REDIRECTS, get(page).post(add))
        .route("/desk/site/redirects/remove", post(remove))
        .route("/desk/site/redirects/look", post(preview))
        .route("/desk/site/redirects/import", post(import))
        .route("/desk/site/redirects.csv", get(export))
        .layer(DefaultBodyLimit::max(LONGEST))
}

#[derive(Serialize)]
struct ListPage {
    q: String,
    rows: Vec<Row>,
    pagination: Option<Pagination>,
    range: String,
    given: Row,
    warned: String,
    warnings: Vec<String>,
    errors: Vec<Wrong>,
}

#[derive(Default, Serialize)]
struct Row {
    from: String,
    to: String,
    temporary: bool,
    note: String,
}

fn row(redirect: &Redirect) -> Row {
    Row {
        from: redirect.from.clone(),
        to: redirect.to.clone(),
        temporary: redirect.kind == RedirectKind::Temporary,
        note: redirect.note.clone(),
    }
}

/// What stands in the form that adds one.
#[derive(Default)]
struct Form {
    given: Row,
    /// Of which redirect these warnings are.
    warned: String,
    warnings: Vec<String>,
    errors: Vec<Wrong>,
}

async fn sheet(
    portal: &Portal,
    signed: &Signed,
    after: &After,
    (status, form): (StatusCode, Form),
) -> Result<Sheet<ListPage>, Fault> {
    let language = signed.person.language;
    let q = after.q.trim();
    let number = after.page.parse().ok().filter(|page| (1..=100_000).contains(page)).unwrap_or(1);
    let from = i64::from(number - 1) * PER_PAGE;
    let total = site::redirects_length(&portal.db, q).await?;
    let list = site::redirects(&portal.db, q, from, PER_PAGE).await?;
    let url = |number: u32| {
        let query = serde_urlencoded::to_string([("q", q), ("page", &number.to_string())]);
        format!("{REDIRECTS}?{}", query.unwrap_or_default())
    };
    let own = ListPage {
        q: q.to_owned(),
        rows: list.iter().map(row).collect(),
        pagination: Pagination::new(number, total, PER_PAGE, url),
        range: range(portal, language, (from, list.len(), total)),
        given: form.given,
        warned: form.warned,
        warnings: form.warnings,
        errors: form.errors,
    };
    let template = "desk/site/redirects.html";
    Ok(Sheet { template, title: None, tab: REDIRECTS, status, own })
}

async fn page(
    State(portal): State<Portal>,
    signed: Signed,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    open(&portal, &signed).await?;
    let sheet = sheet(&portal, &signed, &after, (StatusCode::OK, Form::default())).await?;
    show(&portal, &signed, sheet, after.toast(&portal, signed.person.language)).await
}

/// Looks at redirects before they are taken.
async fn looked(portal: &Portal, given: Vec<Given>) -> Result<Vec<Looked>, Fault> {
    Ok(portal.known().ground(portal).looked(given).await?)
}

async fn add(State(portal): State<Portal>, signed: Signed, sent: Sent) -> Result<Response, Fault> {
    admitted(&signed)?;
    let language = signed.person.language;
    let kind = RedirectKind::named(sent.get("kind"));
    let redirect = Redirect {
        from: sent.text("from").unwrap_or_default(),
        to: sent.text("to").unwrap_or_default(),
        kind: kind.unwrap_or(RedirectKind::Permanent),
        note: sent.text("note").unwrap_or_default(),
    };
    let given = row(&redirect);
    let looked = looked(&portal, vec![(redirect, Vec::new())]).await?;
    let remarks = looked.iter().flat_map(|one| one.remarks.iter().copied());
    let (against, know): (Vec<Remark>, Vec<Remark>) = remarks.partition(|one| one.refuses());
    let errors: Vec<Wrong> = against
        .iter()
        .map(|one| Wrong {
            name: Some(if *one == Remark::NoTarget { "to" } else { "from" }.to_owned()),
            text: portal.say(language, one.key()),
        })
        .collect();
    let mut warnings = replaced(&portal, language, &looked).await?;
    warnings.extend(know.iter().map(|one| portal.say(language, one.key())));
    // Who knows it of one redirect need not know it of the next she types.
    let warned = sent.get("warned") == warned_of(&given);
    if errors.is_empty() && (warnings.is_empty() || warned) {
        return put(&portal, &signed, &looked, "done").await;
    }
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let warned = warned_of(&given);
    let form = Form { given, warned, warnings, errors };
    let sheet = sheet(&portal, &signed, &After::default(), (status, form)).await?;
    show(&portal, &signed, sheet, None).await
}

/// What the form sends back of a redirect whose warnings were read.
fn warned_of(given: &Row) -> String {
    format!("{} {}", given.from, given.to)
}

/// Says where a path leads now that would lead elsewhere.
async fn replaced(
    portal: &Portal,
    language: Language,
    looked: &[Looked],
) -> Result<Vec<String>, Fault> {
    let mut said = Vec::new();
    for one in looked.iter().filter(|one| one.effect == Effect::Changed) {
        let from = &one.redirect.from;
        if let Some(now) = site::redirect_at(&portal.db, from, from).await? {
            let mut args = Args::new();
            args.set("to", now.to);
            said.push(portal.words.say_with(language, "siteadmin-redirect-replaces", &args));
        }
    }
    Ok(said)
}

async fn put(
    portal: &Portal,
    signed: &Signed,
    looked: &[Looked],
    done: &str,
) -> Result<Response, Fault> {
    let at = portal.clock.now_ms();
    let mut tx = portal.db.begin().await?;
    if let Err(refusal) = site::put_redirects(&mut tx, &signed.actor, at, looked).await {
        drop(tx);
        return refused(portal, signed, refusal, REDIRECTS).await;
    }
    tx.commit().await?;
    Ok(see_other(&format!("{REDIRECTS}?done={done}")))
}

async fn remove(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let at = portal.clock.now_ms();
    let mut tx = portal.db.begin().await?;
    match site::remove_redirect(&mut tx, &signed.actor, at, sent.get("from")).await {
        Ok(change) => {
            tx.commit().await?;
            Ok(see_other(&format!("{REDIRECTS}?done=removed&undo={change}")))
        }
        Err(refusal) => {
            drop(tx);
            refused(&portal, &signed, refusal, REDIRECTS).await
        }
    }
}

#[derive(Serialize)]
struct LookPage {
    table: String,
    rows: Vec<LookRow>,
    added: usize,
    changed: usize,
    same: usize,
    refused: usize,
}

#[derive(Serialize)]
struct LookRow {
    #[serde(flatten)]
    row: Row,
    effect: &'static str,
    label: String,
    remarks: Vec<String>,
}

/// What a table would change; nothing is written.
async fn preview(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let language = signed.person.language;
    let table = sent.get("table");
    let looked = looked(&portal, site::read_redirects(table)).await?;
    let count = |effect| looked.iter().filter(|one| one.effect == effect).count();
    let own = LookPage {
        table: table.to_owned(),
        added: count(Effect::Added),
        changed: count(Effect::Changed),
        same: count(Effect::Same),
        refused: count(Effect::Refused),
        rows: looked
            .iter()
            .map(|one| {
                let label = match one.effect {
                    Effect::Added => "siteadmin-look-added",
                    Effect::Changed => "siteadmin-look-changed",
                    Effect::Same => "siteadmin-look-same",
                    Effect::Refused => "siteadmin-look-refused",
                };
                let effect = one.effect.name();
                let remarks = one.remarks.iter().map(|remark| portal.say(language, remark.key()));
                let label = portal.say(language, label);
                LookRow { row: row(&one.redirect), effect, label, remarks: remarks.collect() }
            })
            .collect(),
    };
    let sheet = Sheet {
        template: "desk/site/redirects_look.html",
        title: Some(portal.say(language, "siteadmin-look-title")),
        tab: REDIRECTS,
        status: StatusCode::OK,
        own,
    };
    show(&portal, &signed, sheet, None).await
}

/// Takes in what the same look does not refuse.
async fn import(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let looked = looked(&portal, site::read_redirects(sent.get("table"))).await?;
    put(&portal, &signed, &looked, "imported").await
}

async fn export(State(portal): State<Portal>, signed: Signed) -> Result<Response, Fault> {
    admitted(&signed)?;
    let all = site::redirects(&portal.db, "", 0, i64::MAX).await?;
    let bytes = site::write_redirects(&all)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let name = HeaderValue::from_static("attachment; filename=\"redirects.csv\"");
    headers.insert(CONTENT_DISPOSITION, name);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
