//! Input that is deep, huge or long: refused or read, never a panic and never a long wait.

use std::fmt::Write;
use std::time::{Duration, Instant};

use detente::Dossier;
use detente::dossier::{Issue, IssueCode};

const HEAD: &str = "{\"detente\": 1, \"source\": \"me\", \"sources\": {\"me\": {}}";

fn first(text: &str) -> Issue {
    let error = Dossier::from_json(text).unwrap_err();
    let issue = error.issues()[0].clone();
    assert!(issue.to_string().len() < 1_500, "a message stays readable");
    assert!(!issue.to_string().contains('\n'));
    issue
}

#[test]
fn brackets_ten_thousand_deep_are_refused_wherever_they_stand() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    let objects = "{\"a\":".repeat(10_000) + "1" + &"}".repeat(10_000);
    for nest in [&deep, &objects, &"[".repeat(10_000), &"{\"a\":".repeat(10_000)] {
        first(nest);
        assert_eq!(first(&format!("{HEAD}, \"places\": {nest}}}")).line(), Some(1));
        let path = |text: String| first(&text).path().to_string();
        let record = |field: &str| format!("{HEAD}, \"places\": {{\"p\": {{{field}}}}}}}");
        assert_eq!(path(record(&format!("\"x\": {{\"a\": {nest}}}"))), "places.p.x.a");
        assert!(path(record(&format!("\"aka\": {nest}"))).starts_with("places.p.aka"));
        assert!(path(record(&format!("\"accounts\": {nest}"))).starts_with("places.p.accounts"));
        first(&format!("{HEAD}, \"nothing\": {nest}}}"));
    }
}

#[test]
fn five_megabytes_of_text_are_read_and_as_an_id_refused() {
    let long = "é\\n".repeat(1_250_000);
    let record = |place: &str| format!("{HEAD}, \"places\": {{{place}}}}}");
    let kept = Dossier::from_json(&record(&format!("\"p\": {{\"quote\": \"{long}\"}}"))).unwrap();
    assert!(Dossier::from_json(&kept.to_json()).unwrap() == kept);
    let issue = first(&record(&format!("\"{long}\": {{}}")));
    assert!(issue.found().contains("bytes more"), "{}", issue.found());
    // A tenth of it does for the many other places.
    let long = "é\\n".repeat(125_000);
    let refused = [
        format!("\"{long}\": {{}}"),
        format!("\"p\": {{\"{long}\": 1}}"),
        format!("\"p\": {{\"within\": \"{long}\"}}"),
        format!("\"p\": {{\"kind\": \"{long}\"}}"),
        format!("\"p\": {{\"stance\": \"{long}\"}}"),
        format!("\"p\": {{\"aka\": \"{long}\"}}"),
        format!("\"p\": {{\"via\": [\"?{long}\"]}}"),
        format!("\"p\": {{\"as_said\": {{\"{long}\": \"a\"}}}}"),
        format!("\"p\": {{\"as_said\": {{\"name\": {{\"{long}\": 1}}}}}}"),
        format!(
            "\"p\": {{\"as_said\": {{\"name\": {{\"words\": \"a\", \"anchor\": \"{long}\"}}}}}}"
        ),
    ];
    for place in refused {
        let issue = first(&record(&place));
        assert!(issue.found().contains("bytes more"), "{}", issue.found());
    }
    first(&format!("{HEAD}, \"persons\": {{\"p\": {{\"born\": \"{long}\"}}}}}}"));
    first(&format!("{HEAD}, \"conflicts\": {{\"p\": {{\"during\": \"{long}\"}}}}}}"));
    first(&format!("{HEAD}, \"{long}\": 1}}"));
    first(&format!(
        "{HEAD}, \"places\": {{\"p\": {{\"x\": {{\"n\": {}}}}}}}}}",
        "9".repeat(1_000_000)
    ));
}

/// A dossier of many places, each with the fields that `fields` gives it.
fn places(number: usize, fields: impl Fn(usize) -> String) -> String {
    let mut text = format!("{HEAD},\n \"places\": {{");
    for i in 0..number {
        let comma = if i == 0 { "" } else { "," };
        write!(text, "{comma}\n  \"p{i:06}\": {{{}}}", fields(i)).unwrap();
    }
    text + "}}"
}

