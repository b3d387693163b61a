//! A program that speaks to the API of a test portal with a token. Not for any test.

use crate::support::{Answer, Postgres, TestPortal, wait};
use bytes::Bytes;
use http::Method;
use mocban::people::{self, Actor, Grant, NewToken, PersonId, Reach, Role};
use serde_json::Value;

/// A program with a token.
pub struct Api<'a> {
    pub portal: &'a TestPortal,
    pub token: String,
}

/// A token's making: whose it is, what it may, how far it reaches.
pub async fn token(
    portal: &TestPortal,
    person: Option<PersonId>,
    grants: Vec<Grant>,
    reach: Vec<Reach>,
) -> String {
    let new = NewToken { name: "Chương trình 1".to_owned(), person, grants, reach, days: None };
    let made = people::add_token(portal.here(), &Actor::Operator, new).await;
    made.expect("a token is made").1
}

impl TestPortal {
    /// A program with a role for the whole site and no bounds beside it.
    pub async fn api(&self, role: Role) -> Api<'_> {
        self.api_within(role, &[]).await
    }

    /// A program with a role and these scopes only.
    pub async fn api_within(&self, role: Role, reach: &[Reach]) -> Api<'_> {
        let token = token(self, None, vec![Grant::everywhere(role)], reach.to_vec()).await;
        Api { portal: self, token }
    }

    /// A program that acts for somebody with an account.
    pub async fn api_of(&self, email: &str, role: Role) -> Api<'_> {
        let (person, _) = self.account(email, vec![Grant::everywhere(role)]).await;
        let token = token(self, Some(person), Vec::new(), Vec::new()).await;
        Api { portal: self, token }
    }
}

impl Api<'_> {
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Bytes::new()).await
    }

    /// What must be there.
    pub async fn read(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        json(&answer)
    }

    pub async fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        self.with_json(Method::POST, path, headers, body).await
    }

    pub async fn put(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        self.with_json(Method::PUT, path, headers, body).await
    }

    pub async fn with_json(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Answer {
        let headers = [&[("content-type", "application/json")], headers].concat();
        self.send(method, path, &headers, body.to_string().into()).await
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Answer {
        let token = format!("Bearer {}", self.token);
        let headers = [&[("authorization", token.as_str())], headers].concat();
        self.portal.browser().send(method, path, &headers, body).await
    }
}

/// An answer's JSON.
pub fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text).unwrap_or_else(|error| panic!("{error}: {:?}", answer.text))
}

/// Asserts that an answer is a problem of this status and name, and answers it.
#[track_caller]
pub fn problem(answer: &Answer, status: u16, name: &str) -> Value {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let told = json(answer);
    assert_eq!(told["type"], format!("urn:mocban:problem:{name}"), "{told}");
    assert_eq!(told["status"], status);
    told
}

/// Sends one change four times at once; answers the four statuses, in order of number.
pub async fn at_once(api: &Api<'_>, path: &str, tag: &str, body: &Value) -> Vec<u16> {
    let headers = [("if-match", tag)];
    let headers = if tag.is_empty() { &[] } else { headers.as_slice() };
    let send = || api.put(path, headers, body);
    let (a, b, c, d) = tokio::join!(send(), send(), send(), send());
    let mut answers: Vec<u16> = [a, b, c, d].iter().map(|one| one.status.as_u16()).collect();
    answers.sort_unstable();
    answers
}

/// The fields a problem names as faulty, in its order.
pub fn faulty_fields(told: &Value) -> Vec<&str> {
    let errors = told["errors"].as_array().expect("errors");
    errors.iter().filter_map(|one| one["field"].as_str()).collect()
}

/// Runs a test on a demo portal on SQLite and on one on PostgreSQL.
#[expect(clippy::needless_pass_by_value, reason = "a test is written where it is handed over")]
pub fn on_both(test: impl AsyncFn(&TestPortal)) {
    wait(async {
        test(&TestPortal::demo().await).await;
        let postgres = Postgres::start();
        test(&TestPortal::demo_on(&postgres).await).await;
    });
}

/// A new article of the demo's publisher.
pub fn article(title: &str, slug: &str) -> Value {
    serde_json::json!({
        "kind": "news",
        "facts": { "publisher": "bg-svhttdl", "own": { "section": "le-hoi" } },
        "words": { "vi": { "title": title, "slug": slug, "body": { "type": "doc", "content": [
            { "type": "paragraph", "content": [{ "type": "text", "text": "Nội dung." }] } ] } } },
    })
}
