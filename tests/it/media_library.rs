//! The library from an editor's side: handing in, describing, replacing, throwing away; and what
//! readers get of it.

use crate::media_ground::{Ground, coming, pdf, person, photograph, picture};
use crate::support::{Postgres, folder, wait};
use image::ImageFormat;
use mocban::media::{
    Added, Description, FileKey, Focal, Format, Media, MediaFile, MediaId, MediaWords, Purpose,
    Readiness, Refusal, Search, Served, add, count, describe, described, list, newest_of, purge,
    put_back, remove, replace, served,
};
use mocban::people::{Actor, Role};
use mocban::{args, sql};
use std::collections::BTreeMap;

async fn library_file(ground: &Ground, id: MediaId) -> Media {
    newest_of(&ground.library.db, id).await.expect("an answer").expect("the file")
}

async fn shown(ground: &Ground, key: &FileKey) -> Option<MediaFile> {
    let files = described(&ground.library.db, std::slice::from_ref(key)).await;
    files.expect("an answer").remove(key)
}

async fn bytes(ground: &Ground, key: &FileKey) -> Vec<u8> {
    ground.library.files.get(&key.0, None).await.expect("the file is there").to_vec()
}

/// Adds a file and makes what readers get.
async fn ready(ground: &Ground, actor: &Actor, name: &str, file: Vec<u8>) -> Media {
    let added = add(&ground.library, actor, coming(name, "", file)).await.expect("it comes in");
    ground.work_off().await;
    let media = library_file(ground, added.id()).await;
    assert_eq!(media.readiness, Readiness::Ready, "{:?}", media.problem);
    media
}

/// An entry that holds a file, live.
async fn entry(ground: &Ground, key: &str, file: &FileKey) {
    let mut tx = ground.library.db.begin().await.expect("a transaction");
    let (id,): (i64,) = tx
        .one(
            sql!("insert into entry (kind, key, created_at) values ('news', $1, 0) returning id"),
            args![key],
        )
        .await
        .expect("an entry");
    let facts = serde_json::json!({ "publisher": "x", "files": { "anh.jpg": file } }).to_string();
    let (facts,): (i64,) = tx
        .one(
            sql!(
                "insert into entry_facts (entry_id, number, made_at, made_by, facts) \
                 values ($1, 1, 0, 'operator', $2) returning id"
            ),
            args![id, facts],
        )
        .await
        .expect("facts");
    tx.run(
        sql!("update entry set facts_edition = $2, live_facts = $2 where id = $1"),
        args![id, facts],
    )
    .await
    .expect("pointers");
    tx.commit().await.expect("it is committed");
}

async fn in_one<T>(
    ground: &Ground,
    verb: impl AsyncFnOnce(&mut mocban::platform::db::Tx) -> T,
) -> T {
    let mut tx = ground.library.db.begin().await.expect("a transaction");
    let answer = verb(&mut tx).await;
    tx.commit().await.expect("it is committed");
    answer
}

