//! What readers find, and in which order.

use super::*;
use std::time::{Duration, Instant};

fn leaf(entry: i64, title: &str, text: &str) -> Leaf {
    Leaf {
        entry,
        language: "vi".into(),
        kind: "news".into(),
        title: title.into(),
        text: text.into(),
        url: format!("/vi/tin-tuc/{entry}"),
        published_ms: entry,
        ..Leaf::default()
    }
}

fn index(leaves: &[Leaf]) -> SearchIndex {
    let index = SearchIndex::in_memory().unwrap();
    index.put(leaves).unwrap();
    index.commit(1).unwrap();
    index
}

const FIRST: Slice = Slice { offset: 0, limit: 20 };

fn ask(index: &SearchIndex, typed: &str) -> Answer {
    index.ask(&Question::parse(typed).unwrap(), None, FIRST).unwrap()
}

/// The entries found, the best first.
fn found(index: &SearchIndex, typed: &str) -> Vec<i64> {
    let answer = ask(index, typed);
    assert_eq!(answer.total, answer.hits.len());
    answer.hits.iter().map(|hit| hit.leaf.entry).collect()
}

fn sorted(mut entries: Vec<i64>) -> Vec<i64> {
    entries.sort_unstable();
    entries
}

/// Runs as one text, marked ones in brackets.
fn shown(runs: &[Run]) -> String {
    let show = |run: &Run| if run.marked { format!("[{}]", run.text) } else { run.text.clone() };
    runs.iter().map(show).collect()
}

#[test]
fn typing_without_marks_finds_every_word() {
    let index =
        index(&[leaf(1, "Con đường", ""), leaf(2, "Hướng dương", ""), leaf(3, "Khác", "đượng")]);
    assert_eq!(sorted(found(&index, "duong")), [1, 2, 3]);
    assert_eq!(sorted(found(&index, "DUONG")), [1, 2, 3]);
}

#[test]
fn words_with_the_same_marks_come_first() {
    let index = index(&[
        leaf(1, "Dương và dương", "dương dương dương"),
        leaf(2, "Khác hẳn", "Một câu dài về nhiều chuyện và cuối cùng là một con đường nhỏ"),
        leaf(3, "Đường", ""),
    ]);
    assert_eq!(found(&index, "đường"), [3, 2, 1]);
    assert_eq!(found(&index, "dương"), [1, 3, 2]);
}

#[test]
fn unmarked_words_beside_marked_ones_are_meant_as_typed() {
    let index = index(&[leaf(1, "Bạc giảng", "bắc giảng"), leaf(2, "Tin", "tỉnh Bắc Giang")]);
    assert_eq!(found(&index, "Bắc Giang"), [2, 1]);
}

#[test]
fn titles_matter_more_than_bodies() {
    let index = index(&[
        leaf(1, "Tin trong tỉnh", "lễ hội lễ hội lễ hội"),
        leaf(2, "Lễ hội Xương Giang", "Ngày mai khai mạc"),
    ]);
    assert_eq!(found(&index, "lễ hội"), [2, 1]);
    assert_eq!(found(&index, "le hoi"), [2, 1]);
}

#[test]
fn all_words_must_be_found_in_any_field() {
    let index = index(&[leaf(1, "Lễ hội", "ở Xương Giang"), leaf(2, "Lễ hội", "ở Tây Yên Tử")]);
    assert_eq!(found(&index, "lễ giang"), [1]);
    assert_eq!(found(&index, "lễ hội không"), Vec::<i64>::new());
}

#[test]
fn words_that_follow_each_other_come_before_scattered_ones() {
    let index = index(&[
        leaf(1, "Một", "Nhân dân đi bầu; sau đó vận chuyển và vận động tiếp tục"),
        leaf(2, "Hai", "Công tác dân vận trong năm qua và những việc phải làm tiếp"),
    ]);
    assert_eq!(found(&index, "dân vận"), [2, 1]);
}

#[test]
fn a_phrase_is_found_in_its_order_only() {
    let index = index(&[leaf(1, "Xương Giang", ""), leaf(2, "Giang Xương", "")]);
    assert_eq!(found(&index, "\"xuong giang\""), [1]);
    assert_eq!(sorted(found(&index, "xuong giang")), [1, 2]);
}

#[test]
fn a_phrase_with_marks_is_found_with_these_marks_only() {
    let index = index(&[leaf(1, "Dân vận", ""), leaf(2, "Dẫn vạn", ""), leaf(3, "DÂN VẬN", "")]);
    assert_eq!(sorted(found(&index, "\"dân vận\"")), [1, 3]);
    assert_eq!(sorted(found(&index, "\"dan van\"")), [1, 2, 3]);
}

#[test]
fn a_phrase_does_not_run_from_the_lead_into_the_text() {
    let mut one = leaf(1, "Tin", "Giang là tên riêng");
    one.lead = "Thành Xương".into();
    assert_eq!(found(&index(&[one]), "\"xương giang\""), Vec::<i64>::new());
}

