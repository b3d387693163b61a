//! International rankings over the API: what is known, put down over what was read, taken out and put back;
//! a private copy of a source, which no reader gets.

use crate::api_client::{Api, at_once, faulty_fields, json, on_both, problem};
use crate::support::{TestPortal, folder, import};
use bytes::Bytes;
use http::Method;
use mocban::people::Role;
use mocban::platform::files::hex;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const EGDI: &str = "/api/rankings/egdi";

fn edition() -> Value {
    json!({ "method": "un-desa", "rank": 64, "out_of": 193, "score": "0.7801",
        "source": "UN DESA, báo cáo khảo sát", "retrieved_on": "2026-11-20", "verified": true,
        "notes": { "vi": "Đọc ở bảng cuối báo cáo." } })
}

async fn put(api: &Api<'_>, path: &str, tag: &str, body: &Value) -> crate::support::Answer {
    let headers = [("if-match", tag)];
    api.put(path, if tag.is_empty() { &[] } else { &headers }, body).await
}

#[test]
fn an_edition_is_put_down_over_what_was_read_and_readers_see_it() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Coordinator).await;
        let all = api.read("/api/rankings").await;
        let egdi = all["items"].as_array().expect("items").iter().find(|one| one["key"] == "egdi");
        let known = &egdi.expect("it is there")["editions"];
        let of = |label: &str| known.as_array()?.iter().find(|one| one["edition"] == label);
        let (one, empty) = (of("2024").expect("known"), of("2026").expect("named"));
        assert_eq!((&one["rank"], &one["out_of"]), (&json!(71), &json!(193)), "{one}");
        assert_eq!((&empty["rank"], &empty["verified"]), (&Value::Null, &json!(false)), "{empty}");

        let path = format!("{EGDI}/editions/2028");
        let made = put(&api, &path, "", &edition()).await;
        assert_eq!((made.status.as_u16(), made.header("location")), (201, path.as_str()));
        portal.app.caught_up().await.expect("the followers catch up");
        portal.page("/vi/xep-hang/egdi").await.shows(&["2028", "64", "0,7801", "Đã đọc ở nguồn"]);
        problem(&put(&api, &path, "", &edition()).await, 428, "no-if-match");
        let mut odd = edition();
        odd["rank"] = json!(194);
        let tag = api.get(&path).await.header("etag").to_owned();
        let told = problem(&put(&api, &path, &tag, &odd).await, 422, "invalid");
        assert_eq!(told["errors"][0]["field"], "rank");
        odd["rank"] = json!(63);
        let done = put(&api, &path, &tag, &odd).await;
        assert_eq!(json(&done)["revision"], 2, "{}", done.text);
        problem(&put(&api, &path, &tag, &odd).await, 412, "clash");
        let label = put(&api, &format!("{EGDI}/editions/nam-2028"), "", &edition()).await;
        assert_eq!(problem(&label, 422, "invalid")["errors"][0]["field"], "edition");

        let headers = [("if-match", done.header("etag"))];
        let gone = api.with_json(Method::DELETE, &path, &headers, &json!({})).await;
        problem(&api.get(&path).await, 404, "not-found");
        let undo = json(&gone)["undo"].as_str().expect("an undo").to_owned();
        assert_eq!(api.post(&undo, &[], &json!({})).await.status, 204);
        assert_eq!(api.read(&path).await["rank"], 63);
    });
}

#[test]
fn an_index_is_set_up_and_a_method_that_is_left_out_stays() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Coordinator).await;
        let new = json!({ "publisher": "Liên hợp quốc", "since": "2012", "unit": "index-1",
            "words": { "vi": { "name": "Chỉ số thử" } },
            "methods": [{ "key": "dau", "better_score": "higher", "words": {} }] });
        let path = "/api/rankings/thu";
        let made = put(&api, path, "", &new).await;
        assert_eq!(made.status, 201, "{}", made.text);
        assert_eq!(json(&made)["editions"], json!([]));
        let mut edition = edition();
        edition["method"] = json!("dau");
        assert_eq!(put(&api, "/api/rankings/thu/editions/2020", "", &edition).await.status, 201);
        let mut next = new.clone();
        next["methods"] = json!([{ "key": "sau", "better_score": "lower", "words": {} }]);
        let tag = made.header("etag").to_owned();
        let done = put(&api, path, &tag, &next).await;
        let keys: Vec<Value> = json(&done)["methods"]
            .as_array()
            .expect("methods")
            .iter()
            .map(|one| one["key"].clone())
            .collect();
        assert_eq!(keys, ["dau", "sau"], "{}", done.text);
        assert_eq!(json(&done)["editions"][0]["edition"], "2020");
        assert_eq!(api.get(path).await.header("etag"), done.header("etag"));
        problem(&put(&api, path, &tag, &next).await, 412, "clash");
        let empty = json!({ "publisher": " ", "unit": "none", "words": {}, "methods": [] });
        let told = problem(&put(&api, "/api/rankings/trong", "", &empty).await, 422, "invalid");
        assert_eq!(faulty_fields(&told), ["publisher", "words", "methods"]);
    });
}

