//! What could be known: on a day, from whom, and chosen among accounts that disagree.
//!
//! A [`Knowledge`] is what a [`Dossier`](crate::Dossier) told by a day. Records are looked up in it as
//! [`View`]s, whose getters choose among the accounts told by then and can [explain](View::explain)
//! the choice; what follows from several records (who held an office, where an agreement stands, which
//! claims hold, what changed) is asked of it as well.

mod choosing;
mod citation;
mod conflicts;
mod knowledge;
mod matching;
mod nouns;
mod over_time;
mod policy;
mod survey;
mod view;
mod words;
mod written;

pub use choosing::resolution::{Beaten, CitedValue, Resolution};
pub(crate) use citation::Root;
pub use citation::{Attribution, Citation};
pub use conflicts::contradictions::{Claim, Contradiction};
pub use conflicts::zones::{ZoneDay, ZoneEffect};
pub use knowledge::{Knowledge, KnowledgeBuilder, LookupError};
pub use matching::proposals::{Blocked, Blocker, Doubt, Proposal, Reason};
pub(crate) use matching::words::can_be_one_name;
pub use nouns::agreements::{NotAParty, Undertaking};
pub use nouns::entities::Stay;
pub(crate) use nouns::leaders::LEADING;
pub use nouns::leaders::{HeldOffice, Leader, StateOf};
pub use nouns::offices::Holder;
pub use nouns::stages::{AgreementStatus, Stage};
pub(crate) use nouns::stages::{Life, gives_consent, is_intention, makes_party};
pub use nouns::superlatives::checked::{Checked, SuperlativeEvidence, Verdict};
pub use over_time::change::{ChangeKind, KnowledgeChange, Taken};
pub use over_time::corrections::Correction;
pub use over_time::deadlines::{Deadline, DeadlineOutcome};
pub use over_time::drift::{Drift, DriftKind};
pub use over_time::plans::{OverduePlan, Plan, Planner};
pub use over_time::scores::scorecard::{
    Outcome, Scorecard, ScoredAccount, ScoredClaim, ScoredDetail,
};
pub use over_time::testimony::Testimony;
pub use policy::{Candidate, Policy, Rank, StandardPolicy};
pub use survey::{CitedAccount, Disagreement, Side};
pub use view::{PartView, View};
pub use words::{Piece, Words};
pub use written::because::{Because, Point, Reasoned};
pub use written::found::{CoveredFor, Found, ListCoverage};
#[cfg(feature = "html")]
pub(crate) use written::sheet::{Accounted, Entry, Fate, PartSheet, Reading, Sheet, Worded};
