//! Every setting: its name, its default and what it means. Read from `mocban.toml`, then from
//! `MOCBAN_*`, then from the command line; the later wins.

use crate::people::{MailSettings, OidcSettings};
use crate::platform::outward::Network;
use crate::visits::CountViews;
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The settings of a running portal.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The folder of everything this portal keeps. Default: `data`.
    pub data: PathBuf,
    /// Where it listens. Default: `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// `sqlite:` or `postgres:`; default: a SQLite file in `data`. Also read from `DATABASE_URL`.
    pub database_url: Option<String>,
    /// The address readers reach the site under, without a slash at its end. Default: where it listens.
    pub origin: Option<String>,
    /// Whether a proxy in front adds `X-Forwarded-For`. Default: no. A portal without a proxy that
    /// says yes would believe any address a client claims.
    pub behind_proxy: bool,
    /// How many megabytes of carved pages are kept in memory. Default: 512.
    pub page_memory_mb: u64,
    /// How many megabytes of memory the process may take that makes a picture's renditions.
    /// Default: 2048, enough for a hundred megapixels.
    pub picture_memory_mb: u64,
    /// How many megabytes a second all uploads together may bring; whoever sends faster waits, so that
    /// readers need not. Default: 50, half a gigabit line.
    pub upload_mb_per_second: u32,
    /// Which machines webhooks and the check of links may reach: `public`, `loopback` (also this machine) or `private` (also the
    /// operator's own network). Default: `public`.
    pub webhook_network: Network,
    /// Whether links to other sites are asked now and then if they still answer. Default: yes.
    pub ask_links: bool,
    /// The folder of templates that override the built-in ones. Default: `theme` in `data`.
    pub theme: Option<PathBuf>,
    /// A `MaxMind` DB file that says in which country an address is. Default: none; countries stay
    /// unknown.
    pub countries: Option<PathBuf>,
    /// A file of networks, one a line as `203.0.113.0/24`, whose addresses are machines' and not
    /// counted: data centres. Default: none.
    pub data_centres: Option<PathBuf>,
    /// Whether views are counted: `on`, or `off` to measure what counting costs. Default: `on`.
    pub counting: CountViews,
    /// A list of breached passwords that nobody may choose. Default: none beside the built-in
    /// estimate; see `docs/operators/people.md`.
    pub breached_passwords: Option<PathBuf>,
    /// The `OpenID` provider people may sign in at. Default: none.
    pub oidc: Option<OidcSettings>,
    /// The server that invitations and recovery links are mailed through. Default: none; they are
    /// shown to whoever made them.
    pub mail: Option<MailSettings>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            data: PathBuf::from("data"),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            database_url: None,
            origin: None,
            behind_proxy: false,
            page_memory_mb: 512,
            picture_memory_mb: 2048,
            upload_mb_per_second: 50,
            webhook_network: Network::Public,
            ask_links: true,
            theme: None,
            countries: None,
            data_centres: None,
            counting: CountViews::On,
            breached_passwords: None,
            oidc: None,
            mail: None,
        }
    }
}

/// What the command line says over the file and the environment.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Said {
    /// `--data`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// `--listen`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("wrong setting: {0}")]
pub struct WrongSetting(Box<figment::Error>);

impl Config {
    /// Reads the settings.
    pub fn read(file: Option<&Path>, said: Said) -> Result<Config, WrongSetting> {
        // A file that was named must be there; the default one may be absent.
        let file = match file {
            Some(named) => Toml::file_exact(named),
            None => Toml::file("mocban.toml"),
        };
        let mut config: Config = Figment::from(Serialized::defaults(Config::default()))
            .merge(file)
            .merge(Env::prefixed("MOCBAN_").ignore(&["log"]))
            .merge(Env::raw().only(&["DATABASE_URL"]))
            .merge(Serialized::defaults(said))
            .extract()
            .map_err(|error| WrongSetting(Box::new(error)))?;
        if let Some(origin) = &mut config.origin {
            let slashless = origin.trim_end_matches('/').len();
            origin.truncate(slashless);
        }
        Ok(config)
    }

    /// The database's address.
    pub fn database(&self) -> String {
        self.database_url
            .clone()
            .unwrap_or_else(|| format!("sqlite:{}?mode=rwc", self.data.join("mocban.db").display()))
    }

    /// The address readers reach the site under.
    pub fn origin(&self) -> String {
        self.origin.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }
}
