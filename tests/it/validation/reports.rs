//! Reports: their order and places, how they are written, and how strict one can be.

use detente::Dossier;
use detente::dossier::{Issue, IssueCode, Severity};
use detente::validation::Strictness;

use super::{codes, report};

/// Five slips in four sections, one of them in a record to which others refer.
const FLAWED: &str = include_str!("../../../examples/check/flawed.json");

#[test]
fn one_slip_does_not_hide_the_next() {
    let checked = Dossier::check_json(FLAWED);
    let lines: Vec<String> = checked.report.issues().iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            r#"line 6 column 13: warning: undated_source: sources.wire: found no day of publication, expected "published", a day or bounds for one"#,
            r#"line 12 column 25: error: unreadable_value: persons.rudolf.born: found "1870-02-30", expected an EDTF date: February 1870 has 28 days"#,
            r"line 21 column 53: error: ends_before_start: tenures.rudolf-king.accounts[0].to: found 1892, with a start of 1893-03-04: it ends before it starts, expected an end that does not come before the start",
            r#"line 28 column 15: error: unknown_id: visits.zenda.host: found "ruritanja", expected the id of a state, person or organisation in this dossier; nearest is "ruritania""#,
            r#"line 33 column 15: error: unreadable_value: visits.strelsau.form: found "stat", expected a form of visit, or one of your own with a namespace (acme:word); nearest is "state""#,
        ],
        "{}",
        lines.join("\n")
    );
}

#[test]
fn paths_are_those_of_the_file_and_not_of_the_order_kept() {
    let text = r#"{"detente": 1, "sources": {"b": {"published": "2024-01-01"}, "a": {"published": "2024-01-01"}},
        "statements": {"s": {"speaker": "@author", "act": "states", "accounts": [
        {"by": "b", "label": " "},
        {"by": "a", "label": "grave"}]}}}"#;
    let checked = Dossier::check_json(text);
    let [issue] = checked.report.issues() else { panic!("{}", checked.report) };
    assert_eq!(issue.path().to_string(), "statements.s.accounts[0].label");
    assert_eq!((issue.line(), issue.column()), (Some(3), Some(30)));
    let dossier = checked.dossier.expect("it is a dossier");
    assert_eq!(dossier, Dossier::from_json(text).unwrap());
    let path = dossier.validate().issues()[0].path().to_string();
    assert_eq!(path, "statements.s.accounts[1].label");
}

#[test]
fn a_report_is_written_in_a_stable_form() {
    let text = r#"{"detente": 1, "source": "me", "sources": {"me": {"published": "2024-06-17"}}, "states": {"r": {}},
        "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "r", "stops": {"s": {"label": ""}}}}}"#;
    let report = Dossier::check_json(text).report;
    let written = serde_json::to_string_pretty(&report).unwrap();
    assert_eq!(
        written,
        r#"{
  "errors": 0,
  "warnings": 1,
  "notes": 0,
  "issues": [
    {
      "code": "blank_text",
      "severity": "warning",
      "subject": "visit:v",
      "part": {
        "list": "stops",
        "key": "s"
      },
      "path": "visits.v.stops.s.label",
      "line": 2,
      "column": 100,
      "found": "a blank text",
      "expected": "words, or no such field"
    }
  ]
}"#
    );
}

#[test]
fn strictness_decides_what_is_an_error() {
    let report = report(
        r#""ties": {"t": {"kind": "acme:cyber", "from": "ruritania", "to": "strelsau", "grade": ""}}"#,
    );
    let rejected = report.clone().into_result(&Strictness::strict()).unwrap_err();
    let refused: Vec<_> = rejected.refused().map(Issue::code).collect();
    assert_eq!(refused, [IssueCode::BlankText]);
    assert_eq!(rejected.report(), &report);
    assert!(rejected.to_string().contains("blank_text"), "{rejected}");

    let tolerant = Strictness::strict().tolerating(IssueCode::BlankText);
    assert_eq!(report.clone().into_result(&tolerant).as_ref(), Ok(&report));
    assert!(report.clone().into_result(&Strictness::errors()).is_ok());
    let picky = Strictness::lenient().refusing(IssueCode::OwnCode);
    assert!(report.into_result(&picky).is_err());
}

#[test]
fn lenience_ends_at_what_is_no_dossier() {
    let checked = Dossier::check_json("{}");
    assert!(checked.report.clone().into_result(&Strictness::lenient()).is_err());
    let report = report(r#""visits": {"v": {"guest": "rudolf", "host": "rudolf"}}"#);
    assert!(report.count(Severity::Error) > 0);
    assert!(report.clone().into_result(&Strictness::lenient()).is_ok());
    assert!(report.into_result(&Strictness::errors()).is_err());
}

#[test]
fn a_dossier_built_in_code_is_validated_without_lines() {
    use detente::id;
    use detente::model::{Source, State, StateRecord};
    let dossier = Dossier::builder()
        .default_source(Source::new(id!("me")))
        .record(StateRecord::new(id!("ruritania"), ()).with(State::NAME, ""))
        .build()
        .unwrap();
    let report = dossier.validate();
    assert_eq!(codes(&report), ["undated_source", "never_referred_to", "blank_text"]);
    assert!(report.issues().iter().all(|issue| issue.line().is_none()));
}

#[test]
fn what_refers_to_a_record_left_out_is_no_further_issue() {
    let text = r#"{"detente": 1, "source": "me", "sources": {"me": {"published": "June"}},
        "states": {"r": {"name": 5}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "r", "place": "z"}}}"#;
    let report = Dossier::check_json(text).report;
    assert_eq!(codes(&report), ["unreadable_value", "unreadable_value", "unknown_id"]);
}

#[test]
fn a_ring_does_not_keep_the_rest_from_being_checked() {
    let report = report(
        r#""places": {"a": {"within": "b"}, "b": {"within": "a"}, "c": {"name": " ", "within": "a"}},
        "meetings": {"m": {"participants": ["flavia", "rudolf"], "planned": {"after": "meeting:n"}},
        "n": {"participants": ["flavia", "rudolf"], "planned": {"after": "meeting:m"}}}"#,
    );
    assert_eq!(codes(&report), ["ring", "blank_text", "ring"]);
}
