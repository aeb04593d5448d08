//! The signed matrix: several actors on a day, each by each, in blocs.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::knowledge::Knowledge;
use crate::model::{Actor, ActorId, Key};
use crate::relations::{AlignmentModel, Relations, Voices, is_there};
use crate::write::PictureError;
use crate::write::pictures::bonds::{self, Bond, BondQuestion, Tie};
use crate::write::pictures::drawing::frame;
use crate::write::pictures::drawing::text::name;

/// The most actors whose cells are large enough to be told apart.
const MOST: usize = 40;
/// The most days that are drawn beside each other.
const MOST_DAYS: usize = 12;

/// Actors that are to be drawn each by each: asks for the picture [`on`](Self::on) a day.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::{Relation, Relations, Ties1};
/// use detente::write::signed_matrix;
/// use detente::{date, id};
///
/// let owed = |id, from, to| Relation::directed(id, RelationKind::DEFENCE_OBLIGATION, from, to);
/// let during = "1961-07-11/..".parse()?;
/// let relations = Relations::of([owed("o", id!("china"), id!("north-korea"))?.during(during)]);
/// let model = Ties1::default();
///
/// let matrix = signed_matrix(&relations, ["north-korea", "japan", "china"], &model)?;
/// let picture = matrix.on(date!("2024-12-04"));
/// assert_eq!(picture.blocs(), [vec!["china", "north-korea"], vec!["japan"]]);
/// assert!(picture.to_svg().contains("+0.90"));
///
/// let error = signed_matrix(&relations, ["china"], &model).unwrap_err();
/// assert_eq!(error.to_string(), "the number of different actors is 1, expected 2 to 40");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct SignedMatrix<'r> {
    question: BondQuestion<'r>,
    actors: BTreeSet<ActorId>,
}

/// The matrix of these actors, by these relations and this model, in the sources' own voice. The order
/// in which they are named makes no difference.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id};
/// # let owed = |id, from, to| Relation::directed(id, RelationKind::DEFENCE_OBLIGATION, from, to);
/// # let during = "1961-07-11/..".parse()?;
/// # let relations = Relations::of([owed("o", id!("china"), id!("north-korea"))?.during(during)]);
/// use detente::write::signed_matrix;
///
/// let model = Ties1::default();
/// let matrix = signed_matrix(&relations, ["china", "japan", "north-korea"], &model)?;
/// assert_eq!(matrix.on(date!("2024-12-04")).blocs()[0], ["china", "north-korea"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the relations know no such actor and it is no built-in state, or if fewer than 2 or more than 40
/// different ones are named.
pub fn signed_matrix<'r, K: Key<Actor>>(
    relations: &'r Relations,
    actors: impl IntoIterator<Item = K>,
    model: &'r dyn AlignmentModel,
) -> Result<SignedMatrix<'r>, PictureError> {
    let actors = BondQuestion::actors(relations, actors)?;
    let (found, least, most) = (actors.len(), 2, MOST);
    if !(least..=most).contains(&found) {
        return Err(PictureError::Actors { found, least, most });
    }
    Ok(SignedMatrix { question: BondQuestion::new(relations, model), actors })
}

impl<'r> SignedMatrix<'r> {
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

    /// The picture of a day. Actors that do not exist then are left out, and its caption names them. Each two
    /// are scored, 780 pairs of 40 actors.
    pub fn on(&self, day: NaiveDate) -> MatrixPicture {
        self.draw(&BTreeSet::from([day]))
    }

    /// The pictures of several days beside each other, in the order of days. All have the same order of
    /// rows, by the scores of all the days together.
    ///
    /// # Errors
    /// If there is no day, or there are more than 12 different ones.
    pub fn on_each(
        &self,
        days: impl IntoIterator<Item = NaiveDate>,
    ) -> Result<MatrixPicture, PictureError> {
        let days: BTreeSet<NaiveDate> = days.into_iter().collect();
        if days.is_empty() || days.len() > MOST_DAYS {
            return Err(PictureError::Days { found: days.len(), most: MOST_DAYS });
        }
        Ok(self.draw(&days))
    }

