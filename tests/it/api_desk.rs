//! What the desk's other pages do, over the API: previews, saved filters, what waits, the calendar, links
//! to other sites, uploads piece by piece.

use crate::api_client::{article, json, on_both, problem};
use crate::media_ground::photograph;
use crate::support::TestPortal;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::Method;
use mocban::links::Gatherer;
use mocban::people::{Reach, Role};
use mocban::platform::changes::{Follower, after, last};
use serde_json::{Value, json};

#[test]
fn a_preview_is_lent_listed_and_ended() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Editor).await;
        let made = api.post("/api/entries", &[], &article("Sắp có", "sap-co")).await;
        let at = format!("{}/vi/preview-links", made.header("location"));
        problem(&api.post(&at, &[], &json!({ "hours": 169 })).await, 422, "invalid");
        let key = [("idempotency-key", "lent-1")];
        let lent = api.post(&at, &key, &json!({ "hours": 8 })).await;
        assert_eq!(lent.status, 201, "{}", lent.text);
        problem(&api.post(&at, &key, &json!({ "hours": 8 })).await, 409, "exists");
        let url = json(&lent)["url"].as_str().expect("an address").to_owned();
        let path = url.split_once("/preview/").map(|(_, rest)| format!("/preview/{rest}"));
        let path = path.expect("a path");
        portal.page(&path).await.shows(&["Sắp có"]);
        let list = api.read(&at).await;
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
        assert!(list["items"][0]["url"].is_null(), "{list}");
        let link = lent.header("location").to_owned();
        assert_eq!(api.send(Method::DELETE, &link, &[], Bytes::new()).await.status, 204);
        problem(&api.send(Method::DELETE, &link, &[], Bytes::new()).await, 404, "not-found");
        assert_eq!(portal.get(&path).await.status, 410);
        assert_eq!(api.read(&at).await["items"], json!([]));
        let reader = portal.api_within(Role::Editor, &[Reach::Read]).await;
        problem(&reader.post(&at, &[], &json!({})).await, 403, "no-scope");
    });
}

#[test]
fn filters_are_kept_for_oneself_or_for_everybody() {
    on_both(async |portal: &TestPortal| {
        let own = portal.api_of("bien-tap@example.vn", Role::Editor).await;
        let wish = json!({ "name": "Tin đã đăng", "query": "kind=news&state=published&utm=x" });
        let kept = own.post("/api/filters", &[], &wish).await;
        assert_eq!(kept.status, 201, "{}", kept.text);
        assert_eq!(json(&kept)["query"], "kind=news&state=published");
        let program = portal.api(Role::Administrator).await;
        assert_eq!(program.read("/api/filters").await["items"], json!([]), "it is hers alone");
        problem(&program.post("/api/filters", &[], &wish).await, 403, "not-allowed");
        let all = json!({ "name": "Quá hạn", "query": "overdue=1", "everybody": true });
        assert_eq!(program.post("/api/filters", &[], &all).await.status, 201);
        assert_eq!(own.read("/api/filters").await["items"].as_array().map(Vec::len), Some(2));
        let empty = json!({ "name": "Không hỏi gì", "query": "utm=x" });
        problem(&own.post("/api/filters", &[], &empty).await, 422, "invalid");
        let at = kept.header("location").to_owned();
        problem(&program.send(Method::DELETE, &at, &[], Bytes::new()).await, 403, "not-allowed");
        let gone = own.send(Method::DELETE, &at, &[], Bytes::new()).await;
        problem(&own.send(Method::DELETE, &at, &[], Bytes::new()).await, 404, "not-found");
        let undo = json(&gone)["undo"].as_str().expect("where it is undone").to_owned();
        problem(&program.post(&undo, &[], &json!({})).await, 403, "not-allowed");
        assert_eq!(own.post(&undo, &[], &json!({})).await.status, 204);
        assert_eq!(own.read("/api/filters").await["items"].as_array().map(Vec::len), Some(2));
        problem(&own.post(&undo, &[], &json!({})).await, 409, "exists");
        problem(&own.post("/api/log/1/undo", &[], &json!({})).await, 404, "not-found");
    });
}

