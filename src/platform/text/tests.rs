//! Cases from Vietnamese as it is typed, pasted and misplaced.

use super::{exact, fold, hold_hyphens, nfc, slug, words};
use proptest::prelude::*;
use std::borrow::Cow;

fn spelled(text: &str) -> Vec<&str> {
    words(text).map(|(_, word)| word).collect()
}

#[test]
fn folding_takes_marks_off_and_turns_d_with_stroke_into_d() {
    for (typed, key) in [
        ("Đường", "duong"),
        ("đối ngoại", "doi ngoai"),
        ("Lễ hội Xương Giang", "le hoi xuong giang"),
        ("ẪM ƯỚT", "am uot"),
        ("Ðắk Lắk", "dak lak"),
        ("ƌình", "dinh"),
        ("İzmir", "izmir"),
        ("Tromsø", "tromso"),
        ("Văn hóa\u{a0}- Du lịch", "van hoa - du lich"),
    ] {
        assert_eq!(fold(typed), key, "{typed}");
    }
}

#[test]
fn folding_treats_decomposed_and_deprecated_marks_alike() {
    assert_eq!(fold("Be\u{302}\u{301}n đo\u{300}"), "ben do");
    assert_eq!(fold("a\u{340}i a\u{341}"), "ai a");
}

#[test]
fn folding_leaves_the_vowels_of_other_scripts_alone() {
    assert_eq!(fold("ที่นี่"), nfc("ที่นี่"));
    assert_eq!(fold("ភាសាខ្មែរ"), "ភាសាខ្មែរ");
    assert_eq!(fold("한국어"), "한국어");
    assert_eq!(fold("がっこう"), "がっこう");
}

#[test]
fn both_ways_of_placing_a_tone_have_one_exact_key() {
    for (old, new) in [
        ("hòa", "hoà"),
        ("thúy", "thuý"),
        ("khỏe", "khoẻ"),
        ("Hiệp Hòa", "hiệp hoà"),
        ("ÒA", "oà"),
        ("hóa học", "hoá học"),
        ("loã xoã", "lõa xõa"),
    ] {
        assert_eq!(exact(old), exact(new), "{old} {new}");
    }
}

#[test]
fn the_exact_key_keeps_different_words_different() {
    let words = ["dan", "dân", "đàn", "dấn", "dần", "dẫn", "dận", "dàn", "đan", "đán", "dăn"];
    for (i, one) in words.iter().enumerate() {
        for other in words.iter().skip(i + 1) {
            assert_ne!(exact(one), exact(other), "{one} {other}");
        }
    }
    assert_ne!(exact("Bắc Giang"), exact("Bạc Giang"));
    assert_ne!(exact("πότε"), exact("ποτέ"));
}

#[test]
fn decomposed_text_has_the_same_exact_key() {
    assert_eq!(exact("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"), exact("Tiếng Việt"));
}

#[test]
fn words_are_syllables_with_their_places() {
    let text = "Lễ hội, năm 2020";
    for (range, word) in words(text) {
        assert_eq!(text.get(range), Some(word));
    }
    assert_eq!(spelled(text), ["Lễ", "hội", "năm", "2020"]);
    assert_eq!(spelled("Tp.Bắc Giang"), ["Tp", "Bắc", "Giang"]);
    assert_eq!(
        spelled("1.284 lượt; 20h00’ ngày 29/01"),
        ["1.284", "lượt", "20h00", "ngày", "29", "01"]
    );
    assert_eq!(spelled("Vie\u{323}\u{302}t Nam"), ["Vie\u{323}\u{302}t", "Nam"]);
    assert_eq!(spelled("a_b don’t"), ["a", "b", "don’t"]);
    assert_eq!(spelled(" … "), Vec::<&str>::new());
}

#[test]
fn languages_without_spaces_have_words_too() {
    assert!(spelled("ภาษาไทยง่าย").len() > 1);
    assert!(spelled("ພາສາລາວ").len() > 1);
    assert!(spelled("越南北江省文化节").len() > 1);
}

#[test]
fn a_slug_is_plain_and_short() {
    assert_eq!(slug("Đổi mới & sáng tạo"), "doi-moi-sang-tao");
    assert_eq!(
        slug("  Khai mạc: Tuần Văn hóa - Du lịch 2020! "),
        "khai-mac-tuan-van-hoa-du-lich-2020"
    );
    assert_eq!(slug("The governor’s visit"), "the-governors-visit");
    assert_eq!(slug("越南"), "");
    assert_eq!(slug("…"), "");
    let long = slug(&"đường dài ".repeat(20));
    assert!(long.len() <= 80 && long.ends_with("-dai"), "{long}");
    assert_eq!(slug(&"a".repeat(200)).len(), 80);
}

#[test]
fn stored_text_is_composed_and_has_no_invisible_characters() {
    assert_eq!(nfc("Vie\u{323}\u{302}t"), "Việt");
    assert_eq!(nfc("a\u{340} o\u{341}"), "à ó");
    assert_eq!(nfc("\u{feff}Bắc\u{ad} Gi\u{200b}ang\u{2060}"), "Bắc Giang");
    assert_eq!(nfc("a\u{200b}\u{301}"), "á");
    assert!(matches!(nfc("Bắc Giang"), Cow::Borrowed(_)));
}

#[test]
fn joiners_stay_where_a_script_needs_them() {
    for text in ["می\u{200c}خواهم", "ភាសា\u{200b}ខ្មែរ", "👩\u{200d}🎓"]
    {
        assert_eq!(nfc(text), text);
    }
}

#[test]
fn a_spaced_hyphen_never_begins_a_line() {
    assert_eq!(hold_hyphens("Văn hóa - Du lịch"), "Văn hóa\u{a0}- Du lịch");
    assert_eq!(hold_hyphens("2019-2020"), "2019-2020");
}

proptest! {
    #[test]
    fn storing_twice_changes_nothing(text in "\\PC*|[ក\u{200b}-\u{200d}\u{feff}\u{ad}a\u{301}\u{340}Å👩]*") {
        let once = nfc(&text).into_owned();
        prop_assert_eq!(nfc(&once).into_owned(), once);
    }

    #[test]
    fn keys_are_keys_of_themselves(text in "[a-zA-ZđĐàáảãạăằâấêệôơờưựýỳ ’.]*|\\PC*") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
        prop_assert_eq!(exact(&exact(&text)), exact(&text));
    }

    #[test]
    fn a_slug_is_a_slug_of_itself(text in "\\PC*") {
        let made = slug(&text);
        prop_assert!(made.len() <= 80);
        prop_assert!(made.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        prop_assert!(!made.starts_with('-') && !made.ends_with('-') && !made.contains("--"));
        prop_assert_eq!(slug(&made), made);
    }

    #[test]
    fn every_word_lies_where_it_says(text in "\\PC*") {
        let mut end = 0;
        for (range, word) in words(&text) {
            prop_assert!(range.start >= end);
            end = range.end;
            prop_assert_eq!(text.get(range), Some(word));
        }
    }
}
