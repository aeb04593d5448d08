//! Where an agreement stands: per party, per pair, per day, as known on different days.

use detente::knowledge::Stage;
use detente::model::{Act, Agreement};
use detente::{Dossier, Knowledge, Truth, date};

use support::world::dossier;

/// An agreement `t` with these acts; its parties are Russia and North Korea.
fn treaty(acts: &str) -> Knowledge {
    agreement(r#""russia", "north-korea""#, acts).as_known()
}

fn agreement(parties: &str, rest: &str) -> Dossier {
    dossier(&format!(r#""agreements": {{"t": {{"parties": [{parties}], "acts": {{{rest}}}}}}}"#))
}

/// The same, said to be between these and no others.
fn closed(parties: &str, rest: &str) -> Knowledge {
    let parties = format!(r#""parties": [{parties}], "parties_closed": true"#);
    dossier(&format!(r#""agreements": {{"t": {{{parties}, "acts": {{{rest}}}}}}}"#)).as_known()
}

fn status(known: &Knowledge, party: &str, on: &str) -> String {
    let treaty = known.agreement("t").unwrap();
    treaty.status_of(&*party.to_owned(), on.parse().unwrap()).unwrap().to_string()
}

fn between(known: &Knowledge, one: &str, other: &str, on: &str) -> String {
    let treaty = known.agreement("t").unwrap();
    let status = treaty.status_between(one, other, on.parse().unwrap());
    status.unwrap().to_string()
}

#[test]
fn a_life_as_known_on_different_days() {
    let dossier = Dossier::from_json(
        r#"{"detente": 1, "sources": {
            "article": {"published": "2024-06-17"}, "tass": {"published": "2024-06-20"},
            "duma": {"published": "2024-11-12"}, "kcna": {"published": "2024-12-05"}},
        "source": "article", "states": {"russia": {}, "north-korea": {}},
        "agreements": {"t": {"parties": ["russia", "north-korea"], "acts": {
            "russia intended": {"by": "article"},
            "signed": {"by": "tass", "when": "2024-06-19"},
            "russia domestic_approval": {"by": "duma", "when": "2024-11-09"},
            "north-korea domestic_approval": {"by": "duma", "when": "2024-11-11"},
            "instrument_exchanged": {"by": "kcna", "when": "2024-12-04"},
            "in_force": {"by": "kcna", "when": "2024-12-04"}}}}}"#,
    )
    .unwrap();
    let on = |known: &str, day: &str| {
        let known = dossier.as_known_on(known.parse().unwrap());
        (status(&known, "russia", day), between(&known, "russia", "north-korea", day))
    };
    let is = |russia: &str, both: &str| (russia.to_owned(), both.to_owned());
    assert_eq!(on("2024-06-17", "2024-06-17"), is("intended", "nothing done"));
    assert_eq!(on("2024-06-20", "2024-06-19"), is("signed", "signed"));
    assert_eq!(on("2024-12-04", "2024-12-04"), is("consented", "consented"));
    assert_eq!(on("2024-12-31", "2024-11-10"), is("consented", "signed"));
    assert_eq!(on("2024-12-31", "2024-12-03"), is("consented", "consented"));
    assert_eq!(on("2024-12-31", "2024-12-04"), is("in force", "in force"));
}

#[test]
fn acts_come_in_the_order_of_their_days() {
    let known = treaty(
        r#""in_force": {"when": "2024-12-04"}, "published": {}, "signed": {"when": "2024-06-19"}"#,
    );
    let acts = known.agreement("t").unwrap().acts_by_day();
    let keys: Vec<String> = acts.iter().map(|act| act.key().to_string()).collect();
    assert_eq!(keys, ["signed", "in_force", "published"]);
}

#[test]
fn uncertain_days_leave_several_stages() {
    let known =
        treaty(r#""signed": {"when": "2024-06"}, "in_force": {"when": "2024-06-19/2024-12-04"}"#);
    let treaty = known.agreement("t").unwrap();
    let status = treaty.status_of("russia", date!("2024-06-25")).unwrap();
    let expected = [None, Some(Stage::Signed), Some(Stage::InForce)];
    assert_eq!(status.possible(), expected);
    assert_eq!(status.settled(), None);
    assert_eq!(status.to_string(), "nothing done or signed or in force");
    let force = |on| treaty.in_force_between("russia", "north-korea", on).unwrap();
    assert_eq!(force(date!("2024-06-18")), Truth::No);
    assert_eq!(force(date!("2024-08-01")), Truth::Maybe);
    assert_eq!(force(date!("2024-12-04")), Truth::Yes);
}

#[test]
fn notice_of_withdrawal_ends_it_by_its_effect() {
    let known = treaty(
        r#""in_force": {"when": "2000-01-01"},
        "russia notice_of_withdrawal": {"when": "2010-01-01", "effective": "2011-01-01"}"#,
    );
    assert_eq!(status(&known, "russia", "2010-06-01"), "in force");
    assert_eq!(status(&known, "russia", "2011-01-01"), "ended");
    assert_eq!(between(&known, "russia", "north-korea", "2011-01-01"), "ended");
    assert_eq!(status(&known, "north-korea", "2011-01-01"), "in force", "others may be left");
    let known = closed(
        r#""russia", "north-korea""#,
        r#""in_force": {"when": "2000-01-01"},
        "russia notice_of_withdrawal": {"when": "2010-01-01", "effective": "2011-01-01"}"#,
    );
    assert_eq!(status(&known, "north-korea", "2011-01-01"), "ended", "nobody is left");

    let unsaid = treaty(
        r#""in_force": {"when": "2000-01-01"}, "russia notice_of_withdrawal": {"when": "2010-01-01"}"#,
    );
    assert_eq!(status(&unsaid, "russia", "2009-12-31"), "in force");
    assert_eq!(status(&unsaid, "russia", "2010-06-01"), "in force or ended");
}

#[test]
fn who_stays_stays_bound_to_the_others() {
    let known = agreement(
        r#""russia", "north-korea", "china""#,
        r#""in_force": {"when": "2000-01-01"}, "russia withdrawn": {"when": "2010-01-01"}"#,
    )
    .as_known();
    assert_eq!(between(&known, "china", "north-korea", "2020-01-01"), "in force");
    assert_eq!(between(&known, "china", "russia", "2020-01-01"), "ended");
    assert_eq!(status(&known, "china", "2020-01-01"), "in force");
}

#[test]
fn suspension_and_resumption() {
    let known = treaty(
        r#""signed": {"when": "2010-01-01"}, "in_force": {"when": "2011-01-01"},
        "russia suspended": {"when": "2012-01-01"}, "russia resumed": {"when": "2013-01-01"}"#,
    );
    assert_eq!(status(&known, "russia", "2012-06-01"), "suspended");
    assert_eq!(status(&known, "north-korea", "2012-06-01"), "in force");
    assert_eq!(between(&known, "russia", "north-korea", "2012-06-01"), "suspended");
    assert_eq!(between(&known, "russia", "north-korea", "2013-01-01"), "in force");
}

#[test]
fn resuming_brings_nothing_into_force_that_was_not() {
    let ended = treaty(
        r#""in_force": {"when": "2000-01-01"}, "terminated": {"when": "2001-01-01"},
        "resumed": {"when": "2002-01-01"}"#,
    );
    assert_eq!(status(&ended, "russia", "2003-01-01"), "ended");
    let signed = treaty(
        r#""signed": {"when": "2000-01-01"}, "suspended": {"when": "2001-01-01"},
        "resumed": {"when": "2002-01-01"}"#,
    );
    assert_eq!(status(&signed, "russia", "2001-06-01"), "signed");
    assert_eq!(status(&signed, "russia", "2003-01-01"), "signed");
}

#[test]
fn superseded_on_the_day_the_later_one_takes_its_place() {
    let known = treaty(
        r#""in_force": {"when": "2000-10-10"},
        "superseded": {"when": "2024-12-04", "successor": "t"}"#,
    );
    assert_eq!(status(&known, "russia", "2024-12-03"), "in force");
    assert_eq!(status(&known, "russia", "2024-12-04"), "ended");
}

#[test]
fn provisional_application_is_not_force() {
    let known = treaty(
        r#""signed": {"when": "2000-01-01"}, "provisionally_applied": {"when": "2000-01-02"}"#,
    );
    assert_eq!(status(&known, "russia", "2000-01-03"), "provisionally applied");
    let treaty = known.agreement("t").unwrap();
    let force = treaty.in_force_between("russia", "north-korea", date!("2000-01-03"));
    assert_eq!(force, Ok(Truth::No));
}

#[test]
fn soft_instruments_are_never_in_force() {
    let dossier = dossier(
        r#""agreements": {"t": {"parties": ["russia", "china"], "form": "joint_declaration", "acts": {
            "signed": {"when": "2000-01-01"}, "in_force": {"when": "2000-01-01"},
            "suspended": {"when": "2001-01-01"}, "resumed": {"when": "2002-01-01"}}}}"#,
    );
    let known = dossier.as_known();
    assert_eq!(status(&known, "russia", "2000-01-01"), "declared");
    assert_eq!(status(&known, "russia", "2001-01-01"), "suspended");
    assert_eq!(status(&known, "russia", "2002-01-01"), "declared");
}

#[test]
fn whoever_joins_needs_consent_of_its_own() {
    let known = treaty(
        r#""signed": {"when": "2000-01-01"}, "in_force": {"when": "2001-01-01"},
        "japan acceded": {"when": "2010-01-01", "effective": "2010-01-31"}"#,
    );
    assert_eq!(status(&known, "japan", "2009-12-31"), "nothing done");
    assert_eq!(status(&known, "japan", "2010-01-30"), "consented");
    assert_eq!(status(&known, "japan", "2010-01-31"), "in force");
    assert_eq!(between(&known, "japan", "russia", "2010-01-31"), "in force");
    // That somebody joins takes nothing from those who were there.
    assert_eq!(between(&known, "russia", "north-korea", "2010-01-31"), "in force");
}

#[test]
fn where_consent_is_recorded_force_reaches_only_those_who_gave_it() {
    let known = agreement(
        r#""russia", "china", "japan""#,
        r#""signed": {"when": "2000-01-01"}, "russia ratified": {"when": "2000-06-01"},
        "china instrument_deposited": {"when": "2000-07-01"}, "in_force": {"when": "2001-01-01"},
        "japan ratified": {"when": "2005-01-01"}"#,
    )
    .as_known();
    assert_eq!(between(&known, "russia", "china", "2002-01-01"), "in force");
    assert_eq!(between(&known, "russia", "japan", "2002-01-01"), "signed");
    assert_eq!(between(&known, "russia", "japan", "2005-01-01"), "in force");
}

#[test]
fn whoever_else_signs_is_a_signatory_and_no_party() {
    let known = treaty(r#""japan signed": {"when": "2010-01-01"}"#);
    assert_eq!(status(&known, "japan", "2010-01-01"), "signed");
    assert_eq!(known.agreement("t").unwrap().parties(), ["north-korea", "russia"]);
    let known = treaty(
        r#""japan signed": {"when": "2010-01-01"}, "japan ratified": {"when": "2011-01-01"}"#,
    );
    assert_eq!(known.agreement("t").unwrap().parties(), ["japan", "north-korea", "russia"]);
}

#[test]
fn who_witnesses_or_keeps_a_treaty_is_no_party() {
    for role in ["witnesses", "mediators", "guarantors", "depositaries", "hosts"] {
        for act in ["signed", "instrument_deposited", "ratified"] {
            let known = dossier(&format!(
                r#""agreements": {{"t": {{"parties": ["russia", "north-korea"], "{role}": ["japan"],
                "acts": {{"japan {act}": {{"when": "2010-01-01"}}}}}}}}"#
            ))
            .as_known();
            let treaty = known.agreement("t").unwrap();
            assert_eq!(treaty.parties(), ["north-korea", "russia"], "{role}, {act}");
            assert!(treaty.status_of("japan", "2011-01-01".parse().unwrap()).is_err());
            let relations = known.relations().build();
            assert_eq!(relations.between("japan", "russia").unwrap().count(), 0, "{role}, {act}");
        }
    }
}

