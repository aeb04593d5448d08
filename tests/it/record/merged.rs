//! The article and the record as one dossier, and the questions that the two answer together.

use std::sync::LazyLock;

use detente::dossier::{Evidence, Stage, Verdict};
use detente::model::{
    Certainty, Delegate, Meeting, Progress, Statement, StatementAct, Stop, Visit,
};
use detente::model::{Criterion, Tenure};
use detente::time::{NaiveDate, Truth};
use detente::{Dossier, Knowledge, date};

use super::{AFTER, EVE, EXCHANGE, RECORD, REPORTED, expect, sides};

const ARTICLE: &str = include_str!("../../../examples/pyongyang_2024/article.json");

static MERGED: LazyLock<Dossier> = LazyLock::new(|| {
    let article = Dossier::from_json(ARTICLE).expect("it reads");
    match article.merge(&RECORD) {
        Ok(merged) => merged,
        Err(error) => panic!("{error}"),
    }
});

fn on(day: NaiveDate) -> Knowledge {
    MERGED.as_known_on(day)
}

#[test]
fn nothing_of_the_article_is_lost() {
    let article = Dossier::from_json(ARTICLE).expect("it reads");
    let (alone, merged) = (article.as_known_on(EVE), on(EVE));
    let told = |known: &Knowledge| -> Vec<String> {
        let accounts = known.told().into_iter().filter(|told| told.source.id == "article");
        accounts
            .map(|told| format!("{} {:?} {:?}", told.about, told.details, told.telling))
            .collect()
    };
    let without_position = |told: Vec<String>| -> Vec<String> {
        told.iter().map(|text| text.split("slot: ").next().unwrap_or(text).to_owned()).collect()
    };
    assert_eq!(without_position(told(&merged)), without_position(told(&alone)));
    let later = MERGED.as_known();
    // No word of the article is replaced by a later one of the text it tracks.
    let place = later.meeting("putin-kim-2023").expect("told").explain(Meeting::PLACE);
    assert!(place.replaced.is_empty());
    for stop in later.visit("putin-pyongyang-2024").expect("told").stops() {
        assert!(stop.explain(Stop::PROGRESS).replaced.is_empty(), "{}", stop.key());
    }
}

#[test]
fn did_a_treaty_exist() {
    let between = |known: &Knowledge, day| {
        let treaty = known.agreement("russia-dprk-2024").expect("told");
        treaty.status_between("russia", "north-korea", day).expect("parties").settled()
    };
    assert_eq!(between(&on(EVE), EVE), Some(None));
    assert_eq!(between(&on(AFTER), AFTER), Some(Some(Stage::Signed)));
    assert_eq!(between(&on(EXCHANGE), EXCHANGE), Some(Some(Stage::Signed)));
    assert_eq!(between(&on(REPORTED), REPORTED), Some(Some(Stage::InForce)));
    let eve = on(EVE);
    let treaty = eve.agreement("russia-dprk-2024").expect("told");
    let russia = treaty.status_of("russia", EVE).expect("a party");
    assert_eq!(russia.settled(), Some(Some(Stage::Intended)));
}

#[test]
fn was_it_his_first_visit_in_24_years() {
    let verdict = |known: &Knowledge| {
        let claim = known.statement("first-in-24-years").expect("the article's");
        claim.check().expect("a claim").verdict
    };
    assert_eq!(verdict(&on(EVE)), Verdict::NotCovered);
    assert_eq!(verdict(&on(AFTER)), Verdict::Holds);
    assert_eq!(verdict(&MERGED.as_known()), Verdict::Holds);
}

#[test]
fn where_did_they_last_meet() {
    let eve = on(EVE);
    let place = eve.meeting("putin-kim-2023").expect("told").explain(Meeting::PLACE);
    assert!(place.is_contested());
    assert_eq!(place.chosen.expect("told").value(), &"vostochny");
    let sources = ["s-kbs-vost", "s-people23", "s-tass-11", "wire"];
    assert_eq!(sides(&place), expect(&[("vladivostok", &["article"]), ("vostochny", &sources)]));
    // The article's "last" was right then; a later meeting refutes it.
    let last = |known: &Knowledge| {
        known.statement("last-met-in-september").expect("told").check().expect("a claim")
    };
    assert_eq!(last(&eve).verdict, Verdict::NotCovered);
    let after = last(&on(AFTER));
    assert_eq!(after.verdict, Verdict::Fails);
    let third = "meeting:putin-kim-2024".parse().expect("a record");
    assert!(after.evidence.contains(&Evidence::CounterExample(third)));
}

