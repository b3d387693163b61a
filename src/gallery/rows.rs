//! Rows of equal height: which pictures stand side by side. Not for their heights: the style sheet
//! has a class for each ratio.

/// Tenths of width over height: the style sheet knows 0.5 to 3.0.
const NARROWEST: i64 = 5;
const WIDEST: i64 = 30;
/// A row is full when its ratios add up to this; the first row is taller.
const FIRST_FULL: i64 = 28;
const FULL: i64 = 32;
/// A last row with less would stand higher than the rows above it.
const LAST_AT_LEAST: i64 = 24;
const CELLS_AT_MOST: usize = 4;

/// Width over height in tenths, within what the style sheet knows: 15 is 3:2.
pub fn ratio(width: i64, height: i64) -> i64 {
    if width <= 0 || height <= 0 {
        return 15;
    }
    ((width * 20 / height + 1) / 2).clamp(NARROWEST, WIDEST)
}

/// Each picture's part of a row's width, in hundredths.
pub fn shares(ratios: &[i64]) -> Vec<u32> {
    let whole = ratios.iter().sum::<i64>().max(1);
    let share = |ratio: &i64| u32::try_from((ratio * 100 + whole / 2) / whole).unwrap_or(100);
    ratios.iter().map(share).collect()
}

/// Where the picture at a place of its row stands: on telephones one is wide, then two are square.
pub fn stands(place: usize, count: usize) -> &'static str {
    let halved = (count == 3 && place > 0) || count == 4;
    if halved { "cell-half" } else { "cell" }
}

/// Parts pictures of these ratios into rows: how many stand in each.
pub fn rows(ratios: &[i64]) -> Vec<usize> {
    let mut rows: Vec<Vec<i64>> = Vec::new();
    let mut row: Vec<i64> = Vec::new();
    for ratio in ratios {
        row.push(*ratio);
        let full = if rows.is_empty() { FIRST_FULL } else { FULL };
        if row.iter().sum::<i64>() >= full || row.len() == CELLS_AT_MOST {
            rows.push(std::mem::take(&mut row));
        }
    }
    if !row.is_empty() {
        close(&mut rows, row);
    }
    rows.iter().map(Vec::len).collect()
}

/// Ends with a short row: what stands alone gets company from the row above, or joins it.
fn close(rows: &mut Vec<Vec<i64>>, mut last: Vec<i64>) {
    if last.iter().sum::<i64>() < LAST_AT_LEAST
        && let Some(above) = rows.last_mut()
    {
        if above.len() > 2 {
            last.splice(0..0, above.pop());
        } else if above.len() + last.len() <= CELLS_AT_MOST {
            above.append(&mut last);
            return;
        }
    }
    rows.push(last);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_width_over_height_in_tenths_within_the_style_sheet() {
        let cases = [
            (800, 533, 15),
            (1600, 1200, 13),
            (1000, 1000, 10),
            (600, 1000, 6),
            (100, 900, 5),
            (5000, 400, 30),
            (0, 0, 15),
        ];
        for (width, height, tenths) in cases {
            assert_eq!(ratio(width, height), tenths, "{width} × {height}");
        }
    }

    #[test]
    fn a_tall_first_row_is_followed_by_rows_of_one_height() {
        assert_eq!(rows(&[15; 8]), [2, 3, 3]);
        assert_eq!(rows(&[22, 10, 9, 14, 13, 7, 16, 10]), [2, 3, 3]);
        assert_eq!(rows(&[15; 5]), [2, 3]);
    }

    #[test]
    fn no_picture_is_left_alone_in_a_last_row() {
        assert_eq!(rows(&[15; 6]), [2, 2, 2]);
        assert_eq!(rows(&[15; 3]), [3]);
        assert_eq!(rows(&[15; 9]), [2, 3, 2, 2]);
    }

    #[test]
    fn every_picture_stands_in_a_row_and_no_row_holds_more_than_four() {
        for count in 0..60 {
            for ratio in [5, 7, 10, 15, 22, 30] {
                let rows = rows(&vec![ratio; count]);
                assert_eq!(rows.iter().sum::<usize>(), count);
                assert!(
                    rows.iter().all(|row| (1..=4).contains(row)),
                    "{count} of {ratio}: {rows:?}"
                );
            }
        }
    }
}
