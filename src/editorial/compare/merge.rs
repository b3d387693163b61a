//! What two people wrote from one edition, put together when neither touched what the other did.
//! Not for deciding a clash: that is for the one who saves second, with both before them.

use super::fields::{Field, Half, facts_tree, words_tree};
use super::tree;
use crate::editorial::body::{Block, Body};
use crate::editorial::model::{Facts, Words};
use serde::Serialize;
use serde_json::{Map, Value};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::BTreeSet;
use std::ops::Range;

/// An edition: its facts and its words in one language.
pub type Edition<'a> = (&'a Facts, &'a Words);

/// Who changed what since the edition both began with.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Merge {
    /// Changed by me alone.
    pub mine: Vec<Field>,
    /// Changed by them alone.
    pub theirs: Vec<Field>,
    /// Changed by both, to the same.
    pub agreed: Vec<Field>,
    /// Changed by both, without touching what the other did: the body in different blocks, and
    /// lists of pictures, corrections or activities to which both added.
    pub woven: Vec<Field>,
    /// Changed by both, differently: somebody has to choose.
    pub both: Vec<Field>,
    /// Both together, when there is nothing to choose.
    #[serde(skip)]
    pub merged: Option<(Facts, Words)>,
}

/// Compares my edition and theirs with the one both began with.
pub fn merge(base: Edition<'_>, mine: Edition<'_>, theirs: Edition<'_>) -> Merge {
    let mut found = Found::default();
    let words = [base.1, mine.1, theirs.1].map(words_tree);
    let words = found.merged(Half::Words, &words);
    let body = found.body([&base.1.body, &mine.1.body, &theirs.1.body]);
    let facts = found.merged(Half::Facts, &[base.0, mine.0, theirs.0].map(facts_tree));
    let merged = found.both.is_empty().then(|| {
        let mut words: Words = serde_json::from_value(tree::felled(words)).ok()?;
        words.body = body;
        let facts: Facts = serde_json::from_value(tree::felled(facts)).ok()?;
        Some((facts, words))
    });
    let list = |fields: BTreeSet<Field>| fields.into_iter().collect();
    Merge {
        mine: list(found.mine),
        theirs: list(found.theirs),
        agreed: list(found.agreed),
        woven: list(found.woven),
        both: list(found.both),
        merged: merged.flatten(),
    }
}

#[derive(Default)]
struct Found {
    mine: BTreeSet<Field>,
    theirs: BTreeSet<Field>,
    agreed: BTreeSet<Field>,
    woven: BTreeSet<Field>,
    both: BTreeSet<Field>,
}

impl Found {
    fn merged(&mut self, half: Half, [base, mine, theirs]: &[Value; 3]) -> Value {
        let sides = [Some(base), Some(mine), Some(theirs)];
        self.node(half, &mut Vec::new(), sides).unwrap_or_default()
    }

    /// Merges one branch; mine stands where both changed it.
    fn node(
        &mut self,
        half: Half,
        path: &mut Vec<String>,
        sides: [Option<&Value>; 3],
    ) -> Option<Value> {
        let [base, mine, theirs] = sides;
        if let (Some(Value::Object(one)), Some(Value::Object(other))) = (mine, theirs) {
            return Some(self.branch(half, path, base, [one, other]));
        }
        let verdict = verdict(base, mine, theirs);
        if let Verdict::Both = verdict
            && path.last().is_some_and(|last| last == tree::LIST)
            && let Some(list) = lists(base, mine, theirs)
        {
            self.woven.extend(Field::of(half, path));
            return Some(list);
        }
        // All that lies below a branch which came or went as a whole.
        let mut changed: Vec<Field> = [base, mine, theirs]
            .into_iter()
            .flatten()
            .flat_map(|side| tree::leaves(path, side))
            .filter_map(|(path, _)| Field::of(half, &path))
            .collect();
        changed.extend(Field::of(half, path).filter(|_| changed.is_empty()));
        if let Some(list) = self.list(verdict) {
            list.extend(changed);
        }
        match verdict {
            Verdict::Theirs => theirs.cloned(),
            _ => mine.cloned(),
        }
    }

