//! The index of a page: what has a card in it, and how records, actors and sources are named and
//! linked.

use std::borrow::{Borrow, Cow};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::rc::Rc;

use maud::{Markup, PreEscaped, Render, html};

use super::html::{InPlace, capital, free};
use crate::knowledge::{Attribution, Citation, Knowledge, Piece, Sheet, Words};
use crate::model::{
    Address, Certainty, CitedSpeaker, IdSpace, NounKind, RecordRef, Source, Stance,
};
use crate::time::UncertainDate;
use crate::write::pictures::drawing::frame;

/// The longest title by which a source without a publisher is called in passing.
const SHORT: usize = 32;

/// Where everything in the page is found, and what it is called.
pub(super) struct PageIndex<'k> {
    pub(super) known: &'k Knowledge,
    cards: HashSet<RecordRef>,
    /// The noun of each id that only one record with a card bears.
    by_id: HashMap<String, Option<NounKind>>,
    sources: HashMap<String, &'k Source>,
    /// The key of each part with a card, in words, by its record, list and text.
    parts: HashMap<(RecordRef, &'static str, String), Words>,
    /// What each record that was mentioned is, as most are mentioned often.
    described: RefCell<HashMap<RecordRef, Rc<str>>>,
    /// Each record and each source that was mentioned, as it is shown.
    shown_records: RefCell<HashMap<RecordRef, Rc<str>>>,
    shown_sources: RefCell<HashMap<String, Rc<str>>>,
}

/// What is shown alike in many places.
type Shown = PreEscaped<Rc<str>>;

impl<'k> PageIndex<'k> {
    /// The index of a page with these cards and these sources.
    pub(super) fn new(known: &'k Knowledge, sheets: &[Sheet<'k>], sources: &[&'k Source]) -> Self {
        let cards: HashSet<_> = sheets.iter().map(|sheet| sheet.record.clone()).collect();
        let mut by_id = HashMap::new();
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
        Self {
            known,
            cards,
            by_id,
            sources,
            parts: parts.collect(),
            described: RefCell::default(),
            shown_records: RefCell::default(),
            shown_sources: RefCell::default(),
        }
    }

    /// A record by what it is, linked to its card.
    pub(super) fn record(&self, record: &RecordRef) -> Shown {
        if record.noun() == NounKind::Source {
            return self.source_by_id(record.id());
        }
        let show = || self.linked(record, &self.described(record));
        PreEscaped(once(&self.shown_records, record, show))
    }

    /// The same, as the beginning of a line.
    pub(super) fn record_as_title(&self, record: &RecordRef) -> Markup {
        if record.noun() == NounKind::Source {
            return self.source_by_id(record.id()).render();
        }
        self.linked(record, &capital(&self.described(record)))
    }

    fn linked(&self, record: &RecordRef, name: &str) -> Markup {
        let record = self.canonical(record);
        html! {
            @if self.cards.contains(&record) { a href={ "#" (record) } { (free(name)) } }
            @else { (free(name)) }
        }
    }

    fn canonical(&self, record: &RecordRef) -> RecordRef {
        let noun = record.noun();
        RecordRef::new_unchecked(noun, self.known.canonical(IdSpace::Noun(noun), record.id()))
    }

