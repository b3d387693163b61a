//! "Giao diện lập trình": tokens of programs and webhooks to the operator's own systems: making them,
//! seeing their secret once, ending them, and how telling goes. Not for the API itself.

use super::account_words::{Choice, Wrong, here, moment, wrong};
use super::frame::{Toast, View, render_with, with_status};
use super::sent::Sent;
use super::session::{Signed, see_other};
use crate::api::{
    self, Delivery, Pattern, Webhook, WebhookId, Wished, change_webhook, make_webhook,
    remove_webhook, retry_delivery,
};
use crate::people::{self, Grant, NewToken, Reach, Right, Role, Scope, Token, TokenId};
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use serde::{Deserialize, Serialize};

const API: &str = "/desk/api";

/// The routes of tokens and webhooks.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/api", get(show))
        .route("/desk/api/tokens", post(make_token))
        .route("/desk/api/tokens/{id}/revoke", post(revoke))
        .route("/desk/api/webhooks", post(make))
        .route("/desk/api/webhooks/{id}", get(deliveries))
        .route("/desk/api/webhooks/{id}/switch", post(switch))
        .route("/desk/api/webhooks/{id}/remove", post(remove))
        .route("/desk/api/webhooks/{id}/deliveries/{delivery}/retry", post(retry))
}

#[derive(Serialize)]
struct Page {
    tokens: Vec<TokenRow>,
    webhooks: Vec<WebhookRow>,
    roles: Vec<Choice>,
    scopes: Vec<Choice>,
    events: Vec<Choice>,
    token: TokenForm,
    webhook: WebhookForm,
    /// The secret of what was just made, and what it opens.
    secret: Option<String>,
    of: &'static str,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct TokenForm {
    name: String,
    role: String,
    days: String,
    scopes: Vec<String>,
}

#[derive(Serialize)]
struct WebhookForm {
    label: String,
    url: String,
    events: Vec<String>,
}

#[derive(Serialize)]
struct TokenRow {
    id: i64,
    name: String,
    roles: Vec<String>,
    scopes: Vec<String>,
    made: String,
    used: Option<String>,
    ends: Option<String>,
    state: &'static str,
}

#[derive(Serialize)]
struct WebhookRow {
    id: i64,
    name: String,
    url: String,
    events: Vec<String>,
    active: bool,
    failing: bool,
    stopped: Option<String>,
    stopped_why: Option<String>,
}

#[derive(Serialize)]
struct DeliveriesPage {
    webhook: WebhookRow,
    rows: Vec<DeliveryRow>,
}

#[derive(Serialize)]
struct DeliveryRow {
    id: i64,
    event: String,
    made: String,
    state: &'static str,
    attempts: i64,
    status: Option<i64>,
    problem: Option<String>,
    next: Option<String>,
}

/// The pages are for those who administer the whole site.
fn admitted(signed: &Signed) -> Result<(), Fault> {
    if signed.may(Right::Administer, &Scope::site()) { Ok(()) } else { Err(Fault::NotFound) }
}

/// What was just done, said at the foot of the page that follows.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Done {
    Revoked,
    On,
    Off,
    Removed,
    Retried,
    Asleep,
}

impl Done {
    fn toast(self, portal: &Portal, language: Language) -> Toast {
        let key = match self {
            Done::Revoked => "api-done-revoked",
            Done::On => "api-done-on",
            Done::Off => "api-done-off",
            Done::Removed => "api-done-removed",
            Done::Retried => "api-done-retried",
            Done::Asleep => "api-webhook-asleep",
        };
        Toast { text: portal.say(language, key), undo_url: None }
    }
}

#[derive(Default, Deserialize)]
struct After {
    done: Option<Done>,
}

/// What a page shows beside its lists.
#[derive(Default)]
struct Beside {
    secret: Option<(&'static str, String)>,
    errors: Vec<Wrong>,
    done: Option<Done>,
}

impl Beside {
    fn secret(of: &'static str, secret: String) -> Beside {
        Beside { secret: Some((of, secret)), ..Beside::default() }
    }

