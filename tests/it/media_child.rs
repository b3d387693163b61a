//! Pictures are decoded in a process of their own: what ends that one is told in words, and readers
//! are answered all the while.

use crate::media_ground::{Ground, coming, person, picture};
use crate::support::server::{Server, data, get};
use crate::support::wire::Caller;
use crate::support::{tus, wait};
use image::{GrayImage, ImageFormat};
use mocban::media::{Format, MediaFile, Readiness, add, described, newest_of};
use mocban::people::Role;
use mocban::platform::jobs::{Handlers, work_off};
use std::io::Cursor;
use std::thread;
use std::time::Duration;

/// A picture of few bytes and many pixels: 100 MB once it is unpacked to colours.
fn heavy() -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    GrayImage::new(6000, 6000).write_to(&mut png, ImageFormat::Png).expect("it is encoded");
    png.into_inner()
}

fn handed_in(editor: &Caller, name: &str, bytes: &[u8]) -> String {
    let begun = tus::begin(editor, (name, "image/png"), bytes.len()).expect("an answer");
    let answer = tus::piece(editor, begun.header("location"), 0, bytes).expect("an answer");
    assert_eq!(answer.status, 204, "{}", answer.text());
    answer.header("library-id").to_owned()
}

/// What the page of a file says once nothing is waited for.
fn settled(editor: &Caller, id: &str) -> String {
    for _ in 0..60 {
        let page = editor.get(&format!("/desk/media/{id}")).expect("an answer").text();
        if !page.contains("Đang chờ đến lượt") && !page.contains("Đang xử lý") {
            return page;
        }
        thread::sleep(Duration::from_secs(1));
    }
    panic!("file {id} is still waited for");
}

#[test]
fn a_picture_that_ends_its_process_is_told_in_words_and_the_portal_still_answers() {
    let data = data();
    let server = Server::start_with(data.path(), &[("MOCBAN_PICTURE_MEMORY_MB", "32")]);
    let editor = server.editor(data.path(), "bien-tap");
    let bad = handed_in(&editor, "nang.png", &heavy());
    let good = handed_in(&editor, "nhe.png", &picture(200, 150, ImageFormat::Png));
    let page = settled(&editor, &bad);
    assert!(page.contains("Không xử lý được tệp này"), "{page}");
    assert!(page.contains("ended over this one"), "the operator's words: {page}");
    assert!(settled(&editor, &good).contains("Người đọc xem được"), "the next one is made");
    assert_eq!(get(server.address, "/").expect("an answer").0, 200);
    let work = data.path().join("work").read_dir().map(Iterator::count);
    assert!(work.is_ok_and(|left| left <= 1), "only what is being made lies in the folder");
}

async fn served(ground: &Ground, key: &mocban::media::FileKey) -> MediaFile {
    let files = described(&ground.library.db, std::slice::from_ref(key)).await;
    files.expect("an answer").remove(key).expect("readers get it")
}

fn formats(file: &MediaFile) -> Vec<Format> {
    let has = |format: &Format| file.renditions.iter().any(|one| one.format == *format);
    Format::ALL.into_iter().filter(has).collect()
}

#[test]
fn readers_have_webp_and_jpeg_before_avif_is_made() {
    wait(async {
        let ground = Ground::new().await;
        let file = coming("anh.png", "", picture(700, 500, ImageFormat::Png));
        let added = add(&ground.library, &person(1, Role::Author), file).await.expect("taken");
        let (db, clock) = (&ground.library.db, &ground.library.clock);
        let first = ground.handlers().0.into_iter().filter(|one| one.kind == "render-picture");
        let first = Handlers(first.collect());
        assert_eq!(work_off(db, &first, clock).await.expect("it works"), 1);
        let media = newest_of(db, added.id()).await.expect("an answer").expect("the file");
        assert_eq!(media.readiness, Readiness::Ready);
        let before = served(&ground, &media.key).await;
        assert_eq!(formats(&before), [Format::Webp, Format::Jpeg]);
        assert_eq!(ground.work_off().await, 1, "AVIF is a job of its own");
        let after = served(&ground, &media.key).await;
        assert_eq!(formats(&after), Format::ALL);
        assert_eq!(before.key, after.key, "what was shown stays");
    });
}

#[test]
fn a_heavy_job_goes_before_one_that_can_wait() {
    wait(async {
        let ground = Ground::new().await;
        for name in ["mot.png", "hai.png"] {
            let width = if name == "mot.png" { 90 } else { 80 };
            let file = coming(name, "", picture(width, 60, ImageFormat::Png));
            add(&ground.library, &person(1, Role::Author), file).await.expect("taken");
        }
        let order = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
        let mut handlers = ground.handlers();
        for handler in &mut handlers.0 {
            let (run, order, kind) = (handler.run.clone(), order.clone(), handler.kind);
            handler.run = std::sync::Arc::new(move |job| {
                order.lock().expect("unbroken").push(kind);
                run(job)
            });
        }
        let (db, clock) = (&ground.library.db, &ground.library.clock);
        work_off(db, &handlers, clock).await.expect("it works");
        let order = order.lock().expect("unbroken").clone();
        assert_eq!(order, ["render-picture", "render-picture", "render-avif", "render-avif"]);
    });
}
