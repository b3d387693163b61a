//! What stands beside an article: what its editor chose, then what shares its first tag. Not for
//! lists.

use super::model::{self, KIND};
use crate::editorial::{self, Filter, Live, Order, Picture};
use crate::platform::web::Fault;
use crate::portal::Portal;
use serde::Serialize;

const RELATED: i64 = 4;

/// An entry beside an article.
#[derive(Serialize)]
pub(super) struct Related {
    url: String,
    title: String,
    kind: String,
    picture: Option<Picture>,
}

/// What the editor set beside the article first, then the newest with the same first tag.
pub(super) async fn related(
    portal: &Portal,
    live: &Live,
) -> Result<(Vec<Related>, Vec<String>), Fault> {
    let mut entries: Vec<Live> = Vec::new();
    for reference in model::read(&live.facts).related {
        entries.extend(editorial::find(&portal.db, &reference, live.language).await?);
    }
    if let Some(tag) = live.facts.tags.first() {
        let filter = Filter { tag: Some(tag.clone()), ..Filter::default() };
        let newest = editorial::list(
            &portal.db,
            KIND,
            live.language,
            &filter,
            Order::Newest,
            (0, RELATED + 1),
        );
        for candidate in newest.await? {
            let new =
                candidate.id != live.id && entries.iter().all(|known| known.id != candidate.id);
            if new && entries.len() < usize::try_from(RELATED).unwrap_or(0) {
                entries.push(candidate);
            }
        }
    }
    let tokens = entries.iter().map(Live::token).collect();
    let pictures = editorial::pictures(&portal.db, &entries).await?;
    let related =
        entries.iter().zip(pictures).enumerate().map(|(place, (entry, pictures))| Related {
            url: portal.address(entry),
            title: entry.words.title.clone(),
            kind: entry.kind.clone(),
            // Text first: only the last one shows its picture.
            picture: pictures.lead(entry).filter(|_| place + 1 == entries.len()).cloned(),
        });
    Ok((related.collect(), tokens))
}