    fn draw(&self, days: &BTreeSet<NaiveDate>) -> MatrixPicture {
        let is_ever_there = |actor: &&ActorId| days.iter().any(|day| is_there(actor, *day));
        let (there, absent): (Vec<_>, Vec<_>) = self.actors.iter().partition(is_ever_there);
        let of_days: Vec<Vec<Tie>> = days.iter().map(|day| self.ties(&there, *day)).collect();
        let blocs = bonds::blocs(there.len(), of_days.iter().flatten());
        let order: Vec<usize> = blocs.iter().flatten().copied().collect();
        let panel = |(day, ties): (&NaiveDate, &Vec<Tie>)| Panel::new(*day, &there, ties, &order);
        let unsound = of_days.iter().flatten().filter(|(.., bond)| *bond == Bond::Unsound).count();
        let name_of = |actor: &ActorId| self.question.name_of(actor);
        let (actors, first) = (frame::count(there.len(), "actor"), days.first());
        let title = match (days.len(), first) {
            (1, Some(day)) => format!("How {actors} stand with each other, {}", frame::long(*day)),
            (count, _) => format!("How {actors} stand with each other, on {count} days"),
        };
        MatrixPicture {
            title,
            basis: self.question.basis(),
            panels: days.iter().zip(&of_days).map(panel).collect(),
            ids: order.iter().map(|at| there[*at].clone()).collect(),
            names: order.iter().map(|at| name_of(there[*at])).collect(),
            sizes: blocs.iter().map(<[usize]>::len).collect(),
            fit: blocs.fit(),
            absent: absent.into_iter().map(name_of).collect(),
            unsound,
        }
    }

    fn ties(&self, actors: &[&ActorId], day: NaiveDate) -> Vec<Tie> {
        let mut ties = Vec::new();
        for (at, one) in actors.iter().enumerate() {
            for (other_at, other) in actors.iter().enumerate().skip(at + 1) {
                ties.push((at, other_at, self.question.bond(one, other, day)));
            }
        }
        ties
    }
}

impl Panel {
    fn new(day: NaiveDate, actors: &[&ActorId], ties: &[Tie], order: &[usize]) -> Self {
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(to, from)| place[*from] = to);
        let mut cells = vec![vec![Bond::Nothing; order.len()]; order.len()];
        for (one, other, bond) in ties {
            cells[place[*one]][place[*other]] = *bond;
            cells[place[*other]][place[*one]] = *bond;
        }
        let is_there = order.iter().map(|at| is_there(actors[*at], day)).collect();
        Self { day, cells, is_there }
    }
}

/// Actors by actors on a day, or on several: each cell is coloured by the score of the two, and bears
/// it.
///
/// For and against differ by colour and by pattern. What only voices tell that are not heard is grey
/// and dotted, with the score in brackets that it would have; what is only pending or possible is a
/// dashed frame. Where nothing is known the cell is blank.
///
/// Rows and columns stand in the order of [`Blocs`](crate::measure::Blocs) found by the scores, with a
/// frame around each bloc.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id, write::signed_matrix};
/// # let owed = |id, from, to| Relation::directed(id, RelationKind::DEFENCE_OBLIGATION, from, to);
/// # let during = "1961-07-11/..".parse()?;
/// # let relations = Relations::of([owed("o", id!("china"), id!("north-korea"))?.during(during)]);
/// # let model = Ties1::default();
/// let matrix = signed_matrix(&relations, ["china", "north-korea"], &model)?;
/// let picture = matrix.on_each([date!("1961-01-01"), date!("1971-01-01")])?;
/// let svg = picture.title("China and North Korea, ten years apart").to_svg();
/// assert!(svg.contains("1 January 1961") && svg.contains("1 January 1971"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct MatrixPicture {
    pub(crate) title: String,
    pub(crate) basis: String,
    /// In the order of rows.
    ids: Vec<ActorId>,
    pub(crate) names: Vec<String>,
    /// By day, at least one.
    pub(crate) panels: Vec<Panel>,
    /// How many rows each bloc has.
    pub(crate) sizes: Vec<usize>,
    pub(crate) fit: Option<f64>,
    pub(crate) absent: Vec<String>,
    pub(crate) unsound: usize,
}

/// The matrix of one day.
#[derive(Clone, Debug)]
pub(crate) struct Panel {
    pub(crate) day: NaiveDate,
    pub(crate) cells: Vec<Vec<Bond>>,
    /// Who exists on the day, in the order of rows.
    pub(crate) is_there: Vec<bool>,
}

impl MatrixPicture {
    /// Gives the picture a title of your own.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        self.title = name(title);
        self
    }

    /// The actors that exist on the day, or on one of the days, by bloc, in the order of the rows.
    pub fn blocs(&self) -> Vec<Vec<&str>> {
        let mut ids = self.ids.iter().map(ActorId::as_str);
        self.sizes.iter().map(|size| ids.by_ref().take(*size).collect()).collect()
    }
}