#[test]
fn both_ways_of_placing_a_tone_find_each_other() {
    let index = index(&[leaf(1, "Hiệp Hòa", ""), leaf(2, "Hiệp Hoà", ""), leaf(3, "Hiệp Hoa", "")]);
    for typed in ["hòa", "hoà", "\"Hiệp Hoà\""] {
        let answer = found(&index, typed);
        assert_eq!(sorted(answer.into_iter().take(2).collect()), [1, 2], "{typed}");
    }
}

#[test]
fn decomposed_text_and_typing_are_found() {
    let index = index(&[leaf(1, "Vie\u{323}\u{302}t Nam", "")]);
    assert_eq!(found(&index, "Việt"), [1]);
    assert_eq!(found(&index, "Vie\u{302}\u{323}t"), [1]);
    assert_eq!(shown(&ask(&index, "viet").hits[0].title_marked), "[Vie\u{323}\u{302}t] Nam");
}

#[test]
fn among_equals_the_newer_comes_first() {
    let index =
        index(&[leaf(1, "Thông báo", ""), leaf(3, "Thông báo", ""), leaf(2, "Thông báo", "")]);
    assert_eq!(found(&index, "thông báo"), [3, 2, 1]);
}

#[test]
fn a_language_can_be_chosen() {
    let english = Leaf { language: "en".into(), ..leaf(1, "Bac Giang festival", "") };
    let index = index(&[leaf(1, "Lễ hội Bắc Giang", ""), english]);
    let question = Question::parse("bac giang").unwrap();
    let in_language = |language| {
        let answer = index.ask(&question, language, FIRST).unwrap();
        answer.hits.into_iter().map(|hit| hit.leaf.language).collect::<Vec<_>>()
    };
    assert_eq!(in_language(Some("en")), ["en"]);
    assert_eq!(in_language(Some("vi")), ["vi"]);
    assert_eq!(in_language(None).len(), 2);
}

#[test]
fn a_leaf_takes_the_place_of_its_forerunner() {
    let index = index(&[leaf(1, "Cũ", ""), leaf(2, "Cũ", "")]);
    index.put(&[leaf(1, "Mới", "")]).unwrap();
    assert_eq!(found(&index, "mới"), Vec::<i64>::new(), "not before the commit");
    index.commit(2).unwrap();
    assert_eq!(found(&index, "mới"), [1]);
    assert_eq!(found(&index, "cũ"), [2]);
    index.remove(2).unwrap();
    index.commit(3).unwrap();
    assert_eq!(found(&index, "cũ"), Vec::<i64>::new());
}

#[test]
fn clearing_takes_out_what_was_put_before_and_nothing_after() {
    let index = index(&[leaf(1, "Một", "")]);
    index.put(&[leaf(1, "Một", ""), leaf(2, "Hai", "")]).unwrap();
    index.clear().unwrap();
    index.put(&[leaf(1, "Ba", "")]).unwrap();
    index.commit(9).unwrap();
    assert_eq!(found(&index, "ba"), [1]);
    assert_eq!(found(&index, "một"), Vec::<i64>::new());
    assert_eq!(found(&index, "hai"), Vec::<i64>::new());
}

#[test]
fn a_leaf_comes_back_as_it_was_put() {
    let whole =
        Leaf {
            lead: "Lời dẫn".into(), published_ms: -5, ..leaf(7, "Tiêu đề", "Văn bản\nhai")
        };
    assert_eq!(ask(&index(std::slice::from_ref(&whole)), "tiêu đề").hits[0].leaf, whole);
}

#[test]
fn an_index_remembers_how_far_it_followed_the_log() {
    let dir = tempfile::tempdir().unwrap();
    let opened = SearchIndex::open(dir.path()).unwrap();
    assert_eq!(opened.seq(), 0);
    opened.put(&[leaf(1, "Còn đây", "")]).unwrap();
    opened.commit(42).unwrap();
    assert_eq!(opened.seq(), 42);
    assert!(matches!(SearchIndex::open(dir.path()), Err(IndexError::Busy)));
    drop(opened);
    let again = SearchIndex::open(dir.path()).unwrap();
    assert_eq!(again.seq(), 42);
    assert_eq!(found(&again, "còn đây"), [1]);
}

#[test]
fn a_broken_or_older_index_is_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let beside = dir.path().join("note.txt");
    std::fs::write(&beside, "keep").unwrap();
    let spoil: [fn(&Path); 3] = [
        |dir| std::fs::write(dir.join("meta.json"), "{").unwrap(),
        |dir| {
            let meta = dir.join("meta.json");
            let written = std::fs::read_to_string(&meta).unwrap();
            let old = written.replace(&format!("\"{} 5\"", super::VERSION), "\"0 5\"");
            assert_ne!(old, written);
            std::fs::write(meta, old).unwrap();
        },
        |dir| {
            for file in std::fs::read_dir(dir).unwrap().flatten() {
                if file.path().extension().is_some_and(|kind| kind == "term" || kind == "idx") {
                    std::fs::write(file.path(), "x").unwrap();
                }
            }
        },
    ];
    for spoil in spoil {
        let opened = SearchIndex::open(dir.path()).unwrap();
        opened.put(&[leaf(1, "Một", "")]).unwrap();
        opened.commit(5).unwrap();
        drop(opened);
        spoil(dir.path());
        let anew = SearchIndex::open(dir.path()).unwrap();
        assert_eq!(anew.seq(), 0);
        assert_eq!(found(&anew, "một"), Vec::<i64>::new());
    }
    assert_eq!(std::fs::read_to_string(beside).unwrap(), "keep");
}

