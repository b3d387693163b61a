//! Redirects: addresses that lead on because nothing stands there any more. What one looks like,
//! and what a list of them would do before it is taken. Not for addresses an entry, a section or a
//! tag had before: those lead on by themselves.

use crate::platform::text::nfc;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How long a redirect is meant to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RedirectKind {
    /// For good (308): browsers and search engines may remember it.
    Permanent,
    /// For now (307).
    Temporary,
}

impl RedirectKind {
    /// The name in the store and in files.
    pub fn name(self) -> &'static str {
        match self {
            RedirectKind::Permanent => "permanent",
            RedirectKind::Temporary => "temporary",
        }
    }

    /// The kind of a name; of none it is for good.
    pub fn named(name: &str) -> Option<RedirectKind> {
        match name {
            "" | "permanent" => Some(RedirectKind::Permanent),
            "temporary" => Some(RedirectKind::Temporary),
            _ => None,
        }
    }
}

/// A redirect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    /// The path it leads away from, decoded, such as `/tin-cu` or `/default.aspx?id=7`.
    pub from: String,
    /// Where it leads: a path of this site or a whole address.
    pub to: String,
    /// How long it is meant to hold.
    pub kind: RedirectKind,
    /// Why it is there, for colleagues.
    pub note: String,
}

/// A path as redirects are looked up by: percent signs decoded, NFC, no slash at its end.
pub fn normal_path(path: &str) -> String {
    let decoded = decoded(path);
    let decoded = nfc(&decoded);
    let cut = decoded.trim_end_matches('/');
    if cut.is_empty() { "/".to_owned() } else { cut.to_owned() }
}

/// A path with its query; the query stays as it was sent.
pub fn normal(address: &str) -> String {
    match address.split_once('?') {
        Some((path, query)) => format!("{}?{query}", normal_path(path)),
        None => normal_path(address),
    }
}

/// `%C3%A0` becomes `à`; what is no UTF-8 stays as it is.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let hex = |byte: Option<u8>| char::from(byte?).to_digit(16);
        match (byte, hex(ahead.next()), hex(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// An address as a header may hold it: what is not ASCII is written with percent signs (RFC 3986).
pub fn ascii(address: &str) -> String {
    let mut written = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii() {
            written.push(char::from(byte));
        } else {
            written.extend(['%', hex_digit(byte >> 4), hex_digit(byte & 15)]);
        }
    }
    written
}

fn hex_digit(half: u8) -> char {
    char::from_digit(half.into(), 16).unwrap_or('0').to_ascii_uppercase()
}

/// Why a redirect is not taken, or what to know before it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// The path does not begin with `/`.
    NoPath,
    /// The path belongs to the program.
    Ours,
    /// The target is neither a path of this site nor a whole address.
    NoTarget,
    /// The kind is unknown.
    NoKind,
    /// The line lacks a column.
    NoColumns,
    /// It leads back to where it began.
    Loop,
    /// A page stands at the path.
    Live,
    /// The same path stands twice in the list.
    Twice,
    /// It leads to another redirect: readers go two ways.
    Chain,
    /// It leads to another site.
    Elsewhere,
}

impl Remark {
    /// Whether it keeps the redirect out.
    pub fn refuses(self) -> bool {
        !matches!(self, Remark::Chain | Remark::Elsewhere)
    }

    /// Its name for programs, such as `no-target`.
    pub fn name(self) -> &'static str {
        self.key().strip_prefix("siteadmin-redirect-").unwrap_or_default()
    }

    /// The key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Remark::NoPath => "siteadmin-redirect-no-path",
            Remark::Ours => "siteadmin-redirect-ours",
            Remark::NoTarget => "siteadmin-redirect-no-target",
            Remark::NoKind => "siteadmin-redirect-no-kind",
            Remark::NoColumns => "siteadmin-redirect-no-columns",
            Remark::Loop => "siteadmin-redirect-loop",
            Remark::Live => "siteadmin-redirect-live",
            Remark::Twice => "siteadmin-redirect-twice",
            Remark::Chain => "siteadmin-redirect-chain",
            Remark::Elsewhere => "siteadmin-redirect-elsewhere",
        }
    }
}

