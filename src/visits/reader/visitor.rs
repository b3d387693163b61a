//! A visitor: 48 bits of a keyed hash of address and agent. The key is made for a day and destroyed
//! with it, so the same reader is another visitor tomorrow and nobody can tell that she came again.

use super::Key;
use super::bits::{self, six};
use siphasher::sip::SipHasher24;
use std::hash::{Hash, Hasher};
use std::net::IpAddr;

/// Somebody's mark for one day. Among a million visitors of a day the chance that any two share a
/// mark is below 0.2 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visitor([u8; 6]);

impl Hash for Visitor {
    /// As 16 bytes at once, which is what the hash of the sketches takes at a time: byte by byte it would
    /// take three times as long.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let [v1, v2, v3, v4, v5, v6] = self.0;
        state.write_u128(u128::from(u64::from_le_bytes([v1, v2, v3, v4, v5, v6, 0, 0])));
    }
}

impl Visitor {
    /// The mark of `address` and `agent` under the day's key: SipHash-2-4 (Aumasson, Bernstein 2012),
    /// of which nobody without the key can say which address made it.
    pub fn marked(key: Key, address: IpAddr, agent: &[u8]) -> Visitor {
        let mut hasher = SipHasher24::new_with_key(key.bytes());
        // One form for both families, so that a length need not stand between address and agent.
        let address = match address {
            IpAddr::V4(four) => four.to_ipv6_mapped(),
            IpAddr::V6(six) => six,
        };
        hasher.write(&address.octets());
        hasher.write(agent);
        Visitor(six(hasher.finish().to_le_bytes()))
    }

    /// A mark as the ledger keeps it.
    pub fn of(bytes: [u8; 6]) -> Visitor {
        Visitor(bytes)
    }

    /// The mark's bytes.
    pub fn bytes(self) -> [u8; 6] {
        self.0
    }

    /// The mark as a number, as the database keeps it.
    pub fn number(self) -> i64 {
        bits::number(self.0)
    }

    /// The mark of a number.
    pub fn numbered(number: i64) -> Visitor {
        Visitor(six(number.to_le_bytes()))
    }
}
