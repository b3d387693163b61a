//! How long a guesser must wait. Counted for the account that is tried and for the network it is
//! tried from, both under a key that changes each day, so that nobody's address is kept: as readers
//! are promised. Not for passkeys, sign-in by a provider or links: whoever is held up here by somebody
//! else's guesses comes in by one of those.

use super::email::Email;
use super::secret::random;
use super::store;
use crate::platform::db::{Failure, Tx};
use crate::platform::files::hex;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// The longest wait.
const LONGEST_MS: i64 = 15 * 60 * 1000;
/// So many failures from one network cost nothing: a whole office shares an address.
const NETWORK_FREE: i64 = 10;

/// Why a try is not looked at.
#[derive(Debug, thiserror::Error)]
pub enum Held {
    /// Too many failures: again from this moment on, in milliseconds since 1970.
    #[error("too many failed attempts")]
    Until(i64),
    /// No key can be made.
    #[error(transparent)]
    Random(#[from] super::secret::NoRandomness),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Who tries what, as it is counted.
#[derive(Clone, Debug)]
pub struct Try {
    account: String,
    network: String,
}

/// Counts a try as failed before it is looked at, so that many at once are no way around the wait;
/// [`succeeded`] takes that back. A try that comes too early is refused and not counted.
pub async fn begin(tx: &mut Tx, email: &str, address: IpAddr, now: Timestamp) -> Result<Try, Held> {
    let key = key_of_day(tx, now).await?;
    let email = Email::parse(email).map_or_else(|_| email.to_owned(), |email| email.to_string());
    let this = Try {
        account: keyed(&key, "account", &email),
        network: keyed(&key, "network", &network(address)),
    };
    let at = now.as_millisecond();
    let (account, network) = (
        store::throttle::count(tx, &this.account).await?,
        store::throttle::count(tx, &this.network).await?,
    );
    let free_at = account.free_at.max(network.free_at);
    if free_at > at {
        return Err(Held::Until(free_at));
    }
    let failed = account.failures + 1;
    store::throttle::put(tx, &this.account, failed, at + wait(failed), at).await?;
    let failed = network.failures + 1;
    store::throttle::put(tx, &this.network, failed, at + wait(failed - NETWORK_FREE), at).await?;
    Ok(this)
}

/// Forgets the failures of an account whose person has come in, and this try of her network.
pub async fn succeeded(tx: &mut Tx, this: &Try) -> Result<(), Failure> {
    store::throttle::forget(tx, &this.account).await?;
    store::throttle::take_back(tx, &this.network).await
}

/// The wait after so many failures: 1, 2, 4 … seconds, at most a quarter of an hour.
fn wait(failures: i64) -> i64 {
    match u32::try_from(failures) {
        Ok(failures @ 1..=20) => (1000 << (failures - 1)).min(LONGEST_MS),
        Ok(0) | Err(_) => 0,
        Ok(_) => LONGEST_MS,
    }
}

/// The key of today; with the first try of a day everything counted before is erased.
async fn key_of_day(tx: &mut Tx, now: Timestamp) -> Result<String, Held> {
    let day = now.to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    if let Some(key) = store::throttle::key(tx, &day).await? {
        return Ok(key);
    }
    store::throttle::erase(tx, &day).await?;
    let key = hex(&random::<32>()?);
    store::throttle::put_key(tx, &day, &key).await?;
    // Another node may have been quicker.
    Ok(store::throttle::key(tx, &day).await?.unwrap_or(key))
}

fn keyed(key: &str, kind: &str, text: &str) -> String {
    let mut hash = Sha256::new();
    for part in [key, kind, text] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex(&hash.finalize())
}

/// What one subscriber holds: an address of IPv4, a /64 of IPv6.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_MS, network, wait};

    #[test]
    fn waits_double_from_a_second_to_a_quarter_of_an_hour() {
        assert_eq!([1, 2, 3, 4].map(wait), [1000, 2000, 4000, 8000]);
        assert_eq!([-5, 0].map(wait), [0, 0]);
        assert_eq!([11, 21, 100_000].map(wait), [LONGEST_MS; 3]);
    }

    #[test]
    fn a_network_is_one_address_or_one_subscribers_block() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(of("2001:db8:1:2:3::4"), of("2001:db8:1:2::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
