//! Evidence at the desk, of an activity or of a task: put forward with what it shows, accepted or
//! refused, each piece with where it leads. Not for what an activity becomes of it: that is
//! `action_programme`.

use super::{Room, activity, badge, day_sent, must_day, task};
use crate::action_programme::{
    self as programme, ActivityId, Claim, Evidence, EvidenceId, EvidenceOf, EvidenceState, In,
    Offer, Proof, Refusal,
};
use crate::desk::rows::Choice;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::media::{self, FileKey};
use crate::platform::i18n::grouped;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::response::Response;
use axum::routing::post;
use bytes::Bytes;
use serde::Serialize;

/// The longest archived copy of a page, in bytes.
const LONGEST: usize = 32 << 20;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/programme/{key}/proofs/{subject}/{number}", post(offer))
        .route("/desk/programme/{key}/evidence/{id}/{verb}", post(judge))
        .layer(DefaultBodyLimit::max(LONGEST))
}

/// On which page evidence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProofOf {
    /// That of an activity, by its number.
    Activity(i64),
    /// That of a task, by its number in the act.
    Task(i64),
}

impl ProofOf {
    fn named(subject: &str, number: i64) -> Option<ProofOf> {
        match subject {
            "activity" => Some(ProofOf::Activity(number)),
            "task" => Some(ProofOf::Task(number)),
            _ => None,
        }
    }

    fn subject(self) -> (&'static str, i64) {
        match self {
            ProofOf::Activity(number) => ("activity", number),
            ProofOf::Task(number) => ("task", number),
        }
    }

    pub(super) fn url(self, room: &Room<'_>) -> String {
        match self {
            ProofOf::Activity(number) => format!("{}/activities/{number}", room.url()),
            ProofOf::Task(number) => format!("{}/tasks/{number}", room.url()),
        }
    }

    fn evidence(self, room: &Room<'_>) -> Option<EvidenceOf> {
        match self {
            ProofOf::Activity(number) => Some(EvidenceOf::activity(ActivityId(number))),
            ProofOf::Task(number) => {
                let mut tasks = room.programme.outline.tasks.iter();
                tasks.find(|task| task.no == number)?.id.map(EvidenceOf::task)
            }
        }
    }
}

/// The evidence of a page with the form to put more forward.
#[derive(Default, Serialize)]
pub(super) struct ProofPart {
    rows: Vec<ProofView>,
    may_offer: bool,
    offer_url: String,
    entries: Vec<Choice>,
    typed: Typed,
}

/// What was typed into the form, so that nothing of it is lost.
#[derive(Default, Serialize)]
struct Typed {
    kind: String,
    entry: String,
    from: String,
    to: String,
    file: String,
    url: String,
    hash: String,
    archived: String,
    note: String,
}

#[derive(Serialize)]
struct ProofView {
    id: i64,
    kind: String,
    label: String,
    url: Option<String>,
    accept_url: String,
    refuse_url: String,
    subject: &'static str,
    of: i64,
    note: String,
    state: String,
    badge: &'static str,
    may_accept: bool,
    may_refuse: bool,
    remark: Option<String>,
}

/// Whether whoever looks may put evidence forward here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offers {
    /// She may.
    Yes,
    /// She may not.
    No,
}

/// What an entry is called; its name where readers cannot open it any more.
async fn entry_title(room: &Room<'_>, entry: &str) -> Result<String, Fault> {
    let live = room.published(entry).await?;
    Ok(live.map_or_else(|| entry.to_owned(), |live| live.words.title.clone()))
}

