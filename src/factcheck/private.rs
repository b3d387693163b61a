//! Signs that a text speaks of a private person: a claim here is a statement made in public by an outlet
//! or a body, and no record of anybody else is kept (Law 91/2025/QH15 on personal data; our own line).
//! Rules for the eye, no proof: what is certain is refused, what is likely is put before the editor. Pure.

/// What a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// A mobile telephone number. Numbers of offices (landlines, 1800, 1900) are none.
    Telephone,
    /// The number of an identity card.
    IdNumber,
    /// A mailbox of a provider for private use.
    PrivateMail,
    /// The profile of one person in a social network.
    Profile,
    /// Another page of a social network: it may be an outlet's own.
    SocialPage,
    /// A title of courtesy and a name.
    NamedPerson,
}

impl Sign {
    /// Whether it is certain enough to refuse: nothing of it is kept, not even in a draft.
    pub fn is_certain(self) -> bool {
        matches!(self, Sign::Telephone | Sign::IdNumber | Sign::PrivateMail | Sign::Profile)
    }
}

/// Every sign in a text, with the words that show it.
pub fn signs(text: &str) -> Vec<(Sign, String)> {
    let mut found = numbers(text);
    let words: Vec<&str> = text.split_whitespace().map(bare).collect();
    for word in &words {
        found.extend(address(word).map(|sign| (sign, (*word).to_owned())));
    }
    found.extend(named(&words).map(|name| (Sign::NamedPerson, name)));
    found
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@' && c != '+')
}

/// Groups of digits that one sign parts, as numbers are written.
struct Group {
    digits: String,
    /// Where it begins in the text, in bytes.
    at: usize,
    /// Whether a plus stands before it.
    plus: bool,
    /// Whether one sign alone parts it from the group before.
    joined: bool,
}

fn groups(text: &str) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let (mut between, mut before) = (String::from("  "), ' ');
    let mut open = false;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            if !open {
                let joined = between.len() == 1 && [" ", ".", "-"].contains(&between.as_str());
                found.push(Group { digits: String::new(), at, plus: before == '+', joined });
                between.clear();
            }
            if let Some(group) = found.last_mut() {
                group.digits.push(c);
            }
        } else {
            between.push(c);
        }
        open = c.is_ascii_digit();
        before = c;
    }
    found
}

fn numbers(text: &str) -> Vec<(Sign, String)> {
    let groups = groups(text);
    let mut found = Vec::new();
    let mut from = 0;
    while from < groups.len() {
        let run = groups.iter().skip(from);
        let joined = run.enumerate().take_while(|(at, group)| *at == 0 || group.joined);
        let joined: Vec<&Group> = joined.map(|(_, group)| group).take(5).collect();
        let read = (1..=joined.len()).rev().find_map(|length| {
            let part = joined.get(..length)?;
            Some((number(text, part)?, part))
        });
        if let Some((sign, part)) = read {
            let written: Vec<&str> = part.iter().map(|group| group.digits.as_str()).collect();
            found.push((sign, written.join(" ")));
            from += part.len();
        } else {
            from += 1;
        }
    }
    found
}

/// How the ten digits of a mobile number are parted; others are figures, days and hours.
const MOBILE: [&[usize]; 8] =
    [&[10], &[4, 3, 3], &[3, 3, 4], &[3, 4, 3], &[4, 6], &[3, 7], &[4, 2, 2, 2], &[5, 5]];

/// The same after +84, without the nought.
const ABROAD: [&[usize]; 7] =
    [&[11], &[2, 9], &[2, 3, 3, 3], &[2, 2, 3, 4], &[2, 2, 7], &[2, 3, 6], &[2, 2, 4, 3]];

fn number(text: &str, groups: &[&Group]) -> Option<Sign> {
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let digits: String = groups.iter().map(|group| group.digits.as_str()).collect();
    let first = groups.first()?;
    let mobile = |rest: &str| rest.starts_with(['3', '5', '7', '8', '9']);
    let here = MOBILE.contains(&lengths.as_slice());
    if here && digits.strip_prefix('0').is_some_and(mobile) {
        return Some(Sign::Telephone);
    }
    let abroad = first.plus && ABROAD.contains(&lengths.as_slice());
    if abroad && digits.strip_prefix("84").is_some_and(mobile) {
        return Some(Sign::Telephone);
    }
    // A citizen's card has twelve digits and begins with the number of a province, below 097.
    let twelve = digits.len() == 12 && digits.starts_with('0');
    if twelve && ([&[12][..], &[3, 3, 3, 3], &[4, 4, 4]].contains(&lengths.as_slice())) {
        return Some(Sign::IdNumber);
    }
    (digits.len() == 9 && is_called_identity(text, first.at)).then_some(Sign::IdNumber)
}

