//! A trend as ready coordinates, which the template only writes down: views as bars, visits and
//! visitors as lines over them. Steps without a count are gaps: no bar, and the lines break off. Not
//! for colours and type: those are the style's.

use crate::platform::i18n::grouped;
use crate::visits::{Bucket, Grain, Note, Trend};
use jiff::civil::Date;
use serde::Serialize;

/// The sheet a chart is drawn on, in pixels of its own.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    width: f64,
    height: f64,
    left: f64,
    /// How wide the name of a step is with the air around it.
    room: f64,
    /// The most steps it has room for.
    pub most: usize,
}

/// For the width of a desk.
pub const WIDE: Sheet = Sheet { width: 1060.0, height: 320.0, left: 56.0, room: 64.0, most: 92 };
/// Drawn anew for phones, never shrunk.
pub const NARROW: Sheet = Sheet { width: 340.0, height: 240.0, left: 48.0, room: 62.0, most: 36 };

const TOP: f64 = 44.0;
const RIGHT: f64 = 6.0;
const FOOT: f64 = 32.0;
/// A gap narrower than this has no word.
const NAMED_GAP: f64 = 76.0;

/// A chart in coordinates.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    base: f64,
    labels_y: f64,
    ticks: Vec<Mark>,
    names: Vec<Mark>,
    bars: Vec<Bar>,
    largest: Option<Mark>,
    visits: Vec<Line>,
    visitors: Vec<Line>,
    gaps: Vec<Gap>,
    notes: Vec<Mark>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Mark {
    x: f64,
    y: f64,
    label: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    /// Not finished, or not all of its days were counted.
    part: bool,
}

/// A stretch of a line; a single point is a dot.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Line {
    path: String,
    dot: Option<(f64, f64)>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Gap {
    x1: f64,
    x2: f64,
    middle: f64,
    named: bool,
}

/// Where things stand on a sheet.
struct Plan<'a> {
    sheet: &'a Sheet,
    slot: f64,
    base: f64,
    ceiling: i64,
    step: i64,
}

impl Plan<'_> {
    fn of<'a>(trend: &Trend, sheet: &'a Sheet) -> Plan<'a> {
        let highest = trend.buckets.iter().map(|bucket| bucket.three.views).max().unwrap_or(0);
        let step = tick_step(highest.max(1));
        let slot = (sheet.width - sheet.left - RIGHT) / number(trend.buckets.len().max(1));
        let ceiling = (highest.max(1) + step - 1) / step * step;
        Plan { sheet, slot, base: sheet.height - FOOT, ceiling, step }
    }

    fn middle(&self, place: usize) -> f64 {
        self.sheet.left + self.slot * (number(place) + 0.5)
    }

    fn y(&self, figure: i64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a year's views are far below 2^52")]
        let share = figure.max(0) as f64 / self.ceiling as f64;
        round(self.base - (self.base - TOP) * share)
    }
}

/// Draws a trend; `notes` are numbered in their order.
pub fn draw(trend: &Trend, notes: &[Note], sheet: &Sheet, separator: char) -> Chart {
    let plan = Plan::of(trend, sheet);
    let figure = |figure: i64| grouped(u64::try_from(figure).unwrap_or(0), separator);
    let ticks = (0..=plan.ceiling / plan.step).map(|tick| tick * plan.step);
    Chart {
        width: sheet.width,
        height: sheet.height,
        left: sheet.left,
        right: sheet.width - RIGHT,
        base: plan.base,
        labels_y: plan.base + 22.0,
        ticks: ticks
            .map(|tick| Mark { x: sheet.left - 10.0, y: plan.y(tick), label: figure(tick) })
            .collect(),
        names: names(trend, &plan),
        bars: bars(trend, &plan),
        largest: largest(trend, &plan).map(|(x, y, views)| Mark { x, y, label: figure(views) }),
        visits: line(trend, &plan, |bucket| bucket.three.visits),
        visitors: line(trend, &plan, |bucket| bucket.three.visitors),
        gaps: gaps(trend, &plan),
        notes: marks(trend, &plan, notes),
    }
}

/// As many names of steps as have room.
fn names(trend: &Trend, plan: &Plan<'_>) -> Vec<Mark> {
    let every = (1..=trend.buckets.len().max(1))
        .find(|every| plan.slot * number(*every) >= plan.sheet.room)
        .unwrap_or(1);
    let steps = trend.buckets.iter().enumerate().step_by(every);
    let fits = |x: f64| x + plan.sheet.room / 2.0 <= plan.sheet.width + plan.sheet.room / 4.0;
    steps
        .map(|(place, bucket)| Mark {
            x: round(plan.middle(place)),
            y: 0.0,
            label: name(trend.grain, bucket.first),
        })
        .filter(|mark| fits(mark.x))
        .collect()
}

