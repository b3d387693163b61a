//! Entries over the API: from the first word to the public page, with clashes, rights and reasons.

use crate::api_client::{article, at_once, json, on_both, problem};
use crate::support::TestPortal;
use http::Method;
use mocban::people::{Reach, Role};
use serde_json::json;

#[test]
fn an_article_goes_from_its_first_word_to_readers() {
    on_both(async |portal: &TestPortal| {
        let author = portal.api_of("bien-tap-1@example.vn", Role::Publisher).await;
        let made = author.post("/api/entries", &[], &article("Mùa vải chín", "mua-vai-chin")).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let entry = json(&made);
        let at = made.header("location").to_owned();
        assert_eq!(at, format!("/api/entries/{}", entry["id"]));
        assert_eq!(entry["key"], "mua-vai-chin");
        assert_eq!(entry["languages"][0]["state"], "draft");
        let first = made.header("etag").to_owned();
        assert_eq!(author.get(&at).await.header("etag"), first);

        // Changed over what was read; the tag of before does not fit any more.
        let words =
            json!({ "words": { "vi": { "title": "Mùa vải chín sớm", "slug": "mua-vai-chin" } } });
        let without = author.put(&at, &[], &words).await;
        problem(&without, 428, "no-if-match");
        let saved = author.put(&at, &[("if-match", &first)], &words).await;
        assert_eq!(saved.status, 200, "{}", saved.text);
        let again = author.put(&at, &[("if-match", &first)], &words).await;
        let clash = problem(&again, 412, "clash");
        assert_eq!(clash["current_etag"], saved.header("etag"));
        assert_eq!(clash["given"]["words"]["vi"], entry["languages"][0]["words_edition"]);
        assert_eq!(clash["current"]["words"]["vi"], json(&saved)["languages"][0]["words_edition"]);

        let submitted = author
            .post(&format!("{at}/vi/submit"), &[("if-match", saved.header("etag"))], &json!({}))
            .await;
        assert_eq!(json(&submitted)["languages"][0]["stage"], "submitted", "{}", submitted.text);
        let tag = submitted.header("etag");
        let own = author.post(&format!("{at}/vi/publish"), &[("if-match", tag)], &json!({})).await;
        problem(&own, 409, "own-work");

        let second = portal.api_of("bien-tap-2@example.vn", Role::Publisher).await;
        let live = second.post(&format!("{at}/vi/publish"), &[("if-match", tag)], &json!({})).await;
        assert_eq!(live.status, 200, "{}", live.text);
        assert_eq!(json(&live)["languages"][0]["state"], "published");
        portal.app.caught_up().await.expect("readers see it");
        portal.page("/vi/tin-tuc/mua-vai-chin").await.shows(&["Mùa vải chín sớm"]);
        portal.page("/vi/tim?q=mua+vai").await.shows(&["Mùa vải chín sớm"]);

        let down = json!({ "reason": "Số liệu chưa đúng." });
        let path = format!("{at}/vi/declare-error");
        let ended = second.post(&path, &[("if-match", live.header("etag"))], &down).await;
        assert_eq!(json(&ended)["languages"][0]["ended"]["reason"], "Số liệu chưa đúng.");
        portal.app.caught_up().await.expect("readers see it");
        let gone = portal.get("/vi/tin-tuc/mua-vai-chin").await;
        assert_eq!(gone.status, 410);
        portal.page("/vi/tim?q=mua+vai").await.shows_none(&["Mùa vải chín sớm"]);
        let history = second.read(&format!("{at}/vi/editions")).await;
        assert_eq!(history["items"].as_array().map(Vec::len), Some(3), "{history}");
    });
}

#[test]
fn of_several_who_save_one_entry_at_once_only_the_first_is_heard() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Publisher).await;
        let made = api.post("/api/entries", &[], &article("Mùa vải chín", "mua-vai-chin")).await;
        let (at, tag) = (made.header("location").to_owned(), made.header("etag").to_owned());
        let words =
            json!({ "words": { "vi": { "title": "Mùa vải chín sớm", "slug": "mua-vai-chin" } } });
        assert_eq!(at_once(&api, &at, &tag, &words).await, [200, 412, 412, 412]);
    });
}

