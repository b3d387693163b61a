//! A programme's reports away from the desk: over the API, at the command line, in a site folder. The same
//! verbs, the same value, the same bytes.

use crate::api_client::{Api, faulty_fields, json, problem};
use crate::programme::{Work, on_both};
use crate::support::server::run;
use crate::support::{TestPortal, folder, import, wait};
use http::Method;
use jiff::civil::date;
use mocban::action_programme::reports;
use mocban::people::{Reach, Role};
use mocban::platform::changes::last;
use mocban::platform::files::hex;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const REPORTS: &str = "/api/programmes/thu/reports";

fn year() -> Value {
    json!({ "period": "2025", "issuer": "mofa", "reference": "12/BC-BNG", "place": "Hà Nội",
        "issued_on": "2026-01-05", "signing": ["BỘ TRƯỞNG"], "recipients": ["- Lưu: VT."] })
}

async fn issued(api: &Api<'_>) -> String {
    let made = api.post(REPORTS, &[], &year()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.header("location").to_owned()
}

#[test]
fn a_program_looks_at_a_report_issues_it_reads_it_and_withdraws_it() {
    wait(on_both(async |work: Work<'_>| {
        work.received("p-cao-bang", date(2024, 6, 1)).await;
        let api = work.portal.api(Role::Coordinator).await;
        let looked = api.post(&format!("{REPORTS}/look"), &[], &year()).await;
        let looked = json(&looked);
        assert_eq!((&looked["received"], &looked["of"]), (&json!(1), &json!(51)), "{looked}");
        assert_eq!(looked["cut_off"], "2025-12-14");
        assert_eq!(api.read(REPORTS).await["items"], json!([]), "nothing was written");

        let key = [("idempotency-key", "bao-cao-2025")];
        let made = api.post(REPORTS, &key, &year()).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let again = api.post(REPORTS, &key, &year()).await;
        assert_eq!(again.header("idempotency-replayed"), "true", "{}", again.text);
        problem(&api.post(REPORTS, &[], &year()).await, 409, "exists");
        let at = made.header("location").to_owned();
        let one = api.read(&at).await;
        assert_eq!(one["value"]["paper"]["reference"], "12/BC-BNG");
        assert_eq!(one["value"]["programme"]["key"], "thu");
        assert_eq!(one["withdrawn"], Value::Null);
        let files = one["files"].as_array().expect("files");
        let names: Vec<&str> = files.iter().filter_map(|file| file["name"].as_str()).collect();
        assert_eq!(names, ["en.docx", "en.pdf", "en.xlsx", "vi.docx", "vi.pdf", "vi.xlsx"]);
        for file in files {
            let answer = api.get(file["url"].as_str().expect("an address")).await;
            assert_eq!(hex(&Sha256::digest(&answer.bytes)), file["sha256"], "{file}");
            assert_eq!(file["bytes"], answer.bytes.len());
        }
        let pdf = api.get(&format!("{at}/files/vi.pdf")).await;
        assert_eq!(pdf.header("content-type"), "application/pdf");
        problem(&api.get(&format!("{at}/files/fr.pdf")).await, 404, "not-found");

        let withdraw = format!("{at}/withdraw");
        problem(&api.post(&withdraw, &[], &json!({ "reason": " " })).await, 422, "invalid");
        let reason = json!({ "reason": "Thiếu một tỉnh" });
        assert_eq!(api.post(&withdraw, &[], &reason).await.status, 204);
        assert_eq!(api.read(&at).await["withdrawn"]["reason"], "Thiếu một tỉnh");
        problem(&api.get(&format!("{at}/files/vi.pdf")).await, 409, "wrong-state");
        assert_ne!(issued(&api).await, at, "another may be issued now");
        assert_eq!(api.read(REPORTS).await["items"].as_array().map(Vec::len), Some(2));
    }));
}

