//! Bodies as editors write them, as hostile texts try to be, and as chance makes them.

use super::*;
use proptest::prelude::*;

mod chance;
mod markdown;
mod shown;

fn read(markdown: &str) -> Body {
    Body::from_markdown(markdown).unwrap_or_else(|faults| panic!("{markdown:?}: {faults:?}"))
}

fn faults(markdown: &str) -> Vec<(usize, Fault)> {
    match Body::from_markdown(markdown) {
        Ok(body) => panic!("{markdown:?} was read as {body:?}"),
        Err(faults) => faults.into_iter().map(|c| (c.line, c.fault)).collect(),
    }
}

fn text(text: &str) -> Inline {
    Inline::Text { text: text.to_owned(), marks: Marks::default() }
}

fn bold(text: &str) -> Inline {
    Inline::Text { text: text.to_owned(), marks: Marks { bold: true, emphasis: false } }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph { content: vec![text(words)] }
}

/// Asserts that a body survives being written and read, and how it is written.
fn round_trip(body: &Body) -> String {
    let written = body.to_markdown();
    let again = Body::from_markdown(&written)
        .unwrap_or_else(|faults| panic!("{written}\n{faults:?}\n{body:?}"));
    assert_eq!(&again, body, "\n{written}");
    assert_eq!(again.to_markdown(), written);
    written
}
