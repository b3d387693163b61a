//! Which machines may be asked or told: never those behind the portal unless the operator says so,
//! so that nobody can make the server ask its own neighbours (SSRF). Not for sending.

use http::Uri;
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Which machines may be asked or told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Network {
    /// Those the whole internet can reach.
    #[default]
    Public,
    /// This machine too: for tests, and for systems that run beside the portal.
    Loopback,
    /// Also those of the operator's own network (RFC 1918, RFC 4193).
    Private,
}

const LONGEST: usize = 2000;

/// Whether something can be told there at all: over TLS, or on this machine. Whether the machine
/// behind a name may be told is asked each time anew, when its address is known.
pub fn is_address(url: &str) -> bool {
    let plain = url.len() <= LONGEST
        && url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        && !url.contains('#');
    let Ok(uri) = url.parse::<Uri>() else { return false };
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return false };
    let host = authority.host();
    let here = host == "localhost" || literal(host).is_some_and(|ip| ip.is_loopback());
    plain
        && !host.is_empty()
        && !authority.as_str().contains('@')
        && (scheme == "https" || scheme == "http" && here)
}

/// The address of a host that is written as one.
pub fn literal(host: &str) -> Option<IpAddr> {
    let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    bare.parse().ok()
}

impl Network {
    /// Whether a machine may be told.
    pub fn holds(self, ip: IpAddr) -> bool {
        let ip = embedded(ip);
        if ip.is_loopback() {
            return self != Network::Public;
        }
        match ip {
            IpAddr::V4(ip) if ip.is_private() => self == Network::Private,
            IpAddr::V6(ip) if ip.is_unique_local() => self == Network::Private,
            IpAddr::V4(ip) => is_public_v4(ip),
            IpAddr::V6(ip) => is_public_v6(ip),
        }
    }
}

/// The IPv4 address within an IPv6 one, where there is one: mapped (RFC 4291), behind NAT64
/// (RFC 6052), 6to4 (RFC 3056).
fn embedded(ip: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = ip else { return ip };
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        IpAddr::V4(Ipv4Addr::new(a, b, c, d))
    };
    match v6.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => v4(high, low),
        _ => ip,
    }
}

/// The IANA special-purpose registry (RFC 6890) without what is globally reachable.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || a == 100 && (64..128).contains(&b)
        || a == 192 && b == 0 && c == 0
        || a == 198 && (b == 18 || b == 19);
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    // Only 2000::/3 is given out; within it documentation (2001:db8::/32, 3fff::/20) and protocols
    // (2001::/23, Teredo among them) are not reachable.
    let [first, second, ..] = ip.segments();
    first & 0xe000 == 0x2000
        && !(first == 0x2001 && (second == 0xdb8 || second < 0x200))
        && !(first == 0x3fff && second < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(network: Network, ip: &str) -> bool {
        network.holds(ip.parse().unwrap())
    }

    #[test]
    fn nothing_behind_the_portal_is_told_unless_the_operator_says_so() {
        for ip in ["1.1.1.1", "203.113.131.1", "2001:ee0::1", "64:ff9b::101:101"] {
            assert!(holds(Network::Public, ip), "{ip}");
        }
        let inside = [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "fc00::1",
            "fe80::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "3fff::1",
            "::127.0.0.1",
        ];
        for ip in inside {
            assert!(!holds(Network::Public, ip), "{ip}");
        }
        assert!(holds(Network::Loopback, "127.0.0.1") && holds(Network::Loopback, "::1"));
        assert!(!holds(Network::Loopback, "10.0.0.1") && holds(Network::Private, "10.0.0.1"));
        for network in [Network::Loopback, Network::Private] {
            assert!(!holds(network, "169.254.169.254") && !holds(network, "0.0.0.0"));
        }
    }

    #[test]
    fn an_address_is_one_over_tls_or_on_this_machine() {
        for url in [
            "https://he-thong.example.vn/nhan?x=1",
            "https://example.vn:8443",
            "http://127.0.0.1:9000/a",
            "http://localhost/",
            "http://[::1]:80/",
        ] {
            assert!(is_address(url), "{url}");
        }
        for url in [
            "",
            "example.vn",
            "ftp://example.vn/",
            "http://example.vn/",
            "https://",
            "https://a@example.vn/",
            "https://example.vn/#a",
            "https://exa mple.vn/",
            "http://127.0.0.1.example.vn/",
            "http://localhost@example.vn/",
            "javascript:alert(1)",
        ] {
            assert!(!is_address(url), "{url}");
        }
    }
}
