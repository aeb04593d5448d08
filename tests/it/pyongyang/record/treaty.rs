//! The treaty of 2024, those it follows, and others that the graph needs: F7 to F9, F32 to F59, F92.

use detente::knowledge::{Found, PartView, Stage, View};
use detente::model::{Act, ActKind, Agreement, Id, Obligation, ObligationType};
use detente::time::{NaiveDate, Truth};
use detente::{Certainty, Knowledge, date};

use super::{AFTER, EVE, EXCHANGE, RECORD, REPORTED, act, expect, facts, gives, on, sides};

const TREATY: &str = "russia-dprk-2024";

fn agreement<'k>(known: &'k Knowledge, id: &str) -> View<'k, Agreement> {
    known.agreement(id).unwrap_or_else(|error| panic!("{error}"))
}

fn part<'k>(agreement: View<'k, Agreement>, key: &str) -> PartView<'k, Act> {
    agreement.part(Agreement::ACTS, key).unwrap_or_else(|| panic!("no act {key}"))
}

fn between(known: &Knowledge, id: &str, day: NaiveDate) -> String {
    let status = agreement(known, id).status_between("russia", "north-korea", day);
    status.expect("both are parties").to_string()
}

#[test]
fn on_the_eve_it_may_be_signed() {
    let eve = on(EVE);
    let treaty = agreement(&eve, TREATY);
    let intended = part(treaty, "russia intended");
    assert!(intended.is_done().is_impossible());
    let ushakov = intended
        .accounts()
        .find(|account| facts(account.provenance()).contains("F7"))
        .expect("Ushakov's word");
    assert_eq!(ushakov.provenance().certainty(), Certainty::Possible);
    assert_eq!(ushakov.provenance().via()[0].code(), "yuri-ushakov");
    let status = |party| treaty.status_of(party, EVE).expect("a party").settled();
    assert_eq!(status("russia"), Some(Some(Stage::Intended)));
    assert_eq!(status("north-korea"), Some(None), "not a word of its own");
    let replaces = treaty.explain(Agreement::REPLACES);
    let chosen = replaces.chosen.expect("told");
    assert_eq!(chosen.value().items().len(), 4);
    assert!(facts(chosen.provenance()).contains("F8"), "and how the years are misprinted");
    assert!(treaty.acts().all(|act| *act.key().kind() == ActKind::INTENDED));

    let day_after = on(date!("2024-06-18"));
    act(part(agreement(&day_after, TREATY), "russia drafted"), "F9", "../2024-06-18");
}

#[test]
fn its_life_act_by_act() {
    let known = RECORD.as_known();
    let treaty = agreement(&known, TREATY);
    let acts = [
        ("russia drafted", "F32", "../2024-06-18"),
        ("north-korea signed", "F33", "2024-06-19"),
        ("russia signed", "F16", "2024-06-19"),
        ("north-korea published", "F34", "2024-06-20"),
        ("russia dossier:bill_submitted", "F35", "2024-10-14"),
        ("russia dossier:committee_recommended", "F36", "2024-10-23"),
        ("russia domestic_approval", "F37", "2024-10-24"),
        ("russia domestic_approval 2", "F38", "2024-11-06"),
        ("russia ratified", "F39", "2024-11-09"),
        ("north-korea ratified", "F40", "2024-11-11"),
        ("in_force", "F42", "2024-12-04"),
        ("north-korea instrument_exchanged", "F41", "2024-12-04"),
        ("russia instrument_exchanged", "F41", "2024-12-04"),
        ("russia published", "F44", "2024-12-05"),
    ];
    for (key, fact, day) in acts {
        act(part(treaty, key), fact, day);
    }
    let by_day: Vec<String> =
        treaty.acts_by_day().iter().map(|act| act.key().to_string()).collect();
    let mut expected: Vec<&str> = acts.iter().map(|(key, ..)| *key).collect();
    expected.push("russia intended");
    assert_eq!(by_day, expected);

    let person = |key| part(treaty, key).get(Act::PERSON).map(Id::as_str);
    assert_eq!(person("russia signed"), Some("vladimir-putin"));
    assert_eq!(person("north-korea signed"), Some("kim-jong-un"));
    assert_eq!(person("russia instrument_exchanged"), Some("andrei-rudenko"));
    assert_eq!(person("north-korea instrument_exchanged"), Some("kim-jong-gyu"));
    gives(treaty.explain(Agreement::TERM), "F44", "indefinite");
    gives(treaty.explain(Agreement::FORM), "F16", "treaty");
    // "Ratified in November" and "ratified on 24 October" are two steps.
    let ratified = part(treaty, "russia ratified").explain(Act::WHEN);
    assert!(!ratified.is_contested(), "a day in November");
    assert_eq!(
        sides(&ratified),
        expect(&[("2024-11", &["s-interfax"]), ("2024-11-09", &["s-rt-rat", "s-tass-force"])])
    );
}

