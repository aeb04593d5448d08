//! The table of signs: which relations count for and which against, how much, and for how long.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use thiserror::Error;

use crate::graph::{RelationKind, Sign};
use crate::model::fault::Fault;
use crate::model::{Direction, closed_codes};

/// What stands for no sign.
pub(crate) const UNSIGNED: &str = "0";

closed_codes! {
    /// What side of a relation something belongs to. Closed.
    ///
    /// ```
    /// use detente::graph::RelationKind;
    /// use detente::relations::{Dimension, SignTable};
    ///
    /// let row = SignTable::builtin().get(&RelationKind::SANCTIONS).ok_or("no such row")?;
    /// assert_eq!(row.dimension(), Dimension::Coercion);
    /// assert_eq!("force".parse(), Ok(Dimension::Force));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub enum Dimension, "dimension" {
        /// Obligations and deeds of defence.
        Security = "security",
        /// Visits, recognition, agreements.
        Diplomacy = "diplomacy",
        /// Trade, aid, loans.
        Economy = "economy",
        /// What is said.
        Speech = "speech",
        /// Pressure short of force.
        Coercion = "coercion",
        /// The show and the use of force.
        Force = "force",
        /// How the world is built: not for, not against.
        Structure = "structure",
    }
}

/// How long something counts.
///
/// ```
/// use detente::relations::Mode;
///
/// let visit = Mode::Episodic { half_life: 365.0 };
/// assert_eq!(visit.half_life(), Some(365.0));
/// assert!(!visit.is_standing() && Mode::Standing.is_standing());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Mode {
    /// While it holds.
    Standing,
    /// While it holds, and then less and less.
    StandingThenFading {
        /// Days after its end in which it loses half of its weight.
        half_life: f64,
    },
    /// From its day on, less and less.
    Episodic {
        /// Days after its last day in which it loses half of its weight.
        half_life: f64,
    },
}

impl Mode {
    /// The half-life in days, if it fades.
    pub fn half_life(self) -> Option<f64> {
        match self {
            Self::Standing => None,
            Self::StandingThenFading { half_life } | Self::Episodic { half_life } => {
                Some(half_life)
            }
        }
    }

    /// Whether it is a state of things, and not an act.
    pub fn is_standing(self) -> bool {
        !matches!(self, Self::Episodic { .. })
    }

    pub(crate) fn code(self) -> &'static str {
        if self.is_standing() { "standing" } else { "episodic" }
    }

    /// The same with another half-life; what stands and leaves no mark begins to leave one.
    fn with_half_life(self, half_life: f64) -> Self {
        if self.is_standing() {
            Self::StandingThenFading { half_life }
        } else {
            Self::Episodic { half_life }
        }
    }
}

/// How one kind of relation counts.
///
/// ```
/// use detente::graph::{RelationKind, Sign};
/// use detente::relations::{Dimension, Mode, SignRow};
/// use detente::model::Direction;
///
/// let cyber = SignRow::new(
///     RelationKind::new("acme:cyber")?,
///     Dimension::Force,
///     Sign::Negative,
///     Direction::Directed,
///     Mode::Episodic { half_life: 365.0 },
///     Some(0.5),
/// )?;
/// assert_eq!(cyber.weight(), Some(0.5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SignRow {
    pub(crate) kind: RelationKind,
    pub(crate) dimension: Dimension,
    pub(crate) sign: Option<Sign>,
    pub(crate) direction: Direction,
    pub(crate) mode: Mode,
    pub(crate) weight: Option<f64>,
    pub(crate) note: Box<str>,
}

/// A weight, half-life or row that no table can have.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::SignTable;
///
/// let error = SignTable::builtin().clone().with_weight(&RelationKind::PRAISE, 2.0).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "weight of praise: found 2, expected a number above 0 and at most 1"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{column} of {kind}: {fault}")]
pub struct SignError {
    kind: Box<str>,
    column: &'static str,
    fault: Fault,
}

impl SignRow {
    /// The row of a kind. The weight is its severity, above 0 and at most 1; only an unsigned kind
    /// has none. Half-lives are in days.
    ///
    /// # Errors
    /// If the weight or the half-life is out of range or not a number, if a signed kind has no
    /// weight or an unsigned one has one.
    pub fn new(
        kind: RelationKind,
        dimension: Dimension,
        sign: impl Into<Option<Sign>>,
        direction: Direction,
        mode: Mode,
        weight: Option<f64>,
    ) -> Result<Self, SignError> {
        let (sign, note) = (sign.into(), Box::default());
        let row = Self { kind, dimension, sign, direction, mode, weight, note };
        row.check().map_err(|(column, fault)| SignError {
            kind: row.kind.as_str().into(),
            column,
            fault,
        })?;
        Ok(row)
    }

