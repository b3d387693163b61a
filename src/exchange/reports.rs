//! Issued reports in and out of a site folder, letter by letter: nothing is composed or made anew. What the
//! folder does not name stays as it is. Not for the form of the files: that is `reports_file.rs`.

use super::Exchange;
use super::export::{ExportError, write};
use super::reports_file::{HEAD, ReportFolder, VALUE, write_head};
use crate::action_programme::reports::{self, Issued, KeptReport};
use crate::action_programme::{self as programme, By, In, ProgrammeId, Refusal};
use std::path::Path;

/// Writes every issued report of a programme into its folder, numbered as they were issued.
pub async fn export(
    exchange: &Exchange,
    folder: &Path,
    programme: ProgrammeId,
) -> Result<(), ExportError> {
    let mut issued = reports::issued(&exchange.db, programme).await?;
    issued.sort_by_key(|one| (one.made_at, one.id));
    for (number, one) in (1..).zip(&issued) {
        let Some(kept) = kept(exchange, one).await? else { continue };
        let own = folder.join(format!("{number:03}"));
        write(&own.join(HEAD), write_head(&kept)?.as_bytes())?;
        write(&own.join(VALUE), kept.value.as_bytes())?;
        for file in &kept.files {
            write(&own.join(&file.name), &exchange.files.get(&file.sha256, None).await?)?;
        }
    }
    Ok(())
}

/// A report as it is kept.
async fn kept(exchange: &Exchange, one: &Issued) -> Result<Option<KeptReport>, ExportError> {
    let Some(value) = reports::value(&exchange.db, one.id).await? else { return Ok(None) };
    let unread = |error| ExportError::Report(one.period.to_string(), error);
    Ok(Some(KeptReport {
        report: serde_json::from_str(&value).map_err(unread)?,
        value,
        made_at: one.made_at,
        withdrawn: one.withdrawn.as_ref().map(|why| (why.at, why.reason.clone())),
        files: one.files.clone(),
    }))
}

/// Brings reports in whose programmes are there: those that are new, and that a known one was withdrawn.
pub async fn bring_in(
    exchange: &Exchange,
    by: By<'_>,
    given: &[ReportFolder],
) -> Result<(), Refusal> {
    for one in given {
        let key = &one.kept.report.programme.key;
        let missing = || Refusal::Missing(key.clone());
        let own = programme::programme(&exchange.db, key).await?.ok_or_else(missing)?;
        let known = reports::issued(&exchange.db, own.id).await?;
        bring_one(exchange, by, (In::from(&own), &known), one).await?;
    }
    Ok(())
}

async fn bring_one(
    exchange: &Exchange,
    by: By<'_>,
    (within, known): (In<'_>, &[Issued]),
    one: &ReportFolder,
) -> Result<(), Refusal> {
    let kept = &one.kept;
    let made = (kept.report.period, kept.made_at);
    let same = |was: &&Issued| (was.period, was.made_at) == made;
    match (known.iter().find(same), &kept.withdrawn) {
        (None, _) => {
            // The bytes first: a hash that is named is always there.
            for (file, bytes) in kept.files.iter().zip(&one.bytes) {
                exchange.files.put(&file.sha256, bytes.clone()).await?;
            }
            let mut tx = exchange.db.begin().await?;
            reports::recall_report(&mut tx, by, within, kept).await?;
            tx.commit().await?;
        }
        (Some(was), Some((at, reason))) if was.withdrawn.is_none() => {
            let mut tx = exchange.db.begin().await?;
            reports::recall_withdrawal(&mut tx, by, (within, was.id), (*at, reason)).await?;
            tx.commit().await?;
        }
        (Some(_), _) => {}
    }
    Ok(())
}
