//! What readers see of the news: an article, its print view, lists by section, tag and year.

use super::model::{self, ArticleFacts, ArticleWords, KIND};
use super::related::{Related, related};
use crate::editorial::{self, Filter, Live, Order, Picture, Pictures};
use crate::platform::i18n::{Date, Language};
use crate::platform::web::pagination::Pagination;
use crate::platform::web::{Fault, Page};
use crate::portal::{CorrectionView, Crumb, Frame, Item, Layout, Portal, Publisher, Ref, Shown};
use crate::site::{Named, redirect};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use serde_json::json;

const PER_PAGE: i64 = 12;

#[derive(Serialize)]
struct Source {
    name: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct OtherLanguage {
    code: String,
    name: String,
    url: String,
}

#[derive(Serialize)]
struct Article {
    title: String,
    lead: String,
    url: String,
    published: Date,
    updated: Option<Date>,
    author: Option<String>,
    source: Option<Source>,
    languages: Vec<OtherLanguage>,
    corrections: Vec<CorrectionView>,
    picture: Option<Picture>,
    body: String,
    section: Option<Ref>,
    tags: Vec<Ref>,
    publisher: Option<Publisher>,
}

#[derive(Serialize)]
struct Step {
    url: String,
    title: String,
}

#[derive(Serialize)]
struct ShowPage {
    entry: Article,
    related: Vec<Related>,
    previous: Option<Step>,
    next: Option<Step>,
    print_url: String,
}

/// An article.
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
    let mut frame = frame(portal, live, &pictures).await?;
    let (entry, mut tokens) = article(portal, live, &pictures, &frame).await?;
    let (related, near) = related(portal, live).await?;
    tokens.extend(near);
    let (previous, next) = editorial::neighbours(&portal.db, live).await?;
    tokens.extend([&previous, &next].into_iter().flatten().map(|(id, ..)| format!("entry:{id}")));
    let step = |neighbour: editorial::Neighbour| Step {
        url: portal.addresses.entry(language, KIND.name(), &neighbour.1),
        title: neighbour.2,
    };
    frame.json_ld = Some(json_ld(portal, live, &entry));
    let print_url = portal.addresses.below(&entry.url, language, "print");
    let page =
        ShowPage { entry, related, previous: previous.map(step), next: next.map(step), print_url };
    let page = portal.render(frame, "news/public/show.html", page)?;
    tokens.extend(live.facts.tags.iter().map(|tag| format!("tag:{tag}")));
    tokens.extend([live.token(), "agency".to_owned()]);
    let views = portal.visits.of_entry(live.id).await?;
    Ok(page.depends_on(tokens).counted(live.id, language).with_views(views))
}

/// An article for paper: no menu, nothing around it.
pub async fn print(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
) -> Result<Page, Fault> {
    #[derive(Serialize)]
    struct PrintPage {
        entry: Article,
    }
    let live =
        editorial::live_by_slug(&portal.db, KIND, language, &slug).await?.ok_or(Fault::NotFound)?;
    let pictures = portal.pictures(&live).await?;
    let mut frame = frame(&portal, &live, &pictures).await?;
    frame.layout = Layout::Print;
    let (entry, tokens) = article(&portal, &live, &pictures, &frame).await?;
    let page = portal.render(frame, "news/public/print.html", PrintPage { entry })?;
    let views = portal.visits.of_entry(live.id).await?;
    Ok(page.depends_on(tokens).depends_on([live.token(), "agency".to_owned()]).with_views(views))
}

async fn frame(portal: &Portal, live: &Live, pictures: &Pictures) -> Result<Frame, Fault> {
    let mut frame = portal.entry_frame(live, pictures).await?;
    frame.og_type = "article";
    if let Some(section) = portal.section(live) {
        let place = frame.crumbs.len().saturating_sub(1);
        frame.crumbs.insert(place, Crumb { label: section.name, url: Some(section.url) });
    }
    Ok(frame)
}

async fn article(
    portal: &Portal,
    live: &Live,
    pictures: &Pictures,
    frame: &Frame,
) -> Result<(Article, Vec<String>), Fault> {
    let facts: ArticleFacts = model::read(&live.facts);
    let words: ArticleWords = model::own(&live.words.own);
    let (body, tokens) = portal.body(live, pictures).await?;
    let others = frame.alternates.iter().filter(|(language, _)| *language != live.language);
    let article = Article {
        title: live.words.title.clone(),
        lead: live.words.lead.clone(),
        url: frame.address.clone(),
        published: portal.moment(live.language, live.published_at),
        updated: live.updated_at.map(|at| portal.moment(live.language, at)),
        author: words.author,
        source: words.source.map(|name| Source { name, url: facts.source_url }),
        languages: others
            .map(|(language, url)| OtherLanguage {
                code: language.to_string(),
                name: portal.say(*language, &format!("site-language-{language}")),
                url: url.clone(),
            })
            .collect(),
        corrections: portal.corrections(live),
        picture: pictures.lead(live).cloned(),
        body,
        section: portal.section(live),
        tags: tags(portal, live),
        publisher: portal.publisher(live),
    };
    Ok((article, tokens))
}

