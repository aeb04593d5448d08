//! Rules fire where they should in their less plain cases, and not where an editor would not.

use super::codes_of;

#[track_caller]
fn flags(code: &str, sections: &str) {
    let found = codes_of(sections);
    assert_eq!(found, [code], "{sections}");
}

#[track_caller]
fn passes(sections: &str) {
    assert_eq!(codes_of(sections), [""; 0], "{sections}");
}

fn visits(v: &str, w: &str) -> String {
    format!(
        r#""visits": {{"v": {{"guest": "rudolf", "host": "ruritania", {v}}},
        "w": {{"guest": "rudolf", "host": "strelsau", {w}}}}}"#
    )
}

#[test]
fn a_day_is_allowed_for_zones_of_time() {
    let held = |day| {
        format!(
            r#""visits": {{"v": {{"guest": "rudolf", "host": "ruritania", "actual": "{day}"}}}}"#
        )
    };
    passes(&held("2024-06-18"));
    flags("told_before_done", &held("2024-06-19"));
    // Some day of June may have been before the 17th.
    passes(&held("2024-06"));
    flags("told_before_done", &held("2024-07"));
}

#[test]
fn what_is_only_meant_is_not_told_before_it_is_done() {
    let treaty = |act: &str, details: &str| {
        format!(
            r#""agreements": {{"pact": {{"parties": ["ruritania", "strelsau"], "acts": {{"{act}": {{{details}}}}}}}}}"#
        )
    };
    passes(&treaty("signed", r#""when": "2024-06-19", "progress": "planned""#));
    passes(&treaty("intended", r#""when": "2024-12""#));
    passes(&treaty("signed", r#""when": "2024-06-19", "stance": "denies""#));
    flags("told_before_done", &treaty("signed", r#""when": "2024-06-19""#));
    passes(&treaty("signed", r#""when": "2024-06-19", "by": "wire""#));
}

#[test]
fn a_handover_is_no_overlap() {
    let tenures = |office: &str, a: &str, b: &str| {
        format!(
            r#""offices": {{"king": {{"of": "ruritania", {office}}}}}, "tenures": {{
            "a": {{"person": "rudolf", "office": "king", "criterion": "effective_control", {a}}},
            "b": {{"person": "michael", "office": "king", "criterion": "effective_control", {b}}}}}"#
        )
    };
    let king = r#""functions": ["head_of_state"]"#;
    let since = r#""from": "2012-05-07", "to": "open""#;
    let until = |to: &str| format!(r#""from": "2008", "to": "{to}""#);
    passes(&tenures(king, &until("2012-05-07"), since));
    flags("overlapping_tenures", &tenures(king, &until("2012-05-09"), since));
    // The end of a year may have been before May.
    passes(&tenures(king, &until("2012"), since));
    passes(&tenures(r#""seats": 2"#, &until("2013"), since));
    passes(&tenures(r#""functions": ["deputy_head_of_government"]"#, &until("2013"), since));
    flags("overlapping_tenures", &tenures(r#""seats": 1"#, &until("2013"), since));
    let acting = r#""from": "2010", "to": "2011", "mode": "acting""#;
    passes(&tenures(king, &until("2013"), acting));
    let denied = r#""from": "2010", "to": "2011", "stance": "denies""#;
    passes(&tenures(king, &until("2013"), denied));
}

#[test]
fn one_person_holds_an_office_once_at_a_time() {
    flags(
        "overlapping_tenures",
        r#""offices": {"deputy": {"of": "ruritania", "seats": 9}}, "tenures": {
        "a": {"person": "rudolf", "office": "deputy", "criterion": "unstated", "from": "2010", "to": "open"},
        "b": {"person": "rudolf", "office": "deputy", "criterion": "unstated", "from": "2012", "to": "2014"}}"#,
    );
}

#[test]
fn a_guest_may_travel_from_one_host_to_the_next_on_a_day() {
    let held = |days| format!(r#""actual": "{days}""#);
    passes(&visits(&held("2024-06-10/2024-06-11"), &held("2024-06-11/2024-06-12")));
    passes(&visits(&held("2024-06-10"), &held("2024-06-10")));
    flags("overlapping_visits", &visits(&held("2024-06-10/2024-06-12"), &held("2024-06-11")));
    flags("overlapping_visits", &visits(&held("2024-06-10/2024-06-13"), &held("2024-06-11/..")));
    passes(&visits(&held("2024-06-10/2024-06-13"), &held("2024-06")));
    let cancelled = r#""planned": "2024-06-18/2024-06-20", "progress": "cancelled""#;
    let planned = r#""planned": "2024-06-18/2024-06-20", "progress": "planned""#;
    passes(&visits(cancelled, planned));
    flags("overlapping_visits", &visits(planned, planned));
}

#[test]
fn only_the_longest_visit_before_is_compared_and_every_overlap_flagged() {
    let found = codes_of(
        r#""organisations": {"league": {}}, "visits": {
        "a": {"guest": "rudolf", "host": "ruritania", "actual": "2024-01-02/2024-03-01"},
        "b": {"guest": "rudolf", "host": "strelsau", "actual": "2024-01-03/2024-01-05"},
        "c": {"guest": "rudolf", "host": "strelsau", "actual": "2024-02-02/2024-02-05"},
        "d": {"guest": "rudolf", "host": "league", "actual": "2024-02-02/2024-02-05"},
        "e": {"guest": "michael", "host": "strelsau", "actual": "2024-02-02/2024-02-05"}}"#,
    );
    // At an organisation one can be while one is in a state.
    assert_eq!(found, ["overlapping_visits", "overlapping_visits"]);
}

#[test]
fn who_holds_an_office_on_one_day_of_the_visit_may_come_in_it() {
    let visit = |to: &str, days: &str| {
        format!(
            r#""offices": {{"king": {{"of": "strelsau"}}}}, "tenures": {{"t": {{"person": "michael",
            "office": "king", "criterion": "unstated", "from": "2010", "to": "{to}"}}}},
            "visits": {{"v": {{"guest": "michael", "host": "ruritania", "capacity": ["king"], "actual": "{days}"}}}}"#
        )
    };
    passes(&visit("2024-06-10", "2024-06-10/2024-06-12"));
    passes(&visit("still 2020-01-01", "2024-06-10/2024-06-12"));
    flags("not_in_office", &visit("2024-06-09", "2024-06-10/2024-06-12"));
    // Of an office without a known tenure nothing is held.
    passes(
        r#""offices": {"king": {"of": "strelsau"}}, "visits": {"v": {"guest": "michael",
        "host": "ruritania", "capacity": ["king"], "actual": "2024-06-10"}}"#,
    );
}

#[test]
fn memberships_titles_and_lives_end_after_they_start() {
    let member = |accounts: &str| {
        format!(r#""organisations": {{"league": {{"members": {{"ruritania": {accounts}}}}}}}"#)
    };
    flags("ends_before_start", &member(r#"{"from": "2020", "to": "2019"}"#));
    flags(
        "ends_contradict",
        &member(r#"{"accounts": [{"from": "2020"}, {"by": "wire", "to": "2019"}]}"#),
    );
    passes(&member(r#"{"from": "2020", "to": "2020"}"#));
    flags(
        "ends_before_start",
        r#""offices": {"king": {"of": "ruritania", "titles": {"t": {"title": "King", "from": "still 2020-01-01", "to": "2022"}}}}"#,
    );
    flags(
        "ends_contradict",
        r#""offices": {"king": {"of": "ruritania", "titles": {"t": {"accounts":
        [{"title": "King", "from": "2020"}, {"by": "wire", "to": "2019"}]}}}}"#,
    );
}

#[test]
fn lives_are_told_of_one_by_one() {
    let person = |accounts: &str, rest: &str| {
        let text = format!(
            r#"{{"detente": 1, "source": "me", "sources": {{"me": {{"published": "2024-06-17"}},
            "wire": {{"published": "2024-06-20", "derived_from": "me"}}}},
            "persons": {{"black-michael": {accounts}, "rudolf": {{}}}}, "states": {{"ruritania": {{}}}},
            "visits": {{"u": {{"guest": "rudolf", "host": "ruritania"}}, "w": {{"guest": "black-michael", "host": "ruritania"}}}},
            {rest}}}"#
        );
        let mut codes = super::codes(&detente::Dossier::check_json(&text).report);
        codes.retain(|code| *code != "unused_source");
        codes
    };
    let none = r#""ties": {}"#;
    assert_eq!(person(r#"{"born": "1900", "died": "1890"}"#, none), ["ends_before_start"]);
    let two = r#"{"accounts": [{"born": "1900"}, {"by": "wire", "died": "1890"}]}"#;
    assert_eq!(person(two, none), ["ends_contradict"]);
    let born = r#"{"born": "1990", "died": "2010"}"#;
    let held = |from: &str, to: &str| {
        format!(
            r#""offices": {{"king": {{"of": "ruritania"}}}}, "tenures": {{"t": {{"person": "black-michael",
            "office": "king", "criterion": "own_claim", "from": "{from}", "to": "{to}"}}}}"#
        )
    };
    // For ever in name, as the dead can be.
    assert_eq!(person(born, &held("2000", "open")), [""; 0]);
    assert_eq!(person(born, &held("2011", "open")), ["acts_after_death"]);
    let said =
        r#""statements": {"s": {"speaker": "black-michael", "act": "states", "when": "1980"}}"#;
    assert_eq!(person(born, said), ["acts_before_birth"]);
    let signed = r#""agreements": {"pact": {"parties": ["ruritania"], "acts": {"signed":
        {"when": "2020", "person": "black-michael"}}}}"#;
    assert_eq!(person(born, signed), ["acts_after_death"]);
}

#[test]
fn what_happens_within_a_visit_lies_on_its_days() {
    let meeting = |who: &str, day: &str| {
        format!(
            r#""visits": {{"v": {{"guest": "rudolf", "host": "ruritania", "actual": "2024-06-10/2024-06-12",
            "delegation": {{"michael": {{}}}}}}}},
            "meetings": {{"m": {{"participants": ["flavia", "{who}"], "visit": "v", "actual": "{day}"}}}}"#
        )
    };
    passes(&meeting("rudolf", "2024-06-12"));
    passes(&meeting("michael", "2024-06"));
    flags("outside_visit", &meeting("rudolf", "2024-06-13"));
    let signed = |day: &str| {
        format!(
            r#""visits": {{"v": {{"guest": "rudolf", "host": "ruritania", "actual": "2024-06-10/2024-06-12"}}}},
            "agreements": {{"pact": {{"parties": ["ruritania", "strelsau"], "visit": "v",
            "acts": {{"signed": {{"when": "{day}"}}}}}}}}"#
        )
    };
    passes(&signed("2024-06-11"));
    flags("outside_visit", &signed("2024-06-09"));
}

