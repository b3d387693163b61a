//! The tables of a period: what each is called and what a row of it says.

use crate::visits::facts::Three;

/// A table of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Views by entry, lists and the front page among them.
    Entries,
    /// Views by section of the entries read.
    Sections,
    /// By language.
    Languages,
    /// By country of the reader.
    Countries,
    /// By where readers came from.
    Sources,
    /// By sort of device.
    Devices,
    /// By campaign tag.
    Campaigns,
    /// Words several readers looked for in vain.
    Searches,
}

impl Table {
    /// Every table, in the order of the dashboard, with its name in addresses and files.
    pub const ALL: [(Table, &'static str); 8] = [
        (Table::Entries, "entries"),
        (Table::Sections, "sections"),
        (Table::Languages, "languages"),
        (Table::Countries, "countries"),
        (Table::Sources, "sources"),
        (Table::Devices, "devices"),
        (Table::Campaigns, "campaigns"),
        (Table::Searches, "searches"),
    ];

    /// Its name in addresses and files.
    pub fn name(self) -> &'static str {
        Table::ALL.iter().find(|(table, _)| *table == self).map_or("entries", |(_, name)| name)
    }

    /// The table of a name.
    pub fn named(name: &str) -> Option<Table> {
        Table::ALL.iter().find(|(_, known)| *known == name).map(|(table, _)| *table)
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the row is of: an entry's number (0 a list, -1 the front page), a section's key, a language
    /// or country code, `class:name` of a source, a device, a tag, or words.
    pub key: String,
    /// Views; of [`Table::Searches`] how often the words were asked.
    pub views: i64,
    /// Visitors: the sum of the days' estimates, never above views. Not of entries, sections, searches.
    pub visitors: Option<i64>,
}

/// What a period amounts to as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// What was counted, corrections included.
    pub three: Three,
    /// Of it, what corrections added or took away.
    pub corrected: Three,
    /// Pages not counted.
    pub refused: i64,
    /// Views taken out for how their client behaved.
    pub judged: i64,
    /// Days on which the portal counted.
    pub counted_days: i32,
    /// Days of the period.
    pub days: i32,
}

impl Whole {
    /// The share of pages handed to machines and others who are not counted, in per cent; `None` while
    /// they are too few for a share to mean much.
    pub fn left_out_percent(&self) -> Option<i64> {
        /// Below so many pages one machine more or less moves the share by several per cent.
        const FEW: i64 = 100;
        let left_out = self.refused + self.judged;
        let all = self.three.views + left_out;
        (all >= FEW).then(|| (left_out * 100 + all / 2) / all)
    }
}
