//! What a request says of whoever sends it: the headers that counting looks at, found in one pass over
//! them. Asking for nine names one by one costs as much as the rest of counting. Not for judging them.

use http::{HeaderMap, HeaderValue};

/// The headers that counting looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said<'a> {
    /// `User-Agent`; empty where there is none.
    pub agent: &'a [u8],
    /// `Cookie`.
    pub cookie: &'a [u8],
    /// `Referer`, if it is plain text.
    pub referrer: Option<&'a str>,
    /// `Host`, if it is plain text.
    pub host: Option<&'a str>,
    /// Whether the page is fetched ahead of a reader, or for a preview.
    pub ahead: bool,
    /// Whether client hints say that it is a phone.
    pub mobile: bool,
}

impl<'a> Said<'a> {
    /// What these headers say.
    pub fn in_headers(headers: &'a HeaderMap) -> Said<'a> {
        let mut said = Said::default();
        for (name, value) in headers {
            said.hears(name.as_str().as_bytes(), value);
        }
        said
    }

    // Bytes and not words: such a match looks at one byte after the other and calls nothing.
    fn hears(&mut self, name: &[u8], value: &'a HeaderValue) {
        match name {
            b"user-agent" => self.agent = value.as_bytes(),
            b"cookie" => self.cookie = value.as_bytes(),
            b"referer" => self.referrer = value.to_str().ok(),
            b"host" => self.host = value.to_str().ok(),
            // In these, browsers say that they fetch ahead: `prefetch`, `prerender`, `preview`.
            b"sec-purpose" | b"purpose" | b"x-moz" | b"x-purpose" => {
                self.ahead |= value.as_bytes().starts_with(b"pre");
            }
            b"sec-ch-ua-mobile" => self.mobile = value.as_bytes() == b"?1",
            _ => {}
        }
    }
}
