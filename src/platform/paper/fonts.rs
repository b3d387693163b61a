//! The faces letters are set in: Tinos, as wide as Times New Roman, which the Decree asks for, and free
//! to build in. Not for pages: their faces are in the style.

use super::NotSet;
use crate::platform::web::assets;
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::Font;

/// Regular, bold, italic, bold italic, as `assets/build/fonts.mjs` names them.
const FACES: [&str; 4] =
    ["tinos-400.ttf", "tinos-700.ttf", "tinos-400-italic.ttf", "tinos-700-italic.ttf"];

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let face = |name: &&str| Font::new(Bytes::new(assets::built(name)?.into_owned()), 0);
    FACES.iter().filter_map(face).collect()
});

/// Every face, in the order of their names.
pub(super) fn fonts() -> Result<&'static [Font], NotSet> {
    if FONTS.len() == FACES.len() {
        return Ok(&FONTS);
    }
    Err(NotSet::because("a face is missing; `make assets` builds them"))
}

/// A text with a white square for each sign no face has: a PDF that says what it shows in every
/// reader (PDF/A, PDF/UA) must not hold a glyph without a meaning.
pub(super) fn with_known_signs(text: &str) -> String {
    let known = |sign: char| {
        sign.is_whitespace()
            || FONTS.first().is_none_or(|face| face.info().coverage.contains(sign.into()))
    };
    text.chars().map(|sign| if known(sign) { sign } else { '\u{25a1}' }).collect()
}
