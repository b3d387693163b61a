//! Addresses of data centres, from a file the operator names: networks in CIDR form, one a line. Nobody
//! reads there; what comes from there is machines that may call themselves browsers. Off by default:
//! some readers come through such addresses (a company's proxy, a private relay).

use ipnetwork::IpNetwork;
use std::net::IpAddr;
use std::path::Path;

/// Networks, as ranges that neither overlap nor touch, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Networks(Vec<(u128, u128)>);

/// A file of networks that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum NoNetworks {
    /// It cannot be read.
    #[error("the list of data centres {0} cannot be read: {1}")]
    Unreadable(String, std::io::Error),
    /// A line is no network.
    #[error("line {1} of the list of data centres {0} is no network such as 203.0.113.0/24: {2}")]
    Line(String, usize, String),
}

impl Networks {
    /// Reads a file; `#` begins a comment.
    pub fn read(path: &Path) -> Result<Networks, NoNetworks> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|error| NoNetworks::Unreadable(name.clone(), error))?;
        Networks::of(&text).map_err(|(line, text)| NoNetworks::Line(name, line, text))
    }

    /// The networks of a text, or the first line that is none, with its number.
    fn of(text: &str) -> Result<Networks, (usize, String)> {
        let mut ranges = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let network: IpNetwork = line.parse().map_err(|_| (number, line.to_owned()))?;
            ranges.push(ends(network));
        }
        Ok(Networks(joined(ranges)))
    }

    /// Whether an address is in one of them.
    pub fn hold(&self, address: IpAddr) -> bool {
        let address = number(address);
        let after = self.0.partition_point(|(first, _)| *first <= address);
        after.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|(_, last)| address <= *last)
    }
}

/// An address of either family as one of IPv6.
fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(four) => four.to_ipv6_mapped(),
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(six, |four| four.to_ipv6_mapped()),
    }
    .to_bits()
}

fn ends(network: IpNetwork) -> (u128, u128) {
    let bits = match network {
        IpNetwork::V4(_) => 32 - u32::from(network.prefix()),
        IpNetwork::V6(_) => 128 - u32::from(network.prefix()),
    };
    let rest = 1_u128.checked_shl(bits).map_or(u128::MAX, |size| size - 1);
    let first = number(network.network()) & !rest;
    (first, first | rest)
}

fn joined(mut ranges: Vec<(u128, u128)>) -> Vec<(u128, u128)> {
    ranges.sort_unstable();
    let mut joined: Vec<(u128, u128)> = Vec::new();
    for (first, last) in ranges {
        match joined.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::Networks;
    use std::net::{IpAddr, Ipv6Addr};

    #[test]
    fn an_address_is_found_in_the_networks_of_either_family_and_only_there() {
        let text = "# a cloud\n203.0.113.0/25\n203.0.113.128/25 # its other half\n\n2001:db8::/32\n198.51.100.7\n";
        let networks = Networks::of(text).expect("networks");
        assert_eq!(networks.0.len(), 3, "halves are one range");
        let cases = [
            ("203.0.113.0", true),
            ("203.0.113.255", true),
            ("203.0.112.255", false),
            ("203.0.114.0", false),
            ("::ffff:203.0.113.9", true),
            ("2001:db8:ffff::1", true),
            ("2001:db9::1", false),
            ("198.51.100.7", true),
            ("198.51.100.8", false),
        ];
        for (address, held) in cases {
            let address: IpAddr = address.parse().expect("an address");
            assert_eq!(networks.hold(address), held, "{address}");
        }
        assert!(!Networks::default().hold(Ipv6Addr::LOCALHOST.into()));
        assert!(Networks::of("0.0.0.0/0\n").expect("all of IPv4").hold([8, 8, 8, 8].into()));
    }

    #[test]
    fn a_line_that_is_no_network_is_told_with_its_number() {
        let found = Networks::of("# x\n203.0.113.0/24\n203.0.113.0/33\n");
        assert_eq!(found, Err((3, "203.0.113.0/33".to_owned())));
    }
}
