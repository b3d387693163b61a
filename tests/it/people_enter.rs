//! Coming in: address and password, the code, waits, links, sessions, and what other sites cannot do.

use crate::support::{AGENT, DeskClient, ORIGIN, PASSWORD, Postgres, TestPortal, at, wait};
use http::Method;
use mocban::people::{self, Actor, Authenticator, Grant, Right, Role, Scope, Secret};
use mocban::platform::changes;
use std::time::Duration;

const EMAIL: &str = "bien-tap-vien-1@example.vn";

async fn editor(portal: &TestPortal) -> people::PersonId {
    portal.account(EMAIL, vec![Grant::everywhere(Role::Editor)]).await.0
}

async fn sign_in(client: &DeskClient<'_>, email: &str, password: &str) -> crate::support::Answer {
    client.post("/desk/sign-in", &[("email", email), ("password", password)]).await
}

/// Signing in and out as a person does, to be seen on either engine.
async fn in_and_out(portal: &TestPortal) {
    let person = editor(portal).await;
    let client = portal.browser();
    let away = client.get("/desk/me?x=1").await;
    assert_eq!(away.status, 303);
    assert_eq!(away.header("location"), "/desk/sign-in?next=%2Fdesk%2Fme%3Fx%3D1");
    let page = client.page(away.header("location")).await;
    page.shows(&["Đăng nhập bàn biên tập", "Thư điện tử", "Mật khẩu"]);
    let form =
        [("email", " Bien-Tap-Vien-1@Example.VN "), ("password", PASSWORD), ("next", "/desk/me")];
    let entered = client.post("/desk/sign-in", &form).await;
    assert_eq!((entered.status.as_u16(), entered.header("location")), (303, "/desk/me"));
    let cookie = entered.header("set-cookie");
    for part in ["__Host-mocban_desk=", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    client.page("/desk/me").await.shows(&[
        "Tài khoản của tôi",
        EMAIL,
        "Biên tập viên",
        "Firefox, Linux",
    ]);
    let secret = client.cookie().split_once('=').expect("a cookie").1.to_owned();
    let db = &portal.app.portal.db;
    let session = people::session(db, &Secret::presented(&secret), portal.clock.now()).await;
    let session = session.expect("the database answers").expect("a session");
    assert_eq!(session.person.id, person);
    assert!(Actor::Person(session.person).may(Right::Review, &Scope::site()));
    let out = client.post("/desk/sign-out", &[]).await;
    assert_eq!((out.status.as_u16(), out.header("location")), (303, "/desk/sign-in"));
    let gone = people::session(db, &Secret::presented(&secret), portal.clock.now()).await;
    assert!(gone.expect("the database answers").is_none(), "the row is gone");
    let left = people::sessions(db, person, portal.clock.now()).await.expect("sessions");
    // The session of taking the invitation up is still there.
    assert_eq!(left.len(), 1);
    assert_eq!(changes::verify(db).await.expect("the log"), None);
}

#[test]
fn a_person_signs_in_works_and_signs_out() {
    wait(async { in_and_out(&TestPortal::empty().await).await });
}

#[test]
fn a_person_signs_in_on_postgresql_alike() {
    wait(async {
        let postgres = Postgres::start();
        in_and_out(&TestPortal::demo_on(&postgres).await).await;
    });
}

#[test]
fn unknown_address_and_wrong_password_are_answered_alike() {
    wait(async {
        let portal = TestPortal::empty().await;
        editor(&portal).await;
        let client = portal.browser();
        let unknown = sign_in(&client, "khong-co@example.vn", PASSWORD).await;
        let wrong = sign_in(&client, EMAIL, "một mật khẩu khác hẳn").await;
        assert_eq!((unknown.status.as_u16(), wrong.status.as_u16()), (422, 422));
        wrong.shows(&["Thông tin chưa đúng."]);
        assert_eq!(wrong.main().replace(EMAIL, "khong-co@example.vn"), unknown.main());
        assert!(wrong.header("set-cookie").is_empty());
    });
}

#[test]
fn a_guesser_waits_longer_and_longer_and_the_owner_is_never_locked_out() {
    wait(async {
        let portal = TestPortal::empty().await;
        editor(&portal).await;
        let client = portal.browser().from("198.51.100.7");
        assert_eq!(sign_in(&client, EMAIL, "sai một lần rồi đó").await.status, 422);
        let held = sign_in(&client, EMAIL, PASSWORD).await;
        assert_eq!((held.status.as_u16(), held.header("retry-after")), (429, "2"));
        held.shows(&["Đã thử sai nhiều lần. Xin thử lại từ 10:15:01."]);
        let mut now = portal.clock.now();
        for wait in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
            now += Duration::from_secs(wait);
            portal.clock.set(now - Duration::from_millis(1));
            assert_eq!(sign_in(&client, EMAIL, PASSWORD).await.status, 429, "after {wait} s");
            portal.clock.set(now);
            assert_eq!(sign_in(&client, EMAIL, "vẫn sai lần này nữa").await.status, 422, "{wait}");
        }
        portal.clock.set(now + Duration::from_mins(15));
        assert_eq!(sign_in(&client, EMAIL, PASSWORD).await.status, 303);
        let fresh = portal.browser();
        assert_eq!(sign_in(&fresh, EMAIL, PASSWORD).await.status, 303, "all is forgotten");
    });
}