#[test]
fn a_photograph_is_shown_upright_in_every_width_and_says_nothing_of_where_it_was_taken() {
    wait(async {
        let ground = Ground::new().await;
        // Taken with the telephone on its side: stored lying, looked at standing.
        let original = photograph(1400, 1000, 6);
        assert!(exif_of(&original).is_some(), "the test file has a position");
        let media = ready(&ground, &person(1, Role::Author), "Lễ hội.JPG", original.clone()).await;
        assert_eq!(media.size, Some((1000, 1400)));
        assert_eq!(media.credits.author.as_deref(), Some("Biên tập viên 1"));
        assert_eq!(
            media.credits.taken_on.map(|day| day.to_string()).as_deref(),
            Some("2026-02-17")
        );
        let file = shown(&ground, &media.key).await.expect("readers get it");
        assert_eq!((file.width, file.height), (Some(960), Some(1344)));
        let widths = |purpose, format| -> Vec<(i64, i64)> {
            let fits =
                file.renditions.iter().filter(|r| r.purpose == purpose && r.format == format);
            fits.map(|one| (one.width, one.height)).collect()
        };
        for format in Format::ALL {
            let whole = [(320, 448), (480, 672), (640, 896), (960, 1344)];
            assert_eq!(widths(Purpose::Whole, format), whole);
            assert_eq!(widths(Purpose::Card, format), [(320, 213), (640, 427), (960, 640)]);
            assert_eq!(widths(Purpose::Wide, format), [(640, 360), (1000, 563)]);
            assert_eq!(widths(Purpose::Square, format), [(320, 320), (640, 640)]);
        }
        for one in &file.renditions {
            let made = bytes(&ground, &one.key).await;
            let size = imagesize::blob_size(&made).expect("a picture");
            assert_eq!(
                (i64::try_from(size.width), i64::try_from(size.height)),
                (Ok(one.width), Ok(one.height))
            );
            assert!(exif_of(&made).is_none(), "{one:?}");
            for word in [&b"Exif"[..], b"GPS", b"xmp", b"Photoshop"] {
                assert!(memchr::memmem::find(&made, word).is_none(), "{one:?}");
            }
        }
        // Red was on the left; turned a quarter to the right it is at the top.
        let jpeg =
            image::load_from_memory(&bytes(&ground, &file.key).await).expect("a JPEG").to_rgb8();
        assert!(jpeg.get_pixel(480, 100).0[0] > 100 && jpeg.get_pixel(480, 1250).0[2] > 100);
        let widest = file.renditions.iter().rfind(|one| one.purpose == Purpose::Whole);
        assert_eq!(widest.map(|one| one.width), Some(960));
        let address = widest.map(|one| one.address("Lễ hội.jpg")).expect("an address");
        assert!(address.starts_with("/files/") && address.contains("/le-hoi-960."), "{address}");
        // The original lies apart, whole, and is served nowhere.
        let originals = ground.library.files.originals();
        assert_eq!(originals.get(&media.original.0, None).await.expect("it is kept"), original);
        assert_eq!(
            served(&ground.library.db, &media.original.0).await.expect("an answer"),
            Some(Served::Elsewhere(media.id))
        );
        assert!(ground.library.files.get(&media.original.0, None).await.is_err());
    });
}

fn exif_of(bytes: &[u8]) -> Option<exif::Exif> {
    exif::Reader::new().read_from_container(&mut std::io::Cursor::new(bytes)).ok()
}

#[test]
fn what_is_transparent_stays_so_and_a_small_picture_keeps_its_size() {
    wait(async {
        let ground = Ground::new().await;
        let pixels = image::RgbaImage::from_fn(200, 100, |x, _| {
            image::Rgba([200, 30, 30, if x < 100 { 0 } else { 255 }])
        });
        let mut png = std::io::Cursor::new(Vec::new());
        pixels.write_to(&mut png, ImageFormat::Png).expect("a PNG");
        let media = ready(&ground, &person(1, Role::Author), "con dấu.png", png.into_inner()).await;
        let file = shown(&ground, &media.key).await.expect("readers get it");
        assert_eq!((file.width, file.height), (Some(200), Some(100)));
        let of = |format| {
            file.renditions.iter().find(|r| r.format == format && r.purpose == Purpose::Whole)
        };
        let webp = bytes(&ground, &of(Format::Webp).expect("a WebP").key).await;
        let webp = image::load_from_memory(&webp).expect("a WebP").to_rgba8();
        assert_eq!((webp.get_pixel(20, 50).0[3], webp.get_pixel(180, 50).0[3]), (0, 255));
        let jpeg = bytes(&ground, &of(Format::Jpeg).expect("a JPEG").key).await;
        let jpeg = image::load_from_memory(&jpeg).expect("a JPEG").to_rgb8();
        assert!(jpeg.get_pixel(20, 50).0.iter().all(|colour| *colour > 240), "laid on white");
    });
}

#[test]
fn bytes_that_follow_a_picture_go_no_further() {
    wait(async {
        let ground = Ground::new().await;
        let mut two = picture(64, 48, ImageFormat::Png);
        two.extend(b"<html><script>alert(1)</script></html>PK\x03\x04");
        let media = ready(&ground, &person(1, Role::Author), "anh.png", two).await;
        let file = shown(&ground, &media.key).await.expect("readers get it");
        for one in file.renditions {
            let made = bytes(&ground, &one.key).await;
            assert!(memchr::memmem::find(&made, b"<script>").is_none(), "{one:?}");
        }
    });
}

