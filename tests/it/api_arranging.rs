//! Sections, tags, reusable blocks, redirects, the menu and the front page over the API.

use crate::api_client::{Api, article, json, on_both, problem};
use crate::support::{Answer, TestPortal};
use bytes::Bytes;
use http::Method;
use mocban::people::Role;
use serde_json::{Value, json};

async fn delete(api: &Api<'_>, path: &str, tag: &str) -> Answer {
    api.send(Method::DELETE, path, &[("if-match", tag)], Bytes::new()).await
}

fn says(text: &str) -> Value {
    json!({ "type": "doc", "content": [
        { "type": "paragraph", "content": [{ "type": "text", "text": text }] } ] })
}

#[test]
fn a_section_added_a_moment_ago_can_be_used_before_the_portal_has_read_it_again() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        let before = portal.app.portal.known_afresh().await.expect("what is known");
        let words = json!({ "name": { "vi": "Ẩm thực", "en": "Food" } });
        assert_eq!(api.post("/api/site/sections", &[], &words).await.status, 201);
        portal.app.caught_up().await.expect("followers");
        portal.app.portal.learn(before);
        let mut entry = article("Bánh", "banh");
        entry["facts"]["own"]["section"] = json!("am-thuc");
        assert_eq!(api.post("/api/entries", &[], &entry).await.status, 201);
        entry["facts"]["own"]["section"] = json!("khong-co");
        problem(&api.post("/api/entries", &[], &entry).await, 422, "invalid");
    });
}

#[test]
fn a_section_is_added_renamed_moved_merged_and_taken_away() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        let words = json!({ "name": { "vi": "Ẩm thực", "en": "Food" } });
        let made = api.post("/api/site/sections", &[], &words).await;
        assert_eq!(made.status, 201, "{}", made.text);
        assert_eq!(json(&made)["key"], "am-thuc");
        assert_eq!(json(&made)["slug"], json!({ "vi": "am-thuc", "en": "food" }));
        let (at, tag) = (made.header("location").to_owned(), made.header("etag").to_owned());
        let key = json!({ "key": "am-thuc", "name": { "vi": "Khác" } });
        problem(&api.post("/api/site/sections", &[], &key).await, 409, "exists");

        let renamed = json!({ "name": { "vi": "Ẩm thực" }, "slug": { "vi": "mon-ngon" } });
        problem(&api.put(&at, &[], &renamed).await, 428, "no-if-match");
        let changed = api.put(&at, &[("if-match", &tag)], &renamed).await;
        assert_eq!(json(&changed)["former"]["vi"], json!(["am-thuc"]), "{}", changed.text);
        problem(&api.put(&at, &[("if-match", &tag)], &renamed).await, 412, "clash");
        let tag = changed.header("etag").to_owned();
        assert_eq!(api.get(&at).await.header("etag"), tag);
        let bad = json!({ "name": { "vi": "Ẩm thực" }, "slug": { "vi": "Món Ngon" } });
        problem(&api.put(&at, &[("if-match", &tag)], &bad).await, 422, "invalid");

        let list = api.get("/api/site/sections").await;
        let mut keys: Vec<Value> = json(&list)["items"]
            .as_array()
            .expect("items")
            .iter()
            .map(|one| one["key"].clone())
            .collect();
        keys.rotate_right(1);
        let over = [("if-match", list.header("etag"))];
        problem(
            &api.put("/api/site/sections", &over, &json!({ "order": ["am-thuc"] })).await,
            422,
            "invalid",
        );
        let moved = api.put("/api/site/sections", &over, &json!({ "order": keys })).await;
        assert_eq!(json(&moved)["items"][0]["key"], "am-thuc", "{}", moved.text);

        let mut entry = article("Bánh", "banh");
        entry["facts"]["own"]["section"] = json!("am-thuc");
        assert_eq!(api.post("/api/entries", &[], &entry).await.status, 201);
        assert_eq!(
            problem(&delete(&api, &at, &tag).await, 409, "in-use")["subject"],
            "section/am-thuc"
        );
        let impact = api.read(&format!("{at}/merge?into=le-hoi")).await;
        assert_eq!((&impact["entries"], &impact["kinds"]["news"]), (&json!(1), &json!(1)));
        assert_eq!(impact["moves"][0]["from"], "/vi/tin-tuc/muc/mon-ngon");
        let merged =
            api.post(&format!("{at}/merge/le-hoi"), &[("if-match", &tag)], &json!({})).await;
        assert_eq!(json(&merged)["entries"], 1, "{}", merged.text);
        problem(&api.get(&at).await, 404, "not-found");
        let undo = json(&merged)["undo"].as_str().expect("where it is undone").to_owned();
        assert_eq!(api.post(&undo, &[], &json!({})).await.status, 204);
        assert_eq!(api.get(&at).await.header("etag"), tag, "as it stood");
        let editor = portal.api(Role::Editor).await;
        problem(&editor.post("/api/site/sections", &[], &words).await, 403, "not-allowed");
    });
}

