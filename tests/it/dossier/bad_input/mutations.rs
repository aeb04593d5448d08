//! A good file cut, bent and broken at random: it is read or refused with a place, and that is all.

use detente::Dossier;
use serde_json::Value;
use support::ask::{DAYS, ask_everything};
use support::bending::{Dice, mutate, pointers};
use support::files::fixture;

use crate::dossier::schema::CHECKER;

/// Reads `text` and checks that an error is one a person can follow, and that a dossier is written
/// and read again, answers what it is asked, and is let through by the schema. Whether it was read.
pub(crate) fn judge(text: &str) -> bool {
    let error = match Dossier::from_json(text) {
        Ok(dossier) => {
            let written = dossier.to_json();
            let again = Dossier::from_json(&written).expect("what is written is read");
            assert!(again == dossier, "{text}\n is not the same as\n{written}");
            assert_eq!(again.to_json(), written);
            let _ = ask_everything(&dossier, DAYS[text.len() % DAYS.len()]);
            let refusal = CHECKER.refusal(&serde_json::from_str(text).unwrap());
            assert_eq!(refusal, None, "the schema refuses what is read");
            return true;
        }
        Err(error) => error,
    };
    let lines: Vec<&str> = text.split('\n').collect();
    assert!(!error.issues().is_empty());
    for issue in error.issues() {
        let line = issue.line().expect("a line");
        let length = lines.get(line - 1).expect("a line of the text").chars().count();
        let column = issue.column().expect("a column");
        assert!((1..=length + 1).contains(&column), "{issue}");
        assert!(!issue.found().is_empty() && !issue.expected().is_empty());
        assert!(!issue.to_string().contains('\n'));
    }
    false
}

/// The rich fixture without white space, so that each cut falls on something.
pub(crate) fn rich() -> (Value, String) {
    let value: Value = serde_json::from_str(&fixture("valid/everything.json")).unwrap();
    let text = value.to_string();
    (value, text)
}

#[test]
fn cut_at_every_byte_it_is_refused() {
    let (_, text) = rich();
    for cut in 0..text.len() {
        let error = match text.get(..cut) {
            Some(start) => {
                assert!(!judge(start), "read when cut at {cut}");
                continue;
            }
            None => Dossier::from_json_bytes(&text.as_bytes()[..cut]).unwrap_err(),
        };
        assert_eq!(
            error.issues()[0].found(),
            format!("the byte 0x{:02x}", lead(text.as_bytes(), cut))
        );
    }
}

/// The first byte of the character that `cut` falls into.
fn lead(bytes: &[u8], cut: usize) -> u8 {
    *bytes[..cut].iter().rev().find(|byte| **byte >= 0xc0).unwrap()
}

#[test]
fn with_any_byte_left_out_or_changed_it_is_read_or_refused() {
    let (_, text) = rich();
    let mut kept = 0;
    for (at, c) in text.char_indices().step_by(11) {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        kept += usize::from(judge(&format!("{before}{after}")));
        let other = ['"', '{', '}', '[', ']', ',', ':', '\\', '9', 'x', '\u{0}', 'é'][at % 12];
        kept += usize::from(judge(&format!("{before}{other}{after}")));
    }
    // Many letters of titles, notes and quotations may be any others.
    assert!(kept > 30, "{kept}");
}

#[test]
fn with_nodes_deleted_retyped_copied_and_swapped_it_is_read_or_refused() {
    let (value, _) = rich();
    let mut all = Vec::new();
    pointers(&value, "", &mut all);
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut kept = 0;
    for round in 0..600 {
        let mut mutant = value.clone();
        for _ in 0..=dice.roll(3) {
            mutate(&mut mutant, &all, &mut dice);
        }
        let text = if round % 2 == 0 { mutant.to_string() } else { format!("{mutant:#}") };
        kept += usize::from(judge(&text));
    }
    assert!((20..580).contains(&kept), "{kept} of 600 were read");
}

#[test]
fn every_node_deleted_or_made_null_is_noticed_or_harmless() {
    let (value, _) = rich();
    let mut all = Vec::new();
    pointers(&value, "", &mut all);
    for pointer in &all {
        let mut mutant = value.clone();
        *mutant.pointer_mut(pointer).unwrap() = Value::Null;
        assert!(!judge(&mutant.to_string()), "null was read at {pointer}");
    }
}

#[test]
fn every_key_given_twice_is_noticed_at_its_second_place() {
    let text = fixture("valid/everything.json");
    let mut keys = 0;
    for (at, _) in text.match_indices("\": ") {
        let Some(start) = text[..at].rfind('"') else {
            continue;
        };
        let key = &text[start..=at];
        // A number would do in no place where there is a key already.
        let twice = format!("{}{key}: 0, {}", &text[..start], &text[start..]);
        let error = Dossier::from_json(&twice).unwrap_err();
        assert_eq!(error.issues().len(), 1);
        keys += 1;
    }
    assert!(keys > 300, "{keys}");
}
