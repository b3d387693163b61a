//! Who uses a file: entries in their newest or their live edition, and the site itself.

use crate::media::model::{FileKey, MediaId, Use};
use crate::platform::db::{Result, Tx};
use crate::{args, sql};
use std::collections::BTreeSet;

/// The entries that hold a key in their newest or their live edition, live ones first.
pub async fn where_used(tx: &mut Tx, key: &FileKey) -> Result<Vec<Use>> {
    // A key is 24 hexadecimal digits in quotes: nothing else in a text of facts looks like it.
    let rows: Vec<(i64, String, String, i64)> = tx
        .all(
            sql!(
                "select e.id, e.kind, e.key, \
                        max(case when f.id = e.live_facts then 1 else 0 end) as live \
                   from entry e join entry_facts f on f.id = e.facts_edition or f.id = e.live_facts \
                  where f.facts like '%\"' || $1 || '\"%' \
                  group by e.id, e.kind, e.key order by 4 desc, e.kind, e.key limit 1000"
            ),
            args![&key.0],
        )
        .await?;
    let used = |(entry, kind, key, live)| Use { entry, kind, key, live: live == 1 };
    Ok(rows.into_iter().map(used).collect())
}

/// Whether the site's settings hold a key, as its own picture or another file.
pub async fn site_uses(tx: &mut Tx, key: &FileKey) -> Result<bool> {
    let (count,): (i64,) = tx
        .one(
            sql!("select count(*) from site where settings like '%\"' || $1 || '\"%'"),
            args![&key.0],
        )
        .await?;
    Ok(count > 0)
}

/// The tokens of every page that may show a file of the library.
pub async fn touches(tx: &mut Tx, id: MediaId, key: &FileKey) -> Result<Vec<String>> {
    let mut touches = BTreeSet::from([format!("media:{id}")]);
    for one in where_used(tx, key).await?.into_iter().filter(|one| one.live) {
        touches.extend([format!("entry:{}", one.entry), format!("kind:{}", one.kind)]);
    }
    if site_uses(tx, key).await? {
        touches.insert("site".to_owned());
    }
    Ok(touches.into_iter().collect())
}
