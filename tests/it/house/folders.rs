//! Folders inside the rooms: which may use which, how much each holds, and what a `mod.rs` may say.

use std::collections::BTreeMap;

use crate::house::architecture::{after, name, words};
use crate::house::source::{self, File};

/// What each folder inside a room may use of what stands beside it: other folders by name, files by
/// theirs. A file that uses a folder has a row too. Nothing else is used across the edge of a folder.
const FOLDERS: &[(&str, &[&str])] = &[
    // The text of dates is below the dates.
    ("time/bounds", &["truth.rs", "uncertain_date.rs"]),
    ("time/coverage.rs", &["bounds"]),
    ("time/end.rs", &["bounds", "text"]),
    ("time/instant.rs", &["text"]),
    ("time/moment.rs", &["text"]),
    ("time/period.rs", &["bounds", "text"]),
    ("time/said.rs", &["text"]),
    ("time/truth.rs", &["text"]),
    ("time/uncertain_date.rs", &["text"]),
    ("time/words.rs", &["text"]),
    // Schema, then the room's own files, then records, then nouns.
    ("model/code.rs", &["schema"]),
    ("model/id.rs", &["schema"]),
    ("model/reading.rs", &["schema"]),
    ("model/reference.rs", &["schema"]),
    ("model/value.rs", &["schema"]),
    ("model/when.rs", &["schema"]),
    ("model/record", &["schema", FILES]),
    ("model/nouns", &["schema", FILES, "record"]),
    // Nouns refer to each other, as visits and meetings do; their folders are for the eye alone.
    ("model/nouns/*", &["actors", "travel", FILES]),
    // What gives out codes and names of a state is told by the state, and the other way round.
    ("systems/*", &["codes", "names", "tables", FILES]),
    ("graph/builder.rs", &["store"]),
    ("graph/filter.rs", &["store"]),
    ("graph/graph.rs", &["store"]),
    ("graph/petgraph_support.rs", &["store"]),
    ("graph/projection.rs", &["store"]),
    ("graph/snapshot.rs", &["store"]),
    ("graph/sweep.rs", &["store"]),
    ("graph/tie.rs", &["store"]),
    ("graph/view.rs", &["store"]),
    ("graph/window.rs", &["store"]),
    ("graph/store", &["kinds.rs"]),
    (
        "dossier/building",
        &["builtin.rs", "contents.rs", "dossier.rs", "issues", "sections.rs", "united.rs"],
    ),
    ("dossier/issues", &["sections.rs"]),
    ("dossier/json", &["building", "contents.rs", "dossier.rs", "issues", "sections.rs"]),
    ("dossier/merge.rs", &["building", "issues"]),
    ("dossier/united.rs", &["issues"]),
    ("knowledge/choosing", &["citation.rs", "knowledge.rs", "policy.rs"]),
    ("knowledge/conflicts", &["choosing", "nouns", "over_time", FILES]),
    ("knowledge/matching", &["knowledge.rs", "view.rs"]),
    ("knowledge/nouns", &["choosing", "knowledge.rs", "view.rs", "written"]),
    ("knowledge/over_time", &["choosing", "nouns", FILES]),
    ("knowledge/over_time/scores", &["coming.rs", "deadlines.rs", "outcomes.rs", "testimony.rs"]),
    ("knowledge/survey.rs", &["choosing"]),
    ("knowledge/view.rs", &["choosing"]),
    ("read/ties", &["error.rs", "guarded.rs"]),
    ("knowledge/written", &["choosing", FILES]),
    ("relations/alignment", &["relation.rs", "relations.rs", "signs", "voices.rs"]),
    ("relations/find", &["relation.rs", "relations.rs", "signs", "voices.rs"]),
    ("relations/dyads.rs", &["alignment"]),
    ("relations/standing.rs", &["alignment", "signs"]),
    ("relations/to_graph.rs", &["signs"]),
    // The walk over accounts hands each to the rules, which see what it has seen.
    ("validation/accounts.rs", &["rules"]),
    ("validation/validate.rs", &["rules"]),
    ("validation/rules", &["accounts.rs", "findings.rs", "times.rs"]),
    ("write/graphs", &["colours.rs", "xml.rs"]),
    ("write/page", &["pictures"]),
    ("write/pictures", &["colours.rs", "xml.rs"]),
    ("write/pictures/bonds.rs", &["drawing"]),
    ("write/pictures/lanes.rs", &["drawing"]),
    ("write/pictures/subject.rs", &["drawing"]),
    ("write/pictures/trip.rs", &["drawing"]),
    ("write/pictures/dyad", &["bonds.rs", "drawing"]),
    ("write/pictures/ego", &["bonds.rs", "drawing", "error.rs"]),
    ("write/pictures/matrix", &["bonds.rs", "drawing", "error.rs"]),
    ("write/pictures/two_times", &["drawing", "error.rs", "subject.rs"]),
];

