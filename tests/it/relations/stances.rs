//! What a statement counts as by its content: the sign of the act times that of what it speaks of.

use detente::relations::Relations;
use detente::{Dossier, date};
use support::shared::shared;

/// The relations of a case of the shared files.
fn case(name: &str) -> Option<Relations> {
    let text = shared(&format!("cases/{name}.json"))?;
    let dossier = Dossier::from_json(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    Some(dossier.as_known().relations().build())
}

/// What is found, and what is left out with its reason, a line each.
fn told(relations: &Relations) -> Vec<String> {
    let found = relations.iter().map(|each| {
        let (from, to) = each.actors();
        format!("{} {}: {from} {to}", each.id(), each.kind())
    });
    let left = relations.left_out().iter().map(ToString::to_string);
    found.chain(left).filter(|line| line.starts_with("statement:")).collect()
}

#[test]
fn sa1_a_pledge_to_keep_sanctions_is_against() {
    let Some(relations) = case("sa1-pledge-to-keep-sanctions") else { return };
    assert_eq!(told(&relations), ["statement:keep threat: alba borea"]);
}

#[test]
fn sa2_to_reject_a_break_is_not_against() {
    let Some(relations) = case("sa2-rejects-a-break") else { return };
    assert_eq!(told(&relations), ["statement:no praise: alba borea"]);
}

const WORLD: &str = r#"{"detente": 1, "source": "paper", "sources": {"paper": {"published": "2024-06-20"}},
    "states": {"a": {}, "b": {}, "c": {}}, "persons": {"guest": {}},
    "ties": {
        "ban": {"kind": "sanctions", "from": "a", "to": "b", "stance": "mentions"},
        "banned": {"kind": "sanctions", "from": "b", "to": "a", "stance": "mentions"},
        "other-ban": {"kind": "sanctions", "from": "b", "to": "c", "stance": "mentions"},
        "aid": {"kind": "aid", "from": "a", "to": "b", "stance": "mentions"},
        "other-aid": {"kind": "aid", "from": "b", "to": "c", "stance": "mentions"},
        "war": {"kind": "at_war", "between": ["a", "b"], "stance": "mentions"},
        "other-war": {"kind": "at_war", "between": ["b", "c"], "stance": "mentions"},
        "trade": {"kind": "trade_flow", "from": "a", "to": "b", "stance": "mentions"}},
    "agreements": {"pact": {"parties": ["a", "b"], "stance": "mentions"}},
    "places": {"strait": {}},
    "statements": {"word": {"speaker": "b", "act": "states", "when": "2024-06-01"},
        "s": {"speaker": "a", "when": "2024-06-19", "#;

#[test]
fn the_content_decides_for_or_against() {
    for (act, content, expected) in [
        ("pledges", "tie:ban", "statement:s threat: a b"),
        ("pledges", "tie:aid", "statement:s pledge_of_support: a b"),
        ("pledges", "tie:war", "statement:s threat: a b"),
        ("pledges", "agreement:pact", "statement:s pledge_of_support: a b"),
        ("threatens", "tie:war", "statement:s threat: a b"),
        ("threatens", "tie:aid", "statement:s threat: a b"),
        ("rejects", "tie:war", "statement:s praise: a b"),
        ("rejects", "tie:aid", "statement:s demand_or_rejection: a b"),
        ("rejects", "tie:banned", "statement:s demand_or_rejection: a b"),
        ("rejects", "statement:word", "statement:s demand_or_rejection: a b"),
        ("condemns", "tie:banned", "statement:s criticism_or_accusation: a b"),
        ("praises", "tie:ban", "statement:s criticism_or_accusation: a b"),
        ("praises", "tie:aid", "statement:s praise: a b"),
        ("demands", "agreement:pact", "statement:s demand_or_rejection: a b"),
        ("demands", "tie:other-aid", "statement:s demand_or_rejection: a b"),
        // Of what is no deed, and where it is not told what is meant.
        ("pledges", "", "statement:s: what it pledges is not told"),
        ("threatens", "", "statement:s: what it threatens is not told"),
        ("demands", "", "statement:s: what it demands is not told"),
        ("rejects", "", "statement:s: what it rejects is not told"),
        ("praises", "", "statement:s praise: a b"),
        (
            "pledges",
            "tie:trade",
            "statement:s: what it pledges, tie:trade, is neither for nor against anybody",
        ),
        (
            "demands",
            "place:strait",
            "statement:s: what it demands, place:strait, is neither for nor against anybody",
        ),
        ("rejects", "tie:other-war", "statement:s: it is about a relation of others"),
        ("pledges", "tie:banned", "statement:s: it concerns no other actor"),
    ] {
        let content =
            if content.is_empty() { String::new() } else { format!(r#""content": "{content}","#) };
        let text = format!(r#"{WORLD} {content} "act": "{act}", "addressee": "b"}}}}}}"#);
        let dossier = Dossier::from_json(&text).unwrap_or_else(|error| panic!("{act}: {error}"));
        let told = told(&dossier.as_known_on(date!("2024-06-20")).relations().build());
        let told: Vec<&str> =
            told.iter().map(String::as_str).filter(|line| line.contains("statement:s")).collect();
        assert_eq!(told, [expected], "{act} {content}");
    }
}

/// Whoever condemns sanctions on a third speaks against who has them, and for who bears them.
#[test]
fn a_deed_of_others_is_judged_at_both_its_ends() {
    for (act, doer, bearer) in [
        ("condemns", "criticism_or_accusation", "praise"),
        ("praises", "praise", "criticism_or_accusation"),
        ("demands", "demand_or_rejection", "demand_or_rejection"),
    ] {
        let text = format!(r#"{WORLD} "content": "tie:other-ban", "act": "{act}"}}}}}}"#);
        let relations = Dossier::from_json(&text).unwrap().as_known().relations().build();
        let kind = |id: &str| relations.get(id).map(|each| each.kind().to_string());
        assert_eq!(kind("statement:s").as_deref(), Some(doer), "{act}");
        assert_eq!(kind("statement:s c").as_deref(), Some(bearer), "{act}");
    }
}
