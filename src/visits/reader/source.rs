//! Where a reader came from: nowhere that is told, this site, a search engine, a social network,
//! a tagged campaign, another site. Of an address only the host is ever kept, never the rest.

use super::Said;
use super::bits;
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// What sort of place a reader came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Typed, a bookmark, an application, or a browser that does not tell.
    Direct,
    /// Another page of this site.
    Internal,
    /// A search engine.
    Search,
    /// A social network or messenger.
    Social,
    /// An address tagged with `utm_campaign`.
    Campaign,
    /// Any other site.
    Site,
    /// Counted before sources were noted, or not told in the ledger.
    Unknown,
}

impl Class {
    /// Every class with the name the database keeps.
    pub const ALL: [(Class, &'static str); 7] = [
        (Class::Direct, "direct"),
        (Class::Internal, "internal"),
        (Class::Search, "search"),
        (Class::Social, "social"),
        (Class::Campaign, "campaign"),
        (Class::Site, "site"),
        (Class::Unknown, "unknown"),
    ];

    /// The name the database keeps.
    pub fn name(self) -> &'static str {
        Class::ALL.iter().find(|(class, _)| *class == self).map_or("unknown", |(_, name)| name)
    }

    /// The class of a name.
    pub fn named(name: &str) -> Option<Class> {
        Class::ALL.iter().find(|(_, known)| *known == name).map(|(class, _)| *class)
    }

    /// The byte the ledger keeps.
    pub fn code(self) -> u8 {
        Class::ALL
            .iter()
            .zip(1..)
            .find(|((class, _), _)| *class == self)
            .map_or(0, |(_, code)| code)
    }

    /// A bit of its own in a byte.
    pub fn bit(self) -> u8 {
        1 << self.code()
    }

    /// The class of a byte.
    pub fn of(code: u8) -> Option<Class> {
        Class::ALL.get(usize::from(code.checked_sub(1)?)).map(|(class, _)| *class)
    }
}

/// A source's number: a hash of class and name, so that all nodes give the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId([u8; 6]);

impl SourceId {
    /// A number as the ledger keeps it.
    pub fn of(bytes: [u8; 6]) -> SourceId {
        SourceId(bytes)
    }

    /// The number's bytes.
    pub fn bytes(self) -> [u8; 6] {
        self.0
    }

    /// The number as the database keeps it.
    pub fn number(self) -> i64 {
        bits::number(self.0)
    }
}

/// A place readers come from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    class: Class,
    name: String,
}

/// The longest name that is kept.
const LONGEST: usize = 44;

impl Source {
    /// A source; a name that is too long is cut.
    pub fn new(class: Class, name: &str) -> Source {
        let name = name.get(..LONGEST.min(name.len())).unwrap_or_default();
        Source { class, name: name.to_owned() }
    }

    /// Nothing is told.
    pub fn direct() -> Source {
        Source::new(Class::Direct, "")
    }

    /// What sort of place it is.
    pub fn class(&self) -> Class {
        self.class
    }

    /// The host, or the campaign's tag; empty where there is none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The source's number; one without a name has its class's.
    pub fn id(&self) -> SourceId {
        if self.class == Class::Unknown {
            return SourceId::default();
        }
        if self.name.is_empty() {
            return SourceId([self.class.code(), 0, 0, 0, 0, 0]);
        }
        let digest = Sha256::new().chain_update([self.class.code()]).chain_update(&self.name);
        SourceId(digest.finalize().first_chunk().copied().unwrap_or_default())
    }
}

/// The site's own host, to know its own pages by.
#[derive(Clone, Debug, Default)]
pub struct Origin(String);

impl Origin {
    /// The host of an address such as `https://portal.example.gov.vn`.
    pub fn of(address: &str) -> Origin {
        Origin(host(address).unwrap_or_default())
    }
}

/// Search engines and social networks, by the end of their host.
const KNOWN: &str = include_str!("sources.txt");

/// Where a request comes from.
pub fn source(said: &Said<'_>, query: Option<&str>, origin: &Origin) -> Source {
    came_from(said.referrer, said.host, query, origin)
}

/// Where a request comes from that names this referring address, was sent to this host of ours and has
/// this query.
pub fn came_from(
    referrer: Option<&str>,
    own: Option<&str>,
    query: Option<&str>,
    origin: &Origin,
) -> Source {
    if let Some(tag) = query.and_then(campaign) {
        return Source::new(Class::Campaign, &tag);
    }
    let Some(host) = referrer.and_then(host) else { return Source::direct() };
    if host == origin.0 || own.is_some_and(|own| without_port(own) == host) {
        return Source::new(Class::Internal, "");
    }
    if host.parse::<IpAddr>().is_ok() {
        // An address may be somebody's: it is not written down.
        return Source::new(Class::Site, "");
    }
    Source::new(class_of(&host), host.strip_prefix("www.").unwrap_or(&host))
}

fn class_of(host: &str) -> Class {
    let under = |end: &str| {
        host.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    // `google.*` stands for every country's own, such as `google.com.vn`.
    let matches = |known: &str| match known.strip_suffix(".*") {
        None => under(known),
        Some(name) => {
            let mut parts = host.split('.').skip_while(|label| *label != name).skip(1);
            let country = parts.by_ref().take(2).all(|label| label.len() <= 3);
            host.split('.').any(|label| label == name) && country && parts.next().is_none()
        }
    };
    KNOWN
        .lines()
        .filter_map(|line| line.split_once(' '))
        .find(|(_, known)| matches(known))
        .and_then(|(class, _)| Class::named(class))
        .unwrap_or(Class::Site)
}

/// The host of an address, if it looks like one.
fn host(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let rest = rest.or_else(|| address.strip_prefix("android-app://"))?;
    let place = rest.split(['/', '?', '#']).next()?;
    let place = place.rsplit('@').next()?;
    let host = without_port(place).to_ascii_lowercase();
    let fits = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    (fits && host.contains('.') && host.len() <= LONGEST).then_some(host)
}

fn without_port(place: &str) -> &str {
    place.rsplit_once(':').map_or(place, |(host, _)| host)
}

/// The campaign's tag in a query, if it is a plain word.
fn campaign(query: &str) -> Option<String> {
    let tag = query.split('&').find_map(|part| part.strip_prefix("utm_campaign="))?;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let plain = !tag.is_empty() && tag.len() <= LONGEST && tag.bytes().all(fits);
    plain.then(|| tag.to_ascii_lowercase())
}
