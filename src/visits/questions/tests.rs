//! Which questions are kept, in tables of cases.

use super::model::{Found, Questions, words};
use crate::platform::i18n::Language;
use crate::visits::reader::Visitor;
use jiff::civil::date;

fn vi() -> Language {
    "vi".parse().expect("a language")
}

fn reader(number: u8) -> Visitor {
    Visitor::of([number; 6])
}

#[test]
fn words_are_compared_in_small_letters_and_what_may_be_somebodys_is_not_kept() {
    let cases = [
        ("  Lễ hội   Yên Thế ", Some("lễ hội yên thế")),
        ("Le\u{302}\u{303} ho\u{323}\u{302}i", Some("lễ hội")),
        ("tuần văn hóa 16/02/2026", Some("tuần văn hóa 16/02/2026")),
        ("0912 345 678", None),
        ("cccd 024099001234", None),
        ("lan@example.vn", None),
        ("   ", None),
    ];
    for (text, kept) in cases {
        assert_eq!(words(text).as_deref(), kept, "{text}");
    }
    assert_eq!(words(&"a".repeat(81)), None, "no word of a language is so long");
}

#[test]
fn words_are_kept_once_three_readers_have_asked_for_them_and_every_asking_then_counts() {
    let (questions, day) = (Questions::default(), date(2026, 11, 20));
    let ask = |who| questions.ask(day, (vi(), "Quan họ"), reader(who), Found::Nothing);
    (0..9).for_each(|_| ask(1));
    ask(2);
    let kept = questions.take(day);
    assert_eq!(kept[0].sums[&vi()], (10, 10));
    assert!(kept[0].words.is_empty(), "one asked nine times, another once: {kept:?}");
    ask(3);
    let kept = questions.take(day);
    assert_eq!(kept[0].words[&(vi(), "quan họ".to_owned())], 11);
    ask(1);
    let kept = questions.take(day);
    assert_eq!(kept[0].words[&(vi(), "quan họ".to_owned())], 1, "nothing is answered twice");
    assert!(questions.take(day).is_empty());
}

#[test]
fn what_too_few_asked_for_is_forgotten_with_the_day() {
    let questions = Questions::default();
    let (day, next) = (date(2026, 11, 20), date(2026, 11, 21));
    for who in [1, 2] {
        questions.ask(day, (vi(), "quan họ"), reader(who), Found::Nothing);
    }
    questions.ask(next, (vi(), "quan họ"), reader(3), Found::Nothing);
    let kept = questions.take(next);
    let days: Vec<_> = kept.iter().map(|one| (one.day, one.sums[&vi()], one.words.len())).collect();
    assert_eq!(days, [(day, (2, 2), 0), (next, (1, 1), 0)]);
}

#[test]
fn what_was_found_is_counted_and_its_words_are_not_kept() {
    let (questions, day) = (Questions::default(), date(2026, 11, 20));
    for who in 1..9 {
        questions.ask(day, (vi(), "quan họ"), reader(who), Found::Something);
    }
    let kept = questions.take(day);
    assert_eq!((kept[0].sums[&vi()], kept[0].words.len()), ((8, 0), 0));
}
