//! Drawings in the portal's two inks (the classes `i-ink`, `i-paper`, `i-wash1`): in the dark
//! the block is shown instead of the print. Photographs and other drawings are never turned over.

/// Light ink beside what it becomes in the dark.
const TURNS: [(&str, &str); 8] = [
    ("#1b1714", "#f2eadb"),
    ("#f4efe4", "#14110f"),
    ("#cfc8ba", "#3f382f"),
    ("#a9c3cf", "#1f4356"),
    ("#b2cbb5", "#23472f"),
    ("#ecd28b", "#5c460f"),
    ("#51483f", "none"),
    ("#fbf8f1", "#f2eadb"),
];

/// The drawing turned over, or `None` for a file that is no such drawing.
pub fn turned_over(svg: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(svg).ok()?;
    if !(text.contains("<svg") && text.contains(".i-ink{")) {
        return None;
    }
    // In two steps: paper becomes ink and ink becomes paper, and neither may meet the other halfway.
    let held = TURNS.iter().enumerate().fold(text.to_owned(), |text, (place, (light, _))| {
        text.replace(light, &format!("\u{1}{place}\u{1}"))
    });
    Some(
        TURNS.iter().enumerate().fold(held, |text, (place, (_, dark))| {
            text.replace(&format!("\u{1}{place}\u{1}"), dark)
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::turned_over;

    #[test]
    fn ink_and_paper_change_places_in_the_dark() {
        let light = "<svg><style>.i-ink{fill:#1b1714}.i-paper{fill:#f4efe4}</style></svg>";
        let dark = "<svg><style>.i-ink{fill:#f2eadb}.i-paper{fill:#14110f}</style></svg>";
        assert_eq!(turned_over(light.as_bytes()).as_deref(), Some(dark));
    }

    #[test]
    fn another_svg_is_left_as_it_is() {
        assert_eq!(turned_over(b"<svg><path fill=\"#1b1714\"/></svg>"), None);
    }
}
