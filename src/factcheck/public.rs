//! What readers see of one fact check, on the screen and on paper, and of how claims are checked.
//! Not for lists (`list.rs`) and feeds (`feed.rs`).

use super::model::{KIND, Verdict};
use super::structured;
use super::view::{self, CheckView, VerdictView};
use crate::editorial::{self, Live, Pictures};
use crate::platform::i18n::Language;
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Frame, Layout, Portal, Shown};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

#[derive(Serialize)]
struct ShowPage {
    check: CheckView,
    print_url: String,
    method_url: String,
    corrections_url: String,
    feed_url: String,
}

/// A fact check.
pub async fn show(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    let Some(live) = editorial::live_by_slug(&portal.db, KIND, language, &slug).await? else {
        return Ok(portal.lost(KIND, language, &slug).await?.into_response());
    };
    Ok(page(&portal, &live).await?.into_response())
}

/// The page of an entry as it stands, public or not: what the desk shows before publishing.
pub fn preview<'a>(portal: &'a Portal, live: &'a Live) -> Shown<'a> {
    Box::pin(page(portal, live))
}

async fn page(portal: &Portal, live: &Live) -> Result<Page, Fault> {
    let pictures = portal.pictures(live).await?;
    let mut frame = frame(portal, live, &pictures).await?;
    frame.json_ld = Some(structured::page(portal, live));
    let (own, tokens) = own(portal, live, &pictures, &frame).await?;
    let page = portal.render(frame, "factcheck/public/show.html", own)?;
    let views = portal.visits.of_entry(live.id).await?;
    Ok(page.depends_on(tokens).counted(live.id, live.language).with_views(views))
}

/// A fact check for paper: no menu, nothing around it.
pub async fn print(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
) -> Result<Page, Fault> {
    let live = editorial::live_by_slug(&portal.db, KIND, language, &slug).await?;
    let live = live.ok_or(Fault::NotFound)?;
    let pictures = portal.pictures(&live).await?;
    let mut frame = frame(&portal, &live, &pictures).await?;
    frame.layout = Layout::Print;
    let (own, tokens) = own(&portal, &live, &pictures, &frame).await?;
    let page = portal.render(frame, "factcheck/public/print.html", own)?;
    let views = portal.visits.of_entry(live.id).await?;
    Ok(page.depends_on(tokens).with_views(views))
}

async fn frame(portal: &Portal, live: &Live, pictures: &Pictures) -> Result<Frame, Fault> {
    let mut frame = portal.entry_frame(live, pictures).await?;
    frame.og_type = "article";
    let list = portal.addresses.list(live.language, KIND.name());
    frame.feed = Some(format!("{list}/feed.atom"));
    Ok(frame)
}

async fn own(
    portal: &Portal,
    live: &Live,
    pictures: &Pictures,
    frame: &Frame,
) -> Result<(ShowPage, Vec<String>), Fault> {
    let (check, mut tokens) = view::check(portal, live, pictures, frame).await?;
    tokens.extend([live.token(), "agency".to_owned()]);
    let list = |name: &str| portal.addresses.list(live.language, name);
    let page = ShowPage {
        print_url: portal.addresses.below(&check.url, live.language, "print"),
        method_url: list("method"),
        corrections_url: list("corrections"),
        feed_url: format!("{}/feed.json", list(KIND.name())),
        check,
    };
    Ok((page, tokens))
}

#[derive(Serialize)]
struct MethodPage {
    scale: Vec<VerdictView>,
    list_url: String,
    corrections_url: String,
    feed_url: String,
}

/// How claims are chosen and checked, what each verdict means, and what is never done.
pub async fn method(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let list = |name: &str| portal.addresses.list(language, name);
    let own = MethodPage {
        scale: Verdict::ALL.map(|one| view::verdict(&portal, language, one)).into(),
        list_url: list(KIND.name()),
        corrections_url: list("corrections"),
        feed_url: format!("{}/feed.json", list(KIND.name())),
    };
    let title = portal.say(language, "factcheck-method-title");
    let mut frame = Frame::new(language, KIND.name(), title.clone(), list("method"));
    frame.description = portal.say(language, "factcheck-method-lead");
    frame.alternates = portal.list_alternates("method");
    let all = portal.say(language, "site-menu-factcheck");
    frame.crumbs =
        vec![Crumb { label: all, url: Some(list(KIND.name())) }, Crumb { label: title, url: None }];
    Ok(portal.render(frame, "factcheck/public/method.html", own)?.counted(0, language))
}
