//! Which clients are not readers: those that say so themselves, those that say nothing, and
//! browsers that fetch ahead of a reader who may never come. Not for behaviour over time.

use super::ledger::Why;
use aho_corasick::AhoCorasick;
use http::header::{self, HeaderMap, HeaderValue};

/// Recognises declared bots by words in their agent string.
#[derive(Debug)]
pub struct Bots(AhoCorasick);

const WORDS: &str = include_str!("declared.txt");

impl Bots {
    /// The built-in list.
    pub fn declared() -> Result<Bots, aho_corasick::BuildError> {
        let words = WORDS.lines().filter(|word| !word.is_empty());
        Ok(Bots(AhoCorasick::builder().ascii_case_insensitive(true).build(words)?))
    }

    /// The agent of a request that may be a reader's, or why it is not.
    pub fn reader<'a>(&self, headers: &'a HeaderMap) -> Result<&'a [u8], Why> {
        let agent = headers.get(header::USER_AGENT).map_or(&b""[..], HeaderValue::as_bytes);
        let ahead = ["sec-purpose", "purpose", "x-moz", "x-purpose"].iter().any(|name| {
            headers.get(*name).is_some_and(|value| value.as_bytes().starts_with(b"pre"))
        });
        if agent.is_empty() || self.declared_in(agent) {
            return Err(Why::Bot);
        }
        if ahead { Err(Why::Ahead) } else { Ok(agent) }
    }

    /// Whether an agent string names a bot. The phones called CUBOT are none.
    fn declared_in(&self, agent: &[u8]) -> bool {
        self.0.find_iter(agent).any(|found| {
            let before = agent.get(..found.start()).unwrap_or_default();
            let word = agent.get(found.range()).unwrap_or_default();
            let phone = before.last_chunk::<2>().is_some_and(|two| two.eq_ignore_ascii_case(b"cu"));
            !(phone && word.eq_ignore_ascii_case(b"bot"))
        })
    }
}
