//! How rankings are kept: the index with its methods, and its editions with their notes.

use super::model::{
    Better, Checked, Edition, EditionLabel, Index, IndexWords, Method, MethodWords, SourceCopy,
    Unit,
};
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct IndexRow {
    key: String,
    publisher: String,
    since: String,
    unit: String,
}

#[derive(sqlx::FromRow)]
struct EditionRow {
    index_key: String,
    label: String,
    method_key: String,
    rank: Option<i64>,
    out_of: Option<i64>,
    score: Option<String>,
    source: String,
    retrieved_on: Option<String>,
    copy_sha256: Option<String>,
    copied_on: Option<String>,
    verified: i64,
    revision: i64,
}

impl EditionRow {
    /// A row with a label this program cannot have written is passed over.
    fn read(self, notes: BTreeMap<Language, String>) -> Option<Edition> {
        let copied_on = self.copied_on.and_then(|day| day.parse().ok());
        let copy = self.copy_sha256.zip(copied_on);
        Some(Edition {
            label: self.label.parse().ok()?,
            method: self.method_key,
            rank: self.rank,
            out_of: self.out_of,
            score: self.score,
            source: self.source,
            retrieved_on: self.retrieved_on.and_then(|day| day.parse().ok()),
            copy: copy.map(|(sha256, kept_on)| SourceCopy { sha256, kept_on }),
            checked: if self.verified == 1 { Checked::Yes } else { Checked::NotYet },
            notes,
            revision: self.revision,
        })
    }
}

/// Every index with everything known of it: some dozens, all of them on one page.
pub async fn indexes(db: &Db) -> Result<Vec<Index>> {
    let rows: Vec<IndexRow> = db
        .all(
            sql!("select key, publisher, since, unit from ranking_index order by place, key"),
            args![],
        )
        .await?;
    let mut methods = methods(db).await?;
    let mut editions = editions(db).await?;
    let mut words = index_words(db).await?;
    Ok(rows
        .into_iter()
        .map(|row| Index {
            words: words.remove(&row.key).unwrap_or_default(),
            methods: methods.remove(&row.key).unwrap_or_default(),
            editions: editions.remove(&row.key).unwrap_or_default(),
            unit: Unit::named(&row.unit).unwrap_or(Unit::None),
            key: row.key,
            publisher: row.publisher,
            since: row.since,
        })
        .collect())
}

/// One index by its key.
pub async fn index(db: &Db, key: &str) -> Result<Option<Index>> {
    Ok(indexes(db).await?.into_iter().find(|index| index.key == key))
}

/// Holds an index until the transaction ends: whoever else would change it or its editions waits, and reads
/// afterwards what was written here.
pub async fn hold(tx: &mut Tx, key: &str) -> Result<()> {
    let index = sql!(held: "select key from ranking_index where key = $1");
    tx.optional::<(String,)>(index, args![key]).await?;
    Ok(())
}

async fn index_words(db: &Db) -> Result<BTreeMap<String, BTreeMap<Language, IndexWords>>> {
    let rows: Vec<(String, String, String, String, String)> = db
        .all(
            sql!(
                "select index_key, language, name, cadence, basis from ranking_index_words \
                  order by index_key, language"
            ),
            args![],
        )
        .await?;
    let mut found: BTreeMap<String, BTreeMap<Language, IndexWords>> = BTreeMap::new();
    for (key, language, name, cadence, basis) in rows {
        if let Ok(language) = language.parse() {
            found.entry(key).or_default().insert(language, IndexWords { name, cadence, basis });
        }
    }
    Ok(found)
}

async fn methods(db: &Db) -> Result<BTreeMap<String, Vec<Method>>> {
    let rows: Vec<(String, String, String)> = db
        .all(
            sql!(
                "select index_key, key, better_score from ranking_method \
                  order by index_key, place, key"
            ),
            args![],
        )
        .await?;
    let words: Vec<(String, String, String, String, String)> = db
        .all(
            sql!(
                "select index_key, method_key, language, name, change from ranking_method_words \
                  order by index_key, method_key, language"
            ),
            args![],
        )
        .await?;
    let mut found: BTreeMap<String, Vec<Method>> = BTreeMap::new();
    for (index, key, better) in rows {
        let own = words.iter().filter(|(of, method, ..)| *of == index && *method == key);
        let own = own.filter_map(|(_, _, language, name, change)| {
            let words = MethodWords { name: name.clone(), change: change.clone() };
            Some((language.parse().ok()?, words))
        });
        let better_score = Better::named(&better).unwrap_or(Better::Unsaid);
        let method = Method { words: own.collect(), key, better_score };
        found.entry(index).or_default().push(method);
    }
    Ok(found)
}

