//! What an administrator does with accounts, and what nobody else can.

use crate::support::html::tags;
use crate::support::{AGENT, Answer, PASSWORD, TestPortal, wait};
use mocban::people::{self, Actor, Grant, Right, Role, Scope};
use mocban::platform::changes;

#[test]
fn an_administrator_invites_narrows_disables_and_lets_in_again() {
    wait(async {
        let portal = TestPortal::demo().await;
        let admin = portal.desk(Role::Administrator).await;
        let form = [
            ("email", "tac-gia-1@example.vn"),
            ("name", "Tác giả 1"),
            ("language", "vi"),
            ("role", "author"),
            ("section", "le-hoi"),
            ("agency", ""),
            ("role", ""),
            ("section", ""),
            ("agency", ""),
        ];
        let invited = admin.post("/desk/people/invite", &form).await;
        assert_eq!(invited.status, 200);
        invited.shows(&["Đã tạo đường dẫn.", "Đã mời", "Cổng chưa gửi thư"]);
        let link = invited.text.split("/desk/sign-in/link/").nth(1).expect("a link");
        let link = format!("/desk/sign-in/link/{}", link.split('"').next().expect("a link"));
        let taken = admin.post("/desk/people/invite", &form).await;
        assert_eq!(taken.status, 409);
        taken.shows(&["Địa chỉ thư này đã có tài khoản."]);

        let author = portal.browser();
        let given = [("name", "Tác giả Một"), ("password", PASSWORD)];
        assert_eq!(author.post(&link, &given).await.status, 303);
        author.page("/desk/me").await.shows(&["Tác giả (Lễ hội"]);
        let list = admin.page("/desk/people?role=author&section=le-hoi").await;
        list.shows(&["1 tài khoản", "Tác giả Một", "Đang dùng", "20/11/2026"]);
        admin.page("/desk/people?role=editor").await.shows(&["Không có tài khoản nào như vậy"]);

        let form = [("role", "publisher"), ("section", ""), ("agency", "")];
        assert_eq!(admin.post("/desk/people/2/grants", &form).await.status, 303);
        author.page("/desk/me").await.shows(&["Người duyệt đăng"]);
        assert_eq!(admin.post("/desk/people/2/disable", &[]).await.status, 303);
        assert_eq!(author.get("/desk/me").await.status, 303, "out at once");
        assert_eq!(admin.post("/desk/people/2/link", &[]).await.status, 409);
        assert_eq!(admin.post("/desk/people/2/enable", &[]).await.status, 303);
        let reset = admin.post("/desk/people/2/link", &[]).await;
        let link = reset.text.split("/desk/sign-in/link/").nth(1).expect("a link");
        let link = format!("/desk/sign-in/link/{}", link.split('"').next().expect("a link"));
        author.page(&link).await.shows(&["Đặt mật khẩu mới"]);
        let given = [("password", "ba ngọn đèn trên mái đình")];
        assert_eq!(author.post(&link, &given).await.status, 303);
        author.page("/desk/me").await.shows(&["Tác giả Một"]);
        let db = &portal.app.portal.db;
        assert_eq!(changes::verify(db).await.expect("the log"), None);
    });
}

#[test]
fn every_verb_leaves_a_row_without_any_secret() {
    wait(async {
        let portal = TestPortal::empty().await;
        let admin = portal.desk(Role::Administrator).await;
        let (_, session) = portal.account("tac-gia-1@example.vn", vec![]).await;
        admin.post("/desk/people/2/disable", &[]).await;
        let rows = changes::after(&portal.app.portal.db, 0, 100).await.expect("the log");
        let told: Vec<String> =
            rows.iter().map(|row| format!("{} {} {}", row.actor, row.verb, row.subject)).collect();
        let expected = [
            "operator invite person/1",
            "person:1 take up person/1",
            "person:1 enter person/1",
            "operator invite person/2",
            "person:2 take up person/2",
            "person:2 enter person/2",
            "person:1 disable person/2",
        ];
        assert_eq!(told, expected);
        for row in rows {
            let detail = row.detail.to_string();
            for secret in [PASSWORD, session.reveal(), "@example.vn", "argon2", "Firefox"] {
                assert!(!detail.contains(secret), "{detail}");
            }
        }
    });
}

