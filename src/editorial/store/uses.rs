//! Which entries bear a tag or a section, and which show a reusable block. Not for lists of readers.

use crate::editorial::actions::Moved;
use crate::editorial::kinds::Listing;
use crate::editorial::model::Facts;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};
use std::collections::{BTreeMap, BTreeSet};

/// How many entries bear each tag in their newest or their live facts.
pub async fn tag_uses(db: &Db) -> Result<Vec<(String, i64)>> {
    db.all(
        sql!(
            sqlite: "select cast(t.value as text), count(distinct e.id) \
                       from entry e join entry_facts f on f.id in (e.facts_edition, e.live_facts), \
                            json_each(f.facts, '$.tags') t \
                      group by t.value order by 1 limit 10000",
            postgres: "select t.value, count(distinct e.id) \
                         from entry e join entry_facts f on f.id in (e.facts_edition, e.live_facts), \
                              json_array_elements_text(cast(f.facts as json) -> 'tags') t (value) \
                        group by t.value order by t.value limit 10000"
        ),
        args![],
    )
    .await
}

/// How many entries stand in each section in their newest or their live facts.
pub async fn section_uses(db: &Db) -> Result<Vec<(String, i64)>> {
    db.all(
        sql!(
            sqlite: "select cast(json_extract(f.facts, '$.own.section') as text) as section, \
                            count(distinct e.id) \
                       from entry e join entry_facts f on f.id in (e.facts_edition, e.live_facts) \
                      where json_extract(f.facts, '$.own.section') is not null \
                      group by 1 order by 1 limit 10000",
            postgres: "select cast(f.facts as json) -> 'own' ->> 'section' as section, \
                              count(distinct e.id) \
                         from entry e join entry_facts f on f.id in (e.facts_edition, e.live_facts) \
                        where cast(f.facts as json) -> 'own' ->> 'section' is not null \
                        group by 1 order by 1 limit 10000"
        ),
        args![],
    )
    .await
}

/// The facts of an entry that readers see and those that are newest.
#[derive(Clone, Debug)]
pub struct Bearing {
    /// The entry's id.
    pub entry: i64,
    /// Its kind.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// The newest facts, with who made them.
    pub newest: (Facts, String),
    /// The facts readers see, with who made them, when those are others.
    pub live: Option<(Facts, String)>,
    /// Whether the newest facts are those readers see.
    pub settled: bool,
    /// The numbers of both.
    pub editions: (i64, Option<i64>),
}

impl Bearing {
    /// Which facts it had, for whoever changes them.
    pub(in crate::editorial) fn moved(&self) -> Moved {
        let (newest, live) = self.editions;
        Moved { entry: self.entry, newest, live }
    }
}

#[derive(sqlx::FromRow)]
struct BearingRow {
    id: i64,
    kind: String,
    key: String,
    facts_edition: i64,
    live_facts: Option<i64>,
    newest: String,
    newest_by: String,
    live: Option<String>,
    live_by: Option<String>,
}

fn bearing(row: BearingRow) -> Option<Bearing> {
    let settled = row.live_facts == Some(row.facts_edition);
    let live = row.live.zip(row.live_by).filter(|_| !settled);
    let live = live.and_then(|(text, by)| Some((serde_json::from_str(&text).ok()?, by)));
    Some(Bearing {
        entry: row.id,
        kind: row.kind,
        key: row.key,
        newest: (serde_json::from_str(&row.newest).ok()?, row.newest_by),
        live,
        settled,
        editions: (row.facts_edition, row.live_facts),
    })
}

/// Every entry with a tag, in its newest or its live facts.
pub async fn tagged(tx: &mut Tx, tag: &str) -> Result<Vec<Bearing>> {
    let rows = tx
        .all(
            sql!(
                sqlite: "select e.id, e.kind, e.key, e.facts_edition, e.live_facts, \
                                n.facts as newest, n.made_by as newest_by, \
                                v.facts as live, v.made_by as live_by \
                           from entry e join entry_facts n on n.id = e.facts_edition \
                                left join entry_facts v on v.id = e.live_facts \
                          where exists (select 1 from json_each(n.facts, '$.tags') \
                                         where value = $1) \
                             or exists (select 1 from json_each(coalesce(v.facts, '{}'), '$.tags') \
                                         where value = $1) order by e.id",
                postgres: "select e.id, e.kind, e.key, e.facts_edition, e.live_facts, \
                                  n.facts as newest, n.made_by as newest_by, \
                                  v.facts as live, v.made_by as live_by \
                             from entry e join entry_facts n on n.id = e.facts_edition \
                                  left join entry_facts v on v.id = e.live_facts \
                            where jsonb_exists(cast(n.facts as jsonb) -> 'tags', $1) \
                               or jsonb_exists(cast(v.facts as jsonb) -> 'tags', $1) \
                            order by e.id"
            ),
            args![tag],
        )
        .await?;
    Ok(rows.into_iter().filter_map(bearing).collect())
}

