//! Which addresses, present and former, are entries of this site, for reading old access logs. Not for
//! routing, and not for what a log's lines say.

use super::Exchange;
use crate::editorial;
use crate::platform::db::Failure;
use crate::platform::i18n::{Language, Words};
use crate::platform::web::CountAs;
use crate::site::{self, Addresses, normal};
use crate::visits::Pages;
use ahash::AHashMap;
use std::sync::Arc;

/// Why the addresses are not known.
#[derive(Debug, thiserror::Error)]
pub enum NoPages {
    /// There is no site yet.
    #[error("this portal has no site yet: import one first, so that old addresses can be told")]
    NoSite,
    /// The words of addresses cannot be read.
    #[error("{0}")]
    Words(String),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// The addresses of the site's front pages and entries, of what they were called before, and of what
/// redirects lead to them.
pub async fn log_pages(exchange: &Exchange) -> Result<Pages, NoPages> {
    let settings = site::settings(&exchange.db).await?;
    let default = settings.and_then(|site| site.default_language()).ok_or(NoPages::NoSite)?;
    let words = Words::built_in(default).map_err(|error| NoPages::Words(error.to_string()))?;
    let words = Arc::new(words);
    let addresses = Addresses::new(Arc::clone(&words), default);
    let mut known = AHashMap::new();
    for language in words.languages() {
        let front = CountAs { entry: CountAs::FRONT, language };
        known.insert(addresses.front(language), front);
        known.insert(format!("/{language}"), front);
    }
    for (entry, kind, language, slug) in editorial::every_slug(&exchange.db).await? {
        let Ok(language) = language.parse::<Language>() else { continue };
        let address = normal(&addresses.entry(language, &kind, &slug));
        known.insert(address, CountAs { entry, language });
    }
    led(exchange, &mut known).await?;
    Ok(Pages { known, other: CountAs { entry: 0, language: default } })
}

/// Adds the addresses that lead to known ones.
async fn led(exchange: &Exchange, known: &mut AHashMap<String, CountAs>) -> Result<(), Failure> {
    const AT_ONCE: i64 = 1_000;
    let mut from = 0;
    loop {
        let redirects = site::redirects(&exchange.db, "", from, AT_ONCE).await?;
        if redirects.is_empty() {
            return Ok(());
        }
        from += AT_ONCE;
        for redirect in redirects {
            if let Some(count) = known.get(&normal(&redirect.to)).copied() {
                known.insert(redirect.from, count);
            }
        }
    }
}
