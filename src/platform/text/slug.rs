//! The readable part of an address. Not for telling entries apart: two titles can have one slug,
//! and whoever stores it settles that.

use super::fold;

/// The longest slug, in bytes.
const LONGEST: usize = 80;

/// Returns the slug of a title: `Đổi mới & sáng tạo` becomes `doi-moi-sang-tao`. At most 80
/// bytes, cut at a hyphen; empty when the title has no Latin letter or digit.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for word in fold(title).split(|c: char| !c.is_ascii_alphanumeric() && c != '\'') {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() {
            continue;
        }
        if slug.is_empty() {
            slug.extend(word.chars().take(LONGEST));
        } else if slug.len() + 1 + word.len() <= LONGEST {
            slug.push('-');
            slug.push_str(&word);
        } else {
            break;
        }
    }
    slug
}