#[test]
fn one_network_that_tries_many_accounts_waits_and_others_do_not() {
    wait(async {
        let portal = TestPortal::empty().await;
        editor(&portal).await;
        let guesser = portal.browser().from("2001:db8:1:2::9");
        for number in 0..11 {
            let email = format!("nguoi-{number}@example.vn");
            assert_eq!(sign_in(&guesser, &email, "đoán mò thôi mà").await.status, 422);
        }
        let neighbour = portal.browser().from("2001:db8:1:2::a");
        assert_eq!(sign_in(&neighbour, EMAIL, PASSWORD).await.status, 429, "the same subscriber");
        let other = portal.browser().from("2001:db8:1:3::9");
        assert_eq!(sign_in(&other, EMAIL, PASSWORD).await.status, 303);
    });
}

#[test]
fn what_is_counted_of_a_guesser_names_nobody_and_is_gone_the_next_day() {
    wait(async {
        let portal = TestPortal::empty().await;
        let client = portal.browser().from("203.0.113.77");
        sign_in(&client, "unmistakable@example.vn", "không phải mật khẩu").await;
        let db = &portal.app.portal.db;
        let rows = || async {
            let count: (i64,) = db
                .one(mocban::sql!("select count(*) from sign_in_try"), vec![])
                .await
                .expect("a count");
            count.0
        };
        assert_eq!(rows().await, 2);
        for (name, bytes) in crate::support::folder::files(portal.folder.path()) {
            for trace in [&b"unmistakable"[..], b"203.0.113.77", b"Firefox/140"] {
                assert!(!bytes.windows(trace.len()).any(|window| window == trace), "{name}");
            }
        }
        portal.clock.set(at("2026-11-21T07:00:01+07:00"));
        people::sweep(db, portal.clock.now()).await.expect("it is swept");
        assert_eq!(rows().await, 0);
    });
}