/// Every entry of a section, in its newest or its live facts.
pub async fn sectioned(tx: &mut Tx, section: &str) -> Result<Vec<Bearing>> {
    let rows = tx
        .all(
            sql!(
                sqlite: "select e.id, e.kind, e.key, e.facts_edition, e.live_facts, \
                                n.facts as newest, n.made_by as newest_by, \
                                v.facts as live, v.made_by as live_by \
                           from entry e join entry_facts n on n.id = e.facts_edition \
                                left join entry_facts v on v.id = e.live_facts \
                          where json_extract(n.facts, '$.own.section') = $1 \
                             or json_extract(v.facts, '$.own.section') = $1 order by e.id",
                postgres: "select e.id, e.kind, e.key, e.facts_edition, e.live_facts, \
                                  n.facts as newest, n.made_by as newest_by, \
                                  v.facts as live, v.made_by as live_by \
                             from entry e join entry_facts n on n.id = e.facts_edition \
                                  left join entry_facts v on v.id = e.live_facts \
                            where cast(n.facts as json) -> 'own' ->> 'section' = $1 \
                               or cast(v.facts as json) -> 'own' ->> 'section' = $1 order by e.id"
            ),
            args![section],
        )
        .await?;
    Ok(rows.into_iter().filter_map(bearing).collect())
}

/// An entry with both its facts, whatever it bears.
pub async fn bearing_of(tx: &mut Tx, entry: i64) -> Result<Option<Bearing>> {
    let row = tx
        .optional(
            sql!(
                "select e.id, e.kind, e.key, e.facts_edition, e.live_facts, \
                        n.facts as newest, n.made_by as newest_by, \
                        v.facts as live, v.made_by as live_by \
                   from entry e join entry_facts n on n.id = e.facts_edition \
                        left join entry_facts v on v.id = e.live_facts \
                  where e.id = $1"
            ),
            args![entry],
        )
        .await?;
    Ok(row.and_then(bearing))
}

/// The facts of an edition by its number in the whole store.
pub async fn facts_numbered(tx: &mut Tx, id: i64) -> Result<Option<Facts>> {
    let row: Option<(String,)> =
        tx.optional(sql!("select facts from entry_facts where id = $1"), args![id]).await?;
    Ok(row.and_then(|(text,)| serde_json::from_str(&text).ok()))
}

/// Lists an entry anew under its section, days and tags, in every language readers have it in. What
/// happens on no day keeps the year of its publication.
pub async fn relist_entry(
    tx: &mut Tx,
    entry: i64,
    listing: &Listing,
    tags: &[String],
) -> Result<()> {
    let (from, to) = listing.happens.unzip();
    tx.run(
        sql!(
            "update publication set section = $2, happens_from = $3, happens_to = $4, \
                    year = coalesce(cast($5 as text), year) where entry_id = $1"
        ),
        args![
            entry,
            listing.section.as_deref(),
            from.map(|day| day.to_string()),
            to.map(|day| day.to_string()),
            from.map(|day| day.year().to_string())
        ],
    )
    .await?;
    tx.run(sql!("delete from publication_tag where entry_id = $1"), args![entry]).await?;
    for tag in tags {
        tx.run(
            sql!(
                "insert into publication_tag (entry_id, language, tag, kind, published_at) \
                 select entry_id, language, cast($2 as text), kind, published_at \
                   from publication where entry_id = $1 \
                 on conflict (entry_id, language, tag) do nothing"
            ),
            args![entry, tag],
        )
        .await?;
    }
    Ok(())
}

/// Moves the pointer of readers to the newest facts, whatever else about the entry stays.
pub async fn settle_facts(tx: &mut Tx, entry: i64) -> Result<()> {
    tx.run(sql!("update entry set live_facts = facts_edition where id = $1"), args![entry]).await?;
    Ok(())
}

