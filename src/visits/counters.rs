//! The live figures: the counters of the site and each shown entry's own, read from the day facts
//! after each fold; and the door through which printing hands views to the ledger.

use super::bots::Bots;
use super::facts::{Three, store};
use super::fold::Open;
use super::ledger::{Ledger, Record, View, Why};
use super::live::Listeners;
use super::questions::Questions;
use super::reader::{
    Countries, Key, Keys, Origin, Reader, Said, Source, SourceId, Visitor, source,
};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Engine, Result};
use crate::platform::web::{Asked, CountAs, Figure, Figures, Marks};
use ahash::{AHashMap, AHashSet};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What counting begins with.
#[derive(Debug)]
pub struct Beginning {
    /// Where facts are kept.
    pub db: Db,
    /// Where the ledger is kept.
    pub folder: PathBuf,
    /// What time it is.
    pub clock: Clock,
    /// Where a day begins and ends.
    pub zone: TimeZone,
    /// The address of the site, to know its own pages as such.
    pub origin: String,
    /// Countries of addresses, if the operator has a list.
    pub countries: Countries,
    /// How machines are told from readers.
    pub bots: Bots,
    /// Whether views are counted.
    pub counting: CountViews,
}

/// Whether views are counted. They always are, but where somebody measures what counting costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CountViews {
    /// Each view is counted.
    #[default]
    On,
    /// None is.
    Off,
}

/// The counters of a portal.
#[derive(Debug)]
pub struct Visits {
    pub(super) db: Db,
    pub(super) ledger: Ledger,
    pub(super) clock: Clock,
    pub(super) zone: TimeZone,
    pub(super) keys: Keys,
    /// This process among those on one database.
    pub(super) node: String,
    bots: Bots,
    counting: CountViews,
    origin: Origin,
    countries: Countries,
    told: Mutex<Told>,
    browsing: Browsing,
    pub(super) questions: Questions,
    /// Who is told the figures as they change.
    pub(super) listeners: Listeners,
    online: AtomicU64,
    figures: Mutex<[Three; 5]>,
    periods: [AtomicU64; 5],
    entries: Mutex<AHashMap<i64, Arc<AtomicU64>>>,
    /// Held while facts are folded or an entry's figure is first read.
    pub(super) open: tokio::sync::Mutex<Open>,
    /// Entries that other nodes saw read, whose live figures are to be read again.
    pub(super) foreign: tokio::sync::Mutex<AHashSet<i64>>,
}

/// The sources that were told in the present day's file.
#[derive(Debug, Default)]
struct Told {
    day: Date,
    sources: AHashSet<Source>,
    /// Classes whose source without a name was told, a bit each: most views are of one of these.
    unnamed: u8,
}

impl Told {
    fn knows(&self, source: &Source) -> bool {
        if source.name().is_empty() {
            return self.unnamed & source.class().bit() != 0;
        }
        self.sources.contains(source)
    }

    fn learns(&mut self, source: &Source) {
        if source.name().is_empty() {
            self.unnamed |= source.class().bit();
        } else {
            self.sources.insert(source.clone());
        }
    }
}

/// So many sources a day are told apart: a client may claim any.
const SOURCES: usize = 2_000;

/// Who was lately noted to use a browser, so that not every picture makes a record. Forgetting
/// somebody only writes the same record again.
#[derive(Debug)]
struct Browsing(Vec<AtomicU64>);

impl Browsing {
    const PLACES: usize = 4_096;

    fn new() -> Browsing {
        Browsing((0..Browsing::PLACES).map(|_| AtomicU64::new(u64::MAX)).collect())
    }

    fn is_new(&self, visitor: Visitor) -> bool {
        let number = u64::from_ne_bytes(visitor.number().to_ne_bytes());
        let place = usize::try_from(number).unwrap_or(0) % Browsing::PLACES;
        self.0.get(place).is_some_and(|known| known.swap(number, Ordering::Relaxed) != number)
    }
}

/// The first days of the four calendar periods that hold `today`.
pub fn period_starts(today: &Zoned) -> [Date; 4] {
    let day = today.date();
    let monday =
        day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day);
    [day, monday, day.first_of_month(), day.first_of_year()]
}

