//! What the library finds: claims checked, disagreements, contradictions, changes, and what became of
//! what a source said.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, Render, html};

use super::html::{capital, day, fold, free, list, table};
use super::index::{PageIndex, plain};
use crate::knowledge::{
    ChangeKind, Checked, Claim, Contradiction, Disagreement, Knowledge, KnowledgeChange, Outcome,
    Scorecard, ScoredDetail, SuperlativeEvidence, Taken, Verdict, View,
};
use crate::model::{RecordRef, Superlative};
use crate::write::pictures::drawing::frame::count;

/// How many findings of a kind are shown at once.
const SHOWN: usize = 8;

/// Of how many records the changes are shown at once.
const OPEN: usize = 2;

/// Where sources disagree, and where records contradict each other.
pub(super) fn disagreements(index: &PageIndex<'_>) -> Markup {
    let disagreements = index.known.disagreements();
    let contradictions = index.known.contradictions();
    let rows = disagreements.iter().map(|one| disagreement(index, one)).collect::<Vec<_>>();
    let found = contradictions.iter().map(|one| contradiction(index, one)).collect::<Vec<_>>();
    let heads = ["About", "Taken", "And"];
    html! {
        @if !rows.is_empty() || !found.is_empty() {
            section id="disagreements" {
                h2 { "Where the sources disagree" }
                @if !rows.is_empty() {
                    p.lede { (capital(&count(rows.len(), "point"))) " on which what is told cannot all be true. What is taken stands first." }
                    @let (first, more) = rows.split_at(SHOWN.min(rows.len()));
                    (table("Disagreements", &heads, first))
                    @if !more.is_empty() {
                        (fold(format!("{} more", more.len()), &table("More disagreements", &heads, more)))
                    }
                }
                @if !found.is_empty() {
                    h3 { "Records that cannot all be true" }
                    (list(&found, SHOWN, "more"))
                }
            }
        }
    }
}

fn disagreement(index: &PageIndex<'_>, disagreement: &Disagreement<'_>) -> Vec<Markup> {
    let sides = disagreement.sides.iter().map(|side| {
        html! {
            @if side.denies { "not " }
            (index.words(&side.value)) " (" (index.by(side.by)) ")"
        }
    });
    let sides: Vec<_> = sides.collect();
    let (first, rest) = sides.split_at(1.min(sides.len()));
    let about = html! { (index.address(&disagreement.about)) ": " (plain(disagreement.detail)) };
    vec![about, list(first, 1, ""), list(rest, 3, "more")]
}

fn contradiction(index: &PageIndex<'_>, contradiction: &Contradiction) -> Markup {
    let (head, claims) = match contradiction {
        Contradiction::Superlative { statement, checked } => {
            return html! {
                (index.record(&statement.record)) ": " (claim(index, &checked.claim)) ", which "
                (in_short(checked.verdict)) (evidence(index, &checked.evidence))
            };
        }
        Contradiction::TwoOnly { subjects: [one, other], statements } => {
            let one = html! { (index.record(one)) " and " (index.record(other)) };
            (html! { (one) " are each said to be the only one" }, statements)
        }
        Contradiction::TwoHolders { office, criterion, tenures, on } => {
            let office = index.record(&RecordRef::from(office));
            (html! { "two hold " (office) " by " (criterion) " on " (on) }, tenures)
        }
        Contradiction::TwoHosts { guest, visits, on } => {
            let guest = index.record(&RecordRef::from(guest));
            (html! { (guest) " is at two hosts on " (on) }, visits)
        }
        Contradiction::AfterDeath { person, records, died, on } => {
            let person = index.record(&RecordRef::from(person));
            (html! { (person) ", dead by " (died) ", on " (on) }, records)
        }
    };
    html! {
        bdi { (head) }
        ul { @for claim in claims { li { bdi { (claimed(index, claim)) } } } }
    }
}

/// A record that takes part in a contradiction, and who tells of it.
fn claimed(index: &PageIndex<'_>, claim: &Claim) -> Markup {
    html! {
        (index.record(&claim.record))
        @for (at, by) in claim.by.iter().enumerate() { (if at == 0 { " (" } else { "; " }) (by) }
        @if !claim.by.is_empty() { ")" }
    }
}

