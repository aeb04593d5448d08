//! Evidence cards: of one record what is taken, what that was taken over, and every account.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::html::{capital, fold, free, list, table};
use super::index::{PageIndex, plain};
use crate::knowledge::{Accounted, Entry, Fate, PartSheet, Reading, Sheet, Worded};
use crate::model::{Certainty, Provenance, Scalar, Stance};
use crate::time::UncertainDate;
use crate::write::pictures::drawing::frame::count;

/// How many values that were beaten are shown at once.
const FEW: usize = 4;

/// The card of a record.
pub(super) fn card(index: &PageIndex<'_>, sheet: &Sheet<'_>, pictures: &Markup) -> Markup {
    let title = capital(&index.described(&sheet.record));
    html! {
        article.card id=(sheet.record) {
            h4 { span.noun { (sheet.record.noun().in_words()) } " " (free(&title)) }
            p.facts {
                code { (sheet.record) }
                @for (field, words) in &sheet.identity {
                    " · " (plain(field)) " " (index.words(words))
                }
                " · " (told_by(sheet))
            }
            (standing(index, &sheet.whole))
            (readings(index, &html! { (free(&title)) }, &sheet.whole))
            @for part in &sheet.parts { (part_card(index, part)) }
            (pictures)
            (accounts(index, sheet))
        }
    }
}

fn part_card(index: &PageIndex<'_>, part: &PartSheet<'_>) -> Markup {
    let name = html! { (plain(part.list)) ": " (index.words(&part.key)) };
    html! {
        section.part {
            h5 { (capital(&plain(part.list))) ": " (index.words(&part.key)) }
            (standing(index, &part.entry))
            @if part.entry.readings.is_empty() && part.entry.denials.is_empty() {
                p.told { "Told by " (tellers(index, &part.entry)) "." }
            }
            (readings(index, &name, &part.entry))
        }
    }
}

fn entries<'s, 'k>(sheet: &'s Sheet<'k>) -> impl Iterator<Item = &'s Entry<'k>> {
    std::iter::once(&sheet.whole).chain(sheet.parts.iter().map(|part| &part.entry))
}

/// How many accounts there are, and by how many sources.
fn told_by(sheet: &Sheet<'_>) -> String {
    let accounts: Vec<_> = entries(sheet).flat_map(|entry| &entry.accounts).collect();
    let sources: BTreeSet<_> = accounts.iter().map(|account| &account.by.source.id).collect();
    format!("{} by {}", count(accounts.len(), "account"), count(sources.len(), "source"))
}

/// The sources that tell of something, each once.
fn tellers(index: &PageIndex<'_>, entry: &Entry<'_>) -> Markup {
    let mut seen = BTreeSet::new();
    let first = entry.accounts.iter().filter(|account| seen.insert(&account.by.source.id));
    let first: Vec<_> = first.collect();
    html! {
        @for (at, account) in first.iter().enumerate() {
            @if at > 0 { "; " }
            (index.by(account.by))
        }
    }
}

/// Whether there is such a thing at all, where that is in doubt.
fn standing(index: &PageIndex<'_>, entry: &Entry<'_>) -> Markup {
    let has_accounts = !entry.accounts.is_empty();
    html! {
        @if !entry.denials.is_empty() {
            p.doubt {
                strong { (if entry.is_affirmed { "Denied" } else { "Only denied" }) } " by "
                @for (at, denial) in entry.denials.iter().enumerate() {
                    @if at > 0 { "; " }
                    (index.source(denial.source)) (index.via(denial.provenance.via()))
                }
                "."
            }
        } @else if has_accounts && !entry.is_affirmed {
            p.doubt { strong { "Taken back" } " by those who told of it." }
        }
    }
}

fn readings(index: &PageIndex<'_>, name: &Markup, entry: &Entry<'_>) -> Markup {
    let rows = entry.readings.iter().map(|reading| {
        let detail = html! { (plain(reading.detail)) };
        vec![detail, taken(index, reading), whose(index, reading)]
    });
    let rows: Vec<_> = rows.collect();
    html! {
        @if !rows.is_empty() {
            div.readings { (table(html! { "What is taken: " (name) }, &["Detail", "Taken", "From"], &rows)) }
        }
    }
}

fn taken(index: &PageIndex<'_>, reading: &Reading<'_>) -> Markup {
    html! {
        @match &reading.chosen {
            Some(chosen) => {
                (index.words(&chosen.value))
                @if reading.is_contested { " " span.mark { "contested" } }
                @if let Some(said) = chosen.by.provenance.as_said(reading.detail) {
                    " " span.said { "said as “" (free(said.words())) "”" }
                }
            },
            None if reading.others.iter().any(|(_, fate)| matches!(fate, Fate::Undecided)) => {
                span.mark { "undecided" }
            },
            None => span.said { "nobody’s word stands" },
        }
    }
}