#[test]
fn a_second_step_asks_for_a_code_and_takes_each_code_once() {
    wait(async {
        let portal = TestPortal::empty().await;
        let client = portal.desk_of(EMAIL, vec![]).await;
        let page = client.page("/desk/me/codes").await;
        assert!(page.text.contains("<svg"), "the picture stands on the page");
        let secret = page.text.split("name=\"secret\" value=\"").nth(1).expect("the secret");
        let secret = secret.split('"').next().expect("the secret").to_owned();
        let app = Authenticator::kept(&secret, "", EMAIL).expect("a secret");
        let wrong = client.post("/desk/me/codes", &[("secret", &secret), ("code", "000000")]).await;
        assert_eq!(wrong.status, 422);
        let code = app.code(portal.clock.now());
        let set = client.post("/desk/me/codes", &[("secret", &secret), ("code", &code)]).await;
        assert_eq!(set.status, 200);
        set.shows(&["Mã dự phòng", "Các mã này chỉ hiện một lần."]);
        let codes: Vec<&str> = set.text.split("<code class=\"secret\">").skip(1).collect();
        assert_eq!(codes.len(), 10);
        let recovery = codes[0].split('<').next().expect("a code").to_uppercase();

        let browser = portal.browser();
        let half = sign_in(&browser, EMAIL, PASSWORD).await;
        assert_eq!(half.header("location"), "/desk/sign-in/code?next=%2Fdesk");
        assert_eq!(browser.get("/desk/me").await.status, 303, "not in yet");
        browser.page(half.header("location")).await.shows(&["Xác thực bước hai"]);
        // The code that set it up is used up; the next one is good.
        let old = browser.post("/desk/sign-in/code", &[("code", &code)]).await;
        assert_eq!(old.status, 422);
        portal.clock.set(portal.clock.now() + Duration::from_secs(30));
        let code = app.code(portal.clock.now());
        let entered = browser.post("/desk/sign-in/code?next=/desk/me", &[("code", &code)]).await;
        assert_eq!((entered.status.as_u16(), entered.header("location")), (303, "/desk/me"));
        browser.page("/desk/me").await.shows(&["Còn 10 mã dự phòng."]);

        let second = portal.browser();
        sign_in(&second, EMAIL, PASSWORD).await;
        assert_eq!(second.post("/desk/sign-in/code", &[("code", &code)]).await.status, 422);
        portal.clock.set(portal.clock.now() + Duration::from_secs(2));
        assert_eq!(second.post("/desk/sign-in/code", &[("code", &recovery)]).await.status, 303);
        second.page("/desk/me").await.shows(&["Còn 9 mã dự phòng."]);

        let link = people::renew(portal.here(), &Actor::Operator, people::PersonId(1)).await;
        let third = portal.browser();
        let given = [("password", "thuyền giấy trôi ngược sông")];
        let half = third.post(&link.expect("a link").url, &given).await;
        assert_eq!(half.header("location"), "/desk/sign-in/code?next=%2Fdesk");
        assert_eq!(third.get("/desk/me").await.status, 303, "a link is not the phone");
    });
}

#[test]
fn a_link_is_good_once_and_asks_for_a_password_worth_the_name() {
    wait(async {
        let portal = TestPortal::empty().await;
        let invitation = people::Invitation {
            email: people::Email::parse(EMAIL).expect("an address"),
            name: "Biên tập viên 1".to_owned(),
            language: "vi".parse().expect("a language"),
            grants: vec![],
        };
        let link = people::invite(portal.here(), &Actor::Operator, &invitation).await;
        let link = link.expect("a link").url;
        assert!(link.starts_with(&format!("{ORIGIN}/desk/sign-in/link/")));
        let client = portal.browser();
        client.page(&link).await.shows(&["Nhận tài khoản", EMAIL]);
        let take = async |password: &str| {
            let given = [("name", "Biên tập viên Một"), ("password", password)];
            client.post(&link, &given).await
        };
        for (password, why) in [
            ("mười một kt", "Mật khẩu cần từ 12 ký tự trở lên."),
            ("password123456", "Mật khẩu này dễ đoán."),
            ("bientapvien1234", "Mật khẩu này dễ đoán."),
        ] {
            let refused = take(password).await;
            assert_eq!(refused.status, 422, "{password}");
            refused.shows(&[why, EMAIL]);
        }
        let taken = take(PASSWORD).await;
        assert_eq!((taken.status.as_u16(), taken.header("location")), (303, "/desk"));
        client.page("/desk/me").await.shows(&["Tài khoản của tôi"]);
        let again = portal.browser().get(&link).await;
        assert_eq!(again.status, 410);
        again.shows(&["Đường dẫn hết hiệu lực"]);
    });
}

#[test]
fn a_password_is_the_same_however_the_keyboard_composes_it() {
    wait(async {
        use unicode_normalization::UnicodeNormalization;
        let portal = TestPortal::empty().await;
        editor(&portal).await;
        let parted: String = PASSWORD.nfd().collect();
        assert_ne!(parted, PASSWORD);
        assert_eq!(sign_in(&portal.browser(), EMAIL, &parted).await.status, 303);
    });
}

