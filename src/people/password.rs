//! Passwords: which are accepted, and the slow hash kept of them. As NIST SP 800-63B asks: long
//! enough, not known to be guessed first, and no rules about kinds of letters. Not for secrets the
//! program makes itself: those are random, so a quick hash keeps them (`secret.rs`).

use super::breached::Breached;
use super::secret::{NoRandomness, random};
use crate::platform::text::nfc;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::Arc;
use tokio::sync::Semaphore;
use zxcvbn::{Score, zxcvbn};

/// The fewest characters of a password.
pub const FEWEST: usize = 12;
/// The most characters: a longer one would only cost time.
const MOST: usize = 256;
/// How many passwords are hashed at once: each takes 19 MiB and a processor for a moment.
const AT_ONCE: usize = 2;
/// What people here begin a password with; the estimate itself knows English lists.
const OUR_WORDS: [&str; 12] = [
    "matkhau", "anhyeuem", "emyeuanh", "iloveyou", "vietnam", "hanoi", "saigon", "mocban",
    "quantri", "bientap", "tinhuy", "ubnd",
];

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Fewer than [`FEWEST`] characters.
    #[error("the password needs at least 12 characters")]
    Short,
    /// More than 256 characters.
    #[error("the password may have at most 256 characters")]
    Long,
    /// Known from breaches.
    #[error("this password is on a list of breached passwords")]
    Breached,
    /// Made of words, dates, rows of keys or the person's own name.
    #[error("this password would be guessed soon: use several unrelated words")]
    Guessable,
}

/// Hashing failed, which is never the password's fault.
#[derive(Debug, thiserror::Error)]
pub enum HashFailure {
    /// No random bytes for the salt.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// The hash could not be made.
    #[error("a password could not be hashed")]
    Hash,
}

/// Hashes and compares passwords, a few at once.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    breached: Breached,
    /// A hash of nothing anybody knows, so that an unknown address takes as long as a known one.
    nobody: Arc<str>,
}

impl Passwords {
    /// Passwords, with the operator's list of breached ones.
    pub fn new(breached: Breached) -> Result<Passwords, HashFailure> {
        let nobody = hash(&random::<32>()?)?.into();
        Ok(Passwords { turns: Arc::new(Semaphore::new(AT_ONCE)), breached, nobody })
    }

    /// Whether a password may be used by somebody whom `about` describes (name, address).
    pub async fn check(&self, password: &str, about: &[&str]) -> Result<(), Weak> {
        let length = password.chars().count();
        if length < FEWEST {
            return Err(Weak::Short);
        }
        if length > MOST {
            return Err(Weak::Long);
        }
        let (password, breached) = (nfc(password).into_owned(), self.breached.clone());
        let about: Vec<String> = about.iter().flat_map(|text| words_of(text)).collect();
        // Both look through much: not on a thread that readers wait for.
        let looked = tokio::task::spawn_blocking(move || {
            if breached.holds(&password) {
                return Err(Weak::Breached);
            }
            let known: Vec<&str> =
                OUR_WORDS.into_iter().chain(about.iter().map(String::as_str)).collect();
            let score = zxcvbn(&password, &known).score();
            if score < Score::Three { Err(Weak::Guessable) } else { Ok(()) }
        });
        looked.await.unwrap_or(Err(Weak::Guessable))
    }

    /// The hash to keep: argon2id, 19 MiB, two passes (OWASP Password Storage Cheat Sheet).
    pub async fn hash(&self, password: &str) -> Result<String, HashFailure> {
        let _turn = self.turns.acquire().await.map_err(|_| HashFailure::Hash)?;
        // One keyboard sends `ậ` as one character, another as three: both are the same password.
        let password = nfc(password).into_owned();
        let hashed = tokio::task::spawn_blocking(move || hash(password.as_bytes()));
        hashed.await.map_err(|_| HashFailure::Hash)?
    }

    /// Whether a password is the one of a kept hash. Without a hash the answer is no, after the same
    /// time.
    pub async fn is(&self, password: &str, kept: Option<&str>) -> Result<bool, HashFailure> {
        let _turn = self.turns.acquire().await.map_err(|_| HashFailure::Hash)?;
        // A password longer than any that could have been set is not worth its time.
        let password: String = nfc(password).chars().take(MOST + 1).collect();
        let (known, kept) = (kept.is_some(), kept.unwrap_or(&self.nobody).to_owned());
        let compared = tokio::task::spawn_blocking(move || {
            let parsed = PasswordHash::new(&kept).map_err(|_| HashFailure::Hash)?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
        });
        compared.await.map_err(|_| HashFailure::Hash)?.map(|same| same && known)
    }
}

/// What somebody might make a password of who has this name or address: its words, and all of them
/// in one, with and without their marks.
fn words_of(text: &str) -> Vec<String> {
    let own = text.split_once('@').map_or(text, |(name, _)| name);
    let parts: Vec<&str> =
        own.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let long = parts.iter().filter(|part| part.chars().count() > 2);
    let words = long.map(|part| (*part).to_owned()).chain([parts.concat()]);
    words.flat_map(|word| [word.to_lowercase(), crate::platform::text::fold(&word)]).collect()
}

fn hash(password: &[u8]) -> Result<String, HashFailure> {
    let salt = random::<16>()?;
    let hash = Argon2::default().hash_password_with_salt(password, &salt);
    hash.map(|hash| hash.to_string()).map_err(|_| HashFailure::Hash)
}
