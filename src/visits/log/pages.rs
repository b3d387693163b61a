//! Which requests of a log are for pages, and for which: old addresses lead to the entries that have
//! taken their place. Not for who asked.

use super::line::Line;
use crate::platform::web::CountAs;
use ahash::AHashMap;

/// What a request was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// A page, handed out whole.
    Page(CountAs),
    /// What a browser asks for by itself beside pages: styles, pictures, whether its copy is still good.
    Beside,
    /// Anything else, and whatever was not handed out.
    Nothing,
}

/// The entries behind addresses of the site, now and formerly.
#[derive(Debug)]
pub struct Pages {
    /// By path, decoded, without a slash at the end; with its query where it matters.
    pub known: AHashMap<String, CountAs>,
    /// What any other page counts as.
    pub other: CountAs,
}

impl Pages {
    /// What a request was for.
    pub fn asked_for(&self, line: &Line<'_>) -> For {
        let page = self.count_as(line.target);
        match (line.method, line.status, page) {
            (b"GET", 200, Some(count)) => For::Page(count),
            (b"GET", 304, Some(_)) => For::Beside,
            (b"GET", 200 | 304, None) if is_beside(line.target) => For::Beside,
            _ => For::Nothing,
        }
    }

    /// What a target of a request counts as, or `None` when it is no page.
    pub fn count_as(&self, target: &[u8]) -> Option<CountAs> {
        let target = std::str::from_utf8(target).ok()?;
        let path = target.split(['?', '#']).next().unwrap_or_default();
        if !is_page(path) {
            return None;
        }
        let found = self.known.get(&crate::site::normal(target));
        let found = found.or_else(|| self.known.get(&crate::site::normal(path)));
        Some(found.copied().unwrap_or(self.other))
    }
}

/// Folders in which no site has pages for readers.
const NO_PAGES: [&str; 9] = [
    "/api/",
    "/assets/",
    "/files/",
    "/desk",
    "/wp-admin",
    "/wp-json",
    "/wp-content/",
    "/feed",
    "/_",
];
/// Ends of names under which pages were served.
const PAGE_ENDS: [&str; 12] =
    ["html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "jspx", "do", "action", "cfm"];

/// Ends of names of what belongs to pages: a browser fetches it without being told to.
const BESIDE_ENDS: [&str; 15] = [
    "css", "js", "mjs", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "woff", "woff2",
    "ttf", "eot",
];

/// Whether a target is a style, a script, a picture or a font.
fn is_beside(target: &[u8]) -> bool {
    let path = target.split(|byte| matches!(byte, b'?' | b'#')).next().unwrap_or_default();
    let end = path.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    end.len() < path.len()
        && BESIDE_ENDS.iter().any(|known| end.eq_ignore_ascii_case(known.as_bytes()))
}

/// Whether a path is a page's: a name without an end, or with one under which pages were served.
fn is_page(path: &str) -> bool {
    if !path.starts_with('/') || NO_PAGES.iter().any(|folder| path.starts_with(folder)) {
        return false;
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.') {
        None => true,
        Some((_, end)) => {
            let end = end.to_ascii_lowercase();
            PAGE_ENDS.contains(&end.as_str())
                || end.len() > 5
                || !end.bytes().all(|byte| byte.is_ascii_alphanumeric())
                || end.bytes().all(|byte| byte.is_ascii_digit())
        }
    }
}
