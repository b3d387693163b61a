//! Sentences in each encoding, and texts that only look like one.

use super::*;

mod chance;

/// How a sentence is written in TCVN3, seen as Latin-1.
fn in_tcvn3(text: &str) -> String {
    let codes: Vec<char> = ('\u{a1}'..='\u{fe}').collect();
    let code = |c: char| codes.iter().copied().find(|code| tcvn3::letter(*code) == Some(c));
    text.chars().map(|c| code(c).unwrap_or(c)).collect()
}

fn in_vni(text: &str) -> String {
    text.chars().map(vni::written).collect()
}

/// As RFC 1456 asks: a sign that is none has a backslash before it.
fn in_viqr(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            'đ' => out.push_str("dd"),
            'Đ' => out.push_str("DD"),
            '.' | '?' | '\'' => out.extend(['\\', c]),
            c => out.extend(c.nfd().map(|c| match c {
                '\u{302}' => '^',
                '\u{306}' => '(',
                '\u{31b}' => '+',
                '\u{300}' => '`',
                '\u{301}' => '\'',
                '\u{303}' => '~',
                '\u{309}' => '?',
                '\u{323}' => '.',
                c => c,
            })),
        }
    }
    // The mark that makes another vowel comes before the tone; NFD has the dot below first.
    for quality in ['^', '('] {
        out = out.replace(&format!(".{quality}"), &format!("{quality}."));
    }
    out
}

const SENTENCES: [&str; 6] = [
    "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập - tự do - hạnh phúc.",
    "Tối nay, lễ khai mạc diễn ra tại thành cổ Xương Giang, mở cửa tự do!",
    "Ủy ban nhân dân tỉnh quyết định tổ chức đêm hội, có hát quan họ và múa rối nước.",
    "Đường phố Bắc Giang rực rỡ; người dân đổ về quảng trường từ chiều.",
    "Nghề khắc mộc bản ở chùa Vĩnh Nghiêm được giữ gìn qua nhiều thế kỷ.",
    "Du khách được mời nếm mỳ Chũ, vải thiều, rượu làng Vân và bánh đa Kế.",
];

#[test]
fn sentences_in_each_encoding_are_given_back_right() {
    for sentence in SENTENCES {
        let small: String = sentence.chars().map(|c| if c == 'Ủ' { 'ủ' } else { c }).collect();
        for (encoding, written, right) in [
            (Encoding::Tcvn3, in_tcvn3(&small), small.as_str()),
            (Encoding::Vni, in_vni(sentence), sentence),
            (Encoding::Viqr, in_viqr(sentence), sentence),
        ] {
            let found = detect(&written).unwrap_or_else(|| panic!("nothing in {written:?}"));
            assert_eq!(found.encoding, encoding, "{written}");
            assert_eq!(found.converted, right, "{written}");
            assert!(found.confidence > 0.9, "{written} {}", found.confidence);
        }
    }
}

