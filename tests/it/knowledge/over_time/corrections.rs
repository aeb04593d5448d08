//! Corrections and retractions by a later word of the same root.

use detente::date;

use support::world::dossier;

fn corrections(accounts: &str) -> Vec<String> {
    let known = dossier(&format!(
        r#""visits": {{"v": {{"guest": "putin", "host": "north-korea", "accounts": [{accounts}]}}}}"#
    ))
    .as_known();
    known.corrections().iter().map(ToString::to_string).collect()
}

#[test]
fn a_value_is_corrected() {
    let told = corrections(r#"{"form": "state"}, {"by": "correction", "form": "working"}"#);
    assert_eq!(told, ["visit:v: form state (early) corrected to working (correction)"]);
    let other = corrections(r#"{"form": "state"}, {"by": "late", "form": "working"}"#);
    assert!(other.is_empty(), "another root corrects nobody");
    let reprinted = r#"{"form": "state"}, {"by": "reprint", "form": "state"}, {"by": "correction", "form": "working"}"#;
    assert_eq!(
        corrections(reprinted),
        [
            "visit:v: form state (early) corrected to working (correction)",
            "visit:v: form state (reprint) corrected to working (correction)",
        ]
    );
}

#[test]
fn a_value_is_taken_back() {
    let back = corrections(
        r#"{"form": "state", "label": "friendly"}, {"by": "correction", "form": "state", "stance": "denies"}"#,
    );
    assert_eq!(back, ["visit:v: form state (early) taken back (correction, denies it)"]);
    let whole = corrections(
        r#"{"form": "state", "label": "friendly"}, {"by": "correction", "stance": "denies"}"#,
    );
    assert_eq!(whole, ["visit:v: existence so (early) taken back (correction, denies it)"]);
    let affirmed = corrections(
        r#"{"form": "state", "stance": "denies"}, {"by": "correction", "form": "state"}"#,
    );
    assert_eq!(
        affirmed,
        ["visit:v: form not state (early, denies it) corrected to state (correction)"]
    );
}

#[test]
fn what_is_told_more_exactly_or_is_news_is_none() {
    let exact =
        corrections(r#"{"actual": "2024-06"}, {"by": "correction", "actual": "2024-06-19"}"#);
    assert!(exact.is_empty(), "{exact:?}");
    let news =
        corrections(r#"{"progress": "planned"}, {"by": "correction", "progress": "cancelled"}"#);
    assert!(news.is_empty(), "{news:?}");
    let after_all =
        corrections(r#"{"progress": "held"}, {"by": "correction", "progress": "did_not_happen"}"#);
    assert_eq!(after_all.len(), 1);
}

#[test]
fn it_is_known_once_it_is_told() {
    let dossier = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "north-korea", "stops": {"talks": {"accounts": [
            {"kind": "talks"}, {"by": "correction", "kind": "signing"}]}}}}"#,
    );
    assert!(dossier.as_known_on(date!("2024-07-02")).corrections().is_empty());
    let known = dossier.as_known_on(date!("2024-07-03"));
    let [correction] = &known.corrections()[..] else { panic!("one correction") };
    assert_eq!(correction.by.known_on, Some(date!("2024-07-03")));
    let json = serde_json::to_value(correction).unwrap();
    assert_eq!(
        (&json["about"], &json["now"]),
        (&"visit:v, stops, talks".into(), &"signing".into())
    );
}

#[test]
fn an_end_that_came_later_corrects_nothing() {
    let corrected = |end: &str| {
        let dossier = dossier(&format!(
            r#""ties": {{"t": {{"kind": "pressure", "from": "russia", "to": "north-korea", "accounts": [
                {{"during": "2020-01-01/.."}}, {{"by": "correction", "during": "2020-01-01/{end}"}}]}}}}"#
        ));
        dossier.as_known().corrections().len()
    };
    assert_eq!((corrected("2024-06-20"), corrected("2024-05-20")), (0, 1));
}