#[test]
fn what_lies_alone_needs_a_reason_and_stays_flagged_until_somebody_else_approves() {
    on_both(async |portal: &TestPortal| {
        let one = portal.api_of("bien-tap-1@example.vn", Role::Publisher).await;
        let made = one.post("/api/entries", &[], &article("Báo lũ", "bao-lu")).await;
        let at = made.header("location").to_owned();
        let path = format!("{at}/vi/publish");
        let reason = json!({ "forced_reason": "Cần báo ngay cho người dân." });
        let forced = one.post(&path, &[("if-match", made.header("etag"))], &reason).await;
        let by = &json(&forced)["languages"][0]["forced"]["by"];
        assert!(by.as_str().is_some_and(|by| by.starts_with("person:")), "{}", forced.text);
        let tag = forced.header("etag");
        let own = one.post(&format!("{at}/vi/approve"), &[("if-match", tag)], &json!({})).await;
        problem(&own, 409, "own-work");
        let flagged = one.read("/api/entries?forced=true").await;
        assert_eq!(flagged["total"], 1);
        let two = portal.api_of("bien-tap-2@example.vn", Role::Publisher).await;
        let approved =
            two.post(&format!("{at}/vi/approve"), &[("if-match", tag)], &json!({})).await;
        assert!(json(&approved)["languages"][0]["forced"].is_null(), "{}", approved.text);
        assert_eq!(one.read("/api/entries?forced=true").await["total"], 0);
    });
}

#[test]
fn a_schedule_an_expiry_a_remark_and_care_are_kept() {
    on_both(async |portal: &TestPortal| {
        let one = portal.api_of("bien-tap-1@example.vn", Role::Editor).await;
        let two = portal.api_of("bien-tap-2@example.vn", Role::Publisher).await;
        let made = one.post("/api/entries", &[], &article("Hội xuân", "hoi-xuan")).await;
        let at = made.header("location").to_owned();
        let step = async |verb: &str, method: Method, tag: &str, body: serde_json::Value| {
            let path = format!("{at}/{verb}");
            two.with_json(method, &path, &[("if-match", tag)], &body).await
        };
        let past = json!({ "goes_live_at": "2026-11-01T00:00:00Z" });
        let tag = made.header("etag").to_owned();
        problem(&step("vi/schedule", Method::POST, &tag, past).await, 422, "invalid");
        let hour = json!({ "goes_live_at": "2026-12-01T08:00:00+07:00" });
        let set = step("vi/schedule", Method::POST, &tag, hour).await;
        assert_eq!(
            json(&set)["languages"][0]["goes_live_at"],
            "2026-12-01T01:00:00Z",
            "{}",
            set.text
        );
        let back = step("vi/schedule", Method::DELETE, set.header("etag"), json!({})).await;
        assert_eq!(json(&back)["languages"][0]["stage"], "writing");
        let day = json!({ "owner": null, "review_on": "2027-01-01" });
        let cared = step("care", Method::PUT, back.header("etag"), day).await;
        assert_eq!(json(&cared)["review_on"], "2027-01-01", "{}", cared.text);
        let nobody = json!({ "owner": 987_654, "review_on": null });
        problem(&step("care", Method::PUT, cared.header("etag"), nobody).await, 422, "invalid");
        let expiry = json!({ "expires_at": "2027-03-01T00:00:00Z" });
        let set = step("vi/expiry", Method::PUT, cared.header("etag"), expiry).await;
        assert_eq!(json(&set)["languages"][0]["expires_at"], "2027-03-01T00:00:00Z");
        let remark = json!({ "remark": "Xem lại ngày khai hội." });
        let left = one.post(&format!("{at}/vi/remarks"), &[], &remark).await;
        assert_eq!(left.status, 204, "{}", left.text);
        let remarks = two.read(&format!("{at}/vi/remarks")).await;
        assert_eq!(remarks["items"][0]["remark"], "Xem lại ngày khai hội.");
    });
}

