//! The frame around every page: head, header, menu, breadcrumb, footer. A slice says what is its
//! own; the frame adds what is the site's.

use super::{Known, Portal};
use crate::platform::changes::Token;
use crate::platform::i18n::{Date, Language};
use crate::platform::web::{BadTemplate, Page};
use crate::site;
use serde::Serialize;
use serde_json::Value;

/// A step of the breadcrumb.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// What it says.
    pub label: String,
    /// Where it leads; the last leads nowhere.
    pub url: Option<String>,
}

/// Whether the page is one that search engines should know under its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indexed {
    /// It is the page of its address.
    Yes,
    /// It is an answer to a question, or a fault.
    No,
}

/// What the page is laid out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A screen.
    Screen,
    /// Paper.
    Print,
}

/// What a page says of itself to its frame.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The page's language.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// One sentence for search engines and shared links.
    pub description: String,
    /// Its own address, without query.
    pub address: String,
    /// Its address in each language it exists in.
    pub alternates: Vec<(Language, String)>,
    /// The menu item it belongs under.
    pub target: String,
    /// Its place on the site, without the front page.
    pub crumbs: Vec<Crumb>,
    /// `website`, `article` …
    pub og_type: &'static str,
    /// The picture shown where it is shared, as an address.
    pub picture: Option<String>,
    /// Structured data (schema.org).
    pub json_ld: Option<Value>,
    /// Its feed, if it has one of its own.
    pub feed: Option<String>,
    /// Of an entry, the views an earlier portal had counted: shown beside its own, never added.
    pub former_views: Option<i64>,
    /// Whether search engines should know it.
    pub indexed: Indexed,
    /// What it is laid out for.
    pub layout: Layout,
}

#[derive(Serialize)]
struct Context<'a, C> {
    lang: String,
    site: SiteView<'a>,
    chrome: Chrome,
    page: PageView,
    #[serde(flatten)]
    own: C,
}

#[derive(Serialize)]
struct SiteView<'a> {
    name: &'a str,
    tagline: &'a str,
    publisher: String,
    publisher_url: Option<String>,
    front_url: String,
    search_url: String,
    share_picture_url: Option<String>,
}

#[derive(Serialize)]
struct Chrome {
    today: Date,
    languages: Vec<LanguageView>,
    menu: Vec<MenuView>,
    footer: Vec<ColumnView>,
    carved_at: String,
    feed_url: Option<String>,
}

#[derive(Serialize)]
struct LanguageView {
    code: String,
    name: String,
    url: String,
    current: bool,
    available: bool,
}

#[derive(Serialize)]
struct MenuView {
    label: String,
    url: String,
    current: bool,
}

#[derive(Serialize)]
struct ColumnView {
    name: String,
    links: Vec<MenuView>,
}

#[derive(Serialize)]
struct Alternate {
    lang: String,
    url: String,
}

#[derive(Serialize)]
struct PageView {
    title: String,
    description: String,
    canonical: Option<String>,
    alternates: Vec<Alternate>,
    og_type: &'static str,
    og_image: Option<String>,
    json_ld: Option<String>,
    breadcrumb: Vec<Crumb>,
    print: bool,
    former_views: Option<i64>,
}

impl Frame {
    /// The frame of a page that belongs under `target` of the menu.
    pub fn new(language: Language, target: &str, title: String, address: String) -> Frame {
        Frame {
            language,
            description: title.clone(),
            title,
            address,
            alternates: Vec::new(),
            target: target.to_owned(),
            crumbs: Vec::new(),
            og_type: "website",
            picture: None,
            json_ld: None,
            feed: None,
            former_views: None,
            indexed: Indexed::Yes,
            layout: Layout::Screen,
        }
    }
}

impl Portal {
    /// Fills a template with a slice's own context inside its frame. The page depends on the site
    /// and on what its menu leads to; the slice adds what it shows itself.
    pub fn render(
        &self,
        frame: Frame,
        template: &str,
        own: impl Serialize,
    ) -> Result<Page, BadTemplate> {
        let known = self.known();
        let language = frame.language;
        let depends: Vec<Token> = menu_tokens(&known, language);
        let context = Context {
            lang: language.to_string(),
            site: self.site_view(&known, language),
            chrome: self.chrome(&known, &frame),
            page: self.page_view(frame),
            own,
        };
        let text = self.templates.fill(template, context)?;
        let mut page = Page::html(text).depends_on(depends);
        page.separator = self.words.separator(language);
        Ok(page)
    }

