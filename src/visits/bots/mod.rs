//! Which clients are not readers: those that say so themselves, those that say nothing, browsers that
//! fetch ahead of a reader who may never come, and addresses of data centres where the operator has a
//! list of them. Not for behaviour over time: that is `day/judge.rs`.

mod actions;
mod agents;
mod list;
mod networks;
#[cfg(test)]
mod tests;

pub use actions::{Newer, NotUpdated, compare, update};
pub use list::{List, Lists, WrongList};
pub use networks::NoNetworks;

use agents::Agents;
use networks::Networks;

use super::ledger::Why;
use super::reader::Device;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use std::net::IpAddr;
use std::path::Path;

/// Recognises clients that are not readers.
#[derive(Debug)]
pub struct Bots {
    agents: Agents,
    networks: Networks,
}

/// A client that may be a reader's.
#[derive(Clone, Copy, Debug)]
pub struct Client<'a> {
    /// What it says of itself.
    pub agent: &'a [u8],
    /// On what that says it runs.
    pub device: Device,
}

/// Why clients cannot be told apart.
#[derive(Debug, thiserror::Error)]
pub enum NoBots {
    /// A list of agents cannot be used.
    #[error(transparent)]
    List(#[from] WrongList),
    /// The list of data centres cannot be used.
    #[error(transparent)]
    Networks(#[from] NoNetworks),
}

impl Bots {
    /// The lists that came with the program, and no data centres.
    pub fn built_in() -> Result<Bots, NoBots> {
        Ok(Bots { agents: Agents::of(&Lists::built_in())?, networks: Networks::default() })
    }

    /// The lists of a portal: newer ones than the built-in may stand in `folder`, and `networks` is
    /// the operator's file of data centres.
    pub fn read(folder: &Path, networks: Option<&Path>) -> Result<Bots, NoBots> {
        let agents = Agents::of(&Lists::in_folder(folder)?)?;
        let networks = networks.map(Networks::read).transpose()?.unwrap_or_default();
        Ok(Bots { agents, networks })
    }

    /// The client of a request that may be a reader's, or why it is not.
    pub fn reader<'a>(&self, headers: &'a HeaderMap, address: IpAddr) -> Result<Client<'a>, Why> {
        let agent = headers.get(header::USER_AGENT).map_or(&b""[..], HeaderValue::as_bytes);
        if agent.is_empty() {
            return Err(Why::Bot);
        }
        let told = self.agents.tell(agent);
        if told.machine {
            return Err(Why::Bot);
        }
        if self.networks.hold(address) {
            return Err(Why::Network);
        }
        if ahead(headers) { Err(Why::Ahead) } else { Ok(Client { agent, device: told.device }) }
    }

    /// Why a line of an access log, which has no other headers, tells of no reader.
    pub fn in_log(&self, agent: &[u8], address: Option<IpAddr>) -> Option<Why> {
        if agent.is_empty() || agent == b"-" || self.agents.tell(agent).machine {
            return Some(Why::Bot);
        }
        address.is_some_and(|address| self.networks.hold(address)).then_some(Why::Network)
    }
}

/// Headers in which browsers say that they fetch ahead.
const AHEAD: [HeaderName; 4] = [
    HeaderName::from_static("sec-purpose"),
    HeaderName::from_static("purpose"),
    HeaderName::from_static("x-moz"),
    HeaderName::from_static("x-purpose"),
];

/// Whether a page is fetched ahead of a reader, or for a preview.
fn ahead(headers: &HeaderMap) -> bool {
    let says = |value: &HeaderValue| value.as_bytes().starts_with(b"pre");
    AHEAD.iter().any(|name| headers.get(name).is_some_and(says))
}
