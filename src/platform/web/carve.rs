//! Carving: a rendered page is cut and compressed once; only its slots (the live figures) are
//! written at each print. Not for rendering, and not for deciding what a slot shows.
//!
//! A slot is a stored block of fixed width inside the gzip stream (RFC 1951 3.2.4), so printing
//! copies the packed page and writes digits over it. The checksum of the whole is linear over the
//! slots' bytes: each slot keeps how its own checksum is shifted by all that follows it.

use super::{Figure, Page};
use bytes::Bytes;
use crc32fast::Hasher;
use flate2::{Compress, Compression, FlushCompress, Status};

/// Width of a slot in bytes: `999.999.999.999` and its group signs.
pub const SLOT_WIDTH: usize = 15;

/// Stands for a slot's bytes in the compressor's window. No page contains it, so no match of the
/// compressor can ever reach into a slot.
const HOLE: u8 = 1;
const MARK: char = '\u{1}';

/// Which form of a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// As it is.
    Plain,
    /// gzip (RFC 1952), which every browser takes.
    Gzip,
}

/// A place in a carved page where a live figure is written at each print.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Which figure.
    pub figure: Figure,
    plain_at: usize,
    gzip_at: usize,
    /// Columns of the matrix that moves this slot's checksum to the end of the page.
    shift: [u32; 32],
}

/// A page cut once: its bytes in both packings and where its slots are.
#[derive(Clone, Debug)]
pub struct Carved {
    /// The page as it was answered, without its text.
    pub page: Page,
    plain: Bytes,
    gzip: Bytes,
    slots: Vec<Slot>,
    /// Checksum of the page with every slot's contribution left out.
    checksum: u32,
    /// The validator's stem: a checksum of the page without its figures.
    pub stem: u32,
}

/// The text a template prints for a slot; [`Carved::new`] cuts the page there.
pub fn slot_mark(figure: Figure) -> String {
    format!("{MARK}{}{MARK}", figure.name())
}

impl Carved {
    /// Cuts a page. The packed form is made here, once.
    pub fn new(mut page: Page) -> Carved {
        let text = std::mem::take(&mut page.text);
        let (pieces, figures) = cut(&text);
        let mut plain = Vec::with_capacity(text.len());
        let mut gzip = gzip_header();
        let mut slots = Vec::new();
        let mut packer = Packer::new();
        for (place, piece) in pieces.iter().enumerate() {
            plain.extend_from_slice(piece.as_bytes());
            packer.pack(piece.as_bytes(), &mut gzip);
            if let Some(figure) = figures.get(place) {
                gzip.extend_from_slice(&stored_block_header());
                slots.push(Slot {
                    figure: *figure,
                    plain_at: plain.len(),
                    gzip_at: gzip.len(),
                    shift: [0; 32],
                });
                plain.extend_from_slice(&[HOLE; SLOT_WIDTH]);
                gzip.extend_from_slice(&[b' '; SLOT_WIDTH]);
                packer.skip();
            }
        }
        gzip.extend_from_slice(&LAST_EMPTY_BLOCK);
        gzip.extend_from_slice(&[0; 4]);
        gzip.extend_from_slice(&u32::try_from(plain.len()).unwrap_or(u32::MAX).to_le_bytes());
        let stem = crc32fast::hash(&plain);
        let checksum = without_slots(&plain, &mut slots);
        if slots.is_empty() {
            write_checksum(&mut gzip, checksum);
        }
        // Kept for long and by the thousand: no spare room at the end of either.
        let (plain, gzip) = (plain.into_boxed_slice().into(), gzip.into_boxed_slice().into());
        Carved { page, plain, gzip, slots, checksum, stem }
    }

    /// How many bytes this page keeps in memory.
    pub fn weight(&self) -> usize {
        self.plain.len() + self.gzip.len() + self.slots.len() * size_of::<Slot>() + 256
    }

    /// The slots, in order.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Prints the page: writes a figure into each slot and answers the bytes with the checksum of
    /// the unpacked page. `write` fills a slot's bytes.
    pub fn print(
        &self,
        packing: Packing,
        write: impl Fn(Figure, &mut [u8; SLOT_WIDTH]),
    ) -> (Bytes, u32) {
        let kept = match packing {
            Packing::Plain => &self.plain,
            Packing::Gzip => &self.gzip,
        };
        if self.slots.is_empty() {
            return (kept.clone(), self.checksum);
        }
        let mut printed = kept.to_vec();
        let mut checksum = self.checksum;
        for slot in &self.slots {
            let mut figure = [b' '; SLOT_WIDTH];
            write(slot.figure, &mut figure);
            let at = match packing {
                Packing::Plain => slot.plain_at,
                Packing::Gzip => slot.gzip_at,
            };
            if let Some(hole) = printed.get_mut(at..at + SLOT_WIDTH) {
                hole.copy_from_slice(&figure);
            }
            checksum ^= slot.moved(crc32fast::hash(&figure));
        }
        if packing == Packing::Gzip {
            write_checksum(&mut printed, checksum);
        }
        (printed.into(), checksum)
    }
}

impl Slot {
    /// A slot's checksum as it counts in the checksum of the whole page.
    fn moved(&self, checksum: u32) -> u32 {
        self.shift
            .iter()
            .enumerate()
            .fold(0, |sum, (bit, column)| if checksum >> bit & 1 == 1 { sum ^ column } else { sum })
    }
}

