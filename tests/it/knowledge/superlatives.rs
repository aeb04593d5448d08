//! Superlatives: borne out, refuted or not covered, and on what evidence.

use detente::knowledge::{Checked, SuperlativeEvidence, Verdict};
use detente::model::{Source, Superlative};
use detente::{Dossier, date, id};

use support::shared::shared;
use support::world;

/// A dossier with one more source, `list`, told on 1 July 2024; it covers something, or nothing.
fn dossier(covers: &str, sections: &str) -> Dossier {
    let list = Source::new(id!("list")).published(date!("2024-07-01"));
    let list = match covers {
        "" => list,
        covers => list.covers(serde_json::from_str(covers).unwrap()),
    };
    let builder = world::dossier(sections).into_builder();
    builder.source(list).build().unwrap()
}

fn claim(text: &str) -> Superlative {
    serde_json::from_str(text).unwrap()
}

fn check(dossier: &Dossier, text: &str) -> (Verdict, Vec<String>) {
    let Checked { verdict, evidence, .. } = dossier.as_known().check(&claim(text));
    (verdict, evidence.iter().map(ToString::to_string).collect())
}

const VISITS: &str = r#""places": {
        "vladivostok": {"state": "russia", "kind": "city"}, "vostochny": {"state": "russia"}},
    "visits": {
        "kim-2019": {"guest": "kim", "host": "russia", "progress": "held", "actual": "2019-04-24", "place": "vladivostok"},
        "kim-2023": {"guest": "kim", "host": "russia", "progress": "held", "actual": "2023-09-13", "place": "vostochny"},
        "kim-plan": {"guest": "kim", "host": "russia", "progress": "cancelled", "planned": "2015-05-09"},
        "kim-china": {"guest": "kim", "host": "china", "progress": "held", "actual": "2018-03"}}"#;

const ALL_VISITS: &str = r#"{"noun": "visit", "of": ["kim"], "during": ["2011-12-17/2024-06-30"]}"#;

