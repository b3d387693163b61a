//! The steps of an entry's life. Each answers with the entry as it is then. Not for the rules: those
//! are the verbs' of `editorial`.

use super::Work;
use super::described::{AsRead, InLanguage, Now};
use crate::api::act::{Nothing, Once, Sent};
use crate::api::inputs::At;
use crate::api::moments::Moment;
use crate::api::problem::{Answered, Problem};
use crate::api::reply::Reply;
use crate::editorial::{self, Approval, Care, Change, Ending, Release, Wish};
use crate::people::{PersonId, Reach};
use crate::platform::i18n::Language;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// Does a verb on an entry in one language that the request has seen as it is now.
macro_rules! done {
    ($act:expr, $id:expr, $reach:expr, |$tx:ident, $actor:ident, $at:ident, $work:ident| $verb:expr) => {{
        let mut work = Work::open($act, $id, $reach).await?;
        let ($actor, $at) = (work.begun.act.caller.actor.clone(), work.begun.act.at);
        {
            let Work { begun, entry, stored } = &mut work;
            let $tx = &mut begun.tx;
            let $work = (&*entry, &*stored);
            $verb
        }
        work.end().await
    }};
}

/// A remark for colleagues.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Submitted {
    /// What whoever reads it shall look at.
    #[schema(max_length = 4000)]
    remark: Option<String>,
}

/// A remark that must be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Remarked {
    /// What it says.
    #[schema(min_length = 1, max_length = 4000)]
    remark: String,
}

/// How a publication is made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// What changed in substance, for readers; without it the change is a minor one.
    #[schema(max_length = 4000)]
    note: Option<String>,
    /// Why it cannot wait for a second pair of eyes; it stays flagged until somebody approves it.
    #[schema(max_length = 4000)]
    forced_reason: Option<String>,
}

/// How and when a publication is made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Scheduled {
    /// When it goes public by itself.
    goes_live_at: Moment,
    /// What changed in substance, for readers; without it the change is a minor one.
    #[schema(max_length = 4000)]
    note: Option<String>,
    /// Why it cannot wait for a second pair of eyes.
    #[schema(max_length = 4000)]
    forced_reason: Option<String>,
}

/// When it is taken down by itself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Expiry {
    /// The moment; null takes it back.
    #[schema(required)]
    expires_at: Option<Moment>,
}

/// Why it is taken down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// What the notice says.
    #[schema(max_length = 4000)]
    reason: Option<String>,
}

/// Why it should never have been public.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InError {
    /// What the notice says.
    #[schema(min_length = 1, max_length = 4000)]
    reason: String,
}

/// What it is joined into.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Consolidated {
    /// The entry that holds what this one held.
    #[schema(minimum = 1)]
    into: i64,
}

/// Whether a translation is wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wished {
    /// Whether it is.
    wanted: bool,
}

/// Who looks after an entry.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cared {
    /// The account; null for nobody.
    #[schema(required, minimum = 1)]
    owner: Option<i64>,
    /// The day on which it must be read again; null for none.
    #[schema(required, value_type = Option<String>, format = Date)]
    review_on: Option<Date>,
}

const LONGEST: usize = 4000;

/// A text for colleagues or readers that is not longer than either reads.
fn fits<'a>(field: &str, text: &'a str) -> Result<&'a str, Problem> {
    if text.chars().count() > LONGEST {
        return Err(Problem::invalid(field, "api-too-long"));
    }
    Ok(text)
}

fn change(note: Option<String>) -> Result<Change, Problem> {
    Ok(match note {
        Some(note) => Change::Major { note: fits("note", &note)?.to_owned() },
        None => Change::Minor,
    })
}

fn approval(reason: Option<String>) -> Result<Approval, Problem> {
    Ok(match reason {
        Some(reason) => Approval::Forced { reason: fits("forced_reason", &reason)?.to_owned() },
        None => Approval::SecondPerson,
    })
}

/// Hands the newest edition in for a second pair of eyes.
#[utoipa::path(post, path = "/api/entries/{id}/{language}/submit", tag = "life", request_body = Submitted,
    params(InLanguage, AsRead), responses(Now))]
pub async fn submit(
    At((id, language)): At<(i64, Language)>,
    Sent(act, sent): Sent<Submitted>,
) -> Answered {
    fits("remark", sent.remark.as_deref().unwrap_or_default())?;
    done!(act, id, Reach::Write, |tx, actor, at, work| {
        let seen = work.1.seen();
        let remark = sent.remark.as_deref();
        editorial::hand_in(tx, &actor, at, work.0.of(language), Some(&seen), remark).await?;
    })
}

