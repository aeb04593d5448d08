//! Which state is this, on this day, in whose list?
//!
//! A [`Polity`] is a state in the sense in which history tells of one: `russian-empire`,
//! `soviet-union` and `russia` are three, although one list of states has a single number for all.
//! The codes of the lists (Correlates of War, Gleditsch and Ward, ISO 3166, CAMEO, FIPS 10-4 …) are
//! labels that a list puts on a polity for a time. [`Systems`] holds the polities, the labels, the
//! days on which one polity followed another, and answers every question of translation with an
//! [`Answer`]: exact, ambiguous with all candidates, not in the list, after the list's last day, or
//! unknown. Nothing is ever guessed from a neighbouring day, and no code is an integer.
//!
//! Who is a member of a list on a day or in a year, and which pairs were members on one and the
//! same day, is asked of a [`SystemMembership`].
//!
//! [`Systems::builtin`] is what the library knows. [`Systems::builder`] adds to it, or changes it with a
//! note that says why, from tables of your own; see [`SystemsBuilder`].
//!
//! ```
//! use detente::date;
//! use detente::systems::{CodeSystem, Systems};
//!
//! let systems = Systems::builtin();
//! let answer = systems.polity_of(&CodeSystem::COW, "365", date!("1950-06-25"));
//! assert_eq!(answer.exact().map(|polity| polity.id().as_str()), Some("soviet-union"));
//!
//! let answer = systems.convert(&CodeSystem::COW, "255", &CodeSystem::GW, date!("2000-01-01"));
//! assert_eq!(answer.exact().map(|code| code.code()), Some("260"));
//! ```

mod answer;
mod at;
mod codes;
mod membership;
mod names;
mod panel;
mod polity;
mod succession;
mod systems;
mod tables;

pub use answer::{Answer, AnswerStatus};
pub use at::At;
pub use codes::code_spell::CodeSpell;
pub use codes::code_system::CodeSystem;
pub use codes::column::{CodeColumn, ColumnError, Converter, LengthError};
pub use codes::list::{CountryList, UnknownSystem};
pub use membership::{OutsideEdition, Spell, SystemMembership, SystemMembershipError};
pub use names::{
    Mention, Mentions, NameColumn, NameFinder, NameHow, NameMatch, NameSort, PolityName,
    UnknownLanguage,
};
pub use panel::{DyadOrder, DyadYears, StateDays, StateYears};
pub use polity::{Polity, PolityKind};
pub use succession::{Succession, SuccessionKind};
pub use systems::Systems;
pub use tables::builder::{SystemsBuilder, SystemsError};
pub use tables::change::{Override, RowChange};
pub use tables::encoding::Encoding;
pub use tables::table::TableError;
