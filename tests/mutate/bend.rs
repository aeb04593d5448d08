//! How an input is bent: its bytes, its tokens, its values, its dates, its ids, its depth.

use serde_json::{Map, Value, json};
use support::bending::{Dice, mutate, pointers};

use crate::corpus::{Corpus, Seed};

/// One of these.
pub(crate) fn pick<'a, T>(dice: &mut Dice, all: &'a [T]) -> &'a T {
    &all[dice.roll(all.len())]
}

/// A seed, bent.
pub(crate) fn bent(corpus: &Corpus, dice: &mut Dice) -> Vec<u8> {
    let seed = seed(corpus, dice);
    let Some(mut value) = seed.value.clone() else {
        return bytes(&seed.bytes, dice);
    };
    // Two or three small worlds in one have more to say to each other than each alone.
    for _ in 0..dice.roll(3) {
        if let Some(other) = &pick(dice, &corpus.flagged).value {
            joined(&mut value, other);
        }
    }
    let gentle = dice.roll(5) > 0;
    for _ in 0..=dice.roll(3) {
        let way = if gentle { 2 + dice.roll(6) } else { dice.roll(8) };
        match way {
            0 => {
                let mut all = Vec::new();
                pointers(&value, "", &mut all);
                if !all.is_empty() {
                    mutate(&mut value, &all, dice);
                }
            }
            1 => deep(&mut value, dice),
            2 => date_moved(&mut value, dice),
            3 => id_swapped(&mut value, dice),
            4 => like_swapped(&mut value, dice),
            5 => doubled(&mut value, dice),
            6 => accounts_split(&mut value, dice),
            _ => id_renamed(&mut value, dice),
        }
    }
    let text = if dice.roll(2) == 0 { value.to_string() } else { format!("{value:#}") };
    match dice.roll(if gentle { 24 } else { 8 }) {
        0 => bytes(text.as_bytes(), dice),
        1 => tokens(&text, dice).into_bytes(),
        _ => text.into_bytes(),
    }
}

fn seed<'c>(corpus: &'c Corpus, dice: &mut Dice) -> &'c Seed {
    // The article, last of the good ones, is as large as all others together.
    match dice.roll(16) {
        0 => pick(dice, &corpus.good),
        1..9 => pick(dice, &corpus.good[..corpus.good.len() - 1]),
        9 => pick(dice, &corpus.invalid),
        _ => pick(dice, &corpus.flagged),
    }
}

/// Adds the sections of another dossier; what both have stays.
fn joined(value: &mut Value, other: &Value) {
    let (Some(own), Some(other)) = (value.as_object_mut(), other.as_object()) else { return };
    for (name, section) in other {
        match (own.get_mut(name), section) {
            (Some(Value::Object(own)), Value::Object(more)) => {
                for (id, record) in more {
                    own.entry(id).or_insert_with(|| record.clone());
                }
            }
            (None, section) => drop(own.insert(name.clone(), section.clone())),
            _ => {}
        }
    }
}

/// Cuts, flips, doubles, and puts in bytes.
pub(crate) fn bytes(of: &[u8], dice: &mut Dice) -> Vec<u8> {
    const ODD: [&[u8]; 14] = [
        b"\"",
        b"{",
        b"]",
        b",",
        b":",
        b"\\u0000",
        b"\\ud800",
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xae",
        b"1e400",
        b"-",
        b"\n",
    ];
    let mut bytes = of.to_vec();
    for _ in 0..=dice.roll(3) {
        let (one, other) = (dice.roll(bytes.len() + 1), dice.roll(bytes.len() + 1));
        let (from, to) = (one.min(other), one.max(other));
        match dice.roll(6) {
            0 => bytes.truncate(from),
            1 => drop(bytes.drain(from..to.min(from + 1 + dice.roll(30)))),
            2 => {
                let part = bytes[from..to.min(from + 40)].to_vec();
                bytes.splice(other..other, part);
            }
            3 => drop(bytes.splice(from..from, pick(dice, &ODD).iter().copied())),
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte ^= 1 << dice.roll(8);
                }
            }
        }
    }
    bytes
}

