//! A record of the ledger: 64 bytes, of which the first four are a CRC-32 of the others. No address
//! and no agent; a visitor's mark is a keyed hash that means nothing once its day's key is gone.
//!
//! | bytes | of a view |
//! | --- | --- |
//! | 0–3 | CRC-32 of what follows |
//! | 4–7 | `MB`, version, kind |
//! | 8–15 | the moment, milliseconds since 1970 |
//! | 16–23 | the entry, 0 for a list, -1 for the front page |
//! | 24–35 | the language's code |
//! | 36–41 | the visitor |
//! | 42–47 | the source |
//! | 48–50 | the country's two letters; the device |
//!
//! A source is told once in each file before it is named: its number in bytes 8–13, its class in 14,
//! the length of its name in 15, the name from 16 on.

use crate::platform::i18n::Language;
use crate::platform::web::CountAs;
use crate::visits::reader::{Class, Country, Device, Source, SourceId, Visitor};

/// Length of a record in bytes.
pub const RECORD: usize = 64;
/// What stands before the kind in every record.
pub const MAGIC: [u8; 3] = [b'M', b'B', 2];

/// A counted view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Of which entry, list or front page, in which language.
    pub count: CountAs,
    /// By whom, as far as the day knows.
    pub visitor: Visitor,
    /// Where the reader came from.
    pub source: SourceId,
    /// The country of the address, if the operator has a list of them.
    pub country: Country,
    /// What it was read on.
    pub device: Device,
}

/// Why a page was not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A declared bot, or a client without a name.
    Bot,
    /// Fetched ahead of a reader who may never come, or for a preview.
    Ahead,
    /// Somebody signed in at the desk.
    Editor,
    /// A machine in a data centre, by the operator's list.
    Network,
}

impl Why {
    const ALL: [Why; 4] = [Why::Bot, Why::Ahead, Why::Editor, Why::Network];

    fn code(self) -> u8 {
        Why::ALL.iter().zip(1..).find(|(why, _)| **why == self).map_or(0, |(_, code)| code)
    }
}

/// What a record tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A view by a reader.
    View(View),
    /// A page that went to a client which is not counted.
    Uncounted {
        /// When, in milliseconds since 1970.
        at: i64,
        /// Why not.
        why: Why,
    },
    /// A visitor's client asked for what browsers ask for beside pages.
    Browsed {
        /// When, in milliseconds since 1970.
        at: i64,
        /// Whose client.
        visitor: Visitor,
    },
    /// What a source's number stands for in this file.
    Source(Source),
}

impl Record {
    /// The record as it stands in the file.
    pub fn bytes(&self) -> [u8; RECORD] {
        let mut pen = Pen::new();
        pen.put(&MAGIC);
        match self {
            Record::View(view) => put_view(&mut pen, view),
            Record::Uncounted { at, why } => {
                pen.put(&[2]);
                pen.put(&at.to_le_bytes());
                pen.put(&[why.code()]);
            }
            Record::Browsed { at, visitor } => {
                pen.put(&[3]);
                pen.put(&at.to_le_bytes());
                pen.put(&visitor.bytes());
            }
            Record::Source(source) => {
                let length = u8::try_from(source.name().len()).unwrap_or(0);
                pen.put(&[4]);
                pen.put(&source.id().bytes());
                pen.put(&[source.class().code(), length]);
                pen.put(source.name().as_bytes());
            }
        }
        pen.checked()
    }

    /// Reads a record; `None` when it is damaged or of another version.
    pub fn read(record: &[u8]) -> Option<Record> {
        let (checksum, told) = record.split_first_chunk::<4>()?;
        let rest = told.strip_prefix(&MAGIC)?;
        if crc32fast::hash(told) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let (kind, rest) = rest.split_first()?;
        if *kind == 4 {
            return read_source(rest).map(Record::Source);
        }
        let (at, rest) = rest.split_first_chunk::<8>()?;
        let at = i64::from_le_bytes(*at);
        match kind {
            1 => read_view(at, rest).map(Record::View),
            2 => {
                let place = usize::from(rest.first()?.checked_sub(1)?);
                Some(Record::Uncounted { at, why: *Why::ALL.get(place)? })
            }
            3 => Some(Record::Browsed { at, visitor: Visitor::of(*rest.first_chunk()?) }),
            _ => None,
        }
    }
}

/// Writes a record from its fifth byte on, and its checksum last.
struct Pen {
    record: [u8; RECORD],
    at: usize,
}

impl Pen {
    fn new() -> Pen {
        Pen { record: [0; RECORD], at: 4 }
    }

    fn put(&mut self, bytes: &[u8]) {
        let end = self.at + bytes.len();
        if let Some(place) = self.record.get_mut(self.at..end) {
            place.copy_from_slice(bytes);
            self.at = end;
        }
    }

    fn checked(mut self) -> [u8; RECORD] {
        if let Some((checksum, told)) = self.record.split_first_chunk_mut::<4>() {
            *checksum = crc32fast::hash(told).to_le_bytes();
        }
        self.record
    }
}

fn put_view(pen: &mut Pen, view: &View) {
    pen.put(&[1]);
    pen.put(&view.at.to_le_bytes());
    pen.put(&view.count.entry.to_le_bytes());
    pen.put(&view.count.language.padded());
    pen.put(&view.visitor.bytes());
    pen.put(&view.source.bytes());
    pen.put(&view.country.bytes());
    pen.put(&[view.device.code()]);
}

fn read_view(at: i64, rest: &[u8]) -> Option<View> {
    let (entry, rest) = rest.split_first_chunk::<8>()?;
    let (code, rest) = rest.split_first_chunk::<12>()?;
    let (visitor, rest) = rest.split_first_chunk::<6>()?;
    let (source, rest) = rest.split_first_chunk::<6>()?;
    let (country, rest) = rest.split_first_chunk::<2>()?;
    let language = Language::of_padded(*code)?;
    Some(View {
        at,
        count: CountAs { entry: i64::from_le_bytes(*entry), language },
        visitor: Visitor::of(*visitor),
        source: SourceId::of(*source),
        country: Country::of(*country),
        device: Device::of(*rest.first()?),
    })
}

fn read_source(rest: &[u8]) -> Option<Source> {
    let (id, rest) = rest.split_first_chunk::<6>()?;
    let ([class, length], rest) = rest.split_first_chunk::<2>()?;
    let name = std::str::from_utf8(rest.get(..usize::from(*length))?).ok()?;
    let source = Source::new(Class::of(*class)?, name);
    (source.id() == SourceId::of(*id)).then_some(source)
}
