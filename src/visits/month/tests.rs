//! What a month's digest holds.

use super::model::{Measured, Month};
use crate::visits::facts::Three;

type Days = Vec<Measured>;
type Entries = Vec<(i64, String, i64)>;

fn parts() -> (Days, Entries) {
    let day = |day: &str, views| {
        let three = Three { views, visits: 2, visitors: 1 };
        Measured { day: day.to_owned(), three, others: [7, 0, 0, 0, 0, 0] }
    };
    (
        vec![day("2026-11-02", 4), day("2026-11-01", 3)],
        vec![(12, "en".to_owned(), 4), (0, "vi".to_owned(), 3)],
    )
}

fn digest((days, entries): (Days, Entries)) -> String {
    Month::of(days, entries).digest()
}

#[test]
fn a_months_digest_is_what_anybody_can_make_again_with_sha256sum() {
    // printf '2026-11-01\t3\t2\t1\t7\t0\t0\t0\t0\t0\n…0\tvi\t3\n12\ten\t4\n' | sha256sum
    assert_eq!(digest(parts()), "b3359f3596170a2f8399480e51facbe4d6b9d96f06a480e9ae9b192aa2eeb4b3");
}

#[test]
fn any_figure_of_any_day_or_entry_changes_the_digest() {
    let whole = digest(parts());
    let changes: [fn(&mut Days, &mut Entries); 6] = [
        |days, _| days[0].three.views += 1,
        |days, _| days[1].three.visitors -= 1,
        |days, _| days[1].others[0] = 0,
        |days, _| days[0].day = "2026-11-03".to_owned(),
        |_, entries| entries[0].2 += 1,
        |_, entries| drop(entries.pop()),
    ];
    for (number, change) in changes.iter().enumerate() {
        let (mut days, mut entries) = parts();
        change(&mut days, &mut entries);
        assert_ne!(digest((days, entries)), whole, "change {number}");
    }
}
