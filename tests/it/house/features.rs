//! The library is built with the features that are on for these tests, and with no other: several packages
//! are built at once, and what one of them turned on would be on for all.

use detente::date;
use detente::systems::Systems;

/// Where the library has no function of this name, this one is called; its own would be preferred.
#[cfg(not(feature = "json"))]
#[test]
fn without_json_there_is_none() {
    trait Absent {
        fn json_schema() -> String;
    }
    impl Absent for detente::Dossier {
        fn json_schema() -> String {
            "absent".to_owned()
        }
    }
    let schema = detente::Dossier::json_schema();
    assert!(schema == "absent", "json is off here and on in the library");
}

/// Functions that those of the library hide where it has them; and those cannot be called with nothing.
#[cfg(not(all(feature = "csv", feature = "html")))]
mod absent {
    #[cfg(not(feature = "csv"))]
    pub(super) fn tie_csv() {}

    #[cfg(not(feature = "html"))]
    pub(super) fn page() {}
}

#[cfg(not(feature = "csv"))]
#[test]
fn without_csv_there_is_none() {
    use absent::*;
    {
        #[allow(unused_imports, reason = "it has no such name")]
        use detente::write::*;
        tie_csv();
    }
}

#[cfg(not(feature = "html"))]
#[test]
fn without_html_there_is_none() {
    use absent::*;
    {
        #[allow(unused_imports, reason = "it has no such name")]
        use detente::write::*;
        page();
    }
}

#[test]
fn names_are_known_in_as_many_languages_as_asked_for() {
    let names = Systems::builtin().names(date!("2024-06-17"));
    let kalenjin = names.find("Emetab Geruman").polity();
    assert_eq!(kalenjin.is_some(), cfg!(feature = "all-languages"), "{kalenjin:?}");
    assert!(names.find("Ukraine").polity().is_some());
}
