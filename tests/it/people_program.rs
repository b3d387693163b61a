//! `mocban user` and `mocban token`, as an operator runs them, also beside a running server.

use crate::support::server::{Server, program, run};
use crate::support::{folder, wait};
use jiff::Timestamp;
use mocban::people::{self, Reach, Right, Scope};
use mocban::platform::db::Db;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

fn add(data: &Path, arguments: &[&str], password: &str) -> Output {
    let mut command = program(data);
    command.args(["user", "add", "--data"]).arg(data).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut input = child.stdin.take().expect("its input");
    writeln!(input, "{password}").expect("the password is read");
    drop(input);
    child.wait_with_output().expect("it ends")
}

fn on(data: &Path, arguments: &[&str]) -> Output {
    let data = data.to_str().expect("a path");
    run(Path::new(data), &[arguments, &["--data", data]].concat())
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

async fn database(data: &Path) -> Db {
    Db::open(&format!("sqlite:{}", data.join("mocban.db").display())).await.expect("it opens")
}

#[test]
fn an_account_is_made_with_a_password_from_standard_input() {
    let data = folder::new();
    let arguments = ["--email", "Quan-Tri@example.vn", "--role", "administrator"];
    let weak = add(data.path(), &arguments, "password1234");
    assert!(!weak.status.success());
    let why = String::from_utf8_lossy(&weak.stderr).into_owned();
    assert!(why.contains("would be guessed soon"), "{why}");
    assert_eq!(said(&on(data.path(), &["user", "list"])), "");

    let made = add(data.path(), &arguments, "mật khẩu dài 123");
    assert_eq!(said(&made), "Added quan-tri@example.vn as administrator.\n");
    let again = add(data.path(), &arguments, "mật khẩu dài 123");
    assert!(String::from_utf8_lossy(&again.stderr).contains("has an account already"));
    let unknown = add(data.path(), &["--email", "a@example.vn", "--role", "boss"], "x");
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("\"boss\" is no role"));
    let list = said(&on(data.path(), &["user", "list"]));
    assert_eq!(list, "quan-tri@example.vn\tactive\tadministrator\t\tquan-tri@example.vn\n");
}

#[test]
fn a_reset_link_and_a_token_are_made_beside_a_running_server() {
    let data = folder::new();
    let server = Server::start(data.path());
    let arguments = ["--email", "a@example.vn", "--role", "editor", "--section", "le-hoi"];
    let made = add(data.path(), &arguments, "mật khẩu dài 123");
    assert_eq!(said(&made), "Added a@example.vn as editor (le-hoi).\n");
    let link = said(&on(data.path(), &["user", "reset", "--email", "a@example.vn"]));
    let path = link.trim().split_once("/desk/").expect("a link of the desk").1;
    let (status, _) =
        crate::support::server::get(server.address, &format!("/desk/{path}")).expect("an answer");
    assert_eq!(status, 200);
    let token = said(&on(data.path(), &["token", "add", "--role", "editor", "--days", "30"]));
    assert!(token.starts_with("mb_") && token.trim().len() == 46, "{token}");
    server.terminate();
}

#[test]
fn a_token_acts_with_its_role_within_its_reach_until_it_is_revoked() {
    let data = folder::new();
    let token =
        said(&on(data.path(), &["token", "add", "--role", "publisher", "--scope", "read,write"]));
    let list = said(&on(data.path(), &["token", "list"]));
    assert_eq!(list, "1\tgood\tpublisher\t\tcommand line\n");
    assert!(
        !on(data.path(), &["token", "add", "--role", "editor", "--scope", "all"]).status.success()
    );
    wait(async {
        let db = database(data.path()).await;
        let bearer = people::bearer(&db, token.trim(), Timestamp::now()).await;
        let bearer = bearer.expect("the database answers").expect("a bearer");
        assert_eq!(bearer.actor.name(), "token:1");
        assert!(bearer.actor.may(Right::Publish, &Scope::site()));
        assert!(!bearer.actor.may(Right::Administer, &Scope::site()));
        assert!(bearer.reaches(Reach::Write) && !bearer.reaches(Reach::Publish));
        let forged = format!("mb_{}", "A".repeat(43));
        assert!(people::bearer(&db, &forged, Timestamp::now()).await.expect("it").is_none());
        db.close().await;
    });
    assert_eq!(said(&on(data.path(), &["token", "revoke", "1"])), "Revoked token 1.\n");
    wait(async {
        let db = database(data.path()).await;
        let bearer = people::bearer(&db, token.trim(), Timestamp::now()).await;
        assert!(bearer.expect("the database answers").is_none());
        db.close().await;
    });
    let bytes = folder::files(data.path());
    let secret = token.trim().as_bytes();
    for (name, bytes) in bytes {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret), "{name}");
    }
}
