//! A festival as structured data for search engines (schema.org). Not for what people read.

use super::head::{FestivalView, Shown, place};
use super::model::{ActivityFacts, ActivityState};
use super::schedule;
use serde_json::{Value, json};

impl Shown<'_> {
    /// The festival for search engines (schema.org): what has no day is left out, an event without
    /// one is none to them.
    pub fn structured(&self, page: &FestivalView) -> Value {
        let (portal, live, festival) = (self.portal, self.live, self.festival);
        let activities = festival.facts.activity.iter();
        let organisers = festival.facts.organiser.iter().filter_map(|one| {
            let body = portal.agency(&one.agency, live.language, festival.facts.start)?;
            Some(json!({ "@type": "GovernmentOrganization", "name": body.then }))
        });
        let picture = page.picture.as_ref().map(|picture| portal.absolute(&picture.url));
        json!({
            "@context": "https://schema.org",
            "@type": "Festival",
            "name": live.words.title,
            "description": live.words.lead,
            "inLanguage": live.language,
            "url": portal.absolute(&page.url),
            "startDate": page.start.iso,
            "endDate": festival.facts.end.to_string(),
            "eventStatus": "https://schema.org/EventScheduled",
            "location": self.json_place(festival.facts.place.as_deref()),
            "image": picture,
            // An event has no publisher of its own in schema.org; the page about it has.
            "subjectOf": { "@type": "WebPage", "publisher": portal.publisher_data(live) },
            "organizer": organisers.collect::<Vec<_>>(),
            "subEvent": activities.filter_map(|one| self.json_activity(one)).collect::<Vec<_>>(),
        })
    }

    fn json_activity(&self, activity: &ActivityFacts) -> Option<Value> {
        let (portal, language) = (self.portal, self.live.language);
        let span = schedule::span(activity, &portal.zone)?;
        let written = |moment: Option<jiff::Timestamp>, day: jiff::civil::Date| {
            moment.map_or_else(
                || day.to_string(),
                |at| portal.moment(language, at.as_millisecond()).iso,
            )
        };
        Some(json!({
            "@type": "Event",
            "name": self.festival.name(activity),
            "description": self.festival.note(activity),
            "startDate": written(span.begins, span.first),
            "endDate": activity.end.is_some().then(|| written(span.ends, span.last)),
            "eventStatus": status(activity.state),
            "location": self.json_place(activity.place.as_deref()),
        }))
    }

    fn json_place(&self, key: Option<&str>) -> Option<Value> {
        let place = place(self.portal, self.live.language, self.festival, key)?;
        Some(json!({ "@type": "Place", "name": place.name, "address": place.address }))
    }
}

fn status(state: ActivityState) -> &'static str {
    match state {
        ActivityState::Cancelled => "https://schema.org/EventCancelled",
        ActivityState::Changed => "https://schema.org/EventRescheduled",
        ActivityState::Expected | ActivityState::Confirmed => "https://schema.org/EventScheduled",
    }
}
