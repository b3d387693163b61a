//! A letter as DOCX, to be finished by whoever numbers and signs it: the form of `letter.typ` in the
//! words of a text program. Times New Roman is named, as the Decree asks; nothing is embedded.

use super::{Annex, Block, Column, Letter, NotSet, Row, Side, Table};
use docx_rs::{
    AlignmentType, BorderType, BreakType, Docx, Header, LineSpacing, PageMargin, PageNum,
    PageNumType, PageSize, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders,
    Run, RunFonts, Section, SpecialIndentType, Style, StyleType, Table as DocxTable, TableCell,
    TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType, XMLDocx,
};
use quick_xml::escape::escape;
use std::io::Cursor;

/// A twentieth of a point, the measure of the format; so many make a millimetre.
const TWIPS_A_MM: f64 = 1440.0 / 25.4;
/// What stands between the margins of A4: 210 - 30 - 20 mm.
const WIDTH: usize = 9071;

/// Sets a letter.
pub fn docx(letter: &Letter) -> Result<Vec<u8>, NotSet> {
    let mut parts: Vec<Vec<Piece>> = vec![front(letter)];
    parts.extend(letter.annexes.iter().map(annexed));
    let last = parts.pop().unwrap_or_default();
    let mut docx = parts.into_iter().fold(blank(), |docx, part| docx.add_section(section(part)));
    for piece in last {
        docx = match piece {
            Piece::Paragraph(one) => docx.add_paragraph(*one),
            Piece::Table(one) => docx.add_table(*one),
        };
    }
    let mut docx = docx.header(numbered()).title_pg();
    let last = docx.document.section_property.clone();
    docx.document.section_property = last.page_num_type(PageNumType::new().start(1));
    let mut xml = docx.build();
    mend(&mut xml, letter);
    let mut bytes = Cursor::new(Vec::new());
    xml.pack(&mut bytes).map_err(NotSet::because)?;
    Ok(bytes.into_inner())
}

/// What a part is made of.
enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<DocxTable>),
}

fn paragraph(one: Paragraph) -> Piece {
    Piece::Paragraph(Box::new(one))
}

fn mm(mm: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a sheet is 297 mm high")]
    let twips = (mm * TWIPS_A_MM).round() as i32;
    twips
}

fn margins() -> PageMargin {
    PageMargin::new()
        .top(mm(20.0))
        .bottom(mm(20.0))
        .left(mm(30.0))
        .right(mm(20.0))
        .header(mm(10.0))
        .footer(mm(10.0))
        .gutter(0)
}

fn blank() -> Docx {
    let name = "Times New Roman";
    let fonts = RunFonts::new().ascii(name).hi_ansi(name).east_asia(name).cs(name);
    // Names of styles are the format's own: programs know headings by them.
    let heading = |level: usize| {
        Style::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("heading {level}"))
            .bold()
            .size(28)
            .outline_lvl(level - 1)
    };
    Docx::new()
        .default_fonts(fonts)
        .default_size(28)
        .add_style(heading(1).align(AlignmentType::Center))
        .add_style(heading(2))
        .page_size(11_906, 16_838)
        .page_margin(margins())
}

/// The number of the page in the middle of the upper margin; a part's first page has none.
fn numbered() -> Header {
    let number =
        Paragraph::new().align(AlignmentType::Center).size(26).add_page_num(PageNum::new());
    Header::new().add_paragraph(number)
}

fn section(part: Vec<Piece>) -> Section {
    let begun = Section::new()
        .page_size(PageSize::new().size(11_906, 16_838))
        .page_margin(margins())
        .title_pg()
        .page_num_type(PageNumType::new().start(1))
        .header(numbered());
    part.into_iter().fold(begun, |section, piece| match piece {
        Piece::Paragraph(one) => section.add_paragraph(*one),
        Piece::Table(one) => section.add_table(*one),
    })
}

fn run(text: &str, half_points: usize) -> Run {
    Run::new().add_text(text).size(half_points)
}

/// A line of the head, without the indent of running text.
fn line(run: Run, side: AlignmentType) -> Paragraph {
    Paragraph::new().add_run(run).align(side).line_spacing(LineSpacing::new().before(0).after(0))
}

/// A ruled line below what stands in the middle of `width`, as long as its share of it.
fn rule(width: usize, share: f64) -> Paragraph {
    #[expect(clippy::cast_precision_loss, reason = "a sheet is some 12,000 twips wide")]
    let side = width as f64 * (1.0 - share) / 2.0;
    #[expect(clippy::cast_possible_truncation, reason = "a sheet is some 12,000 twips wide")]
    let side = side.round() as i32;
    let border = ParagraphBorder::new(ParagraphBorderPosition::Top).val(BorderType::Single).size(6);
    let mut rule =
        line(run("", 8), AlignmentType::Center).indent(Some(side), None, Some(side), None);
    rule.property = rule.property.set_borders(ParagraphBorders::with_empty().set(border));
    rule
}

