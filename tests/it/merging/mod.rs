//! Two dossiers as one, and two records as one: nothing is lost, and all of it can be taken back.

mod laws;
mod proposals;
mod same_as;
mod union;

use detente::Dossier;

/// A dossier by the source `by`, with a state, a person, and what `rest` adds.
fn dossier(by: &str, rest: &str) -> Dossier {
    let text = format!(
        r#"{{"detente": 1, "source": "{by}", "sources": {{"{by}": {{}}}}, "states": {{"north-korea": {{}}}},
            "persons": {{"putin": {{}}}} {rest}}}"#
    );
    Dossier::from_json(&text).unwrap_or_else(|error| panic!("{:?}\n{text}", error.problems()))
}
