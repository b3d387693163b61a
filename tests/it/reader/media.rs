//! Albums, the viewer, videos, and the files behind them.

use crate::support::{Answer, TestPortal, html, wait};
use http::Method;

const ALBUM: &str = "/vi/anh/ngay-xuan-tren-dat-tay-yen-tu";
const VIDEO: &str = "/vi/video/khac-mot-lan-in-nhieu-lan";

#[test]
fn an_album_shows_every_picture_with_its_words_and_whose_it_is() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page(ALBUM).await;
        page.shows(&[
            "8 tranh",
            "0 lượt xem",
            "Tranh: Mộc Bản",
            "Giấy phép CC BY 4.0",
            "tranh minh họa",
            "Cơ quan đăng: Sở Văn hóa",
        ]);
        let main = page.main();
        for number in 1..=8 {
            assert!(main.contains(&format!("href=\"{ALBUM}/{number}\"")), "picture {number}");
        }
        for image in html::tags(&main).iter().filter(|tag| tag.name == "img") {
            for name in ["src", "width", "height", "alt"] {
                assert!(image.attribute(name).is_some(), "{image:?} has no {name}");
            }
        }
        portal.page("/vi/anh").await.shows(&["Ngày xuân trên đất Tây Yên Tử", "8 tranh"]);
    });
}

#[test]
fn a_picture_has_an_address_of_its_own_with_ways_forth_and_back() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page(&format!("{ALBUM}/3")).await;
        page.shows(&["3 / 8", "Ảnh 3 trong 8", "Tranh: Mộc Bản", "CC BY 4.0", "Đóng"]);
        let main = page.main();
        for (rel, number) in [("prev", 2), ("next", 4)] {
            let link = format!("rel=\"{rel}\" href=\"{ALBUM}/{number}\"");
            assert!(main.contains(&link), "{link}");
        }
        let first = portal.page(&format!("{ALBUM}/1")).await.main();
        assert!(!first.contains("rel=\"prev\"") && first.contains("rel=\"next\""));
        for nothing in ["0", "9", "03", "-1", "ba", "99999999999999999999"] {
            assert_eq!(portal.get(&format!("{ALBUM}/{nothing}")).await.status, 404, "{nothing}");
        }
    });
}

#[test]
fn a_video_has_its_captions_transcript_length_and_file() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page(VIDEO).await;
        page.shows(&["0:11", "Lời chép lại", "Phụ đề", "Tải video", "Cơ quan đăng: Sở Văn hóa"]);
        let main = page.main();
        let tags = html::tags(&main);
        let tracks: Vec<_> = tags.iter().filter(|tag| tag.name == "track").collect();
        assert_eq!(tracks[0].attribute("srclang").as_deref(), Some("vi"));
        assert!(tracks[0].attribute("default").is_some());
        for track in page.text.split("<track").skip(1) {
            let address = track.split("src=\"").nth(1).and_then(|rest| rest.split('"').next());
            let captions = portal.page(address.expect("an address")).await;
            assert!(captions.header("content-type").starts_with("text/vtt"));
            assert!(captions.text.starts_with("WEBVTT"));
        }
        portal.page("/vi/video").await.shows(&["Khắc một lần, in nhiều lần", "0:11"]);
    });
}

/// The film of the demo, asked for in a piece.
async fn film(portal: &TestPortal, range: &str) -> Answer {
    let page = portal.page(VIDEO).await.text;
    let address = page.split("<source src=\"").nth(1).and_then(|rest| rest.split('"').next());
    portal.ask(Method::GET, address.expect("a film")).with("range", range).answer().await
}

#[test]
fn a_player_may_ask_for_a_piece_of_a_film() {
    wait(async {
        let portal = TestPortal::demo().await;
        let file = std::fs::read(
            crate::support::folder::demo().join("video/mot-ban-khac/mot-ban-khac.mp4"),
        );
        let file = file.expect("the film");
        let whole = film(&portal, "").await;
        assert_eq!((whole.status.as_u16(), whole.bytes.len()), (200, file.len()));
        assert_eq!(whole.header("accept-ranges"), "bytes");
        assert_eq!(whole.header("content-type"), "video/mp4");
        let piece = film(&portal, "bytes=100-299").await;
        assert_eq!(piece.status, 206);
        assert_eq!(piece.header("content-range"), format!("bytes 100-299/{}", file.len()));
        assert_eq!(piece.bytes[..], file[100..300]);
        let end = film(&portal, "bytes=-16").await;
        assert_eq!(end.bytes[..], file[file.len() - 16..]);
        let outside = film(&portal, &format!("bytes={}-", file.len())).await;
        assert_eq!(outside.status, 416);
        assert_eq!(outside.header("content-range"), format!("bytes */{}", file.len()));
        assert_eq!(film(&portal, "pages=1-2").await.status, 200);
    });
}

#[test]
fn a_file_is_kept_for_good_and_may_not_run_anything() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page(ALBUM).await.text;
        let address = page.split("src=\"/files/").nth(1).and_then(|rest| rest.split('"').next());
        let drawing = portal.page(&format!("/files/{}", address.expect("a drawing"))).await;
        assert_eq!(drawing.header("content-type"), "image/svg+xml");
        assert!(drawing.header("cache-control").contains("immutable"));
        assert_eq!(drawing.header("x-content-type-options"), "nosniff");
        assert!(drawing.header("content-security-policy").contains("default-src 'none'"));
        assert_eq!(portal.get("/files/0000000000000000/x.svg").await.status, 404);
        assert_eq!(portal.get("/files/..%2f..%2fmocban.db/x").await.status, 404);
        assert_eq!(portal.get("/assets/..%2fmanifest.json").await.status, 404);
    });
}
