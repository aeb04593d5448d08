//! JSON bent at random: nodes deleted, retyped, copied and swapped.

use serde_json::{Value, json};

/// Random numbers of no great quality, the same for the same seed, which is not 0.
#[derive(Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 and below this one.
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap() % below.max(1)
    }
}

/// The pointers to every node below the root.
pub fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
    let escape = |key: &str| key.replace('~', "~0").replace('/', "~1");
    let below: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, value)| (escape(key), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(i, item)| (i.to_string(), item)).collect()
        }
        _ => Vec::new(),
    };
    for (step, value) in below {
        let here = format!("{at}/{step}");
        pointers(value, &here, into);
        into.push(here);
    }
}

fn other_type(dice: &mut Dice) -> Value {
    let choices = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("rudolf"),
        json!("visit:rudolf-strelsau"),
        json!("2024-06-31"),
        json!("../.."),
        json!([]),
        json!(["rudolf"]),
        json!([[]]),
        json!({}),
        json!({"all": []}),
        json!({"a": null}),
        json!({"after": "visit:rudolf-strelsau"}),
        json!({"from": "2020", "to": "open"}),
        json!({"accounts": []}),
        json!({"accounts": [{}, {}]}),
    ];
    choices[dice.roll(choices.len())].clone()
}

/// Deletes, retypes, copies or swaps nodes.
pub fn mutate(value: &mut Value, all: &[String], dice: &mut Dice) {
    let pointer = &all[dice.roll(all.len())];
    let Some(node) = value.pointer(pointer).cloned() else {
        return;
    };
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    match dice.roll(5) {
        0 => match value.pointer_mut(parent) {
            Some(Value::Object(fields)) => drop(fields.remove(&key)),
            Some(Value::Array(items)) => drop(items.remove(key.parse().unwrap())),
            _ => {}
        },
        1 => *value.pointer_mut(pointer).unwrap() = other_type(dice),
        2 => match value.pointer_mut(parent) {
            Some(Value::Object(fields)) => drop(fields.insert(key + "-again", node)),
            Some(Value::Array(items)) => items.push(node),
            _ => {}
        },
        3 => {
            if let Some(other) = value.pointer_mut(&all[dice.roll(all.len())]) {
                *other = node;
            }
        }
        _ => {
            let place = &all[dice.roll(all.len())];
            if let Some(other) = value.pointer(place).cloned() {
                *value.pointer_mut(pointer).unwrap() = other;
                if let Some(place) = value.pointer_mut(place) {
                    *place = node;
                }
            }
        }
    }
}

/// Takes a node away; false if there is none.
pub fn remove(value: &mut Value, pointer: &str) -> bool {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return false };
    let key = key.replace("~1", "/").replace("~0", "~");
    match value.pointer_mut(parent) {
        Some(Value::Object(fields)) => fields.remove(&key).is_some(),
        Some(Value::Array(items)) => match key.parse::<usize>() {
            Ok(at) if at < items.len() => {
                items.remove(at);
                true
            }
            _ => false,
        },
        _ => false,
    }
}
