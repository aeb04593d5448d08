//! The ego network: one actor on a day, those it is tied to, and how strongly for or against.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::knowledge::Knowledge;
use crate::model::{Actor, ActorId, Key};
use crate::relations::{AlignmentModel, Relation, Relations, Voices, is_there};
use crate::write::PictureError;
use crate::write::pictures::bonds::{self, Bond, BondQuestion, Tie};
use crate::write::pictures::drawing::frame;
use crate::write::pictures::drawing::text::name;

/// The most others that have room around one.
const MOST: usize = 14;
/// The most others whose lines among each other can be told apart.
const MOST_AMONG: usize = 8;

/// One actor, and with whom it is to be drawn: asks for the picture [`on`](Self::on) a day.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::{Relation, Relations, Ties1};
/// use detente::write::ego_network;
/// use detente::{date, id};
///
/// let owed = |id, from, to| Relation::directed(id, RelationKind::DEFENCE_OBLIGATION, from, to);
/// let during = "1961-07-11/..".parse()?;
/// let relations = Relations::of([owed("o", id!("china"), id!("north-korea"))?.during(during)]);
/// let model = Ties1::default();
///
/// let picture = ego_network(&relations, "china", &model)?.on(date!("2024-12-04"));
/// assert!(picture.to_svg().contains("+0.90"));
///
/// let error = ego_network(&relations, "chine", &model).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "the relations know no actor \"chine\"; nearest is \"china\""
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct EgoNetwork<'r> {
    question: BondQuestion<'r>,
    ego: ActorId,
    /// Those to be shown; if none are named, all that it is tied to.
    others: Option<BTreeSet<ActorId>>,
    among: bool,
}

/// The network of an actor, by these relations and this model, in the sources' own voice.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id};
/// # let owed = |id, from, to| Relation::directed(id, RelationKind::DEFENCE_OBLIGATION, from, to);
/// # let during = "1961-07-11/..".parse()?;
/// # let relations = Relations::of([owed("o", id!("china"), id!("north-korea"))?.during(during)]);
/// use detente::write::ego_network;
///
/// let model = Ties1::default();
/// let picture = ego_network(&relations, "north-korea", &model)?.on(date!("2024-12-04"));
/// assert_eq!(picture.left_out(), 0);
/// assert!(picture.to_svg().contains("China"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the relations know no such actor and it is no built-in state.
pub fn ego_network<'r>(
    relations: &'r Relations,
    ego: impl Key<Actor>,
    model: &'r dyn AlignmentModel,
) -> Result<EgoNetwork<'r>, PictureError> {
    let ego = relations.actor(ego.key())?;
    Ok(EgoNetwork {
        question: BondQuestion::new(relations, model),
        ego,
        others: None,
        among: false,
    })
}

impl<'r> EgoNetwork<'r> {
    /// Shows it with these, tied to it or not, in place of all that it is tied to. It may itself be
    /// among them.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations, Ties1};
    /// # use detente::{date, id};
    /// # let owed = |id, from, to| Relation::directed(id, RelationKind::DEFENCE_OBLIGATION, from, to);
    /// # let during = "1961-07-11/..".parse()?;
    /// # let relations = Relations::of([owed("o", id!("china"), id!("north-korea"))?.during(during)]);
    /// # use detente::write::ego_network;
    /// # let model = Ties1::default();
    /// let network = ego_network(&relations, "china", &model)?.with(["north-korea", "japan"])?;
    /// assert!(network.on(date!("2024-12-04")).to_svg().contains("Japan")); // though nothing ties the two
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the relations know no such actor and it is no built-in state.
    pub fn with<K: Key<Actor>>(
        mut self,
        others: impl IntoIterator<Item = K>,
    ) -> Result<Self, PictureError> {
        let mut others = BondQuestion::actors(self.question.relations, others)?;
        others.remove(&self.ego);
        self.others.get_or_insert_default().append(&mut others);
        Ok(self)
    }

    /// Also draws what is between the others: all stand in a ring then, blocs together.
    pub fn among_others(mut self) -> Self {
        self.among = true;
        self
    }

    /// Listens to these voices; unless set, to what sources say themselves. What is told only in
    /// others is drawn as alleged.
    pub fn voices(mut self, voices: Voices) -> Self {
        self.question.voices = voices;
        self
    }

    /// Calls actors what this knowledge calls them; unless set, what the built-in list of states does.
    pub fn names_of(mut self, known: &'r Knowledge) -> Self {
        self.question.names = Some(known);
        self
    }

    /// The picture of a day. There is room for 14 others, or for 8 with what is among them; of more it
    /// shows those with the strongest ties to the one, and its caption says how many are left out. Each of
    /// all is scored for that, and all relations are looked through once.
    pub fn on(&self, day: NaiveDate) -> EgoPicture {
        let (others, absent) = self.others_on(day);
        let (others, left_out) = self.strongest(others, day);
        let actors: Vec<ActorId> = [self.ego.clone()].into_iter().chain(others).collect();
        let mut ties = self.ties(&actors, day);
        let unsound = ties.iter().filter(|(.., bond)| *bond == Bond::Unsound).count();
        let ring = if self.among { in_blocs(actors.len(), &ties) } else { in_round(&ties) };
        ties.retain(|(.., bond)| bond.kind().is_some());
        let name_of = |actor: &ActorId| self.question.name_of(actor);
        let names: Vec<String> = actors.iter().map(name_of).collect();
        EgoPicture {
            title: format!("{}: ties on {}", names[0], frame::long(day)),
            is_chosen: self.others.is_some(),
            among: self.among,
            basis: self.question.basis(),
            absent: absent.iter().map(name_of).collect(),
            day,
            names,
            ring,
            ties,
            left_out,
            unsound,
        }
    }