fn tags(portal: &Portal, live: &Live) -> Vec<Ref> {
    let known = portal.known();
    let tags = live.facts.tags.iter().filter_map(|key| known.site.tag(key));
    let address = |tag: &Named| {
        portal.addresses.selection(live.language, KIND.name(), "tag", tag.slug_in(live.language))
    };
    tags.map(|tag| Ref { name: tag.name_in(live.language).to_owned(), url: address(tag) }).collect()
}

fn json_ld(portal: &Portal, live: &Live, entry: &Article) -> serde_json::Value {
    let picture = entry.picture.as_ref().map(|picture| portal.absolute(&picture.url));
    json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": entry.title,
        "description": entry.lead,
        "inLanguage": live.language,
        "datePublished": entry.published.iso,
        "dateModified": entry.updated.as_ref().map_or(&entry.published.iso, |date| &date.iso),
        "mainEntityOfPage": portal.absolute(&entry.url),
        "image": picture,
        "author": { "@type": "Organization", "name": entry.author },
        "publisher": portal.publisher_data(live),
    })
}

#[derive(Serialize)]
struct Choice {
    label: String,
    url: String,
    current: bool,
}

#[derive(Serialize)]
struct YearChoice {
    label: String,
    count: i64,
    url: String,
    current: bool,
}

#[derive(Serialize)]
struct List {
    title: String,
    about: Option<String>,
    items: Vec<Item>,
    first_page: bool,
    sections: Vec<Choice>,
    years: Vec<YearChoice>,
    feed_url: String,
    rss_url: String,
    all_url: String,
    pagination: Option<Pagination>,
}

#[derive(Serialize)]
struct ListPage {
    list: List,
}

/// What a list is of.
struct Selection {
    filter: Filter,
    title: String,
    about: Option<String>,
    address: String,
    alternates: Vec<(Language, String)>,
    token: String,
    feed: String,
}

/// All news.
pub async fn list(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let address = portal.addresses.list(language, KIND.name());
    let selection = Selection {
        filter: Filter::default(),
        title: portal.say(language, "news-title"),
        about: Some(portal.say(language, "news-about")),
        alternates: portal.list_alternates(KIND.name()),
        token: format!("kind:{KIND}"),
        feed: address.clone(),
        address,
    };
    show_list(&portal, language, query.as_deref(), selection).await
}

/// The news of a section.
pub async fn section(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let known = portal.known();
    let section = match found(&known.site.section, language, &slug)? {
        Found::Now(section) => section,
        Found::Formerly(section) => return Ok(moved(&portal, language, section, "section", query)),
    };
    let mut selection = named(&portal, language, section, "section");
    selection.filter.section = Some(section.key.clone());
    selection.feed.clone_from(&selection.address);
    Ok(show_list(&portal, language, query.as_deref(), selection).await?.into_response())
}

/// The news with a tag.
pub async fn tag(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let known = portal.known();
    let tag = match found(&known.site.tag, language, &slug)? {
        Found::Now(tag) => tag,
        Found::Formerly(tag) => return Ok(moved(&portal, language, tag, "tag", query)),
    };
    let mut selection = named(&portal, language, tag, "tag");
    let mut args = crate::platform::i18n::Args::new();
    args.set("name", selection.title);
    selection.title = portal.words.say_with(language, "news-tag", &args);
    selection.filter.tag = Some(tag.key.clone());
    Ok(show_list(&portal, language, query.as_deref(), selection).await?.into_response())
}

/// A section or tag found by a word of an address.
enum Found<'a> {
    /// By the word it has.
    Now(&'a Named),
    /// By a word that it, or what was merged into it, had before.
    Formerly(&'a Named),
}

fn found<'a>(all: &'a [Named], language: Language, slug: &str) -> Result<Found<'a>, Fault> {
    let now = all.iter().find(|one| one.slug_in(language) == slug).map(Found::Now);
    let formerly = || all.iter().find(|one| one.was(language, slug)).map(Found::Formerly);
    now.or_else(formerly).ok_or(Fault::NotFound)
}

/// Leads on to where a section or tag stands now, on the same page of its list.
fn moved(
    portal: &Portal,
    language: Language,
    named: &Named,
    by: &str,
    query: Option<String>,
) -> Response {
    let slug = named.slug_in(language);
    let address = portal.addresses.selection(language, KIND.name(), by, slug);
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&redirect::ascii(&format!("{address}{query}"))).into_response()
}

