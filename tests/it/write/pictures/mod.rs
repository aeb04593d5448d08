//! Pictures: what they tell, that they can be read, and that nothing breaks them.

mod answers;
mod drawn;
mod ego;
mod hostile;
mod labels;
mod matrix;
mod scored;
mod timeline;

use std::sync::LazyLock;

use detente::write::{treaty_lanes, trip_strip, two_times};
use detente::{Dossier, date};

use support::files::in_repository;
use support::pyongyang::MERGED;
use support::world::dossier;

/// A visit that was planned for two days and took one, a treaty signed during it, and a trip.
static WORLD: LazyLock<Dossier> = LazyLock::new(|| {
    dossier(
        r#""places": {"guest-house": {}, "airport": {}},
        "trips": {"tour": {"traveller": "putin", "legs": {"visit:first": {"order": 1},
            "visit:second": {"order": 2}, "place:airport": {"order": 3}}}},
        "visits": {
            "first": {"guest": "putin", "host": "north-korea", "accounts": [
                {"progress": "planned", "planned": "2024-06-18/2024-06-19"},
                {"by": "late", "progress": "held", "actual": "2024-06-19"}],
                "stops": {"arrival": {"accounts": [{"kind": "arrival", "planned": "2024-06-18",
                    "progress": "planned"}, {"by": "late", "progress": "held", "actual": "2024-06-19"}]},
                    "concert": {"kind": "concert", "progress": "expected"},
                    "departure": {"kind": "departure", "by": "late", "progress": "held",
                        "actual": "2024-06-19/2024-06-20"}}},
            "second": {"guest": "putin", "host": "china", "progress": "mooted",
                "planned": "2024-06-20/2024-06-21"}},
        "agreements": {
            "treaty": {"parties": ["north-korea", "russia"], "title": "A treaty", "acts": {
                "russia intended": {"when": "2024-05-30"},
                "russia signed": {"by": "late", "when": "2024-06-19"},
                "north-korea signed": {"by": "late", "when": "2024-06-19"},
                "russia ratified": {"by": "other", "when": "2024-06-25/2024-06-28"},
                "in_force": {"by": "other", "when": "2024-07-03"}}},
            "pact": {"parties": ["china", "north-korea", "russia"], "acts": {
                "signed": {"when": "1950-02-14"}, "in_force": {"when": "1950-04"},
                "china withdrawn": {"when": "1980-04-10"}}}}"#,
    )
});

/// Pictures of each kind, by name.
fn pictures() -> Vec<(&'static str, String)> {
    let then = WORLD.as_known_on(date!("2024-06-30"));
    let now = WORLD.as_known();
    vec![
        ("two_times_treaty", two_times(&WORLD, "treaty").unwrap().to_svg()),
        ("two_times_visit", two_times(&WORLD, "visit:first").unwrap().to_svg()),
        ("trip_planned", trip_strip(&then, "tour").unwrap().title("A tour, on the eve").to_svg()),
        ("trip", trip_strip(&now, "tour").unwrap().to_svg()),
        ("lanes", treaty_lanes(&now, "treaty").unwrap().to_svg()),
        ("lanes_of_three", treaty_lanes(&now, "pact").unwrap().to_svg()),
    ]
}

/// Pictures of the example.
fn of_the_example() -> Vec<(&'static str, String)> {
    let known = MERGED.as_known();
    let eve = MERGED.as_known_on(date!("2024-06-17"));
    vec![
        ("treaty", two_times(&MERGED, "russia-dprk-2024").unwrap().to_svg()),
        ("visit", two_times(&MERGED, "putin-pyongyang-2024").unwrap().to_svg()),
        ("trip", trip_strip(&known, "putin-asia-2024").unwrap().to_svg()),
        ("trip on the eve", trip_strip(&eve, "putin-asia-2024").unwrap().to_svg()),
        ("lanes", treaty_lanes(&known, "russia-dprk-2024").unwrap().to_svg()),
        ("lanes of 1961", treaty_lanes(&known, "ussr-dprk-1961").unwrap().to_svg()),
    ]
}

/// Compares with a file byte for byte; with `DETENTE_BLESS` set, writes it.
#[track_caller]
fn assert_as_agreed(path: &str, svg: &str) {
    let path = in_repository(path);
    if std::env::var_os("DETENTE_BLESS").is_some() {
        std::fs::write(&path, svg).unwrap();
    }
    let agreed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        agreed == svg,
        "{} is another picture now; look at it, and if it is meant, run with DETENTE_BLESS=1",
        path.display()
    );
}