/// Takes out, doubles and swaps tokens.
fn tokens(text: &str, dice: &mut Dice) -> String {
    let mut tokens = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in text.char_indices() {
        if quoted {
            (quoted, escaped) = (escaped || c != '"', !escaped && c == '\\');
        } else if "{}[],: \n\"".contains(c) {
            tokens.extend([&text[start..at], &text[at..at + usize::from(c != '"')]]);
            start = at + usize::from(c != '"');
            quoted = c == '"';
        }
    }
    tokens.push(&text[start..]);
    tokens.retain(|token| !token.is_empty());
    for _ in 0..=dice.roll(2) {
        let (one, other) = (dice.roll(tokens.len()), dice.roll(tokens.len()));
        match dice.roll(4) {
            _ if tokens.is_empty() => {}
            0 => drop(tokens.remove(one)),
            1 => tokens.insert(one, tokens[one]),
            2 => tokens.swap(one, other),
            _ => tokens[one] = tokens[other],
        }
    }
    tokens.concat()
}

/// The pointers to all nodes of which this is so.
fn those(value: &Value, is: impl Fn(&str, &Value) -> bool) -> Vec<String> {
    let mut all = Vec::new();
    pointers(value, "", &mut all);
    all.retain(|pointer| value.pointer(pointer).is_some_and(|node| is(pointer, node)));
    all
}

fn set(value: &mut Value, pointer: &str, to: Value) {
    if let Some(node) = value.pointer_mut(pointer) {
        *node = to;
    }
}

/// Wraps a value many levels deep.
fn deep(value: &mut Value, dice: &mut Dice) {
    let all = those(value, |_, _| true);
    if all.is_empty() {
        return;
    }
    let pointer = pick(dice, &all).clone();
    let mut node = value.pointer(&pointer).cloned().unwrap_or_default();
    for _ in 0..=dice.roll(200) {
        node = if dice.roll(2) == 0 { json!([node]) } else { json!({"accounts": node}) };
    }
    set(value, &pointer, node);
}

/// Whether a text looks like a date or a period.
fn is_dated(text: &str) -> bool {
    text.len() < 80 && text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4)
}

