//! What a fact check must have before it is published, what is put before its editor, and what is never
//! kept: signs of a private person. Not for what every entry must have (`editorial`).

use super::model::{CheckFacts, CheckWords, facts_of, words_of};
use super::private::{Sign, signs};
use crate::editorial::{Complaint, Facts, Words};

fn complaint(field: impl Into<String>, key: &'static str) -> Complaint {
    Complaint::new(field, key)
}

/// What stops a publication: no claim, nobody who made it, no source, no verdict.
pub fn complaints(facts: &Facts, words: &[&Words]) -> Vec<Complaint> {
    let own = facts_of(facts);
    let mut found = Vec::new();
    if own.verdict.is_none() {
        found.push(complaint("verdict", "factcheck-lacks-verdict"));
    }
    if own.appearance.is_empty() {
        found.push(complaint("appearance", "factcheck-lacks-appearance"));
    }
    if own.finding.is_empty() {
        found.push(complaint("finding", "factcheck-lacks-source"));
    }
    for source in &own.finding {
        if source.title.trim().is_empty() || source.publisher.trim().is_empty() {
            found.push(complaint(format!("finding {}", source.id), "factcheck-lacks-source-name"));
        }
        if source.sha256.as_deref().is_some_and(|hash| !is_hash(hash)) {
            found.push(complaint(format!("finding {}", source.id), "factcheck-bad-hash"));
        }
    }
    for words in words {
        found.extend(lacking_words(&own, &words_of(words)));
    }
    found
}

fn lacking_words(own: &CheckFacts, said: &CheckWords) -> Vec<Complaint> {
    let mut found = Vec::new();
    if said.claim.trim().is_empty() {
        found.push(complaint("claim", "factcheck-lacks-claim"));
    }
    let blank = |text: Option<&String>| text.is_none_or(|text| text.trim().is_empty());
    for one in &own.appearance {
        if blank(said.appearance.get(&one.id).map(|said| &said.outlet)) {
            found.push(complaint(format!("appearance {}", one.id), "factcheck-lacks-outlet"));
        }
    }
    for one in &own.finding {
        if blank(said.finding.get(&one.id).map(|said| &said.text)) {
            found.push(complaint(format!("finding {}", one.id), "factcheck-lacks-finding"));
        }
    }
    for one in &own.update {
        if blank(said.update.get(&one.id).map(|said| &said.text)) {
            found.push(complaint(format!("update {}", one.id), "factcheck-lacks-update"));
        }
    }
    found
}

/// Whether a text is a SHA-256 as people copy it: 64 hexadecimal digits.
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What is never kept, not even in a draft.
pub fn refuses(facts: &Facts, words: &[&Words]) -> Vec<Complaint> {
    let mut found = Vec::new();
    for text in texts(facts, words) {
        for (sign, what) in signs(&text.text) {
            let refused = sign.is_certain()
                || text.speaks_of == SpeaksOf::Claimant && sign == Sign::NamedPerson;
            if refused {
                found.push(complaint(format!("{}: {what}", text.field), refusal(sign)));
            }
        }
    }
    found
}

fn refusal(sign: Sign) -> &'static str {
    match sign {
        Sign::Telephone => "factcheck-refused-telephone",
        Sign::IdNumber => "factcheck-refused-identity",
        Sign::PrivateMail => "factcheck-refused-mail",
        Sign::Profile | Sign::SocialPage => "factcheck-refused-profile",
        Sign::NamedPerson => "factcheck-refused-person",
    }
}

/// What the editor decides: likely signs of a private person, sources without a copy or a day, and what
/// else a careful reader would ask.
pub fn warns(facts: &Facts, words: &[&Words]) -> Vec<Complaint> {
    let own = facts_of(facts);
    let mut found = Vec::new();
    for text in texts(facts, words) {
        for (sign, what) in signs(&text.text) {
            let key = match sign {
                Sign::SocialPage => "factcheck-warns-social",
                Sign::NamedPerson if text.speaks_of == SpeaksOf::Matter => "factcheck-warns-person",
                _ => continue,
            };
            found.push(complaint(format!("{}: {what}", text.field), key));
        }
    }
    for one in &own.appearance {
        if one.on.is_none() || one.url.is_none() {
            found.push(complaint(format!("appearance {}", one.id), "factcheck-warns-appearance"));
        }
    }
    for one in &own.finding {
        if one.sha256.is_none() {
            found.push(complaint(format!("finding {}", one.id), "factcheck-warns-hash"));
        }
        if one.read_on.is_none() {
            found.push(complaint(format!("finding {}", one.id), "factcheck-warns-read"));
        }
    }
    if own.reply.is_empty() && !own.appearance.is_empty() {
        found.push(complaint("reply", "factcheck-warns-reply"));
    }
    if own.review_on.is_none() {
        found.push(complaint("review_on", "factcheck-warns-review"));
    }
    found
}

/// A passage of a fact check, and where it stands.
struct Passage {
    field: String,
    text: String,
    speaks_of: SpeaksOf,
}

/// What a text speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SpeaksOf {
    /// Who made the claim or replies to it: the name of a person there is refused.
    Claimant,
    /// Anything else: an officer of a body may be named, as in public life.
    Matter,
}

fn texts(facts: &Facts, words: &[&Words]) -> Vec<Passage> {
    let own = facts_of(facts);
    let mut found = Vec::new();
    for one in &own.appearance {
        found.extend(one.url.as_deref().map(|url| matter("appearance", &one.id, url)));
    }
    for one in &own.finding {
        let texts = [Some(&one.title), Some(&one.publisher), one.url.as_ref()];
        found.extend(texts.into_iter().flatten().map(|text| matter("finding", &one.id, text)));
    }
    for words in words {
        let said = words_of(words);
        found.push(matter("title", "", &words.title));
        found.push(matter("lead", "", &words.lead));
        found.push(matter("body", "", &words.body.plain_text()));
        found.extend(said_in(&said));
    }
    found
}

fn said_in(said: &CheckWords) -> Vec<Passage> {
    let mut found = vec![matter("claim", "", &said.claim)];
    found.extend(said.context.as_deref().map(|text| matter("context", "", text)));
    found.extend(said.appearance.iter().map(|(id, one)| claimant("appearance", id, &one.outlet)));
    found.extend(said.finding.iter().map(|(id, one)| matter("finding", id, &one.text)));
    for (id, one) in &said.reply {
        found.push(claimant("reply", id, &one.outlet));
        found.extend(one.text.as_deref().map(|text| matter("reply", id, text)));
    }
    found.extend(said.update.iter().map(|(id, one)| matter("update", id, &one.text)));
    found
}

fn matter(list: &str, id: &str, text: &str) -> Passage {
    let field = format!("{list} {id}").trim_end().to_owned();
    Passage { field, text: text.to_owned(), speaks_of: SpeaksOf::Matter }
}

fn claimant(list: &str, id: &str, text: &str) -> Passage {
    Passage { speaks_of: SpeaksOf::Claimant, ..matter(list, id, text) }
}
