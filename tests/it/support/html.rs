//! HTML read simply: tags with their attributes, and the words between them. It trusts that the
//! page is well formed, which `every_page_is_well_formed` checks.

/// A tag.
#[derive(Clone, Debug)]
pub struct Tag<'a> {
    pub name: &'a str,
    pub closing: bool,
    inside: &'a str,
}

impl Tag<'_> {
    /// An attribute's value; empty when it has none.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.attributes().into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Every attribute.
    pub fn attributes(&self) -> Vec<(&str, String)> {
        let mut rest = self.inside.trim_end_matches('/');
        let mut found = Vec::new();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return found;
            }
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let name = &rest[..end];
            rest = &rest[end..];
            let Some(value) = rest.strip_prefix('=') else {
                found.push((name, String::new()));
                continue;
            };
            let (value, after) = match value.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
            };
            found.push((name, decode(value)));
            rest = after;
        }
    }
}

/// A piece of a page.
enum Piece<'a> {
    Tag(Tag<'a>),
    Text(&'a str),
}

fn pieces(html: &str) -> Vec<Piece<'_>> {
    let (mut found, mut rest) = (Vec::new(), html);
    while let Some(at) = rest.find('<') {
        if at > 0 {
            found.push(Piece::Text(&rest[..at]));
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = end_of_tag(rest);
        let inside = rest[1..end].trim_end_matches('>');
        rest = &rest[end..];
        let (closing, inside) = (inside.starts_with('/'), inside.trim_start_matches('/'));
        let name_end = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
        let tag = Tag { name: &inside[..name_end], closing, inside: &inside[name_end..] };
        let raw = !closing && matches!(tag.name, "script" | "style");
        let close = format!("</{}", tag.name);
        found.push(Piece::Tag(tag));
        if raw {
            rest = rest.find(&close).map_or("", |at| &rest[at..]);
        }
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    found
}

/// The length of the tag at the start of `html`; a `>` inside quotes does not end it.
fn end_of_tag(html: &str) -> usize {
    let mut quoted = false;
    for (at, c) in html.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    html.len()
}

/// Every tag of a page, in order.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let tags = pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Tag(tag) => Some(tag),
        Piece::Text(_) => None,
    });
    tags.collect()
}

const INLINE: [&str; 22] = [
    "a", "span", "strong", "em", "s", "small", "time", "svg", "path", "circle", "rect", "g", "img",
    "mark", "abbr", "code", "sup", "sub", "line", "polyline", "ellipse", "text",
];

/// What a person reads: a line for each block, spaces joined, entities decoded.
pub fn words(html: &str) -> String {
    let mut text = String::new();
    for piece in pieces(html) {
        match piece {
            Piece::Text(words) => text.push_str(&decode(words).replace('\n', " ")),
            Piece::Tag(tag) if INLINE.contains(&tag.name) => {}
            Piece::Tag(_) => text.push('\n'),
        }
    }
    let lines = text.lines().map(|line| {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.trim().is_empty()).collect();
        words.join(" ")
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Text with its entities as characters.
pub fn decode(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2f;", "/"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ];
    named.iter().fold(text.to_owned(), |text, (name, c)| text.replace(name, c))
}

/// A page with `/files/<key>/` and the hashes of assets left out, so that a drawing may be mended
/// without another page being expected.
pub fn without_hashes(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("/files/") {
        let (before, after) = rest.split_at(at + "/files/".len());
        out.push_str(before);
        rest = after.split_once('/').map_or("", |(_, name)| name);
        out.push_str("…/");
    }
    out.push_str(rest);
    let parts: Vec<String> = out.split("/assets/").map(without_hash).collect();
    parts.join("/assets/")
}

fn without_hash(part: &str) -> String {
    let end = part.find(['"', ' ', ')']).unwrap_or(part.len());
    let (name, after) = part.split_at(end);
    match (name.rsplit_once('-'), name.rsplit_once('.')) {
        (Some((plain, _)), Some((_, ending))) if !plain.contains(' ') => {
            format!("{plain}-….{ending}{after}")
        }
        _ => part.to_owned(),
    }
}

/// The elements that are open or closed where they should not be.
pub fn nesting_faults(html: &str) -> Vec<String> {
    const ALONE: [&str; 15] = [
        "!doctype", "meta", "link", "img", "input", "br", "hr", "source", "track", "path",
        "circle", "rect", "line", "polyline", "ellipse",
    ];
    let (mut open, mut faults) = (Vec::new(), Vec::new());
    for tag in tags(html) {
        if ALONE.contains(&tag.name) || tag.inside.ends_with('/') {
            continue;
        }
        if !tag.closing {
            open.push(tag.name);
        } else if open.last() == Some(&tag.name) {
            open.pop();
        } else {
            faults.push(format!("</{}> closes {:?}", tag.name, open.last()));
            return faults;
        }
    }
    faults.extend(open.iter().map(|name| format!("<{name}> is never closed")));
    faults
}
