//! What is true of webhooks: which changes they tell of, what they tell, and when a telling is tried
//! again. They tell the operator's own systems; nothing is told anywhere unless an administrator
//! said so. Not for sending: that is `send.rs`.

use crate::platform::changes::Change;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::Sha256;
use std::time::Duration;
use utoipa::ToSchema;

/// A webhook by its number.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(transparent)]
pub struct WebhookId(pub i64);

/// Which events a webhook tells of: `*`, `entry.*` or `entry.publish`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = r"^(\*|[a-z]{1,40}\.(\*|[a-z-]{1,40}))$")]
pub struct Pattern(String);

/// A text that is no pattern of events.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0:?} is no pattern of events such as \"*\", \"entry.*\" or \"entry.publish\"")]
pub struct NoPattern(String);

impl TryFrom<String> for Pattern {
    type Error = NoPattern;

    fn try_from(text: String) -> Result<Pattern, NoPattern> {
        let plain = |part: &str, and: &[u8]| {
            let fits = |byte: u8| byte.is_ascii_lowercase() || and.contains(&byte);
            (1..=40).contains(&part.len()) && part.bytes().all(fits)
        };
        let fits = text == "*"
            || text
                .split_once('.')
                .is_some_and(|(of, what)| plain(of, b"") && (what == "*" || plain(what, b"-")));
        if fits { Ok(Pattern(text)) } else { Err(NoPattern(text)) }
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> String {
        pattern.0
    }
}

impl Pattern {
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an event such as `entry.publish` is meant.
    pub fn takes(&self, event: &str) -> bool {
        let of = |whole: &str| event.strip_prefix(whole).is_some_and(|rest| rest.starts_with('.'));
        self.0 == "*" || self.0 == event || self.0.strip_suffix(".*").is_some_and(of)
    }
}

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Its number.
    pub id: WebhookId,
    /// What it is for, in words of its administrator.
    pub name: String,
    /// Where it tells.
    pub url: String,
    /// The key it signs with, `whsec_` and base64.
    pub secret: String,
    /// Of what it tells.
    pub events: Vec<Pattern>,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// Who made it, as the change log names actors.
    pub made_by: String,
    /// It tells of changes after this place of the log.
    pub since: i64,
    /// Goes up with each change of it.
    pub edition: i64,
    /// Whether it tells at all.
    pub active: bool,
    /// How often telling has failed since it last worked.
    pub failures: i64,
    /// Since when it fails.
    pub failing_since: Option<i64>,
    /// When the program stopped it by itself, and why.
    pub stopped: Option<(i64, String)>,
}

/// What an administrator wishes of a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wished {
    /// What it is for.
    pub name: String,
    /// Where it tells.
    pub url: String,
    /// Of what it tells.
    pub events: Vec<Pattern>,
    /// Whether it tells at all.
    pub active: bool,
}

/// A telling of one change to one webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub webhook: WebhookId,
    /// The change it tells of.
    pub seq: i64,
    /// The event, such as `entry.publish`.
    pub event: String,
    /// What is sent.
    pub body: String,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was tried last.
    pub tried_at: Option<i64>,
    /// When it is tried next.
    pub next_at: Option<i64>,
    /// The status of the last answer.
    pub status: Option<i64>,
    /// Why the last try failed.
    pub problem: Option<String>,
    /// When it arrived.
    pub done_at: Option<i64>,
    /// When it was given up.
    pub given_up_at: Option<i64>,
}

impl Delivery {
    /// How far it is, by its name: `waiting`, `arrived` or `given-up`.
    pub fn state(&self) -> &'static str {
        match (self.done_at, self.given_up_at) {
            (Some(_), _) => "arrived",
            (None, Some(_)) => "given-up",
            (None, None) => "waiting",
        }
    }
}

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived; the status of the answer.
    Arrived(u16),
    /// It was refused or got lost.
    Failed {
        /// The status of the answer, if there was one.
        status: Option<u16>,
        /// Why, in words for the log of deliveries.
        problem: String,
    },
    /// Whoever listened says that nobody does any more (410).
    NobodyThere,
}

/// A change as webhooks are told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The event, such as `entry.publish`.
    pub event: String,
    /// What is sent.
    pub body: String,
}

/// What of a change's detail is told. Everything else stays here: names, addresses for mail, texts.
const TOLD: [&str; 10] = [
    "entry",
    "language",
    "facts",
    "words",
    "slug",
    "saved",
    "goes_live_at",
    "expires_at",
    "owner",
    "review_on",
];

impl Changed {
    /// Puts a change into the form of an event (Standard Webhooks): who did it is the number of an
    /// account and never a name.
    pub fn of(change: &Change, is_kind: impl Fn(&str) -> bool) -> Changed {
        let head = change.subject.split('/').next().unwrap_or_default();
        let of = if is_kind(head) { "entry" } else { head };
        let of: String = of.chars().filter(char::is_ascii_lowercase).take(40).collect();
        let event = format!("{of}.{}", change.verb);
        let mut data = Map::new();
        data.insert("seq".to_owned(), change.seq.into());
        data.insert("actor".to_owned(), change.actor.as_str().into());
        data.insert("verb".to_owned(), change.verb.as_str().into());
        data.insert("subject".to_owned(), change.subject.as_str().into());
        for name in TOLD.iter().filter(|_| of == "entry") {
            if let Some(value) = change.detail.get(*name).filter(|value| !value.is_null()) {
                data.insert((*name).to_owned(), value.clone());
            }
        }
        let at = jiff::Timestamp::from_millisecond(change.at).unwrap_or_default().to_string();
        let body = json!({ "type": event, "timestamp": at, "data": Value::Object(data) });
        Changed { event, body: body.to_string() }
    }
}

