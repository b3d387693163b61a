//! What readers see of a standing page.

use super::model::KIND;
use crate::editorial::{self, Filter, Live, Order, Picture};
use crate::platform::i18n::{Date, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::{CorrectionView, Portal, Publisher, Shown};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use serde_json::json;

#[derive(Serialize)]
struct Entry {
    title: String,
    lead: String,
    picture: Option<Picture>,
    body: String,
    corrections: Vec<CorrectionView>,
    updated: Date,
    publisher: Option<Publisher>,
}

#[derive(Serialize)]
struct Other {
    label: String,
    url: String,
    current: bool,
}

#[derive(Serialize)]
struct ShowPage {
    entry: Entry,
    others: Vec<Other>,
}

const OTHERS: i64 = 30;

/// A standing page.
pub async fn show(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    portal.by_slug(KIND, language, &slug, preview).await
}

/// The page of an entry as it stands, public or not: what the desk shows before publishing.
pub fn preview<'a>(portal: &'a Portal, live: &'a Live) -> Shown<'a> {
    Box::pin(page(portal, live))
}

async fn page(portal: &Portal, live: &Live) -> Result<Page, Fault> {
    let language = live.language;
    let pictures = portal.pictures(live).await?;
    let mut frame = portal.entry_frame(live, &pictures).await?;
    // Standing pages have no list of their own to lead back to.
    frame.crumbs.remove(0);
    frame.target = format!("{}/{}", live.kind, live.key);
    let (body, tokens) = portal.body(live, &pictures).await?;
    let entry = Entry {
        title: live.words.title.clone(),
        lead: live.words.lead.clone(),
        picture: pictures.lead(live).cloned(),
        body,
        corrections: portal.corrections(live),
        updated: portal.moment(language, live.updated_at.unwrap_or(live.published_at)),
        publisher: portal.publisher(live),
    };
    frame.json_ld = Some(json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": entry.title,
        "description": entry.lead,
        "inLanguage": language,
        "dateModified": entry.updated.iso,
        "url": portal.absolute(&frame.address),
        "publisher": portal.publisher_data(live),
    }));
    let all =
        editorial::list(&portal.db, KIND, language, &Filter::default(), Order::Newest, (0, OTHERS))
            .await?;
    let others = all.iter().map(|other| Other {
        label: other.words.title.clone(),
        url: portal.address(other),
        current: other.id == live.id,
    });
    let page = ShowPage { entry, others: others.collect() };
    let page = portal.render(frame, "page/public/show.html", page)?;
    let tokens =
        tokens.into_iter().chain([live.token(), format!("kind:{KIND}"), "agency".to_owned()]);
    Ok(page.depends_on(tokens).counted(live.id, language))
}
