//! Action programmes over the API: set out by a coordinator's program, worked on by an agency's, proven,
//! decided; what each may not do.

use crate::api_client::{Api, at_once, json, on_both, problem, token};
use crate::support::{TestPortal, at};
use http::Method;
use mocban::people::{Grant, Reach, Role};
use serde_json::{Value, json};

fn outline() -> Value {
    let words = |title: &str| json!({ "vi": { "title": title } });
    json!({
        "starts": "2026-01-01", "ends": "2027-12-31", "words": words("Chương trình thử"),
        "act": { "number": "12/QĐ-UBND", "date": "2026-01-01" },
        "owes": [{ "group": "provinces", "kinds": ["province", "city"] }],
        "period": [{ "starts": "2026-01-01", "ends": "2026-12-31", "due": "2026-02-01",
            "words": words("Năm 2026") }],
        "task": [{ "no": 1, "words": words("Quán triệt"), "measure": [
            { "key": "1.1", "words": words("Hội nghị") },
            { "key": "1.2", "words": words("Bản tin") }] }],
    })
}

/// A program of one body.
async fn of_body<'a>(portal: &'a TestPortal, agency: &str) -> Api<'a> {
    let grant = Grant { role: Role::Editor, section: None, agency: Some(agency.to_owned()) };
    Api { portal, token: token(portal, None, vec![grant], Vec::new()).await }
}

/// A coordinator's program, with a programme set out.
async fn begun(portal: &TestPortal) -> Api<'_> {
    portal.clock.set(at("2026-11-21T08:00:00+07:00"));
    let api = portal.api(Role::Coordinator).await;
    let made = api.post("/api/programmes", &[], &json!({ "outline": outline() })).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(made.header("location"), "/api/programmes/12-qd-ubnd");
    api
}

const PROGRAMME: &str = "/api/programmes/12-qd-ubnd";

async fn made(api: &Api<'_>, path: &str, body: &Value) -> Value {
    let answer = api.post(&format!("{PROGRAMME}{path}"), &[], body).await;
    assert!(matches!(answer.status.as_u16(), 200 | 201 | 204), "{path}: {}", answer.text);
    if answer.text.is_empty() { Value::Null } else { json(&answer) }
}

#[test]
fn an_outline_is_set_out_read_and_changed_over_what_was_read() {
    on_both(async |portal: &TestPortal| {
        let api = begun(portal).await;
        let read = api.get(PROGRAMME).await;
        let (view, tag) = (json(&read), read.header("etag").to_owned());
        assert_eq!(view["outline"]["task"][0]["measure"][1]["key"], "1.2");
        let list = api.read("/api/programmes").await;
        assert!(
            list["items"].as_array().expect("items").iter().any(|one| one["act"] == "12/QĐ-UBND")
        );
        let twice = api.post("/api/programmes", &[], &json!({ "outline": outline() })).await;
        problem(&twice, 409, "exists");
        let mut more = view["outline"].clone();
        more["task"][0]["measure"][0]["words"]["vi"]["title"] = json!("Hội nghị toàn tỉnh");
        problem(&api.put(PROGRAMME, &[], &more).await, 428, "no-if-match");
        let done = api.put(PROGRAMME, &[("if-match", &tag)], &more).await;
        assert_eq!(done.status, 200, "{}", done.text);
        assert_eq!(api.get(PROGRAMME).await.header("etag"), done.header("etag"));
        problem(&api.put(PROGRAMME, &[("if-match", &tag)], &more).await, 412, "clash");
        more["ends"] = json!("2025-01-01");
        let tag = done.header("etag").to_owned();
        let odd = problem(&api.put(PROGRAMME, &[("if-match", &tag)], &more).await, 422, "invalid");
        assert_eq!(odd["errors"][0]["field"], "ends");
    });
}

