//! Sections and tags: merging one into another, and taking one away that nothing needs. Not for
//! naming them: that is a change of the settings.

use super::{NotDone, allowed, log, part};
use crate::editorial::{self, Class, Kinds, Moved};
use crate::people::{self, Actor};
use crate::platform::db::{Db, Tx};
use crate::platform::i18n::Language;
use crate::site::model::{Named, Settings};
use crate::site::store;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// Which section or tag goes into which.
#[derive(Clone, Copy, Debug)]
pub struct Merger<'a> {
    /// Sections or tags.
    pub class: Class,
    /// The key that goes.
    pub from: &'a str,
    /// The key that stays.
    pub into: &'a str,
}

/// The settings of now; sections and tags stand in nothing else.
async fn settings_now(tx: &mut Tx, subject: &str) -> Result<Settings, NotDone> {
    let newest = store::newest(tx).await?.ok_or_else(|| NotDone::Missing(subject.to_owned()))?;
    Ok(newest.settings)
}

/// What a merger did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// How many entries bear the other one now.
    pub entries: usize,
    /// The place in the change log, by which the merger is taken back.
    pub change: i64,
}

/// A section or tag that went, and what went with it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WasClass {
    /// It.
    pub named: Named,
    /// Its place among the others, from 0.
    pub place: usize,
    /// Where it went, of one that was merged.
    pub into: Option<Went>,
}

/// Where a section or tag went.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Went {
    /// The key of the other.
    pub key: String,
    /// The words of addresses that lead to the other since.
    pub led: BTreeMap<Language, Vec<String>>,
    /// The entries that changed.
    pub moved: Vec<Moved>,
}

fn taken_out(settings: &mut Settings, class: Class, key: &str) -> Option<(usize, Named)> {
    let all = settings.named_mut(class);
    let at = all.iter().position(|one| one.key == key)?;
    Some((at, all.remove(at)))
}

/// A role may be narrowed to a section; whoever administers people decides what becomes of it.
async fn nobody_holds(db: &Db, class: Class, key: &str) -> Result<(), NotDone> {
    if class == Class::Tag {
        return Ok(());
    }
    let accounts = people::accounts(db).await?;
    let mut grants = accounts.iter().flat_map(|account| &account.person.grants);
    if grants.any(|grant| grant.section.as_deref() == Some(key)) {
        return Err(NotDone::InUse(format!("section {key}")));
    }
    Ok(())
}

/// Merges one section or tag into another: every entry bears the other, the addresses of the one
/// lead to the other, and the one is gone.
pub async fn merge(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (db, kinds): (&Db, &Kinds),
    merger: Merger<'_>,
) -> Result<Merged, NotDone> {
    allowed(actor)?;
    let Merger { class, from, into } = merger;
    let subject = format!("{}/{from}", class.name());
    nobody_holds(db, class, from).await?;
    let mut settings = settings_now(tx, &subject).await?;
    let missing = || NotDone::Missing(subject.clone());
    if from == into {
        return Err(missing());
    }
    let languages = settings.languages.clone();
    let (place, named) = taken_out(&mut settings, class, from).ok_or_else(missing)?;
    let all = settings.named_mut(class);
    let stays = all.iter_mut().find(|one| one.key == into).ok_or_else(missing)?;
    let led = led_on(&languages, &named, stays);
    let moved = editorial::reclassify(tx, actor, at, kinds, (class, from, into)).await?;
    // Not undone with the settings alone: the entries bear the other key now.
    let text = serde_json::to_string(&settings)?;
    let number = store::put(tx, (at, &actor.name()), "merge", &text).await?;
    let entries = moved.len();
    let went = Went { key: into.to_owned(), led, moved };
    let was = WasClass { named, place, into: Some(went) };
    let detail = json!({ "into": into, "entries": entries, "edition": number, "was": was });
    let change = log(tx, actor, at, ("merge", &subject), detail, vec!["site".to_owned()]).await?;
    Ok(Merged { entries, change })
}

/// The addresses of what goes lead to what stays; answers those that did not before.
fn led_on(
    languages: &[Language],
    gone: &Named,
    stays: &mut Named,
) -> BTreeMap<Language, Vec<String>> {
    let mut led = BTreeMap::new();
    for language in languages {
        let mut slugs = gone.former.get(language).cloned().unwrap_or_default();
        slugs.push(gone.slug_in(*language).to_owned());
        let former = stays.former.entry(*language).or_default();
        slugs.retain(|slug| !former.contains(slug));
        former.extend(slugs.iter().cloned());
        led.insert(*language, slugs);
    }
    led
}

/// Puts a section or tag back that was merged or taken away: in its place, with its addresses, and with the
/// entries that went with it.
pub(super) async fn put_back_class(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    kinds: &Kinds,
    (class, was): (Class, WasClass),
) -> Result<(), NotDone> {
    let subject = format!("{}/{}", class.name(), was.named.key);
    let mut settings = settings_now(tx, &subject).await?;
    let old = part::faults(&settings);
    let all = settings.named_mut(class);
    if all.iter().any(|one| one.key == was.named.key) {
        return Err(NotDone::Taken(subject));
    }
    if let Some(went) = &was.into
        && let Some(stays) = all.iter_mut().find(|one| one.key == went.key)
    {
        for (language, slugs) in &went.led {
            stays.former.entry(*language).or_default().retain(|slug| !slugs.contains(slug));
        }
        stays.former.retain(|_, slugs| !slugs.is_empty());
    }
    let key = was.named.key.clone();
    all.insert(was.place.min(all.len()), was.named);
    let faults: Vec<_> =
        part::faults(&settings).into_iter().filter(|one| !old.contains(one)).collect();
    if !faults.is_empty() {
        return Err(NotDone::Faulty(faults));
    }
    let mut entries = 0;
    if let Some(went) = &was.into {
        let goes = ((class, key.as_str(), went.key.as_str()), went.moved.as_slice());
        entries = editorial::reclassify_back(tx, actor, at, kinds, goes).await?;
    }
    let text = serde_json::to_string(&settings)?;
    let number = store::put(tx, (at, &actor.name()), "put-back", &text).await?;
    let detail = json!({ "edition": number, "entries": entries });
    log(tx, actor, at, ("put-back", &subject), detail, vec!["site".to_owned()]).await?;
    Ok(())
}

/// Takes a section or tag away that no entry bears and no role is narrowed to; answers the place in
/// the log.
pub async fn remove(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    db: &Db,
    (class, key): (Class, &str),
) -> Result<i64, NotDone> {
    allowed(actor)?;
    let subject = format!("{}/{key}", class.name());
    let mut settings = settings_now(tx, &subject).await?;
    let taken = taken_out(&mut settings, class, key);
    let (place, named) = taken.ok_or_else(|| NotDone::Missing(subject.clone()))?;
    nobody_holds(db, class, key).await?;
    if !editorial::bearing(tx, class, key).await?.is_empty() {
        return Err(NotDone::InUse(subject));
    }
    let text = serde_json::to_string(&settings)?;
    let number = store::put(tx, (at, &actor.name()), "remove", &text).await?;
    let detail = json!({ "edition": number, "was": WasClass { named, place, into: None } });
    log(tx, actor, at, ("remove", &subject), detail, vec!["site".to_owned()]).await
}
