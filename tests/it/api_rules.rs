//! What holds for every address of the API: tokens, limits, keys, forms, languages.

use crate::api_client::{Api, article, json, on_both, problem};
use crate::support::{TestPortal, wait};
use bytes::Bytes;
use http::Method;
use mocban::people::{self, Role};
use serde_json::{Value, json};

#[test]
fn nobody_comes_in_without_a_token_and_a_cookie_is_none() {
    on_both(async |portal: &TestPortal| {
        let stranger = portal.browser();
        let answer = stranger.get("/api/entries").await;
        let told = problem(&answer, 401, "no-token");
        assert_eq!(told["title"], "Cần mã truy cập");
        assert_eq!(told["instance"], "/api/entries");
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"mocban\"");
        let editor = portal.desk(Role::Administrator).await;
        problem(&editor.get("/api/entries").await, 401, "no-token");
        let api = Api { portal, token: "mb_sai".to_owned() };
        problem(&api.get("/api/entries").await, 401, "no-token");
        let api = portal.api(Role::Administrator).await;
        let answer = api.get("/api/entries").await;
        assert_eq!(answer.status, 200);
        assert!(!answer.headers.contains_key("set-cookie"));
        assert!(!answer.headers.contains_key("access-control-allow-origin"));
        assert_eq!(answer.header("cache-control"), "no-store");
        // Its end is at once.
        let id = people::tokens(&portal.app.portal.db).await.expect("tokens")[0].id;
        people::revoke_token(portal.here(), &people::Actor::Operator, id).await.expect("revoked");
        problem(&api.get("/api/entries").await, 401, "no-token");
    });
}

#[test]
fn a_problem_is_told_in_the_language_of_the_one_who_asks() {
    wait(async {
        let portal = TestPortal::demo().await;
        let api = portal.api(Role::Administrator).await;
        let title = async |language: &str| {
            let headers = [("accept-language", language)];
            let answer = api.send(Method::GET, "/api/nothing", &headers, Bytes::new()).await;
            (
                problem(&answer, 404, "not-found")["title"].clone(),
                answer.header("content-language").to_owned(),
            )
        };
        assert_eq!(title("").await, (json!("Không tìm thấy"), "vi".to_owned()));
        assert_eq!(title("en").await, (json!("Not found"), "en".to_owned()));
        assert_eq!(title("fr, en-GB;q=0.8, vi;q=0.5").await.0, "Not found");
        assert_eq!(title("fr, en;q=0.1, vi;q=0.5").await.0, "Không tìm thấy");
        assert_eq!(title("ja").await.0, "Không tìm thấy");
        let answer = api.send(Method::PATCH, "/api/entries", &[], Bytes::new()).await;
        problem(&answer, 405, "no-method");
        assert!(answer.header("allow").contains("POST"), "{:?}", answer.headers);
        let answer = api.send(Method::OPTIONS, "/api/entries", &[], Bytes::new()).await;
        problem(&answer, 405, "no-method");
    });
}

#[test]
fn a_request_with_a_key_is_done_once() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Editor).await;
        let key = [("idempotency-key", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"")];
        let first = api.post("/api/entries", &key, &article("Giấy gọi lặp lại", "giay-goi")).await;
        assert_eq!(first.status, 201, "{}", first.text);
        let again = api.post("/api/entries", &key, &article("Giấy gọi lặp lại", "giay-goi")).await;
        assert_eq!((again.status, &again.text), (first.status, &first.text));
        assert_eq!(again.header("etag"), first.header("etag"));
        assert_eq!(again.header("location"), first.header("location"));
        assert_eq!(again.header("idempotency-replayed"), "true");
        let other = api.post("/api/entries", &key, &article("Hai lần", "hai-lan")).await;
        problem(&other, 422, "key-reused");
        assert_eq!(api.read("/api/entries?q=giay+goi+lap+lai").await["total"], 1);
        // Another token's key is another key.
        let two = portal.api(Role::Editor).await;
        let made = two.post("/api/entries", &key, &article("Ba lần", "ba-lan")).await;
        assert_eq!(made.status, 201, "{}", made.text);
        // What was refused may be sent again, mended or not.
        let key = [("idempotency-key", "khoa-2")];
        let mut odd = article("Bốn lần", "bon-lan");
        odd["kind"] = json!("sach");
        problem(&api.post("/api/entries", &key, &odd).await, 422, "invalid");
        let made = api.post("/api/entries", &key, &article("Bốn lần", "bon-lan")).await;
        assert_eq!(made.status, 201, "{}", made.text);
        // After a day the key is free.
        let later = portal.clock.now() + jiff::SignedDuration::from_hours(24);
        portal.clock.set(later);
        let made = api.post("/api/entries", &key, &article("Năm lần", "nam-lan")).await;
        assert_eq!(made.status, 201, "{}", made.text);
        for odd in ["", "a b", "\"chưa\"", &"k".repeat(300)] {
            let answer =
                api.post("/api/entries", &[("idempotency-key", odd)], &article("X", "x")).await;
            assert!(matches!(answer.status.as_u16(), 400), "{odd}: {}", answer.text);
        }
    });
}

