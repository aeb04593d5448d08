//! The laws of merging, on dossiers made by chance.

use std::collections::BTreeSet;

use detente::Dossier;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// What some account of each kind of record may say.
fn pool(noun: &str) -> Vec<Value> {
    match noun {
        "persons" => vec![
            json!({"by": "a", "name": "One"}),
            json!({"by": "b", "name": "Two", "born": "1952-10"}),
            json!({"by": "c", "name": "Two", "via": ["p0"], "stance": "denies"}),
            json!({"by": "a", "name": "One", "locator": "P2"}),
        ],
        "visits" => vec![
            json!({"by": "a", "progress": "planned", "planned": "2024-06-18/2024-06-19"}),
            json!({"by": "b", "progress": "held", "actual": "2024-06-19"}),
            json!({"by": "c", "form": "state", "x": {"n": 1}, "quote": "a state visit"}),
            json!({"by": "b", "actual": {"after": "visit:v0"}}),
        ],
        "stops" => vec![
            json!({"by": "a", "kind": "talks", "progress": "planned"}),
            json!({"by": "b", "progress": "held", "label": "long"}),
            json!({"by": "c", "stance": "denies"}),
        ],
        _ => vec![json!({"by": "a"}), json!({"by": "b", "stance": "denies"}), json!({"by": "c"})],
    }
}

/// The accounts of a pool that a mask chooses; the first, if it chooses none.
fn chosen(noun: &str, mask: u8) -> Value {
    let pool = pool(noun);
    let some: Vec<Value> = pool
        .iter()
        .enumerate()
        .filter(|(i, _)| mask >> i & 1 == 1)
        .map(|(_, v)| v.clone())
        .collect();
    if some.is_empty() { json!([pool[0]]) } else { Value::Array(some) }
}

/// A dossier of one small world: what it holds of it is decided by the masks.
fn world(masks: &[u8]) -> Dossier {
    let mut masks = masks.iter().copied().cycle();
    let mut mask = || masks.next().unwrap_or_default();
    let mut sources = Map::new();
    for (id, title) in [("a", "A"), ("b", "B"), ("c", "C")] {
        let mut source = Map::new();
        if mask() & 1 == 1 {
            source.insert("title".into(), title.into());
        }
        if mask() & 1 == 1 && id != "a" {
            source.insert("derived_from".into(), "a".into());
        }
        if mask() & 1 == 1 {
            source
                .insert("note".into(), ["one", "two", "one\ntwo"][usize::from(mask() % 3)].into());
        }
        if mask() & 1 == 1 {
            let during = ["2023", "2024"][usize::from(mask() % 2)];
            source.insert("covers".into(), json!([{"noun": "visit", "during": [during]}]));
        }
        sources.insert(id.into(), source.into());
    }
    let persons: Map<_, _> = ["p0", "p1"]
        .map(|id| (id.to_owned(), json!({"accounts": chosen("persons", mask())})))
        .into_iter()
        .collect();
    let mut visits = Map::new();
    for id in ["v0", "v1", "v2"] {
        if id != "v0" && mask() & 3 == 3 {
            continue;
        }
        let accounts =
            if id == "v0" { chosen("visits", mask() & 7) } else { chosen("visits", mask()) };
        let stops: Map<_, _> = ["talks", "tea"]
            .iter()
            .filter_map(|stop| {
                let mask = mask();
                (mask & 8 == 0)
                    .then(|| ((*stop).to_owned(), json!({"accounts": chosen("stops", mask)})))
            })
            .collect();
        visits.insert(
            id.into(),
            json!({"guest": "p0", "host": "n", "accounts": accounts, "stops": stops}),
        );
    }
    let mut same = Map::new();
    if visits.contains_key("v1") && mask() & 1 == 1 {
        same.insert(
            "s".into(),
            json!({"records": ["person:p0", "person:p1"], "accounts": chosen("", mask())}),
        );
    }
    let mut whole = json!({"detente": 1, "sources": sources, "states": {"n": {"accounts": [{"by": "a"}]}},
        "persons": persons, "visits": visits, "same_as": same});
    if mask() & 1 == 1 {
        whole["title"] = ["B", "A", "A + B"][usize::from(mask() % 3)].into();
        whole["source"] = ["a", "b"][usize::from(mask() % 2)].into();
    }
    Dossier::from_json(&whole.to_string()).unwrap_or_else(|e| panic!("{:?}\n{whole}", e.issues()))
}

