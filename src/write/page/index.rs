//! The index of a page: what has a card in it, and how records, actors and sources are named and
//! linked.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;
use maud::{Markup, html};

use super::html::{capital, free};
use crate::knowledge::{Attribution, Citation, Knowledge, Piece, Sheet, Words};
use crate::model::{
    Address, Certainty, CitedSpeaker, IdSpace, NounKind, RecordRef, Source, Stance,
};
use crate::time::UncertainDate;

/// The longest title by which a source without a publisher is called in passing.
const SHORT: usize = 32;

/// Where everything in the page is found, and what it is called.
pub(super) struct PageIndex<'k> {
    pub(super) known: &'k Knowledge,
    cards: BTreeSet<RecordRef>,
    /// The noun of each id that only one record with a card bears.
    by_id: BTreeMap<String, Option<NounKind>>,
    sources: BTreeMap<String, &'k Source>,
    /// The key of each part with a card, in words, by its record, list and text.
    parts: BTreeMap<(RecordRef, &'static str, String), Words>,
    /// What each record that was mentioned is, as most are mentioned often.
    described: RefCell<BTreeMap<RecordRef, Rc<str>>>,
}

impl<'k> PageIndex<'k> {
    /// The index of a page with these cards and these sources.
    pub(super) fn new(known: &'k Knowledge, sheets: &[Sheet<'k>], sources: &[&'k Source]) -> Self {
        let cards: BTreeSet<_> = sheets.iter().map(|sheet| sheet.record.clone()).collect();
        let mut by_id = BTreeMap::new();
        for card in &cards {
            let noun = by_id.entry(card.id().to_owned()).or_insert(Some(card.noun()));
            *noun = noun.filter(|noun| *noun == card.noun());
        }
        let sources = sources.iter().map(|source| (source.id.to_string(), *source)).collect();
        let parts = sheets.iter().flat_map(|sheet| {
            sheet.parts.iter().map(|part| {
                let key = (sheet.record.clone(), part.list, part.key.as_str().to_owned());
                (key, part.key.clone())
            })
        });
        let described = RefCell::default();
        Self { known, cards, by_id, sources, parts: parts.collect(), described }
    }

    /// A record by what it is, linked to its card.
    pub(super) fn record(&self, record: &RecordRef) -> Markup {
        self.called(record, str::to_owned)
    }

    /// The same, as the beginning of a line.
    pub(super) fn record_as_title(&self, record: &RecordRef) -> Markup {
        self.called(record, capital)
    }

    fn called(&self, record: &RecordRef, put: fn(&str) -> String) -> Markup {
        let noun = record.noun();
        if noun == NounKind::Source {
            return self.source_by_id(record.id());
        }
        let id = self.known.canonical(IdSpace::Noun(noun), record.id());
        let record = RecordRef::new_unchecked(noun, id);
        let name = put(&self.described(&record));
        html! {
            @if self.cards.contains(&record) { a href={ "#" (record) } { (free(&name)) } }
            @else { (free(&name)) }
        }
    }

    fn described(&self, record: &RecordRef) -> Rc<str> {
        if let Some(described) = self.described.borrow().get(record) {
            return Rc::clone(described);
        }
        let described: Rc<str> = self.known.describe_record(record).into();
        self.described.borrow_mut().insert(record.clone(), Rc::clone(&described));
        described
    }

    /// A record or a part of one.
    pub(super) fn address(&self, address: &Address) -> Markup {
        html! {
            (self.record(&address.record))
            @if let Some((list, _)) = &address.part { ", " (plain(list)) ": " (self.part(address)) }
        }
    }

    /// An actor by name.
    pub(super) fn actor(&self, id: &str) -> Markup {
        let id = self.known.canonical(IdSpace::Actor, id);
        let nouns = [NounKind::State, NounKind::Person, NounKind::Organisation];
        let mut refs = nouns.iter().map(|noun| RecordRef::new_unchecked(*noun, id));
        match refs.find(|record| self.cards.contains(record)) {
            Some(record) => self.record(&record),
            None => free(&self.described(&RecordRef::new_unchecked(NounKind::State, id))),
        }
    }

    fn target(&self, target: IdSpace, id: &str) -> Markup {
        match target {
            IdSpace::Actor => self.actor(id),
            IdSpace::Noun(noun) => self.record(&RecordRef::new_unchecked(noun, id)),
        }
    }

