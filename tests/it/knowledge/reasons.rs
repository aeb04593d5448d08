//! Why an answer is what it is: the rule, what it rests on, and what spoke against.

use std::collections::BTreeSet;

use detente::knowledge::{Because, Point};
use detente::{Dossier, date};

use support::growing::{SHAPES, of_shape};
use support::pyongyang::MERGED;
use support::world::dossier;

fn in_words(all: &[Point]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

/// The rule, and of what it rests on the parts and the words.
fn told(because: &Because) -> (&'static str, Vec<String>) {
    let short = in_words(&because.rests_on);
    let short = short.iter().map(|each| each.replace("agreement:t, acts, ", ""));
    (because.rule, short.collect())
}

/// An agreement `t` of Russia, North Korea and Japan with these acts.
fn treaty(acts: &str) -> Dossier {
    let parties = r#""parties": ["russia", "north-korea", "japan"], "parties_closed": true"#;
    dossier(&format!(r#""agreements": {{"t": {{{parties}, "acts": {{{acts}}}}}}}"#))
}

#[test]
fn a_status_names_its_rule_and_the_fewest_acts_it_rests_on() {
    const FORCE: &str = r#""signed": {"when": "2000-01-01"}, "in_force": {"when": "2001-01-01"}"#;
    const IN_FORCE: &str = "in_force: when 2001-01-01 (early)";
    let more = |more: &str| format!("{FORCE}, {more}");
    let left = r#""north-korea withdrawn": {"when": "2003-01-01"}, "japan withdrawn": {"when": "2004-01-01"}"#;
    let objected = r#""russia objected": {"when": "2001-06-01", "addressee": "north-korea", "precludes_force": true}"#;
    let withdrawn = "north-korea withdrawn: when 2003-01-01 (early)";
    let cases = [
        (
            FORCE.into(),
            "2000-06-01",
            "signed",
            "the last act done by then",
            vec!["signed: when 2000-01-01 (early)"],
        ),
        (FORCE.into(), "2002-01-01", "in force", "the last act done by then", vec![IN_FORCE]),
        (
            FORCE.into(),
            "1999-01-01",
            "nothing done",
            "no act is done by then",
            vec!["agreement:t: that there is such a thing (early)"],
        ),
        (
            more(r#""suspended": {"when": "2002-01-01"}"#),
            "2002-06-01",
            "suspended",
            "the acts done by then, the later over the earlier",
            vec![IN_FORCE, "suspended: when 2002-01-01 (early)"],
        ),
        (
            r#""signed": {"when": "2000-01-01"}, "in_force": {"when": "2001"}"#.into(),
            "2001-06-01",
            "signed or in force",
            "by then acts of uncertain day may have been done or not",
            vec!["signed: when 2000-01-01 (early)", "in_force: when 2001 (early)"],
        ),
        (
            more(left),
            "2005-01-01",
            "ended",
            "it is over for the last party once every other has left",
            vec![IN_FORCE, "japan withdrawn: when 2004-01-01 (early)", withdrawn],
        ),
    ];
    for (acts, on, status, rule, rests_on) in cases {
        let dossier = treaty(&acts);
        let known = dossier.as_known();
        let found = known.agreement("t").unwrap().status_of("russia", on.parse().unwrap()).unwrap();
        assert_eq!(found.to_string(), status, "{acts} {on}");
        assert_eq!(
            told(&found.because()),
            (rule, rests_on.into_iter().map(str::to_owned).collect())
        );
    }
    let between = [
        (
            more(objected),
            "precluded",
            "an objection keeps it from force between the two",
            vec![IN_FORCE, "russia objected: when 2001-06-01 (early)"],
        ),
        (
            more(r#""north-korea withdrawn": {"when": "2003-01-01"}"#),
            "ended",
            "between two it is over once it is over for one",
            vec![withdrawn],
        ),
        (
            more(r#""russia suspended": {"when": "2003-01-01"}"#),
            "suspended",
            "between two it is suspended once it is for one",
            vec![IN_FORCE, "russia suspended: when 2003-01-01 (early)"],
        ),
        (
            r#""signed": {"when": "2000-01-01"}, "russia ratified": {"when": "2001-01-01"}"#.into(),
            "signed",
            "between two it stands where it does for the one who has come less far",
            vec!["signed: when 2000-01-01 (early)"],
        ),
    ];
    for (acts, status, rule, rests_on) in between {
        let dossier = treaty(&acts);
        let known = dossier.as_known();
        let treaty = known.agreement("t").unwrap();
        let found = treaty.status_between("russia", "north-korea", date!("2005-01-01")).unwrap();
        assert_eq!(found.to_string(), status, "{acts}");
        assert_eq!(
            told(&found.because()),
            (rule, rests_on.into_iter().map(str::to_owned).collect())
        );
    }
}

#[test]
fn of_too_many_successions_nothing_is_excluded() {
    let all: Vec<String> = (0..14).map(|i| format!(r#""s{i}": {{}}"#)).collect();
    let heir = |i: usize| {
        format!(r#""s{} succeeded": {{"when": "2000/2010", "predecessor": "s{i}"}}"#, i + 1)
    };
    let acts: Vec<String> = (0..13).map(heir).collect();
    let text = format!(
        r#"{{"detente": 1, "source": "a", "sources": {{"a": {{}}}}, "states": {{{}}}, "agreements":
            {{"t": {{"parties": ["s0", "s13"], "acts": {{{}}}}}}}}}"#,
        all.join(", "),
        acts.join(", ")
    );
    let known = Dossier::from_json(&text).unwrap().as_known();
    let status = known.agreement("t").unwrap().status_of("s13", date!("2005-01-01")).unwrap();
    let because = status.because();
    assert_eq!(because.rule, "so many acts of uncertain day that nothing is excluded");
    assert!(!because.rests_on.is_empty());
}

#[test]
fn what_denies_or_contests_an_act_spoke_against() {
    let act = |accounts: &str| treaty(&format!(r#""signed": {{"accounts": [{accounts}]}}"#));
    let cases = [
        (
            r#"{"when": "2000-01-01"}, {"by": "late", "stance": "denies"}"#,
            "that there is no such thing (late, denies it)",
        ),
        (
            r#"{"when": "2000-01-01", "certainty": "possible"}, {"by": "other", "when": "2000-01-03"}"#,
            "when 2000-01-01 (early)",
        ),
        (
            r#"{"when": "2000-01-01"}, {"by": "other", "when": "2000-01-03"}"#,
            "when 2000-01-01 (early)",
        ),
        (
            r#"{"when": "2000-01-01"}, {"by": "late", "stance": "denies", "when": "2000-01-01"}"#,
            "not when 2000-01-01 (late, denies it)",
        ),
    ];
    for (accounts, against) in cases {
        let dossier = act(accounts);
        let known = dossier.as_known();
        let status =
            known.agreement("t").unwrap().status_of("russia", date!("2001-01-01")).unwrap();
        let because = status.because();
        assert!(!because.rests_on.is_empty(), "{accounts}");
        let found = in_words(&because.against);
        assert!(found.contains(&format!("agreement:t, acts, signed: {against}")), "{because}");
    }
}

#[test]
fn every_status_rests_on_something() {
    let shapes = SHAPES.iter().map(|(name, _)| of_shape(name, 6));
    let mut rules = BTreeSet::new();
    for dossier in shapes.chain([MERGED.clone()]) {
        let known = dossier.as_known();
        for agreement in known.agreements() {
            for (one, on) in agreement.parties().into_iter().flat_map(|one| {
                ["1990-01-01", "2019-01-15", "2024-12-31"].map(|day| (one, day.parse().unwrap()))
            }) {
                let status = agreement.status_of(one, on).unwrap().because();
                assert!(!status.rests_on.is_empty(), "{agreement:?} {one} {on}: {status}");
                rules.insert(status.rule);
                for other in agreement.parties() {
                    let status = agreement.status_between(one, other, on).unwrap().because();
                    assert!(!status.rests_on.is_empty(), "{agreement:?} {one} {other}: {status}");
                    rules.insert(status.rule);
                }
            }
        }
    }
    assert!(rules.len() >= 4, "{rules:?}");
}