#[test]
fn a_tag_nobody_bears_is_taken_away_and_other_words_lead_nowhere() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        let made = api.post("/api/site/tags", &[], &json!({ "name": { "vi": "Quan họ" } })).await;
        let at = made.header("location").to_owned();
        assert_eq!(at, "/api/site/tags/quan-ho");
        let gone = delete(&api, &at, made.header("etag")).await;
        assert!(json(&gone)["undo"].is_string(), "{}", gone.text);
        problem(&delete(&api, &at, made.header("etag")).await, 404, "not-found");
        problem(&api.get("/api/site/kinds").await, 404, "not-found");
    });
}

#[test]
fn a_reusable_block_is_written_shown_and_kept_while_an_entry_shows_it() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        let new = json!({ "name": "Giờ mở cửa", "language": "vi", "body": says("Từ 8 giờ.") });
        let made = api.post("/api/site/blocks", &[], &new).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let at = made.header("location").to_owned();
        assert_eq!(at, "/api/site/blocks/gio-mo-cua");
        problem(&api.post("/api/site/blocks", &[], &new).await, 409, "exists");
        let draft = json!({ "name": "Giờ mở cửa", "body": says("Từ 7 giờ.") });
        let tag = made.header("etag").to_owned();
        let vi = format!("{at}/vi");
        problem(&api.put(&vi, &[], &draft).await, 428, "no-if-match");
        let saved = api.put(&vi, &[("if-match", &tag)], &draft).await;
        assert_eq!(json(&saved)["bodies"]["vi"]["edition"], 2, "{}", saved.text);
        problem(&api.put(&vi, &[("if-match", &tag)], &draft).await, 412, "clash");
        let editions = api.read(&format!("{vi}/editions")).await;
        assert_eq!(editions["items"].as_array().map(Vec::len), Some(2));
        let tag = saved.header("etag").to_owned();
        assert_eq!(api.get(&at).await.header("etag"), tag);
        let klingon = api.put(&format!("{at}/zz"), &[("if-match", &tag)], &draft).await;
        problem(&klingon, 422, "invalid");

        let mut entry = article("Bảo tàng", "bao-tang");
        entry["words"]["vi"]["body"] = json!({ "type": "doc", "content": [
            { "type": "reusable", "block": "gio-mo-cua" } ] });
        let written = api.post("/api/entries", &[], &entry).await;
        assert_eq!(written.status, 201, "{}", written.text);
        let uses = api.read(&format!("{at}/uses")).await;
        assert_eq!(uses["items"][0]["title"], "Bảo tàng");
        assert_eq!((&uses["items"][0]["live"], &uses["gaps"]), (&json!(false), &json!([])));
        problem(&delete(&api, &at, &tag).await, 409, "in-use");
        let other = json!({ "name": "Không ai dùng", "language": "vi", "body": says("Lời.") });
        let other = api.post("/api/site/blocks", &[], &other).await;
        let gone = delete(&api, other.header("location"), other.header("etag")).await;
        let undo = json(&gone)["undo"].as_str().expect("where it is undone").to_owned();
        assert_eq!(api.post(&undo, &[], &json!({})).await.status, 204, "{}", gone.text);
        assert_eq!(api.read(other.header("location")).await["name"], "Không ai dùng");
    });
}

