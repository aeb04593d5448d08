//! What is read, written and read again is the same, whatever the order in which it was entered.

use std::collections::{BTreeMap, BTreeSet};

use detente::model::{
    Account, Act, ActKey, ActKind, Agreement, AgreementIdentity, AgreementRecord, Certainty,
    CitedSpeaker, Conflict, Delegate, Details, IdSet, Identity, Leg, List, Meeting, Member, Noun,
    Obligation, Office, Organisation, OrganisationRecord, Part, Parts, Person, PersonRecord, Place,
    PlaceRecord, Progress, Provenance, SameAs, Scalar, Source, Speaker, Stance, State, StateRecord,
    Statement, StatementAct, StatementIdentity, StatementRecord, Stop, Subject, Tenure, Tie, Title,
    Trip, Visit, VisitForm, VisitIdentity, VisitRecord, When,
};
use detente::time::{End, Period, Said};
use detente::{Dossier, date, id};
use proptest::prelude::*;
use serde_json::Value;
use support::files::{fixture, in_repository};

fn valid() -> Vec<(String, Dossier)> {
    let folder = in_repository("tests/fixtures/valid");
    let mut read: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let dossier = Dossier::from_json_path(&path)
                .unwrap_or_else(|error| panic!("{error}: {:?}", error.issues()));
            (path.display().to_string(), dossier)
        })
        .collect();
    read.sort_by(|a, b| a.0.cmp(&b.0));
    read
}

/// Equal after one round, and the same bytes from the first writing on.
fn survives(name: &str, dossier: &Dossier) {
    let written = dossier.to_json();
    let again = Dossier::from_json(&written).unwrap_or_else(|e| panic!("{name}: {e}\n{written}"));
    assert!(again == *dossier, "{name} is not the same after writing and reading:\n{written}");
    assert_eq!(again.to_json(), written, "{name}");
    let mut bytes = Vec::new();
    dossier.write_json(&mut bytes).unwrap();
    assert_eq!(bytes, written.as_bytes());
}

#[test]
fn every_valid_fixture_survives() {
    let all = valid();
    assert!(all.len() >= 5);
    for (name, dossier) in &all {
        survives(name, dossier);
    }
}

/// The keys that are used in the objects of one kind.
type Used = BTreeSet<String>;

fn note(used: &mut Used, object: &Value) {
    let Some(fields) = object.as_object() else {
        return;
    };
    used.extend(fields.keys().cloned());
    let accounts = fields.get("accounts").and_then(Value::as_array);
    accounts.into_iter().flatten().for_each(|account| note(used, account));
}

fn used(section: &Value) -> Used {
    let mut used = Used::new();
    section.as_object().unwrap().values().for_each(|object| note(&mut used, object));
    used
}

fn holds_all(what: &str, used: &Used, names: &[&str]) {
    for name in names {
        assert!(used.contains(*name), "{what} never has {name}");
    }
}

fn holds_noun<N: Noun>(file: &Value) {
    let section = N::NOUN.section();
    let used = used(&file[section]);
    holds_all(section, &used, N::Identity::NAMES);
    holds_all(section, &used, N::NAMES);
    holds_all(section, &used, N::Parts::NAMES);
}

fn holds_part<N: Noun, P: Details>(file: &Value, list: &str) {
    let mut all = Used::new();
    for record in file[N::NOUN.section()].as_object().unwrap().values() {
        if let Some(parts) = record.get(list) {
            all.extend(used(parts));
        }
    }
    holds_all(list, &all, P::NAMES);
    assert!(N::Parts::NAMES.contains(&list));
}

