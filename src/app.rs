//! Builds a portal from its settings and keeps its followers at work. What a lower rank must run
//! without naming it (kinds, followers) is handed down here.

mod leftovers;
mod works;

use crate::config::Config;
use crate::editorial::{self, Kind, Kinds};
use crate::exchange::Exchange;
use crate::links::Asking;
use crate::media::Library;
use crate::media::upload::{Pace, Uploads};
use crate::people::{Gate, GateSettings, NoGate, Sweeping};
use crate::platform::changes::{self, Change, FollowError, Follower, Following, follow};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Failure, OpenError};
use crate::platform::files::{FileFailure, Files};
use crate::platform::i18n::{Language, Words};
use crate::platform::web::{PageCache, Templates};
use crate::portal::{Known, Parts, Portal, Show};
use crate::search::{IndexFollower, Others, SearchIndex};
use crate::site::{Addresses, Settings};
use crate::visits::{Beginning, Bots, Countries, Folding, NoBots, Visits};
use crate::{document, factcheck, festival, gallery, news, page, video};
use jiff::tz::TimeZone;
use std::collections::HashSet;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, RwLock};
use works::Works;

/// Why a portal could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The data folder cannot be used.
    #[error("cannot use the data folder {0}: {1}")]
    Folder(String, io::Error),
    /// Another portal serves from the same folder.
    #[error("another mocban already serves from {0}; end it first, or choose another --data")]
    InUse(String),
    /// The database could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
    /// The file store could not be opened.
    #[error(transparent)]
    Files(#[from] FileFailure),
    /// The words of the program cannot be read.
    #[error("{0}")]
    Words(String),
    /// The ledger of visits cannot be begun.
    #[error("the ledger of visits cannot be begun: {0}")]
    Ledger(io::Error),
    /// Readers cannot be told from machines.
    #[error(transparent)]
    Bots(#[from] NoBots),
    /// Nobody could be let in at the desk.
    #[error(transparent)]
    Gate(#[from] NoGate),
    /// The search index cannot be opened.
    #[error("the search index cannot be opened: {0}")]
    Search(String),
}

/// The folder in the data folder where newer lists of machines stand.
pub const BOTS: &str = "bots";

/// Every kind of this program.
pub fn kinds() -> Kinds {
    Kinds(vec![
        document::rules(),
        factcheck::rules(),
        festival::rules(),
        gallery::rules(),
        news::rules(),
        page::rules(),
        video::rules(),
    ])
}

/// How each kind shows an entry to readers.
fn shows() -> Vec<(Kind, Show)> {
    vec![
        (document::KIND, document::preview),
        (factcheck::KIND, factcheck::preview),
        (festival::KIND, festival::preview),
        (gallery::KIND, gallery::preview),
        (news::KIND, news::preview),
        (page::KIND, page::preview),
        (video::KIND, video::preview),
    ]
}

/// A portal at work.
pub struct App {
    /// What handlers are given.
    pub portal: Portal,
    /// What import and export work on.
    pub exchange: Exchange,
    readers: Following,
    index: Following,
    _folding: Option<Folding>,
    _sweeping: Option<Sweeping>,
    works: Option<Works>,
    _hours: Option<Hours>,
}

/// What stands under a portal: enough for import and export.
pub async fn exchange(config: &Config, clock: Clock) -> Result<Exchange, BuildError> {
    let folder = |error| BuildError::Folder(config.data.display().to_string(), error);
    std::fs::create_dir_all(&config.data).map_err(folder)?;
    let db = Db::open(&config.database()).await?;
    let files = Files::in_folder(&config.data.join("files"))?;
    Ok(Exchange { db, files, clock, kinds: kinds() })
}

impl App {
    /// Builds a portal over `exchange` and sets its followers to work.
    pub async fn build(
        config: &Config,
        exchange: Exchange,
        counting: Counting,
    ) -> Result<App, BuildError> {
        let (db, clock) = (exchange.db.clone(), exchange.clock.clone());
        editorial::fill_lists(&db, &exchange.kinds).await?;
        // Asked before anything is read: what changes meanwhile is read again by the followers.
        let newest = changes::last(&db).await?;
        let default = crate::site::settings(&db).await?.and_then(|site| site.default_language());
        let default = default.map_or_else(vietnamese, Ok)?;
        let words = Arc::new(
            Words::built_in(default).map_err(|error| BuildError::Words(error.to_string()))?,
        );
        let addresses = Addresses::new(Arc::clone(&words), default);
        let fresh = Settings::empty(default, clock.now().to_zoned(TimeZone::UTC).date());
        let known = Known::read(&db, &words, &addresses, fresh).await?;
        let zone = TimeZone::get(&known.site.time_zone).unwrap_or(TimeZone::UTC);
        let theme = config.theme.clone().unwrap_or_else(|| config.data.join("theme"));
        let ledger = config.data.join("ledger");
        let visits = Visits::begin(Beginning {
            db: db.clone(),
            folder: ledger,
            clock: clock.clone(),
            zone: zone.clone(),
            origin: config.origin(),
            countries: countries(config)?,
            bots: Bots::read(&config.data.join(BOTS), config.data_centres.as_deref())?,
            counting: config.counting,
        });
        let visits = Arc::new(visits.await.map_err(BuildError::Ledger)?);
        let search = SearchIndex::open(&config.data.join("search"))
            .map_err(|error| BuildError::Search(error.to_string()))?;
        // An index of another database, or of one restored from a backup, is ahead of its log.
        if search.seq() > newest {
            search
                .clear()
                .and_then(|()| search.commit(0))
                .map_err(|error| BuildError::Search(error.to_string()))?;
        }
        let pages = PageCache::new(config.page_memory_mb << 20, clock.clone(), zone.clone());
        let portal = Portal::new(Parts {
            uploads: uploads(config, &exchange)?,
            db,
            kinds: exchange.kinds.clone(),
            files: exchange.files.clone(),
            clock,
            zone,
            templates: Templates::new(Arc::clone(&words), Some(theme)),
            words,
            addresses,
            gate: Arc::new(gate(config)?),
            visits,
            search: Arc::new(search),
            shows: shows(),
            pages: Arc::new(pages),
            asking: if config.ask_links { Asking::On } else { Asking::Off },
            origin: config.origin(),
            known: RwLock::new(Arc::new(known)),
        });
        let beside = match counting {
            Counting::EachSecond => Some(Works::begin(config, &portal).await?),
            Counting::WhenAsked => None,
        };
        Ok(App { works: beside, ..App::follow(portal, exchange, counting, newest) })
    }

    fn follow(portal: Portal, exchange: Exchange, counting: Counting, newest: i64) -> App {
        let db = portal.db.clone();
        let readers = follow(db.clone(), Arc::new(Readers(portal.clone())), newest);
        let index = Arc::clone(&portal.search);
        let seq = index.seq();
        let addresses = portal.addresses.clone();
        let others: Vec<Others> = vec![crate::action_programme::leaves];
        let index = IndexFollower { db: db.clone(), index, addresses, others };
        let index = follow(db, Arc::new(index), seq);
        let kinds = exchange.kinds.clone();
        let hours = (counting == Counting::EachSecond).then(|| Hours::keep(portal.clone(), kinds));
        let folding = match counting {
            Counting::EachSecond => Some(Folding::begin(Arc::clone(&portal.visits))),
            Counting::WhenAsked => None,
        };
        let sweeping = (counting == Counting::EachSecond)
            .then(|| Sweeping::begin(portal.db.clone(), portal.clock.clone()));
        App {
            portal,
            exchange,
            readers,
            index,
            _folding: folding,
            _hours: hours,
            _sweeping: sweeping,
            works: None,
        }
    }

    /// Waits until every follower has taken every change made so far.
    pub async fn caught_up(&self) -> Result<(), Failure> {
        let newest = changes::last(&self.portal.db).await?;
        self.readers.caught_up(newest).await;
        self.index.caught_up(newest).await;
        Ok(())
    }

    /// Folds what the ledger still holds and closes the database.
    pub async fn end(self) {
        if let Some(works) = self.works {
            works.end().await;
        }
        if let Err(error) = self.portal.visits.settle().await {
            tracing::warn!(%error, "the last views stay in the ledger; the next start folds them");
        }
        drop((self.readers, self.index));
        self.portal.db.close().await;
    }
}

/// Keeps the hours that editors have set, until dropped.
struct Hours(tokio::task::JoinHandle<()>);

impl Hours {
    fn keep(portal: Portal, kinds: Kinds) -> Hours {
        Hours(tokio::spawn(async move {
            let mut second = tokio::time::interval(std::time::Duration::from_secs(1));
            for seconds in 0_u64.. {
                second.tick().await;
                if seconds.is_multiple_of(REMINDS_EACH_SECONDS) {
                    remind(&portal).await;
                }
                let at = portal.clock.now_ms();
                let speaks = portal.addresses.default_language();
                let says =
                    |refusal: &editorial::Refusal| crate::desk::whole(&portal, speaks, refusal);
                let due = editorial::run_due(&portal.db, &kinds, (&portal.zone, at), &says);
                let done = due.await;
                if let Err(error) = done {
                    tracing::error!(%error, "what was due could not be done; it is tried again");
                }
            }
        }))
    }
}

/// Days change seldom: once a minute is soon enough for those who are reminded of one.
const REMINDS_EACH_SECONDS: u64 = 60;

async fn remind(portal: &Portal) {
    let at = portal.clock.now_ms();
    if let Err(error) = editorial::remind_due(&portal.db, (&portal.zone, at)).await {
        tracing::error!(%error, "nobody could be reminded of a day; it is tried again");
    }
    let (known, today) = (portal.known(), portal.today());
    let told = crate::action_programme::remind_due(&portal.db, &known.agencies, (at, today)).await;
    if let Err(error) = told {
        tracing::error!(%error, "nobody could be reminded of a plan; it is tried again");
    }
    if let Err(error) = crate::action_programme::measure_daily(&portal.db, (at, today)).await {
        tracing::error!(%error, "indicators could not be measured; it is tried again");
    }
    if let Err(error) = crate::visits::weekly_due(&portal.db, (&portal.zone, at)).await {
        tracing::error!(%error, "the week's figures could not be sent; it is tried again");
    }
}

impl Drop for Hours {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Files on their way into the library, each half one in the data folder until it is whole.
fn uploads(config: &Config, exchange: &Exchange) -> Result<Uploads, BuildError> {
    let folder = config.data.join("uploads");
    let Exchange { db, files, clock, .. } = exchange;
    let library = Library { db: db.clone(), files: files.clone(), clock: clock.clone() };
    let unusable = |error| BuildError::Folder(folder.display().to_string(), error);
    let pace = Pace::megabytes(config.upload_mb_per_second);
    Uploads::open(library, folder.clone(), pace).map_err(unusable)
}

/// The list of countries that the operator names.
pub fn countries(config: &Config) -> Result<Countries, BuildError> {
    let Some(path) = &config.countries else { return Ok(Countries::default()) };
    Countries::read(path).map_err(|error| BuildError::Ledger(io::Error::other(error)))
}

/// What letting people in needs, from the settings.
pub fn gate(config: &Config) -> Result<Gate, NoGate> {
    Gate::new(GateSettings {
        origin: config.origin(),
        breached: config.breached_passwords.clone(),
        oidc: config.oidc.clone(),
        mail: config.mail.clone(),
    })
}

/// When the ledger is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// Each second, as a server does.
    EachSecond,
    /// When a test asks for it.
    WhenAsked,
}

fn vietnamese() -> Result<Language, BuildError> {
    "vi".parse().map_err(|error| BuildError::Words(format!("{error}")))
}

/// Keeps what readers see true: first what the portal knows is read again, then the pages that
/// showed it are dropped; the other way round a page could be carved from what is no longer known.
struct Readers(Portal);

impl Follower for Readers {
    fn name(&self) -> &'static str {
        "readers' pages"
    }

    fn take<'a>(
        &'a self,
        changes: &'a [Change],
    ) -> Pin<Box<dyn Future<Output = Result<(), FollowError>> + Send + 'a>> {
        Box::pin(async move {
            let touched: HashSet<&str> = changes.iter().flat_map(Change::touches).collect();
            if !touched.is_empty() {
                self.0.relearn().await?;
            }
            self.0.pages.drop_touched(&touched);
            Ok(())
        })
    }
}
