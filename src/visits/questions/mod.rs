//! What readers ask the search in vain. Words are kept only once several readers of one day have asked
//! for the same, so that nothing one person typed (a name, a number) is ever written down; until then
//! they are in memory, and gone with the day or the process. Not for what was found: nobody keeps that.

mod model;
mod store;
#[cfg(test)]
mod tests;

pub use model::{Found, Questions};
pub use store::{Searched, in_vain, searched};

use super::counters::Visits;
use crate::platform::db::Result;
use crate::platform::i18n::Language;
use crate::platform::web::Asked;

impl Visits {
    /// Notes that somebody asked the search. Machines, editors and fetches ahead are passed over.
    pub fn searched(&self, asked: Asked<'_>, language: Language, text: &str, found: Found) {
        if let Some(visitor) = self.reader_mark(asked) {
            self.questions.ask(self.ledger.day(), (language, text), visitor, found);
        }
    }

    /// Writes what may be kept of the questions asked since the last time.
    pub(super) async fn keep_questions(&self) -> Result<()> {
        let kept = self.questions.take(self.ledger.day());
        if kept.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        for day in &kept {
            store::add(&mut tx, day).await?;
        }
        tx.commit().await
    }
}
