//! The life of an entry, verb by verb, on both engines: who may do what, what readers get, what is
//! refused and that nothing is lost by it.

use crate::support::{Postgres, TestPortal, at, wait};
use jiff::tz::TimeZone;
use mocban::args;
use mocban::editorial::{
    self, Approval, Change, Draft, Ending, Of, Refusal, Release, Stage, State, Stored, Words,
};
use mocban::people::{Actor, Grant, Person, PersonId, Role};
use mocban::platform::db::Tx;
use mocban::platform::i18n::Language;
use std::sync::Arc;

const KEY: &str = "khai-mac-tuan-van-hoa-du-lich-2020";
const HOUR: i64 = 3_600_000;

fn vi() -> Language {
    "vi".parse().expect("a language")
}

fn person(id: i64, role: Role) -> Actor {
    let (name, email) = (format!("Cán bộ {id}"), format!("can-bo-{id}@example.vn"));
    let grants = vec![Grant::everywhere(role)];
    Actor::Person(Arc::new(Person { id: PersonId(id), name, email, language: vi(), grants }))
}

/// A newsroom at work on one new article.
struct Newsroom {
    portal: TestPortal,
    key: String,
    author: Actor,
    editor: Actor,
    publisher: Actor,
}

impl Newsroom {
    async fn on(portal: TestPortal) -> Newsroom {
        let author = person(1, Role::Author);
        let facts = portal.stored("news", &portal.some_article().await).await.facts;
        let rules = *portal.app.portal.kinds.named("news").expect("news");
        let mut tx = portal.app.portal.db.begin().await.expect("begins");
        let first = (vi(), &facts_without_pictures(facts), "Hội Xương Giang mở cửa đón khách");
        let now = portal.clock.now_ms();
        let key = editorial::begin(&mut tx, &author, now, &rules, first).await.expect("begun");
        tx.commit().await.expect("kept");
        let (editor, publisher) = (person(2, Role::Editor), person(3, Role::Publisher));
        Newsroom { portal, key, author, editor, publisher }
    }

    async fn entry(&self) -> Stored {
        self.portal.stored("news", &self.key).await
    }

    async fn save(&self, actor: &Actor, change: impl FnOnce(&mut Words)) -> Result<(), Refusal> {
        let stored = self.entry().await;
        self.save_over(actor, &stored, change).await
    }

