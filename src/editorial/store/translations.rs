//! Entries beside their translations: which languages each has, and which lag behind. Not for the
//! words themselves.

use crate::editorial::life::{Stage, State};
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::platform::text::fold;
use crate::{args, sql};

/// How a translation stands, as a board of translations asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Translated {
    /// Made from an older edition of the original than the newest.
    Outdated,
    /// Handed in.
    Submitted,
    /// Being written, and not public.
    Writing,
    /// Public.
    Published,
    /// Not begun, and wanted.
    Missing,
}

impl Translated {
    /// Every way.
    pub const ALL: [Translated; 5] = [
        Translated::Outdated,
        Translated::Submitted,
        Translated::Writing,
        Translated::Published,
        Translated::Missing,
    ];

    /// The name in addresses and keys.
    pub fn name(self) -> &'static str {
        match self {
            Translated::Outdated => "outdated",
            Translated::Submitted => "submitted",
            Translated::Writing => "writing",
            Translated::Published => "published",
            Translated::Missing => "missing",
        }
    }

    /// The way of a name.
    pub fn named(name: &str) -> Option<Translated> {
        Translated::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Which entries a board of translations shows; each `None` is any.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// A kind's folder name.
    pub kind: Option<String>,
    /// Only entries with a translation that stands so.
    pub stands: Option<Translated>,
    /// The language that translation is in.
    pub language: Option<Language>,
    /// Words of the original's title.
    pub title: Option<String>,
    /// How many languages the site has: an entry with fewer lacks one.
    pub languages: i64,
}

/// An entry on the board of translations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Its id.
    pub entry: i64,
    /// Its kind.
    pub kind: String,
    /// The title in the language it was first written in.
    pub title: String,
    /// When its newest words were made, in milliseconds since 1970.
    pub moved_at: i64,
    /// The language it was first written in.
    pub language: Language,
}

/// A language of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The entry's id.
    pub entry: i64,
    /// The language.
    pub language: Language,
    /// What stands there.
    pub stands: Standing,
}

/// What stands in one language of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Words.
    Words {
        /// What readers get.
        state: State,
        /// How far the newest edition has come.
        stage: Stage,
        /// What the words are beside the others.
        share: Share,
    },
    /// Nothing, and nothing is wanted.
    Unwanted,
}

/// What the words of a language are beside those of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// The entry was first written in it.
    Original,
    /// Translated from the newest edition of the original, as far as is known.
    UpToDate,
    /// Translated from an older edition.
    Outdated,
}

fn asked(board: &Board) -> Vec<crate::platform::db::Value> {
    let words = board.title.as_deref().map(fold);
    let pattern =
        words.map(|words| format!("%{}%", words.split_whitespace().collect::<Vec<_>>().join("%")));
    args![
        board.kind.clone(),
        board.stands.map(Translated::name),
        board.language.map(|language| language.to_string()),
        pattern,
        board.languages
    ]
}

/// The entries of a board, the last written first.
pub async fn originals(db: &Db, board: &Board, from: i64, limit: i64) -> Result<Vec<Original>> {
    let mut values = asked(board);
    values.extend(args![limit, from]);
    let rows: Vec<(i64, String, Option<String>, String, i64, String)> = db
        .all(
            sql!(
                "select e.id, e.kind, o.title, e.key, ow.made_at, o.language \
                   from entry e join entry_language o \
                          on o.entry_id = e.id and o.language = e.original \
                        join entry_words ow on ow.id = o.words_edition \
                  where (cast($1 as text) is null or e.kind = $1) \
                    and (cast($4 as text) is null or o.title_folded like $4) \
                    and (cast($2 as text) is null or ($2 = 'missing' and \
                         ((cast($3 as text) is null and (select count(*) from entry_language x \
                             where x.entry_id = e.id) + (select count(*) from entry_unwanted u \
                             where u.entry_id = e.id) < $5) \
                          or (cast($3 as text) is not null and not exists (select 1 \
                             from entry_language x where x.entry_id = e.id and x.language = $3) \
                             and not exists (select 1 from entry_unwanted u \
                             where u.entry_id = e.id and u.language = $3)))) \
                      or exists (select 1 from entry_language t \
                           join entry_words tw on tw.id = t.words_edition \
                          where t.entry_id = e.id and t.language <> e.original \
                            and (cast($3 as text) is null or t.language = $3) \
                            and (($2 = 'outdated' and tw.based_on < o.words_edition) \
                              or ($2 = 'submitted' and t.stage = 'submitted') \
                              or ($2 = 'writing' and t.state = 'draft' \
                                  and t.stage in ('writing', 'returned')) \
                              or ($2 = 'published' and t.state = 'published')))) \
                  order by ow.made_at desc, e.id desc limit $6 offset $7"
            ),
            values,
        )
        .await?;
    let original =
        |(entry, kind, title, key, moved_at, language): (_, _, Option<_>, _, _, String)| {
            let language = language.parse().ok()?;
            Some(Original { entry, kind, title: title.unwrap_or(key), moved_at, language })
        };
    Ok(rows.into_iter().filter_map(original).collect())
}