#[test]
fn an_old_edition_is_compared_and_brought_back() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Editor).await;
        let made = api.post("/api/entries", &[], &article("Tên cũ", "ten")).await;
        let (at, old) = (made.header("location").to_owned(), json(&made));
        let edition = old["languages"][0]["words_edition"].as_i64().expect("an edition");
        let words = json!({ "words": { "vi": { "title": "Tên mới", "slug": "ten" } } });
        let saved = api.put(&at, &[("if-match", made.header("etag"))], &words).await;
        let differs = api.read(&format!("{at}/vi/compare?from={edition}")).await;
        assert!(differs["words"].to_string().contains("title"), "{differs}");
        let then = api.read(&format!("{at}/vi/editions/{edition}")).await;
        assert_eq!(then["title"], "Tên cũ");
        let back = json!({ "words": edition });
        let path = format!("{at}/vi/restore");
        let restored = api.post(&path, &[("if-match", saved.header("etag"))], &back).await;
        assert_eq!(
            json(&restored)["languages"][0]["words"]["title"],
            "Tên cũ",
            "{}",
            restored.text
        );
        problem(&api.get(&format!("{at}/vi/editions/999999")).await, 404, "not-found");
    });
}

#[test]
fn nothing_is_saved_that_leads_nowhere_or_is_of_no_form() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Editor).await;
        let mut odd = article("Tin", "tin");
        odd["facts"]["publisher"] = json!("khong-co");
        odd["facts"]["tags"] = json!(["la"]);
        odd["facts"]["own"]["section"] = json!("la");
        let told = problem(&api.post("/api/entries", &[], &odd).await, 422, "invalid");
        assert_eq!(told["errors"].as_array().map(Vec::len), Some(3), "{told}");
        let mut odd = article("Tin", "tin");
        odd["facts"]["own"]["unheard"] = json!(1);
        problem(&api.post("/api/entries", &[], &odd).await, 422, "invalid");
        let mut odd = article("Tin", "Không Phải Slug");
        odd["kind"] = json!("news");
        problem(&api.post("/api/entries", &[], &odd).await, 422, "invalid");
        let mut odd = article("Tin", "tin");
        odd["kind"] = json!("sach");
        problem(&api.post("/api/entries", &[], &odd).await, 422, "invalid");
        let mut twice = article("Tin", "tin");
        twice["key"] = json!("tin");
        assert_eq!(api.post("/api/entries", &[], &twice).await.status, 201);
        problem(&api.post("/api/entries", &[], &twice).await, 409, "exists");
        let made = api.post("/api/entries", &[], &article("Tin", "tin-khac")).await;
        assert_eq!(json(&made)["key"], "tin-2", "{}", made.text);
    });
}

#[test]
fn a_role_and_a_scope_both_bound_what_a_token_may() {
    on_both(async |portal: &TestPortal| {
        let reader = portal.api_within(Role::Administrator, &[Reach::Read]).await;
        assert_eq!(reader.get("/api/entries").await.status, 200);
        let made = reader.post("/api/entries", &[], &article("Tin", "tin")).await;
        assert_eq!(problem(&made, 403, "no-scope")["scope"], "write");
        for path in ["/api/log", "/api/people", "/api/webhooks", "/api/jobs", "/api/tokens"] {
            problem(&reader.get(path).await, 403, "no-scope");
        }
        let translator = portal.api(Role::Translator).await;
        problem(
            &translator.post("/api/entries", &[], &article("Tin", "tin")).await,
            403,
            "not-allowed",
        );
        for path in ["/api/log", "/api/people", "/api/webhooks", "/api/jobs", "/api/tokens"] {
            problem(&translator.get(path).await, 403, "not-allowed");
        }
        let writer = portal.api_within(Role::Publisher, &[Reach::Read, Reach::Write]).await;
        let made = writer.post("/api/entries", &[], &article("Tin", "tin")).await;
        let path = format!("{}/vi/publish", made.header("location"));
        let live = writer.post(&path, &[("if-match", made.header("etag"))], &json!({})).await;
        problem(&live, 403, "no-scope");
    });
}
