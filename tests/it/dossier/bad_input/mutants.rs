//! The article and the rich fixture, bent in one place at a time: every node, every key, every
//! number, every text. What cannot be read is refused where it was bent.

use std::fmt::Write as _;

use detente::Dossier;
use detente::dossier::IssueCode;
use serde_json::{Value, json};
use support::ask::{DAYS, ask_everything};
use support::bending::{Dice, mutate, pointers};
use support::pyongyang::ARTICLE;

use super::mutations::{judge, rich};

fn article() -> Value {
    serde_json::from_str(ARTICLE).unwrap()
}

/// Every value below the root and the way to it.
fn nodes(value: &Value) -> Vec<(String, &Value)> {
    let mut all = Vec::new();
    pointers(value, "", &mut all);
    all.into_iter().map(|way| (way.clone(), value.pointer(&way).unwrap())).collect()
}

/// The steps of a pointer, and the path by which issues show it.
fn path(pointer: &str, root: &Value) -> String {
    let (mut at, mut path) = (root, String::new());
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        if let Value::Array(items) = at {
            write!(path, "[{step}]").unwrap();
            at = &items[step.parse::<usize>().unwrap()];
        } else {
            let plain = step.chars().all(|c| c.is_alphanumeric() || "-_/".contains(c));
            match (plain, path.is_empty()) {
                (true, true) => path.push_str(&step),
                (true, false) => write!(path, ".{step}").unwrap(),
                (false, _) => write!(path, "[{step:?}]").unwrap(),
            }
            at = &at[&step];
        }
    }
    path
}

/// The rest of the text from the line and column at which an issue is said to be.
fn rest_at(text: &str, line: usize, column: usize) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let first: String = lines[line - 1].chars().skip(column - 1).collect();
    [&[first.as_str()], &lines[line..]].concat().join("\n")
}

/// Puts `other` where `pointer` leads. Unless it is read, what is wrong with the value is shown at
/// the value itself or within it. Whether it was refused.
fn bend(root: &Value, pointer: &str, other: &Value) -> bool {
    let mut mutant = root.clone();
    *mutant.pointer_mut(pointer).unwrap() = other.clone();
    let text = format!("{mutant:#}");
    if judge(&text) {
        return false;
    }
    let bent = path(pointer, root);
    for issue in Dossier::from_json(&text).unwrap_err().issues() {
        let shown = issue.path().to_string();
        if issue.code() != IssueCode::UnreadableValue {
            continue;
        }
        // Words and the day they are said from are refused together.
        if bent == format!("{shown}.words") {
            continue;
        }
        let within = shown.starts_with(&bent) && (other.is_array() || other.is_object());
        assert!(shown == bent || within, "{issue} for {bent}");
        let rest = rest_at(&text, issue.line().unwrap(), issue.column().unwrap());
        let here = serde_json::Deserializer::from_str(&rest).into_iter::<Value>().next();
        let here = here.unwrap().unwrap();
        assert!(shown != bent || here == *other, "{issue} stands at {here}");
    }
    true
}

#[test]
fn good_dossiers_have_much_to_say() {
    for (root, least) in [(rich().0, 8_000), (article(), 30_000)] {
        let dossier = Dossier::from_json(&root.to_string()).unwrap();
        let said: String = DAYS.iter().map(|day| ask_everything(&dossier, *day)).collect();
        assert!(said.len() > least, "{}", said.len());
    }
}

#[test]
fn every_node_of_another_type_is_read_or_refused_where_it_is() {
    let (root, _) = rich();
    let others = [json!(7), json!([]), json!({}), json!(true), json!("b c"), json!([{}])];
    let (mut refused, mut all) = (0, 0);
    for (at, (pointer, node)) in nodes(&root).into_iter().enumerate() {
        for turn in [0, 2] {
            let other = &others[(at + turn) % others.len()];
            if std::mem::discriminant(other) != std::mem::discriminant(node) {
                refused += usize::from(bend(&root, &pointer, other));
                all += 1;
            }
        }
    }
    assert!(all > 600 && refused * 10 > all * 7, "{refused} of {all}");
}

