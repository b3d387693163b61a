//! Shows a body as HTML. Not for finding addresses and pictures: the caller's
//! [`Placement`] knows those. All words are escaped; no mark-up comes from outside this file.

use super::model::{Align, Block, Body, Inline, LinkTarget, ListItem, Marks};
use super::reading::{spoken, unique};
use crate::platform::text::{hold_hyphens, slug};
use crate::platform::web::escaped;
use crate::platform::web::picture::{Loading, Place, Shown};
use std::collections::HashSet;

/// Where the entries and pictures of a body are found.
pub trait Placement {
    /// Returns the address of an entry by `kind/key`; none when readers cannot go there.
    fn entry(&self, key: &str) -> Option<String>;
    /// Returns a picture of this entry by its file; none when it is not to be shown.
    fn picture(&self, file: &str) -> Option<Figure>;
    /// Returns an entry to be shown as a card; none when readers cannot go there.
    fn embed(&self, key: &str) -> Option<Card>;
    /// Returns a file of this entry to be fetched; none when there is no such file.
    fn file(&self, file: &str) -> Option<Download>;
}

/// Another entry of this site, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// What kind of entry it is, as a ready label.
    pub kind: String,
    /// The picture that stands with its title; its words are not repeated.
    pub picture: Option<Shown>,
}

/// A file to be fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Download {
    /// Its address.
    pub url: String,
    /// Its type and size, as a ready label: `PDF, 1,2 MB`.
    pub facts: String,
}

/// A picture, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The picture and what was made of it.
    pub shown: Shown,
    /// The words below it.
    pub caption: Option<String>,
    /// Who made it, as a ready label.
    pub credit: Option<String>,
}

impl Body {
    /// Returns the body as HTML; headings have the ids of [`Body::anchors`]. A reusable block that
    /// was not put in before ([`Body::with_reusables`]) is left out.
    pub fn to_html(&self, place: &dyn Placement) -> String {
        let ids = self.anchors().into_iter().map(|anchor| anchor.id).collect::<Vec<_>>();
        let (ids, boxes) = (ids.into_iter(), HashSet::new());
        let mut carver = Carver { out: String::new(), place, ids, boxes };
        carver.blocks(self.blocks());
        carver.out
    }
}

struct Carver<'a> {
    out: String,
    place: &'a dyn Placement,
    /// The ids of the headings still to come.
    ids: std::vec::IntoIter<String>,
    /// The ids of the boxes so far.
    boxes: HashSet<String>,
}

