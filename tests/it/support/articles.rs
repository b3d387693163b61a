//! Articles of a test portal, read and changed as the operator does it. Not for what a person does at the desk.

use super::TestPortal;
use mocban::editorial::{self, Stored, Words};
use mocban::people::Actor;
use mocban::platform::i18n::Language;

/// The language the demo's articles are first written in.
pub fn vi() -> Language {
    "vi".parse().expect("a language")
}

impl TestPortal {
    pub async fn settled(&self) {
        self.app.caught_up().await.expect("the followers catch up");
    }

    pub async fn article(&self, key: &str) -> Stored {
        let found = editorial::read(&self.app.portal.db, "news", key).await;
        found.expect("read").expect("there")
    }

    /// Changes the words of an article as somebody else does, the operator.
    pub async fn changed(&self, key: &str, change: impl FnOnce(&mut Words)) {
        let stored = self.article(key).await;
        let rules = *self.app.portal.kinds.named("news").expect("news");
        let mut words = stored.words(vi()).expect("words").clone();
        change(&mut words);
        let draft = editorial::Draft {
            rules: &rules,
            key,
            seen: Some(stored.seen()),
            facts: &stored.facts,
            words: &[(vi(), &words)],
        };
        let mut tx = self.app.portal.db.begin().await.expect("begins");
        let saved = editorial::save(&mut tx, &Actor::Operator, self.clock.now_ms(), draft).await;
        saved.expect("saved");
        tx.commit().await.expect("kept");
    }

    /// Changes the words of an article and publishes it, as the operator does.
    pub async fn reword(&self, key: &str, change: impl FnOnce(&mut Words)) {
        self.changed(key, change).await;
        let stored = self.article(key).await;
        let publication = editorial::Publication {
            rules: self.app.portal.kinds.named("news").expect("news"),
            key,
            language: vi(),
            published_at: stored.state(vi()).and_then(|state| state.published_at).expect("public"),
            updated_at: None,
            year: "2020".to_owned(),
        };
        let mut tx = self.app.portal.db.begin().await.expect("begins");
        let at = self.clock.now_ms();
        editorial::publish(&mut tx, &Actor::Operator, at, publication).await.expect("published");
        tx.commit().await.expect("kept");
        self.settled().await;
    }
}
