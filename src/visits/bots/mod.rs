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
use super::reader::{Device, Said};
use std::net::IpAddr;
use std::path::Path;

/// Recognises clients that are not readers.
#[derive(Debug)]
pub struct Bots {
    agents: Agents,
    networks: Networks,
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

    /// On what somebody reads who says this and may be a reader, or why it is none.
    pub fn reader(&self, said: &Said<'_>, address: IpAddr) -> Result<Device, Why> {
        if said.agent.is_empty() {
            return Err(Why::Bot);
        }
        let told = self.agents.tell(said.agent);
        if told.machine {
            return Err(Why::Bot);
        }
        if self.networks.hold(address) {
            return Err(Why::Network);
        }
        if said.ahead { Err(Why::Ahead) } else { Ok(told.device.hinted(said)) }
    }

    /// Why a line of an access log, which has no other headers, tells of no reader.
    pub fn in_log(&self, agent: &[u8], address: Option<IpAddr>) -> Option<Why> {
        if agent.is_empty() || agent == b"-" || self.agents.tell(agent).machine {
            return Some(Why::Bot);
        }
        address.is_some_and(|address| self.networks.hold(address)).then_some(Why::Network)
    }
}