/// What a redirect of a list would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It is new.
    Added,
    /// It replaces another from the same path.
    Changed,
    /// It is there already.
    Same,
    /// It is not taken.
    Refused,
}

impl Effect {
    /// Its name for programs and pages.
    pub fn name(self) -> &'static str {
        match self {
            Effect::Added => "added",
            Effect::Changed => "changed",
            Effect::Same => "same",
            Effect::Refused => "refused",
        }
    }
}

/// A redirect of a list, looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The redirect, its path in normal form.
    pub redirect: Redirect,
    /// What it would do.
    pub effect: Effect,
    /// What speaks against it, and what to know.
    pub remarks: Vec<Remark>,
}

/// A line of a list that is to be looked at: the redirect, and what is wrong with it already.
pub type Given = (Redirect, Vec<Remark>);

/// Looks at a list before it is taken. `is_live` says whether a page stands at a path, `origin` is
/// this site's own address.
pub fn look(
    existing: &[Redirect],
    given: Vec<Given>,
    origin: &str,
    is_live: &dyn Fn(&str) -> bool,
) -> Vec<Looked> {
    let mut seen = BTreeSet::new();
    let mut looked: Vec<Looked> = given
        .into_iter()
        .map(|(mut redirect, mut remarks)| {
            redirect.from = normal(redirect.from.trim());
            redirect.to = ascii(&own_path(redirect.to.trim(), origin));
            remarks.extend(alone(&redirect, is_live));
            if !seen.insert(redirect.from.clone()) {
                remarks.push(Remark::Twice);
            }
            let before = existing.iter().find(|one| one.from == redirect.from);
            let effect = match before {
                Some(before) if *before == redirect => Effect::Same,
                Some(_) => Effect::Changed,
                None => Effect::Added,
            };
            Looked { redirect, effect, remarks }
        })
        .collect();
    along(existing, &mut looked);
    for one in &mut looked {
        if one.remarks.iter().any(|remark| remark.refuses()) {
            one.effect = Effect::Refused;
        }
    }
    looked
}

/// A whole address of this site becomes its path.
fn own_path(to: &str, origin: &str) -> String {
    match to.strip_prefix(origin).filter(|_| !origin.is_empty()) {
        Some("") => "/".to_owned(),
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        _ => to.to_owned(),
    }
}

/// What can be said of a redirect alone.
fn alone(redirect: &Redirect, is_live: &dyn Fn(&str) -> bool) -> Vec<Remark> {
    let mut found = Vec::new();
    let from = &redirect.from;
    let below = |folder: &str| {
        from.strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    };
    if !from.starts_with('/') || from.starts_with("//") || from.contains(char::is_control) {
        found.push(Remark::NoPath);
    } else if ["/desk", "/api", "/assets", "/files", "/healthz"].into_iter().any(below) {
        found.push(Remark::Ours);
    } else if is_live(from) {
        found.push(Remark::Live);
    }
    match target(&redirect.to) {
        None => found.push(Remark::NoTarget),
        Some(Target::Elsewhere) => found.push(Remark::Elsewhere),
        Some(Target::Here) => {}
    }
    found
}

enum Target {
    Here,
    Elsewhere,
}

/// `//host` would be another site by the back door, and so would `/\host` in many browsers.
fn target(to: &str) -> Option<Target> {
    if to.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
        return None;
    }
    if to.starts_with('/') {
        return (!to.starts_with("//")).then_some(Target::Here);
    }
    let host = to.strip_prefix("https://").or_else(|| to.strip_prefix("http://"))?;
    (!host.is_empty() && !host.starts_with(['/', '?', '#'])).then_some(Target::Elsewhere)
}

/// Follows every redirect of the list through all of them.
fn along(existing: &[Redirect], looked: &mut [Looked]) {
    let mut leads: BTreeMap<String, String> =
        existing.iter().map(|one| (one.from.clone(), one.to.clone())).collect();
    for one in looked.iter().filter(|one| !one.remarks.iter().any(|remark| remark.refuses())) {
        leads.insert(one.redirect.from.clone(), one.redirect.to.clone());
    }
    for one in looked {
        let mut passed = BTreeSet::from([one.redirect.from.clone()]);
        let mut at = place(&one.redirect.to);
        while let Some(next) = leads.get(&at).filter(|_| passed.insert(at.clone())) {
            at = place(next);
        }
        if passed.contains(&at) {
            one.remarks.push(Remark::Loop);
        } else if passed.len() > 1 {
            one.remarks.push(Remark::Chain);
        }
    }
}

