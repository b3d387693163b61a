//! What every handler is given: the portal's parts, and how a page of it is framed. Not for
//! building the parts: that is `app.rs`.

mod around;
mod entry;
mod frame;
mod known;

pub use entry::{CorrectionView, Item, Publisher, Ref};
pub use frame::{Crumb, Frame, Indexed, Layout};
pub use known::{Known, Link};

use crate::editorial::{self, Kind, Kinds, Live, Pictures};
use crate::links::Asking;
use crate::media::Library;
use crate::media::upload::Uploads;
use crate::people::Gate;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::files::Files;
use crate::platform::i18n::{Args, Calendar, Date, Language, Words};
use crate::platform::web::pagination::Turned;
use crate::platform::web::{Fault, Page, PageCache, Templates};
use crate::search::SearchIndex;
use crate::site::Addresses;
use crate::visits::Visits;
use jiff::civil;
use jiff::tz::TimeZone;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};

/// A page of an entry on its way.
pub type Shown<'a> = Pin<Box<dyn Future<Output = Result<Page, Fault>> + Send + 'a>>;

/// How a kind shows an entry to readers. `app.rs` hands the table down.
pub type Show = for<'a> fn(&'a Portal, &'a Live) -> Shown<'a>;

/// The parts of a portal. Cheap to clone.
#[derive(Clone)]
pub struct Portal(Arc<Parts>);

/// What a portal is built from.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The kinds of entries.
    pub kinds: Kinds,
    /// The file store.
    pub files: Files,
    /// Files on their way in.
    pub uploads: Uploads,
    /// The clock.
    pub clock: Clock,
    /// The site's time zone.
    pub zone: TimeZone,
    /// What letting people in needs.
    pub gate: Arc<Gate>,
    /// The sentences.
    pub words: Arc<Words>,
    /// The templates.
    pub templates: Templates,
    /// Addresses in each language.
    pub addresses: Addresses,
    /// The counters.
    pub visits: Arc<Visits>,
    /// The search index.
    pub search: Arc<SearchIndex>,
    /// How each kind shows an entry to readers.
    pub shows: Vec<(Kind, Show)>,
    /// The carved pages.
    pub pages: Arc<PageCache>,
    /// Whether links to other sites are asked.
    pub asking: Asking,
    /// The address readers reach the site under, such as `https://example.gov.vn`.
    pub origin: String,
    /// Settings, agencies and places, read again when they change.
    pub known: RwLock<Arc<Known>>,
}

impl std::ops::Deref for Portal {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Portal {
    /// A portal of these parts.
    pub fn new(parts: Parts) -> Portal {
        Portal(Arc::new(parts))
    }

    /// What the verbs of the library stand on.
    pub fn library(&self) -> Library {
        Library { db: self.db.clone(), files: self.files.clone(), clock: self.clock.clone() }
    }

    /// The settings, agencies and places of now.
    pub fn known(&self) -> Arc<Known> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Replaces the settings, agencies and places.
    pub fn learn(&self, known: Known) {
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(known);
    }

    /// Today, in the site's time zone.
    pub fn today(&self) -> civil::Date {
        self.clock.wall(&self.zone).date()
    }

    /// The writer of dates.
    pub fn calendar(&self) -> Calendar<'_> {
        Calendar { words: &self.words, zone: &self.zone }
    }

    /// A moment kept as milliseconds.
    pub fn moment(&self, language: Language, at: i64) -> Date {
        self.calendar().moment_ms(language, at)
    }

    /// A day.
    pub fn day(&self, language: Language, day: civil::Date) -> Date {
        self.calendar().day(language, day)
    }

    /// The calendar day of a moment kept as milliseconds.
    pub fn day_of(&self, at: i64) -> civil::Date {
        let moment = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
        moment.to_zoned(self.zone.clone()).date()
    }

    /// A sentence without arguments.
    pub fn say(&self, language: Language, key: &str) -> String {
        self.words.say(language, key)
    }

    /// The address of a live entry.
    pub fn address(&self, live: &Live) -> String {
        self.addresses.entry(live.language, &live.kind, &live.words.slug)
    }

    /// The page of a list that a reader's address asks for, of so many rows in pages of so many.
    pub fn turned(
        &self,
        language: Language,
        query: Option<&str>,
        list: (i64, i64),
    ) -> Result<Turned, Fault> {
        let number = self.addresses.word(language, "number");
        Turned::to(query, &number, list).ok_or(Fault::NotFound)
    }

    /// The absolute form of an address.
    pub fn absolute(&self, address: &str) -> String {
        format!("{}{address}", self.origin)
    }

    /// The pictures of one entry.
    pub async fn pictures(&self, live: &Live) -> crate::platform::db::Result<Pictures> {
        let mut all = editorial::pictures(&self.db, std::slice::from_ref(live)).await?;
        Ok(all.pop().unwrap_or_default())
    }

    /// A file's length in bytes as people read it: whole kilobytes, or megabytes with a tenth.
    pub fn file_size(&self, language: Language, bytes: i64) -> String {
        let kilobytes = (bytes + 1023) / 1024;
        let mut args = Args::new();
        if kilobytes < 1000 {
            args.set("number", kilobytes);
            return self.words.say_with(language, "number-kilobytes", &args);
        }
        let tenths = (kilobytes * 10 + 512) / 1024;
        args.set("whole", tenths / 10);
        args.set("tenth", tenths % 10);
        self.words.say_with(language, "number-megabytes", &args)
    }
}