/// How many entries a board has.
pub async fn originals_length(db: &Db, board: &Board) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            sql!(
                "select count(*) \
                   from entry e join entry_language o \
                          on o.entry_id = e.id and o.language = e.original \
                  where (cast($1 as text) is null or e.kind = $1) \
                    and (cast($4 as text) is null or o.title_folded like $4) \
                    and (cast($2 as text) is null or ($2 = 'missing' and \
                         ((cast($3 as text) is null and (select count(*) from entry_language x \
                             where x.entry_id = e.id) + (select count(*) from entry_unwanted u \
                             where u.entry_id = e.id) < $5) \
                          or (cast($3 as text) is not null and not exists (select 1 \
                             from entry_language x where x.entry_id = e.id and x.language = $3) \
                             and not exists (select 1 from entry_unwanted u \
                             where u.entry_id = e.id and u.language = $3)))) \
                      or exists (select 1 from entry_language t \
                           join entry_words tw on tw.id = t.words_edition \
                          where t.entry_id = e.id and t.language <> e.original \
                            and (cast($3 as text) is null or t.language = $3) \
                            and (($2 = 'outdated' and tw.based_on < o.words_edition) \
                              or ($2 = 'submitted' and t.stage = 'submitted') \
                              or ($2 = 'writing' and t.state = 'draft' \
                                  and t.stage in ('writing', 'returned')) \
                              or ($2 = 'published' and t.state = 'published'))))"
            ),
            asked(board),
        )
        .await?;
    Ok(count)
}

/// What stands in each language of these entries.
pub async fn cells(db: &Db, entries: &[i64]) -> Result<Vec<Cell>> {
    let list = serde_json::to_string(entries).unwrap_or_default();
    let rows: Vec<(i64, String, String, String, i64)> = db
        .all(
            sql!(
                sqlite: "select l.entry_id, l.language, l.state, l.stage, \
                                case when l.language = e.original then 1 \
                                     when w.based_on < o.words_edition then 2 else 0 end \
                           from entry_language l join entry e on e.id = l.entry_id \
                                join entry_words w on w.id = l.words_edition \
                                left join entry_language o \
                                  on o.entry_id = e.id and o.language = e.original \
                          where l.entry_id in (select value from json_each($1)) \
                         union all \
                         select u.entry_id, u.language, '', '', 0 from entry_unwanted u \
                          where u.entry_id in (select value from json_each($1)) \
                            and not exists (select 1 from entry_language x \
                                  where x.entry_id = u.entry_id and x.language = u.language) \
                          order by 1, 2 limit 10000",
                postgres: "select l.entry_id, l.language, l.state, l.stage, \
                                  cast(case when l.language = e.original then 1 \
                                       when w.based_on < o.words_edition then 2 else 0 end as bigint) \
                             from entry_language l join entry e on e.id = l.entry_id \
                                  join entry_words w on w.id = l.words_edition \
                                  left join entry_language o \
                                    on o.entry_id = e.id and o.language = e.original \
                            where l.entry_id in (select cast(value as bigint) \
                                  from json_array_elements_text(cast(cast($1 as text) as json))) \
                           union all \
                           select u.entry_id, u.language, '', '', cast(0 as bigint) \
                             from entry_unwanted u \
                            where u.entry_id in (select cast(value as bigint) \
                                  from json_array_elements_text(cast(cast($1 as text) as json))) \
                              and not exists (select 1 from entry_language x \
                                    where x.entry_id = u.entry_id and x.language = u.language) \
                            order by 1, 2 limit 10000"
            ),
            args![list],
        )
        .await?;
    Ok(rows.into_iter().filter_map(cell).collect())
}

fn cell(
    (entry, language, state, stage_name, share): (i64, String, String, String, i64),
) -> Option<Cell> {
    let stands = match State::named(&state) {
        None => Standing::Unwanted,
        Some(state) => Standing::Words {
            state,
            stage: Stage::named(&stage_name)?,
            share: match share {
                1 => Share::Original,
                2 => Share::Outdated,
                _ => Share::UpToDate,
            },
        },
    };
    Some(Cell { entry, language: language.parse().ok()?, stands })
}

/// How many translations lag behind, wait to be read, and are being written.
pub async fn translation_figures(db: &Db) -> Result<(i64, i64, i64)> {
    db.one(
        sql!(
            "select count(case when w.based_on < o.words_edition then 1 end), \
                    count(case when l.stage = 'submitted' then 1 end), \
                    count(case when l.state = 'draft' and l.stage in ('writing', 'returned') \
                               then 1 end) \
               from entry_language l join entry e on e.id = l.entry_id \
                    join entry_words w on w.id = l.words_edition \
                    join entry_language o on o.entry_id = e.id and o.language = e.original \
              where l.language <> e.original"
        ),
        args![],
    )
    .await
}

/// How many public translations are as new as their original, and how many there are.
pub async fn translations_current(db: &Db) -> Result<(i64, i64)> {
    db.one(
        sql!(
            "select count(case when w.based_on >= o.words_edition then 1 end), count(*) \
               from entry_language l join entry e on e.id = l.entry_id \
                    join entry_words w on w.id = l.live_words \
                    join entry_language o on o.entry_id = e.id and o.language = e.original \
              where l.language <> e.original and l.state = 'published'"
        ),
        args![],
    )
    .await
}

/// How many entries are public in each language.
pub async fn published_in(db: &Db) -> Result<Vec<(String, i64)>> {
    db.all(
        sql!(
            "select language, count(*) from entry_language where state = 'published' \
              group by language order by language limit 100"
        ),
        args![],
    )
    .await
}

/// Notes that an entry is not to be in a language, or takes the note back.
pub async fn set_unwanted(
    tx: &mut Tx,
    entry: i64,
    language: Language,
    made: Option<(i64, &str)>,
) -> Result<()> {
    tx.run(
        sql!("delete from entry_unwanted where entry_id = $1 and language = $2"),
        args![entry, language.code()],
    )
    .await?;
    if let Some((at, by)) = made {
        tx.run(
            sql!(
                "insert into entry_unwanted (entry_id, language, made_at, made_by) \
                 values ($1, $2, $3, $4)"
            ),
            args![entry, language.code(), at, by],
        )
        .await?;
    }
    Ok(())
}
