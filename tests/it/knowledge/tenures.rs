//! Who holds an office on a day, by which criterion, under which title.

use detente::model::{Criterion, Tenure, TenureMode};
use detente::{Dossier, Truth, date, id};

use support::world::dossier;

fn offices(tenures: &str) -> Dossier {
    dossier(&format!(
        r#""offices": {{"venezuela/president": {{"of": "venezuela"}}}}, "tenures": {{{tenures}}}"#
    ))
}

fn tenure(id: &str, person: &str, criterion: &str, rest: &str) -> String {
    format!(
        r#""{id}": {{"person": "{person}", "office": "venezuela/president", "criterion": "{criterion}"{rest}}}"#
    )
}

fn holders(dossier: &Dossier, on: &str, by: &Criterion) -> Vec<(String, Truth)> {
    let known = dossier.as_known();
    let holders = known.holders("venezuela/president", on.parse().unwrap(), by).unwrap();
    holders.iter().map(|holder| (holder.tenure.person().to_string(), holder.holds)).collect()
}

fn is(person: &str, holds: Truth) -> Vec<(String, Truth)> {
    vec![(person.to_owned(), holds)]
}

#[test]
fn the_holder_depends_on_the_criterion() {
    let dossier = offices(
        &[
            tenure(
                "control",
                "maduro",
                "effective_control",
                r#", "from": "2013-04-19", "to": "open""#,
            ),
            tenure("claim", "guaido", "own_claim", r#", "from": "2019-01-23", "to": "2023-01-05""#),
            tenure(
                "us",
                "guaido",
                "recognised_by united-states",
                r#", "from": "2019-01-23", "to": "2023-01-05""#,
            ),
            tenure(
                "russia",
                "maduro",
                "recognised_by russia",
                r#", "from": "2013-04-19", "to": "open""#,
            ),
        ]
        .join(", "),
    );
    let on = "2020-01-01";
    assert_eq!(holders(&dossier, on, &Criterion::EffectiveControl), is("maduro", Truth::Yes));
    assert_eq!(holders(&dossier, on, &Criterion::OwnClaim), is("guaido", Truth::Yes));
    let by_us = Criterion::RecognisedBy(id!("united-states"));
    assert_eq!(holders(&dossier, on, &by_us), is("guaido", Truth::Yes));
    assert_eq!(holders(&dossier, "2018-01-01", &by_us), []);
    let by_russia = Criterion::RecognisedBy(id!("russia"));
    assert_eq!(holders(&dossier, on, &by_russia), is("maduro", Truth::Yes));
}

#[test]
fn uncertain_ends_leave_it_open() {
    let control = Criterion::EffectiveControl;
    let both = [
        tenure("a", "maduro", "effective_control", r#", "from": "2013-04-19", "to": "2024-06""#),
        tenure("b", "guaido", "effective_control", r#", "from": "2024-06", "to": "open""#),
    ];
    let dossier = offices(&both.join(", "));
    let on = |day| holders(&dossier, day, &control);
    assert_eq!(on("2024-05-31"), is("maduro", Truth::Yes));
    let (a, b) = (is("maduro", Truth::Maybe), is("guaido", Truth::Maybe));
    assert_eq!(on("2024-06-15"), [a, b].concat());
    assert_eq!(on("2024-06-30"), [is("guaido", Truth::Yes), is("maduro", Truth::Maybe)].concat());
    assert_eq!(on("2024-07-01"), is("guaido", Truth::Yes));
}

#[test]
fn still_so_when_last_heard_is_no_end() {
    let rest = r#", "from": "2013-04-19", "to": "still 2024-06-17""#;
    let dossier = offices(&tenure("t", "maduro", "unstated", rest));
    let on = |day| holders(&dossier, day, &Criterion::Unstated);
    assert_eq!(on("2024-06-17"), is("maduro", Truth::Yes));
    assert_eq!(on("2024-06-18"), is("maduro", Truth::Maybe));
}

#[test]
fn a_tenure_only_denied_is_none() {
    let rest = r#", "stance": "denies", "from": "2019-01-23", "to": "open""#;
    let dossier = offices(&tenure("t", "guaido", "own_claim", rest));
    assert_eq!(holders(&dossier, "2020-01-01", &Criterion::OwnClaim), []);
}

#[test]
fn acting_and_reappointed() {
    let rest = r#", "mode": "acting", "from": "2013-03-05", "to": "open", "reappointed": ["2019-01-10", "2025-01-10"]"#;
    let dossier = offices(&tenure("t", "maduro", "effective_control", rest));
    let known = dossier.as_known();
    let tenure = known.tenures_of("maduro").next().unwrap();
    assert_eq!(tenure.get(Tenure::MODE), Some(&TenureMode::Acting));
    assert_eq!(tenure.get(Tenure::REAPPOINTED).unwrap().items().len(), 2);
    assert_eq!(tenure.period().contains(date!("2022-01-01")), Truth::Yes, "one unbroken hold");
}

#[test]
fn an_office_goes_on_under_another_title() {
    let dossier = dossier(
        r#""offices": {"north-korea/head": {"of": "north-korea", "title": "head", "titles": {
            "commission": {"title": "Chairman of the Commission", "from": "2016-06-29", "to": "2021-09-28"},
            "president": {"title": "President of the State Affairs", "from": "2021-09-29", "to": "open"}}}},
        "tenures": {"t": {"person": "kim", "office": "north-korea/head", "criterion": "effective_control",
            "from": "2016-06-29", "to": "open"}}"#,
    );
    let known = dossier.as_known();
    let office = known.office("north-korea/head").unwrap();
    assert_eq!(office.title_on(date!("2020-01-01")), Some("Chairman of the Commission"));
    assert_eq!(office.title_on(date!("2024-01-01")), Some("President of the State Affairs"));
    assert_eq!(office.title_on(date!("2010-01-01")), Some("head"));
    let control = Criterion::EffectiveControl;
    for on in [date!("2020-01-01"), date!("2024-01-01")] {
        let holders = known.holders("north-korea/head", on, &control).unwrap();
        assert_eq!(holders[0].tenure.person(), &"kim");
    }
}
