//! The form of an opened entry, with what it is shown over: stored or seen editions, the original of a
//! translation, what it takes from the library. Not for the form itself: that is `desk::form`.

use super::Opened;
use crate::desk::form::{self, FieldError, Filled, FormView, Library, Original, Pairs};
use crate::desk::library::lent;
use crate::desk::session::Signed;
use crate::editorial::{Facts, Words};
use crate::platform::web::Fault;
use crate::portal::Portal;

/// Shows an entry as a form.
pub(super) fn view(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    texts: (&Facts, &Words),
    sent: Option<(&Pairs, &[FieldError])>,
) -> FormView {
    let library = Library::new();
    form::view(portal, signed, of(opened, &library), texts, sent)
}

/// Reads a sent form over facts and words.
pub(super) async fn read(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    texts: (&Facts, &Words),
    pairs: &Pairs,
) -> Result<Filled, Fault> {
    let mut library = Library::new();
    for id in form::media_wanted(pairs) {
        if let Some(one) = lent(portal, id, opened.language).await? {
            library.insert(id, one);
        }
    }
    Ok(form::read(portal, signed, of(opened, &library), texts, pairs))
}

fn of<'a>(opened: &'a Opened, library: &'a Library) -> form::Of<'a> {
    let original = opened.stored.original.filter(|language| *language != opened.language);
    let original = original
        .and_then(|language| Some(Original { language, words: opened.stored.words(language)? }));
    form::Of {
        rules: &opened.rules,
        language: opened.language,
        owner: opened.stored.owner,
        original,
        library: Some(library),
    }
}