#[test]
fn the_rich_fixture_holds_every_detail_of_every_noun_and_part() {
    let file: Value = serde_json::from_str(&fixture("valid/everything.json")).unwrap();
    holds_noun::<State>(&file);
    holds_noun::<Person>(&file);
    holds_noun::<Organisation>(&file);
    holds_noun::<Place>(&file);
    holds_noun::<Office>(&file);
    holds_noun::<Tenure>(&file);
    holds_noun::<Trip>(&file);
    holds_noun::<Visit>(&file);
    holds_noun::<Meeting>(&file);
    holds_noun::<Agreement>(&file);
    holds_noun::<Statement>(&file);
    holds_noun::<Conflict>(&file);
    holds_noun::<Tie>(&file);
    holds_noun::<SameAs>(&file);
    holds_part::<Organisation, Member>(&file, "members");
    holds_part::<Office, Title>(&file, "titles");
    holds_part::<Trip, Leg>(&file, "legs");
    holds_part::<Visit, Stop>(&file, "stops");
    holds_part::<Visit, Delegate>(&file, "delegation");
    holds_part::<Agreement, Act>(&file, "acts");
    holds_part::<Agreement, Obligation>(&file, "obligations");
    holds_all("a telling", &used(&file["visits"]), Provenance::NAMES);
    for noun in detente::model::NounKind::ALL {
        assert!(file.get(noun.section()).is_some(), "no {}", noun.section());
    }
}

fn built() -> detente::dossier::DossierBuilder {
    let visit = VisitIdentity::new(id!("rudolf"), id!("ruritania"));
    let parties = IdSet::new([id!("strelsau"), id!("ruritania")]).unwrap();
    let said = StatementIdentity::new(
        Speaker::Other("?observers".parse().unwrap()),
        StatementAct::ASSESSES,
    );
    Dossier::builder()
        .title("Built")
        .default_source(Source::new(id!("s")).published(date!("2024-06-17")))
        .source(Source::new(id!("r")).derived_from(id!("s")))
        .record(StateRecord::new(id!("strelsau"), ()))
        .record(StateRecord::new(id!("ruritania"), ()).with(State::NAME, "Ruritania"))
        .record(PersonRecord::new(id!("rudolf"), ()).with(Person::CITIZEN_OF, List::closed([])))
        .record(PlaceRecord::new(id!("castle"), ()))
        .record(
            VisitRecord::new(id!("v"), visit)
                .account(
                    Account::by(id!("r"))
                        .via(["?reports".parse::<CitedSpeaker>().unwrap()])
                        .stance(Stance::Denies)
                        .certainty(Certainty::Possible)
                        .as_said(Visit::PLANNED, Said::new("soon").unwrap())
                        .x("acme:share", Scalar::Number(0.1 + 0.2))
                        .x("any name at all", "\u{202e}\u{0}\"\\")
                        .with(Visit::PROGRESS, Progress::Planned)
                        .with(Visit::PLANNED, Period::on("2024-06-18/2024-06-19".parse().unwrap()))
                        .with(Visit::ACTUAL, Period::new(End::Unknown, End::Open).unwrap()),
                )
                .account(Account::new().with(Visit::FORM, VisitForm::STATE))
                .with_part(Visit::STOPS, Part::new("first".parse().unwrap())),
        )
        .record(
            AgreementRecord::new(id!("a"), AgreementIdentity::new(parties)).with_part(
                Agreement::ACTS,
                Part::new(ActKey::of_all(ActKind::SIGNED))
                    .with(Act::WHEN, When::after(detente::model::VisitId::new("v").unwrap())),
            ),
        )
        .record(OrganisationRecord::new(id!("court"), ()))
        .record(StatementRecord::new(id!("said"), said).with(
            Statement::ABOUT,
            List::open([Subject::relation(id!("strelsau"), id!("ruritania"))]),
        ))
}

#[test]
fn what_is_built_in_code_survives() {
    survives("built", &built().build().unwrap());
    let emptied = built().build().unwrap().into_builder().build().unwrap();
    survives("built again", &emptied);
}

#[test]
fn what_no_file_could_hold_is_not_built() {
    let reading_back = |account: Account<State>| {
        let record = StateRecord::new(id!("x"), ()).account(account);
        let error = built().record(record).build().unwrap_err();
        assert_eq!(error.issues().len(), 1, "{error}");
        assert_eq!(error.issues()[0].line(), None);
        error.to_string()
    };
    assert_eq!(
        reading_back(Account::new().x("n", Scalar::Number(f64::NAN))),
        "states.x.x.n: found \"NaN\", expected a value that a file can hold"
    );
    reading_back(Account::new().x("n", Scalar::Number(f64::INFINITY)));
    reading_back(Account::new().x(" ", 1));
    reading_back(Account::new().via([CitedSpeaker::Unnamed("two words".into())]));
    let (a, b) = (id!("ruritania"), id!("strelsau"));
    let backwards = StatementRecord::new(
        id!("x"),
        StatementIdentity::new(Speaker::Author, StatementAct::STATES),
    )
    .with(Statement::ABOUT, List::open([Subject::Relation(b, a)]));
    assert!(built().record(backwards).build().is_err());
    let nobody = StatementIdentity::new(
        Speaker::Other(CitedSpeaker::Unnamed("".into())),
        StatementAct::STATES,
    );
    assert!(built().record(StatementRecord::new(id!("x"), nobody)).build().is_err());
}

