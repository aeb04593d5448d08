//! What the public interface promises as a whole: its names, and that values can cross threads.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use detente::dossier::*;
use detente::graph::{
    self, Degrees, EdgeIx, GraphBuilder, GraphError, GraphLookupError, Neighbour, NodeIx,
    Projected, Projection, RelationGraph, Snapshot, Sweep, SweepError, TieChange, TieIx,
    TieRefused, TieView, Undirected, Window,
};
use detente::knowledge::*;
use detente::measure::{Arcs, ArcsError, Blocs, BlocsError, NotConverged, PageRank, PageRankError};
use detente::model::*;
use detente::relations::{
    ActorError, Alignment, LambdaError, Relation, RelationError, Relations, SignTable,
    SignTableError, StandingOn, Ties1, Trend, Witness,
};
use detente::systems::{Override, Systems, SystemsBuilder, SystemsError, TableError};
use detente::time::*;
use detente::write::*;
use support::files::in_repository;

use crate::house::source::{self, File};

#[test]
fn values_can_be_sent_shared_and_kept() {
    fn owned<T: Send + Sync + 'static>() {}
    macro_rules! owned { ($($type:ty),* $(,)?) => { $(owned::<$type>();)* } }

    owned![UncertainDate, Period, End, Moment, Instant, Coverage, Truth, Said, YearsBetween];
    owned![DateError, PeriodError, MomentError, InstantError, SaidError];
    owned![
        ActorId, StateId, PersonId, OrganisationId, PlaceId, SourceId, OfficeId, TenureId, TripId,
        VisitId, MeetingId, AgreementId, StatementId, ConflictId, TieId, RecordRef, Subject,
        Speaker, ActKey, ObligationKey, IdSet<State, 1>, List<String>, WhenDay, WhenSpan,
    ];
    owned![
        StateRecord,
        PersonRecord,
        OrganisationRecord,
        PlaceRecord,
        OfficeRecord,
        TenureRecord,
        TripRecord,
        VisitRecord,
        MeetingRecord,
        AgreementRecord,
        StatementRecord,
        ConflictRecord,
        TieRecord,
        Source,
        Account<Visit>,
        Part<Stop>,
        Provenance,
        VisitForm,
        Progress,
    ];
    owned![
        IdError,
        IdSetError,
        CodeError,
        ReferenceError,
        ActKeyError,
        ObligationKeyError,
        TieError
    ];
    owned![Dossier, DossierBuilder, Knowledge, KnowledgeBuilder, StandardPolicy, JsonPath];
    owned![DossierError, Issue, DossierFileError, LookupError];
    owned![RelationGraph, GraphBuilder, Snapshot, Projection, Projected, Projected<Undirected>];
    owned![
        graph::DatedTie,
        NodeIx,
        EdgeIx,
        TieIx,
        GraphError,
        GraphLookupError,
        TieRefused,
        SweepError
    ];
    owned![Arcs, Blocs, PageRank, ArcsError, BlocsError, PageRankError, NotConverged];
    owned![Relations, Relation, Witness, SignTable, Ties1, Alignment, StandingOn, Trend];
    owned![ActorError, RelationError, LambdaError, SignTableError];
    owned![KnowledgeChange, Correction, Contradiction, Drift, Outcome];
    owned![Systems, SystemsBuilder, SystemsError, TableError, Override];
    owned![TwoTimes, TripStrip, TreatyLanes, DyadTimeline, PictureError, SeriesError];
    owned![EgoPicture, MatrixPicture];
    owned![Loss, Lost, LossError, GraphFileError];
    #[cfg(feature = "html")]
    owned![PageError];
}

