//! What stands in the way of a proposal, and what does not: details, days left open, days of travel.

use detente::dossier::DossierBuilder;
use detente::knowledge::Proposal;
use detente::model::Source;
use detente::{Dossier, id};
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

/// The dossier in which every proposal is accepted that nothing speaks against, once.
fn accept(dossier: &Dossier) -> Dossier {
    let open = dossier.proposals().into_iter().filter_map(|one| one.accept(id!("editor")).ok());
    let editor = dossier.source("editor").is_none().then(|| Source::new(id!("editor")));
    let builder = editor.into_iter().fold(dossier.clone().into_builder(), DossierBuilder::source);
    open.flatten().fold(builder, DossierBuilder::record).build().unwrap()
}

#[test]
fn pr1_two_pairs_and_their_meeting() {
    let Some(text) = shared("cases/pr1-two-pairs-and-their-meeting.json") else { return };
    let dossier = Dossier::from_json(&text).unwrap();
    let proposals = dossier.proposals();
    assert_eq!(told(&proposals), ["meeting:m1 = meeting:m2"]);
    assert_eq!(told(&proposals[0].with), ["person:p1 = person:p2", "person:q1 = person:q2"]);
    let united = accept(&dossier).as_known();
    assert_eq!((united.persons().count(), united.meetings().count()), (2, 1));
}

#[test]
fn pr2_a_surname_and_an_office() {
    let Some(text) = shared("cases/pr2-surname-and-office.json") else { return };
    let dossier = Dossier::from_json(&text).unwrap();
    let proposals = dossier.proposals();
    assert_eq!(told(&proposals), ["person:p1 = person:p2"]);
    let right = "\
person:p1 = person:p2
  for: same part of the name: Holm
  for: same office at a time: alba/premier
  together with tenure:t1 = tenure:t2";
    assert!(proposals[0].to_string().starts_with(right), "{}", proposals[0]);
    let united = accept(&dossier).as_known();
    assert_eq!((united.persons().count(), united.tenures().count()), (1, 1));
}

#[test]
fn those_in_an_event_are_proposed_with_it_by_name_company_and_day() {
    let persons = r#""p": {"name": "Anna Holm"}, "p2": {"by": "agency", "name": "Anna Holm"},
        "q": {"name": "Bruno Sarti"}, "q2": {"by": "agency", "name": "Bruno Sarti"},
        "c": {"name": "Clara Dahl"}, "b": {"by": "agency", "name": "Bruna Sarti"}"#;
    let waiting = ["meeting:m = meeting:m2 !", "person:p = person:p2 !", "person:q = person:q2 !"];
    let together = ["meeting:m = meeting:m2"];
    let names = ["person:p = person:p2 !", "person:q = person:q2 !"];
    let table: [(&str, &str, &str, &[&str]); 6] = [
        (r#""p2", "q2""#, "agency", "2030-08-01", &together),
        // One whom both call by one id is company as well.
        (
            r#""p2", "q""#,
            "agency",
            "2030-08-01",
            &["meeting:m = meeting:m2", "person:q = person:q2 !"],
        ),
        // Not to the day; by one source; another name; a third who was there.
        (r#""p2", "q2""#, "agency", "2030-08", &waiting),
        (r#""p2", "q2""#, "daily", "2030-08-01", &waiting),
        (r#""p2", "b""#, "agency", "2030-08-01", &names),
        (r#""p2", "q2", "c""#, "agency", "2030-08-01", &names),
    ];
    for (who, by, when, right) in table {
        let dossier = read(&format!(
            r#""persons": {{{persons}}}, "meetings": {{
                "m": {{"participants": ["p", "q"], "progress": "held", "actual": "2030-08-01"}},
                "m2": {{"by": "{by}", "participants": [{who}], "progress": "held", "actual": "{when}"}}}}"#
        ));
        let mut found = told(&dossier.proposals());
        found.sort_unstable();
        assert_eq!(found, right, "{who} by {by}, {when}");
    }
}

#[test]
fn parts_of_names_need_an_office_of_one_seat_at_a_time() {
    let table = [
        ("Holm", "1", "2026", true),
        ("A. Holm", "1", "2026", true),
        ("Holm, Anna", "12", "2026", true),
        // Many sit there; another of the name; long before.
        ("Holm", "12", "2026", false),
        ("Peter Holm", "1", "2026", false),
        ("Holm", "1", "1926", false),
    ];
    for (name, seats, year, proposed) in table {
        let to = if year == "2026" { "open" } else { "1930" };
        let dossier = read(&format!(
            r#""offices": {{"o": {{"of": "n", "seats": {seats}}}}}, "persons": {{
                "p": {{"name": "{name}"}}, "q": {{"by": "agency", "name": "Anna Holm"}}}}, "tenures": {{
                "t": {{"person": "p", "office": "o", "criterion": "unstated", "from": "{year}", "to": "{to}"}},
                "u": {{"by": "agency", "person": "q", "office": "o", "criterion": "unstated",
                    "from": "2025", "to": "open"}}}}"#
        ));
        assert_eq!(dossier.proposals().len(), usize::from(proposed), "{name}, {seats}, {year}");
    }
}