#[test]
fn a_report_a_program_may_not_issue_or_that_cannot_stand_is_refused_with_its_reason() {
    wait(on_both(async |work: Work<'_>| {
        let api = work.portal.api(Role::Coordinator).await;
        let mut odd = year();
        odd["period"] = json!("2025-Q5");
        let told = problem(&api.post(REPORTS, &[], &odd).await, 422, "invalid");
        assert_eq!(told["errors"][0]["field"], "period");
        let early =
            json!({ "period": "2030", "place": " ", "issuer": "mofa", "due": "2029-01-01" });
        let told = problem(&api.post(REPORTS, &[], &early).await, 422, "invalid");
        assert_eq!(faulty_fields(&told), ["cut_off", "due", "issued_on", "place"]);
        let inspector = work.portal.api(Role::Inspector).await;
        assert_eq!(inspector.get(REPORTS).await.status, 200);
        problem(&inspector.post(REPORTS, &[], &year()).await, 403, "not-allowed");
        let reader = work.portal.api_within(Role::Coordinator, &[Reach::Read]).await;
        problem(&reader.post(REPORTS, &[], &year()).await, 403, "no-scope");
        let missing = format!("{REPORTS}/99");
        problem(&api.send(Method::GET, &missing, &[], Vec::new().into()).await, 404, "not-found");
        assert!(reports::issued(work.db(), work.programme.id).await.expect("read").is_empty());
    }));
}

/// What a site folder holds of programmes, by path.
fn below(path: &Path) -> BTreeMap<String, Vec<u8>> {
    folder::files(&path.join("programmes"))
}

#[test]
fn issued_reports_leave_in_a_site_folder_and_come_back_letter_by_letter_on_both_engines() {
    wait(on_both(async |work: Work<'_>| {
        work.received("p-cao-bang", date(2024, 6, 1)).await;
        let api = work.portal.api(Role::Coordinator).await;
        let first = issued(&api).await;
        let reason = json!({ "reason": "Thiếu “một” tỉnh" });
        api.post(&format!("{first}/withdraw"), &[], &reason).await;
        work.portal.clock.set(work.portal.clock.now() + jiff::SignedDuration::from_mins(7));
        issued(&api).await;
        let out = folder::new();
        mocban::exchange::export(&work.portal.app.exchange, out.path()).await.expect("it leaves");
        let given = below(out.path());
        let own = |number, name| format!("thu/reports/{number}/{name}");
        for name in ["report.toml", "value.json", "vi.pdf", "vi.docx", "en.xlsx"] {
            assert!(given.contains_key(&own("001", name)), "{name}");
            assert!(given.contains_key(&own("002", name)), "{name}");
        }
        let head = String::from_utf8(given[&own("001", "report.toml")].clone()).expect("text");
        assert!(head.contains("reason = \"Thiếu “một” tỉnh\""), "{head}");

        let other = TestPortal::empty().await;
        let exchange = &other.app.exchange;
        import(exchange, out.path()).await.expect("it goes in elsewhere");
        other.app.caught_up().await.expect("the followers catch up");
        let again = folder::new();
        mocban::exchange::export(exchange, again.path()).await.expect("it comes out there");
        let came = below(again.path());
        assert_eq!(came.keys().collect::<Vec<_>>(), given.keys().collect::<Vec<_>>());
        for (name, bytes) in &given {
            assert!(came[name] == *bytes, "{name} has other bytes");
        }
        let before = last(&exchange.db).await.expect("the log");
        import(exchange, out.path()).await.expect("it goes in again");
        assert_eq!(last(&exchange.db).await.expect("the log"), before, "nothing is done twice");

        let page = other.page("/vi/chuong-trinh/thu").await;
        page.shows(&["Báo cáo năm 2025", "12/BC-BNG", "Thiếu “một” tỉnh"]);
        let pdf = other.get("/vi/chuong-trinh/thu/bao-cao/2/vi.pdf").await;
        assert!(pdf.bytes == given[&own("002", "vi.pdf")], "readers get the bytes of then");
        assert_eq!(other.get("/vi/chuong-trinh/thu/bao-cao/1/vi.pdf").await.status, 410);
    }));
}

/// What somebody does to a file of a folder.
type Touch = fn(&str) -> String;

