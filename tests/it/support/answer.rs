//! An answer as a test reads it.

use super::html;
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use std::io::Read;

/// What the portal answered.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Bytes,
    /// The unpacked text, in pages with `/` for `&#x2f;`; empty for pictures and films.
    pub text: String,
}

impl Answer {
    pub fn new(status: StatusCode, headers: HeaderMap, bytes: Bytes) -> Answer {
        let packed = headers.get(header::CONTENT_ENCODING).is_some_and(|coding| coding == "gzip");
        let plain = if packed { unpack(&bytes) } else { bytes.to_vec() };
        let text = String::from_utf8(plain).unwrap_or_default();
        let page = headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/html")));
        let text = if page { text.replace("&#x2f;", "/") } else { text };
        Answer { status, headers, bytes, text }
    }

    /// A header's text, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn is_html(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }

    /// What stands in `<main>`, with the hashes of files and assets left out.
    pub fn main(&self) -> String {
        let from = self.text.find("<main").expect("a page has <main>");
        let to = self.text.find("</main>").expect("<main> ends");
        html::without_hashes(&self.text[from..to])
    }

    /// `<main>` as a person reads it: a line for each block, without pictures.
    pub fn words(&self) -> String {
        html::words(&self.main())
    }

    /// `<main>` as a person reads it, up to a line.
    #[track_caller]
    pub fn words_until(&self, end: &str) -> String {
        let words = self.words();
        let (before, _) = words.split_once(&format!("\n{end}\n")).expect("the line is there");
        before.to_owned()
    }

    /// The whole page as a person reads it.
    pub fn all_words(&self) -> String {
        html::words(&self.text)
    }

    /// Asserts that a person reads each of these on the page.
    #[track_caller]
    pub fn shows(&self, expected: &[&str]) {
        let words = self.all_words().replace(['\n', '\u{a0}'], " ");
        for one in expected {
            assert!(words.contains(one), "{one:?} is not on the page:\n{}", self.words());
        }
    }

    /// Asserts that nobody reads any of these on the page.
    #[track_caller]
    pub fn shows_none(&self, unwanted: &[&str]) {
        let words = self.all_words().replace(['\n', '\u{a0}'], " ");
        for one in unwanted {
            assert!(!words.contains(one), "{one:?} is on the page:\n{}", self.words());
        }
    }

    /// The structured data of the page.
    pub fn json_ld(&self) -> Option<serde_json::Value> {
        let (_, after) = self.text.split_once("<script type=\"application/ld+json\">")?;
        let (json, _) = after.split_once("</script>")?;
        Some(serde_json::from_str(json).expect("structured data is JSON"))
    }

    /// The addresses of a `<link rel=…>`, with their language.
    pub fn links(&self, rel: &str) -> Vec<(String, String)> {
        let found = html::tags(&self.text)
            .into_iter()
            .filter(|tag| tag.name == "link" && tag.attribute("rel").as_deref() == Some(rel));
        let of = |tag: &html::Tag, name| tag.attribute(name).unwrap_or_default();
        found.map(|tag| (of(&tag, "hreflang"), of(&tag, "href"))).collect()
    }
}

fn unpack(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).expect("a whole gzip stream");
    plain
}
