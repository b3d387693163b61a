//! Editions and states: what writing verbs need. Not for readers' pages.

use crate::editorial::actions::Publication;
use crate::editorial::kinds::Listing;
use crate::editorial::model::{Facts, State, Words};
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};

/// Which editions an author had before her: facts, and words per language.
pub type Seen = (i64, Vec<(Language, i64)>);

/// An entry with its newest editions.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its id.
    pub id: i64,
    /// The newest edition of its facts.
    pub facts_edition: i64,
    /// The facts readers see, if any.
    pub live_facts: Option<i64>,
    /// The newest facts.
    pub facts: Facts,
    /// Its languages.
    pub languages: Vec<LanguageState>,
}

/// The state of an entry in one language, with its newest words.
#[derive(Clone, Debug)]
pub struct LanguageState {
    /// The language.
    pub language: Language,
    /// The state.
    pub state: State,
    /// The newest edition of its words.
    pub words_edition: i64,
    /// The words readers see, if any.
    pub live_words: Option<i64>,
    /// When it was first published.
    pub published_at: Option<i64>,
    /// When it was last changed in substance.
    pub updated_at: Option<i64>,
    /// The newest words.
    pub words: Words,
}

impl Stored {
    /// The editions somebody has seen who read this.
    pub fn seen(&self) -> Seen {
        (
            self.facts_edition,
            self.languages.iter().map(|state| (state.language, state.words_edition)).collect(),
        )
    }

    /// Its state in a language.
    pub fn state(&self, language: Language) -> Option<&LanguageState> {
        self.languages.iter().find(|state| state.language == language)
    }

    /// Its newest words in a language.
    pub fn words(&self, language: Language) -> Option<&Words> {
        self.state(language).map(|state| &state.words)
    }
}

impl LanguageState {
    /// Whether readers already see exactly this.
    pub fn is_live_as(&self, stored: &Stored, publication: &Publication<'_>) -> bool {
        self.state == State::Published
            && self.live_words == Some(self.words_edition)
            && stored.live_facts == Some(stored.facts_edition)
            && self.published_at == Some(publication.published_at)
            && self.updated_at == publication.updated_at
    }
}

type EntryRow = (i64, i64, Option<i64>, String);
type LanguageRow = (String, String, i64, Option<i64>, Option<i64>, Option<i64>, String);

/// An entry with its newest editions, by kind and key.
pub async fn latest(tx: &mut Tx, kind: &str, key: &str) -> Result<Option<Stored>> {
    let entry: Option<EntryRow> = tx
        .optional(
            sql!(
                "select e.id, f.id, e.live_facts, f.facts \
                   from entry e join entry_facts f on f.id = e.facts_edition \
                  where e.kind = $1 and e.key = $2"
            ),
            args![kind, key],
        )
        .await?;
    let Some((id, facts_edition, live_facts, facts)) = entry else { return Ok(None) };
    let Ok(facts) = serde_json::from_str(&facts) else { return Ok(None) };
    let rows: Vec<LanguageRow> = tx
        .all(
            sql!(
                "select l.language, l.state, l.words_edition, l.live_words, l.published_at, \
                        l.updated_at, w.words \
                   from entry_language l join entry_words w on w.id = l.words_edition \
                  where l.entry_id = $1 order by l.language"
            ),
            args![id],
        )
        .await?;
    let languages = rows.into_iter().filter_map(language_state).collect();
    Ok(Some(Stored { id, facts_edition, live_facts, facts, languages }))
}

fn language_state(row: LanguageRow) -> Option<LanguageState> {
    let (language, state, words_edition, live_words, published_at, updated_at, words) = row;
    Some(LanguageState {
        language: language.parse().ok()?,
        state: State::named(&state)?,
        words_edition,
        live_words,
        published_at,
        updated_at,
        words: serde_json::from_str(&words).ok()?,
    })
}

/// The keys of every entry of a kind, in order.
pub async fn every_key(db: &Db, kind: &str) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        db.all(sql!("select key from entry where kind = $1 order by key"), args![kind]).await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// Makes an entry without editions; the caller's transaction adds them.
pub async fn new_entry(tx: &mut Tx, kind: &str, key: &str, at: i64) -> Result<i64> {
    let (id,): (i64,) = tx
        .one(
            sql!("insert into entry (kind, key, created_at) values ($1, $2, $3) returning id"),
            args![kind, key, at],
        )
        .await?;
    Ok(id)
}

/// Adds an edition of an entry's facts.
pub async fn new_facts(tx: &mut Tx, entry: i64, at: i64, by: &str, facts: &str) -> Result<()> {
    let (edition,): (i64,) = tx
        .one(
            sql!(
                "insert into entry_facts (entry_id, number, made_at, made_by, facts) \
                 select cast($1 as bigint), coalesce(max(number), 0) + 1, cast($2 as bigint), \
                        cast($3 as text), cast($4 as text) \
                   from entry_facts where entry_id = $1 returning id"
            ),
            args![entry, at, by, facts],
        )
        .await?;
    tx.run(sql!("update entry set facts_edition = $1 where id = $2"), args![edition, entry])
        .await?;
    Ok(())
}

/// Adds an edition of an entry's words in one language.
pub async fn new_words(
    tx: &mut Tx,
    entry: i64,
    language: Language,
    at: i64,
    by: &str,
    words: &str,
) -> Result<()> {
    let (edition,): (i64,) = tx
        .one(
            sql!(
                "insert into entry_words (entry_id, language, number, made_at, made_by, words) \
                 select cast($1 as bigint), cast($2 as text), coalesce(max(number), 0) + 1, \
                        cast($3 as bigint), cast($4 as text), cast($5 as text) \
                   from entry_words where entry_id = $1 and language = $2 returning id"
            ),
            args![entry, language.code(), at, by, words],
        )
        .await?;
    tx.run(
        sql!(
            "insert into entry_language (entry_id, language, state, words_edition) \
             values ($1, $2, 'draft', $3) \
             on conflict (entry_id, language) do update set words_edition = excluded.words_edition"
        ),
        args![entry, language.code(), edition],
    )
    .await?;
    Ok(())
}

/// The entry that holds a slug, now or formerly.
pub async fn slug_holder(
    tx: &mut Tx,
    kind: &str,
    language: Language,
    slug: &str,
) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx
        .optional(
            sql!("select entry_id from entry_slug where kind = $1 and language = $2 and slug = $3"),
            args![kind, language.code(), slug],
        )
        .await?;
    Ok(row.map(|(entry,)| entry))
}

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
                    published_at = $3, updated_at = $4 where entry_id = $1 and language = $2"
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

/// Takes an entry out of every list; its slug stays its own.
pub async fn take_down(tx: &mut Tx, entry: i64, language: Language) -> Result<()> {
    let of_entry = || args![entry, language.code()];
    tx.run(
        sql!("update entry_language set state = 'withdrawn', live_words = null where entry_id = $1 and language = $2"),
        of_entry(),
    )
    .await?;
    tx.run(sql!("delete from publication where entry_id = $1 and language = $2"), of_entry())
        .await?;
    tx.run(sql!("delete from publication_tag where entry_id = $1 and language = $2"), of_entry())
        .await?;
    Ok(())
}
