//! The rooms of the crate, which may use which, and which other crates belong where.

use crate::house::source::{self, File};

/// Each room, and the rooms it may use. Nothing flows back.
const ROOMS: &[(&str, &[&str])] = &[
    ("time", &[]),
    ("measure", &[]),
    // Pages, and no code.
    ("guide", &[]),
    ("model", &["time"]),
    ("systems", &["time", "model"]),
    ("graph", &["time", "model", "measure"]),
    ("dossier", &["time", "model", "systems"]),
    ("knowledge", &["time", "model", "systems", "dossier"]),
    ("validation", &["time", "model", "systems", "dossier", "knowledge"]),
    ("events", &["time", "model", "systems", "measure"]),
    (
        "relations",
        &["time", "model", "systems", "measure", "graph", "dossier", "knowledge", "events"],
    ),
    (
        "panel",
        &[
            "time",
            "model",
            "systems",
            "measure",
            "graph",
            "dossier",
            "knowledge",
            "events",
            "relations",
        ],
    ),
    (
        "read",
        &[
            "time",
            "model",
            "systems",
            "graph",
            "dossier",
            "knowledge",
            "validation",
            "events",
            "panel",
        ],
    ),
    (
        "write",
        &[
            "time",
            "model",
            "systems",
            "measure",
            "graph",
            "dossier",
            "knowledge",
            "validation",
            "events",
            "relations",
            "panel",
        ],
    ),
];

/// Files outside of the rooms. They may use every room and no room may use them.
const TOP: &[&str] = &["lib.rs", "error.rs"];

/// Macros, which stand at the root wherever they are written, and the room they are from.
const MACROS: &[(&str, &str)] = &[("date", "time"), ("id", "model")];

/// Crates that are used in few places only, and those places.
const CRATES: &[(&str, &[&str])] = &[
    ("edtf_core", &["time/"]),
    ("serde_json", &["dossier/json/", "write/graphs/node_link.rs"]),
    ("serde_path_to_error", &["dossier/json/"]),
    ("petgraph", &["graph/"]),
    ("maud", &["write/page/"]),
    ("unicode_normalization", &["systems/names/"]),
    ("csv", &["read/", "write/graphs/tie_csv.rs"]),
];

/// The most lines a file may have besides its tests.
const LONGEST: usize = 800;

#[test]
fn the_architecture_is_kept() {
    let files = source::files();
    assert!(files.len() > 10, "the source is where it is looked for");
    let violations: Vec<String> = files.iter().flat_map(violations).collect();
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

/// What in a file is against the architecture.
fn violations(file: &File) -> Vec<String> {
    let code = source::code(&file.text);
    let mut wrong = Vec::new();
    let mut say = |at: Option<usize>, what: String| {
        let line = at.map_or(String::new(), |at| format!(":{}", code[..at].lines().count().max(1)));
        wrong.push(format!("src/{}{line}: {what}", file.path));
    };

    let room = match file.path.split_once('/') {
        Some((room, _)) => ROOMS.iter().find(|(name, _)| *name == room),
        None if TOP.contains(&file.path.as_str()) => None,
        None => {
            say(None, "no file stands beside the rooms".to_owned());
            None
        }
    };
    if file.path.contains('/') && room.is_none() {
        say(None, "this folder is no room".to_owned());
    }

    if let Some((room, may_use)) = room {
        for (at, name) in from_root(&file.path, &code) {
            let macros = MACROS.iter().find(|(name_of_macro, _)| *name_of_macro == name);
            let used = macros.map_or(name, |(_, room)| room);
            if !ROOMS.iter().any(|(name, _)| *name == used) {
                say(Some(at), format!("crate::{name} is no room; name the room of what is used"));
            } else if used != *room && !may_use.contains(&used) {
                say(Some(at), format!("{room} may not use {used}"));
            }
        }
    }

    for (at, import) in imports(&code) {
        let is_glob = import.contains('*');
        if is_glob && import.starts_with("pub") {
            say(Some(at), "exports everything there is somewhere".to_owned());
        } else if is_glob && from_root(&file.path, import).iter().any(|(_, name)| name.is_empty()) {
            say(Some(at), "imports everything at the root".to_owned());
        }
    }

    let own = source::without_tests(&code);
    for (name, places) in CRATES {
        if !places.iter().any(|place| file.path.starts_with(place)) {
            for at in words(own, name).filter(|at| is_path(own, *at, name)) {
                say(Some(at), format!("{name} belongs in {} alone", places.join(", ")));
            }
        }
    }

    let length = own.lines().count();
    if length > LONGEST && !file.path.ends_with("/tests.rs") {
        say(None, format!("{length} lines; split it by concept below {LONGEST}"));
    }
    wrong
}

/// The first names of paths from the root (`crate::name`, or as many `super::` as lead there), and
/// where they stand. The name is empty for `crate::*`.
fn from_root<'c>(path: &str, code: &'c str) -> Vec<(usize, &'c str)> {
    let mut found = Vec::new();
    for at in words(code, "crate") {
        if let Some(rest) = after(code, at, "crate") {
            heads(code, rest, &mut |name| found.push((at, name)));
        }
    }
    let depth = depth(path);
    let starts = words(code, "super").filter(|at| !code[..*at].trim_end().ends_with("super::"));
    for at in starts {
        let (mut rest, mut supers) = (at, 0);
        while code[rest..].starts_with("super") {
            let Some(next) = after(code, rest, "super") else {
                break;
            };
            (rest, supers) = (next, supers + 1);
        }
        if supers >= depth {
            heads(code, rest, &mut |name| {
                // In an inline module as many steps lead only to the room.
                if ROOMS.iter().any(|(room, _)| *room == name) {
                    found.push((at, name));
                }
            });
        }
    }
    found
}