#[test]
fn an_end_is_not_for_ever() {
    // Left, and joined once more: consent after an end is a new beginning.
    let known = agreement(
        r#""russia", "north-korea", "china""#,
        r#""in_force": {"when": "1964-12-13"}, "russia ratified": {"when": "1964-01-01"},
        "china ratified": {"when": "1964-01-01"}, "russia withdrawn": {"when": "2012-01-01"},
        "russia acceded": {"when": "2013-01-10", "effective": "2013-02-10"}"#,
    )
    .as_known();
    let days = ["2011-12-31", "2012-06-01", "2013-01-15", "2013-02-10"];
    let stages = days.map(|day| status(&known, "russia", day));
    assert_eq!(stages, ["in force", "ended", "consented", "in force"]);
    let pair = days.map(|day| between(&known, "russia", "china", day));
    assert_eq!(pair, ["in force", "ended", "consented", "in force"]);
    // What is over for all is not begun again by one.
    let known = treaty(
        r#""in_force": {"when": "2000-01-01"}, "expired": {"when": "2010-01-01"},
        "russia ratified": {"when": "2011-01-01"}, "in_force 2": {"when": "2012-01-01"}"#,
    );
    let stages =
        ["2010-06-01", "2011-06-01", "2012-01-01"].map(|day| status(&known, "russia", day));
    assert_eq!(stages, ["ended", "ended", "in force"]);
}