#[test]
fn the_last_administrator_cannot_be_taken_away() {
    wait(async {
        let portal = TestPortal::empty().await;
        let admin = portal.desk(Role::Administrator).await;
        let why = "Cổng phải còn ít nhất một quản trị viên";
        let editor = [("role", "editor"), ("section", ""), ("agency", "")];
        for (path, form) in
            [("/desk/people/1/grants", &editor[..]), ("/desk/people/1/disable", &[])]
        {
            let refused = admin.post(path, form).await;
            assert_eq!(refused.status, 409, "{path}");
            refused.shows(&[why]);
        }
        portal.account("quan-tri-2@example.vn", vec![Grant::everywhere(Role::Administrator)]).await;
        assert_eq!(admin.post("/desk/people/2/disable", &[]).await.status, 303);
        assert_eq!(admin.post("/desk/people/1/disable", &[]).await.status, 409, "2 is out");
        assert_eq!(admin.post("/desk/people/2/enable", &[]).await.status, 303);
        assert_eq!(admin.post("/desk/people/1/grants", &editor).await.status, 303);
        assert_eq!(admin.get("/desk/people").await.status, 404, "no administrator any more");
    });
}

#[test]
fn nobody_but_an_administrator_of_the_whole_site_sees_or_changes_accounts() {
    wait(async {
        let portal = TestPortal::empty().await;
        let narrowed =
            Grant { role: Role::Administrator, section: Some("le-hoi".to_owned()), agency: None };
        let clients = [
            portal.desk(Role::Publisher).await,
            portal.desk(Role::Coordinator).await,
            portal.desk_of("hep@example.vn", vec![narrowed.clone()]).await,
        ];
        for client in &clients {
            for page in ["/desk/people", "/desk/people/1", "/desk/people/invite"] {
                assert_eq!(client.get(page).await.status, 404, "{page}");
            }
            let form = [("role", "administrator"), ("section", ""), ("agency", "")];
            for path in ["grants", "disable", "enable", "link", "factors", "sessions"] {
                let answer = client.post(&format!("/desk/people/1/{path}"), &form).await;
                assert_eq!(answer.status, 404, "{path}");
            }
        }
        let account = people::account(&portal.app.portal.db, people::PersonId(3)).await;
        let person = account.expect("the database answers").expect("an account").person;
        assert_eq!(person.grants, [narrowed]);
        let actor = Actor::Person(person);
        assert!(!actor.may(Right::Administer, &Scope::site()));
        let refused = people::disable(portal.here(), &actor, people::PersonId(1)).await;
        assert!(matches!(refused, Err(people::Refusal::NotAllowed(_))), "{refused:?}");
    });
}

#[test]
fn sessions_are_listed_and_ended_by_their_owner_and_by_an_administrator() {
    wait(async {
        let portal = TestPortal::empty().await;
        let admin = portal.desk(Role::Administrator).await;
        let first = portal.desk(Role::Editor).await;
        let second = portal.browser();
        let form = [("email", "editor@example.vn"), ("password", PASSWORD)];
        second.post("/desk/sign-in", &form).await;
        let page = first.page("/desk/me").await;
        page.shows(&["Phiên đăng nhập", "Firefox, Linux", "(phiên này)"]);
        let key = page.text.split("name=\"key\" value=\"").nth(1).expect("another session");
        let key = key.split('"').next().expect("a key").to_owned();
        assert_eq!(key.len(), 64, "a hash, never the secret: {key}");
        assert_eq!(first.post("/desk/me/sessions/end", &[("key", &key)]).await.status, 303);
        assert_eq!(second.get("/desk/me").await.status, 303);
        let other = admin.post("/desk/me/sessions/end", &[("key", &key)]).await;
        assert_eq!(other.status, 404, "nobody ends another's session as her own");
        let sessions = format!("/desk/people/{}/sessions", first.person.expect("an account"));
        assert_eq!(admin.post(&sessions, &[]).await.status, 303);
        assert_eq!(first.get("/desk/me").await.status, 303);
        assert!(AGENT.contains("Firefox/140"));
    });
}

