//! What was said of it all, and who came to fight beside whom: F93 to F110.

use detente::knowledge::LookupError;
use detente::model::{Conflict, Id, Speaker, Statement, StatementAct, Tie};
use detente::time::NaiveDate;
use detente::{Knowledge, Stance, date};

use super::{EVE, EXCHANGE, RECORD, expect, facts, gives, on, sides};

/// The first day on which a statement is known.
fn first_told(id: &str) -> Option<NaiveDate> {
    match on(date!("1950-01-01")).statement(id) {
        Err(LookupError::NotYetKnown { first_told, .. }) => first_told,
        other => panic!("{id}: {other:?}"),
    }
}

#[test]
fn one_concern_is_told_three_times() {
    let eve = on(EVE);
    let concern = eve.statement("kirby-concern").expect("told on the day");
    assert_eq!(concern.speaker(), &"john-kirby".parse::<Speaker>().expect("a speaker"));
    assert_eq!(concern.act(), &StatementAct::EXPRESSES_CONCERN);
    gives(concern.explain(Statement::WHEN), "F96", "2024-06-17");
    gives(concern.explain(Statement::PRINCIPAL), "F96", "united-states");
    let calm = eve.statement("kirby-no-concern-at-trip").expect("told on the day");
    gives(calm.explain(Statement::GIST), "F96", "the trip itself is no concern");

    let concerns = eve.statements().filter(|s| *s.act() == StatementAct::EXPRESSES_CONCERN);
    let once = eve.count_once(concerns);
    let ids: Vec<Vec<&str>> =
        once.iter().map(|group| group.iter().map(|s| s.id().as_str()).collect()).collect();
    assert_eq!(ids, [["kirby-concern", "us-concern", "white-house-concern"]]);
}

#[test]
fn the_acts_behind_the_articles_words() {
    let known = on(date!("2024-06-18"));
    for (id, fact, behind, when) in [
        ("putin-rodong-thanks", "F94", "putin-praise", "2024-06-18"),
        ("putin-rodong-vow", "F94", "putin-vow", "2024-06-18"),
        ("kim-russia-day-message", "F95", "kim-affinity", "2024-06-12"),
        ("kirby-concern", "F96", "us-concern", "2024-06-17"),
    ] {
        let statement = known.statement(id).expect("told");
        gives(statement.explain(Statement::WHEN), fact, when);
        let same: Vec<&str> = statement.may_be_same_as().map(|s| s.id().as_str()).collect();
        assert!(same.contains(&behind), "{id}: {same:?}");
    }
    assert!(known.statement("putin-rodong-security").is_ok());
    assert!(on(EVE).statement("putin-rodong-vow").is_err(), "printed on the 18th, in Pyongyang");
    let message = known.statement("kim-russia-day-message").expect("told");
    let labels = message.explain(Statement::LABEL);
    assert_eq!(
        sides(&labels),
        expect(&[("invincible", &["s-anews12", "s-cnews"]), ("unbreakable", &["s-yonhap"])])
    );
    // What he calls pressure is not said by anybody in their own voice.
    assert!(!known.tie("us-presses-nk").expect("told").is_in_own_voice());
}

#[test]
fn the_war_and_its_names() {
    let known = on(EVE);
    let war = known.conflict("ukraine").expect("told");
    gives(war.explain(Conflict::FRAMING), "F93", "invasion");
    // The start by one framing; that it was on at the end of 2023 is told by the other.
    gives(war.explain(Conflict::DURING), "F93", "from 2022-02-24 to still 2023-12-31");
    let framings: Vec<String> = war.framings().iter().map(|told| told.value().clone()).collect();
    for framing in ["invasion", "special military operation", "war since 2014"] {
        assert!(framings.contains(&framing.to_owned()), "{framing}");
    }
    let since = |tie: &str| known.tie(tie).expect("told").period().and_then(|p| p.earliest());
    assert_eq!(since("russia-recognises-donetsk"), Some(date!("2022-02-21")));
    assert_eq!(since("north-korea-recognises-luhansk"), Some(date!("2022-07-13")));
    assert_eq!(since("russia-invaded-ukraine"), Some(date!("2022-02-24")));
    let vote = known.statement("un-vote-territorial-integrity").expect("told");
    let abstained: Vec<String> = vote
        .accounts()
        .filter_map(|account| account.provenance().x("abstaining"))
        .map(ToString::to_string)
        .collect();
    assert_eq!(abstained.len(), 2, "35, or 33 by one report");
    assert!(vote.accounts().all(|account| facts(account.provenance()).contains("F102")));
}

