//! A fact check as structured data (schema.org, `ClaimReview`), for its page and for the open feed. Not
//! for what people read. The rating is a word with its meaning: a scale of names has no numbers.

use super::model::{self, AppearanceFacts, CheckFacts, CheckWords, Claimant, Verdict};
use super::view;
use crate::editorial::Live;
use crate::portal::Portal;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The whole of it, with its context.
pub(super) fn page(portal: &Portal, live: &Live) -> Value {
    let mut review = review(portal, live);
    if let Some(fields) = review.as_object_mut() {
        fields.shift_insert(0, "@context".to_owned(), json!("https://schema.org"));
    }
    review
}

/// A fact check without its context, as a feed holds many.
pub(super) fn review(portal: &Portal, live: &Live) -> Value {
    let (own, said) = (model::facts_of(&live.facts), model::words_of(&live.words));
    let url = portal.absolute(&portal.address(live));
    let changed = live.updated_at.unwrap_or(live.published_at);
    let written =
        |at| Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(portal.zone.clone());
    let moment = |at| written(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    without_nulls(json!({
        "@type": "ClaimReview",
        "@id": url,
        "url": url,
        "name": live.words.title,
        "abstract": live.words.lead,
        "inLanguage": live.language,
        "datePublished": moment(live.published_at),
        "dateModified": moment(changed),
        "claimReviewed": said.claim,
        "itemReviewed": claim(&own, &said),
        "reviewRating": own.verdict.map(|verdict| rating(portal, live, verdict)),
        "author": portal.publisher_data(live),
        "publisher": portal.publisher_data(live),
        "publishingPrinciples": portal.absolute(&portal.addresses.list(live.language, "method")),
        "citation": citations(&own),
        "correction": corrections(portal, live, moment),
    }))
}

fn rating(portal: &Portal, live: &Live, verdict: Verdict) -> Value {
    let view = view::verdict(portal, live.language, verdict);
    json!({
        "@type": "Rating",
        "alternateName": view.label,
        "ratingExplanation": view.meaning,
    })
}

fn claim(own: &CheckFacts, said: &CheckWords) -> Value {
    let works: Vec<Value> = own.appearance.iter().map(|one| work(one, said)).collect();
    let first = own.appearance.first();
    let name = |one: &AppearanceFacts| said.appearance.get(&one.id).map(|said| said.outlet.clone());
    json!({
        "@type": "Claim",
        "author": first.map(|one| json!({ "@type": claimant(one.by), "name": name(one) })),
        "datePublished": first.and_then(|one| one.on).map(|day| day.to_string()),
        "firstAppearance": works.first(),
        "appearance": works,
    })
}

/// The page, paper or broadcast in which a claim stood.
fn work(one: &AppearanceFacts, said: &CheckWords) -> Value {
    let outlet = said.appearance.get(&one.id).map(|said| said.outlet.clone());
    json!({
        "@type": "CreativeWork",
        "url": one.url,
        "datePublished": one.on.map(|day| day.to_string()),
        "publisher": { "@type": claimant(one.by), "name": outlet },
    })
}

fn claimant(by: Claimant) -> &'static str {
    match by {
        Claimant::Press => "NewsMediaOrganization",
        Claimant::Body => "GovernmentOrganization",
        Claimant::Organisation => "Organization",
    }
}

/// The sources, each with its publisher and, where a copy was kept, the copy's SHA-256.
fn citations(own: &CheckFacts) -> Vec<Value> {
    let source = |one: &model::FindingFacts| {
        json!({
            "@type": "CreativeWork",
            "name": one.title,
            "url": one.url,
            "publisher": { "@type": "Organization", "name": one.publisher },
            "encoding": one.sha256.as_ref().map(|hash| json!({ "@type": "MediaObject", "sha256": hash })),
        })
    };
    own.finding.iter().map(source).collect()
}

fn corrections(portal: &Portal, live: &Live, moment: impl Fn(i64) -> String) -> Option<Vec<Value>> {
    let register = portal.absolute(&portal.addresses.list(live.language, "corrections"));
    let comment = |one: &crate::editorial::Correction| {
        json!({
            "@type": "CorrectionComment",
            "text": one.text,
            "datePublished": moment(one.at),
            "url": register,
        })
    };
    let all: Vec<Value> = live.words.corrections.iter().map(comment).collect();
    Some(all).filter(|all| !all.is_empty())
}

/// What is not known is left out: a null says nothing to a reader of schema.org.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(
                kept.map(|(name, value)| (name, without_nulls(value))).collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        plain => plain,
    }
}