/// Whether the words before a number say that it is of an identity card.
fn is_called_identity(text: &str, at: usize) -> bool {
    const NAMES: [&str; 6] =
        ["cmnd", "cccd", "căn cước", "chứng minh nhân dân", "chứng minh thư", "identity card"];
    let before = text.get(..at).unwrap_or_default().to_lowercase();
    let near: String =
        before.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    NAMES.iter().any(|name| near.contains(name))
}

/// Providers of mailboxes for private use; `yahoo` stands for all its countries.
const PRIVATE_MAIL: [&str; 9] = [
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "outlook.com",
    "live.com",
    "icloud.com",
    "proton.me",
    "protonmail.com",
    "zoho.com",
];

const NETWORKS: [&str; 12] = [
    "facebook.com",
    "fb.com",
    "instagram.com",
    "threads.net",
    "tiktok.com",
    "x.com",
    "twitter.com",
    "youtube.com",
    "linkedin.com",
    "t.me",
    "zalo.me",
    "vk.com",
];

fn address(word: &str) -> Option<Sign> {
    let word = word.to_lowercase();
    let plain = word.trim_start_matches("https://").trim_start_matches("http://");
    let (host, path) = plain.split_once('/').unwrap_or((plain, ""));
    if let Some((_, domain)) = plain.split_once('@').filter(|(name, _)| !name.contains('/')) {
        let private = PRIVATE_MAIL.contains(&domain) || domain.starts_with("yahoo.");
        return private.then_some(Sign::PrivateMail);
    }
    let host = ["www.", "m.", "mobile.", "vi-vn."]
        .iter()
        .find_map(|part| host.strip_prefix(part))
        .unwrap_or(host);
    if !NETWORKS.contains(&host) || path.is_empty() {
        return None;
    }
    let number = |path: &str| path.chars().take_while(char::is_ascii_digit).count() >= 9;
    let person = path.starts_with("profile.php")
        || path.starts_with("people/")
        || host == "linkedin.com" && path.starts_with("in/")
        || host == "zalo.me" && number(path);
    Some(if person { Sign::Profile } else { Sign::SocialPage })
}

/// Titles of courtesy, in small letters.
const COURTESY: [&str; 10] = ["ông", "bà", "anh", "chị", "cô", "chú", "mr", "mrs", "ms", "miss"];

/// Places, saints and a country that begin as a title of courtesy does.
const NO_PERSON: [(&str, &str); 12] = [
    ("bà", "Rịa"),
    ("bà", "Nà"),
    ("bà", "Đen"),
    ("bà", "Triệu"),
    ("bà", "Trưng"),
    ("bà", "Chúa"),
    ("bà", "Đanh"),
    ("anh", "Quốc"),
    ("anh", "Sơn"),
    ("cô", "Tô"),
    ("ông", "Công"),
    ("ông", "Táo"),
];

/// The names that follow a title of courtesy. In the middle of a sentence one word of a name is enough;
/// a title with a capital may be the country Anh, and needs two.
fn named<'a>(words: &'a [&'a str]) -> impl Iterator<Item = String> + 'a {
    words.iter().enumerate().filter_map(|(at, word)| {
        let title = word.to_lowercase();
        let first = words.get(at + 1)?;
        if !COURTESY.contains(&title.as_str()) || !is_name(first) {
            return None;
        }
        let second = words.get(at + 2).filter(|word| is_name(word));
        let foreign = ["mr", "mrs", "ms", "miss"].contains(&title.as_str());
        if NO_PERSON.contains(&(title.as_str(), *first)) {
            return None;
        }
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if capital && !foreign && second.is_none() {
            return None;
        }
        Some(
            std::iter::once(*word)
                .chain([*first])
                .chain(second.copied())
                .collect::<Vec<_>>()
                .join(" "),
        )
    })
}

fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    capital && letters.clone().all(char::is_alphabetic) && letters.all(|c| !c.is_uppercase())
}