#[test]
fn an_excerpt_shows_the_words_that_were_asked_for() {
    let filler = "Tỉnh có nhiều làng nghề và chợ phiên vui. ".repeat(20);
    let text = format!("{filler}Đêm khai mạc có hát ống ở thành Xương Giang. {filler}");
    let answer = ask(&index(&[leaf(1, "Hát ống", &text)]), "hat ong \"xương giang\"");
    let hit = &answer.hits[0];
    assert_eq!(shown(&hit.title_marked), "[Hát ống]");
    let excerpt = shown(&hit.excerpt);
    assert!(excerpt.contains("có [hát ống] ở thành [Xương Giang]. Tỉnh"), "{excerpt}");
    assert!(excerpt.starts_with("… ") && excerpt.ends_with(" …"), "{excerpt}");
    assert!(excerpt.len() < 400, "{excerpt}");
}

#[test]
fn an_excerpt_without_finds_is_the_beginning() {
    let mut one = leaf(1, "Xương Giang", "Chuyện khác.\nNữa.");
    one.lead = "Lời dẫn.".into();
    assert_eq!(shown(&ask(&index(&[one]), "giang").hits[0].excerpt), "Lời dẫn. Chuyện khác. Nữa.");
}

#[test]
fn only_words_with_the_typed_marks_are_marked_when_there_are_any() {
    let index = index(&[leaf(1, "Đường dương", ""), leaf(2, "Dương", "")]);
    let answer = ask(&index, "đường");
    assert_eq!(shown(&answer.hits[0].title_marked), "[Đường] dương");
    assert_eq!(shown(&answer.hits[1].title_marked), "[Dương]");
    assert_eq!(shown(&ask(&index, "duong").hits[0].title_marked), "[Đường dương]");
}

#[test]
fn languages_without_spaces_are_found() {
    let thai =
        Leaf { language: "th".into(), ..leaf(1, "เทศกาลวัฒนธรรม", "") };
    let chinese = Leaf { language: "zh".into(), ..leaf(2, "北江省文化旅游节", "") };
    let index = index(&[thai, chinese]);
    assert_eq!(found(&index, "วัฒนธรรม"), [1]);
    assert_eq!(found(&index, "文化"), [2]);
}

#[test]
fn an_impossible_page_is_an_empty_one() {
    let index = index(&[leaf(1, "Một", "")]);
    let question = Question::parse("một").unwrap();
    for page in [Slice { offset: usize::MAX, limit: usize::MAX }, Slice { offset: 5, limit: 0 }] {
        let answer = index.ask(&question, None, page).unwrap();
        assert_eq!((answer.total, answer.hits.len()), (1, 0));
    }
}

/// Leaves made from syllables by a fixed rule.
fn generated(count: i64) -> Vec<Leaf> {
    const SYLLABLES: [&str; 24] = [
        "lễ",
        "hội",
        "xuân",
        "đường",
        "dương",
        "văn",
        "hóa",
        "hoà",
        "du",
        "lịch",
        "bắc",
        "giang",
        "tây",
        "yên",
        "tử",
        "chùa",
        "làng",
        "nghề",
        "dân",
        "vận",
        "tỉnh",
        "năm",
        "khai",
        "mạc",
    ];
    let mut state: u64 = 20_200_129;
    let mut words = |count: usize| {
        let mut out = String::new();
        for _ in 0..count {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            out.push_str(SYLLABLES[(state >> 33) as usize % SYLLABLES.len()]);
            out.push(' ');
        }
        out
    };
    (0..count).map(|entry| leaf(entry, &format!("{}số {entry}", words(6)), &words(300))).collect()
}

#[test]
fn two_thousand_leaves_are_put_asked_and_changed() {
    let dir = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(dir.path()).unwrap();
    index.put(&generated(2000)).unwrap();
    index.commit(2000).unwrap();
    let question = Question::parse("lễ hội xuân").unwrap();
    let page = Slice { offset: 40, limit: 20 };
    let answer = index.ask(&question, Some("vi"), page).unwrap();
    assert_eq!(answer.hits.len(), 20);
    assert!(answer.total > 1900, "{}", answer.total);
    assert_eq!(found(&index, "\"số 1234\""), [1234]);

    // One change at a time, as editors make them; generous, for slow machines under load.
    let start = Instant::now();
    for entry in 0..20 {
        index.put(&[leaf(entry, "Vừa đổi xong", "")]).unwrap();
        index.commit(2001 + entry).unwrap();
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(found(&index, "vừa đổi xong").len(), 20);
    assert_eq!(index.seq(), 2020);
}