#[test]
fn a_drawing_and_a_document_are_readers_at_once_and_a_document_is_downloaded() {
    wait(async {
        let ground = Ground::new().await;
        let actor = person(1, Role::Author);
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"><path d=\"M0 0\"/></svg>";
        let media = ready(&ground, &actor, "hinh.svg", svg.to_vec()).await;
        let file = shown(&ground, &media.key).await.expect("readers get it");
        assert_eq!((file.width, file.height, file.renditions.len()), (Some(40), Some(30), 0));
        let media = ready(&ground, &actor, "Kế hoạch số 12.pdf", pdf("<< >>")).await;
        assert!(media.address().ends_with("/ke-hoach-so-12.pdf"), "{}", media.address());
        let response = get(&ground, &media.key.0).await;
        assert_eq!(response.status(), 200);
        let header = |name: &str| response.headers()[name].to_str().expect("text").to_owned();
        assert_eq!(header("content-disposition"), "attachment");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("content-type"), "application/pdf");
    });
}

async fn get(ground: &Ground, key: &str) -> http::Response<axum::body::Body> {
    let (db, files) = (&ground.library.db, &ground.library.files);
    mocban::media::serve(db, files, key, &http::HeaderMap::new()).await.expect("an answer")
}

#[test]
fn the_same_bytes_are_kept_once_and_come_back_out_of_the_bin() {
    wait(async {
        let ground = Ground::new().await;
        let actor = person(1, Role::Author);
        let file = || coming("anh.png", "", picture(64, 48, ImageFormat::Png));
        let first = add(&ground.library, &actor, file()).await.expect("it comes in");
        let again =
            add(&ground.library, &person(2, Role::Author), file()).await.expect("an answer");
        assert_eq!((first, again), (Added::New(first.id()), Added::Known(first.id())));
        let at = ground.library.clock.now_ms();
        in_one(&ground, async |tx| remove(tx, &actor, at, first.id()).await)
            .await
            .expect("it goes");
        let back = add(&ground.library, &actor, file()).await.expect("an answer");
        assert_eq!(back, Added::PutBack(first.id()));
        assert_eq!(count(&ground.library.db, &Search::default()).await.expect("a count"), 1);
    });
}

fn said(media: &Media, alt: &str) -> Description {
    let words = MediaWords { alt: alt.to_owned(), caption: String::new() };
    Description {
        seen: media.edition,
        credits: media.credits.clone(),
        words: BTreeMap::from([("vi".parse().expect("a language"), words)]),
    }
}

#[test]
fn whoever_describes_what_another_has_just_described_is_told() {
    wait(async {
        let ground = Ground::new().await;
        let (author, editor) = (person(1, Role::Author), person(2, Role::Editor));
        let media = ready(&ground, &author, "anh.png", picture(64, 48, ImageFormat::Png)).await;
        let at = ground.library.clock.now_ms();
        let first = said(&media, "Rước kiệu ở chùa Vĩnh Nghiêm");
        let edition = in_one(&ground, async |tx| describe(tx, &author, at, media.id, &first).await);
        assert_eq!(edition.await.expect("it is described"), media.edition + 1);
        let second = said(&media, "Khác");
        let clash = in_one(&ground, async |tx| describe(tx, &editor, at, media.id, &second).await);
        assert!(matches!(clash.await, Err(Refusal::Clash(_))));
        let now = library_file(&ground, media.id).await;
        assert_eq!(
            now.words.values().next().map(|w| w.alt.as_str()),
            Some("Rước kiệu ở chùa Vĩnh Nghiêm")
        );
        let same = said(&now, "Rước kiệu ở chùa Vĩnh Nghiêm");
        let edition = in_one(&ground, async |tx| describe(tx, &author, at, media.id, &same).await);
        assert_eq!(edition.await.expect("nothing to write"), now.edition);
        let found = |text: &str| Search { text: text.to_owned(), ..Search::default() };
        for text in ["ruoc kieu", "VĨNH NGHIÊM", "anh"] {
            let hits = list(&ground.library.db, &found(text), (0, 10)).await.expect("a list");
            assert_eq!(hits.len(), 1, "{text}");
        }
        assert_eq!(count(&ground.library.db, &found("100%")).await.expect("a count"), 0);
        let without = Search { without_alt: "en".parse().ok(), ..Search::default() };
        assert_eq!(count(&ground.library.db, &without).await.expect("a count"), 1);
    });
}

