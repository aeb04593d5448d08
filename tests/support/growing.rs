//! Dossiers of any size, each of one shape: for what must not grow faster than what it is given.

use std::fmt::Write as _;

use detente::Dossier;

/// A shape: its name, and the text of a dossier of this size.
pub type Shape = (&'static str, fn(usize) -> String);

/// The shapes.
pub const SHAPES: [Shape; 18] = [
    ("mixed", mixed),
    ("visits of one pair", visits_of_one_pair),
    ("accounts of one source", accounts_of_one_source),
    ("accounts of as many sources", accounts_of_as_many_sources),
    ("denials", denials),
    ("names of one thing", names_of_one_thing),
    ("parties of an agreement", parties),
    ("superlatives about one set", superlatives),
    ("dates, a hundred each after the one before", dates_in_a_row),
    ("sources each from the one before", sources_in_a_row),
    ("holders of one office", holders),
    ("places, a hundred each in the one before", places_in_a_row),
    ("stops of one visit", stops),
    ("participants of one meeting", participants),
    ("offices of one person", offices_of_one_person),
    ("statements of one act", statements_of_one_act),
    ("legs of a trip", legs),
    ("sources of a name", sources_of_a_name),
];

/// The dossier of this shape and size.
///
/// # Panics
/// If it is none, which is a fault of the shape.
#[must_use]
pub fn of_shape(shape: &str, n: usize) -> Dossier {
    let made = SHAPES.iter().find(|(name, _)| *name == shape).map(|(_, make)| make(n));
    let text = made.unwrap_or_else(|| panic!("no shape {shape:?}"));
    Dossier::from_json(&text)
        .unwrap_or_else(|error| panic!("{shape}: {:?}", error.issues().first()))
}

/// A text with these sections: a name, how many records, and the record at each place.
struct Text(String);

impl Text {
    fn new(sources: usize) -> Self {
        let mut text = Self(String::from(r#"{"detente": 1, "source": "s0""#));
        text.section("sources", sources.max(1), |at| {
            format!(r#""s{at}": {{"published": "{}"}}"#, day(40_000 + at))
        });
        text
    }

    fn section(&mut self, name: &str, count: usize, record: impl Fn(usize) -> String) {
        let _ = write!(self.0, ",\n\"{name}\": {{");
        for at in 0..count {
            let comma = if at == 0 { "" } else { ",\n" };
            let _ = write!(self.0, "{comma}{}", record(at));
        }
        self.0.push('}');
    }

    fn finish(mut self) -> String {
        self.0.push_str("}\n");
        self.0
    }
}

/// A day, by its number since 1900.
fn day(at: usize) -> String {
    let (year, in_year) = (1900 + at / 336, at % 336);
    format!("{year:04}-{:02}-{:02}", 1 + in_year / 28, 1 + in_year % 28)
}

fn list(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect::<Vec<_>>().join(", ")
}

/// Two different ones of so many.
fn two_of(at: usize, many: usize) -> (usize, usize) {
    let one = at % many;
    (one, (one + 1 + at / many % (many - 1)) % many)
}

/// `n` records: a tenth persons with an office each, three tenths visits, the rest meetings, agreements,
/// statements and ties, each with two accounts.
fn mixed(n: usize) -> String {
    let people = (n / 20).max(2);
    let states = people.max(3);
    let mut text = Text::new(20);
    text.section("states", states, |at| format!(r#""state-{at}": {{"name": "State {at}"}}"#));
    text.section("persons", people, |at| format!(r#""person-{at}": {{"name": "Person {at}"}}"#));
    text.section("offices", people, |at| {
        format!(
            r#""office-{at}": {{"of": "state-{}", "functions": ["head_of_state"]}}"#,
            at % states
        )
    });
    text.section("tenures", people, |at| {
        let (from, to) = (day(10_000 + at % 5_000), day(16_000 + at % 2_000));
        format!(
            r#""tenure-{at}": {{"person": "person-{at}", "office": "office-{at}", "criterion": "effective_control", "from": "{from}", "to": "{to}"}}"#
        )
    });
    let two = |by: usize, one: &str, other: &str| {
        let (first, second) = (by % 19, by % 19 + 1);
        format!(r#""accounts": [{{"by": "s{first}", {one}}}, {{"by": "s{second}", {other}}}]"#)
    };
    text.section("visits", n * 3 / 10, |at| {
        let on = day(15_100 + at * 7 % 800);
        let told = two(
            at,
            &format!(r#""planned": "{on}", "deadline": "{on}""#),
            &format!(r#""progress": "held", "actual": "{on}""#),
        );
        format!(
            r#""visit-{at:06}": {{"guest": "person-{}", "host": "state-{}", {told}}}"#,
            at % people,
            at / people % 3
        )
    });
    text.section("meetings", n / 10, |at| {
        let on = day(15_100 + at * 5 % 800);
        let told = two(at, r#""progress": "held""#, &format!(r#""actual": "{on}""#));
        let (one, other) = two_of(at, people);
        format!(
            r#""meeting-{at:06}": {{"participants": ["person-{one}", "person-{other}"], {told}}}"#
        )
    });
    text.section("agreements", n / 10, |at| {
        let (one, other) = two_of(at, states);
        let on = day(15_100 + at * 5 % 800);
        let act = |by: usize| format!(r#""state-{by} signed": {{"when": "{on}", "progress": "held"}}"#);
        format!(
            r#""agreement-{at:06}": {{"form": "treaty", "parties": ["state-{one}", "state-{other}"], "acts": {{{}, {}}}}}"#,
            act(one),
            act(other)
        )
    });
    text.section("statements", n / 10, |at| {
        let about = format!(r#""about": ["state:state-{}"]"#, at % states);
        let told = two(at, &about, &format!(r#"{about}, "when": "{}""#, day(15_100 + at % 800)));
        format!(
            r#""statement-{at:06}": {{"speaker": "person-{}", "act": "praises", {told}}}"#,
            at % people
        )
    });
    text.section("ties", n / 5, |at| {
        let (one, other) = two_of(at, states);
        let told = two(at, &format!(r#""during": "{}/..""#, day(15_000 + at % 900)), r#""grade": "full""#);
        format!(r#""tie-{at:06}": {{"kind": "sanctions", "from": "state-{one}", "to": "state-{other}", {told}}}"#)
    });
    text.finish()
}

fn two_states(text: &mut Text) {
    text.section("states", 2, |at| format!(r#""state-{at}": {{"name": "State {at}"}}"#));
}

fn a_leader(text: &mut Text) {
    two_states(text);
    text.section("persons", 1, |_| r#""guest": {"name": "Guest"}"#.to_owned());
    text.section("offices", 1, |_| {
        r#""office": {"of": "state-0", "functions": ["head_of_state"]}"#.to_owned()
    });
    text.section("tenures", 1, |_| {
        r#""tenure": {"person": "guest", "office": "office", "criterion": "effective_control", "from": "1900", "to": "open"}"#
            .to_owned()
    });
}

fn visits_of_one_pair(n: usize) -> String {
    let mut text = Text::new(1);
    a_leader(&mut text);
    text.section("visits", n, |at| {
        format!(
            r#""visit-{at:06}": {{"guest": "guest", "host": "state-1", "progress": "held", "actual": "{}"}}"#,
            day(at % 20_000)
        )
    });
    text.finish()
}

/// A visit with these accounts.
fn one_visit(sources: usize, accounts: &str) -> String {
    let mut text = Text::new(sources);
    a_leader(&mut text);
    text.section("visits", 1, |_| {
        format!(r#""visit": {{"guest": "guest", "host": "state-1", "accounts": [{accounts}]}}"#)
    });
    text.finish()
}

fn accounts_of_one_source(n: usize) -> String {
    let account = |at: usize| format!(r#"{{"by": "s0", "planned": "{}"}}"#, day(41_000 + at));
    one_visit(1, &list(n, account))
}

fn accounts_of_as_many_sources(n: usize) -> String {
    let account = |at: usize| {
        let (on, by) = (day(10_000 + at % 100), day(10_000 + at));
        format!(r#"{{"by": "s{at}", "progress": "held", "actual": "{on}", "deadline": "{by}"}}"#)
    };
    one_visit(n, &list(n, account))
}

fn denials(n: usize) -> String {
    let account = |at: usize| match at % 2 {
        0 => format!(r#"{{"by": "s{at}", "progress": "held", "actual": "{}"}}"#, day(10_000 + at)),
        _ => format!(r#"{{"by": "s{at}", "stance": "denies", "progress": "held"}}"#),
    };
    one_visit(n, &list(n, account))
}

fn names_of_one_thing(n: usize) -> String {
    let mut text = Text::new(1);
    two_states(&mut text);
    text.section("persons", n, |at| format!(r#""person-{at:06}": {{"name": "Name {at}"}}"#));
    text.section("same_as", n - 1, |at| {
        format!(
            r#""same-{at:06}": {{"records": ["person:person-{at:06}", "person:person-{:06}"]}}"#,
            at + 1
        )
    });
    text.finish()
}

fn parties(n: usize) -> String {
    let mut text = Text::new(1);
    text.section("states", n, |at| format!(r#""state-{at:06}": {{"name": "State {at}"}}"#));
    text.section("agreements", 1, |_| {
        let states = list(n, |at| format!(r#""state-{at:06}""#));
        let acts = list(n, |at| {
            let (signed, ratified) = (day(10_000 + at % 100), day(11_000 + at % 3_000));
            format!(
                r#""state-{at:06} signed": {{"when": "{signed}", "progress": "held"}}, "state-{at:06} ratified": {{"when": "{ratified}", "progress": "held"}}"#
            )
        });
        format!(r#""treaty": {{"form": "treaty", "parties": [{states}], "acts": {{{acts}}}}}"#)
    });
    text.finish()
}

fn superlatives(n: usize) -> String {
    let mut text = Text::new(n);
    a_leader(&mut text);
    text.section("visits", n, |at| {
        format!(
            r#""visit-{at:06}": {{"guest": "guest", "host": "state-1", "progress": "held", "actual": "{}"}}"#,
            day(at % 20_000)
        )
    });
    text.section("statements", n, |at| {
        format!(
            r#""claim-{at:06}": {{"by": "s{at}", "speaker": "@author", "act": "claims_superlative", "superlative": {{"claim": "only", "subject": "visit:visit-{at:06}", "among": {{"guest": "guest"}}}}}}"#
        )
    });
    text.finish()
}

fn dates_in_a_row(n: usize) -> String {
    let mut text = Text::new(1);
    a_leader(&mut text);
    text.section("visits", n, |at| {
        let when = match at % 100 {
            0 => r#""1990-01-01""#.to_owned(),
            _ => format!(r#"{{"after": "visit:visit-{:06}"}}"#, at - 1),
        };
        format!(r#""visit-{at:06}": {{"guest": "guest", "host": "state-1", "progress": "held", "actual": {when}}}"#)
    });
    text.finish()
}

fn sources_in_a_row(n: usize) -> String {
    let mut text = Text(String::from(r#"{"detente": 1, "source": "s0""#));
    text.section("sources", n, |at| match at {
        0 => r#""s0": {"published": "1950-01-01"}"#.to_owned(),
        _ => format!(
            r#""s{at}": {{"published": "{}", "derived_from": "s{}"}}"#,
            day(40_000 + at),
            at - 1
        ),
    });
    a_leader(&mut text);
    text.section("visits", n, |at| {
        format!(
            r#""visit-{at:06}": {{"by": "s{at}", "guest": "guest", "host": "state-1", "progress": "held", "actual": "{}"}}"#,
            day(10_000 + at % 5_000)
        )
    });
    text.finish()
}

fn holders(n: usize) -> String {
    let mut text = Text::new(1);
    two_states(&mut text);
    text.section("persons", n, |at| format!(r#""person-{at:06}": {{"name": "Person {at}"}}"#));
    text.section("offices", 1, |_| {
        r#""office": {"of": "state-0", "functions": ["head_of_state"]}"#.to_owned()
    });
    text.section("tenures", n, |at| {
        let (from, to) = (day(at % 18_000), day(at % 18_000 + 1));
        format!(
            r#""tenure-{at:06}": {{"person": "person-{at:06}", "office": "office", "criterion": "effective_control", "from": "{from}", "to": "{to}"}}"#
        )
    });
    text.finish()
}

fn places_in_a_row(n: usize) -> String {
    let mut text = Text::new(1);
    a_leader(&mut text);
    text.section("places", n, |at| match at % 100 {
        0 => format!(r#""place-{at:06}": {{"state": "state-1"}}"#),
        _ => format!(r#""place-{at:06}": {{"within": "place-{:06}"}}"#, at - 1),
    });
    text.section("visits", n, |at| {
        format!(
            r#""visit-{at:06}": {{"guest": "guest", "host": "state-1", "progress": "held", "actual": "{}", "place": "place-{at:06}"}}"#,
            day(10_000 + at % 5_000)
        )
    });
    text.finish()
}

fn stops(n: usize) -> String {
    let mut text = Text::new(1);
    a_leader(&mut text);
    text.section("places", n, |at| format!(r#""place-{at:06}": {{"state": "state-1"}}"#));
    text.section("visits", 1, |_| {
        let stops = list(n, |at| {
            format!(r#""stop-{at}": {{"kind": "talks", "place": "place-{at:06}", "actual": "1990-01-01"}}"#)
        });
        format!(
            r#""visit": {{"guest": "guest", "host": "state-1", "progress": "held", "actual": "1990-01-01", "stops": {{{stops}}}}}"#
        )
    });
    text.finish()
}

/// `n` leaders of one of forty states each, so that pairs of states stay few.
fn participants(n: usize) -> String {
    let mut text = Text::new(1);
    text.section("states", 41, |at| match at {
        40 => r#""nobody": {"name": "The State of Nobody"}"#.to_owned(),
        _ => format!(r#""state-{at}": {{"name": "State {at}"}}"#),
    });
    text.section("persons", n, |at| format!(r#""person-{at:06}": {{"name": "Person {at}"}}"#));
    text.section("offices", n, |at| {
        format!(
            r#""office-{at:06}": {{"of": "state-{}", "functions": ["head_of_state"]}}"#,
            at % 40
        )
    });
    text.section("tenures", n, |at| {
        format!(
            r#""tenure-{at:06}": {{"person": "person-{at:06}", "office": "office-{at:06}", "criterion": "effective_control", "from": "1950", "to": "open"}}"#
        )
    });
    text.section("meetings", 1, |_| {
        let persons = list(n, |at| format!(r#""person-{at:06}""#));
        format!(r#""meeting": {{"participants": [{persons}], "progress": "held", "actual": "1990-01-01"}}"#)
    });
    text.finish()
}

/// One person in `n` offices of one state, one after the other, who pays `n` visits.
fn offices_of_one_person(n: usize) -> String {
    let mut text = Text::new(1);
    two_states(&mut text);
    text.section("persons", 1, |_| r#""guest": {"name": "Guest"}"#.to_owned());
    text.section("offices", n, |at| {
        format!(r#""office-{at:06}": {{"of": "state-0", "functions": ["minister"]}}"#)
    });
    text.section("tenures", n, |at| {
        let (from, to) = (day(at % 18_000), day(at % 18_000 + 1));
        format!(
            r#""tenure-{at:06}": {{"person": "guest", "office": "office-{at:06}", "criterion": "effective_control", "from": "{from}", "to": "{to}"}}"#
        )
    });
    text.section("visits", n, |at| {
        format!(
            r#""visit-{at:06}": {{"guest": "guest", "host": "state-1", "progress": "held", "actual": "{}"}}"#,
            day(at % 18_000)
        )
    });
    text.finish()
}

fn statements_of_one_act(n: usize) -> String {
    let mut text = Text::new(1);
    a_leader(&mut text);
    text.section("statements", n, |at| {
        let same = if at == 0 {
            String::new()
        } else {
            format!(r#", "may_be_same_as": ["statement-{:06}"]"#, at - 1)
        };
        format!(
            r#""statement-{at:06}": {{"speaker": "guest", "act": "praises", "about": ["state:state-1"], "when": "1990-01-01"{same}}}"#
        )
    });
    text.finish()
}

/// `n` visits: of the first half each is a leg of one trip, of the others each of a trip of its own.
fn legs(n: usize) -> String {
    let mut text = Text::new(1);
    a_leader(&mut text);
    let half = n / 2;
    text.section("trips", n - half + 1, |at| {
        let legs = match at {
            0 => list(half, |leg| format!(r#""visit:visit-{leg:06}": {{"order": {}}}"#, leg + 1)),
            _ => format!(r#""visit:visit-{:06}": {{}}"#, half + at - 1),
        };
        format!(r#""trip-{at:06}": {{"traveller": "guest", "legs": {{{legs}}}}}"#)
    });
    text.section("visits", n, |at| {
        format!(
            r#""visit-{at:06}": {{"guest": "guest", "host": "state-1", "progress": "held", "actual": "{}"}}"#,
            day(at % 20_000)
        )
    });
    text.finish()
}

/// Two states, a place and a guest whose names are told by as many sources, each, as there are visits.
fn sources_of_a_name(n: usize) -> String {
    let mut text = Text::new(n);
    let told = list(n, |at| format!(r#"{{"by": "s{at}", "name": "Name"}}"#));
    let named = |id: &str| format!(r#""{id}": {{"accounts": [{told}]}}"#);
    text.section("states", 2, |at| named(&format!("state-{at}")));
    text.section("persons", 1, |_| named("guest"));
    text.section("places", 1, |_| named("place"));
    text.section("visits", n, |at| {
        format!(
            r#""visit-{at:06}": {{"guest": "guest", "host": "state-1", "progress": "held", "actual": "{}", "place": "place"}}"#,
            day(at % 20_000)
        )
    });
    text.finish()
}
