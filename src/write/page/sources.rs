//! The sources of a page: what each is, where it can be read, and what rests on it.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, Render, html};

use super::html::{capital, free, list};
use super::index::PageIndex;
use crate::knowledge::{Knowledge, Sheet};
use crate::model::{RecordRef, Source};
use crate::time::UncertainDate;
use crate::write::pictures::drawing::frame::count;

/// How many records that rest on a source are listed at once.
const SHOWN: usize = 6;

/// The sources that tell of these records, and those that they rest on, by id.
pub(super) fn told_in<'k>(known: &'k Knowledge, sheets: &[Sheet<'k>]) -> Vec<&'k Source> {
    let mut sources: BTreeMap<&str, &Source> = BTreeMap::new();
    let told = sheets.iter().flat_map(accounts);
    let mut todo: Vec<&Source> = told.map(|(source, _)| source).collect();
    while let Some(source) = todo.pop() {
        if sources.insert(source.id.as_str(), source).is_none() {
            let parent = source.derived_from.as_ref();
            todo.extend(parent.and_then(|id| known.dossier().source(id.as_str())));
        }
    }
    sources.into_values().collect()
}

/// Adds the sources that give no account and list all there is of something, if they had by then.
pub(super) fn add_covering<'k>(known: &'k Knowledge, sources: &mut Vec<&'k Source>) {
    let is_told = |source: &Source| {
        let latest = source.published.as_ref().and_then(UncertainDate::latest);
        let by_then = known.known_on().is_none_or(|day| latest.is_some_and(|latest| latest <= day));
        by_then && known.listens_to_source(source)
    };
    let covering = known.dossier().sources().iter().filter(|source| !source.covers.is_empty());
    for source in covering.filter(|source| is_told(source)) {
        if let Err(at) = sources.binary_search_by(|one| one.id.cmp(&source.id)) {
            sources.insert(at, source);
        }
    }
}

fn accounts<'s, 'k>(sheet: &'s Sheet<'k>) -> impl Iterator<Item = (&'k Source, &'s RecordRef)> {
    let entries = std::iter::once(&sheet.whole).chain(sheet.parts.iter().map(|part| &part.entry));
    entries.flat_map(|entry| &entry.accounts).map(|account| (account.by.source, &sheet.record))
}

/// Every source, with what rests on it; one is made at a time.
pub(super) struct SourceList<'s> {
    pub(super) index: &'s PageIndex<'s>,
    pub(super) sheets: &'s [Sheet<'s>],
    pub(super) sources: &'s [&'s Source],
}

impl Render for SourceList<'_> {
    fn render_to(&self, page: &mut String) {
        let mut records: BTreeMap<&str, BTreeSet<&RecordRef>> = BTreeMap::new();
        for (source, record) in self.sheets.iter().flat_map(accounts) {
            records.entry(source.id.as_str()).or_default().insert(record);
        }
        let nothing = BTreeSet::new();
        page.push_str("<section id=\"sources\"><h2>Sources</h2>");
        for source in self.sources {
            let records = records.get(source.id.as_str()).unwrap_or(&nothing);
            entry(self.index, source, records).render_to(page);
        }
        page.push_str("</section>");
    }
}

fn entry(index: &PageIndex<'_>, source: &Source, records: &BTreeSet<&RecordRef>) -> Markup {
    let title = source.title.as_deref().unwrap_or(source.id.as_str());
    let published = source.published.as_ref().map(UncertainDate::in_words);
    let rests: Vec<_> = records.iter().map(|record| index.record(record)).collect();
    html! {
        article.card id={ "source:" (source.id) } {
            h3 { (free(title)) }
            p.facts {
                code { (source.id) }
                @if let Some(publisher) = &source.publisher { " · " (free(publisher)) }
                @if let Some(published) = published {
                    " · " (published)
                    @if let Some(basis) = source.published_basis { " (" (basis) ")" }
                } @else { " · day of publication not known" }
                @if let Some(language) = &source.language { " · in " (free(language)) }
                @if let Some(grade) = &source.reliability { " · held to be " (free(&grade.to_string())) }
                @if let Some(parent) = &source.derived_from {
                    " · rests on " (index.source_by_id(parent.as_str()))
                }
                @if let Some(actor) = &source.voice_of { " · speaks for " (index.covered(actor.as_str())) }
            }
            @if let Some(url) = &source.url { p { (address(url)) } }
            @for covers in &source.covers {
                p.note {
                    "Lists all " (covers.noun.section().replace('_', " "))
                    @for (at, of) in covers.of.iter().enumerate() {
                        (if at == 0 { " of " } else if covers.together { " and " } else { " or " })
                        (index.covered(of))
                    }
                    @for period in &covers.during { ", " (period.in_words()) }
                }
            }
            @if let Some(note) = &source.note { p.note { "Note: " (free(note)) } }
            @if !rests.is_empty() {
                p.rests { (capital(&count(rests.len(), "record"))) " told of here:" }
                (list(&rests, SHOWN, "more"))
            }
        }
    }
}

/// An address as a link, if it leads to the web; else as text.
fn address(url: &str) -> Markup {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_web = matches!(scheme.as_deref(), Some("http" | "https"));
    html! {
        @if is_web { a href=(url) rel="noopener noreferrer nofollow" { (free(url)) } }
        @else { (free(url)) }
    }
}
