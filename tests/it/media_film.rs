//! Films and sounds, made ready by ffmpeg.

use crate::media_ground::{Ground, coming, person};
use crate::support::wait;
use mocban::media::{
    Content, Format, Media, MediaKind, Purpose, Readiness, add, described, newest_of,
    rendition_keys,
};
use mocban::people::Role;
use std::path::Path;
use std::process::Command;

/// Makes a test file with ffmpeg itself.
fn made(path: &Path, args: &[&str]) {
    let mut command = Command::new("ffmpeg");
    command.args(["-nostdin", "-y", "-v", "error"]).args(args).arg(path);
    assert!(command.status().expect("ffmpeg runs").success());
}

async fn ready(ground: &Ground, name: &str, args: &[&str]) -> Media {
    let path = ground.folder.path().join(name);
    made(&path, args);
    let mut file = coming(name, "", Vec::new());
    file.content = Content::File(path);
    let added = add(&ground.library, &person(1, Role::Author), file).await.expect("it comes in");
    ground.work_off().await;
    newest_of(&ground.library.db, added.id()).await.expect("an answer").expect("the file")
}

async fn text(ground: &Ground, key: &str) -> String {
    let bytes = ground.library.files.get(key, None).await.expect("the file is there");
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one film is slow to make: it is looked at from every side"
)]
fn a_film_plays_everywhere_in_pieces_too_and_has_a_poster() {
    wait(async {
        let ground = Ground::new().await;
        let film = [
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=640x480:rate=12:duration=6",
            "-f",
            "lavfi",
            "-i",
            "sine=duration=6",
            "-c:v",
            "libvpx",
            "-b:v",
            "300k",
            "-c:a",
            "libvorbis",
            "-metadata",
            "location=+21.1+106.1/",
        ];
        let media = ready(&ground, "le-hoi.webm", &film).await;
        assert_eq!(
            (media.kind, media.readiness),
            (MediaKind::Video, Readiness::Ready),
            "{media:?}"
        );
        assert_eq!(media.size, Some((640, 480)));
        assert!(media.address().ends_with("/le-hoi.mp4"));
        let keys = rendition_keys(&ground.library.db, media.id).await.expect("keys");
        let key = |purpose: &str| {
            let found = keys.iter().find(|(one, ..)| one == purpose);
            found.unwrap_or_else(|| panic!("no {purpose}: {keys:?}")).3.clone()
        };
        let master = text(&ground, &key("hls")).await;
        assert!(
            master.contains("RESOLUTION=640x480") && master.contains("RESOLUTION=480x360"),
            "{master}"
        );
        assert!(!master.contains("x1080") && !master.contains("x720"), "{master}");
        for side in ["360", "480"] {
            let list = key(&format!("hls-{side}"));
            assert!(master.contains(&format!("/files/{list}/{side}.m3u8")), "{master}");
            let (list, data) = (text(&ground, &list).await, key(&format!("hls-data-{side}")));
            assert!(list.contains(&format!("/files/{data}/{side}.mp4")), "{list}");
            assert!(list.contains("#EXT-X-MAP") && list.contains("#EXT-X-BYTERANGE"), "{list}");
            assert!(list.contains("#EXT-X-ENDLIST"), "{list}");
        }
        let mp4 = ground.library.files.get(&key("film"), None).await.expect("the film");
        assert!(memchr::memmem::find(&mp4, b"+21.1").is_none(), "no place is left in it");
        let place = |word: &[u8]| memchr::memmem::find(&mp4, word).expect("a part of the film");
        assert!(place(b"moov") < place(b"mdat"), "it begins to play before it is whole");
        let shown = described(&ground.library.db, std::slice::from_ref(&media.key)).await;
        let shown = shown.expect("an answer").remove(&media.key).expect("readers get it");
        assert_eq!((&*shown.content_type, Some(&shown.key)), ("video/mp4", media.public.as_ref()));
        let poster = |format| {
            let whole = shown.renditions.iter().filter(|one| one.purpose == Purpose::Whole);
            whole.filter(|one| one.format == format).count()
        };
        assert!(Format::ALL.into_iter().all(|format| poster(format) > 0), "in three formats");
        let pieces = shown.pieces_address("le-hoi.mp4").expect("its pieces");
        assert_eq!(pieces, format!("/files/{}/le-hoi.m3u8", key("hls")));
        assert!(
            !ground
                .folder
                .path()
                .join("work")
                .read_dir()
                .is_ok_and(|mut left| left.next().is_some())
        );
    });
}

#[test]
fn a_sound_is_made_to_play_everywhere() {
    wait(async {
        let ground = Ground::new().await;
        let media = ready(&ground, "quan-ho.wav", &["-f", "lavfi", "-i", "sine=duration=2"]).await;
        assert_eq!(
            (media.kind, media.readiness),
            (MediaKind::Audio, Readiness::Ready),
            "{media:?}"
        );
        let shown = described(&ground.library.db, std::slice::from_ref(&media.key)).await;
        let shown = shown.expect("an answer").remove(&media.key).expect("readers get it");
        assert_eq!(shown.content_type, "audio/mp4");
    });
}

#[test]
fn a_film_that_is_none_says_why_and_leaves_nothing_behind() {
    wait(async {
        let ground = Ground::new().await;
        let mut fake = b"\0\0\0\x18ftypisom\0\0\0\0isomiso2".to_vec();
        fake.extend([0; 4000]);
        let added =
            add(&ground.library, &person(1, Role::Author), coming("phim.mp4", "", fake)).await;
        let id = added.expect("its first bytes are those of a film").id();
        let before = ground.written().await.1;
        ground.work_off().await;
        let media = newest_of(&ground.library.db, id).await.expect("an answer").expect("the file");
        assert_eq!(media.readiness, Readiness::Failed);
        assert!(media.problem.is_some_and(|why| why.contains("cannot be read")));
        assert_eq!(ground.written().await.1, before);
    });
}