#[test]
fn who_expressed_concern_how_often() {
    let eve = on(EVE);
    let concerns = eve.statements().filter(|s| *s.act() == StatementAct::EXPRESSES_CONCERN);
    let groups = eve.count_once(concerns);
    let [group] = groups.as_slice() else { panic!("one act: {groups:?}") };
    let ids: Vec<&str> = group.iter().map(|statement| statement.id().as_str()).collect();
    assert_eq!(ids, ["kirby-concern", "us-concern", "white-house-concern"]);
    let by_article = group.iter().filter(|statement| {
        statement.accounts().any(|a| a.telling().source().is_some_and(|id| *id == "article"))
    });
    assert_eq!(by_article.count(), 2, "two mentions");
    let when = group[0].get(Statement::WHEN).map(ToString::to_string);
    assert_eq!(when.as_deref(), Some("2024-06-17"));
}

#[test]
fn which_items_were_fulfilled() {
    let (eve, after) = (on(EVE), on(AFTER));
    let stages = |known: &Knowledge| -> Vec<(String, Option<Progress>)> {
        let visit = known.visit("putin-pyongyang-2024").expect("told");
        let keys = ["church", "concert", "lodging", "parade", "press-statements", "talks"];
        let stop = |key: &str| visit.part(Visit::STOPS, key).expect("on the programme");
        keys.iter().map(|key| ((*key).to_owned(), stop(key).progress())).collect()
    };
    assert!(stages(&eve).iter().all(|(_, stage)| stage.is_some_and(Progress::is_pending)));
    assert!(stages(&after).iter().all(|(_, stage)| *stage == Some(Progress::Held)));
    let visit = after.visit("putin-pyongyang-2024").expect("told");
    let parade = visit.part(Visit::STOPS, "parade").expect("on the programme");
    let kind = parade.explain(Stop::KIND);
    assert!(kind.is_contested(), "a parade was to come, and a ceremony came");
    assert_eq!(
        sides(&kind),
        expect(&[("parade", &["article"]), ("welcome", &["s-bnn", "s-dstar"])])
    );
    // Of those on board nobody says any more; Lavrov is named in Hanoi.
    for delegate in visit.delegation() {
        assert!(delegate.get(Delegate::PROGRESS).is_some_and(|p| p.is_pending()));
    }
    let hanoi = after.visit("putin-vietnam-2024").expect("told");
    assert!(hanoi.part(Visit::DELEGATION, "sergei-lavrov").is_some());
}

#[test]
fn how_new_was_the_minister() {
    let eve = on(EVE);
    let tenure = eve.tenure("belousov-defence-minister").expect("told");
    let from = tenure.explain(Tenure::FROM);
    assert!(!from.is_contested(), "\"new\" and the decree agree");
    let chosen = from.chosen.expect("told");
    assert_eq!(chosen.value().to_string(), "2024-05-14");
    assert_eq!(chosen.telling().certainty(), Certainty::Certain);
    let holders = eve.holders("russia/defence-minister", EVE, &Criterion::Unstated);
    assert_eq!(holders.expect("the office")[0].holds, Truth::Yes);
}

#[test]
fn an_article_that_names_no_start_hides_none() {
    let eve = on(EVE);
    for (tenure, from) in [
        ("putin-president", "2012-05-07"),
        ("lavrov-foreign-minister", "2004-03-09"),
        ("novak-deputy-prime-minister", "2020-11-10"),
    ] {
        let tenure = eve.tenure(tenure).expect("told");
        let chosen = tenure.get(Tenure::FROM).map(ToString::to_string);
        assert_eq!(chosen.as_deref(), Some(from), "{tenure:?}");
    }
}

#[test]
fn when_is_what_known() {
    for (day, progress) in [
        (date!("2024-06-10"), Progress::Mooted),
        (EVE, Progress::Planned),
        (date!("2024-06-18"), Progress::UnderWay),
        (AFTER, Progress::Held),
    ] {
        let known = on(day);
        let visit = known.visit("putin-pyongyang-2024").expect("told");
        assert_eq!(visit.progress(), Some(progress), "{day}");
    }
    let eve = on(EVE);
    let vietnam = eve.visit("putin-vietnam-2024").expect("told");
    let planned = vietnam.planned().map(|period| period.to_string());
    assert_eq!(planned.as_deref(), Some("2024-06-19/2024-06-20"));
}
