//! The country of an address, from a list on this machine that the operator names: a `MaxMind` DB
//! file, as several publishers give away. Nothing is asked of anybody.

use maxminddb::Reader;
use std::net::IpAddr;
use std::path::Path;

/// Two capital letters of ISO 3166-1, or nothing known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// A country as the ledger keeps it.
    pub fn of(code: [u8; 2]) -> Country {
        if code.iter().all(u8::is_ascii_uppercase) { Country(code) } else { Country::default() }
    }

    /// The country's bytes.
    pub fn bytes(self) -> [u8; 2] {
        self.0
    }

    /// The country's letters; empty when it is not known.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end_matches('\0')
    }
}

/// The list of countries, if there is one.
#[derive(Debug, Default)]
pub struct Countries(Option<Reader<Vec<u8>>>);

/// A list that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the list of countries {0} cannot be read: {1}")]
pub struct NoCountries(String, maxminddb::MaxMindDbError);

impl Countries {
    /// Reads a list.
    pub fn read(path: &Path) -> Result<Countries, NoCountries> {
        let reader = Reader::open_readfile(path);
        let named = |error| NoCountries(path.display().to_string(), error);
        Ok(Countries(Some(reader.map_err(named)?)))
    }

    /// Whether there is a list.
    pub fn known(&self) -> bool {
        self.0.is_some()
    }

    /// The country of an address.
    pub fn of(&self, address: IpAddr) -> Country {
        let Some(reader) = &self.0 else { return Country::default() };
        let found = reader.lookup(address).ok().and_then(|found| {
            found.decode_path::<&str>(&["country".into(), "iso_code".into()]).ok().flatten()
        });
        match found.map(str::as_bytes) {
            Some([first, second]) => Country::of([*first, *second]),
            _ => Country::default(),
        }
    }
}
