//! Checks at both ends: what lasts is held against lives, spells, weekdays and the order of joining and leaving.

use detente::dossier::IssueCode;
use detente::knowledge::Contradiction;
use detente::model::Criterion;
use detente::{Dossier, Knowledge, Truth, date};
use support::shared::shared;

use super::codes;

/// The codes found in a case, and what is known by it; `None`, said aloud, where it is not at hand.
fn case(file: &str) -> Option<(Vec<&'static str>, Knowledge)> {
    let text = shared(&format!("cases/{file}.json"))?;
    let checked = Dossier::check_json(&text);
    let known = checked.dossier.unwrap_or_else(|| panic!("{file}: {}", checked.report)).as_known();
    Some((codes(&checked.report), known))
}

fn holds(known: &Knowledge, office: &str, day: &str, by: &Criterion) -> Vec<Truth> {
    let holders = known.holders(office, day.parse().unwrap(), by).unwrap();
    holders.iter().map(|holder| holder.holds).collect()
}

#[test]
fn ch1_a_stay_outlasts_the_guest() {
    let Some((codes, known)) = case("ch1-stay-outlasts-the-guest") else { return };
    assert_eq!(codes, [IssueCode::EndsAfterDeath.code()]);
    assert!(matches!(&known.contradictions()[..], [Contradiction::AfterDeath { .. }]));
}

#[test]
fn ch2_in_office_after_death() {
    let Some((codes, known)) = case("ch2-in-office-after-death") else { return };
    assert_eq!(codes, [IssueCode::EndsAfterDeath.code()]);
    let holds = |day| holds(&known, "alba/governor", day, &Criterion::EffectiveControl);
    assert_eq!(holds("1998-09-14"), [Truth::Yes]);
    assert_eq!(holds("1999-03-01"), [Truth::Maybe]);
    let [Contradiction::AfterDeath { on, died, .. }] = &known.contradictions()[..] else {
        panic!("{:?}", known.contradictions())
    };
    assert_eq!((*died, *on), (date!("1998-09-14"), date!("1999-07-01")));
}

#[test]
fn ch3_the_weekday_of_another_day() {
    let Some((codes, _)) = case("ch3-weekday-of-another-day") else { return };
    assert_eq!(codes, [IssueCode::WeekdayOfAnotherDay.code()]);
}

#[test]
fn ch4_orders_of_consent() {
    let Some((codes, _)) = case("ch4-orders-of-consent") else { return };
    for code in [IssueCode::AccededAfterSigned, IssueCode::LeftWithoutJoining] {
        assert!(codes.contains(&code.code()), "{codes:?}");
    }
}

#[test]
fn cn1_one_seat_two_holders() {
    let Some((_, known)) = case("cn1-one-seat-two-holders") else { return };
    let [Contradiction::TwoHolders { on, .. }] = &known.contradictions()[..] else {
        panic!("{:?}", known.contradictions())
    };
    assert_eq!(*on, date!("2030-04-20"));
    let criterion: Criterion = "unstated".parse().unwrap();
    let holders = known.holders("alba/finance", date!("2030-04-20"), &criterion).unwrap();
    assert!(holders.iter().all(|holder| holder.holds == Truth::Maybe) && holders.len() == 2);
    assert_eq!(holders[0].because().rule, "two are told to hold the one seat there is");
}

#[test]
fn cn2_no_end_before_the_next_spell() {
    let Some((codes, _)) = case("cn2-no-end-before-the-next-spell") else { return };
    assert_eq!(codes, [IssueCode::EndNotTold.code()]);
}

#[test]
fn vt1_away_and_back() {
    let Some((codes, _)) = case("vt1-away-and-back") else { return };
    assert_eq!(codes, [""; 0]);
}

