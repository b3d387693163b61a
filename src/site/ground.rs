//! What stands at a path of this site, and what a list of redirects would do to it. Not for the rules a
//! redirect must keep: those are `redirect.rs`.

use super::addresses::Addresses;
use super::model::{LISTS, Settings};
use super::redirect::{Given, Looked, look, normal, normal_path};
use super::store;
use crate::editorial::{self, Kinds};
use crate::platform::db::{Db, Result};
use crate::platform::i18n::Language;
use std::collections::BTreeSet;

/// Where pages of this site are looked for.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The database.
    pub db: &'a Db,
    /// The settings of now.
    pub settings: &'a Settings,
    /// Addresses in each language.
    pub addresses: &'a Addresses,
    /// The kinds of entries.
    pub kinds: &'a Kinds,
    /// The site's own address, such as `https://example.gov.vn`.
    pub origin: &'a str,
}

impl Ground<'_> {
    /// Looks at redirects before they are taken; nothing is written.
    pub async fn looked(&self, given: Vec<Given>) -> Result<Vec<Looked>> {
        let existing = store::redirects(self.db, "", 0, i64::MAX).await?;
        let mut live = BTreeSet::new();
        for (redirect, _) in &given {
            let path = normal(redirect.from.trim());
            if self.stands(&path).await? {
                live.insert(path);
            }
        }
        Ok(look(&existing, given, self.origin, &|path| live.contains(path)))
    }

    /// Whether readers find a page at a path: the front page, a list, a section, a tag, an entry.
    pub async fn stands(&self, path: &str) -> Result<bool> {
        let path = normal_path(path.split('?').next().unwrap_or_default());
        if ["/", "/robots.txt", "/sitemap.xml"].contains(&path.as_str()) {
            return Ok(true);
        }
        for language in &self.settings.languages {
            if self.is_list(*language, &path) || self.is_live(*language, &path).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_list(&self, language: Language, path: &str) -> bool {
        let (addresses, site) = (self.addresses, self.settings);
        let named = [("section", &site.section), ("tag", &site.tag)];
        let mut named = named.into_iter().flat_map(|(by, all)| {
            all.iter()
                .map(move |one| addresses.selection(language, "news", by, one.slug_in(language)))
        });
        path == format!("/{language}")
            || LISTS.iter().any(|list| addresses.list(language, list) == path)
            || named.any(|one| one == path)
    }

    async fn is_live(&self, language: Language, path: &str) -> Result<bool> {
        for rules in &self.kinds.0 {
            let list = format!("{}/", self.addresses.list(language, rules.kind.name()));
            let Some(slug) = path.strip_prefix(&list).filter(|slug| !slug.contains('/')) else {
                continue;
            };
            if editorial::live_by_slug(self.db, rules.kind, language, slug).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