    async fn save_over(
        &self,
        actor: &Actor,
        seen: &Stored,
        change: impl FnOnce(&mut Words),
    ) -> Result<(), Refusal> {
        let mut words = seen.words(vi()).expect("words").clone();
        change(&mut words);
        let rules = *self.portal.app.portal.kinds.named("news").expect("news");
        let draft = Draft {
            rules: &rules,
            key: &self.key,
            seen: Some(seen.seen()),
            facts: &seen.facts,
            words: &[(vi(), &words)],
        };
        let mut tx = self.portal.app.portal.db.begin().await?;
        editorial::save(&mut tx, actor, self.portal.clock.now_ms(), draft).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Does a verb in a transaction of its own.
    async fn act<F>(&self, verb: F) -> Result<(), Refusal>
    where
        F: AsyncFnOnce(&mut Tx, i64, Of<'_>) -> Result<(), Refusal>,
    {
        let rules = *self.portal.app.portal.kinds.named("news").expect("news");
        let of = Of { rules: &rules, key: &self.key, language: vi() };
        let mut tx = self.portal.app.portal.db.begin().await?;
        verb(&mut tx, self.portal.clock.now_ms(), of).await?;
        tx.commit().await?;
        self.portal.app.caught_up().await.expect("the followers catch up");
        Ok(())
    }

    async fn publish(
        &self,
        actor: &Actor,
        change: Change,
        approval: Approval,
    ) -> Result<(), Refusal> {
        let seen = self.entry().await.seen();
        self.act(async |tx, at, of| {
            let zone = TimeZone::get("Asia/Ho_Chi_Minh").expect("a zone");
            let release = Release { of, seen: Some(&seen), change, approval, zone: &zone };
            editorial::release(tx, actor, at, release).await
        })
        .await
    }

    async fn stands(&self) -> (State, Stage) {
        let stored = self.entry().await;
        let state = stored.state(vi()).expect("a state");
        (state.state, state.stage)
    }

    async fn answer(&self) -> (u16, String) {
        let slug = self.entry().await.words(vi()).expect("words").slug.clone();
        let answer = self.portal.get(&format!("/vi/tin-tuc/{slug}")).await;
        (answer.status.as_u16(), answer.text)
    }

    async fn run_due(&self) -> usize {
        let portal = &self.portal.app.portal;
        let at = self.portal.clock.now_ms();
        let says = |refusal: &Refusal| mocban::desk::whole(portal, vi(), refusal);
        let due = editorial::run_due(&portal.db, &portal.kinds, (&portal.zone, at), &says);
        let done = due.await;
        self.portal.app.caught_up().await.expect("the followers catch up");
        done.expect("what is due is done")
    }
}

fn facts_without_pictures(mut facts: editorial::Facts) -> editorial::Facts {
    facts.pictures.clear();
    facts.files.clear();
    facts.lead_picture = None;
    facts
}

impl TestPortal {
    async fn stored(&self, kind: &str, key: &str) -> Stored {
        let mut tx = self.app.portal.db.begin().await.expect("begins");
        editorial::latest(&mut tx, kind, key).await.expect("read").expect("there")
    }

    async fn some_article(&self) -> String {
        let keys = editorial::every_key(&self.app.portal.db, "news").await.expect("keys");
        keys.first().cloned().unwrap_or_else(|| KEY.to_owned())
    }
}

async fn on_both(test: impl AsyncFn(Newsroom)) {
    let postgres = Postgres::start();
    test(Newsroom::on(TestPortal::demo().await).await).await;
    test(Newsroom::on(TestPortal::demo_on(&postgres).await).await).await;
}

#[test]
fn a_text_goes_from_its_author_through_a_second_pair_of_eyes_to_readers() {
    wait(on_both(async |room| {
        assert_eq!(room.stands().await, (State::Draft, Stage::Writing));
        assert_eq!(room.answer().await.0, 404);
        room.save(&room.author, |words| words.lead = "Cửa mở từ 18 giờ 30.".to_owned())
            .await
            .expect("saved");
        let seen = room.entry().await.seen();
        room.act(async |tx, at, of| {
            editorial::hand_in(tx, &room.author, at, of, Some(&seen), Some("Xem giúp giờ")).await
        })
        .await
        .expect("handed in");
        assert_eq!(room.stands().await, (State::Draft, Stage::Submitted));
        room.act(async |tx, at, of| {
            editorial::hand_back(tx, &room.editor, at, of, "Thiếu địa điểm.").await
        })
        .await
        .expect("handed back");
        assert_eq!(room.stands().await, (State::Draft, Stage::Returned));
        let id = room.entry().await.id;
        let remarks = editorial::remarks(&room.portal.app.portal.db, id, vi()).await.expect("read");
        let said: Vec<&str> = remarks.iter().map(|remark| remark.remark.as_str()).collect();
        assert_eq!(said, ["Thiếu địa điểm.", "Xem giúp giờ"]);
        room.save(&room.author, |words| words.lead = "Tại thành Xương Giang.".to_owned())
            .await
            .expect("saved");
        room.publish(&room.publisher, Change::Minor, Approval::SecondPerson)
            .await
            .expect("published");
        assert_eq!(room.stands().await, (State::Published, Stage::Settled));
        let (status, page) = room.answer().await;
        assert_eq!(status, 200);
        assert!(page.contains("Tại thành Xương Giang."), "{page}");
        let chain = mocban::platform::changes::verify(&room.portal.app.portal.db).await;
        assert_eq!(chain.expect("the log"), None);
    }));
}

#[test]
fn nobody_publishes_her_own_text_alone_without_a_reason_and_the_flag_stays_until_another_approves()
{
    wait(on_both(async |room| {
        room.save(&room.publisher, |words| words.lead = "Viết vội.".to_owned())
            .await
            .expect("saved");
        let alone = room.publish(&room.publisher, Change::Minor, Approval::SecondPerson).await;
        assert!(matches!(alone, Err(Refusal::OwnWork(_))), "{alone:?}");
        let empty = Approval::Forced { reason: "  ".to_owned() };
        let empty = room.publish(&room.publisher, Change::Minor, empty).await;
        assert!(matches!(empty, Err(Refusal::NoReason(_))), "{empty:?}");
        assert_eq!(room.answer().await.0, 404);
        let forced = Approval::Forced { reason: "Báo bão khẩn trong đêm".to_owned() };
        room.publish(&room.publisher, Change::Minor, forced).await.expect("published");
        let flag = room.entry().await.state(vi()).and_then(|state| state.forced.clone());
        assert_eq!(flag.expect("flagged").reason, "Báo bão khẩn trong đêm");
        let own = room
            .act(async |tx, at, of| editorial::approve(tx, &room.publisher, at, of, None).await);
        assert!(matches!(own.await, Err(Refusal::OwnWork(_))));
        let other = person(4, Role::Publisher);
        room.act(async |tx, at, of| editorial::approve(tx, &other, at, of, None).await)
            .await
            .expect("approved");
        assert_eq!(room.entry().await.state(vi()).and_then(|state| state.forced.clone()), None);
    }));
}

#[test]
fn the_second_of_two_saves_is_a_clash_and_changes_nothing() {
    wait(on_both(async |room| {
        let seen = room.entry().await;
        room.save_over(&room.editor, &seen, |words| words.lead = "Bản của biên tập.".to_owned())
            .await
            .expect("saved");
        let second = room
            .save_over(&room.author, &seen, |words| words.lead = "Bản của tác giả.".to_owned())
            .await;
        assert!(matches!(second, Err(Refusal::Clash(_))), "{second:?}");
        assert_eq!(room.entry().await.words(vi()).expect("words").lead, "Bản của biên tập.");
    }));
}

#[test]
fn a_scheduled_text_goes_public_at_its_hour_and_expires_at_its_hour() {
    wait(on_both(async |room| {
        let (now, seen) = (room.portal.clock.now(), room.entry().await.seen());
        let goes_live = now.as_millisecond() + HOUR;
        room.act(async |tx, at, of| {
            let hour = (goes_live, Change::Minor, Approval::SecondPerson);
            editorial::schedule(tx, &room.publisher, at, of, Some(&seen), hour).await
        })
        .await
        .expect("scheduled");
        room.act(async |tx, at, of| {
            editorial::expire_at(tx, &room.publisher, at, of, Some(goes_live + HOUR)).await
        })
        .await
        .expect("set");
        assert_eq!(room.stands().await, (State::Draft, Stage::Scheduled));
        assert_eq!(room.run_due().await, 0);
        room.portal.clock.set(now + jiff::SignedDuration::from_hours(1));
        assert_eq!(room.run_due().await, 1);
        assert_eq!(room.run_due().await, 0);
        assert_eq!(room.stands().await, (State::Published, Stage::Settled));
        assert_eq!(room.answer().await.0, 200);
        room.portal.clock.set(now + jiff::SignedDuration::from_hours(2));
        assert_eq!(room.run_due().await, 1);
        assert_eq!(room.stands().await.0, State::Withdrawn);
        let (status, page) = room.answer().await;
        assert_eq!(status, 410);
        assert!(page.contains("Nội dung này đã được gỡ"), "{page}");
    }));
}

#[test]
fn a_save_takes_the_hour_back_and_an_hour_in_the_past_is_refused() {
    wait(on_both(async |room| {
        let (now, seen) = (room.portal.clock.now_ms(), room.entry().await.seen());
        let schedule = async |hour: i64| {
            room.act(async |tx, at, of| {
                let hour = (hour, Change::Minor, Approval::SecondPerson);
                editorial::schedule(tx, &room.publisher, at, of, Some(&seen), hour).await
            })
            .await
        };
        assert!(matches!(schedule(now - 1).await, Err(Refusal::Past(_))));
        schedule(now + HOUR).await.expect("scheduled");
        room.save(&room.author, |words| words.lead = "Thêm một câu.".to_owned())
            .await
            .expect("saved");
        assert_eq!(room.stands().await, (State::Draft, Stage::Writing));
        room.portal.clock.set(at("2026-11-21T10:15:00+07:00"));
        assert_eq!(room.run_due().await, 0);
        assert_eq!(room.answer().await.0, 404);
    }));
}

#[test]
fn a_major_change_says_on_the_page_what_changed_and_a_minor_one_does_not() {
    wait(on_both(async |room| {
        let publish = async |change| {
            room.publish(&room.publisher, change, Approval::SecondPerson).await.expect("published");
        };
        publish(Change::Minor).await;
        room.save(&room.author, |words| words.lead = "Sửa lỗi gõ.".to_owned())
            .await
            .expect("saved");
        publish(Change::Minor).await;
        assert_eq!(room.entry().await.state(vi()).expect("a state").updated_at, None);
        room.save(&room.author, |words| words.lead = "Mở lúc 19 giờ.".to_owned())
            .await
            .expect("saved");
        publish(Change::Major { note: "Giờ mở cửa lùi 30 phút.".to_owned() }).await;
        let (_, page) = room.answer().await;
        assert!(page.contains("Giờ mở cửa lùi 30 phút."), "{page}");
        assert!(room.entry().await.state(vi()).expect("a state").updated_at.is_some());
        assert_eq!(room.stands().await, (State::Published, Stage::Settled));
    }));
}

#[test]
fn what_is_taken_down_leaves_a_dated_notice_or_leads_on() {
    wait(on_both(async |room| {
        room.publish(&room.publisher, Change::Minor, Approval::SecondPerson)
            .await
            .expect("published");
        let end = async |ending: Ending| {
            room.act(async |tx, at, of| {
                editorial::take_down(tx, &room.publisher, at, of, ending).await
            })
            .await
        };
        let silent = end(Ending::InError { reason: String::new() }).await;
        assert!(matches!(silent, Err(Refusal::NoReason(_))), "{silent:?}");
        end(Ending::InError { reason: "Nhầm năm tổ chức.".to_owned() }).await.expect("ended");
        let (status, page) = room.answer().await;
        assert_eq!(status, 410);
        assert!(page.contains("Nội dung này đã đăng nhầm"), "{page}");
        assert!(page.contains("Nhầm năm tổ chức."), "{page}");
        assert!(page.contains("Gỡ ngày 20/11/2026"), "{page}");
        room.publish(&room.publisher, Change::Minor, Approval::SecondPerson).await.expect("again");
        assert_eq!(room.answer().await.0, 200);
        let into = room.portal.stored("news", &room.portal.some_article().await).await;
        end(Ending::Consolidated { into: into.id }).await.expect("joined");
        assert_eq!(room.answer().await.0, 308);
        assert_eq!(room.stands().await.0, State::Consolidated);
    }));
}

#[test]
fn rights_hold_at_every_verb() {
    wait(on_both(async |room| {
        let stranger = person(9, Role::Author);
        let translator = person(8, Role::Translator);
        for actor in [&stranger, &translator] {
            let saved = room.save(actor, |words| words.lead = "Không được phép.".to_owned()).await;
            assert!(matches!(saved, Err(Refusal::NotAllowed(_))), "{saved:?}");
        }
        for actor in [&room.author, &room.editor, &translator] {
            let published = room.publish(actor, Change::Minor, Approval::SecondPerson).await;
            assert!(matches!(published, Err(Refusal::NotAllowed(_))), "{published:?}");
        }
        let back = room.act(async |tx, at, of| {
            editorial::hand_back(tx, &room.author, at, of, "Tự trả lại.").await
        });
        assert!(matches!(back.await, Err(Refusal::NotAllowed(_))));
        assert_eq!(room.stands().await, (State::Draft, Stage::Writing));
    }));
}

fn leads_to(entry: &str) -> editorial::body::Body {
    let text = format!("Xem [bài kia](entry:{entry}).");
    editorial::body::Body::from_markdown(&text).expect("a body")
}

/// The rules that stopped a verb.
fn stopped(refused: Result<(), Refusal>) -> Vec<&'static str> {
    let Err(Refusal::NotReady { complaints, .. }) = refused else { panic!("{refused:?}") };
    complaints.into_iter().map(|one| one.key).collect()
}

#[test]
fn what_the_checks_say_stops_every_way_of_going_public() {
    wait(on_both(async |room| {
        let lost = |words: &mut Words| words.body = leads_to("news/khong-co");
        room.save(&room.author, lost).await.expect("saved");
        let alone = Approval::Forced { reason: "Tin khẩn".to_owned() };
        for approval in [Approval::SecondPerson, alone] {
            let refused = room.publish(&room.publisher, Change::Minor, approval.clone()).await;
            assert_eq!(stopped(refused), ["editorial-check-entry-missing"]);
            let seen = room.entry().await.seen();
            let hour = (room.portal.clock.now_ms() + HOUR, Change::Minor, approval);
            let refused = room.act(async |tx, at, of| {
                editorial::schedule(tx, &room.publisher, at, of, Some(&seen), hour).await
            });
            assert_eq!(stopped(refused.await), ["editorial-check-entry-missing"]);
        }
        assert_eq!(room.stands().await, (State::Draft, Stage::Writing));
        let itself = format!("news/{}", room.key);
        room.save(&room.author, |words| words.body = leads_to(&itself)).await.expect("saved");
        let published = room.publish(&room.publisher, Change::Minor, Approval::SecondPerson);
        published.await.expect("an entry may lead to itself");
    }));
}

/// The jobs of a kind, as they are kept.
pub async fn jobs(portal: &TestPortal, kind: &str) -> Vec<serde_json::Value> {
    let payloads: Vec<(String,)> = portal
        .app
        .portal
        .db
        .all(mocban::sql!("select payload from job where kind = $1 order by id"), args![kind])
        .await
        .expect("the jobs");
    payloads.iter().map(|(payload,)| serde_json::from_str(payload).expect("JSON")).collect()
}

/// Gives an entry to somebody to look after.
async fn in_care(room: &Newsroom, owner: i64, review_on: Option<jiff::civil::Date>) {
    room.act(async |tx, at, of| {
        let care = editorial::Care { owner: Some(PersonId(owner)), review_on };
        editorial::care(tx, &room.editor, at, of, care).await
    })
    .await
    .expect("in care");
}

#[test]
fn a_scheduled_text_that_may_not_go_public_any_more_goes_back_with_the_reason() {
    wait(on_both(async |room| {
        let other = format!("news/{KEY}");
        room.save(&room.author, |words| words.body = leads_to(&other)).await.expect("saved");
        in_care(&room, 7, None).await;
        let (now, seen) = (room.portal.clock.now(), room.entry().await.seen());
        room.act(async |tx, at, of| {
            let hour = (at + HOUR, Change::Minor, Approval::SecondPerson);
            editorial::schedule(tx, &room.publisher, at, of, Some(&seen), hour).await
        })
        .await
        .expect("scheduled");
        room.act(async |tx, at, of| {
            let other = Of { key: KEY, ..of };
            let ending = Ending::Withdrawn { reason: None };
            editorial::take_down(tx, &room.publisher, at, other, ending).await
        })
        .await
        .expect("withdrawn");
        room.portal.clock.set(now + jiff::SignedDuration::from_hours(1));
        assert_eq!(room.run_due().await, 1);
        assert_eq!(room.stands().await, (State::Draft, Stage::Returned));
        let entry = room.entry().await.id;
        let remarks = editorial::remarks(&room.portal.app.portal.db, entry, vi()).await;
        let said = remarks.expect("remarks").first().expect("one").remark.clone();
        assert!(said.contains(&format!("dẫn tới {other}, nhưng bài này chưa được đăng")), "{said}");
        assert!(said.contains("Hãy đăng bài đó trước hoặc bỏ liên kết."), "{said}");

        // The publisher who set the hour and the owner are told, each once and in the same words.
        let told = jobs(&room.portal, editorial::NOT_DONE).await;
        let whom: Vec<&serde_json::Value> = told.iter().map(|one| &one["person"]).collect();
        assert_eq!(whom, [3, 7], "{told:?}");
        assert_eq!((&told[0]["why"], &told[0]["planned"]), (&said.into(), &"publish".into()));
        assert_eq!(room.run_due().await, 0);
        assert_eq!(jobs(&room.portal, editorial::NOT_DONE).await.len(), 2);
    }));
}

#[test]
fn an_owner_is_reminded_once_of_a_day_of_reading_again_and_only_of_what_is_public() {
    wait(on_both(async |room| {
        let today = jiff::civil::date(2026, 11, 20);
        in_care(&room, 7, Some(today)).await;
        let zone = &room.portal.app.portal.zone;
        let remind = async || {
            let at = room.portal.clock.now_ms();
            editorial::remind_due(&room.portal.app.portal.db, (zone, at)).await.expect("asked")
        };
        assert_eq!(remind().await, 0, "a draft need not be read again");
        let published = room.publish(&room.publisher, Change::Minor, Approval::SecondPerson);
        published.await.expect("published");
        assert_eq!(remind().await, 1);
        assert_eq!(remind().await, 0, "once is enough");
        let told = jobs(&room.portal, editorial::READ_AGAIN).await;
        assert_eq!(told, [serde_json::json!({ "person": 7, "review_on": "2026-11-20" })]);
        let db = &room.portal.app.portal.db;
        let due = editorial::to_read_again(db, PersonId(7), today).await.expect("the entries");
        let titles: Vec<&str> = due.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles, ["Hội Xương Giang mở cửa đón khách"]);

        // Another day, while the portal stood still; a day too long ago is the overdue list's.
        in_care(&room, 7, Some(jiff::civil::date(2026, 11, 25))).await;
        assert_eq!(remind().await, 0, "not before its day");
        room.portal.clock.set(at("2026-12-08T09:00:00+07:00"));
        assert_eq!(remind().await, 1);
        in_care(&room, 8, Some(jiff::civil::date(2026, 11, 24))).await;
        assert_eq!(remind().await, 0);
    }));
}
