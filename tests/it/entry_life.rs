//! What must not happen by itself in an entry's life: nothing goes public, comes back, is approved or is
//! forgotten that nobody meant.

use crate::api_client::{Api, article, json, on_both};
use crate::life::jobs;
use crate::site_work::leads;
use crate::support::html::tags;
use crate::support::{Answer, TestPortal, at, wait};
use mocban::editorial::{self, Refusal};
use mocban::people::Role;
use mocban::{args, sql};
use serde_json::{Value, json};

/// Two publishers, and an entry that the first of them has made.
struct Room<'a> {
    one: Api<'a>,
    two: Api<'a>,
    made: Answer,
    /// Where it stands in the API.
    path: String,
}

impl<'a> Room<'a> {
    async fn with(portal: &'a TestPortal, entry: &Value) -> Room<'a> {
        let one = portal.api_of("bien-tap-1@example.vn", Role::Publisher).await;
        let two = portal.api_of("bien-tap-2@example.vn", Role::Publisher).await;
        let made = one.post("/api/entries", &[], entry).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let path = made.header("location").to_owned();
        Room { one, two, made, path }
    }

    /// A step of its life, taken after another.
    async fn step(&self, who: &Api<'_>, verb: &str, after: &Answer, sent: &Value) -> Answer {
        let path = format!("{}/{verb}", self.path);
        let answer = who.post(&path, &[("if-match", after.header("etag"))], sent).await;
        assert_eq!(answer.status, 200, "{verb}: {}", answer.text);
        answer
    }

    async fn save(&self, who: &Api<'_>, after: &Answer, sent: &Value) -> Answer {
        let saved = who.put(&self.path, &[("if-match", after.header("etag"))], sent).await;
        assert_eq!(saved.status, 200, "{}", saved.text);
        saved
    }

    /// Its page at the desk.
    fn at_desk(&self) -> String {
        format!("{}/vi", self.path.replace("/api/", "/desk/"))
    }

    async fn is_flagged(&self) -> bool {
        !of(&self.one.read(&self.path).await, "vi")["forced"].is_null()
    }

    /// Published, changed, and published again with a note for readers.
    async fn corrected(&self, note: &str) -> Answer {
        let live = self.step(&self.two, "vi/publish", &self.made, &json!({})).await;
        let saved = self.save(&self.one, &live, &titled("Mùa vải chín sớm", "mua-vai-chin")).await;
        self.step(&self.two, "vi/publish", &saved, &json!({ "note": note })).await
    }
}

/// A language of an entry.
fn of<'a>(entry: &'a Value, language: &str) -> &'a Value {
    let all = entry["languages"].as_array().expect("languages");
    all.iter().find(|one| one["language"] == language).expect("the language")
}

/// The value of the first field of a name.
fn value(page: &Answer, name: &str) -> String {
    let tags = tags(&page.text);
    let field = tags.iter().find(|tag| tag.attribute("name").as_deref() == Some(name));
    field.expect("the field").attribute("value").unwrap_or_default()
}

fn titled(title: &str, slug: &str) -> Value {
    json!({ "words": { "vi": { "title": title, "slug": slug } } })
}

fn in_two_languages() -> Value {
    let mut entry = article("Mùa vải chín", "mua-vai-chin");
    let mut english = entry["words"]["vi"].clone();
    english["title"] = json!("Lychees ripen");
    english["slug"] = json!("lychees-ripen");
    entry["words"]["en"] = english;
    entry
}

fn facts(section: &str) -> Value {
    let own = json!({ "section": section });
    json!({ "facts": { "publisher": "bg-svhttdl", "tags": ["trung-bay"], "own": own } })
}

/// Does what is due, and answers how much that was.
async fn run_due(portal: &TestPortal) -> usize {
    let own = &portal.app.portal;
    let now = portal.clock.now_ms();
    let says = |refusal: &Refusal| refusal.to_string();
    let done = editorial::run_due(&own.db, &own.kinds, (&own.zone, now), &says).await;
    portal.app.caught_up().await.expect("readers see it");
    done.expect("what is due is done")
}

#[test]
fn enter_in_the_field_of_an_hour_publishes_nothing_at_once() {
    wait(async {
        let portal = TestPortal::demo().await;
        let room = Room::with(&portal, &article("Mùa vải chín", "mua-vai-chin")).await;
        let publisher = portal.desk(Role::Publisher).await;
        let url = format!("{}/publish", room.at_desk());
        let seen = value(&publisher.page(&url).await, "seen");
        for hour in [("2026-11-21", "06:30"), ("2026-11-21", ""), ("", "06:30")] {
            // The first button of the form is the one that publishes now.
            let form = [("seen", &*seen), ("when", "now"), ("at.day", hour.0), ("at.time", hour.1)];
            let asked = publisher.post(&url, &form).await;
            assert_eq!(asked.status, 422, "{hour:?}");
            asked.shows(&["Bạn đã ghi giờ đăng. Bấm “Hẹn giờ đăng” để bài lên cổng vào giờ ấy"]);
            let kept = (value(&asked, "at.day"), value(&asked, "at.time"));
            assert_eq!((&*kept.0, &*kept.1), hour, "what was typed stands there still");
        }
        portal.app.caught_up().await.expect("readers see it");
        assert_eq!(portal.get("/vi/tin-tuc/mua-vai-chin").await.status, 404);
        let form =
            [("seen", &*seen), ("when", "later"), ("at.day", "2026-11-21"), ("at.time", "06:30")];
        leads(&publisher.post(&url, &form).await);
        let entry = room.one.read(&room.path).await;
        assert_eq!(of(&entry, "vi")["stage"], "scheduled");
    });
}

