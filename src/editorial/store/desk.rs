//! An entry with its newest editions, and making new ones: what writing verbs need. Not for
//! readers' pages, nor for lists of the desk.

use crate::editorial::actions::Publication;
use crate::editorial::life::{Ending, Stage, State};
use crate::editorial::model::{Facts, Words};
use crate::people::PersonId;
use crate::platform::db::{Db, Result, Statement, Tx};
use crate::platform::i18n::Language;
use crate::platform::text::fold;
use crate::{args, sql};
use jiff::civil::Date;

/// Which editions an author had before her: facts, and words per language.
pub type Seen = (i64, Vec<(Language, i64)>);

/// An entry with its newest editions.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its id.
    pub id: i64,
    /// The newest edition of its facts.
    pub facts_edition: i64,
    /// Who made it, as the change log names actors.
    pub facts_by: String,
    /// The facts readers see, if any.
    pub live_facts: Option<i64>,
    /// The newest facts.
    pub facts: Facts,
    /// Who looks after it.
    pub owner: Option<PersonId>,
    /// The day on which it must be read again.
    pub review_on: Option<Date>,
    /// The language it was first written in.
    pub original: Option<Language>,
    /// Its languages.
    pub languages: Vec<LanguageState>,
}

/// The state of an entry in one language, with its newest words.
#[derive(Clone, Debug)]
pub struct LanguageState {
    /// The language.
    pub language: Language,
    /// What readers get.
    pub state: State,
    /// How far the newest edition has come.
    pub stage: Stage,
    /// Since when, in milliseconds since 1970.
    pub stage_at: Option<i64>,
    /// The newest edition of its words.
    pub words_edition: i64,
    /// Who made it.
    pub words_by: String,
    /// When it was made.
    pub words_at: i64,
    /// The edition of the original it was translated from.
    pub based_on: Option<i64>,
    /// The words readers see, if any.
    pub live_words: Option<i64>,
    /// When it was first published.
    pub published_at: Option<i64>,
    /// When it was last changed in substance.
    pub updated_at: Option<i64>,
    /// When it goes public by itself.
    pub goes_live_at: Option<i64>,
    /// When it is taken down by itself.
    pub expires_at: Option<i64>,
    /// When it was taken down, and what its notice says.
    pub ended: Option<(i64, Option<String>)>,
    /// Published by its author alone, and not yet approved by anybody else.
    pub forced: Option<Forced>,
    /// The newest words.
    pub words: Words,
}

/// A publication without a second pair of eyes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forced {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who, as the change log names actors.
    pub by: String,
    /// Why it could not wait.
    pub reason: String,
}

/// Of which entry an edition is made, when and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// The entry's id.
    pub entry: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// By whom, as the change log names actors.
    pub by: &'a str,
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

    /// Words that are to be saved, with the public corrections of now: what readers were told was wrong stays
    /// told, whichever words take the place of the newest.
    pub fn corrected(&self, language: Language, mut words: Words) -> Words {
        if let Some(newest) = self.words(language) {
            words.corrections.clone_from(&newest.corrections);
        }
        words
    }

    /// The newest edition of its words in the language it was first written in.
    pub fn original_edition(&self) -> Option<i64> {
        self.state(self.original?).map(|state| state.words_edition)
    }

    /// Whether the words of a language were translated from an older edition of the original.
    pub fn is_outdated(&self, language: Language) -> bool {
        let original = self.original_edition();
        let based_on = self.state(language).and_then(|state| state.based_on);
        self.original != Some(language) && based_on.is_some() && based_on < original
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

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: i64,
    facts_edition: i64,
    made_by: String,
    live_facts: Option<i64>,
    facts: String,
    owner_id: Option<i64>,
    review_on: Option<String>,
    original: Option<String>,
}