/// Hands it back with a remark that says what to mend.
#[utoipa::path(post, path = "/api/entries/{id}/{language}/return", tag = "life", request_body = Remarked,
    params(InLanguage, AsRead), responses(Now))]
pub async fn hand_back(
    At((id, language)): At<(i64, Language)>,
    Sent(act, sent): Sent<Remarked>,
) -> Answered {
    fits("remark", &sent.remark)?;
    done!(act, id, Reach::Write, |tx, actor, at, work| {
        editorial::hand_back(tx, &actor, at, work.0.of(language), &sent.remark).await?;
    })
}

/// Makes the newest edition public.
#[utoipa::path(post, path = "/api/entries/{id}/{language}/publish", tag = "life", request_body = Published,
    params(InLanguage, AsRead), responses(Now))]
pub async fn publish(
    At((id, language)): At<(i64, Language)>,
    Sent(act, sent): Sent<Published>,
) -> Answered {
    let portal = act.portal.clone();
    let (change, approval) = (change(sent.note)?, approval(sent.forced_reason)?);
    done!(act, id, Reach::Publish, |tx, actor, at, work| {
        let seen = work.1.seen();
        let of = work.0.of(language);
        let release = Release { of, seen: Some(&seen), change, approval, zone: &portal.zone };
        editorial::release(tx, &actor, at, release).await?;
    })
}

/// Approves the newest edition to go public at an hour.
#[utoipa::path(post, path = "/api/entries/{id}/{language}/schedule", tag = "life", request_body = Scheduled,
    params(InLanguage, AsRead), responses(Now))]
pub async fn schedule(
    At((id, language)): At<(i64, Language)>,
    Sent(act, sent): Sent<Scheduled>,
) -> Answered {
    let hour = (sent.goes_live_at.0, change(sent.note)?, approval(sent.forced_reason)?);
    done!(act, id, Reach::Publish, |tx, actor, at, work| {
        let seen = work.1.seen();
        editorial::schedule(tx, &actor, at, work.0.of(language), Some(&seen), hour).await?;
    })
}

/// Takes the hour back; the edition is being written again.
#[utoipa::path(
    delete,
    path = "/api/entries/{id}/{language}/schedule",
    tag = "life",
    params(InLanguage, AsRead),
    responses(Now)
)]
pub async fn unschedule(
    At((id, language)): At<(i64, Language)>,
    Sent(act, _nothing): Sent<Nothing>,
) -> Answered {
    done!(act, id, Reach::Publish, |tx, actor, at, work| {
        editorial::unschedule(tx, &actor, at, work.0.of(language)).await?;
    })
}

/// Approves what was published by its author alone.
#[utoipa::path(
    post,
    path = "/api/entries/{id}/{language}/approve",
    tag = "life",
    params(InLanguage, AsRead),
    responses(Now)
)]
pub async fn approve(
    At((id, language)): At<(i64, Language)>,
    Sent(act, _nothing): Sent<Nothing>,
) -> Answered {
    done!(act, id, Reach::Publish, |tx, actor, at, work| {
        let seen = work.1.seen();
        editorial::approve(tx, &actor, at, work.0.of(language), Some(&seen)).await?;
    })
}

/// Sets the moment at which it is taken down by itself, or takes it back.
#[utoipa::path(put, path = "/api/entries/{id}/{language}/expiry", tag = "life", request_body = Expiry,
    params(InLanguage, AsRead), responses(Now))]
pub async fn expiry(
    At((id, language)): At<(i64, Language)>,
    Sent(act, sent): Sent<Expiry>,
) -> Answered {
    done!(act, id, Reach::Publish, |tx, actor, at, work| {
        let moment = sent.expires_at.map(|moment| moment.0);
        editorial::expire_at(tx, &actor, at, work.0.of(language), moment).await?;
    })
}

/// Takes it down; its address gives a dated notice.
#[utoipa::path(post, path = "/api/entries/{id}/{language}/withdraw", tag = "life", request_body = Withdrawn,
    params(InLanguage, AsRead), responses(Now))]