/// Replaces a tag in the lists of readers.
pub async fn relist_tag(tx: &mut Tx, from: &str, to: &str) -> Result<()> {
    tx.run(
        sql!(
            "insert into publication_tag (entry_id, language, tag, kind, published_at) \
             select entry_id, language, cast($2 as text), kind, published_at \
               from publication_tag where tag = $1 \
             on conflict (entry_id, language, tag) do nothing"
        ),
        args![from, to],
    )
    .await?;
    tx.run(sql!("delete from publication_tag where tag = $1"), args![from]).await?;
    Ok(())
}

/// Replaces a section in the lists of readers.
pub async fn relist_section(tx: &mut Tx, from: &str, to: &str) -> Result<()> {
    tx.run(sql!("update publication set section = $2 where section = $1"), args![from, to]).await?;
    Ok(())
}

/// An entry that shows a reusable block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockUse {
    /// The entry's id.
    pub entry: i64,
    /// Its kind.
    pub kind: String,
    /// The language whose words show it.
    pub language: Language,
    /// Its newest title.
    pub title: String,
    /// Whether readers see it there now.
    pub live: bool,
}

/// The entries whose newest or live words show a block.
pub async fn block_uses(db: &Db, slug: &str) -> Result<Vec<BlockUse>> {
    let rows: Vec<(i64, String, String, Option<String>, String, i64)> = db
        .all(
            sql!(
                "select l.entry_id, e.kind, l.language, l.title, e.key, \
                        cast(case when exists (select 1 from entry_words v \
                             where v.id = l.live_words and v.words like $1) then 1 else 0 end \
                             as bigint) \
                   from entry_language l join entry e on e.id = l.entry_id \
                  where exists (select 1 from entry_words w \
                         where w.id in (l.words_edition, l.live_words) and w.words like $1) \
                  order by l.entry_id, l.language limit 2000"
            ),
            args![pattern(slug)],
        )
        .await?;
    let one = |(entry, kind, language, title, key, live): (_, _, String, Option<_>, _, i64)| {
        let title = title.unwrap_or(key);
        Some(BlockUse { entry, kind, language: language.parse().ok()?, title, live: live == 1 })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

/// How many entries show each block, by its slug: in one pass over the texts that hold any.
pub async fn block_counts(db: &Db) -> Result<BTreeMap<String, usize>> {
    let rows: Vec<(i64, String)> = db
        .all(
            sql!(
                "select l.entry_id, w.words from entry_language l \
                   join entry_words w on w.id in (l.words_edition, l.live_words) \
                  where w.words like $1 limit 20000"
            ),
            args![format!("%{BEGINS}%")],
        )
        .await?;
    let shown: BTreeSet<(&str, i64)> = rows
        .iter()
        .flat_map(|(entry, words)| words.split(BEGINS).skip(1).map(move |rest| (*entry, rest)))
        .filter_map(|(entry, rest)| Some((rest.split_once('"')?.0, entry)))
        .collect();
    let mut counts = BTreeMap::new();
    for (slug, _) in shown {
        *counts.entry(slug.to_owned()).or_default() += 1;
    }
    Ok(counts)
}

/// Whether the newest or live words of any entry show a block, inside a transaction that writes.
pub async fn is_block_used(tx: &mut Tx, slug: &str) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .optional(
            sql!(
                "select l.entry_id from entry_language l \
                  where exists (select 1 from entry_words w \
                         where w.id in (l.words_edition, l.live_words) and w.words like $1) limit 1"
            ),
            args![pattern(slug)],
        )
        .await?;
    Ok(row.is_some())
}

/// Whether there is a reusable block in a language, inside a transaction that writes.
pub async fn has_block(tx: &mut Tx, slug: &str, language: Language) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .optional(
            sql!(
                "select r.id from reusable r where r.slug = $1 and exists \
                  (select 1 from reusable_edition e where e.reusable_id = r.id and e.language = $2)"
            ),
            args![slug, language.code()],
        )
        .await?;
    Ok(row.is_some())
}

/// How a body that shows the block is written down: the type of a block stands first, and quotes
/// within a text are escaped, so nothing else looks like it. Slugs hold no sign of a pattern.
fn pattern(slug: &str) -> String {
    format!("%{BEGINS}{slug}\"}}%")
}

const BEGINS: &str = r#"{"type":"reusable","block":""#;
