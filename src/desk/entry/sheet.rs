//! The form of an opened entry, with what it is shown over: stored or seen editions, the original of a
//! translation, what it takes from the library. Not for the form itself: that is `desk::form`.

use super::Opened;
use crate::desk::form::{self, FieldError, Filled, FormView, Library, Original, Pairs};
use crate::desk::library::lent;
use crate::desk::session::Signed;
use crate::editorial::{Facts, Words};
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;

/// Shows an entry as a form; one that came back, with what it takes from the library.
pub(super) async fn view(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    texts: (&Facts, &Words),
    sent: Option<(&Pairs, &[FieldError])>,
) -> Result<FormView, Fault> {
    let library = match sent {
        Some((pairs, _)) => library_of(portal, opened.language, pairs).await?,
        None => Library::new(),
    };
    Ok(form::view(portal, signed, of(opened, &library), texts, sent))
}

/// Reads a sent form over facts and words.
pub(super) async fn read(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    texts: (&Facts, &Words),
    pairs: &Pairs,
) -> Result<Filled, Fault> {
    let library = library_of(portal, opened.language, pairs).await?;
    Ok(form::read(portal, signed, of(opened, &library), texts, pairs))
}

/// The media that a sent form asks the library for.
async fn library_of(portal: &Portal, language: Language, pairs: &Pairs) -> Result<Library, Fault> {
    let mut library = Library::new();
    for id in form::media_wanted(pairs) {
        if let Some(one) = lent(portal, id, language).await? {
            library.insert(id, one);
        }
    }
    Ok(library)
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
