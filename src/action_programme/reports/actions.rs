//! A report is looked at, issued and, if it was wrong, withdrawn with a reason. It is never changed and
//! never replaced in silence. Not for what it says.

use super::compose::{Asked, compose};
use super::model::{KeptFile, KeptReport, Report, faults};
use super::press::{Press, Wanted};
use super::store;
use crate::action_programme::actions::{By, In, Refusal, coordinator, log, said};
use crate::action_programme::model::{Programme, ReportId};
use crate::agency::Register;
use crate::platform::db::Tx;
use crate::platform::paper::NotSet;
use serde_json::json;
use std::sync::Arc;

/// Puts a report together as it would be issued now, and writes nothing.
pub async fn look_at_report(
    press: &Press,
    by: By<'_>,
    of: (&Programme, &Register),
    asked: &Asked,
) -> Result<Report, Refusal> {
    coordinator(by)?;
    let report = compose(&press.db, of, asked, by.at).await?;
    let wrong = faults(&report, (of.0.outline.starts, by.today));
    if wrong.is_empty() { Ok(report) } else { Err(Refusal::Faulty(wrong)) }
}

/// Issues a report: what it says is kept whole, its files are made once and kept under their hashes.
/// Refused while another report of the same period stands. Takes as long as its letters take to set,
/// a second or two.
pub async fn issue_report(
    press: &Press,
    by: By<'_>,
    of: (&Programme, &Register),
    asked: &Asked,
) -> Result<ReportId, Refusal> {
    let report = look_at_report(press, by, of, asked).await?;
    let mut tx = press.db.begin().await?;
    free(&mut tx, In::from(of.0), &report).await?;
    drop(tx);
    let report = Arc::new(report);
    let mut files = Vec::new();
    for one in Wanted::all(&press.words) {
        files.push(press.make(&report, one).await?);
    }
    publish(press, by, In::from(of.0), (&report, &files)).await
}

/// Writes down a report whose files are made: from now on readers see it.
pub(super) async fn publish(
    press: &Press,
    by: By<'_>,
    within: In<'_>,
    (report, files): (&Report, &[KeptFile]),
) -> Result<ReportId, Refusal> {
    let value = serde_json::to_string(report).map_err(NotSet::because)?;
    let mut tx = press.db.begin().await?;
    let id = write(&mut tx, by, within, (report, &value, files), by.at).await?;
    tx.commit().await?;
    Ok(id)
}

/// Refuses a report while another of its period stands.
pub(super) async fn free(tx: &mut Tx, within: In<'_>, report: &Report) -> Result<(), Refusal> {
    if store::stands(tx, within.id, report.period).await? {
        return Err(Refusal::Taken(report.period.to_string()));
    }
    Ok(())
}

async fn write(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (report, value, files): (&Report, &str, &[KeptFile]),
    made_at: i64,
) -> Result<ReportId, Refusal> {
    free(tx, within, report).await?;
    let made = (made_at, by.actor.name());
    let id = store::new_report(tx, within.id, (report, value), (made.0, &made.1)).await?;
    for file in files {
        store::new_file(tx, id, file).await?;
    }
    let hashes: Vec<String> =
        files.iter().map(|file| format!("{}: {}", file.name, file.sha256)).collect();
    let detail = json!({
        "period": report.period.to_string(),
        "cut_off": report.cut_off.to_string(),
        "issuer": report.paper.issuer,
        "reference": report.paper.reference,
        "files": hashes,
    });
    log(tx, by, ("issue-report", within.key, &format!("report/{id}")), detail).await?;
    Ok(id)
}

/// Withdraws a report with a reason, which readers see. Its page stays; its files are gone.
pub async fn withdraw_report(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    id: ReportId,
    reason: &str,
) -> Result<(), Refusal> {
    coordinator(by)?;
    let reason = said(reason)?;
    take_down(tx, by, (within, id), (by.at, reason)).await
}

async fn take_down(
    tx: &mut Tx,
    by: By<'_>,
    (within, id): (In<'_>, ReportId),
    (at, reason): (i64, &str),
) -> Result<(), Refusal> {
    let name = by.actor.name();
    if !store::withdraw(tx, (within.id, id), (at, &name), reason).await? {
        return Err(Refusal::Missing(format!("report/{id}")));
    }
    let detail = json!({ "reason": reason });
    log(tx, by, ("withdraw-report", within.key, &format!("report/{id}")), detail).await
}

/// Takes over a report that was issued elsewhere, as it was kept there: its value letter by letter, its
/// moments, its files, which are in the file store already. Nothing is composed or made anew.
pub async fn recall_report(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    kept: &KeptReport,
) -> Result<ReportId, Refusal> {
    coordinator(by)?;
    let what = (&kept.report, kept.value.as_str(), kept.files.as_slice());
    let id = write(tx, by, within, what, kept.made_at).await?;
    if let Some((at, reason)) = &kept.withdrawn {
        take_down(tx, by, (within, id), (*at, said(reason)?)).await?;
    }
    Ok(id)
}

/// Takes over that a report was withdrawn elsewhere, with its moment and reason.
pub async fn recall_withdrawal(
    tx: &mut Tx,
    by: By<'_>,
    of: (In<'_>, ReportId),
    (at, reason): (i64, &str),
) -> Result<(), Refusal> {
    coordinator(by)?;
    take_down(tx, by, of, (at, said(reason)?)).await
}
