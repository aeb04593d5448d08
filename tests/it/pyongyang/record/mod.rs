//! The record that other sources give of the visit, its treaty, the people and their words: facts
//! F1 to F110, each told by its sources and asked for through the public API on the days it was
//! known.

mod merged;
mod offices;
mod over_time;
mod positions;
mod questions;
mod treaty;
mod trip;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use detente::knowledge::{CitedAccount, PartView, Resolution};
use detente::model::{Act, Provenance, Value};
use detente::time::{Moment, NaiveDate, Period, UncertainDate};
use detente::{Dossier, Knowledge, date};
use support::pyongyang::{RECORD as TEXT, read};

static RECORD: LazyLock<Dossier> = LazyLock::new(|| read(TEXT));

/// What could be known on a day.
fn on(day: NaiveDate) -> Knowledge {
    RECORD.as_known_on(day)
}

/// The last days before the landing in Pyongyang, after the visit, and around entry into force.
const EVE: NaiveDate = date!("2024-06-17");
const AFTER: NaiveDate = date!("2024-06-20");
const EXCHANGE: NaiveDate = date!("2024-12-04");
const REPORTED: NaiveDate = date!("2024-12-05");

/// The numbers of the facts that an account encodes.
fn facts(provenance: &Provenance) -> BTreeSet<String> {
    let facts = provenance.x("fact").map(ToString::to_string).unwrap_or_default();
    facts.split_whitespace().map(str::to_owned).collect()
}

/// The value taken is this one, and somebody tells it as this fact.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "it is made for the call")]
fn gives<T: Value>(detail: Resolution<'_, T>, fact: &str, value: &str) {
    let chosen = detail.chosen.expect("somebody tells it");
    assert_eq!(chosen.value().to_string(), value, "{}", detail.detail);
    let beaten = detail.beaten.iter().map(|beaten| &beaten.value);
    let mut alike = beaten.chain([&chosen]).filter(|told| told.value() == chosen.value());
    assert!(alike.any(|told| facts(told.provenance()).contains(fact)), "{fact}: {chosen:?}");
}

/// Every value told, each once, by the sources that tell it; in the order of the values.
fn sides<T: Value>(detail: &Resolution<'_, T>) -> Vec<(String, Vec<String>)> {
    let told = detail.chosen.iter().chain(&detail.undecided);
    let told = told.chain(detail.beaten.iter().map(|beaten| &beaten.value));
    let mut sides: Vec<(String, Vec<String>)> = Vec::new();
    for told in told {
        let (value, source) = (told.value().to_string(), told.source().id.to_string());
        match sides.iter_mut().find(|(other, _)| *other == value) {
            Some((_, sources)) => sources.push(source),
            None => sides.push((value, vec![source])),
        }
    }
    for (_, sources) in &mut sides {
        sources.sort_unstable();
    }
    sides.sort_unstable();
    sides
}

/// The values and sources, as [`sides`] gives them.
fn expect(sides: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    sides.iter().map(|(value, sources)| ((*value).to_owned(), owned(sources))).collect()
}

/// The act with this key is told as this fact, and was done on this day.
#[track_caller]
fn act(act: PartView<'_, Act>, fact: &str, day: &str) {
    assert!(act.is_done().is_certain(), "{}", act.key());
    gives(act.explain(Act::WHEN), fact, day);
}

#[test]
fn every_fact_is_told() {
    let known = RECORD.as_known();
    let told: BTreeSet<String> =
        known.accounts().iter().flat_map(|account| facts(account.by.provenance)).collect();
    let all: BTreeSet<String> = (1..=110).map(|number| format!("F{number}")).collect();
    let missing: Vec<&String> = all.difference(&told).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let unheard: Vec<&String> = told.difference(&all).collect();
    assert!(unheard.is_empty(), "{unheard:?}");
}

#[test]
fn it_is_written_back_without_loss() {
    let again = Dossier::from_json(&RECORD.to_json()).expect("it reads");
    assert_eq!(again, *RECORD);
}

#[test]
fn every_source_says_what_it_is_and_when() {
    // The article is told of here by its parent alone.
    for source in RECORD.sources().iter().filter(|source| source.id != "article") {
        assert!(source.title.is_some(), "{}", source.id);
        let undated = ["general-knowledge", "s-sentinel"].contains(&source.id.as_str());
        assert_eq!(source.published.is_none(), undated, "{}", source.id);
        assert_eq!(source.published_basis.is_none(), undated, "{}", source.id);
    }
}

#[test]
fn no_source_tells_of_a_deed_before_its_day() {
    let known = RECORD.as_known();
    let mut dated = 0;
    for account in known.accounts() {
        let Some(published) = account.by.source.published.as_ref().and_then(UncertainDate::latest)
        else {
            continue;
        };
        // The day is that at the place, which may begin before that where the source is.
        let abroad = published.succ_opt().expect("not the last day");
        for begins in deeds(&account) {
            dated += 1;
            assert!(begins <= abroad, "{} tells on {published} of {begins}", account.about);
        }
    }
    assert!(dated > 250, "{dated}");
}

/// The first days on which what an account tells of as done can have been done.
fn deeds(account: &CitedAccount<'_>) -> Vec<NaiveDate> {
    let progress = account.details.iter().find(|(name, _)| *name == "progress");
    let done = progress.is_none_or(|(_, stage)| ["held", "under way"].contains(&stage.as_str()));
    let names: &[&str] = if done { &["actual", "when", "from"] } else { &[] };
    let told = account.details.iter().filter(|(name, _)| names.contains(name));
    let first = |text: &str| {
        let instant = text.split(" (").next().unwrap_or(text);
        let moment = instant.parse::<Moment>().ok().and_then(|at| at.date().earliest());
        moment.or_else(|| text.parse::<Period>().ok()?.earliest())
    };
    told.filter_map(|(_, text)| first(text)).collect()
}
