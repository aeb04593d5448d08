//! The room `dossier`: what is wrong with a file, and where.

use std::fmt::Write as _;

use detente::Dossier;

use super::count::grows_in_proportion;

/// A statement about `n` persons whom the dossier does not have. They are written with an escape, so that each
/// look at one is counted.
fn wrong_ids_in_one_list(n: usize) -> String {
    let mut about = String::new();
    for at in 0..n {
        let comma = if at == 0 { "" } else { ", " };
        let _ = write!(about, r#"{comma}"\u0070erson:none-{at}""#);
    }
    format!(
        r#"{{"detente": 1, "source": "s", "sources": {{"s": {{}}}}, "persons": {{"p": {{}}}},
        "statements": {{"t": {{"speaker": "p", "act": "praises", "about": [{about}]}}}}}}"#
    )
}

#[test]
fn wrong_ids_in_one_list_are_found_in_one_walk() {
    grows_in_proportion("wrong ids", [200, 800], wrong_ids_in_one_list, |text| {
        let error = Dossier::from_json(text).unwrap_err();
        let last = error.issues().last().expect("an issue");
        assert!(last.path().to_string().ends_with("99]"), "{}", last.path());
    });
}