#[test]
fn a_hundred_thousand_records_are_read_and_written() {
    let dossier = Dossier::from_json(&places(100_000, |_| String::new())).unwrap();
    assert_eq!(dossier.records::<detente::model::Place>().len(), 100_000);
    assert!(Dossier::from_json(&dossier.to_json()).unwrap() == dossier);
}

#[test]
fn very_many_problems_are_all_found_and_placed_without_a_long_wait() {
    let started = Instant::now();
    let text = places(10_000, |i| format!("\"within\": \"q{i:06}\""));
    let error = Dossier::from_json(&text).unwrap_err();
    assert_eq!(error.issues().len(), 10_000);
    for (i, issue) in error.issues().iter().enumerate() {
        assert_eq!(issue.code(), IssueCode::UnknownId);
        assert_eq!((issue.line(), issue.column()), (Some(i + 3), Some(25)));
    }
    assert_eq!(error.issues()[7].nearest(), Some("p000007"));
    assert!(error.to_string().ends_with("(and 9999 more)"));
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_chain_of_a_hundred_links_is_followed_and_a_longer_one_refused() {
    let chain = |last: usize| {
        move |i: usize| {
            if i < last { format!("\"within\": \"p{:06}\"", i + 1) } else { String::new() }
        }
    };
    let backwards =
        |i: usize| i.checked_sub(1).map_or(String::new(), |up| format!("\"within\": \"p{up:06}\""));
    assert!(Dossier::from_json(&places(101, chain(100))).is_ok());
    assert!(Dossier::from_json(&places(101, backwards)).is_ok());
    for text in [places(50_000, chain(49_999)), places(50_000, backwards)] {
        let error = Dossier::from_json(&text).unwrap_err();
        assert_eq!(error.issues().len(), 50_000 / 101, "one where each hundred is full");
        assert!(error.issues().iter().all(|issue| issue.code() == IssueCode::LongChain));
        assert_eq!(error.issues()[0].expected(), "a chain of 100 links at most");
    }
}

#[test]
fn a_ring_of_fifty_thousand_is_told_once() {
    let closed = |i: usize| format!("\"within\": \"p{:06}\"", (i + 1) % 50_000);
    let error = Dossier::from_json(&places(50_000, closed)).unwrap_err();
    let [ring] = error.issues() else { panic!("{error}") };
    assert_eq!(
        ring.found(),
        "a ring: p000000 → p000001 → p000002 → p000003 → p000004 → … → p000000 (within)"
    );
    assert_eq!(ring.line(), Some(50_002));
}

#[test]
fn fifty_thousand_sources_may_derive_from_one_another_in_a_chain() {
    for forwards in [true, false] {
        let mut text =
            String::from("{\"detente\": 1, \"source\": \"s00000\", \"sources\": {\"s00000\": {}");
        for i in 1..50_000 {
            let up = match (forwards, i) {
                (true, _) => i - 1,
                (false, 49_999) => 0,
                (false, _) => i + 1,
            };
            write!(text, ", \"s{i:05}\": {{\"derived_from\": \"s{up:05}\"}}").unwrap();
        }
        assert!(Dossier::from_json(&(text + "}}")).is_ok());
    }
}

#[test]
fn fifty_thousand_dates_that_lean_on_one_another_are_refused() {
    let mut text = format!("{HEAD}, \"conflicts\": {{\"c00000\": {{}}");
    for i in 1..50_000 {
        write!(text, ", \"c{i:05}\": {{\"during\": {{\"after\": \"conflict:c{:05}\"}}}}", i - 1)
            .unwrap();
    }
    let error = Dossier::from_json(&(text + "}}")).unwrap_err();
    assert!(error.issues().iter().all(|issue| issue.code() == IssueCode::LongChain));
}

#[test]
fn many_rings_through_one_record_are_told_quickly() {
    // Every place lies within the next and, by another account, within the first.
    let text = places(5_000, |i| {
        format!(
            "\"accounts\": [{{\"within\": \"p{:06}\"}}, {{\"within\": \"p000000\"}}]",
            (i + 1) % 5_000
        )
    });
    let error = Dossier::from_json(&text).unwrap_err();
    assert!(error.issues().len() >= 5_000);
    assert!(error.issues().iter().all(|issue| issue.code() == IssueCode::Ring));
}
