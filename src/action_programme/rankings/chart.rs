//! The line of a ranking as ready coordinates, which the template only writes down. Better stands
//! higher; a change of method breaks the line and the two sides are never joined; a missing edition
//! is a dotted stretch with its name; what nobody has checked is hollow. Not for colours and type:
//! those are the style's.

use super::model::{Checked, Edition, Index};
use crate::platform::i18n::Language;
use serde::Serialize;

/// The sheet a chart is drawn on, in pixels of its own.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    width: f64,
    height: f64,
    /// How many editions it has room for: the newest are kept.
    editions: usize,
    /// Whether the names of methods and missing editions fit beside the line.
    names: Names,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    OnTheChart,
    InTheSentence,
}

/// For a column of a desk-wide page.
pub const WIDE: Sheet =
    Sheet { width: 620.0, height: 270.0, editions: 12, names: Names::OnTheChart };
/// Drawn anew for phones, never shrunk.
pub const NARROW: Sheet =
    Sheet { width: 340.0, height: 240.0, editions: 6, names: Names::InTheSentence };

const LEFT: f64 = 40.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 34.0;
const FOOT: f64 = 46.0;
/// Four lines of a grid, as the look asks.
const LINES: i64 = 4;

/// A chart in coordinates.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Chart {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top: f64,
    base: f64,
    ticks: Vec<Mark>,
    years: Vec<Mark>,
    stretches: Vec<Stretch>,
    points: Vec<Point>,
    breaks: Vec<Break>,
    missing: Vec<Mark>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Mark {
    x: f64,
    y: f64,
    label: String,
}

/// A piece of the line between two editions of one method.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Stretch {
    x1: f64,
    y1: f64,
    x2: f64,
    y2: f64,
    /// An edition is missing between them.
    dotted: bool,
    /// Belongs to the second, fourth … method.
    other: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Point {
    x: f64,
    y: f64,
    label: String,
    label_y: f64,
    hollow: bool,
    other: bool,
}

/// Where the method changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Break {
    x: f64,
    before: String,
    after: String,
}

/// An edition with a rank, at its place.
struct Placed<'a> {
    edition: &'a Edition,
    rank: i64,
    x: f64,
    y: f64,
    method: usize,
}

/// Draws the ranks of an index; `None` while none is known.
pub fn draw(index: &Index, language: Language, sheet: &Sheet) -> Option<Chart> {
    let shown = newest(&index.editions, sheet.editions);
    let axis = Axis::over(shown, sheet)?;
    let placed = place(index, shown, &axis);
    let names = sheet.names == Names::OnTheChart;
    Some(Chart {
        width: sheet.width,
        height: sheet.height,
        left: LEFT,
        right: sheet.width - RIGHT,
        top: TOP,
        base: sheet.height - FOOT,
        ticks: axis.ticks(),
        years: axis.years(sheet),
        stretches: stretches(&placed, shown),
        points: points(&placed),
        breaks: breaks(index, language, &placed, names),
        missing: if names { missing(&placed, shown, &axis) } else { Vec::new() },
    })
}

/// The newest editions up to the last whose rank is known; what comes after is said in words.
fn newest(editions: &[Edition], at_most: usize) -> &[Edition] {
    let end = editions.iter().rposition(|edition| edition.rank.is_some()).map_or(0, |at| at + 1);
    let begin = editions.iter().position(|edition| edition.rank.is_some()).unwrap_or(0);
    editions.get(begin.max(end.saturating_sub(at_most))..end).unwrap_or_default()
}

/// Years across, ranks down.
struct Axis {
    first: f64,
    years: f64,
    lowest: i64,
    step: i64,
    width: f64,
    height: f64,
}

impl Axis {
    fn over(shown: &[Edition], sheet: &Sheet) -> Option<Axis> {
        let (first, last) = (shown.first()?, shown.last()?);
        let ranks: Vec<i64> = shown.iter().filter_map(|edition| edition.rank).collect();
        let (best, worst) = (*ranks.iter().min()?, *ranks.iter().max()?);
        let step = step(best, worst);
        Some(Axis {
            // Half a year of air on both sides, so that no point stands on the frame.
            first: first.label.position() - 0.4,
            years: last.label.position() - first.label.position() + 0.8,
            lowest: (best - 1).div_euclid(step) * step,
            step,
            width: sheet.width - LEFT - RIGHT,
            height: sheet.height - TOP - FOOT,
        })
    }

    fn x(&self, position: f64) -> f64 {
        round(LEFT + self.width * (position - self.first) / self.years)
    }

    fn y(&self, rank: i64) -> f64 {
        let (down, span) = (rank - self.lowest, LINES * self.step);
        round(TOP + self.height * small(down) / small(span))
    }