/// Sections of one kind, what is flagged in them, and nothing else.
const CASES: &[(&str, &str)] = &[
    // Ends and deaths.
    (
        r#""dead": "2020-05", "offices": {"king": {"of": "ruritania"}}, "tenures":
        {"t": {"person": "rudolf", "office": "king", "criterion": "effective_control", "from": "2010", "to": "open"}}"#,
        "ends_after_death",
    ),
    (
        r#""dead": "2020-05", "offices": {"king": {"of": "ruritania"}}, "tenures":
        {"t": {"person": "rudolf", "office": "king", "criterion": "effective_control", "from": "2010", "to": "2020-05"}}"#,
        "",
    ),
    (
        r#""dead": "2020-05", "offices": {"king": {"of": "ruritania"}}, "tenures":
        {"t": {"person": "rudolf", "office": "king", "criterion": "effective_control", "from": "2010"}}"#,
        "",
    ),
    (
        r#""dead": "2020-05-02", "visits": {"v": {"guest": "rudolf", "host": "ruritania",
        "actual": "2020-05-01/2020-05-02"}}"#,
        "",
    ),
    // For ever in name, as the dead can be.
    (
        r#""dead": "2020-05", "offices": {"king": {"of": "ruritania"}}, "tenures":
        {"t": {"person": "rudolf", "office": "king", "criterion": "own_claim", "from": "2010", "to": "open"}}"#,
        "",
    ),
    // Days of the week.
    (
        r#""visits": {"v": {"guest": "rudolf", "host": "ruritania", "actual": "2024-06-11",
        "as_said": {"actual": "Dienstag"}}}"#,
        "",
    ),
    (
        r#""visits": {"v": {"guest": "rudolf", "host": "ruritania", "actual": "2024-06-10/2024-06-12",
        "as_said": {"actual": "until Wednesday"}}}"#,
        "",
    ),
    (
        r#""visits": {"v": {"guest": "rudolf", "host": "ruritania", "actual": "2024-06-10",
        "as_said": {"actual": "во вторник"}}}"#,
        "weekday_of_another_day",
    ),
    (
        r#""visits": {"v": {"guest": "rudolf", "host": "ruritania", "actual": "2024-06",
        "as_said": {"actual": "on a Friday"}}}"#,
        "",
    ),
    // Joining and leaving.
    (
        r#""agreements": {"p": {"parties": ["ruritania", "strelsau"], "acts": {"signed": {"when": "2001"},
        "strelsau withdrawn": {"when": "2005"}}}}"#,
        "",
    ),
    (
        r#""agreements": {"p": {"parties": ["ruritania", "strelsau"], "acts": {"ruritania signed": {"when": "2001"},
        "strelsau notice_of_withdrawal": {"when": "2005"}}}}"#,
        "left_without_joining",
    ),
    (
        r#""agreements": {"p": {"parties": ["ruritania", "strelsau"], "acts": {"ruritania signed": {"when": "2005"},
        "ruritania acceded": {"when": "2001"}}}}"#,
        "",
    ),
    // Spells without an end.
    (
        r#""organisations": {"club": {"members": {"ruritania": {"from": "1950"},
        "ruritania 2": {"from": "1990"}}}}"#,
        "end_not_told",
    ),
    (
        r#""organisations": {"club": {"members": {"ruritania": {"from": "1950", "to": "unknown"},
        "ruritania 2": {"from": "1990"}}}}"#,
        "",
    ),
    // Away and back.
    (
        r#""visits": {"a": {"guest": "rudolf", "host": "ruritania", "actual": "2024-06-01/2024-06-03"},
        "b": {"guest": "rudolf", "host": "ruritania", "actual": "2024-06-03/2024-06-05"}}"#,
        "",
    ),
    (
        r#""visits": {"a": {"guest": "rudolf", "host": "ruritania", "actual": "2024-06-01/2024-06-03"},
        "b": {"guest": "rudolf", "host": "ruritania", "actual": "2024-06-03"}}"#,
        "visit_twice",
    ),
];

/// The codes of a dossier with these sections, of which the first may be the day on which Rudolf died.
fn codes_of_life(sections: &str) -> Vec<&'static str> {
    let (died, rest) = match sections.strip_prefix("\"dead\": ") {
        Some(rest) => rest.split_once(", ").unwrap(),
        None => ("", sections),
    };
    let died = if died.is_empty() { String::new() } else { format!("\"died\": {died}") };
    let text = format!(
        r#"{{"detente": 1, "source": "me", "sources": {{"me": {{"published": "2024-06-17"}}}},
        "states": {{"ruritania": {{}}, "strelsau": {{}}}}, "persons": {{"rudolf": {{{died}}}}}, {rest}}}"#
    );
    codes(&Dossier::check_json(&text).report)
}

#[test]
fn both_ends_are_looked_at() {
    for (sections, code) in CASES {
        let expected: Vec<&str> = [*code].into_iter().filter(|code| !code.is_empty()).collect();
        let kinds = ["end", "death", "week", "acceded", "left_", "visit_twice"];
        let found: Vec<&str> = codes_of_life(sections)
            .into_iter()
            .filter(|code| kinds.iter().any(|kind| code.contains(kind)))
            .collect();
        assert_eq!(found, expected, "{sections}");
    }
}

#[test]
fn one_seat_is_handed_over() {
    let dossier = |b: &str| {
        let text = format!(
            r#"{{"detente": 1, "source": "me", "sources": {{"me": {{"published": "2024-06-17"}}}}, "persons": {{"a": {{}},
            "b": {{}}}}, "states": {{"ruritania": {{}}}}, "offices": {{"king": {{"of": "ruritania", "seats": 1}}}}, "tenures": {{
            "a": {{"person": "a", "office": "king", "criterion": "effective_control", "from": "2000", "to": "2010-05-03"}},
            "b": {{"person": "b", "office": "king", "criterion": "effective_control", "from": "{b}", "to": "2020"}}}}}}"#
        );
        Dossier::from_json(&text).unwrap_or_else(|error| panic!("{error}")).as_known()
    };
    let by = "effective_control".parse().unwrap();
    let on = |b: &str, day: &str| holds(&dossier(b), "king", day, &by);
    assert_eq!(on("2010-05-03", "2010-05-03"), [Truth::Yes; 2]);
    assert_eq!(on("2010-05-03", "2010-05-04"), [Truth::Yes]);
    assert_eq!(on("2010-05-01", "2010-05-02"), [Truth::Maybe; 2]);
    assert_eq!(on("2010-05-01", "2010-04-30"), [Truth::Yes]);
    assert_eq!(on("2009-05-01", "2010-05-03"), [Truth::Maybe; 2]);
}