/// How many `super::` lead from the top of a file to the root.
fn depth(path: &str) -> usize {
    let steps = path.split('/').count();
    if path.ends_with("mod.rs") { steps - 1 } else { steps }
}

/// Where the path goes on after `word::`.
pub(crate) fn after(code: &str, at: usize, word: &str) -> Option<usize> {
    let rest = code[at + word.len()..].trim_start().strip_prefix("::")?.trim_start();
    Some(code.len() - rest.len())
}

/// The first name at `at`, or those of the members of a group `{..}` there.
fn heads<'c>(code: &'c str, at: usize, found: &mut dyn FnMut(&'c str)) {
    let Some(group) = code[at..].strip_prefix('{') else {
        return found(name(&code[at..]));
    };
    let (mut depth, mut start) = (0_usize, 0);
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let member = group[start..i].trim();
                if !member.is_empty() {
                    found(name(member));
                }
                start = i + 1;
                if c == '}' {
                    return;
                }
            }
            _ => {}
        }
    }
}

pub(crate) fn name(text: &str) -> &str {
    let end = text.find(|c: char| !in_word(c)).unwrap_or(text.len());
    &text[..end]
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where `word` stands by itself.
pub(crate) fn words<'c>(code: &'c str, word: &'c str) -> impl Iterator<Item = usize> + use<'c> {
    let stands_alone = move |at: usize| {
        !code[..at].ends_with(in_word) && !code[at + word.len()..].starts_with(in_word)
    };
    code.match_indices(word).map(|(at, _)| at).filter(move |at| stands_alone(*at))
}

/// Whether the name at `at` starts a path or is imported by itself.
fn is_path(code: &str, at: usize, word: &str) -> bool {
    let before = code[..at].trim_end();
    after(code, at, word).is_some() && !before.ends_with("::")
        || before.ends_with("use")
        || before.ends_with("extern crate")
}

/// Every `use ..;` with what is before it on its line, so that `pub` is seen.
fn imports(code: &str) -> impl Iterator<Item = (usize, &str)> {
    words(code, "use").filter_map(|at| {
        let start = code[..at].rfind([';', '{', '}', ']', '\n']).map_or(0, |before| before + 1);
        let lead = code[start..at].trim_start();
        let is_item = lead.is_empty() || lead.starts_with("pub");
        let end = at + code[at..].find(';')?;
        is_item.then(|| (at, code[start..end].trim_start()))
    })
}

mod the_checker {
    use super::*;

    fn wrong(path: &str, text: &str) -> Vec<String> {
        violations(&File { path: path.to_owned(), text: text.to_owned() })
    }

    #[track_caller]
    fn catches(path: &str, text: &str, what: &str) {
        let wrong = wrong(path, text);
        assert!(wrong.iter().any(|one| one.contains(what)), "{wrong:?} for {text}");
    }

    #[track_caller]
    fn lets(path: &str, text: &str) {
        assert_eq!(wrong(path, text), [""; 0], "for {text}");
    }

    #[test]
    fn knows_every_room_it_names() {
        for (room, uses) in ROOMS {
            assert!(!uses.contains(room));
            assert!(uses.iter().all(|used| ROOMS.iter().any(|(name, _)| name == used)));
        }
    }

    #[test]
    fn catches_an_arrow_that_leads_back() {
        catches("time/a.rs", "use crate::model::Visit;", "src/time/a.rs:1: time may not use model");
        catches(
            "model/a.rs",
            "\n\nfn f(_: crate::dossier::Dossier) {}",
            "a.rs:3: model may not use",
        );
        catches("time/a.rs", "use crate::{time::Truth, model::{Id, Visit}};", "use model");
        catches("time/a.rs", "macro_rules! m { () => { $crate::model::f() } }", "use model");
        catches("time/a.rs", "use super::super::model;", "use model");
        catches("dossier/json/a.rs", "use super::super::super::graph::Graph;", "use graph");
        catches(
            "measure/a.rs",
            "let day = crate::date!(\"2024-06-17\");",
            "measure may not use time",
        );
        catches("read/a.rs", "use crate::relations::Relations;", "read may not use relations");
    }

    #[test]
    fn catches_the_root_and_what_is_beside_the_rooms() {
        catches("model/a.rs", "use crate::Dossier;", "crate::Dossier is no room");
        catches("model/a.rs", "use crate::error::Error;", "crate::error is no room");
        catches("helpers/a.rs", "", "this folder is no room");
        catches("util.rs", "", "no file stands beside the rooms");
    }

    #[test]
    fn catches_globs() {
        catches("model/mod.rs", "pub use visit::*;", "exports everything");
        catches("model/mod.rs", "pub(crate) use visit::{a, b::*};", "exports everything");
        catches("model/a.rs", "use crate::*;", "imports everything at the root");
        catches("model/a.rs", "use crate::{*};", "imports everything at the root");
        lets("model/a.rs", "#[cfg(test)]\nmod tests {\n    use super::*;\n}");
    }

    #[test]
    fn catches_a_crate_out_of_its_place() {
        catches("model/a.rs", "use edtf_core::Edtf;", "edtf_core belongs in time/ alone");
        catches("dossier/view.rs", "let x = serde_json::json!(1);", "belongs in dossier/json/");
        catches("dossier/a.rs", "use petgraph;", "petgraph belongs in graph/");
        lets("dossier/json/read.rs", "use serde_path_to_error::Track;");
        lets("model/a.rs", "#[cfg(test)]\nmod tests { fn f() { serde_json::json!(1); } }");
    }

    #[test]
    fn catches_a_file_that_is_too_long() {
        catches("model/a.rs", &"\n".repeat(801), "801 lines");
        lets("model/a.rs", &format!("#[cfg(test)]\nmod tests {{{}}}", "\n".repeat(801)));
    }

    #[test]
    fn lets_through_what_is_allowed() {
        lets(
            "dossier/a.rs",
            "use crate::{model::Visit, time::Truth};\nuse super::super::model::Id;",
        );
        lets("model/a.rs", "pub(crate) fn f(a: u32) -> u32 { a * crate::time::B }");
        lets("time/a.rs", "//! See [`crate::model::Visit`].\n/// And `crate::graph`.\nfn f() {}");
        lets("time/a.rs", "fn f() -> impl Sized + use<'_> {}\nconst A: &str = \"crate::model\";");
        lets("time/a.rs", "const B: NaiveDate = crate::date!(\"2024-06-17\");");
        lets("lib.rs", "pub mod time;\npub use model::Visit;");
        lets("write/a.rs", "use crate::graph::Graph;");
    }
}