#[test]
fn an_author_changes_her_own_files_only_and_a_translator_only_words() {
    wait(async {
        let ground = Ground::new().await;
        let media =
            ready(&ground, &person(1, Role::Author), "a.png", picture(64, 48, ImageFormat::Png))
                .await;
        let at = ground.library.clock.now_ms();
        let (other, translator) = (person(2, Role::Author), person(3, Role::Translator));
        let words = said(&media, "Chùa");
        let refused =
            in_one(&ground, async |tx| describe(tx, &other, at, media.id, &words).await).await;
        assert!(matches!(refused, Err(Refusal::NotAllowed(_))));
        let refused = in_one(&ground, async |tx| remove(tx, &other, at, media.id).await).await;
        assert!(matches!(refused, Err(Refusal::NotAllowed(_))));
        let mut credits = said(&media, "Chùa");
        credits.credits.author = Some("Khác".to_owned());
        let refused =
            in_one(&ground, async |tx| describe(tx, &translator, at, media.id, &credits).await)
                .await;
        assert!(matches!(refused, Err(Refusal::NotAllowed(_))));
        in_one(&ground, async |tx| describe(tx, &translator, at, media.id, &words).await)
            .await
            .expect("words");
    });
}

#[test]
fn a_moved_focal_point_moves_the_cuts() {
    wait(async {
        let ground = Ground::new().await;
        let author = person(1, Role::Author);
        let media = ready(&ground, &author, "a.png", picture(1200, 400, ImageFormat::Png)).await;
        let square = |file: MediaFile| {
            let found = file.renditions.into_iter().find(|r| {
                r.purpose == Purpose::Square && r.format == Format::Jpeg && r.width == 320
            });
            found.expect("a square").key
        };
        let before = square(shown(&ground, &media.key).await.expect("a file"));
        let mut right = said(&media, "");
        right.credits.focal = Focal { x: 1000, y: 500 };
        let at = ground.library.clock.now_ms();
        in_one(&ground, async |tx| describe(tx, &author, at, media.id, &right).await)
            .await
            .expect("it is said");
        assert_eq!(ground.work_off().await, 2, "first WebP and JPEG, then AVIF");
        let after = square(shown(&ground, &media.key).await.expect("a file"));
        let colour = async |key: &FileKey| {
            let picture = image::load_from_memory(&bytes(&ground, key).await).expect("a JPEG");
            picture.to_rgb8().get_pixel(10, 10).0
        };
        assert!(colour(&before).await[0] > 150, "the middle is red on its left");
        assert!(colour(&after).await[2] > 150, "the right is blue");
        let mut outside = said(&library_file(&ground, media.id).await, "");
        outside.credits.focal = Focal { x: 1001, y: 0 };
        let refused =
            in_one(&ground, async |tx| describe(tx, &author, at, media.id, &outside).await).await;
        assert!(matches!(refused, Err(Refusal::Wrong { field: "focal" })));
    });
}

async fn replaced(ground: &Ground) {
    let author = person(1, Role::Author);
    let media = ready(ground, &author, "ke-hoach.pdf", pdf("<< /A 1 >>")).await;
    entry(ground, "ke-hoach", &media.key).await;
    let old = media.public.clone().expect("a file");
    let new = || coming("kế hoạch sửa.pdf", "", pdf("<< /A 2 >>"));
    replace(&ground.library, &author, media.id, new()).await.expect("it is replaced");
    let now = library_file(ground, media.id).await;
    assert_eq!((&now.key, now.name.as_str()), (&media.key, "kế hoạch sửa.pdf"));
    let file = shown(ground, &media.key).await.expect("the entry's key still leads to a file");
    assert_eq!(Some(&file.key), now.public.as_ref());
    assert_eq!(bytes(ground, &file.key).await, pdf("<< /A 2 >>"));
    let led = get(ground, &old.0).await;
    assert_eq!(led.status(), 302);
    let to = format!("/files/{}/ke-hoach-sua.pdf", file.key);
    assert_eq!(led.headers()["location"], to.as_str());
    assert_eq!(led.headers()["cache-control"], "no-cache");
    let log = mocban::platform::changes::after(&ground.library.db, 0, 100).await.expect("the log");
    let touched: Vec<&str> = log.last().expect("a change").touches().collect();
    assert_eq!(touched, ["entry:1", "kind:news", &format!("media:{}", media.id)]);
    let same = replace(&ground.library, &author, media.id, new()).await;
    assert!(matches!(same, Err(Refusal::SameFile)));
    let other = coming("a.png", "", picture(9, 9, ImageFormat::Png));
    let other = replace(&ground.library, &author, media.id, other).await;
    assert!(matches!(other, Err(Refusal::OtherKind { .. })));
    // The bytes it had before may come again: as another file, at their own address.
    let again = add(&ground.library, &author, coming("cu.pdf", "", pdf("<< /A 1 >>"))).await;
    let Ok(Added::New(again)) = again else { panic!("{again:?}") };
    let again = library_file(ground, again).await;
    assert_ne!(again.key, media.key);
    assert_eq!(get(ground, &old.0).await.status(), 200);
}

