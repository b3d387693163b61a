//! The contrast of the pairs of colours that the look promises, computed from the theme's knobs by the
//! formula of WCAG 2.2.

use crate::support::folder::project;
use std::collections::HashMap;

/// The least contrast of text; of controls, large text and the seal; and of decoration, which has none.
const TEXT: f64 = 4.5;
const LARGE: f64 = 3.0;
const DECOR: f64 = 1.0;

/// Foreground, ground, contrast in light and in dark, the least allowed.
const PAIRS: [(&str, &str, f64, f64, f64); 26] = [
    ("ink", "paper", 15.5, 15.7, TEXT),
    ("ink", "shell", 16.8, 14.5, TEXT),
    ("ink", "fibre", 13.8, 12.7, TEXT),
    ("ink-2", "paper", 7.8, 10.4, TEXT),
    ("ink-2", "shell", 8.4, 9.5, TEXT),
    ("ink-3", "paper", 5.6, 7.2, TEXT),
    ("ink-3", "fibre", 5.0, 5.8, TEXT),
    ("son", "paper", 6.5, 7.7, TEXT),
    ("seal-ink", "seal", 6.0, 5.0, LARGE),
    ("seal", "paper", 5.5, 3.6, LARGE),
    ("edge", "paper", 3.9, 4.8, LARGE),
    ("edge", "shell", 4.2, 4.4, LARGE),
    ("cham", "paper", 7.9, 10.0, TEXT),
    ("cham", "cham-bg", 7.2, 8.1, TEXT),
    ("dong", "paper", 7.0, 10.2, TEXT),
    ("dong", "dong-bg", 6.4, 8.3, TEXT),
    ("hoe", "paper", 6.8, 11.1, TEXT),
    ("hoe", "hoe-bg", 6.1, 8.4, TEXT),
    ("ink", "hoe-bg", 13.8, 11.8, TEXT),
    ("vang", "paper", 8.4, 9.4, TEXT),
    ("vang", "vang-bg", 7.6, 8.1, TEXT),
    ("band-ink", "band", 15.5, 16.7, TEXT),
    ("band-ink-2", "band", 10.3, 11.0, TEXT),
    ("line", "paper", 1.6, 1.6, DECOR),
    // Not in the table of the look, but on every page: text on a filled button is paper on ink.
    ("paper", "ink", 15.5, 15.7, TEXT),
    ("ink-2", "fibre", 6.9, 8.4, TEXT),
];

/// The colours of a block of the style sheet.
fn colours(css: &str, opening: &str) -> HashMap<String, [f64; 3]> {
    let (_, block) = css.split_once(opening).expect("the block is there");
    let (block, _) = block.split_once('}').expect("the block ends");
    let lines = block.lines().filter_map(|line| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        Some((name.to_owned(), channels(value.trim_end_matches(';'))?))
    });
    lines.collect()
}

fn channels(hex: &str) -> Option<[f64; 3]> {
    let channel = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?].map(f64::from))
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|channel| {
        let part = channel / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_pair_of_colours_keeps_the_contrast_the_look_promises() {
    let css = std::fs::read_to_string(project().join("assets/css/tokens.css")).expect("tokens");
    let mut wrong = Vec::new();
    for (theme, opening) in [("light", ":root {"), ("dark", "@dark {")] {
        let colours = colours(&css, opening);
        for (front, ground, light, dark, least) in PAIRS {
            let promised = if theme == "light" { light } else { dark };
            let found = contrast(colours[front], colours[ground]);
            let kept = (found - promised).abs() < 0.06 && found >= least;
            if !kept {
                wrong.push(format!("{front} on {ground} ({theme}): {found:.2}, not {promised}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_formula_gives_the_known_extremes() {
    let (black, white) = ([0.0; 3], [255.0; 3]);
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    assert!((contrast(white, white) - 1.0).abs() < 1e-9);
}