    pub(crate) fn check(&self) -> Result<(), (&'static str, Fault)> {
        let expected = match self.sign {
            None => "nothing: the kind is unsigned",
            Some(_) => "a number above 0 and at most 1",
        };
        let found = match self.weight {
            None if self.sign.is_none() => None,
            None => Some("nothing".to_owned()),
            Some(weight) if self.sign.is_some() && weight > 0.0 && weight <= 1.0 => None,
            Some(weight) => Some(weight.to_string()),
        };
        if let Some(found) = found {
            return Err(("weight", Fault::phrase(found, expected)));
        }
        match self.mode.half_life() {
            Some(days) if !(days.is_finite() && days > 0.0) => {
                Err(("half_life", Fault::phrase(days.to_string(), "a number of days above 0")))
            }
            _ => Ok(()),
        }
    }

    /// Adds a remark.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        // A remark stands in one cell of one line.
        self.note = note.replace(['\t', '\n', '\r'], " ").into();
        self
    }

    /// The kind.
    pub fn kind(&self) -> &RelationKind {
        &self.kind
    }

    /// What side of a relation it belongs to.
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// Whether it counts for or against.
    pub fn sign(&self) -> Option<Sign> {
        self.sign
    }

    /// Whether it leads from one end to the other.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// How long it counts.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Its severity, above 0 and at most 1; `None` for an unsigned kind.
    pub fn weight(&self) -> Option<f64> {
        self.weight
    }

    /// The remark; empty if there is none.
    pub fn remark(&self) -> &str {
        &self.note
    }
}

/// As an object, with what the columns of a table hold: `kind`, `dimension`, `sign`, `direction`,
/// `mode`, `half_life`, `weight` and `note`.
impl Serialize for SignRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("SignRow", 8)?;
        object.serialize_field("kind", &self.kind)?;
        object.serialize_field("dimension", &self.dimension)?;
        object.serialize_field("sign", &self.sign)?;
        object.serialize_field("direction", &self.direction)?;
        object.serialize_field("mode", self.mode.code())?;
        object.serialize_field("half_life", &self.mode.half_life())?;
        object.serialize_field("weight", &self.weight)?;
        object.serialize_field("note", &self.note)?;
        object.end()
    }
}

/// A table of signs, under a name that every result cites.
///
/// The built-in one is `signs-1`; [`SignTable::to_text`] writes it, and what is written can be
/// edited and read back. A table that differs from the one whose name it bears says so.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::SignTable;
///
/// let signs = SignTable::builtin();
/// let visit = signs.get(&RelationKind::STATE_VISIT).ok_or("no such row")?;
/// assert_eq!((signs.name(), visit.weight()), ("signs-1", Some(0.4)));
///
/// let softer = signs.clone().with_weight(&RelationKind::STATE_VISIT, 0.2)?;
/// assert_eq!(softer.name(), "signs-1, changed");
/// assert_eq!(SignTable::from_text(&softer.to_text())?, softer);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SignTable {
    pub(crate) name: Box<str>,
    pub(crate) rows: BTreeMap<RelationKind, SignRow>,
}

/// As an object: its `name` and its `rows`, by kind.
impl Serialize for SignTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("SignTable", 2)?;
        object.serialize_field("name", &self.name)?;
        object.serialize_field("rows", &self.rows.values().collect::<Vec<_>>())?;
        object.end()
    }
}

static BUILTIN: LazyLock<SignTable> = LazyLock::new(|| {
    let text = include_str!("signs-1.tsv");
    // A test reads it; were a row ever wrong, a table without rows would give no score at all.
    SignTable::from_text(text)
        .unwrap_or_else(|_| SignTable { name: "signs-1".into(), rows: BTreeMap::new() })
});