#[test]
fn many_at_once_with_one_key_make_one_entry() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Editor).await;
        let send = || async {
            let key = [("idempotency-key", "cung-luc")];
            api.post("/api/entries", &key, &article("Cùng lúc", "cung-luc")).await
        };
        let (a, b, c, d) = tokio::join!(send(), send(), send(), send());
        for answer in [&a, &b, &c, &d] {
            assert!(matches!(answer.status.as_u16(), 201 | 409), "{}", answer.text);
        }
        assert!([&a, &b, &c, &d].iter().any(|answer| answer.status == 201));
        assert_eq!(api.read("/api/entries?q=cung+luc").await["total"], 1);
    });
}

#[test]
fn an_invitation_is_made_once_and_its_link_is_not_shown_again() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        let who = json!({ "email": "moi@example.vn", "name": "Biên tập viên 9", "language": "vi",
            "grants": [{ "role": "author", "section": "le-hoi" }] });
        let key = [("idempotency-key", "moi-1")];
        let made = api.post("/api/people", &key, &who).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let link = json(&made);
        assert!(link["url"].as_str().is_some_and(|url| url.contains("/desk/")), "{link}");
        let again = api.post("/api/people", &key, &who).await;
        let told = problem(&again, 409, "exists");
        assert!(!told.to_string().contains("/desk/"), "{told}");
        problem(&api.post("/api/people", &[], &who).await, 409, "exists");
        let id = &link["person"];
        let path = format!("/api/people/{id}");
        assert_eq!(api.read(&path).await["state"], "invited");
        let shut = api.post(&format!("{path}/disable"), &[], &json!({})).await;
        assert_eq!(json(&shut)["state"], "disabled", "{}", shut.text);
        let open = api.post(&format!("{path}/enable"), &[], &json!({})).await;
        assert_eq!(json(&open)["state"], "invited", "{}", open.text);
        let grants = json!({ "grants": [{ "role": "editor" }] });
        let given = api.put(&format!("{path}/grants"), &[], &grants).await;
        assert_eq!(json(&given)["grants"][0]["role"], "editor", "{}", given.text);
    });
}

#[test]
fn whoever_asks_too_often_is_told_when_to_come_again() {
    wait(async {
        let portal = TestPortal::demo().await;
        let api = portal.api(Role::Administrator).await;
        let first = api.get("/api/kinds").await;
        assert_eq!(first.header("ratelimit-policy"), "\"burst\";q=100;w=10");
        assert_eq!(first.header("ratelimit"), "\"burst\";r=99;t=1");
        for _ in 0..99 {
            assert_eq!(api.get("/api/kinds").await.status, 200);
        }
        let late = api.get("/api/kinds").await;
        problem(&late, 429, "too-many");
        assert_eq!(late.header("retry-after"), "1");
        // Another token has a bucket of its own, and time fills this one.
        assert_eq!(portal.api(Role::Editor).await.get("/api/kinds").await.status, 200);
        portal.clock.set(portal.clock.now() + jiff::SignedDuration::from_secs(1));
        assert_eq!(api.get("/api/kinds").await.status, 200);

        let stranger = Api { portal: &portal, token: "mb_sai".to_owned() };
        for _ in 0..20 {
            problem(&stranger.get("/api/kinds").await, 401, "no-token");
        }
        let late = stranger.get("/api/kinds").await;
        problem(&late, 429, "too-many");
        assert!(!late.header("retry-after").is_empty());
        // A good token from the same address is not held up.
        assert_eq!(api.get("/api/kinds").await.status, 200);
    });
}

