//! Writing at the desk, in more than one place and by more than one person: what was typed is neither lost
//! nor written over unseen, and only what clashes is called a clash.

use crate::desk_board::begun;
use crate::site_work::vi;
use crate::support::html::tags;
use crate::support::{Answer, DeskClient, TestPortal, at, wait};
use mocban::editorial::{self, Autosaved, Correction, Words};
use mocban::people::Role;
use mocban::{args, sql};

const DEMO: &str = "khai-hoi-xuan-tay-yen-tu-2020";

/// Begins an article; its address.
async fn article(client: &DeskClient<'_>, title: &str) -> String {
    format!("/desk/entries/{}", begun(client, title).await.replace('.', "/"))
}

/// The value of the first field of a name.
fn value(page: &Answer, name: &str) -> String {
    let tags = tags(&page.text);
    let field = tags.iter().find(|tag| tag.attribute("name").as_deref() == Some(name));
    field.expect("the field").attribute("value").unwrap_or_default()
}

/// The editions the page says are her own.
fn mine(page: &Answer) -> String {
    let tags = tags(&page.text);
    tags.iter().find_map(|tag| tag.attribute("data-mine")).expect("the form says so")
}

/// Opens the page and gives the editions it shows.
async fn seen(client: &DeskClient<'_>, url: &str) -> String {
    value(&client.page(url).await, "seen")
}

async fn saves(client: &DeskClient<'_>, url: &str, seen: &str, lead: &str) -> Answer {
    client.post(url, &[("seen", seen), ("lead", lead)]).await
}

impl TestPortal {
    async fn corrections(&self, key: &str) -> usize {
        self.article(key).await.words(vi()).expect("words").corrections.len()
    }

    async fn lead(&self, key: &str) -> String {
        self.article(key).await.words(vi()).expect("words").lead.clone()
    }
}

fn correction(text: &str) -> Correction {
    Correction { at: 1, text: text.to_owned() }
}

#[test]
fn what_somebody_else_saved_is_not_taken_for_ones_own() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let publisher = portal.desk(Role::Publisher).await;
        let url = article(&editor, "Bài viết khi mất mạng").await;
        let page = editor.page(&url).await;
        let first = mine(&page);
        assert_eq!(first, value(&page, "seen"), "she began it");
        saves(&publisher, &url, &first, "Đồng nghiệp đã lưu").await;
        let page = editor.page(&url).await;
        assert_ne!(value(&page, "seen"), first);
        assert_eq!(mine(&page), first, "of hers nothing has arrived");
        saves(&editor, &url, &value(&page, "seen"), "Lời của mình").await;
        let page = editor.page(&url).await;
        assert_eq!(mine(&page), value(&page, "seen"));
    });
}

#[test]
fn who_leaves_the_page_of_a_clash_finds_her_text_again() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let publisher = portal.desk(Role::Publisher).await;
        let url = article(&editor, "Bài hai người viết").await;
        let before = seen(&editor, &url).await;
        saves(&publisher, &url, &before, "Chợ họp từ sáng sớm").await;
        let clash = saves(&editor, &url, &before, "Chợ tan trước trưa").await;
        assert_eq!(clash.status, 409);
        editor.page(&url).await.shows(&["Có bản tự lưu lúc 10:15", "Chợ họp từ sáng sớm"]);
        editor.page(&format!("{url}?kept=1")).await.shows(&["Chợ tan trước trưa"]);
        // Once she has chosen it is no draft any more.
        let (newest, known) = (value(&clash, "seen"), value(&clash, "at"));
        let form = [
            ("seen", &*newest),
            ("from", &*before),
            ("at", &*known),
            ("lead", "Chợ tan trước trưa"),
            ("resolve", "mine"),
        ];
        assert_eq!(editor.post(&url, &form).await.status, 303);
        let page = editor.page(&url).await;
        page.shows(&["Chợ tan trước trưa"]);
        page.shows_none(&["Có bản tự lưu"]);
    });
}

