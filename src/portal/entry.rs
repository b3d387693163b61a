//! What the pages of every kind show of an entry: its publisher then and now, its line in a list,
//! its body with pictures and links resolved, its addresses in each language.

use super::{Crumb, Frame, Portal, Show};
use crate::editorial::body::{Body, Card, Download, Figure, Placement};
use crate::editorial::{self, Ended, Kind, Live, Picture, Pictures, State};
use crate::platform::db::Result;
use crate::platform::files::content_type;
use crate::platform::i18n::{Args, Date, Language};
use crate::platform::web::{Fault, Notice};
use crate::site;
use crate::visits;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil;
use serde::Serialize;
use std::collections::HashMap;

/// How wide the picture of a shared link is, in pixels: what services show at most.
const SHARED: i64 = 1280;

/// The body that publishes an entry.
#[derive(Clone, Debug, Serialize)]
pub struct Publisher {
    /// What it was called on the day of publication.
    pub then: String,
    /// What it is called today, when that differs.
    pub now: Option<String>,
    /// The page of bodies.
    pub url: String,
}

/// A dated correction, as pages show it.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// When.
    pub at: Date,
    /// What was wrong and what is right.
    pub text: String,
}

/// A line of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its lead.
    pub lead: String,
    /// When it was published.
    pub published: Date,
    /// The picture that stands with it.
    pub picture: Option<Picture>,
    /// The section it belongs to.
    pub section: Option<Ref>,
}

/// A name with the address it leads to.
#[derive(Clone, Debug, Serialize)]
pub struct Ref {
    /// What it is called.
    pub name: String,
    /// Where it leads.
    pub url: String,
}

/// Entries, pictures and files a body refers to, resolved before it is printed.
struct Placed<'a> {
    portal: &'a Portal,
    live: &'a Live,
    entries: HashMap<String, String>,
    cards: HashMap<String, Card>,
    pictures: &'a Pictures,
}

impl Placement for Placed<'_> {
    fn entry(&self, key: &str) -> Option<String> {
        self.entries.get(key).cloned()
    }

    fn picture(&self, file: &str) -> Option<Figure> {
        let picture = self.pictures.named(file)?;
        let credit = picture.credit.as_ref().map(|name| {
            let key = if picture.illustration { "web-drawing-by" } else { "web-photo-by" };
            let mut args = Args::new();
            args.set("name", name.as_str());
            self.portal.words.say_with(self.live.language, key, &args)
        });
        Some(Figure { shown: picture.shown(), caption: picture.caption.clone(), credit })
    }

    fn embed(&self, key: &str) -> Option<Card> {
        self.cards.get(key).cloned()
    }

    fn file(&self, file: &str) -> Option<Download> {
        let kept = self.pictures.file(self.live, file)?;
        let size = self.portal.file_size(self.live.language, kept.bytes);
        let facts = match file.rsplit_once('.') {
            Some((_, ending)) => format!("{}, {size}", ending.to_uppercase()),
            None => size,
        };
        // An address holds neither spaces nor signs of its own; file names do.
        let name = file.replace('%', "%25").replace(' ', "%20").replace('#', "%23");
        Some(Download { url: kept.address(&name), facts })
    }
}

impl Portal {
    /// The body behind an entry, as a page of the entry's day names it.
    pub fn publisher(&self, live: &Live) -> Option<Publisher> {
        self.agency(&live.facts.publisher, live.language, self.day_of(live.published_at))
    }

    /// A body as a page of the day `then` names it.
    pub fn agency(&self, key: &str, language: Language, then: civil::Date) -> Option<Publisher> {
        let shown = self.known().agencies.then_now(key, language, then, self.today())?;
        let url = self.addresses.list(language, "organisers");
        Some(Publisher { then: shown.name, now: shown.now, url })
    }