#[test]
fn a_private_copy_of_a_source_is_known_by_its_hash_and_no_reader_gets_it() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Coordinator).await;
        let path = format!("{EGDI}/editions/2024");
        let copy = b"%PDF-1.7 a page as it was read";
        let sha256 = hex(&Sha256::digest(copy));
        let tag = api.get(&path).await.header("etag").to_owned();
        let keep = async |tag: &str, bytes: &'static [u8]| {
            let path = format!("{path}/copy?name=egdi-2024.pdf");
            api.send(Method::PUT, &path, &[("if-match", tag)], Bytes::from_static(bytes)).await
        };
        problem(&keep(&tag, b"").await, 422, "invalid");
        let kept = keep(&tag, copy).await;
        assert_eq!(json(&kept)["copy"]["sha256"], sha256.as_str(), "{}", kept.text);
        assert_eq!(json(&kept)["copy"]["kept_on"], "2026-11-20");
        problem(&keep(&tag, copy).await, 412, "clash");
        let url = json(&kept)["copy"]["url"].as_str().expect("an address").to_owned();
        let given = api.get(&url).await;
        assert_eq!(given.bytes, &copy[..]);
        assert!(given.header("content-disposition").starts_with("attachment"));
        problem(&portal.api(Role::Inspector).await.get(&url).await, 403, "not-allowed");
        problem(&portal.browser().get(&url).await, 401, "no-token");
        portal.app.caught_up().await.expect("the followers catch up");
        let page = portal.page("/vi/xep-hang/egdi").await;
        page.shows(&["Cổng giữ một bản lưu của nguồn, 20/11/2026", &sha256]);
        for place in ["files", "media", "f"] {
            assert_eq!(portal.get(&format!("/{place}/{sha256}")).await.status, 404, "{place}");
        }
        // It stays with its source, leaves with the folder by its hash, and goes when the source changes.
        let mut said = json(&api.get(&path).await);
        for name in ["edition", "copy", "revision"] {
            said.as_object_mut().expect("an object").remove(name);
        }
        said["rank"] = json!(70);
        let done = put(&api, &path, kept.header("etag"), &said).await;
        assert_eq!(json(&done)["copy"]["sha256"], sha256.as_str(), "{}", done.text);
        let out = folder::new();
        mocban::exchange::export(&portal.app.exchange, out.path()).await.expect("it leaves");
        let other = TestPortal::empty().await;
        import(&other.app.exchange, out.path()).await.expect("it goes in elsewhere");
        let there = other.api(Role::Coordinator).await;
        assert_eq!(there.read(&path).await["copy"]["sha256"], sha256.as_str());
        problem(&there.get(&url).await, 404, "not-found");
        said["source"] = json!("Một nguồn khác");
        let done = put(&api, &path, done.header("etag"), &said).await;
        assert_eq!(json(&done)["copy"], Value::Null, "{}", done.text);
    });
}

/// What is read at an address, as it is sent back there.
async fn sent_back(api: &Api<'_>, path: &str, not_sent: &[&str]) -> (Value, String) {
    let read = api.get(path).await;
    let mut said = json(&read);
    for name in not_sent {
        said.as_object_mut().expect("an object").remove(*name);
    }
    (said, read.header("etag").to_owned())
}

#[test]
fn of_several_who_change_one_ranking_at_once_only_the_first_is_heard() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Coordinator).await;
        let (mut index, tag) = sent_back(&api, EGDI, &["key", "editions"]).await;
        index["since"] = json!("2001");
        assert_eq!(at_once(&api, EGDI, &tag, &index).await, [200, 412, 412, 412]);
        let path = format!("{EGDI}/editions/2024");
        let (mut one, tag) = sent_back(&api, &path, &["edition", "copy", "revision"]).await;
        one["rank"] = json!(70);
        assert_eq!(at_once(&api, &path, &tag, &one).await, [200, 412, 412, 412]);
        assert_eq!(api.read(&path).await["revision"], 2);
        // Who comes a moment later finds one there and has not said which she read.
        for new in ["/api/rankings/thu-moi", "/api/rankings/egdi/editions/2029"] {
            let body = if new.ends_with("2029") { &one } else { &index };
            let answers = at_once(&api, new, "", body).await;
            assert_eq!(answers.first(), Some(&201), "{new}: {answers:?}");
            assert!(
                answers.iter().skip(1).all(|one| [412, 428].contains(one)),
                "{new}: {answers:?}"
            );
        }
    });
}

#[test]
fn a_copy_that_is_taken_off_is_told_to_no_reader_and_still_given_by_its_hash() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Coordinator).await;
        let path = format!("{EGDI}/editions/2024");
        let copy = format!("{path}/copy");
        let tag = api.get(&path).await.header("etag").to_owned();
        let headers = [("if-match", tag.as_str())];
        let none = api.with_json(Method::DELETE, &copy, &headers, &json!({})).await;
        problem(&none, 404, "not-found");
        let named = format!("{copy}?name=a.pdf");
        let bytes = Bytes::from_static(b"a page as it was read");
        let kept = api.send(Method::PUT, &named, &headers, bytes).await;
        let url = json(&kept)["copy"]["url"].as_str().expect("an address").to_owned();
        problem(&api.with_json(Method::DELETE, &copy, &headers, &json!({})).await, 412, "clash");
        let headers = [("if-match", kept.header("etag"))];
        let done = api.with_json(Method::DELETE, &copy, &headers, &json!({})).await;
        assert_eq!(json(&done)["copy"], Value::Null, "{}", done.text);
        assert_eq!(api.read(&path).await["copy"], Value::Null);
        assert_eq!(api.get(&url).await.bytes, "a page as it was read");
    });
}

#[test]
fn whoever_does_not_coordinate_reads_rankings_and_changes_none() {
    on_both(async |portal: &TestPortal| {
        let editor = portal.api(Role::Editor).await;
        assert_eq!(editor.get(EGDI).await.status, 200);
        let path = format!("{EGDI}/editions/2028");
        problem(&put(&editor, &path, "", &edition()).await, 403, "not-allowed");
        problem(&editor.get("/api/rankings/khong-co").await, 404, "not-found");
    });
}
