//! How names are kept: one table for everything a programme names, by subject and language.

use crate::action_programme::model::{Text, Texts};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use std::collections::BTreeMap;

/// Puts the names of something in the place of those it had.
pub async fn put_words(tx: &mut Tx, subject: &str, id: i64, texts: &Texts) -> Result<()> {
    tx.run(
        sql!("delete from programme_words where subject = $1 and subject_id = $2"),
        args![subject, id],
    )
    .await?;
    for (language, text) in texts {
        tx.run(
            sql!(
                "insert into programme_words (subject, subject_id, language, title, note) \
                 values ($1, $2, $3, $4, $5)"
            ),
            args![subject, id, language.code(), &text.title, &text.note],
        )
        .await?;
    }
    Ok(())
}

/// The names of things of a kind by their numbers; `ids` is a JSON list.
pub async fn texts(db: &Db, subject: &str, ids: &[i64]) -> Result<BTreeMap<i64, Texts>> {
    let ids = serde_json::to_string(ids).unwrap_or_default();
    let rows: Vec<(i64, String, String, String)> = db
        .all(
            sql!(
                sqlite: "select subject_id, language, title, note from programme_words \
                          where subject = $1 \
                            and subject_id in (select value from json_each($2)) \
                          order by subject_id, language",
                postgres: "select subject_id, language, title, note from programme_words \
                            where subject = $1 and subject_id in (select cast(value as bigint) \
                                  from json_array_elements_text(cast(cast($2 as text) as json))) \
                            order by subject_id, language"
            ),
            args![subject, ids],
        )
        .await?;
    let mut found: BTreeMap<i64, Texts> = BTreeMap::new();
    for (id, language, title, note) in rows {
        if let Ok(language) = language.parse() {
            found.entry(id).or_default().insert(language, Text { title, note });
        }
    }
    Ok(found)
}