#[test]
fn texts_as_they_come_out_of_old_files_are_given_back_right() {
    for (written, encoding, right) in [
        (
            "Céng hoµ x· héi chñ nghÜa ViÖt Nam",
            Encoding::Tcvn3,
            "Cộng hoà xã hội chủ nghĩa Việt Nam",
        ),
        ("§éc lËp - Tù do - H¹nh phóc", Encoding::Tcvn3, "Độc lập - Tự do - Hạnh phúc"),
        ("Lêi nãi ®Çu", Encoding::Tcvn3, "Lời nói đầu"),
        ("t\u{ad} liÖu vÒ v¨n hãa", Encoding::Tcvn3, "tư liệu về văn hóa"),
        ("NghÞ quyÕt sè 47/NQ-CP ngµy 15/4", Encoding::Tcvn3, "Nghị quyết số 47/NQ-CP ngày 15/4"),
        (
            "CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM",
            Encoding::Tcvn3,
            "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
        ("Bµ NguyÔn ThÞ nãi víi phãng viªn", Encoding::Tcvn3, "Bà Nguyễn Thị nói với phóng viên"),
        (
            "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
            Encoding::Vni,
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
        ),
        ("Ñoäc laäp – Töï do – Haïnh phuùc", Encoding::Vni, "Độc lập – Tự do – Hạnh phúc"),
        ("ÑÖÔØNG LEÂN THAÙP CHUØA", Encoding::Vni, "ĐƯỜNG LÊN THÁP CHÙA"),
        (
            "Coäng hoøa, xem www.chinhphu.vn, thö: vanthu@example.vn nheù",
            Encoding::Vni,
            "Cộng hòa, xem www.chinhphu.vn, thư: vanthu@example.vn nhé",
        ),
        ("Vie^.t Nam", Encoding::Viqr, "Việt Nam"),
        (
            "Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam.",
            Encoding::Viqr,
            "Cộng hòa xã hội chủ nghĩa Việt Nam.",
        ),
        (
            "Ddo^.c la^.p, tu+. do, ha.nh phu'c. Ba`i ha't la.",
            Encoding::Viqr,
            "Độc lập, tự do, hạnh phúc. Bài hát la.",
        ),
        (
            "Hôm nay tốt.\nNgµy mai trêi n¾ng ®Ñp.\nHết.",
            Encoding::Tcvn3,
            "Hôm nay tốt.\nNgày mai trời nắng đẹp.\nHết.",
        ),
        ("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", Encoding::Decomposed, "Tiếng Việt"),
        (
            "Tiê\u{301}ng Việ\u{74} và ca\u{341} kh\u{f4}",
            Encoding::Decomposed,
            "Tiếng Việt và cá khô",
        ),
    ] {
        let found = detect(written).unwrap_or_else(|| panic!("nothing in {written:?}"));
        assert_eq!((found.encoding, found.converted.as_str()), (encoding, right), "{written}");
    }
}

#[test]
fn text_that_is_right_is_left_alone() {
    for text in [
        "",
        " \n ",
        "Lễ khai mạc diễn ra tối nay tại thành cổ Xương Giang.",
        "Bà có cá và hoà là lò mì, khô quá!",
        "có cá và lá",
        "Ai la ai? Em oi. Hom nay ta di Ha Noi. Toi di hoc, con me o nha.",
        "The opening is tonight (ok?). I'm in. Don't be late, o'clock sharp! Really? Yes. No.",
        "Go. To me? Do. So. He. In a. On me.",
        "e.g. a.m. i.e. p.m. a.k.a. U.S.A.",
        "L'été à Paris, où l'on dîne très tard : déjà vu, né à Hué, thé glacé, café crème, ça va ?",
        "Le musée a été fermé à cause de la fête nationale ; les entrées sont gratuites.",
        "Größe, Übung, für die schönen Mädchen: Straße, heißer Kaffee, Ärger über die Züge.",
        "El niño mañana irá a Perú; ¿qué tal, señor? ¡Adiós! Año 2020.",
        "São Paulo não é a capital, mas é a maior cidade.",
        "Příliš žluťoučký kůň úpěl ďábelské ódy.",
        "Écrire à vanthu@example.vn ou voir https://example.vn/a?b=c&d=e.f",
        "d^t, a^2 + b^2 = c^2, f(x) = e^x, if (a?b:c) { x = y'; } // o+u",
        "let a = b(c); vec![a(b), e(f)]; a.b.c(); u'x' o(n) a(n).",
        "Group O+ blood; A+ and B+ grades; C++ code; C'est la vie.",
        "£5, ¥100, ©2020 Mộc Bản®, 20 °C, m², ½ + ¼ «lễ hội»",
        "Xem (a), (b) và (c). Ai? Ở đâu? Ra sao? Vì sao?",
        "ភាសាខ្មែរ ภาษาไทย 越南 한국어 Ελληνικά Русский",
        "Cafe\u{301} cre\u{300}me, de\u{301}ja\u{300} vu a\u{300} Montre\u{301}al, tre\u{300}s che\u{300}re",
    ] {
        assert_eq!(detect(text), None, "{text}");
    }
}

#[test]
fn a_syllable_is_told_from_what_none_can_be() {
    for word in [
        "Giang",
        "nghiêng",
        "gì",
        "giếng",
        "già",
        "quốc",
        "Quỳnh",
        "khuya",
        "huýt",
        "yêu",
        "ý",
        "kỷ",
        "mỹ",
        "xoong",
        "Kạn",
        "hoà",
        "hòa",
        "thúy",
        "thuý",
        "đ\u{1b0}ợc",
        "uống",
        "oanh",
        "ÊM",
        "sách",
        "cót",
    ] {
        assert!(is_syllable(word), "{word}");
    }
    for word in [
        "",
        "x",
        "Grand",
        "the\u{301}\u{300}",
        "cach",
        "hat",
        "kà",
        "ngi",
        "cê",
        "fa",
        "wa",
        "ja",
        "zô",
        "strong",
        "hội1",
        "quu",
        "lễhội",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ] {
        assert!(!is_syllable(word), "{word}");
    }
}

#[test]
fn a_sample_shows_the_first_line_that_would_change() {
    let text = "Hôm nay tốt.\nNgµy mai trêi n¾ng ®Ñp.";
    let found = detect(text).expect("TCVN3");
    let (before, after) = found.sample(text);
    assert_eq!(
        (before.as_ref(), after.as_ref()),
        ("Ngµy mai trêi n¾ng ®Ñp.", "Ngày mai trời nắng đẹp.")
    );
    let long = "Céng hoµ x· héi chñ nghÜa ".repeat(20);
    let found = detect(&long).expect("TCVN3");
    let (before, _) = found.sample(&long);
    assert!(before.ends_with('…') && before.chars().count() <= 121, "{before}");
}

#[test]
fn what_a_page_is_told_has_the_usual_names() {
    let told = serde_json::to_value(detect("Vie^.t Nam")).expect("JSON");
    assert_eq!(told["encoding"], "VIQR");
    assert_eq!(told["converted"], "Việt Nam");
    assert_eq!(Encoding::Tcvn3.name(), "TCVN3");
}
