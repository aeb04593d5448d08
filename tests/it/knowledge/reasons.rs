//! Why an answer is what it is: the rule, what it rests on, and what spoke against.

use std::collections::BTreeSet;

use detente::knowledge::{Because, CoveredFor, Point, View};
use detente::model::{Criterion, Source, SourceCoverage, Visit};
use detente::{Dossier, Truth, date, id};

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

/// With a source `list`, which lists these visits or tenures completely, or something else.
fn listing(covers: &str, sections: &str) -> Dossier {
    let list = Source::new(id!("list")).published(date!("2024-07-01"));
    let covers = serde_json::from_str::<Vec<SourceCoverage>>(covers).unwrap();
    let list = covers.into_iter().fold(list, Source::covers);
    dossier(sections).into_builder().source(list).build().unwrap()
}

#[test]
fn an_empty_list_says_whether_nothing_is_there_or_nothing_covers_it() {
    const BOTH: &str = r#"[{"noun": "visit", "of": ["russia", "north-korea"], "during": ["2000-01-01/2009-12-31"]}]"#;
    const ONE: &str =
        r#"[{"noun": "visit", "of": ["russia"], "during": ["2000-01-01/2009-12-31"]}]"#;
    const THE_TWO: &str = r#"[{"noun": "visit", "of": ["russia", "north-korea"], "together": true, "during": ["2000-01-01/2009-12-31"]}]"#;
    const IN_TURN: &str = r#"[{"noun": "visit", "during": ["2000-01-01/2004-12-31"]}, {"noun": "visit", "during": ["2005-01-01/2009-12-31"]}]"#;
    const OTHERS: &str = r#"[{"noun": "visit", "of": ["china"], "during": ["2000-01-01/2009-12-31"]}, {"noun": "meeting", "during": ["2000-01-01/2009-12-31"]}]"#;
    let (within, longer, later) =
        ("2001-01-01/2008-12-31", "1999-01-01/2008-12-31", "2011-01-01/2012-12-31");
    let (all, part) = (
        "none is told of, and all there are would be",
        "none is told of, and for a part all there are would be",
    );
    let nobody = "none is told of, and nobody lists all there are";
    let cases = [
        (BOTH, within, "all, by list", all),
        (BOTH, longer, "in part, by list", part),
        (BOTH, later, "nothing", nobody),
        (ONE, within, "in part, by list", part),
        (THE_TWO, within, "all, by list", all),
        (IN_TURN, within, "all, by list", all),
        (OTHERS, within, "nothing", nobody),
        ("[]", within, "nothing", nobody),
    ];
    for (covers, during, coverage, rule) in cases {
        let known = listing(covers, r#""visits": {}"#).as_known();
        let during = during.parse().unwrap();
        let found = known.visits_between("russia", "north-korea", &during).unwrap();
        assert!(found.is_empty());
        assert_eq!(found.coverage().to_string(), coverage, "{covers} {during}");
        let because = found.because();
        assert_eq!(because.rule, rule, "{covers} {during}");
        assert_eq!(because.rests_on.is_empty(), coverage == "nothing", "{because}");
    }
    let known = listing(BOTH, r#""visits": {}"#).as_known();
    let found = known.visits_between("russia", "north-korea", &within.parse().unwrap()).unwrap();
    assert_eq!(
        found.because().to_string(),
        format!(
            "{all}\n  rests on source:list: all visits of russia or north-korea, 2000-01-01/2009-12-31"
        )
    );
    let before = listing(BOTH, r#""visits": {}"#).as_known_on(date!("2024-06-30"));
    let found = before.visits_between("russia", "north-korea", &within.parse().unwrap()).unwrap();
    assert_eq!(found.coverage().covered_for, CoveredFor::Nothing, "the list was told later");
}

#[test]
fn each_list_says_why() {
    const RECORDS: &str = r#""visits": {"v": {"guest": "putin", "host": "north-korea", "accounts": [
            {"progress": "held", "actual": "2024-06-19"}, {"by": "late", "stance": "denies"}]}},
        "meetings": {"m": {"participants": ["kim", "putin"], "progress": "held", "actual": "2024-06-19"}},
        "offices": {"russia/president": {"of": "russia", "functions": ["head_of_state"]},
            "north-korea/head": {"of": "north-korea", "functions": ["head_of_state"]}},
        "tenures": {
            "a": {"person": "putin", "office": "russia/president", "criterion": "own_claim", "from": "2012-05-07", "to": "open"},
            "b": {"person": "kim", "office": "north-korea/head", "criterion": "own_claim", "accounts": [
                {"from": "2011"}, {"by": "late", "stance": "denies"}]}},
        "agreements": {"t": {"parties": ["russia", "north-korea"],
            "acts": {"in_force": {"when": "2024-12-04"}},
            "obligations": {"russia north-korea defence": {"during": "2024/2034"}}}}"#;
    let known = dossier(RECORDS).as_known();
    let ever = "1990-01-01/2030-01-01".parse().unwrap();
    let visits = known.visits_between("russia", "north-korea", &ever).unwrap();
    let meetings = known.meetings_between("russia", "north-korea", &ever).unwrap();
    let agreements = known.agreements_between("russia", "north-korea").unwrap();
    let day = date!("2024-12-31");
    let leaders = known.leaders("russia", day).unwrap();
    let holders = known.holders("north-korea/head", day, &Criterion::OwnClaim).unwrap();
    let offices = known.offices_of("putin").unwrap();
    let pact = known.agreement("t").unwrap();
    let owed = pact.obligations_on("russia", "north-korea", day).unwrap();
    let because = [
        visits.because(),
        meetings.because(),
        agreements.because(),
        leaders.because(),
        holders.because(),
        offices.because(),
        owed.because(),
    ];
    let words: Vec<String> = because
        .iter()
        .map(|because| {
            assert_eq!(because.rule, "what is told of that fits the question");
            let points = because.rests_on.iter().map(|point| point.words.to_string());
            points.collect::<Vec<_>>().join("; ")
        })
        .collect();
    assert_eq!(
        words,
        [
            "progress held; actual 2024-06-19",
            "progress held; actual 2024-06-19",
            "that there is such a thing",
            "from 2012-05-07; to open; functions head of state, …",
            "from 2011",
            "from 2012-05-07; to open",
            "during 2024/2034; when 2024-12-04",
        ]
    );
    let denied = "visit:v: that there is no such thing (late, denies it)";
    assert_eq!(in_words(&visits.because().against), [denied]);

    assert_eq!(leaders[0].because().rule, "the day lies within the tenure");
    assert_eq!(holders[0].because().rule, "the tenure is denied by somebody");
    assert_eq!(holders[0].because().against.len(), 1);
    let early = known.leaders("north-korea", date!("2011-06-01")).unwrap();
    assert_eq!(early[0].because().rule, "the tenure is denied by somebody");
}

