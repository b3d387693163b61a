//! The library in and out with the site folder: what is said of files, films with their captions, files
//! nothing holds; photographs that come in a folder are made ready for readers like any other.

use crate::media_ground::{pdf, person, photograph, picture};
use crate::pictured::{article, bare_video, handed_in, made, published, said, video};
use crate::support::folder::{Site, files};
use crate::support::{Postgres, TestPortal, folder, import, wait};
use image::ImageFormat;
use mocban::media::{
    self, Caption, Focal, Media, MediaId, MediaWords, Poster, Readiness, Search, captions_of,
};
use mocban::people::Role;
use std::path::Path;
use std::process::Command;

const CAPTIONS: &[u8] = "WEBVTT\n\n00:00.000 --> 00:02.000\nKiệu qua cầu.\n".as_bytes();
const VI: &str = "WEBVTT\n\n00:00.000 --> 00:01.000\nTrống hội.\n";
const EN: &str = "WEBVTT\n\n00:00.000 --> 00:01.000\nThe festival drum.\n";
const BARE: &str = "/vi/video/phim-trong-kho";
const VIDEO: &str = "/vi/video/phim-ruoc-kieu";
const ARTICLE: &str = "/vi/tin-tuc/ruoc-kieu";

/// The demo with a small film and small pictures in the place of its own: what is made of those takes a
/// minute.
fn small() -> Site {
    let site = Site::copy();
    let tiny = picture(96, 64, ImageFormat::Jpeg);
    for file in ["files/share.jpg", "video/mot-ban-khac/poster.jpg"] {
        std::fs::write(site.path().join(file), &tiny).expect("it is written");
    }
    std::fs::write(site.path().join("video/mot-ban-khac/mot-ban-khac.mp4"), film_of("96x64"))
        .expect("it is written");
    site
}

/// A film of two seconds, made by ffmpeg itself.
fn film_of(size: &str) -> Vec<u8> {
    let (folder, args) = (folder::new(), ["-nostdin", "-v", "error", "-f", "lavfi", "-i"]);
    let path = folder.path().join("phim.mp4");
    let source = format!("testsrc2=size={size}:rate=10:duration=2");
    let made = Command::new("ffmpeg").args(args).arg(source).arg(&path).status();
    assert!(made.expect("ffmpeg runs").success());
    std::fs::read(path).expect("the film")
}

async fn library(portal: &TestPortal) -> Vec<Media> {
    let all = media::list(&portal.app.portal.db, &Search::default(), (0, 100)).await;
    all.expect("a list")
}

async fn named(portal: &TestPortal, name: &str) -> Media {
    let found = library(portal).await.into_iter().find(|media| media.name == name);
    found.unwrap_or_else(|| panic!("no {name} in the library"))
}

async fn out(portal: &TestPortal) -> tempfile::TempDir {
    let out = folder::new();
    mocban::exchange::export(&portal.app.exchange, out.path()).await.expect("the site goes out");
    out
}

/// What an editor does with films of the library: the poster of one is a photograph, of another a
/// moment; captions are written beside the one.
async fn given(portal: &TestPortal, film: MediaId, poster: Poster, words: &[(&str, &str)]) {
    let (library, editor) = (portal.app.portal.library(), person(2, Role::Editor));
    for (language, text) in words {
        let language = language.parse().expect("a language");
        let said = Caption { language, seen: None, text: (*text).to_owned() };
        media::caption(&library, &editor, film, said).await.expect("captions");
    }
    let mut tx = library.db.begin().await.expect("a transaction");
    let at = library.clock.now_ms();
    media::choose_poster(&mut tx, &editor, at, film, poster).await.expect("a poster");
    tx.commit().await.expect("it is committed");
}

