//! The crate's own source, as far as tests read it: files, and code without comments and literals.

use std::fs;
use std::path::Path;
use support::files::in_repository;

/// A source file: its path within `src/`, with slashes, and its text.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Every Rust file under `src/`, ordered by path.
pub(crate) fn files() -> Vec<File> {
    files_in("src")
}

/// Every Rust file under a folder of the repository, ordered by path within it.
pub(crate) fn files_in(folder: &str) -> Vec<File> {
    let root = in_repository(folder);
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root).unwrap();
            let steps: Vec<&str> = path.iter().map(|step| step.to_str().unwrap()).collect();
            files.push(File { path: steps.join("/"), text });
        }
    }
}

/// The code before the first `#[cfg(test)] mod`: in-file tests stand at the end.
pub(crate) fn without_tests(code: &str) -> &str {
    code.match_indices("#[cfg(test)]")
        .find(|(at, mark)| code[at + mark.len()..].trim_start().starts_with("mod "))
        .map_or(code, |(at, _)| &code[..at])
}

/// The code with comments and the contents of literals blanked out, line for line.
pub(crate) fn code(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => line_end(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => block_end(&chars, at),
            'r' if !follows_word(&chars, at) => raw_end(&chars, at).unwrap_or(at),
            '"' => quote_end(&chars, at, '"'),
            '\'' if chars.get(at + 1) == Some(&'\\') || chars.get(at + 2) == Some(&'\'') => {
                quote_end(&chars, at, '\'')
            }
            _ => at,
        };
        if end == at {
            code.push(chars[at]);
            at += 1;
        } else {
            code.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

fn line_end(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|c| *c == '\n').map_or(chars.len(), |length| at + length)
}

/// Block comments nest.
fn block_end(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// The end of `r"..."` or `r#"..."#` at `at`, if there is one.
fn raw_end(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    let start = at + 1 + hashes;
    if chars.get(start) != Some(&'"') {
        return None;
    }
    let closes = |i: &usize| {
        chars[*i] == '"' && chars[i + 1..].iter().take_while(|c| **c == '#').count() >= hashes
    };
    let end = (start + 1..chars.len()).find(closes)?;
    Some(end + 1 + hashes)
}

fn quote_end(chars: &[char], at: usize, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in chars.iter().enumerate().skip(at + 1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if *c == quote => return i + 1,
            _ => {}
        }
    }
    chars.len()
}

/// Whether the character before `at` belongs to the same word; `br"..."` is a literal too.
fn follows_word(chars: &[char], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|i| chars.get(i));
    let in_word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() || *c == '_');
    in_word(before(1)) && (before(1) != Some(&'b') || in_word(before(2)))
}

#[test]
fn only_code_is_left() {
    let text = r##"
use crate::a; // use crate::b
/* use /* crate::c */ crate::d */ let x: &'a str = "crate::e \" crate::f";
let y = r#"crate::g " crate::h"#; let z = ['"', '\'', '\u{1}'];
use crate::i;
"##;
    let code = code(text);
    let left: Vec<&str> = code.split_whitespace().filter(|word| word.contains("crate")).collect();
    assert_eq!(left, ["crate::a;", "crate::i;"]);
    assert_eq!(code.lines().count(), text.lines().count());
}

#[test]
fn tests_are_cut_off() {
    let text = "#[cfg(test)]\nuse a;\nfn b() {}\n#[cfg(test)]\nmod tests {}\n";
    assert_eq!(without_tests(text), "#[cfg(test)]\nuse a;\nfn b() {}\n");
}
