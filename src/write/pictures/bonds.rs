//! What is between actors on a day, as pictures of many of them show it: a score, its look, its words.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::subject;
use crate::knowledge::Knowledge;
use crate::measure::Blocs;
use crate::model::{self, Actor, ActorId};
use crate::relations::{ActorError, Aligning, Alignment, AlignmentModel, Relations, Score, Voices};
use crate::systems::Systems;
use crate::write::pictures::drawing::frame::{self, Key, Sample};
use crate::write::pictures::drawing::svg::Svg;
use crate::write::pictures::drawing::text::name;

pub(crate) const ALLEGED: &str = "#8b95a0";

/// Who is asked about their relations, by which model, in which voices.
#[derive(Clone, Debug)]
pub(crate) struct BondQuestion<'r> {
    pub(crate) relations: &'r Relations,
    model: &'r dyn AlignmentModel,
    pub(crate) voices: Voices,
    pub(crate) names: Option<&'r Knowledge>,
}

/// What is between two actors on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bond {
    /// A score in the voices heard.
    Scored(f64),
    /// There is a score only if everyone is heard.
    Alleged(f64),
    /// Nothing counts, and something is meant to come or may be so.
    Pending,
    /// Nothing is known, or one of the two does not exist.
    Nothing,
    /// The model gave a number that is none.
    Unsound,
}

impl<'r> BondQuestion<'r> {
    pub(crate) fn new(relations: &'r Relations, model: &'r dyn AlignmentModel) -> Self {
        Self { relations, model, voices: Voices::own(), names: None }
    }

    pub(crate) fn bond(&self, one: &ActorId, other: &ActorId, day: NaiveDate) -> Bond {
        let heard = |voices: Voices| {
            // All are known; to look for each among all for each bond would take long.
            let pair = (one.clone(), other.clone());
            Aligning::new(self.relations, pair, self.model).voices(voices).on(day)
        };
        if one == other {
            return Bond::Nothing;
        }
        let own = heard(self.voices.clone());
        match own.score() {
            Score::Of(score) => Bond::Scored(*score),
            Score::Unsound => Bond::Unsound,
            Score::NotThere(_) => Bond::Nothing,
            _ => {
                let everyone = heard(Voices::everyone());
                match everyone.score().value() {
                    Some(score) => Bond::Alleged(score),
                    None if own.pending().is_empty() => Bond::Nothing,
                    None => Bond::Pending,
                }
            }
        }
    }

    /// The actors with these ids, each one that is known or a built-in state.
    pub(crate) fn actors<K: model::Key<Actor>>(
        relations: &Relations,
        keys: impl IntoIterator<Item = K>,
    ) -> Result<BTreeSet<ActorId>, ActorError> {
        let known: HashMap<&str, &ActorId> =
            relations.actors().map(|actor| (actor.as_str(), actor)).collect();
        let find = |key: K| match known.get(key.key()) {
            Some(actor) => Ok((*actor).clone()),
            None => relations.actor(key.key()),
        };
        keys.into_iter().map(find).collect()
    }

    /// What an actor is called: by the knowledge that names are taken from, or else by the built-in
    /// list of states; the id where neither has a name.
    pub(crate) fn name_of(&self, actor: &ActorId) -> String {
        let known = self.names.map(|known| known.name_of(actor));
        let known = known.filter(|name| *name != actor.as_str());
        name(&known.unwrap_or_else(|| built_in_name(actor)))
    }

    /// By what the scores are, in whose voice, as known when.
    pub(crate) fn basis(&self) -> String {
        let (model, table) = (self.model.name(), self.model.table());
        basis(model, table, &self.voices, self.relations.known_on())
    }
}

/// By what the score of an alignment is, in whose voice, as known when.
pub(crate) fn basis_of(alignment: &Alignment) -> String {
    let (model, table) = (alignment.model(), alignment.table());
    basis(model, table, alignment.voices(), alignment.known_on())
}

fn basis(model: &str, table: &str, voices: &Voices, known_on: Option<NaiveDate>) -> String {
    let [model, table, voice] = [model, table, &voices.to_string()].map(|text| {
        let text = name(text);
        frame::NOTE.fit(&text, 400.0)
    });
    let known = subject::day_known(known_on);
    format!("Score by {model} with {table}, in {voice}, {known}.")
}

