//! One deed for many entries: asked once, done entry by entry through the same verbs as alone, and
//! told entry by entry. Not for verbs: those check each entry's rights and state themselves.

use super::rows::{Choice, entry_url, kind_name, language_name};
use crate::desk::frame::{View, render};
use crate::desk::names::Names;
use crate::desk::refused;
use crate::desk::sent::Sent;
use crate::desk::session::Signed;
use crate::editorial::{self, Care, Draft, Ending, Facts, Of, Refusal, Stored};
use crate::people::{PersonId, Right, Scope};
use crate::platform::db::Tx;
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use serde::Serialize;

/// What can be done to many entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Submit,
    Return,
    Care,
    AddTag,
    RemoveTag,
    Withdraw,
}

impl Deed {
    const ALL: [Deed; 6] =
        [Deed::Submit, Deed::Return, Deed::Care, Deed::AddTag, Deed::RemoveTag, Deed::Withdraw];

    fn name(self) -> &'static str {
        match self {
            Deed::Submit => "submit",
            Deed::Return => "return",
            Deed::Care => "care",
            Deed::AddTag => "add-tag",
            Deed::RemoveTag => "remove-tag",
            Deed::Withdraw => "withdraw",
        }
    }

    fn named(name: &str) -> Option<Deed> {
        Deed::ALL.into_iter().find(|deed| deed.name() == name)
    }

    /// The right without which the deed is not even offered.
    fn right(self) -> Right {
        match self {
            Deed::Submit => Right::Begin,
            Deed::Return | Deed::Care => Right::Review,
            Deed::AddTag | Deed::RemoveTag => Right::Save,
            Deed::Withdraw => Right::Publish,
        }
    }
}

/// The deeds somebody is offered.
pub fn deeds(portal: &Portal, signed: &Signed) -> Vec<Choice> {
    let may = |deed: &Deed| {
        let right = deed.right();
        let anywhere = Scope::anywhere();
        signed.may(right, &anywhere)
            || right == Right::Begin && signed.may(Right::Translate, &anywhere)
    };
    let choice = |deed: Deed| {
        let key = format!("board-deed-{}", deed.name());
        Choice::new(deed.name(), portal.say(signed.person.language, &key))
    };
    Deed::ALL.into_iter().filter(may).map(choice).collect()
}

/// An entry in a language, picked in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pick {
    entry: i64,
    language: Language,
}

impl Pick {
    /// Reads `12.vi`.
    fn read(text: &str) -> Option<Pick> {
        let (entry, language) = text.split_once('.')?;
        Some(Pick { entry: entry.parse().ok()?, language: language.parse().ok()? })
    }
}

/// As many as a page of the list holds, and some.
const MOST: usize = 100;

/// A picked entry with what it is called.
struct Picked {
    pick: Pick,
    kind: String,
    key: String,
    stored: Stored,
}

impl Picked {
    fn view(&self, portal: &Portal, language: Language) -> PickedView {
        let words = self.stored.words(self.pick.language);
        PickedView {
            pick: format!("{}.{}", self.pick.entry, self.pick.language),
            title: words.map(|words| words.title.clone()).unwrap_or_default(),
            kind: kind_name(portal, language, &self.kind),
            language: language_name(portal, self.pick.language),
            url: entry_url(self.pick.entry, self.pick.language),
            was: self.was(),
            why: None,
        }
    }

    /// Who looked after it and until when, for whoever takes the deed back.
    fn was(&self) -> String {
        let owner = self.stored.owner.map(|owner| owner.0).unwrap_or_default();
        let day = self.stored.review_on.map(|day| day.to_string()).unwrap_or_default();
        format!("{}|{owner}|{day}", self.pick.entry)
    }
}

#[derive(Serialize)]
struct PickedView {
    pick: String,
    title: String,
    kind: String,
    language: String,
    url: String,
    was: String,
    why: Option<String>,
}

/// Asks what the deed needs, then does it.
pub async fn act(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    let deed = Deed::named(sent.get("deed")).ok_or(Fault::Unclear)?;
    let picked = picked(&portal, &sent).await?;
    if picked.is_empty() || sent.get("sure").is_empty() || lacks(&portal, deed, &sent) {
        return ask(&portal, &signed, deed, &picked, &sent).await;
    }
    Box::pin(perform(&portal, &signed, deed, &picked, &sent)).await
}

/// Whether something is missing that every entry would be refused for.
fn lacks(portal: &Portal, deed: Deed, sent: &Sent) -> bool {
    match deed {
        Deed::Submit | Deed::Care => false,
        Deed::Return | Deed::Withdraw => sent.text("text").is_none(),
        Deed::AddTag => portal.known().site.tag(sent.get("tag")).is_none(),
        // A tag the site no longer has can still be taken off.
        Deed::RemoveTag => sent.text("tag").is_none(),
    }
}