#[test]
fn consent_taken_back_before_force_leaves_the_signature() {
    for act in ["consent_withdrawn", "withdrawn"] {
        let known = treaty(&format!(
            r#""russia signed": {{"when": "1996-09-24"}}, "russia ratified": {{"when": "2000-06-30"}},
            "russia {act}": {{"when": "2023-11-03"}}, "north-korea signed": {{"when": "1996-09-24"}}"#
        ));
        let days = ["1999-12-31", "2000-06-30", "2023-11-03"];
        let stages = days.map(|day| status(&known, "russia", day));
        assert_eq!(stages, ["signed", "consented", "signed"], "{act}");
        assert_eq!(between(&known, "russia", "north-korea", "2023-12-31"), "signed", "{act}");
    }
    // Who never signed is back where it began, and who only signed can take that back.
    let known = treaty(
        r#""russia acceded": {"when": "2000-06-30"}, "russia consent_withdrawn": {"when": "2001-01-01"},
        "north-korea signed": {"when": "2000-01-01"}, "north-korea withdrawn": {"when": "2002-01-01"}"#,
    );
    assert_eq!(status(&known, "russia", "2001-01-01"), "ended");
    assert_eq!(status(&known, "north-korea", "2002-01-01"), "ended");
}

#[test]
fn a_notice_taken_back_before_its_effect_ends_nothing() {
    let known = |act: &str, rest: &str| {
        treaty(&format!(
            r#""in_force": {{"when": "2002-07-01"}},
            "russia notice_of_withdrawal": {{"when": "2016-10-19", "effective": "2017-10-19"}},
            "russia {act}": {{"when": "2017-03-07"}}{rest}"#
        ))
    };
    for act in ["notice_revoked", "resumed"] {
        assert_eq!(status(&known(act, ""), "russia", "2017-12-31"), "in force", "{act}");
        // A second notice is one of its own.
        let again = r#", "russia notice_of_withdrawal 2": {"when": "2020-01-01", "effective": "2021-01-01"}"#;
        let days = ["2020-12-31", "2021-01-01"];
        let stages = days.map(|day| status(&known(act, again), "russia", day));
        assert_eq!(stages, ["in force", "ended"], "{act}");
    }
    // Taken back too late, it has ended.
    let late = treaty(
        r#""in_force": {"when": "2002-07-01"},
        "russia notice_of_withdrawal": {"when": "2016-10-19", "effective": "2017-10-19"},
        "russia notice_revoked": {"when": "2018-03-07"}"#,
    );
    assert_eq!(status(&late, "russia", "2018-12-31"), "ended");
}