/// The cookies of people who are signed in at the desk: with TLS and without.
const EDITORS: [&str; 2] = ["__Host-mocban_desk=", "mocban_desk="];

impl Visits {
    /// Begins counting: opens a ledger and reads the figures.
    pub async fn begin(beginning: Beginning) -> io::Result<Visits> {
        let Beginning { db, folder, clock, zone, origin, countries, bots, counting } = beginning;
        let node = Key::random()?.text();
        let ledger = Ledger::begin(&folder, &clock, zone.clone(), &node)?;
        // On one node the folder is all there is; several nodes have the database in common.
        let keys = Keys::new((db.engine() == Engine::Sqlite).then_some(folder.as_path()));
        let visits = Visits {
            db,
            ledger,
            clock,
            zone,
            keys,
            node,
            bots,
            counting,
            origin: Origin::of(&origin),
            countries,
            told: Mutex::default(),
            browsing: Browsing::new(),
            questions: Questions::default(),
            listeners: Listeners::default(),
            online: AtomicU64::new(0),
            figures: Mutex::default(),
            periods: Default::default(),
            entries: Mutex::default(),
            open: tokio::sync::Mutex::default(),
            foreign: tokio::sync::Mutex::default(),
        };
        visits.fold_and_refresh().await.map_err(io::Error::other)?;
        Ok(visits)
    }

    /// The live figure of an entry.
    pub async fn of_entry(&self, entry: i64) -> Result<Arc<AtomicU64>> {
        if let Some(known) = lock(&self.entries).get(&entry) {
            return Ok(Arc::clone(known));
        }
        // No fold may fall between reading the facts and making the figure known: what it adds
        // would be counted twice or not at all.
        let _alone = self.open.lock().await;
        let figure = Arc::new(AtomicU64::new(whole(store::entry_views(&self.db, entry).await?)));
        Ok(Arc::clone(lock(&self.entries).entry(entry).or_insert(figure)))
    }

    /// Adds what a fold has just written to an entry's live figure, if anybody shows it.
    pub(super) fn add_to_entry(&self, entry: i64, views: i64) {
        if let Some(figure) = lock(&self.entries).get(&entry) {
            let add = |known: u64| Some(known.saturating_add_signed(views));
            let _ = figure.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
        }
    }

    /// Reads the periods' figures from the facts, and counts who is here.
    pub(super) async fn refresh(&self) -> Result<()> {
        let mut open = self.open.lock().await;
        let starts = self.starts().map(|day| day.to_string());
        let sums = store::sums(&self.db, starts.each_ref().map(String::as_str)).await?;
        for (figure, sum) in self.periods.iter().zip(&sums) {
            figure.store(whole(sum.views), Ordering::Relaxed);
        }
        *lock(&self.figures) = sums;
        let (now, today) = (self.clock.now_ms(), self.ledger.day());
        let online = open.days.get_mut(&today).map_or(0, |day| day.online(now));
        self.online.store(online, Ordering::Relaxed);
        let foreign = std::mem::take(&mut *self.foreign.lock().await);
        for entry in foreign {
            let shown = lock(&self.entries).get(&entry).map(Arc::clone);
            if let Some(figure) = shown {
                let views = store::entry_views(&self.db, entry).await?;
                figure.store(whole(views), Ordering::Relaxed);
            }
        }
        Ok(())
    }

    /// The first days of the four calendar periods of the day that is counted now.
    pub fn starts(&self) -> [Date; 4] {
        let noon = self.ledger.day().to_zoned(self.zone.clone());
        noon.map_or_else(|_| period_starts(&self.clock.wall(&self.zone)), |day| period_starts(&day))
    }

    /// Views, visits and visitors of today, this week, month, year and in all.
    pub fn figures(&self) -> [Three; 5] {
        *lock(&self.figures)
    }

    /// Sees to it that a day has its key before somebody comes.
    pub(super) fn begin_day(&self, day: Date) {
        if !self.keys.shared()
            && let Err(error) = self.keys.of(day)
        {
            tracing::error!(%error, "the day's key cannot be made");
        }
    }