#[test]
fn what_cannot_be_read_is_refused_before_anything_is_done() {
    wait(async {
        let portal = TestPortal::demo().await;
        let api = portal.api(Role::Administrator).await;
        let json_kind = ("content-type", "application/json");
        let post = async |headers: &[(&str, &str)], body: String| {
            api.send(Method::POST, "/api/entries", headers, body.into()).await
        };
        problem(&post(&[json_kind], "{".to_owned()).await, 400, "malformed");
        problem(&post(&[json_kind], "[1]".to_owned()).await, 422, "invalid");
        problem(&post(&[], "{}".to_owned()).await, 415, "other-type");
        problem(&post(&[("content-type", "text/plain")], "{}".to_owned()).await, 415, "other-type");
        problem(&post(&[], String::new()).await, 422, "invalid");
        let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
        problem(&post(&[json_kind], deep).await, 400, "malformed");
        let deeper = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        problem(&post(&[json_kind], deeper).await, 400, "malformed");
        let nul = article("a\0b", "ab").to_string();
        problem(&post(&[json_kind], nul).await, 400, "malformed");
        let long = json!({ "kind": "x".repeat(5 << 20) }).to_string();
        problem(&post(&[json_kind], long).await, 413, "too-large");
        let mut more = article("Tin", "tin");
        more["unheard"] = json!(1);
        problem(&api.post("/api/entries", &[], &more).await, 422, "invalid");
        for query in ["page=0", "page=x", "per_page=1000", "unheard=1", "state=alive", "q=a%00b"] {
            let answer = api.get(&format!("/api/entries?{query}")).await;
            assert_eq!(answer.status, 400, "{query}: {}", answer.text);
        }
        for path in
            ["/api/entries/x", "/api/entries/-1", "/api/entries/99999999", "/api/", "/api/a%00"]
        {
            problem(&api.get(path).await, 404, "not-found");
        }
        // Text comes in composed, whatever it was sent as.
        let decomposed = article("Le\u{302}\u{303} ho\u{323}\u{302}i", "le-hoi-x");
        let made = api.post("/api/entries", &[], &decomposed).await;
        assert_eq!(json(&made)["languages"][0]["words"]["title"], "Lễ hội", "{}", made.text);
    });
}

#[test]
fn the_description_is_open_and_names_every_address() {
    wait(async {
        let portal = TestPortal::demo().await;
        let answer = portal.get("/api/openapi.json").await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("content-type")),
            (200, "application/json")
        );
        let document: Value = json(&answer);
        assert_eq!(document["openapi"], "3.1.0");
        let paths = document["paths"].as_object().expect("paths");
        assert!(paths.contains_key("/api/visits") && paths.contains_key("/api/entries/{id}"));
        // Every address that is named is answered: none of them is a page of readers' or nothing.
        let api = portal.api(Role::Administrator).await;
        for (path, item) in paths {
            let path = path.replace("{language}", "vi").replace("{id}", "999999");
            let path = path.replace("{edition}", "1").replace("{delivery}", "1");
            let path = path.replace("{class}", "sections").replace("{key}", "le-hoi");
            let path = path.replace("{table}", "entries");
            let path = [
                "{slug}",
                "{into}",
                "{number}",
                "{link}",
                "{seq}",
                "{programme}",
                "{indicator}",
                "{index}",
            ]
            .into_iter()
            .fold(path, |path, part| path.replace(part, "999999"));
            for method in item.as_object().expect("methods").keys() {
                portal.clock.set(portal.clock.now() + jiff::SignedDuration::from_secs(1));
                let method = method.to_uppercase().parse().expect("a method");
                let answer = api.send(method, &path, &[], Bytes::new()).await;
                assert_ne!(answer.status, 405, "{path}");
                if path.starts_with("/api/uploads") {
                    assert_eq!(answer.header("tus-resumable"), "1.0.0", "{path}");
                    continue;
                }
                let said = answer.header("content-type");
                assert!(
                    said.contains("json") || path.rsplit('.').next() == Some("csv"),
                    "{path}: {}",
                    answer.text
                );
                let nowhere = answer.status == 404 && !path.contains("999999");
                assert!(!nowhere, "{path}");
            }
        }
    });
}