#[test]
fn each_act_becomes_known_on_its_day() {
    let first_known = |key: &str| {
        let days = date!("2024-06-01").iter_days().take(250);
        let knows = |day: &NaiveDate| {
            let known = on(*day);
            let treaty = known.agreement(TREATY).ok();
            treaty.and_then(|t| t.part(Agreement::ACTS, key)).is_some()
        };
        days.into_iter().find(knows).map(|day| day.to_string())
    };
    let told = [
        ("russia signed", "2024-06-19"),
        ("north-korea published", "2024-06-20"),
        ("russia dossier:bill_submitted", "2024-10-14"),
        ("russia dossier:committee_recommended", "2024-10-23"),
        ("russia domestic_approval", "2024-10-24"),
        ("russia domestic_approval 2", "2024-11-06"),
        ("russia ratified", "2024-11-09"),
        ("north-korea ratified", "2024-12-05"),
        ("russia instrument_exchanged", "2024-12-05"),
        ("in_force", "2024-12-05"),
    ];
    for (key, day) in told {
        assert_eq!(first_known(key).as_deref(), Some(day), "{key}");
    }
}

#[test]
fn signed_then_in_force_as_known_day_by_day() {
    assert_eq!(between(&on(EVE), TREATY, EVE), "nothing done", "nothing done by both");
    assert_eq!(between(&on(AFTER), TREATY, AFTER), "signed");
    let october = date!("2024-10-18");
    assert_eq!(between(&on(october), TREATY, october), "signed");
    assert_eq!(between(&RECORD.as_known(), TREATY, october), "signed", "still");
    // It entered into force on the day of the exchange; the day after, one could know it.
    assert_eq!(between(&on(EXCHANGE), TREATY, EXCHANGE), "signed");
    assert_eq!(between(&on(REPORTED), TREATY, REPORTED), "in force");
    assert_eq!(between(&on(REPORTED), TREATY, EXCHANGE), "in force");
    let eve_of_exchange = date!("2024-12-03");
    assert_eq!(between(&on(REPORTED), TREATY, eve_of_exchange), "consented");
}

#[test]
fn the_treaty_of_2000_ends_with_it() {
    let known = on(REPORTED);
    let old = agreement(&known, "russia-dprk-2000");
    let superseded = part(old, "superseded");
    act(superseded, "F43", "2024-12-04");
    assert_eq!(superseded.get(Act::SUCCESSOR).map(Id::as_str), Some(TREATY));
    assert_eq!(between(&known, "russia-dprk-2000", REPORTED), "ended");
    assert_eq!(between(&known, "russia-dprk-2000", AFTER), "in force");
    assert_eq!(between(&on(EXCHANGE), "russia-dprk-2000", EXCHANGE), "in force");
    // Four were to go, one did.
    let replaces = agreement(&known, TREATY).explain(Agreement::REPLACES);
    gives(agreement(&known, TREATY).explain(Agreement::REPLACES), "F46", "russia-dprk-2000, …");
    assert!(!replaces.is_contested(), "neither list is said to be complete");
}

fn owed(known: &Knowledge, id: &str, from: &str, to: &str, day: NaiveDate) -> Vec<(String, Truth)> {
    let owed = agreement(known, id).obligations_on(from, to, day).expect("both are parties");
    owed.iter()
        .map(|each| (each.obligation.key().kind().as_str().to_owned(), each.is_owed()))
        .collect()
}

