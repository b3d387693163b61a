//! One task: its measures, who leads and who takes part in each, how far each is, and the evidence of
//! the task itself.

use super::proof::{self, ProofView};
use super::{Ref, Seen, TallyView, found};
use crate::action_programme::model::{AsOf, Assignment, Measure, Part, Task, Titles};
use crate::action_programme::store;
use crate::platform::i18n::{Date, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Portal};
use axum::Extension;
use axum::extract::{Path, State};
use serde::Serialize;

#[derive(Serialize)]
struct MeasureView {
    key: String,
    title: String,
    note: String,
    starts: Option<Date>,
    ends: Option<Date>,
    leads: Vec<Ref>,
    others: Vec<Ref>,
    tally: TallyView,
}

#[derive(Serialize)]
struct TaskPage {
    programme: Ref,
    no: i64,
    title: String,
    note: String,
    tally: TallyView,
    measures: Vec<MeasureView>,
    proofs: Vec<ProofView>,
}

/// A task with its measures.
pub async fn task(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path((key, number)): Path<(String, i64)>,
) -> Result<Page, Fault> {
    let programme = found(&portal, &key).await?;
    let (known, day) = (portal.known(), portal.today());
    let task = programme.outline.tasks.iter().find(|task| task.no == number);
    let task = task.ok_or(Fault::NotFound)?;
    let (register, own) = (&known.agencies, &programme);
    let seen = Seen { portal: &portal, register, language, programme: own, day };
    let page = task_page(&seen, task).await?;
    let crumbs = vec![
        Crumb { label: seen.title(), url: Some(seen.url()) },
        Crumb { label: page.title.clone(), url: None },
    ];
    let address = seen.below("task", &number.to_string());
    let mut frame = seen.frame(page.title.clone(), address, crumbs);
    frame.alternates = seen.alternates(Some(("task", &number.to_string())));
    let page = portal.render(frame, "action_programme/public/task.html", page)?;
    Ok(page.depends_on(seen.tokens()).counted(0, language))
}

async fn task_page(seen: &Seen<'_>, task: &Task) -> Result<TaskPage, Fault> {
    let (db, programme) = (&seen.portal.db, seen.programme);
    let assigned = store::assignments(db, programme.id, AsOf::day(seen.day)).await?;
    let progress = store::progress(db, programme.id).await?;
    let each = store::progress_of_measures(db, programme.id).await?;
    let tally = |measure: &Measure| {
        measure.id.and_then(|id| each.get(&id).copied()).unwrap_or_default().into()
    };
    let measures = task.measures.iter();
    let measures = measures.map(|one| measure_view(seen, one, &assigned, tally(one)));
    let measures = measures.collect();
    let own = task.id.map(|id| id.0).unwrap_or_default();
    let accepted = store::accepted(db, programme.id, "task", &[own]).await?;
    Ok(TaskPage {
        programme: Ref { name: seen.title(), url: seen.url() },
        no: task.no,
        title: task.words.title_in(seen.language).to_owned(),
        note: task.words.note_in(seen.language).to_owned(),
        tally: task.id.map(|id| progress.of(id)).unwrap_or_default().into(),
        measures,
        proofs: proof::views(seen, accepted.get(&own).map_or(&[], Vec::as_slice)).await?,
    })
}

fn measure_view(
    seen: &Seen<'_>,
    measure: &Measure,
    assigned: &[Assignment],
    tally: TallyView,
) -> MeasureView {
    let have = |part: Part| -> Vec<Ref> {
        let own = assigned.iter().filter(|one| Some(one.measure) == measure.id && one.part == part);
        own.map(|one| seen.body(&one.agency)).collect()
    };
    MeasureView {
        key: measure.key.clone(),
        title: measure.words.title_in(seen.language).to_owned(),
        note: measure.words.note_in(seen.language).to_owned(),
        starts: measure.starts.map(|day| seen.date(day)),
        ends: measure.ends.map(|day| seen.date(day)),
        leads: have(Part::Lead),
        others: have(Part::Coordinating),
        tally,
    }
}
