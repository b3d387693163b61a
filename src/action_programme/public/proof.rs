//! Evidence as readers see it: only what was accepted, each piece with where it leads. Not for judging
//! it.

use super::{Seen, with};
use crate::action_programme::model::{Evidence, Proof};
use crate::editorial;
use crate::media;
use crate::platform::db;
use crate::platform::i18n::{Args, grouped};
use serde::Serialize;

/// A piece of accepted evidence.
#[derive(Serialize)]
pub(super) struct ProofView {
    /// What it is, in words.
    label: String,
    url: Option<String>,
    note: String,
}

pub(super) async fn views(seen: &Seen<'_>, all: &[Evidence]) -> db::Result<Vec<ProofView>> {
    let mut found = Vec::new();
    for one in all {
        let (label, url) = shown(seen, &one.proof).await?;
        found.push(ProofView { label, url, note: one.note.clone() });
    }
    Ok(found)
}

async fn shown(seen: &Seen<'_>, proof: &Proof) -> db::Result<(String, Option<String>)> {
    let portal = seen.portal;
    Ok(match proof {
        Proof::Entry { entry, language } => {
            let live = editorial::find(&portal.db, entry, *language).await?;
            let url = live.as_ref().map(|live| portal.address(live));
            let title = live.map_or_else(|| entry.clone(), |live| live.words.title);
            (title, url)
        }
        Proof::Visits { entry, from, to, views } => {
            let live = editorial::find(&portal.db, entry, seen.language).await?;
            let url = live.as_ref().map(|live| portal.address(live));
            let mut args = Args::new();
            args.set("title", live.map_or_else(|| entry.clone(), |live| live.words.title));
            args.set("from", seen.date(*from).numeric);
            args.set("to", seen.date(*to).numeric);
            let separator = portal.words.separator(seen.language);
            args.set("views", grouped(u64::try_from(*views).unwrap_or(0), separator));
            (portal.words.say_with(seen.language, "programme-proof-visits", &args), url)
        }
        Proof::File { file } => {
            let found = media::media_by_key(&portal.db, &media::FileKey(file.clone())).await?;
            let public = found.as_ref().and_then(|found| found.public.as_ref());
            let name = found.as_ref().map_or_else(|| file.clone(), |found| found.name.clone());
            let url = public.map(|key| format!("/files/{}/{name}", key.0));
            (name, url)
        }
        Proof::Link { url, archived, .. } => {
            let day = seen.date(*archived).numeric;
            let label = format!("{url} ({})", with(seen, "programme-proof-archived", "day", day));
            (label, Some(url.clone()))
        }
    })
}
