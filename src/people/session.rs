//! Who is signed in: what a session is, how long it lasts, and finding it by its secret. Not for
//! cookies: those are the desk's. Not for signing in: that is `actions/sign_in.rs`.

use super::model::Person;
use super::secret::{Secret, SecretHash};
use super::store;
use crate::platform::db::{Db, Result};
use jiff::Timestamp;
use std::sync::Arc;

/// A session that is not used for this long has ended.
pub const IDLE: jiff::SignedDuration = jiff::SignedDuration::from_hours(12);
/// A session ends after this long however much it is used.
pub const LONGEST: jiff::SignedDuration = jiff::SignedDuration::from_hours(7 * 24);
/// How often a session's use is written down: each request would be a write.
const NOTED_EVERY_MS: i64 = 60_000;

/// By what a session is told from others: the hash of its secret, useless for signing in.
pub type SessionKey = SecretHash;

/// Somebody is signed in somewhere.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its key.
    pub key: SessionKey,
    /// Who.
    pub person: Arc<Person>,
    /// Since when, in milliseconds since 1970.
    pub made_at: i64,
    /// Last used, in milliseconds since 1970; at most a minute behind.
    pub seen_at: i64,
    /// When it ends at the latest, in milliseconds since 1970.
    pub ends_at: i64,
}

/// A session in a list of sessions.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// Its key.
    pub key: SessionKey,
    /// Since when, in milliseconds since 1970.
    pub made_at: i64,
    /// Last used, in milliseconds since 1970.
    pub seen_at: i64,
    /// The browser in a word or two; no address and no version is kept.
    pub agent: String,
}

/// The session of a secret, if it still lasts and its person may still sign in. Its use is noted.
pub async fn session(db: &Db, secret: &Secret, now: Timestamp) -> Result<Option<Session>> {
    let now = now.as_millisecond();
    let idle = now.saturating_sub(millis(IDLE));
    let Some(session) = store::session::find(db, &secret.hash(), now, idle).await? else {
        return Ok(None);
    };
    if now - session.seen_at >= NOTED_EVERY_MS {
        let mut tx = db.begin().await?;
        store::session::note(&mut tx, &session.key, now).await?;
        tx.commit().await?;
    }
    Ok(Some(session))
}

/// Every session of a person that still lasts, the last used first.
pub async fn sessions(
    db: &Db,
    person: super::PersonId,
    now: Timestamp,
) -> Result<Vec<SessionLine>> {
    let now = now.as_millisecond();
    store::session::of_person(db, person, now, now.saturating_sub(millis(IDLE))).await
}

/// A length of time as the store keeps moments.
pub(super) fn millis(length: jiff::SignedDuration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX)
}

/// A browser and a system in a word or two, such as `Chrome, Windows`: enough to know one's own
/// sessions by, too little to know anybody by.
pub fn agent_label(agent: &str) -> String {
    // In this order: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
    const BROWSERS: [(&str, &str); 7] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("coc_coc", "Cốc Cốc"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let named = |list: &[(&str, &'static str)]| {
        list.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    let known: Vec<&str> = [named(&BROWSERS), named(&SYSTEMS)].into_iter().flatten().collect();
    known.join(", ")
}
