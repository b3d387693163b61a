//! A film at the desk: its poster out of its own pictures or another, and its captions in each language.

use crate::desk_library::{form, taken, work};
use crate::desk_library_forms::seen;
use crate::media_ground::{person, photograph, picture, workshop};
use crate::pictured::{bare_video, drafted};
use crate::support::{DeskClient, TestPortal, folder, wait};
use image::ImageFormat;
use jiff::tz::TimeZone;
use mocban::editorial::{self, Approval, Change, Of, Refusal, Release};
use mocban::media::{Media, MediaId, Poster, captions_of, handlers, newest_of, rendition_keys};
use mocban::people::Role;
use mocban::platform::jobs::work_off;
use std::process::Command;

/// A film of four seconds that changes its colour each second.
fn film() -> Vec<u8> {
    let folder = folder::new();
    let path = folder.path().join("phim.mp4");
    let mut command = Command::new("ffmpeg");
    command.args(["-nostdin", "-y", "-v", "error", "-f", "lavfi", "-i"]);
    command.args(["testsrc2=size=320x240:rate=8:duration=4", "-pix_fmt", "yuv420p"]).arg(&path);
    assert!(command.status().expect("ffmpeg runs").success());
    std::fs::read(path).expect("a film")
}

async fn media(portal: &TestPortal, id: i64) -> Media {
    let found = newest_of(&portal.app.portal.db, MediaId(id)).await.expect("an answer");
    found.expect("the file")
}

/// The keys of the small whole JPEG of a file.
async fn small(portal: &TestPortal, id: i64) -> String {
    let keys = rendition_keys(&portal.app.portal.db, MediaId(id)).await.expect("keys");
    let is = |one: &&(String, String, i64, String)| {
        (one.0.as_str(), one.1.as_str(), one.2) == ("whole", "jpeg", 320)
    };
    keys.iter().find(is).expect("a small picture").3.clone()
}

async fn ready_film(portal: &TestPortal, editor: &DeskClient<'_>) -> i64 {
    let id = taken(editor, "Hội làng.mp4", &film()).await;
    work(portal).await;
    id
}

#[test]
fn a_poster_is_chosen_among_the_films_own_pictures_or_another_of_the_library() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = ready_film(&portal, &editor).await;
        let url = format!("/desk/media/{id}");
        let page = editor.page(&url).await;
        page.shows(&["Người đọc xem được", "Để cổng tự chọn", "0:00", "0:03"]);
        assert_eq!(page.text.matches("class=\"still\"").count(), 8);
        let own = small(&portal, id).await;

        let chosen = editor.post(&format!("{url}/poster"), &[("poster", "3.750")]).await;
        assert_eq!(chosen.header("location"), format!("{url}?done=poster#poster"));
        assert_eq!(media(&portal, id).await.poster, Poster::At(3750));
        editor.page(&url).await.shows(&["Đang làm hình đại diện."]);
        assert_eq!(small(&portal, id).await, own, "until it is made the former stays");
        work(&portal).await;
        assert_ne!(small(&portal, id).await, own);
        editor.page(&url).await.shows_none(&["Đang làm hình đại diện."]);

        let other = taken(&editor, "bia.png", &picture(640, 480, ImageFormat::Png)).await;
        work(&portal).await;
        let number = other.to_string();
        let sent = [("poster", "picture"), ("picture", &*number)];
        editor.post(&format!("{url}/poster"), &sent).await;
        work(&portal).await;
        assert_eq!(small(&portal, id).await, small(&portal, other).await);
        editor.page(&url).await.shows(&["bia.png"]);
    });
}

#[test]
fn a_poster_that_cannot_be_is_refused_and_the_former_stays() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = taken(&editor, "Hội làng.mp4", &film()).await;
        let url = format!("/desk/media/{id}/poster");
        let cases: [(&[(&str, &str)], &str); 4] = [
            (&[("poster", "at"), ("at", "giữa phim")], "Ghi số giây như 62,5"),
            (&[("poster", "picture"), ("picture", "999999")], "Không có ảnh nào mang số này"),
            (&[("poster", "-3")], "Hãy chọn một hình đại diện."),
            (&[], "Hãy chọn một hình đại diện."),
        ];
        for (sent, reason) in cases {
            let refused = editor.post(&url, sent).await;
            assert_eq!(refused.status, 422, "{sent:?}");
            refused.shows(&["Có 1 chỗ cần sửa", reason]);
            // What was typed and the way that was chosen stay, with the reason beside them.
            let Some((field, typed)) = sent.get(1) else { continue };
            assert!(refused.text.contains(&format!("value=\"{typed}\"")), "{typed}");
            assert!(refused.text.contains(&format!("id=\"poster-{field}\" checked")), "{field}");
            assert!(refused.text.contains(&format!("id=\"f-{field}-error\"")), "{field}");
        }
        assert_eq!(media(&portal, id).await.poster, Poster::Own);
        let author = portal.desk(Role::Author).await;
        assert_eq!(author.post(&url, &[("poster", "own")]).await.status, 403);
        let still = taken(&editor, "anh.jpg", &photograph(80, 60, 1)).await;
        let of_a_picture = format!("/desk/media/{still}/poster");
        assert_eq!(editor.post(&of_a_picture, &[("poster", "own")]).await.status, 422);
    });
}

