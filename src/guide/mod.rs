//! The guide: one page a job, longer than the crate page and shorter than the reference.
//!
//! | page | for |
//! |---|---|
//! | [`accounts`] | reports that disagree: records, accounts, what was known on a day, and why one value is taken |
//! | [`over_time`] | what changed, what was planned and what came of it, corrections, scorecards |
//! | [`states`] | codes and names of states on a day, mentions in text, members of a list, lists of your own |
//! | [`relations`] | where two states stand: standing, alignment, pictures, graphs as files |
//! | [`page`] | a dossier as one page to send out |
//! | [`json`] | the JSON form, its schema, and checking a file |
//! | [`design`] | why things are as they are, and the glossary |
//! | [`licences`] | whose the embedded tables are, and what goes with copies |

#[doc = include_str!("accounts.md")]
pub mod accounts {}

#[doc = include_str!("../../DESIGN.md")]
pub mod design {}

#[doc = include_str!("json.md")]
pub mod json {}

#[doc = include_str!("licences.md")]
pub mod licences {}

#[doc = include_str!("over_time.md")]
pub mod over_time {}

#[doc = include_str!("page.md")]
pub mod page {}

// Where the pictures are found in rustdoc; of two links of one name the first counts.
#[doc = include_str!("../../assets/pictures.links")]
#[doc = include_str!("relations.md")]
pub mod relations {}

#[doc = include_str!("states.md")]
pub mod states {}