#[test]
fn acts_come_in_the_order_of_a_life() {
    let pact = |acts: &str| {
        format!(
            r#""agreements": {{"pact": {{"parties": ["ruritania", "strelsau"], "acts": {{{acts}}}}}}}"#
        )
    };
    // Signed late by one, ratified early by the other.
    passes(&pact(
        r#""ruritania signed": {"when": "2020"}, "ruritania ratified": {"when": "2021"},
        "strelsau signed": {"when": "2022"}, "strelsau ratified": {"when": "2023"}, "in_force": {"when": "2023-12-31"}"#,
    ));
    flags(
        "ratified_before_signed",
        &pact(
            r#""ruritania signed": {"when": "2020"}, "strelsau signed": {"when": "2022"}, "strelsau ratified": {"when": "2021"}"#,
        ),
    );
    passes(&pact(
        r#""signed": {"when": "2020", "progress": "cancelled"}, "ruritania ratified": {"when": "2019"}"#,
    ));
    // Whoever has left and joined once more can act.
    passes(&pact(
        r#""signed": {"when": "2010"}, "ruritania withdrawn": {"when": "2012"},
        "ruritania acceded": {"when": "2014"}, "ruritania suspended": {"when": "2016"}"#,
    ));
    flags(
        "act_after_end",
        &pact(
            r#""signed": {"when": "2010"}, "ruritania withdrawn": {"when": "2012"}, "ruritania suspended": {"when": "2016"}"#,
        ),
    );
    flags("act_by_no_party", &pact(r#""rudolf signed": {"when": "2010"}"#));
}

#[test]
fn codes_of_ones_own_are_compared_with_the_known_ones() {
    let stop = |kind: &str| {
        format!(
            r#""visits": {{"v": {{"guest": "rudolf", "host": "ruritania", "stops": {{"s": {{"kind": "{kind}"}}}}}}}}"#
        )
    };
    flags("code_like_known", &stop("acme:Talks"));
    flags("code_like_known", &stop("acme:press-statement"));
    flags("code_like_known", &stop("acme:banqet"));
    flags("own_code", &stop("acme:hunt"));
    flags(
        "own_code",
        r#""ties": {"t": {"kind": "acme:cyber", "from": "ruritania", "to": "strelsau"}}"#,
    );
    flags(
        "own_code",
        r#""agreements": {"a": {"parties": ["ruritania"], "acts": {"ruritania acme:sealed": {}}}}"#,
    );
}

#[test]
fn sources_may_say_different_things_in_different_voices() {
    let accounts = |a: &str, b: &str| {
        format!(
            r#""statements": {{"s": {{"speaker": "@author", "act": "states", "accounts": [{{"label": "grave", {a}}}, {{"label": "grave", {b}}}]}}}}"#
        )
    };
    passes(&accounts(r#""via": ["ruritania"]"#, r#""stance": "denies", "via": ["strelsau"]"#));
    passes(&accounts(r#""locator": "P1""#, r#""stance": "denies", "by": "wire""#));
    flags("says_both", &accounts(r#""locator": "P1""#, r#""stance": "denies""#));
}

#[test]
fn long_quotations_are_counted_in_words_or_characters() {
    let quoted = |quote: &str| {
        format!(
            r#""statements": {{"s": {{"speaker": "@author", "act": "states", "quote": "{quote}"}}}}"#
        )
    };
    passes(&quoted(&vec!["word"; detente::validation::QUOTE_WORDS].join(" ")));
    flags("quote_too_long", &quoted(&vec!["word"; detente::validation::QUOTE_WORDS + 1].join(" ")));
    passes(&quoted(&"言".repeat(200)));
    flags("quote_too_long", &quoted(&"言".repeat(201)));
}

#[test]
fn what_is_said_to_be_the_same_is_no_duplicate() {
    let told = |claims: &str| {
        format!(
            r#""visits": {{"v": {{"guest": "rudolf", "host": "ruritania", "actual": "2024-06-10/2024-06-12"}},
            "w": {{"guest": "rudolf", "host": "ruritania", "actual": "2024-06-11"}}}}{claims}"#
        )
    };
    flags("visit_twice", &told(""));
    passes(&told(r#", "same_as": {"c": {"records": ["visit:v", "visit:w"]}}"#));
    flags(
        "visit_twice",
        &told(r#", "same_as": {"c": {"records": ["visit:v", "visit:w"], "stance": "denies"}}"#),
    );
}

#[test]
fn a_deadline_is_of_what_is_still_to_come() {
    let visit = |told: &str| {
        format!(r#""visits": {{"v": {{"guest": "rudolf", "host": "ruritania", {told}}}}}"#)
    };
    passes(&visit(r#""progress": "planned", "deadline": "2024-06""#));
    passes(&visit(r#""progress": "planned", "deadline": "2024-06-16""#));
    flags("deadline_passed", &visit(r#""progress": "planned", "deadline": "2024-06-15""#));
    passes(&visit(r#""progress": "held", "deadline": "2024-05""#));
    passes(&visit(r#""progress": "planned", "deadline": "2024-05", "stance": "denies""#));
    flags(
        "refers_to_itself",
        &visit(r#""progress": "planned", "deadline": {"before": "visit:v"}"#),
    );
    let duty = |told: &str| {
        format!(
            r#""agreements": {{"pact": {{"parties": ["ruritania", "strelsau"],
            "obligations": {{"ruritania strelsau consultation": {{"deadline": {told}}}}}}}}}"#
        )
    };
    passes(&duty(r#""2020""#));
    passes(&duty(r#"{"after": "agreement:pact", "within_days": 90}"#));
    passes(&duty(r#"{"during": "agreement:pact"}"#));
    flags("deadline_without_day", &duty(r#"{"after": "agreement:pact"}"#));
    let act = |key: &str, told: &str| {
        format!(
            r#""agreements": {{"pact": {{"parties": ["ruritania", "strelsau"], "acts": {{"{key}": {{"accounts": [
            {{"deadline": "2024-12"}}{told}]}}}}}}}}"#
        )
    };
    flags("deadline_without_stage", &act("ruritania ratified", ""));
    passes(&act("ruritania ratified", r#", {"by": "wire", "progress": "planned"}"#));
    passes(&act("ruritania ratified", r#", {"by": "wire", "when": "2024-06-17"}"#));
    passes(&act("ruritania intended", ""));
}
