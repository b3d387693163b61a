//! What the tests of the library stand on: a library in a folder, people, and files made by code.
//! Not a test.

use crate::support::{at, folder, wait};
use bytes::Bytes;
use image::{ImageFormat, Rgb, RgbImage};
use img_parts::ImageEXIF;
use mocban::media::{Coming, Content, Ffmpeg, Library, Renderer, Workshop, handlers};
use mocban::people::{Actor, Grant, Person, PersonId, Role};
use mocban::platform::clock::Clock;
use mocban::platform::db::Db;
use mocban::platform::files::Files;
use mocban::platform::jobs::{Handlers, work_off};
use mocban::{args, sql};
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// A library in a folder of its own.
pub struct Ground {
    pub library: Library,
    pub folder: TempDir,
}

impl Ground {
    /// A library on SQLite.
    pub async fn new() -> Ground {
        let folder = folder::new();
        let url = format!("sqlite:{}?mode=rwc", folder.path().join("test.db").display());
        Ground::on(folder, &url).await
    }

    /// A library in a database.
    pub async fn on(folder: TempDir, url: &str) -> Ground {
        let db = Db::open(url).await.expect("the database opens");
        let files = Files::in_folder(&folder.path().join("files")).expect("the store opens");
        let clock = Clock::standing(at("2026-11-20T10:15:00+07:00"));
        Ground { library: Library { db, files, clock }, folder }
    }

    pub fn handlers(&self) -> Handlers {
        handlers(&self.library, &workshop(self.folder.path()))
    }

    /// Does every job that is due.
    pub async fn work_off(&self) -> usize {
        let Library { db, clock, .. } = &self.library;
        work_off(db, &self.handlers(), clock).await.expect("jobs are worked off")
    }

    /// How many rows the library, its jobs and the change log have, and how many files lie there.
    pub async fn written(&self) -> (i64, usize) {
        let (rows,): (i64,) = self
            .library
            .db
            .one(
                sql!(
                    "select (select count(*) from media) + (select count(*) from media_file) \
                          + (select count(*) from job) + (select count(*) from change)"
                ),
                args![],
            )
            .await
            .expect("a count");
        (rows, folder::files(&self.folder.path().join("files")).len())
    }
}

/// Where a library in a folder works on its files: with the program as it is built.
pub fn workshop(folder: &Path) -> Workshop {
    let renderer = Renderer::with_memory(2048).of(env!("CARGO_BIN_EXE_mocban"));
    Workshop { folder: folder.join("work"), ffmpeg: Ffmpeg::default(), renderer }
}

/// Somebody with a role for the whole site.
pub fn person(id: i64, role: Role) -> Actor {
    let (name, email) = (format!("Biên tập viên {id}"), format!("bien-tap-{id}@example.vn"));
    let language = "vi".parse().expect("a language");
    let grants = vec![Grant::everywhere(role)];
    Actor::Person(Arc::new(Person { id: PersonId(id), name, email, language, grants }))
}

/// A file as a browser hands it in.
pub fn coming(name: &str, declared: &str, bytes: impl Into<Bytes>) -> Coming {
    let declared = (!declared.is_empty()).then(|| declared.to_owned());
    Coming { name: name.to_owned(), declared, content: Content::Memory(bytes.into()), words: None }
}

/// A picture: red on the left, blue on the right, darker downwards.
pub fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let pixels = RgbImage::from_fn(width, height, |x, y| {
        let shade = u8::try_from(255 - y * 120 / height).expect("a shade");
        if x < width / 2 { Rgb([shade, 20, 20]) } else { Rgb([20, 20, shade]) }
    });
    let mut out = Cursor::new(Vec::new());
    pixels.write_to(&mut out, format).expect("it is encoded");
    out.into_inner()
}

