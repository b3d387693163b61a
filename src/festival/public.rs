//! What readers see of one festival: its schedule as a list and what stands beside it. Not for the
//! day grid (`days.rs`) nor the calendar file (`calendar.rs`).

use super::head::{ChangeView, FestivalView, Shown, capital, place};
use super::model::{ActivityFacts, KIND};
use super::schedule::{self, Festival};
use crate::editorial::{self, Live, Picture};
use crate::platform::i18n::{Args, Date, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::{self, Portal, Publisher};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

#[derive(Serialize)]
struct ActivityView {
    id: String,
    name: String,
    note: Option<String>,
    state: &'static str,
    state_label: Option<String>,
    time: Option<String>,
    place: Option<String>,
    picture: Option<Picture>,
}

#[derive(Serialize)]
struct DayView {
    start: Date,
    end: Option<Date>,
    today: bool,
    activities: Vec<ActivityView>,
}

#[derive(Serialize)]
struct GroupView {
    group: &'static str,
    activities: Vec<ActivityView>,
}

#[derive(Serialize)]
struct Venue {
    name: String,
    then: Option<String>,
    now: Option<String>,
    map_url: Option<String>,
}

#[derive(Serialize)]
struct Organiser {
    role: String,
    post: String,
    body: Publisher,
    email: Option<String>,
    url: Option<String>,
}

#[derive(Serialize)]
struct ShowPage {
    festival: FestivalView,
    changes: Vec<ChangeView>,
    days: Vec<DayView>,
    undated: Vec<GroupView>,
    undated_count: usize,
    places: Vec<Venue>,
    organisers: Vec<Organiser>,
}

/// A festival.
pub async fn show(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    let Some(live) = editorial::live_by_slug(&portal.db, KIND, language, &slug).await? else {
        return Ok(portal.lost(KIND, language, &slug).await?.into_response());
    };
    Ok(page(&portal, &live).await?.into_response())
}

/// The page of an entry as it stands, public or not: what the desk shows before publishing.
pub fn preview<'a>(portal: &'a Portal, live: &'a Live) -> portal::Shown<'a> {
    Box::pin(page(portal, live))
}

async fn page(portal: &Portal, live: &Live) -> Result<Page, Fault> {
    let (festival, pictures) = (Festival::of(live)?, portal.pictures(live).await?);
    let shown = Shown { portal, live, festival: &festival, pictures: &pictures };
    let mut frame = portal.entry_frame(live, &pictures).await?;
    let (body, tokens) = portal.body(live, &pictures).await?;
    let page = shown.page(Some(body).filter(|body| !body.is_empty()));
    frame.json_ld = Some(shown.structured(&page.festival));
    let page = portal.render(frame, "festival/public/show.html", page)?;
    let views = portal.visits.of_entry(live.id).await?;
    let page = page.depends_on(tokens).depends_on(shown.tokens());
    Ok(page.counted(live.id, live.language).with_views(views))
}

impl Shown<'_> {
    fn page(&self, body: Option<String>) -> ShowPage {
        let undated = schedule::undated(&self.festival.facts.activity);
        ShowPage {
            festival: self.head(body),
            changes: self.changes(),
            days: self.days(),
            undated_count: undated.iter().map(|(_, activities)| activities.len()).sum(),
            undated: undated
                .into_iter()
                .map(|(group, activities)| GroupView {
                    group: group.name(),
                    activities: activities.into_iter().map(|one| self.activity(one)).collect(),
                })
                .collect(),
            places: self.venues(),
            organisers: self.organisers(),
        }
    }

    fn days(&self) -> Vec<DayView> {
        let (portal, language, today) = (self.portal, self.live.language, self.portal.today());
        let days = schedule::by_day(&self.festival.facts.activity, &portal.zone);
        days.into_iter()
            .map(|day| DayView {
                start: portal.day(language, day.first),
                end: day.last.map(|last| portal.day(language, last)),
                today: day.first <= today && today <= day.last.unwrap_or(day.first),
                activities: day.activities.into_iter().map(|one| self.activity(one)).collect(),
            })
            .collect()
    }

    fn activity(&self, activity: &ActivityFacts) -> ActivityView {
        let portal = self.portal;
        let span = schedule::span(activity, &portal.zone);
        let begins = span.and_then(|span| span.begins);
        let time =
            begins.and_then(|at| portal.moment(self.live.language, at.as_millisecond()).time);
        let picture = activity.picture.as_deref().and_then(|file| self.pictures.named(file));
        ActivityView {
            id: activity.id.clone(),
            name: self.festival.name(activity).to_owned(),
            note: self.festival.note(activity).map(str::to_owned),
            state: schedule::shown_state(activity, &portal.zone, portal.today()),
            state_label: None,
            time,
            place: self.where_and_how_long(activity, span),
            picture: picture.cloned(),
        }
    }

    /// The place; and the last day of what begins at an hour and lasts for days.
    fn where_and_how_long(
        &self,
        activity: &ActivityFacts,
        span: Option<schedule::Span>,
    ) -> Option<String> {
        let (portal, language) = (self.portal, self.live.language);
        let name = place(portal, language, self.festival, activity.place.as_deref())
            .map(|place| place.name);
        let Some(last) = span.filter(|span| span.begins.is_some() && span.last > span.first) else {
            return name;
        };
        let mut args = Args::new();
        args.set("date", portal.day(language, last.last).numeric);
        let Some(name) = name else {
            return Some(capital(&portal.words.say_with(language, "festival-through", &args)));
        };
        args.set("place", name);
        Some(portal.words.say_with(language, "festival-place-through", &args))
    }

    fn venues(&self) -> Vec<Venue> {
        let (known, facts) = (self.portal.known(), &self.festival.facts);
        let activities = facts.activity.iter().map(|activity| &activity.place);
        let mut keys: Vec<&str> = Vec::new();
        for key in std::iter::once(&facts.place).chain(activities).flatten() {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
        let seen = |key: &str| place(self.portal, self.live.language, self.festival, Some(key));
        keys.into_iter()
            .filter_map(seen)
            .map(|place| {
                let held = known.places.all().iter().find(|held| held.key == place.key);
                let at = held.and_then(|held| held.latitude.as_ref().zip(held.longitude.as_ref()));
                Venue {
                    name: place.name,
                    then: place.address.as_deref().map(capital),
                    now: place.address_now,
                    // RFC 5870: the reader's own map opens, nobody else is told.
                    map_url: at.map(|(latitude, longitude)| format!("geo:{latitude},{longitude}")),
                }
            })
            .collect()
    }

    fn organisers(&self) -> Vec<Organiser> {
        let (portal, facts) = (self.portal, &self.festival.facts);
        let body = |key: &str| portal.agency(key, self.live.language, facts.start);
        let organisers = facts.organiser.iter().filter_map(|organiser| {
            let words = self.festival.words.organiser.get(&organiser.id)?;
            Some(Organiser {
                role: words.role.clone(),
                post: words.post.clone().unwrap_or_default(),
                body: body(&organiser.agency)?,
                email: organiser.email.clone(),
                url: organiser.url.clone(),
            })
        });
        organisers.collect()
    }
}
