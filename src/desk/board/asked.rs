//! What a list is asked for in its address. Not for finding it: that is the store's.

use crate::desk::session::Signed;
use crate::editorial::{Rows, Wanted};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The filters of a list; what is empty is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A kind's folder name.
    pub kind: Option<String>,
    /// What readers get.
    pub state: Option<String>,
    /// How far the newest edition has come.
    pub stage: Option<String>,
    /// A language's code.
    pub language: Option<String>,
    /// A section's key.
    pub section: Option<String>,
    /// A body's key.
    pub publisher: Option<String>,
    /// An account's number, or `me`.
    pub owner: Option<String>,
    /// `me`: what she looks after or wrote last.
    pub whose: Option<String>,
    /// Words of the title.
    pub q: Option<String>,
    /// Any value: only what is flagged.
    pub forced: Option<String>,
    /// Any value: only what should have been read again by today.
    pub overdue: Option<String>,
    #[serde(skip_serializing)]
    page: Option<String>,
    /// What was just done.
    #[serde(skip_serializing)]
    pub done: Option<String>,
    /// The place in the change log of what can be taken back.
    #[serde(skip_serializing)]
    pub undo: Option<i64>,
}

impl Asked {
    /// Reads a query string; what cannot be read asks for nothing.
    pub fn read(query: Option<&str>) -> Asked {
        let asked: Asked =
            serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default();
        asked.tidy()
    }

    fn tidy(mut self) -> Asked {
        let fields = [
            &mut self.kind,
            &mut self.state,
            &mut self.stage,
            &mut self.language,
            &mut self.section,
            &mut self.publisher,
            &mut self.owner,
            &mut self.whose,
            &mut self.q,
            &mut self.forced,
            &mut self.overdue,
            &mut self.page,
        ];
        for field in fields {
            let text =
                field.take().map(|text| crate::platform::text::nfc(text.trim()).into_owned());
            *field = text.filter(|text| !text.is_empty());
        }
        self
    }

    /// The page asked for, from 1.
    pub fn page(&self) -> u32 {
        let number = self.page.as_deref().and_then(|page| page.parse().ok());
        number.filter(|page| (1..=1_000_000).contains(page)).unwrap_or(1)
    }

    /// The filters as a query string, always in one order.
    pub fn query(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }

    /// The same with a page.
    pub fn query_at(&self, page: u32) -> String {
        let query = self.query();
        if query.is_empty() { format!("page={page}") } else { format!("{query}&page={page}") }
    }

    /// What is looked for. An entry has one line, unless something is asked of one language.
    pub fn wanted(&self, signed: &Signed, today: Date) -> Wanted {
        let me = signed.person.id.0;
        let of_language = [&self.state, &self.stage, &self.language, &self.forced]
            .into_iter()
            .any(Option::is_some);
        let owner = self.owner.as_deref();
        Wanted {
            kind: self.kind.clone(),
            state: self.state.clone(),
            stage: self.stage.clone(),
            language: self.language.clone(),
            section: self.section.clone(),
            publisher: self.publisher.clone(),
            // An account that cannot be read is nobody's, and nobody looks after nothing.
            owner: owner.map(|who| if who == "me" { me } else { who.parse().unwrap_or(-1) }),
            title: self.q.clone(),
            forced: self.forced.as_ref().map(|_| 1),
            review_by: self.overdue.as_ref().map(|_| today.to_string()),
            whose: self.whose.as_ref().map(|_| me),
            rows: if of_language { Rows::EachLanguage } else { Rows::Originals },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_its_filters_are_one_and_the_same() {
        let asked = Asked::read(Some("q=+l%E1%BB%85+h%E1%BB%99i+&kind=news&state=&page=3&utm=x"));
        assert_eq!(asked.q.as_deref(), Some("lễ hội"));
        assert_eq!(asked.query(), "kind=news&q=l%E1%BB%85+h%E1%BB%99i");
        assert_eq!(asked.page(), 3);
        assert_eq!(asked.query_at(4), "kind=news&q=l%E1%BB%85+h%E1%BB%99i&page=4");
        assert_eq!(Asked::read(Some(&asked.query())).query(), asked.query());
    }

    #[test]
    fn a_page_that_is_no_page_is_the_first() {
        for query in ["page=0", "page=-1", "page=x", "page=99999999999", ""] {
            assert_eq!(Asked::read(Some(query)).page(), 1, "{query}");
        }
    }
}
