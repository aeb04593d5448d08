//! Drift between a report and the one it derives from.

use detente::Dossier;
use detente::knowledge::{DriftKind, LookupError};

/// What a wire told, and what an article by way of a reprint made of it.
const ARTICLE: &str = r#"{"detente": 1, "source": "wire", "sources": {
    "wire": {"published": "2024-06-17"}, "reprint": {"derived_from": "wire"},
    "article": {"published": "2024-06-18", "derived_from": "reprint"}, "other": {}},
  "states": {"north-korea": {}, "russia": {}},
  "persons": {"putin": {}, "kim": {}, "belousov": {}},
  "organisations": {"kremlin": {}, "white-house": {}, "rodong": {}},
  "places": {"vladivostok": {}, "vostochny": {}},
  "visits": {"v": {"guest": "putin", "host": "north-korea",
    "delegation": {"belousov": {"accounts": [
      {"progress": "expected", "role": "accompanying"}, {"by": "article", "progress": "planned", "role": "accompanying"}]}}}},
  "meetings": {"m-2023": {"participants": ["kim", "putin"], "accounts": [
      {"actual": "2023-09-13", "place": "vostochny"},
      {"by": "article", "actual": "2023-09", "place": "vladivostok"},
      {"by": "other", "actual": "2023-09-12"}]}},
  "agreements": {"treaty": {"parties": ["russia", "north-korea"], "acts": {"russia intended": {"accounts": [
      {"via": ["?media"], "certainty": "possible"},
      {"by": "article", "via": ["?reports", "kremlin"]}]}}}},
  "statements": {
    "vow": {"speaker": "putin", "act": "pledges", "accounts": [
      {"venue": "Rodong Sinmun", "form": "letter"}, {"by": "article", "gist": "vows support"}]},
    "concern": {"speaker": "white-house", "act": "expresses_concern", "accounts": [
      {"label": "deep", "quote": "deep concern"}, {"by": "article", "label": "deep"}]}},
  "ties": {"pressure": {"kind": "pressure", "from": "russia", "to": "north-korea", "accounts": [
      {"via": ["putin"]}, {"by": "article"}]},
    "alone": {"kind": "pressure", "from": "north-korea", "to": "russia", "by": "article"}}}"#;

#[test]
fn an_article_drifts_from_the_wire() {
    let dossier = Dossier::from_json(ARTICLE).unwrap();
    let known = dossier.as_known();
    let drift: Vec<String> =
        known.drift("article").unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        drift,
        [
            "visit:v, delegation, belousov: progress was raised from expected (wire) to planned (article)",
            "meeting:m-2023: actual 2023-09-13 (wire) became vaguer, 2023-09 (article)",
            "meeting:m-2023: place vostochny (wire) became vladivostok (article)",
            "agreement:treaty, acts, russia intended: certainty was raised from possible (wire, citing unnamed media) to unstated (article, citing unnamed reports, citing in turn kremlin)",
            "agreement:treaty, acts, russia intended: the speaker changed from unnamed media to unnamed reports citing kremlin (wire, citing unnamed media -> article, citing unnamed reports, citing in turn kremlin)",
            "statement:concern: the quotation \"deep concern\" was lost (wire -> article)",
            "statement:vow: form letter (wire) was left out (article)",
            "statement:vow: venue Rodong Sinmun (wire) was left out (article)",
            "tie:pressure: the speaker, putin, was lost (wire, citing putin -> article)",
        ]
    );
}

#[test]
fn who_derives_from_nobody_does_not_drift() {
    let known = Dossier::from_json(ARTICLE).unwrap().as_known();
    assert!(known.drift("wire").unwrap().is_empty());
    assert!(known.drift("other").unwrap().is_empty());
    assert!(known.drift("reprint").unwrap().is_empty(), "it tells of nothing");
    let error = known.drift("articel").unwrap_err();
    assert!(
        matches!(error, LookupError::Unknown { nearest, .. } if nearest.get() == Some("article"))
    );
}