#[test]
fn redirects_are_added_changed_forgotten_and_come_as_a_table() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        let path = "/api/site/redirects";
        let wish = json!({ "from": "/tin-c%C5%A9/", "to": "/vi/tin-tuc" });
        let made = api.post(path, &[], &wish).await;
        assert_eq!((made.status.as_u16(), &json(&made)["from"]), (201, &json!("/tin-cũ")));
        let there = api.read(made.header("location")).await;
        assert_eq!((&there["total"], &there["items"][0]["kind"]), (&json!(1), &json!("permanent")));
        problem(&api.post(path, &[], &wish).await, 409, "exists");
        let live = json!({ "from": "/vi/tin-tuc", "to": "/vi/le-hoi" });
        problem(&api.post(path, &[], &live).await, 422, "invalid");
        let now = json!({ "from": "/tin-cũ", "to": "/vi/le-hoi", "kind": "temporary" });
        problem(&api.put(path, &[], &now).await, 428, "no-if-match");
        let changed = api.put(path, &[("if-match", made.header("etag"))], &now).await;
        assert_eq!(json(&changed)["kind"], "temporary", "{}", changed.text);
        problem(&api.put(path, &[("if-match", made.header("etag"))], &now).await, 412, "clash");

        let table = json!({ "table": "from;to\n/a;/vi/tin-tuc\n/desk/x;/vi/tin-tuc" });
        let looked = api.post(&format!("{path}/look"), &[], &table).await;
        let told = json(&looked);
        assert_eq!((&told["added"], &told["refused"]), (&json!(1), &json!(1)), "{told}");
        assert_eq!(told["items"][1]["remarks"], json!(["ours"]));
        assert_eq!(api.read(path).await["total"], 1, "a look writes nothing");
        let taken = api.post(&format!("{path}/import"), &[], &table).await;
        assert_eq!(json(&taken)["added"], 1, "{}", taken.text);
        let csv = api.get("/api/site/redirects.csv").await;
        assert!(
            csv.text.starts_with("from,to,kind,note\n/a,/vi/tin-tuc,permanent,\n"),
            "{}",
            csv.text
        );

        let tag = changed.header("etag").to_owned();
        let one = format!("{path}?from=/tin-c%C5%A9");
        assert_eq!(delete(&api, &one, &tag).await.status, 200);
        problem(&delete(&api, &one, &tag).await, 404, "not-found");
        let editor = portal.api(Role::Editor).await;
        problem(&editor.get(path).await, 403, "not-allowed");
    });
}

#[test]
fn menu_and_front_page_are_changed_on_their_own_and_taken_back() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        let read = api.get("/api/site/menu").await;
        let (mut menu, tag) = (json(&read), read.header("etag").to_owned());
        let before = menu["menu"].clone();
        menu["menu"] = json!([{ "target": "video" }, { "target": "news" }]);
        problem(&api.put("/api/site/menu", &[], &menu).await, 428, "no-if-match");
        let changed = api.put("/api/site/menu", &[("if-match", &tag)], &menu).await;
        assert_eq!(json(&changed)["menu"][0]["target"], "video", "{}", changed.text);
        problem(&api.put("/api/site/menu", &[("if-match", &tag)], &menu).await, 412, "clash");
        let tag = changed.header("etag").to_owned();
        for target in ["khong-co", "news/khong-co"] {
            menu["menu"] = json!([{ "target": target }]);
            problem(&api.put("/api/site/menu", &[("if-match", &tag)], &menu).await, 422, "invalid");
        }
        let edition = json(&changed)["edition"].as_i64().expect("something differed");
        let undo = format!("/api/site/editions/{edition}/undo");
        let undone = api.post(&undo, &[], &json!({})).await;
        assert_eq!(json(&undone), json!({ "part": "menu" }), "{}", undone.text);
        assert_eq!(api.read("/api/site/menu").await["menu"], before);
        problem(&api.post(&undo, &[], &json!({})).await, 412, "clash");

        let read = api.get("/api/site/front").await;
        let (mut front, tag) = (json(&read), read.header("etag").to_owned());
        front["front"]["blocks"] = json!(["news", "visits"]);
        let changed = api.put("/api/site/front", &[("if-match", &tag)], &front).await;
        assert_eq!(
            json(&changed)["front"]["blocks"],
            json!(["news", "visits"]),
            "{}",
            changed.text
        );
        let tag = changed.header("etag").to_owned();
        front["front"]["video"] = json!("news/khong-co");
        let told = problem(
            &api.put("/api/site/front", &[("if-match", &tag)], &front).await,
            422,
            "invalid",
        );
        assert_eq!(told["errors"][0]["field"], "video news/khong-co", "{told}");
    });
}
