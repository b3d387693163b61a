//! The library at the desk: files on their way in, what is refused and in which words.

use crate::media_ground::{package, photograph, picture, workshop};
use crate::support::{Answer, DeskClient, TestPortal, folder, wait};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::Method;
use image::ImageFormat;
use mocban::media::{MediaId, Readiness, Search, handlers, list, newest_of};
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
    let handlers = handlers(&app.library(), &workshop(portal.folder.path()));
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

/// A plain form with files, as browsers without script send it.
pub async fn form(
    client: &DeskClient<'_>,
    path: &str,
    field: &str,
    sent: &[(&str, &[u8])],
) -> Answer {
    let mut body = Vec::new();
    for (name, bytes) in sent {
        let head = format!(
            "--x\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend(head.bytes().chain(bytes.iter().copied()).chain(*b"\r\n"));
    }
    body.extend(*b"--x--\r\n");
    let kind = ("content-type", "multipart/form-data; boundary=x");
    client.send(Method::POST, path, &[kind, OURS], body.into()).await
}

#[test]
fn who_may_not_hand_a_file_in_is_told_before_it_is_read() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = taken(&editor, "anh.jpg", &photograph(64, 48, 1)).await;
        let before = (in_library(&portal).await, files(&portal));
        // It breaks off in the middle, which whoever reads it finds unclear.
        let head = "--x\r\ncontent-disposition: form-data; name=";
        let sends = async |client: &DeskClient<'_>, path: &str, field: &str| {
            let body = format!("{head}\"{field}\"; filename=\"a.png\"\r\n\r\nhalf a picture");
            let kind = ("content-type", "multipart/form-data; boundary=x");
            let answer = client.send(Method::POST, path, &[kind, OURS], body.into()).await;
            answer.status.as_u16()
        };
        let place = format!("/desk/media/{id}/replace");
        let inspector = portal.desk(Role::Inspector).await;
        assert_eq!(sends(&inspector, "/desk/media", "files").await, 403);
        let author = portal.desk(Role::Author).await;
        assert_eq!(sends(&author, &place, "file").await, 403, "it is the editor's");
        assert_eq!(sends(&author, "/desk/media/999999/replace", "file").await, 404);
        assert_eq!(sends(&editor, &place, "file").await, 400);
        assert_eq!(sends(&author, "/desk/media", "files").await, 400);
        assert_eq!((in_library(&portal).await, files(&portal)), before);
    });
}

#[test]
fn an_empty_library_says_what_to_do() {
    wait(async {
        let portal = TestPortal::empty().await;
        let editor = portal.desk(Role::Editor).await;
        let page = editor.page("/desk/media").await;
        page.shows(&["Kho chưa có tư liệu nào", "Kéo ảnh, video hoặc văn bản vào khung ở trên"]);
        editor.page("/desk/media?part=bin").await.shows(&["Thùng rác trống"]);
        editor.page("/desk/media?q=%25%27&kind=x&part=y").await;
    });
}

#[test]
fn many_files_come_without_script_and_a_refused_one_does_not_hold_the_others_up() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let good = picture(64, 48, ImageFormat::Png);
        let sent: [(&str, &[u8]); 3] =
            [("dep.png", &good), ("chay.exe", b"MZ\x90\0\x03\0\0\0"), ("lap.png", &good)];
        let answer = form(&editor, "/desk/media", "files", &sent).await;
        assert_eq!(answer.status, 422);
        answer.shows(&[
            "1 tệp không nhận được",
            "dep.png",
            "Đã nhận.",
            "chay.exe",
            "Cổng không nhận loại tệp này",
            "Tệp này đã có trong kho",
        ]);
        editor.page("/desk/media").await.shows(&["4 tư liệu", "dep.png", "share.jpg"]);
        editor.page("/desk/media?look=list&q=dep").await.shows(&["Chưa có lời tả ảnh"]);
        editor.page("/desk/media?q=khong-co").await.shows(&["Không có tư liệu nào như vậy"]);
    });
}