#[test]
fn a_soft_instrument_is_made_by_its_adoption() {
    for act in ["adopted", "issued", "signed"] {
        let soft = dossier(&format!(
            r#""agreements": {{"t": {{"parties": ["russia", "north-korea"], "binding": "no",
            "acts": {{"{act}": {{"when": "2018-12-10"}}}}}}}}"#
        ))
        .as_known();
        assert_eq!(status(&soft, "russia", "2018-12-09"), "nothing done", "{act}");
        assert_eq!(status(&soft, "russia", "2019-06-01"), "declared", "{act}");
        assert_eq!(between(&soft, "russia", "north-korea", "2019-06-01"), "declared", "{act}");
        let known = soft.relations().build();
        let relation = known.get("agreement:t").unwrap();
        let stages = relation.stages_on("2019-06-01".parse().unwrap());
        assert_eq!(stages, [Some(Stage::Declared)], "{act}");
    }
}

/// China reserves; Japan objects and will not be bound to China.
fn reservations(rest: &str) -> Knowledge {
    agreement(
        r#""russia", "china", "japan""#,
        &format!(
            r#""in_force": {{"when": "2000-01-01"}}, "china reserved": {{"when": "1999-01-01"}},
            "japan objected": {{"when": "1999-06-01", "addressee": "china", "precludes_force": true}},
            "russia objected": {{"when": "1999-06-01", "addressee": "china"}}{rest}"#
        ),
    )
    .as_known()
}