async fn editions(db: &Db) -> Result<BTreeMap<String, Vec<Edition>>> {
    let rows: Vec<EditionRow> = db
        .all(
            sql!(
                "select index_key, label, method_key, rank, out_of, score, source, retrieved_on, \
                        copy_sha256, copied_on, verified, revision \
                   from ranking_edition order by index_key, label"
            ),
            args![],
        )
        .await?;
    let notes: Vec<(String, String, String, String)> = db
        .all(
            sql!(
                "select index_key, label, language, note from ranking_edition_note \
                  order by index_key, label, language"
            ),
            args![],
        )
        .await?;
    let mut found: BTreeMap<String, Vec<Edition>> = BTreeMap::new();
    for row in rows {
        let index = row.index_key.clone();
        let own = notes.iter().filter(|(of, label, ..)| *of == index && *label == row.label);
        let own = own
            .filter_map(|(_, _, language, note)| Some((language.parse().ok()?, note.clone())))
            .collect();
        found.entry(index).or_default().extend(row.read(own));
    }
    for list in found.values_mut() {
        list.sort_by(|one, other| one.label.cmp(&other.label));
    }
    Ok(found)
}

/// One edition as it stands.
pub async fn edition(tx: &mut Tx, index: &str, label: &EditionLabel) -> Result<Option<Edition>> {
    let row: Option<EditionRow> = tx
        .optional(
            sql!(
                "select index_key, label, method_key, rank, out_of, score, source, retrieved_on, \
                        copy_sha256, copied_on, verified, revision \
                   from ranking_edition where index_key = $1 and label = $2"
            ),
            args![index, label.to_string()],
        )
        .await?;
    let notes: Vec<(String, String)> = tx
        .all(
            sql!(
                "select language, note from ranking_edition_note \
                  where index_key = $1 and label = $2 order by language"
            ),
            args![index, label.to_string()],
        )
        .await?;
    let notes = notes.into_iter().filter_map(|(code, note)| Some((code.parse().ok()?, note)));
    Ok(row.and_then(|row| row.read(notes.collect())))
}

/// Makes a place for a new index; answers whether nobody else had.
pub async fn add_index(tx: &mut Tx, place: i64, key: &str) -> Result<bool> {
    let added = tx
        .run(
            sql!(
                "insert into ranking_index (key, place, publisher, since, unit) \
                 values ($1, $2, '', '', '') on conflict (key) do nothing"
            ),
            args![key, place],
        )
        .await?;
    Ok(added == 1)
}

/// Writes what is said of an index, with its words and methods.
pub async fn put_index(tx: &mut Tx, place: i64, index: &Index) -> Result<()> {
    tx.run(
        sql!(
            "update ranking_index set place = $2, publisher = $3, since = $4, unit = $5 \
              where key = $1"
        ),
        args![&index.key, place, &index.publisher, &index.since, index.unit.name()],
    )
    .await?;
    for (language, words) in &index.words {
        tx.run(
            sql!(
                "insert into ranking_index_words (index_key, language, name, cadence, basis) \
                 values ($1, $2, $3, $4, $5) \
                 on conflict (index_key, language) do update set name = excluded.name, \
                        cadence = excluded.cadence, basis = excluded.basis"
            ),
            args![&index.key, language.code(), &words.name, &words.cadence, &words.basis],
        )
        .await?;
    }
    for (place, method) in (0_i64..).zip(&index.methods) {
        put_method(tx, &index.key, place, method).await?;
    }
    Ok(())
}

