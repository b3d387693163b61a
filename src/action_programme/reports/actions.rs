//! A report is looked at, issued and, if it was wrong, withdrawn with a reason. It is never changed and
//! never replaced in silence. Not for what it says.

use super::compose::{Asked, compose};
use super::letter::letter;
use super::model::{FileForm, KeptFile, MadeFile, Report, faults};
use super::store;
use super::voice::Voice;
use super::workbook::workbook;
use crate::action_programme::actions::{By, In, Refusal, coordinator, log, said};
use crate::action_programme::model::{Programme, ReportId};
use crate::agency::Register;
use crate::platform::db::{Db, Tx};
use crate::platform::files::{Files, hex};
use crate::platform::i18n::{Language, Words};
use crate::platform::paper::{self, NotSet};
use jiff::tz::TimeZone;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What reports are made with.
#[derive(Clone)]
pub struct Press {
    /// The database.
    pub db: Db,
    /// Where files are kept.
    pub files: Files,
    /// The sentences of every language.
    pub words: Arc<Words>,
    /// The site's time zone.
    pub zone: TimeZone,
}

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
    let made = made(press, &report).await?;
    let mut kept = Vec::new();
    for file in made {
        let sha256 = hex(&Sha256::digest(&file.bytes));
        let bytes = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
        press.files.put(&sha256, file.bytes.into()).await?;
        kept.push(KeptFile { name: file.name, sha256, bytes });
    }
    let mut tx = press.db.begin().await?;
    let id = write(&mut tx, by, In::from(of.0), (&report, &kept)).await?;
    tx.commit().await?;
    Ok(id)
}

async fn write(
    tx: &mut Tx,
    by: By<'_>,
    within: In<'_>,
    (report, files): (&Report, &[KeptFile]),
) -> Result<ReportId, Refusal> {
    if store::stands(tx, within.id, report.period).await? {
        return Err(Refusal::Taken(report.period.to_string()));
    }
    let value = serde_json::to_string(report).map_err(NotSet::because)?;
    let made = (by.at, by.actor.name());
    let id = store::new_report(tx, within.id, (report, &value), (made.0, &made.1)).await?;
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
    let name = by.actor.name();
    if !store::withdraw(tx, (within.id, id), (by.at, &name), reason).await? {
        return Err(Refusal::Missing(format!("report/{id}")));
    }
    let detail = json!({ "reason": reason });
    log(tx, by, ("withdraw-report", within.key, &format!("report/{id}")), detail).await
}

/// Every file of a report: a letter and its tables in each language the program speaks, Vietnamese
/// first. The same value makes the same bytes. It takes the processor: not on a thread that answers.
pub fn report_files(
    report: &Report,
    words: &Words,
    zone: &TimeZone,
) -> Result<Vec<MadeFile>, NotSet> {
    let mut languages: Vec<Language> = words.languages().collect();
    languages.sort_by_key(|language| language.code() != "vi");
    let mut made = Vec::new();
    for language in languages {
        let voice = Voice { words, zone, language };
        let letter = letter(report, &voice);
        for form in FileForm::ALL {
            let bytes = match form {
                FileForm::Pdf => paper::pdf(&letter)?,
                FileForm::Docx => paper::docx(&letter)?,
                FileForm::Xlsx => workbook(report, &voice)?,
            };
            made.push(MadeFile { name: format!("{language}.{}", form.ending()), bytes });
        }
    }
    Ok(made)
}

async fn made(press: &Press, report: &Report) -> Result<Vec<MadeFile>, Refusal> {
    let (press, report) = (press.clone(), report.clone());
    let work = move || report_files(&report, &press.words, &press.zone);
    Ok(tokio::task::spawn_blocking(work).await.map_err(NotSet::because)??)
}
