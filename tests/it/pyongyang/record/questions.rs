//! The ten questions that the article and the record together answer.

use detente::knowledge::{Found, Stage, SuperlativeEvidence, Verdict};
use detente::model::{
    Certainty, Criterion, Delegate, Meeting, Progress, Statement, StatementAct, Stop, Tenure, Visit,
};
use detente::time::{NaiveDate, Truth};
use detente::{Knowledge, date};
use support::pyongyang::MERGED;

use super::merged::on;
use super::{AFTER, EVE, EXCHANGE, REPORTED, expect, sides};

#[test]
fn q01_did_a_treaty_exist() {
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
fn q02_when_did_he_arrive() {
    let after = on(AFTER);
    let visit = after.visit("putin-pyongyang-2024").expect("told");
    let arrival = visit.part(Visit::STOPS, "arrival").expect("told");
    let moment = arrival.get(Stop::ACTUAL).and_then(|when| when.fixed()).expect("a date");
    let instant = moment.instant().expect("to the minute");
    let civil = |zone_hours: i32| instant.date_at(zone_hours * 60);
    assert_eq!(civil(0), Some(date!("2024-06-18")), "UTC");
    assert_eq!(civil(3), Some(date!("2024-06-18")), "Moscow");
    assert_eq!(civil(9), Some(date!("2024-06-19")), "Pyongyang");
    assert_eq!(moment.date().as_day(), Some(date!("2024-06-19")), "the day at the place");
    // Before it was told, there was but the plan.
    let eve = on(EVE);
    let visit = eve.visit("putin-pyongyang-2024").expect("told");
    assert!(
        visit.part(Visit::STOPS, "arrival").is_none_or(|stop| stop.get(Stop::ACTUAL).is_none())
    );
}

#[test]
fn q03_was_it_his_first_visit_in_24_years() {
    let verdict = |known: &Knowledge| {
        let claim = known.statement("first-in-24-years").expect("the article's");
        claim.check().expect("a claim").verdict
    };
    assert_eq!(verdict(&on(EVE)), Verdict::NotCovered);
    assert_eq!(verdict(&on(AFTER)), Verdict::Holds);
    assert_eq!(verdict(&MERGED.as_known()), Verdict::Holds);
    // A difference of calendar years: by the day it is 23 years and 11 months.
    let known = on(AFTER);
    let visit = known.visit("putin-pyongyang-2024").expect("told");
    let gap = visit.years_since_previous().expect("he had been there");
    assert_eq!(gap.to_string(), "23 years 11 months");
    assert_eq!(gap.agrees_with(24), Truth::Yes);
}

#[test]
fn q04_where_did_they_last_meet() {
    let eve = on(EVE);
    let place = eve.meeting("putin-kim-2023").expect("told").explain(Meeting::PLACE);
    assert!(!place.is_contested(), "the article rests on the wire, which does not say so");
    assert_eq!(place.chosen.as_ref().expect("told").value(), &"vostochny");
    let sources = ["s-kbs-vost", "s-people23", "s-tass-11", "wire"];
    assert_eq!(sides(&place), expect(&[("vostochny", &sources)]));
    assert_eq!(place.drifted[0].to_string(), "vladivostok (article P2)");
    // "Last" is judged as of the day on which it was said: the meeting in June refutes nothing.
    let last = |known: &Knowledge| {
        known.statement("last-met-in-september").expect("told").check().expect("a claim")
    };
    assert_eq!(last(&eve).verdict, Verdict::NotCovered);
    assert_eq!(last(&on(AFTER)).verdict, Verdict::Holds);
    // Asked by itself, and as of now, it does not hold any more.
    let after = on(AFTER);
    let claim = after.statement("last-met-in-september").expect("told").superlative().expect("one");
    let now = after.check(claim);
    assert_eq!(now.verdict, Verdict::Fails);
    let third = "meeting:putin-kim-2024".parse().expect("a record");
    assert!(now.evidence.contains(&SuperlativeEvidence::CounterExample(third)));
}

#[test]
fn q05_who_expressed_concern_how_often() {
    let eve = on(EVE);
    let concerns = eve.statements().filter(|s| *s.act() == StatementAct::EXPRESSES_CONCERN);
    let groups = eve.count_once(concerns);
    let [group] = groups.as_slice() else { panic!("one act: {groups:?}") };
    let ids: Vec<&str> = group.iter().map(|statement| statement.id().as_str()).collect();
    assert_eq!(ids, ["kirby-concern", "us-concern", "white-house-concern"]);
    let by_article = group.iter().filter(|statement| {
        statement.accounts().any(|a| a.provenance().source().is_some_and(|id| *id == "article"))
    });
    assert_eq!(by_article.count(), 2, "two mentions");
    let when = group[0].get(Statement::WHEN).map(ToString::to_string);
    assert_eq!(when.as_deref(), Some("2024-06-17"));
}

#[test]
fn q06_which_planned_items_were_fulfilled() {
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
fn q07_how_new_was_the_minister() {
    let eve = on(EVE);
    let tenure = eve.tenure("belousov-defence-minister").expect("told");
    let from = tenure.explain(Tenure::FROM);
    assert!(!from.is_contested(), "\"new\" and the decree agree");
    let chosen = from.chosen.expect("told");
    assert_eq!(chosen.value().to_string(), "2024-05-14");
    let Some(since) = tenure.period().earliest() else { panic!("no day") };
    assert_eq!((date!("2024-06-18") - since).num_days(), 35);
    assert_eq!(chosen.provenance().certainty(), Certainty::Unstated, "no word of how sure it is");
    let holders = eve.holders("russia/defence-minister", EVE, &Criterion::Unstated);
    assert_eq!(holders.expect("the office")[0].holds, Truth::Yes);
}

/// Every obligation between Moscow and Pyongyang that may hold on a day: agreement, kind, truth.
fn owed(known: &Knowledge, day: NaiveDate) -> Vec<(String, String, Truth)> {
    let mut owed = Vec::new();
    for agreement in known.agreements() {
        for moscow in ["russia", "soviet-union"] {
            let on_day = agreement
                .obligations_on(moscow, "north-korea", day)
                .map_or_else(|_| Vec::new(), Found::into_vec);
            let held = on_day.into_iter().filter(|each| each.is_owed().is_possible());
            owed.extend(held.map(|each| {
                let kind = each.obligation.key().kind().as_str().to_owned();
                (agreement.id().to_string(), kind, each.is_owed())
            }));
        }
    }
    owed
}

#[test]
fn q08_which_defence_obligation_in_2010() {
    let on_day = owed(&MERGED.as_known(), date!("2010-01-01"));
    let expected = ("russia-dprk-2000".to_owned(), "consultation".to_owned(), Truth::Yes);
    assert_eq!(on_day, [expected], "no defence; consultation alone");
    // The question is not answered by an empty list: there was one, and it had ended.
    let defence = |day| owed(&MERGED.as_known(), day).iter().any(|(_, kind, _)| kind == "defence");
    assert!(defence(date!("1970-01-01")));
    assert!(defence(date!("2024-12-04")));
}

#[test]
fn q09_which_obligation_in_october_2024() {
    let day = date!("2024-10-18");
    for known in [MERGED.as_known_on(day), MERGED.as_known()] {
        assert!(!owed(&known, day).iter().any(|(_, kind, _)| kind == "defence"), "none in force");
        let treaty = known.agreement("russia-dprk-2024").expect("told");
        let status = treaty.status_between("russia", "north-korea", day).expect("parties");
        // Signed: not to defeat its purpose is all that is owed.
        assert_eq!(status.settled(), Some(Some(Stage::Signed)));
    }
}

#[test]
fn q10_who_led_vietnam() {
    let known = MERGED.as_known();
    let leads = |office: &str, day| -> Vec<String> {
        let holders = known.holders(office, day, &Criterion::Unstated).expect("the office");
        let certain = holders.iter().filter(|holder| holder.holds.is_certain());
        certain.map(|holder| holder.tenure.person().to_string()).collect()
    };
    let (party, state) = ("vietnam/party-general-secretary", "vietnam/president");
    assert_eq!(leads(party, AFTER), ["nguyen-phu-trong"]);
    assert_eq!(leads(state, AFTER), ["to-lam"]);
    let autumn = date!("2024-09-01");
    assert_eq!(
        (leads(party, autumn), leads(state, autumn)),
        (vec!["to-lam".to_owned()], vec!["to-lam".to_owned()])
    );
}