#[test]
fn a_draft_nobody_looked_at_outlives_a_save_and_says_its_day() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let url = article(&editor, "Bài viết ở nhà").await;
        let page = editor.page(&url).await;
        let (before, id) = (value(&page, "seen"), portal.article("bai-viet-o-nha").await.id);
        let saved_at = at("2026-11-19T22:14:00+07:00").as_millisecond();
        let form = "lead=Vi%E1%BA%BFt+%E1%BB%9F+nh%C3%A0".to_owned();
        let draft = Autosaved { saved_at, seen: before.clone(), form };
        let person = editor.person.expect("an account");
        let mut tx = portal.app.portal.db.begin().await.expect("begins");
        editorial::autosave(&mut tx, id, vi(), person, &draft).await.expect("kept");
        tx.commit().await.expect("kept");
        let page = editor.page(&url).await;
        let offered = "Có bản tự lưu lúc 22:14 ngày 19/11/2026";
        page.shows(&[offered]);
        page.shows_none(&["Viết ở nhà"]);
        let known = value(&page, "at");
        let form = [("seen", &*before), ("at", &*known), ("lead", "Sửa một chữ")];
        assert_eq!(editor.post(&url, &form).await.status, 303);
        editor.page(&url).await.shows(&[offered, "Sửa một chữ"]);
        let opened = editor.page(&format!("{url}?kept=1")).await;
        opened.shows(&["Viết ở nhà"]);
        opened.shows_none(&[offered]);
        // The one that was opened goes when it is saved.
        let (newest, known) = (seen(&editor, &url).await, value(&opened, "at"));
        let form = [("seen", &*newest), ("at", &*known), ("lead", "Viết ở nhà")];
        assert_eq!(editor.post(&url, &form).await.status, 303);
        editor.page(&url).await.shows_none(&["Có bản tự lưu"]);
    });
}

#[test]
fn an_old_page_does_not_write_over_a_newer_draft() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let url = article(&editor, "Bài mở ở hai nơi").await;
        let before = seen(&editor, &url).await;
        let keep = async |minute: &str, known: &str, tab: &str, lead: &str| {
            portal.clock.set(at(&format!("2026-11-20T10:{minute}:00+07:00")));
            let form = [("seen", &*before), ("at", known), ("tab", tab), ("lead", lead)];
            editor.post(&format!("{url}/autosave"), &form).await
        };
        let first = keep("20", "0", "office", "Ở cơ quan").await;
        assert_eq!(first.status, 200);
        let told: serde_json::Value = serde_json::from_str(&first.text).expect("JSON");
        let known = told["at"].to_string();
        assert_eq!(keep("30", &known, "home", "Ở nhà").await.status, 200, "it goes on from there");
        let old = keep("40", &known, "office", "Ở cơ quan, trang cũ").await;
        assert_eq!(old.status, 409);
        let told: serde_json::Value = serde_json::from_str(&old.text).expect("JSON");
        assert_eq!(told["open_url"], format!("{url}?kept=1"));
        assert!(told["at"].is_null(), "it was not kept");
        editor.page(&format!("{url}?kept=1")).await.shows(&["Ở nhà"]);
        // The answer to its own last draft was lost on the way.
        assert_eq!(keep("50", &known, "home", "Ở nhà, viết tiếp").await.status, 200);
        // Nor does it take the newer draft away when it is saved.
        let form = [("seen", &*before), ("at", &*known), ("tab", "office"), ("lead", "Trang cũ")];
        assert_eq!(editor.post(&url, &form).await.status, 303);
        editor.page(&format!("{url}?kept=1")).await.shows(&["Ở nhà, viết tiếp"]);
    });
}

#[test]
fn who_translates_does_not_clash_with_who_writes_the_original() {
    wait(async {
        let portal = TestPortal::demo().await;
        let tag = portal.app.portal.known().site.tag.first().expect("a tag").key.clone();
        let editor = portal.desk(Role::Editor).await;
        let translator = portal.desk(Role::Translator).await;
        let url = article(&editor, "Bài đang dịch").await;
        let english = url.replace("/vi", "/en");
        let before = seen(&translator, &english).await;
        saves(&editor, &url, &before, "Lời dẫn mới").await;
        let newest = seen(&editor, &url).await;
        let facts = [("seen", &*newest), ("tags", &*tag)];
        assert_eq!(editor.post(&url, &facts).await.status, 303);
        let form = [("seen", &*before), ("title", "Being translated"), ("slug", "")];
        let kept = translator.post(&format!("{english}/autosave"), &form).await;
        assert_eq!(kept.status, 200, "{}", kept.text);
        let saved = translator.post(&english, &form).await;
        assert_eq!(saved.status, 303, "{}", saved.all_words());
        let stored = portal.article("bai-dang-dich").await;
        assert_eq!(stored.facts.tags, [tag]);
        assert_eq!(stored.words(vi()).expect("words").lead, "Lời dẫn mới");
    });
}

#[test]
fn the_same_form_sent_twice_is_saved_once() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let url = article(&editor, "Bài bấm lưu hai lần").await;
        let before = seen(&editor, &url).await;
        assert_eq!(saves(&editor, &url, &before, "Bấm hai lần").await.status, 303);
        let once = seen(&editor, &url).await;
        let twice = saves(&editor, &url, &before, "Bấm hai lần").await;
        assert_eq!(twice.status, 303, "{}", twice.all_words());
        assert_eq!(seen(&editor, &url).await, once);
    });
}