impl SignTable {
    /// The table `signs-1`.
    ///
    /// ```
    /// use detente::graph::{RelationKind, Sign};
    /// use detente::relations::SignTable;
    ///
    /// let signs = SignTable::builtin();
    /// let sanctions = signs.get(&RelationKind::SANCTIONS).ok_or("no such row")?;
    /// assert_eq!((sanctions.sign(), sanctions.weight()), (Some(Sign::Negative), Some(0.6)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// A table without rows.
    ///
    /// ```
    /// use detente::graph::RelationKind;
    /// use detente::relations::SignTable;
    ///
    /// let visits = SignTable::builtin().get(&RelationKind::STATE_VISIT).ok_or("no such row")?;
    /// let mine = SignTable::new("visits alone").with_row(visits.clone());
    /// assert_eq!((mine.name(), mine.rows().count()), ("visits alone, changed", 1));
    /// assert_eq!(mine.named("visits").name(), "visits");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(name: &str) -> Self {
        Self { name: one_line(name), rows: BTreeMap::new() }
    }

    /// Its name, as results cite it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The row of a kind.
    pub fn get(&self, kind: &RelationKind) -> Option<&SignRow> {
        self.rows.get(kind)
    }

    /// Every row, by dimension and kind.
    pub fn rows(&self) -> impl Iterator<Item = &SignRow> {
        let mut rows: Vec<_> = self.rows.values().collect();
        rows.sort_by_key(|row| (row.dimension, row.sign, row.kind.as_str()));
        rows.into_iter()
    }

    /// The same table under another name.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        self.name = one_line(name);
        self
    }

    /// Adds a row, in place of the one of its kind.
    #[must_use]
    pub fn with_row(mut self, row: SignRow) -> Self {
        if self.rows.get(&row.kind) != Some(&row) {
            self.rows.insert(row.kind.clone(), row);
            self.mark_changed();
        }
        self
    }

    /// Gives a kind another weight.
    ///
    /// ```
    /// use detente::graph::RelationKind;
    /// use detente::relations::SignTable;
    ///
    /// let softer = SignTable::builtin().clone().with_weight(&RelationKind::STATE_VISIT, 0.2)?;
    /// assert_eq!(softer.get(&RelationKind::STATE_VISIT).and_then(|row| row.weight()), Some(0.2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the kind has no row or no sign, or the weight is not above 0 and at most 1.
    pub fn with_weight(self, kind: &RelationKind, weight: f64) -> Result<Self, SignError> {
        self.with(kind, "weight", |row| row.weight = Some(weight))
    }

    /// Gives a kind another half-life, in days.
    ///
    /// # Errors
    /// If the kind has no row, or the half-life is no number of days above 0.
    pub fn with_half_life(self, kind: &RelationKind, days: f64) -> Result<Self, SignError> {
        self.with(kind, "half_life", |row| row.mode = row.mode.with_half_life(days))
    }

    fn with(
        mut self,
        kind: &RelationKind,
        column: &'static str,
        change: impl FnOnce(&mut SignRow),
    ) -> Result<Self, SignError> {
        let fail = |column, fault| SignError { kind: kind.as_str().into(), column, fault };
        let Some(row) = self.rows.get_mut(kind) else {
            let fault = Fault::phrase("no row", format!("a row of {}", kind.as_str()));
            return Err(fail(column, fault));
        };
        let before = row.clone();
        change(row);
        row.check().map_err(|(column, fault)| fail(column, fault))?;
        if *row != before {
            self.mark_changed();
        }
        Ok(self)
    }

    fn mark_changed(&mut self) {
        if !self.name.ends_with(CHANGED) {
            self.name = format!("{}{CHANGED}", self.name).into();
        }
    }
}

/// What a table's name ends with once it differs from what the name stood for.
const CHANGED: &str = ", changed";

fn one_line(name: &str) -> Box<str> {
    let words: Vec<_> = name.split_whitespace().collect();
    if words.is_empty() { "unnamed".into() } else { words.join(" ").into() }
}

/// As a reader would want it: one row a line, in columns.
impl fmt::Display for SignTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.name)?;
        for row in self.rows() {
            let weight = row.weight.map(|weight| format!("{weight:.2}")).unwrap_or_default();
            let fades = match row.mode.half_life() {
                Some(days) => format!("{}, half-life {days} days", row.mode.code()),
                None => row.mode.code().to_owned(),
            };
            write!(
                f,
                "\n{:<9} {} {weight:>4} {:<9} {:<23} {fades}",
                row.dimension,
                row.sign.map_or(UNSIGNED, Sign::code),
                row.direction,
                row.kind.in_words()
            )?;
        }
        Ok(())
    }
}
