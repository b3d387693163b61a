//! Whether an SVG only draws: elements and attributes of a list, nothing that runs, nothing that is
//! fetched from elsewhere. A drawing that holds more is refused rather than mended, so that what is
//! published is what was handed in.

use super::Reason;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

const DEEPEST: usize = 100;
const MOST_ELEMENTS: usize = 50_000;

/// Elements that draw (SVG 2). Not among them: script, foreignObject, animations, which can change
/// references after they were looked at, and everything of HTML.
const ELEMENTS: [&str; 60] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "switch",
    "title",
    "desc",
    "metadata",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "image",
    "a",
    "marker",
    "pattern",
    "mask",
    "clipPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "filter",
    "view",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "hatch",
    "hatchpath",
    "mesh",
    "meshrow",
    "meshpatch",
];

const NAMESPACES: [&str; 2] = ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"];

/// Checks a drawing; answers the size of its view box.
pub fn check(bytes: &[u8]) -> Result<Option<(u32, u32)>, Reason> {
    let damaged = || Reason::Damaged { is: "SVG".to_owned() };
    let text = std::str::from_utf8(bytes).map_err(|_| damaged())?;
    let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let (mut open, mut elements, mut size) = (Vec::<String>::new(), 0, None);
    loop {
        let event = reader.read_event().map_err(|_| damaged())?;
        let style = open.last().is_some_and(|name| name == "style");
        match event {
            Event::Start(start) => {
                let name = element(&start, &mut elements)?;
                if open.is_empty() {
                    size = view_box(&start);
                }
                open.push(name);
            }
            Event::Empty(start) => {
                element(&start, &mut elements)?;
                if open.is_empty() {
                    size = view_box(&start);
                }
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) if style => css(&text)?,
            Event::CData(data) if style => css(&data)?,
            Event::GeneralRef(_) if style => return Err(holds("&")),
            Event::GeneralRef(entity) if !is_known(&entity) => return Err(holds("<!ENTITY")),
            Event::DocType(_) => return Err(holds("<!DOCTYPE")),
            // A style sheet named before the first element would be fetched.
            Event::PI(_) => return Err(holds("<?…?>")),
            Event::Decl(declaration) => utf8(&declaration)?,
            Event::Eof => break,
            _ => {}
        }
        if open.len() > DEEPEST || elements > MOST_ELEMENTS {
            return Err(Reason::DrawingTooRich);
        }
    }
    if open.is_empty() && elements > 0 { Ok(size) } else { Err(damaged()) }
}

fn holds(what: &str) -> Reason {
    Reason::DrawingHolds { what: what.chars().take(40).collect() }
}

fn fetches(what: &str) -> Reason {
    Reason::DrawingFetches { what: what.chars().take(60).collect() }
}

fn is_known(entity: &str) -> bool {
    entity.starts_with('#') || ["amp", "lt", "gt", "quot", "apos"].contains(&entity)
}

/// Another encoding could mean other letters to a browser than to this check.
fn utf8(declaration: &quick_xml::events::BytesDecl<'_>) -> Result<(), Reason> {
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(name)) if name.eq_ignore_ascii_case("utf-8") => Ok(()),
        Some(_) => Err(holds("encoding")),
    }
}

fn element(start: &BytesStart<'_>, elements: &mut usize) -> Result<String, Reason> {
    *elements += 1;
    let whole = start.name().as_ref().to_owned();
    let local = whole.strip_prefix("svg:").unwrap_or(&whole);
    if !ELEMENTS.contains(&local) {
        return Err(holds(&format!("<{whole}>")));
    }
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Reason::Damaged { is: "SVG".to_owned() })?;
        let name = attribute.key.as_ref();
        let value = quick_xml::escape::unescape(&attribute.value);
        check_attribute(local, name, &value.map_err(|_| holds("<!ENTITY"))?)?;
    }
    Ok(local.to_owned())
}

fn check_attribute(element: &str, name: &str, value: &str) -> Result<(), Reason> {
    let lower = name.to_lowercase();
    if lower.starts_with("xmlns") {
        return if NAMESPACES.contains(&value) { Ok(()) } else { Err(holds(value)) };
    }
    // Every handler of an event begins so, and nothing that draws does.
    if lower.starts_with("on") {
        return Err(holds(name));
    }
    let prefix = lower.split_once(':').map(|(prefix, _)| prefix);
    if prefix.is_some_and(|prefix| !["xlink", "xml"].contains(&prefix)) || lower == "xml:base" {
        return Err(holds(name));
    }
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
    if !name.chars().all(word) {
        return Err(holds(name));
    }
    match lower.as_str() {
        // Said by readers' voices, never fetched.
        _ if lower.starts_with("aria-") => Ok(()),
        "href" | "xlink:href" | "src" => reference(element, value),
        _ => css(value),
    }
}

/// A reference to a part of the drawing itself, or a picture that is written out within it.
fn reference(element: &str, value: &str) -> Result<(), Reason> {
    let plain: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let lower = plain.to_lowercase();
    let pictures = ["data:image/png;", "data:image/jpeg;", "data:image/webp;", "data:image/gif;"];
    let inner = lower.starts_with('#') || lower.is_empty();
    let picture = element == "image" && pictures.iter().any(|kind| lower.starts_with(kind));
    if inner || picture { Ok(()) } else { Err(fetches(value)) }
}

/// Style, and every attribute that might be style: no import, no program, no address but one of
/// the drawing itself. Escapes are refused because they could spell any of these.
fn css(text: &str) -> Result<(), Reason> {
    let lower = text.to_lowercase();
    if lower.contains('\\') {
        return Err(holds("\\"));
    }
    // A comment in the middle of a word would hide it from what follows.
    let bare = without_comments(&lower);
    for word in ["@import", "@charset", "@namespace", "expression(", "-moz-binding", "behavior:"] {
        if bare.contains(word) {
            return Err(holds(word));
        }
    }
    for word in ["javascript:", "vbscript:", "image-set(", "//"] {
        if bare.contains(word) {
            return Err(fetches(word));
        }
    }
    for after in bare.split("url(").skip(1) {
        let address = after.trim_start().trim_start_matches(['"', '\'']);
        if !address.starts_with('#') {
            return Err(fetches(after.split(')').next().unwrap_or_default()));
        }
    }
    Ok(())
}

fn without_comments(text: &str) -> String {
    let (mut bare, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    bare
}

fn view_box(start: &BytesStart<'_>) -> Option<(u32, u32)> {
    let text = |name: &str| Some(start.try_get_attribute(name).ok()??.value.into_owned());
    let pixels = |side: f64| (1.0..100_000.0).contains(&side).then(|| format!("{side:.0}"));
    let whole = |side: &str| pixels(side.trim_end_matches("px").parse().ok()?)?.parse().ok();
    if let Some(view) = text("viewBox") {
        let mut sides = view.split([' ', ',']).filter(|side| !side.is_empty()).skip(2);
        return Some((whole(sides.next()?)?, whole(sides.next()?)?));
    }
    Some((whole(&text("width")?)?, whole(&text("height")?)?))
}