#[test]
fn the_first_visit_to_a_state_and_to_a_city() {
    let dossier = dossier(ALL_VISITS, VISITS);
    let first = |subject: &str, among: &str, limit: &str| {
        let text = format!(
            r#"{{"claim": "first", "subject": "visit:{subject}", "among": {{{among}}}{limit}}}"#
        );
        check(&dossier, &text)
    };
    let russia = r#""guest": "kim", "host": "russia""#;
    let vostochny = r#""guest": "kim", "host": "russia", "place": "vostochny""#;
    assert_eq!(
        first("kim-2023", russia, ""),
        (Verdict::Fails, vec!["against it: visit:kim-2019".to_owned()])
    );
    let since = r#", "since": "2012""#;
    assert_eq!(first("kim-2023", vostochny, since).0, Verdict::Holds);
    assert_eq!(first("kim-2019", russia, since).0, Verdict::Holds);
    assert_eq!(first("kim-2019", russia, "").0, Verdict::NotCovered, "before the list begins");

    let in_four = first("kim-2023", russia, r#", "years": 4"#);
    assert_eq!(in_four.0, Verdict::Holds);
    let before = "the one before: visit:kim-2019, 4 years 4 months earlier".to_owned();
    assert_eq!(in_four.1, [before, "list lists all such things".to_owned()]);
    assert_eq!(first("kim-2023", russia, r#", "years": 6"#).0, Verdict::Fails);
    let since_2019 = first("kim-2023", russia, r#", "since": "2019""#);
    assert_eq!(since_2019.0, Verdict::Holds);
    assert!(since_2019.1[0].starts_with("the one before: visit:kim-2019"));
}

#[test]
fn absurd_limits_are_survived() {
    let dossier = dossier(ALL_VISITS, VISITS);
    let text = r#"{"claim": "first", "subject": "visit:kim-2019", "among": {"guest": "kim", "host": "russia"}, "years": 2147483647}"#;
    assert_eq!(check(&dossier, text).0, Verdict::NotCovered);
}

#[test]
fn a_list_of_one_guest_at_one_host_covers_no_other_visit_of_either() {
    let together = r#"{"noun": "visit", "of": ["kim", "russia"], "together": true, "during": ["2011-12-17/2024-06-30"]}"#;
    let dossier = dossier(together, VISITS);
    let first = |among: &str| {
        let text = format!(
            r#"{{"claim": "first", "subject": "visit:kim-2019", "among": {{{among}}}, "since": "2012"}}"#
        );
        check(&dossier, &text).0
    };
    assert_eq!(first(r#""guest": "kim", "host": "russia""#), Verdict::Holds);
    assert_eq!(first(r#""host": "russia""#), Verdict::NotCovered, "by anybody");
    let anywhere = check(
        &dossier,
        r#"{"claim": "last", "subject": "visit:kim-2023", "among": {"guest": "kim"}}"#,
    );
    assert_eq!(anywhere.0, Verdict::NotCovered, "anywhere");
}

#[test]
fn the_last_and_the_only_visit() {
    let dossier =
        dossier(r#"{"noun": "visit", "of": ["kim"], "during": ["../2024-07-01"]}"#, VISITS);
    let known = dossier.as_known_on(date!("2024-07-01"));
    let verdict = |text: &str| known.check(&claim(text)).verdict;
    let of = |what: &str, subject: &str, host: &str| {
        verdict(&format!(
            r#"{{"claim": "{what}", "subject": "visit:{subject}", "among": {{"guest": "kim", "host": "{host}"}}}}"#
        ))
    };
    assert_eq!(of("last", "kim-2023", "russia"), Verdict::Holds);
    assert_eq!(of("last", "kim-2019", "russia"), Verdict::Fails);
    assert_eq!(of("only", "kim-2023", "russia"), Verdict::Fails);
    assert_eq!(of("only", "kim-china", "china"), Verdict::Holds);
}

#[test]
fn an_only_visit_must_be_covered_at_all_times() {
    let dossier = dossier(ALL_VISITS, VISITS);
    let known = dossier.as_known_on(date!("2024-06-30"));
    let text = r#"{"claim": "only", "subject": "visit:kim-china", "among": {"guest": "kim", "host": "china"}}"#;
    assert_eq!(known.check(&claim(text)).verdict, Verdict::NotCovered);
}

#[test]
fn a_list_told_later_does_not_cover() {
    let dossier = dossier(ALL_VISITS, VISITS);
    let text = r#"{"claim": "first", "subject": "visit:kim-2019", "among": {"guest": "kim", "host": "russia"}, "since": "2012"}"#;
    let on = |day| dossier.as_known_on(day).check(&claim(text)).verdict;
    assert_eq!(on(date!("2024-06-30")), Verdict::NotCovered);
    assert_eq!(on(date!("2024-07-01")), Verdict::Holds);
    let deaf = dossier.knowledge().listening_to(|source, _| source.id != *"list").build();
    assert_eq!(deaf.check(&claim(text)).verdict, Verdict::NotCovered);
}

#[test]
fn the_claimant_and_its_reprints_do_not_cover() {
    let verdict = |claimant: &str, derived: &str| {
        let text = format!(
            r#"{{"detente": 1, "source": "article", "sources": {{
                "article": {{"published": "2024-06-01", "covers": [{ALL_VISITS}]}},
                "list": {{"published": "2024-06-02"{derived}, "covers": [{ALL_VISITS}]}}}},
            "states": {{"russia": {{}}}}, "persons": {{"kim": {{}}}},
            "visits": {{"v": {{"guest": "kim", "host": "russia", "progress": "held", "actual": "2019-04-24"}}}},
            "statements": {{"s": {{{claimant}"speaker": "kim", "act": "claims_superlative", "superlative":
                {{"claim": "first", "subject": "visit:v", "among": {{"guest": "kim"}}, "since": "2012"}}}}}}}}"#
        );
        let known = Dossier::from_json(&text).unwrap().as_known();
        known.statement("s").unwrap().check().unwrap().verdict
    };
    let reprint = r#", "derived_from": "article""#;
    assert_eq!(verdict("", ""), Verdict::Holds, "the list is independent");
    assert_eq!(verdict("", reprint), Verdict::NotCovered);
    assert_eq!(verdict(r#""by": "list", "#, reprint), Verdict::NotCovered);
}

#[test]
fn what_may_be_a_counter_example_leaves_it_open() {
    let possible = |visit: &str| {
        let sections = format!(
            r#""places": {{"vladivostok": {{"state": "russia"}}, "beijing": {{"state": "china"}}}}, "visits": {{
                "v": {{"guest": "kim", "host": "russia", "form": "state", "place": "vladivostok", "progress": "held", "actual": "2019-04-24"}},
                "w": {{"guest": "kim", "progress": "held", {visit}}}}}"#
        );
        let text = r#"{"claim": "first", "subject": "visit:v",
            "among": {"guest": "kim", "form": "state", "place": "vladivostok"}, "since": "2012"}"#;
        let known = dossier(ALL_VISITS, &sections).as_known();
        let checked = known.check(&claim(text));
        let perhaps = matches!(checked.evidence[0], SuperlativeEvidence::PossibleCounterExample(_));
        (checked.verdict, perhaps)
    };
    let full = r#""host": "russia", "form": "state", "place": "vladivostok""#;
    let open = (Verdict::NotCovered, true);
    assert_eq!(possible(&format!(r#"{full}, "actual": "2019-04""#)), open, "its date");
    assert_eq!(possible(full), open, "no date");
    let early = r#""actual": "2018-01-01""#;
    let no_form = format!(r#""host": "russia", "place": "vladivostok", {early}"#);
    assert_eq!(possible(&no_form), open);
    let no_place = format!(r#""host": "russia", "form": "state", {early}"#);
    assert_eq!(possible(&no_place), open);
    let elsewhere = format!(r#""host": "china", "form": "state", {early}"#);
    assert_eq!(possible(&elsewhere), (Verdict::Holds, false));
}

#[test]
fn two_churches_cannot_both_be_the_only_one() {
    let church = r#""kind": "church", "tags": ["orthodox"], "state": "north-korea""#;
    let churches = |tags: &str| {
        format!(
            r#""places": {{"trinity": {{{church}}},
                "other": {{"kind": "church", "state": "north-korea"{tags}}}}}"#
        )
    };
    let covers =
        r#"{"noun": "place", "of": ["north-korea"], "during": [{"from": "open", "to": "open"}]}"#;
    let only = |sections: &str, covers: &str, subject: &str| {
        let text = format!(
            r#"{{"claim": "only", "subject": "place:{subject}",
                "among": {{"kind": "church", "tags": ["orthodox"], "state": "north-korea"}}}}"#
        );
        check(&dossier(covers, sections), &text).0
    };
    let two = churches(r#", "tags": ["orthodox"]"#);
    assert_eq!(only(&two, covers, "trinity"), Verdict::Fails);
    assert_eq!(only(&two, covers, "other"), Verdict::Fails);
    let one = churches(r#", "tags": ["catholic"]"#);
    assert_eq!(only(&one, "", "trinity"), Verdict::NotCovered);
    assert_eq!(only(&one, covers, "trinity"), Verdict::Holds);
    assert_eq!(only(&churches(""), covers, "trinity"), Verdict::NotCovered, "of what rite?");
}

/// The verdict on a statement of a case, and its evidence; `None`, said aloud, where it is not at hand.
fn case(file: &str, statement: &str) -> Option<(Verdict, Vec<String>)> {
    let dossier = Dossier::from_json(&shared(&format!("cases/{file}.json"))?).unwrap();
    let checked = dossier.as_known().statement(statement).unwrap().check().unwrap();
    Some((checked.verdict, checked.evidence.iter().map(ToString::to_string).collect()))
}

#[test]
fn su1_the_longest_term() {
    let Some(found) = case("su1-longest", "claim") else { return };
    assert_eq!(found, (Verdict::Fails, vec!["against it: tenure:t1".to_owned()]));
}

#[test]
fn su5_every_noun_is_looked_at() {
    let against = [
        ("on-ties", "tie:war-1"),
        ("on-ties-only", "tie:war-1"),
        ("on-tenures", "tenure:t1"),
        ("on-agreements", "agreement:pact-1"),
        ("on-statements", "statement:threat-1"),
    ];
    for (statement, record) in against {
        let Some((verdict, evidence)) = case("su5-nouns-never-looked-at", statement) else {
            return;
        };
        assert_eq!(verdict, Verdict::Fails, "{statement}");
        assert!(evidence.contains(&format!("against it: {record}")), "{evidence:?}");
    }
}

#[test]
fn how_long_something_lasted() {
    let verdict = |own: &str, other: &str, claim: &str| {
        let sections = format!(
            r#""offices": {{"premier": {{"of": "russia"}}}}, "tenures": {{
                "own": {{"person": "kim", "office": "premier", "criterion": "unstated", {own}}},
                "other": {{"person": "putin", "office": "premier", "criterion": "unstated", {other}}}}}"#
        );
        let covers = r#"{"noun": "tenure", "during": [{"from": "open", "to": "open"}]}"#;
        let known = dossier(covers, &sections).as_known_on(date!("2024-07-01"));
        let text = format!(r#"{{"subject": "tenure:own", "among": {{}}, {claim}}}"#);
        known.check(&self::claim(&text)).verdict
    };
    let (ten, four) = (
        r#""from": "1950-01-01", "to": "1960-01-01""#,
        r#""from": "1970-01-01", "to": "1974-01-01""#,
    );
    let still = r#""from": "2010-01-01", "to": "open""#;
    let untold = r#""from": "2010-01-01""#;
    let vague = r#""from": "1970", "to": "1980""#;
    let (longest, shortest) = (r#""claim": "longest""#, r#""claim": "shortest""#);
    let since = r#""claim": "longest", "since": "1961""#;
    let years = r#""claim": "longest", "years": 15"#;
    for (own, other, claim, expected) in [
        (ten, four, longest, Verdict::Holds),
        (four, ten, longest, Verdict::Fails),
        (four, ten, shortest, Verdict::Holds),
        (ten, four, shortest, Verdict::Fails),
        (ten, ten, longest, Verdict::Holds),
        (still, ten, longest, Verdict::Holds),
        (ten, still, longest, Verdict::Fails),
        (ten, untold, longest, Verdict::NotCovered),
        (ten, vague, longest, Verdict::NotCovered),
        (four, ten, since, Verdict::Holds),
        (four, ten, years, Verdict::Holds),
        (four, ten, r#""claim": "longest", "years": 25"#, Verdict::Fails),
    ] {
        assert_eq!(verdict(own, other, claim), expected, "{own} / {other}: {claim}");
    }
}

#[test]
fn su2_the_first_visit_of_any_holder_of_an_office() {
    let Some(found) = case("su2-first-visit-of-any-holder-of-an-office", "claim") else { return };
    assert_eq!(found, (Verdict::Fails, vec!["against it: visit:v1".to_owned()]));
}

#[test]
fn among_holders_of_an_office_and_ties_of_a_kind() {
    let first = |term: &str, subject: &str, among: &str| {
        let sections = format!(
            r#""offices": {{"premier": {{"of": "russia"}}}},
            "tenures": {{"t": {{"person": "putin", "office": "premier", "criterion": "unstated", {term}}}}},
            "ties": {{
                "war": {{"kind": "at_war", "between": ["russia", "china"], "during": "1950/1953"}},
                "tension": {{"kind": "tension", "between": ["russia", "north-korea"], "during": "1960/1961"}},
                "late": {{"kind": "tension", "between": ["russia", "china"], "during": "1970/1971"}}}},
            "visits": {{
                "early": {{"guest": "putin", "host": "china", "progress": "held", "actual": "2001-02-03"}},
                "v": {{"guest": "kim", "host": "china", "progress": "held", "actual": "2018-03-26"}}}}"#
        );
        let text = format!(r#"{{"claim": "first", "subject": "{subject}", "among": {{{among}}}}}"#);
        check(&dossier("", &sections), &text).1
    };
    let (in_office, out) = (r#""from": "2000", "to": "2008""#, r#""from": "2004", "to": "2008""#);
    let visits = |term: &str| first(term, "visit:v", r#""office": "premier", "host": "china""#);
    assert_eq!(visits(in_office), ["against it: visit:early"]);
    assert_eq!(visits(out), [""; 0]);
    assert_eq!(visits(r#""from": "2001", "to": "2008""#), ["perhaps against it: visit:early"]);
    let ties = |among: &str| first(in_office, "tie:late", among);
    assert_eq!(ties(r#""tie": "tension""#), ["against it: tie:tension"]);
    assert_eq!(ties(r#""parties": ["china", "russia"]"#), ["against it: tie:war"]);
    assert_eq!(ties(r#""tie": "tension", "parties": ["china"]"#), [""; 0]);
}

#[test]
fn su3_a_list_of_whole_years() {
    let Some((verdict, _)) = case("su3-list-of-whole-years", "claim") else { return };
    assert_eq!(verdict, Verdict::Holds);
}

#[test]
fn a_list_is_as_long_as_its_years_and_no_longer() {
    for (during, since, expected) in [
        ("2018/2024-06-30", "2018", Verdict::Holds),
        ("2018-03/2019-04", "2018-03-01", Verdict::Holds),
        ("2018/2019", "2017", Verdict::NotCovered),
        ("2018~/2019", "2018", Verdict::NotCovered),
        ("2018?/2019", "2018", Verdict::NotCovered),
        ("2018/2019-03", "2018", Verdict::NotCovered),
    ] {
        let covers = format!(r#"{{"noun": "visit", "of": ["kim"], "during": ["{during}"]}}"#);
        let text = format!(
            r#"{{"claim": "first", "subject": "visit:kim-2019", "among": {{"guest": "kim", "host": "russia"}}, "since": "{since}"}}"#
        );
        assert_eq!(check(&dossier(&covers, VISITS), &text).0, expected, "{during} since {since}");
    }
}
