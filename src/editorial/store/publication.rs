//! Making an entry public: the pointers, the lists readers see, the slugs. Not for editions.

use super::desk::Stored;
use crate::editorial::actions::Publication;
use crate::editorial::kinds::Listing;
use crate::editorial::model::Words;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};

/// The tokens of the entries before and after this one: their pages link to it.
pub async fn touching(tx: &mut Tx, entry: i64, language: Language) -> Result<Vec<String>> {
    let rows: Vec<(i64,)> = tx
        .all(
            sql!(
                "select * from (select n.entry_id from publication n join publication p \
                     on p.entry_id = $1 and p.language = $2 and n.kind = p.kind and n.language = p.language \
                  where (n.published_at, n.entry_id) < (p.published_at, p.entry_id) \
                  order by n.published_at desc, n.entry_id desc limit 1) as before_it \
                 union all \
                 select * from (select n.entry_id from publication n join publication p \
                     on p.entry_id = $1 and p.language = $2 and n.kind = p.kind and n.language = p.language \
                  where (n.published_at, n.entry_id) > (p.published_at, p.entry_id) \
                  order by n.published_at, n.entry_id limit 1) as after_it"
            ),
            args![entry, language.code()],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| format!("entry:{id}")).collect())
}

/// Moves the pointers of an entry to its newest editions and fills the lists.
pub async fn go_live(
    tx: &mut Tx,
    stored: &Stored,
    publication: &Publication<'_>,
    listing: &Listing,
) -> Result<()> {
    let Some(state) = stored.state(publication.language) else { return Ok(()) };
    let language = publication.language.code();
    tx.run(sql!("update entry set live_facts = facts_edition where id = $1"), args![stored.id])
        .await?;
    tx.run(
        sql!(
            "update entry_language set state = 'published', live_words = words_edition, \
                    published_at = $3, updated_at = $4, stage = 'settled', \
                    goes_live_at = null, change_note = null, ended_at = null, \
                    ended_reason = null, merged_into = null where entry_id = $1 and language = $2"
        ),
        args![stored.id, language, publication.published_at, publication.updated_at],
    )
    .await?;
    list_publication(tx, stored, publication, listing, &state.words).await?;
    list_tags(tx, stored, publication).await?;
    tx.run(
        sql!(
            "insert into entry_slug (kind, language, slug, entry_id) values ($1, $2, $3, $4) \
             on conflict (kind, language, slug) do nothing"
        ),
        args![publication.rules.kind.name(), language, &state.words.slug, stored.id],
    )
    .await?;
    Ok(())
}

async fn list_publication(
    tx: &mut Tx,
    stored: &Stored,
    publication: &Publication<'_>,
    listing: &Listing,
    words: &Words,
) -> Result<()> {
    let (from, to) = listing.happens.unzip();
    tx.run(
        sql!(
            "insert into publication (entry_id, language, kind, slug, title, lead, section, year, \
                    happens_from, happens_to, published_at, updated_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
             on conflict (entry_id, language) do update set slug = excluded.slug, \
                    title = excluded.title, lead = excluded.lead, section = excluded.section, \
                    year = excluded.year, happens_from = excluded.happens_from, \
                    happens_to = excluded.happens_to, published_at = excluded.published_at, \
                    updated_at = excluded.updated_at"
        ),
        args![
            stored.id,
            publication.language.code(),
            publication.rules.kind.name(),
            &words.slug,
            &words.title,
            &words.lead,
            listing.section.as_deref(),
            &publication.year,
            from.map(|day| day.to_string()),
            to.map(|day| day.to_string()),
            publication.published_at,
            publication.updated_at
        ],
    )
    .await?;
    Ok(())
}

async fn list_tags(tx: &mut Tx, stored: &Stored, publication: &Publication<'_>) -> Result<()> {
    let language = publication.language.code();
    tx.run(
        sql!("delete from publication_tag where entry_id = $1 and language = $2"),
        args![stored.id, language],
    )
    .await?;
    for tag in &stored.facts.tags {
        tx.run(
            sql!(
                "insert into publication_tag (entry_id, language, tag, kind, published_at) \
                 values ($1, $2, $3, $4, $5) on conflict (entry_id, language, tag) do nothing"
            ),
            args![
                stored.id,
                language,
                tag,
                publication.rules.kind.name(),
                publication.published_at
            ],
        )
        .await?;
    }
    Ok(())
}
