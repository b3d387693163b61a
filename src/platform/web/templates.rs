//! Templates: the `.html` files beside their handlers, built in; a site's `theme/` folder overrides
//! any of them by the same path. Not for the words in them: those are Fluent's.

use super::carve::slot_mark;
use super::picture::{Loading, Place, Shown};
use super::{Figure, assets};
use crate::platform::i18n::{Args, Language, Words, grouped};
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter,
};
use rust_embed::Embed;
use serde::Serialize;
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Embed)]
#[folder = "src/"]
#[include = "**/*.html"]
struct Files;

/// A template failed; the cause names file and line.
#[derive(Debug, thiserror::Error)]
#[error("a template failed: {0:#}")]
pub struct BadTemplate(#[from] Error);

/// Every template with the functions they may call.
#[derive(Clone, Debug)]
pub struct Templates(Arc<Environment<'static>>);

impl Templates {
    /// The built-in templates, overridden by those in `theme`.
    pub fn new(words: Arc<Words>, theme: Option<PathBuf>) -> Templates {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(write);
        environment.set_loader(move |name| Ok(read(name, theme.as_ref())));
        let spoken = Arc::clone(&words);
        environment.add_function("t", move |state: &State, key: &str, named: Kwargs| {
            say(&words, state, key, &named)
        });
        environment.add_function("number", move |state: &State, figure: u64| {
            Ok::<_, Error>(grouped(figure, spoken.separator(language(state)?)))
        });
        environment.add_function("icon", icon);
        environment.add_function("moon", |day: u8| Value::from_safe_string(moon(day)));
        environment.add_function("asset", |name: &str| assets::address(name).map_err(missing));
        environment.add_function("slot", |name: &str| {
            Figure::named(name)
                .map(|figure| Value::from_safe_string(slot_mark(figure)))
                .ok_or_else(|| missing(format!("no slot is named {name}")))
        });
        environment
            .add_function("picture_at", |shown: Serde<Shown>, place: &str, named: Kwargs| {
                picture_at(&shown, place, &named)
            });
        Templates(Arc::new(environment))
    }

    /// Fills a template.
    pub fn fill(&self, name: &str, context: impl Serialize) -> Result<String, BadTemplate> {
        Ok(self.0.get_template(name)?.render(Value::from(Serde(&context)))?)
    }
}

fn read(name: &str, theme: Option<&PathBuf>) -> Option<String> {
    // A name comes from a template's own text, never from a reader, but a theme is not ours.
    if name.split('/').any(|part| part == "..") {
        return None;
    }
    let themed = theme.and_then(|folder| std::fs::read_to_string(folder.join(name)).ok());
    themed.or_else(|| String::from_utf8(Files::get(name)?.data.into_owned()).ok())
}

/// Writes a value, escaping the five signs HTML asks for. The engine's own way also writes every `/`
/// of an address as five letters.
fn write(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    let escapes = *state.auto_escape() == AutoEscape::Html && !value.is_safe();
    match value.as_str().filter(|_| escapes) {
        Some(text) => Ok(out.write_str(&escaped(text))?),
        None => escape_formatter(out, state, value),
    }
}

/// Text with the five signs of HTML escaped.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    Cow::Owned(out)
}

fn missing(what: impl Into<Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::InvalidOperation, what)
}

fn language(state: &State) -> Result<Language, Error> {
    let code = state.lookup("lang").unwrap_or_default();
    code.as_str().and_then(|code| code.parse().ok()).ok_or_else(|| missing("no language is set"))
}

fn say(words: &Words, state: &State, key: &str, named: &Kwargs) -> Result<String, Error> {
    let mut args = Args::new();
    for name in named.args() {
        let value: Value = named.get(name)?;
        match i64::try_from(value.clone()) {
            Ok(number) => args.set(name.to_owned(), number),
            Err(_) => args.set(name.to_owned(), value.to_string()),
        }
    }
    Ok(words.say_with(language(state)?, key, &args))
}

fn icon(name: &str) -> Result<Value, Error> {
    assets::icon(name).map(Value::from_safe_string).map_err(missing)
}

/// A picture where it stands: `picture_at(p, "item", eager=…, alt=…, dark=…, share=…)`.
fn picture_at(shown: &Shown, place: &str, named: &Kwargs) -> Result<Value, Error> {
    let place = Place::named(place).ok_or_else(|| missing(format!("no place is named {place}")))?;
    let eager = named.get::<Option<bool>>("eager")?.unwrap_or(false);
    let spoken = named.get::<Option<bool>>("alt")?.unwrap_or(true);
    let share = named.get::<Option<u32>>("share")?.unwrap_or(100);
    let turns = named.get::<Option<bool>>("dark")?.unwrap_or(true);
    named.assert_all_used()?;
    let mut shown = if spoken { shown.clone() } else { shown.unspoken() };
    shown.dark_url = shown.dark_url.filter(|_| turns);
    let loading = if eager { Loading::First } else { Loading::Near };
    Ok(Value::from_safe_string(shown.html(place, share, loading)))
}

/// The moon of a lunar day, 1 to 30, drawn as almanacs do: lit on the right until the fifteenth.
fn moon(day: u8) -> String {
    const SYNODIC_MONTH: f64 = 29.53;
    let phase = (f64::from(day) - 1.0) / SYNODIC_MONTH;
    let width = ((2.0 * std::f64::consts::PI * phase).cos().abs() * 8.0 * 100.0).round() / 100.0;
    let waxing = phase < 0.5;
    let crescent = (2.0 * std::f64::consts::PI * phase).cos() > 0.0;
    let outer = u8::from(waxing);
    // The terminator bulges into the lit half for a crescent, out of it past the quarter.
    let inner = u8::from(waxing != crescent);
    format!(
        "<svg class=\"moon\" viewBox=\"0 0 20 20\" width=\"20\" height=\"20\" aria-hidden=\"true\">\
         <circle class=\"moon-disc\" cx=\"10\" cy=\"10\" r=\"8\"/>\
         <path class=\"moon-lit\" d=\"M10 2A8 8 0 0 {outer} 10 18A{width} 8 0 0 {inner} 10 2Z\"/></svg>"
    )
}
