//! A festival: its schedule as a list and by day, its calendar file, its organisers.

use crate::support::folder::Site;
use crate::support::{TestPortal, at, wait};

const WEEK: &str = "/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020";
const WEEK_EN: &str = "/en/festivals/bac-giang-culture-and-tourism-week-2020";
const FACTS: &str = "festival/tuan-van-hoa-du-lich-bac-giang-2020/entry.toml";
const WORDS: &str = "festival/tuan-van-hoa-du-lich-bac-giang-2020/vi.toml";

#[test]
fn a_festival_shows_its_opening_in_both_calendars() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page(WEEK).await;
        page.shows(&[
            "Chủ đề: Bắc Giang - Miền đất thiêng Tây Yên Tử",
            "29 tháng 1 năm 2020 Thứ Tư",
            "mùng 5 tháng Giêng năm Canh Tý",
            "20:00",
            "Lễ khai mạc",
            "Khu Di tích Địa điểm Chiến thắng Xương Giang",
            "Dự kiến đến 20/02/2020",
            "15–20 tháng 2 năm 2020",
            "22 tháng Giêng đến 27 tháng Giêng",
        ]);
        assert!(page.text.contains("datetime=\"2020-01-29\""));
        portal.page("/vi/le-hoi").await.shows(&["29/01/2020", "20/02/2020", "mùng 5 tháng Giêng"]);
        portal.page(WEEK_EN).await.shows(&["20:00", "January 2020"]);
    });
}

#[test]
fn a_state_is_said_in_words_before_the_festival_and_after_it() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.clock.set(at("2020-01-20T08:00:00+07:00"));
        portal.page(WEEK).await.shows(&["Dự kiến", "Đã chốt"]);
        portal.clock.set(at("2020-01-29T20:30:00+07:00"));
        portal.page(WEEK).await.shows(&["Đang diễn ra"]);
        portal.clock.set(at("2020-03-01T08:00:00+07:00"));
        let over = portal.page(WEEK).await;
        over.shows(&["Đã kết thúc"]);
        over.shows_none(&["Thêm vào lịch"]);
    });
}

/// The demo with one activity cancelled and another changed.
fn changed() -> Site {
    let site = Site::copy();
    site.change(
        FACTS,
        "id = \"wrestling\"\ngroup = \"other\"\nstate = \"expected\"",
        "id = \"wrestling\"\ngroup = \"other\"\nstate = \"cancelled\"",
    );
    site.change(
        FACTS,
        "id = \"calligraphy\"\ngroup = \"other\"\nstate = \"expected\"",
        "id = \"calligraphy\"\ngroup = \"other\"\nstate = \"changed\"\nstart = 2020-02-03T08:00:00+07:00",
    );
    site.change(
        WORDS,
        "name = \"Giải Vật dân tộc, Vật tự do tỉnh Bắc Giang\"",
        "name = \"Giải Vật dân tộc, Vật tự do tỉnh Bắc Giang\"\nnote = \"Không tổ chức do mưa lớn.\"",
    );
    site.change(
        WORDS,
        "name = \"Trình diễn Thư pháp\"",
        "name = \"Trình diễn Thư pháp\"\nnote = \"Dời sang 08:00 ngày 3/2/2020.\"",
    );
    let english = "festival/tuan-van-hoa-du-lich-bac-giang-2020/en.toml";
    site.change(english, "[activity.wrestling]\n", "[activity.wrestling]\nnote = \"Rain.\"\n");
    site.change(english, "[activity.calligraphy]\n", "[activity.calligraphy]\nnote = \"Later.\"\n");
    site
}

#[test]
fn a_changed_or_cancelled_activity_stays_and_says_why() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.clock.set(at("2020-01-20T08:00:00+07:00"));
        portal.page(WEEK).await.shows_none(&["thay đổi trong chương trình"]);
        portal.takes(changed().path()).await;
        let page = portal.page(WEEK).await;
        page.shows(&[
            "2 thay đổi trong chương trình",
            "Giải Vật dân tộc, Vật tự do tỉnh Bắc Giang: Không tổ chức do mưa lớn.",
            "Trình diễn Thư pháp: Dời sang 08:00 ngày 3/2/2020.",
            "Đã hủy",
            "Đã thay đổi",
        ]);
        assert!(page.main().contains("<s>Giải Vật dân tộc, Vật tự do tỉnh Bắc Giang</s>"));
        let calendar = portal.page(&format!("{WEEK}/lich.ics")).await.text;
        assert!(calendar.contains("2020") && calendar.matches("BEGIN:VEVENT").count() >= 2);
    });
}