    fn errors(errors: Vec<Wrong>) -> Beside {
        Beside { errors, ..Beside::default() }
    }
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Query(After { done }): Query<After>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    page(&portal, &signed, &Sent::default(), Beside { done, ..Beside::default() }).await
}

async fn page(
    portal: &Portal,
    signed: &Signed,
    sent: &Sent,
    beside: Beside,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let tokens = people::tokens(&portal.db).await?;
    let webhooks = api::webhooks(&portal.db).await?;
    let (of, secret) = beside.secret.unzip();
    let texts = |name| sent.all(name).map(str::to_owned).collect();
    let own = Page {
        tokens: tokens.iter().map(|token| token_row(portal, language, token)).collect(),
        webhooks: webhooks.iter().map(|webhook| webhook_row(portal, language, webhook)).collect(),
        roles: roles(portal, language),
        scopes: Reach::ALL.map(|reach| scope(portal, language, reach)).into(),
        events: api::events()
            .map(|event| Choice { value: event.into(), label: event.into() })
            .into(),
        token: TokenForm {
            name: sent.get("name").to_owned(),
            role: sent.get("role").to_owned(),
            days: sent.get("days").to_owned(),
            scopes: texts("scope"),
        },
        webhook: WebhookForm {
            label: sent.get("label").to_owned(),
            url: sent.get("url").to_owned(),
            events: texts("event"),
        },
        secret,
        of: of.unwrap_or_default(),
        errors: beside.errors,
    };
    let title = portal.say(language, "api-page-title");
    let view = View { template: "desk/tokens.html", title, current: "tokens", own };
    let toast = beside.done.map(|done| done.toast(portal, language));
    render_with(portal, signed, view, toast).await
}

fn roles(portal: &Portal, language: Language) -> Vec<Choice> {
    let own = Choice { value: "self".to_owned(), label: portal.say(language, "api-token-as-me") };
    let role = |role: &Role| Choice {
        value: role.name().to_owned(),
        label: super::grants::role_names(portal, language, &[Grant::everywhere(*role)]).join(""),
    };
    std::iter::once(own).chain(Role::ALL.iter().map(role)).collect()
}

fn scope(portal: &Portal, language: Language, reach: Reach) -> Choice {
    let key = match reach {
        Reach::Read => "api-scope-read",
        Reach::Write => "api-scope-write",
        Reach::Publish => "api-scope-publish",
        Reach::Media => "api-scope-media",
        Reach::People => "api-scope-people",
        Reach::Site => "api-scope-site",
        Reach::Log => "api-scope-log",
        Reach::Programme => "api-scope-programme",
    };
    Choice { value: reach.name().to_owned(), label: portal.say(language, key) }
}

fn token_row(portal: &Portal, language: Language, token: &Token) -> TokenRow {
    let now = portal.clock.now_ms();
    let state = match (token.revoked_at, token.ends_at) {
        (Some(_), _) => "revoked",
        (None, Some(ends_at)) if ends_at <= now => "ended",
        _ => "good",
    };
    let roles = match token.person {
        Some(_) => vec![portal.say(language, "api-token-of-person")],
        None => super::grants::role_names(portal, language, &token.grants),
    };
    TokenRow {
        id: token.id.0,
        name: token.name.clone(),
        roles,
        scopes: token.reach.iter().map(|reach| reach.name().to_owned()).collect(),
        made: moment(portal, language, token.made_at),
        used: token.used_on.map(|day| portal.day(language, day).numeric),
        ends: token.ends_at.map(|at| moment(portal, language, at)),
        state,
    }
}

fn webhook_row(portal: &Portal, language: Language, webhook: &Webhook) -> WebhookRow {
    let (stopped, stopped_why) = webhook.stopped.clone().unzip();
    WebhookRow {
        id: webhook.id.0,
        name: webhook.name.clone(),
        url: webhook.url.clone(),
        events: webhook.events.iter().map(|one| one.as_str().to_owned()).collect(),
        active: webhook.active,
        failing: webhook.failures > 0,
        stopped: stopped.map(|at| moment(portal, language, at)),
        stopped_why,
    }
}

async fn make_token(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let language = signed.person.language;
    let lacks = |name, key| Wrong { name: Some(name), text: portal.say(language, key) };
    let mut errors = Vec::new();
    let name = sent.text("name").filter(|name| name.chars().count() <= 200);
    if name.is_none() {
        errors.push(lacks("name", "api-token-no-name"));
    }
    let role = sent.get("role");
    let grants = Role::named(role).map(|role| vec![Grant::everywhere(role)]);
    if role != "self" && grants.is_none() {
        errors.push(lacks("role", "api-token-no-role"));
    }
    let days = sent.text("days").map(|days| days.parse::<u16>().ok().filter(|days| *days > 0));
    if days == Some(None) {
        errors.push(lacks("days", "api-token-days"));
    }
    let (Some(name), true) = (name, errors.is_empty()) else {
        let back = page(&portal, &signed, &sent, Beside::errors(errors)).await?;
        return Ok(with_status(back, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let new = NewToken {
        name,
        person: (role == "self").then_some(signed.person.id),
        grants: grants.unwrap_or_default(),
        reach: sent.all("scope").filter_map(Reach::named).collect(),
        days: days.flatten(),
    };
    match people::add_token(here(&portal), &signed.actor, new).await {
        Ok((_, text)) => {
            page(&portal, &signed, &Sent::default(), Beside::secret("token", text)).await
        }
        Err(refusal) => {
            let (status, wrong) = wrong(&portal, language, refusal)?;
            let back = page(&portal, &signed, &sent, Beside::errors(vec![wrong])).await?;
            Ok(with_status(back, status))
        }
    }
}

async fn revoke(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    match people::revoke_token(here(&portal), &signed.actor, TokenId(id)).await {
        // Revoked twice is revoked.
        Ok(()) | Err(people::Refusal::Missing) => Ok(see_other(&format!("{API}?done=revoked"))),
        Err(refusal) => Err(refusal.into()),
    }
}

async fn make(State(portal): State<Portal>, signed: Signed, sent: Sent) -> Result<Response, Fault> {
    admitted(&signed)?;
    let patterns = sent.all("event").map(|event| Pattern::try_from(event.to_owned()));
    let wished = Wished {
        name: sent.text("label").unwrap_or_default(),
        url: sent.text("url").unwrap_or_default(),
        events: patterns.filter_map(Result::ok).collect(),
        active: true,
    };
    let mut tx = portal.db.begin().await?;
    let at = portal.clock.now_ms();
    match make_webhook(&mut tx, &portal.db, &signed.actor, at, &wished).await {
        Ok(webhook) => {
            tx.commit().await?;
            let beside = Beside::secret("webhook", webhook.secret);
            page(&portal, &signed, &Sent::default(), beside).await
        }
        Err(api::Refusal::Wrong(field, key)) => {
            drop(tx);
            // The form of tokens on the same page has a name of its own.
            let name = Some(match field {
                "name" => "label",
                "events" => "event",
                other => other,
            });
            let text = portal.say(signed.person.language, key);
            let beside = Beside::errors(vec![Wrong { name, text }]);
            let back = page(&portal, &signed, &sent, beside).await?;
            Ok(with_status(back, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(refusal) => Err(fault(refusal)),
    }
}

fn fault(refusal: api::Refusal) -> Fault {
    match refusal {
        api::Refusal::Missing => Fault::NotFound,
        api::Refusal::NotAllowed(_) => Fault::Forbidden,
        api::Refusal::Wrong(..) => Fault::Unclear,
        other => other.into(),
    }
}

async fn found(portal: &Portal, id: i64) -> Result<Webhook, Fault> {
    let webhooks = api::webhooks(&portal.db).await?;
    webhooks.into_iter().find(|webhook| webhook.id.0 == id).ok_or(Fault::NotFound)
}

/// Switches a webhook off, or on again: as its button said, whatever another has done meanwhile.
async fn switch(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let (mut tx, at) = (portal.db.begin().await?, portal.clock.now_ms());
    let known = api::webhook(&mut tx, WebhookId(id)).await?.ok_or(Fault::NotFound)?;
    let Webhook { id, name, url, events, .. } = known;
    let wished = Wished { name, url, events, active: sent.get("to") == "on" };
    change_webhook(&mut tx, &portal.db, &signed.actor, at, id, &wished).await.map_err(fault)?;
    tx.commit().await?;
    Ok(see_other(&format!("{API}?done={}", if wished.active { "on" } else { "off" })))
}

async fn remove(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let (mut tx, at) = (portal.db.begin().await?, portal.clock.now_ms());
    remove_webhook(&mut tx, &signed.actor, at, WebhookId(id)).await.map_err(fault)?;
    tx.commit().await?;
    Ok(see_other(&format!("{API}?done=removed")))
}

async fn retry(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, delivery)): Path<(i64, i64)>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let (mut tx, at) = (portal.db.begin().await?, portal.clock.now_ms());
    let done = match retry_delivery(&mut tx, &signed.actor, at, WebhookId(id), delivery).await {
        Ok(()) => "retried",
        // Switched off by another since the page was opened.
        Err(api::Refusal::Wrong(_, "api-webhook-asleep")) => "asleep",
        Err(refusal) => return Err(fault(refusal)),
    };
    tx.commit().await?;
    Ok(see_other(&format!("{API}/webhooks/{id}?done={done}")))
}

const MOST_DELIVERIES: i64 = 200;

async fn deliveries(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    Query(After { done }): Query<After>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let language = signed.person.language;
    let webhook = found(&portal, id).await?;
    let found = api::deliveries(&portal.db, webhook.id, i64::MAX, MOST_DELIVERIES).await?;
    let row = |delivery: Delivery| DeliveryRow {
        id: delivery.id,
        state: delivery.state(),
        made: moment(&portal, language, delivery.made_at),
        next: delivery.next_at.map(|at| moment(&portal, language, at)),
        event: delivery.event,
        attempts: delivery.attempts,
        status: delivery.status,
        problem: delivery.problem,
    };
    let own = DeliveriesPage {
        webhook: webhook_row(&portal, language, &webhook),
        rows: found.into_iter().map(row).collect(),
    };
    let title = webhook.name;
    let view = View { template: "desk/tokens_deliveries.html", title, current: "tokens", own };
    render_with(&portal, &signed, view, done.map(|done| done.toast(&portal, language))).await
}