    fn site_view<'a>(&self, known: &'a Known, language: Language) -> SiteView<'a> {
        let settings = &known.site;
        let publisher = known.agencies.on(&settings.publisher, self.today());
        SiteView {
            name: site::text_in(&settings.name, language).unwrap_or_default(),
            tagline: site::text_in(&settings.tagline, language).unwrap_or_default(),
            publisher: publisher.map(|agency| agency.name(language).to_owned()).unwrap_or_default(),
            publisher_url: Some(self.addresses.list(language, "organisers")),
            front_url: self.addresses.front(language),
            search_url: self.addresses.list(language, "search"),
            share_picture_url: known.share_picture().map(|url| self.absolute(url)),
        }
    }

    fn chrome(&self, known: &Known, frame: &Frame) -> Chrome {
        let language = frame.language;
        let now = self.clock.now();
        let carved = self.calendar().moment(language, now);
        Chrome {
            today: self.calendar().today(language, &self.clock.wall(&self.zone)),
            languages: self.languages(known, frame),
            menu: known
                .site
                .menu
                .iter()
                .filter_map(|item| menu_view(known, language, &item.target, &frame.target))
                .collect(),
            footer: known
                .site
                .footer
                .iter()
                .map(|column| ColumnView {
                    name: site::text_in(&column.name, language).unwrap_or_default().to_owned(),
                    links: column
                        .targets
                        .iter()
                        .filter_map(|target| menu_view(known, language, target, &frame.target))
                        .collect(),
                })
                .collect(),
            carved_at: format!("{}, {}", carved.time.unwrap_or_default(), carved.numeric),
            feed_url: frame
                .feed
                .clone()
                .or_else(|| Some(format!("{}/feed.atom", self.addresses.list(language, "news")))),
        }
    }

    fn languages(&self, known: &Known, frame: &Frame) -> Vec<LanguageView> {
        let languages = known.site.languages.iter();
        languages
            .map(|language| {
                let alternate = frame.alternates.iter().find(|(other, _)| other == language);
                LanguageView {
                    code: language.to_string(),
                    name: self.say(*language, &format!("site-language-{language}")),
                    url: alternate
                        .map_or_else(|| self.addresses.front(*language), |(_, url)| url.clone()),
                    current: *language == frame.language,
                    available: alternate.is_some(),
                }
            })
            .collect()
    }

    fn page_view(&self, frame: Frame) -> PageView {
        let front = Crumb {
            label: self.say(frame.language, "web-front"),
            url: Some(self.addresses.front(frame.language)),
        };
        let breadcrumb = if frame.crumbs.is_empty() {
            Vec::new()
        } else {
            std::iter::once(front).chain(frame.crumbs).collect()
        };
        PageView {
            title: frame.title,
            description: frame.description,
            canonical: (frame.indexed == Indexed::Yes).then(|| self.absolute(&frame.address)),
            alternates: frame
                .alternates
                .iter()
                .map(|(language, url)| Alternate {
                    lang: language.to_string(),
                    url: self.absolute(url),
                })
                .collect(),
            og_type: frame.og_type,
            og_image: frame.picture.map(|url| self.absolute(&url)),
            // `<` would end the script element early.
            json_ld: frame.json_ld.map(|data| data.to_string().replace('<', "\\u003c")),
            breadcrumb,
            print: frame.layout == Layout::Print,
            former_views: frame.former_views,
        }
    }
}

fn menu_view(known: &Known, language: Language, target: &str, current: &str) -> Option<MenuView> {
    let link = known.link(language, target)?;
    Some(MenuView { label: link.label.clone(), url: link.url.clone(), current: target == current })
}

fn menu_tokens(known: &Known, language: Language) -> Vec<Token> {
    let menu = known.site.menu.iter().map(|item| &item.target);
    let footer = known.site.footer.iter().flat_map(|column| &column.targets);
    menu.chain(footer).filter_map(|target| known.link(language, target)?.token.clone()).collect()
}
