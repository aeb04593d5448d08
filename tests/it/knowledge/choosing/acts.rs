//! Acts of which the accounts do not decide whether they were done, and what follows from them.

use detente::knowledge::{DeadlineOutcome, Knowledge, Stage, View};
use detente::model::Agreement;
use detente::time::Truth::{Maybe, No, Yes};
use detente::{Truth, date};

use support::world::dossier;

/// What is known of an agreement `t` of Russia and North Korea with these acts, and more told of it.
fn treaty(acts: &str, more: &str) -> Knowledge {
    let parties = r#""parties": ["russia", "north-korea"]"#;
    dossier(&format!(r#""agreements": {{"t": {{{parties}{more}, "acts": {{{acts}}}}}}}"#))
        .as_known()
}

fn known(knowledge: &Knowledge) -> View<'_, Agreement> {
    knowledge.agreement("t").expect("the agreement")
}

/// Where it stands for Russia on each of these days.
fn course(knowledge: &Knowledge, days: &[&str]) -> Vec<String> {
    let status = |day: &&str| known(knowledge).status_of("russia", day.parse().unwrap()).unwrap();
    days.iter().map(|day| status(day).to_string()).collect()
}

/// Two accounts of one day: that it was done then, and that it was not.
const EITHER: &str = r#"{"accounts": [{"by": "late", "progress": "held", "when": "2024-06-19"},
    {"by": "late", "locator": "P2", "progress": "did_not_happen"}]}"#;

/// The same, where one denies what the other tells.
const DENIED: [&str; 2] = [
    r#"{"accounts": [{"when": "2024-06-19"}, {"by": "late", "stance": "denies"}]}"#,
    r#"{"accounts": [{"when": "2024-06-19"}, {"by": "late", "stance": "denies", "progress": "held"}]}"#,
];

