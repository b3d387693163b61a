//! The front page: a festival at its head (or a look back at one, or the lead story), what is soon,
//! the news, the inverse band, pictures and video, the counters.

use crate::editorial::{self, Filter, Live, Order, Picture, Pictures};
use crate::festival::{self, Coming, Phase};
use crate::platform::i18n::{Date, Language};
use crate::platform::web::{CountAs, Fault, Page};
use crate::portal::{Frame, Item, Portal};
use crate::site::FrontBlock;
use crate::{gallery, news, page, video};
use axum::Extension;
use axum::extract::State;
use serde::Serialize;
use serde_json::json;

#[derive(Serialize)]
struct Lead {
    kicker: String,
    title: String,
    url: String,
    date: Option<Date>,
    text: String,
    place: Option<String>,
    schedule_url: Option<String>,
    calendar_url: Option<String>,
    past: bool,
    picture: Option<Picture>,
}

#[derive(Default, Serialize)]
struct Soon {
    past: bool,
    items: Vec<Coming>,
}

#[derive(Serialize)]
struct Band {
    kicker: String,
    title: String,
    text: String,
    url: String,
    action: String,
    picture: Option<Picture>,
}

#[derive(Serialize)]
struct Card {
    url: String,
    title: String,
    picture: Option<Picture>,
    kind: &'static str,
    count: Option<usize>,
    length: Option<String>,
}

#[derive(Serialize)]
struct FrontPage {
    blocks: Vec<&'static str>,
    lead: Option<Lead>,
    soon: Soon,
    news_lead: Option<Item>,
    news: Vec<Item>,
    band: Option<Band>,
    media: Vec<Card>,
    festivals_url: String,
    news_url: String,
    media_url: String,
    visits_url: String,
}

const NEWS: i64 = 6;
const SOON: usize = 4;
const CARDS: usize = 3;

/// The front page in a language.
pub async fn front(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let known = portal.known();
    let choice = &known.site.front;
    let mut tokens = Vec::new();
    let (mut lead, mut soon) = (None, Soon::default());
    if let Some(live) = chosen(&portal, choice.lead.as_deref(), language, &mut tokens).await? {
        (lead, soon) = at_the_head(&portal, &live).await?;
    }
    let shows = |block| choice.blocks.contains(&block);
    let entries = news(&portal, language, &choice.pinned).await?;
    let mut items = portal.items(&entries).await?.into_iter();
    if lead.is_none() && shows(FrontBlock::Lead) {
        lead = items.next().map(|story| story_lead(&portal, language, story));
    }
    let news_lead = items.next();
    let list = |name: &str| portal.addresses.list(language, name);
    let page = FrontPage {
        blocks: choice.blocks.iter().map(|block| block.name()).collect(),
        lead,
        soon,
        news_lead,
        news: items.take(usize::try_from(NEWS - 1).unwrap_or(0)).collect(),
        band: band(&portal, choice.band.as_deref(), language, &mut tokens).await?,
        media: media(&portal, language, &mut tokens).await?,
        festivals_url: list("festival"),
        news_url: list("news"),
        media_url: list("gallery"),
        visits_url: list("visits"),
    };
    let page = portal.render(frame(&portal, language), "home/public/front.html", page)?;
    tokens.extend(entries.iter().map(Live::token));
    let kinds = [news::KIND, gallery::KIND, video::KIND, festival::KIND, page::KIND];
    tokens.extend(kinds.map(|kind| format!("kind:{kind}")));
    tokens.extend(["agency", "place"].map(str::to_owned));
    Ok(page.depends_on(tokens).counted(CountAs::FRONT, language))
}

/// The news of the front page: those that are pinned and live in this language, then the newest.
async fn news(portal: &Portal, language: Language, pinned: &[String]) -> Result<Vec<Live>, Fault> {
    let most = NEWS + 1;
    let mut entries: Vec<Live> = Vec::new();
    for reference in pinned {
        entries.extend(editorial::find(&portal.db, reference, language).await?);
    }
    let (all, newest) = (Filter::default(), Order::Newest);
    let newest = editorial::list(&portal.db, news::KIND, language, &all, newest, (0, most)).await?;
    for live in newest {
        if entries.iter().all(|known| known.id != live.id) {
            entries.push(live);
        }
    }
    entries.truncate(usize::try_from(most).unwrap_or(0));
    Ok(entries)
}