#[test]
fn a_clash_names_who_changed_what_clashes() {
    wait(async {
        let portal = TestPortal::demo().await;
        let tag = portal.app.portal.known().site.tag.first().expect("a tag").key.clone();
        let editor = portal.desk(Role::Editor).await;
        let publisher = portal.desk(Role::Publisher).await;
        let url = article(&editor, "Bài có nhãn mới").await;
        let before = seen(&editor, &url).await;
        let facts = [("seen", &*before), ("tags", &*tag)];
        assert_eq!(publisher.post(&url, &facts).await.status, 303);
        let clash = saves(&editor, &url, &before, "Lời của mình").await;
        assert_eq!(clash.status, 409);
        clash.shows(&["publisher đã lưu trong lúc bạn đang viết.", "10:15, 20/11/2026"]);
    });
}

#[test]
fn a_correction_published_meanwhile_outlives_every_way_to_save() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let url = format!("/desk/entries/{}/vi", portal.article(DEMO).await.id);
        let had = portal.corrections(DEMO).await;
        let before = seen(&editor, &url).await;
        portal.changed(DEMO, |words| words.corrections.push(correction("Sửa giờ."))).await;
        let saved = saves(&editor, &url, &before, "Lời dẫn thứ nhất").await;
        assert_eq!(saved.status, 303, "a correction is no field of the form: {}", saved.words());
        assert_eq!(portal.lead(DEMO).await, "Lời dẫn thứ nhất");
        assert_eq!(portal.corrections(DEMO).await, had + 1);
        for (number, resolve) in ["mine", "merged", "theirs"].into_iter().enumerate() {
            let before = seen(&editor, &url).await;
            let own = format!("Lời của mình {number}");
            let others = format!("Lời của người khác {number}");
            let change = |words: &mut Words| {
                words.lead.clone_from(&others);
                words.corrections.push(correction("Sửa ngày."));
            };
            portal.changed(DEMO, change).await;
            let clash = saves(&editor, &url, &before, &own).await;
            assert_eq!(clash.status, 409);
            let newest = value(&clash, "seen");
            let form =
                [("seen", &*newest), ("from", &*before), ("lead", &*own), ("resolve", resolve)];
            assert_eq!(editor.post(&url, &form).await.status, 303, "{resolve}");
            assert_eq!(portal.corrections(DEMO).await, had + 2 + number, "{resolve}");
            let stands = if resolve == "theirs" { &others } else { &own };
            assert_eq!(portal.lead(DEMO).await, *stands, "{resolve}");
        }
    });
}

#[test]
fn a_card_asks_for_its_entry_by_name_and_gets_it_alone() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let pick = async |name: &str| {
            let answer = editor.get(&format!("/desk/pick/entries?key={name}")).await;
            assert_eq!(answer.status, 200);
            serde_json::from_str::<serde_json::Value>(&answer.text).expect("JSON")
        };
        let title = portal.article(DEMO).await.words(vi()).expect("words").title.clone();
        let found = pick(&format!("news/{DEMO}")).await;
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
        assert_eq!(found[0]["key"], DEMO);
        assert_eq!(found[0]["title"], title);
        assert_eq!(found[0]["language"], "vi");
        for nothing in ["news/khong-co", DEMO, ""] {
            assert_eq!(pick(nothing).await, serde_json::json!([]), "{nothing}");
        }
    });
}

#[test]
fn who_approves_says_which_editions_she_has_read() {
    wait(async {
        let portal = TestPortal::demo().await;
        let publisher = portal.desk(Role::Publisher).await;
        let id = portal.article(DEMO).await.id;
        let forced = sql!(
            "update entry_language set forced_at = $2, forced_by = 'person:99', \
                    forced_reason = 'Cần báo ngay' where entry_id = $1"
        );
        let mut tx = portal.app.portal.db.begin().await.expect("begins");
        tx.run(forced, args![id, portal.clock.now_ms()]).await.expect("flagged");
        tx.commit().await.expect("kept");
        let page = publisher.page(&format!("/desk/entries/{id}/vi")).await;
        let (_, form) = page.text.split_once("/approve\">").expect("the form");
        let (form, _) = form.split_once("</form>").expect("its end");
        let read = format!("name=\"seen\" value=\"{}\"", value(&page, "seen"));
        assert!(form.contains(&read), "{form}");
    });
}