/// A portal whose editors worked with the library: a photograph in an article and before a film, a film
/// with captions, a film whose poster and captions only the library has, and a document nothing uses.
async fn worked(portal: &TestPortal) {
    let (id, photo) = handed_in(portal, "Rước kiệu.JPG", photograph(450, 300, 6)).await;
    let (number, film) = handed_in(portal, "Phim rước kiệu.mp4", film_of("320x200")).await;
    let (unused, _) = handed_in(portal, "Trống hội.mp4", film_of("128x96")).await;
    let (_, captions) = handed_in(portal, "phu-de.vtt", CAPTIONS.to_vec()).await;
    handed_in(portal, "Kế hoạch.pdf", pdf("<< /A 1 >>")).await;
    said(portal, id, |said| {
        said.credits.credit = Some("Báo Bắc Giang".to_owned());
        said.credits.licence = Some("CC BY 4.0".to_owned());
        said.credits.place = Some("tay-yen-tu".to_owned());
        said.credits.focal = Focal { x: 300, y: 100 };
        for (language, alt) in [("vi", "Đoàn rước kiệu"), ("en", "The palanquin procession")]
        {
            let words = MediaWords { alt: alt.to_owned(), caption: format!("{alt}.") };
            said.words.insert(language.parse().expect("a language"), words);
        }
    })
    .await;
    made(portal).await;
    published(portal, article("ruoc-kieu", "ruoc-kieu.jpg", &photo), 0).await;
    let poster = ("anh-bia.jpg", &photo);
    published(portal, video("phim-ruoc-kieu", poster, &film, &captions), 0).await;
    let words = [("vi", VI), ("en", EN)];
    given(portal, number, Poster::Picture(id), &words).await;
    given(portal, unused, Poster::At(1500), &words[1..]).await;
    made(portal).await;
    published(portal, bare_video("phim-trong-kho", &film), 0).await;
}

/// The same folder goes out of a portal that took it in as went in.
async fn comes_out_again(site: &Path, portal: &TestPortal) {
    let again = out(portal).await;
    let (before, after) = (files(site), files(again.path()));
    let names = |all: &std::collections::BTreeMap<String, Vec<u8>>| -> Vec<String> {
        all.keys().cloned().collect()
    };
    assert_eq!(names(&before), names(&after));
    let other: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert!(other.is_empty(), "{other:?}");
}

/// What a portal that took the folder in has of it.
async fn everything_is_there(portal: &TestPortal) {
    let photo = named(portal, "Rước kiệu.JPG").await;
    assert_eq!(photo.credits.credit.as_deref(), Some("Báo Bắc Giang"));
    assert_eq!(photo.credits.place.as_deref(), Some("tay-yen-tu"));
    assert_eq!(photo.credits.focal, Focal { x: 300, y: 100 });
    assert_eq!(photo.credits.author.as_deref(), Some("Biên tập viên 1"), "as the camera wrote");
    let alt = |code: &str| photo.words[&code.parse().expect("a language")].alt.clone();
    assert_eq!(
        (alt("vi"), alt("en")),
        ("Đoàn rước kiệu".into(), "The palanquin procession".into())
    );
    assert_eq!(named(portal, "Kế hoạch.pdf").await.content_type, "application/pdf");
    // Right at once, and better once it is made.
    let before = portal.page(ARTICLE).await;
    assert!(before.text.contains("ruoc-kieu.jpg") && !before.text.contains("image/avif"));
    portal.page(VIDEO).await.shows(&["Rước kiệu", "Phụ đề"]);
    assert!(made(portal).await > 0, "what came in is made ready");
    let after = portal.page(ARTICLE).await;
    assert!(after.text.contains("image/avif") && after.text.contains("fx-30 fy-10"));
    let film = portal.page(VIDEO).await.text;
    let sources: Vec<&str> =
        film.split("<source ").skip(1).filter(|one| one.contains("/phim.")).collect();
    assert!(sources[0].contains(".m3u8\" type=\"application/vnd.apple.mpegurl\""), "{sources:?}");
    assert!(sources[1].contains("phim.mp4\" type=\"video/mp4\""), "{sources:?}");
    assert!(library(portal).await.iter().all(|media| media.readiness == Readiness::Ready));
    beside_the_films(portal).await;
}

/// The poster and the captions of films that are given once, in the library.
async fn beside_the_films(portal: &TestPortal) {
    let photo = named(portal, "Rước kiệu.JPG").await;
    let film = named(portal, "Phim rước kiệu.mp4").await;
    let drum = named(portal, "Trống hội.mp4").await;
    assert_eq!((film.poster, drum.poster), (Poster::Picture(photo.id), Poster::At(1500)));
    let db = &portal.app.portal.db;
    let words = captions_of(db, film.id).await.expect("captions");
    let languages: Vec<&str> = words.iter().map(|one| one.language.code()).collect();
    assert_eq!(languages, ["en", "vi"]);
    assert_eq!(captions_of(db, drum.id).await.expect("captions").len(), 1);
    let page = portal.page(BARE).await.text;
    let tracks: Vec<&str> = page.split("<track ").skip(1).collect();
    assert!(tracks[0].contains("srclang=\"vi\"") && tracks[0].contains(" default>"), "{tracks:?}");
    assert!(tracks[1].contains("srclang=\"en\""), "{tracks:?}");
    assert!(page.contains(" poster=\"/files/") && page.contains("thumbnailUrl"), "its poster");
}

