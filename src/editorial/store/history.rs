//! Every edition of an entry, kept for good. Not for the newest ones: those are the desk's.

use crate::editorial::model::{Facts, Words};
use crate::platform::db::{Db, Result};
use crate::platform::i18n::Language;
use crate::{args, sql};

/// An edition without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionLine {
    /// Its id.
    pub id: i64,
    /// The language of its words; `None` for facts.
    pub language: Option<Language>,
    /// Its number within its entry and language, from 1.
    pub number: i64,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// Who made it, as the change log names actors.
    pub made_by: String,
    /// Whether it is what readers see.
    pub live: bool,
}

/// The editions of an entry's facts and of its words in one language, newest first.
pub async fn editions(
    db: &Db,
    entry: i64,
    language: Language,
    limit: i64,
) -> Result<Vec<EditionLine>> {
    let rows: Vec<(i64, String, i64, i64, String, i64)> = db
        .all(
            sql!(
                "select * from (\
                 select w.id, w.language, w.number, w.made_at, w.made_by, \
                        cast(case when l.live_words = w.id then 1 else 0 end as bigint) as live \
                   from entry_words w join entry_language l \
                     on l.entry_id = w.entry_id and l.language = w.language \
                  where w.entry_id = $1 and w.language = $2 \
                 union all \
                 select f.id, '', f.number, f.made_at, f.made_by, \
                        cast(case when e.live_facts = f.id then 1 else 0 end as bigint) \
                   from entry_facts f join entry e on e.id = f.entry_id \
                  where f.entry_id = $1) as edition \
                 order by made_at desc, language desc, number desc limit $3"
            ),
            args![entry, language.code(), limit],
        )
        .await?;
    let line = |(id, language, number, made_at, made_by, live): (i64, String, i64, i64, _, i64)| {
        EditionLine {
            id,
            language: language.parse().ok(),
            number,
            made_at,
            made_by,
            live: live == 1,
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// An edition of an entry's words, with its language.
pub async fn words_edition(db: &Db, entry: i64, edition: i64) -> Result<Option<(Language, Words)>> {
    let row: Option<(String, String)> = db
        .optional(
            sql!("select language, words from entry_words where entry_id = $1 and id = $2"),
            args![entry, edition],
        )
        .await?;
    Ok(row.and_then(|(language, words)| {
        Some((language.parse().ok()?, serde_json::from_str(&words).ok()?))
    }))
}

/// An edition of an entry's facts.
pub async fn facts_edition(db: &Db, entry: i64, edition: i64) -> Result<Option<Facts>> {
    let row: Option<(String,)> = db
        .optional(
            sql!("select facts from entry_facts where entry_id = $1 and id = $2"),
            args![entry, edition],
        )
        .await?;
    Ok(row.and_then(|(facts,)| serde_json::from_str(&facts).ok()))
}