async fn picked(portal: &Portal, sent: &Sent) -> Result<Vec<Picked>, Fault> {
    let mut found: Vec<Picked> = Vec::new();
    for pick in sent.all("pick").filter_map(Pick::read).take(MOST) {
        if found.iter().any(|one| one.pick == pick) {
            continue;
        }
        let Some((kind, key)) = editorial::named(&portal.db, pick.entry).await? else { continue };
        if let Some(stored) = editorial::read(&portal.db, &kind, &key).await? {
            found.push(Picked { pick, kind, key, stored });
        }
    }
    Ok(found)
}

#[derive(Serialize)]
struct AskPage {
    deed: &'static str,
    back: String,
    query: String,
    picked: Vec<PickedView>,
    /// What every entry would be refused for, when that was not given.
    lacks: String,
    lacks_field: &'static str,
    sure: String,
    text: String,
    owners: Vec<Choice>,
    tags: Vec<Choice>,
}

async fn ask(
    portal: &Portal,
    signed: &Signed,
    deed: Deed,
    picked: &[Picked],
    sent: &Sent,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let names = Names::read(portal, language).await?;
    let known = portal.known();
    let lacking = !sent.get("sure").is_empty() && lacks(portal, deed, sent);
    let say = |what: &str| match what {
        "lacks" => portal.say(language, &format!("board-lacks-{}", deed.name())),
        _ => portal.say(language, &format!("board-sure-{}", deed.name())),
    };
    let own = AskPage {
        deed: deed.name(),
        back: back(sent),
        query: sent.get("query").to_owned(),
        picked: picked.iter().map(|one| one.view(portal, language)).collect(),
        lacks: if lacking { say("lacks") } else { String::new() },
        lacks_field: if matches!(deed, Deed::AddTag | Deed::RemoveTag) { "tag" } else { "text" },
        sure: say("sure"),
        text: sent.text("text").unwrap_or_default(),
        owners: names
            .all()
            .into_iter()
            .map(|(id, name)| Choice::new(id.to_string(), name))
            .collect(),
        tags: known
            .site
            .tag
            .iter()
            .map(|tag| Choice::new(&*tag.key, tag.name_in(language)))
            .collect(),
    };
    let title = portal.say(language, &format!("board-deed-{}", deed.name()));
    render(portal, signed, View { template: "desk/board/ask.html", title, current: "", own }).await
}

/// The list it came from.
fn back(sent: &Sent) -> String {
    let query = super::asked::Asked::read(Some(sent.get("query"))).query();
    if query.is_empty() { "/desk/entries".to_owned() } else { format!("/desk/entries?{query}") }
}

#[derive(Serialize)]
struct DonePage {
    deed: &'static str,
    back: String,
    summary: String,
    done: Vec<PickedView>,
    /// What was so already: nothing was written, and taking the deed back leaves it alone.
    same: Vec<PickedView>,
    same_summary: String,
    refused: Vec<PickedView>,
    undo: Option<&'static str>,
    tag: String,
    publish_again: bool,
}

async fn perform(
    portal: &Portal,
    signed: &Signed,
    deed: Deed,
    picked: &[Picked],
    sent: &Sent,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let (mut done, mut same, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for one in picked {
        let mut view = one.view(portal, language);
        match do_one(portal, signed, deed, one, sent).await {
            Ok(Effect::Written) => done.push(view),
            Ok(Effect::None) => same.push(view),
            Err(Refusal::Database(failure)) => return Err(failure.into()),
            Err(refusal) => {
                view.why = Some(refused::whole(portal, language, &refusal));
                refused.push(view);
            }
        }
    }
    let undo = match deed {
        Deed::AddTag => Some(Deed::RemoveTag.name()),
        Deed::RemoveTag => Some(Deed::AddTag.name()),
        Deed::Care => Some(Deed::Care.name()),
        Deed::Submit | Deed::Return | Deed::Withdraw => None,
    };
    let own = DonePage {
        deed: deed.name(),
        back: back(sent),
        summary: summary(portal, language, (done.len(), refused.len())),
        same_summary: same_summary(portal, language, same.len()),
        undo: undo.filter(|_| !done.is_empty()),
        tag: sent.get("tag").to_owned(),
        publish_again: matches!(deed, Deed::AddTag | Deed::RemoveTag),
        done,
        same,
        refused,
    };
    let title = portal.say(language, &format!("board-deed-{}", deed.name()));
    render(portal, signed, View { template: "desk/board/done.html", title, current: "", own }).await
}

fn summary(portal: &Portal, language: Language, (done, refused): (usize, usize)) -> String {
    let mut args = Args::new();
    args.set("done", done);
    args.set("refused", refused);
    portal.words.say_with(language, "board-done-summary", &args)
}

fn same_summary(portal: &Portal, language: Language, same: usize) -> String {
    let mut args = Args::new();
    args.set("same", same);
    portal.words.say_with(language, "board-done-same-summary", &args)
}

/// What a deed came to for one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    /// Something was written.
    Written,
    /// It was so already.
    None,
}

