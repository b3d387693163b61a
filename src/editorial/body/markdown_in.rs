//! Reads Markdown with tables into a body, or says line by line what a body cannot
//! hold. Not for being lenient: nothing an editor wrote is dropped in silence.

mod fence;

use super::complaint::{Complaint, Fault};
use super::inline::{self, Leaf, Lines, Style};
use super::model::{Align, Block, Body, Inline, Level, LinkTarget, ListItem};
use super::tidy::{DEEPEST, is_file_name};
use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

impl Body {
    /// Reads Markdown. Every fault is told, not only the first.
    pub fn from_markdown(markdown: &str) -> Result<Body, Vec<Complaint>> {
        let markdown = markdown.trim_start_matches('\u{feff}');
        let mut reader = Reader::new(markdown);
        for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
            reader.read(event, range);
        }
        reader.finish()
    }
}

/// Whether a line is the source that closes a quotation.
pub(super) fn opens_source(line: &str) -> bool {
    line.starts_with("— ") || line.starts_with("—\u{a0}")
}

/// A block that is still open, with what it holds so far.
enum Open {
    Page,
    Quote,
    List { ordered: bool, start: u32, items: Vec<ListItem> },
    Item,
    Table { align: Vec<Align>, rows: Vec<Vec<Vec<Inline>>> },
    FactBox { title: Vec<Inline>, line: usize },
}

struct Frame {
    open: Open,
    blocks: Vec<Block>,
    /// The last paragraph: kept back, since it may hold the source of the quotation.
    last: Option<Vec<Leaf>>,
}

impl Frame {
    fn new(open: Open) -> Self {
        Self { open, blocks: Vec::new(), last: None }
    }

    fn push(&mut self, block: Block) {
        self.settle();
        self.blocks.push(block);
    }

    fn settle(&mut self) {
        if let Some(leaves) = self.last.take() {
            self.blocks.push(Block::Paragraph { content: inline::tidy(leaves, Lines::Many) });
        }
    }
}

/// A link that is being read.
struct OpenLink {
    line: usize,
    /// How many leaves there were before it.
    leaves: usize,
}

struct Reader<'a> {
    markdown: &'a str,
    line_starts: Vec<usize>,
    frames: Vec<Frame>,
    leaves: Vec<Leaf>,
    style: Style,
    bold: usize,
    emphasis: usize,
    link: Option<OpenLink>,
    picture: bool,
    complaints: Vec<Complaint>,
}

