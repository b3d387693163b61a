//! The lists of agents: two public ones, kept as their publishers write them, and our own. A newer state
//! of a public one may stand in a portal's data folder. Not for judging by them: that is `agents.rs`.

use std::path::Path;

/// A list of patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// COUNTER-Robots.
    Counter,
    /// crawler-user-agents.
    Crawlers,
    /// Words of ours.
    Own,
}

const OWN: &str = include_str!("own.txt");
const READERS: &str = include_str!("readers.txt");
const BROWSERS: &str = include_str!("browsers.txt");

/// A list that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WrongList {
    /// The file cannot be read.
    #[error("the list {0} cannot be read: {1}")]
    Unreadable(String, std::io::Error),
    /// A pattern is no expression.
    #[error("a pattern of a list of agents cannot be understood: {0}")]
    Shape(#[from] regex::Error),
    /// The words are too many.
    #[error("the words of the lists of agents are too many: {0}")]
    Words(#[from] aho_corasick::BuildError),
}

impl List {
    /// The public lists.
    pub const PUBLIC: [List; 2] = [List::Counter, List::Crawlers];

    /// What its publishers call it.
    pub fn name(self) -> &'static str {
        match self {
            List::Counter => "COUNTER-Robots",
            List::Crawlers => "crawler-user-agents",
            List::Own => "words of this program",
        }
    }

    /// The file it is kept in.
    pub fn file(self) -> &'static str {
        match self {
            List::Counter => "counter.txt",
            List::Crawlers => "crawlers.txt",
            List::Own => "own.txt",
        }
    }

    /// Whether its patterns match in any case, as its publishers want it.
    pub fn any_case(self) -> bool {
        self != List::Crawlers
    }

    fn built_in(self) -> &'static str {
        match self {
            List::Counter => include_str!("counter.txt"),
            List::Crawlers => include_str!("crawlers.txt"),
            List::Own => OWN,
        }
    }
}

/// The lists a portal judges by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lists {
    counter: String,
    crawlers: String,
}

impl Lists {
    /// The lists that came with the program.
    pub fn built_in() -> Lists {
        let [counter, crawlers] = List::PUBLIC.map(|list| list.built_in().to_owned());
        Lists { counter, crawlers }
    }

    /// As [`Lists::built_in`], with what newer ones stand in a folder.
    pub fn in_folder(folder: &Path) -> Result<Lists, WrongList> {
        let mut lists = Lists::built_in();
        for list in List::PUBLIC {
            let path = folder.join(list.file());
            match std::fs::read_to_string(&path) {
                Ok(text) => lists.put(list, text),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => {
                    return Err(WrongList::Unreadable(path.display().to_string(), error));
                }
            }
        }
        Ok(lists)
    }

    /// Puts another text in a list's place.
    pub fn put(&mut self, list: List, text: String) {
        match list {
            List::Counter => self.counter = text,
            List::Crawlers => self.crawlers = text,
            List::Own => {}
        }
    }

    /// What stands above a list's patterns: whose it is, of which day.
    pub fn head(&self, list: List) -> impl Iterator<Item = &str> {
        self.text(list).lines().filter_map(|line| line.strip_prefix("# "))
    }

    /// The patterns of a list.
    pub fn patterns(&self, list: List) -> impl Iterator<Item = &str> {
        lines(self.text(list))
    }

    /// Every pattern with the list it stands in.
    pub fn lines(&self) -> impl Iterator<Item = (List, &str)> {
        [List::Counter, List::Crawlers, List::Own]
            .into_iter()
            .flat_map(|list| self.patterns(list).map(move |line| (list, line)))
    }

    fn text(&self, list: List) -> &str {
        match list {
            List::Counter => &self.counter,
            List::Crawlers => &self.crawlers,
            List::Own => OWN,
        }
    }
}

/// What browsers of readers say of themselves.
pub fn browsers() -> impl Iterator<Item = &'static str> {
    lines(BROWSERS)
}

/// Words of readers' browsers in which a list would see a machine.
pub fn readers_words() -> impl Iterator<Item = &'static str> {
    lines(READERS)
}

/// Lines that are no comments. A blank at the end may be part of a pattern.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A pattern, by how it is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern<'a> {
    /// A plain word.
    Word(String),
    /// An expression.
    Shape(&'a str),
}

impl Pattern<'_> {
    /// The pattern of a line. A word has nothing in it that an expression would read otherwise, but
    /// signs with a backslash before them, which stand for themselves.
    pub fn of(line: &str) -> Pattern<'_> {
        let (mut word, mut signs) = (String::new(), line.chars());
        while let Some(sign) = signs.next() {
            match sign {
                '\\' => match signs.next() {
                    Some(escaped) if escaped.is_ascii_punctuation() => word.push(escaped),
                    _ => return Pattern::Shape(line),
                },
                '.' | '^' | '$' | '|' | '?' | '*' | '+' | '(' | ')' | '[' | ']' | '{' | '}' => {
                    return Pattern::Shape(line);
                }
                plain => word.push(plain),
            }
        }
        Pattern::Word(word)
    }
}