#[test]
fn an_objection_keeps_it_from_force_between_two() {
    let known = reservations("");
    assert_eq!(between(&known, "japan", "china", "2001-01-01"), "precluded");
    assert_eq!(between(&known, "china", "japan", "2001-01-01"), "precluded");
    assert_eq!(between(&known, "russia", "china", "2001-01-01"), "in force");
    assert_eq!(between(&known, "russia", "japan", "2001-01-01"), "in force");
    assert_eq!(status(&known, "china", "2001-01-01"), "in force");
    assert_eq!(between(&known, "japan", "china", "1999-12-31"), "nothing done");
}

#[test]
fn a_withdrawn_objection_or_reservation_lets_it_into_force() {
    let withdrawn = [
        r#", "japan objection_withdrawn": {"when": "2002-01-01"}"#,
        r#", "japan objection_withdrawn": {"when": "2002-01-01", "addressee": "china"}"#,
        r#", "china reservation_withdrawn": {"when": "2002-01-01"}"#,
    ];
    for rest in withdrawn {
        let known = reservations(rest);
        assert_eq!(between(&known, "japan", "china", "2001-12-31"), "precluded");
        assert_eq!(between(&known, "japan", "china", "2002-01-01"), "in force", "{rest}");
    }
    let other = r#", "japan objection_withdrawn": {"when": "2002-01-01", "addressee": "russia"}"#;
    assert_eq!(between(&reservations(other), "japan", "china", "2002-01-01"), "precluded");
    let before = r#", "china reservation_withdrawn": {"when": "1999-02-01"}"#;
    assert_eq!(between(&reservations(before), "japan", "china", "2002-01-01"), "precluded");
}

#[test]
fn a_successor_keeps_the_treaty() {
    let known = closed(
        r#""soviet-union", "united-states""#,
        r#""soviet-union ratified": {"when": "1972-09-29"}, "united-states ratified": {"when": "1972-09-30"},
        "in_force": {"when": "1972-10-03"},
        "russia succeeded": {"when": "1991-12-26", "predecessor": "soviet-union"},
        "united-states withdrawn": {"when": "2002-06-13"}"#,
    );
    let day = |on| {
        let pair = |one| between(&known, one, "united-states", on);
        (pair("soviet-union"), pair("russia"))
    };
    let is = |soviet: &str, russia: &str| (soviet.to_owned(), russia.to_owned());
    assert_eq!(day("1991-12-25"), is("in force", "nothing done"));
    assert_eq!(day("1991-12-26"), is("ended", "in force"));
    assert_eq!(status(&known, "soviet-union", "1992-01-01"), "ended");
    assert_eq!(status(&known, "russia", "2002-06-12"), "in force");
    assert_eq!(status(&known, "russia", "2002-06-13"), "ended", "nobody is left");
}

#[test]
fn a_successor_of_a_successor_keeps_it_too() {
    let known = agreement(
        r#""soviet-union", "united-states""#,
        r#""in_force": {"when": "1972-10-03"},
        "russia succeeded": {"when": "1991-12-26", "predecessor": "soviet-union"},
        "venezuela succeeded": {"when": "2001-01-01", "predecessor": "russia"}"#,
    )
    .as_known();
    assert_eq!(between(&known, "venezuela", "united-states", "2001-01-01"), "in force");
    assert_eq!(between(&known, "russia", "united-states", "2001-01-01"), "ended");
}

