//! What a dossier keeps in memory: bytes a record, read from JSON and built in code.

use detente::model::{
    Account, ActorId, PersonId, PersonRecord, Progress, Source, StateId, StateRecord, Visit,
    VisitForm, VisitId, VisitIdentity, VisitRecord,
};
use detente::{Dossier, UncertainDate, date, id};

use super::count::{alone, kept};

/// The most that a record with two accounts may keep, its texts and ids included.
const MOST: usize = 900;

/// The most that is kept of which ids a record names, once that was asked for.
#[cfg(feature = "json")]
const NAMED: usize = 60;

/// Of eight records four are visits; the others are one of each of these nouns.
#[cfg(feature = "json")]
const SECTIONS: [&str; 5] = ["visits", "tenures", "agreements", "ties", "statements"];

/// A dossier of `n` records. Each is told of by a list, and with more details by the press.
#[cfg(feature = "json")]
fn world(n: usize) -> String {
    let people: Vec<_> = (0..100).map(|i| format!(r#""person-{i}": {{}}"#)).collect();
    let states: Vec<_> = (0..50).map(|i| format!(r#""state-{i}": {{}}"#)).collect();
    let mut sections = SECTIONS.map(|_| Vec::new());
    for i in 0..n {
        let (person, state, other) = (i % 100, i % 50, (i + 1) % 50);
        let (year, month, day) = (1950 + i % 70, 1 + i % 12, 1 + i % 28);
        let on = format!("{year}-{month:02}-{day:02}");
        let later = format!("{}-{month:02}-{day:02}", year + 4);
        let (at, identity, list, press) = match i % 8 {
            0..4 => (
                0,
                format!(r#""guest": "person-{person}", "host": "state-{state}""#),
                format!(r#""progress": "planned", "planned": "{on}""#),
                format!(r#""progress": "held", "form": "state", "actual": "{on}""#),
            ),
            4 => (
                1,
                format!(
                    r#""person": "person-{person}", "office": "office", "criterion": "unstated""#
                ),
                format!(r#""from": "{on}""#),
                format!(r#""from": "{on}", "to": "{later}", "mode": "elected""#),
            ),
            5 => (
                2,
                format!(r#""parties": ["state-{state}", "state-{other}"]"#),
                r#""form": "treaty""#.to_owned(),
                r#""title": "A treaty of friendship""#.to_owned(),
            ),
            6 => (
                3,
                format!(r#""kind": "aid", "from": "state-{state}", "to": "state-{other}""#),
                format!(r#""during": "{on}/..""#),
                format!(r#""during": "{on}/{later}""#),
            ),
            _ => (
                4,
                format!(r#""speaker": "person-{person}", "act": "praises""#),
                format!(r#""when": "{on}", "about": ["state:state-{state}"]"#),
                format!(r#""when": "{on}", "gist": "a word of welcome""#),
            ),
        };
        let by = r#""by": "press", "locator": "P4""#;
        sections[at].push(format!(
            r#""record-{i:06}": {{{identity}, "accounts": [{{{list}}}, {{{by}, {press}}}]}}"#
        ));
    }
    let sections: Vec<_> = (SECTIONS.iter().zip(sections))
        .map(|(name, records)| format!(",\n\"{name}\": {{{}}}", records.join(",\n")))
        .collect();
    let sources = r#"{"list": {"published": "2020-01-01"}, "press": {"published": "2024-01-01"}}"#;
    format!(
        "{{\"detente\": 1, \"source\": \"list\", \"sources\": {sources},\n\"persons\": {{{}}}, \"states\": {{{}}},\n\"offices\": {{\"office\": {{\"of\": \"state-1\"}}}}{}}}",
        people.join(", "),
        states.join(", "),
        sections.join("")
    )
}

/// The visits of such a world, built in code.
fn built(n: usize) -> Result<Dossier, Box<dyn std::error::Error>> {
    let mut builder = Dossier::builder()
        .default_source(Source::new(id!("list")).published(date!("2020-01-01")))
        .source(Source::new(id!("press")).published(date!("2024-01-01")));
    for i in 0..100 {
        builder = builder.record(PersonRecord::new(PersonId::new(&format!("person-{i}"))?, ()));
    }
    for i in 0..50 {
        builder = builder.record(StateRecord::new(StateId::new(&format!("state-{i}"))?, ()));
    }
    for i in 0..n {
        let guest = PersonId::new(&format!("person-{}", i % 100))?;
        let host = ActorId::new(&format!("state-{}", i % 50))?;
        let day = format!("{}-{:02}-{:02}", 1950 + i % 70, 1 + i % 12, 1 + i % 28);
        let day: UncertainDate = day.parse()?;
        let plan = Account::new()
            .with(Visit::PROGRESS, Progress::Planned)
            .with(Visit::PLANNED, day.clone());
        let report = Account::by(id!("press")).locator("P4").with(Visit::PROGRESS, Progress::Held);
        let report = report.with(Visit::FORM, VisitForm::STATE).with(Visit::ACTUAL, day);
        let id = VisitId::new(&format!("record-{i:06}"))?;
        let visit = VisitRecord::new(id, VisitIdentity::new(guest, host));
        builder = builder.record(visit.account(plan).account(report));
    }
    Ok(builder.build()?)
}

fn keeps_little(what: &str, n: usize, make: impl FnOnce() -> Dossier) {
    let (dossier, bytes) = kept(make);
    let each = bytes / n;
    assert!(each <= MOST, "{what}: {each} bytes a record of {n}, more than {MOST}");
    // A view borrows; what it looks up by is prepared once for all views of a dossier.
    let (known, bytes) = kept(|| dossier.as_known_on(date!("2022-01-01")));
    assert!(bytes < 200, "{what}: {bytes} bytes for what was known on a day");
    assert!(known.person("person-1").is_ok());
}

#[cfg(feature = "json")]
#[test]
fn a_record_read_from_json_keeps_little() {
    let _alone = alone();
    for n in [1_000, 10_000] {
        let text = world(n);
        keeps_little("read", n, || Dossier::from_json(&text).expect("a dossier"));
    }
}

#[test]
fn a_record_built_in_code_keeps_little() {
    let _alone = alone();
    for n in [1_000, 10_000] {
        keeps_little("built", n, || built(n).expect("a dossier"));
    }
}

#[cfg(feature = "json")]
#[test]
fn what_names_an_id_is_kept_once_and_only_where_it_is_asked() {
    let _alone = alone();
    for n in [1_000, 10_000] {
        let known = Dossier::from_json(&world(n)).expect("a dossier").as_known();
        let (_, bytes) = kept(|| {
            let visit = known.visit("record-000000").expect("a visit");
            (visit.period(), known.disagreements().len(), known.statements().count())
        });
        assert!(bytes < 200, "{bytes} bytes for questions that need nothing kept, of {n} records");
        let ask = || {
            known.statements_by("person-7").count()
                + known.ties_between("state-6", "state-7").count()
        };
        let (found, bytes) = kept(ask);
        // Of four records one is a statement or a tie.
        let each = bytes / (n / 4);
        assert!(found > 0 && each <= NAMED, "{each} bytes for each of {} records", n / 4);
        assert_eq!(kept(ask), (found, 0), "asked again, of {n} records");
    }
}
