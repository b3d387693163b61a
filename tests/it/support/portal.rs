//! A portal in process: a temporary folder, a clock that stands, the demo site, and the front door.

use super::{Answer, Postgres, folder};
use bytes::Bytes;
use http::{Method, Request};
use http_body_util::{BodyExt, Empty};
use jiff::Timestamp;
use mocban::app::{App, Counting};
use mocban::config::Config;
use mocban::exchange::{Exchange, ImportError};
use mocban::platform::clock::Clock;
use mocban::routes::{Door, Proxy};
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use tempfile::TempDir;

/// A browser.
pub const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
/// Where readers of the test portal think they are.
pub const ORIGIN: &str = "https://portal.example.gov.vn";
/// When the tests take place: a Friday after the newest entry of the demo.
const NOW: &str = "2026-11-20T10:15:00+07:00";

/// A moment written as ISO 8601.
pub fn at(moment: &str) -> Timestamp {
    moment.parse().expect("a moment")
}

/// A portal at work.
pub struct TestPortal {
    pub app: App,
    pub door: Door,
    pub clock: Clock,
    pub folder: TempDir,
    config: Config,
}

/// A request on its way.
pub struct Asked<'a> {
    portal: &'a TestPortal,
    request: http::request::Builder,
    peer: IpAddr,
}

impl TestPortal {
    /// A fresh portal without a site.
    pub async fn empty() -> TestPortal {
        TestPortal::at_work(folder::new(), None).await
    }

    /// A portal with the demo site, on SQLite.
    pub async fn demo() -> TestPortal {
        TestPortal::at_work(super::carved::copy().await, None).await
    }

    /// A portal with the demo site, in a database of its own on a PostgreSQL server.
    pub async fn demo_on(postgres: &Postgres) -> TestPortal {
        TestPortal::with(&folder::demo(), Some(postgres.database().await)).await
    }

    /// A portal with the site of a folder.
    pub async fn with(site: &Path, database: Option<String>) -> TestPortal {
        let data = folder::new();
        let config = config(data.path(), database);
        let exchange =
            mocban::app::exchange(&config, Clock::standing(at(NOW))).await.expect("parts");
        import(&exchange, site).await.expect("the site is imported");
        exchange.db.close().await;
        TestPortal::at_work(data, config.database_url).await
    }

    /// A portal on a data folder that may already hold something.
    pub async fn at_work(folder: TempDir, database: Option<String>) -> TestPortal {
        let (config, clock) = (config(folder.path(), database), Clock::standing(at(NOW)));
        TestPortal::build(folder, config, clock).await
    }

    async fn build(folder: TempDir, config: Config, clock: Clock) -> TestPortal {
        let exchange = mocban::app::exchange(&config, clock.clone()).await.expect("the parts open");
        let app = App::build(&config, exchange, Counting::WhenAsked).await.expect("a portal");
        app.caught_up().await.expect("the followers catch up");
        let door = Door::new(app.portal.clone(), Proxy::None);
        TestPortal { app, door, clock, folder, config }
    }

    /// Ends the portal in order; what it leaves is its data folder.
    pub async fn ended(self) -> TempDir {
        drop(self.door);
        self.app.end().await;
        self.folder
    }

    /// Ends the portal in order and builds it again on the same folder, at the same moment.
    pub async fn restarted(self) -> TestPortal {
        self.restarted_with(|_| {}).await
    }

    /// As [`TestPortal::restarted`], with other settings.
    pub async fn restarted_with(self, change: impl FnOnce(&mut Config)) -> TestPortal {
        let TestPortal { app, door, clock, folder, mut config } = self;
        drop(door);
        app.end().await;
        change(&mut config);
        TestPortal::build(folder, config, clock).await
    }

    /// Imports another state of the site and waits until readers see it.
    pub async fn takes(&self, site: &Path) {
        import(&self.app.exchange, site).await.expect("the site is imported");
        self.app.caught_up().await.expect("the followers catch up");
    }

    /// A request of a browser on this machine.
    pub fn ask(&self, method: Method, path: &str) -> Asked<'_> {
        let path = path.strip_prefix(ORIGIN).unwrap_or(path);
        let path = if path.is_empty() { "/" } else { path };
        let request = Request::builder().method(method).uri(path).header("user-agent", AGENT);
        Asked { portal: self, request, peer: IpAddr::V4(Ipv4Addr::LOCALHOST) }
    }

    /// What a browser gets.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path).answer().await
    }

    /// What a browser gets, which must be a page.
    #[track_caller]
    pub fn page(&self, path: &str) -> impl Future<Output = Answer> {
        let (asked, path) = (self.ask(Method::GET, path), path.to_owned());
        async move {
            let answer = asked.answer().await;
            assert_eq!(answer.status, 200, "{path}");
            answer
        }
    }

    /// Folds the ledger, as the server does each second.
    pub async fn fold(&self) {
        self.app.portal.visits.fold_and_refresh().await.expect("the ledger folds");
    }

    /// The figures of `/api/visits`.
    pub async fn figures(&self) -> serde_json::Value {
        let answer = self.get("/api/visits").await;
        assert_eq!(answer.status, 200);
        serde_json::from_str(&answer.text).expect("figures are JSON")
    }
}

impl Asked<'_> {
    /// Sets a header; an empty value takes it away.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        let headers = self.request.headers_mut().expect("a request");
        headers.remove(name);
        if !value.is_empty() {
            headers.insert(name, value.parse().expect("a header's value"));
        }
        self
    }

    /// Comes from another address.
    pub fn from(mut self, peer: IpAddr) -> Self {
        self.peer = peer;
        self
    }

    /// Sends it, and reads the answer to its end.
    pub async fn answer(self) -> Answer {
        let request = self.request.body(Empty::<Bytes>::new()).expect("a request");
        let (parts, body) = self.portal.door.open(request, self.peer).await.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        Answer::new(parts.status, parts.headers, bytes)
    }
}

fn config(data: &Path, database: Option<String>) -> Config {
    Config {
        data: data.to_owned(),
        database_url: database,
        origin: Some(ORIGIN.to_owned()),
        ..Config::default()
    }
}

/// Imports a site folder.
pub async fn import(exchange: &Exchange, site: &Path) -> Result<usize, ImportError> {
    mocban::exchange::import(exchange, site, |_| {}).await
}

/// What import and export work on, with a site already imported; the folder goes with it.
pub async fn imported(site: &Path) -> (Exchange, TempDir) {
    let data = folder::new();
    let config = config(data.path(), None);
    let exchange = mocban::app::exchange(&config, Clock::standing(at(NOW))).await.expect("parts");
    import(&exchange, site).await.expect("the site is imported");
    (exchange, data)
}
