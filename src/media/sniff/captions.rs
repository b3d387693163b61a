//! Whether captions can be read: `WebVTT` (W3C), block by block. Not for showing them.

use super::Reason;

/// Checks captions: in UTF-8, every cue with a beginning before its end.
pub fn check(bytes: &[u8]) -> Result<(), Reason> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(Reason::Captions { line: 1 }) };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let lines: Vec<(u64, &str)> = (1..).zip(text.split(['\n', '\r'])).collect();
    let mut cues = 0;
    // The first block is the header; blocks are parted by empty lines.
    for block in lines.split(|(_, line)| line.trim().is_empty()).skip(1) {
        let Some((number, first)) = block.first() else { continue };
        if ["NOTE", "STYLE", "REGION"].iter().any(|word| first.starts_with(word)) {
            continue;
        }
        let timing = if first.contains("-->") { Some((number, first)) } else { None };
        let timing = timing.or_else(|| block.get(1).map(|(number, line)| (number, line)));
        let Some((number, line)) = timing else { return Err(Reason::Captions { line: *number }) };
        if span(line).is_none() {
            return Err(Reason::Captions { line: *number });
        }
        cues += 1;
    }
    if cues == 0 { Err(Reason::Captions { line: 1 }) } else { Ok(()) }
}

/// Beginning and end of a cue, in milliseconds.
fn span(line: &str) -> Option<(u64, u64)> {
    let (from, rest) = line.split_once("-->")?;
    let (from, to) = (moment(from.trim())?, moment(rest.split_whitespace().next()?)?);
    (from < to).then_some((from, to))
}

/// `mm:ss.ttt` or `hh:mm:ss.ttt`.
fn moment(text: &str) -> Option<u64> {
    let (whole, thousandths) = text.split_once('.')?;
    let digits = |text: &str, least: usize| {
        let plain = text.len() >= least && text.bytes().all(|byte| byte.is_ascii_digit());
        if plain { text.parse::<u64>().ok() } else { None }
    };
    let mut seconds = 0;
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) || thousandths.len() != 3 {
        return None;
    }
    for (place, part) in parts.iter().rev().enumerate() {
        let number = digits(part, 2)?;
        if place < 2 && (number > 59 || part.len() != 2) {
            return None;
        }
        seconds += number * 60u64.pow(u32::try_from(place).ok()?);
    }
    Some(seconds * 1000 + digits(thousandths, 3)?)
}
