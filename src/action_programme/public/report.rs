//! Issued reports as readers find them: a line each on the programme's page, a page each with what it
//! came to, and the files as they were made. A withdrawn one says why and hands out no file.

use super::{Ref, Seen, TallyView, found};
use crate::action_programme::model::{Programme, ReportId};
use crate::action_programme::reports::{self, Issued, KeptFile, Press, Report, Voice};
use crate::platform::db;
use crate::platform::files::content_type;
use crate::platform::i18n::{Date, Language};
use crate::platform::web::{Fault, Notice, Page};
use crate::portal::{Crumb, Portal};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use http::header::{self, HeaderValue};
use http::{HeaderName, Response};
use serde::Serialize;

impl From<&Portal> for Press {
    fn from(portal: &Portal) -> Press {
        Press {
            db: portal.db.clone(),
            files: portal.files.clone(),
            words: portal.words.clone(),
            zone: portal.zone.clone(),
        }
    }
}

/// An issued report in a line.
#[derive(Serialize)]
pub(super) struct RowView {
    title: String,
    url: String,
    reference: String,
    issuer: String,
    issued_on: Date,
    cut_off: Date,
    /// Those in the page's language.
    files: Vec<FileView>,
    withdrawn: Option<WithdrawnView>,
}

#[derive(Serialize)]
struct FileView {
    form: String,
    language: String,
    size: String,
    url: String,
}

#[derive(Serialize)]
struct WithdrawnView {
    day: Date,
    reason: String,
}

#[derive(Serialize)]
struct ReportPage {
    programme: Ref,
    row: RowView,
    subject: String,
    due: Date,
    /// Every file, in every language.
    files: Vec<FileView>,
    received: usize,
    of: usize,
    late: usize,
    overdue: usize,
    achieved: usize,
    indicators: usize,
    tally: TallyView,
    method: String,
}

impl Seen<'_> {
    fn voice(&self) -> Voice<'_> {
        let portal = self.portal;
        Voice { words: &portal.words, zone: &portal.zone, language: self.language }
    }

    fn report_row(&self, one: &Issued) -> RowView {
        let voice = self.voice();
        let url = self.below("report", &one.id.to_string());
        let withdrawn = one.withdrawn.as_ref().map(|why| WithdrawnView {
            day: self.date(self.portal.day_of(why.at)),
            reason: why.reason.clone(),
        });
        let own = format!("{}.", self.language);
        let files = reports::offered(&one.files, self.language).into_iter();
        let files = files.filter(|file| file.name.starts_with(&own));
        RowView {
            title: voice.with("report-title", &[("period", &voice.period(one.period))]),
            reference: one.reference.clone(),
            issuer: self.issuer(one),
            issued_on: self.date(one.issued_on),
            cut_off: self.date(one.cut_off),
            files: files.map(|file| self.file(&url, file)).collect(),
            withdrawn,
            url,
        }
    }

    /// The body that issued it, under its name of that day.
    fn issuer(&self, one: &Issued) -> String {
        let body = self.register.get(&one.issuer);
        let name = body.map(|body| body.name_on(self.language, one.issued_on).to_owned());
        name.unwrap_or_else(|| one.issuer.clone())
    }

    fn file(&self, url: &str, file: &KeptFile) -> FileView {
        let (language, form) = file.name.split_once('.').unwrap_or((&file.name, ""));
        FileView {
            form: form.to_uppercase(),
            language: self.say(&format!("site-language-{language}")),
            size: self.portal.file_size(self.language, file.bytes),
            url: format!("{url}/{}", file.name),
        }
    }
}

/// Every issued report of a programme in lines.
pub(super) async fn rows(seen: &Seen<'_>) -> db::Result<Vec<RowView>> {
    let found = reports::issued(&seen.portal.db, seen.programme.id).await?;
    Ok(found.iter().map(|one| seen.report_row(one)).collect())
}

async fn one(portal: &Portal, programme: &Programme, id: i64) -> Result<Issued, Fault> {
    let found = reports::issued_one(&portal.db, programme.id, ReportId(id)).await?;
    found.ok_or(Fault::NotFound)
}

/// One report.
pub async fn report(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path((key, id)): Path<(String, i64)>,
) -> Result<Page, Fault> {
    let programme = found(&portal, &key).await?;
    let issued = one(&portal, &programme, id).await?;
    let (known, day) = (portal.known(), portal.today());
    let (register, own) = (&known.agencies, &programme);
    let seen = Seen { portal: &portal, register, language, programme: own, day };
    let page = page(&seen, &issued).await?;
    let crumbs = vec![
        Crumb { label: seen.title(), url: Some(seen.url()) },
        Crumb { label: page.row.title.clone(), url: None },
    ];
    let mut frame = seen.frame(page.row.title.clone(), page.row.url.clone(), crumbs);
    frame.description.clone_from(&page.subject);
    frame.alternates = seen.alternates(Some(("report", &id.to_string())));
    let page = portal.render(frame, "action_programme/public/report.html", page)?;
    Ok(page.depends_on(seen.tokens()).counted(0, language))
}

async fn page(seen: &Seen<'_>, issued: &Issued) -> Result<ReportPage, Fault> {
    let value = reports::value(&seen.portal.db, issued.id).await?.ok_or(Fault::NotFound)?;
    let value: Report = serde_json::from_str(&value)?;
    let (row, totals) = (seen.report_row(issued), value.totals());
    let files = reports::offered(&issued.files, seen.language);
    Ok(ReportPage {
        programme: Ref { name: seen.title(), url: seen.url() },
        subject: seen.voice().subject(&value),
        due: seen.date(issued.due),
        files: files.into_iter().map(|file| seen.file(&row.url, file)).collect(),
        row,
        received: totals.received,
        of: totals.of,
        late: totals.late,
        overdue: totals.overdue,
        achieved: totals.achieved,
        indicators: totals.indicators,
        tally: totals.tally.into(),
        method: value.method,
    })
}

/// A file of a report, as it was made when it was issued.
pub async fn report_file(
    State(portal): State<Portal>,
    Path((key, id, name)): Path<(String, i64, String)>,
) -> Result<Response<Body>, Fault> {
    let programme = found(&portal, &key).await?;
    let issued = one(&portal, &programme, id).await?;
    if let Some(why) = issued.withdrawn {
        let (at, reason) = (Some(why.at), Some(why.reason));
        return Err(Fault::Gone(Notice::Withdrawn { at, reason }));
    }
    let file = issued.files.iter().find(|file| file.name == name).ok_or(Fault::NotFound)?;
    let bytes = portal.files.get(&file.sha256, None).await?;
    let saved = format!("attachment; filename=\"{key}-{}-{name}\"", issued.period);
    Ok(attached(content_type(&name), &saved, &file.sha256, bytes.into()))
}

fn attached(kind: &'static str, saved: &str, sha256: &str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    let sent = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        sent.insert(name, HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static("")));
    };
    put(header::CONTENT_TYPE, kind);
    put(header::CONTENT_DISPOSITION, saved);
    put(header::ETAG, &format!("\"{sha256}\""));
    // It never changes, but it may be withdrawn.
    put(header::CACHE_CONTROL, "public, no-cache");
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}