    /// The body that publishes an entry, as structured data (schema.org).
    pub fn publisher_data(&self, live: &Live) -> serde_json::Value {
        let name = self.publisher(live).map(|publisher| publisher.then);
        serde_json::json!({ "@type": "GovernmentOrganization", "name": name })
    }

    /// An entry's corrections, newest first.
    pub fn corrections(&self, live: &Live) -> Vec<CorrectionView> {
        let corrections = live.words.corrections.iter().rev();
        corrections
            .map(|one| CorrectionView {
                at: self.moment(live.language, one.at),
                text: one.text.clone(),
            })
            .collect()
    }

    /// An entry's line in a list.
    pub fn item(&self, live: &Live, pictures: &Pictures) -> Item {
        Item {
            url: self.address(live),
            title: live.words.title.clone(),
            lead: live.words.lead.clone(),
            published: self.moment(live.language, live.published_at),
            picture: pictures.listed(live),
            section: self.section(live),
        }
    }

    /// The section of an entry that has one.
    pub fn section(&self, live: &Live) -> Option<Ref> {
        let known = self.known();
        let section = known.site.section(live.facts.own.get("section")?.as_str()?)?;
        let slug = section.slug_in(live.language);
        Some(Ref {
            name: section.name_in(live.language).to_owned(),
            url: self.addresses.selection(live.language, &live.kind, "section", slug),
        })
    }

    /// The lines of several entries, their pictures read at once.
    pub async fn items(&self, entries: &[Live]) -> Result<Vec<Item>> {
        let pictures = editorial::pictures(&self.db, entries).await?;
        Ok(entries
            .iter()
            .zip(&pictures)
            .map(|(live, pictures)| self.item(live, pictures))
            .collect())
    }

    /// An entry's body as HTML, with what the body depends on.
    pub async fn body(&self, live: &Live, pictures: &Pictures) -> Result<(String, Vec<String>)> {
        let body = &live.words.body;
        let slugs = body.reusables();
        if slugs.is_empty() {
            return self.body_of(body, live, pictures).await;
        }
        let (filled, blocks) = self.with_blocks(body, live.language).await?;
        let (html, mut tokens) = self.body_of(&filled, live, pictures).await?;
        tokens.extend(blocks);
        Ok((html, tokens))
    }

    /// A body with the site's reusable blocks put in, and the tokens of those it names: a page depends
    /// on a block that is not there yet, too. A block without words in the language is left out;
    /// nobody is shown another language unasked.
    pub async fn with_blocks(
        &self,
        body: &Body,
        language: Language,
    ) -> Result<(Body, Vec<String>)> {
        let slugs = body.reusables();
        let blocks = site::reusables_in(&self.db, &slugs, language).await?;
        let filled = body.with_reusables(&|slug| blocks.get(slug).cloned());
        Ok((filled, slugs.into_iter().map(|slug| format!("block:{slug}")).collect()))
    }

    /// The same of a body whose reusable blocks are put in (`Body::with_reusables`), or of another
    /// edition's: `live` says the language and has the files.
    pub async fn body_of(
        &self,
        body: &Body,
        live: &Live,
        pictures: &Pictures,
    ) -> Result<(String, Vec<String>)> {
        let embeds = body.embeds();
        let (mut entries, mut shown, mut tokens) = (HashMap::new(), Vec::new(), Vec::new());
        for key in body.entries() {
            if let Some(found) = editorial::find(&self.db, key, live.language).await? {
                tokens.push(found.token());
                entries.insert(key.to_owned(), self.address(&found));
                if embeds.contains(&key) {
                    shown.push(found);
                }
            }
        }
        let cards = self.cards(&shown).await?;
        let placed = Placed { portal: self, live, entries, cards, pictures };
        Ok((body.to_html(&placed), tokens))
    }

