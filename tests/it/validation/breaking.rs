//! Texts that are no dossiers, and very large ones.

use std::fmt::Write as _;

use detente::Dossier;
use detente::dossier::{IssueCode, Severity};

use super::codes;

fn codes_of(bytes: &[u8]) -> Vec<&'static str> {
    let checked = Dossier::check_json_bytes(bytes);
    assert!(checked.dossier.is_none());
    codes(&checked.report)
}

#[test]
fn what_is_no_dossier_is_reported_as_such() {
    assert_eq!(codes_of(b""), ["broken_json"]);
    assert_eq!(codes_of(b" \n"), ["broken_json"]);
    assert_eq!(codes_of("\u{feff}".as_bytes()), ["broken_json"]);
    assert_eq!(codes_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ["not_utf8"]);
    assert_eq!(codes_of(b"guest,host\nputin,north-korea\n"), ["broken_json"]);
    assert_eq!(codes_of(b"[]"), ["unreadable_value"]);
    assert_eq!(codes_of(b"5"), ["unreadable_value"]);
    assert_eq!(codes_of(b"null"), ["unreadable_value"]);
    assert_eq!(codes_of(b"{}"), ["unreadable_value"]);
    assert_eq!(codes_of(br#"{"type": "FeatureCollection"}"#), ["unreadable_value"; 2]);
    assert_eq!(codes_of(br#"{"detente": 1, "visits": 5, "places": []}"#), ["unreadable_value"; 2]);
    assert_eq!(codes_of("[".repeat(100_000).as_bytes()), ["broken_json"]);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(codes_of(deep.as_bytes()).len(), 1);
    let deep = format!(r#"{{"detente": 1, "states": {{"a": {deep}, "b": 1}}}}"#);
    assert_eq!(codes_of(deep.as_bytes()).len(), 2);
}

#[test]
fn a_text_cut_anywhere_is_reported_and_never_a_dossier() {
    let text = include_str!("../../../examples/check/flawed.json").trim_end();
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let checked = Dossier::check_json(&text[..end]);
        assert_eq!(codes(&checked.report), ["broken_json"], "cut at {end}");
    }
}

/// A text in which any one line is missing is reported or read, and never panics.
#[test]
fn a_text_without_any_one_line_is_checked() {
    for text in [
        include_str!("../../../examples/check/flawed.json"),
        include_str!("../../fixtures/valid/everything.json"),
    ] {
        let lines: Vec<&str> = text.lines().collect();
        for missing in 0..lines.len() {
            let rest = lines.iter().enumerate().filter(|(i, _)| *i != missing);
            let rest: Vec<&str> = rest.map(|(_, line)| *line).collect();
            let checked = Dossier::check_json(&rest.join("\n"));
            let of_reading = checked.report.issues().iter().any(|i| i.code().is_of_reading());
            assert_eq!(checked.dossier.is_none(), of_reading, "without line {}", missing + 1);
        }
    }
}

#[test]
fn a_byte_order_mark_and_other_line_ends_change_no_place() {
    let text = include_str!("../../../examples/check/flawed.json");
    let plain = Dossier::check_json(text).report;
    let other = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(Dossier::check_json(&other).report, plain);
}

#[test]
fn a_very_long_text_is_shown_shortened() {
    let long = "a".repeat(10_000_000);
    for text in [
        format!(
            r#"{{"detente": 1, "source": "me", "sources": {{"me": {{}}}}, "states": {{"a": {{"{long}": 1}}}}}}"#
        ),
        format!(
            r#"{{"detente": 1, "source": "me", "sources": {{"me": {{}}}}, "states": {{"{long}": {{}}}}}}"#
        ),
        format!(r#"{{"detente": 1, "source": "me", "sources": {{"me": {{}}}}, "{long}": {{}}}}"#),
        format!(
            r#"{{"detente": 1, "source": "me", "sources": {{"me": {{}}}}, "states": {{"a": {{"quote": "{long}"}}}}}}"#
        ),
    ] {
        let report = Dossier::check_json(&text).report;
        assert!(!report.is_empty());
        for issue in report.issues() {
            assert!(issue.to_string().len() < 1_000, "{} bytes", issue.to_string().len());
        }
    }
}

#[test]
fn a_hundred_thousand_issues_are_all_reported() {
    const MANY: usize = 100_000;
    let with = |record: &str, number: usize| {
        let mut text = String::from(
            r#"{"detente": 1, "source": "me", "sources": {"me": {"published": "2024-06-17"}}, "statements": {"#,
        );
        for i in 0..number {
            let comma = if i == 0 { "\n" } else { ",\n" };
            let _ = write!(
                text,
                r#"{comma}"s{i}": {{"speaker": "@author", "act": "states", {record}}}"#
            );
        }
        text + "}}"
    };
    // Looking for the word that was meant takes its time in a build without optimisation.
    for (record, code, number) in [
        (r#""label": " ""#, IssueCode::BlankText, MANY),
        (r#""labl": "grave""#, IssueCode::UnreadableValue, MANY / 10),
        (r#""addressee": "nobody""#, IssueCode::UnknownId, MANY / 10),
    ] {
        let report = Dossier::check_json(&with(record, number)).report;
        assert_eq!(report.issues().len(), number);
        assert!(report.issues().iter().all(|issue| issue.code() == code));
        assert_eq!(report.issues()[number - 1].line(), Some(number + 1));
        assert_eq!(report.count(code.severity()), number);
    }
    // One hundred thousand notes on one code would hide everything else.
    let report = Dossier::check_json(&with(r#""form": "acme:limerick""#, MANY)).report;
    assert_eq!((report.issues().len(), report.count(Severity::Note)), (1, 1));
}

#[test]
fn a_schema_may_be_named_for_editors() {
    let text = r#"{"$schema": "./dossier.schema.json", "detente": 1, "source": "s",
        "sources": {"s": {"published": "2024-06-17"}}, "states": {"a": {}}}"#;
    assert!(Dossier::check_json(text).dossier.is_some());
    let wrong = text.replace("\"./dossier.schema.json\"", "1");
    let checked = Dossier::check_json(&wrong);
    assert!(checked.dossier.is_none());
    assert_eq!(checked.report.issues()[0].line(), Some(1));
}
