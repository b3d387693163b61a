//! Rules about words and letters, and about how hard a text is to read.

use super::*;

fn title(title: &str) -> Vec<String> {
    told(&facts(), Words { title: title.into(), ..words() })
}

#[test]
fn words_in_capitals_are_shouted_and_abbreviations_are_not() {
    for text in [
        "LỄ KHAI MẠC tối nay",
        "Tối nay KHAI MẠC",
        "Lễ HỘI LÀNG",
        "BẾ MẠC hội",
        "THE OPENING IS TONIGHT",
        "NGHIÊNG",
    ] {
        assert_eq!(title(text), ["shouting title"], "{text}");
    }
    for text in [
        "UBND tỉnh và Sở VHTTDL",
        "Nghị định 72/2015/NĐ-CP",
        "UNESCO và ASEAN",
        "HĐND",
        "Ở A",
        "Quyết định 47/NQ-CP",
        "TP Bắc Giang",
        "Tỉnh Đ",
        "Ý nghĩa",
    ] {
        assert_eq!(title(text), NOTHING, "{text}");
    }
    assert_eq!(told_of_body("Chữ thường.\n\n- LỄ HỘI XUÂN"), ["shouting body:1"]);
}

#[test]
fn old_encodings_and_marks_apart_are_noticed_where_they_stand() {
    assert_eq!(title("Le\u{302}\u{303} khai ma\u{323}c"), ["not-nfc title"]);
    assert_eq!(title("LÔ khai m¹c ngµy héi"), ["legacy title"]);
    assert_eq!(told_of_body("Một.\n\nLeã hoäi truyeàn thoáng"), ["legacy body:1"]);
    let args = args(&facts(), Words { title: "TiÕng trèng héi".into(), ..words() });
    let names: Vec<&str> = args.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["after", "before", "encoding"]);
    assert_eq!(args[2].1, "TCVN3");
    assert_eq!(args[0].1, "Tiếng trống hội");
}

#[test]
fn two_spaces_are_one_too_many() {
    assert_eq!(title("Lễ  khai mạc"), ["double-space title"]);
    assert_eq!(title("Văn hóa\u{a0}- Du lịch"), NOTHING);
    let corrected = Correction { at: 0, text: "Sửa  giờ.".into() };
    assert_eq!(
        told(&facts(), Words { corrections: vec![corrected], ..words() }),
        ["double-space correction:0"]
    );
}

#[test]
fn names_are_written_the_way_the_site_writes_them() {
    assert_eq!(title("Tuần Lễ Văn hóa"), ["name-wrong title"]);
    assert_eq!(title("Tuần lễ Văn hóa"), NOTHING);
    assert_eq!(title("Tuần Lễvăn hóa"), NOTHING);
    let args = args(&facts(), Words { lead: "Trong Tuần Lễ.".into(), ..words() });
    assert_eq!(args, [("right", "Tuần lễ".to_owned()), ("wrong", "Tuần Lễ".to_owned())]);
}

fn sentence(syllables: usize) -> String {
    format!("Hội{}. ", " làng".repeat(syllables - 1))
}

#[test]
fn long_vietnamese_sentences_are_counted_and_named() {
    for (text, expected) in [
        (sentence(10).repeat(9), &[][..]),
        (sentence(31).repeat(2), &[][..]),
        (sentence(26).repeat(4), &["long-sentences body:0"][..]),
        (sentence(31) + &sentence(10).repeat(6), &[][..]),
        (sentence(40).repeat(2) + &sentence(8).repeat(4), &["long-sentences body:0"][..]),
        (format!("## Mở\n\n{}", sentence(10).repeat(8)), &[][..]),
        ("Ở TP. Bắc Giang có 1.284 lượt khách xem hát. ".repeat(9), &[][..]),
    ] {
        assert_eq!(told_of_body(&text), expected, "{text}");
    }
    assert_eq!(
        args(&facts(), with_body(&(sentence(40).repeat(2) + &sentence(8).repeat(4)))),
        [("average", "18".to_owned()), ("share", "33".to_owned())]
    );
}

#[test]
fn english_is_measured_with_flesch() {
    let easy = "The drum is on the hill. We go to see it at night. It is big and old. ".repeat(5);
    let hard = "Administrative organisations facilitate interdisciplinary collaboration regarding \
                international cultural communication activities, necessitating considerable coordination. "
        .repeat(8);
    for (text, ids) in [(easy, &[][..]), (hard, &["hard-english"][..])] {
        let (found, _) = found_in("en", &facts(), with_body(&text));
        let found: Vec<&str> = found.iter().map(|finding| finding.id).collect();
        assert_eq!(found, ids, "{text}");
    }
    let (_, passed) = found_in("en", &facts(), with_body("The drum is old."));
    assert!(!passed.contains(&"hard-english"), "four words say nothing");
}
