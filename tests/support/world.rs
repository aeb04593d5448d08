//! A small world that the tests of derived answers share: sources and actors; the rest is theirs.

use detente::Dossier;

/// A dossier with these sections beside the sources and actors all tests have.
///
/// The sources: `early` (1 June 2024), `late` (1 July), `reprint` (2 July, from `early`),
/// `correction` (3 July, from `early`), `other` (4 July), `undated`.
pub fn dossier(sections: &str) -> Dossier {
    Dossier::from_json(&text(sections)).unwrap_or_else(|error| panic!("{error}"))
}

/// The text of such a dossier.
pub fn text(sections: &str) -> String {
    format!(
        r#"{{"detente": 1, "source": "early",
        "sources": {{
            "early": {{"published": "2024-06-01"}},
            "late": {{"published": "2024-07-01"}},
            "reprint": {{"published": "2024-07-02", "derived_from": "early"}},
            "correction": {{"published": "2024-07-03", "derived_from": "early"}},
            "other": {{"published": "2024-07-04"}},
            "undated": {{}}}},
        "states": {{"russia": {{}}, "soviet-union": {{}}, "north-korea": {{}}, "china": {{}},
            "japan": {{}}, "united-states": {{}}, "venezuela": {{}}}},
        "persons": {{"putin": {{}}, "kim": {{}}, "maduro": {{}}, "guaido": {{}}}},
        "organisations": {{"kremlin": {{"speaks_for": "russia"}}}},
        {sections}}}"#
    )
}

/// A dossier by the source `by`, with a state, a person, and what `rest` adds.
pub fn told_by(by: &str, rest: &str) -> Dossier {
    let text = format!(
        r#"{{"detente": 1, "source": "{by}", "sources": {{"{by}": {{}}}}, "states": {{"north-korea": {{}}}},
            "persons": {{"putin": {{}}}} {rest}}}"#
    );
    Dossier::from_json(&text).unwrap_or_else(|error| panic!("{:?}\n{text}", error.issues()))
}