#[test]
fn acts_denied_or_only_planned_are_not_done() {
    let denied = treaty(r#""signed": {"when": "2000-01-01", "stance": "denies"}"#);
    assert_eq!(status(&denied, "russia", "2001-01-01"), "nothing done");
    let intention = treaty(r#""russia intended": {"stance": "denies"}"#);
    assert_eq!(status(&intention, "russia", "2024-06-02"), "nothing done");
    let contested = treaty(
        r#""signed": {"accounts": [{"when": "2000-01-01"}, {"by": "late", "stance": "denies"}]}"#,
    );
    assert_eq!(status(&contested, "russia", "2001-01-01"), "nothing done or signed");
    for denial in [r#""stance": "denies""#, r#""stance": "denies", "progress": "held""#] {
        let taken_back = treaty(&format!(
            r#""signed": {{"accounts": [{{"when": "2000-01-01"}}, {{"by": "correction", {denial}}}]}}"#
        ));
        assert_eq!(status(&taken_back, "russia", "2001-01-01"), "nothing done", "{denial}");
    }
    let planned = treaty(r#""signed": {"when": "2000-01-01", "progress": "planned"}"#);
    assert_eq!(status(&planned, "russia", "2001-01-01"), "nothing done");
    let act = planned.agreement("t").unwrap().acts().next().unwrap();
    assert!(act.is_pending() && act.is_done().is_impossible());
}

#[test]
fn what_happened_is_dated_before_what_was_planned() {
    let known = treaty(
        r#""signed": {"accounts": [{"when": "2024-06-19"},
            {"by": "late", "when": "2024-06-18", "progress": "planned", "certainty": "certain"}]}"#,
    );
    let act = known.agreement("t").unwrap().acts().next().unwrap();
    assert_eq!(act.get(Act::WHEN).unwrap().to_string(), "2024-06-19");
}

#[test]
fn obligations_are_directed() {
    let known = dossier(
        r#""agreements": {"t": {"parties": ["united-states", "japan"],
            "acts": {"in_force": {"when": "1960-06-23"}},
            "obligations": {"united-states japan defence": {}, "japan united-states consultation": {"during": "1960-06-23/1970-06-23"}}}}"#,
    )
    .as_known();
    let treaty = known.agreement("t").unwrap();
    let owed = |from: &str, to: &str, on| {
        let owed = treaty.obligations_on(from, to, on).unwrap();
        let words = owed
            .iter()
            .map(|each| format!("{} {:?}", each.obligation.key().kind().as_str(), each.is_owed()));
        words.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(owed("united-states", "japan", date!("1980-01-01")), "defence Yes");
    assert_eq!(owed("japan", "united-states", date!("1965-01-01")), "consultation Yes");
    assert_eq!(owed("japan", "united-states", date!("1980-01-01")), "consultation No");
    assert_eq!(owed("united-states", "japan", date!("1960-01-01")), "defence No");
}

#[test]
fn who_is_no_party_is_named() {
    let known = treaty("");
    let treaty = known.agreement("t").unwrap();
    let error = treaty.in_force_between("russia", "north-koraa", date!("2024-12-04")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "\"north-koraa\" is no party to agreement:t; its parties are north-korea, russia; \
         nearest is \"north-korea\""
    );
    assert_eq!(error.nearest(), Some("north-korea"));
    assert_eq!(treaty.parts(Agreement::ACTS).count(), 0);
}

#[test]
fn a_thousand_acts_are_followed_at_once() {
    let act = |i: usize| {
        let kind = ["suspended", "resumed", "amended", "reserved", "extended"][i % 5];
        let when = if i < 30 { "2000/2010" } else { "2005-05-05" };
        format!(r#""russia {kind} {}": {{"when": "{when}"}}"#, i + 1)
    };
    let acts: Vec<String> = (0..1_000).map(act).collect();
    let known = treaty(&format!(r#""in_force": {{"when": "1999"}}, {}"#, acts.join(", ")));
    let treaty = known.agreement("t").unwrap();
    let start = std::time::Instant::now();
    let status = treaty.status_between("russia", "north-korea", date!("2004-01-01")).unwrap();
    assert_eq!(status.to_string(), "in force or suspended");
    assert!(start.elapsed().as_secs() < 1, "{:?}", start.elapsed());
}
