//! What one source says in one voice, and cannot both mean.

use crate::knowledge::choosing::choose::Reading;
use crate::knowledge::{Candidate, Knowledge, Rank};
use crate::model::{AnyAccount, AnyValue, DetailRow, NounKind, Provenance, Role};

impl Knowledge {
    /// Whether of two values that one source gives of a detail neither comes before the other, so that
    /// choosing is left with both, and they exclude each other.
    ///
    /// What holds as of different days, or is told less surely, is no slip of the source.
    pub(crate) fn is_torn(
        &self,
        record: (NounKind, &str),
        row: &DetailRow,
        [one, other]: [(&dyn AnyAccount, &dyn AnyValue); 2],
    ) -> bool {
        let (a, b) = (one.0.provenance(), other.0.provenance());
        is_as_of_one_day(a, b)
            && is_level(&self.rank_of(one), &self.rank_of(other))
            && !self.may_both_be(record, row, [(a, one.1), (b, other.1)])
    }

    fn rank_of(&self, (account, value): (&dyn AnyAccount, &dyn AnyValue)) -> Rank {
        let provenance = account.provenance();
        self.policy().rank(&Candidate {
            provenance,
            progress: value.as_progress(),
            happened: account.happened(),
            is_to_come: false,
            roots: 1,
            as_of: provenance.held_as_of(),
        })
    }

    fn may_both_be(
        &self,
        record: (NounKind, &str),
        row: &DetailRow,
        [(told, one), (other_told, other)]: [(&Provenance, &dyn AnyValue); 2],
    ) -> bool {
        let one = Reading::of(self, one, told, row);
        let other = Reading::of(self, other, other_told, row);
        let (one, other) = (one.value(), other.value());
        one.is_unknown()
            || other.is_unknown()
            || one.agrees_with(other)
            || row.role != Role::Within && self.is_within_either(one, other)
            || record.0 == NounKind::Visit
                && row.role == Role::Actual
                && self.differ_by_zone(record.1, one, other)
    }
}

fn is_as_of_one_day(one: &Provenance, other: &Provenance) -> bool {
    let ([first, last], [other_first, other_last]) = (one.held_as_of(), other.held_as_of());
    first <= other_last && other_first <= last
}

fn is_level(one: &Rank, other: &Rank) -> bool {
    (0..Rank::PLACES).all(|at| one.low(at) <= other.high(at) && other.low(at) <= one.high(at))
}