/// A piece of evidence in one line.
pub(super) async fn proof_label(room: &Room<'_>, proof: &Proof) -> Result<String, Fault> {
    Ok(match proof {
        Proof::Entry { entry, .. } => entry_title(room, entry).await?,
        Proof::Visits { entry, from, to, views } => {
            let title = entry_title(room, entry).await?;
            let mut args = crate::platform::i18n::Args::new();
            args.set("title", title);
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
    })
}

async fn proof_url(room: &Room<'_>, proof: &Proof) -> Result<Option<String>, Fault> {
    Ok(match proof {
        Proof::Entry { entry, .. } | Proof::Visits { entry, .. } => {
            room.published(entry).await?.map(|live| room.portal.address(&live))
        }
        Proof::File { file } => {
            let found = media::media_by_key(&room.portal.db, &FileKey(file.clone())).await?;
            found.map(|found| format!("/desk/media/{}", found.id))
        }
        Proof::Link { url, .. } => Some(url.clone()),
    })
}

/// The evidence of an activity or a task.
pub(super) async fn proof_part(
    room: &Room<'_>,
    of: ProofOf,
    offers: Offers,
) -> Result<ProofPart, Fault> {
    let evidence = of.evidence(room).ok_or(Fault::NotFound)?;
    let mut rows = Vec::new();
    for one in programme::evidence_of(&room.portal.db, evidence.subject, evidence.id).await? {
        rows.push(proof_view(room, of, &one).await?);
    }
    let (subject, number) = of.subject();
    let may_offer = offers == Offers::Yes;
    Ok(ProofPart {
        rows,
        may_offer,
        offer_url: format!("{}/proofs/{subject}/{number}", room.url()),
        entries: if may_offer { room.entries().await? } else { Vec::new() },
        typed: Typed { kind: "entry".to_owned(), ..Typed::default() },
    })
}

async fn proof_view(room: &Room<'_>, of: ProofOf, one: &Evidence) -> Result<ProofView, Fault> {
    let steps = programme::steps(&room.portal.db, "evidence", one.id.0).await?;
    let last = steps.last().and_then(|step| step.remark.clone());
    let (runs, (subject, number)) = (room.coordinates(), of.subject());
    Ok(ProofView {
        id: one.id.0,
        kind: room.say(&format!("progdesk-proof-{}", one.proof.kind())),
        label: proof_label(room, &one.proof).await?,
        url: proof_url(room, &one.proof).await?,
        accept_url: format!("{}/evidence/{}/accept", room.url(), one.id),
        refuse_url: format!("{}/evidence/{}/refuse", room.url(), one.id),
        subject,
        of: number,
        note: one.note.clone(),
        state: room.say(&format!("progdesk-evidence-{}", one.state.name())),
        badge: badge(one.state.name()),
        may_accept: runs && one.state != EvidenceState::Accepted,
        may_refuse: runs && one.state != EvidenceState::Refused,
        remark: last,
    })
}

/// The page again, with what is wrong.
async fn again(
    room: &Room<'_>,
    of: ProofOf,
    refusal: Refusal,
    typed: Typed,
) -> Result<Response, Fault> {
    match of {
        ProofOf::Activity(id) => {
            let mut own = activity::page(room, id).await?;
            own.proof.typed = typed;
            room.again(own, refusal).await
        }
        ProofOf::Task(number) => {
            let mut own = task::page(room, number).await?;
            own.proof.typed = typed;
            room.again(own, refusal).await
        }
    }
}

async fn judge(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, id, verb)): Path<(String, i64, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let number: i64 = sent.get("of").parse().map_err(|_| Fault::Unclear)?;
    let of = ProofOf::named(sent.get("subject"), number).ok_or(Fault::Unclear)?;
    match judged(&room, EvidenceId(id), &verb, &sent).await {
        Ok(()) => {
            let url = of.url(&room);
            Ok(see_other(&format!("{url}?done={verb}-evidence#evidence-{id}")))
        }
        Err(refusal) => again(&room, of, refusal, Typed::default()).await,
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
    Path((key, subject, number)): Path<(String, String, i64)>,
    form: Multipart,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let of = ProofOf::named(&subject, number).ok_or(Fault::NotFound)?;
    // Before the copy is read and kept: nobody leaves bytes where she may not put evidence forward.
    match of {
        ProofOf::Activity(id) => activity::must_see(&room, id).await?,
        ProofOf::Task(_) if !room.coordinates() => return Err(Fault::Forbidden),
        ProofOf::Task(_) => {}
    }
    let (sent, copy) = with_copy(form).await?;
    match offered(&room, of, &sent, copy).await {
        Ok(()) => Ok(see_other(&format!("{}?done=offer-evidence", of.url(&room)))),
        Err(refusal) => again(&room, of, refusal, typed(&sent)).await,
    }
}

fn typed(sent: &Sent) -> Typed {
    let text = |name: &str| sent.get(name).to_owned();
    Typed {
        kind: text("kind"),
        entry: text("entry"),
        from: text("from"),
        to: text("to"),
        file: text("file"),
        url: text("url"),
        hash: text("hash"),
        archived: text("archived"),
        note: text("note"),
    }
}

async fn offered(
    room: &Room<'_>,
    of: ProofOf,
    sent: &Sent,
    copy: Option<Bytes>,
) -> Result<(), Refusal> {
    let claim = claimed(room, sent, copy).await?;
    let (languages, today) = (room.languages(), room.portal.today());
    let proof = programme::look_up(&room.portal.db, (&languages, today), claim).await?;
    let note = sent.text("note").unwrap_or_default();
    let missing = || Refusal::Missing(of.url(room));
    let of = of.evidence(room).ok_or_else(missing)?;
    let mut tx = room.portal.db.begin().await?;
    let within = In::from(&room.programme);
    programme::offer(&mut tx, room.by(), within, &Offer { of, proof, note }).await?;
    tx.commit().await?;
    Ok(())
}

fn faulty(field: &str, key: &'static str) -> Refusal {
    Refusal::Faulty(vec![(field.to_owned(), key)])
}

/// What the form names as evidence.
async fn claimed(room: &Room<'_>, sent: &Sent, copy: Option<Bytes>) -> Result<Claim, Refusal> {
    let text = |name: &str| sent.text(name).unwrap_or_default();
    Ok(match sent.get("kind") {
        "visits" => Claim::Visits {
            entry: text("entry"),
            from: must_day(sent, "from")?,
            to: must_day(sent, "to")?,
        },
        "file" => Claim::File { file: text("file") },
        "link" => link_claim(room, sent, copy).await?,
        _ => Claim::Entry { entry: text("entry") },
    })
}

/// A page elsewhere: its hash is typed in, or computed here from the copy that was sent along, which
/// is kept and never served: its rights are another's.
async fn link_claim(room: &Room<'_>, sent: &Sent, copy: Option<Bytes>) -> Result<Claim, Refusal> {
    let hash = match copy {
        Some(bytes) => {
            let kept = room.portal.files.originals().keep(bytes).await;
            kept.map_err(|_| faulty("copy", "progdesk-copy-not-kept"))?.sha256
        }
        None => sent.text("hash").unwrap_or_default(),
    };
    let archived = day_sent(sent, "archived")?.unwrap_or_else(|| room.portal.today());
    Ok(Claim::Link { url: sent.text("url").unwrap_or_default(), hash, archived })
}
