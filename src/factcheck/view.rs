//! A fact check as its pages show it: facts and words of each row together, days written out, the
//! verdict with its place on the scale. Not for structured data.

use super::model::{
    self, AppearanceFacts, CheckFacts, CheckWords, FindingFacts, ReplyFacts, UpdateFacts, Verdict,
};
use crate::editorial::{Live, Pictures};
use crate::platform::db::Result;
use crate::platform::i18n::{Date, Language};
use crate::portal::{CorrectionView, Frame, Portal, Publisher};
use serde::Serialize;

/// A verdict in words.
#[derive(Clone, Serialize)]
pub(super) struct VerdictView {
    /// Its name, for the template's icon and colour.
    pub name: &'static str,
    /// The word.
    pub label: String,
    /// What it means.
    pub meaning: String,
    /// Whether it is the verdict of this page.
    pub current: bool,
}

#[derive(Serialize)]
pub(super) struct AppearanceView {
    outlet: String,
    sort: String,
    on: Option<Date>,
    url: Option<String>,
}

#[derive(Serialize)]
pub(super) struct FindingView {
    text: String,
    title: String,
    publisher: String,
    url: Option<String>,
    read_on: Option<Date>,
    sha256: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ReplyView {
    outlet: String,
    text: Option<String>,
    asked_on: Option<Date>,
    on: Option<Date>,
}

#[derive(Serialize)]
pub(super) struct UpdateView {
    on: Date,
    text: String,
}

#[derive(Serialize)]
pub(super) struct OtherLanguage {
    code: String,
    name: String,
    url: String,
}

/// A fact check.
#[derive(Serialize)]
pub(super) struct CheckView {
    pub title: String,
    pub lead: String,
    pub url: String,
    pub published: Date,
    pub updated: Option<Date>,
    pub claim: String,
    pub verdict: Option<VerdictView>,
    pub scale: Vec<VerdictView>,
    context: Vec<String>,
    pub appearances: Vec<AppearanceView>,
    pub findings: Vec<FindingView>,
    replies: Vec<ReplyView>,
    updates: Vec<UpdateView>,
    review_on: Option<Date>,
    languages: Vec<OtherLanguage>,
    pub corrections: Vec<CorrectionView>,
    body: String,
    publisher: Option<Publisher>,
}

/// A verdict in the words of a language.
pub(super) fn verdict(portal: &Portal, language: Language, verdict: Verdict) -> VerdictView {
    let say = |part: &str| {
        let key = format!("factcheck-verdict-{}{part}", verdict.name());
        portal.say(language, &key)
    };
    VerdictView { name: verdict.name(), label: say(""), meaning: say("-meaning"), current: false }
}

/// A fact check with all it shows, and what its body depends on.
pub(super) async fn check(
    portal: &Portal,
    live: &Live,
    pictures: &Pictures,
    frame: &Frame,
) -> Result<(CheckView, Vec<String>)> {
    let (own, said) = (model::facts_of(&live.facts), model::words_of(&live.words));
    let (body, tokens) = portal.body(live, pictures).await?;
    let scale = Verdict::ALL.map(|one| VerdictView {
        current: own.verdict == Some(one),
        ..verdict(portal, live.language, one)
    });
    let day = |day: jiff::civil::Date| portal.day(live.language, day);
    let view = CheckView {
        title: live.words.title.clone(),
        lead: live.words.lead.clone(),
        url: frame.address.clone(),
        published: portal.moment(live.language, live.published_at),
        updated: live.updated_at.map(|at| portal.moment(live.language, at)),
        verdict: scale.iter().find(|one| one.current).cloned(),
        scale: scale.into(),
        context: paragraphs(said.context.as_deref().unwrap_or_default()),
        appearances: appearances(portal, live.language, &own, &said),
        findings: findings(portal, live.language, &own, &said),
        replies: replies(portal, live.language, &own, &said),
        updates: updates(portal, live.language, &own, &said),
        claim: said.claim,
        review_on: own.review_on.map(day),
        languages: languages(portal, live, frame),
        corrections: portal.corrections(live),
        body,
        publisher: portal.publisher(live),
    };
    Ok((view, tokens))
}

fn appearances(
    portal: &Portal,
    language: Language,
    own: &CheckFacts,
    said: &CheckWords,
) -> Vec<AppearanceView> {
    let view = |one: &AppearanceFacts| AppearanceView {
        outlet: said.appearance.get(&one.id).map(|said| said.outlet.clone()).unwrap_or_default(),
        sort: portal.say(language, &format!("factcheck-by-{}", one.by.name())),
        on: one.on.map(|day| portal.day(language, day)),
        url: one.url.clone(),
    };
    own.appearance.iter().map(view).collect()
}

fn findings(
    portal: &Portal,
    language: Language,
    own: &CheckFacts,
    said: &CheckWords,
) -> Vec<FindingView> {
    let view = |one: &FindingFacts| FindingView {
        text: said.finding.get(&one.id).map(|said| said.text.clone()).unwrap_or_default(),
        title: one.title.clone(),
        publisher: one.publisher.clone(),
        url: one.url.clone(),
        read_on: one.read_on.map(|day| portal.day(language, day)),
        sha256: one.sha256.clone(),
    };
    own.finding.iter().map(view).collect()
}

fn replies(
    portal: &Portal,
    language: Language,
    own: &CheckFacts,
    said: &CheckWords,
) -> Vec<ReplyView> {
    let view = |one: &ReplyFacts| {
        let words = said.reply.get(&one.id);
        ReplyView {
            outlet: words.map(|said| said.outlet.clone()).unwrap_or_default(),
            text: words.and_then(|said| said.text.clone()),
            asked_on: one.asked_on.map(|day| portal.day(language, day)),
            on: one.on.map(|day| portal.day(language, day)),
        }
    };
    own.reply.iter().map(view).collect()
}

fn updates(
    portal: &Portal,
    language: Language,
    own: &CheckFacts,
    said: &CheckWords,
) -> Vec<UpdateView> {
    let view = |one: &UpdateFacts| UpdateView {
        on: portal.day(language, one.on),
        text: said.update.get(&one.id).map(|said| said.text.clone()).unwrap_or_default(),
    };
    own.update.iter().map(view).collect()
}

fn languages(portal: &Portal, live: &Live, frame: &Frame) -> Vec<OtherLanguage> {
    let others = frame.alternates.iter().filter(|(language, _)| *language != live.language);
    let view = |(language, url): &(Language, String)| OtherLanguage {
        code: language.to_string(),
        name: portal.say(*language, &format!("site-language-{language}")),
        url: url.clone(),
    };
    others.map(view).collect()
}

/// A text of several lines as paragraphs: a blank line parts them.
fn paragraphs(text: &str) -> Vec<String> {
    let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}