#[test]
fn a_picture_is_described_found_by_its_words_and_offered_to_the_writing_page() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = taken(&editor, "anh.jpg", &photograph(640, 480, 1)).await;
        let url = format!("/desk/media/{id}");
        editor.page(&url).await.shows(&["Đang chờ đến lượt xử lý", "Chưa dùng ở đâu"]);
        work(&portal).await;
        editor.page(&url).await.shows(&["Người đọc xem được", "AVIF, WEBP, JPEG", "320, 480, 640"]);
        let said = [
            ("seen", "1"),
            ("alt.vi", "Đoàn rước kiệu qua cầu"),
            ("credit", "Báo Bắc Giang"),
            ("focal.x", "900"),
            ("focal.y", "100"),
        ];
        let saved = editor.post(&url, &said).await;
        assert_eq!(saved.header("location"), format!("{url}?done=saved"), "{}", saved.all_words());
        // A second save that has not seen the first keeps what was typed and says why not.
        let clash = editor.post(&url, &[("seen", "1"), ("alt.vi", "Khác")]).await;
        assert_eq!(clash.status, 409);
        clash.shows(&["Người khác vừa sửa thông tin"]);
        assert!(clash.text.contains("Khác"), "what was typed stays");
        let wrong = editor.post(&url, &[("seen", "2"), ("taken_on", "hôm qua")]).await;
        assert_eq!(wrong.status, 422);
        editor.page("/desk/media?q=ruoc+kieu").await.shows(&["anh.jpg"]);
        editor.page("/desk/media?part=no-alt").await.shows_none(&["anh.jpg"]);
        let picked = editor.get(&format!("/desk/pick/media?kind=picture&id={id}")).await;
        let picked: serde_json::Value = serde_json::from_slice(&picked.bytes).expect("JSON");
        assert_eq!(picked[0]["alt"], "Đoàn rước kiệu qua cầu");
        assert_eq!(picked[0]["credit"], "Báo Bắc Giang");
        assert!(picked[0]["thumb"].as_str().expect("a thumb").starts_with("/files/"));
    });
}

#[test]
fn a_file_is_replaced_thrown_away_and_put_back() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = taken(&editor, "cu.jpg", &photograph(320, 240, 1)).await;
        let url = format!("/desk/media/{id}");
        let other = picture(320, 200, ImageFormat::Png);
        let replaced =
            form(&editor, &format!("{url}/replace"), "file", &[("moi.png", &other)]).await;
        assert_eq!(replaced.header("location"), format!("{url}?done=replaced"));
        let unlike: &[u8] = b"WEBVTT\n\n00:01.000 --> 00:02.000\nA\n";
        let refused = form(&editor, &format!("{url}/replace"), "file", &[("a.vtt", unlike)]).await;
        assert_eq!(refused.status, 422);
        refused.shows(&["Chỉ thay được bằng tệp cùng loại"]);
        let removed = editor.post(&format!("{url}/remove"), &[]).await;
        assert_eq!(removed.header("location"), format!("/desk/media?removed={id}"));
        let list = editor.page(removed.header("location")).await;
        list.shows(&["Đã bỏ tư liệu vào thùng rác.", "Hoàn tác"]);
        editor.page("/desk/media?part=bin").await.shows(&["moi.png"]);
        editor.page(&url).await.shows(&["Tư liệu này đang ở thùng rác."]);
        let back = editor.post(&format!("{url}/put-back"), &[]).await;
        assert_eq!(back.header("location"), format!("{url}?done=put-back"));
        editor.page("/desk/media").await.shows(&["moi.png"]);
    });
}

#[test]
fn the_original_is_for_those_who_may_change_the_file() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let bytes = photograph(64, 48, 1);
        let id = taken(&editor, "Ảnh gốc.jpg", &bytes).await;
        let path = format!("/desk/media/{id}/original");
        let original = editor.get(&path).await;
        assert_eq!((original.status.as_u16(), &original.bytes[..]), (200, &bytes[..]));
        assert_eq!(original.header("cache-control"), "no-store");
        assert!(original.header("content-disposition").starts_with("attachment;"));
        let author = portal.desk(Role::Author).await;
        assert_eq!(author.get(&path).await.status, 403);
        assert_eq!(author.post(&format!("/desk/media/{id}/remove"), &[]).await.status, 403);
        assert_eq!(portal.browser().get(&path).await.status, 303);
    });
}

fn files(portal: &TestPortal) -> usize {
    folder::files(&portal.folder.path().join("files")).len()
}