#[test]
fn whoever_perhaps_holds_it_says_so() {
    let known = Dossier::builder().leader("putin", "russia", "2000/2008").build().unwrap();
    let known = known.as_known();
    let leaders = known.leaders("russia", date!("2000-03-01")).unwrap();
    assert_eq!(leaders[0].because().rule, "the day may lie within the tenure");
    assert!(known.agreements_between("russia", "putin").is_err());
}

#[test]
fn every_holder_rests_on_something() {
    let shapes = SHAPES.iter().map(|(name, _)| of_shape(name, 6));
    let mut holders = 0;
    for dossier in shapes.chain([MERGED.clone()]) {
        let known = dossier.as_known();
        for tenure in known.tenures() {
            let day = tenure.period().earliest().unwrap_or(date!("1960-01-01"));
            for holder in &known.holders(tenure.office(), day, tenure.criterion()).unwrap() {
                assert!(!holder.because().rests_on.is_empty(), "{holder:?}");
                holders += 1;
            }
        }
    }
    assert!(holders > 10, "{holders}");
}

const VISITS: &str = r#""visits": {
    "a": {"guest": "kim", "host": "russia", "progress": "held", "actual": "2019-04-24"},
    "b": {"guest": "kim", "host": "russia", "progress": "held", "actual": "2023-09-13"},
    "c": {"guest": "kim", "host": "russia", "progress": "held", "actual": "2023"},
    "d": {"guest": "kim", "host": "russia", "progress": "held"},
    "e": {"guest": "kim", "host": "russia", "progress": "cancelled", "planned": "2015-05-09"},
    "f": {"guest": "kim", "host": "china", "progress": "held", "actual": "2018-03-26"}}"#;

