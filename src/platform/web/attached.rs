//! A file that is given to be kept under its own name. Not for pages and what stands on them.

use http::HeaderValue;

/// The value of `Content-Disposition` (RFC 6266) for a file of any name: every sign that is not plain is written
/// out in UTF-8 (RFC 8187).
pub fn attached(name: &str) -> HeaderValue {
    let name = serde_urlencoded::to_string([("", name)]).unwrap_or_default();
    let name = name.trim_start_matches('=').replace('+', "%20");
    let named = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}"));
    named.unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::attached;

    #[test]
    fn a_file_is_kept_under_its_own_name_whatever_signs_are_in_it() {
        assert_eq!(attached("egdi 2024.pdf"), "attachment; filename*=UTF-8''egdi%202024.pdf");
        assert_eq!(attached("a\"b=\r\n.pdf"), "attachment; filename*=UTF-8''a%22b%3D%0D%0A.pdf");
        assert_eq!(attached("đ.pdf"), "attachment; filename*=UTF-8''%C4%91.pdf");
    }
}
