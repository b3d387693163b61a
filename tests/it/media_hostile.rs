//! Files that may not come in: each is refused in words, and nothing of it is written.

use crate::media_ground::{Ground, WORD, coming, package, pdf, person, photograph, picture};
use crate::support::wait;
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use image::codecs::gif::GifEncoder;
use image::{Delay, Frame, ImageFormat, RgbaImage};
use mocban::media::{Refusal, add};
use mocban::people::Role;
use std::io::Write;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">";

fn svg(inside: &str) -> Vec<u8> {
    format!("{SVG}{inside}</svg>").into_bytes()
}

/// A PNG whose header claims a size that its bytes do not have.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut png = picture(1, 1, ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32fast::hash(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png
}

fn moving() -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = GifEncoder::new(&mut out);
    for shade in [0, 255] {
        let pixels = RgbaImage::from_pixel(8, 8, image::Rgba([shade, shade, shade, 255]));
        let delay = Delay::from_numer_denom_ms(100, 1);
        encoder.encode_frame(Frame::from_parts(pixels, 0, 0, delay)).expect("a frame");
    }
    drop(encoder);
    out
}

fn hidden_script() -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(b"<< /S /JavaScript /JS (app.alert) >>").expect("it is packed");
    let packed = packed.finish().expect("it is packed");
    let mut out = b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n".to_vec();
    out.extend(packed);
    out.extend(b"\nendstream\nendobj\n%%EOF\n");
    out
}

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).expect("it is packed");
    out.finish().expect("it is packed")
}

fn with(part: (&'static str, &'static str, u32)) -> Vec<u8> {
    let mut parts = WORD.to_vec();
    parts.push(part);
    package(&parts)
}

/// A name, a declared type, bytes, and the sentence that refuses them.
pub type Case = (&'static str, &'static str, Vec<u8>, &'static str);

fn drawings() -> Vec<Case> {
    let holds = "media-refused-drawing-holds";
    let fetches = "media-refused-drawing-fetches";
    let entity = b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    vec![
        ("a.svg", "", svg("<script>alert(1)</script>"), holds),
        ("a.svg", "", svg("<g onload=\"alert(1)\"/>"), holds),
        ("a.svg", "", svg("<foreignObject/>"), holds),
        ("a.svg", "", svg("<a href=\"javascript:alert(1)\"/>"), fetches),
        ("a.svg", "", svg("<image href=\"https://example.vn/a.png\"/>"), fetches),
        ("a.svg", "", entity.to_vec(), holds),
        ("a.svg", "", zipped(&svg("")), "media-refused-drawing-packed"),
        ("a.svgz", "", zipped(&svg("")), "media-refused-drawing-packed"),
        ("a.svg", "", svg(&"<g>".repeat(300)), "media-refused-drawing-too-rich"),
        ("a.svg", "", b"<html><body>x</body></html>".to_vec(), "media-refused-unknown-type"),
    ]
}

fn pictures() -> Vec<Case> {
    let jpeg = photograph(64, 48, 1);
    let cut = jpeg[..20].to_vec();
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    vec![
        ("anh.png", "", jpeg.clone(), "media-refused-name-lies"),
        ("anh.jpg", "image/png", jpeg.clone(), "media-refused-type-lies"),
        ("anh.jpg.exe", "", jpeg, "media-refused-name-lies"),
        ("anh.jpg", "image/jpeg", b"MZ\x90\0\x03\0\0\0".to_vec(), "media-refused-unknown-type"),
        ("anh.jpg", "", b"<?php system($_GET['a']); ?>".to_vec(), "media-refused-unknown-type"),
        ("anh.jpg", "", cut, "media-refused-damaged"),
        ("anh.png", "", bomb(50_000, 50_000), "media-refused-too-many-pixels"),
        ("anh.png", "", bomb(u32::MAX >> 1, 2), "media-refused-damaged"),
        ("anh.gif", "", moving(), "media-refused-moves"),
        ("anh.heic", "", heic, "media-refused-save-another"),
        ("anh.jpg", "", Vec::new(), "media-refused-empty"),
        ("anh.png", "", picture(9, 9, ImageFormat::Png)[..30].to_vec(), "media-refused-damaged"),
    ]
}

fn documents() -> Vec<Case> {
    let acts = "media-refused-pdf-acts";
    vec![
        ("a.pdf", "", pdf("<< /OpenAction << /S /JavaScript /JS (x) >> >>"), acts),
        ("a.pdf", "", pdf("<< /S /J#61vaScript >>"), acts),
        ("a.pdf", "", pdf("<< /S /Launch /F (cmd.exe) >>"), acts),
        ("a.pdf", "", hidden_script(), acts),
        ("a.pdf", "", pdf("<< /Encrypt 5 0 R >>"), "media-refused-pdf-locked"),
        ("a.pdf", "", b"%PDF-1.7\nand nothing more".to_vec(), "media-refused-damaged"),
        ("a.pdf", "", b"\n%PDF-1.7\n%%EOF".to_vec(), "media-refused-unknown-type"),
        ("a.docx", "", with(("word/vbaProject.bin", "x", 0)), "media-refused-macros"),
        ("a.docx", "", with(("word/media/a.png", "x", 900_000_000)), "media-refused-bomb"),
        ("a.docx", "", package(&[("a.txt", "x", 0)]), "media-refused-unknown-type"),
        ("a.xlsx", "", package(&WORD), "media-refused-name-lies"),
        ("a.zip", "", package(&WORD), "media-refused-name-lies"),
        ("a.docx", "", b"PK\x03\x04and nothing more".to_vec(), "media-refused-damaged"),
        ("a.vtt", "", b"WEBVTT\n\n00:05.000 --> 00:01.000\nA\n".to_vec(), "media-refused-captions"),
        ("a.txt", "text/plain", b"xin chao".to_vec(), "media-refused-unknown-type"),
        ("a.html", "text/html", b"<!doctype html><p>x".to_vec(), "media-refused-unknown-type"),
    ]
}

/// Every file that may not come in.
pub fn cases() -> Vec<Case> {
    [drawings(), pictures(), documents()].concat()
}

#[test]
fn a_hostile_file_is_refused_in_words_and_nothing_of_it_is_written() {
    wait(async {
        let ground = Ground::new().await;
        let (actor, vi) = (person(1, Role::Author), "vi".parse().expect("a language"));
        let words = mocban::platform::i18n::Words::built_in(vi).expect("words");
        let cases = cases();
        assert!(cases.len() > 35);
        for (name, declared, bytes, expected) in cases {
            let refused = add(&ground.library, &actor, coming(name, declared, bytes)).await;
            let refusal = refused.expect_err(&format!("{name} is refused: {expected}"));
            assert_eq!(refusal.key(), Some(expected), "{name}: {refusal}");
            assert!(words.has(expected), "{expected}");
            assert_eq!(ground.written().await, (0, 0), "{name}: {expected}");
        }
    });
}

#[test]
fn somebody_without_the_right_hands_nothing_in() {
    wait(async {
        let ground = Ground::new().await;
        let actor = person(1, Role::Coordinator);
        let file = coming("anh.jpg", "", photograph(64, 48, 1));
        let refused = add(&ground.library, &actor, file).await;
        assert!(matches!(refused, Err(Refusal::NotAllowed(_))));
        assert_eq!(ground.written().await, (0, 0));
    });
}