    /// A source by publisher and day, linked to where it is listed.
    pub(super) fn source(&self, source: &Source) -> Markup {
        let title = source.title.as_deref().unwrap_or(source.id.as_str());
        html! {
            @if self.sources.contains_key(source.id.as_str()) {
                a.source href={ "#source:" (source.id) } title=(title) { (free(&called(source))) }
            } @else { span.source title=(title) { (free(&called(source))) } }
        }
    }

    pub(super) fn source_by_id(&self, id: &str) -> Markup {
        match self.sources.get(id).copied().or_else(|| self.known.dossier().source(id)) {
            Some(source) => self.source(source),
            None => free(id),
        }
    }

    /// By whom, through whom and how surely something is told.
    pub(super) fn by(&self, by: Citation<'_>) -> Markup {
        let Citation { source, provenance, .. } = by;
        html! {
            span.by {
                (self.source(source))
                @if let Some(locator) = provenance.locator() { ", " (free(locator)) }
                (self.via(provenance.via()))
                @match provenance.stance() {
                    Stance::Affirms => {},
                    Stance::Presupposes => { ", taking it for granted" },
                    stance => { ", which " (stance) " it" },
                }
                @match provenance.certainty() {
                    Certainty::Unstated | Certainty::Certain => {},
                    certainty => { ", as " (certainty) },
                }
            }
        }
    }

    /// The chain behind a source, nearest first.
    pub(super) fn via(&self, chain: &[CitedSpeaker]) -> Markup {
        html! {
            @for (at, link) in chain.iter().enumerate() {
                (if at == 0 { ", citing " } else { ", who cites " })
                (self.link(link))
            }
        }
    }

    fn link(&self, link: &CitedSpeaker) -> Markup {
        match link.actor() {
            Some(actor) => self.actor(actor.as_str()),
            None => free(&link.to_string()),
        }
    }

    /// By whom something changed.
    pub(super) fn attribution(&self, by: &Attribution) -> Markup {
        html! {
            span.by {
                (self.source_by_id(by.source.as_str()))
                @if let Some(locator) = by.locator() { ", " (free(locator)) }
                (self.via(by.via()))
                @match by.stance() {
                    Stance::Affirms => {},
                    stance => { ", " (free(&format!("{stance} it"))) },
                }
            }
        }
    }

    /// A value or a key, each id in it by name and each day in words.
    pub(super) fn words(&self, words: &Words) -> Markup {
        let pieces = words.pieces();
        html! {
            bdi {
                @if pieces.is_empty() { (words.as_str()) }
                @for piece in pieces {
                    @match piece {
                        Piece::Id(space, id) => (self.target(*space, id)),
                        piece => (piece.in_words()),
                    }
                }
            }
        }
    }

    /// The key of a part.
    pub(super) fn part(&self, about: &Address) -> Markup {
        let Some((list, key)) = &about.part else { return html! {} };
        match self.parts.get(&(about.record.clone(), *list, key.clone())) {
            Some(key) => self.words(key),
            None => free(&plain(key)),
        }
    }

    /// What a source lists: actors and places, by ids of whatever noun.
    pub(super) fn covered(&self, id: &str) -> Markup {
        let noun = self.by_id.get(id).copied().flatten();
        let record = noun.map(|noun| RecordRef::new_unchecked(noun, id));
        html! { bdi { @match &record { Some(record) => (self.record(record)), None => (id) } } }
    }
}

/// A code or a name of a field as words.
pub(super) fn plain(code: &str) -> String {
    code.replace('_', " ")
}

/// How a source is called in passing: by publisher, or short title, or id; and day.
fn called(source: &Source) -> String {
    let title = source.title.as_deref().filter(|title| title.chars().count() <= SHORT);
    let name = source.publisher.as_deref().or(title).unwrap_or(source.id.as_str());
    match source.published.as_ref().map(short) {
        Some(day) => format!("{name}, {day}"),
        None => name.to_owned(),
    }
}

fn short(date: &UncertainDate) -> String {
    let one = date.earliest().filter(|day| Some(*day) == date.latest());
    one.map_or_else(|| date.in_words(), |day: NaiveDate| day.format("%-d %b %Y").to_string())
}
