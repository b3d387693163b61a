//! What progress on a day is computed from, as a table to take along. Not for computing it: that is the
//! model's.

use super::{asked_day, found, table};
use crate::action_programme::model::{AsOf, METHOD};
use crate::action_programme::store;
use crate::platform::i18n::Language;
use crate::platform::web::{Fault, Page};
use crate::portal::Portal;
use axum::Extension;
use axum::extract::{Path, RawQuery, State};

/// Every activity that progress on a day is computed from, so that anybody can compute it again.
pub async fn inputs_csv(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let programme = found(&portal, &key).await?;
    let asked = asked_day(query.as_deref(), &portal.addresses.word(language, "day"));
    let day = asked.map_err(|_| Fault::Unclear)?.unwrap_or_else(|| portal.today());
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record([
        "method",
        "day",
        "task",
        "measure",
        "activity",
        "agency",
        "ends",
        "state",
        "accepted_evidence",
    ])?;
    for one in store::inputs(&portal.db, programme.id, AsOf::day(day)).await? {
        lines.write_record([
            METHOD.to_owned(),
            day.to_string(),
            one.task.to_string(),
            one.measure,
            one.activity.to_string(),
            one.agency,
            one.ends.to_string(),
            one.state,
            one.accepted.to_string(),
        ])?;
    }
    table(lines, &programme)
}
