//! Sections and tags: merging one into another, and taking one away that nothing needs. Not for
//! naming them: that is a change of the settings.

use super::{NotDone, allowed, log};
use crate::editorial::{self, Class, Kinds};
use crate::people::{self, Actor};
use crate::platform::db::{Db, Tx};
use crate::site::model::{Named, Settings};
use crate::site::store;
use serde_json::json;

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

fn taken_out(settings: &mut Settings, class: Class, key: &str) -> Option<Named> {
    let all = settings.named_mut(class);
    let at = all.iter().position(|one| one.key == key)?;
    Some(all.remove(at))
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
/// lead to the other, and the one is gone. Answers how many entries that changed.
pub async fn merge(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (db, kinds): (&Db, &Kinds),
    merger: Merger<'_>,
) -> Result<usize, NotDone> {
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
    let gone = taken_out(&mut settings, class, from).ok_or_else(missing)?;
    let all = settings.named_mut(class);
    let stays = all.iter_mut().find(|one| one.key == into).ok_or_else(missing)?;
    for language in languages {
        let mut slugs = gone.former.get(&language).cloned().unwrap_or_default();
        slugs.push(gone.slug_in(language).to_owned());
        let former = stays.former.entry(language).or_default();
        former.extend(slugs.into_iter().filter(|slug| !former.contains(slug)).collect::<Vec<_>>());
    }
    let changed = editorial::reclassify(tx, actor, at, kinds, (class, from, into)).await?;
    // Not undone with the settings alone: the entries bear the other key now.
    let text = serde_json::to_string(&settings)?;
    let number = store::put(tx, (at, &actor.name()), "merge", &text).await?;
    let detail = json!({ "into": into, "entries": changed, "edition": number });
    log(tx, actor, at, ("merge", &subject), detail, vec!["site".to_owned()]).await?;
    Ok(changed)
}

/// Takes a section or tag away that no entry bears and no role is narrowed to.
pub async fn remove(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    db: &Db,
    (class, key): (Class, &str),
) -> Result<(), NotDone> {
    allowed(actor)?;
    let subject = format!("{}/{key}", class.name());
    let mut settings = settings_now(tx, &subject).await?;
    taken_out(&mut settings, class, key).ok_or_else(|| NotDone::Missing(subject.clone()))?;
    nobody_holds(db, class, key).await?;
    if !editorial::bearing(tx, class, key).await?.is_empty() {
        return Err(NotDone::InUse(subject));
    }
    let text = serde_json::to_string(&settings)?;
    let number = store::put(tx, (at, &actor.name()), "remove", &text).await?;
    let detail = json!({ "edition": number });
    log(tx, actor, at, ("remove", &subject), detail, vec!["site".to_owned()]).await
}