/// Writes another date for one that is there, near it or of another form.
fn date_moved(value: &mut Value, dice: &mut Dice) {
    let all = those(value, |_, node| node.as_str().is_some_and(is_dated));
    if all.is_empty() {
        return;
    }
    let pointer = pick(dice, &all).clone();
    let old = value.pointer(&pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    let other = value.pointer(pick::<String>(dice, &all)).cloned().unwrap_or_default();
    let new = match dice.roll(6) {
        0 | 1 => other,
        2 => json!({"from": old, "to": other}),
        3 => json!(crate::dates::other(dice)),
        _ => json!(crate::dates::moved(&old, dice)),
    };
    set(value, &pointer, new);
}

/// The ids of all records, parts and sources.
fn ids(value: &Value) -> Vec<String> {
    let sections = value.as_object().into_iter().flatten().filter_map(|(_, of)| of.as_object());
    sections.flat_map(Map::keys).cloned().collect()
}

/// Writes the id of another record where one is written: what stands in another field of the same
/// name, or anything.
fn id_swapped(value: &mut Value, dice: &mut Dice) {
    let ids = ids(value);
    let all = those(value, |_, node| {
        node.as_str().is_some_and(|text| ids.iter().any(|id| id == bare(text)))
    });
    if all.is_empty() {
        return;
    }
    let pointer = pick(dice, &all).clone();
    let alike: Vec<String> =
        all.iter().filter(|other| field(other) == field(&pointer)).cloned().collect();
    let other = match dice.roll(6) {
        0 => json!(pick(dice, &ids)),
        1 => value.pointer(pick::<String>(dice, &all)).cloned().unwrap_or_default(),
        _ => value.pointer(pick::<String>(dice, &alike)).cloned().unwrap_or_default(),
    };
    set(value, &pointer, other);
}

/// The id in a reference, which may name the noun before it.
fn bare(text: &str) -> &str {
    text.split_once(':').map_or(text, |(_, id)| id)
}

/// The field that a pointer leads to, of a list that of the list.
fn field(pointer: &str) -> &str {
    let named = |step: &&str| !step.bytes().all(|byte| byte.is_ascii_digit());
    pointer.rsplit('/').find(named).unwrap_or_default()
}

/// Calls a record by another name, that of another one or an odd one: wherever it is named, or there alone.
fn id_renamed(value: &mut Value, dice: &mut Dice) {
    let ids = ids(value);
    if ids.is_empty() {
        return;
    }
    let odd = ["north-korea", "unattributed/a", "a", "0", "acme/é", "a~b", "zz/9", "russia"];
    let old = pick(dice, &ids).clone();
    let new =
        if dice.roll(2) == 0 { pick(dice, &ids).clone() } else { (*pick(dice, &odd)).to_owned() };
    renamed(value, &old, &new, dice.roll(4) > 0);
}

fn renamed(value: &mut Value, old: &str, new: &str, everywhere: bool) {
    match value {
        Value::Object(fields) => {
            for (key, mut node) in std::mem::take(fields) {
                if everywhere || node.is_object() {
                    renamed(&mut node, old, new, everywhere);
                }
                let key = key.split(' ').map(|word| if word == old { new } else { word });
                fields.insert(key.collect::<Vec<_>>().join(" "), node);
            }
        }
        Value::Array(items) => {
            for item in items {
                renamed(item, old, new, everywhere);
            }
        }
        Value::String(text) if everywhere && bare(text) == old => {
            *text = format!("{}{new}", &text[..text.len() - old.len()]);
        }
        _ => {}
    }
}

/// Swaps, or copies over each other, the values of two fields of one name.
fn like_swapped(value: &mut Value, dice: &mut Dice) {
    let all = those(value, |_, _| true);
    if all.is_empty() {
        return;
    }
    let one = pick(dice, &all).clone();
    let alike: Vec<String> = all.into_iter().filter(|other| field(other) == field(&one)).collect();
    let other = pick(dice, &alike).clone();
    let nodes = [&one, &other].map(|at| value.pointer(at).cloned().unwrap_or_default());
    let [first, second] = nodes;
    set(value, &one, second);
    if dice.roll(2) == 0 {
        set(value, &other, first);
    }
}

/// Puts a copy of a record or part beside it, or into another object.
fn doubled(value: &mut Value, dice: &mut Dice) {
    // Records stand at the second step, their parts at the fourth.
    let is_deep = dice.roll(4) > 0;
    let objects = those(value, |pointer, node| {
        node.is_object() && (!is_deep || [2, 4].contains(&pointer.matches('/').count()))
    });
    if objects.is_empty() {
        return;
    }
    let pointer = pick(dice, &objects).clone();
    let node = value.pointer(&pointer).cloned().unwrap_or_default();
    let Some((parent, key)) = pointer.rsplit_once('/') else { return };
    let key = key.replace("~1", "/").replace("~0", "~");
    let (target, key) = match dice.roll(6) {
        0 => (pick(dice, &objects).clone(), key),
        _ => (parent.to_owned(), format!("{key}{}", 2 + dice.roll(3))),
    };
    match value.pointer_mut(&target) {
        Some(Value::Object(fields)) => drop(fields.insert(key, node)),
        Some(Value::Array(items)) => items.push(node),
        _ => {}
    }
}

/// Details that many nouns have.
const DETAILS: [&str; 12] = [
    "progress",
    "planned",
    "actual",
    "when",
    "during",
    "form",
    "from",
    "to",
    "name",
    "label",
    "place",
    "announced",
];

/// Gives a record a second account, of another source, with some details of others.
fn accounts_split(value: &mut Value, dice: &mut Dice) {
    let sources: Vec<String> =
        value["sources"].as_object().into_iter().flat_map(Map::keys).cloned().collect();
    let records = those(value, |pointer, node| {
        let steps = pointer.matches('/').count();
        node.is_object() && (steps == 2 || steps == 4) && !pointer.starts_with("/sources")
    });
    if records.is_empty() || sources.is_empty() {
        return;
    }
    let pointer = pick(dice, &records).clone();
    let donor = value.pointer(pick::<String>(dice, &records)).cloned().unwrap_or_default();
    let Some(Value::Object(record)) = value.pointer_mut(&pointer) else { return };
    let mut accounts = if let Some(Value::Array(accounts)) = record.remove("accounts") {
        accounts
    } else {
        let own = DETAILS.iter().filter_map(|key| Some(((*key).to_owned(), record.remove(*key)?)));
        vec![Value::Object(own.collect())]
    };
    let mut more = Map::new();
    more.insert("by".to_owned(), json!(pick(dice, &sources)));
    for key in DETAILS {
        if let Some(of) = donor.get(key).filter(|_| dice.roll(3) > 0) {
            more.insert(key.to_owned(), of.clone());
        }
    }
    let words = [
        ("stance", "denies"),
        ("stance", "mentions"),
        ("certainty", "possible"),
        ("progress", "held"),
        ("progress", "cancelled"),
    ];
    if dice.roll(2) == 0 {
        let (key, word) = pick(dice, &words);
        more.insert((*key).to_owned(), json!(word));
    }
    accounts.push(Value::Object(more));
    record.insert("accounts".to_owned(), Value::Array(accounts));
}
