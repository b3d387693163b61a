//! A short page of help: the chapters of each handbook, keys, and what each state means for readers. Not for the
//! chapters themselves: that is `handbook.rs`.

use super::frame::{View, render};
use super::handbook::{Book, Chapter};
use super::session::Signed;
use crate::editorial::{Stage, State};
use crate::people::{Right, Scope};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract;
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new().route("/desk/help", get(show))
}

#[derive(Serialize)]
struct HelpPage {
    books: Vec<BookView>,
    keys: Vec<Key>,
    stages: Vec<Meaning>,
    states: Vec<Meaning>,
}

/// A handbook with its chapters.
#[derive(Serialize)]
struct BookView {
    name: &'static str,
    title: String,
    chapters: Vec<Chapter>,
}

#[derive(Serialize)]
struct Key {
    keys: &'static str,
    does: String,
}

/// A state with what it means.
#[derive(Serialize)]
struct Meaning {
    name: &'static str,
    badge: &'static str,
    text: String,
    /// What may follow, in words.
    next: Vec<String>,
}

const KEYS: [(&str, &str); 7] = [
    ("Ctrl S", "save"),
    ("Ctrl B", "bold"),
    ("Ctrl I", "emphasis"),
    ("Ctrl K", "link"),
    ("Ctrl Z", "undo"),
    ("Ctrl Shift Z", "redo"),
    ("?", "keys"),
];

/// Both handbooks, her own first; everybody may read both.
fn books(portal: &Portal, signed: &Signed) -> Vec<BookView> {
    let language = signed.person.language;
    let view = |book: Book| BookView {
        name: book.name(),
        title: book.title(portal, language),
        chapters: book.chapters(language),
    };
    let mut books = Book::ALL;
    if signed.may(Right::Inspect, &Scope::anywhere()) {
        books.reverse();
    }
    books.map(view).into()
}

async fn show(
    extract::State(portal): extract::State<Portal>,
    signed: Signed,
) -> Result<Response, Fault> {
    let say = |key: &str| portal.say(signed.person.language, key);
    let of_stage = |stage: Stage| Meaning {
        name: stage.name(),
        // What is settled shows its state.
        badge: if stage == Stage::Settled { "published" } else { stage.name() },
        text: say(&format!("board-help-stage-{}", stage.name())),
        next: (Stage::ALL.into_iter())
            .filter(|next| *next != stage && stage.may_become(*next))
            .map(|next| say(&format!("board-stage-{}", next.name())))
            .collect(),
    };
    let meaning = |state: State| Meaning {
        name: state.name(),
        badge: state.name(),
        text: say(&format!("board-help-state-{}", state.name())),
        next: (State::ALL.into_iter())
            .filter(|next| *next != state && state.may_become(*next))
            .map(|next| say(&format!("desk-state-{}", next.name())))
            .collect(),
    };
    let key =
        |(keys, name): (&'static str, &str)| Key { keys, does: say(&format!("board-key-{name}")) };
    let own = HelpPage {
        books: books(&portal, &signed),
        keys: KEYS.map(key).into(),
        stages: Stage::ALL.map(of_stage).into(),
        states: State::ALL.map(meaning).into(),
    };
    let title = say("board-help-title");
    render(&portal, &signed, View { template: "desk/help.html", title, current: "help", own }).await
}