#[derive(sqlx::FromRow)]
struct LanguageRow {
    language: String,
    state: String,
    stage: String,
    stage_at: Option<i64>,
    words_edition: i64,
    made_by: String,
    made_at: i64,
    based_on: Option<i64>,
    live_words: Option<i64>,
    published_at: Option<i64>,
    updated_at: Option<i64>,
    goes_live_at: Option<i64>,
    expires_at: Option<i64>,
    ended_at: Option<i64>,
    ended_reason: Option<String>,
    forced_at: Option<i64>,
    forced_by: Option<String>,
    forced_reason: Option<String>,
    words: String,
}

const ENTRY: Statement = sql!(
    "select e.id, e.facts_edition, f.made_by, e.live_facts, f.facts, e.owner_id, e.review_on, \
            e.original \
       from entry e join entry_facts f on f.id = e.facts_edition where e.kind = $1 and e.key = $2"
);

const LANGUAGES: Statement = sql!(
    "select l.language, l.state, l.stage, l.stage_at, l.words_edition, w.made_by, w.made_at, \
            w.based_on, l.live_words, l.published_at, l.updated_at, l.goes_live_at, l.expires_at, \
            l.ended_at, l.ended_reason, l.forced_at, l.forced_by, l.forced_reason, w.words \
       from entry_language l join entry_words w on w.id = l.words_edition \
      where l.entry_id = $1 order by l.language"
);

/// An entry with its newest editions, by kind and key, held by a transaction that writes: whoever else would
/// save it waits, and then reads what was saved.
pub async fn latest(tx: &mut Tx, kind: &str, key: &str) -> Result<Option<Stored>> {
    let held = sql!(held: "select id from entry where kind = $1 and key = $2");
    if tx.optional::<(i64,)>(held, args![kind, key]).await?.is_none() {
        return Ok(None);
    }
    let Some(entry) = tx.optional(ENTRY, args![kind, key]).await? else { return Ok(None) };
    let entry: EntryRow = entry;
    let languages = tx.all(LANGUAGES, args![entry.id]).await?;
    Ok(stored(entry, languages))
}

/// The same for a page that only shows it.
pub async fn read(db: &Db, kind: &str, key: &str) -> Result<Option<Stored>> {
    let Some(entry) = db.optional(ENTRY, args![kind, key]).await? else { return Ok(None) };
    let entry: EntryRow = entry;
    let languages = db.all(LANGUAGES, args![entry.id]).await?;
    Ok(stored(entry, languages))
}

fn stored(entry: EntryRow, languages: Vec<LanguageRow>) -> Option<Stored> {
    Some(Stored {
        id: entry.id,
        facts_edition: entry.facts_edition,
        facts_by: entry.made_by,
        live_facts: entry.live_facts,
        facts: serde_json::from_str(&entry.facts).ok()?,
        owner: entry.owner_id.map(PersonId),
        review_on: entry.review_on.and_then(|day| day.parse().ok()),
        original: entry.original.and_then(|code| code.parse().ok()),
        languages: languages.into_iter().filter_map(language_state).collect(),
    })
}

fn language_state(row: LanguageRow) -> Option<LanguageState> {
    let forced = match (row.forced_at, row.forced_by, row.forced_reason) {
        (Some(at), Some(by), Some(reason)) => Some(Forced { at, by, reason }),
        _ => None,
    };
    Some(LanguageState {
        language: row.language.parse().ok()?,
        state: State::named(&row.state)?,
        stage: Stage::named(&row.stage)?,
        stage_at: row.stage_at,
        words_edition: row.words_edition,
        words_by: row.made_by,
        words_at: row.made_at,
        based_on: row.based_on,
        live_words: row.live_words,
        published_at: row.published_at,
        updated_at: row.updated_at,
        goes_live_at: row.goes_live_at,
        expires_at: row.expires_at,
        ended: row.ended_at.map(|at| (at, row.ended_reason)),
        forced,
        words: serde_json::from_str(&row.words).ok()?,
    })
}

