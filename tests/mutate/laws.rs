//! What holds of every text: it is read and loses nothing, or it is refused and told where.

use std::hint::black_box;
use std::sync::LazyLock;

use detente::dossier::Issue;
use detente::knowledge::Knowledge;
use detente::time::Period;
use detente::{Dossier, date};
use support::ask::{DAYS, ask_everything};

use crate::bend::bent;
use crate::corpus::Corpus;
use crate::run::{Budget, caught, run};

#[test]
fn a_bent_dossier_is_read_whole_or_refused_with_its_place() {
    let corpus = Corpus::new();
    let budget = Budget::of_cases(120);
    let (good, all) = run("dossiers", &budget, |dice| bent(&corpus, dice), holds);
    assert!(good * 8 > all && good < all, "{good} of {all} were read: too few, or not bent");
}

#[test]
fn what_is_not_bent_is_read() {
    for dossier in Corpus::new().dossiers() {
        let refused = Dossier::from_json_bytes(dossier).err();
        assert!(holds(dossier), "{refused:?} in {}", String::from_utf8_lossy(dossier));
    }
}

/// A saved input, held to the law that it broke.
#[test]
fn a_saved_case() {
    let Some(path) = std::env::var_os("DETENTE_MUTATE_FILE") else { return };
    let name = path.to_string_lossy().into_owned();
    let bytes = std::fs::read(path).expect("the saved case");
    match () {
        () if name.contains("mutate-dates") => crate::dates::holds(&bytes),
        () if name.contains("mutate-tables") => crate::streams::table_holds(&bytes),
        () if name.contains("mutate-streams") => crate::streams::holds(&bytes),
        () => holds(&bytes),
    };
}

#[test]
fn a_law_that_is_broken_is_noticed() {
    let text =
        r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"x": {}, "y": {}}}"#;
    let dossier = Dossier::from_json(text).expect("it reads");
    let other = Dossier::from_json(&text.replace("\"y\"", "\"z\"")).expect("it reads");
    assert!(caught(|| same(&dossier, &other, "one state is another")).is_err());
    let error = Dossier::from_json("{\n\"detente\": 2}").expect_err("it is no version");
    assert!(caught(|| located(b"{", error.issues(), true)).is_err(), "there is no second line");
    assert!(caught(|| located(b"{\n\"detente\": 2}", error.issues(), true)).is_ok());
}

/// Whether it was read; panics if anything that is to hold does not.
pub(crate) fn holds(bytes: &[u8]) -> bool {
    let checked = Dossier::check_json_bytes(bytes);
    located(bytes, checked.report.issues(), false);
    match Dossier::from_json_bytes(bytes) {
        Err(error) => {
            assert!(!error.issues().is_empty() && !error.to_string().contains('\n'));
            located(bytes, error.issues(), true);
            assert!(checked.dossier.is_none(), "what is refused is checked without an error");
            assert!(!checked.report.is_empty(), "what is refused has no issue");
            false
        }
        Ok(dossier) => {
            let own = checked.dossier.expect("what is read is a dossier when it is checked");
            same(&own, &dossier, "as read, and as checked");
            read(&dossier);
            true
        }
    }
}

/// Each issue is one line, and stands within the text.
fn located(bytes: &[u8], issues: &[Issue], every: bool) {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.split('\n').collect();
    for issue in issues {
        let said = issue.to_string();
        assert!(!said.contains('\n') && said.len() < 3_000, "{said}");
        assert!(!issue.found().is_empty() && !issue.expected().is_empty(), "{said}");
        let Some((line, column)) = issue.line().zip(issue.column()) else {
            assert!(!every, "no place: {said}");
            continue;
        };
        let of = lines.get(line.wrapping_sub(1));
        let length = of.unwrap_or_else(|| panic!("there is no such line: {said}")).chars().count();
        assert!((1..=length + 1).contains(&column), "there is no such column: {said}");
    }
}

fn same(one: &Dossier, other: &Dossier, what: &str) {
    assert!(one == other, "{what} differs:\n{}\n{}", one.to_json(), other.to_json());
}

/// What holds of a dossier.
fn read(dossier: &Dossier) {
    let written = dossier.to_json();
    let again = Dossier::from_json(&written).unwrap_or_else(|e| panic!("{e}\n{written}"));
    same(&again, dossier, "as written, and as read again");
    assert_eq!(again.to_json(), written, "as written again");
    let report = dossier.validate();
    for issue in report.issues() {
        assert!(!issue.to_string().contains('\n'), "{issue}");
    }
    assert!(again.validate().issues() == report.issues(), "read again it has other issues");
    let merged = dossier.merge(dossier).unwrap_or_else(|e| panic!("with itself: {e}\n{written}"));
    same(&merged, dossier, "merged with itself");
    merges(dossier);
    for proposal in dossier.proposals() {
        black_box(proposal.accept(detente::id!("me")).is_ok());
    }
    let day = DAYS[written.len() % DAYS.len()];
    let said = ask_everything(dossier, day);
    assert!(said == ask_everything(&again, day), "read again it answers otherwise");
    assert!(said == ask_everything(&merged, day), "merged with itself it answers otherwise");
    let known = day.map_or_else(|| dossier.as_known(), |day| dossier.as_known_on(day));
    over_time(&known, dossier);
    crate::relations::hold(&known);
    if day.is_some() {
        crate::relations::hold(&dossier.as_known());
    }
    crate::pictures::hold(&known);
    #[cfg(feature = "html")]
    crate::pictures::pages(&known, written.len());
}

/// With another dossier it merges either way, or neither.
fn merges(dossier: &Dossier) {
    static OTHER: LazyLock<Dossier> = LazyLock::new(|| {
        let text = support::files::fixture("valid/everything.json");
        Dossier::from_json(&text.replace("2024-06-1", "2024-06-2")).expect("it reads")
    });
    match (dossier.merge(&OTHER), OTHER.merge(dossier)) {
        (Ok(one), Ok(other)) => {
            same(&one, &other, "merged either way");
            let again = Dossier::from_json(&one.to_json()).unwrap_or_else(|e| panic!("{e}"));
            same(&again, &one, "merged, and read again");
            same(&one.merge(dossier).unwrap_or_else(|e| panic!("{e}")), &one, "merged twice");
        }
        (Err(one), Err(other)) => {
            assert_eq!(one.issues().len(), other.issues().len(), "{one}; {other}");
        }
        (one, other) => panic!("one way alone: {:?} {:?}", one.err(), other.err()),
    }
}

/// What is asked of what could be known when.
fn over_time(known: &Knowledge, dossier: &Dossier) {
    for contradiction in known.contradictions() {
        black_box(format!("{contradiction:?}"));
    }
    for correction in known.corrections() {
        black_box(format!("{correction:?}"));
    }
    black_box(known.zone_effects().len());
    black_box(known.unconfirmed_plans(date!("2024-06-20")).len());
    for period in ["2024", "../..", "2024-06-17", "2022/"] {
        let period: Period = period.parse().expect("a period");
        black_box(known.plans(&period).len());
    }
    for source in dossier.sources() {
        if let Ok(card) = known.scorecard(source.id.as_str()) {
            black_box(format!("{card:?}"));
        }
        black_box(known.drift(source.id.as_str()).is_ok());
    }
    let earlier = dossier.as_known_on(date!("2024-06-17"));
    for change in known.changes_since(&earlier) {
        black_box(change.to_string());
    }
    let none = known.changes_since(known);
    assert!(none.is_empty(), "nothing changes at once: {none:?}");
}
