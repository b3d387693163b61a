//! Writes the words of one block as Markdown and escapes what would be read as something else.
//! Where the rules for `**` and `_` (they must touch a letter on the right side) cannot
//! be met, the neighbouring character is written by its number: `a&#98;**(c)**`.

use super::model::{Inline, LinkTarget, Marks};

/// Where the words stand.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// Each line begins at the margin, where signs can begin a list, a heading …
    Paragraph,
    /// After `##`, where a closing `#` would vanish.
    Heading,
    /// In the middle of a line.
    Line,
}

/// Returns the words as Markdown; new lines only after a backslash.
pub(super) fn write(content: &[Inline], place: Place) -> String {
    let tokens = tokens(content);
    let mut out = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let after = tokens.get(at + 1);
        match token {
            Token::Text(text) => {
                let at_margin =
                    place == Place::Paragraph && matches!(before, None | Some(Token::Break));
                let ends_heading = place == Place::Heading && after.is_none();
                let spot = Spot { at_margin, ends_heading, before_link: is_link(after) };
                let marked = at.checked_sub(2).and_then(|at| tokens.get(at));
                let first = before.is_some_and(|sign| spells_first(marked, sign, text));
                let last = after.is_some_and(|sign| spells_last(text, sign, tokens.get(at + 2)));
                out.push_str(&spelled(text, first, last, spot));
            }
            Token::Open(sign) | Token::Close(sign) => out.push_str(sign.text()),
            Token::LinkOpen => out.push('['),
            Token::LinkClose(target) => {
                out.extend(["](", &destination(&target.to_string()), ")"]);
            }
            Token::Break => out.push_str("\\\n"),
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Bold,
    Emphasis,
}

impl Sign {
    fn text(self) -> &'static str {
        match self {
            Self::Bold => "**",
            Self::Emphasis => "_",
        }
    }

    fn is_in(self, marks: Marks) -> bool {
        match self {
            Self::Bold => marks.bold,
            Self::Emphasis => marks.emphasis,
        }
    }
}

/// What is written, one after the other.
enum Token<'a> {
    Text(&'a str),
    Open(Sign),
    Close(Sign),
    LinkOpen,
    LinkClose(&'a LinkTarget),
    Break,
}

fn is_link(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::LinkOpen))
}

fn tokens(content: &[Inline]) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    mark(content, Marks::default(), &mut out);
    out
}

/// Writes the words of a block or a link. `around` is already open outside a link.
fn mark<'a>(content: &'a [Inline], around: Marks, out: &mut Vec<Token<'a>>) {
    let mut open: Vec<Sign> = Vec::new();
    for (at, inline) in content.iter().enumerate() {
        let rest = content.get(at..).unwrap_or_default();
        turn(&mut open, rest, around, out);
        match inline {
            Inline::Text { text, .. } => out.push(Token::Text(text)),
            Inline::Break => out.push(Token::Break),
            Inline::Link { target, content } => {
                out.push(Token::LinkOpen);
                mark(content, common(inline), out);
                out.push(Token::LinkClose(target));
            }
        }
    }
    turn(&mut open, &[], around, out);
}

/// The marks that all the words of an inline have.
fn common(inline: &Inline) -> Marks {
    match inline {
        Inline::Text { marks, .. } => *marks,
        Inline::Break => Marks::default(),
        Inline::Link { content, .. } => {
            let all = |has: fn(Marks) -> bool| content.iter().all(|inline| has(common(inline)));
            Marks { bold: all(|marks| marks.bold), emphasis: all(|marks| marks.emphasis) }
        }
    }
}

/// Closes and opens signs to come to the marks of what follows. Of two that open together, the
/// one that closes later stands outside.
fn turn(open: &mut Vec<Sign>, rest: &[Inline], around: Marks, out: &mut Vec<Token<'_>>) {
    let stays = |sign: &Sign| {
        !sign.is_in(around) && rest.first().is_some_and(|next| sign.is_in(common(next)))
    };
    let kept = open.iter().take_while(|sign| stays(sign)).count();
    out.extend(open.drain(kept..).rev().map(Token::Close));
    let lasts = |sign: &Sign| rest.iter().take_while(|next| sign.is_in(common(next))).count();
    let mut opening: Vec<Sign> = [Sign::Bold, Sign::Emphasis]
        .into_iter()
        .filter(|sign| stays(sign) && !open.contains(sign))
        .collect();
    opening.sort_by_key(|sign| std::cmp::Reverse(lasts(sign)));
    out.extend(opening.iter().copied().map(Token::Open));
    open.extend(opening);
}

