//! Pages of a list: which numbers are shown and where they lead. Not for reading the rows.

use serde::Serialize;

/// The pages of a list, for `parts/pagination.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pagination {
    /// The page before, if there is one.
    pub previous: Option<String>,
    /// The page after, if there is one.
    pub next: Option<String>,
    /// Numbers around the current one, with gaps.
    pub pages: Vec<Numbered>,
}

/// A number, or a gap between numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Numbered {
    /// The number; a gap has none.
    pub number: Option<u32>,
    /// Where it leads.
    pub url: String,
    /// Whether it is the page shown.
    pub current: bool,
}

impl Pagination {
    /// The pages of a list of `total` rows in pages of `size`; `None` when one page holds them all.
    pub fn new(
        current: u32,
        total: i64,
        size: i64,
        url: impl Fn(u32) -> String,
    ) -> Option<Pagination> {
        let last = u32::try_from((total + size - 1) / size).unwrap_or(u32::MAX);
        if last <= 1 {
            return None;
        }
        let shown = |number: &u32| *number == 1 || *number == last || number.abs_diff(current) <= 2;
        let mut pages: Vec<Numbered> = Vec::new();
        for number in (1..=last).filter(shown) {
            if pages.last().and_then(|page| page.number).is_some_and(|before| before + 1 < number) {
                pages.push(Numbered { number: None, url: String::new(), current: false });
            }
            pages.push(Numbered {
                number: Some(number),
                url: url(number),
                current: number == current,
            });
        }
        Some(Pagination {
            previous: (current > 1).then(|| url(current - 1)),
            next: (current < last).then(|| url(current + 1)),
            pages,
        })
    }
}

/// A page of a list: which one an address asks for, of how many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turned {
    number: u32,
    total: i64,
    size: i64,
}

impl Turned {
    /// The page a query asks for under `name`, of a list of `total` rows in pages of `size`; `None` when
    /// it asks for no number, or for a page past the end.
    pub fn to(query: Option<&str>, name: &str, (total, size): (i64, i64)) -> Option<Turned> {
        let turned = Turned { number: page_number(query, name)?, total, size };
        let (offset, _) = turned.rows();
        (turned.is_first() || offset < total).then_some(turned)
    }

    /// How many rows stand before it, and how many it holds at most.
    pub fn rows(&self) -> (i64, i64) {
        ((i64::from(self.number) - 1).saturating_mul(self.size), self.size)
    }

    /// Whether it is the first.
    pub fn is_first(&self) -> bool {
        self.number == 1
    }

    /// The pages around it; `None` when it is the only one.
    pub fn pagination(&self, url: impl Fn(u32) -> String) -> Option<Pagination> {
        Pagination::new(self.number, self.total, self.size, url)
    }
}

/// The page number in a query string: 1 when none is given, `None` when it is no number from 1.
pub fn page_number(query: Option<&str>, name: &str) -> Option<u32> {
    let Some(query) = query else { return Some(1) };
    let given = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    match given {
        None => Some(1),
        Some(number) => number.parse().ok().filter(|number| *number >= 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(current: u32, total: i64) -> Vec<Option<u32>> {
        let pages = Pagination::new(current, total, 20, |number| number.to_string());
        pages.map(|pages| pages.pages.iter().map(|page| page.number).collect()).unwrap_or_default()
    }

    #[test]
    fn long_lists_show_the_ends_and_the_neighbourhood() {
        let some = |list: &[u32]| list.iter().copied().map(Some).collect::<Vec<_>>();
        assert_eq!(numbers(1, 20), []);
        assert_eq!(numbers(1, 60), some(&[1, 2, 3]));
        let mut far = some(&[1]);
        far.push(None);
        far.extend(some(&[48, 49, 50, 51, 52]));
        far.push(None);
        far.extend(some(&[500]));
        assert_eq!(numbers(50, 10_000), far);
    }

    #[test]
    fn a_page_past_the_end_is_none_and_an_empty_list_has_its_first() {
        let cases = [
            ("", 0, Some((0, 12))),
            ("trang=1", 0, Some((0, 12))),
            ("trang=2", 0, None),
            ("trang=2", 12, None),
            ("trang=2", 13, Some((12, 12))),
            ("trang=4294967295", 13, None),
        ];
        for (query, total, rows) in cases {
            let turned = Turned::to(Some(query), "trang", (total, 12));
            assert_eq!(turned.map(|turned| turned.rows()), rows, "{query} of {total}");
        }
    }

    #[test]
    fn a_page_number_is_a_number_from_one() {
        let cases = [
            (None, Some(1)),
            (Some("trang=3"), Some(3)),
            (Some("utm=x&trang=2"), Some(2)),
            (Some("utm=x"), Some(1)),
            (Some("trang=0"), None),
            (Some("trang=x"), None),
        ];
        for (query, number) in cases {
            assert_eq!(page_number(query, "trang"), number, "{query:?}");
        }
    }
}