#[test]
fn every_text_made_odd_is_read_or_refused_where_it_is() {
    let (root, _) = rich();
    let long = "é".repeat(3_000);
    let odd =
        ["", " ", "\u{0}\u{1f}\u{7f}\u{85}", "\u{feff}a", "é\u{301}\u{202e}👑", "a\nb\"\\", &long];
    let (mut refused, mut all) = (0, 0);
    for (at, (pointer, _)) in
        nodes(&root).into_iter().filter(|(_, node)| node.is_string()).enumerate()
    {
        refused += usize::from(bend(&root, &pointer, &json!(odd[at % odd.len()])));
        all += 1;
    }
    assert!(all > 200 && refused > 100, "{refused} of {all}");
}

/// The root with the key that `pointer` ends in called otherwise.
fn renamed(root: &Value, pointer: &str, name: impl Fn(&str) -> String) -> Option<Value> {
    let mut mutant = root.clone();
    let (parent, key) = pointer.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    let fields = mutant.pointer_mut(parent)?.as_object_mut()?;
    let value = fields.remove(&key)?;
    fields.insert(name(&key), value);
    Some(mutant)
}

#[test]
fn every_key_left_out_misspelt_or_swapped_is_read_or_refused() {
    let (root, _) = rich();
    let all = nodes(&root);
    let keys: Vec<&str> = all.iter().map(|(way, _)| way.rsplit_once('/').unwrap().1).collect();
    let (mut renamings, mut read) = (0, 0);
    for (at, (pointer, _)) in all.iter().enumerate() {
        let other = keys[(at * 37 + 11) % keys.len()];
        let names: [&dyn Fn(&str) -> String; 3] =
            [&|key| format!("{key}s"), &|key| key.chars().rev().collect(), &|_| other.to_owned()];
        if let Some(mutant) = renamed(&root, pointer, names[at % names.len()]) {
            read += usize::from(judge(&mutant.to_string()));
            renamings += 1;
        }
        if let Some(mut mutant) = renamed(&root, pointer, |_| "gone".to_owned()) {
            let parent = pointer.rsplit_once('/').unwrap().0;
            mutant.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove("gone");
            judge(&mutant.to_string());
        }
    }
    assert!(renamings > 300 && read * 3 < renamings, "{read} of {renamings} read");
}

#[test]
fn every_field_moved_up_or_down_is_read_or_refused() {
    let (root, _) = rich();
    let all = nodes(&root);
    let mut read = 0;
    for (at, (pointer, node)) in all.iter().enumerate() {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let key = key.replace("~1", "/").replace("~0", "~");
        let up = parent.rsplit_once('/').map_or("", |(up, _)| up);
        let target = if at % 2 == 0 { up } else { &all[(at * 53 + 7) % all.len()].0 };
        let mut mutant = root.clone();
        if let Some(Value::Object(fields)) = mutant.pointer_mut(parent) {
            fields.remove(&key);
        }
        if let Some(Value::Object(fields)) = mutant.pointer_mut(target) {
            fields.insert(key, (*node).clone());
        }
        read += usize::from(judge(&mutant.to_string()));
    }
    assert!(read > 10 && read * 2 < all.len(), "{read} of {} read", all.len());
}

#[test]
fn any_two_sections_swapped_are_refused() {
    for root in [rich().0, article()] {
        let sections: Vec<&String> = root
            .as_object()
            .unwrap()
            .iter()
            .filter(|(_, s)| s.is_object())
            .map(|(k, _)| k)
            .collect();
        for one in &sections {
            for other in &sections {
                let mut mutant = root.clone();
                mutant[*one] = root[*other].clone();
                mutant[*other] = root[*one].clone();
                assert!(one == other || !judge(&mutant.to_string()), "{one} and {other}");
            }
        }
    }
}