#[test]
fn what_is_undecided_or_denied_was_perhaps_done() {
    let days = ["2024-06-18", "2024-06-19", "2030-01-01"];
    for act in [EITHER].iter().chain(&DENIED) {
        let knowledge = treaty(&format!(r#""signed": {act}"#), "");
        let signed = known(&knowledge).acts().next().unwrap();
        assert_eq!(signed.is_done(), Maybe, "{act}");
        let perhaps = "nothing done or signed";
        assert_eq!(course(&knowledge, &days), ["nothing done", perhaps, perhaps], "{act}");
    }
}

#[test]
fn what_was_taken_back_was_not_done_and_what_was_affirmed_since_was() {
    let told = |accounts: &str| {
        let acts = format!(r#""signed": {{"accounts": [{{"when": "2024-05-19"}}, {accounts}]}}"#);
        known(&treaty(&acts, "")).acts().next().unwrap().is_done()
    };
    for denial in [r#""stance": "denies""#, r#""stance": "denies", "progress": "held""#] {
        assert_eq!(told(&format!(r#"{{"by": "correction", {denial}}}"#)), No);
        assert_eq!(told(&format!(r#"{{"by": "late", {denial}}}"#)), Maybe);
    }
    // Of another matter nothing is denied, and a plan that is denied was no deed.
    for other in [r#""when": "2024-05-20""#, r#""place": "p""#, r#""progress": "planned""#] {
        let place = other.replace(r#""place": "p""#, r#""text": "friendship""#);
        assert_eq!(told(&format!(r#"{{"by": "late", "stance": "denies", {place}}}"#)), Yes);
    }
}

#[test]
fn a_status_says_which_act_is_undecided() {
    for (act, against) in [
        (EITHER, vec!["progress held (late)", "progress did not happen (late P2)"]),
        (DENIED[0], vec!["that there is no such thing (late, denies it)"]),
        (DENIED[1], vec!["not progress held (late, denies it)"]),
    ] {
        let knowledge = treaty(&format!(r#""signed": {act}"#), "");
        let status = known(&knowledge).status_between("russia", "north-korea", date!("2024-07-01"));
        let because = status.unwrap().because();
        assert_eq!(because.rule, "the accounts do not decide which acts were done by then");
        assert_eq!(because.rests_on[0].words, "when 2024-06-19");
        let told: Vec<String> = because
            .against
            .iter()
            .map(|point| point.to_string().replace("agreement:t, acts, signed: ", ""))
            .collect();
        assert_eq!(told, against, "{act}");
    }
}

#[test]
fn the_order_of_acts_stands_whether_they_were_done_or_not() {
    let acts = |suspended: &str| {
        format!(
            r#""in_force": {{"when": "2024-06-01"}}, "suspended": {suspended},
            "resumed": {{"when": "2024-06-25"}}"#
        )
    };
    let days = ["2024-06-18", "2024-06-20", "2024-06-30"];
    for act in [EITHER].iter().chain(&DENIED) {
        let knowledge = treaty(&acts(act), "");
        assert_eq!(course(&knowledge, &days), ["in force", "in force or suspended", "in force"]);
    }
}

#[test]
fn an_act_and_its_effect_are_done_together_or_not_at_all() {
    let notice = EITHER.replace(r#""when""#, r#""effective": "2024-09-19", "when""#);
    let acts =
        format!(r#""in_force": {{"when": "2024-06-01"}}, "russia notice_of_withdrawal": {notice}"#);
    let days = ["2024-07-01", "2024-09-19"];
    assert_eq!(course(&treaty(&acts, ""), &days), ["in force", "in force or ended"]);
    let ratified = notice.replace("2024-06-19", "2024-05-01");
    let acts = format!(
        r#""signed": {{"when": "2024-04-01"}}, "in_force": {{"when": "2024-06-01"}},
        "north-korea ratified": {{"when": "2024-04-02"}}, "russia ratified": {ratified}"#
    );
    let days = ["2024-05-02", "2024-06-02", "2024-09-19"];
    assert_eq!(
        course(&treaty(&acts, ""), &days),
        ["signed or consented", "signed or consented", "signed or in force"]
    );
}

#[test]
fn whose_consent_is_undecided_is_perhaps_a_party_and_perhaps_bound() {
    let acts = format!(r#""in_force": {{"when": "2024-06-01"}}, "china acceded": {EITHER}"#);
    let knowledge = treaty(&acts, "");
    assert_eq!(known(&knowledge).parties(), ["china", "north-korea", "russia"]);
    let on = date!("2024-07-01");
    let status = known(&knowledge).status_of("china", on).unwrap();
    assert_eq!(status.to_string(), "nothing done or in force");
    assert_eq!(known(&knowledge).in_force_between("china", "russia", on).unwrap(), Maybe);
    // Whether consent is told party by party is then undecided too.
    let acts = format!(r#""in_force": {{"when": "2024-06-20"}}, "russia ratified": {EITHER}"#);
    let knowledge = treaty(&acts, "");
    let between = |one| known(&knowledge).status_of(one, on).unwrap().is(Stage::InForce);
    assert_eq!([between("russia"), between("north-korea")], [Maybe, Maybe]);
}

#[test]
fn what_may_have_been_done_is_neither_met_nor_missed() {
    let act = EITHER.replace(r#""when""#, r#""deadline": "2024-06-30", "when""#);
    for (act, by) in [(act.clone(), "undecided"), (act.replace("did_not_happen", "held"), "met")] {
        let knowledge = treaty(&format!(r#""signed": {act}"#), "");
        let deadlines = knowledge.deadlines(&"2024".parse().unwrap());
        let expected = if by == "met" { DeadlineOutcome::Met } else { DeadlineOutcome::Perhaps };
        assert_eq!(deadlines[0].outcome, expected, "{}", deadlines[0]);
    }
}

#[test]
fn whether_it_binds_may_be_undecided() {
    let told = |binding: &str| {
        format!(
            r#", "accounts": [{{"by": "late", {binding}}}], "obligations": {{"russia north-korea defence": {{}}}}"#
        )
    };
    let either = r#""binding": "yes"}, {"by": "late", "locator": "P2", "binding": "no""#;
    let forms = r#""form": "treaty"}, {"by": "late", "locator": "P2", "form": "joint_statement""#;
    for (row, either) in [("binding", either), ("form", forms)] {
        let knowledge = treaty(r#""signed": {"when": "2024-06-19"}"#, &told(either));
        let binds = known(&knowledge).is_binding();
        assert_eq!(*binds, Maybe, "{row}");
        assert_eq!(binds.because().rule, "the accounts do not decide whether it binds");
        assert_eq!(binds.because().against.len(), 2);
        assert_eq!(course(&knowledge, &["2024-06-19"]), ["signed or declared"]);
        let status = known(&knowledge).status_of("russia", date!("2024-07-01")).unwrap();
        assert_eq!(status.because().rule, "the accounts do not decide whether it binds");
        assert!(status.because().against[0].to_string().contains(row), "{}", status.because());
        let on = date!("2024-07-01");
        let owed = known(&knowledge).obligations_on("russia", "north-korea", on).unwrap();
        assert_eq!((owed[0].holds, owed[0].is_promise, owed[0].is_owed()), MAYBE, "{row}");
        assert!(knowledge.relations().build().left_out().is_empty());
    }
    // Two forms that are both soft leave nothing open.
    let soft =
        r#""form": "communique"}, {"by": "late", "locator": "P2", "form": "joint_statement""#;
    let knowledge = treaty(r#""signed": {"when": "2024-06-19"}"#, &told(soft));
    assert_eq!(*known(&knowledge).is_binding(), No);
    assert_eq!(course(&knowledge, &["2024-06-19"]), ["declared"]);
}

const MAYBE: (Truth, Truth, Truth) = (Maybe, Maybe, Maybe);

#[test]
fn what_is_met_is_owed_no_longer() {
    let owed = |more: &str| {
        let knowledge = treaty(
            r#""in_force": {"when": "2024-06-01"}"#,
            &format!(r#", "obligations": {{"russia north-korea defence": {{{more}}}}}"#),
        );
        let relations = knowledge.relations().build();
        let relation = relations.iter().find(|each| each.kind().as_str() == "defence_obligation");
        ["2024-06-30", "2024-07-01", "2024-08-01"].map(|day| {
            let on = day.parse().unwrap();
            let owed = known(&knowledge).obligations_on("russia", "north-korea", on).unwrap();
            if let Some(relation) = relation {
                assert_eq!(relation.holds_on(on), owed[0].holds, "{more} on {day}");
            }
            let because = owed.because().to_string();
            assert_eq!(more.contains("fulfilled"), because.contains("fulfilled 2024"), "{because}");
            owed[0].holds
        })
    };
    assert_eq!(owed(""), [Yes, Yes, Yes]);
    assert_eq!(owed(r#""fulfilled": "2024-06-30""#), [Yes, No, No]);
    assert_eq!(owed(r#""fulfilled": "2024-07""#), [Yes, Yes, No]);
    assert_eq!(owed(r#""fulfilled": "2024-07/2024-08""#), [Yes, Yes, Maybe]);
    assert_eq!(
        owed(r#""fulfilled": "2024-07-15", "during": "2024-06-01/2024-06-30""#),
        [Yes, No, No]
    );
    assert_eq!(owed(r#""fulfilled": "2024-06-30", "during": "2024-06-01/2025""#), [Yes, No, No]);
    let either = r#""accounts": [{"by": "late", "fulfilled": "2024-06-30"},
        {"by": "late", "locator": "P2", "fulfilled": "2024-09-01"}]"#;
    assert_eq!(owed(either), [Yes, Maybe, Maybe]);
}