/// Makes an entry without editions; the caller's transaction adds them.
pub async fn new_entry(
    tx: &mut Tx,
    kind: &str,
    key: &str,
    at: i64,
    owner: Option<PersonId>,
    original: Option<Language>,
) -> Result<i64> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into entry (kind, key, created_at, owner_id, original) \
                 values ($1, $2, $3, $4, $5) returning id"
            ),
            args![
                kind,
                key,
                at,
                owner.map(|person| person.0),
                original.as_ref().map(Language::code)
            ],
        )
        .await?;
    Ok(id)
}

/// Adds an edition of an entry's facts.
pub async fn new_facts(
    tx: &mut Tx,
    edition: Edition<'_>,
    facts: &Facts,
    section: Option<&str>,
) -> Result<()> {
    let text = serde_json::to_string(facts).unwrap_or_default();
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into entry_facts (entry_id, number, made_at, made_by, facts) \
                 select cast($1 as bigint), coalesce(max(number), 0) + 1, cast($2 as bigint), \
                        cast($3 as text), cast($4 as text) \
                   from entry_facts where entry_id = $1 returning id"
            ),
            args![edition.entry, edition.at, edition.by, text],
        )
        .await?;
    tx.run(
        sql!("update entry set facts_edition = $1, publisher = $2, section = $3 where id = $4"),
        args![id, &facts.publisher, section, edition.entry],
    )
    .await?;
    Ok(())
}

/// Adds an edition of an entry's words in one language.
pub async fn new_words(
    tx: &mut Tx,
    edition: Edition<'_>,
    language: Language,
    words: &Words,
    based_on: Option<i64>,
) -> Result<()> {
    let text = serde_json::to_string(words).unwrap_or_default();
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into entry_words (entry_id, language, number, made_at, made_by, words, \
                                          based_on) \
                 select cast($1 as bigint), cast($2 as text), coalesce(max(number), 0) + 1, \
                        cast($3 as bigint), cast($4 as text), cast($5 as text), \
                        cast($6 as bigint) \
                   from entry_words where entry_id = $1 and language = $2 returning id"
            ),
            args![edition.entry, language.code(), edition.at, edition.by, text, based_on],
        )
        .await?;
    tx.run(
        sql!(
            "insert into entry_language (entry_id, language, state, stage, stage_at, stage_by, \
                                         words_edition, title, title_folded) \
             values ($1, $2, 'draft', 'writing', $3, $4, $5, $6, $7) \
             on conflict (entry_id, language) do update set \
                    words_edition = excluded.words_edition, title = excluded.title, \
                    title_folded = excluded.title_folded"
        ),
        args![
            edition.entry,
            language.code(),
            edition.at,
            edition.by,
            id,
            &words.title,
            fold(&words.title)
        ],
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

/// Takes an entry out of every list; its slug stays its own.
pub async fn take_down(
    tx: &mut Tx,
    edition: Edition<'_>,
    language: Language,
    ending: &Ending,
) -> Result<()> {
    let (reason, into) = match ending {
        Ending::Withdrawn { reason } => (reason.as_deref(), None),
        Ending::InError { reason } => (Some(reason.as_str()), None),
        Ending::Consolidated { into } => (None, Some(*into)),
    };
    tx.run(
        sql!(
            "update entry_language set state = $3, live_words = null, ended_at = $4, \
                    ended_reason = $5, merged_into = $6, expires_at = null \
              where entry_id = $1 and language = $2"
        ),
        args![edition.entry, language.code(), ending.state().name(), edition.at, reason, into],
    )
    .await?;
    let of_entry = || args![edition.entry, language.code()];
    tx.run(sql!("delete from publication where entry_id = $1 and language = $2"), of_entry())
        .await?;
    tx.run(sql!("delete from publication_tag where entry_id = $1 and language = $2"), of_entry())
        .await?;
    Ok(())
}