/// The name of a state in the built-in list; the id itself of anybody else.
pub(crate) fn built_in_name(actor: &ActorId) -> String {
    let polity = Systems::builtin().polity(actor.as_str());
    polity.map_or(actor.as_str(), |polity| polity.name()).to_owned()
}

/// The looks that bonds have, in the order of a legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BondKind {
    For,
    Even,
    Against,
    Alleged,
    Pending,
}

impl Bond {
    /// Its look; `None` where nothing is drawn.
    pub(crate) fn kind(self) -> Option<BondKind> {
        match self {
            Self::Scored(_) if self.is_even() => Some(BondKind::Even),
            Self::Scored(score) if score > 0.0 => Some(BondKind::For),
            Self::Scored(_) => Some(BondKind::Against),
            Self::Alleged(_) => Some(BondKind::Alleged),
            Self::Pending => Some(BondKind::Pending),
            Self::Nothing | Self::Unsound => None,
        }
    }

    /// Whether the score is 0 to two digits: as much for as against.
    fn is_even(self) -> bool {
        matches!(self, Self::Scored(score) if score.abs() < 0.005)
    }

    /// How strong it is, from 0 to 1, whatever its sign.
    pub(crate) fn strength(self) -> f64 {
        match self {
            Self::Scored(score) | Self::Alleged(score) => score.abs(),
            Self::Pending | Self::Nothing | Self::Unsound => 0.0,
        }
    }

    /// The score with its sign, to two digits; in brackets where it is only alleged.
    pub(crate) fn words(self) -> String {
        match self {
            Self::Scored(score) => signed(score),
            Self::Alleged(score) => format!("({})", signed(score)),
            Self::Pending => "pending".to_owned(),
            Self::Nothing | Self::Unsound => String::new(),
        }
    }
}

impl BondKind {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Even => "as much for as against",
            Self::Against => "against",
            Self::Alleged => "told only in voices not heard (score if they are)",
            Self::Pending => "only pending or possible",
        }
    }
}

fn signed(score: f64) -> String {
    if score.abs() < 0.005 {
        return "0.00".to_owned();
    }
    format!("{score:+.2}").replace('-', "−")
}

/// The legend of the looks that occur, with what draws a sample of each at a corner.
pub(crate) fn keys(
    bonds: impl Iterator<Item = Bond>,
    sample: fn(&mut Svg, BondKind, (f64, f64)),
) -> Vec<Key> {
    let kinds: BTreeSet<BondKind> = bonds.filter_map(Bond::kind).collect();
    let key = |kind: BondKind| Key {
        sample: Sample::Drawn(Box::new(move |svg, corner| sample(svg, kind, corner))),
        words: kind.words().to_owned(),
    };
    kinds.into_iter().map(key).collect()
}

/// What is between two of several actors, by their numbers.
pub(crate) type Tie = (usize, usize, Bond);

/// Who goes with whom, by the scores that there are.
pub(crate) fn blocs<'t>(nodes: usize, ties: impl IntoIterator<Item = &'t Tie>) -> Blocs {
    let score = |(one, other, bond): &Tie| match bond {
        Bond::Scored(score) => Some((*one, *other, *score)),
        _ => None,
    };
    // Scores are finite, and none is between one and itself.
    Blocs::of(nodes, ties.into_iter().filter_map(score)).unwrap_or_default()
}

/// Adds to a caption who does not exist on the day, and how often a model failed.
pub(crate) fn say_missing(caption: &mut String, absent: &[String], unsound: usize) {
    if let Some(names) = some_of(absent) {
        let _ = write!(caption, " Not in existence then: {names}.");
    }
    if unsound > 0 {
        let pairs = frame::count(unsound, "pair");
        let _ = write!(
            caption,
            " Of {pairs} the model gave a number outside of 0 to 1, so there is no score."
        );
    }
}

/// Names in a row, as many as have room, and how many more there are; `None` if there are none.
fn some_of(names: &[String]) -> Option<String> {
    let mut words = frame::NOTE.fit(names.first()?, 300.0);
    for (at, name) in names.iter().enumerate().skip(1) {
        let longer = format!("{words}, {name}");
        if frame::NOTE.width(&longer) > 500.0 {
            return Some(format!("{words} and {} more", names.len() - at));
        }
        words = longer;
    }
    Some(words)
}
