//! The site, bodies, places, files, the log and tokens over the API.

use crate::api_client::{json, on_both, problem};
use crate::support::TestPortal;
use bytes::Bytes;
use http::Method;
use mocban::people::Role;
use serde_json::json;

/// A picture of one pixel.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, 0x49, 0x44, 0x41, 0x54,
    0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x89, 0x99, 0x3d, 0x1d, 0, 0,
    0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

#[test]
fn the_sites_settings_are_changed_over_what_was_read() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        let read = api.get("/api/site").await;
        let (old, tag) = (json(&read), read.header("etag").to_owned());
        let mut site = old.clone();
        site["name"]["vi"] = json!("Cổng thử nghiệm");
        problem(&api.put("/api/site", &[], &site).await, 428, "no-if-match");
        let changed = api.put("/api/site", &[("if-match", &tag)], &site).await;
        assert_eq!(changed.status, 200, "{}", changed.text);
        problem(&api.put("/api/site", &[("if-match", &tag)], &site).await, 412, "clash");
        portal.app.caught_up().await.expect("readers see it");
        portal.page("/").await.shows(&["Cổng thử nghiệm"]);
        let tag = api.get("/api/site").await.header("etag").to_owned();
        assert_eq!(tag, changed.header("etag"));
        for (field, value) in [
            ("languages", json!([])),
            ("languages", json!(["en", "vi"])),
            ("time_zone", json!("Asia/Atlantis")),
            ("publisher", json!("khong-co")),
            ("name", json!({})),
            ("menu", json!([{ "target": "news/khong-co" }])),
            ("menu", json!([{ "target": "news" }, { "target": "news" }])),
            ("footer", json!([{ "targets": ["khong-co"], "name": { "vi": "Cột" } }])),
            ("front", json!({ "pinned": ["festival/khong-co"] })),
        ] {
            let mut odd = site.clone();
            odd[field] = value;
            problem(&api.put("/api/site", &[("if-match", &tag)], &odd).await, 422, "invalid");
        }
        let editor = portal.api(Role::Editor).await;
        problem(&editor.put("/api/site", &[("if-match", &tag)], &site).await, 403, "not-allowed");
    });
}

#[test]
fn bodies_and_places_are_replaced_whole_and_none_is_lost_that_is_used() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        for path in ["/api/agencies", "/api/places"] {
            let read = api.get(path).await;
            let (list, tag) = (json(&read), read.header("etag").to_owned());
            let same = api.put(path, &[("if-match", &tag)], &list).await;
            assert_eq!(same.status, 200, "{path}: {}", same.text);
            assert_eq!(
                api.get(path).await.header("etag"),
                tag,
                "{path}: what was sent is what is kept"
            );
            let mut twice = list.clone();
            let first = twice["items"][0].clone();
            twice["items"].as_array_mut().expect("items").push(first);
            problem(&api.put(path, &[("if-match", &tag)], &twice).await, 422, "invalid");
        }
        let read = api.get("/api/agencies").await;
        let mut fewer = json(&read);
        let items = fewer["items"].as_array_mut().expect("items");
        items.retain(|agency| agency["key"] != "bg-svhttdl");
        for agency in items {
            if agency["successor"] == "bg-svhttdl" {
                agency["successor"] = json!(null);
            }
        }
        let answer = api.put("/api/agencies", &[("if-match", read.header("etag"))], &fewer).await;
        assert_eq!(problem(&answer, 409, "in-use")["subject"], "bg-svhttdl");
    });
}

#[test]
fn a_file_is_handed_in_described_and_thrown_away() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Editor).await;
        let png = [("content-type", "image/png")];
        let send = async |name: &str, headers: &[(&str, &str)], bytes: Bytes| {
            api.send(Method::POST, &format!("/api/media?name={name}"), headers, bytes).await
        };
        let made = send("anh.png", &png, Bytes::from_static(PNG)).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let at = made.header("location").to_owned();
        assert_eq!(json(&made)["width"], 1);
        let known = send("khac.png", &png, Bytes::from_static(PNG)).await;
        assert_eq!((known.status.as_u16(), &json(&known)["id"]), (200, &json(&made)["id"]));
        let lying = send("anh2.png", &png, Bytes::from_static(b"<html><script>1</script>")).await;
        let told = problem(&lying, 422, "invalid");
        assert!(!told["errors"][0]["detail"].as_str().unwrap_or_default().is_empty(), "{told}");
        let long = send("to.png", &png, vec![0; (50 << 20) + 1].into()).await;
        problem(&long, 413, "too-large");
        problem(&send("", &png, Bytes::from_static(PNG)).await, 400, "malformed");

        let tag = made.header("etag").to_owned();
        let words = json!({ "credit": "Sở", "words": { "vi": { "alt": "Một chấm" } } });
        let said = api.put(&at, &[("if-match", &tag)], &words).await;
        assert_eq!(json(&said)["words"]["vi"]["alt"], "Một chấm", "{}", said.text);
        problem(&api.put(&at, &[("if-match", &tag)], &words).await, 412, "clash");
        let tag = api.get(&at).await.header("etag").to_owned();
        assert_eq!(tag, said.header("etag"));
        assert_eq!(api.read("/api/media?q=mot+cham").await["total"], 1);
        assert_eq!(api.read(&format!("{at}/uses")).await, json!({ "items": [] }));
        let gone = api.send(Method::DELETE, &at, &[("if-match", &tag)], Bytes::new()).await;
        assert_eq!(gone.status, 204, "{}", gone.text);
        let back = api.post(&format!("{at}/put-back"), &[], &json!({})).await;
        assert!(json(&back)["removed_at"].is_null(), "{}", back.text);
    });
}

#[test]
fn the_log_tells_what_the_api_did_and_is_whole() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        let tokens = api.read("/api/tokens").await;
        let own = tokens["items"][0]["id"].as_i64().expect("a number");
        let made = api.post("/api/entries", &[], &crate::api_client::article("Tin", "tin")).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let newest = api.read("/api/log?limit=1").await["newest"].as_i64().expect("a place");
        let last = api.read(&format!("/api/log?after={}", newest - 1)).await;
        assert_eq!(last["items"][0]["actor"], format!("token:{own}"));
        assert_eq!(last["items"][0]["subject"], "news/tin");
        let whole = api.read("/api/log/verification").await;
        assert_eq!((&whole["whole"], &whole["rows"]), (&json!(true), &json!(newest)));
        assert!(!tokens.to_string().contains("mb_"), "{tokens}");
        assert!(api.read("/api/jobs").await["items"].is_array());
        let kinds = api.read("/api/kinds").await;
        assert_eq!(kinds["items"][0]["facts"]["type"], "object");
        let path = format!("/api/tokens/{own}");
        assert_eq!(api.send(Method::DELETE, &path, &[], Bytes::new()).await.status, 204);
        problem(&api.get("/api/kinds").await, 401, "no-token");
    });
}