/// The superlatives claimed, and what comes of checking them.
pub(super) fn superlatives(index: &PageIndex<'_>) -> Markup {
    let checked = index.known.statements().filter_map(|statement| {
        let checked = View::check(statement)?;
        Some(superlative(index, &statement.reference(), &checked))
    });
    let rows: Vec<_> = checked.collect();
    html! {
        @if !rows.is_empty() {
            section id="superlatives" {
                h2 { "First, last, only" }
                (table("Superlatives claimed, and checked", &["Claim", "It", "Because"], &rows))
            }
        }
    }
}

fn superlative(index: &PageIndex<'_>, statement: &RecordRef, checked: &Checked) -> Vec<Markup> {
    let what = html! { a href={ "#" (statement) } { (claim(index, &checked.claim)) } };
    vec![what, html! { strong { (in_short(checked.verdict)) } }, evidence(index, &checked.evidence)]
}

fn claim(index: &PageIndex<'_>, claim: &Superlative) -> Markup {
    free(&capital(&index.known.describe_claim(claim))).render()
}

fn in_short(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Fails => "does not hold",
        Verdict::NotCovered => "is not covered by what is told",
    }
}

fn evidence(index: &PageIndex<'_>, evidence: &[SuperlativeEvidence]) -> Markup {
    let dated = |record: &RecordRef| {
        let when = index.known.period_of(record).map(|period| period.in_words());
        html! { (index.record(record)) @if let Some(when) = when { ", " (free(&when)) } }
    };
    let lines = evidence.iter().map(|each| match each {
        SuperlativeEvidence::CounterExample(record) => html! { "against it: " (dated(record)) },
        SuperlativeEvidence::PossibleCounterExample(record) => {
            html! { "perhaps against it: " (dated(record)) }
        }
        SuperlativeEvidence::Predecessor(record, gap) => html! {
            "the one before: " (dated(record))
            @if let Some(gap) = gap { ", " (gap) " earlier" }
        },
        SuperlativeEvidence::Covers(source) => {
            html! { (index.source_by_id(source.as_str())) " lists all such things" }
        }
    });
    list(&lines.collect::<Vec<_>>(), 4, "more")
}

/// What has come to be known since an earlier day.
pub(super) fn changes(index: &PageIndex<'_>, earlier: &Knowledge) -> Markup {
    let changes = index.known.changes_since(earlier);
    let mut by_record: BTreeMap<&RecordRef, Vec<&KnowledgeChange>> = BTreeMap::new();
    for change in &changes {
        by_record.entry(&change.about.record).or_default().push(change);
    }
    // Those of which most is new come first.
    let mut by_record: Vec<_> = by_record.into_iter().collect();
    by_record.sort_by_key(|(_, changes)| Reverse(changes.len()));
    let since = earlier.known_on().map(|known| format!(" since {}", day(known)));
    html! {
        section id="changes" {
            h2 { "What is new" (since.unwrap_or_default()) }
            @if changes.is_empty() { p { "Nothing." } }
            @else {
                p.lede { (capital(&count(changes.len(), "change"))) " to " (count(by_record.len(), "record")) "." }
            }
            @for (at, (record, changes)) in by_record.iter().enumerate() {
                (changes_of(index, record, changes, at < OPEN))
            }
        }
    }
}

fn changes_of(
    index: &PageIndex<'_>,
    record: &RecordRef,
    changes: &[&KnowledgeChange],
    is_open: bool,
) -> Markup {
    let name = capital(&index.described(record));
    let lines: Vec<_> = changes.iter().map(|each| change(index, each)).collect();
    html! {
        details open=[is_open.then_some("")] {
            summary { (free(&name)) " " span.said { (count(lines.len(), "change")) } }
            p.facts { "Card: " (index.record(record)) }
            ul { @for line in &lines { li { (line) } } }
        }
    }
}

