//! A line of an access log in the combined form of Apache and nginx, with or without the name of a
//! virtual host before it and whatever else behind it.

use jiff::fmt::strtime;
use std::net::IpAddr;

/// A line, in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// What stands where the client's address is expected.
    pub client: &'a [u8],
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// How it was asked.
    pub method: &'a [u8],
    /// What for: a path with its query.
    pub target: &'a [u8],
    /// How it was answered.
    pub status: u16,
    /// Where the client came from; `-` is nothing told.
    pub referrer: &'a [u8],
    /// What the client says of itself.
    pub agent: &'a [u8],
    /// The moment, the request and the status as they stand there: all of the line that is nobody's.
    pub impersonal: &'a [u8],
}

impl<'a> Line<'a> {
    /// Reads a line; `None` when it has another form.
    pub fn read(line: &'a [u8]) -> Option<Line<'a>> {
        let begins = memchr::memchr(b'[', line)?;
        let (before, from) = line.split_at_checked(begins)?;
        let client = client(before)?;
        let (time, rest) = until(from.get(1..)?, b']')?;
        let at = strtime::parse("%d/%b/%Y:%H:%M:%S %z", time).ok()?.to_timestamp().ok()?;
        let (request, rest) = quoted(rest)?;
        let mut words = rest.split(|byte| *byte == b' ').filter(|word| !word.is_empty());
        let status: u16 = std::str::from_utf8(words.next()?).ok()?.parse().ok()?;
        let impersonal = from.get(
            ..memchr::memchr(b'"', rest)
                .map_or(from.len(), |quote| from.len() - rest.len() + quote),
        )?;
        let (referrer, rest) = quoted(rest)?;
        let (agent, _) = quoted(rest)?;
        let mut request = request.split(|byte| *byte == b' ');
        Some(Line {
            client,
            at: at.as_millisecond(),
            method: request.next()?,
            target: request.next()?,
            status,
            referrer,
            agent,
            impersonal,
        })
    }

    /// The client's address, where it is one and not a name.
    pub fn address(&self) -> Option<IpAddr> {
        std::str::from_utf8(self.client).ok()?.parse().ok()
    }
}

/// The client among the words before the moment: the first, or the second where the first is the
/// name of a virtual host.
fn client(before: &[u8]) -> Option<&[u8]> {
    let mut words = before.split(|byte| *byte == b' ').filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next());
    let address =
        |word: &[u8]| std::str::from_utf8(word).is_ok_and(|word| word.parse::<IpAddr>().is_ok());
    Some(second.filter(|second| !address(first) && address(second)).unwrap_or(first))
}

fn until(text: &[u8], end: u8) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(end, text)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// What stands in the next quotation marks, and what is behind them. A mark after a backslash is part
/// of the text.
fn quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (_, inside) = until(text, b'"')?;
    let (mut at, mut escaped) = (0, false);
    for byte in inside {
        match byte {
            b'"' if !escaped => return Some((inside.get(..at)?, inside.get(at + 1..)?)),
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
        at += 1;
    }
    None
}