#[test]
fn a_question_with_half_of_what_it_needs_and_a_list_without_a_line_are_told_what_is_missing() {
    wait(async {
        let portal = TestPortal::demo().await;
        let api = portal.api(Role::Administrator).await;
        let programmes = api.read("/api/programmes").await;
        let key = programmes["items"][0]["key"].as_str().expect("the demo's programme").to_owned();
        let half = api.get(&format!("/api/programmes/{key}/evidence?subject=activity")).await;
        problem(&half, 422, "invalid");
        assert!(half.text.contains("cả subject và of"), "{}", half.text);
        for path in ["/api/site/redirects/look", "/api/site/redirects/import"] {
            let empty = api.send(Method::POST, path, &[], Bytes::new()).await;
            problem(&empty, 422, "invalid");
            assert!(empty.text.contains("Chưa có dòng nào"), "{}", empty.text);
        }
    });
}

#[test]
fn what_is_open_to_everybody_is_read_and_nothing_else() {
    wait(async {
        let portal = TestPortal::demo().await;
        for path in ["/api/visits", "/api/visits/live"] {
            for method in [Method::POST, Method::DELETE, Method::TRACE] {
                let answer = portal.ask(method, path).answer().await;
                assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, "GET, HEAD"));
            }
        }
    });
}

#[test]
fn a_lost_account_gets_a_new_link_and_its_sessions_are_ended_one_by_one_or_with_its_phone() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        let grants = vec![people::Grant::everywhere(Role::Editor)];
        let hers = portal.desk_of("mat-may@example.vn", grants).await;
        assert_eq!(hers.page("/desk").await.status, 200);
        let people = api.read("/api/people").await;
        let all = people["items"].as_array().expect("accounts");
        let her = all.iter().find(|one| one["email"] == "mat-may@example.vn").expect("hers");
        let path = format!("/api/people/{}", her["id"]);

        let made = api.post(&format!("{path}/link"), &[], &json!({})).await;
        assert_eq!(made.status, 201, "{}", made.text);
        assert_eq!(json(&made)["purpose"], "recover");

        let sessions = api.read(&format!("{path}/sessions")).await;
        assert_eq!(sessions["items"].as_array().map(Vec::len), Some(1), "{sessions}");
        let key = sessions["items"][0]["key"].as_str().expect("a key").to_owned();
        problem(
            &api.send(Method::DELETE, &format!("{path}/sessions/khong-co"), &[], Bytes::new())
                .await,
            404,
            "not-found",
        );
        let ended =
            api.send(Method::DELETE, &format!("{path}/sessions/{key}"), &[], Bytes::new()).await;
        assert_eq!(ended.status, 200, "{}", ended.text);
        assert_eq!(hers.get("/desk").await.status, 303, "she is asked to sign in again");
        assert_eq!(api.read(&format!("{path}/sessions")).await["items"], json!([]));

        let dropped =
            api.send(Method::DELETE, &format!("{path}/second-factors"), &[], Bytes::new()).await;
        assert_eq!(json(&dropped)["totp"], false, "{}", dropped.text);
        let editor = portal.api(Role::Editor).await;
        for room in ["sessions", "second-factors", "link"] {
            let path = format!("{path}/{room}");
            let refused = match room {
                "sessions" => editor.get(&path).await,
                "link" => editor.post(&path, &[], &json!({})).await,
                _ => editor.send(Method::DELETE, &path, &[], Bytes::new()).await,
            };
            problem(&refused, 403, "not-allowed");
        }
    });
}
