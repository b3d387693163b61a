//! Evidence at the desk: put forward with what it shows, accepted or refused, each piece with where it
//! leads. Not for what an activity becomes of it: that is `action_programme`.

use super::activity::{Typed, page, send};
use super::plan::published;
use super::{Room, badge, day_sent, must_day};
use crate::action_programme::{
    self as programme, ActivityId, Evidence, EvidenceId, EvidenceOf, EvidenceState, In, Offer,
    Proof, Refusal,
};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::media::{self, FileKey};
use crate::platform::files::hex;
use crate::platform::i18n::grouped;
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::visits;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::response::Response;
use axum::routing::post;
use bytes::Bytes;
use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The longest archived copy of a page, in bytes.
const LONGEST: usize = 32 << 20;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/programme/{key}/activities/{id}/offer", post(offer))
        .route("/desk/programme/{key}/evidence/{id}/{verb}", post(judge))
        .layer(DefaultBodyLimit::max(LONGEST))
}

#[derive(Serialize)]
pub(super) struct ProofView {
    id: i64,
    kind: String,
    label: String,
    url: Option<String>,
    accept_url: String,
    refuse_url: String,
    activity: i64,
    note: String,
    state: String,
    badge: &'static str,
    may_accept: bool,
    may_refuse: bool,
    remark: Option<String>,
}

/// A piece of evidence in one line.
pub(super) fn proof_label(room: &Room<'_>, proof: &Proof) -> String {
    match proof {
        Proof::Entry { entry, .. } => entry.clone(),
        Proof::Visits { entry, from, to, views } => {
            let mut args = crate::platform::i18n::Args::new();
            args.set("title", entry.clone());
            args.set("from", room.date(*from));
            args.set("to", room.date(*to));
            let separator = room.portal.words.separator(room.language());
            args.set("views", grouped(u64::try_from(*views).unwrap_or(0), separator));
            room.portal.words.say_with(room.language(), "programme-proof-visits", &args)
        }
        Proof::File { file } => file.clone(),
        Proof::Link { url, archived, .. } => {
            let said = room.with("programme-proof-archived", "day", room.date(*archived));
            format!("{url} ({said})")
        }
    }
}

async fn proof_url(room: &Room<'_>, proof: &Proof) -> Result<Option<String>, Fault> {
    Ok(match proof {
        Proof::Entry { entry, .. } | Proof::Visits { entry, .. } => {
            published(room, entry).await?.map(|live| room.portal.address(&live))
        }
        Proof::File { file } => {
            let found = media::media_by_key(&room.portal.db, &FileKey(file.clone())).await?;
            found.map(|found| format!("/desk/media/{}", found.id))
        }
        Proof::Link { url, .. } => Some(url.clone()),
    })
}

pub(super) async fn proofs(room: &Room<'_>, activity: i64) -> Result<Vec<ProofView>, Fault> {
    let mut found = Vec::new();
    for one in programme::evidence_of(&room.portal.db, "activity", activity).await? {
        found.push(proof_view(room, &one).await?);
    }
    Ok(found)
}

async fn proof_view(room: &Room<'_>, one: &Evidence) -> Result<ProofView, Fault> {
    let steps = programme::steps(&room.portal.db, "evidence", one.id.0).await?;
    let last = steps.last().and_then(|step| step.remark.clone());
    let runs = room.coordinates();
    Ok(ProofView {
        id: one.id.0,
        kind: room.say(&format!("progdesk-proof-{}", one.proof.kind())),
        label: proof_label(room, &one.proof),
        url: proof_url(room, &one.proof).await?,
        accept_url: format!("{}/evidence/{}/accept", room.url(), one.id),
        refuse_url: format!("{}/evidence/{}/refuse", room.url(), one.id),
        activity: one.subject_id,
        note: one.note.clone(),
        state: room.say(&format!("progdesk-evidence-{}", one.state.name())),
        badge: badge(one.state.name()),
        may_accept: runs && one.state != EvidenceState::Accepted,
        may_refuse: runs && one.state != EvidenceState::Refused,
        remark: last,
    })
}

async fn judge(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, id, verb)): Path<(String, i64, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let activity: i64 = sent.get("activity").parse().map_err(|_| Fault::Unclear)?;
    let mut own = page(&room, activity).await?;
    match judged(&room, EvidenceId(id), &verb, &sent).await {
        Ok(()) => Ok(see_other(&format!("{}?done={verb}-evidence#evidence-{id}", own.url))),
        Err(refusal) => {
            let (status, errors) = room.told(refusal)?;
            own.errors = errors;
            send(&room, own, (status, None)).await
        }
    }
}

async fn judged(room: &Room<'_>, id: EvidenceId, verb: &str, sent: &Sent) -> Result<(), Refusal> {
    let (by, within) = (room.by(), In::from(&room.programme));
    let mut tx = room.portal.db.begin().await?;
    match verb {
        "accept" => programme::accept_evidence(&mut tx, by, within, id).await?,
        "refuse" => {
            programme::refuse_evidence(&mut tx, by, within, id, sent.get("remark")).await?;
        }
        _ => return Err(Refusal::Missing(verb.to_owned())),
    }
    tx.commit().await?;
    Ok(())
}