    /// What a record is, in words.
    pub(super) fn described(&self, record: &RecordRef) -> Rc<str> {
        if let Some(described) = self.described.borrow().get(record) {
            return Rc::clone(described);
        }
        let described: Rc<str> = self.known.describe_record(&self.canonical(record)).into();
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
    pub(super) fn actor(&self, id: &str) -> Shown {
        let id = self.known.canonical(IdSpace::Actor, id);
        let nouns = [NounKind::State, NounKind::Person, NounKind::Organisation];
        let mut refs = nouns.iter().map(|noun| RecordRef::new_unchecked(*noun, id));
        match refs.find(|record| self.cards.contains(record)) {
            Some(record) => self.record(&record),
            None => shown(free(&self.described(&RecordRef::new_unchecked(NounKind::State, id)))),
        }
    }

    fn target(&self, target: IdSpace, id: &str) -> Shown {
        match target {
            IdSpace::Actor => self.actor(id),
            IdSpace::Noun(noun) => self.record(&RecordRef::new_unchecked(noun, id)),
        }
    }

    /// A source by publisher and day, linked to where it is listed.
    pub(super) fn source(&self, source: &Source) -> Shown {
        let title = source.title.as_deref().unwrap_or(source.id.as_str());
        let show = || {
            html! {
                @if self.sources.contains_key(source.id.as_str()) {
                    a.source href={ "#source:" (source.id) } title=(title) { (free(&called(source))) }
                } @else { span.source title=(title) { (free(&called(source))) } }
            }
        };
        PreEscaped(once(&self.shown_sources, source.id.as_str(), show))
    }

    pub(super) fn source_by_id(&self, id: &str) -> Shown {
        match self.sources.get(id).copied().or_else(|| self.known.dossier().source(id)) {
            Some(source) => self.source(source),
            None => shown(free(id)),
        }
    }

    /// By whom, through whom and how surely something is told.
    pub(super) fn by<'i>(&'i self, by: Citation<'i>) -> impl Render + use<'i> {
        InPlace(move |page: &mut String| {
            let Citation { source, provenance, .. } = by;
            page.push_str("<span class=\"by\">");
            self.source(source).render_to(page);
            if let Some(locator) = provenance.locator() {
                html! { ", " (free(locator)) }.render_to(page);
            }
            if !provenance.via().is_empty() {
                self.via(provenance.via()).render_to(page);
            }
            match provenance.stance() {
                Stance::Affirms => {}
                Stance::Presupposes => page.push_str(", taking it for granted"),
                stance => html! { ", which " (stance) " it" }.render_to(page),
            }
            match provenance.certainty() {
                Certainty::Unstated | Certainty::Certain => {}
                certainty => html! { ", as " (certainty) }.render_to(page),
            }
            page.push_str("</span>");
        })
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

    fn link(&self, link: &CitedSpeaker) -> Shown {
        match link.actor() {
            Some(actor) => self.actor(actor.as_str()),
            None => shown(free(&link.to_string())),
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
    pub(super) fn words<'i>(&'i self, words: &'i Words) -> impl Render + use<'i> {
        InPlace(move |page: &mut String| {
            let pieces = words.pieces();
            if pieces.is_empty() {
                return free(words.as_str()).render_to(page);
            }
            page.push_str("<bdi>");
            for piece in pieces {
                match piece {
                    Piece::Id(space, id) => self.target(*space, id).render_to(page),
                    piece => piece.in_words().render_to(page),
                }
            }
            page.push_str("</bdi>");
        })
    }

    /// The key of a part.
    pub(super) fn part(&self, about: &Address) -> Markup {
        let Some((list, key)) = &about.part else { return html! {} };
        match self.parts.get(&(about.record.clone(), *list, key.clone())) {
            Some(key) => self.words(key).render(),
            None => free(&plain(key)).render(),
        }
    }

    /// What a source lists: actors and places, by ids of whatever noun.
    pub(super) fn covered(&self, id: &str) -> Markup {
        let noun = self.by_id.get(id).copied().flatten();
        let record = noun.map(|noun| RecordRef::new_unchecked(noun, id));
        html! { bdi { @match &record { Some(record) => (self.record(record)), None => (id) } } }
    }
}

/// What is shown of a thing, made where it is shown first.
fn once<K: Hash + Eq + ToOwned + ?Sized>(
    all: &RefCell<HashMap<K::Owned, Rc<str>>>,
    thing: &K,
    show: impl FnOnce() -> Markup,
) -> Rc<str>
where
    K::Owned: Borrow<K> + Hash + Eq,
{
    if let Some(shown) = all.borrow().get(thing) {
        return Rc::clone(shown);
    }
    let shown: Rc<str> = show().0.into();
    all.borrow_mut().insert(thing.to_owned(), Rc::clone(&shown));
    shown
}

fn shown(text: impl Render) -> Shown {
    PreEscaped(text.render().0.into())
}

/// A code or a name of a field as words.
pub(super) fn plain(code: &str) -> Cow<'_, str> {
    if code.contains('_') { code.replace('_', " ").into() } else { code.into() }
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
    one.map_or_else(|| date.in_words(), frame::dated)
}