fn frame(portal: &Portal, language: Language) -> Frame {
    let known = portal.known();
    let text = |texts| crate::site::text_in(texts, language).unwrap_or_default().to_owned();
    let address = portal.addresses.front(language);
    let mut frame = Frame::new(language, "", text(&known.site.name), address.clone());
    frame.description = text(&known.site.tagline);
    frame.alternates =
        known.site.languages.iter().map(|other| (*other, portal.addresses.front(*other))).collect();
    let search = portal.absolute(&portal.addresses.list(language, "search"));
    frame.json_ld = Some(json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": frame.title,
        "description": frame.description,
        "inLanguage": language,
        "url": portal.absolute(&address),
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": known.agencies.on(&known.site.publisher, portal.today()).map(|body| body.name(language)),
        },
        "potentialAction": {
            "@type": "SearchAction",
            "target": format!("{search}?q={{search_term_string}}"),
            "query-input": "required name=search_term_string",
        },
    }));
    frame
}

/// An entry the site's settings choose for the front page, if it is live in this language.
async fn chosen(
    portal: &Portal,
    reference: Option<&str>,
    language: Language,
    tokens: &mut Vec<String>,
) -> Result<Option<Live>, Fault> {
    let Some(reference) = reference else { return Ok(None) };
    let live = editorial::find(&portal.db, reference, language).await?;
    tokens.extend(live.as_ref().map(Live::token));
    Ok(live)
}

async fn at_the_head(portal: &Portal, live: &Live) -> Result<(Option<Lead>, Soon), Fault> {
    if live.kind != festival::KIND.name() {
        let pictures = portal.pictures(live).await?;
        return Ok((
            Some(story_lead(portal, live.language, portal.item(live, &pictures))),
            Soon::default(),
        ));
    }
    let head = festival::at_the_head(portal, live).await?;
    let past = head.phase == Phase::Over;
    let lead = Lead {
        kicker: head.name,
        title: head.title,
        url: portal.address(live),
        date: Some(head.start),
        text: live.words.lead.clone(),
        place: head.place,
        schedule_url: Some(head.schedule_url),
        calendar_url: Some(head.calendar_url),
        past,
        picture: head.picture,
    };
    Ok((Some(lead), Soon { past, items: head.coming.into_iter().take(SOON).collect() }))
}

fn story_lead(portal: &Portal, language: Language, story: Item) -> Lead {
    Lead {
        kicker: story
            .section
            .map_or_else(|| portal.say(language, "site-menu-news"), |section| section.name),
        title: story.title,
        url: story.url,
        date: None,
        text: story.lead,
        place: None,
        schedule_url: None,
        calendar_url: None,
        past: false,
        picture: story.picture,
    }
}

async fn band(
    portal: &Portal,
    reference: Option<&str>,
    language: Language,
    tokens: &mut Vec<String>,
) -> Result<Option<Band>, Fault> {
    let Some(live) = chosen(portal, reference, language, tokens).await? else { return Ok(None) };
    Ok(Some(Band {
        kicker: portal.say(language, "home-band"),
        url: portal.address(&live),
        action: portal.say(language, "home-band-read"),
        // The carved block of the look stands here until an exhibition brings a picture of its own.
        picture: None,
        title: live.words.title,
        text: live.words.lead,
    }))
}

/// The chosen album and video first, then the newest, up to three in all.
async fn media(
    portal: &Portal,
    language: Language,
    tokens: &mut Vec<String>,
) -> Result<Vec<Card>, Fault> {
    let known = portal.known();
    let choice = &known.site.front;
    let mut entries = Vec::new();
    entries.extend(chosen(portal, choice.album.as_deref(), language, tokens).await?);
    for kind in [gallery::KIND, video::KIND] {
        let all = Filter::default();
        let newest =
            editorial::list(&portal.db, kind, language, &all, Order::Newest, (0, 2)).await?;
        entries.extend(newest);
    }
    let mut seen = std::collections::HashSet::new();
    entries.retain(|live| seen.insert(live.id));
    entries.truncate(CARDS);
    tokens.extend(entries.iter().map(Live::token));
    let pictures = editorial::pictures(&portal.db, &entries).await?;
    Ok(entries.iter().zip(&pictures).map(|(live, pictures)| card(portal, live, pictures)).collect())
}

fn card(portal: &Portal, live: &Live, pictures: &Pictures) -> Card {
    let album = live.kind == gallery::KIND.name();
    let poster = if album { None } else { video::poster(live, pictures) };
    Card {
        url: portal.address(live),
        title: live.words.title.clone(),
        picture: pictures.lead(live).cloned().or(poster).or_else(|| pictures.all.first().cloned()),
        kind: if album { "gallery" } else { "video" },
        count: album.then(|| gallery::count(live)),
        length: (!album).then(|| video::length(live)).flatten(),
    }
}
