//! Somebody at the desk: a browser that has signed in and keeps its cookies.

use super::{AGENT, Answer, ORIGIN, TestPortal};
use bytes::Bytes;
use http::{Method, Request};
use http_body_util::{BodyExt, Full};
use mocban::people::{
    self, Actor, Email, Entered, Gate, Grant, Here, Invitation, PersonId, Role, Secret,
};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Mutex;

/// A password nobody's list has.
pub const PASSWORD: &str = "bốn con trâu qua cầu gỗ";

/// A browser at the desk.
pub struct DeskClient<'a> {
    portal: &'a TestPortal,
    /// The account; none before anybody has signed in.
    pub person: Option<PersonId>,
    cookies: Mutex<BTreeMap<String, String>>,
    peer: IpAddr,
}

impl TestPortal {
    /// What verbs on accounts work with.
    pub fn here(&self) -> Here<'_> {
        let portal = &self.app.portal;
        let gate: &Gate = &portal.gate;
        Here { db: &portal.db, gate, now: self.clock.now() }
    }

    /// An account that has been taken up with [`PASSWORD`]; the secret of its first session.
    pub async fn account(&self, email: &str, grants: Vec<Grant>) -> (PersonId, Secret) {
        let invitation = Invitation {
            email: Email::parse(email).expect("an address"),
            name: email.split('@').next().unwrap_or_default().to_owned(),
            language: "vi".parse().expect("a language"),
            grants,
        };
        let link = people::invite(self.here(), &Actor::Operator, &invitation).await;
        let link = link.expect("the invitation is made");
        let secret = Secret::presented(link.url.rsplit('/').next().unwrap_or_default());
        let given = (invitation.name.as_str(), PASSWORD);
        let session = people::take_up(self.here(), &secret, given, AGENT).await;
        match session.expect("the invitation is taken up") {
            Entered::In(session) => (link.person, session),
            Entered::Code(_) => panic!("a fresh account asks for no code"),
        }
    }

    /// Somebody with a role for the whole site, signed in.
    pub async fn desk(&self, role: Role) -> DeskClient<'_> {
        self.desk_of(&format!("{role}@example.vn"), vec![Grant::everywhere(role)]).await
    }

    /// Somebody with these roles, signed in.
    pub async fn desk_of(&self, email: &str, grants: Vec<Grant>) -> DeskClient<'_> {
        let (person, session) = self.account(email, grants).await;
        let client = self.browser();
        client
            .cookies
            .lock()
            .expect("no test thread died")
            .insert("__Host-mocban_desk".to_owned(), session.reveal().to_owned());
        DeskClient { person: Some(person), ..client }
    }

    /// A browser in which nobody has signed in.
    pub fn browser(&self) -> DeskClient<'_> {
        let peer = IpAddr::V4(Ipv4Addr::LOCALHOST);
        DeskClient { portal: self, person: None, cookies: Mutex::default(), peer }
    }
}

impl DeskClient<'_> {
    /// Comes from another address.
    pub fn from(mut self, peer: &str) -> Self {
        self.peer = peer.parse().expect("an address");
        self
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[("accept", "text/html")], Bytes::new()).await
    }

    /// Opens a page that must be there.
    pub async fn page(&self, path: &str) -> Answer {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.all_words());
        answer
    }

    /// Sends a form as a page of the portal does.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(form).expect("a form");
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.send(Method::POST, path, &[kind, ("sec-fetch-site", "same-origin")], body.into()).await
    }

    /// Sends JSON as a script of the portal does.
    pub async fn post_json(&self, path: &str, json: &serde_json::Value) -> Answer {
        let headers = [
            ("content-type", "application/json"),
            ("accept", "application/json"),
            ("sec-fetch-site", "same-origin"),
        ];
        self.send(Method::POST, path, &headers, json.to_string().into()).await
    }

    /// Sends anything, with the cookies so far; keeps those that come back.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Answer {
        let path = path.strip_prefix(ORIGIN).unwrap_or(path);
        let mut request = Request::builder().method(method).uri(path).header("user-agent", AGENT);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let cookies = self.cookie();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies);
        }
        let request = request.body(Full::new(body)).expect("a request");
        let (parts, body) = self.portal.door.open(request, self.peer).await.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        let answer = Answer::new(parts.status, parts.headers, bytes);
        self.keep(&answer);
        answer
    }

    fn keep(&self, answer: &Answer) {
        let mut jar = self.cookies.lock().expect("no test thread died");
        for set in answer.headers.get_all("set-cookie") {
            let set = set.to_str().expect("a cookie");
            let (name, rest) = set.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            if set.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The cookies as a browser sends them.
    pub fn cookie(&self) -> String {
        let jar = self.cookies.lock().expect("no test thread died");
        let pairs: Vec<String> =
            jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }
}