#[test]
fn the_nearest_report_up_the_line_counts() {
    let text = ARTICLE.replace(
        r#"{"by": "other", "actual": "2023-09-12"}"#,
        r#"{"by": "reprint", "place": "vladivostok"}"#,
    );
    let known = Dossier::from_json(&text).unwrap().as_known();
    let drift = known.drift("article").unwrap();
    let of_place = drift.iter().any(|drift| matches!(&drift.kind, DriftKind::Changed { .. }));
    assert!(!of_place, "the reprint had changed it already");
    let reprint = known.drift("reprint").unwrap();
    assert!(reprint.iter().any(|drift| drift.to_string().contains("vostochny (wire) became")));
}

#[test]
fn stance_certainty_and_quotation() {
    let kinds = |wire: &str, paper: &str| -> Vec<String> {
        let text = format!(
            r#"{{"detente": 1, "source": "wire", "sources": {{"wire": {{}}, "paper": {{"derived_from": "wire"}}}},
            "states": {{"n": {{"accounts": [{{{wire}}}, {{"by": "paper", {paper}}}]}}}}}}"#
        );
        let known = Dossier::from_json(&text).unwrap().as_known();
        let drift = known.drift("paper").unwrap();
        let json = serde_json::to_value(&drift).unwrap();
        let kinds = json.as_array().unwrap().iter().filter_map(|d| d["kind"].as_object());
        kinds.flat_map(|kind| kind.keys().cloned()).collect()
    };
    let name = r#""name": "N""#;
    let with = |more: &str| format!("{name}, {more}");
    assert_eq!(kinds(name, &with(r#""stance": "mentions""#)), ["stance_changed"]);
    assert_eq!(kinds(&with(r#""certainty": "certain""#), name), ["certainty_lowered"]);
    assert_eq!(
        kinds(&with(r#""quote": "a state""#), &with(r#""quote": "no state""#)),
        ["quote_changed"]
    );
    assert!(kinds(&with(r#""quote": "a state""#), &with(r#""quote": "state""#)).is_empty());
    assert!(kinds(&with(r#""via": ["?x"]"#), &with(r#""via": ["?wire", "?x"]"#)).is_empty());
    assert_eq!(kinds(name, &with(r#""via": ["?x"]"#)), ["speaker_changed"]);
    assert_eq!(kinds(r#""aka": ["X"]"#, name), ["lost"]);
}

/// How what `wire` tells of a meeting drifts in `article`, in a word.
fn kind(was: &str, now: &str) -> &'static str {
    let text = format!(
        r#"{{"detente": 1, "source": "wire", "sources": {{"wire": {{"published": "2024-06-01"}},
            "article": {{"published": "2024-06-09", "derived_from": "wire"}}}},
        "persons": {{"p": {{}}, "q": {{}}}},
        "places": {{"town": {{}}, "square": {{"within": "town"}}, "port": {{}}}},
        "visits": {{"v": {{"guest": "p", "host": "north-korea", "actual": "2024-05-10"}}}},
        "meetings": {{"m": {{"participants": ["p", "q"], "accounts": [{{{was}}}, {{"by": "article", {now}}}]}}}}}}"#
    );
    let known = Dossier::from_json(&text).unwrap_or_else(|error| panic!("{error}")).as_known();
    match &known.drift("article").unwrap()[..] {
        [one] => match one.kind {
            DriftKind::Vaguer { .. } => "vaguer",
            DriftKind::MoreExact { .. } => "more exact",
            DriftKind::Changed { .. } => "changed",
            _ => panic!("{one}"),
        },
        all => panic!("{all:?}"),
    }
}

#[test]
fn what_lies_within_is_more_exact() {
    let place = |name: &str| format!(r#""place": "{name}""#);
    for (was, now, expected) in [
        (place("town"), place("square"), "more exact"),
        (place("square"), place("town"), "vaguer"),
        (place("square"), place("port"), "changed"),
        (place("port"), place("town"), "changed"),
    ] {
        assert_eq!(kind(&was, &now), expected, "{was} {now}");
    }
}

#[test]
fn a_day_told_by_another_record_is_as_exact_as_that_one_makes_it() {
    let after = r#""actual": {"after": "visit:v"}"#;
    for (was, now, expected) in [
        (after, r#""actual": "2024-05-20""#, "more exact"),
        (r#""actual": "2024-05-20""#, after, "vaguer"),
        (after, r#""actual": "2024-05-02""#, "changed"),
    ] {
        assert_eq!(kind(was, now), expected, "{was} {now}");
    }
}
