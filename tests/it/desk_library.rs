//! The library at the desk: files on their way in, what is refused and in which words.

use crate::media_ground::{package, photograph, picture};
use crate::support::{Answer, DeskClient, TestPortal, folder, wait};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::Method;
use image::ImageFormat;
use mocban::media::{Ffmpeg, MediaId, Readiness, Search, handlers, list, newest_of};
use mocban::people::Role;
use mocban::platform::jobs::work_off;

const TUS: (&str, &str) = ("tus-resumable", "1.0.0");
const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");

/// Hands a file in by tus as the desk's script does; the last answer.
pub async fn upload(client: &DeskClient<'_>, name: &str, declared: &str, bytes: &[u8]) -> Answer {
    let said = format!("filename {},filetype {}", STANDARD.encode(name), STANDARD.encode(declared));
    let length = bytes.len().to_string();
    let headers = [TUS, OURS, ("upload-length", &*length), ("upload-metadata", &*said)];
    let made = client.send(Method::POST, "/desk/uploads", &headers, Bytes::new()).await;
    if made.status != 201 {
        return made;
    }
    let headers =
        [TUS, OURS, ("upload-offset", "0"), ("content-type", "application/offset+octet-stream")];
    client.send(Method::PATCH, made.header("location"), &headers, bytes.to_vec().into()).await
}

/// Hands a file in that is taken; its number.
pub async fn taken(client: &DeskClient<'_>, name: &str, bytes: &[u8]) -> i64 {
    let answer = upload(client, name, "", bytes).await;
    assert_eq!(answer.status, 204, "{name}: {}", answer.all_words());
    answer.header("library-id").parse().expect("a number")
}

/// Does every job of the library that is due, as a serving portal's workers do.
pub async fn work(portal: &TestPortal) {
    let app = &portal.app.portal;
    let folder = portal.folder.path().join("work");
    let handlers = handlers(&app.library(), folder, Ffmpeg::default());
    work_off(&app.db, &handlers, &app.clock).await.expect("jobs are worked off");
    portal.app.caught_up().await.expect("the followers catch up");
}

async fn in_library(portal: &TestPortal) -> usize {
    list(&portal.app.portal.db, &Search::default(), (0, 100)).await.expect("a list").len()
}

#[test]
fn an_editor_hands_a_picture_in_and_readers_can_get_it_without_its_position() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = taken(&editor, "Lễ hội.jpg", &photograph(400, 300, 1)).await;
        work(&portal).await;
        let media = newest_of(&portal.app.portal.db, MediaId(id)).await.expect("an answer");
        let media = media.expect("it is there");
        assert_eq!((media.readiness, media.name.as_str()), (Readiness::Ready, "Lễ hội.jpg"));
        let served = portal.get(&media.address()).await;
        let served = match served.status.as_u16() {
            302 => portal.get(served.header("location")).await,
            _ => served,
        };
        assert_eq!((served.status.as_u16(), served.header("content-type")), (200, "image/jpeg"));
        let mut bytes = std::io::Cursor::new(&served.bytes[..]);
        assert!(exif::Reader::new().read_from_container(&mut bytes).is_err(), "no EXIF at all");
        // What was handed in is served to nobody under its key.
        assert_eq!(portal.get(&format!("/files/{}/x.jpg", media.original)).await.status, 302);
    });
}

#[test]
fn the_same_file_is_known_again_and_said_to_be() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let bytes = picture(64, 48, ImageFormat::Png);
        let first = upload(&editor, "a.png", "image/png", &bytes).await;
        let again = upload(&editor, "b.png", "image/png", &bytes).await;
        assert_eq!((first.header("library-was"), again.header("library-was")), ("new", "known"));
        assert_eq!(first.header("library-id"), again.header("library-id"));
    });
}

#[test]
fn a_hostile_file_is_refused_in_words_and_nothing_of_it_is_written() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let before = (in_library(&portal).await, files(&portal));
        let bomb = package(&[
            (
                "[Content_Types].xml",
                "<Types><Override PartName=\"/word/document.xml\"/></Types>",
                0,
            ),
            ("word/document.xml", "<w:document/>", 4_000_000_000),
        ]);
        let script = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let cases: [(&str, &str, &[u8], &str); 6] = [
            ("anh.png", "image/png", &photograph(64, 48, 1), "nội dung là"),
            ("trang.jpg", "image/jpeg", b"<html><script>x</script></html>", "text/html"),
            ("hinh.svg", "image/svg+xml", script, "script"),
            ("bao-cao.docx", "", &bomb, "bung ra lớn bất thường"),
            ("chay.exe", "", b"MZ\x90\0\x03\0\0\0", "không nhận loại tệp này"),
            ("rong.png", "image/png", b"", "rỗng"),
        ];
        for (name, declared, bytes, words) in cases {
            let answer = upload(&editor, name, declared, bytes).await;
            assert!(matches!(answer.status.as_u16(), 413 | 422), "{name}: {}", answer.status);
            let problem: serde_json::Value =
                serde_json::from_slice(&answer.bytes).expect("a problem");
            let detail = problem["detail"].as_str().expect("a sentence");
            assert!(detail.contains(words), "{name}: {detail}");
        }
        assert_eq!((in_library(&portal).await, files(&portal)), before);
    });
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_sent() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let said = format!("filename {}", STANDARD.encode("phim.mp4"));
        let long = (1_u64 << 42).to_string();
        let headers = [TUS, OURS, ("upload-length", &*long), ("upload-metadata", &*said)];
        let answer = editor.send(Method::POST, "/desk/uploads", &headers, Bytes::new()).await;
        assert_eq!(answer.status, 413);
        assert!(answer.all_words().contains("MB"), "{}", answer.all_words());
    });
}

#[test]
fn nobody_hands_in_without_signing_in_or_from_another_site_or_into_anothers_upload() {
    wait(async {
        let portal = TestPortal::demo().await;
        let stranger = portal.browser();
        let answer = upload(&stranger, "a.png", "", b"x").await;
        assert_eq!(answer.status, 401);
        assert!(answer.all_words().contains("đăng nhập lại"), "{}", answer.all_words());
        let author = portal.desk(Role::Author).await;
        let elsewhere = [TUS, ("sec-fetch-site", "cross-site"), ("upload-length", "5")];
        let answer = author.send(Method::POST, "/desk/uploads", &elsewhere, Bytes::new()).await;
        assert_eq!(answer.status, 403);
        let said = format!("filename {}", STANDARD.encode("a.png"));
        let headers = [TUS, OURS, ("upload-length", "5"), ("upload-metadata", &*said)];
        let mine = author.send(Method::POST, "/desk/uploads", &headers, Bytes::new()).await;
        let editor = portal.desk(Role::Editor).await;
        let asked = editor.send(Method::HEAD, mine.header("location"), &[TUS], Bytes::new()).await;
        assert_eq!(asked.status, 404);
    });
}

fn files(portal: &TestPortal) -> usize {
    folder::files(&portal.folder.path().join("files")).len()
}