fn change(index: &PageIndex<'_>, change: &KnowledgeChange) -> Markup {
    html! {
        @if let Some((list, _)) = &change.about.part {
            (plain(list)) ", " (index.part(&change.about)) ": "
        }
        @match &change.kind {
            ChangeKind::NewlyKnown { affirmed, by, details } => {
                @if *affirmed { "newly told" } @else { "newly told of, and denied" }
                @for (at, taken) in details.iter().enumerate() {
                    (if at == 0 { ": " } else { "; " }) (value(index, taken))
                }
                " ("
                @for (at, by) in by.iter().enumerate() {
                    @if at > 0 { "; " }
                    (index.attribution(by))
                }
                ")"
            },
            ChangeKind::NoLongerKnown => "no longer told of",
            ChangeKind::TakenBack => "taken back by all who told of it",
            ChangeKind::Affirmed => "said to be so, as nobody said before",
            ChangeKind::Added(taken) => { (value(index, taken)) (by(index, taken)) },
            ChangeKind::Changed { from, to, why } => {
                (value(index, from)) (by(index, from)) " → " (index.words(&to.value)) (by(index, to))
                ": " em { (why) }
            },
            ChangeKind::Undecided { was, between } => {
                (plain(between.first().map_or("", |taken| taken.detail))) ": undecided between "
                @for (at, taken) in between.iter().enumerate() {
                    @if at > 0 { " and " }
                    (index.words(&taken.value)) (by(index, taken))
                }
                @if let Some(was) = was { "; it was " (index.words(&was.value)) }
            },
            ChangeKind::Decided(taken) => { (value(index, taken)) (by(index, taken)) ": decided" },
            ChangeKind::Dropped(taken) => { (value(index, taken)) ": taken back, and nothing else told" },
            ChangeKind::Contested(taken) => { (value(index, taken)) ": now contested" },
            ChangeKind::NoLongerContested(taken) => { (value(index, taken)) ": no longer contested" },
            ChangeKind::Status { between, from, to } => {
                "status " (from) " → " strong { (to) } ", between "
                @for (at, (one, other)) in between.iter().enumerate() {
                    @if at > 0 { "; " }
                    (index.actor(one)) " and " (index.actor(other))
                }
            },
        }
    }
}

fn value(index: &PageIndex<'_>, taken: &Taken) -> Markup {
    html! { (plain(taken.detail)) " " (index.words(&taken.value)) }
}

fn by(index: &PageIndex<'_>, taken: &Taken) -> Markup {
    html! { @if let Some(by) = &taken.by { " (" (index.attribution(by)) ")" } }
}

/// Where the scorecard of a source is found.
pub(super) fn scorecard_anchor(card: &Scorecard<'_>) -> String {
    format!("scorecard:{}", card.source.id)
}

/// What has become of what a source said.
pub(super) fn scorecard(index: &PageIndex<'_>, card: &Scorecard<'_>) -> Markup {
    let counts = Outcome::ALL.iter().map(|outcome| (*outcome, card.count(*outcome)));
    let counts: Vec<_> = counts.filter(|(_, count)| *count > 0).collect();
    html! {
        section id=(scorecard_anchor(card)) {
            h2 { "What became of it: " (index.source(card.source)) }
            p.lede {
                @for (at, (outcome, count)) in counts.iter().enumerate() {
                    @if at > 0 { ", " }
                    (count) " " (outcome)
                }
                @if counts.is_empty() { "It says nothing that can be held against it." } @else { "." }
            }
            @for (outcome, number) in &counts {
                @let scores: Vec<_> = card.of(*outcome).map(|one| score(index, one)).collect();
                @let is_open = !matches!(outcome, Outcome::Confirmed | Outcome::Open);
                details open=[is_open.then_some("")] {
                    summary { (capital(&outcome.to_string())) ", " (number) }
                    ul { @for score in &scores { li { (score) } } }
                }
            }
        }
    }
}

fn score(index: &PageIndex<'_>, score: &ScoredDetail<'_>) -> Markup {
    html! {
        (index.address(&score.about)) ": "
        @match score.detail {
            None => { "that it is " @if score.denies { "not " } (free(score.value.as_str())) },
            Some(detail) if score.checked.is_some() => (plain(detail)),
            Some(detail) => { (plain(detail)) " " @if score.denies { "not " } (index.words(&score.value)) },
        }
        @if let Some(checked) = &score.checked { (evidence(index, &checked.evidence)) }
        @if !score.evidence.is_empty() {
            ul {
                @for word in &score.evidence {
                    li {
                        (if word.confirms { "borne out: " } else { "against it: " })
                        @if word.about != score.about { (index.address(&word.about)) ": " }
                        @if word.denies { "not " }
                        (index.words(&word.value)) " (" (index.by(word.by)) ")"
                    }
                }
            }
        }
    }
}