#[test]
fn a_new_password_ends_every_other_session() {
    wait(async {
        let portal = TestPortal::empty().await;
        let first = portal.desk_of(EMAIL, vec![]).await;
        let second = portal.browser();
        sign_in(&second, EMAIL, PASSWORD).await;
        second.page("/desk/me").await;
        let new = "thuyền giấy trôi ngược sông";
        let form = [("old", "không đúng đâu nhé"), ("password", new)];
        assert_eq!(first.post("/desk/me/password", &form).await.status, 422);
        portal.clock.set(portal.clock.now() + Duration::from_secs(1));
        let form = [("old", PASSWORD), ("password", new)];
        assert_eq!(first.post("/desk/me/password", &form).await.status, 303);
        assert_eq!(second.get("/desk/me").await.status, 303, "ended");
        first.page("/desk/me?done=password").await.shows(&["Đã đổi mật khẩu."]);
        assert_eq!(sign_in(&portal.browser(), EMAIL, new).await.status, 303);
    });
}

#[test]
fn a_session_ends_after_half_a_day_unused_and_after_a_week_in_any_case() {
    wait(async {
        let portal = TestPortal::empty().await;
        let client = portal.desk_of(EMAIL, vec![]).await;
        let begun = portal.clock.now();
        for hours in (11..7 * 24).step_by(11) {
            portal.clock.set(begun + Duration::from_hours(hours));
            client.page("/desk/me").await;
        }
        portal.clock.set(begun + Duration::from_hours(7 * 24));
        assert_eq!(client.get("/desk/me").await.status, 303, "a week");
        sign_in(&client, EMAIL, PASSWORD).await;
        let again = portal.clock.now();
        portal.clock.set(again + Duration::from_hours(12));
        assert_eq!(client.get("/desk/me").await.status, 303, "half a day");
    });
}

#[test]
fn another_site_cannot_act_with_an_editors_cookie() {
    wait(async {
        let portal = TestPortal::empty().await;
        let client = portal.desk_of(EMAIL, vec![]).await;
        let form = "name=Nguoi+khac&language=vi";
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let foreign: [&[(&str, &str)]; 4] = [
            &[kind, ("sec-fetch-site", "cross-site"), ("origin", ORIGIN)],
            &[kind, ("sec-fetch-site", "same-site")],
            &[kind, ("origin", "https://elsewhere.example")],
            &[kind],
        ];
        for headers in foreign {
            let answer = client.send(Method::POST, "/desk/me", headers, form.into()).await;
            assert_eq!(answer.status, 403, "{headers:?}");
            insta::allow_duplicates!(insta::assert_snapshot!(answer.words(), @r"
            Yêu cầu này không đến từ bàn biên tập
            Một trang web khác, hoặc một trang mở từ trước khi cổng đổi địa chỉ, vừa gửi một yêu cầu thay mặt bạn.
            Cổng đã từ chối; không có gì bị thay đổi.
            Nếu chính bạn vừa bấm nút, hãy mở lại bàn biên tập từ đường dẫn dưới đây rồi làm lại. Nếu không, chỉ cần đóng trang kia.
            Mở bàn biên tập
            "));
        }
        client.page("/desk/me").await.shows_none(&["Nguoi khac"]);
        let ours = [kind, ("origin", ORIGIN)];
        let answer = client.send(Method::POST, "/desk/me", &ours, form.into()).await;
        assert_eq!(answer.status, 303);
    });
}

#[test]
fn a_script_is_told_that_nobody_is_signed_in() {
    wait(async {
        let portal = TestPortal::empty().await;
        let client = portal.browser();
        for header in [("hx-request", "true"), ("accept", "application/json")] {
            let answer = client.send(Method::GET, "/desk/me", &[header], "".into()).await;
            assert_eq!(answer.status, 401, "{header:?}");
            assert!(answer.header("location").is_empty());
        }
    });
}

#[test]
fn a_readers_page_sets_no_cookie_for_an_editor_either() {
    wait(async {
        let portal = TestPortal::demo().await;
        let client = portal.desk(Role::Editor).await;
        for page in ["/", "/vi/tin-tuc", "/api/visits", "/khong-co"] {
            let answer = client.get(page).await;
            assert!(!answer.headers.contains_key("set-cookie"), "{page}");
        }
        let sign_in = portal.ask(Method::GET, "/desk/sign-in").with("user-agent", AGENT);
        assert!(
            !sign_in.answer().await.headers.contains_key("set-cookie"),
            "not before signing in"
        );
    });
}