impl<'a> Reader<'a> {
    fn new(markdown: &'a str) -> Self {
        let ends = markdown.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            markdown,
            line_starts: ends.collect(),
            frames: vec![Frame::new(Open::Page)],
            leaves: Vec::new(),
            style: Style::default(),
            bold: 0,
            emphasis: 0,
            link: None,
            picture: false,
            complaints: Vec::new(),
        }
    }

    fn finish(mut self) -> Result<Body, Vec<Complaint>> {
        self.end_paragraph();
        self.abandon_boxes();
        if !self.complaints.is_empty() {
            self.complaints.sort_by_key(|complaint| complaint.line);
            return Err(self.complaints);
        }
        let mut page = self.frames.swap_remove(0);
        page.settle();
        Ok(Body::new(page.blocks))
    }

    fn line(&self, at: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at) + 1
    }

    fn complain(&mut self, line: usize, fault: Fault) {
        self.complaints.push(Complaint { line, fault });
    }

    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        let line = self.line(range.start);
        match event {
            Event::Start(tag) => self.start(tag, line),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text, &range),
            Event::SoftBreak => self.text("\n", &range),
            Event::HardBreak => self.leaves.push(Leaf::Break),
            Event::Rule => {
                self.end_paragraph();
                self.push(Block::Rule);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.complain(line, Fault::RawHtml(html.trim().to_owned()));
            }
            // Not switched on in the parser; should one ever come, its words stay words.
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, &range);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if self.picture {
            let line = self.line(range.start);
            self.complain(line, Fault::WordsLost(text.trim().to_owned()));
            return;
        }
        if self.style == Style::default() && self.at_line_start() {
            // As written, not as read: a dash spelled by its number is never a source.
            let written = self.markdown.get(range.start..).unwrap_or_default();
            if opens_source(written) {
                self.leaves.push(Leaf::Dash);
            }
            let escaped = self.markdown.get(..range.start).is_some_and(|it| it.ends_with('\\'));
            if written.starts_with(":::") && !escaped {
                self.leaves.push(Leaf::Fence { line: self.line(range.start) });
            }
        }
        self.leaves.push(Leaf::Text { text: text.to_owned(), style: self.style.clone() });
    }

    fn at_line_start(&self) -> bool {
        match self.leaves.last() {
            None | Some(Leaf::Break) => true,
            Some(Leaf::Text { text, .. }) => text == "\n",
            Some(_) => false,
        }
    }

    fn start(&mut self, tag: Tag<'_>, line: usize) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, title, .. } => self.start_link(&dest_url, &title, line),
            Tag::Image { dest_url, title, .. } => self.start_picture(&dest_url, &title, line),
            Tag::CodeBlock(_) => {
                self.end_paragraph();
                self.complain(line, Fault::Code);
            }
            Tag::Heading { level, .. } => {
                self.end_paragraph();
                if let Err(fault) = Level::try_from(level as u8) {
                    self.complain(line, fault);
                }
            }
            Tag::BlockQuote(_) => self.open(Open::Quote, line),
            Tag::List(start) => {
                let ordered = start.is_some();
                let start = start.and_then(|start| u32::try_from(start).ok()).unwrap_or(1);
                self.open(Open::List { ordered, start, items: Vec::new() }, line);
            }
            Tag::Item => self.open(Open::Item, line),
            Tag::Table(align) => {
                let align = align.into_iter().map(aligned).collect();
                self.open(Open::Table { align, rows: Vec::new() }, line);
            }
            Tag::TableHead | Tag::TableRow => self.start_row(),
            Tag::Paragraph | Tag::HtmlBlock => self.end_paragraph(),
            _ => {}
        }
        self.set_marks();
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.picture = false,
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::CodeBlock => self.leaves.clear(),
            TagEnd::Heading(level) => {
                let content = self.one_line();
                if let Ok(level) = Level::try_from(level as u8) {
                    self.push(Block::Heading { level, content });
                }
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Table => self.close(),
            _ => {}
        }
        self.set_marks();
    }

    fn set_marks(&mut self) {
        self.style.marks.bold = self.bold > 0;
        self.style.marks.emphasis = self.emphasis > 0;
    }

    fn start_link(&mut self, to: &str, title: &str, line: usize) {
        match LinkTarget::parse(to) {
            Ok(target) => self.style.link = Some(target),
            Err(fault) => self.complain(line, fault),
        }
        if !title.is_empty() {
            self.complain(line, Fault::WordsLost(title.to_owned()));
        }
        self.link = Some(OpenLink { line, leaves: self.leaves.len() });
    }

    fn end_link(&mut self) {
        self.style.link = None;
        let Some(link) = self.link.take() else { return };
        let mut words = self.leaves.iter().skip(link.leaves);
        let says = |leaf: &Leaf| match leaf {
            Leaf::Text { text, .. } => !text.trim().is_empty(),
            Leaf::Picture { .. } => true,
            Leaf::Break | Leaf::Dash | Leaf::Fence { .. } => false,
        };
        if !words.any(says) {
            self.complain(link.line, Fault::LinkWithoutWords);
        }
    }

    fn start_picture(&mut self, to: &str, title: &str, line: usize) {
        self.picture = true;
        if !is_file_name(to) {
            self.complain(line, Fault::PictureFile(to.to_owned()));
        }
        if !title.is_empty() {
            self.complain(line, Fault::WordsLost(title.to_owned()));
        }
        self.leaves.push(Leaf::Picture { file: to.to_owned(), line });
    }

    fn open(&mut self, open: Open, line: usize) {
        self.end_paragraph();
        // Told once; what lies deeper is read but not kept, so nothing can grow too deep.
        let deeper = !matches!(open, Open::Table { .. });
        if deeper && self.frames.len() == DEEPEST + 1 {
            self.complain(line, Fault::TooDeep);
        }
        self.frames.push(Frame::new(open));
    }

    fn push(&mut self, block: Block) {
        if let Some(frame) = self.frames.last_mut() {
            frame.push(block);
        }
    }

    /// Ends a paragraph, or the bare words of a list item.
    fn end_paragraph(&mut self) {
        let leaves = std::mem::take(&mut self.leaves);
        for piece in fence::pieces(leaves) {
            match piece {
                fence::Piece::Words(leaves) => self.paragraph(leaves),
                fence::Piece::Fence { line, leaves } => self.fence(line, leaves),
            }
        }
    }

    fn paragraph(&mut self, leaves: Vec<Leaf>) {
        let says =
            |leaf: &&Leaf| !matches!(leaf, Leaf::Text { text, .. } if text.trim().is_empty());
        let alone = leaves.iter().filter(says).count() == 1 && self.link.is_none();
        match leaves.iter().find(|leaf| matches!(leaf, Leaf::Picture { .. })) {
            Some(Leaf::Picture { file, .. }) if alone => {
                let file = file.clone();
                self.push(Block::Picture { file });
            }
            Some(Leaf::Picture { line, .. }) => self.complain(*line, Fault::PictureNotAlone),
            _ if leaves.is_empty() => {}
            _ => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.settle();
                    frame.last = Some(leaves);
                }
            }
        }
    }

    /// Ends words that can hold neither new lines nor pictures.
    fn one_line(&mut self) -> Vec<Inline> {
        let leaves = std::mem::take(&mut self.leaves);
        for leaf in &leaves {
            if let Leaf::Picture { line, .. } = leaf {
                self.complain(*line, Fault::PictureNotAlone);
            }
        }
        inline::tidy(leaves, Lines::One)
    }

    fn start_row(&mut self) {
        if let Some(Frame { open: Open::Table { rows, .. }, .. }) = self.frames.last_mut() {
            rows.push(Vec::new());
        }
    }

    fn end_cell(&mut self) {
        let cell = self.one_line();
        if let Some(Frame { open: Open::Table { rows, .. }, .. }) = self.frames.last_mut()
            && let Some(row) = rows.last_mut()
        {
            row.push(cell);
        }
    }

    /// Closes the innermost block and gives it to the one around it.
    fn close(&mut self) {
        self.end_paragraph();
        self.abandon_boxes();
        self.close_frame();
    }

    fn close_frame(&mut self) {
        let Some(mut frame) = self.frames.pop() else { return };
        if self.frames.len() > DEEPEST + 2 {
            return;
        }
        let block = match frame.open {
            Open::Page => None,
            Open::Quote => {
                let source = take_source(&mut frame);
                frame.settle();
                Some(Block::Quote { blocks: frame.blocks, source })
            }
            Open::Item => {
                frame.settle();
                if let Some(Frame { open: Open::List { items, .. }, .. }) = self.frames.last_mut() {
                    items.push(ListItem { blocks: frame.blocks });
                }
                None
            }
            Open::List { ordered, start, items } => Some(Block::List { ordered, start, items }),
            Open::FactBox { ref mut title, .. } => {
                let title = std::mem::take(title);
                frame.settle();
                Some(Block::FactBox { title, blocks: frame.blocks })
            }
            Open::Table { align, mut rows } => {
                let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
                Some(Block::Table { header, rows, align })
            }
        };
        if let Some(block) = block {
            self.push(block);
        }
    }
}

/// Takes the source off the last paragraph of a quotation: from its last line that opens with a
/// dash. A quotation that is nothing but such a line has no source.
fn take_source(quote: &mut Frame) -> Option<Vec<Inline>> {
    let leaves = quote.last.as_mut()?;
    let at = leaves.iter().rposition(|leaf| matches!(leaf, Leaf::Dash))?;
    if at == 0 && quote.blocks.is_empty() {
        return None;
    }
    let mut source = leaves.split_off(at);
    if leaves.is_empty() {
        quote.last = None;
    }
    for leaf in &mut source {
        if let Leaf::Text { text, .. } = leaf {
            *text = text.trim_start_matches('—').to_owned();
            break;
        }
    }
    Some(inline::tidy(source, Lines::One))
}

fn aligned(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
