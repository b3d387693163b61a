//! What the writing page asks of the library: pictures and files to take into an entry, as JSON.

use super::tiles;
use crate::desk::session::Signed;
use crate::media::{self, Media, MediaId, MediaKind, Search};
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

const SHOWN: i64 = 30;

/// What is looked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    kind: Option<String>,
    /// One file by its number, such as one that was just handed in.
    id: Option<i64>,
    language: Option<String>,
}

/// Files of the library, the newest first.
pub async fn media(
    State(portal): State<Portal>,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Json<Value>, Fault> {
    let found = found(&portal, &asked).await?;
    let ids: Vec<MediaId> = found.iter().map(|one| one.id).collect();
    let thumbs = media::thumbs(&portal.db, &ids).await?;
    let language = asked.language.and_then(|code| code.parse().ok());
    let language = language.unwrap_or(signed.person.language);
    let view = |one: &Media| choice(one, language, tiles::thumb(one, &thumbs).as_deref());
    Ok(Json(found.iter().map(view).collect()))
}

async fn found(portal: &Portal, asked: &Asked) -> Result<Vec<Media>, Fault> {
    if let Some(id) = asked.id {
        let one = media::newest_of(&portal.db, MediaId(id)).await?;
        return Ok(one.into_iter().filter(|one| one.removed_at.is_none()).collect());
    }
    let kind = asked.kind.as_deref().and_then(MediaKind::named);
    let search = Search { text: asked.q.clone(), kind, ..Search::default() };
    Ok(media::list(&portal.db, &search, (0, SHOWN)).await?)
}

fn choice(one: &Media, language: Language, thumb: Option<&str>) -> Value {
    let said = one.words.get(&language).cloned().unwrap_or_default();
    json!({
        "id": one.id,
        "name": one.file_name(),
        "kind": one.kind.name(),
        "thumb": thumb,
        "src": thumb,
        "alt": said.alt,
        "caption": said.caption,
        "credit": one.credits.credit.clone().or_else(|| one.credits.author.clone()).unwrap_or_default(),
    })
}