/// Writes the checksum into a gzip stream's trailer.
fn write_checksum(gzip: &mut [u8], checksum: u32) {
    let end = gzip.len();
    if let Some(trailer) = gzip.get_mut(end - 8..end - 4) {
        trailer.copy_from_slice(&checksum.to_le_bytes());
    }
}

/// The pieces of text around the slots, and the figures between them.
fn cut(text: &str) -> (Vec<String>, Vec<Figure>) {
    let mut pieces = vec![String::new()];
    let mut figures = Vec::new();
    let mut parts = text.split(MARK).peekable();
    while let Some(part) = parts.next() {
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(part);
        }
        // A mark that surrounds no figure's name came from outside; it is left out, because no
        // page may hold the byte that stands for a slot.
        if let Some(figure) = parts.peek().and_then(|name| Figure::named(name)) {
            figures.push(figure);
            pieces.push(String::new());
            parts.next();
        }
    }
    (pieces, figures)
}

/// The page's checksum less every slot's contribution; fills in each slot's shift.
fn without_slots(plain: &[u8], slots: &mut [Slot]) -> u32 {
    let hole = crc32fast::hash(&[HOLE; SLOT_WIDTH]);
    let mut checksum = crc32fast::hash(plain);
    for slot in slots {
        let behind = (plain.len() - slot.plain_at - SLOT_WIDTH) as u64;
        for (bit, column) in slot.shift.iter_mut().enumerate() {
            *column = shifted(1 << bit, behind);
        }
        checksum ^= slot.moved(hole);
    }
    checksum
}

/// A checksum as it stands after `behind` more bytes, the bytes' own part left out.
fn shifted(checksum: u32, behind: u64) -> u32 {
    let mut front = Hasher::new_with_initial(checksum);
    front.combine(&Hasher::new_with_initial_len(0, behind));
    front.finalize()
}

/// A deflate stream in pieces that end on whole bytes, each with the page before it as its window.
struct Packer {
    window: Vec<u8>,
}

impl Packer {
    fn new() -> Packer {
        Packer { window: Vec::new() }
    }

    fn pack(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        let mut deflate = Compress::new(Compression::best(), false);
        let from = self.window.len().saturating_sub(32 * 1024);
        if let Some(window) = self.window.get(from..).filter(|window| !window.is_empty()) {
            // Refused only for a zlib-wrapped stream, which this is not.
            let _ = deflate.set_dictionary(window);
        }
        let mut rest = piece;
        loop {
            out.reserve(rest.len() / 2 + 64);
            let before = deflate.total_in();
            let status = deflate.compress_vec(rest, out, FlushCompress::Sync);
            let taken = usize::try_from(deflate.total_in() - before).unwrap_or(rest.len());
            rest = rest.get(taken..).unwrap_or_default();
            let room_left = out.capacity() > out.len();
            if rest.is_empty() && room_left || !matches!(status, Ok(Status::Ok)) {
                break;
            }
        }
        self.window.extend_from_slice(piece);
    }

    /// Passes over a slot: its bytes stand in the window as something nothing else matches.
    fn skip(&mut self) {
        self.window.extend_from_slice(&[HOLE; SLOT_WIDTH]);
    }
}

/// An empty stored block that says the stream ends.
const LAST_EMPTY_BLOCK: [u8; 5] = [1, 0, 0, 0xff, 0xff];

fn gzip_header() -> Vec<u8> {
    vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]
}

/// A stored block: not the last, then its length and the length's complement.
fn stored_block_header() -> [u8; 5] {
    let [low, high] = u16::try_from(SLOT_WIDTH).unwrap_or_default().to_le_bytes();
    [0, low, high, !low, !high]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Read;

    fn unpack(bytes: &[u8]) -> String {
        let mut text = String::new();
        flate2::read::GzDecoder::new(bytes).read_to_string(&mut text).expect("a gzip stream");
        text
    }

    fn fill(figure: Figure, hole: &mut [u8; SLOT_WIDTH]) {
        let text = format!("{:>15}", figure.name().len() * 1234);
        hole.copy_from_slice(text.as_bytes());
    }

    fn page(text: String) -> Carved {
        Carved::new(Page::html(text))
    }

    #[test]
    fn both_packings_print_the_same_page_with_its_figures() {
        let text = format!(
            "<p>Hôm nay {} và tổng số {}</p>",
            slot_mark(Figure::Today),
            slot_mark(Figure::Total)
        );
        let carved = page(text);
        let (plain, _) = carved.print(Packing::Plain, fill);
        assert_eq!(plain, "<p>Hôm nay            6170 và tổng số            6170</p>".as_bytes());
        assert_eq!(unpack(&carved.print(Packing::Gzip, fill).0).as_bytes(), plain);
    }

    #[test]
    fn a_reader_cannot_smuggle_a_slot_mark_into_a_page() {
        let carved = page("<input value=\"\u{1}abc\"><p>\u{1}\u{1}</p>".to_owned());
        let (plain, _) = carved.print(Packing::Plain, fill);
        assert_eq!(plain, "<input value=\"abc\"><p></p>".as_bytes());
    }

    proptest! {
        #[test]
        fn any_page_survives_packing(pieces in prop::collection::vec("[a-zà-ỹ<> ]{0,3000}", 1..6)) {
            let text = pieces.join(&slot_mark(Figure::Week));
            let carved = page(text);
            let (plain, _) = carved.print(Packing::Plain, fill);
            let unpacked = unpack(&carved.print(Packing::Gzip, fill).0);
            prop_assert_eq!(unpacked.as_bytes(), &plain[..]);
        }
    }
}