/// The events that are worth naming in a form; others can be asked for by their pattern.
pub fn events() -> [&'static str; 11] {
    [
        "*",
        "entry.*",
        "entry.submit",
        "entry.publish",
        "entry.force-publish",
        "entry.withdraw",
        "entry.declare-error",
        "entry.consolidate",
        "media.*",
        "site.*",
        "person.*",
    ]
}

/// How long before the second try, the third and so on: three days in all.
const WAITS: [Duration; 9] = [
    Duration::from_secs(5),
    Duration::from_mins(5),
    Duration::from_mins(30),
    Duration::from_hours(2),
    Duration::from_hours(5),
    Duration::from_hours(10),
    Duration::from_hours(14),
    Duration::from_hours(20),
    Duration::from_hours(24),
];

/// When to try again after a number of tries, in milliseconds from now; never after the last.
pub fn wait_after(attempts: i64) -> Option<i64> {
    let place = usize::try_from(attempts.max(1) - 1).ok()?;
    WAITS.get(place).and_then(|wait| i64::try_from(wait.as_millis()).ok())
}

/// A webhook that has failed this often without one success, for a day at least, is stopped.
pub const MOST_FAILURES: i64 = 100;
/// A day, in milliseconds.
pub const DAY_MS: i64 = 24 * 3_600_000;
/// How long the log of deliveries is kept, in milliseconds.
pub const KEPT_MS: i64 = 30 * DAY_MS;

/// The three headers of Standard Webhooks: the message's id, the moment in seconds and the signature
/// over both and the body.
pub fn signed(
    webhook: &Webhook,
    delivery: &Delivery,
    at: i64,
) -> Option<[(&'static str, String); 3]> {
    let id = format!("mb-{}-{}", webhook.id.0, delivery.seq);
    let seconds = at.div_euclid(1000).to_string();
    let signature = signature(&webhook.secret, &id, &seconds, &delivery.body)?;
    Some([("webhook-id", id), ("webhook-timestamp", seconds), ("webhook-signature", signature)])
}

fn signature(secret: &str, id: &str, seconds: &str, body: &str) -> Option<String> {
    let key = STANDARD.decode(secret.strip_prefix("whsec_")?).ok()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

/// A key to sign with, out of random bytes.
pub fn secret_of(bytes: &[u8; 32]) -> String {
    format!("whsec_{}", STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(subject: &str, verb: &str, detail: Value) -> Change {
        Change {
            seq: 7,
            at: 1_700_000_000_000,
            actor: "person:3".to_owned(),
            verb: verb.to_owned(),
            subject: subject.to_owned(),
            detail,
            hash: String::new(),
        }
    }

    #[test]
    fn a_pattern_takes_one_event_or_a_family_or_all() {
        let pattern = |text: &str| Pattern::try_from(text.to_owned());
        let takes = |text: &str, event: &str| pattern(text).unwrap().takes(event);
        assert!(takes("*", "site.change"));
        assert!(takes("entry.*", "entry.publish") && !takes("entry.*", "entrys.publish"));
        assert!(takes("entry.publish", "entry.publish"));
        assert!(!takes("entry.publish", "entry.publish-all"));
        for text in ["", "entry", "entry.", ".publish", "Entry.*", "entry.*.x", "**", "a b.c"] {
            assert!(pattern(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_telling_names_nobody_and_shows_no_text() {
        let detail = json!({ "entry": 5, "language": "vi", "email": "a@example.vn",
            "remark": "Sửa tiêu đề", "touches": ["entry:5"] });
        let told =
            Changed::of(&change("news/khai-mac (vi)", "publish", detail), |kind| kind == "news");
        assert_eq!(told.event, "entry.publish");
        let body: Value = serde_json::from_str(&told.body).unwrap();
        assert_eq!(
            body,
            json!({ "type": "entry.publish", "timestamp": "2023-11-14T22:13:20Z", "data": {
                "seq": 7, "actor": "person:3", "verb": "publish", "subject": "news/khai-mac (vi)",
                "entry": 5, "language": "vi" } })
        );
        let detail = json!({ "email": "a@example.vn", "name": "Biên tập viên 1", "owner": "x" });
        let told = Changed::of(&change("person/3", "invite", detail), |_| false);
        assert!(!told.body.contains("example.vn") && !told.body.contains("Biên"), "{}", told.body);
    }

    #[test]
    fn a_signature_is_that_of_the_standards_own_example() {
        // From the tests of github.com/standard-webhooks/standard-webhooks.
        let signature = signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            r#"{"test": 2432232314}"#,
        );
        let expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signature.as_deref(), Some(expected));
    }

    #[test]
    fn waits_grow_to_a_day_and_end() {
        let waits: Vec<i64> = (1..).map_while(wait_after).collect();
        assert!(waits.is_sorted() && waits.len() == 9);
        assert_eq!(waits.last(), Some(&DAY_MS));
        assert!(waits.iter().sum::<i64>() > 3 * DAY_MS);
    }
}