    /// Entries as cards within a body, by `kind/key`.
    async fn cards(&self, entries: &[Live]) -> Result<HashMap<String, Card>> {
        let pictures = editorial::pictures(&self.db, entries).await?;
        let card = |(live, pictures): (&Live, &Pictures)| {
            let card = Card {
                url: self.address(live),
                title: live.words.title.clone(),
                kind: self.say(live.language, &format!("editorial-embed-{}", live.kind)),
                picture: pictures.listed(live).map(|picture| picture.shown().unspoken()),
            };
            (format!("{}/{}", live.kind, live.key), card)
        };
        Ok(entries.iter().zip(&pictures).map(card).collect())
    }

    /// The frame of an entry's own page.
    pub async fn entry_frame(&self, live: &Live, pictures: &Pictures) -> Result<Frame> {
        let siblings = editorial::siblings(&self.db, live.id).await?;
        let list = self.addresses.list(live.language, &live.kind);
        let mut frame =
            Frame::new(live.language, &live.kind, live.words.title.clone(), self.address(live));
        frame.description.clone_from(&live.words.lead);
        frame.alternates = siblings
            .into_iter()
            .map(|(language, slug)| (language, self.addresses.entry(language, &live.kind, &slug)))
            .collect();
        frame.crumbs = vec![
            Crumb {
                label: self.say(live.language, &format!("site-menu-{}", live.kind)),
                url: Some(list),
            },
            Crumb { label: live.words.title.clone(), url: None },
        ];
        frame.picture = pictures
            .listed(live)
            // Services that show shared links draw no SVG; the site's own picture stands in.
            .filter(|picture| content_type(&picture.file) != "image/svg+xml")
            .map(|picture| picture.shown().jpeg("wide", SHARED).0.to_owned());
        frame.former_views = visits::opening_of(&self.db, live.id).await?;
        Ok(frame)
    }

    /// What a slug of a kind answers: the page of the live entry, else where it moved, that it is gone, or
    /// nothing.
    pub async fn by_slug(
        &self,
        kind: Kind,
        language: Language,
        slug: &str,
        page: Show,
    ) -> std::result::Result<Response, Fault> {
        match editorial::live_by_slug(&self.db, kind, language, slug).await? {
            Some(live) => Ok(page(self, &live).await?.into_response()),
            None => Ok(self.lost(kind, language, slug).await?.into_response()),
        }
    }

    /// The alternates of a page that exists in every language under `name`.
    pub fn list_alternates(&self, name: &str) -> Vec<(Language, String)> {
        let languages = self.known().site.languages.clone();
        languages
            .into_iter()
            .map(|language| (language, self.addresses.list(language, name)))
            .collect()
    }

    /// What to answer when no live entry has this slug: where it moved, that it is gone, or nothing.
    pub async fn lost(
        &self,
        kind: Kind,
        language: Language,
        slug: &str,
    ) -> std::result::Result<Redirect, Fault> {
        Ok(Redirect::permanent(&self.moved(kind, language, slug).await?))
    }

    /// The address an entry moved to that no longer has this slug, or that was joined into another.
    pub async fn moved(
        &self,
        kind: Kind,
        language: Language,
        slug: &str,
    ) -> std::result::Result<String, Fault> {
        match editorial::former_slug(&self.db, kind, language, slug).await? {
            Some(Ended::Moved(now)) if now != slug => {
                Ok(self.addresses.entry(language, kind.name(), &now))
            }
            Some(Ended::Into(entry)) => {
                let live = editorial::live_by_id(&self.db, entry).await?;
                let live = live.iter().find(|live| live.language == language);
                let gone = || Fault::Gone(Notice::Withdrawn { at: None, reason: None });
                live.map(|live| self.address(live)).ok_or_else(gone)
            }
            Some(Ended::Down { state: State::InError, at, reason }) => {
                Err(Fault::Gone(Notice::InError { at, reason }))
            }
            Some(Ended::Down { at, reason, .. }) => {
                Err(Fault::Gone(Notice::Withdrawn { at, reason }))
            }
            Some(Ended::Moved(_)) | None => Err(Fault::NotFound),
        }
    }
}