    fn ticks(&self) -> Vec<Mark> {
        let lines = (0..=LINES).map(|line| self.lowest + line * self.step);
        // There is no rank 0; the line above rank 1 has no name.
        let label = |rank: i64| if rank > 0 { rank.to_string() } else { String::new() };
        lines.map(|rank| Mark { x: LEFT, y: self.y(rank), label: label(rank) }).collect()
    }

    /// The years, as many as have room for four digits.
    fn years(&self, sheet: &Sheet) -> Vec<Mark> {
        const ROOM: f64 = 44.0;
        let every = (ROOM * self.years / self.width).ceil().max(1.0);
        let last = self.first + self.years;
        let mut year = (self.first + 0.4).floor();
        if year < self.first {
            year += 1.0;
        }
        let mut marks = Vec::new();
        while year <= last {
            marks.push(Mark {
                x: self.x(year),
                y: sheet.height - 10.0,
                label: format!("{year:.0}"),
            });
            year += every;
        }
        marks
    }
}

/// The distance of grid lines: the smallest round number with which four of them hold every rank.
fn step(best: i64, worst: i64) -> i64 {
    let holds = |step: i64| (best - 1).div_euclid(step) * step + LINES * step >= worst;
    let round = [1, 2, 5, 10, 20, 25, 50, 100];
    round.into_iter().find(|step| holds(*step)).unwrap_or(100)
}

fn place<'a>(index: &Index, shown: &'a [Edition], axis: &Axis) -> Vec<Placed<'a>> {
    let method = |key: &str| index.methods.iter().position(|method| method.key == key);
    shown
        .iter()
        .filter_map(|edition| {
            let rank = edition.rank?;
            let (x, y) = (axis.x(edition.label.position()), axis.y(rank));
            Some(Placed { edition, rank, x, y, method: method(&edition.method).unwrap_or(0) })
        })
        .collect()
}

/// Neighbours of one method, joined; those of two methods are not.
fn stretches(placed: &[Placed<'_>], shown: &[Edition]) -> Vec<Stretch> {
    let between = |one: &Placed<'_>, next: &Placed<'_>| {
        let inside = |edition: &&Edition| {
            edition.label > one.edition.label && edition.label < next.edition.label
        };
        shown.iter().any(|edition| inside(&edition))
    };
    pairs(placed)
        .filter(|(one, next)| one.method == next.method)
        .map(|(one, next)| Stretch {
            x1: one.x,
            y1: one.y,
            x2: next.x,
            y2: next.y,
            dotted: between(one, next),
            other: one.method % 2 == 1,
        })
        .collect()
}

fn points(placed: &[Placed<'_>]) -> Vec<Point> {
    placed
        .iter()
        .map(|one| Point {
            x: one.x,
            y: one.y,
            label: one.rank.to_string(),
            label_y: round(one.y - 12.0),
            hollow: one.edition.checked == Checked::NotYet,
            other: one.method % 2 == 1,
        })
        .collect()
}

fn breaks(index: &Index, language: Language, placed: &[Placed<'_>], names: bool) -> Vec<Break> {
    let name = |place: usize| {
        let method = index.methods.get(place).filter(|_| names);
        method.map(|method| method.words_in(language).name).unwrap_or_default()
    };
    let changes = pairs(placed).filter(|(one, next)| one.method != next.method);
    changes
        .map(|(one, next)| Break {
            x: round(f64::midpoint(one.x, next.x)),
            before: name(one.method),
            after: name(next.method),
        })
        .collect()
}

/// Editions without a rank between two that have one.
fn missing(placed: &[Placed<'_>], shown: &[Edition], axis: &Axis) -> Vec<Mark> {
    let height = |x: f64| {
        let around = pairs(placed).find(|(one, next)| one.x <= x && x <= next.x);
        // Beside the line, on the side where the line is not.
        around.map_or(TOP, |(one, next)| round(one.y.min(next.y) - 8.0).max(TOP - 8.0))
    };
    let without = shown.iter().filter(|edition| edition.rank.is_none());
    without
        .map(|edition| {
            let x = axis.x(edition.label.position());
            Mark { x, y: height(x), label: edition.label.to_string() }
        })
        .collect()
}

fn pairs<'a, 'b>(
    placed: &'a [Placed<'b>],
) -> impl Iterator<Item = (&'a Placed<'b>, &'a Placed<'b>)> {
    placed.iter().zip(placed.iter().skip(1))
}

fn small(number: i64) -> f64 {
    f64::from(i32::try_from(number).unwrap_or(i32::MAX))
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
