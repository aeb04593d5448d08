//! The JSON form: what is written, what else is read, and how a refusal is worded.

use std::fmt::Debug;

use detente::time::{Coverage, End, Instant, Moment, Period, Said, Truth, UncertainDate};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn kept<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &str) {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
}

fn refusal<T: DeserializeOwned + Debug>(json: &str) -> String {
    let message = serde_json::from_str::<T>(json).unwrap_err().to_string();
    message.split(" at line").next().unwrap_or_default().to_owned()
}

#[test]
fn what_is_written_is_read() {
    kept::<Truth>(r#""maybe""#);
    kept::<UncertainDate>(r#""../2024-06-17""#);
    kept::<End>(r#""still 2024-06-17""#);
    kept::<Period>(r#""2012-05-07/..""#);
    kept::<Period>(r#""2023-09""#);
    kept::<Period>(r#"{"from":"2012","to":"still 2024-06-17"}"#);
    kept::<Period>(r#"{"from":"unknown","to":"open"}"#);
    kept::<Period>(r#"{"on":"../2024-06-17"}"#);
    kept::<Instant>(r#""2024-06-19T02:22+09:00""#);
    kept::<Moment>(r#""2024-06""#);
    kept::<Moment>(r#"{"date":"2024-06-19","instant":"2024-06-19T02:22+09:00"}"#);
    kept::<Said>(r#""Tuesday""#);
    kept::<Said>(r#"{"words":"Tuesday","anchor":"2024-06-17"}"#);
    kept::<Coverage>(r#"["1816-01-01/2007-12-31",{"from":"2010","to":"still 2024-01-01"}]"#);
}

#[test]
fn other_forms_are_read() {
    let landed = serde_json::from_str::<Moment>(r#""2024-06-19T02:22+09:00""#).unwrap();
    assert_eq!(landed.date().to_string(), "2024-06-19");
    let term: Period = serde_json::from_str(r#"{"to": "open", "from": "2012-05-07"}"#).unwrap();
    assert_eq!(term.to_string(), "2012-05-07/..");
}

#[test]
fn refusals_say_what_was_found_and_what_is_expected() {
    let cases = [
        (
            refusal::<UncertainDate>(r#""2024-06-31""#),
            r#"found "2024-06-31", expected an EDTF date: June 2024 has 30 days"#,
        ),
        (
            refusal::<UncertainDate>(r#""Tuesday""#),
            r#"found "Tuesday", expected an EDTF date such as 2024-06-17, 2023-09 or ../2024-06-17"#,
        ),
        (
            refusal::<UncertainDate>("2024"),
            "invalid type: integer `2024`, expected an EDTF date such as 2024-06-17, 2023-09 or ../2024-06-17",
        ),
        (refusal::<Truth>(r#""perhaps""#), r#"found "perhaps", expected yes, maybe or no"#),
        (
            refusal::<End>(r#""still 2024-06""#),
            r#"found "still 2024-06", expected an EDTF date, open, unknown or still 2024-06-17: still is followed by a day, YYYY-MM-DD"#,
        ),
        (
            refusal::<Period>(r#""2024/2023""#),
            r#"found "2024/2023", expected a period such as 1961-07/1996 or 2012-05-07/..: it ends before it starts"#,
        ),
        (
            refusal::<Period>(r#"{"from": "2025", "to": "still 2024-06-17"}"#),
            r#"found "from 2025 to still 2024-06-17", expected a period such as 1961-07/1996 or 2012-05-07/..: it ends before it starts"#,
        ),
        (
            refusal::<Period>("null"),
            "invalid type: null, expected a period such as 1961-07/1996 or 2012-05-07/.., or a map with from and to",
        ),
        (refusal::<Period>(r#"{"from": "2025"}"#), "missing field `to`"),
        (refusal::<Period>(r#"{"to": "2025"}"#), "missing field `from`"),
        (
            refusal::<Period>(r#"{"from": "2025", "from": "2026", "to": "open"}"#),
            "duplicate field `from`",
        ),
        (
            refusal::<Period>(r#"{"from": "2025", "too": "open"}"#),
            "unknown field `too`, expected one of `from`, `to`, `on`",
        ),
        (
            refusal::<Period>(r#"{"on": "2025", "to": "open"}"#),
            r#"found "on", expected on alone, or from and to"#,
        ),
        (
            refusal::<Instant>(r#""2024-06-19T02:22""#),
            r#"found "2024-06-19T02:22", expected an instant such as 2024-06-19T02:22+09:00: the offset from UTC is missing"#,
        ),
        (
            refusal::<Moment>(r#"{"date": "2024-06-18", "instant": "2024-06-19T02:22+09:00"}"#),
            r#"found "2024-06-19T02:22+09:00", expected an instant on the date 2024-06-18"#,
        ),
        (
            refusal::<Moment>(r#""2024-06-31""#),
            r#"found "2024-06-31", expected an EDTF date: June 2024 has 30 days"#,
        ),
        (refusal::<Said>(r#""""#), r#"found "", expected words as said: it has no words"#),
        (refusal::<Said>(r#"{"words": "Tuesday"}"#), "missing field `anchor`"),
    ];
    for (found, expected) in cases {
        assert_eq!(found, expected);
    }
}