    /// The others that exist on a day, and whom of those asked for there is not.
    fn others_on(&self, day: NaiveDate) -> (Vec<ActorId>, Vec<ActorId>) {
        let others = self.others.clone().unwrap_or_else(|| self.neighbours());
        let (there, mut absent): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|actor| is_there(actor, day));
        if self.others.is_none() {
            absent.clear();
        }
        if !is_there(&self.ego, day) {
            absent.push(self.ego.clone());
        }
        (there, absent)
    }

    /// As many of the others as have room, those with the strongest ties to the ego, and how many more
    /// there are. Where none are asked for, those with no tie on the day are not among them.
    fn strongest(&self, others: Vec<ActorId>, day: NaiveDate) -> (Vec<ActorId>, usize) {
        let bond = |other: ActorId| (self.question.bond(&self.ego, &other, day), other);
        let mut others: Vec<(Bond, ActorId)> = others.into_iter().map(bond).collect();
        if self.others.is_none() {
            others.retain(|(bond, _)| *bond != Bond::Nothing);
        }
        others.sort_by(|(one, a), (other, b)| {
            let by_kind = rank(*one).cmp(&rank(*other));
            by_kind.then(other.strength().total_cmp(&one.strength())).then(a.cmp(b))
        });
        let most = if self.among { MOST_AMONG } else { MOST };
        let left_out = others.len().saturating_sub(most);
        others.truncate(most);
        // By id, so that the number of an actor tells nothing.
        let mut shown: Vec<ActorId> = others.into_iter().map(|(_, other)| other).collect();
        shown.sort();
        (shown, left_out)
    }

    /// What is between the first of some actors and each other; between each two, if that is asked.
    fn ties(&self, actors: &[ActorId], day: NaiveDate) -> Vec<Tie> {
        let firsts = if self.among { actors.len() } else { 1 };
        let mut ties = Vec::new();
        for (at, one) in actors.iter().enumerate().take(firsts) {
            for (other_at, other) in actors.iter().enumerate().skip(at + 1) {
                ties.push((at, other_at, self.question.bond(one, other, day)));
            }
        }
        ties
    }

    /// Those with whom there is anything at all, whatever it comes to.
    fn neighbours(&self) -> BTreeSet<ActorId> {
        let ends = self.question.relations.iter().map(Relation::actors);
        let other = ends.filter_map(|(one, other)| match (*one == self.ego, *other == self.ego) {
            (true, _) => Some(other),
            (_, true) => Some(one),
            _ => None,
        });
        other.cloned().collect()
    }
}

/// What is shown before what, where not all has room.
fn rank(bond: Bond) -> u8 {
    match bond {
        Bond::Scored(_) => 0,
        Bond::Alleged(_) => 1,
        Bond::Pending => 2,
        Bond::Unsound | Bond::Nothing => 3,
    }
}

/// The others by what is between them and the ego: for, from the strongest on; what is no score; against,
/// up to the strongest. So the two kinds have a side each.
fn in_round(ties: &[Tie]) -> Vec<usize> {
    let place = |bond: Bond| match bond {
        Bond::Scored(score) if score >= 0.0 => (0, score),
        Bond::Alleged(score) => (1, score),
        Bond::Pending => (2, 0.0),
        Bond::Nothing | Bond::Unsound => (3, 0.0),
        Bond::Scored(score) => (4, score),
    };
    let mut others: Vec<(usize, (u8, f64))> =
        ties.iter().map(|(_, other, bond)| (*other, place(*bond))).collect();
    others.sort_by(|(a, one), (b, other)| {
        one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)).then(a.cmp(b))
    });
    others.into_iter().map(|(other, _)| other).collect()
}

/// All in the order of blocs, turned so that the ego comes first.
fn in_blocs(nodes: usize, ties: &[Tie]) -> Vec<usize> {
    let mut order = bonds::blocs(nodes, ties).iter().flatten().copied().collect::<Vec<_>>();
    let ego = order.iter().position(|node| *node == 0).unwrap_or_default();
    order.rotate_left(ego);
    order
}

/// An actor on a day with those it is tied to: a line is as wide as the score is strong, and bears it.
///
/// For and against differ by colour and by dashes. What only voices tell that are not heard is grey
/// and dotted, with the score in brackets that it would have; what is only pending or possible is
/// hollow. Where nothing is known there is no line.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id, write::ego_network};
/// # let ban = Relation::directed("t", RelationKind::SANCTIONS, id!("united-states"), id!("russia"))?;
/// # let relations = Relations::of([ban.during("2014-03-06/..".parse()?)]);
/// let model = Ties1::default();
/// let network = ego_network(&relations, "russia", &model)?.with(["united-states", "china"])?;
/// let picture = network.on(date!("2024-06-17")).title("Russia on the eve");
/// assert!(picture.to_svg().contains("−0.48"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct EgoPicture {
    pub(crate) title: String,
    pub(crate) day: NaiveDate,
    pub(crate) basis: String,
    /// The ego's first.
    pub(crate) names: Vec<String>,
    /// Who stands around, clockwise from the top.
    pub(crate) ring: Vec<usize>,
    pub(crate) ties: Vec<Tie>,
    pub(crate) among: bool,
    pub(crate) is_chosen: bool,
    pub(crate) left_out: usize,
    pub(crate) absent: Vec<String>,
    pub(crate) unsound: usize,
}

impl EgoPicture {
    /// Gives the picture a title of your own.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        self.title = name(title);
        self
    }

    /// How many others have weaker ties than those shown, and no room.
    pub fn left_out(&self) -> usize {
        self.left_out
    }
}
