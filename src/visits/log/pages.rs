//! Which requests of a log are for pages, and for which: old addresses lead to the entries that have
//! taken their place. Not for who asked.

use crate::platform::web::CountAs;
use ahash::AHashMap;

/// The entries behind addresses of the site, now and formerly.
#[derive(Debug)]
pub struct Pages {
    /// By path, decoded, without a slash at the end; with its query where it matters.
    pub known: AHashMap<String, CountAs>,
    /// What any other page counts as.
    pub other: CountAs,
}

impl Pages {
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
