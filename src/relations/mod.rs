//! Where states stand: what records come to, and the scores that are made of it.
//!
//! An [`Relation`] is an act or an obligation between two actors, with those who tell of it, and [`Relations`]
//! are all of them, found in a [`Knowledge`](crate::Knowledge) by
//! [`relations`](crate::Knowledge::relations) or given. A [`SignTable`] says what counts for and what
//! against; [`Relations::standing`] tallies by it, and [`Relations::alignment`] scores under a named
//! [`AlignmentModel`], with everything the score rests on. [`Relations::dyads`] asks all pairs at once:
//! whose score moved, and by which relations; which triads are out of balance. [`Relations::graph`] makes
//! a [`RelationGraph`](crate::graph::RelationGraph) of them.

mod alignment;
mod dyads;
mod find;
mod relation;
mod relations;
mod signs;
mod standing;
mod to_graph;
mod voices;

pub(crate) use alignment::aligning::is_there;
pub use alignment::aligning::{Aligning, Course, Trend};
pub(crate) use alignment::model::signed;
pub use alignment::model::{Alignment, AlignmentModel, DimensionScore, Evidence, Score, Weighing};
pub use alignment::ties1::{LambdaError, Ties1};
pub use dyads::{Dyads, Moved, MovedRelation, Triad};
pub use find::finding::RelationsBuilder;
pub use find::rules::{Ground, rules};
pub use relation::{Relation, RelationError};
pub use relations::{ActorError, LeftOut, Relations};
pub use signs::sign_text::SignTableError;
pub use signs::table::{Dimension, Mode, SignError, SignRow, SignTable};
pub use standing::{Standing, StandingOn, Tally};
pub(crate) use voices::independent;
pub use voices::{Voice, Voices, Witness};