/// A photograph of a telephone: lying on its side, with day, author and place within.
pub fn photograph(width: u32, height: u32, orientation: u16) -> Vec<u8> {
    let jpeg = picture(width, height, ImageFormat::Jpeg);
    let mut jpeg = img_parts::jpeg::Jpeg::from_bytes(jpeg.into()).expect("a JPEG");
    let field = |tag, ifd_num, value| exif::Field { tag, ifd_num, value };
    let (first, text) =
        (exif::In::PRIMARY, |text: &str| exif::Value::Ascii(vec![text.as_bytes().to_vec()]));
    let degrees = |number| exif::Rational { num: number, denom: 1 };
    let fields = [
        field(exif::Tag::Orientation, first, exif::Value::Short(vec![orientation])),
        field(exif::Tag::Artist, first, text("Biên tập viên 1")),
        field(exif::Tag::DateTimeOriginal, first, text("2026:02:17 08:30:00")),
        field(exif::Tag::GPSLatitudeRef, first, text("N")),
        field(
            exif::Tag::GPSLatitude,
            first,
            exif::Value::Rational(vec![degrees(21), degrees(11), degrees(7)]),
        ),
    ];
    let mut writer = exif::experimental::Writer::new();
    for one in &fields {
        writer.push_field(one);
    }
    let mut out = Cursor::new(Vec::new());
    writer.write(&mut out, false).expect("EXIF is written");
    jpeg.set_exif(Some(out.into_inner().into()));
    jpeg.encoder().bytes().to_vec()
}

/// A ZIP package whose parts are stored as they are, with the sizes its directory claims.
pub fn package(parts: &[(&str, &str, u32)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text, claimed) in parts {
        let at = u32::try_from(out.len()).expect("short");
        let length = u32::try_from(text.len()).expect("short");
        let name_length = u16::try_from(name.len()).expect("short");
        let mut sizes = crc32fast::hash(text.as_bytes()).to_le_bytes().to_vec();
        sizes.extend(length.to_le_bytes());
        sizes.extend((*claimed).max(length).to_le_bytes());
        sizes.extend(name_length.to_le_bytes());
        out.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0");
        out.extend(&sizes);
        out.extend([0, 0]);
        out.extend(name.bytes());
        out.extend(text.bytes());
        directory.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0");
        directory.extend(&sizes);
        directory.extend([0; 12]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.bytes());
    }
    let (at, length) = (out.len(), directory.len());
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    let count = u16::try_from(parts.len()).expect("few").to_le_bytes();
    out.extend([count, count].concat());
    out.extend(u32::try_from(length).expect("short").to_le_bytes());
    out.extend(u32::try_from(at).expect("short").to_le_bytes());
    out.extend([0, 0]);
    out
}

/// The parts every Word document has.
pub const WORD: [(&str, &str, u32); 2] = [
    ("[Content_Types].xml", "<Types><Override PartName=\"/word/document.xml\"/></Types>", 0),
    ("word/document.xml", "<w:document/>", 0),
];

/// A PDF of one object.
pub fn pdf(object: &str) -> Vec<u8> {
    format!("%PDF-1.7\n1 0 obj\n{object}\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n").into_bytes()
}

#[test]
fn files_made_by_code_are_what_they_say() {
    wait(async {
        let ground = Ground::new().await;
        let actor = person(1, Role::Author);
        let honest = [
            ("anh.jpg", "image/jpeg", photograph(64, 48, 1)),
            ("anh.png", "image/png", picture(64, 48, ImageFormat::Png)),
            ("anh.webp", "image/webp", picture(64, 48, ImageFormat::WebP)),
            ("anh.gif", "image/gif", picture(64, 48, ImageFormat::Gif)),
            ("kế hoạch.pdf", "application/pdf", pdf("<< /Type /Catalog >>")),
            ("báo cáo.docx", "", package(&WORD)),
            ("phu-de.vtt", "text/vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nA\n".to_vec()),
        ];
        for (name, declared, bytes) in honest {
            let added = mocban::media::add(&ground.library, &actor, coming(name, declared, bytes));
            assert!(added.await.is_ok(), "{name}");
        }
    });
}
