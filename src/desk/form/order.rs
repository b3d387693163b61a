//! Moves, adds and takes away rows of a form without saving it, for browsers without script: the
//! button `move` with the value `activity.2.up`, `activity.2.down`, `activity.2.remove` or
//! `activity.add`. Not for rows that a script moved: they come in their new order.

use super::Pairs;
use super::pictures::{FILES, PICTURES};
use super::sent::{Sent, number};
use crate::editorial::{FieldKind, KindRules};
use std::collections::HashMap;

/// The button's name.
const MOVE: &str = "move";

/// The form after its button was pressed; nothing when that was another button.
pub fn rearranged(rules: &KindRules, pairs: &Pairs) -> Option<Pairs> {
    let (_, asked) = pairs.iter().find(|(name, value)| name == MOVE && !value.is_empty())?;
    let mut parts = asked.split('.');
    let (list, row, step) = (parts.next()?, parts.next()?, parts.next());
    let is_list = |field: &&crate::editorial::Field| {
        field.name == list && matches!(field.kind, FieldKind::Rows { .. })
    };
    let own = rules.form.facts.iter().find(is_list);
    let beginnings = match own {
        Some(_) => vec![format!("own.{list}"), format!("said.{list}")],
        None if [PICTURES, FILES].contains(&list) => vec![list.to_owned()],
        None => return Some(without(pairs)),
    };
    let names: Vec<&str> = beginnings.iter().map(String::as_str).collect();
    let mut rows: Vec<u32> = Sent::of(pairs).numbers(&names).into_iter().collect();
    let mut added = None;
    if row == "add" && own.is_some() {
        added = Some(rows.len());
    }
    let at = number(row).and_then(|row| rows.iter().position(|one| *one == row));
    match (at, step) {
        (Some(at), Some("up")) if at > 0 => rows.swap(at, at - 1),
        (Some(at), Some("down")) if at + 1 < rows.len() => rows.swap(at, at + 1),
        (Some(at), Some("remove")) if own.is_some() => {
            rows.remove(at);
        }
        _ => {}
    }
    let mut sorted = renumbered(&without(pairs), &names, &rows);
    sorted.extend(added.map(|row| (format!("own.{list}.{row}.id"), String::new())));
    Some(sorted)
}

fn without(pairs: &Pairs) -> Pairs {
    pairs.iter().filter(|(name, _)| name != MOVE).cloned().collect()
}

/// The pairs with their rows numbered in this order; rows that are not in it are left out.
fn renumbered(pairs: &Pairs, beginnings: &[&str], rows: &[u32]) -> Pairs {
    let places: HashMap<u32, usize> = rows.iter().enumerate().map(|(at, row)| (*row, at)).collect();
    let renamed = |name: &str| -> Option<Option<String>> {
        beginnings.iter().find_map(|first| {
            let rest = name.strip_prefix(first)?.strip_prefix('.')?;
            let (row, part) = rest.split_once('.')?;
            let place = places.get(&number(row)?);
            Some(place.map(|place| format!("{first}.{place}.{part}")))
        })
    };
    let pair = |(name, value): &(String, String)| match renamed(name) {
        Some(renamed) => renamed.map(|name| (name, value.clone())),
        None => Some((name.clone(), value.clone())),
    };
    pairs.iter().filter_map(pair).collect()
}