fn cell(lines: Vec<Paragraph>, width: usize) -> TableCell {
    let empty = TableCell::new().width(width, WidthType::Dxa).clear_all_border();
    lines.into_iter().fold(empty, TableCell::add_paragraph)
}

fn front(letter: &Letter) -> Vec<Piece> {
    let mut pieces = vec![Piece::Table(Box::new(masthead(letter)))];
    let centred = |run| line(run, AlignmentType::Center);
    let gap = || paragraph(line(run("", 20), AlignmentType::Center));
    pieces.push(gap());
    let entitled = Run::new()
        .add_text(letter.form.to_uppercase())
        .add_break(BreakType::TextWrapping)
        .add_text(&letter.subject)
        .bold()
        .size(28);
    pieces.push(paragraph(centred(entitled).style("Heading1")));
    pieces.push(paragraph(rule(WIDTH, 0.22)));
    if let Some(remark) = &letter.remark {
        pieces.push(paragraph(centred(run(remark, 24).italic())));
    }
    pieces.push(gap());
    pieces.extend(letter.blocks.iter().map(set));
    pieces.push(gap());
    pieces.push(Piece::Table(Box::new(ending(letter))));
    // A table at the very end of a part would swallow what follows it.
    pieces.push(paragraph(line(run("", 2), AlignmentType::Left)));
    pieces
}

fn masthead(letter: &Letter) -> DocxTable {
    const LEFT: usize = WIDTH * 41 / 100;
    const RIGHT: usize = WIDTH - LEFT;
    let centred = |run| line(run, AlignmentType::Center);
    let mut bodies = Vec::new();
    if let Some(superior) = &letter.superior {
        bodies.push(centred(run(&superior.to_uppercase(), 24)));
    }
    bodies.push(centred(run(&letter.issuer.to_uppercase(), 24).bold()));
    bodies.push(rule(LEFT, 0.35));
    let [name, motto] = &letter.nation;
    let nation = vec![
        centred(run(&name.to_uppercase(), 24).bold()),
        centred(run(motto, 26).bold()),
        rule(RIGHT, 0.55),
    ];
    let number = vec![centred(run(&letter.number, 26))];
    let day = vec![centred(run(&letter.place_and_day, 26).italic())];
    let rows = vec![
        TableRow::new(vec![cell(bodies, LEFT), cell(nation, RIGHT)]),
        TableRow::new(vec![cell(number, LEFT), cell(day, RIGHT)]),
    ];
    unruled(rows, vec![LEFT, RIGHT])
}

fn ending(letter: &Letter) -> DocxTable {
    const LEFT: usize = WIDTH * 46 / 100;
    const RIGHT: usize = WIDTH - LEFT;
    let left = |run| line(run, AlignmentType::Left);
    let mut recipients = vec![left(run(&letter.recipients_head, 24).bold().italic())];
    recipients.extend(letter.recipients.iter().map(|one| left(run(one, 22))));
    let post = |one: &String| line(run(&one.to_uppercase(), 28).bold(), AlignmentType::Center);
    let mut signing: Vec<Paragraph> = letter.signing.iter().map(post).collect();
    // Room for a signature and a seal.
    signing.extend((0..5).map(|_| line(run("", 28), AlignmentType::Center)));
    let row = TableRow::new(vec![cell(recipients, LEFT), cell(signing, RIGHT)]);
    unruled(vec![row], vec![LEFT, RIGHT])
}

fn unruled(rows: Vec<TableRow>, grid: Vec<usize>) -> DocxTable {
    DocxTable::without_borders(rows)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .width(WIDTH, WidthType::Dxa)
}

fn annexed(annex: &Annex) -> Vec<Piece> {
    let centred = |run| line(run, AlignmentType::Center);
    let entitled = Run::new()
        .add_text(&annex.label)
        .add_break(BreakType::TextWrapping)
        .add_text(annex.title.to_uppercase())
        .bold()
        .size(28);
    let mut pieces = vec![
        paragraph(centred(entitled).style("Heading1")),
        paragraph(centred(run(&annex.with, 26).italic())),
        paragraph(rule(WIDTH, 0.22)),
    ];
    pieces.extend(annex.blocks.iter().map(set));
    pieces.push(paragraph(line(run("", 2), AlignmentType::Left)));
    pieces
}