#[test]
fn who_forced_a_publication_does_not_take_the_flag_off_by_publishing_once_more() {
    on_both(async |portal: &TestPortal| {
        let room = Room::with(portal, &article("Báo lũ", "bao-lu")).await;
        let (one, two) = (&room.one, &room.two);
        let reason = json!({ "forced_reason": "Cần báo ngay cho người dân." });
        let forced = room.step(one, "vi/publish", &room.made, &reason).await;
        let again = room.step(one, "vi/publish", &forced, &json!({})).await;
        assert!(room.is_flagged().await, "nothing was to be published");
        let comma = room.save(two, &again, &titled("Báo lũ, khẩn", "bao-lu")).await;
        let live = room.step(one, "vi/publish", &comma, &json!({})).await;
        assert!(room.is_flagged().await, "a comma is not a second pair of eyes");
        let comma = room.save(two, &live, &titled("Báo lũ khẩn", "bao-lu")).await;
        let hour = json!({ "goes_live_at": "2026-11-21T08:00:00+07:00" });
        room.step(one, "vi/schedule", &comma, &hour).await;
        assert!(room.is_flagged().await, "nor is an hour");
        portal.clock.set(at("2026-11-21T08:00:00+07:00"));
        assert_eq!(run_due(portal).await, 1);
        assert!(room.is_flagged().await, "nor is its coming");
        let now = one.get(&room.path).await;
        room.step(two, "vi/publish", &now, &json!({})).await;
        assert!(!room.is_flagged().await, "somebody else stands behind it");
        let told: Vec<(String,)> = portal
            .app
            .portal
            .db
            .all(sql!("select verb from change order by seq desc limit 1"), args![])
            .await
            .expect("the log");
        assert_eq!(told[0].0, "approve", "the log says where the flag went");
    });
}

#[test]
fn nobody_approves_an_edition_that_came_after_the_one_she_read() {
    wait(async {
        let portal = TestPortal::demo().await;
        let room = Room::with(&portal, &article("Báo lũ", "bao-lu")).await;
        let reason = json!({ "forced_reason": "Cần báo ngay cho người dân." });
        let forced = room.step(&room.one, "vi/publish", &room.made, &reason).await;
        let chief = portal.desk(Role::Administrator).await;
        let url = room.at_desk();
        let approve = format!("{url}/approve");
        let read = value(&chief.page(&url).await, "seen");
        let saved = room.save(&room.one, &forced, &titled("Báo lũ khẩn", "bao-lu")).await;
        room.step(&room.one, "vi/publish", &saved, &reason).await;
        let unread = chief.post(&approve, &[("seen", &*read)]).await;
        assert_eq!(unread.status, 409);
        unread.shows(&["Có người vừa lưu bài này."]);
        assert!(room.is_flagged().await);
        let read = value(&chief.page(&url).await, "seen");
        leads(&chief.post(&approve, &[("seen", &*read)]).await);
        assert!(!room.is_flagged().await);
    });
}

#[test]
fn what_was_taken_down_does_not_come_back_at_an_hour_set_before() {
    on_both(async |portal: &TestPortal| {
        let room = Room::with(portal, &article("Mùa vải chín", "mua-vai-chin")).await;
        let live = room.step(&room.two, "vi/publish", &room.made, &json!({})).await;
        let saved = room.save(&room.one, &live, &titled("Mùa vải chín sớm", "mua-vai-chin")).await;
        let hour = json!({ "goes_live_at": "2026-11-21T08:00:00+07:00" });
        let set = room.step(&room.two, "vi/schedule", &saved, &hour).await;
        let why = json!({ "reason": "Số liệu chưa đúng." });
        let ended = json(&room.step(&room.two, "vi/declare-error", &set, &why).await);
        assert_eq!(of(&ended, "vi")["stage"], "writing");
        assert!(of(&ended, "vi")["goes_live_at"].is_null());
        portal.clock.set(at("2026-11-21T08:00:00+07:00"));
        assert_eq!(run_due(portal).await, 0);
        let gone = portal.get("/vi/tin-tuc/mua-vai-chin").await;
        assert_eq!(gone.status, 410);
        gone.shows(&["Số liệu chưa đúng."]);
    });
}

const NOTE: &str = "Bài đầu viết tháng 6, đúng là tháng 5.";

