//! Who goes where: trips, the visits they are made of, and meetings.

pub(in crate::model) mod meeting;
pub(in crate::model) mod trip;
pub(in crate::model) mod visit;