/// Numbers that decide the order of things: a small generator of no great quality.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.roll(i + 1));
        }
    }
}

/// JSON whose objects keep the order they are given, which `serde_json::Value` does not.
fn shuffled(value: &Value, key: &str, dice: &mut Dice) -> String {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            dice.shuffle(&mut fields);
            let texts: Vec<String> = fields
                .into_iter()
                .map(|(key, value)| format!("{key:?}: {}", shuffled(value, key, dice)))
                .collect();
            format!("{{{}}}", texts.join(", "))
        }
        Value::Array(items) => {
            let mut items: Vec<&Value> = items.iter().collect();
            // Only here does order say nothing; topics and chains are told in order.
            if ["accounts", "between", "parties"].contains(&key) {
                dice.shuffle(&mut items);
            }
            let texts: Vec<String> = items.iter().map(|item| shuffled(item, "", dice)).collect();
            format!("[{}]", texts.join(", "))
        }
        scalar => scalar.to_string(),
    }
}

#[test]
fn the_order_of_entry_never_counts() {
    for name in ["valid/everything.json", "valid/order_of_entry.json"] {
        let text = fixture(name);
        let value: Value = serde_json::from_str(&text).unwrap();
        let dossier = Dossier::from_json(&text).unwrap();
        for seed in 0..40 {
            let other = shuffled(&value, "", &mut Dice(seed));
            let read = Dossier::from_json(&other).unwrap_or_else(|e| panic!("{e}\n{other}"));
            assert!(read == dossier, "{name} shuffled by {seed}");
            assert_eq!(read.to_json(), dossier.to_json(), "{name} shuffled by {seed}");
        }
    }
}

/// A choice of fields for one account of a visit, as JSON.
fn some_account() -> impl Strategy<Value = BTreeMap<String, Value>> {
    let whole: Value = serde_json::from_str(&fixture("valid/everything.json")).unwrap();
    let fields = whole["visits"]["rudolf-strelsau"]["accounts"][0].as_object().unwrap().clone();
    let fields: Vec<(String, Value)> = fields.into_iter().collect();
    let number = 0..=fields.len();
    let by = prop::option::of(prop::sample::select(vec!["wire", "article"]));
    (prop::sample::subsequence(fields, number), by, any::<i64>(), any::<f64>(), ".{0,8}").prop_map(
        |(fields, by, whole, decimal, text)| {
            let mut account: BTreeMap<String, Value> = fields.into_iter().collect();
            if let Some(by) = by {
                account.insert("by".into(), by.into());
            }
            if account.contains_key("x") {
                let decimal = if decimal.abs() < 9e18 { decimal } else { 0.1 };
                let x = serde_json::json!({"w": whole, "d": decimal, "t": text});
                account.insert("x".into(), x);
            }
            account
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]

    #[test]
    fn random_accounts_survive(accounts in prop::collection::vec(some_account(), 1..5)) {
        let mut whole: Value = serde_json::from_str(&fixture("valid/everything.json")).unwrap();
        whole["visits"]["rudolf-strelsau"]["accounts"] = serde_json::to_value(&accounts).unwrap();
        let text = whole.to_string();
        let dossier = Dossier::from_json(&text).unwrap();
        survives("random", &dossier);
        let turned: Vec<_> = accounts.into_iter().rev().collect();
        whole["visits"]["rudolf-strelsau"]["accounts"] = serde_json::to_value(&turned).unwrap();
        let other = Dossier::from_json(&whole.to_string()).unwrap();
        prop_assert!(other == dossier);
        prop_assert_eq!(other.to_json(), dossier.to_json());
    }
}