fn set(block: &Block) -> Piece {
    match block {
        Block::Heading { text } => {
            let spacing = LineSpacing::new().before(240).after(120);
            paragraph(
                Paragraph::new()
                    .style("Heading2")
                    .add_run(run(text, 28).bold())
                    .line_spacing(spacing)
                    .keep_next(true),
            )
        }
        Block::Paragraph { text } => {
            let indent = Some(SpecialIndentType::FirstLine(mm(12.7)));
            paragraph(
                Paragraph::new()
                    .add_run(run(text, 28))
                    .align(AlignmentType::Both)
                    .line_spacing(LineSpacing::new().before(0).after(120))
                    .indent(None, indent, None, None),
            )
        }
        Block::Table(table) => Piece::Table(Box::new(drawn(table))),
    }
}

fn drawn(table: &Table) -> DocxTable {
    let parts: u32 = table.columns.iter().map(|one| one.width).sum();
    let parts = usize::try_from(parts).unwrap_or(1).max(1);
    let share = |width: u32| WIDTH * usize::try_from(width).unwrap_or(0) / parts;
    let widths: Vec<usize> = table.columns.iter().map(|one| share(one.width)).collect();
    let head = table.columns.iter().zip(&widths).map(|(one, width)| {
        let head = line(run(&one.head, 23).bold(), AlignmentType::Center);
        let head = TableCell::new().add_paragraph(head).width(*width, WidthType::Dxa);
        head.vertical_align(VAlignType::Center)
    });
    let mut rows = vec![TableRow::new(head.collect()).cant_split()];
    rows.extend(table.rows.iter().map(|row| drawn_row(table, row, &widths)));
    // Air above and below words: capitals with two marks touch the line otherwise.
    DocxTable::new(rows)
        .set_grid(widths)
        .margins(TableCellMargins::new().margin(40, 100, 40, 100))
        .layout(TableLayoutType::Fixed)
        .width(WIDTH, WidthType::Dxa)
}

fn drawn_row(table: &Table, row: &Row, widths: &[usize]) -> TableRow {
    match row {
        Row::Group { text } => {
            let text = line(run(text, 23).bold(), AlignmentType::Left);
            let cell = TableCell::new().add_paragraph(text).width(WIDTH, WidthType::Dxa);
            TableRow::new(vec![cell.grid_span(table.columns.len())]).cant_split()
        }
        Row::Cells { cells } => cells_row(table, cells, widths, |run| run),
        Row::Sum { cells } => cells_row(table, cells, widths, Run::bold),
    }
}

fn cells_row(
    table: &Table,
    cells: &[String],
    widths: &[usize],
    in_face: impl Fn(Run) -> Run,
) -> TableRow {
    let columns = table.columns.iter().zip(widths);
    let cell = |(text, (column, width)): (&String, (&Column, &usize))| {
        let side = match column.side {
            Side::Left => AlignmentType::Left,
            Side::Centre => AlignmentType::Center,
        };
        let words = line(in_face(run(text, 23)), side);
        TableCell::new().add_paragraph(words).width(*width, WidthType::Dxa)
    };
    TableRow::new(cells.iter().zip(columns).map(cell).collect()).cant_split()
}

/// A part without the numbers the library counts paragraphs by: it counts on from letter to letter, so
/// the same letter would have other bytes. Nothing here refers to them.
fn without_numbers(part: &[u8]) -> String {
    let text = String::from_utf8_lossy(part);
    let mut pieces = text.split(" w14:paraId=\"");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.filter_map(|piece| piece.split_once('"')).fold(first, |all, (_, rest)| all + rest)
}

/// What the library has no word for: a heading row stands again on each page (only such rows forbid
/// being split), and the file says its title, its language, its body and its one day.
fn mend(xml: &mut XMLDocx, letter: &Letter) {
    let document = without_numbers(&xml.document);
    for part in xml.headers.iter_mut().chain([&mut xml.footnotes]) {
        *part = without_numbers(part).into_bytes();
    }
    let split = "<w:cantSplit />";
    xml.document = document.replace(split, &format!("{split}<w:tblHeader />")).into_bytes();
    let language = &letter.language;
    let styles = String::from_utf8_lossy(&xml.styles);
    let spoken =
        format!("<w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" /></w:rPr></w:rPrDefault>");
    xml.styles = styles.replacen("</w:rPr></w:rPrDefault>", &spoken, 1).into_bytes();
    let (title, issuer) = (escape(letter.title.as_str()), escape(letter.issuer.as_str()));
    let day = letter.day;
    let core = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties \
          xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
          xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
          xmlns:dcterms=\"http://purl.org/dc/terms/\" \
          xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>{issuer}</dc:creator>\
         <cp:lastModifiedBy>{issuer}</cp:lastModifiedBy><dc:language>{language}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified>\
         </cp:coreProperties>"
    );
    xml.doc_props.core = core.into_bytes();
}
