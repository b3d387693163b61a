//! What a person fills in is stored as it should be, and what is wrong comes back with her words.

use super::at_desk::{Desk, filled};
use crate::desk::form::{Filled, FromLibrary};
use crate::editorial::{FilmIs, Surroundings};
use crate::media::FileKey;
use crate::people::Role;
use serde_json::json;

const FESTIVAL: &str = "tuan-van-hoa-du-lich-bac-giang-2020";
const ARTICLE: &str = "khai-mac-tuan-van-hoa-du-lich-2020";

fn fields(filled: &Filled) -> Vec<&str> {
    let mut fields: Vec<&str> = filled.errors.iter().map(|error| error.field.as_str()).collect();
    fields.dedup();
    fields
}

#[tokio::test]
async fn text_is_kept_composed_and_without_what_nobody_sees() {
    let desk = Desk::of(Role::Publisher).await;
    let opened = desk.open("news", ARTICLE, "vi").await;
    let filled = desk.fill(
        &opened,
        &[
            ("title", "  Le\u{302}\u{303} ho\u{323}\u{302}i\r\nxua\u{302}n\u{0}  "),
            ("slug", ""),
            ("said.author", "Ban Biên\u{ad} tập"),
            ("own.source_url", "https://example.gov.vn/tin?a=1"),
            ("own.related", "festival/x\r\nnews/y, news/y"),
            ("body", "## Mục\r\n\r\nĐoạn **đậm**.\r\n"),
        ],
    );
    assert_eq!(filled.errors, []);
    assert_eq!(filled.words.title, "Lễ hội xuân");
    assert_eq!(filled.words.slug, "le-hoi-xuan");
    assert_eq!(filled.words.own["author"], "Ban Biên tập");
    assert_eq!(filled.facts.own["source_url"], "https://example.gov.vn/tin?a=1");
    assert_eq!(filled.facts.own["related"], json!(["festival/x", "news/y"]));
    assert_eq!(filled.words.body.to_markdown(), "## Mục\n\nĐoạn **đậm**.\n");
}

#[tokio::test]
async fn an_hour_is_kept_with_the_offset_of_the_site_and_a_day_without_an_hour_stays_a_day() {
    let desk = Desk::of(Role::Publisher).await;
    let opened = desk.open("festival", FESTIVAL, "vi").await;
    let filled = desk.fill(
        &opened,
        &[
            ("own.activity.0.start.day", "2026-02-17"),
            ("own.activity.0.start.time", "19:30"),
            ("own.activity.0.end.day", "18/02/2026"),
            ("own.activity.1.start.day", "2026-02-18"),
            ("own.activity.1.start.time", "6h"),
        ],
    );
    assert_eq!(filled.errors, []);
    let activity = &filled.facts.own["activity"];
    assert_eq!(activity[0]["start"], "2026-02-17T19:30:00+07:00");
    assert_eq!(activity[0]["end"], "2026-02-18");
    assert_eq!(activity[1]["start"], "2026-02-18T06:00:00+07:00");
}

#[tokio::test]
async fn what_is_wrong_is_said_where_it_stands_and_nothing_typed_is_lost() {
    let desk = Desk::of(Role::Publisher).await;
    let opened = desk.open("festival", FESTIVAL, "vi").await;
    let typed = [
        ("title", ""),
        ("body", "<b>đậm</b> và chữ khác"),
        ("own.start", "30/02/2020"),
        ("own.activity.0.start.time", "25:00"),
        ("own.activity.1.start.time", "20:00"),
        ("said.activity.2.name", ""),
        ("own.organiser.0.email", "không phải thư"),
        ("own.organiser.0.url", "example.gov.vn"),
        ("slug", "???"),
    ];
    let pairs = filled(desk.sent(&opened), &typed);
    let read = desk.read(&opened, &pairs);
    let wrong = [
        "title",
        "slug",
        "body",
        "own.start",
        "own.activity.0.start",
        "own.activity.1.start",
        "said.activity.2.name",
        "own.organiser.0.email",
        "own.organiser.0.url",
    ];
    assert_eq!(fields(&read), wrong);
    let page = desk.page(&opened, Some((&pairs, &read.errors)));
    for (name, text) in typed.iter().filter(|(_, text)| !text.is_empty()) {
        let again = super::browser::pairs(&page);
        let shown = again.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        assert_eq!(shown, Some(*text), "{name}");
    }
    for name in wrong {
        let id = name.replace('.', "-");
        assert!(page.contains(&format!("href=\"#f-{id}\"")), "{name} is in the summary");
        assert!(page.contains(&format!("id=\"f-{id}\"")), "{name} has its input");
        assert!(page.contains(&format!("id=\"f-{id}-error\"")), "{name} says what is wrong");
    }
    let said = "Dòng 1 của nội dung: không nhận mã HTML";
    assert!(read.errors.iter().any(|error| error.text.starts_with(said)), "{:?}", read.errors);
}

