//! What stands in the way of a proposal, and what does not: details, days left open, days of travel.

use detente::Dossier;
use detente::knowledge::Proposal;
use support::shared::shared;

/// The proposals of a case; `None`, said aloud, where it is not at hand.
fn case(file: &str) -> Option<Vec<Proposal>> {
    let text = shared(&format!("cases/{file}.json"))?;
    Some(Dossier::from_json(&text).unwrap_or_else(|error| panic!("{file}: {error}")).proposals())
}

/// The pairs proposed, and with `!` those that are blocked.
fn told(proposals: &[Proposal]) -> Vec<String> {
    let blocked = |proposal: &Proposal| if proposal.is_blocked() { " !" } else { "" };
    proposals.iter().map(|one| format!("{}{}", one.pair, blocked(one))).collect()
}

fn read(sections: &str) -> Dossier {
    let text = format!(
        r#"{{"detente": 1, "source": "daily", "states": {{"n": {{}}, "r": {{}}}}, "sources": {{
            "daily": {{}}, "agency": {{}}, "editor": {{}}}}, {sections}}}"#
    );
    Dossier::from_json(&text).unwrap_or_else(|error| panic!("{:?}\n{text}", error.issues()))
}

#[test]
fn vt1_away_and_back() {
    let Some(proposals) = case("vt1-away-and-back") else { return };
    assert!(proposals.is_empty(), "{proposals:#?}");
}

#[test]
fn pr3_a_form_told_differently() {
    let Some(proposals) = case("pr3-form-told-differently") else { return };
    assert_eq!(told(&proposals), ["agreement:g1 = agreement:g2"]);
    assert!(proposals[0].to_string().ends_with("although: form: memorandum and communique"));
}

#[test]
fn pr4_an_open_begin_agrees_with_nothing_of_itself() {
    let Some(proposals) = case("pr4-an-open-begin-agrees-with-everything") else { return };
    assert!(proposals.is_empty(), "{proposals:#?}");
}

#[test]
fn visits_that_touch_are_two_and_visits_that_overlap_are_not() {
    let table = [
        ("2030-03-20/2030-03-21", "2030-03-21/2030-03-23", 0),
        ("2030-03-21/2030-03-23", "2030-03-20/2030-03-21", 0),
        // Of a day alone, it is a day of the other.
        ("2030-03-20/2030-03-21", "2030-03-21", 1),
        ("2030-03-20/2030-03-22", "2030-03-21/2030-03-23", 1),
        ("2030-03-20/2030-03-21", "2030-03-20/2030-03-21", 1),
        // It may have been on either day.
        ("2030-03-20/2030-03-21", "2030-03/2030-04", 1),
    ];
    for (a, b, proposed) in table {
        let visit = |when| {
            format!(r#"{{"guest": "p", "host": "n", "progress": "held", "actual": "{when}"}}"#)
        };
        let visits = format!(r#""a": {}, "b": {}"#, visit(a), visit(b));
        let dossier = read(&format!(r#""persons": {{"p": {{}}}}, "visits": {{{visits}}}"#));
        assert_eq!(dossier.proposals().len(), proposed, "{a} and {b}");
    }
}

#[test]
fn sources_differ_on_a_detail_and_one_source_does_not() {
    let table = [
        ("agency", "memorandum", "agreement:a = agreement:b"),
        ("agency", "treaty", "agreement:a = agreement:b"),
        ("daily", "treaty", "agreement:a = agreement:b"),
        ("daily", "memorandum", "agreement:a = agreement:b !"),
    ];
    for (by, form, right) in table {
        let dossier = read(&format!(
            r#""agreements": {{"a": {{"parties": ["n", "r"], "form": "treaty", "title": "T"}},
                "b": {{"by": "{by}", "parties": ["n", "r"], "form": "{form}", "title": "T"}}}}"#
        ));
        assert_eq!(told(&dossier.proposals()), [right], "{form}, by {by}");
    }
}

#[test]
fn of_a_begin_known_by_its_last_day_alone_that_day_counts() {
    let table = [
        (r#"{"from": "../2031-02-20", "to": "open"}"#, r#""1951/1974""#, 0),
        (r#"{"from": "../2031-02-20", "to": "open"}"#, r#""2030/2040""#, 1),
        (r#"{"from": "unknown", "to": "still 2030-08-02"}"#, r#""1951/1974""#, 0),
        (r#"{"from": "unknown", "to": "still 2030-08-02"}"#, r#""2026/..""#, 1),
        (r#"{"from": "unknown", "to": "1974"}"#, r#""1951/1974""#, 1),
        (r#"{"from": "unknown", "to": "1974"}"#, r#""1951/1960""#, 0),
        // From of old, and since then not told to have ended.
        (r#"{"from": "open", "to": "1974"}"#, r#""1951/1960""#, 1),
        (r#"{"from": "1950", "to": "unknown"}"#, r#""1970/1974""#, 1),
    ];
    for (a, b, proposed) in table {
        let tie =
            |when| format!(r#"{{"kind": "pressure", "from": "n", "to": "r", "during": {when}}}"#);
        let dossier = read(&format!(r#""ties": {{"a": {}, "b": {}}}"#, tie(a), tie(b)));
        assert_eq!(dossier.proposals().len(), proposed, "{a} and {b}");
    }
}
