//! Values in words: the text of a value, and what stands in it, so that who shows it need not look
//! for ids and days in a text.

use std::fmt;

use serde::ser::{Serialize, Serializer};

use crate::model::{AnyValue, IdSpace, ValueKind};
use crate::time::{End, Moment, Period, UncertainDate};

/// A value as text, with the ids and days in it by what they are.
///
/// Its `Display` is the text as files have it; [`pieces`](Self::pieces) are for those who name records
/// and write days in words.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}, "b": {"published": "2024-06-17"}}, "states": {"n": {}},
/// #  "places": {"p": {"by": "a"}, "q": {"accounts": [{"by": "a"}, {"by": "b", "within": "p"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::date;
/// use detente::knowledge::{ChangeKind, Piece};
///
/// let changes = dossier.as_known().changes_since(&dossier.as_known_on(date!("2024-06-01")));
/// let ChangeKind::Added(taken) = &changes[0].kind else { panic!("it is {}", changes[0]) };
/// assert_eq!(taken.value, "p");
/// assert!(matches!(taken.value.pieces(), [Piece::Id(_, place)] if place == "p"));
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    text: String,
    /// Empty where the text is all there is.
    pieces: Vec<Piece>,
}

/// A piece of a value in words.
///
/// ```
/// use detente::knowledge::Piece;
///
/// assert_eq!(Piece::Day("2024-06-19".parse()?).in_words(), "19 June 2024");
/// assert_eq!(Piece::Text("planned".into()).in_words(), "planned");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Piece {
    /// Text, as a reader would write it.
    Text(String),
    /// A record, or an actor, by its id.
    Id(IdSpace, String),
    /// A day, more or less known.
    Day(UncertainDate),
    /// The day on which something was still so.
    StillOn(UncertainDate),
    /// A moment on the clock.
    Moment(Moment),
    /// A period.
    Period(Period),
}

impl Words {
    /// The text as files have it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands in the text, in order; nothing, where it is text and no more.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// A text in which nothing stands but itself.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), pieces: Vec::new() }
    }

    /// A value: its days as such, its ids as such, and all else by its `Display`.
    pub(crate) fn of(value: &dyn AnyValue) -> Self {
        let text = value.shown();
        if let Some(piece) = day(value.kind()) {
            return Self { text, pieces: vec![piece] };
        }
        let mut ids = Vec::new();
        value.refs(&mut |space, id| ids.push((space, id.to_owned())));
        Self::with_ids(text, &ids)
    }

    /// The key of a part: codes in it as words.
    #[cfg(feature = "html")]
    pub(crate) fn of_key(key: &dyn crate::model::AnyKey) -> Self {
        let mut ids = Vec::new();
        key.refs(&mut |space, id| ids.push((space, id.to_owned())));
        let text = key.to_string();
        let pieces = pieces(&text, &ids, code_in_words);
        Self { text, pieces }
    }

    /// A text in which these ids stand.
    pub(crate) fn with_ids(text: String, ids: &[(IdSpace, String)]) -> Self {
        let pieces = if ids.is_empty() { Vec::new() } else { pieces(&text, ids, str::to_owned) };
        Self { text, pieces }
    }

    /// The same, denied.
    pub(crate) fn denied(self) -> Self {
        self.after("not ")
    }

    /// The same, after these words.
    pub(crate) fn after(mut self, words: &str) -> Self {
        if !self.pieces.is_empty() {
            self.pieces.insert(0, Piece::Text(words.to_owned()));
        }
        self.text.insert_str(0, words);
        self
    }
}

/// The day, moment or period that a value is.
fn day(kind: ValueKind<'_>) -> Option<Piece> {
    Some(match kind {
        ValueKind::Date(date) | ValueKind::End(End::On(date)) => Piece::Day(date.clone()),
        ValueKind::End(End::Still(day)) => Piece::StillOn((*day).into()),
        ValueKind::Flag(is) => Piece::Text(if is { "yes" } else { "no" }.to_owned()),
        ValueKind::Day(when) => {
            let moment = when.fixed()?;
            match moment.instant() {
                Some(_) => Piece::Moment(moment.clone()),
                None => Piece::Day(moment.date().clone()),
            }
        }
        ValueKind::Span(when) => Piece::Period(when.fixed()?.clone()),
        ValueKind::Period(period) => Piece::Period(period.clone()),
        _ => return None,
    })
}

/// A code as a word: one of one's own without its namespace.
#[cfg(feature = "html")]
fn code_in_words(code: &str) -> String {
    let own = code.split_once(':').map_or(code, |(_, word)| word);
    if own.is_empty() { code.to_owned() } else { own.replace('_', " ") }
}

/// Takes the ids out of a text of which it is known that they stand in it.
fn pieces(text: &str, ids: &[(IdSpace, String)], word: fn(&str) -> String) -> Vec<Piece> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':');
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let inside = rest.starts_with(is_word);
        let end = rest.find(|c| is_word(c) != inside).unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        let trimmed = token.trim_end_matches([':', '.']);
        // A reference has its noun before the id.
        let bare = trimmed.split_once(':').map_or(trimmed, |(_, id)| id);
        match ids.iter().find(|(_, id)| id == trimmed || id == bare) {
            Some((space, id)) => {
                pieces.push(Piece::Id(*space, id.clone()));
                let more = &token[trimmed.len()..];
                pieces.extend((!more.is_empty()).then(|| Piece::Text(more.to_owned())));
            }
            // A relation is written `one~other`.
            None if token == "~" => pieces.push(Piece::Text(" and ".to_owned())),
            None => pieces.push(Piece::Text(word(token))),
        }
        rest = after;
    }
    pieces
}

impl Piece {
    /// The piece as a reader would write it; an id stays one.
    pub fn in_words(&self) -> String {
        match self {
            Self::Text(text) | Self::Id(_, text) => text.clone(),
            Self::Day(date) => date.in_words(),
            Self::StillOn(date) => format!("still so on {}", date.in_words()),
            Self::Moment(moment) => moment_in_words(moment),
            Self::Period(period) => period.in_words(),
        }
    }
}

/// `2024-06-19T02:22+09:00` as "19 June 2024, 02:22+09:00".
fn moment_in_words(moment: &Moment) -> String {
    let text = moment.to_string();
    let clock = text.split_once('T').filter(|_| moment.instant().is_some());
    match clock {
        Some((_, clock)) => format!("{}, {clock}", moment.date().in_words()),
        None => moment.date().in_words(),
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// As text.
impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl PartialEq<str> for Words {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for Words {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}