#[test]
fn numbers_out_of_range_are_refused_and_shown_as_written() {
    let numbers = [
        "-1",
        "1.5",
        "1e400",
        "-1e400",
        "4294967296",
        "18446744073709551616",
        "1e5",
        "0.1e1",
        "-0",
        "-0.0",
        "123456789012345678901234567890",
        "01",
        "+1",
        ".5",
        "1.",
        "0x1",
        "NaN",
        "Infinity",
    ];
    let text = format!("{:#}", rich().0);
    let mut refused = 0;
    for field in
        ["\"seats\": 1", "\"order\": 1", "\"within_days\": 3", "\"years\": 24", "\"detente\": 1"]
    {
        assert!(text.contains(field), "{field}");
        let (key, _) = field.split_once(' ').unwrap();
        for number in numbers {
            let mutant = text.replacen(field, &format!("{key} {number}"), 1);
            if judge(&mutant) {
                continue;
            }
            refused += 1;
            let error = Dossier::from_json(&mutant).unwrap_err();
            let issue = &error.issues()[0];
            if issue.code() == IssueCode::UnreadableValue && !issue.found().starts_with("version") {
                assert!(issue.found().contains(number), "{issue} for {number}");
                let rest = rest_at(&mutant, issue.line().unwrap(), issue.column().unwrap());
                assert!(rest.starts_with(number), "{issue} for {number}");
            }
        }
    }
    assert!(refused > 80, "{refused}");
    for number in numbers {
        judge(&text.replacen("\"acme:risk\": 3", &format!("\"acme:risk\": {number}"), 1));
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_where_they_are() {
    let text = ARTICLE;
    let broken: [&[u8]; 6] =
        [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\x80", b"\xe2\x82"];
    for (at, _) in text.char_indices().step_by(131) {
        let bad = broken[at % broken.len()];
        let bytes = [&text.as_bytes()[..at], bad, &text.as_bytes()[at..]].concat();
        let error = Dossier::from_json_reader("article", bytes.as_slice()).unwrap_err();
        let [issue] = error.issues() else { panic!("{error}") };
        assert_eq!(issue.code(), IssueCode::NotUtf8);
        assert_eq!(issue.found(), format!("the byte 0x{:02x}", bad[0]));
        let before = &text[..at];
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let line = before.matches('\n').count() + 1;
        assert_eq!((issue.line(), issue.column()), (Some(line), Some(column)));
    }
}

#[test]
fn the_article_cut_anywhere_is_refused() {
    let text = article().to_string();
    for cut in (0..text.len()).step_by(41).filter(|cut| text.is_char_boundary(*cut)) {
        assert!(!judge(&text[..cut]), "read when cut at {cut}");
    }
}

#[test]
fn control_characters_within_texts_are_refused_where_they_are() {
    let text = format!("{:#}", article());
    for (turn, (at, _)) in text.match_indices("\": \"").step_by(5).enumerate() {
        let control = char::from(u8::try_from(turn % 32).unwrap());
        let start = at + "\": \"".len();
        let mutant = format!("{}{control}{}", &text[..start], &text[start..]);
        assert!(!judge(&mutant));
        let error = Dossier::from_json(&mutant).unwrap_err();
        assert_eq!(error.issues()[0].code(), IssueCode::BrokenJson);
        assert_eq!(error.issues()[0].line(), Some(text[..at].matches('\n').count() + 1));
    }
}

#[test]
fn the_article_with_nodes_deleted_retyped_copied_and_swapped_is_read_or_refused() {
    let root = article();
    let mut all = Vec::new();
    pointers(&root, "", &mut all);
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let mut kept = 0;
    for _ in 0..150 {
        let mut mutant = root.clone();
        for _ in 0..=dice.roll(3) {
            mutate(&mut mutant, &all, &mut dice);
        }
        kept += usize::from(judge(&mutant.to_string()));
    }
    assert!((3..145).contains(&kept), "{kept} of 150 were read");
}
