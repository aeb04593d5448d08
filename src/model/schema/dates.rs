//! Dates and what is made of them. The expressions are loose: they keep out what cannot be a date,
//! and leave it to the reader to say which day there is not.

use std::borrow::Cow;

use super::node::{Definitions, Described, NOT_BLANK, Schema};
use super::object::ObjectSchema;
use crate::time::{Coverage, End, Instant, Moment, Period, Said, UncertainDate};

/// The characters of EDTF, which may stand in any order here.
const EDTF: &str = "[-+0-9XYES~?%/.,{}\\[\\]]+";

/// An end of a period.
fn end_expression() -> String {
    format!("(open|unknown|still [-+0-9]+|{EDTF})")
}

impl Described for UncertainDate {
    fn name() -> Cow<'static, str> {
        "date".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::pattern(format!("^{EDTF}$"))
            .described("Some one day, known to lie within bounds, in EDTF.")
            .examples(&["2024-06-17", "2023-09", "../2024-06-17", "1970~", "[1962,1964]"])
    }
}

impl Described for Instant {
    fn name() -> Cow<'static, str> {
        "instant".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[-+][0-9]{2}:[0-9]{2})$")
            .described("A point in time, with the offset of the place it is told for.")
            .examples(&["2024-06-19T02:22+09:00"])
    }
}

impl Described for Moment {
    fn name() -> Cow<'static, str> {
        "moment".into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        let text = Schema::pattern("^[-+0-9XYES~?%/.TZ:,{}\\[\\]]+$")
            .described("Some one day in EDTF, or an instant.")
            .examples(&["2024-06-17", "2023-09", "../2024-06-17", "2024-06-19T02:22+09:00"]);
        let mut both = ObjectSchema::new(definitions);
        both.required::<UncertainDate>("date", "The civil day at the place.");
        both.required::<Instant>("instant", "The instant, which falls on that day.");
        Schema::any_of([text, both.finish("The day at the place, and the instant.")])
    }
}

impl Described for End {
    fn name() -> Cow<'static, str> {
        "end_of_period".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::pattern(format!("^{}$", end_expression()))
            .described("A date in EDTF, open, unknown, or still so when last heard of on a day.")
            .examples(&["2024-06-17", "1996", "open", "unknown", "still 2024-06-17"])
    }
}

impl Described for Period {
    fn name() -> Cow<'static, str> {
        "period".into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        let end = end_expression();
        let text = Schema::pattern(format!("^({EDTF}|on {EDTF}|from {end} to {end})$"))
            .described("From one day to another, or one day, in EDTF.")
            .examples(&["2024-06-18/2024-06-19", "1961-07/1996", "2012-05-07/..", "2024-06-17"]);
        let mut ends = ObjectSchema::new(definitions);
        ends.required::<End>("from", "Its first day.");
        ends.required::<End>("to", "Its last day.");
        let ends = ends.finish("A period by its two ends.");
        let mut day = ObjectSchema::new(definitions);
        day.required::<UncertainDate>("on", "The day, which may be an uncertain one.");
        let day = day.finish("A period of one day.");
        Schema::any_of([text, ends, day])
    }
}

impl Described for Coverage {
    fn name() -> Cow<'static, str> {
        "coverage".into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        Schema::list_of(Period::schema(definitions)).described("Stretches of time.")
    }
}

impl Described for Said {
    fn name() -> Cow<'static, str> {
        "words_as_said".into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        let words = || Schema::pattern(NOT_BLANK).with("maxLength", 200);
        let mut anchored = ObjectSchema::new(definitions);
        let doc = "The words.";
        anchored.demand("words", words().described(doc));
        anchored.required::<UncertainDate>("anchor", "The day they are said from.");
        Schema::any_of([
            words().described("The words, said from the day of publication."),
            anchored.finish("The words, and the day they are said from."),
        ])
    }
}