impl Carver<'_> {
    fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn escaped(&mut self, words: &str) {
        self.put(&escaped(words));
    }

    /// Running text; the number of a document (`47/NQ-CP`) is never broken at its hyphen.
    fn running(&mut self, words: &str) {
        for word in words.split_inclusive(' ') {
            if is_document_number(word) {
                self.put("<span class=\"nowrap\">");
                self.escaped(word.trim_end());
                self.put("</span>");
                self.put(if word.ends_with(' ') { " " } else { "" });
            } else {
                self.escaped(word);
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.put(" ");
        self.put(name);
        self.put("=\"");
        self.escaped(value);
        self.put("\"");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.put("\n");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, content } => {
                let level = u8::from(*level);
                let id = self.ids.next().unwrap_or_default();
                self.put(&format!("<h{level}"));
                self.attribute("id", &id);
                self.put(">");
                self.words(content);
                self.put(&format!("</h{level}>"));
            }
            Block::Paragraph { content } => {
                self.put("<p>");
                self.words(content);
                self.put("</p>");
            }
            Block::List { ordered, start, items } => self.list(*ordered, *start, items),
            Block::Quote { blocks, source } => self.quote(blocks, source.as_deref()),
            Block::Table { header, rows, align } => self.table(header, rows, align),
            Block::Picture { file } => {
                if let Some(figure) = self.place.picture(file) {
                    self.figure(&figure);
                }
            }
            Block::Rule => self.put("<hr>"),
            Block::FactBox { title, blocks } => self.fact_box(title, blocks),
            Block::Embed { entry } => {
                if let Some(card) = self.place.embed(entry) {
                    self.card(&card);
                }
            }
            Block::File { file, label } => {
                if let Some(download) = self.place.file(file) {
                    self.download(&download, label.as_deref().unwrap_or(file));
                }
            }
            Block::Reusable { .. } => {}
        }
    }

    fn list(&mut self, ordered: bool, start: u32, items: &[ListItem]) {
        let close = items.iter().all(ListItem::is_close);
        match (ordered, start) {
            (false, _) => self.put("<ul>\n"),
            (true, 1) => self.put("<ol>\n"),
            (true, start) => self.put(&format!("<ol start=\"{start}\">\n")),
        }
        for item in items {
            self.put("<li>");
            match item.blocks.split_first() {
                Some((Block::Paragraph { content }, rest)) if close => {
                    self.words(content);
                    self.blocks(rest);
                }
                _ => self.blocks(&item.blocks),
            }
            self.put("</li>\n");
        }
        self.put(if ordered { "</ol>" } else { "</ul>" });
    }

    fn quote(&mut self, blocks: &[Block], source: Option<&[Inline]>) {
        self.put("<blockquote>\n");
        self.blocks(blocks);
        if let Some(source) = source {
            self.put("<footer>");
            self.words(source);
            self.put("</footer>\n");
        }
        self.put("</blockquote>");
    }

    fn table(&mut self, header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], align: &[Align]) {
        // Wide tables scroll by themselves on phones: the keyboard must reach them.
        self.put("<table tabindex=\"0\">\n<thead>\n");
        self.row("th scope=\"col\"", "th", header, align);
        self.put("</thead>\n<tbody>\n");
        for cells in rows {
            self.row("td", "td", cells, align);
        }
        self.put("</tbody>\n</table>");
    }

    fn row(&mut self, open: &str, close: &str, cells: &[Vec<Inline>], align: &[Align]) {
        self.put("<tr>");
        for (cell, align) in cells.iter().zip(align) {
            let class = match align {
                Align::None => "",
                Align::Left => " class=\"left\"",
                Align::Center => " class=\"center\"",
                Align::Right => " class=\"right\"",
            };
            self.put(&format!("<{open}{class}>"));
            self.words(cell);
            self.put(&format!("</{close}>"));
        }
        self.put("</tr>\n");
    }

    fn figure(&mut self, figure: &Figure) {
        self.put("<figure class=\"figure\">");
        self.picture(&figure.shown, &Place::FIGURE);
        if figure.caption.is_some() || figure.credit.is_some() {
            self.put("<figcaption>");
            if let Some(caption) = &figure.caption {
                self.escaped(&hold_hyphens(caption));
            }
            if let Some(credit) = &figure.credit {
                self.put(if figure.caption.is_some() { " " } else { "" });
                self.put("<span class=\"credit\">");
                self.escaped(credit);
                self.put("</span>");
            }
            self.put("</figcaption>");
        }
        self.put("</figure>");
    }

    fn picture(&mut self, shown: &Shown, place: &Place) {
        let html = shown.html(place, 100, Loading::Near);
        self.put(&html);
    }

    /// A box is named by its title. Its id can be none of the headings' (`h-…`).
    fn fact_box(&mut self, title: &[Inline], blocks: &[Block]) {
        self.put("<aside class=\"fact-box\"");
        if !title.is_empty() {
            let id = unique(&format!("b-{}", slug(&spoken(title))), &mut self.boxes);
            self.attribute("aria-labelledby", &id);
            self.put(">\n<p class=\"fact-box-title\"");
            self.attribute("id", &id);
            self.put(">");
            self.words(title);
            self.put("</p");
        }
        self.put(">\n");
        self.blocks(blocks);
        self.put("</aside>");
    }

    fn card(&mut self, card: &Card) {
        self.put("<div class=\"embed\">");
        if let Some(picture) = &card.picture {
            self.put("<div class=\"embed-picture\">");
            self.picture(picture, &Place::EMBED);
            self.put("</div>");
        }
        self.put("<div class=\"embed-words\"><p class=\"embed-kind\">");
        self.escaped(&card.kind);
        self.put("</p><p class=\"embed-title\"><a");
        self.attribute("href", &card.url);
        self.put(">");
        self.running(&hold_hyphens(&card.title));
        self.put("</a></p></div></div>");
    }

    fn download(&mut self, download: &Download, label: &str) {
        self.put("<p class=\"download\"><a");
        self.attribute("href", &download.url);
        self.put(" download>");
        self.running(&hold_hyphens(label));
        self.put(" <span class=\"download-facts\">(");
        self.escaped(&download.facts);
        self.put(")</span></a></p>");
    }

    fn words(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text { text, marks } => self.text(text, *marks),
                Inline::Break => self.put("<br>"),
                Inline::Link { target, content } => self.link(target, content),
            }
        }
    }

    fn text(&mut self, text: &str, marks: Marks) {
        self.put(if marks.bold { "<strong>" } else { "" });
        self.put(if marks.emphasis { "<em>" } else { "" });
        self.running(&hold_hyphens(text));
        self.put(if marks.emphasis { "</em>" } else { "" });
        self.put(if marks.bold { "</strong>" } else { "" });
    }

    fn link(&mut self, target: &LinkTarget, content: &[Inline]) {
        let (href, rel) = match target {
            LinkTarget::Entry(key) => match self.place.entry(key) {
                Some(url) => (url, None),
                // Not published, or gone: the words stay readable.
                None => return self.words(content),
            },
            LinkTarget::Web(url) => (url.clone(), Some("external noopener")),
            LinkTarget::Mail(_) => (target.to_string(), None),
        };
        self.put("<a");
        self.attribute("href", &href);
        if let Some(rel) = rel {
            self.attribute("rel", rel);
        }
        self.put(">");
        self.words(content);
        self.put("</a>");
    }
}

/// Whether a word is a document's number: digits, then a form and an issuer in capitals joined by a
/// hyphen, as Decree 30/2020/NĐ-CP writes them.
fn is_document_number(word: &str) -> bool {
    let capitals = |part: &str| part.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.split_once('-').is_some_and(|(number, issuer)| {
            issuer.starts_with(char::is_uppercase) && capitals(number) && capitals(issuer)
        })
}