/// Whether `text` must spell its first character: a space that a sign opens at, or, after a sign,
/// what keeps it from closing. `**` may be followed by anything if a letter stands before it, `_`
/// only by what is clearly no letter.
fn spells_first(marked: Option<&Token>, sign: &Token, text: &str) -> bool {
    let letter_before =
        matches!(marked, Some(Token::Text(text)) if is_long(text) && text.ends_with(is_letter));
    match sign {
        Token::Open(_) => text.starts_with(char::is_whitespace),
        Token::Close(Sign::Bold) => !letter_before && !text.starts_with(is_clear),
        Token::Close(Sign::Emphasis) => !text.starts_with(is_clear),
        _ => false,
    }
}

/// The same for the last character: a space that a sign closes at, or what keeps a sign from
/// opening.
fn spells_last(text: &str, sign: &Token, next: Option<&Token>) -> bool {
    let letter_next =
        matches!(next, Some(Token::Text(next)) if is_long(next) && next.starts_with(is_letter));
    match sign {
        Token::Close(_) => text.ends_with(char::is_whitespace),
        Token::Open(Sign::Bold) => !letter_next && !text.ends_with(is_clear),
        Token::Open(Sign::Emphasis) => !text.ends_with(is_clear),
        _ => false,
    }
}

/// A text of one character may have to be spelled for its other side: then it counts as no letter.
fn is_long(text: &str) -> bool {
    text.chars().nth(1).is_some()
}

/// A letter or digit beyond doubt: circled letters are symbols in Markdown.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{2460}'..='\u{24ff}' | '\u{1f100}'..='\u{1f1ff}')
}

/// A space or a punctuation mark beyond doubt.
fn is_clear(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation()
        || matches!(c, '«' | '»' | '·' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203a}')
}

/// What else a text must mind.
#[derive(Clone, Copy)]
struct Spot {
    at_margin: bool,
    ends_heading: bool,
    before_link: bool,
}

/// Returns the text escaped, its first and last character by number if need be.
fn spelled(text: &str, first: bool, last: bool, spot: Spot) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let margin = if spot.at_margin { margin_escape(text) } else { None };
    let end = text.chars().count().saturating_sub(1);
    let mut rest = text.chars().peekable();
    let mut at = 0;
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        if (at == 0 && first) || (at == end && last) {
            out.extend(["&#", &u32::from(c).to_string(), ";"]);
        } else {
            let closes_heading = c == '#' && at == end && spot.ends_heading;
            let opens_picture = c == '!' && at == end && spot.before_link;
            if margin == Some(at) || closes_heading || opens_picture || is_sign(c, next) {
                out.push('\\');
            }
            out.push(c);
        }
        at += 1;
    }
    out
}

/// Characters that mean something anywhere in a line.
fn is_sign(c: char, next: Option<char>) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' => true,
        '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
        _ => false,
    }
}

/// Returns which character of a line must be escaped for the line not to begin a block.
fn margin_escape(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let next = chars.next();
    let alone = matches!(next, None | Some(' '));
    match first {
        '#' | '>' | '=' | '~' => Some(0),
        '+' if alone => Some(0),
        '-' if !next.is_some_and(char::is_alphanumeric) => Some(0),
        ':' if next == Some('-') || text.starts_with(":::") => Some(0),
        '0'..='9' => number_escape(text),
        _ => None,
    }
}

/// `1. ` and `1) ` begin a numbered list; `1.284` and `29.01.2020` do not.
fn number_escape(text: &str) -> Option<usize> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mut after = text.chars().skip(digits);
    let dot = matches!(after.next(), Some('.' | ')'));
    let alone = matches!(after.next(), None | Some(' '));
    (dot && alone).then_some(digits)
}

/// Returns the destination of a link or picture as it stands between the parentheses.
pub(super) fn destination(to: &str) -> String {
    let mut out = String::with_capacity(to.len() + 2);
    let balanced = is_balanced(to);
    let mut rest = to.chars().peekable();
    while let Some(c) = rest.next() {
        let escape = match c {
            '&' => rest.peek().is_some_and(|next| *next == '#' || next.is_ascii_alphanumeric()),
            '(' | ')' => !balanced,
            '<' | '>' | '\\' => true,
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
    }
    if to.contains(char::is_whitespace) { format!("<{out}>") } else { out }
}

/// Whether its parentheses are in pairs, so that they need no escaping.
fn is_balanced(to: &str) -> bool {
    let mut open = 0_usize;
    for c in to.chars() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return false,
            ')' => open -= 1,
            _ => {}
        }
    }
    open == 0
}