#[test]
fn what_they_owe_each_other() {
    let known = RECORD.as_known();
    for (from, to) in [("russia", "north-korea"), ("north-korea", "russia")] {
        let kinds = ["consultation", "defence", "dossier:no_use_of_territory", "neutrality"];
        let from_then = |truth| kinds.map(|kind| (kind.to_owned(), truth)).to_vec();
        let mut on_the_day = owed(&known, TREATY, from, to, EXCHANGE);
        on_the_day.sort_by(|(a, _), (b, _)| a.cmp(b));
        assert_eq!(on_the_day, from_then(Truth::Yes));
        let mut before = owed(&known, TREATY, from, to, date!("2024-10-18"));
        before.sort_by(|(a, _), (b, _)| a.cmp(b));
        assert_eq!(before, from_then(Truth::No));
        let key = format!("{from} {to} defence");
        let defence =
            agreement(&known, TREATY).part(Agreement::OBLIGATIONS, &key).expect("Article 4");
        gives(defence.explain(Obligation::ARTICLES), "F45", "4, …");
        assert!(defence.get(Obligation::TRIGGER).is_some_and(|t| t.contains("armed attack")));
    }
}

/// Every obligation of defence between Moscow and Pyongyang that may hold on a day.
fn defence(known: &Knowledge, day: NaiveDate) -> Vec<String> {
    let moscow = ["russia", "soviet-union"];
    let mut found = Vec::new();
    for agreement in known.agreements() {
        for side in moscow {
            let owed = agreement
                .obligations_on(side, "north-korea", day)
                .map_or_else(|_| Vec::new(), Found::into_vec);
            let defence = owed.iter().filter(|each| {
                let is_defence = *each.obligation.key().kind() == ObligationType::DEFENCE;
                is_defence && each.is_owed().is_possible()
            });
            found.extend(
                defence.map(|each| format!("{} {side} {}", agreement.id(), each.is_owed())),
            );
        }
    }
    found
}

#[test]
fn which_defence_obligation_when() {
    let known = RECORD.as_known();
    assert_eq!(defence(&known, date!("2010-01-01")), [""; 0], "the first had ended");
    assert_eq!(defence(&known, date!("2024-10-18")), [""; 0], "the second had not begun");
    assert_eq!(defence(&known, date!("1970-01-01")), ["ussr-dprk-1961 soviet-union yes"]);
    assert_eq!(defence(&known, date!("1994-01-01")), ["ussr-dprk-1961 russia yes"]);
    assert_eq!(defence(&known, EXCHANGE), ["russia-dprk-2024 russia yes"]);
    let consultation =
        owed(&known, "russia-dprk-2000", "russia", "north-korea", date!("2010-01-01"));
    assert_eq!(consultation, [("consultation".to_owned(), Truth::Yes)]);
}

#[test]
fn four_ends_are_given_for_the_treaty_of_1961() {
    let known = RECORD.as_known();
    let treaty = agreement(&known, "ussr-dprk-1961");
    act(part(treaty, "soviet-union signed"), "F48", "1961-07-06");
    act(part(treaty, "in_force"), "F48", "1961-09-10");
    act(part(treaty, "published"), "F48", "1962-01-23");
    act(part(treaty, "russia succeeded"), "F49", "1991-12");
    let expired = part(treaty, "expired").explain(Act::WHEN);
    assert!(expired.is_contested());
    assert_eq!(
        sides(&expired),
        expect(&[("1995-09-07", &["s-gibler"]), ("1996-09-10", &["s-atop"])])
    );
    let notice = part(treaty, "russia notice_of_withdrawal").explain(Act::WHEN);
    assert!(notice.is_contested());
    assert_eq!(sides(&notice), expect(&[("1995", &["s-james"]), ("1996-09", &["s-gibler"])]));
    let found = known.disagreements();
    let found: Vec<String> = found.iter().map(|d| format!("{} {}", d.about, d.detail)).collect();
    assert!(found.contains(&"agreement:ussr-dprk-1961, acts, expired when".to_owned()));
    let status = treaty.status_between("russia", "north-korea", date!("2010-01-01"));
    assert_eq!(status.expect("parties").settled(), Some(Some(Stage::Ended)));
}

