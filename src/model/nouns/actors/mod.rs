//! Who can act: states, persons and organisations, whose ids form one space.

pub(in crate::model) mod organisation;
pub(in crate::model) mod person;
pub(in crate::model) mod state;