/// Reads a form that may bring an archived copy: its fields and the copy's bytes.
async fn with_copy(mut form: Multipart) -> Result<(Sent, Option<Bytes>), Fault> {
    let (mut sent, mut copy) = (Sent::default(), None);
    while let Some(field) = form.next_field().await.map_err(|_| Fault::Unclear)? {
        let name = field.name().unwrap_or_default().to_owned();
        if field.file_name().is_some() {
            let bytes = field.bytes().await.map_err(|_| Fault::Unclear)?;
            copy = Some(bytes).filter(|bytes| !bytes.is_empty());
        } else {
            sent.0.push((name, field.text().await.map_err(|_| Fault::Unclear)?));
        }
    }
    Ok((sent, copy))
}

async fn offer(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, id)): Path<(String, i64)>,
    form: Multipart,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let (sent, copy) = with_copy(form).await?;
    let mut own = page(&room, id).await?;
    match offered(&room, ActivityId(id), &sent, copy).await {
        Ok(()) => Ok(see_other(&format!("{}?done=offer-evidence", own.url))),
        Err(refusal) => {
            let (status, errors) = room.told(refusal)?;
            let text = |name: &str| sent.get(name).to_owned();
            own.typed = Typed {
                remark: String::new(),
                kind: text("kind"),
                entry: text("entry"),
                from: text("from"),
                to: text("to"),
                file: text("file"),
                url: text("url"),
                hash: text("hash"),
                archived: text("archived"),
                note: text("note"),
            };
            own.errors = errors;
            send(&room, own, (status, None)).await
        }
    }
}

async fn offered(
    room: &Room<'_>,
    id: ActivityId,
    sent: &Sent,
    copy: Option<Bytes>,
) -> Result<(), Refusal> {
    let proof = match sent.get("kind") {
        "visits" => visits_proof(room, sent).await?,
        "file" => file_proof(room, sent).await?,
        "link" => link_proof(room, sent, copy).await?,
        _ => entry_proof(room, sent).await?,
    };
    let note = sent.text("note").unwrap_or_default();
    let of = EvidenceOf::activity(id);
    let mut tx = room.portal.db.begin().await?;
    let within = In::from(&room.programme);
    programme::offer(&mut tx, room.by(), within, &Offer { of, proof, note }).await?;
    tx.commit().await?;
    Ok(())
}

fn faulty(field: &str, key: &'static str) -> Refusal {
    Refusal::Faulty(vec![(field.to_owned(), key)])
}

async fn entry_proof(room: &Room<'_>, sent: &Sent) -> Result<Proof, Refusal> {
    let entry = sent.text("entry").unwrap_or_default();
    let live = published(room, &entry).await?;
    let live = live.ok_or_else(|| faulty("entry", "progdesk-no-entry"))?;
    Ok(Proof::Entry { entry, language: live.language })
}

/// The views of an entry, read from the ledger here and now: nobody types a figure in.
async fn visits_proof(room: &Room<'_>, sent: &Sent) -> Result<Proof, Refusal> {
    let entry = sent.text("entry").unwrap_or_default();
    let live = published(room, &entry).await?;
    let live = live.ok_or_else(|| faulty("entry", "progdesk-no-entry"))?;
    let (from, to) = (must_day(sent, "from")?, must_day(sent, "to")?);
    if to > room.portal.today() {
        return Err(faulty("to", "programme-fault-future"));
    }
    let views = views_between(room, live.id, (from, to)).await?;
    Ok(Proof::Visits { entry, from, to, views })
}

async fn views_between(
    room: &Room<'_>,
    entry: i64,
    (from, to): (Date, Date),
) -> Result<i64, Refusal> {
    let span = visits::Span { first: from.to_string(), last: to.to_string() };
    let days = visits::entry_days(&room.portal.db, entry, &span).await?;
    Ok(days.iter().map(|(_, views, _)| views).sum())
}

async fn file_proof(room: &Room<'_>, sent: &Sent) -> Result<Proof, Refusal> {
    let file = sent.text("file").unwrap_or_default();
    let found = media::media_by_key(&room.portal.db, &FileKey(file.clone())).await?;
    found.map(|_| Proof::File { file }).ok_or_else(|| faulty("file", "progdesk-no-file"))
}

/// A page elsewhere: its hash is typed in, or computed here from the copy that was sent along, which
/// is kept and never served: its rights are another's.
async fn link_proof(room: &Room<'_>, sent: &Sent, copy: Option<Bytes>) -> Result<Proof, Refusal> {
    let hash = match copy {
        Some(bytes) => {
            let sha256 = hex(&Sha256::digest(&bytes));
            let kept = room.portal.files.originals().put(&sha256, bytes).await;
            kept.map_err(|_| faulty("copy", "progdesk-copy-not-kept"))?;
            sha256
        }
        None => sent.text("hash").unwrap_or_default().to_lowercase(),
    };
    let archived = day_sent(sent, "archived")?.unwrap_or_else(|| room.portal.today());
    Ok(Proof::Link { url: sent.text("url").unwrap_or_default(), hash, archived })
}