#[test]
fn the_treaty_of_2000_and_the_declarations() {
    let known = on(EVE);
    let treaty = agreement(&known, "russia-dprk-2000");
    act(part(treaty, "initialled"), "F50", "1999-03");
    act(part(treaty, "russia signed"), "F50", "2000-02-09");
    act(part(treaty, "in_force"), "F50", "2000-02-10/2000-12-31");
    assert_eq!(part(treaty, "russia signed").get(Act::PERSON).map(Id::as_str), Some("igor-ivanov"));
    gives(treaty.explain(Agreement::OBLIGATIONS_CLOSED), "F50", "true");
    for (id, fact, day) in [
        ("pyongyang-declaration-2000", "F51", "2000-07-19"),
        ("moscow-declaration-2001", "F52", "2001-08-04"),
    ] {
        let declaration = agreement(&known, id);
        assert!(declaration.is_binding().is_impossible());
        act(part(declaration, "russia signed"), fact, day);
        act(part(declaration, "north-korea signed"), fact, day);
        assert_eq!(between(&known, id, EVE), "declared");
        assert!(declaration.accounts().any(|a| facts(a.provenance()).contains("F53")));
    }
}

#[test]
fn other_pacts() {
    let known = RECORD.as_known();
    let china = agreement(&known, "china-dprk-1961");
    act(part(china, "in_force"), "F54", "1961-09-10");
    assert_eq!(part(china, "china signed").get(Act::PERSON).map(Id::as_str), Some("zhou-enlai"));
    let terms = china.explain(Agreement::TERM);
    assert!(terms.is_contested(), "renewed every twenty years, or until both agree");
    let yes = |id, a, b, day| agreement(&known, id).in_force_between(a, b, day).expect("parties");
    assert_eq!(yes("china-dprk-1961", "china", "north-korea", EVE), Truth::Yes);
    let owes = owed(&known, "china-dprk-1961", "china", "north-korea", date!("2010-01-01"));
    assert!(owes.contains(&("defence".to_owned(), Truth::Yes)));

    let korea = part(agreement(&known, "us-rok-1953"), "in_force").explain(Act::WHEN);
    assert_eq!(
        sides(&korea),
        expect(&[("1954-11-17", &["s-fv"]), ("1954-11-18", &["s-wiki-rok"])])
    );
    gives(
        part(agreement(&known, "us-japan-1960"), "in_force").explain(Act::WHEN),
        "F56",
        "1960-06-23",
    );
    let japan = part(agreement(&known, "us-japan-1960"), "in_force").explain(Act::WHEN);
    assert_eq!(sides(&japan).len(), 3);
    let china = agreement(&known, "russia-china-2001");
    act(part(china, "in_force"), "F57", "2002-02-28");
    gives(part(china, "china signed").explain(Act::PERSON), "F57", "jiang-zemin");
    act(part(china, "extended"), "F57", "2021-06-28");

    let vietnam = agreement(&known, "russia-vietnam-1994");
    act(part(vietnam, "russia signed"), "F58", "1994-06-16");
    assert_eq!(yes("russia-vietnam-1994", "russia", "vietnam", EVE), Truth::Yes);
    let owes = owed(&known, "russia-vietnam-1994", "russia", "vietnam", EVE);
    assert_eq!(owes, [("consultation".to_owned(), Truth::Yes)], "an ally by no pact of defence");
    let label = known.statement("atop-russia-vietnam").expect("told");
    assert!(label.accounts().all(|account| facts(account.provenance()).contains("F92")));
    for id in [
        "russia-vietnam-declaration-2001",
        "russia-vietnam-statement-2012",
        "russia-vietnam-vision-2030",
    ] {
        let status = agreement(&known, id).status_between("russia", "vietnam", EVE);
        assert_ne!(status.expect("parties").is(Stage::InForce), Truth::Yes, "{id}");
    }
}