    fn branch(
        &mut self,
        half: Half,
        path: &mut Vec<String>,
        base: Option<&Value>,
        [mine, theirs]: [&Map<String, Value>; 2],
    ) -> Value {
        let mut out = Map::new();
        let more = theirs.keys().filter(|key| !mine.contains_key(*key));
        let gone = base.and_then(Value::as_object).into_iter().flat_map(Map::keys);
        let gone = gone.filter(|key| !mine.contains_key(*key) && !theirs.contains_key(*key));
        for key in mine.keys().chain(more).chain(gone) {
            path.push(key.clone());
            let base = base.and_then(|base| base.get(key));
            let value = self.node(half, path, [base, mine.get(key), theirs.get(key)]);
            path.pop();
            if let Some(value) = value {
                out.insert(key.clone(), value);
            }
        }
        Value::Object(out)
    }

    fn list(&mut self, verdict: Verdict) -> Option<&mut BTreeSet<Field>> {
        match verdict {
            Verdict::Untouched => None,
            Verdict::Mine => Some(&mut self.mine),
            Verdict::Theirs => Some(&mut self.theirs),
            Verdict::Agreed => Some(&mut self.agreed),
            Verdict::Both => Some(&mut self.both),
        }
    }

    fn body(&mut self, [base, mine, theirs]: [&Body; 3]) -> Body {
        let verdict = verdict(Some(base), Some(mine), Some(theirs));
        if let Verdict::Both = verdict
            && let Some(blocks) = woven(base.blocks(), mine.blocks(), theirs.blocks())
        {
            self.woven.insert(Field::BODY);
            return Body::new(blocks);
        }
        if let Some(list) = self.list(verdict) {
            list.insert(Field::BODY);
        }
        if let Verdict::Theirs = verdict { theirs.clone() } else { mine.clone() }
    }
}

#[derive(Clone, Copy)]
enum Verdict {
    Untouched,
    Mine,
    Theirs,
    Agreed,
    Both,
}

fn verdict<T: PartialEq>(base: Option<&T>, mine: Option<&T>, theirs: Option<&T>) -> Verdict {
    match (mine == base, theirs == base) {
        (true, true) => Verdict::Untouched,
        (false, true) => Verdict::Mine,
        (true, false) => Verdict::Theirs,
        (false, false) if mine == theirs => Verdict::Agreed,
        (false, false) => Verdict::Both,
    }
}

/// Puts two lists together when neither side turned the order round: what one took out is out, and
/// what both put in comes in.
fn lists(base: Option<&Value>, mine: Option<&Value>, theirs: Option<&Value>) -> Option<Value> {
    let base = base.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let (mine, theirs) = (mine?.as_array()?, theirs?.as_array()?);
    for side in [mine, theirs] {
        let kept = base.iter().filter(|name| side.contains(name));
        let order = side.iter().filter(|name| base.contains(name));
        if !kept.eq(order) {
            return None;
        }
    }
    let taken_out = |name: &&Value| base.contains(name) && !mine.contains(name);
    let mut list: Vec<Value> = theirs.iter().filter(|name| !taken_out(name)).cloned().collect();
    let new = mine.iter().filter(|name| !base.contains(name) && !theirs.contains(name));
    list.extend(new.cloned());
    Some(Value::Array(list))
}

/// A run of blocks of the base that one side replaced.
struct Hunk {
    base: Range<usize>,
    blocks: Vec<Block>,
}

fn hunks(base: &[Block], side: &[Block]) -> Vec<Hunk> {
    let keys = |blocks: &[Block]| -> Vec<String> {
        blocks.iter().map(|block| format!("{block:?}")).collect()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &keys(base), &keys(side));
    ops.into_iter()
        .filter_map(|op| match op.as_tag_tuple() {
            (DiffTag::Equal, _, _) => None,
            (_, base, to) => Some(Hunk { base, blocks: side.get(to).unwrap_or_default().to_vec() }),
        })
        .collect()
}

/// Puts both sides' changes into the base, if an untouched block lies between any two of them.
fn woven(base: &[Block], mine: &[Block], theirs: &[Block]) -> Option<Vec<Block>> {
    let (mine, theirs) = (hunks(base, mine), hunks(base, theirs));
    let touch = |one: &Hunk, other: &Hunk| {
        one.base.start <= other.base.end && other.base.start <= one.base.end
    };
    if mine.iter().any(|one| theirs.iter().any(|other| touch(one, other))) {
        return None;
    }
    let mut all: Vec<Hunk> = mine.into_iter().chain(theirs).collect();
    all.sort_by_key(|hunk| hunk.base.start);
    let (mut out, mut at) = (Vec::new(), 0);
    for hunk in all {
        out.extend_from_slice(base.get(at..hunk.base.start)?);
        out.extend(hunk.blocks);
        at = hunk.base.end;
    }
    out.extend_from_slice(base.get(at..)?);
    Some(out)
}