#[test]
fn of_several_who_change_one_part_of_a_programme_at_once_only_the_first_is_heard() {
    on_both(async |portal: &TestPortal| {
        let api = begun(portal).await;
        let heard_once = [200, 412, 412, 412];
        let read = api.get(PROGRAMME).await;
        let mut said = json(&read)["outline"].clone();
        said["task"][0]["words"]["vi"]["title"] = json!("Quán triệt toàn tỉnh");
        let tag = read.header("etag").to_owned();
        assert_eq!(at_once(&api, PROGRAMME, &tag, &said).await, heard_once);

        let body = of_body(portal, "p-cao-bang").await;
        let part = json!({ "measure": "1.1", "agency": "p-cao-bang", "part": "lead", "from": "2026-01-01" });
        made(&api, "/assignments", &part).await;
        let new = json!({ "agency": "p-cao-bang", "period": "2026-01-01" });
        let plan = body.post(&format!("{PROGRAMME}/plans"), &[], &new).await;
        let (path, tag) = (plan.header("location").to_owned(), plan.header("etag").to_owned());
        let says = json!({ "reference": "34/KH-UBND", "signed": "2026-01-10" });
        assert_eq!(at_once(&body, &path, &tag, &says).await, heard_once);

        let mut activity = json!({ "measure": "1.1", "starts": "2026-03-01", "ends": "2026-03-20",
            "words": { "vi": { "title": "Hội nghị tháng 3" } } });
        let added = body.post(&format!("{path}/activities"), &[], &activity).await;
        let (path, tag) = (added.header("location").to_owned(), added.header("etag").to_owned());
        activity["ends"] = json!("2026-03-25");
        assert_eq!(at_once(&body, &path, &tag, &activity).await, heard_once);
    });
}

#[test]
fn a_plan_goes_from_its_agency_to_the_coordinator_and_its_activity_is_proven() {
    on_both(async |portal: &TestPortal| {
        let api = begun(portal).await;
        let body = of_body(portal, "p-cao-bang").await;
        let part = json!({ "measure": "1.1", "agency": "p-cao-bang", "part": "lead", "from": "2026-01-01" });
        made(&api, "/assignments", &part).await;
        let parts = body.read(&format!("{PROGRAMME}/assignments")).await;
        assert_eq!(parts["items"][0]["agency"], "p-cao-bang");

        let key = [("idempotency-key", "ke-hoach-1")];
        let new = json!({ "agency": "p-cao-bang", "period": "2026-01-01" });
        let first = body.post(&format!("{PROGRAMME}/plans"), &key, &new).await;
        let again = body.post(&format!("{PROGRAMME}/plans"), &key, &new).await;
        assert_eq!(again.header("idempotency-replayed"), "true", "{}", again.text);
        let (plan, tag) = (first.header("location").to_owned(), first.header("etag").to_owned());
        let early = body.post(&format!("{plan}/steps"), &[], &json!({ "to": "submitted" })).await;
        assert_eq!(problem(&early, 422, "invalid")["errors"][0]["field"], "reference");
        let says = json!({ "reference": "34/KH-UBND", "signed": "2026-01-10" });
        let done = body.put(&plan, &[("if-match", &tag)], &says).await;
        assert_eq!(json(&done)["reference"], "34/KH-UBND", "{}", done.text);
        problem(&body.put(&plan, &[("if-match", &tag)], &says).await, 412, "clash");
        let odd = json!({ "reference": "34/KH-UBND", "entry": "news/khong-co" });
        let tag = done.header("etag").to_owned();
        problem(&body.put(&plan, &[("if-match", &tag)], &odd).await, 422, "invalid");

        let activity = json!({ "measure": "1.1", "starts": "2026-03-01", "ends": "2026-03-20",
            "budget": 50_000_000, "words": { "vi": { "title": "Hội nghị tháng 3" } } });
        let added = body.post(&format!("{plan}/activities"), &[], &activity).await;
        assert_eq!(added.status, 201, "{}", added.text);
        let one = added.header("location").to_owned();
        assert_eq!(json(&added)["activity"]["currency"], "VND");
        let sent = body.post(&format!("{plan}/steps"), &[], &json!({ "to": "submitted" })).await;
        assert_eq!(json(&sent)["received"], "2026-11-21", "{}", sent.text);
        let own = body.post(&format!("{plan}/steps"), &[], &json!({ "to": "accepted" })).await;
        problem(&own, 403, "not-allowed");
        let mute = api.post(&format!("{plan}/steps"), &[], &json!({ "to": "returned" })).await;
        problem(&mute, 422, "invalid");
        let taken = api.post(&format!("{plan}/steps"), &[], &json!({ "to": "accepted" })).await;
        assert_eq!(json(&taken)["stage"], "accepted");

        let done = body.post(&format!("{one}/steps"), &[], &json!({ "to": "done" })).await;
        assert_eq!(json(&done)["state"], "done", "{}", done.text);
        proven(&api, &body, &one).await;
    });
}

