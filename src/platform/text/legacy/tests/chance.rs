//! Any sentence, written in an old encoding and given back.

use super::*;
use proptest::prelude::*;

const SYLLABLES: [&str; 48] = [
    "lễ",
    "hội",
    "khai",
    "mạc",
    "tối",
    "nay",
    "thành",
    "cổ",
    "Xương",
    "Giang",
    "tỉnh",
    "đêm",
    "người",
    "dân",
    "đường",
    "phố",
    "quảng",
    "trường",
    "chiều",
    "nghề",
    "khắc",
    "mộc",
    "bản",
    "chùa",
    "giữ",
    "gìn",
    "nhiều",
    "thế",
    "kỷ",
    "khách",
    "được",
    "mời",
    "rượu",
    "làng",
    "nước",
    "múa",
    "rối",
    "hát",
    "quan",
    "họ",
    "mỹ",
    "ngoẵng",
    "khuỷu",
    "thuở",
    "xuống",
    "Đình",
    "sẵn",
    "lỵ",
];

/// Begins with words that cannot be read as they would be written; `méc` for `mộc` could be right.
fn sentence() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(SYLLABLES.as_slice()), 0..15);
    let end = prop::sample::select(vec![".", "?", ", 2020.", "..."]);
    (words, end)
        .prop_map(|(words, end)| format!("Việt hội thành phố nghĩa {}", words.join(" ") + end))
}

proptest! {
    #[test]
    fn a_sentence_comes_back_from_every_encoding(sentence in sentence()) {
        use unicode_normalization::UnicodeNormalization;
        for (encoding, written) in [
            (Encoding::Tcvn3, in_tcvn3(&sentence)),
            (Encoding::Vni, in_vni(&sentence)),
            (Encoding::Viqr, in_viqr(&sentence)),
            (Encoding::Decomposed, sentence.nfd().collect()),
        ] {
            let found = detect(&written);
            prop_assert!(found.is_some(), "{}", written);
            let found = found.expect("found");
            prop_assert_eq!(found.encoding, encoding, "{}", &written);
            prop_assert_eq!(&found.converted, &sentence, "{}", &written);
        }
    }

    #[test]
    fn a_sentence_that_is_right_is_left_alone(sentence in sentence()) {
        prop_assert_eq!(detect(&sentence), None);
    }

    #[test]
    fn no_text_is_too_odd_to_be_looked_at(text in "\\PC*|[a-z^`'~?.()+ \\\\\u{a1}-\u{fe}\u{300}-\u{323}]*") {
        if let Some(found) = detect(&text) {
            prop_assert!((0.0..=1.0).contains(&found.confidence));
            prop_assert!(found.converted != text);
            let (before, after) = found.sample(&text);
            prop_assert!(before != after || before.ends_with('…'));
        }
    }
}
