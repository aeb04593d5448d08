//! Whatever has a row in the table of signs is a relation, or left out with its reason.

use detente::Dossier;
use detente::relations::{Relations, Ties1};
use detente::{Truth, date};
use support::shared::shared;

fn relations(text: &str) -> Relations {
    let dossier = Dossier::from_json(text).unwrap_or_else(|error| panic!("{error}"));
    dossier.as_known().relations().build()
}

#[test]
fn re1_a_member_is_in_relation_to_its_organisation() {
    let Some(text) = shared("cases/re1-membership.json") else { return };
    let relations = relations(&text);
    let [member] = &relations.iter().collect::<Vec<_>>()[..] else { panic!("one membership") };
    assert_eq!(
        member.to_string(),
        "organisation:nato finland, member of: finland → nato, 2023-04-04/.."
    );
    assert_eq!(member.holds_on(date!("2023-04-03")), Truth::No);
    assert_eq!(member.holds_on(date!("2023-04-04")), Truth::Yes);
    let model = Ties1::default();
    let pair = relations.alignment("finland", "nato", &model).unwrap();
    assert_eq!(pair.on(date!("2024-06-17")).score().value(), None, "it is neither for nor against");
    assert!(relations.left_out().is_empty());
}

#[test]
fn each_membership_is_a_relation_or_left_out() {
    let head = r#"{"detente": 1, "source": "a", "sources": {"a": {"published": "2024-06-17"}},
        "states": {"x": {}, "y": {}}, "#;
    for (sections, found, left) in [
        (
            r#""organisations": {"o": {"members": {"x": {}}}}"#,
            "organisation:o x, member of: x → o, from ../2024-06-17 to still 2024-06-17",
            "",
        ),
        (
            r#""organisations": {"o": {"members": {"x": {"from": "2000", "to": "2001"}}}}"#,
            "organisation:o x, member of: x → o, 2000/2001",
            "",
        ),
        (
            r#""organisations": {"o": {"members": {"x": {"status": "observer"}}}}"#,
            "",
            "organisation:o: x: an observer is no member",
        ),
        (
            r#""organisations": {"o": {"members": {"x": {"stance": "denies"}}}}"#,
            "",
            "organisation:o: x: only mentioned or denied",
        ),
        (
            r#""organisations": {"o": {"claims": "x"}}"#,
            "",
            "organisation:o: that it claims to govern x is a relation where a tie tells it",
        ),
        (
            r#""conflicts": {"c": {"parties": ["x", "y"]}}"#,
            "",
            "conflict:c: which of its parties fight each other is told by ties",
        ),
        (r#""conflicts": {"c": {}}"#, "", ""),
        (r#""organisations": {"o": {"kind": "organ", "speaks_for": "x"}}"#, "", ""),
    ] {
        let relations = relations(&format!("{head}{sections}}}"));
        let told: Vec<String> = relations.iter().map(ToString::to_string).collect();
        assert_eq!(told.join("; "), found, "{sections}");
        let reasons: Vec<String> = relations.left_out().iter().map(ToString::to_string).collect();
        assert_eq!(reasons.join("; "), left, "{sections}");
    }
}