/// The path a target is looked up by.
fn place(to: &str) -> String {
    normal(to.split('#').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redirect(from: &str, to: &str) -> Redirect {
        let (from, to) = (from.to_owned(), to.to_owned());
        Redirect { from, to, kind: RedirectKind::Permanent, note: String::new() }
    }

    fn looked(existing: &[Redirect], given: &[Redirect]) -> Vec<(Effect, Vec<Remark>)> {
        let given = given.iter().map(|one| (one.clone(), Vec::new())).collect();
        let live = |path: &str| path == "/vi/tin-tuc";
        let found = look(existing, given, "https://cong.example.vn", &live);
        found.into_iter().map(|one| (one.effect, one.remarks)).collect()
    }

    #[test]
    fn a_path_is_looked_up_decoded_and_without_a_slash_at_its_end() {
        let cases = [
            ("/tin%20c%C5%A9/", "/tin cũ"),
            ("/", "/"),
            ("/a?id=%20", "/a?id=%20"),
            ("/%zz", "/%zz"),
            ("/%ff", "/%ff"),
            ("/tin cu\u{303}", "/tin cũ"),
        ];
        for (given, expected) in cases {
            assert_eq!(normal(given), expected);
        }
    }

    #[test]
    fn a_target_with_marks_can_stand_in_a_header() {
        let given = vec![(redirect("/cu", "/vi/tìm"), Vec::new())];
        let found = look(&[], given, "https://cong.example.vn", &|_| false);
        let to = found.first().map(|one| one.redirect.to.as_str());
        assert_eq!(to, Some("/vi/t%C3%ACm"));
    }

    #[test]
    fn circles_are_refused_and_chains_are_told() {
        use Remark::{Chain, Loop};
        let there = [redirect("/b", "/c")];
        assert_eq!(looked(&there, &[redirect("/a", "/b")]), [(Effect::Added, vec![Chain])]);
        assert_eq!(looked(&there, &[redirect("/c", "/b")]), [(Effect::Refused, vec![Loop])]);
        assert_eq!(looked(&there, &[redirect("/a", "/a/")]), [(Effect::Refused, vec![Loop])]);
        assert_eq!(looked(&there, &[redirect("/b", "/d")]), [(Effect::Changed, vec![])]);
        assert_eq!(looked(&there, &[redirect("/b/", "/c")]), [(Effect::Same, vec![])]);
        let ring = [redirect("/x", "/y"), redirect("/y", "/x")];
        assert!(looked(&[], &ring).iter().all(|(effect, _)| *effect == Effect::Refused));
    }

    #[test]
    fn what_would_hide_a_page_or_lead_off_by_the_back_door_is_refused() {
        let refused = |from: &str, to: &str| looked(&[], &[redirect(from, to)]).remove(0);
        let cases = [
            ("/vi/tin-tuc/", "/vi/anh", Remark::Live),
            ("tin", "/vi/anh", Remark::NoPath),
            ("/desk/site", "/vi/anh", Remark::Ours),
            ("/cu", "//evil.example", Remark::NoTarget),
            ("/cu", "/\\evil.example", Remark::NoTarget),
            ("/cu", "javascript:alert(1)", Remark::NoTarget),
        ];
        for (from, to, remark) in cases {
            assert_eq!(refused(from, to), (Effect::Refused, vec![remark]), "{from} {to}");
        }
        assert_eq!(refused("/desks", "https://a.vn/"), (Effect::Added, vec![Remark::Elsewhere]));
        assert_eq!(refused("/cu", "https://cong.example.vn/vi/anh"), (Effect::Added, vec![]));
        let twice = [redirect("/a", "/b"), redirect("/a", "/c")];
        assert_eq!(looked(&[], &twice)[1], (Effect::Refused, vec![Remark::Twice]));
    }
}