/// What stands below a step.
pub fn name(grain: Grain, first: Date) -> String {
    let form = match grain {
        Grain::Day | Grain::Week => "%d/%m",
        Grain::Month => "%m/%Y",
        Grain::Year => "%Y",
    };
    first.strftime(form).to_string()
}

fn bars(trend: &Trend, plan: &Plan<'_>) -> Vec<Bar> {
    let air = if plan.slot >= 6.0 { 0.7 } else { 0.86 };
    let counted = trend.buckets.iter().enumerate().filter(|(_, bucket)| bucket.counted > 0);
    counted
        .map(|(place, bucket)| {
            let y = plan.y(bucket.three.views);
            Bar {
                x: round(plan.middle(place) - plan.slot * air / 2.0),
                y,
                width: round(plan.slot * air),
                height: round(plan.base - y),
                part: bucket.unfinished || bucket.missing() > 0,
            }
        })
        .collect()
}

fn largest(trend: &Trend, plan: &Plan<'_>) -> Option<(f64, f64, i64)> {
    let steps = trend.buckets.iter().enumerate();
    let (place, bucket) = steps.max_by_key(|(_, bucket)| bucket.three.views)?;
    let views = bucket.three.views;
    // Its figure must not leave the sheet on either side.
    let x = plan.middle(place).clamp(plan.sheet.left + 20.0, plan.sheet.width - 30.0);
    (views > 0).then(|| (round(x), round(plan.y(views) - 8.0), views))
}

/// The stretches of a line between gaps.
fn line(trend: &Trend, plan: &Plan<'_>, of: fn(&Bucket) -> i64) -> Vec<Line> {
    let point = |(place, bucket): (usize, &Bucket)| {
        (bucket.counted > 0).then(|| (round(plan.middle(place)), plan.y(of(bucket))))
    };
    let points: Vec<Option<(f64, f64)>> = trend.buckets.iter().enumerate().map(point).collect();
    let stretches = points.split(Option::is_none).filter(|stretch| !stretch.is_empty());
    stretches
        .map(|stretch| {
            let points: Vec<(f64, f64)> = stretch.iter().copied().flatten().collect();
            let written: Vec<String> = points.iter().map(|(x, y)| format!("{x} {y}")).collect();
            let dot = points.first().copied().filter(|_| points.len() == 1);
            Line { path: format!("M{}", written.join("L")), dot }
        })
        .collect()
}

fn gaps(trend: &Trend, plan: &Plan<'_>) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    for (place, bucket) in trend.buckets.iter().enumerate() {
        if bucket.counted > 0 {
            continue;
        }
        let (x1, x2) = (plan.middle(place) - plan.slot / 2.0, plan.middle(place) + plan.slot / 2.0);
        match gaps.last_mut().filter(|gap| (gap.x2 - round(x1)).abs() < 0.3) {
            Some(gap) => gap.x2 = round(x2),
            None => gaps.push(Gap { x1: round(x1), x2: round(x2), middle: 0.0, named: false }),
        }
    }
    for gap in &mut gaps {
        gap.middle = round(f64::midpoint(gap.x1, gap.x2));
        gap.named = gap.x2 - gap.x1 >= NAMED_GAP;
    }
    gaps
}

/// Notes at their steps; those of one step share a mark.
fn marks(trend: &Trend, plan: &Plan<'_>, notes: &[Note]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (number, note) in (1..).zip(notes) {
        let within = |bucket: &Bucket| (bucket.first..=bucket.last).contains(&note.day);
        let Some(place) = trend.buckets.iter().position(within) else { continue };
        let x = round(plan.middle(place));
        match marks.last_mut().filter(|mark| (mark.x - x).abs() < f64::EPSILON) {
            Some(mark) => mark.label = format!("{}, {number}", mark.label),
            None => marks.push(Mark { x, y: 14.0, label: format!("{number}") }),
        }
    }
    marks
}

/// The distance of grid lines: a round figure that makes three or four of them.
fn tick_step(highest: i64) -> i64 {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if step * factor * 4 >= highest {
                return step * factor;
            }
        }
        step *= 10;
    }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