async fn put_method(tx: &mut Tx, index: &str, place: i64, method: &Method) -> Result<()> {
    tx.run(
        sql!(
            "insert into ranking_method (index_key, key, place, better_score) \
             values ($1, $2, $3, $4) \
             on conflict (index_key, key) do update set place = excluded.place, \
                    better_score = excluded.better_score"
        ),
        args![index, &method.key, place, method.better_score.name()],
    )
    .await?;
    for (language, words) in &method.words {
        tx.run(
            sql!(
                "insert into ranking_method_words (index_key, method_key, language, name, change) \
                 values ($1, $2, $3, $4, $5) \
                 on conflict (index_key, method_key, language) do update set \
                        name = excluded.name, change = excluded.change"
            ),
            args![index, &method.key, language.code(), &words.name, &words.change],
        )
        .await?;
    }
    Ok(())
}

/// Writes an edition under a revision; its notes are replaced.
pub async fn put_edition(tx: &mut Tx, index: &str, edition: &Edition, revision: i64) -> Result<()> {
    let (label, day) = (edition.label.to_string(), edition.retrieved_on.map(|day| day.to_string()));
    tx.run(
        sql!(
            "insert into ranking_edition (index_key, label, method_key, rank, out_of, score, \
                    source, retrieved_on, verified, revision, copy_sha256, copied_on) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
             on conflict (index_key, label) do update set method_key = excluded.method_key, \
                    rank = excluded.rank, out_of = excluded.out_of, score = excluded.score, \
                    source = excluded.source, retrieved_on = excluded.retrieved_on, \
                    verified = excluded.verified, revision = excluded.revision, \
                    copy_sha256 = excluded.copy_sha256, copied_on = excluded.copied_on"
        ),
        args![
            index,
            &label,
            &edition.method,
            edition.rank,
            edition.out_of,
            edition.score.as_deref(),
            &edition.source,
            day,
            i64::from(edition.checked == Checked::Yes),
            revision,
            edition.copy.as_ref().map(|copy| copy.sha256.as_str()),
            edition.copy.as_ref().map(|copy| copy.kept_on.to_string())
        ],
    )
    .await?;
    forget_notes(tx, index, &label).await?;
    for (language, note) in &edition.notes {
        tx.run(
            sql!(
                "insert into ranking_edition_note (index_key, label, language, note) \
                 values ($1, $2, $3, $4)"
            ),
            args![index, &label, language.code(), note],
        )
        .await?;
    }
    Ok(())
}

/// Forgets an edition.
pub async fn remove_edition(tx: &mut Tx, index: &str, label: &EditionLabel) -> Result<()> {
    let label = label.to_string();
    forget_notes(tx, index, &label).await?;
    tx.run(
        sql!("delete from ranking_edition where index_key = $1 and label = $2"),
        args![index, label],
    )
    .await?;
    Ok(())
}

async fn forget_notes(tx: &mut Tx, index: &str, label: &str) -> Result<()> {
    tx.run(
        sql!("delete from ranking_edition_note where index_key = $1 and label = $2"),
        args![index, label],
    )
    .await?;
    Ok(())
}

/// A private copy of an edition's source. Its bytes lie in the part of the file store that is never served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCopy {
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// What the file is called.
    pub name: String,
    /// Its length.
    pub bytes: i64,
    /// When it was kept, in milliseconds since 1970.
    pub at: i64,
}

/// Keeps that a copy is there; the same bytes for the same edition are kept once.
pub async fn keep_copy(
    tx: &mut Tx,
    (index, label): (&str, &EditionLabel),
    copy: &KeptCopy,
    by: &str,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into ranking_copy (index_key, label, sha256, name, bytes, kept_at, kept_by) \
             values ($1, $2, $3, $4, $5, $6, $7) \
             on conflict (index_key, label, sha256) do nothing"
        ),
        args![index, label.to_string(), &copy.sha256, &copy.name, copy.bytes, copy.at, by],
    )
    .await?;
    Ok(())
}

/// A copy kept for an edition.
pub async fn kept_copy(
    db: &Db,
    (index, label): (&str, &EditionLabel),
    sha256: &str,
) -> Result<Option<KeptCopy>> {
    let row: Option<(String, String, i64, i64)> = db
        .optional(
            sql!(
                "select sha256, name, bytes, kept_at from ranking_copy \
                  where index_key = $1 and label = $2 and sha256 = $3"
            ),
            args![index, label.to_string(), sha256],
        )
        .await?;
    Ok(row.map(|(sha256, name, bytes, at)| KeptCopy { sha256, name, bytes, at }))
}
