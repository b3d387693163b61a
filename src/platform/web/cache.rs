//! Carved pages in memory; those a change has touched are dropped. Not for files
//! and assets: those never change under their address.

use super::carve::Carved;
use super::page::{Keep, Page, Query};
use crate::platform::clock::Clock;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

#[derive(Clone)]
struct ByBytes;

impl Weighter<Box<str>, Arc<Carved>> for ByBytes {
    fn weight(&self, address: &Box<str>, carved: &Arc<Carved>) -> u64 {
        (address.len() + carved.weight()) as u64
    }
}

/// The carved pages of a portal.
pub struct PageCache {
    pages: Cache<Box<str>, Arc<Carved>, ByBytes, ahash::RandomState>,
    /// Rises whenever pages are dropped: a page whose rendering began before is not kept.
    edition: AtomicU64,
    /// Today's date stands at the head of every page: all end at midnight.
    midnight_ms: AtomicI64,
    clock: Clock,
    zone: TimeZone,
}

/// Shown by a page about to be rendered: which state of the site it may show.
#[derive(Clone, Copy, Debug)]
pub struct Begun(u64);

impl PageCache {
    /// A cache that keeps at most `bytes` of carved pages.
    pub fn new(bytes: u64, clock: Clock, zone: TimeZone) -> PageCache {
        PageCache {
            // Entries of about 32 KiB are expected; the estimate only sizes the table.
            pages: Cache::with(
                usize::try_from(bytes / 32_768).unwrap_or(1024),
                bytes,
                ByBytes,
                ahash::RandomState::new(),
                quick_cache::sync::DefaultLifecycle::default(),
            ),
            edition: AtomicU64::new(0),
            midnight_ms: AtomicI64::new(0),
            clock,
            zone,
        }
    }

    /// The page kept for an address, if it still holds.
    pub fn get(&self, path: &str, query: Option<&str>) -> Option<Arc<Carved>> {
        self.turn_the_day();
        match query {
            None => self.pages.get(path),
            Some(query) => self.pages.get(address(path, query).as_ref()).or_else(|| {
                self.pages.get(path).filter(|carved| carved.page.query == Query::Ignored)
            }),
        }
    }

    /// Notes that a page is about to be rendered.
    pub fn begin(&self) -> Begun {
        Begun(self.edition.load(Ordering::SeqCst))
    }

    /// Carves a page and keeps it, if it may be kept and nothing changed while it was rendered.
    pub fn carve(&self, path: &str, query: Option<&str>, page: Page, begun: Begun) -> Arc<Carved> {
        let carved = Arc::new(Carved::new(page));
        if carved.page.keep == Keep::UntilChanged {
            let address = match (query, carved.page.query) {
                (Some(query), Query::Matters) => address(path, query),
                _ => path.into(),
            };
            self.pages.insert(address.clone(), Arc::clone(&carved));
            // Asked after it was kept: a change between the question and the keeping would be missed.
            if self.edition.load(Ordering::SeqCst) != begun.0 {
                self.pages.remove(&address);
            }
        }
        carved
    }

    /// Drops every page that depends on any of `tokens`.
    pub fn drop_touched(&self, tokens: &HashSet<&str>) {
        self.edition.fetch_add(1, Ordering::SeqCst);
        self.pages.retain(|_, carved| {
            !carved.page.depends.iter().any(|token| tokens.contains(token.as_str()))
        });
    }

    /// How many pages are kept, and how many bytes they take.
    pub fn size(&self) -> (usize, u64) {
        (self.pages.len(), self.pages.weight())
    }

    fn turn_the_day(&self) {
        let now = self.clock.now();
        if now.as_millisecond() < self.midnight_ms.load(Ordering::Relaxed) {
            return;
        }
        self.edition.fetch_add(1, Ordering::SeqCst);
        self.pages.clear();
        self.midnight_ms.store(next_midnight(now, &self.zone).as_millisecond(), Ordering::Relaxed);
    }
}

fn address(path: &str, query: &str) -> Box<str> {
    format!("{path}?{query}").into_boxed_str()
}

/// The first moment of tomorrow in `zone`.
pub fn next_midnight(now: Timestamp, zone: &TimeZone) -> Timestamp {
    now.to_zoned(zone.clone())
        .checked_add(1.day())
        .and_then(|tomorrow| tomorrow.start_of_day())
        .map_or(Timestamp::MAX, |midnight| midnight.timestamp())
}