/// Evidence of an activity that is done goes from its body to the coordinator.
async fn proven(api: &Api<'_>, body: &Api<'_>, one: &str) {
    let id = body.read(one).await["id"].clone();
    let offer = json!({ "subject": "activity", "of": id, "note": "Tin về hội nghị",
            "proof": { "kind": "link", "url": "https://example.gov.vn/a", "hash": "a".repeat(64),
                "archived": "2026-03-21" } });
    let evidence = made(body, "/evidence", &offer).await;
    let waiting = api.read(&format!("{PROGRAMME}/evidence")).await;
    assert_eq!(waiting["items"][0]["id"], evidence["id"]);
    problem(&body.get(&format!("{PROGRAMME}/evidence")).await, 403, "not-allowed");
    let accept = format!("/evidence/{}/accept", evidence["id"]);
    assert_eq!(made(api, &accept, &json!({})).await["state"], "accepted");
    assert_eq!(api.read(one).await["state"], "proven");
    let progress = api.read(&format!("{PROGRAMME}/progress")).await;
    assert_eq!(progress["whole"], json!({ "proven": 1, "done": 0, "all": 1, "share": 100 }));
    let way = body.read(&format!("{one}/steps")).await;
    let states: Vec<&str> = way["items"]
        .as_array()
        .expect("steps")
        .iter()
        .filter_map(|one| one["state"].as_str())
        .collect();
    assert_eq!(states, ["planned", "done", "proven"]);
}

#[test]
fn a_task_is_proven_an_indicator_observed_and_a_merged_bodys_plan_counts_by_decision() {
    on_both(async |portal: &TestPortal| {
        let api = begun(portal).await;
        let offer = json!({ "subject": "task", "of": 1,
            "proof": { "kind": "entry", "entry": "news/khai-mac" } });
        let odd = api.post(&format!("{PROGRAMME}/evidence"), &[], &offer).await;
        problem(&odd, 422, "invalid");
        let live = portal.app.portal.db.clone();
        let key = mocban::editorial::every_key(&live, "news").await.expect("keys").remove(0);
        let offer = json!({ "subject": "task", "of": 1,
            "proof": { "kind": "entry", "entry": format!("news/{key}") } });
        assert_eq!(made(&api, "/evidence", &offer).await["of"], 1);
        let own = api.read(&format!("{PROGRAMME}/evidence?subject=task&of=1")).await;
        assert_eq!(own["items"][0]["state"], "offered");

        let indicator = json!({ "key": "ban-tin", "direction": "higher", "aggregation": "sum",
            "targets": { "2026": "12" }, "words": { "vi": { "title": "Bản tin" } } });
        made(&api, "/indicators", &indicator).await;
        let path = format!("{PROGRAMME}/indicators/ban-tin");
        let tag = api.get(&path).await.header("etag").to_owned();
        let mut more = indicator.clone();
        more["targets"]["2027"] = json!("24");
        let done = api.put(&path, &[("if-match", &tag)], &more).await;
        assert_eq!(json(&done)["revision"], 2, "{}", done.text);
        let figure = json!({ "year": 2026, "value": "13,5", "day": "2026-11-20", "source": "Sở" });
        made(&api, "/indicators/ban-tin/observations", &figure).await;
        let seen = api.read(&format!("{path}/observations")).await;
        assert_eq!(
            (&seen["items"][0]["value"], &seen["items"][0]["year_stands"]),
            (&json!("13.5"), &json!("unproven"))
        );

        let paper = json!({ "agency": "p-bac-giang", "period": "2026-01-01", "received": "2026-01-20",
            "plan": { "reference": "7/KH" } });
        let plan = made(&api, "/plans", &paper).await["id"].clone();
        let counted = async || {
            let found = api.read(&format!("{PROGRAMME}/coverage")).await;
            let bodies = found["groups"][0]["bodies"].as_array().expect("bodies").clone();
            let own = bodies.into_iter().find(|one| one["agency"] == "p-bac-ninh-2026");
            own.expect("it owes a plan")["standing"].clone()
        };
        assert_eq!(counted().await, "late");
        let decision = json!({ "what": "counts_for", "plan": plan, "to": "p-bac-ninh-2026",
            "day": "2026-10-01", "citation": "Công văn số 5" });
        made(&api, "/decisions", &decision).await;
        assert_eq!(counted().await, "received");
        let all = api.read(&format!("{PROGRAMME}/decisions")).await;
        assert_eq!(all["items"][0]["to"], "p-bac-ninh-2026");
    });
}