fn some_world() -> impl Strategy<Value = Dossier> {
    prop::collection::vec(any::<u8>(), 50).prop_map(|masks| world(&masks))
}

/// Every account, with what it is of and all that it says.
fn accounts(dossier: &Dossier) -> BTreeSet<String> {
    let known = dossier.as_known();
    // What is united is told under the first id; all else is told as entered.
    let told =
        known.accounts().into_iter().filter(|told| told.about.record.noun().code() != "person");
    told.map(|told| {
        format!("{} {} {:?} {:?}", told.about, told.by, told.by.provenance, told.details)
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]

    #[test]
    fn merging_is_idempotent(a in some_world(), b in some_world()) {
        prop_assert!(a.merge(&a).unwrap() == a);
        let both = a.merge(&b).unwrap();
        prop_assert!(both.merge(&a).unwrap() == both);
        prop_assert!(both.merge(&both).unwrap() == both);
    }

    #[test]
    fn merging_is_commutative(a in some_world(), b in some_world()) {
        let (one, other) = (a.merge(&b).unwrap(), b.merge(&a).unwrap());
        prop_assert!(one == other);
        prop_assert_eq!(one.to_json(), other.to_json());
    }

    #[test]
    fn merging_is_associative(a in some_world(), b in some_world(), c in some_world()) {
        let left = a.merge(&b).unwrap().merge(&c).unwrap();
        let right = a.merge(&b.merge(&c).unwrap()).unwrap();
        prop_assert!(left == right);
        prop_assert_eq!(left.to_json(), right.to_json());
    }

    #[test]
    fn merging_loses_no_account_and_makes_none(a in some_world(), b in some_world()) {
        let both = a.merge(&b).unwrap();
        let entered = |dossier: &Dossier| {
            // As entered: the records themselves, whatever is said to be the same.
            let text: Value = serde_json::from_str(&dossier.to_json()).unwrap();
            let mut all = BTreeSet::new();
            let default = text["source"].clone();
            for section in ["persons", "visits", "same_as", "states"] {
                for (id, record) in text[section].as_object().into_iter().flatten() {
                    list(&format!("{section} {id}"), record, &default, &mut all);
                    for (key, part) in record["stops"].as_object().into_iter().flatten() {
                        list(&format!("{section} {id} {key}"), part, &default, &mut all);
                    }
                }
            }
            all
        };
        let union: BTreeSet<String> = entered(&a).union(&entered(&b)).cloned().collect();
        prop_assert_eq!(entered(&both), union);
        prop_assert!(accounts(&both).len() >= accounts(&a).len());
    }

    #[test]
    fn what_is_merged_can_be_read_again_and_asked(a in some_world(), b in some_world()) {
        let both = a.merge(&b).unwrap();
        prop_assert!(Dossier::from_json(&both.to_json()).unwrap() == both);
        let known = both.as_known();
        prop_assert!(known.visit("v0").is_ok());
        known.disagreements();
        both.proposals();
    }
}

/// Each account of a record or part as text, with its source.
fn list(of: &str, record: &Value, default: &Value, all: &mut BTreeSet<String>) {
    let Some(accounts) = record["accounts"].as_array() else {
        let mut plain = record.as_object().cloned().unwrap_or_default();
        for field in ["stops", "guest", "host", "records"] {
            plain.remove(field);
        }
        plain.insert("by".into(), default.clone());
        all.insert(format!("{of} {}", Value::Object(plain)));
        return;
    };
    for account in accounts {
        let mut account = account.clone();
        if account["by"].is_null() {
            account["by"] = default.clone();
        }
        all.insert(format!("{of} {account}"));
    }
}