/// One entry, in a transaction of its own: a refusal of one leaves the others alone.
async fn do_one(
    portal: &Portal,
    signed: &Signed,
    deed: Deed,
    picked: &Picked,
    sent: &Sent,
) -> Result<Effect, Refusal> {
    let missing = || Refusal::Missing(format!("{}/{}", picked.kind, picked.key));
    let rules = portal.kinds.named(&picked.kind).ok_or_else(missing)?;
    let of = Of { rules, key: &picked.key, language: picked.pick.language };
    let (at, actor) = (portal.clock.now_ms(), &signed.actor);
    let text = sent.text("text");
    let reason = text.as_deref().unwrap_or_default();
    let mut tx = portal.db.begin().await?;
    match deed {
        Deed::Submit => {
            editorial::hand_in(&mut tx, actor, at, of, None, text.as_deref()).await?;
        }
        Deed::Return => editorial::hand_back(&mut tx, actor, at, of, reason).await?,
        Deed::Care => {
            let care = care(&picked.stored, sent);
            editorial::care(&mut tx, actor, at, of, care).await?;
        }
        Deed::AddTag | Deed::RemoveTag => {
            if tag(&mut tx, signed, at, of, (deed, sent.get("tag"))).await? == Effect::None {
                return Ok(Effect::None);
            }
        }
        Deed::Withdraw => {
            let ending = Ending::Withdrawn { reason: text };
            editorial::take_down(&mut tx, actor, at, of, ending).await?;
        }
    }
    tx.commit().await?;
    Ok(Effect::Written)
}

/// Who looks after it from now on; what the form leaves empty stays. A form that takes the deed back
/// says for each entry what was.
fn care(stored: &Stored, sent: &Sent) -> Care {
    let id = stored.id.to_string();
    let was = sent.all("was").find_map(|was| was.strip_prefix(&id)?.strip_prefix('|'));
    if let Some((owner, day)) = was.and_then(|was| was.split_once('|')) {
        let owner = owner.parse().ok().filter(|owner| *owner != 0).map(PersonId);
        return Care { owner, review_on: day.parse().ok() };
    }
    let owner = match sent.get("owner") {
        "" => stored.owner,
        "nobody" => None,
        id => id.parse().ok().map(PersonId),
    };
    let review_on = match sent.get("review_on").parse::<Date>() {
        Ok(day) => Some(day),
        Err(_) if sent.get("review_never") == "1" => None,
        Err(_) => stored.review_on,
    };
    Care { owner, review_on }
}

/// Puts a tag on, or takes it off, by an edition of the facts.
async fn tag(
    tx: &mut Tx,
    signed: &Signed,
    at: i64,
    of: Of<'_>,
    (deed, tag): (Deed, &str),
) -> Result<Effect, Refusal> {
    let found = editorial::latest(tx, of.rules.kind.name(), of.key).await?;
    let stored = found.ok_or_else(|| Refusal::Missing(of.subject()))?;
    let has = stored.facts.tags.iter().any(|one| one == tag);
    if has == (deed == Deed::AddTag) {
        return Ok(Effect::None);
    }
    let mut facts: Facts = stored.facts.clone();
    facts.tags.retain(|one| one != tag);
    if deed == Deed::AddTag {
        facts.tags.push(tag.to_owned());
    }
    let seen = Some(stored.seen());
    let draft = Draft { rules: of.rules, key: of.key, seen, facts: &facts, words: &[] };
    editorial::save(tx, &signed.actor, at, draft).await?;
    Ok(Effect::Written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pick_is_an_entry_in_a_language_and_nothing_else() {
        let vi: Language = "vi".parse().unwrap();
        assert_eq!(Pick::read("12.vi"), Some(Pick { entry: 12, language: vi }));
        for other in ["12", "vi.12", "12.", ".vi", "12.VI", "12.vi.en", ""] {
            assert_eq!(Pick::read(other), None, "{other}");
        }
    }

    #[test]
    fn a_deed_has_one_name() {
        for deed in Deed::ALL {
            assert_eq!(Deed::named(deed.name()), Some(deed));
        }
    }
}
