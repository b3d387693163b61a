//! What a browser sends for a page: the inputs of its HTML as the HTML standard collects them. Not for
//! what a script would do with them.

use crate::desk::form::Pairs;

/// The pairs a browser sends that opened the page and pressed save.
pub fn pairs(html: &str) -> Pairs {
    let mut pairs = Pairs::new();
    let mut rest = html;
    while let Some((_, opened)) = rest.split_once('<') {
        let (tag, after_tag) = opened.split_once('>').expect("a tag ends");
        rest = after_tag;
        match tag.split([' ', '\n']).next().unwrap() {
            "template" => rest = after(rest, "</template>").1,
            "script" => rest = after(rest, "</script>").1,
            "input" => pairs.extend(input(tag)),
            "textarea" => {
                let (text, after) = after(rest, "</textarea>");
                rest = after;
                let text = plain(text.strip_prefix('\n').unwrap_or(text));
                pairs.extend(attribute(tag, "name").map(|name| (name, text.replace('\n', "\r\n"))));
            }
            "select" => {
                let (options, after) = after(rest, "</select>");
                rest = after;
                pairs.extend(attribute(tag, "name").map(|name| (name, chosen(options))));
            }
            _ => {}
        }
    }
    pairs
}

fn after<'a>(html: &'a str, end: &str) -> (&'a str, &'a str) {
    html.split_once(end).unwrap_or_else(|| panic!("no {end}"))
}

fn input(tag: &str) -> Option<(String, String)> {
    let name = attribute(tag, "name")?;
    let kind = attribute(tag, "type").unwrap_or_default();
    let value = attribute(tag, "value").unwrap_or_default();
    match kind.as_str() {
        "checkbox" | "radio" => tag.contains(" checked").then_some((name, value)),
        "hidden" => Some((name, value)),
        "file" => None,
        // One line: the value sanitisation algorithm strips line ends.
        _ => Some((name, value.replace(['\n', '\r'], ""))),
    }
}

fn chosen(options: &str) -> String {
    let tags: Vec<&str> =
        options.split("<option").skip(1).map(|option| option.split('>').next().unwrap()).collect();
    let chosen = tags.iter().find(|tag| tag.ends_with(" selected")).or(tags.first());
    chosen.and_then(|tag| attribute(tag, "value")).unwrap_or_default()
}

/// An attribute of a tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split_once('"').map(|(value, _)| plain(value))
}

fn plain(text: &str) -> String {
    let mut plain = text.to_owned();
    for (entity, sign) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    {
        plain = plain.replace(entity, sign);
    }
    plain
}

#[test]
fn a_browser_sends_what_the_standard_says() {
    let html = "<input type=\"text\" name=\"a\" value=\"1 &amp; 2\"><input type=\"checkbox\" name=\"b\" value=\"1\">\
                <input type=\"checkbox\" name=\"c\" value=\"1\" checked><textarea name=\"d\">\n\nx\ny</textarea>\
                <select name=\"e\"><option value=\"\">-</option><option value=\"2\" selected>2</option></select>\
                <template><input name=\"f\" value=\"no\"></template><button name=\"g\" value=\"no\">g</button>";
    let sent = pairs(html);
    let sent: Vec<(&str, &str)> =
        sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(sent, [("a", "1 & 2"), ("c", "1"), ("d", "\r\nx\r\ny"), ("e", "2")]);
}
