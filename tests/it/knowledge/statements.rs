//! Who said what about whom; statements counted once; ties and framings by holder.

use detente::Knowledge;
use detente::model::Subject;

use support::world::dossier;

fn said(rest: &str) -> Knowledge {
    dossier(&format!(r#""statements": {{{rest}}}"#)).as_known()
}

fn statement(id: &str, rest: &str) -> String {
    format!(r#""{id}": {{"speaker": "kremlin", "act": "states"{rest}}}"#)
}

#[test]
fn one_speech_under_several_names_counts_once() {
    let known = said(
        &[
            statement("a", ""),
            statement("b", ""),
            statement("c", r#", "may_be_same_as": ["a"]"#),
            statement("d", r#", "may_be_same_as": ["b", "e"]"#),
            statement("e", ""),
        ]
        .join(", "),
    );
    let groups = |statements: Vec<&str>| {
        let views = statements.into_iter().map(|id| known.statement(id).unwrap());
        let groups = known.count_once(views);
        let names = |group: &Vec<detente::knowledge::View<'_, _>>| {
            let ids: Vec<&str> = group.iter().map(|view| view.id().as_str()).collect();
            ids.join("")
        };
        groups.iter().map(names).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(groups(vec!["a", "b", "c", "d", "e"]), "ac bde");
    assert_eq!(groups(vec!["e", "c", "b", "a", "d"]), "ebd ca");
    assert_eq!(groups(vec!["e", "b", "e"]), "e b", "given twice, it is one");
    assert_eq!(known.statement("e").unwrap().may_be_same_as().count(), 1);
}

#[test]
fn statements_are_counted_in_no_time() {
    let one = |i: usize| {
        statement(&format!("s{i:04}"), &format!(r#", "may_be_same_as": ["s{:04}"]"#, i / 2))
    };
    let all: Vec<String> = (1..2_000).map(one).collect();
    let known = said(&format!("{}, {}", statement("s0000", ""), all.join(", ")));
    let start = std::time::Instant::now();
    assert_eq!(known.count_once(known.statements()).len(), 1);
    assert!(start.elapsed().as_secs() < 1, "{:?}", start.elapsed());
}

#[test]
fn statements_about_a_relation_and_about_a_tie() {
    let known = dossier(
        r#""ties": {"t": {"kind": "tension", "between": ["russia", "japan"]}},
        "statements": {
            "relation": {"speaker": "united-states", "act": "expresses_concern", "about": ["relation:russia~north-korea"]},
            "tie": {"speaker": "kremlin", "act": "denies", "about": ["tie:t"]}}"#,
    )
    .as_known();
    let about = |subject: &str| {
        let subject: Subject = subject.parse().unwrap();
        let found = known.statements_about(&subject);
        found.map(|statement| statement.id().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(about("relation:north-korea~russia"), ["relation"], "in either order");
    assert_eq!(about("tie:t"), ["tie"]);
    assert_eq!(about("relation:russia~japan"), [""; 0]);
    assert_eq!(known.statements_by("united-states").count(), 1);
}

#[test]
fn each_holder_has_a_word_of_its_own() {
    let known = dossier(
        r#""conflicts": {"ukraine": {"accounts": [
            {"framing": "invasion", "locator": "P5"},
            {"framing": "special operation", "via": ["putin"]},
            {"by": "late", "framing": "special operation", "stance": "denies"}]}}"#,
    )
    .as_known();
    let framings = known.conflict("ukraine").unwrap().framings();
    let words: Vec<String> =
        framings.iter().map(|told| format!("{}: {}", told.chain(), told.value())).collect();
    assert_eq!(words, ["early P5: invasion", "early, citing putin: special operation"]);
}

#[test]
fn ties_between_two_in_either_direction() {
    let known = dossier(
        r#""ties": {
            "a": {"kind": "pressure", "from": "united-states", "to": "north-korea", "via": ["putin"]},
            "b": {"kind": "tension", "between": ["north-korea", "united-states"]},
            "c": {"kind": "pressure", "from": "north-korea", "to": "united-states", "stance": "mentions"},
            "d": {"kind": "tension", "between": ["north-korea", "japan"]},
            "e": {"kind": "aid", "from": "north-korea", "to": "united-states", "accounts": [
                {}, {"by": "correction", "stance": "denies"}]}}"#,
    )
    .as_known();
    let ids = |one: &str, other: &str| {
        let ties = known.ties_between(one, other);
        ties.map(|tie| tie.id().to_string()).collect::<String>()
    };
    assert_eq!(ids("north-korea", "united-states"), "abce");
    assert_eq!(ids("united-states", "north-korea"), "abce");
    let own: String =
        known.ties().filter(|tie| tie.is_in_own_voice()).map(|tie| tie.id().to_string()).collect();
    assert_eq!(own, "bd", "neither said by another, nor mentioned, nor taken back");
    assert!(!known.tie("e").unwrap().is_affirmed());
}
