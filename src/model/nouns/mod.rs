//! The nouns: a file each, with what an account may tell of it, its parts, its id and its record.

pub(super) mod actors;
pub(super) mod agreement;
pub(super) mod conflict;
pub(super) mod office;
pub(super) mod place;
pub(super) mod same_as;
pub(super) mod statement;
pub(super) mod superlative;
pub(super) mod tenure;
pub(super) mod tie;
pub(super) mod travel;