#[test]
fn a_replaced_file_shows_everywhere_and_its_old_address_leads_to_it() {
    wait(async { replaced(&Ground::new().await).await });
}

#[test]
fn on_postgresql_a_replaced_file_shows_everywhere_too() {
    wait(async {
        let postgres = Postgres::start();
        let ground = Ground::on(folder::new(), &postgres.database().await).await;
        replaced(&ground).await;
        let found = Search { text: "ke hoach".to_owned(), ..Search::default() };
        assert_eq!(list(&ground.library.db, &found, (0, 9)).await.expect("a list").len(), 1);
        ground.library.db.close().await;
    });
}

#[test]
fn a_replaced_picture_is_shown_as_it_was_until_the_new_one_is_made() {
    wait(async {
        let ground = Ground::new().await;
        let author = person(1, Role::Author);
        let media = ready(&ground, &author, "a.png", picture(640, 480, ImageFormat::Png)).await;
        let old = shown(&ground, &media.key).await.expect("a file");
        let new = coming("b.jpg", "", photograph(800, 600, 1));
        replace(&ground.library, &author, media.id, new).await.expect("it is replaced");
        assert_eq!(shown(&ground, &media.key).await.as_ref(), Some(&old));
        assert_eq!(library_file(&ground, media.id).await.readiness, Readiness::Waiting);
        ground.work_off().await;
        let new = shown(&ground, &media.key).await.expect("a file");
        assert_eq!((new.width, new.height), (Some(800), Some(600)));
        assert!(
            new.renditions.iter().all(|one| old.renditions.iter().all(|was| was.key != one.key))
        );
    });
}

#[test]
fn a_file_in_use_is_not_thrown_away_and_one_in_the_bin_is_forgotten_after_thirty_days() {
    wait(async {
        let ground = Ground::new().await;
        let author = person(1, Role::Author);
        let media = ready(&ground, &author, "a.png", picture(64, 48, ImageFormat::Png)).await;
        let free = ready(&ground, &author, "b.jpg", photograph(64, 48, 1)).await;
        entry(&ground, "khai-mac", &media.key).await;
        let at = ground.library.clock.now_ms();
        let used = in_one(&ground, async |tx| remove(tx, &author, at, media.id).await).await;
        let Err(Refusal::Used(places)) = used else { panic!("{used:?}") };
        assert_eq!((places[0].key.as_str(), places[0].live), ("khai-mac", true));
        in_one(&ground, async |tx| remove(tx, &author, at, free.id).await).await.expect("it goes");
        in_one(&ground, async |tx| put_back(tx, &author, at, free.id).await)
            .await
            .expect("it is back");
        assert!(!purge(&ground.library, free.id).await.expect("an answer"), "not in the bin");
        in_one(&ground, async |tx| remove(tx, &author, at, free.id).await).await.expect("it goes");
        assert!(!purge(&ground.library, free.id).await.expect("an answer"), "its time is not over");
        let before = ground.written().await.1;
        ground.library.clock.set(crate::support::at("2026-12-20T10:15:00+07:00"));
        ground.work_off().await;
        assert!(newest_of(&ground.library.db, free.id).await.expect("an answer").is_none());
        let public = free.public.expect("a file");
        assert_eq!(served(&ground.library.db, &public.0).await.expect("an answer"), None);
        assert!(!ground.library.files.holds(&public.0).await.expect("an answer"));
        assert!(
            !ground.library.files.originals().holds(&free.original.0).await.expect("an answer")
        );
        assert!(ground.written().await.1 < before);
        assert!(shown(&ground, &media.key).await.is_some(), "the other stays");
    });
}

#[test]
fn a_picture_that_cannot_be_decoded_says_so_and_is_not_tried_for_ever() {
    wait(async {
        let ground = Ground::new().await;
        // Its header is whole; its pixels end in the middle.
        let mut cut = picture(600, 400, ImageFormat::Png);
        cut.truncate(cut.len() / 2);
        let added = add(&ground.library, &person(1, Role::Author), coming("a.png", "", cut)).await;
        let added = added.expect("its header is that of a picture");
        ground.work_off().await;
        let media = library_file(&ground, added.id()).await;
        assert_eq!(media.readiness, Readiness::Failed);
        assert!(media.problem.is_some() && shown(&ground, &media.key).await.is_none());
    });
}
