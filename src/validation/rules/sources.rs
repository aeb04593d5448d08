//! Rules about sources: when they told, after whom, and whether anything rests on them.

use std::collections::{HashMap, HashSet};

use crate::dossier::{Dossier, IssueCode};
use crate::model::{NounKind, Source};
use crate::time::UncertainDate;
use crate::validation::findings::{Findings, IssuePlace};
use crate::validation::times::next_day;

fn at(source: &Source) -> IssuePlace<'_> {
    IssuePlace::record(NounKind::Source, source.id.as_str())
}

/// How many accounts each source gives, by its position.
struct Tellers(HashMap<u32, usize>);

impl Tellers {
    fn of(dossier: &Dossier) -> Self {
        let mut tellers = HashMap::new();
        for record in dossier.sections().erased().into_iter().flatten() {
            record.each_provenance(&mut |provenance| {
                *tellers.entry(provenance.slot.source).or_default() += 1;
            });
        }
        Self(tellers)
    }
}

pub(crate) fn unattributed(findings: &mut Findings<'_>) {
    let dossier = findings.known.dossier();
    if !dossier.sources().iter().any(Source::is_unattributed) {
        return;
    }
    let tellers = Tellers::of(dossier);
    for (position, source) in (0u32..).zip(dossier.sources()) {
        let Some(number) = tellers.0.get(&position).filter(|_| source.is_unattributed()) else {
            continue;
        };
        let accounts = if *number == 1 { "account" } else { "accounts" };
        let found = format!("{number} {accounts} without a source");
        let expected = "a source: \"by\" in each, or \"source\" for the whole dossier";
        findings.add(IssueCode::Unattributed, at(source), "", found, expected);
    }
}

pub(crate) fn undated(findings: &mut Findings<'_>) {
    // Of nobody no day can be told.
    let sources = findings.known.dossier().sources().iter();
    for source in sources.filter(|source| !source.is_unattributed()) {
        let date = source.published.as_ref();
        let found = match date {
            None => "no day of publication",
            Some(date) if date.earliest().is_none() && date.latest().is_none() => "any day at all",
            Some(_) => continue,
        };
        let expected = "\"published\", a day or bounds for one";
        findings.add(IssueCode::UndatedSource, at(source), "", found, expected);
    }
}

/// Nothing rests on a source by which nobody tells, from which none derives and which covers nothing.
pub(crate) fn unused(findings: &mut Findings<'_>) {
    let dossier = findings.known.dossier();
    let tellers = Tellers::of(dossier);
    let origins: HashSet<&str> =
        dossier.sources().iter().filter_map(|s| Some(s.derived_from.as_ref()?.as_str())).collect();
    for (position, source) in (0u32..).zip(dossier.sources()) {
        let used = tellers.0.contains_key(&position) || origins.contains(source.id.as_str());
        if !used && source.covers.is_empty() {
            let expected = "an account by it, or no such source";
            findings.add_key(IssueCode::UnusedSource, at(source), "a source never used", expected);
        }
    }
}

pub(crate) fn derived_before_origin(findings: &mut Findings<'_>) {
    let dossier = findings.known.dossier();
    for source in dossier.sources() {
        let origin = source.derived_from.as_ref().and_then(|id| dossier.source(id.as_str()));
        let by = source.published.as_ref().and_then(UncertainDate::latest);
        let from = origin.and_then(|o| o.published.as_ref()).and_then(UncertainDate::earliest);
        // A day is allowed for zones of time.
        let Some((by, from)) = by.zip(from).filter(|(by, from)| next_day(*by) < *from) else {
            continue;
        };
        let found = format!("published by {by}, derived from a source of {from} or later");
        let expected = "a source that was there before";
        findings.add(IssueCode::DerivedBeforeOrigin, at(source), "derived_from", found, expected);
    }
}

pub(crate) fn covers_nothing(findings: &mut Findings<'_>) {
    for source in findings.known.dossier().sources() {
        if source.covers.iter().any(|covers| covers.during.is_empty()) {
            let found = "a claim to tell everything, for no time";
            let expected = "\"during\", one period at least";
            findings.add(IssueCode::CoversNothing, at(source), "covers", found, expected);
        }
    }
}