#[test]
fn what_others_said() {
    let known = on(date!("2024-06-30"));
    let when = |id: &str| known.statement(id).expect("told").explain(Statement::WHEN);
    gives(when("us-official-on-resolutions"), "F97", "2024-06-10");
    gives(when("seoul-on-resolutions"), "F98", "2024-06-13");
    gives(when("chang-on-arms"), "F100", "2024-06-20");
    gives(when("putin-on-arms"), "F100", "2024-06-20");
    for who in ["jung-pak", "cho-koo-rae", "namazu-hiroyuki"] {
        let condemned = when(&format!("{who}-condemns"));
        assert_eq!(
            sides(&condemned),
            expect(&[("2024-06-23", &["s-truth"]), ("2024-06-24", &["s-fresh", "s-tni"])])
        );
        gives(condemned, "F99", "2024-06-24");
    }
    assert!(on(EVE).statement("chang-on-arms").is_err());
}

#[test]
fn the_troops_become_known_day_by_day() {
    let known_from = [
        ("nis-on-troops", "F103", date!("2024-10-18")),
        ("us-confirms-troops", "F104", date!("2024-10-23")),
        ("rutte-confirms-troops", "F105", date!("2024-10-28")),
        ("pentagon-on-troops", "F105", date!("2024-10-28")),
        ("white-house-on-troops", "F105", date!("2024-11-01")),
        ("kremlin-denies-troops", "F106", date!("2024-10-28")),
        ("north-korea-denies-troops", "F106", date!("2024-10-31")),
        ("gerasimov-confirms-troops", "F107", date!("2025-04-26")),
        ("commission-confirms-troops", "F108", date!("2025-04-28")),
    ];
    for (id, fact, day) in known_from {
        assert_eq!(first_told(id), Some(day), "{id}");
        let known = on(day);
        let statement = known.statement(id).expect("told on the day");
        assert!(statement.accounts().any(|a| facts(a.provenance()).contains(fact)), "{id}");
        assert!(on(day.pred_opt().expect("a day")).statement(id).is_err(), "{id}");
    }
    let confirmed = |known: &Knowledge| {
        known.statements().filter(|s| *s.act() == StatementAct::CONFIRMS).count()
    };
    assert_eq!(confirmed(&on(date!("2024-10-22"))), 0);
    assert_eq!(confirmed(&on(EXCHANGE)), 2, "Washington and NATO");
    assert_eq!(confirmed(&RECORD.as_known()), 4);
}

#[test]
fn they_moved_before_article_4_bound_anybody() {
    assert!(on(date!("2024-10-17")).tie("nk-troops-with-russia").is_err());
    let known = RECORD.as_known();
    let troops = known.tie("nk-troops-with-russia").expect("told");
    gives(troops.explain(Tie::DURING), "F103", "2024-10-08/");
    let moved = troops.period().and_then(|period| period.earliest()).expect("a day");
    let treaty = known.agreement("russia-dprk-2024").expect("told");
    let bound = |day| treaty.in_force_between("russia", "north-korea", day).expect("parties");
    assert!(bound(moved).is_impossible() && bound(EXCHANGE).is_certain());
    gives(troops.explain(Tie::BECAUSE), "F110", "agreement:russia-dprk-2024, …");
    // Denied by two, which deletes nothing.
    let denials = troops.accounts().filter(|a| a.provenance().stance() == Stance::Denies).count();
    assert_eq!(denials, 2);
    assert!(troops.is_affirmed());
    let sources: Vec<&str> = troops
        .accounts()
        .filter(|account| account.provenance().stance() != Stance::Denies)
        .filter_map(|account| account.provenance().source().map(Id::as_str))
        .collect();
    assert_eq!(sources.len(), 7, "{sources:?}");
}