    fn write(&self, at: i64, record: impl FnOnce(i64) -> Record) {
        if let Err(error) = self.ledger.write(at, record) {
            tracing::debug!(%error, "a record waits in memory");
        }
    }

    /// The mark of whoever asks, if it may be a reader.
    pub(super) fn reader_mark(&self, asked: Asked<'_>) -> Option<Visitor> {
        let said = Said::in_headers(asked.headers);
        if self.counting == CountViews::Off || editor(&said) {
            return None;
        }
        self.bots.reader(&said, asked.address).ok()?;
        self.mark(self.clock.about_now_ms(), asked, &said)
    }

    /// Whether the operator gave a list of countries.
    pub fn knows_countries(&self) -> bool {
        self.countries.known()
    }

    fn mark(&self, now: i64, asked: Asked<'_>, said: &Said<'_>) -> Option<Visitor> {
        // The first to come after midnight is marked with the new day's key already.
        let key = self.keys.of(self.ledger.today(now));
        let key = key.inspect_err(|error| tracing::error!(%error, "a visitor has no mark"));
        Some(Visitor::marked(key.ok()?, asked.address, said.agent))
    }

    /// The number of a source, told in the ledger if it is new today.
    fn source(&self, at: i64, asked: Asked<'_>, said: &Said<'_>) -> SourceId {
        let mut found = source(said, asked.query, &self.origin);
        let mut told = lock(&self.told);
        let today = self.ledger.day();
        if told.day != today {
            *told = Told { day: today, ..Told::default() };
        }
        if told.knows(&found) {
            return found.id();
        }
        if told.sources.len() >= SOURCES {
            found = Source::new(found.class(), "");
        }
        let id = found.id();
        if !told.knows(&found) {
            told.learns(&found);
            self.write(at, |_| Record::Source(found));
        }
        id
    }
}

fn editor(said: &Said<'_>) -> bool {
    let mut each = said.cookie.split(|byte| *byte == b';').map(<[u8]>::trim_ascii_start);
    each.any(|cookie| EDITORS.iter().any(|name| cookie.starts_with(name.as_bytes())))
}

fn whole(figure: i64) -> u64 {
    u64::try_from(figure).unwrap_or(0)
}

fn lock<T>(held: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Figures for Visits {
    fn figure(&self, figure: Figure) -> u64 {
        let [today, week, month, year, total] = &self.periods;
        let figure = match figure {
            Figure::Online => &self.online,
            Figure::Today => today,
            Figure::Week => week,
            Figure::Month => month,
            Figure::Year => year,
            Figure::Total | Figure::Views => total,
        };
        figure.load(Ordering::Relaxed)
    }

    fn reader(&self, asked: Asked<'_>) -> Option<Marks> {
        if self.counting == CountViews::Off {
            return None;
        }
        let (at, said) = (self.clock.about_now_ms(), Said::in_headers(asked.headers));
        let device = match self.bots.reader(&said, asked.address) {
            Ok(_) if editor(&said) => Err(Why::Editor),
            found => found,
        };
        let device = match device {
            Ok(device) => device,
            Err(why) => {
                self.write(at, |at| Record::Uncounted { at, why });
                return None;
            }
        };
        let reader = Reader {
            at,
            visitor: self.mark(at, asked, &said)?,
            source: self.source(at, asked, &said),
            country: self.countries.of(asked.address),
            device,
        };
        Some(reader.marks())
    }

    fn view(&self, count: CountAs, marks: Marks) {
        let Reader { at, visitor, source, country, device } = Reader::of(marks);
        self.write(at, |at| Record::View(View { at, count, visitor, source, country, device }));
    }

    fn browsed(&self, asked: Asked<'_>) {
        let said = Said::in_headers(asked.headers);
        let at = self.clock.about_now_ms();
        if self.counting == CountViews::On
            && self.bots.reader(&said, asked.address).is_ok()
            && let Some(visitor) = self.mark(at, asked, &said)
            && self.browsing.is_new(visitor)
        {
            self.write(at, |at| Record::Browsed { at, visitor });
        }
    }
}
