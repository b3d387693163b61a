//! What entries are called, for lists that know only their numbers. Not for what readers may see of them.

use crate::platform::db::{Db, Result};
use crate::platform::i18n::Language;
use crate::{args, sql};

/// An entry by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    /// The entry.
    pub entry: i64,
    /// Its kind.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// The language the title is in: the one asked for, else the one it was first written in.
    pub language: Language,
    /// Its newest title; empty when it has none yet.
    pub title: String,
    /// The last part of its address, while readers see it in this language.
    pub slug: Option<String>,
}

/// The names of entries, in `language` where they have one in it. Entries that are gone are left out.
pub async fn titled(db: &Db, entries: &[i64], language: Language) -> Result<Vec<Titled>> {
    type Row = (i64, String, String, String, Option<String>, Option<String>);
    let numbers = serde_json::to_string(entries).unwrap_or_default();
    let rows: Vec<Row> = db
        .all(
            sql!(
                sqlite: "select e.id, e.kind, e.key, l.language, l.title, p.slug \
                           from entry e join entry_language l on l.entry_id = e.id \
                           left join publication p on p.entry_id = l.entry_id \
                                and p.language = l.language \
                          where e.id in (select value from json_each($1)) \
                          order by e.id, case l.language when $2 then 0 when e.original then 1 \
                                              else 2 end, l.language limit 1000000",
                postgres: "select e.id, e.kind, e.key, l.language, l.title, p.slug \
                             from entry e join entry_language l on l.entry_id = e.id \
                             left join publication p on p.entry_id = l.entry_id \
                                  and p.language = l.language \
                            where e.id in (select cast(r as bigint) from json_array_elements_text(\
                                             cast(cast($1 as text) as json)) as r) \
                            order by e.id, case l.language when $2 then 0 when e.original then 1 \
                                                else 2 end, l.language limit 1000000"
            ),
            args![numbers, language.to_string()],
        )
        .await?;
    let mut named: Vec<Titled> = Vec::new();
    for (entry, kind, key, language, title, slug) in rows {
        let Ok(language) = language.parse() else { continue };
        if named.last().is_none_or(|last| last.entry != entry) {
            let title = title.unwrap_or_default();
            named.push(Titled { entry, kind, key, language, title, slug });
        }
    }
    Ok(named)
}

/// The section of every entry that has one, as it stands now.
pub async fn sections(db: &Db) -> Result<Vec<(i64, String)>> {
    db.all(
        sql!(
            "select id, section from entry where section is not null and section <> '' \
              order by id limit 1000000"
        ),
        args![],
    )
    .await
}
