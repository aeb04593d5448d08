//! The table of signs: what it holds, and what a table of one's own may hold.

use detente::graph::{RelationKind, Sign};
use detente::model::{Direction, TieKind};
use detente::relations::{Dimension, Mode, SignTable};

#[test]
fn every_known_kind_has_one_row() {
    let signs = SignTable::builtin();
    for kind in RelationKind::all() {
        assert!(signs.get(&kind).is_some(), "{}", kind.as_str());
    }
    assert_eq!(signs.rows().count(), RelationKind::all().count());
}

#[test]
fn kinds_of_ties_have_the_direction_that_ties_have() {
    for kind in TieKind::all() {
        let row = SignTable::builtin().get(&RelationKind::from(&kind)).unwrap();
        assert_eq!(Some(row.direction()), kind.direction(), "{}", kind.as_str());
    }
}

#[test]
fn rows_hold_what_was_published() {
    let row = |kind: RelationKind| SignTable::builtin().get(&kind).unwrap().clone();
    let force = row(RelationKind::USES_FORCE);
    assert_eq!((force.dimension(), force.sign()), (Dimension::Force, Some(Sign::Negative)));
    assert_eq!((force.weight(), force.mode()), (Some(0.8), Mode::Episodic { half_life: 1095.0 }));
    let war = row(RelationKind::AT_WAR);
    assert_eq!(war.mode(), Mode::StandingThenFading { half_life: 3650.0 });
    assert_eq!(war.direction(), Direction::Symmetric);
    assert_eq!(row(RelationKind::MEMBER_OF).weight(), None);
}

#[test]
fn it_is_read_back_as_written() {
    let signs = SignTable::builtin();
    assert_eq!(&SignTable::from_text(&signs.to_text()).unwrap(), signs);
    assert!(signs.to_string().contains("\nspeech    - 0.50 directed  threat"));
}

#[test]
fn columns_may_stand_in_any_order() {
    let text = "# ours\ntable\tmine\nnote\tweight\thalf_life\tmode\tdirection\tsign\tdimension\tkind\n\
                a word\t0.5\t90\tepisodic\tdirected\t-\tforce\tacme:cyber\n";
    let table = SignTable::from_text(text).unwrap();
    let row = table.get(&RelationKind::new("acme:cyber").unwrap()).unwrap();
    assert_eq!((table.name(), row.weight(), row.remark()), ("mine", Some(0.5), "a word"));
}

#[track_caller]
fn refuses(row: &str, line: usize, column: &str, what: &str) {
    let text = format!(
        "table\tmine\nkind\tdimension\tsign\tdirection\tmode\thalf_life\tweight\tnote\n{row}\n"
    );
    let error = SignTable::from_text(&text).unwrap_err();
    assert_eq!((error.line(), error.column()), (line, column), "{error}");
    assert!(error.to_string().ends_with(what), "{error}");
}

#[test]
fn a_wrong_cell_is_found() {
    let good = "praise\tspeech\t+\tdirected\tepisodic\t180\t0.25\t";
    refuses(
        &good.replace("0.25", "1.25"),
        3,
        "weight",
        "found 1.25, expected a number above 0 and at most 1",
    );
    refuses(
        &good.replace("0.25", "NaN"),
        3,
        "weight",
        "found NaN, expected a number above 0 and at most 1",
    );
    refuses(
        &good.replace("0.25", "inf"),
        3,
        "weight",
        "found inf, expected a number above 0 and at most 1",
    );
    refuses(
        &good.replace("0.25", ""),
        3,
        "weight",
        "found nothing, expected a number above 0 and at most 1",
    );
    refuses(&good.replace("0.25", "much"), 3, "weight", "found \"much\", expected a number");
    refuses(
        &good.replace('+', "0"),
        3,
        "weight",
        "found 0.25, expected nothing: the kind is unsigned",
    );
    refuses(
        &good.replace("180", ""),
        3,
        "half_life",
        "found nothing, expected the days of an episode",
    );
    refuses(
        &good.replace("180", "-3"),
        3,
        "half_life",
        "found -3, expected a number of days above 0",
    );
    refuses(
        &good.replace("episodic", "rare"),
        3,
        "mode",
        "found \"rare\", expected standing or episodic",
    );
    refuses(&good.replace("praise", "prase"), 3, "kind", "nearest is \"praise\"");
    refuses(&good.replace("speech", "speach"), 3, "dimension", "nearest is \"speech\"");
    refuses(&format!("{good}\n{good}"), 4, "kind", "expected each kind once");
    refuses(&format!("{good}\t\t"), 3, "note", "found 10 cells, expected eight at most");
}

#[test]
fn a_wrong_head_is_found() {
    let error = |text: &str| SignTable::from_text(text).unwrap_err().to_string();
    assert_eq!(error(""), "line 0, column table: found \"\", expected \"table\", a tab and a name");
    assert!(error("table\tt\nkind\tsing").ends_with("nearest is \"sign\""));
    assert!(error("table\tt\nkind\tsign").ends_with("expected the column \"dimension\""));
}

#[test]
fn a_changed_table_says_so_until_it_is_named() {
    let signs = SignTable::builtin().clone();
    let same = signs.clone().with_weight(&RelationKind::PRAISE, 0.25).unwrap();
    assert_eq!(same.name(), "signs-1");
    let changed = signs.clone().with_weight(&RelationKind::PRAISE, 0.2).unwrap();
    let changed = changed.with_half_life(&RelationKind::THREAT, 30.0).unwrap();
    assert_eq!(changed.name(), "signs-1, changed");
    assert_eq!(changed.named("mine").name(), "mine");
    assert!(signs.clone().with_weight(&RelationKind::PRAISE, 0.0).is_err());
    assert!(signs.clone().with_weight(&RelationKind::MEMBER_OF, 0.5).is_err());
    let error = signs.with_weight(&RelationKind::new("acme:cyber").unwrap(), 0.5).unwrap_err();
    assert_eq!(
        error.to_string(),
        "weight of acme:cyber: found no row, expected a row of acme:cyber"
    );
}