#[test]
fn a_moment_is_written_as_the_page_shows_it_and_stands_there_as_the_choice() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = ready_film(&portal, &editor).await;
        let url = format!("/desk/media/{id}");
        let poster = format!("{url}/poster");
        let chosen = editor.post(&poster, &[("poster", "at"), ("at", "0:02")]).await;
        assert_eq!(chosen.status, 303);
        assert_eq!(media(&portal, id).await.poster, Poster::At(2000));
        let moment = "id=\"poster-at\" checked";
        let page = editor.page(&url).await;
        assert!(page.text.contains(moment), "no still shows this moment");
        editor.post(&poster, &[("poster", "3.750")]).await;
        let page = editor.page(&url).await;
        assert!(!page.text.contains(moment), "a still shows this one");
    });
}

#[test]
fn a_list_asks_again_until_the_poster_of_a_new_film_is_there() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        taken(&editor, "Hội làng.mp4", &film()).await;
        let asks = async || editor.page("/desk/media").await.text.contains("every 3s");
        assert!(asks().await, "the film is waited for");
        let app = &portal.app.portal;
        let mut film_only = handlers(&app.library(), &workshop(portal.folder.path()));
        film_only.0.retain(|one| one.kind == "convert-film");
        assert_eq!(work_off(&app.db, &film_only, &app.clock).await.expect("it works"), 1);
        assert!(asks().await, "its poster is waited for");
        work(&portal).await;
        assert!(!asks().await, "nothing is waited for");
    });
}

const WORDS: &str = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nTrống hội vang lên\n";

#[test]
fn captions_are_written_beside_the_film_and_kept_as_a_file_of_the_library() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = taken(&editor, "Hội làng.mp4", &film()).await;
        let url = format!("/desk/media/{id}");
        editor.page(&url).await.shows(&["Viết phụ đề", "chưa có"]);
        let vi = format!("{url}/captions/vi");
        editor.page(&vi).await.shows(&["Phụ đề: Tiếng Việt"]);
        let saved = editor.post(&vi, &[("seen", ""), ("text", WORDS)]).await;
        let done = format!("{url}?done=captions#captions");
        assert_eq!(saved.header("location"), done, "{}", saved.all_words());
        let kept = captions_of(&portal.app.portal.db, MediaId(id)).await.expect("captions");
        let [first] = &kept[..] else { panic!("{kept:?}") };
        assert_eq!(first.file.name, "Hội làng.vi.vtt");
        let page = editor.page(&format!("/desk/media/{}", first.file.id)).await;
        page.shows(&["Hội làng.mp4", "phụ đề của video này"]);

        // Who had not seen the newest keeps what she wrote, and is told.
        let later = WORDS.replace("vang lên", "vang xa");
        let clash = editor.post(&vi, &[("seen", ""), ("text", &later)]).await;
        assert_eq!(clash.status, 409);
        clash.shows(&["Người khác vừa sửa thông tin"]);
        assert!(clash.text.contains("vang xa"), "what was written stays");

        // A translator may write the film's words; their address stays when they change.
        let translator = portal.desk(Role::Translator).await;
        let seen = first.file.edition.to_string();
        let saved = translator.post(&vi, &[("seen", &seen), ("text", &later)]).await;
        assert_eq!(saved.header("location"), done, "{}", saved.all_words());
        let now = captions_of(&portal.app.portal.db, MediaId(id)).await.expect("captions");
        assert_eq!((now[0].file.id, &now[0].file.key), (first.file.id, &first.file.key));
        assert_ne!(now[0].file.original, first.file.original);
    });
}