/// Any file beside a folder.
const FILES: &str = "*.rs";

/// Where a folder and what it uses use each other, with the reason in the table above.
const MUTUAL: &[&str] = &["model/nouns", "systems", "validation"];

/// The most files and folders that may stand side by side, besides `mod.rs`.
const SIBLINGS: usize = 12;

#[test]
fn no_folder_looks_up() {
    let source = Tree::new(source::files());
    let wrong: Vec<String> = source.files.iter().flat_map(|file| source.arrows(file)).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn no_two_use_each_other() {
    for (from, used) in FOLDERS {
        let (above, own) = from.rsplit_once('/').expect("a row names a folder and what is in it");
        let back = used.iter().find(|one| may_use(&format!("{above}/{one}"), own));
        assert!(back.is_none() || MUTUAL.contains(&above), "{from} and {back:?} use each other");
    }
}

#[test]
fn folders_are_small_and_their_first_files_hold_no_logic() {
    let source = Tree::new(source::files());
    let mut wrong = source.crowded();
    wrong.extend(Tree::new(source::files_in("tests/it")).crowded());
    wrong.extend(source.files.iter().filter_map(logic));
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Whether a folder, or a file, may use what stands beside it.
fn may_use(from: &str, sibling: &str) -> bool {
    rows(from).any(|(_, used)| used.iter().any(|one| fits(one, sibling)))
}

/// The rows of the table that are about a folder or file.
fn rows(from: &str) -> impl Iterator<Item = &'static (&'static str, &'static [&'static str])> {
    let split = from.rsplit_once('/').map(|(above, own)| (above.to_owned(), own.to_owned()));
    FOLDERS.iter().filter(move |(row, _)| {
        let (Some((above, own)), Some((row_above, row_own))) = (&split, row.rsplit_once('/'))
        else {
            return false;
        };
        above == row_above && fits(row_own, own)
    })
}

/// Whether a name is that of a file, and not of a folder.
fn is_file(name: &str) -> bool {
    name.strip_suffix(".rs").is_some()
}

/// Whether a name is meant by one of the table: by itself, as a file, or as anything.
fn fits(pattern: &str, name: &str) -> bool {
    pattern == name || pattern == "*" || pattern == FILES && is_file(name)
}

/// A tree of source files, and what the `mod.rs` of each folder exports.
struct Tree {
    files: Vec<File>,
    exports: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

impl Tree {
    fn new(files: Vec<File>) -> Self {
        let folders = files.iter().filter_map(|file| Some((file, folder_of_mod(file)?)));
        let exports = folders.map(|(file, folder)| (folder.to_owned(), exports(file))).collect();
        Self { files, exports }
    }

    /// What in a file uses a sibling that its folder may not use.
    fn arrows(&self, file: &File) -> Vec<String> {
        let code = source::code(&file.text);
        let own = source::without_tests(&code);
        // What a `mod.rs` names it exports.
        if file.path.ends_with("mod.rs") || !file.path.contains('/') {
            return Vec::new();
        }
        let mut wrong = Vec::new();
        for (at, path) in paths(&file.path, own) {
            let Some(used) = self.find(&path) else { continue };
            let Some((from, sibling)) = step_aside(&file.path, &used) else { continue };
            if !may_use(&from, &sibling) {
                let line = own[..at].lines().count().max(1);
                let what = path.join("::");
                let says = format!("{from} may not use {sibling}, which has {what}");
                wrong.push(format!("src/{}:{line}: {says}", file.path));
            }
        }
        wrong
    }

    /// The file in which what is named by a path from the root is, as far as that can be told.
    fn find(&self, path: &[String]) -> Option<String> {
        let (mut folder, mut rest) = (path.first()?.clone(), &path[1..]);
        self.exports.get(&folder)?;
        loop {
            let (next, after) = rest.split_first()?;
            let inner = format!("{folder}/{next}");
            let file = format!("{inner}.rs");
            if self.exports.contains_key(&inner) {
                (folder, rest) = (inner, after);
            } else if self.files.iter().any(|one| one.path == file) {
                return Some(file);
            } else {
                let exported = self.exports[&folder].get(next)?;
                let exported = [&[folder][..], exported].concat();
                let steps = exported[0].split('/').map(str::to_owned);
                let path: Vec<String> = steps.chain(exported[1..].iter().cloned()).collect();
                return self.find(&path);
            }
        }
    }