/// The news of a year.
pub async fn year(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(year): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    if !editorial::years(&portal.db, KIND, language).await?.contains(&year) {
        return Err(Fault::NotFound);
    }
    let address = |language| portal.addresses.selection(language, KIND.name(), "year", &year);
    let mut args = crate::platform::i18n::Args::new();
    args.set("year", year.clone());
    let selection = Selection {
        title: portal.words.say_with(language, "news-year-title", &args),
        about: None,
        address: address(language),
        alternates: portal
            .known()
            .site
            .languages
            .iter()
            .map(|other| (*other, address(*other)))
            .collect(),
        token: format!("kind:{KIND}"),
        feed: portal.addresses.list(language, KIND.name()),
        filter: Filter { year: Some(year.clone()), ..Filter::default() },
    };
    show_list(&portal, language, query.as_deref(), selection).await
}

fn named(portal: &Portal, language: Language, named: &Named, by: &str) -> Selection {
    let address =
        |language| portal.addresses.selection(language, KIND.name(), by, named.slug_in(language));
    Selection {
        filter: Filter::default(),
        title: named.name_in(language).to_owned(),
        about: crate::site::text_in(&named.about, language).map(str::to_owned),
        address: address(language),
        alternates: portal
            .known()
            .site
            .languages
            .iter()
            .map(|other| (*other, address(*other)))
            .collect(),
        token: format!("{by}:{}", named.key),
        feed: portal.addresses.list(language, KIND.name()),
    }
}

async fn show_list(
    portal: &Portal,
    language: Language,
    query: Option<&str>,
    selection: Selection,
) -> Result<Page, Fault> {
    let total = editorial::count(&portal.db, KIND, language, &selection.filter).await?;
    let turned = portal.turned(language, query, (total, PER_PAGE))?;
    let (filter, rows) = (&selection.filter, turned.rows());
    let entries = editorial::list(&portal.db, KIND, language, filter, Order::Newest, rows).await?;
    let tokens: Vec<String> = entries.iter().map(Live::token).collect();
    let list = List {
        title: selection.title.clone(),
        about: selection.about,
        items: portal.items(&entries).await?,
        first_page: turned.is_first(),
        sections: sections(portal, language, &selection.filter),
        years: years(portal, language, &selection.filter).await?,
        feed_url: format!("{}/feed.atom", selection.feed),
        rss_url: format!("{}/feed.rss", selection.feed),
        all_url: portal.addresses.list(language, KIND.name()),
        pagination: turned
            .pagination(|page| portal.addresses.numbered(&selection.address, language, page)),
    };
    let mut frame =
        Frame::new(language, KIND.name(), selection.title.clone(), selection.address.clone());
    frame.alternates = selection.alternates;
    frame.crumbs = crumbs(portal, language, &selection.title, &selection.address);
    frame.feed = Some(list.feed_url.clone());
    frame.description = list.about.clone().unwrap_or(selection.title);
    let page = portal.render(frame, "news/public/list.html", ListPage { list })?;
    Ok(page.depends_on(tokens).depends_on([selection.token]).counted(0, language).by_query())
}

fn crumbs(portal: &Portal, language: Language, title: &str, address: &str) -> Vec<Crumb> {
    let all = portal.addresses.list(language, KIND.name());
    let news = portal.say(language, "site-menu-news");
    if address == all {
        return vec![Crumb { label: news, url: None }];
    }
    vec![Crumb { label: news, url: Some(all) }, Crumb { label: title.to_owned(), url: None }]
}

fn sections(portal: &Portal, language: Language, filter: &Filter) -> Vec<Choice> {
    let all = Choice {
        label: portal.say(language, "news-all"),
        url: portal.addresses.list(language, KIND.name()),
        current: filter.section.is_none() && filter.tag.is_none() && filter.year.is_none(),
    };
    let known = portal.known();
    let named = known.site.section.iter().map(|section| Choice {
        label: section.name_in(language).to_owned(),
        url: portal.addresses.selection(
            language,
            KIND.name(),
            "section",
            section.slug_in(language),
        ),
        current: filter.section.as_ref() == Some(&section.key),
    });
    std::iter::once(all).chain(named).collect()
}

async fn years(
    portal: &Portal,
    language: Language,
    filter: &Filter,
) -> Result<Vec<YearChoice>, Fault> {
    let mut choices = Vec::new();
    for year in editorial::years(&portal.db, KIND, language).await? {
        let of_year = Filter { year: Some(year.clone()), ..Filter::default() };
        choices.push(YearChoice {
            count: editorial::count(&portal.db, KIND, language, &of_year).await?,
            url: portal.addresses.selection(language, KIND.name(), "year", &year),
            current: filter.year.as_ref() == Some(&year),
            label: year,
        });
    }
    Ok(choices)
}
