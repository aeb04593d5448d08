//! What records come to, rule by rule, on small dossiers.

use detente::graph::RelationKind;
use detente::relations::{Relations, SignTable, Ties1, Voices};
use detente::time::NaiveDate;
use detente::{Dossier, Truth, date};

use support::shared::shared;

/// A case of the shared files.
fn case(name: &str) -> Option<Dossier> {
    let text = shared(&format!("cases/{name}.json"))?;
    Some(Dossier::from_json(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
}

/// A queen and a minister of A, a king and a clerk of B, told of by one paper.
const WORLD: &str = r#""detente": 1, "source": "paper", "sources": {"paper": {"published": "2024-06-20"}},
    "states": {"a": {}, "b": {}},
    "persons": {"queen": {}, "king": {}, "minister": {}, "clerk": {}, "turncoat": {}},
    "organisations": {"agency": {"kind": "media"}, "court": {"kind": "organ", "speaks_for": "a"}},
    "offices": {"a/queen": {"of": "court", "functions": ["head_of_state"]},
      "b/king": {"of": "b", "functions": ["head_of_state"]}, "b/post": {"of": "b"},
      "a/fm": {"of": "a", "functions": ["foreign_minister"]}},
    "tenures": {
      "t1": {"person": "queen", "office": "a/queen", "criterion": "own_claim", "from": "2000", "to": "open"},
      "t2": {"person": "king", "office": "b/king", "criterion": "own_claim", "from": "2000", "to": "open"},
      "t3": {"person": "minister", "office": "a/fm", "criterion": "own_claim", "from": "2000", "to": "open"},
      "t4": {"person": "clerk", "office": "b/post", "criterion": "own_claim", "from": "2000", "to": "open"},
      "t5": {"person": "turncoat", "office": "a/fm", "criterion": "own_claim", "from": "2000", "to": "open"},
      "t6": {"person": "turncoat", "office": "b/post", "criterion": "own_claim", "from": "2000", "to": "open"}}"#;

fn found(section: &str) -> Relations {
    match Dossier::from_json(&format!("{{{WORLD}, {section}}}")) {
        Ok(dossier) => dossier.as_known().relations().build(),
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn comes_to(section: &str, item: &str) {
    let found: Vec<String> = found(section).iter().map(ToString::to_string).collect();
    assert_eq!(found, [item]);
}

#[track_caller]
fn is_left_out(section: &str, reason: &str) {
    let relations = found(section);
    assert_eq!(relations.iter().count(), 0);
    let reasons: Vec<&str> = relations.left_out().iter().map(|left| &*left.reason).collect();
    assert_eq!(reasons, [reason]);
}

fn score(relations: &Relations, voices: Voices, day: NaiveDate) -> String {
    let model = Ties1::default();
    let pair = relations.alignment("a", "b", &model).expect("both are known");
    pair.voices(voices).on(day).score().to_string()
}

fn visit(guest: &str, more: &str) -> String {
    format!(r#""visits": {{"v": {{"guest": "{guest}", "host": "b", {more}}}}}"#)
}

#[test]
fn a_visit_is_what_guest_and_form_make_it() {
    let held = |guest: &str, form: &str| {
        visit(guest, &format!(r#"{form} "progress": "held", "actual": "2024-06-19""#))
    };
    let state = r#""form": "state","#;
    comes_to(&held("queen", state), "visit:v, state visit: a → b, 2024-06-19");
    comes_to(&held("queen", ""), "visit:v, official or working visit: a → b, 2024-06-19");
    comes_to(&held("minister", ""), "visit:v, minister visit: a → b, 2024-06-19");
    let transit = r#""form": "transit","#;
    is_left_out(&held("queen", transit), "a transit visit is no stance toward the host");
    is_left_out(&held("king", ""), "guest and host are of one");
    is_left_out(&held("turncoat", ""), "for which state turncoat acts is not known");
}

#[test]
fn a_visit_called_off_is_none_and_one_planned_is_pending() {
    let plan = |progress: &str| {
        visit("queen", &format!(r#""progress": "{progress}", "planned": "2024-06-25""#))
    };
    let pending = "visit:v, official or working visit: a → b, 2024-06-25, pending";
    comes_to(&plan("planned"), pending);
    is_left_out(&plan("cancelled"), "put off, called off, or did not happen");
}

#[test]
fn a_meeting_of_leaders_in_person_is_one() {
    let meeting = |persons: &str, more: &str| {
        format!(
            r#""meetings": {{"m": {{"participants": ["queen", {persons}], {more}
            "progress": "held", "actual": "2024-06-19"}}}}"#
        )
    };
    let king = r#""king""#;
    comes_to(&meeting(king, ""), "meeting:m, leader meeting: a, b, 2024-06-19");
    let crisis = r#""purpose": ["crisis talks"],"#;
    comes_to(&meeting(king, crisis), "meeting:m, crisis talks: a, b, 2024-06-19");
    is_left_out(&meeting(king, r#""mode": "call","#), "not in person");
    let unequal = meeting(r#""clerk""#, "");
    is_left_out(&unequal, "not known as a meeting of leaders of two states");
}

#[test]
fn what_was_told_as_done_was_done_by_then() {
    comes_to(
        r#""statements": {"s": {"speaker": "queen", "act": "praises", "about": ["state:b"]}}"#,
        "statement:s, praise: a → b, on ../2024-06-20",
    );
    let tie = found(r#""ties": {"t": {"kind": "sanctions", "from": "a", "to": "b"}}"#);
    assert_eq!(score(&tie, Voices::own(), date!("2024-06-20")), "-0.480");
    assert_eq!(score(&tie, Voices::own(), date!("2024-06-19")), "no evidence");
}

#[test]
fn a_statement_is_a_stance_toward_whom_it_concerns() {
    let says = |more: &str| {
        format!(
            r#""statements": {{"s": {{"speaker": "queen", "act": "condemns",
            "when": "2024-06-19"{more}}}}}"#
        )
    };
    let against = "statement:s, criticism or accusation: a → b, 2024-06-19";
    comes_to(&says(r#", "addressee": "king""#), against);
    comes_to(&says(r#", "about": ["relation:a~b"]"#), against);
    comes_to(&says(r#", "about": ["person:clerk"], "addressee": "minister""#), against);
    is_left_out(&says(""), "it concerns no other actor");
}

#[test]
fn a_news_agency_is_a_way_to_the_news_and_a_party_is_a_voice() {
    let scored = |via: &str, voices: Voices| {
        let tie = format!(
            r#""ties": {{"t": {{"kind": "sanctions", "from": "a", "to": "b", "via": [{via}]}}}}"#
        );
        score(&found(&tie), voices, date!("2024-06-20"))
    };
    assert_eq!(scored(r#""agency""#, Voices::own()), "-0.480");
    let king = r#""?reports", "king""#;
    assert_eq!(scored(king, Voices::own()), "no evidence");
    assert_eq!(scored(king, Voices::own().and("b")), "-0.360");
    assert_eq!(scored(king, Voices::own().and("king")), "-0.360");
    assert_eq!(scored(r#""?reports""#, Voices::own().and("b")), "no evidence");
    assert_eq!(scored(r#""?reports""#, Voices::everyone()), "-0.360");
}

fn agreement(more: &str) -> String {
    format!(r#""agreements": {{"g": {{"parties": ["a", "b"], {more}}}}}"#)
}

#[test]
fn an_agreement_is_what_is_owed_or_that_two_agree() {
    let acts = r#""acts": {"signed": {"when": "2024-01-01"}, "in_force": {"when": "2024-03-01"},
        "a withdrawn": {"when": "2024-05-01"}}"#;
    let on = |relations: &Relations, day| score(relations, Voices::own(), day);
    let duties = r#""obligations": {"a b defence": {}, "a b dossier:grain": {}}"#;
    let owed = found(&agreement(&format!("{acts}, {duties}")));
    assert_eq!(owed.iter().count(), 1);
    assert_eq!(owed.left_out()[0].to_string(), "agreement:g: no rule is for a b dossier:grain");
    assert_eq!(on(&owed, date!("2023-12-31")), "no evidence");
    assert_eq!(on(&owed, date!("2024-02-01")), "+0.450");
    assert_eq!(on(&owed, date!("2024-04-01")), "+0.900");
    assert_eq!(on(&owed, date!("2024-06-01")), "no evidence");
    let agreed = found(&agreement(acts));
    let kinds: Vec<_> = agreed.iter().map(|item| item.kind().clone()).collect();
    assert_eq!(kinds, [RelationKind::COOPERATION_AGREEMENT]);
    assert_eq!(on(&agreed, date!("2024-04-01")), "+0.180");
    let soft = r#""form": "joint_statement", "acts": {"adopted": {"when": "2024-01-01"}}"#;
    let soft = found(&agreement(soft));
    assert_eq!(on(&soft, date!("2024-04-01")), "+0.180");
    assert_eq!(on(&soft, date!("2023-04-01")), "no evidence");
    is_left_out(&agreement(r#""form": "armistice""#), "an armistice is no cooperation");
}

#[test]
fn whoever_tells_all_of_what_relates_two_covers_a_trend() {
    let trend = |noun: &str, of: &str| {
        let covers = format!(
            r#""covers": [{{"noun": "{noun}", "of": [{of}], "during": ["2024-01-01/2024-12-31"]}}]"#
        );
        let published = r#""published": "2024-06-20""#;
        let world = WORLD.replace(published, &format!("{published}, {covers}"));
        let tie =
            r#""ties": {"t": {"kind": "sanctions", "from": "a", "to": "b", "during": "2020/.."}}"#;
        let dossier = Dossier::from_json(&format!("{{{world}, {tie}}}")).expect("it reads");
        let relations = dossier.as_known().relations().build();
        let model = Ties1::default();
        let pair = relations.alignment("a", "b", &model).expect("both are known");
        pair.trend(date!("2024-03-01"), date!("2024-06-20")).change()
    };
    assert_eq!(trend("tie", r#""a""#), Some(0.0));
    assert_eq!(trend("tie", ""), Some(0.0));
    assert_eq!(trend("tie", r#""queen""#), None);
    assert_eq!(trend("tenure", r#""a""#), None);
}

#[test]
fn what_is_denied_is_contested_and_what_is_only_denied_is_none() {
    let tie = |more: &str| {
        format!(r#""ties": {{"t": {{"kind": "sanctions", "from": "a", "to": "b", {more}}}}}"#)
    };
    let denied =
        r#""accounts": [{"by": "paper"}, {"by": "paper", "via": ["king"], "stance": "denies"}]"#;
    assert!(found(&tie(denied)).get("tie:t").expect("it is told").is_contested());
    is_left_out(&tie(r#""stance": "denies""#), "only mentioned or denied");
}

/// What a text says is owed, what `obligations_on` and the relations make of it, each on a day.
#[test]
fn what_does_not_bind_is_promised_and_never_owed() {
    let text = |more: &str| {
        agreement(&format!(
            r#"{more}, "obligations": {{"a b consultation": {{}}, "b a consultation": {{"stance": "denies"}}}}"#
        ))
    };
    let signed = r#""acts": {"signed": {"when": "2024-01-01"}}"#;
    let in_force = r#""acts": {"in_force": {"when": "2024-01-01"}}"#;
    for (more, holds, owed, relation) in [
        (format!(r#""binding": "no", {signed}"#), Truth::Yes, Truth::No, "cooperation_agreement"),
        (
            format!(r#""form": "joint_statement", {signed}"#),
            Truth::Yes,
            Truth::No,
            "cooperation_agreement",
        ),
        (format!(r#""binding": "yes", {signed}"#), Truth::No, Truth::No, "consultation_obligation"),
        (
            format!(r#""binding": "yes", {in_force}"#),
            Truth::Yes,
            Truth::Yes,
            "consultation_obligation",
        ),
        (
            format!(r#""binding": "disputed", {in_force}"#),
            Truth::Yes,
            Truth::Yes,
            "consultation_obligation",
        ),
    ] {
        let section = text(&more);
        let dossier = Dossier::from_json(&format!("{{{WORLD}, {section}}}")).expect("it reads");
        let known = dossier.as_known();
        let on = date!("2024-04-01");
        let undertaken = known.agreements().next().unwrap().obligations_on("a", "b", on).unwrap();
        let [each] = &undertaken[..] else { panic!("{more}: {undertaken:?}") };
        assert_eq!((each.holds, each.is_owed()), (holds, owed), "{more}");
        let denied = known.agreements().next().unwrap().obligations_on("b", "a", on).unwrap();
        assert!(denied.is_empty(), "{more}: {denied:?}");
        let relations = known.relations().build();
        let kinds: Vec<&str> = relations.iter().map(|each| each.kind().as_str()).collect();
        assert_eq!(kinds, [relation], "{more}");
        assert_eq!(relations.left_out().len(), usize::from(each.is_promise.is_certain()), "{more}");
    }
}

#[test]
fn a_duty_under_a_soft_text_is_one_thing_on_both_sides() {
    let Some(told) = case("so2-duty-under-a-soft-text") else { return };
    let (known, on) = (told.as_known(), date!("2032-12-01"));
    let undertaken =
        known.agreement("declaration").unwrap().obligations_on("alba", "borea", on).unwrap();
    let [each] = &undertaken[..] else { panic!("{undertaken:?}") };
    assert_eq!((each.holds, each.is_promise, each.is_owed()), (Truth::Yes, Truth::Yes, Truth::No));
    let relations = known.relations().build();
    let alignment = relations.alignment("alba", "borea", &Ties1::default()).unwrap().on(on);
    let counted: Vec<&str> = alignment.evidence().iter().map(|each| each.kind.as_str()).collect();
    assert_eq!(counted, ["cooperation_agreement"]);
    let [left] = relations.left_out() else { panic!("what is promised is listed") };
    assert_eq!(left.reason, "alba borea consultation is promised, and not owed: it does not bind");
}

#[test]
fn what_perhaps_is_over_is_shown_as_perhaps() {
    let Some(told) = case("pc1-perhaps-ended-shown-as-holding") else { return };
    let relations = told.as_known().relations().build();
    let on = |state: &str, day: NaiveDate| {
        let standing = relations.standing(state, "shipper").unwrap().on(day);
        (
            standing.negative(),
            standing.perhaps(),
            standing.to_string().contains("- perhaps sanctions: "),
        )
    };
    for state in ["alba", "borea"] {
        assert_eq!(on(state, date!("2024-12-31")), (0, 0, false));
        assert_eq!(on(state, date!("2028-12-31")), (1, 0, false));
        assert_eq!(on(state, date!("2029-08-15")), (0, 1, true));
    }
    assert_eq!(on("alba", date!("2029-05-01")), (1, 0, false));
    assert_eq!(on("alba", date!("2029-05-02")), (0, 1, true));
    assert_eq!(on("borea", date!("2030-01-01")), (0, 0, false));
}

/// A place on a list taken off and put back is two ties, each with its days.
#[test]
fn two_spells_of_one_pair_are_two_ties() {
    let relations = found(
        r#""ties": {
            "once": {"kind": "sanctions", "from": "a", "to": "b", "during": "1955-05-14/1968-09-13"},
            "again": {"kind": "sanctions", "from": "a", "to": "b", "during": "1990-01-01/.."}}"#,
    );
    let standing = relations.standing("a", "b").unwrap();
    let graph = relations.graph(SignTable::builtin(), &Voices::own()).unwrap();
    for (day, since) in [
        ("1955-05-13", None),
        ("1968-09-13", Some("1955-05-14")),
        ("1968-09-14", None),
        ("1989-12-31", None),
        ("1990-01-01", Some("1990-01-01")),
        ("2024-01-01", Some("1990-01-01")),
    ] {
        let day: NaiveDate = day.parse().unwrap();
        let on = standing.on(day);
        let told: Vec<_> = on.tallies.iter().map(|each| each.since).collect();
        let expected: Vec<Option<NaiveDate>> =
            since.iter().map(|since| Some(since.parse().unwrap())).collect();
        assert_eq!((told, on.perhaps()), (expected, 0), "{day}");
        let ties = graph.on(day).between("a", "b").unwrap().len();
        assert_eq!(ties, usize::from(since.is_some()), "{day}");
    }
}