#[test]
fn views_can_be_sent_and_shared() {
    fn shared<T: Send + Sync>() {}
    macro_rules! shared { ($($type:ty),* $(,)?) => { $(shared::<$type>();)* } }

    shared![View<'_, Visit>, View<'_, Agreement>, PartView<'_, Stop>, PartView<'_, Act>];
    shared![CitedValue<'_, VisitForm>, Resolution<'_, VisitForm>, Candidate<'_>];
    shared![Window<'_>, TieView<'_>, TieChange<'_>, Neighbour<'_>, Sweep<'_>, Degrees<'_>];
    shared![EgoNetwork<'_>, SignedMatrix<'_>];
    shared![GraphFile<'_>, GraphOrDay<'_>];
    shared![Scorecard<'_>, Plan<'_>, OverduePlan<'_>, Deadline<'_>, ZoneEffect<'_>];
    #[cfg(feature = "html")]
    shared![Page<'_>, EvidenceCard<'_>];
}

/// Run with `DETENTE_BLESS=1` to write the list anew.
#[test]
fn the_public_names_are_those_agreed() {
    let golden = in_repository("tests/fixtures/golden/public_api.txt");
    let mut now = String::new();
    for name in public_names(&source::files()) {
        writeln!(now, "{name}").unwrap();
    }
    if std::env::var_os("DETENTE_BLESS").is_some() {
        std::fs::write(&golden, &now).unwrap();
    }
    let agreed = std::fs::read_to_string(&golden).unwrap_or_default();
    let (agreed, now): (BTreeSet<_>, BTreeSet<_>) =
        (agreed.lines().collect(), now.lines().collect());
    assert!(
        agreed == now,
        "names added: {:?}; taken away: {:?}; if meant, run with DETENTE_BLESS=1 and note it in CHANGELOG.md",
        now.difference(&agreed).collect::<Vec<_>>(),
        agreed.difference(&now).collect::<Vec<_>>(),
    );
}

/// Whoever reads one name has one thing to think of; the root repeats the daily ones.
#[test]
fn no_two_public_names_are_one() {
    let names = public_names(&source::files());
    let in_rooms = names.iter().filter_map(|name| name.rsplit_once("::"));
    let in_rooms = in_rooms.filter(|(room, _)| *room != "guide");
    let mut seen = BTreeSet::new();
    let twice: Vec<&str> =
        in_rooms.map(|(_, name)| name).filter(|name| !seen.insert(*name)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

/// The paths of public items: what lib.rs and each room's mod.rs export, and the macros.
fn public_names(files: &[File]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in files {
        let code = source::code(&file.text);
        for (at, mark) in code.match_indices("#[macro_export]") {
            let rest = &code[at + mark.len()..];
            if let Some(name) = rest.trim_start().strip_prefix("macro_rules!").map(first_word) {
                names.insert(format!("{name}!"));
            }
        }
        let room = match file.path.split('/').collect::<Vec<_>>()[..] {
            ["lib.rs"] => String::new(),
            [room, "mod.rs"] => format!("{room}::"),
            _ => continue,
        };
        for (at, _) in code.match_indices("pub ") {
            let hidden = code[..at].trim_end().ends_with("#[doc(hidden)]");
            let Some((word, item)) = code[at + "pub ".len()..].split_once(' ') else {
                continue;
            };
            let mut add = |name: &str| {
                names.insert(format!("{room}{name}{}", if hidden { " (hidden)" } else { "" }));
            };
            if word == "use" {
                exported(item.split(';').next().unwrap_or(item), &mut add);
            } else {
                add(first_word(item));
            }
        }
    }
    names
}

/// The names by which `path::{A, B as C}` exports something.
fn exported(import: &str, add: &mut dyn FnMut(&str)) {
    let members = match import.split_once('{') {
        Some((_, members)) => members.trim_end_matches([' ', '\n', '}']),
        None => import,
    };
    assert!(!members.contains('{'), "exports are written without groups in groups: {import}");
    for member in members.split(',').map(str::trim).filter(|member| !member.is_empty()) {
        let name = member.rsplit(" as ").next().unwrap_or(member);
        add(name.rsplit("::").next().unwrap_or(name));
    }
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())]
}

#[test]
fn exports_are_read_in_every_form() {
    let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    let names = public_names(&[
        file("lib.rs", "pub mod model;\npub use model::Visit;\nmod hidden;"),
        file(
            "model/mod.rs",
            "pub use a::{\n    B, C as D,\n};\n#[doc(hidden)]\npub use e::F;\npub(crate) use g::H;\n\
             pub type I = J<K>;\n// pub use l::M;",
        ),
        file("model/a.rs", "#[macro_export]\nmacro_rules! n { () => {} }\npub use o::P;"),
    ]);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let expected =
        ["Visit", "model", "model::B", "model::D", "model::F (hidden)", "model::I", "n!"];
    assert_eq!(names, expected);
}
