//! A new programme: its act, its span and who owes a plan, in one form. Not for what comes below: that is
//! `outline.rs`.

use super::outline::{FormPage, citation_sent, set_out, typed};
use super::{Link, PROGRAMME, Wrong, day_sent, must_day, spoken, words_sent};
use crate::action_programme::{
    self as programme, Act, Outline, Owes, Period, Programme, Refusal, Texts, coordinates,
};
use crate::desk::frame::{View, render, with_status};
use crate::desk::rows::Choice;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/desk/programme/new", get(begin).post(found_new))
}

/// The kinds of bodies that may owe a plan, as the register names them.
const KINDS: [&str; 6] =
    ["ministry", "ministerial_agency", "government_agency", "province", "city", "department"];

/// The kinds of bodies to choose from.
pub(super) fn kinds(portal: &Portal, language: Language) -> Vec<Choice> {
    let kind =
        |kind: &&str| Choice::new(*kind, portal.say(language, &format!("register-kind-{kind}")));
    KINDS.iter().map(kind).collect()
}

fn new_form(portal: &Portal, signed: &Signed) -> FormPage {
    let nobody = Texts::new();
    FormPage {
        url: format!("{PROGRAMME}/new"),
        back: PROGRAMME.to_owned(),
        part: "head".to_owned(),
        new: true,
        words: spoken(portal, &nobody),
        citation: spoken(portal, &nobody),
        kinds: kinds(portal, signed.person.language),
        ..FormPage::default()
    }
}

async fn begin(State(portal): State<Portal>, signed: Signed) -> Result<Response, Fault> {
    let own = new_form(&portal, &signed);
    send_new(&portal, &signed, own, StatusCode::OK).await
}

async fn send_new(
    portal: &Portal,
    signed: &Signed,
    mut own: FormPage,
    status: StatusCode,
) -> Result<Response, Fault> {
    if !coordinates(&signed.actor) {
        return Err(Fault::Forbidden);
    }
    let language = signed.person.language;
    let title = portal.say(language, "progdesk-new");
    let first = Link { label: portal.say(language, "programme-title"), url: PROGRAMME.to_owned() };
    own.crumbs = vec![first, Link { label: title.clone(), url: String::new() }];
    let view = View { template: "desk/programme/form.html", title, current: "programme", own };
    Ok(with_status(render(portal, signed, view).await?, status))
}

/// Sets a new programme out: whoever exists of the chosen kinds owes a plan for the whole span.
async fn found_new(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    let key = slug(sent.get("act_number"));
    match founded(&portal, &signed, (&key, &sent)).await {
        Ok(()) => Ok(see_other(&format!("{PROGRAMME}/{key}/outline?done=set-out"))),
        Err(Refusal::NotAllowed(_)) => Err(Fault::Forbidden),
        Err(Refusal::Database(error)) => Err(error.into()),
        Err(refusal) => {
            let say = |key: &str| portal.say(signed.person.language, key);
            let errors = match refusal {
                Refusal::Faulty(faults) => faults
                    .into_iter()
                    .map(|(field, key)| Wrong { name: Some(field), text: say(key) })
                    .collect(),
                _ => vec![Wrong {
                    name: Some("act_number".to_owned()),
                    text: say("progdesk-known-programme"),
                }],
            };
            let form = new_form(&portal, &signed);
            let own = FormPage { errors, ..typed(&portal, form, &sent) };
            send_new(&portal, &signed, own, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

async fn founded(
    portal: &Portal,
    signed: &Signed,
    (key, sent): (&str, &Sent),
) -> Result<(), Refusal> {
    let (starts, ends) = (must_day(sent, "starts")?, must_day(sent, "ends")?);
    let words = words_sent(portal, sent);
    let named: Option<Programme> = programme::programme(&portal.db, key).await?;
    if named.is_some() {
        return Err(Refusal::Taken(key.to_owned()));
    }
    let outline = Outline {
        starts,
        ends,
        source: sent.text("source").unwrap_or_default(),
        act: Act {
            number: sent.text("act_number").unwrap_or_default(),
            date: must_day(sent, "act_date")?,
            entry: sent.text("act_entry"),
            words: citation_sent(portal, sent),
        },
        parent: None,
        owes: sent.all("kind").filter_map(|kind| owes_of(portal, kind)).collect(),
        periods: vec![Period {
            id: None,
            starts,
            ends,
            due: day_sent(sent, "due")?,
            source: String::new(),
            words: words.clone(),
        }],
        tasks: Vec::new(),
        words,
    };
    set_out(portal, signed, (key, None), &outline).await
}

fn owes_of(portal: &Portal, kind: &str) -> Option<Owes> {
    let kind = KINDS.into_iter().find(|one| *one == kind)?;
    let named = |language| {
        let title = portal.say(language, &format!("register-kind-{kind}"));
        (language, programme::Text { title, note: String::new() })
    };
    let languages = portal.known().site.languages.clone();
    Some(Owes {
        group: kind.to_owned(),
        kinds: vec![kind.to_owned()],
        from: None,
        to: None,
        stated: None,
        source: String::new(),
        words: languages.into_iter().map(named).collect(),
    })
}
