//! One small file for each rule that can be broken, and what is said of it.

use std::collections::BTreeSet;

use detente::Dossier;
use detente::dossier::IssueCode::{
    self, BrokenJson, Ring, UnknownId, UnreadableValue, UsedTwice, WrongNoun,
};

use support::files::{fixture, in_repository};

/// The name of the file; the kind of its only issue; line and column; path; what was found; part
/// of what is expected; and the word that was probably meant.
type Case = (
    &'static str,
    IssueCode,
    (usize, usize),
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

/// What differs from the case, in a few words; nothing if it is as told.
fn differences((name, kind, place, path, found, expected, nearest): &Case) -> Option<String> {
    let text = fixture(&format!("invalid/{name}.json"));
    let Err(error) = Dossier::from_json(&text) else {
        return Some(format!("{name} was read"));
    };
    let [issue] = error.issues() else {
        return Some(format!("{name} has {} issues", error.issues().len()));
    };
    let found_fits = match kind {
        // What serde_json says of broken text is its own affair beyond the beginning.
        BrokenJson => issue.found().starts_with(found),
        _ => issue.found() == *found,
    };
    let fits = issue.code() == *kind
        && (issue.line(), issue.column()) == (Some(place.0), Some(place.1))
        && issue.path().to_string() == *path
        && found_fits
        && issue.expected().contains(expected)
        && issue.nearest() == *nearest
        && !issue.to_string().contains('\n');
    (!fits).then(|| format!("{name}: {:?} {issue}\n  not {kind:?} {place:?} {path}", issue.code()))
}

#[test]
fn every_rule_is_enforced_at_the_place_where_it_is_broken() {
    let wrong: Vec<String> = CASES.iter().filter_map(differences).collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

#[test]
fn every_invalid_file_has_a_case_and_is_refused_by_bytes_as_by_text() {
    let folder = in_repository("tests/fixtures/invalid");
    let cases: BTreeSet<String> = CASES.iter().map(|case| format!("{}.json", case.0)).collect();
    let mut files = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let by_text = Dossier::from_json(std::str::from_utf8(&bytes).unwrap()).unwrap_err();
        assert_eq!(Dossier::from_json_bytes(&bytes).unwrap_err(), by_text);
        let marked = [b"\xef\xbb\xbf", bytes.as_slice()].concat();
        assert_eq!(Dossier::from_json_bytes(&marked).unwrap_err(), by_text, "after a mark");
        let by_path = Dossier::from_json_path(&path).unwrap_err();
        assert_eq!(by_path.issues(), by_text.issues());
        files.insert(path.file_name().unwrap().to_str().unwrap().to_owned());
    }
    assert_eq!(files, cases);
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("empty", BrokenJson, (1, 1), "", "an empty file", r#"a dossier {"detente": 1, ..}"#, None),
    ("white_space_only", BrokenJson, (1, 1), "", "an empty file", "a dossier", None),
    ("cut_in_a_string", BrokenJson, (4, 33), "visits.v.guest", "the end of the file", "the rest of a string", None),
    ("cut_in_an_object", BrokenJson, (4, 37), "visits.v", "the end of the file", "the rest of an object", None),
    ("cut_in_a_list", BrokenJson, (4, 48), "meetings.m.participants", "the end of the file", "the rest of a value", None),
    ("text_after_the_end", BrokenJson, (2, 1), "", r#""{""#, "nothing after the end of the dossier", None),
    ("comma_before_the_end", BrokenJson, (4, 32), "places.p", "a comma before the closing bracket", "no comma there", None),
    ("comma_missing", BrokenJson, (3, 3), "", r#""\"""#, r#""," or "}""#, None),
    ("colon_missing", BrokenJson, (2, 13), "", r#""1""#, r#"":""#, None),
    ("key_unquoted", BrokenJson, (2, 17), "", r#""s""#, "a key in quotation marks", None),
    ("word_misspelt", BrokenJson, (4, 38), "visits.v.stops_closed", "a word that is no JSON", "true, false or null", None),
    ("single_quotes", BrokenJson, (4, 28), "places.p.name", r#""'""#, "a value", None),
    ("line_break_in_a_string", BrokenJson, (4, 30), "places.p.name", "broken JSON (control character", "well-formed JSON", None),
    ("lone_surrogate", BrokenJson, (4, 37), "places.p.name", "broken JSON (", "well-formed JSON", None),
    ("not_an_object", UnreadableValue, (2, 2), "", "a list", r#"a dossier {"detente": 1, ..}"#, None),
    ("version_missing", UnreadableValue, (2, 3), "", "nothing", r#"the field "detente""#, None),
    ("version_2", UnreadableValue, (1, 13), "detente", "version 2", "version 1, the one this release reads", None),
    ("version_as_text", UnreadableValue, (1, 13), "detente", r#""1""#, "1, the version of the format", None),
    ("twice_title", UsedTwice, (2, 2), "title", r#""title" a second time"#, "each key once", None),
    ("twice_version", UsedTwice, (2, 2), "detente", r#""detente" a second time"#, "each key once", None),
    ("twice_section", UsedTwice, (5, 3), "visits", r#""visits" a second time"#, "each key once", None),
    ("twice_section_first_empty", UsedTwice, (5, 3), "visits", r#""visits" a second time"#, "each key once", None),
    ("twice_sources", UsedTwice, (2, 3), "sources", r#""sources" a second time"#, "each key once", None),
    ("twice_section_escaped", UsedTwice, (5, 3), "visits", r#""visits" a second time"#, "each key once", None),
    ("twice_record_id", UsedTwice, (6, 5), "places.p", r#""p" a second time"#, "each key once", None),
    ("twice_source_id", UsedTwice, (2, 3), "sources.a", r#""a" a second time"#, "each key once", None),
    ("twice_identity_field", UsedTwice, (8, 7), "visits.v.guest", r#""guest" a second time"#, "each key once", None),
    ("twice_detail", UsedTwice, (8, 7), "visits.v.form", r#""form" a second time"#, "each key once", None),
    ("twice_detail_in_an_account", UsedTwice, (7, 42), "visits.v.accounts[1].form", r#""form" a second time"#, "each key once", None),
    ("twice_telling_field", UsedTwice, (8, 7), "visits.v.by", r#""by" a second time"#, "each key once", None),
    ("twice_via_first_empty", UsedTwice, (8, 7), "visits.v.via", r#""via" a second time"#, "each key once", None),
    ("twice_accounts", UsedTwice, (8, 7), "visits.v.accounts", r#""accounts" a second time"#, "each key once", None),
    ("twice_part_key", UsedTwice, (8, 7), "visits.v.stops.s", r#""s" a second time"#, "each key once", None),
    ("twice_act_in_other_words", UsedTwice, (5, 5), r#"agreements.a.acts["signed 1"]"#, r#""signed 1" a second time"#, "each key once", None),
    ("twice_part_list", UsedTwice, (8, 7), "visits.v.stops", r#""stops" a second time"#, "each key once", None),
    ("twice_part_list_first_empty", UsedTwice, (8, 7), "visits.v.stops", r#""stops" a second time"#, "each key once", None),
    ("twice_x_key", UsedTwice, (8, 7), "visits.v.x.a", r#""a" a second time"#, "each key once", None),
    ("twice_as_said_key", UsedTwice, (8, 7), "visits.v.as_said.form", r#""form" a second time"#, "each key once", None),
    ("twice_in_a_period", UsedTwice, (8, 7), "visits.v.actual.to", r#""to" a second time"#, "each key once", None),
    ("twice_in_a_relative_date", UsedTwice, (8, 7), "visits.v.actual.within_days", r#""within_days" a second time"#, "each key once", None),
    ("twice_the_same_order", UsedTwice, (8, 7), "visits.v.actual.after", r#""after" a second time"#, "each key once", None),
    ("twice_in_a_moment", UsedTwice, (7, 50), "visits.v.stops.s.actual.date", r#""date" a second time"#, "each key once", None),
    ("twice_in_a_complete_list", UsedTwice, (8, 7), "visits.v.topics.all", r#""all" a second time"#, "each key once", None),
    ("twice_in_words_as_said", UsedTwice, (7, 60), "visits.v.as_said.form.words", r#""words" a second time"#, "each key once", None),
    ("twice_in_a_source", UsedTwice, (2, 3), "sources.a.title", r#""title" a second time"#, "each key once", None),
    ("twice_in_coverage", UsedTwice, (1, 105), "sources.a.covers[0].during[0].from", r#""from" a second time"#, "each key once", None),
    ("twice_in_a_likelihood", UsedTwice, (7, 40), "visits.v.likelihood.word", r#""word" a second time"#, "each key once", None),
    ("no_such_day", UnreadableValue, (9, 37), "visits.v.accounts[1].actual", r#""2024-06-31""#, "June 2024 has 30 days", None),
    ("no_leap_day", UnreadableValue, (7, 18), "visits.v.planned", r#""2023-02-29""#, "February 2023 has 28 days", None),
    ("no_such_month", UnreadableValue, (7, 18), "visits.v.planned", r#""2024-13-01""#, "months run from 01 to 12", None),
    ("no_such_day_as_a_moment", UnreadableValue, (7, 33), "visits.v.stops.s.actual", r#""2024-06-31""#, "an EDTF date: June 2024 has 30 days", None),
    ("no_such_day_of_birth", UnreadableValue, (5, 65), "offices.o.titles.t.from", r#""1815-02-30""#, "February 1815 has 28 days", None),
    ("end_before_start", UnreadableValue, (7, 18), "visits.v.planned", r#""2024-06-19/2024-06-18""#, "it ends before it starts", None),
    ("end_before_start_in_fields", UnreadableValue, (7, 18), "visits.v.planned", r#""2024-06-19/2024-06-18""#, "it ends before it starts", None),
    ("instant_on_another_day", UnreadableValue, (7, 33), "visits.v.stops.s.actual", r#""2024-06-19T02:22+09:00""#, "an instant on the date 2024-06-18", None),
    ("period_without_an_end", UnreadableValue, (7, 18), "visits.v.planned", "nothing", r#"the field "to""#, None),
    ("period_with_an_empty_end", UnreadableValue, (7, 47), "visits.v.planned.to", "null", "an EDTF date, open, unknown or still", None),
    ("period_with_an_unknown_field", UnreadableValue, (7, 41), "visits.v.planned.till", r#""till""#, r#"a field of this object (your own go into "x")"#, None),
    ("date_of_two_orders", UnreadableValue, (8, 7), "visits.v.planned.before", r#"a second order, "before""#, "one of after, before, during", None),
    ("date_without_an_order", UnreadableValue, (7, 18), "visits.v.planned", "nothing", r#"the field "after""#, None),
    ("date_of_no_field", UnreadableValue, (7, 18), "visits.v.planned", "an empty object", "a period such as", None),
    ("date_of_an_unknown_order", UnreadableValue, (7, 19), "visits.v.planned.afte", r#""afte""#, r#"a field of this object (your own go into "x")"#, Some("after")),
    ("date_of_negative_days", UnreadableValue, (7, 54), "visits.v.planned.within_days", "the number -1", "a whole number, not negative", None),
    ("date_of_publication_with_time", UnreadableValue, (1, 47), "sources.a.published", r#""2024-06-17T10:00:00Z""#, "a date has no time of day", None),
    ("unknown_section", UnreadableValue, (4, 3), "visit", r#""visit""#, "a section of a dossier", Some("visits")),
    ("unknown_field_of_a_record", UnreadableValue, (7, 7), "visits.v.from", r#""from""#, r#"a field of this object (your own go into "x")"#, Some("form")),
    ("unknown_field_of_an_account", UnreadableValue, (7, 32), "visits.v.accounts[0].qoute", r#""qoute""#, r#"a field of this object (your own go into "x")"#, Some("quote")),
    ("unknown_field_of_a_part", UnreadableValue, (7, 23), "visits.v.stops.s.plase", r#""plase""#, r#"a field of this object (your own go into "x")"#, Some("place")),
    ("unknown_field_of_a_source", UnreadableValue, (1, 48), "sources.a.publised", r#""publised""#, r#"a field of this object (your own go into "x")"#, Some("published")),
    ("unknown_field_of_coverage", UnreadableValue, (1, 63), "sources.a.covers[0].durin", r#""durin""#, r#"a field of this object (your own go into "x")"#, Some("during")),
    ("unknown_field_of_reliability", UnreadableValue, (1, 64), "sources.a.reliability.grad", r#""grad""#, r#"a field of this object (your own go into "x")"#, Some("grade")),
    ("unknown_field_of_a_superlative", UnreadableValue, (5, 79), "statements.s.superlative.among.gest", r#""gest""#, r#"a field of this object (your own go into "x")"#, Some("guest")),
    ("unknown_field_of_an_assessment", UnreadableValue, (5, 40), "statements.s.assessment.aspekt", r#""aspekt""#, r#"a field of this object (your own go into "x")"#, Some("aspect")),
    ("unknown_field_of_words_as_said", UnreadableValue, (7, 42), "visits.v.as_said.form.ancor", r#""ancor""#, r#"a field of this object (your own go into "x")"#, Some("anchor")),
    ("unknown_code_in_a_closed_list", UnreadableValue, (7, 19), "visits.v.progress", r#""planed""#, "a stage of progress: mooted,", Some("planned")),
    ("unknown_code_in_an_open_list", UnreadableValue, (7, 33), "visits.v.accounts[1].form", r#""stat""#, "a form of visit, or one of your own with a namespace (acme:word)", Some("state")),
    ("unknown_code_in_a_superlative", UnreadableValue, (5, 30), "statements.s.superlative.claim", r#""frist""#, "a superlative: first, last, only", Some("first")),
    ("unknown_noun_in_a_reference", UnreadableValue, (4, 92), "statements.s.about[1]", r#""vist:v""#, "a reference such as visit:", Some("visit")),
    ("unknown_noun_in_coverage", UnreadableValue, (1, 54), "sources.a.covers[0].noun", r#""visits""#, "a noun: state,", Some("visit")),
    ("unknown_criterion", UnreadableValue, (4, 69), "tenures.t.criterion", r#""recognised_by""#, "effective_control, own_claim", None),
    ("as_said_of_no_detail", UnreadableValue, (7, 19), "visits.v.as_said.frm", r#""frm""#, "the name of a detail of this account", Some("form")),
    ("as_said_without_words", UnreadableValue, (7, 27), "visits.v.as_said.form", r#"" ""#, "words as said", None),
    ("missing_identity_field", UnreadableValue, (5, 10), "visits.v", "nothing", r#"the field "host""#, None),
    ("missing_field_of_a_superlative", UnreadableValue, (5, 20), "statements.s.superlative", "nothing", r#"the field "subject""#, None),
    ("missing_field_of_reliability", UnreadableValue, (1, 49), "sources.a.reliability", "nothing", r#"the field "grade""#, None),
    ("missing_anchor", UnreadableValue, (7, 27), "visits.v.as_said.form", "nothing", r#"the field "anchor""#, None),
    ("missing_all", UnreadableValue, (7, 17), "visits.v.topics", "nothing", r#"the field "all""#, None),
    ("id_ill_formed", UnreadableValue, (4, 23), r#"places["the castle"]"#, r#""the castle""#, "an id: letters and digits", None),
    ("id_empty", UnreadableValue, (4, 14), r#"places[""]"#, r#""""#, "an id: letters and digits", None),
    ("id_ill_formed_in_a_field", UnreadableValue, (4, 29), "visits.v.guest", r#""Rudolf V""#, "an id: letters and digits", None),
    ("id_of_a_stop_ill_formed", UnreadableValue, (7, 17), r#"visits.v.stops["first talks"]"#, r#""first talks""#, "a name for the part", None),
    ("id_of_an_act_ill_formed", UnreadableValue, (4, 59), r#"agreements.a.acts["ruritania sined"]"#, r#""ruritania sined""#, "an act, such as", None),
    ("obligation_to_oneself", UnreadableValue, (4, 66), r#"agreements.a.obligations["ruritania ruritania defence"]"#, r#""ruritania ruritania defence""#, "who owes whom what", None),
    ("link_ill_formed", UnreadableValue, (7, 25), "visits.v.via[1]", r#""two words""#, "an id: letters and digits", None),
    ("unknown_id", UnknownId, (4, 29), "visits.v.guest", r#""rudolph""#, "the id of a person in this dossier", Some("rudolf")),
    ("unknown_actor", UnknownId, (4, 47), "visits.v.host", r#""ruritanja""#, "the id of a state, person or organisation in this dossier", Some("ruritania")),
    ("unknown_id_in_a_list", UnknownId, (4, 49), "meetings.m.participants[1]", r#""flavja""#, "the id of a person in this dossier", Some("flavia")),
    ("unknown_id_in_a_complete_list", UnknownId, (7, 42), "visits.v.accounts[0].capacity.all[0]", r#""king""#, "the id of an office in this dossier", None),
    ("unknown_id_in_an_only_account", UnknownId, (8, 19), "visits.v.accounts[0].place", r#""zenda""#, "the id of a place in this dossier", None),
    ("unknown_id_in_a_second_account", UnknownId, (7, 43), "visits.v.accounts[1].via[1]", r#""palace""#, "the id of a state, person or organisation", None),
    ("unknown_id_in_a_relation", UnknownId, (4, 92), "statements.s.about[1]", r#""strelsu""#, "the id of a state, person or organisation", Some("strelsau")),
    ("unknown_id_in_a_relative_date", UnknownId, (7, 28), "visits.v.planned.after", r#""w""#, "the id of a visit in this dossier", Some("v")),
    ("unknown_id_in_a_superlative", UnknownId, (5, 106), "statements.s.superlative.among.participants[1]", r#""falvia""#, "the id of a person", Some("flavia")),
    ("unknown_id_as_a_part", UnknownId, (7, 22), "visits.v.delegation.rupert", r#""rupert""#, "the id of a person in this dossier", None),
    ("unknown_id_of_a_criterion", UnknownId, (5, 69), "tenures.t.criterion", r#""strelsu""#, "the id of a state, person", Some("strelsau")),
    ("unknown_id_in_a_part_of_accounts", UnknownId, (7, 46), "visits.v.stops.s.accounts[0].place", r#""zenda""#, "the id of a place", None),
    ("unknown_source", UnknownId, (7, 13), "visits.v.by", r#""mee""#, "the id of a source in this dossier", Some("me")),
    ("unknown_default_source", UnknownId, (1, 26), "source", r#""mee""#, "the id of a source in this dossier", Some("me")),
    ("unknown_parent_source", UnknownId, (1, 63), "sources.me.derived_from", r#""wires""#, "the id of a source in this dossier", Some("wire")),
    ("unknown_id_in_coverage", UnknownId, (1, 83), "sources.a.covers[0].of[1]", r#""strelsu""#, "the id of an actor or a place", Some("strelsau")),
    ("wrong_noun", WrongNoun, (4, 33), "places.zenda.state", r#""rudolf", which is a person"#, "the id of a state", None),
    ("wrong_noun_for_an_actor", WrongNoun, (5, 47), "visits.v.host", r#""zenda", which is a place"#, "the id of a state, person or organisation", None),
    ("one_id_for_a_state_and_a_person", UsedTwice, (3, 29), "persons.rudolf", r#""rudolf", which is also a state"#, "different ids for states, persons and organisations", None),
    ("ring_of_one", Ring, (4, 30), "places.p.within", r#""p" within itself"#, "a chain that ends", None),
    ("ring_of_three", Ring, (7, 21), "places.c.within", "a ring: a → b → c → a (within)", "a chain that ends", None),
    ("ring_of_organisations", Ring, (4, 79), "organisations.b.accounts[1].part_of", "a ring: a → b → a (part of)", "a chain that ends", None),
    ("ring_of_sources", Ring, (1, 78), "sources.b.derived_from", "a ring: a → b → a (derived from)", "a chain that ends", None),
    ("ring_of_dates", Ring, (6, 60), "meetings.b.planned", "a ring: a → b → a (dated by)", "a chain that ends", None),
    ("accounts_empty", UnreadableValue, (7, 19), "visits.v.accounts", "an empty list of accounts", "at least one account", None),
    ("accounts_beside_details", UnreadableValue, (5, 10), "visits.v", r#"details at top level and "accounts""#, "one or the other", None),
    ("accounts_beside_a_telling", UnreadableValue, (5, 10), "visits.v", r#"details at top level and "accounts""#, "one or the other", None),
    ("accounts_of_a_part_empty", UnreadableValue, (7, 35), "visits.v.stops.s.accounts", "an empty list of accounts", "at least one account", None),
    ("number_for_a_text", UnreadableValue, (4, 28), "places.p.name", "the number 5", "a text", None),
    ("decimal_for_a_text", UnreadableValue, (4, 28), "places.p.name", "the number 5.5", "a text", None),
    ("number_for_an_id", UnreadableValue, (4, 29), "visits.v.guest", "the number 7", "an id: letters and digits", None),
    ("number_for_a_date", UnreadableValue, (7, 18), "visits.v.planned", "the number 2024", "a period such as", None),
    ("null_for_a_detail", UnreadableValue, (7, 15), "visits.v.form", "null", "a text: form of visit", None),
    ("null_for_a_field_of_a_source", UnreadableValue, (1, 43), "sources.a.title", "null", "a text", None),
    ("null_for_a_record", UnreadableValue, (4, 19), "places.p", "null", "an object {..}", None),
    ("list_for_an_object", UnreadableValue, (4, 19), "places.p", "a list", "an object {..}", None),
    ("list_for_a_source", UnreadableValue, (1, 33), "sources.a", "a list", "a source {..}", None),
    ("list_for_a_grade", UnreadableValue, (1, 49), "sources.a.reliability", "a list", r#"a grade {"scale": .., "grade": ..}"#, None),
    ("list_for_a_section", UnreadableValue, (4, 13), "places", "a list", "an object of records by id", None),
    ("list_for_parts", UnreadableValue, (7, 16), "visits.v.stops", "a list", "an object of parts", None),
    ("object_for_a_list", UnreadableValue, (4, 38), "meetings.m.participants", "an object", "a list", None),
    ("text_for_a_list", UnreadableValue, (7, 17), "visits.v.topics", r#""trade""#, r#"a list [..], or {"all": [..]}"#, None),
    ("text_for_a_flag", UnreadableValue, (7, 23), "visits.v.stops_closed", r#""yes""#, "true or false", None),
    ("text_for_a_number", UnreadableValue, (4, 49), "offices.o.seats", r#""one""#, "a whole number, not negative", None),
    ("decimal_for_a_whole_number", UnreadableValue, (4, 49), "offices.o.seats", "the number 1.5", "a whole number, not negative", None),
    ("flag_for_a_code", UnreadableValue, (7, 15), "visits.v.form", "true", "a text: form of visit", None),
    ("x_object", UnreadableValue, (7, 18), "visits.v.x.a", "an object", "a text, a number, or true or false", None),
    ("x_null", UnreadableValue, (7, 18), "visits.v.x.a", "null", "a text, a number, or true or false", None),
    ("x_of_a_blank_name", UnreadableValue, (7, 13), r#"visits.v.x[" "]"#, r#"" ""#, "a name that is not blank", None),
    ("x_number_too_great", UnreadableValue, (7, 18), "visits.v.x.é", "the number 1e999", "a number that 64 bits can hold", None),
    ("x_whole_number_of_64_bits", UnreadableValue, (7, 18), "visits.v.x.a", "the number 9223372036854775808", "a number within ±9223372036854775807, or a text", None),
    ("x_whole_number_beyond", UnreadableValue, (7, 18), "visits.v.x.a", "the number -123456789012345678901234567890", "a number within ±9223372036854775807, or a text", None),
    ("tie_with_both_forms_of_ends", UnreadableValue, (5, 10), "ties.t", r#""between" beside "from" or "to""#, r#""from" and "to", or "between" alone"#, None),
    ("tie_symmetric_with_from", UnreadableValue, (5, 10), "ties.t", r#""from" and "to" for the symmetric kind tension"#, r#""between": [one, other]"#, None),
    ("tie_directed_with_between", UnreadableValue, (5, 10), "ties.t", r#""between" for the directed kind pressure"#, r#""from" and "to""#, None),
    ("tie_with_oneself", UnreadableValue, (5, 10), "ties.t", r#""ruritania" at both ends"#, "two different actors", None),
    ("tie_with_one_actor_twice", UnreadableValue, (4, 48), "ties.t.between", r#""ruritania" twice"#, "each id once", None),
    ("tie_of_three", UnreadableValue, (5, 10), "ties.t", "3 actors", "two: a tie has two ends", None),
    ("tie_without_ends", UnreadableValue, (5, 10), "ties.t", "nothing", r#"the field "between" or "from""#, None),
    ("meeting_of_one", UnreadableValue, (4, 38), "meetings.m.participants", "only 1 id", "at least 2", None),
    ("meeting_with_oneself", UnreadableValue, (4, 38), "meetings.m.participants", r#""rudolf" twice"#, "each id once", None),
];
