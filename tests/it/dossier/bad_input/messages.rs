//! Messages as an analyst sees them. Read each aloud before changing it.

use detente::Dossier;

use support::files::fixture;

#[test]
fn messages_read_well() {
    let said: Vec<String> = MESSAGES
        .iter()
        .map(|(name, _)| {
            let text = fixture(&format!("invalid/{name}.json"));
            Dossier::from_json(&text).unwrap_err().to_string()
        })
        .collect();
    let meant: Vec<&str> = MESSAGES.iter().map(|(_, message)| *message).collect();
    assert_eq!(said, meant, "{}", said.join("\n"));
}

#[rustfmt::skip]
const MESSAGES: &[(&str, &str)] = &[
    ("no_such_day", r#"line 9 column 37: visits.v.accounts[1].actual: found "2024-06-31", expected an EDTF date: June 2024 has 30 days"#),
    ("end_before_start", r#"line 7 column 18: visits.v.planned: found "2024-06-19/2024-06-18", expected a period such as 1961-07/1996 or 2012-05-07/..: it ends before it starts"#),
    ("cut_in_a_string", r"line 4 column 33: visits.v.guest: found the end of the file, expected the rest of a string"),
    ("text_after_the_end", r#"line 2 column 1: found "{", expected nothing after the end of the dossier"#),
    ("version_2", r"line 1 column 13: detente: found version 2, expected version 1, the one this release reads"),
    ("twice_record_id", r#"line 6 column 5: places.p: found "p" a second time, expected each key once"#),
    ("unknown_section", r#"line 4 column 3: visit: found "visit", expected a section of a dossier; nearest is "visits""#),
    ("unknown_field_of_an_account", r#"line 7 column 32: visits.v.accounts[0].qoute: found "qoute", expected a field of this object (your own go into "x"); nearest is "quote""#),
    ("unknown_code_in_an_open_list", r#"line 7 column 33: visits.v.accounts[1].form: found "stat", expected a form of visit, or one of your own with a namespace (acme:word); nearest is "state""#),
    ("unknown_code_in_a_closed_list", r#"line 7 column 19: visits.v.progress: found "planed", expected a stage of progress: mooted, invited, promised, announced, planned, expected, postponed, cancelled, under_way, held, cut_short, did_not_happen, disproved; nearest is "planned""#),
    ("unknown_id", r#"line 4 column 29: visits.v.guest: found "rudolph", expected the id of a person in this dossier; nearest is "rudolf""#),
    ("unknown_id_in_a_list", r#"line 4 column 49: meetings.m.participants[1]: found "flavja", expected the id of a person in this dossier; nearest is "flavia""#),
    ("wrong_noun", r#"line 4 column 33: places.zenda.state: found "rudolf", which is a person, expected the id of a state"#),
    ("one_id_for_a_state_and_a_person", r#"line 3 column 29: persons.rudolf: found "rudolf", which is also a state, expected different ids for states, persons and organisations"#),
    ("ring_of_three", r"line 7 column 21: places.c.within: found a ring: a → b → c → a (within), expected a chain that ends"),
    ("accounts_beside_details", r#"line 5 column 10: visits.v: found details at top level and "accounts", expected one or the other: either one account's details, or a list of accounts"#),
    ("missing_identity_field", r#"line 5 column 10: visits.v: found nothing, expected the field "host""#),
    ("number_for_a_text", r"line 4 column 28: places.p.name: found the number 5, expected a text"),
    ("id_ill_formed", r#"line 4 column 23: places["the castle"]: found "the castle", expected an id: letters and digits, then also - _ . /, at most 200 bytes"#),
    ("x_whole_number_beyond", r"line 7 column 18: visits.v.x.a: found the number -123456789012345678901234567890, expected a number within ±9223372036854775807, or a text"),
    ("tie_symmetric_with_from", r#"line 5 column 10: ties.t: found "from" and "to" for the symmetric kind tension, expected "between": [one, other]"#),
    ("meeting_of_one", r"line 4 column 38: meetings.m.participants: found only 1 id, expected at least 2"),
    ("date_of_two_orders", r#"line 8 column 7: visits.v.planned.before: found a second order, "before", expected one of after, before, during"#),
    ("as_said_of_no_detail", r#"line 7 column 19: visits.v.as_said.frm: found "frm", expected the name of a detail of this account; nearest is "form""#),
];
