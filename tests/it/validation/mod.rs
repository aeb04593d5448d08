//! Validation: what is flagged, where, and how strict one can be about it.

mod breaking;
mod ends;
mod flagged;
mod precision;
mod reports;

use detente::Dossier;
use detente::validation::Report;

/// The codes of a report, in its order.
fn codes(report: &Report) -> Vec<&'static str> {
    report.issues().iter().map(|issue| issue.code().code()).collect()
}

/// The report on a dossier with these sections beside a source of 17 June 2024.
fn report(sections: &str) -> Report {
    let text = format!(
        r#"{{"detente": 1, "source": "me", "sources": {{"me": {{"published": "2024-06-17"}},
        "wire": {{"published": "2024-06-20", "derived_from": "me"}}}},
        "states": {{"ruritania": {{}}, "strelsau": {{}}}},
        "persons": {{"flavia": {{}}, "michael": {{}}, "rudolf": {{}}}},
        {sections}}}"#
    );
    Dossier::check_json(&text).report
}

/// The codes of that report but for those that the sources and actors not used here bring.
fn codes_of(sections: &str) -> Vec<&'static str> {
    let all = codes(&report(sections));
    all.into_iter().filter(|code| !["never_referred_to", "unused_source"].contains(code)).collect()
}
