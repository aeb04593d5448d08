//! What follows of leaders, allegiance, titles and visits where the accounts do not decide.

use detente::knowledge::{Because, Knowledge, SuperlativeEvidence, Verdict};
use detente::model::Superlative;
use detente::{Truth, date};

use support::world::dossier;

fn known(sections: &str) -> Knowledge {
    dossier(sections).as_known()
}

/// Two accounts that are level, each with one of these.
fn level(one: &str, other: &str) -> String {
    format!(r#""accounts": [{{"by": "late", {one}}}, {{"by": "late", "locator": "P2", {other}}}]"#)
}

fn against(because: &Because) -> Vec<String> {
    because.against.iter().map(ToString::to_string).collect()
}

/// An office of Russia of which the accounts do not decide what its holder does.
fn office(one: &str, other: &str) -> Knowledge {
    let functions = |functions: &str| format!(r#""functions": {{"all": [{functions}]}}"#);
    let told = level(&functions(one), &functions(other));
    known(&format!(
        r#""offices": {{"chair": {{"of": "russia", {told}}}}}, "tenures": {{"t": {{"person": "putin",
        "office": "chair", "criterion": "effective_control", "from": "2012-05-07", "to": "open"}}}}"#
    ))
}

#[test]
fn whoever_holds_an_office_of_undecided_functions_leads_perhaps() {
    let known = office(r#""head_of_state""#, r#""head_of_government""#);
    let leaders = known.leaders("russia", date!("2024-01-01")).unwrap();
    let told: Vec<String> = leaders.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "perhaps putin, head of state by effective_control (chair)",
            "perhaps putin, head of government by effective_control (chair)"
        ]
    );
    let because = leaders[0].because();
    assert_eq!(because.rule, "the accounts do not decide what the holder of the office does");
    let told = ["head of state (late)", "head of government (late P2)"];
    assert_eq!(against(&because), told.map(|each| format!("office:chair: functions {each}")));
    assert_eq!(against(&leaders.because()), against(&because));
}

#[test]
fn what_all_accounts_of_an_office_hold_is_certain() {
    let known = office(r#""head_of_state", "foreign_minister""#, r#""head_of_state", "minister""#);
    let leaders = known.leaders("russia", date!("2024-01-01")).unwrap();
    assert_eq!(leaders.len(), 1);
    assert!(leaders[0].holds.is_certain());
    assert_eq!(leaders[0].because().rule, "the day lies within the tenure");
}

#[test]
fn citizenship_that_is_undecided_settles_nothing() {
    let of = |one: &str, other: &str| {
        let citizen = |states: &str| format!(r#""citizen_of": {{"all": [{states}]}}"#);
        let told = level(&citizen(one), &citizen(other));
        let text = support::world::text(r#""places": {}"#);
        let text = text.replace(r#""guaido": {}"#, &format!(r#""guaido": {{{told}}}"#));
        detente::Dossier::from_json(&text).unwrap().as_known()
    };
    for (one, other) in
        [(r#""china""#, r#""japan""#), (r#""china""#, ""), (r#""china""#, r#""china", "japan""#)]
    {
        let known = of(one, other);
        let stands = known.state_of("guaido", date!("2024-01-01")).unwrap();
        assert_eq!(stands.settled(), None, "{one} or {other}");
        assert_eq!(stands.is("china"), Truth::Maybe);
        assert_eq!(stands.is("russia"), Truth::No);
        let because = stands.because();
        assert_eq!(because.rule, "by citizenship, of which the accounts do not decide");
        assert_eq!(because.against.len(), 2, "{because}");
    }
}

#[test]
fn a_title_that_is_undecided_is_none() {
    let title = level(r#""title": "Regent", "from": "2010", "to": "2020""#, r#""title": "Warden""#);
    let known = known(&format!(
        r#""offices": {{"head": {{"of": "russia", "title": "Head", "titles": {{"1": {{{title}}},
        "2": {{"title": "Marshal", "from": "2021", "to": "open", "stance": "denies"}},
        "3": {{"accounts": [{{"title": "Captain", "from": "2000", "to": "2005"}},
            {{"by": "late", "stance": "denies"}}]}}}}}}}}"#
    ));
    let office = known.office("head").unwrap();
    assert_eq!(office.title_on(date!("2015-01-01")), None);
    let titles = office.titles_on(date!("2015-01-01"));
    assert_eq!(titles[..], [("Regent", Truth::Maybe), ("Warden", Truth::Maybe)]);
    let told = ["title Regent (late)", "title Warden (late P2)"];
    assert_eq!(
        against(&titles.because()),
        told.map(|each| format!("office:head, titles, 1: {each}"))
    );
    // What is only denied is not borne, and what is denied too perhaps.
    assert_eq!(office.title_on(date!("2022-01-01")), Some("Head"));
    assert_eq!(office.title_on(date!("2002-01-01")), None);
    let titles = office.titles_on(date!("2002-01-01"));
    assert_eq!(titles[..], [("Captain", Truth::Maybe), ("Head", Truth::Maybe)]);
}

const HELD: &str = r#""progress": "held", "actual": "2019-04-24""#;

/// A visit of Kim to Russia in 2019 told so, one in 2023, and one that is to be the first.
fn visits(first: &str) -> Knowledge {
    known(&format!(
        r#""visits": {{"kim-2019": {{"guest": "kim", "host": "russia", {first}}},
        "kim-2023": {{"guest": "kim", "host": "russia", "progress": "held", "actual": "2023-09-13"}}}}"#
    ))
}