    /// Folders in which more stand side by side than may.
    fn crowded(&self) -> Vec<String> {
        let mut entries: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for file in &self.files {
            let mut rest = &*file.path;
            while let Some((folder, _)) = rest.rsplit_once('/') {
                let all = entries.entry(folder).or_default();
                if !rest.ends_with("/mod.rs") && !all.contains(&rest) {
                    all.push(rest);
                }
                rest = folder;
            }
        }
        let crowded = entries.iter().filter(|(_, all)| all.len() > SIBLINGS);
        crowded
            .map(|(folder, all)| {
                format!("{folder}: {} side by side; at most {SIBLINGS} may be", all.len())
            })
            .collect()
    }
}

/// The folder whose `mod.rs` a file is.
fn folder_of_mod(file: &File) -> Option<&str> {
    file.path.strip_suffix("/mod.rs")
}

/// What a `mod.rs` exports: each name, and the path from its folder that leads there.
fn exports(file: &File) -> BTreeMap<String, Vec<String>> {
    let code = source::code(&file.text);
    let mut exports = BTreeMap::new();
    for at in words(&code, "use") {
        let start = at + "use".len();
        let start = start + (code[start..].len() - code[start..].trim_start().len());
        let mut found = Vec::new();
        expand(&code, start, &[], &mut found);
        for (path, alias) in found {
            let steps: Vec<String> = path.iter().map(|step| (*step).to_owned()).collect();
            exports.insert(alias.to_owned(), steps);
        }
    }
    exports
}

/// Where a file and what it uses part ways: the folder (or the files beside it) that the file is
/// of, and the sibling of that folder that is used. `None` where they are of one.
fn step_aside(file: &str, used: &str) -> Option<(String, String)> {
    let shared = file.split('/').zip(used.split('/')).take_while(|(a, b)| a == b).count();
    let (from, to) = (file.split('/').nth(shared)?, used.split('/').nth(shared)?);
    // Files of one folder are no matter of folders.
    if shared == 0 || is_file(from) && is_file(to) {
        return None;
    }
    let above: Vec<&str> = file.split('/').take(shared).collect();
    Some((format!("{}/{from}", above.join("/")), to.to_owned()))
}

/// Every path of a file that starts with `crate` or `super`, from the root, with where it stands.
fn paths(file: &str, code: &str) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mut add = |at: usize, rest: usize, lead: &[&str]| {
        let mut ends = Vec::new();
        expand(code, rest, lead, &mut ends);
        let owned = |path: Vec<&str>| path.into_iter().map(str::to_owned).collect();
        found.extend(ends.into_iter().map(|(path, _)| (at, owned(path))));
    };
    for at in words(code, "crate") {
        if let Some(rest) = after(code, at, "crate") {
            add(at, rest, &[]);
        }
    }
    let own: Vec<&str> = file.strip_suffix(".rs").unwrap_or(file).split('/').collect();
    let is_first = |at: &usize| !code[..*at].trim_end().ends_with("super::");
    for at in words(code, "super").filter(is_first) {
        let (mut rest, mut lead) = (at, &own[..]);
        while code[rest..].starts_with("super") {
            let Some(next) = after(code, rest, "super") else { break };
            (rest, lead) = (next, &lead[..lead.len().saturating_sub(1)]);
        }
        // `pub(super)` is no path.
        if rest > at {
            add(at, rest, lead);
        }
    }
    found
}

