//! What rarely changes and nearly every page needs, read once and again when it changes: settings,
//! agencies, places, and where the menu and the footer lead.

use super::Portal;
use crate::agency::{self, Register};
use crate::editorial;
use crate::place::{self, Gazetteer};
use crate::platform::db::{Db, Result};
use crate::platform::i18n::{Language, Words};
use crate::site::{self, Addresses, Ground, Settings, Target};
use std::collections::HashMap;

/// The settings, agencies, places and links of now.
#[derive(Debug)]
pub struct Known {
    /// The site's settings.
    pub site: Settings,
    /// The bodies.
    pub agencies: Register,
    /// The places.
    pub places: Gazetteer,
    links: HashMap<(Language, Target), Link>,
    share_picture: Option<String>,
}

/// A resolved link of the menu or the footer.
#[derive(Clone, Debug)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// The entry it leads to, if it leads to one.
    pub token: Option<String>,
}

impl Known {
    /// Where pages of this site are looked for.
    pub fn ground<'a>(&'a self, portal: &'a Portal) -> Ground<'a> {
        Ground {
            db: &portal.db,
            settings: &self.site,
            addresses: &portal.addresses,
            kinds: &portal.kinds,
            origin: &portal.origin,
        }
    }

    /// Reads everything; `fresh` are the settings of a site without any.
    pub async fn read(
        db: &Db,
        words: &Words,
        addresses: &Addresses,
        fresh: Settings,
    ) -> Result<Known> {
        let site = site::settings(db).await?.unwrap_or(fresh);
        let mut links = HashMap::new();
        let mut targets: Vec<&Target> = site.menu.iter().map(|item| &item.target).collect();
        targets.extend(site.footer.iter().flat_map(|column| &column.targets));
        for language in &site.languages {
            for target in &targets {
                if let Some(link) = resolve(db, words, addresses, *language, target).await? {
                    links.insert((*language, (*target).clone()), link);
                }
            }
        }
        let (agencies, places) = (agency::register(db).await?, place::gazetteer(db).await?);
        let share_picture = site.share_picture.as_ref().map(|file| match site.files.get(file) {
            Some(key) => format!("/files/{key}/{file}"),
            None => format!("/files/{file}"),
        });
        Ok(Known { site, agencies, places, links, share_picture })
    }

    /// The address of the picture that stands in where a page has none of its own.
    pub fn share_picture(&self) -> Option<&str> {
        self.share_picture.as_deref()
    }

    /// Where a target leads in a language; `None` when it is not published there.
    pub fn link(&self, language: Language, target: &str) -> Option<&Link> {
        self.links.get(&(language, target.to_owned()))
    }
}

async fn resolve(
    db: &Db,
    words: &Words,
    addresses: &Addresses,
    language: Language,
    target: &str,
) -> Result<Option<Link>> {
    if !target.contains('/') {
        let label = words.say(language, &format!("site-menu-{target}"));
        return Ok(Some(Link { label, url: addresses.list(language, target), token: None }));
    }
    let live = editorial::find(db, target, language).await?;
    Ok(live.map(|live| Link {
        url: addresses.entry(language, &live.kind, &live.words.slug),
        token: Some(live.token()),
        label: live.words.title,
    }))
}

impl Portal {
    /// Reads the settings, agencies and places again.
    pub async fn relearn(&self) -> Result<()> {
        let known = self.known_afresh().await?;
        self.learn(known);
        Ok(())
    }

    /// What stands in the database this moment. The portal goes on with what it knows.
    pub async fn known_afresh(&self) -> Result<Known> {
        let fresh = self.known().site.clone();
        Known::read(&self.db, &self.words, &self.addresses, fresh).await
    }
}