#[tokio::test]
async fn a_choice_can_be_taken_back_and_a_box_unticked() {
    let desk = Desk::of(Role::Publisher).await;
    let opened = desk.open("video", "mot-ban-khac", "vi").await;
    let ticked = desk.fill(&opened, &[("own.silent", "1"), ("own.recorded_on", "2020-01-20")]);
    assert_eq!(ticked.errors, []);
    assert_eq!(ticked.facts.own["silent"], true);
    let mut again = opened.clone();
    again.facts = ticked.facts;
    let sent = desk.sent(&again);
    // The box is no longer ticked: the hidden no before it is all that comes.
    let mut sent: Vec<_> =
        sent.into_iter().filter(|(name, value)| name != "own.silent" || value == "0").collect();
    sent = filled(sent, &[("own.recorded_on", "")]);
    let back = desk.read(&again, &sent);
    assert_eq!((back.errors, back.facts), (Vec::new(), opened.facts));
}

#[tokio::test]
async fn a_video_may_be_drafted_before_its_film_is_there() {
    let desk = Desk::of(Role::Publisher).await;
    let mut opened = desk.open("video", "mot-ban-khac", "vi").await;
    opened.facts.own = serde_json::Value::Null;
    opened.words.own = serde_json::Value::Null;
    opened.facts.files.clear();
    opened.facts.pictures.clear();
    opened.facts.lead_picture = None;
    let read = desk.fill(&opened, &[]);
    assert_eq!(read.errors, []);
    assert_eq!(read.facts.own, json!({ "file": "", "seconds": 0 }));
    let lacks = (opened.rules.complaints)(&read.facts, &[&read.words], &Surroundings::default());
    assert!(lacks.iter().any(|one| one.key == "editorial-missing-video"), "{lacks:?}");
}

#[tokio::test]
async fn a_picture_of_the_library_comes_in_and_one_goes_out_with_what_named_it() {
    let desk = Desk::of(Role::Publisher).await;
    let mut opened = desk.open("festival", FESTIVAL, "vi").await;
    let photo = FromLibrary {
        name: "drum.svg".to_owned(),
        key: FileKey("aaaaaaaaaaaaaaaaaaaaaaaa".to_owned()),
        alt: Some("Trống hội".to_owned()),
        caption: None,
        credit: Some("Ban Tổ chức".to_owned()),
        licence: None,
        taken_on: None,
    };
    opened.library.insert(7, photo);
    let next = opened.facts.pictures.len().to_string();
    let media = format!("picture.{next}.media");
    let caption = format!("picture.{next}.caption");
    let read = desk.fill(
        &opened,
        &[("picture.1.remove", "1"), (&media, "7"), (&caption, "Trước giờ khai mạc")],
    );
    assert_eq!(read.errors, []);
    assert_eq!(opened.facts.pictures[1].file, "drum.svg");
    let files: Vec<&str> = read.facts.pictures.iter().map(|one| one.file.as_str()).collect();
    assert_eq!((files[1], *files.last().unwrap()), ("citadel.svg", "drum-2.svg"));
    assert_eq!(read.facts.pictures.last().unwrap().credit.as_deref(), Some("Ban Tổ chức"));
    let words = read.words.pictures.last().unwrap();
    assert_eq!(
        (words.alt.as_str(), words.caption.as_deref()),
        ("Trống hội", Some("Trước giờ khai mạc"))
    );
    assert!(!read.words.pictures.iter().any(|one| one.file == "drum.svg"));
    assert_eq!(read.facts.files["drum-2.svg"].0, "aaaaaaaaaaaaaaaaaaaaaaaa");
    // The opening ceremony was shown with the picture that went out.
    assert_eq!(opened.facts.own["activity"][0]["picture"], "drum.svg");
    assert_eq!(read.facts.own["activity"][0].get("picture"), None);
}

