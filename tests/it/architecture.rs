//! The rules of the layout, read from the source itself: who may name whom, what stands where, how
//! long files are and what they are called.

use crate::support::source::{Source, code, line, sources};

/// The rank of a module under `src/`.
fn rank(module: &str) -> Option<u8> {
    Some(match module {
        "platform" | "sql" | "args" => 0,
        "agency" | "editorial" | "links" | "media" | "people" | "place" | "portal" | "search"
        | "site" | "visits" => 1,
        "action_programme" | "corrections" | "document" | "factcheck" | "festival" | "gallery"
        | "news" | "page" | "video" => 2,
        "api" | "desk" | "exchange" | "home" => 3,
        "app" | "cli" | "config" | "routes" | "main" | "lib" => 4,
        _ => return None,
    })
}

/// The module a file of `src/` belongs to.
fn module(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    inside.split(['/', '.']).next().unwrap_or_default()
}

fn rust() -> Vec<Source> {
    sources(&["src"], &["rs"])
}

/// Every path that begins with one of `roots`, its braces written out, with the line it stands on.
fn paths(code: &str, roots: &[&str]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for root in roots {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let mut ends = Vec::new();
            spell(&code[at..], String::new(), &mut ends);
            found.extend(ends.into_iter().map(|path| (line(code, at), path)));
        }
    }
    found
}

/// Spells out a use tree from its start; answers how much of the text it took.
fn spell(text: &str, prefix: String, found: &mut Vec<String>) -> usize {
    let mut at = 0;
    let mut path = prefix;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("::") {
            path.push_str("::");
            at += 2;
        } else if rest.starts_with('{') && path.ends_with("::") {
            at += 1;
            loop {
                at += text[at..].len() - text[at..].trim_start().len();
                let rest = &text[at..];
                match rest.chars().next() {
                    Some('}') | None => return at + 1,
                    // A new name for what was just spelled.
                    Some('a') if rest.starts_with("as ") => {
                        at += rest.find([',', '}']).unwrap_or(rest.len());
                    }
                    Some(c) if c.is_alphanumeric() || c == '_' => {
                        at += spell(rest, path.clone(), found);
                    }
                    Some(c) => at += c.len_utf8(),
                }
            }
        } else {
            let word =
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            if word == 0 {
                break;
            }
            if !path.is_empty() && !path.ends_with("::") {
                break;
            }
            path.push_str(&rest[..word]);
            at += word;
        }
    }
    found.push(path);
    at
}

#[track_caller]
fn none(rule: &str, found: &[String]) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn a_path_with_braces_is_spelled_out() {
    let found = paths("use crate::{a::{b, c as d}, e::*};\nlet x = crate::f::g(1);", &["crate::"]);
    let found: Vec<(usize, &str)> =
        found.iter().map(|(line, path)| (*line, path.as_str())).collect();
    let expected = [(1, "crate::a::b"), (1, "crate::a::c"), (1, "crate::e::"), (2, "crate::f::g")];
    assert_eq!(found, expected);
}

#[test]
fn a_lower_rank_never_names_a_higher_and_the_kinds_do_not_name_each_other() {
    let mut found = Vec::new();
    for file in rust() {
        let own = module(&file.path);
        let Some(own_rank) = rank(own) else {
            found.push(format!("{}: the module {own} has no rank", file.path));
            continue;
        };
        if own == "lib" {
            continue;
        }
        for (line, path) in paths(&code(&file.text).code, &["crate::", "mocban::"]) {
            let named = path.split("::").nth(1).unwrap_or_default();
            let Some(named_rank) = rank(named) else { continue };
            let sideways = own_rank == 2 && named_rank == 2 && named != own;
            if named_rank > own_rank || sideways {
                found.push(format!("{}:{line}: {own} names {path}", file.path));
            }
        }
    }
    none("a module names what stands above or beside it", &found);
}

#[test]
fn a_template_takes_parts_only_from_its_own_slice_and_the_platform() {
    let mut found = Vec::new();
    for file in sources(&["src"], &["html"]) {
        let own = module(&file.path);
        for (at, text) in file.text.match_indices(".html\"") {
            let name = file.text[..at].rsplit('"').next().unwrap_or_default();
            if !["platform", own].contains(&name.split('/').next().unwrap_or_default()) {
                let line = line(&file.text, at);
                found.push(format!("{}:{line}: {own} takes {name}{text}", file.path));
            }
        }
    }
    none("a template takes a part of another slice", &found);
}

#[test]
fn models_and_actions_name_neither_http_nor_templates_nor_sql() {
    const OUTSIDE: [&str; 6] = ["axum::", "http::", "minijinja::", "sqlx::", "hyper::", "tower::"];
    let mut found = Vec::new();
    for file in rust() {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        if !["model.rs", "actions.rs"].contains(&name) {
            continue;
        }
        let code = code(&file.text).code;
        found.extend(
            paths(&code, &OUTSIDE)
                .into_iter()
                .chain(paths(&code, &["crate::"]).into_iter().filter(|(_, path)| {
                    path.starts_with("crate::platform::web") || path == "crate::sql"
                }))
                .map(|(line, path)| format!("{}:{line}: names {path}", file.path)),
        );
        found.extend(
            code.match_indices("sql!")
                .map(|(at, _)| format!("{}:{}: holds a statement", file.path, line(&code, at))),
        );
    }
    none("a model or an action names what it must not", &found);
}

#[test]
fn only_stores_hold_statements() {
    let mut found = Vec::new();
    for file in rust() {
        let store = file.path.ends_with("/store.rs") || file.path.contains("/store/");
        let test = file.path.ends_with("/tests.rs") || file.path.contains("/tests/");
        if store || test || file.path == "src/platform/db/statement.rs" {
            continue;
        }
        let code = code(&file.text).code;
        let held = code.match_indices("sql!");
        found.extend(held.map(|(at, _)| format!("{}:{}", file.path, line(&code, at))));
    }
    none("a statement stands outside a store", &found);
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    let files = sources(&["src", "crates", "tests"], &["rs", "html", "sql", "ts", "js", "mjs"]);
    let long = files.iter().map(|file| (file, file.text.lines().count())).filter(|(_, n)| *n > 500);
    let found: Vec<String> = long.map(|(file, n)| format!("{}: {n} lines", file.path)).collect();
    none("a file is longer than 500 lines", &found);
}

#[test]
fn no_file_or_folder_has_a_name_that_could_hold_anything() {
    const EMPTY: [&str; 11] = [
        "util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "shared",
        "base", "stuff",
    ];
    let files = sources(&["src", "crates", "tests"], &["rs", "html", "sql"]);
    let parts = |path: &str| path.split(['/', '.', '_']).any(|part| EMPTY.contains(&part));
    let found: Vec<String> =
        files.iter().filter(|file| parts(&file.path)).map(|file| file.path.clone()).collect();
    none("a name says nothing", &found);
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    let files = sources(&["src", "crates", "tests"], &["rs"]);
    let silent = files.iter().filter(|file| !file.text.starts_with("//! "));
    let found: Vec<String> = silent.map(|file| format!("{}:1", file.path)).collect();
    none("a file does not open with //!", &found);
}