#[test]
fn roles_that_were_refused_stay_in_the_form_as_they_were_chosen() {
    wait(async {
        let portal = TestPortal::demo().await;
        let admin = portal.desk(Role::Administrator).await;
        let person = admin.person.expect("an account");
        let form = [("role", "translator"), ("section", "le-hoi"), ("agency", "")];
        let refused = admin.post(&format!("/desk/people/{person}/grants"), &form).await;
        assert_eq!(refused.status, 409, "{}", refused.words());
        assert!(
            refused.text.contains("<option value=\"translator\" selected>"),
            "{}",
            refused.text
        );
        assert!(refused.text.contains("<option value=\"le-hoi\" selected>"), "{}", refused.text);
        let kept = admin.page(&format!("/desk/people/{person}")).await;
        assert!(kept.text.contains("<option value=\"administrator\" selected>"));
    });
}

/// What a browser sends for the selects of a page that nobody touched.
fn selected(page: &Answer) -> Vec<(String, String)> {
    let mut sent: Vec<(String, Option<String>)> = Vec::new();
    for tag in tags(&page.main()).iter().filter(|tag| !tag.closing) {
        match tag.name {
            "select" => sent.push((tag.attribute("name").expect("a name"), None)),
            "option" => {
                let (_, value) = sent.last_mut().expect("a select");
                if value.is_none() || tag.attribute("selected").is_some() {
                    *value = tag.attribute("value");
                }
            }
            _ => {}
        }
    }
    sent.into_iter().map(|(name, value)| (name, value.expect("an option"))).collect()
}

#[test]
fn a_role_narrowed_to_what_is_no_more_stays_narrowed_when_it_is_saved_again() {
    wait(async {
        let portal = TestPortal::demo().await;
        let admin = portal.desk(Role::Administrator).await;
        let (body, section) = ("bg-svhttdl".to_owned(), "muc-da-bo".to_owned());
        let held = vec![
            Grant { role: Role::Editor, section: None, agency: Some(body) },
            Grant { role: Role::Author, section: Some(section), agency: None },
        ];
        let (person, _) = portal.account("hep@example.vn", held.clone()).await;
        let path = format!("/desk/people/{person}");
        let page = admin.page(&path).await;
        let ended = "selected>Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Giang</option>";
        assert!(page.text.contains(ended), "{}", page.text);
        let sent = selected(&page);
        let form: Vec<(&str, &str)> =
            sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(admin.post(&format!("{path}/grants"), &form).await.status, 303);
        let account = people::account(&portal.app.portal.db, person).await;
        let account = account.expect("the database answers").expect("an account");
        assert_eq!(account.person.grants, held);
    });
}

#[test]
fn a_role_sent_without_what_it_is_narrowed_to_is_not_taken_for_the_whole_site() {
    wait(async {
        let portal = TestPortal::demo().await;
        let admin = portal.desk(Role::Administrator).await;
        let body = Some("bn-svhttdl-2025".to_owned());
        let held = vec![Grant { role: Role::Editor, section: None, agency: body }];
        let (person, _) = portal.account("hep@example.vn", held.clone()).await;
        let path = format!("/desk/people/{person}/grants");
        for form in [&[("role", "editor")][..], &[("role", "editor"), ("section", "")]] {
            assert_eq!(admin.post(&path, form).await.status, 400);
        }
        let account = people::account(&portal.app.portal.db, person).await;
        let account = account.expect("the database answers").expect("an account");
        assert_eq!(account.person.grants, held);
    });
}
