//! A programme in `StratML` to take along: what readers see of it, looked up. Not for how it is written
//! down: that is `stratml.rs` of the slice.

use super::{Seen, found};
use crate::action_programme::model::{AsOf, METHOD, Programme};
use crate::action_programme::store;
use crate::action_programme::stratml::{Sayings, Stratml, StratmlPart, write_stratml};
use crate::platform::i18n::Language;
use crate::platform::web::{Fault, Page};
use crate::portal::Portal;
use axum::Extension;
use axum::extract::{Path, State};

/// The programme as a strategic plan, ISO 17469-1.
pub async fn stratml_plan(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(key): Path<String>,
) -> Result<Page, Fault> {
    sent(&portal, language, &key, StratmlPart::Plan).await
}

/// The programme as a performance report, ANSI/AIIM 22.
pub async fn stratml_report(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(key): Path<String>,
) -> Result<Page, Fault> {
    sent(&portal, language, &key, StratmlPart::Report).await
}

async fn sent(
    portal: &Portal,
    language: Language,
    key: &str,
    part: StratmlPart,
) -> Result<Page, Fault> {
    let programme = found(portal, key).await?;
    let text = stratml(portal, (language, &programme), part).await?;
    let page = Page::of("application/xml; charset=utf-8", text);
    Ok(page.depends_on([Programme::token(key), "agency".to_owned()]))
}

/// The text of one of the two documents in a language.
pub async fn stratml(
    portal: &Portal,
    (language, programme): (Language, &Programme),
    part: StratmlPart,
) -> Result<String, Fault> {
    let (known, day) = (portal.known(), portal.today());
    let seen = Seen { portal, register: &known.agencies, language, programme, day };
    let (db, id) = (&portal.db, programme.id);
    let assignments = store::assignments(db, id, AsOf::day(day)).await?;
    let tallies = store::progress_of_measures(db, id).await?;
    let mut observed = store::observations(db, id, AsOf::day(day)).await?;
    let indicators = store::indicators(db, id).await?.into_iter();
    let indicators: Vec<_> = indicators
        .map(|one| {
            let own = observed.remove(&one.id).unwrap_or_default();
            (one, own)
        })
        .collect();
    let names = |key: &str| seen.name(key).name;
    let told = Stratml {
        programme,
        language,
        source: portal.absolute(&seen.url()),
        publisher: names(&known.site.publisher),
        names: &names,
        assignments: &assignments,
        tallies: &tallies,
        indicators: &indicators,
        said: sayings(&seen),
    };
    Ok(write_stratml(&told, part)?)
}

fn sayings(seen: &Seen<'_>) -> Sayings {
    Sayings {
        lead: seen.say("programme-part-lead"),
        coordinating: seen.say("programme-part-coordinating"),
        proven: seen.say("programme-stratml-proven"),
        activities: seen.say("programme-activities"),
        indicators: seen.say("programme-indicators"),
        method: super::with(seen, "programme-method-text", "method", METHOD),
        target: seen.say("programme-target"),
        result: seen.say("programme-figure"),
    }
}
