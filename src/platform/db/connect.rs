//! Opening the database and reading from it. Not for writing: every write goes through
//! [`Tx`](super::Tx), so that a verb and its change row stand or fall together.

use super::value::{Value, bind_typed};
use super::{Result, Row, Statement, Tx, migrate, wake};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyPool, Executor};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Which dialect a database speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default.
    Sqlite,
    /// PostgreSQL, or an engine that speaks its protocol.
    Postgres,
}

/// A statement or a connection failed; the cause is kept as the source.
#[derive(Debug, thiserror::Error)]
#[error("the database did not answer")]
pub struct Failure(#[from] sqlx::Error);

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address names neither engine.
    #[error("DATABASE_URL must begin with sqlite: or postgres:, but it is {0:?}")]
    UnknownEngine(String),
    /// No connection could be made.
    #[error("cannot open the database at {url}: {cause}")]
    Unreachable {
        /// The address without its password.
        url: String,
        /// What the driver said.
        cause: sqlx::Error,
    },
    /// The database was written by a newer program.
    #[error(
        "the database is newer than this program (it has migration {0}); install a newer mocban"
    )]
    Newer(i64),
    /// A migration failed.
    #[error("the database could not be brought up to date: {0}")]
    Migration(sqlx::migrate::MigrateError),
}

/// A database: many readers, and as many writers as its engine allows.
#[derive(Clone, Debug)]
pub struct Db {
    engine: Engine,
    reads: AnyPool,
    pub(super) writes: AnyPool,
    pub(super) commits: watch::Sender<()>,
    _hearing: Option<Arc<wake::Hearing>>,
}

const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;

impl Db {
    /// Opens `url`, brings its tables up to date and answers the door to it.
    pub async fn open(url: &str) -> std::result::Result<Db, OpenError> {
        sqlx::any::install_default_drivers();
        let engine = engine_of(url)?;
        let unreachable = |cause| OpenError::Unreachable { url: without_password(url), cause };
        let options = AnyConnectOptions::from_str(url).map_err(unreachable)?;
        let (writing, reading) = match engine {
            // SQLite has one writer: a second connection would only wait for the first.
            Engine::Sqlite => (1, SQLITE_READERS),
            Engine::Postgres => (POSTGRES_CONNECTIONS, POSTGRES_CONNECTIONS),
        };
        let writes = pool(engine, writing, WRITING)
            .connect_with(options.clone())
            .await
            .map_err(unreachable)?;
        migrate::run(&writes, engine).await?;
        let reads = match engine {
            Engine::Sqlite => {
                pool(engine, reading, READING).connect_with(options).await.map_err(unreachable)?
            }
            Engine::Postgres => writes.clone(),
        };
        let commits = watch::Sender::new(());
        let hearing = (engine == Engine::Postgres)
            .then(|| Arc::new(wake::pass_on(url.to_owned(), commits.clone())));
        Ok(Db { engine, reads, writes, commits, _hearing: hearing })
    }

    /// The dialect of this database.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Tells whenever a transaction of this process, or one announced by another, was committed.
    pub fn commits(&self) -> watch::Receiver<()> {
        self.commits.subscribe()
    }

    /// Begins a transaction that writes.
    pub async fn begin(&self) -> Result<Tx> {
        Tx::begin(self).await
    }

    /// Every row of a statement; the statement itself says its limit and order.
    pub async fn all<R: Row>(&self, statement: Statement, values: Vec<Value>) -> Result<Vec<R>> {
        let query = sqlx::query_as(statement.text(self.engine));
        Ok(bind_typed(query, values).fetch_all(&self.reads).await?)
    }

    /// The first row of a statement, if there is one.
    pub async fn optional<R: Row>(
        &self,
        statement: Statement,
        values: Vec<Value>,
    ) -> Result<Option<R>> {
        let query = sqlx::query_as(statement.text(self.engine));
        Ok(bind_typed(query, values).fetch_optional(&self.reads).await?)
    }

    /// The only row of a statement that always has one, such as a count.
    pub async fn one<R: Row>(&self, statement: Statement, values: Vec<Value>) -> Result<R> {
        let query = sqlx::query_as(statement.text(self.engine));
        Ok(bind_typed(query, values).fetch_one(&self.reads).await?)
    }

    /// Asks the engine whether it understands a statement, without running it.
    pub async fn prepares(&self, text: &'static str) -> Result<()> {
        self.writes.prepare(sqlx::SqlSafeStr::into_sql_str(text)).await?;
        Ok(())
    }

    /// Closes every connection; on SQLite this also folds the write-ahead log into the file.
    pub async fn close(&self) {
        self.reads.close().await;
        self.writes.close().await;
    }
}

fn engine_of(url: &str) -> std::result::Result<Engine, OpenError> {
    match url.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => Ok(Engine::Sqlite),
        Some("postgres" | "postgresql") => Ok(Engine::Postgres),
        _ => Err(OpenError::UnknownEngine(without_password(url))),
    }
}

/// How SQLite is to work. Full synchronisation: an acknowledged save survives a power cut, not only a killed
/// process. Who writes needs few pages at a time; who reads comes back to the same ones.
const WRITING: &str = "pragma journal_mode = wal; pragma synchronous = full; \
                       pragma busy_timeout = 20000; pragma foreign_keys = on; \
                       pragma cache_size = -2000; pragma temp_store = memory";
const READING: &str = "pragma journal_mode = wal; pragma synchronous = full; \
                       pragma busy_timeout = 20000; pragma foreign_keys = on; \
                       pragma cache_size = -16000; pragma temp_store = memory";

fn pool(engine: Engine, connections: u32, sqlite: &'static str) -> AnyPoolOptions {
    let options =
        AnyPoolOptions::new().max_connections(connections).acquire_timeout(Duration::from_secs(30));
    match engine {
        Engine::Postgres => options,
        Engine::Sqlite => options.after_connect(move |connection, _| {
            Box::pin(async move {
                connection.execute(sqlite).await?;
                Ok(())
            })
        }),
    }
}

fn without_password(url: &str) -> String {
    match url.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?.1)))
    {
        Some((scheme, place)) => format!("{scheme}://…@{place}"),
        None => url.to_owned(),
    }
}
