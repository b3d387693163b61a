//! How issued reports are kept: the whole value as it was issued, the hashes of its files, and whether
//! it still stands. Not for the files' bytes: those are in the file store.

use super::model::{Issued, KeptFile, Report, Withdrawal};
use super::span::ReportPeriod;
use crate::action_programme::model::{ProgrammeId, ReportId};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use jiff::civil::Date;
use std::collections::BTreeMap;

fn day(text: &str) -> Date {
    text.parse().unwrap_or(Date::ZERO)
}

/// Whether a report of a period stands, inside a transaction that writes.
pub async fn stands(tx: &mut Tx, programme: ProgrammeId, period: ReportPeriod) -> Result<bool> {
    let (many,): (i64,) = tx
        .one(
            sql!(
                "select count(*) from programme_report \
                  where programme_id = $1 and period = $2 and withdrawn_at is null"
            ),
            args![programme.0, period.to_string()],
        )
        .await?;
    Ok(many > 0)
}

/// Writes an issued report; answers its number.
pub async fn new_report(
    tx: &mut Tx,
    programme: ProgrammeId,
    (report, value): (&Report, &str),
    (at, by): (i64, &str),
) -> Result<ReportId> {
    let paper = &report.paper;
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_report (programme_id, period, cut_off, due_on, reference, \
                        issued_on, issuer, value, made_at, made_by) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id"
            ),
            args![
                programme.0,
                report.period.to_string(),
                report.cut_off.to_string(),
                report.due.to_string(),
                &paper.reference,
                paper.issued_on.to_string(),
                &paper.issuer,
                value,
                at,
                by
            ],
        )
        .await?;
    Ok(ReportId(id))
}

/// Writes that a report has a file.
pub async fn new_file(tx: &mut Tx, report: ReportId, file: &KeptFile) -> Result<()> {
    tx.run(
        sql!(
            "insert into programme_report_file (report_id, name, sha256, bytes) \
             values ($1, $2, $3, $4)"
        ),
        args![report.0, &file.name, &file.sha256, file.bytes],
    )
    .await?;
    Ok(())
}

/// Writes that a report no longer stands; answers whether it still did.
pub async fn withdraw(
    tx: &mut Tx,
    (programme, id): (ProgrammeId, ReportId),
    (at, by): (i64, &str),
    reason: &str,
) -> Result<bool> {
    let done: Option<(i64,)> = tx
        .optional(
            sql!(
                "update programme_report set withdrawn_at = $3, withdrawn_by = $4, reason = $5 \
                  where programme_id = $1 and id = $2 and withdrawn_at is null returning id"
            ),
            args![programme.0, id.0, at, by, reason],
        )
        .await?;
    Ok(done.is_some())
}

#[derive(sqlx::FromRow)]
struct IssuedRow {
    id: i64,
    period: String,
    cut_off: String,
    due_on: String,
    reference: String,
    issued_on: String,
    issuer: String,
    made_at: i64,
    made_by: String,
    withdrawn_at: Option<i64>,
    withdrawn_by: Option<String>,
    reason: Option<String>,
}

impl IssuedRow {
    fn into_issued(self, files: &mut BTreeMap<i64, Vec<KeptFile>>) -> Option<Issued> {
        let withdrawn = self.withdrawn_at.map(|at| Withdrawal {
            at,
            by: self.withdrawn_by.unwrap_or_default(),
            reason: self.reason.unwrap_or_default(),
        });
        Some(Issued {
            id: ReportId(self.id),
            period: self.period.parse().ok()?,
            cut_off: day(&self.cut_off),
            due: day(&self.due_on),
            reference: self.reference,
            issued_on: day(&self.issued_on),
            issuer: self.issuer,
            made_at: self.made_at,
            made_by: self.made_by,
            withdrawn,
            files: files.remove(&self.id).unwrap_or_default(),
        })
    }
}

/// Every report of a programme that was issued, the newest first, withdrawn ones among them.
pub async fn issued(db: &Db, programme: ProgrammeId) -> Result<Vec<Issued>> {
    let rows: Vec<IssuedRow> = db
        .all(
            sql!(
                "select id, period, cut_off, due_on, reference, issued_on, issuer, made_at, \
                        made_by, withdrawn_at, withdrawn_by, reason \
                   from programme_report where programme_id = $1 \
                  order by cut_off desc, id desc limit 1000"
            ),
            args![programme.0],
        )
        .await?;
    let mut files = files(db, programme).await?;
    Ok(rows.into_iter().filter_map(|row| row.into_issued(&mut files)).collect())
}

/// One of them.
pub async fn issued_one(db: &Db, programme: ProgrammeId, id: ReportId) -> Result<Option<Issued>> {
    Ok(issued(db, programme).await?.into_iter().find(|one| one.id == id))
}

async fn files(db: &Db, programme: ProgrammeId) -> Result<BTreeMap<i64, Vec<KeptFile>>> {
    let rows: Vec<(i64, String, String, i64)> = db
        .all(
            sql!(
                "select f.report_id, f.name, f.sha256, f.bytes from programme_report_file f \
                   join programme_report r on r.id = f.report_id \
                  where r.programme_id = $1 order by f.report_id, f.name limit 20000"
            ),
            args![programme.0],
        )
        .await?;
    let mut found: BTreeMap<i64, Vec<KeptFile>> = BTreeMap::new();
    for (report, name, sha256, bytes) in rows {
        found.entry(report).or_default().push(KeptFile { name, sha256, bytes });
    }
    Ok(found)
}

/// What a report said when it was issued, as it was written down.
pub async fn value(db: &Db, id: ReportId) -> Result<Option<String>> {
    let row: Option<(String,)> =
        db.optional(sql!("select value from programme_report where id = $1"), args![id.0]).await?;
    Ok(row.map(|(value,)| value))
}
