//! Questions as readers type them.

use super::{Question, Unclear};

/// The words of each part by their folded keys, phrases joined by hyphens.
fn taken_apart(typed: &str) -> Vec<String> {
    let question = Question::parse(typed).unwrap();
    let keys = |part: &super::Part| {
        part.words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join("-")
    };
    question.parts.iter().map(keys).collect()
}

#[test]
fn words_stand_alone_and_quotations_together() {
    assert_eq!(taken_apart("Lễ hội “Xương Giang” 2020"), ["le", "hoi", "xuong-giang", "2020"]);
    assert_eq!(taken_apart("\"Bắc Giang\" «Tây Yên Tử»"), ["bac-giang", "tay-yen-tu"]);
}

#[test]
fn an_unpaired_quotation_mark_means_nothing() {
    assert_eq!(taken_apart("\"Bắc Giang"), ["bac", "giang"]);
    assert_eq!(taken_apart("màn hình 24\""), ["man", "hinh", "24"]);
    assert_eq!(taken_apart("\"\" a b"), ["a", "b"]);
}

#[test]
fn marks_anywhere_make_the_question_marked() {
    assert!(Question::parse("Bắc Giang").unwrap().marked);
    assert!(Question::parse("đi").unwrap().marked);
    assert!(!Question::parse("BAC GIANG").unwrap().marked);
}

#[test]
fn questions_that_cannot_be_asked_say_why() {
    for (typed, why) in [
        ("", Unclear::Empty),
        (" \"…\" -- ", Unclear::Empty),
        ("a", Unclear::TooShort),
        (" ô ", Unclear::TooShort),
    ] {
        assert_eq!(Question::parse(typed), Err(why), "{typed:?}");
    }
    for typed in ["5", "节", "đi", "a b"] {
        assert!(Question::parse(typed).is_ok(), "{typed:?}");
    }
}

#[test]
fn the_question_is_shown_as_it_was_typed() {
    assert_eq!(Question::parse("  Lễ \t hội  ").unwrap().text(), "Lễ hội");
}

#[test]
fn of_a_pasted_page_the_beginning_is_asked() {
    assert_eq!(taken_apart(&"ab ".repeat(40)).len(), 32);
    assert_eq!(Question::parse(&"a".repeat(900)).unwrap().text().len(), 200);
    let phrase = format!("{}\"{}\"", "ab ".repeat(30), "cd ".repeat(3));
    assert_eq!(taken_apart(&phrase).len(), 30);
}