#[test]
fn a_site_with_a_library_comes_out_of_another_portal_byte_for_byte() {
    wait(async {
        let portal = TestPortal::with(small().path(), None).await;
        worked(&portal).await;
        let site = out(&portal).await;
        let said = std::fs::read_to_string(site.path().join("library.toml")).expect("text");
        for line in ["poster_of = ", "poster_at = 1500", "[file.captions]"] {
            assert!(said.contains(line), "{line}: {said}");
        }
        for file in ["library.toml", "news/ruoc-kieu/ruoc-kieu.jpg", "video/phim-ruoc-kieu/vi.vtt"]
        {
            assert!(site.path().join(file).exists(), "{file}");
        }
        let other = TestPortal::with(site.path(), None).await;
        comes_out_again(site.path(), &other).await;
        everything_is_there(&other).await;
        // What was made of it meanwhile changes nothing of what goes out.
        comes_out_again(site.path(), &other).await;
        other.takes(site.path()).await;
        assert_eq!(made(&other).await, 0, "taken in again it is the same");
        let postgres = Postgres::start();
        let third = TestPortal::with(site.path(), Some(postgres.database().await)).await;
        comes_out_again(site.path(), &third).await;
        everything_is_there(&third).await;
    });
}

#[test]
fn a_photograph_in_a_folder_is_published_without_what_its_camera_wrote_and_turned_as_it_was() {
    wait(async {
        let site = small();
        let (at, file) = (site.path().join("files/share.jpg"), photograph(800, 500, 6));
        std::fs::write(&at, &file).expect("it is written");
        let portal = TestPortal::with(site.path(), None).await;
        let media = named(&portal, "share.jpg").await;
        assert_eq!(media.size, Some((500, 800)), "as it is looked at");
        let served = portal.page(&media.address()).await;
        assert!(served.bytes.len() > 1000 && served.bytes.len() < file.len());
        let exif = exif::Reader::new()
            .read_from_container(&mut std::io::Cursor::new(&served.bytes))
            .expect("how it is turned stays");
        let tags: Vec<_> = exif.fields().map(|field| field.tag).collect();
        assert_eq!(tags, [exif::Tag::Orientation]);
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).expect("a picture").to_rgb8();
        assert!(pixels(&served.bytes) == pixels(&file), "its pixels are untouched");
        let folder = out(&portal).await;
        assert_eq!(
            std::fs::read(folder.path().join("files/share.jpg")).ok(),
            Some(served.bytes.into())
        );
    });
}

#[test]
fn a_folder_whose_library_names_a_file_that_is_not_there_is_refused() {
    wait(async {
        let site = Site::copy();
        site.write("library.toml", "[[file]]\nkey = \"0123456789abcdef01234567\"\n");
        let portal = TestPortal::demo().await;
        let refused = import(&portal.app.exchange, site.path()).await.expect_err("it is refused");
        let said = refused.to_string();
        assert!(
            said.contains("library.toml") && said.contains("0123456789abcdef01234567"),
            "{said}"
        );
    });
}

#[test]
fn a_folder_that_puts_no_captions_before_a_film_is_refused_whole() {
    wait(async {
        let portal = TestPortal::with(small().path(), None).await;
        worked(&portal).await;
        let site = out(&portal).await;
        let library = site.path().join("library.toml");
        let said = std::fs::read_to_string(&library).expect("text");
        let (photo, film) =
            (named(&portal, "Rước kiệu.JPG").await, named(&portal, "Trống hội.mp4").await);
        let key = |media: &Media| media.public.clone().expect("it is made").0;
        let captions = captions_of(&portal.app.portal.db, film.id).await.expect("captions");
        let wrong = said.replace(
            &format!("en = \"{}\"", key(&captions[0].file)),
            &format!("en = \"{}\"", key(&photo)),
        );
        std::fs::write(&library, wrong).expect("it is written");
        let other = TestPortal::demo().await;
        let refused = import(&other.app.exchange, site.path()).await.expect_err("it is refused");
        assert!(refused.to_string().contains("captions is not as it must be"), "{refused}");
        assert_eq!(other.get(BARE).await.status, 404, "nothing was written");
    });
}