#[tokio::test]
async fn a_poster_that_loses_its_picture_is_left_to_the_library_and_asked_for_without_it() {
    let desk = Desk::of(Role::Publisher).await;
    let opened = desk.open("video", "mot-ban-khac", "vi").await;
    let read = desk.fill(&opened, &[("picture.0.remove", "1")]);
    assert_eq!(fields(&read), [""; 0]);
    assert_eq!(read.facts.lead_picture, None);
    assert_eq!(read.facts.own.get("poster"), None);
    let rules = opened.rules.complaints;
    let lacks = |around: &Surroundings| rules(&read.facts, &[&read.words], around);
    let film = read.facts.own["file"].as_str().expect("a film").to_owned();
    let kept = [(film, FilmIs::Uncaptioned)].into();
    assert_eq!(lacks(&Surroundings { films: kept, ..Surroundings::default() }), []);
    let keys: Vec<_> = lacks(&Surroundings::default()).iter().map(|one| one.key).collect();
    assert_eq!(keys, ["editorial-unknown-picture"]);
}

#[tokio::test]
async fn pictures_change_their_order_and_their_words() {
    let desk = Desk::of(Role::Publisher).await;
    let opened = desk.open("gallery", "moc-ban-va-but-muc", "vi").await;
    let pairs = filled(desk.sent(&opened), &[("move", "picture.1.up"), ("picture.1.alt", "Mới")]);
    let read = desk.read(&opened, &pairs);
    let again = read.pairs.expect("the form is shown again");
    let page = desk.page(&opened, Some((&again, &[])));
    let moved = desk.read(&opened, &super::browser::pairs(&page));
    let files = |facts: &crate::editorial::Facts| -> Vec<String> {
        facts.pictures.iter().map(|one| one.file.clone()).collect()
    };
    let (before, after) = (files(&opened.facts), files(&moved.facts));
    assert_eq!(moved.errors, []);
    assert_eq!((&after[0], &after[1]), (&before[1], &before[0]));
    assert_eq!(after[2..], before[2..]);
    let said = moved.words.pictures.iter().find(|one| one.file == before[1]).unwrap();
    assert_eq!(said.alt, "Mới");
}

#[tokio::test]
async fn tags_keep_their_order_and_only_known_ones_come_in() {
    let desk = Desk::of(Role::Publisher).await;
    let opened = desk.open("festival", FESTIVAL, "vi").await;
    assert_eq!(opened.facts.tags, ["tuan-van-hoa-du-lich", "tay-yen-tu", "xuong-giang"]);
    let mut pairs = desk.sent(&opened);
    pairs.retain(|(name, value)| name != "tags" || value != "tay-yen-tu");
    pairs.push(("tags".to_owned(), "moc-ban".to_owned()));
    let read = desk.read(&opened, &pairs);
    assert_eq!(read.facts.tags, ["tuan-van-hoa-du-lich", "xuong-giang", "moc-ban"]);
    pairs.push(("tags".to_owned(), "no-such-tag".to_owned()));
    let read = desk.read(&opened, &pairs);
    assert_eq!(fields(&read), ["tags"]);
    assert_eq!(read.facts.tags, opened.facts.tags);
}