/// The paths that a tree of names at `at` stands for, each with the name it is used by.
fn expand<'c>(
    code: &'c str,
    at: usize,
    lead: &[&'c str],
    found: &mut Vec<(Vec<&'c str>, &'c str)>,
) {
    let Some(group) = code[at..].strip_prefix('{') else {
        let step = name(&code[at..]);
        let path: Vec<&str> = lead.iter().copied().chain([step]).collect();
        if let Some(rest) = after(code, at, step).filter(|_| !step.is_empty()) {
            return expand(code, rest, &path, found);
        }
        let rest = code[at + step.len()..].trim_start();
        let alias = rest.strip_prefix("as ").map_or(step, |alias| name(alias.trim_start()));
        match step {
            "self" => found.push((lead.to_vec(), lead.last().copied().unwrap_or_default())),
            _ => found.push((path, alias)),
        }
        return;
    };
    let (mut depth, mut start) = (0_usize, at + 1);
    for (i, c) in group.char_indices().map(|(i, c)| (at + 1 + i, c)) {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let member = &code[start..i];
                if !member.trim().is_empty() {
                    let blank = member.len() - member.trim_start().len();
                    expand(code, start + blank, lead, found);
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

/// What a `mod.rs` has besides documentation, attributes, modules and uses.
fn logic(file: &File) -> Option<String> {
    folder_of_mod(file)?;
    let code = source::code(&file.text);
    let mut rest = code.trim_start();
    while !rest.is_empty() {
        let Some(end) = declaration(rest) else {
            let what = rest.lines().next().unwrap_or_default();
            return Some(format!("src/{}: no place for `{what}`", file.path));
        };
        rest = rest[end..].trim_start();
    }
    None
}

/// Where the attribute, the `mod name;`, the page `pub mod name {}` or the `use ..;` ends with which
/// `code` begins.
fn declaration(code: &str) -> Option<usize> {
    if let Some((name, _)) = code.strip_prefix("pub mod ").and_then(|rest| rest.split_once(" {}"))
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
    {
        return Some("pub mod ".len() + name.len() + " {}".len());
    }
    if code.starts_with("#[") || code.starts_with("#![") {
        return code.find(']').map(|end| end + 1);
    }
    let end = code.find(';')?;
    let visible = code[..end].strip_prefix("pub").map_or(&code[..end], str::trim_start);
    let scoped = visible.strip_prefix('(').and_then(|scope| scope.split_once(')'));
    let item = scoped.map_or(visible, |(_, item)| item.trim_start());
    let is_plain = match name(item) {
        "mod" => !item.contains('{'),
        word => word == "use",
    };
    is_plain.then_some(end + 1)
}

mod the_checker {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        Tree::new(files.iter().map(file).collect())
    }

    /// What is wrong in a file with this text at `path`, in a model of a few files.
    fn wrong(path: &str, text: &str) -> Vec<String> {
        let tree = tree(&[
            (
                "model/mod.rs",
                "mod id;\npub use id::{Id as Name, IdError};\npub use record::body::Body;",
            ),
            ("model/id.rs", "pub struct Id;"),
            ("model/record/mod.rs", "pub(super) mod body;"),
            ("model/record/body.rs", "pub struct Body;"),
            ("model/schema/mod.rs", "mod node;\npub(crate) use node::Node;"),
            ("model/schema/node.rs", "pub struct Node;"),
            ("time/mod.rs", "pub use truth::Truth;"),
        ]);
        tree.arrows(&File { path: path.to_owned(), text: text.to_owned() })
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
    fn catches_a_folder_that_looks_up() {
        let up = "schema may not use id.rs";
        catches("model/schema/a.rs", "use crate::model::id::Id;", up);
        catches("model/schema/a.rs", "use crate::model::{Name, schema::Node};", up);
        catches("model/schema/a.rs", "use crate::{time::Truth, model::IdError};", up);
        catches("model/schema/a.rs", "\nfn f() { super::super::id::f() }", "a.rs:2: model/schema");
        catches("model/schema/a.rs", "macro_rules! m { () => { $crate::model::Name } }", up);
        catches("model/schema/a.rs", "use crate::model::Body;", "schema may not use record");
        catches("model/code.rs", "use crate::model::Body;", "code.rs may not use record");
        catches("model/code.rs", "use super::record::body::{self, Body};", "may not use record");
    }

    #[test]
    fn lets_a_folder_look_down_and_about() {
        lets("model/nouns/a.rs", "use crate::model::{Body, Name, schema::{self, Node}};");
        lets("model/record/a.rs", "use super::body::Body;\nuse crate::model::schema::Node;");
        lets("model/code.rs", "use super::id::Id;\nuse crate::model::schema::Node;");
        lets("model/schema/a.rs", "use super::node::Node;\nuse crate::time::Truth;");
        lets("model/schema/a.rs", "//! [`crate::model::Body`]\npub(super) fn f() {}");
        lets("model/schema/a.rs", "#[cfg(test)]\nmod tests { use crate::model::Body; }");
    }

    #[test]
    fn catches_a_crowd() {
        let crowd = |files: usize| {
            let paths: Vec<String> = (0..files).map(|i| format!("model/nouns/n{i}.rs")).collect();
            let named: Vec<(&str, &str)> = paths.iter().map(|path| (&**path, "")).collect();
            tree(&[&[("model/nouns/mod.rs", ""), ("model/nouns/in/a.rs", "")], &*named].concat())
                .crowded()
        };
        assert_eq!(crowd(SIBLINGS), ["model/nouns: 13 side by side; at most 12 may be"]);
        assert_eq!(crowd(SIBLINGS - 1), [""; 0]);
    }

    #[test]
    fn catches_logic_in_a_first_file() {
        let logic =
            |path: &str, text: &str| logic(&File { path: path.to_owned(), text: text.to_owned() });
        let says = Some("src/a/mod.rs: no place for `pub type B = C;`".to_owned());
        assert_eq!(logic("a/mod.rs", "mod b;\n/// B.\npub type B = C;"), says);
        for text in [
            "fn f() {}",
            "mod a { fn f() {} }",
            "pub(crate) const A: u32 = 1;",
            "use a;\nimpl A {}",
        ] {
            assert!(logic("a/mod.rs", text).is_some(), "{text}");
        }
        let plain = "//! A.\n#![allow(a)]\n\n#[cfg(feature = \"b\")]\npub(super) mod b;\n/// C.\npub use c::{D, e};\n";
        assert_eq!(logic("a/mod.rs", plain), None);
        assert_eq!(logic("a/b.rs", "fn f() {}"), None);
    }
}