/// Whose word was taken, and over which others.
fn whose(index: &PageIndex<'_>, reading: &Reading<'_>) -> Markup {
    let is_alike = |fate: &Fate| matches!(fate, Fate::Alike);
    let (alike, over): (Vec<_>, Vec<_>) =
        reading.others.iter().partition(|(_, fate)| is_alike(fate));
    let over: Vec<_> = over.iter().map(|(word, fate)| beaten(index, word, *fate)).collect();
    let alike: Vec<_> = alike.iter().map(|(word, _)| index.by(word.by)).collect();
    html! {
        @if let Some(chosen) = &reading.chosen { (index.by(chosen.by)) }
        @if over.len() > FEW { (fold(format!("over {}", count(over.len(), "other")), &list(&over, usize::MAX, ""))) }
        @else { (list(&over, FEW, "")) }
        @if alike.len() > 1 { (fold(format!("and {} alike", count(alike.len(), "account")), &list(&alike, usize::MAX, ""))) }
        @else if let Some(alike) = alike.first() { div { "and " (alike) } }
    }
}

fn beaten(index: &PageIndex<'_>, word: &Worded<'_>, fate: Fate) -> Markup {
    let lead = match fate {
        Fate::Alike | Fate::Beaten(_) => "over: ",
        Fate::Undecided => "between: ",
        Fate::Denied => "denied: ",
        Fate::Replaced => "since replaced: ",
        Fate::Stale => "stale, since replaced at its root: ",
        Fate::Drifted => "other than what it rests on: ",
    };
    html! {
        (lead) (index.words(&word.value)) " (" (index.by(word.by)) ")"
        @if let Fate::Beaten(reason) = fate { ": " em { (reason) } }
    }
}

/// Every account of the record and its parts.
fn accounts(index: &PageIndex<'_>, sheet: &Sheet<'_>) -> Markup {
    let parts = sheet.parts.iter().map(|part| (Some(part), &part.entry));
    let all = std::iter::once((None, &sheet.whole)).chain(parts);
    let number = entries(sheet).map(|entry| entry.accounts.len()).sum();
    let content = html! {
        ol.accounts {
            @for (part, entry) in all {
                @for told in &entry.accounts { li.account { (account(index, part, told)) } }
            }
        }
    };
    fold(format!("{} in full", count(number, "account")), &content)
}

fn account(index: &PageIndex<'_>, part: Option<&PartSheet<'_>>, told: &Accounted<'_>) -> Markup {
    let provenance = told.by.provenance;
    html! {
        p.teller {
            (index.source(told.by.source))
            @if let Some(locator) = provenance.locator() { ", " (free(locator)) }
            (index.via(provenance.via()))
            (manner(provenance))
            @if let Some(part) = part { " · " (plain(part.list)) ": " (index.words(&part.key)) }
        }
        @if let Some(quote) = provenance.quote() { blockquote { p { "“" (free(quote)) "”" } } }
        @if told.details.is_empty() { p.said { "No more than that there is such a thing." } }
        @else {
            dl {
                @for (detail, words) in &told.details {
                    dt { (plain(detail)) }
                    dd {
                        (index.words(words))
                        @if let Some(said) = provenance.as_said(detail) {
                            " " span.said { "said as “" (free(said.words())) "”" }
                        }
                    }
                }
            }
        }
        @if let Some(note) = provenance.note() { p.note { "Note: " (free(note)) } }
        (own_fields(provenance))
        p.published { (published(told)) }
    }
}

/// How an account stands to what it says, and how surely it says it.
fn manner(provenance: &Provenance) -> Markup {
    html! {
        @match provenance.stance() {
            Stance::Affirms => {},
            stance => { " " span.mark { (stance) } },
        }
        @if provenance.certainty() != Certainty::Unstated { " " span.mark { (provenance.certainty()) } }
        @if let Some(likelihood) = provenance.likelihood() { " " span.mark { (free(&likelihood.word)) } }
        @if let Some(as_of) = provenance.as_of() { " " span.mark { "as of " (as_of.date().in_words()) } }
    }
}

fn own_fields(provenance: &Provenance) -> Markup {
    let fields: Vec<(&str, &Scalar)> = provenance.own_fields().collect();
    html! {
        @if !fields.is_empty() {
            p.note {
                @for (at, (name, value)) in fields.iter().enumerate() {
                    @if at > 0 { ", " }
                    (free(name)) ": " (free(&value.to_string()))
                }
            }
        }
    }
}

fn published(told: &Accounted<'_>) -> String {
    let basis =
        told.by.source.published_basis.map(|basis| format!(" ({basis})")).unwrap_or_default();
    match told.by.source.published.as_ref().map(UncertainDate::in_words) {
        Some(day) => format!("Published {day}{basis}"),
        None => "Day of publication not known".to_owned(),
    }
}
