//! A score of where two actors stand, under a named model.

pub(super) mod aligning;
pub(super) mod model;
pub(super) mod ties1;