#[test]
fn a_table_goes_out_is_looked_at_comes_in_and_is_taken_back() {
    on_both(async |portal: &TestPortal| {
        let api = begun(portal).await;
        let head = api.get(&format!("{PROGRAMME}/plans.csv")).await;
        assert!(head.text.starts_with("period,agency,plan,"), "{}", head.text);
        let line = "2026-01-01,p-cao-bang,9/KH,,,1.2,2026-04-01,2026-04-30,,,,Bản tin tháng 4,,,\n";
        let table = json!({ "table": format!("{}{line}", head.text) });
        let look = made(&api, "/tables/look", &table).await;
        assert_eq!((&look["new"], &look["items"][0]["effect"]), (&json!(1), &json!("new")));
        let done = made(&api, "/tables", &table).await;
        assert_eq!((&done["begun"], &done["added"]), (&json!(1), &json!(1)));
        let back = format!("/tables/{}/take-back", done["number"]);
        made(&api, &back, &json!({ "reason": "Nhầm tệp" })).await;
        let odd = json!({ "table": "period,agency\n2026-01-01,khong-co\n" });
        let wrong = api.post(&format!("{PROGRAMME}/tables/look"), &[], &odd).await;
        problem(&wrong, 422, "invalid");
    });
}

#[test]
fn a_program_reaches_no_further_than_its_scopes_and_its_role() {
    on_both(async |portal: &TestPortal| {
        begun(portal).await;
        let reader = portal.api_within(Role::Coordinator, &[Reach::Read]).await;
        assert_eq!(reader.get(PROGRAMME).await.status, 200);
        let new = json!({ "agency": "p-cao-bang", "period": "2026-01-01" });
        let refused = reader.post(&format!("{PROGRAMME}/plans"), &[], &new).await;
        assert_eq!(problem(&refused, 403, "no-scope")["scope"], "programme");
        let inspector = portal.api(Role::Inspector).await;
        assert_eq!(inspector.get(&format!("{PROGRAMME}/plans")).await.status, 200);
        let refused = inspector.post(&format!("{PROGRAMME}/plans"), &[], &new).await;
        problem(&refused, 403, "not-allowed");
        let editor = portal.api(Role::Editor).await;
        problem(&editor.get(PROGRAMME).await, 403, "not-allowed");
        let other = of_body(portal, "p-lang-son").await;
        let refused = other.post(&format!("{PROGRAMME}/plans"), &[], &new).await;
        problem(&refused, 403, "not-allowed");
        let nothing =
            other.send(Method::GET, "/api/programmes/khong-co", &[], Vec::new().into()).await;
        problem(&nothing, 404, "not-found");
    });
}