#[test]
fn the_visit_before_says_whether_there_is_none() {
    let list = r#"[{"noun": "visit", "of": ["kim"], "during": ["1900-01-01/2030-01-01"]}]"#;
    let known = listing(list, VISITS).as_known();
    let ids = |found: &[(View<'_, Visit>, Truth)]| -> Vec<String> {
        let perhaps = |truth: Truth| if truth.is_certain() { "" } else { "?" };
        found.iter().map(|(visit, truth)| format!("{}{}", visit.id(), perhaps(*truth))).collect()
    };
    let visit = |id: &str| known.visit(id.to_owned().as_str()).unwrap();
    assert_eq!(ids(&visit("b").earlier_by_same_guest()), ["a", "c?", "d?"]);
    assert_eq!(ids(&visit("a").earlier_by_same_guest()), ["d?"]);
    assert_eq!(ids(&visit("a").later_by_same_guest()), ["c", "b", "d?"]);
    assert_eq!(ids(&visit("b").later_by_same_guest()), ["d?", "c?"]);
    assert!(visit("f").later_by_same_guest().is_empty());

    let rule = |covers: &str, known_on| {
        let known = listing(covers, VISITS).knowledge().known_on(known_on).build();
        let visit = known.visit("f").unwrap();
        [visit.earlier_by_same_guest().because().rule, visit.later_by_same_guest().because().rule]
    };
    let [all, part, nobody] = [
        "none is told of, and all there are would be",
        "none is told of, and for a part all there are would be",
        "none is told of, and nobody lists all there are",
    ];
    let day = date!("2025-01-01");
    let since = r#"[{"noun": "visit", "of": ["kim"], "during": ["2011-12-17/2030-01-01"]}]"#;
    let other = r#"[{"noun": "visit", "of": ["putin"], "during": ["2011-12-17/2030-01-01"]}]"#;
    let always = r#"[{"noun": "visit", "during": ["../2030-01-01"]}]"#;
    assert_eq!(rule(since, day), [part, all]);
    assert_eq!(rule(other, day), [nobody, nobody]);
    assert_eq!(rule(always, day), [all, all]);
}

#[test]
fn the_first_of_the_earlier_is_the_previous() {
    for dossier in SHAPES.iter().map(|(name, _)| of_shape(name, 8)).chain([MERGED.clone()]) {
        let known = dossier.as_known();
        for visit in known.visits() {
            let earlier = visit.earlier_by_same_guest();
            let first = earlier.iter().find(|(_, truth)| truth.is_certain());
            assert_eq!(visit.previous_by_same_guest(), first.map(|(visit, _)| *visit), "{visit:?}");
        }
    }
}

#[test]
fn a_check_says_why() {
    let covers = r#"[{"noun": "visit", "of": ["kim"], "during": ["2011-12-17/2030-01-01"]}]"#;
    let without_the_vague =
        VISITS.replace(r#", "actual": "2023"}"#, r#", "actual": "2024-01-01"}"#);
    let without_the_vague = without_the_vague.replace(
        r#""host": "russia", "progress": "held"}"#,
        r#""host": "japan", "progress": "held"}"#,
    );
    let check = |covers: &str, limit: &str, vague: bool| {
        let visits = if vague { VISITS } else { &without_the_vague };
        let text = format!(
            r#"{{"claim": "first", "subject": "visit:b", "among": {{"guest": "kim", "host": "russia"}}{limit}}}"#
        );
        let known = listing(covers, visits).as_known();
        known.check(&serde_json::from_str(&text).unwrap()).because()
    };
    let four = r#", "years": 4"#;
    let cases = [
        (
            check(covers, four, false),
            "no counter-example is told of, and all such things are listed",
            vec![
                "visit:a: the one before, 4 years 4 months earlier",
                "source:list: lists all such things",
            ],
            vec![],
        ),
        (
            check(covers, "", false),
            "a counter-example is told of",
            vec!["visit:a: one that the claim excludes"],
            vec![],
        ),
        (
            check(covers, four, true),
            "what may be a counter-example is told of",
            vec![
                "visit:c: perhaps one that the claim excludes",
                "visit:d: perhaps one that the claim excludes",
            ],
            vec![
                "visit:a: the one before, 4 years 4 months earlier",
                "source:list: lists all such things",
            ],
        ),
        (
            check("[]", four, false),
            "no counter-example is told of, and nobody lists all such things",
            vec![],
            vec!["visit:a: the one before, 4 years 4 months earlier"],
        ),
    ];
    for (because, rule, rests_on, against) in cases {
        assert_eq!(because.rule, rule);
        assert_eq!(in_words(&because.rests_on), rests_on, "{because}");
        assert_eq!(in_words(&because.against), against, "{because}");
    }
}

#[test]
fn whom_somebody_stands_for_says_why() {
    let tenure = |person: &str, days: &str| {
        format!(
            r#""{person}": {{"person": "{person}", "office": "russia/president", "criterion": "own_claim", {days}}}"#
        )
    };
    let vague = r#""from": "2012", "to": "2013""#;
    let text = format!(
        r#"{{"detente": 1, "source": "a", "sources": {{"a": {{}}}}, "states": {{"russia": {{}}, "venezuela": {{}}}},
            "persons": {{"putin": {{}}, "kim": {{}}, "guaido": {{}}, "maduro": {{"citizen_of": ["venezuela"]}},
                "ivan": {{"citizen_of": ["venezuela"]}}}},
            "offices": {{"russia/president": {{"of": "russia"}}}}, "tenures": {{{}, {}, {}}}}}"#,
        tenure("putin", r#""from": "2012-05-07", "to": "open""#),
        tenure("kim", vague),
        tenure("maduro", vague)
    );
    let known = Dossier::from_json(&text).unwrap().as_known();
    let cases = [
        ("putin", "by the offices certainly held that day", "from 2012-05-07; to open"),
        ("kim", "by the offices perhaps held that day, which settle nothing", "from 2012; to 2013"),
        (
            "maduro",
            "by citizenship, and the offices perhaps held that day",
            "from 2012; to 2013; citizen_of venezuela, …",
        ),
        ("ivan", "by citizenship, where no office is held that day", "citizen_of venezuela, …"),
        ("guaido", "neither an office nor citizenship is known", ""),
    ];
    for (person, rule, words) in cases {
        let stands = known.state_of(person, date!("2012-08-01")).unwrap();
        let because = stands.because();
        assert_eq!(because.rule, rule, "{person}");
        let told: Vec<&str> = because.rests_on.iter().map(|point| point.words.as_str()).collect();
        assert_eq!(told.join("; "), words, "{person}");
    }
}