#[test]
fn captions_somebody_else_changed_meanwhile_are_saved_when_they_are_sent_again() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = taken(&editor, "Hội làng.mp4", &film()).await;
        let vi = format!("/desk/media/{id}/captions/vi");
        editor.post(&vi, &[("seen", ""), ("text", WORDS)]).await;
        let later = WORDS.replace("vang lên", "vang xa");
        let clash = editor.post(&vi, &[("seen", ""), ("text", &later)]).await;
        assert_eq!(clash.status, 409);
        clash.shows(&["bấm Lưu lần nữa"]);
        let again = editor.post(&vi, &[("seen", &seen(&clash)), ("text", &later)]).await;
        assert_eq!(again.status, 303, "{}", again.words());
        assert!(editor.page(&vi).await.text.contains("vang xa"));
    });
}

#[test]
fn captions_that_cannot_be_read_say_which_line_and_nothing_is_lost() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = taken(&editor, "Hội làng.mp4", &film()).await;
        let vi = format!("/desk/media/{id}/captions/vi");
        let wrong = WORDS.replace("00:00:02.000", "hai giây");
        let refused = editor.post(&vi, &[("seen", ""), ("text", &wrong)]).await;
        assert_eq!(refused.status, 422);
        refused.shows(&["Dòng 3 của tệp phụ đề"]);
        assert!(refused.text.contains("hai giây"), "what was written stays");
        assert_eq!(editor.get(&format!("/desk/media/{id}/captions/xx")).await.status, 404);
        let author = portal.desk(Role::Author).await;
        assert_eq!(author.post(&vi, &[("seen", ""), ("text", WORDS)]).await.status, 403);
    });
}

#[test]
fn a_file_too_long_for_a_plain_form_says_so_and_how_it_comes_in_all_the_same() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let good = picture(64, 48, ImageFormat::Png);
        let long = vec![0; (200 << 20) + 1];
        let sent: [(&str, &[u8]); 2] = [("dai.mp4", &long), ("nho.png", &good)];
        let answer = form(&editor, "/desk/media", "files", &sent).await;
        assert_eq!(answer.status, 422);
        answer.shows(&["dai.mp4", "Tệp lớn hơn 200 MB", "tệp đi từng phần", "nho.png", "Đã nhận."]);
    });
}

/// Tries to make a video public in Vietnamese that somebody else wrote.
async fn released(portal: &TestPortal, slug: &str) -> Result<(), Refusal> {
    let app = &portal.app.portal;
    let rules = app.kinds.named("video").expect("video");
    let (at, publisher) = (app.clock.now_ms(), person(3, Role::Publisher));
    let of = Of { rules, key: slug, language: "vi".parse().expect("a language") };
    let mut tx = app.db.begin().await.expect("begins");
    let (change, approval) = (Change::Minor, Approval::SecondPerson);
    let release = Release { of, seen: None, change, approval, zone: &TimeZone::UTC };
    editorial::release(&mut tx, &publisher, at, release).await?;
    tx.commit().await.expect("kept");
    portal.app.caught_up().await.expect("the followers catch up");
    Ok(())
}

#[test]
fn a_video_shows_the_poster_and_captions_of_its_film_without_their_being_given_twice() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = ready_film(&portal, &editor).await;
        let entry = bare_video("hoi-lang", &media(&portal, id).await.key);
        drafted(&portal, &entry).await;
        let refused = released(&portal, "hoi-lang").await.expect_err("it has no captions");
        let Refusal::NotReady { complaints, .. } = refused else { panic!("{refused:?}") };
        let keys: Vec<_> = complaints.iter().map(|one| one.key).collect();
        assert_eq!(keys, ["editorial-missing-captions"], "its poster is there");

        let url = format!("/desk/media/{id}");
        let vi = format!("{url}/captions/vi");
        editor.post(&vi, &[("seen", ""), ("text", WORDS)]).await;
        released(&portal, "hoi-lang").await.expect("it has captions now");
        let page = portal.page("/vi/video/hoi-lang").await;
        assert!(page.text.contains(" srclang=\"vi\"") && page.text.contains(" poster=\"/files/"));
        portal.page("/vi/video").await.shows(&["Rước kiệu"]);

        // What is changed in the library changes for readers; what they need does not go.
        let before = page.text.split(" poster=").nth(1).map(|rest| rest[..60].to_owned());
        editor.post(&format!("{url}/poster"), &[("poster", "3.750")]).await;
        work(&portal).await;
        portal.app.caught_up().await.expect("the followers catch up");
        let page = portal.page("/vi/video/hoi-lang").await;
        let after = page.text.split(" poster=").nth(1).map(|rest| rest[..60].to_owned());
        assert!(before.is_some() && before != after, "{before:?}");
        let words = captions_of(&portal.app.portal.db, MediaId(id)).await.expect("captions");
        let bin = format!("/desk/media/{}/remove", words[0].file.id);
        let kept = editor.post(&bin, &[]).await;
        assert_eq!(kept.status, 409, "{}", kept.all_words());
    });
}
