//! The index of a page: what has a card in it, and how records, actors and sources are named and
//! linked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use maud::{Markup, html};

use super::html::{capital, free};
use crate::knowledge::{Attribution, Knowledge, Sheet, Words, moment_in_words};
use crate::model::{
    ActorId, Address, Certainty, CitedSpeaker, IdSpace, NounKind, Provenance, RecordRef, Source,
    Stance,
};
use crate::time::{Period, UncertainDate};

/// The longest title by which a source without a publisher is called in passing.
const SHORT: usize = 32;

/// Where everything in the page is found, and what it is called.
pub(super) struct PageIndex<'k> {
    pub(super) known: &'k Knowledge,
    cards: BTreeSet<RecordRef>,
    /// The noun of each id that only one record with a card bears.
    by_id: BTreeMap<String, Option<NounKind>>,
    sources: BTreeMap<String, &'k Source>,
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
        Self { known, cards, by_id, sources }
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
        let name = put(&self.known.describe_record(&record));
        html! {
            @if self.cards.contains(&record) { a href={ "#" (record) } { (free(&name)) } }
            @else { (free(&name)) }
        }
    }

    /// A record or a part of one.
    pub(super) fn address(&self, address: &Address) -> Markup {
        html! {
            (self.record(&address.record))
            @if let Some((list, key)) = &address.part { ", " (plain(list)) ": " (self.part(key)) }
        }
    }

    /// An actor by name.
    pub(super) fn actor(&self, id: &str) -> Markup {
        let id = self.known.canonical(IdSpace::Actor, id);
        let nouns = [NounKind::State, NounKind::Person, NounKind::Organisation];
        let mut refs = nouns.iter().map(|noun| RecordRef::new_unchecked(*noun, id));
        match refs.find(|record| self.cards.contains(record)) {
            Some(record) => self.record(&record),
            None => {
                free(&self.known.describe_record(&RecordRef::new_unchecked(NounKind::State, id)))
            }
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
    pub(super) fn by(&self, source: &Source, provenance: &Provenance) -> Markup {
        html! {
            span.by {
                (self.source(source))
                @if let Some(locator) = provenance.locator() { ", " (free(locator)) }
                (self.via(provenance))
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
    pub(super) fn via(&self, provenance: &Provenance) -> Markup {
        html! {
            @for (at, link) in provenance.via().iter().enumerate() {
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
        let rest = by.chain.strip_prefix(by.source.as_str()).unwrap_or_default();
        let mut parts = rest.split(", ");
        html! {
            span.by {
                (self.source_by_id(by.source.as_str()))
                @if let Some(locator) = parts.next().map(str::trim).filter(|text| !text.is_empty()) {
                    ", " (free(locator))
                }
                @for part in parts { ", " (self.speaker(part)) }
            }
        }
    }

    /// One link of a chain as the library writes it: `citing kremlin`.
    fn speaker(&self, link: &str) -> Markup {
        let (lead, word) = match link.strip_prefix("citing in turn ") {
            Some(word) => ("who cites ", word),
            None => link.strip_prefix("citing ").map_or(("", link), |word| ("citing ", word)),
        };
        match word.parse::<ActorId>() {
            Ok(actor) if !lead.is_empty() => html! { (lead) (self.actor(actor.as_str())) },
            _ => html! { (lead) (free(word)) },
        }
    }

    /// A value, each id in it by name.
    pub(super) fn words(&self, words: &Words) -> Markup {
        with_names(&words.text, |token| {
            let record: Option<RecordRef> = token.parse().ok();
            let id = record.as_ref().map_or(token, RecordRef::id);
            let (target, id) = words.ids.iter().find(|(_, one)| one == id)?;
            Some(self.target(*target, id))
        })
    }

    /// The key of a part, each id in it by name and each code as words.
    pub(super) fn key(&self, key: &Words) -> Markup {
        with_names(&key.text, |token| {
            let named = key.ids.iter().find(|(_, id)| id == token);
            named.map_or_else(|| code(token), |(target, id)| Some(self.target(*target, id)))
        })
    }

    /// The key of a part of which no more than the text is known.
    pub(super) fn part(&self, key: &str) -> Markup {
        with_names(key, |token| self.meant(token, token == key).or_else(|| code(token)))
    }

    /// A text of the library's own in which references such as `visit:…` stand, each by name.
    pub(super) fn text(&self, text: &str) -> Markup {
        with_names(text, |token| {
            let record: RecordRef = token.parse().ok()?;
            self.cards.contains(&record).then(|| self.record(&record))
        })
    }

    /// A value told as text alone: a day is written in words, and an id that but one record bears, or
    /// a reference, by name. An id of one word might be a word, and stays.
    pub(super) fn loose(&self, text: &str) -> Markup {
        if let Ok(date) = text.parse::<UncertainDate>() {
            return free(&date.in_words());
        }
        if let Ok(period) = text.parse::<Period>() {
            return free(&period.in_words());
        }
        if let Some(moment) = moment_in_words(text) {
            return free(&moment);
        }
        if let Some(Ok(day)) = text.strip_prefix("still ").map(str::parse::<UncertainDate>) {
            return free(&format!("still so on {}", day.in_words()));
        }
        with_names(text, |token| self.meant(token, token == text))
    }

    /// The record that a word stands for, if it is a reference or an id.
    fn meant(&self, token: &str, is_all: bool) -> Option<Markup> {
        if let Ok(record) = token.parse::<RecordRef>() {
            return self.cards.contains(&record).then(|| self.record(&record));
        }
        let noun = self.by_id.get(token).copied().flatten()?;
        let is_meant = token.contains('-') || is_all;
        is_meant.then(|| self.record(&RecordRef::new_unchecked(noun, token)))
    }
}

/// A piece of a text: a name put in the place of an id, or what stood there.
enum Piece<'t> {
    Named(Markup),
    Plain(&'t str),
}

/// A text whose words are replaced where there is something to say for them.
fn with_names(text: &str, name: impl Fn(&str) -> Option<Markup>) -> Markup {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':');
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let inside = rest.starts_with(is_word);
        let end = rest.find(|c| is_word(c) != inside).unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        let trimmed = token.trim_end_matches([':', '.']);
        match name(trimmed).filter(|_| inside) {
            Some(named) => {
                pieces.push(Piece::Named(named));
                let rest = &token[trimmed.len()..];
                pieces.extend((!rest.is_empty()).then_some(Piece::Plain(rest)));
            }
            // A relation is written `one~other`.
            None if token == "~" && matches!(pieces.last(), Some(Piece::Named(_))) => {
                pieces.push(Piece::Plain(" and "));
            }
            None => pieces.push(Piece::Plain(token)),
        }
        rest = after;
    }
    html! {
        bdi {
            @for piece in &pieces {
                @match piece { Piece::Named(named) => (named), Piece::Plain(plain) => (plain) }
            }
        }
    }
}

/// A code of several words, as words.
fn code(token: &str) -> Option<Markup> {
    token.contains('_').then(|| html! { (plain(token)) })
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
