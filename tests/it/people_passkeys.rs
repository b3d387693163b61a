//! Passkeys, with an authenticator made of software: what a browser and a finger would do.

use crate::support::{DeskClient, ORIGIN, TestPortal, wait};
use mocban::people::Role;
use serde_json::{Value, json};
use webauthn_authenticator_rs::WebauthnAuthenticator;
use webauthn_authenticator_rs::prelude::Url;
use webauthn_authenticator_rs::softpasskey::SoftPasskey;

type Device = SoftPasskey;

fn device() -> Device {
    SoftPasskey::new(true)
}

fn origin() -> Url {
    Url::parse(ORIGIN).expect("an address")
}

/// Registers a passkey; answers its id, by which a device finds it again.
async fn register(client: &DeskClient<'_>, device: &mut Device, name: &str) -> Value {
    let asked = client.post_json("/desk/me/passkeys/begin", &json!({})).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    let mut asked: Value = serde_json::from_str(&asked.text).expect("JSON");
    let selection = &asked["publicKey"]["authenticatorSelection"];
    assert_eq!(selection["residentKey"], "required");
    assert_eq!(selection["userVerification"], "required");
    // The device of software cannot keep accounts; this one is found by its id below.
    asked["publicKey"]["authenticatorSelection"]["residentKey"] = json!("discouraged");
    asked["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(false);
    let options = serde_json::from_value(asked).expect("options");
    let made = device.do_registration(origin(), options).expect("a passkey");
    let made = serde_json::to_value(made).expect("JSON");
    let sent = json!({ "name": name, "credential": made });
    let answer = client.post_json("/desk/me/passkeys/finish", &sent).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    made["rawId"].clone()
}

/// What a device shows at the sign-in page.
async fn shown(client: &DeskClient<'_>, device: &mut Device, id: &Value) -> Value {
    let asked = client.post_json("/desk/sign-in/passkey/begin", &json!({})).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    let mut asked: Value = serde_json::from_str(&asked.text).expect("JSON");
    assert!(asked.get("mediation").is_none_or(Value::is_null), "the browser asks at once");
    assert_eq!(asked["publicKey"]["allowCredentials"], json!([]), "nobody is asked for by name");
    asked["publicKey"]["allowCredentials"] = json!([{ "type": "public-key", "id": id }]);
    let options = serde_json::from_value(asked).expect("options");
    let shown = device.do_authentication(origin(), options).expect("an answer");
    serde_json::to_value(shown).expect("JSON")
}

#[test]
fn a_passkey_signs_its_person_in_without_password_or_code() {
    wait(async {
        let portal = TestPortal::empty().await;
        let mut device = device();
        let client = portal.desk(Role::Editor).await;
        let id = register(&client, &mut device, "Máy tính cơ quan").await;
        client.page("/desk/me").await.shows(&["Máy tính cơ quan", "Thêm lúc 20/11/2026, 10:15"]);

        let browser = portal.browser();
        let credential = shown(&browser, &mut device, &id).await;
        let sent = json!({ "credential": credential });
        let answer = browser.post_json("/desk/sign-in/passkey/finish?next=/desk/me", &sent).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.text, json!({ "next": "/desk/me" }).to_string());
        browser.page("/desk/me").await.shows(&["editor@example.vn", "20/11/2026"]);

        let again = portal.browser();
        assert_eq!(again.post_json("/desk/sign-in/passkey/finish", &sent).await.status, 410);
    });
}

#[test]
fn an_answer_to_another_question_or_a_passkey_taken_away_lets_nobody_in() {
    wait(async {
        let portal = TestPortal::empty().await;
        let mut device = device();
        let client = portal.desk(Role::Editor).await;
        let id = register(&client, &mut device, "").await;

        let browser = portal.browser();
        let old = shown(&browser, &mut device, &id).await;
        shown(&browser, &mut device, &id).await;
        let sent = json!({ "credential": old });
        let answer = browser.post_json("/desk/sign-in/passkey/finish", &sent).await;
        assert_eq!(answer.status, 422, "{}", answer.text);
        assert!(answer.text.contains("Khóa truy cập không khớp"), "{}", answer.text);

        assert_eq!(client.post("/desk/me/passkeys/drop", &[("id", "1")]).await.status, 303);
        client.page("/desk/me").await.shows_none(&["Thêm lúc"]);
        let credential = shown(&browser, &mut device, &id).await;
        let sent = json!({ "credential": credential });
        let answer = browser.post_json("/desk/sign-in/passkey/finish", &sent).await;
        assert_eq!(answer.status, 422, "{}", answer.text);
        assert_eq!(browser.get("/desk/me").await.status, 303);
    });
}

#[test]
fn a_passkey_cannot_be_registered_by_nobody_or_twice_from_one_answer() {
    wait(async {
        let portal = TestPortal::empty().await;
        let browser = portal.browser();
        assert_eq!(browser.post_json("/desk/me/passkeys/begin", &json!({})).await.status, 401);
        let client = portal.desk(Role::Author).await;
        let sent = json!({ "credential": {} });
        assert_eq!(client.post_json("/desk/me/passkeys/finish", &sent).await.status, 422);
    });
}