#[test]
fn what_waits_and_what_goes_live_is_told() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api_of("bien-tap@example.vn", Role::Editor).await;
        let made = api.post("/api/entries", &[], &article("Bản nháp", "ban-nhap")).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let waiting = api.read("/api/waiting").await;
        let items = waiting["items"].as_array().expect("items");
        let drafts = items.iter().find(|part| part["what"] == "drafts").expect("drafts");
        assert_eq!(
            (&drafts["count"], &drafts["entries"][0]["title"]),
            (&json!(1), &json!("Bản nháp"))
        );
        let calendar = api.read("/api/calendar?from=1999-01-01&to=1999-12-31").await;
        assert_eq!(calendar["items"], json!([]));
        let lines = api.read("/api/entries?state=published&per_page=1").await;
        let published = lines["items"][0]["published_at"].as_str().expect("a moment").to_owned();
        let day = published.get(..10).expect("a day");
        let year = &day[..4];
        let calendar = api.read(&format!("/api/calendar?from={year}-01-01&to={year}-12-31")).await;
        let items = calendar["items"].as_array().expect("items");
        let told = |item: &Value| item["what"] == "published" && item["at"] == published.as_str();
        assert!(items.iter().any(told), "{published}: {calendar}");
        for days in ["from=2026-02-01&to=2026-01-31", "from=2020-01-01&to=2026-01-01"] {
            problem(&api.get(&format!("/api/calendar?{days}")).await, 422, "invalid");
        }
        problem(&api.get("/api/calendar?from=x").await, 400, "malformed");
    });
}

#[test]
fn a_link_to_another_site_is_vouched_for_and_asked_again() {
    on_both(async |portal: &TestPortal| {
        let since = last(&portal.app.portal.db).await.expect("the log");
        let api = portal.api(Role::Editor).await;
        let mut entry = article("Nguồn", "nguon");
        entry["words"]["vi"]["body"] = json!({ "type": "doc", "content": [
            { "type": "paragraph", "content": [{ "type": "link", "target": "https://example.vn/nguon",
                "content": [{ "type": "text", "text": "Nguồn" }] }] } ] });
        let made = api.post("/api/entries", &[], &entry).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let parts = &portal.app.portal;
        let gatherer = Gatherer { db: parts.db.clone(), clock: parts.clock.clone() };
        let changes = after(&parts.db, since, 100).await.expect("the log");
        gatherer.take(&changes).await.expect("links are gathered");
        let list = api.read("/api/links?q=example.vn/nguon").await;
        assert_eq!((&list["total"], &list["items"][0]["state"]), (&json!(1), &json!("unasked")));
        assert_eq!(list["items"][0]["uses"][0]["title"], "Nguồn");
        let at = format!("/api/links/{}", list["items"][0]["id"]);
        assert_eq!(api.post(&format!("{at}/vouch"), &[], &json!({})).await.status, 204);
        let list = api.read("/api/links?state=unasked&q=example.vn/nguon").await;
        assert!(list["items"][0]["vouched_at"].is_string(), "{list}");
        let back = api.send(Method::DELETE, &format!("{at}/vouch"), &[], Bytes::new()).await;
        assert_eq!(back.status, 204);
        assert_eq!(api.post(&format!("{at}/ask"), &[], &json!({})).await.status, 204);
        problem(&api.post("/api/links/999999/ask", &[], &json!({})).await, 404, "not-found");
        problem(&api.get("/api/links?state=dead").await, 400, "malformed");
    });
}

#[test]
fn a_file_comes_piece_by_piece_with_a_token() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Editor).await;
        let picture = photograph(640, 480, 1);
        let (first, rest) = picture.split_at(100);
        let said = format!("filename {}", STANDARD.encode("anh.jpg"));
        let length = picture.len().to_string();
        let tus = ("tus-resumable", "1.0.0");
        let headers = [tus, ("upload-length", length.as_str()), ("upload-metadata", said.as_str())];
        let begun = api.send(Method::POST, "/api/uploads", &headers, Bytes::new()).await;
        assert_eq!(begun.status, 201, "{}", begun.text);
        let at = begun.header("location").to_owned();
        assert!(at.starts_with("/api/uploads/"), "{at}");
        let bytes = ("content-type", "application/offset+octet-stream");
        let send = async |offset: &str, piece: &[u8]| {
            let headers = [tus, bytes, ("upload-offset", offset)];
            api.send(Method::PATCH, &at, &headers, Bytes::copy_from_slice(piece)).await
        };
        assert_eq!(send("0", first).await.header("upload-offset"), "100");
        assert_eq!(send("0", first).await.status, 409);
        let stands = api.send(Method::HEAD, &at, &[tus], Bytes::new()).await;
        assert_eq!(stands.header("upload-offset"), "100");
        let other = portal.api(Role::Editor).await;
        let hers = other.send(Method::HEAD, &at, &[tus], Bytes::new()).await;
        assert_eq!(hers.status, 404, "an upload is its sender's");
        let whole = send("100", rest).await;
        assert_eq!(whole.status, 204, "{}", whole.text);
        let id = whole.header("library-id");
        assert_eq!(api.read(&format!("/api/media/{id}")).await["bytes"], picture.len());

        let reader = portal.api_within(Role::Editor, &[Reach::Read]).await;
        let refused = reader.send(Method::POST, "/api/uploads", &headers, Bytes::new()).await;
        problem(&refused, 403, "no-scope");
        problem(&portal.get("/api/uploads/x").await, 401, "no-token");
        problem(&api.get("/api/uploads").await, 405, "no-method");
    });
}
