//! The register of corrections: what was wrong in what is or was live, and what is right. Not for the
//! corrections an entry carries in its words: those are an edition's.

use crate::editorial::model::Words;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};

/// What sort of line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErratumSort {
    /// Something in the entry was wrong; the entry says so and is mended.
    Corrected,
    /// The entry should never have been public.
    InError,
}

impl ErratumSort {
    fn name(self) -> &'static str {
        match self {
            ErratumSort::Corrected => "corrected",
            ErratumSort::InError => "in_error",
        }
    }
}

/// A line of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erratum {
    /// The entry's kind.
    pub kind: String,
    /// Its word in the address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The key of the body that publishes it.
    pub publisher: String,
    /// What sort of line it is.
    pub fault: ErratumSort,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// What was wrong and what is right, or why the entry was taken down.
    pub text: String,
}

/// Writes an entry's corrections into the register as they went live; answers whether it has any. A
/// notice of an error stays, whatever becomes of the entry.
pub async fn enter_corrections(
    tx: &mut Tx,
    entry: i64,
    language: Language,
    kind: &str,
    words: &Words,
) -> Result<bool> {
    let fault = ErratumSort::Corrected.name();
    let removed = tx
        .run(
            sql!("delete from correction where entry_id = $1 and language = $2 and sort = $3"),
            args![entry, language.code(), fault],
        )
        .await?;
    for (number, one) in words.corrections.iter().enumerate() {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        tx.run(
            sql!(
                "insert into correction \
                        (entry_id, language, sort, number, made_at, text, kind, slug, title) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            ),
            args![
                entry,
                language.code(),
                fault,
                number,
                one.at,
                &one.text,
                kind,
                &words.slug,
                &words.title
            ],
        )
        .await?;
    }
    Ok(removed > 0 || !words.corrections.is_empty())
}

/// Writes into the register that what is live now should never have been public.
pub async fn enter_error(
    tx: &mut Tx,
    entry: i64,
    language: Language,
    at: i64,
    reason: &str,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into correction \
                    (entry_id, language, sort, number, made_at, text, kind, slug, title) \
             select p.entry_id, p.language, $3, \
                    (select count(*) from correction c where c.entry_id = p.entry_id \
                        and c.language = p.language and c.sort = $3), \
                    $4, $5, p.kind, p.slug, p.title \
               from publication p where p.entry_id = $1 and p.language = $2"
        ),
        args![entry, language.code(), ErratumSort::InError.name(), at, reason],
    )
    .await?;
    Ok(())
}

/// The lines of the register in a span of time (`from` within, `to` without), newest first.
pub async fn register(
    db: &Db,
    language: Language,
    (from, to): (i64, i64),
    (offset, limit): (i64, i64),
) -> Result<Vec<Erratum>> {
    type Row = (String, String, String, Option<String>, String, i64, String);
    let rows: Vec<Row> = db
        .all(
            sql!(
                "select c.kind, c.slug, c.title, e.publisher, c.sort, c.made_at, c.text \
                   from correction c join entry e on e.id = c.entry_id \
                  where c.language = $1 and c.made_at >= $2 and c.made_at < $3 \
                  order by c.made_at desc, c.entry_id desc, c.number desc, c.sort \
                  limit $5 offset $4"
            ),
            args![language.code(), from, to, offset, limit],
        )
        .await?;
    let line = |(kind, slug, title, publisher, sort, at, text): Row| Erratum {
        kind,
        slug,
        title,
        publisher: publisher.unwrap_or_default(),
        fault: if sort == ErratumSort::InError.name() {
            ErratumSort::InError
        } else {
            ErratumSort::Corrected
        },
        at,
        text,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// When each line of the register was made, newest first, at most ten thousand: the years it has.
pub async fn register_moments(db: &Db, language: Language) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db
        .all(
            sql!(
                "select made_at from correction where language = $1 \
                  order by made_at desc, entry_id desc, number desc limit 10000"
            ),
            args![language.code()],
        )
        .await?;
    Ok(rows.into_iter().map(|(at,)| at).collect())
}