#[test]
fn a_correction_stands_on_when_older_words_are_restored_and_published() {
    on_both(async |portal: &TestPortal| {
        let room = Room::with(portal, &article("Mùa vải chín", "mua-vai-chin")).await;
        let told = room.corrected(NOTE).await;
        let older = json!({ "words": json(&room.made)["languages"][0]["words_edition"] });
        let back = room.step(&room.one, "vi/restore", &told, &older).await;
        room.step(&room.two, "vi/publish", &back, &json!({})).await;
        portal.app.caught_up().await.expect("readers see it");
        portal.page("/vi/tin-tuc/mua-vai-chin").await.shows(&["Nội dung.", NOTE]);
        portal.page("/vi/dinh-chinh").await.shows(&[NOTE]);
    });
}

#[test]
fn a_correction_stands_on_when_the_desk_restores_older_words() {
    wait(async {
        let portal = TestPortal::demo().await;
        let room = Room::with(&portal, &article("Mùa vải chín", "mua-vai-chin")).await;
        room.corrected(NOTE).await;
        let editor = portal.desk(Role::Editor).await;
        let history = editor.page(&format!("{}/history", room.at_desk())).await;
        let first = json(&room.made);
        let version = format!("{}-{}", of(&first, "vi")["words_edition"], first["facts_edition"]);
        let seen = value(&history, "seen");
        let form = [("version", &*version), ("what", "words"), ("seen", &*seen)];
        leads(&editor.post(&format!("{}/restore", room.at_desk()), &form).await);
        let entry = room.one.read(&room.path).await;
        let words = &of(&entry, "vi")["words"];
        assert_eq!(words["title"], "Mùa vải chín");
        assert_eq!(words["corrections"][0]["text"], NOTE);
    });
}

#[test]
fn a_section_and_tags_change_in_the_lists_of_every_language_at_once() {
    on_both(async |portal: &TestPortal| {
        let room = Room::with(portal, &in_two_languages()).await;
        let live = room.step(&room.two, "vi/publish", &room.made, &json!({})).await;
        let live = room.step(&room.two, "en/publish", &live, &json!({})).await;
        portal.app.caught_up().await.expect("readers see it");
        portal.page("/en/news/section/festivals").await.shows(&["Lychees ripen"]);
        let moved = room.save(&room.one, &live, &facts("du-lich")).await;
        room.step(&room.two, "vi/publish", &moved, &json!({})).await;
        portal.app.caught_up().await.expect("readers see it");
        portal.page("/en/news/section/tourism").await.shows(&["Lychees ripen"]);
        portal.page("/en/news/tag/exhibitions").await.shows(&["Lychees ripen"]);
        portal.page("/en/news/section/festivals").await.shows_none(&["Lychees ripen"]);
        portal.page("/vi/tin-tuc/muc/le-hoi").await.shows_none(&["Mùa vải chín"]);
    });
}

#[test]
fn a_change_of_facts_alone_is_handed_in_and_waits_for_nothing_once_it_is_public() {
    on_both(async |portal: &TestPortal| {
        let room = Room::with(portal, &in_two_languages()).await;
        let live = room.step(&room.two, "vi/publish", &room.made, &json!({})).await;
        let live = room.step(&room.two, "en/publish", &live, &json!({})).await;
        let editor = portal.api_of("bien-tap-3@example.vn", Role::Editor).await;
        let saved = room.save(&editor, &live, &facts("le-hoi")).await;
        assert_eq!(of(&json(&saved), "vi")["stage"], "writing");
        assert_eq!(of(&json(&saved), "en")["stage"], "settled");
        let handed = room.step(&editor, "vi/submit", &saved, &json!({})).await;
        // Facts go public with any language.
        let live = json(&room.step(&room.two, "en/publish", &handed, &json!({})).await);
        assert_eq!(live["live_facts"], live["facts_edition"]);
        assert_eq!(of(&live, "vi")["stage"], "settled");
        assert_eq!(of(&live, "en")["stage"], "settled");
    });
}

#[test]
fn who_set_an_hour_is_told_when_somebody_elses_save_calls_it_off() {
    on_both(async |portal: &TestPortal| {
        let room = Room::with(portal, &in_two_languages()).await;
        let live = room.step(&room.two, "vi/publish", &room.made, &json!({})).await;
        let hour = json!({ "goes_live_at": "2026-11-21T08:00:00+07:00" });
        let set = room.step(&room.two, "en/schedule", &live, &hour).await;
        let saved = room.save(&room.one, &set, &facts("le-hoi")).await;
        assert_eq!(of(&json(&saved), "en")["stage"], "writing");
        let told = jobs(portal, editorial::CALLED_OFF).await;
        // The owner saved it herself.
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((&told[0]["language"], &told[0]["arranged"]), (&json!("en"), &json!("hour")));
        let log: Vec<(String,)> = portal
            .app
            .portal
            .db
            .all(
                sql!("select detail from change where verb = 'save' order by seq desc limit 1"),
                args![],
            )
            .await
            .expect("the log");
        assert!(log[0].0.contains("\"called_off\":{\"en\":\"scheduled\"}"), "{}", log[0].0);
    });
}
