//! What a note may say, in a table of cases.

use super::model::{LONGEST, wrong};
use jiff::civil::date;

#[test]
fn a_note_is_a_short_sentence_on_a_day_that_has_begun() {
    let today = date(2026, 11, 20);
    let long = "a".repeat(LONGEST + 1);
    let cases = [
        (date(2026, 11, 20), "Mở hội", None),
        (date(2026, 11, 20), "  ", Some("visits-note-empty")),
        (date(2026, 11, 1), long.as_str(), Some("visits-note-long")),
        (date(2026, 11, 21), "Mở hội", Some("visits-note-ahead")),
    ];
    for (day, said, key) in cases {
        assert_eq!(wrong(day, today, said), key, "{day} {said}");
    }
}