/// What leaves open whether a visit of 2019 took place, with what is told against it.
fn open() -> [(String, Vec<&'static str>); 3] {
    let denied = |how: &str| format!(r#""accounts": [{{{HELD}}}, {{"by": "late", {how}}}]"#);
    [
        (
            level(HELD, r#""progress": "did_not_happen""#),
            vec!["progress held (late)", "progress did not happen (late P2)"],
        ),
        (denied(r#""stance": "denies""#), vec!["that there is no such thing (late, denies it)"]),
        (
            denied(r#""stance": "denies", "progress": "held""#),
            vec!["not progress held (late, denies it)"],
        ),
    ]
}

#[test]
fn a_visit_that_is_undecided_or_denied_was_perhaps_the_one_before() {
    for (told, why) in open() {
        let known = visits(&told);
        let later = known.visit("kim-2023").unwrap();
        assert_eq!(later.previous_by_same_guest(), None, "{told}");
        let earlier = later.earlier_by_same_guest();
        let [(visit, truth)] = earlier[..] else { panic!("{told}: {earlier:?}") };
        assert_eq!((visit.id().as_str(), truth), ("kim-2019", Truth::Maybe), "{told}");
        let why: Vec<String> = why.iter().map(|why| format!("visit:kim-2019: {why}")).collect();
        assert_eq!(against(&earlier.because()), why, "{told}");
        let after = known.visit("kim-2019").unwrap().later_by_same_guest();
        assert!(after[0].1.is_certain());
    }
    let known = visits(HELD);
    let previous = known.visit("kim-2023").unwrap().previous_by_same_guest();
    assert_eq!(previous.map(|visit| visit.id().as_str()), Some("kim-2019"));
    // Two ways of not coming about leave nothing open.
    let known = visits(&level(r#""progress": "cancelled""#, r#""progress": "disproved""#));
    assert!(known.visit("kim-2023").unwrap().earlier_by_same_guest().is_empty());
    assert!(!known.visit("kim-2019").unwrap().has_happened());
}

#[test]
fn a_visit_on_an_undecided_day_was_perhaps_the_one_before() {
    let told = level(r#""actual": "2019-04-24""#, r#""actual": "2024-04-24""#);
    let known = visits(&told);
    let later = known.visit("kim-2023").unwrap();
    assert_eq!(later.previous_by_same_guest(), None);
    assert_eq!(later.earlier_by_same_guest()[0].1, Truth::Maybe);
    assert_eq!(later.later_by_same_guest()[0].1, Truth::Maybe);
    let because = later.earlier_by_same_guest().because();
    assert_eq!(because.against.len(), 2, "{because}");
}

#[test]
fn a_visit_that_is_undecided_or_denied_is_perhaps_a_counter_example() {
    let claim = r#"{"claim": "first", "subject": "visit:kim-2023", "among": {"guest": "kim", "host": "russia"}}"#;
    let claim: Superlative = serde_json::from_str(claim).unwrap();
    for (told, why) in open() {
        let checked = visits(&told).check(&claim);
        assert_eq!(checked.verdict, Verdict::NotCovered, "{told}");
        let perhaps = "visit:kim-2019".parse().unwrap();
        assert_eq!(checked.evidence, [SuperlativeEvidence::PossibleCounterExample(perhaps)]);
        let because = checked.because();
        assert_eq!(because.rule, "what may be a counter-example is told of");
        let why: Vec<String> = why.iter().map(|why| format!("visit:kim-2019: {why}")).collect();
        assert_eq!(against(&because), why, "{told}");
    }
    assert_eq!(visits(HELD).check(&claim).verdict, Verdict::Fails);
    let day = level(r#""actual": "2019-04-24""#, r#""actual": "2024-04-24""#);
    assert_eq!(visits(&day).check(&claim).verdict, Verdict::NotCovered);
}

#[test]
fn meetings_are_as_visits() {
    for (told, why) in open() {
        let told = told.replace("2019-04-24", "2019-04-25");
        let known = known(&format!(
            r#""meetings": {{"first": {{"participants": ["kim", "putin"], {told}}},
            "second": {{"participants": ["kim", "putin"], "progress": "held", "actual": "2023-09-13"}}}}"#
        ));
        let claim = r#"{"claim": "first", "subject": "meeting:second", "among": {"participants": ["kim", "putin"]}}"#;
        let checked = known.check(&serde_json::from_str(claim).unwrap());
        assert_eq!(checked.verdict, Verdict::NotCovered, "{told}");
        assert_eq!(against(&checked.because()).len(), why.len(), "{told}");
    }
}

#[test]
fn a_visit_that_is_undecided_is_a_contested_relation() {
    let offices = r#""offices": {"chief": {"of": "north-korea", "functions": ["effective_leader"]}},
        "tenures": {"t": {"person": "kim", "office": "chief", "criterion": "effective_control",
        "from": "2011", "to": "open"}}"#;
    for (told, _) in open() {
        let known = known(&format!(
            r#"{offices}, "visits": {{"v": {{"guest": "kim", "host": "russia", {told}}}}}"#
        ));
        let relations = known.relations().build();
        let relation = relations.get("visit:v").unwrap_or_else(|| panic!("{told}"));
        assert!(relation.is_contested() && !relation.is_pending(), "{told}");
        let during = "2019".parse().unwrap();
        let visits = known.visits_between("russia", "north-korea", &during).unwrap();
        assert_eq!(visits[0].1, Truth::Maybe, "{told}");
    }
}

/// The plans of 2031, each with whether it is certain.
fn plans(sections: &str) -> Vec<(String, bool, Truth)> {
    let known = known(sections);
    let plans = known.plans(&"2031".parse().unwrap());
    assert!(known.unconfirmed_plans(date!("2040-01-01")).is_empty(), "{sections}");
    plans
        .iter()
        .map(|(plan, within)| (plan.about.to_string(), plan.is_undecided, *within))
        .collect()
}

#[test]
fn what_is_planned_and_undecided_is_planned_perhaps() {
    let off = |day: &str| {
        let stage = |stage: &str| format!(r#""progress": "{stage}"{day}"#);
        level(&stage("planned"), &stage("cancelled"))
    };
    let during = off(r#", "during": {"from": "2031-05-01", "to": "open"}"#);
    let when = off(r#", "when": "2031-05-01""#);
    let planned = off(r#", "planned": "2031-05-01""#);
    let plan = r#""progress": "planned", "planned": "2031-05-01", "by": "late""#;
    for (about, section) in [
        (
            "tie:t",
            format!(
                r#""ties": {{"t": {{"kind": "sanctions", "from": "russia", "to": "japan", {during}}}}}"#
            ),
        ),
        (
            "agreement:t, acts, signed",
            format!(
                r#""agreements": {{"t": {{"parties": ["russia", "japan"], "acts": {{"signed": {{{when}}}}}}}}}"#
            ),
        ),
        (
            "visit:v",
            format!(r#""visits": {{"v": {{"guest": "kim", "host": "russia", {planned}}}}}"#),
        ),
        (
            "meeting:m",
            format!(r#""meetings": {{"m": {{"participants": ["kim", "putin"], {planned}}}}}"#),
        ),
        ("trip:t", format!(r#""trips": {{"t": {{"traveller": "kim", {}}}}}"#, off(""))),
    ] {
        assert_eq!(plans(&section), [(about.to_owned(), true, Truth::Maybe)], "{section}");
        // Two ways of not coming about are no plan.
        let over = section.replace(r#""progress": "planned""#, r#""progress": "disproved""#);
        assert_eq!(plans(&over), [], "{over}");
    }
    let visit = format!(
        r#""visits": {{"v": {{"guest": "kim", "host": "russia", {plan},
        "delegation": {{"putin": {{{}}}}}, "stops": {{"talks": {{{}}}}}}}}}"#,
        off(""),
        off(r#", "planned": "2031-05-01""#)
    );
    let known = known(&visit);
    let undecided: Vec<String> = known
        .plans(&"2031".parse().unwrap())
        .into_iter()
        .filter_map(|(plan, within)| {
            (plan.is_undecided && within == Truth::Maybe).then(|| plan.about.to_string())
        })
        .collect();
    assert_eq!(undecided, ["visit:v, stops, talks", "visit:v, delegation, putin"]);
}

#[test]
fn whether_somebody_was_there_rests_on_the_stretches() {
    let known = known(
        r#""visits": {"shuttle": {"guest": "kim", "host": "russia", "stretches": {
        "1": {"actual": "2024-05-03/2024-05-06"}, "2": {"actual": "2024-05-09/2024-05-12"}}}}"#,
    );
    let shuttle = known.visit("shuttle").unwrap();
    for (day, is_there) in [("2024-05-05", Truth::Yes), ("2024-05-08", Truth::No)] {
        let there = shuttle.is_there_on(day.parse().unwrap());
        assert_eq!(*there, is_there);
        assert_eq!(there.because().rule, "by the stretches of the visit");
        let rests_on: Vec<String> =
            there.because().rests_on.iter().map(ToString::to_string).collect();
        let told = [("1", "03/2024-05-06"), ("2", "09/2024-05-12")].map(|(stretch, days)| {
            format!("visit:shuttle, stretches, {stretch}: actual 2024-05-{days} (early)")
        });
        assert!(told.iter().all(|each| rests_on.contains(each)), "{rests_on:?}");
    }
}

#[test]
fn whether_somebody_was_there_is_as_certain_as_that_the_visit_was() {
    let on = date!("2019-04-24");
    for (told, why) in open() {
        let known = visits(&told);
        let there = known.visit("kim-2019").unwrap().is_there_on(on);
        assert_eq!(*there, Truth::Maybe, "{told}");
        assert_eq!(against(&there.because()).len(), why.len(), "{}", there.because());
    }
    for (told, is_there) in [
        (HELD, Truth::Yes),
        (r#""progress": "planned", "planned": "2019-04-24""#, Truth::Yes),
        (r#""progress": "cancelled", "planned": "2019-04-24""#, Truth::No),
    ] {
        assert_eq!(*visits(told).visit("kim-2019").unwrap().is_there_on(on), is_there, "{told}");
    }
}

#[test]
fn an_empty_list_names_what_came_to_nothing_or_is_denied() {
    const DENIES: &str = r#""by": "late", "stance": "denies""#;
    let known = known(&format!(
        r#""visits": {{
            "off": {{"guest": "kim", "host": "russia", "progress": "cancelled", "planned": "2019-05-04"}},
            "no": {{"guest": "kim", "host": "russia", {DENIES}}},
            "plan": {{"guest": "kim", "host": "russia", "progress": "planned", "planned": "2030"}},
            "kim-2023": {{"guest": "kim", "host": "russia", "actual": "2023-09-13"}}}},
        "meetings": {{"m": {{"participants": ["kim", "putin"], "progress": "did_not_happen", "planned": "2019-05-04"}}}},
        "offices": {{"chief": {{"of": "japan", "functions": ["head_of_state"]}}}},
        "tenures": {{"t": {{"person": "maduro", "office": "chief", "criterion": "effective_control", {DENIES}}}}},
        "agreements": {{"pact": {{"parties": ["russia", "china"], "obligations":
            {{"russia china defence": {{{DENIES}}}}}}},
            "myth": {{"parties": ["russia", "japan"], {DENIES}}}}}"#
    ));
    let told = |because: Because| {
        let points: Vec<String> = because.rests_on.iter().map(ToString::to_string).collect();
        (because.rule, points)
    };
    let nobody = "those told of came to nothing or are denied, and nobody lists all there are";
    let no = |what: &str| format!("{what}: that there is no such thing (late, denies it)");
    let off = "visit:off: progress cancelled (early)".to_owned();
    let on = date!("2024-01-01");
    let year = "2019".parse().unwrap();
    let visits = known.visits_between("russia", "north-korea", &year).unwrap();
    assert!(visits.is_empty());
    assert_eq!(told(visits.because()), (nobody, vec![no("visit:no"), off.clone()]));
    let meetings = known.meetings_between("russia", "north-korea", &year).unwrap();
    assert!(meetings.is_empty());
    let meeting = "meeting:m: progress did not happen (early)".to_owned();
    assert_eq!(told(meetings.because()), (nobody, vec![meeting]));
    let earlier = known.visit("kim-2023").unwrap().earlier_by_same_guest();
    assert_eq!(told(earlier.because()), (nobody, vec![no("visit:no"), off]));
    let later = known.visit("kim-2023").unwrap().later_by_same_guest();
    assert_eq!(told(later.because()), (nobody, vec![no("visit:no")]));
    let tenure = || (nobody, vec![no("tenure:t")]);
    assert_eq!(told(known.leaders("japan", on).unwrap().because()), tenure());
    let control = detente::model::Criterion::EffectiveControl;
    assert_eq!(told(known.holders("chief", on, &control).unwrap().because()), tenure());
    assert_eq!(told(known.offices_of("maduro").unwrap().because()), tenure());
    let agreements = known.agreements_between("russia", "japan").unwrap();
    assert_eq!(told(agreements.because()), (nobody, vec![no("agreement:myth")]));
    let pact = known.agreement("pact").unwrap();
    let owed = pact.obligations_on("russia", "china", on).unwrap();
    let duty = no("agreement:pact, obligations, russia china defence");
    assert_eq!(told(owed.because()), (nobody, vec![duty]));
    // Of what nobody told there is nothing to name.
    let none = known.visits_between("china", "japan", &year).unwrap().because();
    assert_eq!(told(none), ("none is told of, and nobody lists all there are", vec![]));
}
