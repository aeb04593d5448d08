//! Messages as an analyst sees them. Read each aloud before changing it.

use detente::Dossier;

use crate::round_trip::fixture;

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
    ("no_such_day", ""),
];
