//! Where a report's files are made and kept: letter and workbook in each language. Not for what they
//! say, nor for who may have them made.

use super::letter::letter;
use super::model::{FileForm, KeptFile, MadeFile, Report};
use super::voice::Voice;
use super::workbook::workbook;
use crate::action_programme::actions::Refusal;
use crate::platform::db::Db;
use crate::platform::files::{Files, Kept};
use crate::platform::i18n::{Language, Words};
use crate::platform::paper::{self, NotSet};
use jiff::tz::TimeZone;
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

/// A file that is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// In which language.
    pub language: Language,
    /// In which form.
    pub form: FileForm,
}

impl Wanted {
    /// Every file of a report: a letter and its tables in each language the program speaks, Vietnamese
    /// first.
    pub fn all(words: &Words) -> Vec<Wanted> {
        let mut languages: Vec<Language> = words.languages().collect();
        languages.sort_by_key(|language| language.code() != "vi");
        let forms = |language| FileForm::ALL.map(|form| Wanted { language, form });
        languages.into_iter().flat_map(forms).collect()
    }

    /// What the file is called: language and form, such as `vi.pdf`.
    pub fn name(self) -> String {
        format!("{}.{}", self.language, self.form.ending())
    }
}

impl Press {
    /// Makes a file, away from the threads that answer, and keeps it under its hash.
    pub(super) async fn make(
        &self,
        report: &Arc<Report>,
        one: Wanted,
    ) -> Result<KeptFile, Refusal> {
        let (words, zone, report) =
            (Arc::clone(&self.words), self.zone.clone(), Arc::clone(report));
        let work = move || report_file(&report, (&words, &zone), one);
        let made = tokio::task::spawn_blocking(work).await.map_err(NotSet::because)??;
        let Kept { sha256, bytes } = self.files.keep(made.bytes.into()).await?;
        Ok(KeptFile { name: made.name, sha256, bytes })
    }
}

/// One file of a report. The same value makes the same bytes. It takes the processor: not on a thread
/// that answers.
fn report_file(
    report: &Report,
    (words, zone): (&Words, &TimeZone),
    one: Wanted,
) -> Result<MadeFile, NotSet> {
    let voice = Voice { words, zone, language: one.language };
    let bytes = match one.form {
        FileForm::Pdf => paper::pdf(&letter(report, &voice))?,
        FileForm::Docx => paper::docx(&letter(report, &voice))?,
        FileForm::Xlsx => workbook(report, &voice)?,
    };
    Ok(MadeFile { name: one.name(), bytes })
}

/// Every file of a report, as it would be kept.
pub fn report_files(
    report: &Report,
    words: &Words,
    zone: &TimeZone,
) -> Result<Vec<MadeFile>, NotSet> {
    let make = |one| report_file(report, (words, zone), one);
    Wanted::all(words).into_iter().map(make).collect()
}