#[test]
fn a_folder_whose_report_was_touched_writes_nothing() {
    wait(async {
        let portal = TestPortal::demo().await;
        let work = Work::new(&portal).await;
        issued(&work.portal.api(Role::Coordinator).await).await;
        let out = folder::new();
        mocban::exchange::export(&portal.app.exchange, out.path()).await.expect("it leaves");
        let own = out.path().join("programmes/thu/reports/001");
        let cases: [(&str, Touch, &str); 4] = [
            ("vi.pdf", |_| "khác".to_owned(), "not those that were issued"),
            ("value.json", |text| text.replace("\"2025\"", "\"2024\""), "it is of 2024, not of"),
            ("value.json", |text| text.replace("\"thu\"", "\"la\""), "it is a report of la"),
            ("la.pdf", |_| "lạ".to_owned(), "report.toml does not name it"),
        ];
        for (name, change, said) in cases {
            let (path, before) = (own.join(name), fs::read(own.join(name)).ok());
            let text = before.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
            fs::write(&path, change(&text)).expect("written");
            let other = TestPortal::empty().await;
            let refused = import(&other.app.exchange, out.path()).await.expect_err("it is refused");
            assert!(refused.to_string().contains(said), "{said}: {refused}");
            assert_eq!(last(&other.app.exchange.db).await.expect("the log"), 0);
            match before {
                Some(bytes) => fs::write(&path, bytes).expect("written"),
                None => fs::remove_file(&path).expect("gone"),
            }
        }
    });
}

#[test]
fn an_operator_composes_issues_and_withdraws_a_report_at_the_command_line() {
    let data = folder::new();
    let place = data.path().display().to_string();
    let demo = folder::demo().display().to_string();
    let said = |arguments: &[&str]| {
        let output = run(data.path(), &[arguments, &["--data", &place]].concat());
        let (out, err) = (output.stdout, String::from_utf8_lossy(&output.stderr).into_owned());
        let out = String::from_utf8(out).expect("UTF-8");
        if output.status.success() { Ok(out) } else { Err(err) }
    };
    let report = |verb: &str, more: &[&str]| {
        said(&[&["programme", "report", verb, "nq-47-2024"], more].concat())
    };
    said(&["import", &demo]).expect("the demo goes in");
    let paper = [
        "2025",
        "--at",
        "Hà Nội",
        "--issuer",
        "mofa",
        "--recipient",
        "- Lưu: VT.",
        "--signing",
        "BỘ",
    ];
    let made = data.path().join("made").display().to_string();
    let looked = report("compose", &[&paper[..], &[&made]].concat()).expect("composed");
    assert!(looked.contains("6 files are in"), "{looked}");
    let pdf = fs::read(data.path().join("made/vi.pdf")).expect("the letter");
    assert!(pdf.starts_with(b"%PDF"));
    assert_eq!(report("list", &[]).expect("listed"), "", "nothing was issued");
    let full = report("compose", &[&paper[..], &[&made]].concat()).expect_err("it is refused");
    assert!(full.contains("is not empty"), "{full}");
    let early = report("issue", &["2029", "--at", "Hà Nội"]).expect_err("it is refused");
    assert!(early.contains("cut_off: The cut-off is still to come"), "{early}");

    let issued = report("issue", &paper).expect("issued");
    assert!(issued.starts_with("Report 1 of 2025 is issued:"), "{issued}");
    let twice = report("issue", &paper).expect_err("it is refused");
    assert!(twice.contains("already"), "{twice}");
    let kept = data.path().join("kept");
    report("files", &["1", &kept.display().to_string()]).expect("written");
    for line in issued.lines().skip(1) {
        let [name, _, sha256] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let bytes = fs::read(kept.join(name)).expect("the file");
        assert_eq!(hex(&Sha256::digest(&bytes)), sha256, "{name}");
    }
    report("withdraw", &["1", "--reason", "Thiếu một tỉnh"]).expect("withdrawn");
    let listed = report("list", &[]).expect("listed");
    assert!(listed.contains("withdrawn: Thiếu một tỉnh"), "{listed}");
    let gone = report("files", &["1", "else"]).expect_err("it is refused");
    assert!(gone.contains("was withdrawn"), "{gone}");
}