pub async fn withdraw(
    At((id, language)): At<(i64, Language)>,
    Sent(act, sent): Sent<Withdrawn>,
) -> Answered {
    fits("reason", sent.reason.as_deref().unwrap_or_default())?;
    done!(act, id, Reach::Publish, |tx, actor, at, work| {
        let ending = Ending::Withdrawn { reason: sent.reason };
        editorial::take_down(tx, &actor, at, work.0.of(language), ending).await?;
    })
}

/// Takes down what should never have been public; its address says so.
#[utoipa::path(post, path = "/api/entries/{id}/{language}/declare-error", tag = "life", request_body = InError,
    params(InLanguage, AsRead), responses(Now))]
pub async fn declare_error(
    At((id, language)): At<(i64, Language)>,
    Sent(act, sent): Sent<InError>,
) -> Answered {
    fits("reason", &sent.reason)?;
    done!(act, id, Reach::Publish, |tx, actor, at, work| {
        let ending = Ending::InError { reason: sent.reason };
        editorial::take_down(tx, &actor, at, work.0.of(language), ending).await?;
    })
}

/// Joins it into another entry; its address leads there.
#[utoipa::path(post, path = "/api/entries/{id}/{language}/consolidate", tag = "life", request_body = Consolidated,
    params(InLanguage, AsRead), responses(Now))]
pub async fn consolidate(
    At((id, language)): At<(i64, Language)>,
    Sent(act, sent): Sent<Consolidated>,
) -> Answered {
    let into = super::find(&act.portal, sent.into).await;
    into.map_err(|_| Problem::invalid("into", "api-no-such-entry"))?;
    done!(act, id, Reach::Publish, |tx, actor, at, work| {
        let ending = Ending::Consolidated { into: sent.into };
        editorial::take_down(tx, &actor, at, work.0.of(language), ending).await?;
    })
}

/// Says whether the entry is to be translated into a language it does not have yet.
#[utoipa::path(put, path = "/api/entries/{id}/{language}/wish", tag = "life", request_body = Wished,
    params(InLanguage, AsRead), responses(Now))]
pub async fn wish(
    At((id, language)): At<(i64, Language)>,
    Sent(act, sent): Sent<Wished>,
) -> Answered {
    if !act.portal.known().site.languages.contains(&language) {
        return Err(Problem::new(crate::api::problem::Why::NoSuch).into());
    }
    done!(act, id, Reach::Write, |tx, actor, at, work| {
        let wish = if sent.wanted { Wish::Wanted } else { Wish::Unwanted };
        editorial::wish(tx, &actor, at, work.0.of(language), wish).await?;
    })
}

/// Hands an entry into somebody's care, and says when it must be read again.
#[utoipa::path(put, path = "/api/entries/{id}/care", tag = "life", request_body = Cared,
    params(("id" = i64, Path, description = "The entry", minimum = 1),
        AsRead),
    responses(Now))]
pub async fn care(At(id): At<i64>, Sent(act, sent): Sent<Cared>) -> Answered {
    if let Some(owner) = sent.owner {
        let account = crate::people::account(&act.portal.db, PersonId(owner)).await?;
        account.ok_or_else(|| Problem::invalid("owner", "api-no-such-person"))?;
    }
    done!(act, id, Reach::Write, |tx, actor, at, work| {
        let stored = work.1;
        let first = stored.original.or(stored.languages.first().map(|state| state.language));
        let language = first.ok_or_else(|| Problem::new(crate::api::problem::Why::NoSuch))?;
        let care = Care { owner: sent.owner.map(PersonId), review_on: sent.review_on };
        editorial::care(tx, &actor, at, work.0.of(language), care).await?;
    })
}

/// Leaves a remark for colleagues beside an entry.
#[utoipa::path(post, path = "/api/entries/{id}/{language}/remarks", tag = "entries",
    request_body = Remarked,
    params(InLanguage,
        Once),
    responses((status = 204, description = "It stands beside the entry")))]
pub async fn remark(
    At((id, language)): At<(i64, Language)>,
    Sent(act, sent): Sent<Remarked>,
) -> Answered {
    let text = fits("remark", &sent.remark)?;
    let mut work = Work::open_unseen(act, id, Reach::Write).await?;
    let (actor, at) = (work.begun.act.caller.actor.clone(), work.begun.act.at);
    let of = work.entry.of(language);
    editorial::remark(&mut work.begun.tx, &actor, at, of, text).await?;
    work.begun.end(Reply::nothing()).await
}