#[test]
fn a_change_without_its_reason_is_refused() {
    wait(async {
        let portal = TestPortal::demo().await;
        let site = Site::copy();
        site.change(
            FACTS,
            "id = \"wrestling\"\ngroup = \"other\"\nstate = \"expected\"",
            "id = \"wrestling\"\ngroup = \"other\"\nstate = \"cancelled\"",
        );
        assert!(crate::support::import(&portal.app.exchange, site.path()).await.is_err());
    });
}

#[test]
fn the_day_grid_has_every_week_with_both_calendars() {
    wait(async {
        let portal = TestPortal::demo().await;
        let page = portal.page(&format!("{WEEK}/theo-ngay")).await;
        page.shows(&[
            "Thứ Hai",
            "Chủ nhật",
            "mùng 5",
            "20:00 Lễ khai mạc",
            "Lễ tổng kết, bế mạc",
            ", tiếp",
        ]);
        let main = page.main();
        assert_eq!(main.matches("<tr>").count(), 5, "a head and four weeks");
        for day in ["2020-01-27", "2020-01-29", "2020-02-20", "2020-02-23"] {
            assert!(main.contains(&format!("datetime=\"{day}\"")), "{day}");
        }
        assert!(!main.contains("datetime=\"2020-02-24\""));
        portal.page(&format!("{WEEK_EN}/days")).await.shows(&["Opening ceremony", "Monday"]);
    });
}

#[test]
fn organisers_are_posts_with_their_body_then_and_now() {
    wait(async {
        let portal = TestPortal::demo().await;
        for address in [WEEK, "/vi/ban-to-chuc"] {
            portal.page(address).await.shows(&[
                "Phó Trưởng ban Thường trực Ban tổ chức",
                "Giám đốc Sở Văn hóa, Thể thao và Du lịch",
                "Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Giang",
                "nay là Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Ninh",
            ]);
        }
    });
}

#[test]
fn a_place_keeps_its_address_of_the_day_and_says_todays() {
    wait(async {
        let portal = TestPortal::demo().await;
        portal.page(WEEK).await.shows(&[
            "Khi đó: Phường Xương Giang, thành phố Bắc Giang, tỉnh Bắc Giang",
            "nay là phường Bắc Giang, Bắc Ninh",
        ]);
    });
}

/// The lines of a calendar file, folded ones joined.
fn lines(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_calendar_file_can_be_read_and_has_every_dated_activity() {
    wait(async {
        let portal = TestPortal::demo().await;
        for address in [
            format!("{WEEK}/lich.ics"),
            format!("{WEEK_EN}/calendar.ics"),
            "/vi/le-hoi/lich.ics".into(),
        ] {
            let file = portal.page(&address).await;
            assert!(file.header("content-type").starts_with("text/calendar"), "{address}");
            assert!(file.text.lines().all(|line| line.len() <= 75), "{address} folds its lines");
            assert!(file.text.ends_with("END:VCALENDAR\r\n"), "{address}");
            let calendar: icalendar::Calendar = file.text.parse().expect("a calendar");
            let events = calendar.components.iter().filter_map(|one| one.as_event());
            assert!(events.clone().count() >= 2, "{address}");
            let mut uids: Vec<&str> = events.filter_map(icalendar::Component::get_uid).collect();
            uids.sort_unstable();
            let all = uids.len();
            uids.dedup();
            assert_eq!(uids.len(), all, "every event has a name of its own");
        }
        let calendar = lines(&portal.page(&format!("{WEEK}/lich.ics")).await.text);
        let has = |line: &str| calendar.iter().any(|known| known == line);
        assert!(has("DTSTART:20200129T130000Z"), "{calendar:#?}");
        assert!(has("DTSTART;VALUE=DATE:20200215"), "{calendar:#?}");
        assert!(has("DTEND;VALUE=DATE:20200221"), "the day after the last");
        assert!(has("VERSION:2.0") && calendar.iter().any(|line| line.starts_with("PRODID:")));
        assert!(calendar.iter().all(|line| !line.starts_with("DTSTAMP:2026")), "no present moment");
        portal.clock.set(at("2026-12-01T08:00:00+07:00"));
        assert_eq!(lines(&portal.page(&format!("{WEEK}/lich.ics")).await.text), calendar);
    });
}
